"""The styles of a Word file, from its look: every paragraph of every document has one of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.render.word_faces import EAST_ASIAN, primary_of
from briefgen.render.word_look import HEADINGS, WordLook
from briefgen.render.word_xml import Xml, qualified, w
from briefgen.values.audience import HeadingNumbers

HEADING_NUMBERS = 1
PARAGRAPH_NUMBERS = 2
"""The numberings that styles carry with them."""

HANGING = 36.0
"""How far numbers hang before their paragraph, in points."""

COVER_LEADING = 1.35
"""The leading of what stands around the text, in sizes of its type, where that of the text is not less."""

CELL_EDGE = 3.5
"""Space at both sides of a cell, in points."""

LATIN = ("ascii", "hAnsi")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The layout of a paragraph; lengths in points."""

    before: float = 0
    after: float = 0
    leading: float = 0
    """0: as the paragraph style below says."""
    left: float = 0
    right: float = 0
    hanging: float = 0
    aligned: str = ""
    stop: float = 0
    """Where a tab ends text that is flush right, with dots before it."""
    keep_next: bool = False
    keep_lines: bool = False
    numbering: int = 0
    level: int = 0
    uncounted: bool = False
    """Its lines get no number where lines are numbered."""
    outline: int | None = None
    shade: str = ""
    borders: tuple[tuple[str, str, float, float], ...] = ()
    """Side, colour, width and distance in points, in the order top, left, bottom."""

    def xml(self) -> Xml:
        """The element `w:pPr`, its children in the order of the schema."""
        parts: list[Xml] = []
        parts += [w("keepNext")] * self.keep_next + [w("keepLines")] * self.keep_lines
        if self.numbering:
            level = [w("ilvl", val=self.level)] if self.level else []
            parts.append(w("numPr", *level, w("numId", val=self.numbering)))
        parts += [w("suppressLineNumbers")] * self.uncounted
        if self.borders:
            parts.append(w("pBdr", *(_border(*one) for one in self.borders)))
        if self.shade:
            parts.append(w("shd", val="clear", color="auto", fill=self.shade))
        if self.stop:
            parts.append(w("tabs", w("tab", val="right", leader="dot", pos=twips(self.stop))))
        spacing: dict[str, str | int] = {"before": twips(self.before), "after": twips(self.after)}
        if self.leading:
            spacing |= {"line": twips(self.leading), "lineRule": "atLeast"}
        parts.append(w("spacing", **spacing))
        if self.left or self.right or self.hanging:
            hanging: dict[str, str | int] = {"hanging": twips(self.hanging)} if self.hanging else {}
            parts.append(w("ind", left=twips(self.left), right=twips(self.right), **hanging))
        if self.aligned:
            parts.append(w("jc", val=self.aligned))
        if self.outline is not None:
            parts.append(w("outlineLvl", val=self.outline))
        return w("pPr", *parts)


@dataclass(frozen=True, slots=True)
class Letters:
    """The look of characters; a size in points, 0 for the one below."""

    face: str = ""
    size: float = 0
    colour: str = ""
    bold: bool | None = None
    italic: bool = False
    raised: bool = False

    def xml(self) -> Xml:
        """The element `w:rPr`, its children in the order of the schema."""
        parts: list[Xml] = []
        if self.face:
            parts.append(w("rFonts", **dict.fromkeys(LATIN, self.face)))
        if self.bold is not None:
            parts += [w("b", val=int(self.bold)), w("bCs", val=int(self.bold))]
        if self.italic:
            parts += [w("i"), w("iCs")]
        if self.colour:
            parts.append(w("color", val=self.colour))
        if self.size:
            parts += [w("sz", val=round(self.size * 2)), w("szCs", val=round(self.size * 2))]
        if self.raised:
            parts.append(w("vertAlign", val="superscript"))
        return w("rPr", *parts)


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name as a user sees it, and what it is built on."""

    name: str
    based: str = "Normal"
    following: str = ""
    paragraph: Paragraph | None = None
    letters: Letters | None = None
    kind: str = "paragraph"

    def xml(self) -> Xml:
        """The element `w:style`."""
        parts = [w("name", val=self.name)]
        if self.based:
            parts.append(w("basedOn", val=style_id(self.based)))
        if self.following:
            parts.append(w("next", val=style_id(self.following)))
        parts.append(w("qFormat"))
        parts += [self.paragraph.xml()] if self.paragraph else []
        parts += [self.letters.xml()] if self.letters else []
        default: dict[str, str | int] = {"default": 1} if self.name in {"Normal", "Default Paragraph Font"} else {}
        return w("style", *parts, type=self.kind, **default, styleId=style_id(self.name))


def style_id(name: str) -> str:
    """The id of a style, as Word writes those of its own: `heading 1` is `Heading1`."""
    head, *levels = name.split("@")
    return "@".join(("".join(word[:1].upper() + word[1:] for word in head.replace("-", " ").split()), *levels))


def twips(length: float) -> int:
    """A length in twentieths of a point."""
    return round(length * 20)


def styles_part(look: WordLook, numbers: HeadingNumbers, indent: float, language: str, direction: str) -> Xml:
    """The part `word/styles.xml`; the text of paragraphs stands in by `indent` points."""
    letters = Letters(look.text_face, look.text_size, look.ink).xml()
    eastern = primary_of(language) in EAST_ASIAN
    letters[0].set(qualified("cs"), look.scripts.face(language if direction == "rtl" else "ar"))
    letters[0].set(qualified("eastAsia"), look.scripts.face(language) if eastern else look.text_face)
    script = {"eastAsia": language} if eastern else {}
    script |= {"bidi": language} if direction == "rtl" else {}
    letters.append(w("lang", val=language, **script))
    layout = w("pPr", *([w("bidi")] if direction == "rtl" else []))
    layout.append(w("spacing", after=0, line=twips(look.leading), lineRule="atLeast"))
    defaults = w("docDefaults", w("rPrDefault", letters), w("pPrDefault", layout))
    styles = [
        *_text(look, indent),
        *_headings(look, numbers),
        *_front(look),
        *_lifted(look),
        *_notes(look),
        *_characters(look),
    ]
    return w("styles", defaults, *(style.xml() for style in styles), *_tables(look))


def _border(side: str, colour: str, width: float, distance: float) -> Xml:
    return w(side, val="single", sz=round(width * 8), space=round(distance), color=colour)


def _text(look: WordLook, indent: float) -> Iterator[Style]:
    gap, body = look.leading / 2, "Body Text"
    yield Style("Normal", "")
    yield Style(body, paragraph=Paragraph(after=gap))
    numbered = Paragraph(after=gap, left=HANGING, hanging=HANGING, numbering=PARAGRAPH_NUMBERS)
    yield Style("Numbered Paragraph", body, "Numbered Paragraph", numbered)
    yield Style("List Paragraph", body, paragraph=Paragraph(after=gap / 2))
    yield Style("Quote", body, body, Paragraph(before=gap / 2, after=gap, left=indent + HANGING / 2, right=HANGING / 2))
    yield Style("Preformatted", body, paragraph=Paragraph(after=gap), letters=Letters("Courier New", look.label_size))
    yield Style("Definition Term", body, "Definition", Paragraph(keep_next=True), Letters(bold=True))
    yield Style("Definition", body, paragraph=Paragraph(after=gap, left=HANGING / 2))
    yield Style("Definition Name", "Definition", letters=Letters(bold=True))
    yield Style("Bibliography", body, paragraph=Paragraph(after=gap / 2, left=HANGING / 2, hanging=HANGING / 2))
    yield Style("Rule", body, body, Paragraph(after=gap, borders=(("bottom", look.rule, 0.5, 1),)))
    label = Letters(look.label_face, look.label_size)
    yield Style("Table Text", body, paragraph=Paragraph(leading=look.label_size * 1.3), letters=label)
    yield Style("Table Head", "Table Text", letters=Letters(bold=True))
    yield Style("caption", body, body, Paragraph(after=gap), Letters(look.label_face, look.label_size, look.soft))
    yield Style("Table Caption", "caption", body, Paragraph(before=gap, after=gap / 2, keep_next=True))
    yield Style("Figure", body, "caption", Paragraph(before=gap, after=gap / 2, keep_next=True))


def _headings(look: WordLook, numbers: HeadingNumbers) -> Iterator[Style]:
    for level, size in enumerate(look.heading_sizes, start=1):
        numbered = HEADING_NUMBERS if numbers is not HeadingNumbers.NONE and level <= 3 else 0
        layout = Paragraph(
            before=max(size * 1.4, 12) if level > 1 else size * 1.7,
            after=size * 0.5,
            leading=size * 1.2,
            keep_next=True,
            keep_lines=True,
            numbering=numbered,
            level=level - 1,
            outline=level - 1,
        )
        letters = Letters(look.heading_faces[level], size, bold=look.bold_headings[level - 1])
        yield Style(f"heading {level}", "Normal", "Body Text", layout, letters)
    size = look.heading_sizes[0]
    letters = Letters(look.heading_faces[1], size, bold=look.bold_headings[0])
    yield Style("TOC Heading", "Normal", "Body Text", Paragraph(after=size, keep_next=True), letters)
    size = look.notes_heading_size
    noted = Paragraph(before=size, after=size * 0.5, keep_next=True, uncounted=True, outline=0)
    letters = Letters(look.heading_faces[1], size, bold=look.bold_headings[0])
    yield Style("Notes Heading", "Normal", "Body Text", noted, letters)
    for level in range(1, len(HEADINGS) + 1):
        before = look.leading / 2 if level == 1 else 0
        left = HANGING * level if numbers is not HeadingNumbers.NONE else HANGING * (level - 1)
        hanging = HANGING if numbers is not HeadingNumbers.NONE else 0
        letters = Letters(look.label_face, bold=True if level == 1 else None)
        # No indent at the right: LibreOffice 7.4 does not show what stands beyond it, as numbers of pages would.
        line = Paragraph(before, 2, left=left, hanging=hanging, stop=look.width)
        yield Style(f"toc {level}", "Normal", "Normal", line, letters)


def _front(look: WordLook) -> Iterator[Style]:
    label = look.label_face
    title = Letters(look.heading_faces[0], look.title_size, look.accent, bold=look.bold_title)
    layout = Paragraph(6, look.title_size * 0.4, look.title_size * 1.1, keep_next=True, uncounted=True)
    yield Style("Title", "Normal", "Subtitle", layout, title)
    beneath = Paragraph(after=look.leading, uncounted=True)
    yield Style("Subtitle", "Normal", "Body Text", beneath, Letters(label, look.subtitle_size, look.soft))
    around = Paragraph(after=4, leading=min(look.leading, look.cover_size * COVER_LEADING), uncounted=True)
    yield Style("Cover Text", "Normal", paragraph=around, letters=Letters(label, look.cover_size))
    yield Style("Logo", "Cover Text", paragraph=Paragraph(after=look.leading / 2))
    yield Style("Organisation", "Cover Text", letters=Letters(bold=True))
    far = Paragraph(after=look.leading * 8, borders=(("top", look.accent, 2, 8),))
    yield Style("Cover Organisation", "Organisation", paragraph=far)
    yield Style("Document Kind", "Cover Text", letters=Letters(bold=True))
    yield Style("Author", "Cover Text", letters=Letters(bold=True))
    yield Style("Date", "Cover Text", letters=Letters(bold=True))


def _lifted(look: WordLook) -> Iterator[Style]:
    gap, label = look.leading / 2, look.label_face
    bar = (("left", look.accent, 2, 8),)
    yield Style("Action", "Body Text", "Body Text", Paragraph(after=gap, keep_next=True), Letters(look.action_face))
    panel = Paragraph(after=gap / 2, left=10, right=10, shade=look.tint, keep_lines=True)
    yield Style("Call-out", "Body Text", paragraph=panel)
    titled = Paragraph(before=gap, after=gap / 2, left=10, right=10, shade=look.tint, keep_next=True)
    yield Style("Call-out Title", "Call-out", "Call-out", titled, Letters(label, bold=True))
    quoted = Paragraph(before=gap, after=look.leading, left=10, keep_lines=True, borders=bar)
    yield Style("Pull Quote", "Body Text", "Body Text", quoted, Letters(label, look.lifted(1.35)))
    figure = Letters(label, look.lifted(1.8), look.accent, bold=False)
    yield Style("Key Figure", "Body Text", "Key Figure Label", Paragraph(before=gap, keep_next=True), figure)
    yield Style("Key Figure Label", "Body Text", paragraph=Paragraph(after=gap / 2), letters=Letters(label))


def _notes(look: WordLook) -> Iterator[Style]:
    layout = Paragraph(after=2, leading=look.note_size * 1.2, left=0, uncounted=True)
    for kind in ("footnote", "endnote"):
        yield Style(f"{kind} text", "Normal", paragraph=layout, letters=Letters(size=look.note_size))
    quoted = Paragraph(after=2, leading=look.note_size * 1.2, left=HANGING / 2, right=HANGING / 2)
    yield Style("Note Quote", "footnote text", paragraph=quoted)
    running = Letters(look.label_face, look.label_size, look.soft)
    yield Style("header", "Normal", paragraph=Paragraph(leading=look.label_size * 1.2), letters=running)
    yield Style("footer", "Normal", paragraph=Paragraph(leading=look.label_size * 1.2), letters=running)


def _characters(look: WordLook) -> Iterator[Style]:
    default = "Default Paragraph Font"
    yield Style(default, "", kind="character")
    for kind in ("footnote", "endnote"):
        yield Style(f"{kind} reference", default, letters=Letters(bold=False, raised=True), kind="character")
    if look.numbered_lines:
        letters = Letters(look.label_face, look.label_size, look.soft, bold=False)
        yield Style("line number", default, letters=letters, kind="character")
    yield Style("Hyperlink", default, letters=Letters(), kind="character")
    yield Style("Verbatim Char", default, letters=Letters("Courier New"), kind="character")


def _tables(look: WordLook) -> Iterator[Xml]:
    sides = [
        w(side, w=0 if side in {"top", "bottom"} else 100, type="dxa") for side in ("top", "left", "bottom", "right")
    ]
    plain = w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *sides))
    yield w("style", w("name", val="Normal Table"), plain, type="table", default=1, styleId="TableNormal")
    edges = w("tblBorders", _border("top", look.ink, 1, 0), _border("bottom", look.ink, 1, 0))
    cells = [
        w(side, w=50 if side in {"top", "bottom"} else twips(CELL_EDGE), type="dxa")
        for side in ("top", "left", "bottom", "right")
    ]
    head = w("tblStylePr", w("tcPr", w("tcBorders", _border("bottom", look.ink, 0.5, 0))), type="firstRow")
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), edges, w("tblCellMar", *cells))
    names = (w("name", val="Table"), w("basedOn", val="TableNormal"))
    yield w("style", *names, properties, head, type="table", styleId="Table")
    yield w("style", w("name", val="No List"), type="numbering", default=1, styleId="NoList")
