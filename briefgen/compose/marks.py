"""Marks: single characters that stand for a line of a file or for nodes, on their way through Jinja and Markdown.

They come from the two private planes of Unicode, which the loader refuses in the user's files; so a mark in
the text can only be ours, whatever a recipient's name contains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Severity
from briefgen.model.tree import Node, Text

LINE_BASE, VALUE_BASE, PLANE_SIZE = 0xF0000, 0x100000, 0xFFFD
LINE_MARK = re.compile(f"[{chr(LINE_BASE)}-{chr(LINE_BASE + PLANE_SIZE)}]")
VALUE_MARK = re.compile(f"[{chr(VALUE_BASE)}-{chr(VALUE_BASE + PLANE_SIZE)}]")
ANY_MARK = re.compile(f"([{chr(LINE_BASE)}-{chr(VALUE_BASE + PLANE_SIZE)}])")

_JINJA_OPENING = re.compile(r"\{(?:\{|%|##?(?:\s|$))")
_JINJA_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_FENCE = re.compile(r"^\s*(```|~~~)")
_INLINE_TAG = r"/?(?:a|abbr|b|bdi|br|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strong|sub|sup|time|u)\b"
_BLOCK_TAGS = rf"(?:</?(?!{_INLINE_TAG})[A-Za-z][^<>]*>\s*)+"
"""Tags that Python-Markdown reads only at the start of a line: no mark can be before them."""
_UNMARKABLE_LINE = re.compile(
    rf"""^\s*(?:
        $ | <[!?] | \{{% | \{{: | \{{\#\# | !!! # comments, statements, attribute lists, call-outs
        | {_BLOCK_TAGS}$ | <(?!{_INLINE_TAG})[^>]*$ # nothing but tags, or one that ends in another line
        | \*\[[^\]]+\]: | \[[^\]^][^\]]*\]: # definitions of abbreviations and links
        | [-=*_\s>]{{2,}}$ | [|:\-+=\s>]+$  # rules, underlines, heads of tables
    )""",
    re.VERBOSE,
)
_LINE_PREFIX = re.compile(
    rf"^(?:\s*{_BLOCK_TAGS}|(?:\s*(?:>|[-+*]\s|\d+[.)]\s|\#{{1,6}}(?!\#)|:\s|\||\[\^[^\]]+\]:))*\s*)"
)


@dataclass(slots=True)
class MarkTable:
    """The meaning of the marks of one document. Adding more than 65,534 lines or values raises `BriefgenError`."""

    origins: list[Origin] = field(default_factory=list)
    nodes: list[tuple[Node, ...]] = field(default_factory=list)

    def add_line(self, origin: Origin) -> str:
        """A mark for a place in a file."""
        self.origins.append(origin)
        return self._build_mark(LINE_BASE, len(self.origins) - 1)

    def add_nodes(self, *nodes: Node) -> str:
        """A mark for nodes that belong in the tree at its place."""
        self.nodes.append(nodes)
        return self._build_mark(VALUE_BASE, len(self.nodes) - 1)

    def add_text(self, text: str) -> str:
        """Data as a mark; marks that it contains keep their meaning."""
        parts = filter(None, ANY_MARK.split(text))
        return "".join(part if ANY_MARK.fullmatch(part) else self.add_nodes(Text(part)) for part in parts)

    def _build_mark(self, base: int, index: int) -> str:
        if index > PLANE_SIZE:
            message, hint = (
                f"the document has more than {PLANE_SIZE + 1:,} lines or values",
                "split it, or shorten its loops",
            )
            origin = self.origins[-1] if self.origins else None
            raise BriefgenError(Diagnostic(Severity.ERROR, "limit-marks", message, origin, (hint,)))
        return chr(base + index)

    def find_unknown_mark(self, text: str) -> str:
        """The first mark of a text that stands for nothing; empty where there is none."""
        known = {LINE_BASE: len(self.origins), VALUE_BASE: len(self.nodes)}
        marks = (mark for mark in ANY_MARK.findall(text) if ord(mark) & 0xFFFF >= known[ord(mark) & ~0xFFFF])
        return next(marks, "")

    def get_origin(self, mark: str) -> Origin:
        """The place that a line mark stands for."""
        return self.origins[ord(mark) - LINE_BASE]

    def get_nodes(self, mark: str) -> tuple[Node, ...]:
        """The nodes that a value mark stands for."""
        return self.nodes[ord(mark) - VALUE_BASE]

    def strip_marks(self, text: str) -> str:
        """The text with line marks gone and values as characters, for attributes."""

        def get_text(match: re.Match[str]) -> str:
            return "".join(node.content for node in self.get_nodes(match[0]) if isinstance(node, Text))

        return VALUE_MARK.sub(get_text, LINE_MARK.sub("", text))

    def mark_markdown(self, text: str, path: str, first_line: int) -> str:
        """Markdown with a mark at the start of each line's words, after its `-`, `#`, `>` or `|`."""
        marked, fenced, pending = [], False, ""
        for number, line in enumerate(text.split("\n"), start=first_line):
            fence = bool(_FENCE.match(line))
            if fenced or fence or pending or _UNMARKABLE_LINE.match(line):
                marked.append(line)
            else:
                start = _LINE_PREFIX.match(line)
                cut = start.end() if start else 0
                marked.append(line[:cut] + self.add_line(Origin(path, number)) + line[cut:])
            fenced ^= fence
            _, pending = _skip_jinja(line, pending)
        return "\n".join(marked)

    def mark_template(self, text: str, path: str) -> str:
        """A page template with a mark before each line that starts outside a tag and outside Jinja."""
        marked, pending, inside_tag = [], "", False
        for number, line in enumerate(text.split("\n"), start=1):
            free = not pending and not inside_tag
            marked.append(self.add_line(Origin(path, number)) + line if free else line)
            bare, pending = _skip_jinja(line, pending)
            inside_tag = bare.rfind("<") > bare.rfind(">") or (inside_tag and ">" not in bare)
        return "\n".join(marked)


def _skip_jinja(line: str, closing: str) -> tuple[str, str]:
    """The part of a line outside Jinja, and the sign that closes the Jinja still open at its end, or nothing.

    `closing` is that sign at the start of the line. Each character is read once, so that no text takes long.
    """
    outside: list[str] = []
    position = 0
    while True:
        if closing:
            end = line.find(closing, position)
            if end < 0:
                return "".join(outside), closing
            position = end + len(closing)
        found = _JINJA_OPENING.search(line, position)
        outside.append(line[position : found.start() if found else None])
        if not found:
            return "".join(outside), ""
        closing, position = _JINJA_CLOSINGS[found[0][:2]], found.end()
