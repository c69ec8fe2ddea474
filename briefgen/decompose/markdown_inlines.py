"""Writes the inlines of pandoc as Markdown of one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from briefgen.decompose.markdown_text import escape_code, escape_markdown, write_comment
from briefgen.decompose.pandoc_tree import PandocNode, extract_words, has_mark, read_attribute

TAGS: Mapping[str, tuple[str, str, str]] = {
    "Emph": ("*", "<em>", "</em>"),
    "Underline": ("*", "<em>", "</em>"),
    "Strong": ("**", "<strong>", "</strong>"),
    "Strikeout": ("", "<del>", "</del>"),
    "Superscript": ("", "<sup>", "</sup>"),
    "Subscript": ("", "<sub>", "</sub>"),
}
"""By the kind of an inline: its mark in Markdown, and the tags where a mark would not be read."""
PRINTED_ADDRESS = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
ALT_TO_DO = "To do: describe this picture"
_TEX_LETTER = re.compile(r"\\(?:(?P<name>[A-Za-z]+)(?![A-Za-z])|_)")
_GREEK_NAMES = frozenset(unicodedata.name(chr(code)) for code in range(0x391, 0x3CA) if code != 0x3A2)
PRINTED_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})


@dataclass(slots=True)
class InlineWriter:
    """Writes the inlines of one block; its notes wait until the end of the block."""

    build_mark: Callable[[str], str]
    """What is written in the place of a mark, by its name: a comment of a reviewer, or a citation."""
    build_image_path: Callable[[str], str]
    """The path of a picture below the library, by its name in the file; empty for one that the file does not hold."""
    report: Callable[[str], None]
    """Takes what the author must know."""
    notes: list[tuple[str, Sequence[PandocNode]]] = field(default_factory=list)
    """The label and the content of each note that was called."""
    note_count: int = 0
    """How many notes the file has called so far: the next note has the next number."""
    is_emphasised: bool = False

    def write(self, inlines: Sequence[PandocNode]) -> str:
        """The Markdown of inlines."""
        pieces: list[str] = []
        for index, inline in enumerate(inlines):
            before = pieces[-1][-1:] if pieces else ""
            after = extract_words(inlines[index + 1 : index + 2], notes=False)[:1]
            pieces.append(self._write_inline(inline, before, after))
        return "".join(pieces)

    def _write_inline(self, inline: PandocNode, before: str, after: str) -> str:
        kind, content = inline["t"], inline.get("c")
        if kind in TAGS:
            return self._write_emphasis(kind, content or [], before, after)
        write = _WRITERS.get(kind)
        return write(self, content) if write else self.write(content) if isinstance(content, list) else ""

    def write_quotation(self, content: Sequence[Any]) -> str:
        """Words in quotation marks."""
        opening, closing = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
        return f"{opening}{self.write(content[1])}{closing}"

    def write_text(self, text: str) -> str:
        """Words, and the comments and citations that are marked between them."""
        result = ""
        while "\ue000" in text:
            words, _, rest = text.partition("\ue000")
            name, _, text = rest.partition("\ue003")
            result += escape_markdown(words) + self.build_mark(name)
        return result + escape_markdown(text)

    def call_note(self, content: Sequence[PandocNode]) -> str:
        """The call of a note, whose text waits until the end of the block."""
        if not extract_words(content).strip() and not has_mark(content):
            self.report("a note without words is left out")
            return ""
        self.note_count += 1
        label = str(self.note_count)
        self.notes.append((label, content))
        return f"[^{label}]"

    def _write_emphasis(self, kind: str, content: Sequence[PandocNode], before: str, after: str) -> str:
        """Emphasis by its mark where every reader of Markdown sees it as one, else by tags."""
        mark, opening, closing = TAGS[kind]
        plain = extract_words(content, notes=False)
        if not plain.strip():
            return self.write(content)
        is_plain = plain[:1].isalnum() and plain[-1:].isalnum() and not before.isalnum() and not after.isalnum()
        if not mark or self.is_emphasised or before == "*" or not is_plain or extract_words(content) != plain:
            return f"{opening}{self.write(content)}{closing}"
        self.is_emphasised = True
        written = self.write(content)
        self.is_emphasised = False
        return f"{mark}{written}{mark}"

    def write_link(self, content: Sequence[Any]) -> str:
        """A link to an address on the web; else its words."""
        _, inlines, (address, _) = content
        words = self.write(inlines)
        if not PRINTED_ADDRESS.match(address) or not words.strip():
            return words  # a place in the file itself, which blocks do not have
        target = address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
        if extract_words(inlines) == address and address.startswith("http"):
            return f"<{target}>"
        return f"[{words}](<{target}>)"

    def write_image(self, content: Sequence[Any]) -> str:
        """A picture with its description, or with a note that it lacks one."""
        attributes, inlines, (address, _) = content
        path = self.build_image_path(address)
        words = " ".join((extract_words(inlines) or read_attribute(attributes, "alt")).split())
        described = f", described as `{words}`," if words else ""
        if not path:
            self.report(f"the picture `{address}`{described} is not in the file: save it as PNG into `images/`")
            return ""
        if PurePosixPath(path).suffix not in PRINTED_PICTURES:
            self.report(
                f"the picture `{path}`{described} cannot be printed: save it as PNG, and show it at the comment that names it"
            )
            return write_comment(
                f"To do: the picture {path}{described} cannot be printed: save it as PNG and show it here"
            )
        return f"![{escape_markdown(words) or ALT_TO_DO}]({path})"


def _write_greek(formula: str) -> str:
    """A formula of TeX with the Greek letters that the author typed in the place of their commands."""
    return _TEX_LETTER.sub(_read_letter, formula)


def _read_letter(found: re.Match[str]) -> str:
    if found["name"] is None:
        return "_"
    size = "CAPITAL" if found["name"][0].isupper() else "SMALL"
    name = f"GREEK {size} LETTER {found['name'].upper().replace('LAMBDA', 'LAMDA')}"
    return unicodedata.lookup(name) if name in _GREEK_NAMES else found[0]


def _write_code(code: str) -> str:
    fence = "`" * (max((len(run) for run in code.split() if set(run) == {"`"}), default=0) + 1)
    fence = fence if fence not in code else "``" if "``" not in code else "```"
    padding = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{fence}{padding}{escape_code(' '.join(code.split()))}{padding}{fence}"


_WRITERS: Mapping[str, Callable[[InlineWriter, Any], str]] = {
    "Str": InlineWriter.write_text,
    "Note": InlineWriter.call_note,
    "Link": InlineWriter.write_link,
    "Image": InlineWriter.write_image,
    "Quoted": InlineWriter.write_quotation,
    "Cite": lambda writer, content: writer.write(content[1]),
    "Span": lambda writer, content: writer.write(content[1]),
    "Code": lambda _, content: _write_code(content[1]),
    "Math": lambda _, content: _write_code(_write_greek(content[1])),
    "Space": lambda _, __: " ",
    "SoftBreak": lambda _, __: " ",
    "LineBreak": lambda _, __: "<br>",
    "RawInline": lambda _, __: "",
}
"""How each kind of inline is written that is not emphasis."""
