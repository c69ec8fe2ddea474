"""The styles of a Word file: every paragraph of every document has one of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.model.audience import HeadingNumbers
from briefgen.model.direction import RIGHT_TO_LEFT
from briefgen.render.word.block_styles import BACK_HEADING, BACK_STYLE
from briefgen.render.word.faces import EAST_ASIAN_LANGUAGES, LATIN_LANGUAGE, to_primary_language
from briefgen.render.word.figure_lines import FIGURE_SOURCE_STYLE
from briefgen.render.word.layout_tables import (
    BAND_STYLE,
    FIGURES_STYLE,
    LAYOUT_STYLE,
    PANEL_STYLE,
    PARTICULARS_STYLE,
    find_cell_gaps,
)
from briefgen.render.word.look import HEADING_TAGS, WordLook
from briefgen.render.word.note_calls import WORDS_SHARE, WORDS_STYLE
from briefgen.render.word.style_reader import Line, SmallType
from briefgen.render.word.time_marks import TIME_PARAGRAPH_STYLE
from briefgen.render.word.word_style import (
    ACTION_NUMBERING,
    BODY,
    CELL_SIDE_PADDING,
    CODE_FACE,
    HANGING_INDENT,
    HEADING_NUMBERING,
    PARAGRAPH_NUMBERING,
    WordStyle,
    build_border,
    build_run_properties,
    to_twips,
)
from briefgen.render.word.xml import Xml, qualify_attribute, w

PARTICULARS_LEADING = 1.3
"""The leading of particulars, in sizes of their type."""

COVER_LEADING = 1.35
"""The largest leading of the text on covers, in sizes of its type."""

PARTICULARS_PADDING = 1.5
"""Space above and below a term of the particulars."""

FIGURES_PADDING, FIGURE_LINES_PADDING = 3, 1
"""The same of key figures above their words, and beside them, where their line is higher than its type."""

PLAIN_TITLE_SPACE = 15
"""Above and below a title that nothing but space may tell from the text."""

LINE_NUMBER_STYLES = ("line number", "Line Numbering")
"""The names that Word and LibreOffice know the style of line numbers by."""

BAND_PADDING = 6
"""The same in the band of a note."""


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
    # Word sets a space between Asian characters and figures, which Korean does not have: 2026년.
    unspaced = [w(f"autoSpace{kind}", val=0) for kind in ("DE", "DN")] if to_primary_language(language) == "ko" else []
    layout = w("pPr", *unspaced, *([w("bidi")] if direction == RIGHT_TO_LEFT else []))
    layout.append(w("spacing", after=0, line=to_twips(look.sizes.leading), lineRule="atLeast"))
    styles = (
        *_build_text_styles(look, indent),
        *_build_heading_styles(look, numbered=numbers is not HeadingNumbers.NONE, indent=indent),
        *_build_cover_styles(look),
        *_build_particulars_styles(look),
        *_build_highlight_styles(look, indent),
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


def _build_text_styles(look: WordLook, indent: float) -> Iterator[WordStyle]:
    gap, half, label = look.spaces.paragraphs, HANGING_INDENT / 2, look.sizes.labels
    numbered = WordStyle("Numbered Paragraph", BODY, "Numbered Paragraph", left=HANGING_INDENT, hanging=HANGING_INDENT)
    yield WordStyle("Normal", "")
    yield WordStyle(BODY, after=gap)
    yield replace(numbered, after=gap, numbering=PARAGRAPH_NUMBERING)
    yield WordStyle("Continued Paragraph", BODY, after=gap, left=HANGING_INDENT, keep_lines=True)
    yield WordStyle("List Paragraph", BODY, after=gap / 2)
    yield WordStyle("Quote", BODY, BODY, before=gap / 2, after=gap, left=indent + half, right=half)
    yield WordStyle("Preformatted", BODY, after=gap, face=CODE_FACE, size=label)
    yield WordStyle("Definition Term", BODY, "Definition", keep_next=True, bold=True)
    yield WordStyle("Definition", BODY, after=gap, left=half)
    # Between text and notes, because it is looked up and not read; a body that prescribes the type prescribes this, too.
    small = 0 if look.plain_type else (look.sizes.text + look.sizes.notes) / 2
    yield WordStyle("Bibliography", BODY, after=gap / 2, line=small * 1.35, left=half, hanging=half, size=small)
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
    yield WordStyle("Cover Picture", BODY, "Cover Text", before=gap / 2, after=look.sizes.leading, keep_next=True)


def _build_heading_styles(look: WordLook, *, numbered: bool, indent: float) -> Iterator[WordStyle]:
    """Headings without a number start where numbered paragraphs do."""
    face, bold = look.faces.headings, look.bold.headings
    for level, size in enumerate(look.sizes.headings, start=1):
        yield WordStyle(
            f"heading {level}",
            next_style=BODY,
            before=look.spaces.before_headings[level - 1],
            after=look.spaces.after_headings[level - 1],
            line=size * 1.2,
            left=0 if numbered else indent,
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
        before=PLAIN_TITLE_SPACE if look.plain_type else 2,
        after=PLAIN_TITLE_SPACE if look.plain_type else look.spaces.title,
        line=sizes.title * 1.1,
        right=wider,
        keep_next=True,
        without_line_numbers=True,
        face=look.faces.headings[0],
        size=sizes.title,
        colour=look.cover.title_colour,
        bold=look.bold.title,
    )
    subtitle = WordStyle(
        "Subtitle", next_style=BODY, after=sizes.leading * 0.75, right=wider, without_line_numbers=True
    )
    yield replace(subtitle, face=look.faces.subtitle, size=sizes.subtitle, colour=look.colours.soft_ink)
    line = min(sizes.leading, sizes.cover * COVER_LEADING)
    cover = WordStyle("Cover Text", after=4, line=line, right=wider, without_line_numbers=True)
    yield replace(cover, face=label, size=sizes.cover)
    yield WordStyle("Logo", "Cover Text", after=sizes.leading / 2)
    heading, below, gap = look.cover.organisation, look.cover.below_letterhead, line * 0.5
    organisation = _set_type(WordStyle("Organisation", "Cover Text", line=max(line, heading.size * 1.3)), heading)
    yield replace(organisation, after=2 if below else 4)
    reach = WordStyle("Reach", "Cover Text", after=gap, border=_to_border("bottom", below, 5))
    yield _set_type(reach, look.cover.reach)
    yield WordStyle("Cover Heading", "Cover Text", bold=True)
    yield WordStyle(BACK_STYLE, "Cover Text", keep_next=True, keep_lines=True)
    line_above = ("top", look.colours.accent, 2, 8)
    yield WordStyle(BACK_HEADING, "Cover Heading", before=sizes.leading * 2, border=line_above, keep_next=True)
    yield WordStyle("Band Date", "Cover Text", alignment="right")
    yield WordStyle("Cover Organisation", "Cover Heading", after=sizes.leading * 8, border=line_above)
    kind = WordStyle("Document Kind", "Cover Text", after=2, border=_to_border("top", look.cover.above_title, 8))
    yield _set_type(kind, look.cover.kind)
    yield WordStyle("Author", "Cover Text", bold=True)
    date = look.cover.date
    above_date, below_date = look.spaces.date or (gap * 0.5, gap * 0.5)
    yield replace(
        _set_type(WordStyle("Date", "Cover Text", before=above_date, after=below_date), date), size=0, colour=""
    )
    yield WordStyle("Addressee", "Cover Text", after=gap * 0.5, face=date.face)
    yield _set_type(WordStyle("Imprint", "Cover Text", before=look.spaces.imprint), look.cover.imprint)
    editors = look.cover.editors
    small = WordStyle(
        "Editors Text", BODY, after=look.spaces.paragraphs * 0.75, line=(editors.size or sizes.text) * 1.4
    )
    yield _set_type(small, editors)
    above = _to_border("top", look.cover.above_editors, 8)
    title = WordStyle("Editors Heading", "Editors Text", before=gap, after=4, keep_next=True, bold=True, face=label)
    yield replace(title, border=above, outline_level=0)


def _to_border(side: str, line: Line | None, distance: float) -> tuple[str, str, float, float] | None:
    return (side, line.colour, line.width, distance) if line else None


def _set_type(style: WordStyle, type_: SmallType) -> WordStyle:
    return replace(
        style, face=type_.face, size=type_.size, colour=type_.colour, bold=type_.bold or None, italic=type_.italic
    )


def _build_particulars_styles(look: WordLook) -> Iterator[WordStyle]:
    """Particulars are one block: their paragraphs follow one another without a space."""
    size = look.cover.particulars.size
    yield WordStyle("Particular", size=size, line=size * PARTICULARS_LEADING)
    yield WordStyle("Particular Name", "Particular", before=look.spaces.paragraphs / 2, bold=True)
    term = replace(look.cover.terms, size=0)
    yield replace(_set_type(WordStyle("Particular Term", "Particular", keep_next=True), term), bold=term.bold)


def _build_highlight_styles(look: WordLook, indent: float) -> Iterator[WordStyle]:
    gap, label = look.spaces.paragraphs, look.faces.labels
    colours = look.colours
    panel = WordStyle("Call-out", BODY, after=gap / 4, line=look.sizes.panel_leading)
    title = WordStyle("Call-out Title", "Call-out", "Call-out", after=gap / 2, size=look.enlarge(1.15))
    quote = WordStyle(
        "Pull Quote", BODY, BODY, left=indent + 10, keep_lines=True, border=("left", colours.accent, 2, 8)
    )
    figure = WordStyle("Key Figure", BODY, "Key Figure Label", size=look.sizes.key_figure, colour=colours.accent)
    action = WordStyle("Action", BODY, BODY, after=gap, keep_next=True, keep_lines=True, face=look.faces.actions)
    yield replace(action, size=look.sizes.actions)
    yield WordStyle(
        "Ask", BODY, after=look.spaces.asks, keep_lines=True, size=look.sizes.asks, bold=look.bold.asks or None
    )
    hanging = HANGING_INDENT / 2
    yield WordStyle(
        "Numbered Action", "Action", BODY, after=gap, left=hanging, hanging=hanging, numbering=ACTION_NUMBERING
    )
    # The number is that of the paragraph, from the style below.
    yield replace(action, name="Action Paragraph", based_on="Numbered Paragraph", size=look.sizes.actions)
    yield replace(panel, keep_lines=True)
    bold, line = look.bold.recommended or None, look.sizes.recommended_leading
    yield WordStyle("Call-out Ask", "Call-out", after=gap / 4, line=line, keep_lines=True, bold=bold)
    yield replace(title, keep_next=True, face=label, bold=True)
    yield WordStyle("Signatory", BODY, before=look.sizes.leading * 1.75, after=gap, keep_lines=True)
    yield WordStyle("End", BODY, before=gap, after=gap, alignment="center")
    standfirst = WordStyle(
        "Standfirst", BODY, BODY, after=gap * 2, line=look.cover.standfirst.size * 1.35, keep_next=True
    )
    yield _set_type(standfirst, look.cover.standfirst)
    yield replace(quote, before=look.sizes.leading * 0.8, after=look.sizes.leading, face=label, size=look.enlarge(1.35))
    yield replace(figure, before=gap / 2, keep_next=True, face=label, bold=False)
    yield WordStyle("Long Key Figure", "Key Figure", "Key Figure Label", size=look.sizes.long_key_figure)
    size = look.sizes.key_figure_label
    yield WordStyle(
        "Key Figure Label", BODY, after=gap / 2, line=min(size * 1.4, look.sizes.leading), face=label, size=size
    )


def _build_note_styles(look: WordLook) -> Iterator[WordStyle]:
    notes, half = look.sizes.notes, HANGING_INDENT / 2
    for name in ("footnote text", "endnote text"):
        wider = -look.page.narrower
        yield WordStyle(name, line=notes * 1.2, right=wider, without_line_numbers=True, size=notes)
    yield WordStyle("Note Quote", "footnote text", after=2, line=notes * 1.2, left=half, right=half)
    label = look.sizes.labels
    for name in ("header", "footer"):
        line = WordStyle(name, line=label * 1.2, right=-look.page.narrower, face=look.faces.margins, size=label)
        yield replace(line, colour=look.colours.soft_ink)


def _build_character_styles(look: WordLook) -> Iterator[WordStyle]:
    default, kind = "Default Paragraph Font", "character"
    yield WordStyle(default, "", kind=kind)
    for name in ("footnote reference", "endnote reference"):
        yield WordStyle(name, default, kind=kind, bold=False, superscript=True)
    if look.page.line_numbers:
        yield WordStyle(TIME_PARAGRAPH_STYLE, without_line_numbers=True)
        for name in LINE_NUMBER_STYLES:
            number = WordStyle(name, default, kind=kind, bold=False)
            yield replace(number, face=look.faces.margins, size=look.sizes.labels, colour=look.colours.soft_ink)
    yield WordStyle("Hyperlink", default, kind=kind)
    yield WordStyle("Verbatim Char", default, kind=kind, face=CODE_FACE)
    words = WordStyle(WORDS_STYLE, default, kind=kind)
    yield words if look.plain_type else replace(words, size=look.sizes.key_figure * WORDS_SHARE)
    source = look.cover.figure_sources
    yield WordStyle(FIGURE_SOURCE_STYLE, default, kind=kind, size=source.size, colour=source.colour)


def _build_table_styles(look: WordLook, direction: str) -> Iterator[Xml]:
    ink = look.colours.ink
    plain = w("tblPr", w("tblInd", w=0, type="dxa"), _build_cell_margins(0, 100, 100))
    yield w("style", w("name", val="Normal Table"), plain, type="table", default=1, styleId="TableNormal")
    edge = Line(look.colours.rule, 0.5)
    for name, lines, vertical in (
        (LAYOUT_STYLE, (None, None), 0),
        (PARTICULARS_STYLE, (edge, edge), PARTICULARS_PADDING),
        (BAND_STYLE, look.cover.band, BAND_PADDING),
        (FIGURES_STYLE, (edge, edge), FIGURE_LINES_PADDING if look.cover.figures_in_lines else FIGURES_PADDING),
    ):
        sides = zip(("top", "bottom"), lines, strict=True)
        borders = w("tblBorders", *(build_border(side, line.colour, line.width, 0) for side, line in sides if line))
        if name == FIGURES_STYLE:
            borders.append(build_border("insideH", edge.colour, edge.width, 0))
        space = _build_cell_margins(to_twips(vertical), *map(to_twips, find_cell_gaps(name, direction)))
        layout = w("tblPr", w("tblInd", w=0, type="dxa"), *([borders] if len(borders) else []), space)
        names = (w("name", val=name), w("basedOn", val="TableNormal"))
        yield w("style", *names, layout, type="table", styleId=name)
    top = w("tblBorders", build_border("top", look.colours.accent, 1, 0))
    margins = _build_cell_margins(100, *map(to_twips, find_cell_gaps(PANEL_STYLE, direction)))
    panel = w("tblPr", w("tblInd", w=0, type="dxa"), top, margins)
    tint = w("tcPr", w("shd", val="clear", color="auto", fill=look.colours.tint))
    names = (w("name", val=PANEL_STYLE), w("basedOn", val="TableNormal"))
    yield w("style", *names, panel, tint, type="table", styleId=PANEL_STYLE)
    edges = w("tblBorders", build_border("top", ink, 1, 0), build_border("bottom", ink, 1, 0))
    head = w("tblStylePr", w("tcPr", w("tcBorders", build_border("bottom", ink, 0.5, 0))), type="firstRow")
    margins = _build_cell_margins(50, to_twips(CELL_SIDE_PADDING), to_twips(CELL_SIDE_PADDING))
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), edges, margins)
    names = (w("name", val="Table"), w("basedOn", val="TableNormal"))
    yield w("style", *names, properties, head, type="table", styleId="Table")
    yield w("style", w("name", val="No List"), type="numbering", default=1, styleId="NoList")


def _build_cell_margins(vertical: int, left: int, right: int) -> Xml:
    """Space inside cells, in twentieths of a point."""
    sides = {"top": vertical, "left": left, "bottom": vertical, "right": right}
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in sides.items()))
