"""Single characters that stand for a line of a file or for a piece of the tree, on the way through Jinja and Markdown.

They come from the two private planes of Unicode, which the loader refuses in the user's files; so a mark in
the text can only be ours, whatever a recipient's name contains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.values.diagnostic import Origin
from briefgen.values.tree import Node, Text

LINE_BASE, VALUE_BASE, PLANE = 0xF0000, 0x100000, 0xFFFD
LINE_MARK = re.compile(f"[{chr(LINE_BASE)}-{chr(LINE_BASE + PLANE)}]")
VALUE_MARK = re.compile(f"[{chr(VALUE_BASE)}-{chr(VALUE_BASE + PLANE)}]")
ANY_MARK = re.compile(f"([{chr(LINE_BASE)}-{chr(VALUE_BASE + PLANE)}])")

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{##?\s.*?#\}", re.DOTALL)
_JINJA_OPEN = re.compile(r"\{(?:\{|%|##?\s)")
_FENCE = re.compile(r"^\s*(```|~~~)")
_UNMARKED = re.compile(
    r"""^\s*(?:
        $ | < | \{% | \{: | \{\#\# | !!!    # HTML, statements, attribute lists, call-outs
        | \*\[[^\]]+\]: | \[[^\]^][^\]]*\]: # definitions of abbreviations and links
        | [-=*_\s>]{2,}$ | [|:\-+=\s]+$     # rules, underlines, heads of tables
    )""",
    re.VERBOSE,
)
_PREFIX = re.compile(r"^(?:\s*(?:>|[-+*]\s|\d+[.)]\s|\#{1,6}(?!\#)|:\s|\||\[\^[^\]]+\]:))*\s*")


class TooManyMarksError(Exception):
    """A text with more lines or values than there are marks (65,533 of each)."""


@dataclass(slots=True)
class Marks:
    """The meaning of the marks of one text."""

    lines: list[Origin] = field(default_factory=list)
    values: list[tuple[Node, ...]] = field(default_factory=list)

    def line(self, origin: Origin) -> str:
        """A mark for a place in a file."""
        self.lines.append(origin)
        return _character(LINE_BASE, len(self.lines) - 1)

    def value(self, *nodes: Node) -> str:
        """A mark for nodes that are to stand here in the tree."""
        self.values.append(nodes)
        return _character(VALUE_BASE, len(self.values) - 1)

    def text(self, text: str) -> str:
        """Data as a mark; marks that stand in it already keep their meaning."""
        return "".join(
            part if ANY_MARK.fullmatch(part) else self.value(Text(part)) for part in ANY_MARK.split(text) if part
        )

    def origin_of(self, mark: str) -> Origin:
        """The place that a line mark stands for."""
        return self.lines[ord(mark) - LINE_BASE]

    def nodes_of(self, mark: str) -> tuple[Node, ...]:
        """The nodes that a value mark stands for."""
        return self.values[ord(mark) - VALUE_BASE]

    def plain(self, text: str) -> str:
        """The text with line marks gone and values as characters, for attributes."""

        def characters(match: re.Match[str]) -> str:
            return "".join(node.content for node in self.nodes_of(match[0]) if isinstance(node, Text))

        return VALUE_MARK.sub(characters, LINE_MARK.sub("", text))

    def mark_markdown(self, text: str, path: str, first_line: int) -> str:
        """Markdown with a mark at the start of each line's words, after its `-`, `#`, `>` or `|`."""
        marked, fenced, pending = [], False, ""
        for number, line in enumerate(text.split("\n"), start=first_line):
            fence = bool(_FENCE.match(line))
            if fenced or fence or pending or _UNMARKED.match(line):
                marked.append(line)
            else:
                start = _PREFIX.match(line)
                cut = start.end() if start else 0
                marked.append(line[:cut] + self.line(Origin(path, number)) + line[cut:])
            fenced ^= fence
            pending = _unfinished(pending + line)
        return "\n".join(marked)

    def mark_template(self, text: str, path: str) -> str:
        """A page template with a mark before each line that begins outside a tag and outside Jinja."""
        marked, pending, inside_tag = [], "", False
        for number, line in enumerate(text.split("\n"), start=1):
            free = not pending and not inside_tag
            marked.append(self.line(Origin(path, number)) + line if free else line)
            pending = _unfinished(pending + line)
            bare = _JINJA.sub("", line)
            inside_tag = bare.rfind("<") > bare.rfind(">") or (inside_tag and ">" not in bare)
        return "\n".join(marked)


def _character(base: int, index: int) -> str:
    if index > PLANE:
        raise TooManyMarksError
    return chr(base + index)


def _unfinished(text: str) -> str:
    """The Jinja construct still open at the end of the text, or nothing."""
    rest = _JINJA.sub("", text)
    found = _JINJA_OPEN.search(rest)
    return rest[found.start() :] + "\n" if found else ""
