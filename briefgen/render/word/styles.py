"""The styles of a Word file: every paragraph of every document has one of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.model.audience import HeadingNumbers
from briefgen.model.direction import RIGHT_TO_LEFT
from briefgen.render.word.faces import EAST_ASIAN_LANGUAGES, LATIN_LANGUAGE, to_primary_language
from briefgen.render.word.layout_tables import LAYOUT_STYLE, PANEL_STYLE, PARTICULARS_STYLE, find_cell_gaps
from briefgen.render.word.look import HEADING_TAGS, WordLook
from briefgen.render.word.xml import Xml, qualify_attribute, w

HEADING_NUMBERING = 1
PARAGRAPH_NUMBERING = 2
ACTION_NUMBERING = 3
"""The numberings that are part of styles."""

HANGING_INDENT = 36.0
"""How far numbers hang before their paragraph, in points."""

COVER_LEADING = 1.35
"""The largest leading of the text on covers, in sizes of its type."""

CELL_SIDE_PADDING = 3.5
"""Space at both sides of a cell, in points."""

PARTICULARS_PADDING = 2.5
"""Space above and below a term of the particulars."""

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
    superscript: bool = False

    def to_xml(self) -> Xml:
        """The element `w:style`."""
        parts = [w("name", val=self.name)]
        parts += [w("basedOn", val=to_style_id(self.based_on))] if self.based_on else []
        parts += [w("next", val=to_style_id(self.next_style))] if self.next_style else []
        parts.append(w("qFormat"))
        parts += self._build_paragraph_properties() if self.kind == "paragraph" else []
        run = build_run_properties(self.face, self.size, self.colour, bold=self.bold, superscript=self.superscript)
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
        parts += [w("pBdr", _build_border(*self.border))] if self.border else []
        parts += [w("shd", val="clear", color="auto", fill=self.shading)] if self.shading else []
        if self.tab_stop:
            parts.append(w("tabs", w("tab", val="right", leader="dot", pos=to_twips(self.tab_stop))))
        if parts or self.before or self.after or self.line:
            line: dict[str, str | int] = {"line": to_twips(self.line), "lineRule": "atLeast"} if self.line else {}
            parts.append(w("spacing", before=to_twips(self.before), after=to_twips(self.after), **line))
        if self.left or self.right or self.hanging:
            hanging: dict[str, str | int] = {"hanging": to_twips(self.hanging)} if self.hanging else {}
            parts.append(w("ind", left=to_twips(self.left), right=to_twips(self.right), **hanging))
        parts += [w("outlineLvl", val=self.outline_level)] if self.outline_level is not None else []
        return [w("pPr", *parts)] if parts else []


def build_run_properties(
    face: str, size: float, colour: str, *, bold: bool | None = None, superscript: bool = False
) -> Xml:
    """The element `w:rPr`, its children in the order of the schema."""
    parts = [w("rFonts", ascii=face, hAnsi=face)] if face else []
    parts += [w(name, val=int(bold)) for name in ("b", "bCs")] if bold is not None else []
    parts += [w("color", val=colour)] if colour else []
    parts += [w(name, val=round(size * 2)) for name in ("sz", "szCs")] if size else []
    parts += [w("vertAlign", val="superscript")] if superscript else []
    return w("rPr", *parts)


def to_style_id(name: str) -> str:
    """The id of a style, as Word writes those of its own: `heading 1` is `Heading1`."""
    head, *levels = name.split("@")
    return "@".join(("".join(word[:1].upper() + word[1:] for word in head.replace("-", " ").split()), *levels))


def to_twips(length: float) -> int:
    """A length in twentieths of a point."""
    return round(length * 20)


def build_styles_part(look: WordLook, numbers: HeadingNumbers, indent: float, language: str, direction: str) -> Xml:
    """The part `word/styles.xml`; numbered paragraphs are indented by `indent` points."""
    eastern = to_primary_language(language) in EAST_ASIAN_LANGUAGES
    text, scripts = look.faces.text, look.faces.scripts
    run = build_run_properties(text, look.sizes.text, look.colours.ink)
    run[0].set(qualify_attribute("cs"), scripts.find_face(language if direction == RIGHT_TO_LEFT else "ar"))
    run[0].set(qualify_attribute("eastAsia"), scripts.find_face(language) if eastern else text)
    script = {"eastAsia": language} if eastern else {}
    script |= {"bidi": language} if direction == RIGHT_TO_LEFT else {}
    run.append(w("lang", val=LATIN_LANGUAGE if eastern else language, **script))
    layout = w("pPr", *([w("bidi")] if direction == RIGHT_TO_LEFT else []))
    layout.append(w("spacing", after=0, line=to_twips(look.sizes.leading), lineRule="atLeast"))
    styles = (
        *_build_text_styles(look, indent),
        *_build_heading_styles(look, numbered=numbers is not HeadingNumbers.NONE),
        *_build_cover_styles(look),
        *_build_highlight_styles(look),
        *_build_note_styles(look),
        *_build_character_styles(look),
    )
    defaults = w("docDefaults", w("rPrDefault", run), w("pPrDefault", layout))
    placed = map(_move_border, styles) if direction == RIGHT_TO_LEFT else styles
    return w("styles", defaults, *(style.to_xml() for style in placed), *_build_table_styles(look, direction))


def _move_border(style: WordStyle) -> WordStyle:
    """The style with its border where lines from the right start. Indents of Word follow the direction, borders do not."""
    if style.border is None or style.border[0] != "left":
        return style
    _, colour, width, distance = style.border
    return replace(style, border=("right", colour, width, distance))


def _build_border(side: str, colour: str, width: float, distance: float) -> Xml:
    return w(side, val="single", sz=round(width * 8), space=round(distance), color=colour)


def _build_text_styles(look: WordLook, indent: float) -> Iterator[WordStyle]:
    gap, half, label = look.spaces.paragraphs, HANGING_INDENT / 2, look.sizes.labels
    numbered = WordStyle("Numbered Paragraph", BODY, "Numbered Paragraph", left=HANGING_INDENT, hanging=HANGING_INDENT)
    yield WordStyle("Normal", "")
    yield WordStyle(BODY, after=gap)
    yield replace(numbered, after=gap, numbering=PARAGRAPH_NUMBERING)
    yield WordStyle("Continued Paragraph", BODY, after=gap, left=HANGING_INDENT)
    yield WordStyle("List Paragraph", BODY, after=gap / 2)
    yield WordStyle("Quote", BODY, BODY, before=gap / 2, after=gap, left=indent + half, right=half)
    yield WordStyle("Preformatted", BODY, after=gap, face=CODE_FACE, size=label)
    yield WordStyle("Definition Term", BODY, "Definition", keep_next=True, bold=True)
    yield WordStyle("Definition", BODY, after=gap, left=half)
    yield WordStyle("Definition Name", "Definition", bold=True)
    yield WordStyle("Bibliography", BODY, after=gap / 2, left=half, hanging=half)
    yield WordStyle("Rule", BODY, BODY, after=gap, border=("bottom", look.colours.rule, 0.5, 1))
    yield WordStyle("Table Text", BODY, line=label * 1.3, face=look.faces.labels, size=label)
    yield WordStyle("Table Head", "Table Text", bold=True)
    yield WordStyle("caption", BODY, BODY, after=gap, face=look.faces.labels, size=label, colour=look.colours.soft_ink)
    above = WordStyle("Table Caption", "caption", BODY, before=gap, after=gap / 2, keep_next=True)
    above = replace(above, size=look.sizes.captions, colour=look.colours.ink, bold=not look.plain_type)
    # Other programs take a caption of a table for that of the first table, also where it is there for looks alone.
    chart = replace(above, name="Chart Caption", based_on=BODY, face=look.faces.labels, line=look.sizes.captions * 1.3)
    yield from (above, chart)
    yield WordStyle("Figure", BODY, "caption", before=gap / 2, after=gap / 2, keep_next=True)


def _build_heading_styles(look: WordLook, *, numbered: bool) -> Iterator[WordStyle]:
    face, bold = look.faces.headings, look.bold.headings
    for level, size in enumerate(look.sizes.headings, start=1):
        yield WordStyle(
            f"heading {level}",
            next_style=BODY,
            before=look.spaces.before_headings[level - 1],
            after=look.spaces.after_headings[level - 1],
            line=size * 1.2,
            keep_next=True,
            keep_lines=True,
            numbering=HEADING_NUMBERING if numbered and level <= 3 else 0,
            level=level - 1,
            outline_level=level - 1,
            face=face[level],
            size=size,
            bold=bold[level - 1],
        )
    size = look.sizes.headings[0]
    yield WordStyle("TOC Heading", next_style=BODY, after=size, keep_next=True, face=face[1], size=size, bold=bold[0])
    size = look.sizes.notes_heading
    yield WordStyle(
        "Notes Heading",
        next_style=BODY,
        before=size,
        after=size * 0.5,
        keep_next=True,
        without_line_numbers=True,
        outline_level=0,
        face=face[1],
        size=size,
        bold=bold[0],
    )
    hanging = HANGING_INDENT if numbered else 0
    for level in range(1, len(HEADING_TAGS) + 1):
        # No indent at the right: LibreOffice 7.4 does not show what is beyond it, such as page numbers.
        yield WordStyle(
            f"toc {level}",
            next_style="Normal",
            before=look.sizes.leading / 2 if level == 1 else 0,
            after=2,
            left=HANGING_INDENT * (level - 1) + hanging,
            hanging=hanging,
            tab_stop=look.page.text_width,
            face=look.faces.labels,
            bold=True if level == 1 else None,
        )


def _build_cover_styles(look: WordLook) -> Iterator[WordStyle]:
    sizes, label, wider = look.sizes, look.faces.labels, -look.page.narrower
    yield WordStyle(
        "Title",
        next_style="Subtitle",
        before=6,
        after=look.spaces.title,
        line=sizes.title * 1.1,
        right=wider,
        keep_next=True,
        without_line_numbers=True,
        face=look.faces.headings[0],
        size=sizes.title,
        colour=look.colours.accent,
        bold=look.bold.title,
    )
    subtitle = WordStyle("Subtitle", next_style=BODY, after=sizes.leading, right=wider, without_line_numbers=True)
    yield replace(subtitle, face=label, size=sizes.subtitle, colour=look.colours.soft_ink)
    line = min(sizes.leading, sizes.cover * COVER_LEADING)
    cover = WordStyle("Cover Text", after=4, line=line, right=wider, without_line_numbers=True)
    yield replace(cover, face=label, size=sizes.cover)
    yield WordStyle("Logo", "Cover Text", after=sizes.leading / 2)
    yield WordStyle("Organisation", "Cover Text", bold=True)
    top = ("top", look.colours.accent, 2, 8)
    yield WordStyle("Cover Organisation", "Organisation", after=sizes.leading * 8, border=top)
    yield from (WordStyle(name, "Cover Text", bold=True) for name in ("Document Kind", "Author", "Date"))


def _build_highlight_styles(look: WordLook) -> Iterator[WordStyle]:
    gap, label = look.spaces.paragraphs, look.faces.labels
    colours = look.colours
    panel = WordStyle("Call-out", BODY, after=gap / 2, left=10, right=10, shading=colours.tint)
    title = replace(panel, name="Call-out Title", based_on="Call-out", next_style="Call-out")
    quote = WordStyle("Pull Quote", BODY, BODY, left=10, keep_lines=True, border=("left", colours.accent, 2, 8))
    figure = WordStyle("Key Figure", BODY, "Key Figure Label", size=look.sizes.key_figure, colour=colours.accent)
    action = WordStyle("Action", BODY, BODY, after=gap, keep_next=True, keep_lines=True, face=look.faces.actions)
    yield replace(action, size=look.sizes.actions)
    yield WordStyle("Ask", BODY, after=gap / 2, keep_lines=True, size=look.sizes.asks, bold=look.bold.asks or None)
    hanging = HANGING_INDENT / 2
    yield WordStyle(
        "Numbered Action", "Action", BODY, after=gap, left=hanging, hanging=hanging, numbering=ACTION_NUMBERING
    )
    # The number is that of the paragraph, from the style below.
    yield replace(action, name="Action Paragraph", based_on="Numbered Paragraph", size=look.sizes.actions)
    yield replace(panel, keep_lines=True)
    yield replace(title, before=gap, keep_next=True, face=label, bold=True)
    yield replace(quote, before=gap, after=look.sizes.leading, face=label, size=look.enlarge(1.35))
    yield replace(figure, before=gap, keep_next=True, face=label, bold=False)
    size = look.sizes.key_figure_label
    yield WordStyle(
        "Key Figure Label", BODY, after=gap / 2, line=min(size * 1.4, look.sizes.leading), face=label, size=size
    )


def _build_note_styles(look: WordLook) -> Iterator[WordStyle]:
    notes, half = look.sizes.notes, HANGING_INDENT / 2
    for name in ("footnote text", "endnote text"):
        wider = -look.page.narrower
        yield WordStyle(name, after=1, line=notes * 1.2, right=wider, without_line_numbers=True, size=notes)
    yield WordStyle("Note Quote", "footnote text", after=2, line=notes * 1.2, left=half, right=half)
    label = look.sizes.labels
    for name in ("header", "footer"):
        line = WordStyle(name, line=label * 1.2, right=-look.page.narrower, face=look.faces.labels, size=label)
        yield replace(line, colour=look.colours.soft_ink)


def _build_character_styles(look: WordLook) -> Iterator[WordStyle]:
    default, kind = "Default Paragraph Font", "character"
    yield WordStyle(default, "", kind=kind)
    for name in ("footnote reference", "endnote reference"):
        yield WordStyle(name, default, kind=kind, bold=False, superscript=True)
    if look.page.line_numbers:
        number = WordStyle("line number", default, kind=kind, bold=False)
        yield replace(number, face=look.faces.labels, size=look.sizes.labels, colour=look.colours.soft_ink)
    yield WordStyle("Hyperlink", default, kind=kind)
    yield WordStyle("Verbatim Char", default, kind=kind, face=CODE_FACE)


def _build_table_styles(look: WordLook, direction: str) -> Iterator[Xml]:
    ink = look.colours.ink
    plain = w("tblPr", w("tblInd", w=0, type="dxa"), _build_cell_margins(0, 100, 100))
    yield w("style", w("name", val="Normal Table"), plain, type="table", default=1, styleId="TableNormal")
    edges = w("tblBorders", *(_build_border(side, look.colours.rule, 0.5, 0) for side in ("top", "bottom")))
    for name, borders, vertical in ((LAYOUT_STYLE, [], 0), (PARTICULARS_STYLE, [edges], PARTICULARS_PADDING)):
        space = _build_cell_margins(to_twips(vertical), *map(to_twips, find_cell_gaps(name, direction)))
        layout = w("tblPr", w("tblInd", w=0, type="dxa"), *borders, space)
        names = (w("name", val=name), w("basedOn", val="TableNormal"))
        yield w("style", *names, layout, type="table", styleId=name)
    top = w("tblBorders", _build_border("top", look.colours.accent, 1, 0))
    margins = _build_cell_margins(100, *map(to_twips, find_cell_gaps(PANEL_STYLE, direction)))
    panel = w("tblPr", w("tblInd", w=0, type="dxa"), top, margins)
    tint = w("tcPr", w("shd", val="clear", color="auto", fill=look.colours.tint))
    names = (w("name", val=PANEL_STYLE), w("basedOn", val="TableNormal"))
    yield w("style", *names, panel, tint, type="table", styleId=PANEL_STYLE)
    edges = w("tblBorders", _build_border("top", ink, 1, 0), _build_border("bottom", ink, 1, 0))
    head = w("tblStylePr", w("tcPr", w("tcBorders", _build_border("bottom", ink, 0.5, 0))), type="firstRow")
    margins = _build_cell_margins(50, to_twips(CELL_SIDE_PADDING), to_twips(CELL_SIDE_PADDING))
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), edges, margins)
    names = (w("name", val="Table"), w("basedOn", val="TableNormal"))
    yield w("style", *names, properties, head, type="table", styleId="Table")
    yield w("style", w("name", val="No List"), type="numbering", default=1, styleId="NoList")


def _build_cell_margins(vertical: int, left: int, right: int) -> Xml:
    """Space inside cells, in twentieths of a point."""
    sides = {"top": vertical, "left": left, "bottom": vertical, "right": right}
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in sides.items()))
