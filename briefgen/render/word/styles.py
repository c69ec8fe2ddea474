"""The styles of a Word file, from its look: every paragraph of every document has one of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.model.audience import HeadingNumbers
from briefgen.render.word.faces import EAST_ASIAN_LANGUAGES, to_primary_language
from briefgen.render.word.look import HEADING_TAGS, WordLook
from briefgen.render.word.xml import Xml, qualify_attribute, w

HEADING_NUMBERING = 1
PARAGRAPH_NUMBERING = 2
"""The numberings that styles carry with them."""

HANGING_INDENT = 36.0
"""How far numbers hang before their paragraph, in points."""

COVER_LEADING = 1.35
"""The leading of what stands around the text, in sizes of its type, where that of the text is not less."""

CELL_SIDE_PADDING = 3.5
"""Space at both sides of a cell, in points."""

LATIN_FONT_ATTRIBUTES = ("ascii", "hAnsi")


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """The layout of a paragraph; lengths in points."""

    before: float = 0
    after: float = 0
    leading: float = 0
    """0: as the paragraph style below says."""
    left: float = 0
    right: float = 0
    hanging: float = 0
    alignment: str = ""
    tab_stop: float = 0
    """Where a tab ends text that is flush right, with dots before it."""
    keep_next: bool = False
    keep_lines: bool = False
    numbering: int = 0
    level: int = 0
    without_line_numbers: bool = False
    """Its lines get no number where lines are numbered."""
    outline_level: int | None = None
    shading: str = ""
    borders: tuple[tuple[str, str, float, float], ...] = ()
    """Side, colour, width and distance in points, in the order top, left, bottom."""

    def to_xml(self) -> Xml:
        """The element `w:pPr`, its children in the order of the schema."""
        parts: list[Xml] = []
        parts += [w("keepNext")] * self.keep_next + [w("keepLines")] * self.keep_lines
        if self.numbering:
            level = [w("ilvl", val=self.level)] if self.level else []
            parts.append(w("numPr", *level, w("numId", val=self.numbering)))
        parts += [w("suppressLineNumbers")] * self.without_line_numbers
        if self.borders:
            parts.append(w("pBdr", *(_build_border(*one) for one in self.borders)))
        if self.shading:
            parts.append(w("shd", val="clear", color="auto", fill=self.shading))
        if self.tab_stop:
            parts.append(w("tabs", w("tab", val="right", leader="dot", pos=to_twips(self.tab_stop))))
        spacing: dict[str, str | int] = {"before": to_twips(self.before), "after": to_twips(self.after)}
        if self.leading:
            spacing |= {"line": to_twips(self.leading), "lineRule": "atLeast"}
        parts.append(w("spacing", **spacing))
        if self.left or self.right or self.hanging:
            hanging: dict[str, str | int] = {"hanging": to_twips(self.hanging)} if self.hanging else {}
            parts.append(w("ind", left=to_twips(self.left), right=to_twips(self.right), **hanging))
        if self.alignment:
            parts.append(w("jc", val=self.alignment))
        if self.outline_level is not None:
            parts.append(w("outlineLvl", val=self.outline_level))
        return w("pPr", *parts)


@dataclass(frozen=True, slots=True)
class CharacterFormat:
    """The look of characters; a size in points, 0 for the one below."""

    face: str = ""
    size: float = 0
    colour: str = ""
    bold: bool | None = None
    italic: bool = False
    superscript: bool = False

    def to_xml(self) -> Xml:
        """The element `w:rPr`, its children in the order of the schema."""
        parts: list[Xml] = []
        if self.face:
            parts.append(w("rFonts", **dict.fromkeys(LATIN_FONT_ATTRIBUTES, self.face)))
        if self.bold is not None:
            parts += [w("b", val=int(self.bold)), w("bCs", val=int(self.bold))]
        if self.italic:
            parts += [w("i"), w("iCs")]
        if self.colour:
            parts.append(w("color", val=self.colour))
        if self.size:
            parts += [w("sz", val=round(self.size * 2)), w("szCs", val=round(self.size * 2))]
        if self.superscript:
            parts.append(w("vertAlign", val="superscript"))
        return w("rPr", *parts)


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style: its name as a user sees it, and what it is built on."""

    name: str
    based_on: str = "Normal"
    next_style: str = ""
    paragraph: ParagraphFormat | None = None
    characters: CharacterFormat | None = None
    kind: str = "paragraph"

    def to_xml(self) -> Xml:
        """The element `w:style`."""
        parts = [w("name", val=self.name)]
        if self.based_on:
            parts.append(w("basedOn", val=to_style_id(self.based_on)))
        if self.next_style:
            parts.append(w("next", val=to_style_id(self.next_style)))
        parts.append(w("qFormat"))
        parts += [self.paragraph.to_xml()] if self.paragraph else []
        parts += [self.characters.to_xml()] if self.characters else []
        default: dict[str, str | int] = {"default": 1} if self.name in {"Normal", "Default Paragraph Font"} else {}
        return w("style", *parts, type=self.kind, **default, styleId=to_style_id(self.name))


def to_style_id(name: str) -> str:
    """The id of a style, as Word writes those of its own: `heading 1` is `Heading1`."""
    head, *levels = name.split("@")
    return "@".join(("".join(word[:1].upper() + word[1:] for word in head.replace("-", " ").split()), *levels))


def to_twips(length: float) -> int:
    """A length in twentieths of a point."""
    return round(length * 20)


def build_styles_part(look: WordLook, numbers: HeadingNumbers, indent: float, language: str, direction: str) -> Xml:
    """The part `word/styles.xml`; the text of paragraphs stands in by `indent` points."""
    letters = CharacterFormat(look.text_face, look.text_size, look.ink).to_xml()
    eastern = to_primary_language(language) in EAST_ASIAN_LANGUAGES
    letters[0].set(qualify_attribute("cs"), look.scripts.find_face(language if direction == "rtl" else "ar"))
    letters[0].set(qualify_attribute("eastAsia"), look.scripts.find_face(language) if eastern else look.text_face)
    script = {"eastAsia": language} if eastern else {}
    script |= {"bidi": language} if direction == "rtl" else {}
    letters.append(w("lang", val=language, **script))
    layout = w("pPr", *([w("bidi")] if direction == "rtl" else []))
    layout.append(w("spacing", after=0, line=to_twips(look.leading), lineRule="atLeast"))
    defaults = w("docDefaults", w("rPrDefault", letters), w("pPrDefault", layout))
    styles = [
        *_build_text_styles(look, indent),
        *_build_heading_styles(look, numbers),
        *_build_cover_styles(look),
        *_build_highlight_styles(look),
        *_build_note_styles(look),
        *_build_character_styles(look),
    ]
    return w("styles", defaults, *(style.to_xml() for style in styles), *_build_table_styles(look))


def _build_border(side: str, colour: str, width: float, distance: float) -> Xml:
    return w(side, val="single", sz=round(width * 8), space=round(distance), color=colour)


def _build_text_styles(look: WordLook, indent: float) -> Iterator[WordStyle]:
    gap, body = look.leading / 2, "Body Text"
    yield WordStyle("Normal", "")
    yield WordStyle(body, paragraph=ParagraphFormat(after=gap))
    numbered = ParagraphFormat(after=gap, left=HANGING_INDENT, hanging=HANGING_INDENT, numbering=PARAGRAPH_NUMBERING)
    yield WordStyle("Numbered Paragraph", body, "Numbered Paragraph", numbered)
    yield WordStyle("List Paragraph", body, paragraph=ParagraphFormat(after=gap / 2))
    yield WordStyle(
        "Quote",
        body,
        body,
        ParagraphFormat(before=gap / 2, after=gap, left=indent + HANGING_INDENT / 2, right=HANGING_INDENT / 2),
    )
    yield WordStyle(
        "Preformatted",
        body,
        paragraph=ParagraphFormat(after=gap),
        characters=CharacterFormat("Courier New", look.label_size),
    )
    yield WordStyle("Definition Term", body, "Definition", ParagraphFormat(keep_next=True), CharacterFormat(bold=True))
    yield WordStyle("Definition", body, paragraph=ParagraphFormat(after=gap, left=HANGING_INDENT / 2))
    yield WordStyle("Definition Name", "Definition", characters=CharacterFormat(bold=True))
    yield WordStyle(
        "Bibliography",
        body,
        paragraph=ParagraphFormat(after=gap / 2, left=HANGING_INDENT / 2, hanging=HANGING_INDENT / 2),
    )
    yield WordStyle("Rule", body, body, ParagraphFormat(after=gap, borders=(("bottom", look.rule, 0.5, 1),)))
    label = CharacterFormat(look.label_face, look.label_size)
    yield WordStyle("Table Text", body, paragraph=ParagraphFormat(leading=look.label_size * 1.3), characters=label)
    yield WordStyle("Table Head", "Table Text", characters=CharacterFormat(bold=True))
    yield WordStyle(
        "caption",
        body,
        body,
        ParagraphFormat(after=gap),
        CharacterFormat(look.label_face, look.label_size, look.soft_ink),
    )
    yield WordStyle("Table Caption", "caption", body, ParagraphFormat(before=gap, after=gap / 2, keep_next=True))
    yield WordStyle("Figure", body, "caption", ParagraphFormat(before=gap, after=gap / 2, keep_next=True))


def _build_heading_styles(look: WordLook, numbers: HeadingNumbers) -> Iterator[WordStyle]:
    for level, size in enumerate(look.heading_sizes, start=1):
        numbered = HEADING_NUMBERING if numbers is not HeadingNumbers.NONE and level <= 3 else 0
        layout = ParagraphFormat(
            before=max(size * 1.4, 12) if level > 1 else size * 1.7,
            after=size * 0.5,
            leading=size * 1.2,
            keep_next=True,
            keep_lines=True,
            numbering=numbered,
            level=level - 1,
            outline_level=level - 1,
        )
        letters = CharacterFormat(look.heading_faces[level], size, bold=look.bold_headings[level - 1])
        yield WordStyle(f"heading {level}", "Normal", "Body Text", layout, letters)
    size = look.heading_sizes[0]
    letters = CharacterFormat(look.heading_faces[1], size, bold=look.bold_headings[0])
    yield WordStyle("TOC Heading", "Normal", "Body Text", ParagraphFormat(after=size, keep_next=True), letters)
    size = look.notes_heading_size
    noted = ParagraphFormat(before=size, after=size * 0.5, keep_next=True, without_line_numbers=True, outline_level=0)
    letters = CharacterFormat(look.heading_faces[1], size, bold=look.bold_headings[0])
    yield WordStyle("Notes Heading", "Normal", "Body Text", noted, letters)
    for level in range(1, len(HEADING_TAGS) + 1):
        before = look.leading / 2 if level == 1 else 0
        left = HANGING_INDENT * level if numbers is not HeadingNumbers.NONE else HANGING_INDENT * (level - 1)
        hanging = HANGING_INDENT if numbers is not HeadingNumbers.NONE else 0
        letters = CharacterFormat(look.label_face, bold=True if level == 1 else None)
        # No indent at the right: LibreOffice 7.4 does not show what stands beyond it, as numbers of pages would.
        line = ParagraphFormat(before, 2, left=left, hanging=hanging, tab_stop=look.text_width)
        yield WordStyle(f"toc {level}", "Normal", "Normal", line, letters)


def _build_cover_styles(look: WordLook) -> Iterator[WordStyle]:
    label = look.label_face
    title = CharacterFormat(look.heading_faces[0], look.title_size, look.accent, bold=look.bold_title)
    layout = ParagraphFormat(6, look.title_size * 0.4, look.title_size * 1.1, keep_next=True, without_line_numbers=True)
    yield WordStyle("Title", "Normal", "Subtitle", layout, title)
    beneath = ParagraphFormat(after=look.leading, without_line_numbers=True)
    yield WordStyle(
        "Subtitle", "Normal", "Body Text", beneath, CharacterFormat(label, look.subtitle_size, look.soft_ink)
    )
    around = ParagraphFormat(
        after=4, leading=min(look.leading, look.cover_size * COVER_LEADING), without_line_numbers=True
    )
    yield WordStyle("Cover Text", "Normal", paragraph=around, characters=CharacterFormat(label, look.cover_size))
    yield WordStyle("Logo", "Cover Text", paragraph=ParagraphFormat(after=look.leading / 2))
    yield WordStyle("Organisation", "Cover Text", characters=CharacterFormat(bold=True))
    far = ParagraphFormat(after=look.leading * 8, borders=(("top", look.accent, 2, 8),))
    yield WordStyle("Cover Organisation", "Organisation", paragraph=far)
    yield WordStyle("Document Kind", "Cover Text", characters=CharacterFormat(bold=True))
    yield WordStyle("Author", "Cover Text", characters=CharacterFormat(bold=True))
    yield WordStyle("Date", "Cover Text", characters=CharacterFormat(bold=True))


def _build_highlight_styles(look: WordLook) -> Iterator[WordStyle]:
    gap, label = look.leading / 2, look.label_face
    bar = (("left", look.accent, 2, 8),)
    yield WordStyle(
        "Action",
        "Body Text",
        "Body Text",
        ParagraphFormat(after=gap, keep_next=True),
        CharacterFormat(look.action_face),
    )
    panel = ParagraphFormat(after=gap / 2, left=10, right=10, shading=look.tint, keep_lines=True)
    yield WordStyle("Call-out", "Body Text", paragraph=panel)
    titled = ParagraphFormat(before=gap, after=gap / 2, left=10, right=10, shading=look.tint, keep_next=True)
    yield WordStyle("Call-out Title", "Call-out", "Call-out", titled, CharacterFormat(label, bold=True))
    quoted = ParagraphFormat(before=gap, after=look.leading, left=10, keep_lines=True, borders=bar)
    yield WordStyle("Pull Quote", "Body Text", "Body Text", quoted, CharacterFormat(label, look.enlarge(1.35)))
    figure = CharacterFormat(label, look.enlarge(1.8), look.accent, bold=False)
    yield WordStyle("Key Figure", "Body Text", "Key Figure Label", ParagraphFormat(before=gap, keep_next=True), figure)
    yield WordStyle(
        "Key Figure Label", "Body Text", paragraph=ParagraphFormat(after=gap / 2), characters=CharacterFormat(label)
    )


def _build_note_styles(look: WordLook) -> Iterator[WordStyle]:
    layout = ParagraphFormat(after=2, leading=look.note_size * 1.2, left=0, without_line_numbers=True)
    for kind in ("footnote", "endnote"):
        yield WordStyle(f"{kind} text", "Normal", paragraph=layout, characters=CharacterFormat(size=look.note_size))
    quoted = ParagraphFormat(after=2, leading=look.note_size * 1.2, left=HANGING_INDENT / 2, right=HANGING_INDENT / 2)
    yield WordStyle("Note Quote", "footnote text", paragraph=quoted)
    running = CharacterFormat(look.label_face, look.label_size, look.soft_ink)
    yield WordStyle("header", "Normal", paragraph=ParagraphFormat(leading=look.label_size * 1.2), characters=running)
    yield WordStyle("footer", "Normal", paragraph=ParagraphFormat(leading=look.label_size * 1.2), characters=running)


def _build_character_styles(look: WordLook) -> Iterator[WordStyle]:
    default = "Default Paragraph Font"
    yield WordStyle(default, "", kind="character")
    for kind in ("footnote", "endnote"):
        yield WordStyle(
            f"{kind} reference", default, characters=CharacterFormat(bold=False, superscript=True), kind="character"
        )
    if look.line_numbers:
        letters = CharacterFormat(look.label_face, look.label_size, look.soft_ink, bold=False)
        yield WordStyle("line number", default, characters=letters, kind="character")
    yield WordStyle("Hyperlink", default, characters=CharacterFormat(), kind="character")
    yield WordStyle("Verbatim Char", default, characters=CharacterFormat("Courier New"), kind="character")


def _build_table_styles(look: WordLook) -> Iterator[Xml]:
    sides = [
        w(side, w=0 if side in {"top", "bottom"} else 100, type="dxa") for side in ("top", "left", "bottom", "right")
    ]
    plain = w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *sides))
    yield w("style", w("name", val="Normal Table"), plain, type="table", default=1, styleId="TableNormal")
    edges = w("tblBorders", _build_border("top", look.ink, 1, 0), _build_border("bottom", look.ink, 1, 0))
    cells = [
        w(side, w=50 if side in {"top", "bottom"} else to_twips(CELL_SIDE_PADDING), type="dxa")
        for side in ("top", "left", "bottom", "right")
    ]
    head = w("tblStylePr", w("tcPr", w("tcBorders", _build_border("bottom", look.ink, 0.5, 0))), type="firstRow")
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), edges, w("tblCellMar", *cells))
    names = (w("name", val="Table"), w("basedOn", val="TableNormal"))
    yield w("style", *names, properties, head, type="table", styleId="Table")
    yield w("style", w("name", val="No List"), type="numbering", default=1, styleId="NoList")
