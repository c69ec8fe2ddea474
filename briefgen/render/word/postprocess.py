"""Completes the Word file that pandoc wrote: adds what pandoc drops, and leaves out what its template brings."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.audience import HeadingNumbers, NotePlacement
from briefgen.model.direction import RIGHT_TO_LEFT, RIGHT_TO_LEFT_LANGUAGES, is_romanised
from briefgen.render.word.beside_heading import format_beside_heading, is_part_below
from briefgen.render.word.blocks import GAP_SUFFIX, NEXT_PAGE_STYLE, SECTION_END_STYLE
from briefgen.render.word.drawings import format_images
from briefgen.render.word.faces import EAST_ASIAN_LANGUAGES, ScriptFaces, to_primary_language
from briefgen.render.word.figure_lines import build_low_paragraph, format_figure_lines, set_lines_between_figures
from briefgen.render.word.layout_tables import (
    BAND_STYLE,
    CELL_GAPS,
    FIGURES_STYLE,
    LAYOUT_STYLE,
    PANEL_STYLE,
    PARTICULARS_STYLE,
    find_cell_gaps,
)
from briefgen.render.word.look import WordLook
from briefgen.render.word.note_calls import set_sizes_beside_figures
from briefgen.render.word.note_parts import (
    convert_to_endnotes,
    format_separators,
    number_notes,
    set_endnotes_heading,
    set_note_directions,
)
from briefgen.render.word.numbering import add_times, build_numbering_part, mark_numbers, set_space_after_lists
from briefgen.render.word.package import Relationship, build_relationships_part, read_package, read_relationships
from briefgen.render.word.reference_file import DOCUMENT_RELATIONSHIPS, ReferenceFile
from briefgen.render.word.time_marks import set_time_marks
from briefgen.render.word.word_style import HANGING_INDENT, ITALICS, to_twips
from briefgen.render.word.xml import (
    Xml,
    ensure_first_child,
    find,
    find_all,
    parse_part,
    qualify_attribute,
    read_style_id,
    read_value,
    remove_properties,
    serialise_part,
    set_spacing,
    tag,
    w,
)

VALUE = qualify_attribute("val")
WIDTH = qualify_attribute("w")

MIRRORED_SIDES = {"left": "right", "right": "left"}
"""In a paragraph that is written from the right, Word calls the side where lines start left."""

SPACE_AFTER_TABLE, SPACE_AFTER_PARTICULARS = 160, 300
"""Space above a paragraph that follows a table, in twentieths of a point."""

SPACES_BEFORE_TEXT = {PARTICULARS_STYLE: SPACE_AFTER_PARTICULARS, PANEL_STYLE: SPACE_AFTER_TABLE}
"""The same above the text that follows a table for looks."""

DIVISIBLE_STYLES = frozenset({FIGURES_STYLE, LAYOUT_STYLE, PARTICULARS_STYLE})
"""Tables whose rows can go on overleaf, as the text that they hold does."""

STYLES_WITHOUT_SPACE_ABOVE = frozenset(
    {
        "BodyText",
        "NumberedParagraph",
        "ActionParagraph",
        "Action",
        "NumberedAction",
        "ListParagraph",
        "Quote",
        "Caption",
    }
)

SPACE_AT_EDGE, SPACE_ABOVE_PANEL, SPACE_BELOW_PANEL, SPACE_BELOW_BAND = 90, 180, 150, 160
"""Space between a line of a table and what is above or below it, above and below a tinted panel, and below a band, in twentieths of a point."""

CONTENTS_STYLE = "Toc"
"""The start of the styles of lines of the contents; the level follows."""

ENDED_SECTION_KINDS = {"Plain": "Plain", "Text": "Text", "Notes": "Text"}
"""The kind of pages that a mark of `blocks` ends."""

NEXT_SECTION_KINDS = {"Plain": ("Text", "nextPage"), "Text": ("Plain", "continuous"), "Notes": ("Text", "continuous")}
"""The kind of pages after a mark, and where they start: what follows endnotes, or is on the back of a report, is printed on the same page."""

EMPHASIS_PROPERTIES = ("b", "bCs", *ITALICS, "u")


def postprocess(
    pandoc_docx: bytes,
    reference: ReferenceFile,
    heading_numbers: HeadingNumbers,
    callout_groups: int,
    note_placement: NotePlacement,
    endnotes_heading: str,
) -> Mapping[str, bytes]:
    """The parts of the finished file: the text, notes, lists and images of pandoc's file in the reference file."""
    pandoc_parts = read_package(pandoc_docx)
    body, notes = parse_part(pandoc_parts["word/document.xml"]), parse_part(pandoc_parts["word/footnotes.xml"])
    for root in (body, notes):
        _set_paragraph_properties(root, reference.direction, reference.look)
        set_space_after_lists(root, reference.look)
        _set_languages(root, reference.look.faces.scripts)
        _format_tables(root, reference.look, reference.direction)
        format_images(root, reference.look)
    mark_numbers(body, reference.look)
    set_sizes_beside_figures(body, reference.look)
    set_lines_between_figures(body, reference.look)
    times = set_time_marks(body, reference.look, reference.direction)
    _insert_page_breaks(body)
    _insert_sections(body, reference)
    number_notes(body, notes)
    set_note_directions(notes, reference.direction)
    if note_placement is NotePlacement.ENDNOTES:
        convert_to_endnotes((body, notes))
        set_endnotes_heading(notes, endnotes_heading)
    else:
        format_separators(notes)
    lists = parse_part(pandoc_parts["word/numbering.xml"]) if "word/numbering.xml" in pandoc_parts else None
    names, indent = reference.heading_names, reference.numbered_indent
    numbering = build_numbering_part(lists, heading_numbers, names, callout_groups, indent, reference.look)
    add_times(numbering, times, reference.look)
    kind = note_placement.value
    parts = {
        **reference.parts,
        "word/document.xml": serialise_part(body),
        "word/numbering.xml": serialise_part(numbering),
        f"word/{kind}.xml": serialise_part(notes),
        **{name: content for name, content in pandoc_parts.items() if name.startswith("word/media/")},
    }
    # Only images and links of pandoc's file are kept: its other relationships lead to parts of its template.
    links = _filter_relationships(pandoc_parts["word/_rels/document.xml.rels"])
    own = [relation for relation in DOCUMENT_RELATIONSHIPS if f"word/{relation.target}" in parts]
    parts["word/_rels/document.xml.rels"] = build_relationships_part(
        [*own, Relationship("notes", kind, f"{kind}.xml"), *links]
    )
    note_links = _filter_relationships(pandoc_parts.get("word/_rels/footnotes.xml.rels", b"<Relationships/>"))
    if note_links:
        parts[f"word/_rels/{kind}.xml.rels"] = build_relationships_part(note_links)
    if reference.look.plain_type:
        xml = [name for name in parts if name.startswith("word/") and name.endswith(".xml")]
        parts |= {name: _strip_emphasis(parts[name]) for name in xml}
    return parts


def _filter_relationships(content: bytes) -> list[Relationship]:
    return [relation for relation in read_relationships(content) if relation.kind in {"image", "hyperlink"}]


def _set_paragraph_properties(root: Xml, direction: str, look: WordLook) -> None:
    """Set number, direction, space and alignment of paragraphs.

    pandoc keeps the name of a style and nothing else, so `blocks` writes these behind it: `Heading1@0:3@rtl`.
    """
    for style in root.iter(tag("w:pStyle")):
        name, *suffixes = style.get(VALUE).split("@")
        style.set(VALUE, name)
        layout = style.getparent()
        paragraph_direction = direction
        for suffix in suffixes:
            if suffix == GAP_SUFFIX:
                set_spacing(layout, after=to_twips(look.sizes.leading))
            elif suffix in {"rtl", "ltr"}:
                layout.append(w("bidi", val=int(suffix == "rtl")))
                paragraph_direction = suffix
            else:
                level, _, number = suffix.partition(":")
                style.addnext(w("numPr", w("ilvl", val=level), w("numId", val=number)))
        if name.startswith(CONTENTS_STYLE) and name.removeprefix(CONTENTS_STYLE).isdecimal():
            _set_contents_indent(layout, int(name.removeprefix(CONTENTS_STYLE)))
        for alignment in find_all(layout, "w:jc"):
            if paragraph_direction == "rtl":
                alignment.set(VALUE, MIRRORED_SIDES.get(alignment.get(VALUE), alignment.get(VALUE)))
            layout.append(alignment)  # the schema has it behind the numbers, spaces and direction that were added


def _set_contents_indent(layout: Xml, level: int) -> None:
    """Take the place of a number from a line of the contents without one: a short title, such as two Chinese characters, ends before it."""
    if len(list(layout.getparent().iter(tag("w:tab")))) == 1:
        layout.append(w("ind", left=to_twips(HANGING_INDENT * (level - 1)), hanging=0))


def _set_languages(root: Xml, scripts: ScriptFaces) -> None:
    """Set each language under the script that Word looks for it in, with a typeface that has its characters.

    pandoc writes every language as if it were Latin. Word would then check the spelling of Arabic as English.
    """
    for language in root.iter(tag("w:lang")):
        code = read_value(language)
        primary = "" if is_romanised(code) else to_primary_language(code)
        if primary in EAST_ASIAN_LANGUAGES:
            script, font, hint = "eastAsia", "eastAsia", {"hint": "eastAsia"}
        elif primary in RIGHT_TO_LEFT_LANGUAGES:
            script, font, hint = "bidi", "cs", {"hint": "cs"}
        else:
            continue
        language.set(qualify_attribute(script), code)
        properties = language.getparent()
        # `hint` decides about characters that several scripts share, such as quotation marks.
        faces = w("rFonts", **hint, **{font: scripts.find_face(code)})
        properties.insert(int(find(properties, "w:rStyle") is not None), faces)


def _format_tables(root: Xml, look: WordLook, direction: str) -> None:
    """Make tables as wide as the text, keep rows on one page, and start the first column where reading starts."""
    for table in root.iter(tag("w:tbl")):
        _set_table_widths(table, look, direction)
        _keep_introduction_with_table(table.getprevious())
        _set_space_above_panel(table)
        if direction == "rtl":
            find(table, "w:tblPr/w:tblStyle").addnext(w("bidiVisual"))
    for row in root.iter(tag("w:tr")):
        if _read_table_style(row.getparent()) not in DIVISIBLE_STYLES:
            ensure_first_child(row, "trPr").insert(0, w("cantSplit"))
    for table in list(root.iter(tag("w:tbl"))):
        after = table.getnext()
        style = _read_table_style(table)
        if style in CELL_GAPS:
            _set_cells_without_gaps(table, style, direction)
            format_beside_heading(table, look)
            _set_low_paragraph_after(table)
            if style == FIGURES_STYLE:
                format_figure_lines(table, look)
        elif after is None or after.tag != tag("w:p"):
            table.addnext(w("p"))  # Word joins two tables that touch, and requires a paragraph after the last
        elif read_style_id(after) in STYLES_WITHOUT_SPACE_ABOVE:
            set_spacing(ensure_first_child(after, "pPr"), before=SPACE_AFTER_TABLE)


def _set_low_paragraph_after(table: Xml) -> None:
    """Put a paragraph below a table that takes no room, except below particulars and beside a panel; pandoc's is as high as a line of text."""
    after, style = table.getnext(), _read_table_style(table)
    if after is not None and after.tag == tag("w:p") and not len(after):
        after.getparent().remove(after)
    elif after is not None and after.tag == tag("w:p"):
        space = SPACES_BEFORE_TEXT.get(style)
        if space and read_style_id(after) in STYLES_WITHOUT_SPACE_ABOVE:
            set_spacing(ensure_first_child(after, "pPr"), before=space)
        elif style == BAND_STYLE and read_style_id(after) == "Title":
            set_spacing(ensure_first_child(after, "pPr"), before=SPACE_BELOW_BAND)
        return
    following = table.getnext()
    has_edge = style != LAYOUT_STYLE or (following is not None and _read_table_style(following) == PANEL_STYLE)
    space = SPACE_BELOW_PANEL if style == PANEL_STYLE else SPACE_AT_EDGE
    table.addnext(build_low_paragraph(space if has_edge else 0))


def _read_table_style(table: Xml) -> str:
    return read_value(find(table, "w:tblPr/w:tblStyle"))


def _set_cells_without_gaps(table: Xml, style: str, direction: str) -> None:
    """Start every cell at the top of its row, and let the rows of a table for looks go on overleaf like the text that they hold."""
    for last in find_all(table, "w:tr/w:tc[last()]"):
        if _has_no_gap(last, style, direction):
            find(last, "w:tcPr").append(w("tcMar", w("right", w=0, type="dxa")))
    for cell in find_all(table, "w:tr/w:tc"):
        blocks = [child for child in cell if child.tag in {tag("w:p"), tag("w:tbl")}]
        if blocks and blocks[0].tag == tag("w:p"):
            layout = ensure_first_child(blocks[0], "pPr")
            layout.insert(int(find(layout, "w:pStyle") is not None), w("keepNext", val=0))
            if not is_part_below(cell):
                set_spacing(layout, before=SPACE_BELOW_PANEL if _is_below_panel(cell) else 0)
        if style != LAYOUT_STYLE and blocks and blocks[-1].tag == tag("w:p"):  # the cell has space of its own
            set_spacing(ensure_first_child(blocks[-1], "pPr"), after=0)


def _is_below_panel(cell: Xml) -> bool:
    """Whether the cell above ends with a tinted panel: the paragraph behind such a table has no height in a word processor."""
    row = cell.getparent()
    above = row.getprevious()
    at = find_all(row, "w:tc").index(cell)
    cells = find_all(above, "w:tc") if above is not None else []
    tables = find_all(cells[at], "w:tbl") if at < len(cells) else []
    return bool(tables) and _read_table_style(tables[-1]) == PANEL_STYLE


def _has_no_gap(cell: Xml, style: str, direction: str) -> bool:
    """Whether the text of a cell ends where other lines do: in the last of a row, which nothing is beside."""
    return style != PANEL_STYLE and direction != RIGHT_TO_LEFT and cell.getnext() is None


def _keep_introduction_with_table(before: Xml | None) -> None:
    """Keep a paragraph that ends with a colon on the page of the table that it introduces."""
    if before is not None and before.tag == tag("w:p") and "".join(before.itertext()).rstrip().endswith(":"):
        layout = ensure_first_child(before, "pPr")
        layout.insert(int(find(layout, "w:pStyle") is not None), w("keepNext"))


def _set_space_above_panel(table: Xml) -> None:
    """Set a tinted panel off from the paragraph above it: the table itself has no space around it."""
    before = table.getprevious()
    has_words = before is not None and before.tag == tag("w:p") and bool("".join(before.itertext()).strip())
    if has_words and _read_table_style(table) == PANEL_STYLE:
        set_spacing(ensure_first_child(before, "pPr"), after=SPACE_ABOVE_PANEL)


def _set_table_widths(table: Xml, look: WordLook, direction: str) -> None:
    """Set the width of the table, of its columns and of each cell.

    pandoc states shares of a page of its own. Word lays columns out again; LibreOffice keeps to what the cells say.
    """
    properties = find(table, "w:tblPr")
    whole = _find_room(table, look, direction) - int(read_value(find(properties, "w:tblInd"), "0", "w"))
    width = find(properties, "w:tblW")
    width.set(qualify_attribute("type"), "dxa")
    width.set(WIDTH, str(whole))
    columns = find_all(table, "w:tblGrid/w:gridCol")
    shares = [int(column.get(WIDTH)) for column in columns]
    widths = [whole * share // sum(shares) for share in shares]
    for column, column_width in zip(columns, widths, strict=True):
        column.set(WIDTH, str(column_width))
    for row in find_all(table, "w:tr"):
        position = 0
        for cell in find_all(row, "w:tc"):
            end = position + int(read_value(find(cell, "w:tcPr/w:gridSpan"), "1"))
            find(cell, "w:tcPr").insert(0, w("tcW", w=sum(widths[position:end]), type="dxa"))
            position = end


def _find_room(table: Xml, look: WordLook, direction: str) -> int:
    """How wide a table can be, in twentieths of a point: as the text, or as the cell that it is in without the space at its sides."""
    cell = next(table.iterancestors(tag("w:tc")), None)
    if cell is None:
        page = look.page
        return to_twips(page.full_width if _read_table_style(table) == PARTICULARS_STYLE else page.text_width)
    style = _read_table_style(cell.getparent().getparent())
    left, right = find_cell_gaps(style, direction)
    gaps = left + (0 if _has_no_gap(cell, style, direction) else right)
    return int(read_value(find(cell, "w:tcPr/w:tcW"), name="w")) - to_twips(gaps)


def _insert_page_breaks(root: Xml) -> None:
    """Start a new page where `blocks` has left a mark: with the paragraph after it, or with a low one before a table."""
    for style in list(root.iter(tag("w:pStyle"))):
        if style.get(VALUE) == NEXT_PAGE_STYLE:
            mark = style.getparent().getparent()
            first = mark.getnext()
            if first is not None and first.tag == tag("w:tbl"):
                first = build_low_paragraph()  # Word joins two tables that touch
                mark.addnext(first)
            mark.getparent().remove(mark)
            if first is not None and first.tag == tag("w:p"):
                # A property of the paragraph, not a break before it, which would leave an empty line if it is moved.
                layout = ensure_first_child(first, "pPr")
                layout.insert(int(find(layout, "w:pStyle") is not None), w("pageBreakBefore"))
                set_spacing(layout, before=0)


def _insert_sections(root: Xml, reference: ReferenceFile) -> None:
    """Divide the pages into sections where `blocks` has marked their ends, and describe the last one.

    In Word the properties of a section are in its last paragraph, and those of the last section at the end of the body.
    """
    body = find(root, "w:body")
    for old in find_all(body, "w:sectPr"):
        body.remove(old)
    kind, start, has_content, is_first = "Text", "nextPage", False, True
    for child in list(body):
        ended = read_style_id(child).partition(SECTION_END_STYLE)[2]
        if not ended:
            has_content = True
            continue
        if has_content and child.getnext() is not None:
            section = reference.build_section_properties(
                ENDED_SECTION_KINDS[ended], start, allow_endnotes=ended != "Plain", is_first=is_first
            )
            _end_section(child.getprevious(), section)
            is_first = False
        if child.getnext() is not None:
            kind, start = NEXT_SECTION_KINDS[ended]
            has_content = False
        body.remove(child)
    body.append(reference.build_section_properties(kind, start, is_first=is_first))


def _end_section(last: Xml, section: Xml) -> None:
    """Let a section end with this block; a table gets an empty paragraph behind it."""
    if last.tag != tag("w:p"):
        last.addnext(w("p"))
        last = last.getnext()
    ensure_first_child(last, "pPr").append(section)


def _strip_emphasis(content: bytes) -> bytes:
    """A part without bold, italics and underlining, for a body that requires plain type."""
    root = parse_part(content)
    remove_properties(root, EMPHASIS_PROPERTIES)
    return serialise_part(root)
