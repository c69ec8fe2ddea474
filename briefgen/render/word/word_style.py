"""One style of a Word file, and how lengths and names of styles are written there."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from briefgen.render.word.xml import Xml, w

HEADING_NUMBERING = 1
PARAGRAPH_NUMBERING = 2
ACTION_NUMBERING = 3
"""The numberings that are part of styles."""

REASON_NUMBERING = 4
"""That of headings above the reasons of recommendations."""

HANGING_INDENT = 36.0
"""How far numbers hang before their paragraph, in points."""

CELL_SIDE_PADDING = 3.5
"""Space at both sides of a cell, in points."""

BODY = "Body Text"
CODE_FACE = "Courier New"


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style; lengths are in points. What is 0, empty or None is as in the style that it is based on."""

    name: str
    """As a user sees it."""
    based_on: str = "Normal"
    next_style: str = ""
    """The style of the next paragraph that a user types."""
    kind: str = "paragraph"
    before: float = 0
    after: float = 0
    line: float = 0
    """The least height of a line."""
    left: float = 0
    right: float = 0
    hanging: float = 0
    tab_stop: float = 0
    """Where a tab ends text that is flush right, with dots before it."""
    keep_next: bool = False
    keep_lines: bool = False
    numbering: int = 0
    level: int = 0
    without_line_numbers: bool = False
    outline_level: int | None = None
    shading: str = ""
    border: tuple[str, str, float, float] | None = None
    """Side, colour, width and distance."""
    face: str = ""
    size: float = 0
    colour: str = ""
    bold: bool | None = None
    italic: bool = False
    superscript: bool = False
    alignment: str = ""

    def to_xml(self) -> Xml:
        """The element `w:style`."""
        parts = [w("name", val=self.name)]
        parts += [w("basedOn", val=to_style_id(self.based_on))] if self.based_on else []
        parts += [w("next", val=to_style_id(self.next_style))] if self.next_style else []
        parts.append(w("qFormat"))
        parts += self._build_paragraph_properties() if self.kind == "paragraph" else []
        run = build_run_properties(
            self.face, self.size, self.colour, bold=self.bold, italic=self.italic, superscript=self.superscript
        )
        parts += [run] if len(run) or (self.kind == "character" and self.based_on) else []
        default: dict[str, str | int] = {} if self.based_on else {"default": 1}
        return w("style", *parts, type=self.kind, **default, styleId=to_style_id(self.name))

    def _build_paragraph_properties(self) -> list[Xml]:
        """The element `w:pPr`, its children in the order of the schema; nothing where all is as in the style below."""
        parts = [w("keepNext")] * self.keep_next + [w("keepLines")] * self.keep_lines
        if self.numbering:
            level = [w("ilvl", val=self.level)] if self.level else []
            parts.append(w("numPr", *level, w("numId", val=self.numbering)))
        parts += [w("suppressLineNumbers")] * self.without_line_numbers
        parts += [w("pBdr", build_border(*self.border))] if self.border else []
        parts += [w("shd", val="clear", color="auto", fill=self.shading)] if self.shading else []
        if self.tab_stop:
            parts.append(w("tabs", w("tab", val="right", leader="dot", pos=to_twips(self.tab_stop))))
        if parts or self.before or self.after or self.line:
            line: dict[str, str | int] = {"line": to_twips(self.line), "lineRule": "atLeast"} if self.line else {}
            parts.append(w("spacing", before=to_twips(self.before), after=to_twips(self.after), **line))
        if self.left or self.right or self.hanging:
            hanging: dict[str, str | int] = {"hanging": to_twips(self.hanging)} if self.hanging else {}
            parts.append(w("ind", left=to_twips(self.left), right=to_twips(self.right), **hanging))
        parts += [w("jc", val=self.alignment)] if self.alignment else []
        parts += [w("outlineLvl", val=self.outline_level)] if self.outline_level is not None else []
        return [w("pPr", *parts)] if parts else []


ITALICS = ("i", "iCs")
"""The properties of slanted type, of Latin and of complex scripts."""


def build_run_properties(
    face: str,
    size: float,
    colour: str,
    *,
    bold: bool | None = None,
    italic: bool = False,
    superscript: bool = False,
) -> Xml:
    """The element `w:rPr`, its children in the order of the schema."""
    parts = [w("rFonts", ascii=face, hAnsi=face)] if face else []
    parts += [w(name, val=int(bold)) for name in ("b", "bCs")] if bold is not None else []
    parts += [w(name) for name in ITALICS] if italic else []
    parts += [w("color", val=colour)] if colour else []
    parts += [w(name, val=to_half_points(size)) for name in ("sz", "szCs")] if size else []
    parts += [w("vertAlign", val="superscript")] if superscript else []
    return w("rPr", *parts)


def to_style_id(name: str) -> str:
    """The id of a style, as Word writes those of its own: `heading 1` is `Heading1`."""
    head, *levels = name.split("@")
    return "@".join(("".join(word[:1].upper() + word[1:] for word in head.replace("-", " ").split()), *levels))


def to_half_points(size: float) -> int:
    """A size of type in half points, which is as fine as Word has it; one between two is the smaller, so that no line gets longer."""
    return ceil(size * 2 - 0.5)


def to_twips(length: float) -> int:
    """A length in twentieths of a point."""
    return round(length * 20)


def build_border(side: str, colour: str, width: float, distance: float) -> Xml:
    """A line at a side of a paragraph or a table."""
    return w(side, val="single", sz=round(width * 8), space=round(distance), color=colour)
