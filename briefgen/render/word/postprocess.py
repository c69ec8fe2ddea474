"""Finishes the Word file that pandoc made: what it drops is put back, what it brings from its template is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.model.audience import HeadingNumbers, NotePlacement
from briefgen.render.word.blocks import GAP_SUFFIX, NEXT_PAGE_STYLE, SECTION_END_STYLE
from briefgen.render.word.drawings import format_images
from briefgen.render.word.faces import EAST_ASIAN_LANGUAGES, RIGHT_TO_LEFT_LANGUAGES, ScriptFaces, to_primary_language
from briefgen.render.word.look import WordLook
from briefgen.render.word.numbering import build_numbering_part
from briefgen.render.word.package import Relationship, build_relationships_part, read_package, read_relationships
from briefgen.render.word.reference_file import DOCUMENT_RELATIONSHIPS, ReferenceFile
from briefgen.render.word.styles import to_style_id, to_twips
from briefgen.render.word.xml import Xml, parse_part, read_style_id, serialise_part, tag, w

MIRRORED_SIDES = {"left": "right", "right": "left"}
"""Where a paragraph runs from the right, Word calls the side where lines begin left."""

SPACE_AFTER_TABLE = 160
"""Space above a paragraph that follows a table, in twentieths of a point."""

STYLES_WITHOUT_SPACE_ABOVE = frozenset({"BodyText", "NumberedParagraph", "ListParagraph", "Quote", "Caption"})
"""Styles without space above of their own."""

ENDED_SECTION_KINDS = {"Plain": "Plain", "Text": "Text", "Notes": "Text"}
"""The kind of pages that a mark of word_blocks ends."""

NEXT_SECTION_KINDS = {"Plain": ("Text", "nextPage"), "Text": ("Plain", "nextPage"), "Notes": ("Text", "continuous")}
"""The kind of pages after a mark, and where they begin: what stands below endnotes stands on the same page."""

SEPARATOR_SIZE = (100, 7)
"""Least height of the line over footnotes, in twentieths of a point, and the size of its type, in half points.

Five points, as LibreOffice leaves there. Word would take a line of text, and set other pages.
"""

EMPHASIS_PROPERTIES = ("b", "bCs", "i", "iCs", "u")


def postprocess(
    made: bytes,
    reference: ReferenceFile,
    scheme: HeadingNumbers,
    groups: int,
    placement: NotePlacement,
    over_notes: str,
) -> Mapping[str, bytes]:
    """The parts of the file as it is written: pandoc's text, notes, lists and images in those of the reference."""
    given = read_package(made)
    body, notes = parse_part(given["word/document.xml"]), parse_part(given["word/footnotes.xml"])
    for root in (body, notes):
        _set_paragraph_properties(root, reference.direction, reference.look)
        _set_languages(root, reference.look.faces.scripts)
        _format_tables(root, reference.look, reference.direction)
        format_images(root, reference.look)
    _insert_page_breaks(body)
    _insert_sections(body, reference)
    lists = parse_part(given["word/numbering.xml"]) if "word/numbering.xml" in given else None
    kind = placement.value.removesuffix("s")
    _number_notes(body, notes)
    if placement is NotePlacement.ENDNOTES:
        _convert_to_endnotes((body, notes))
        _set_endnotes_heading(notes, over_notes)
    else:
        _format_separators(notes)
    relations = _filter_relationships(given["word/_rels/document.xml.rels"])
    parts = {
        **reference.parts,
        "word/document.xml": serialise_part(body),
        "word/numbering.xml": serialise_part(build_numbering_part(lists, scheme, groups, reference.numbered_indent)),
        f"word/{kind}s.xml": serialise_part(notes),
        **{name: content for name, content in given.items() if name.startswith("word/media/")},
    }
    note_links = _filter_relationships(given.get("word/_rels/footnotes.xml.rels", b"<Relationships/>"))
    if note_links:
        parts[f"word/_rels/{kind}s.xml.rels"] = build_relationships_part(note_links)
    parts["word/_rels/document.xml.rels"] = build_relationships_part(
        [*DOCUMENT_RELATIONSHIPS, Relationship("notes", f"{kind}s", f"{kind}s.xml"), *relations]
    )
    if reference.look.plain_type:
        parts |= {name: _strip_emphasis(parts[name]) for name in parts if name.startswith("word/") and _is_xml(name)}
    return parts


def _filter_relationships(content: bytes) -> list[Relationship]:
    """The relations of text: images and links; those of pandoc's template go."""
    return [one for one in read_relationships(content) if one.kind in {"image", "hyperlink"}]


def _is_xml(name: str) -> bool:
    return name.endswith(".xml") and "/_rels/" not in name


def _set_paragraph_properties(root: Xml, direction: str, look: WordLook) -> None:
    """Number, direction and sides of paragraphs; word_blocks has written the first two behind the name of the style."""
    for style in root.iter(tag("w:pStyle")):
        name, *rest = style.get(tag("w:val")).split("@")
        style.set(tag("w:val"), name)
        layout = style.getparent()
        runs = direction
        for said in rest:
            if said == GAP_SUFFIX:
                _set_spacing(layout, after=to_twips(look.sizes.leading))
            elif said in {"rtl", "ltr"}:
                layout.append(w("bidi", val=int(said == "rtl")))
                runs = said
            else:
                level, _, number = said.partition(":")
                style.addnext(w("numPr", w("ilvl", val=level), w("numId", val=number)))
        for jc in layout.findall(tag("w:jc")):
            if runs == "rtl":
                jc.set(tag("w:val"), MIRRORED_SIDES.get(jc.get(tag("w:val")), jc.get(tag("w:val"))))
            layout.append(jc)


def _set_languages(root: Xml, scripts: ScriptFaces) -> None:
    """Each language under the script that Word looks for it in, with a face that has its letters."""
    for language in root.iter(tag("w:lang")):
        code = language.get(tag("w:val"), "")
        kind, hint = _find_script(to_primary_language(code))
        if kind:
            language.set(tag(f"w:{kind}"), code)
            faces = w("rFonts", **hint, **{"cs" if kind == "bidi" else kind: scripts.find_face(code)})
            letters = language.getparent()
            letters.insert(int(letters.find(tag("w:rStyle")) is not None), faces)


def _find_script(primary: str) -> tuple[str, dict[str, str]]:
    """The attribute of `w:lang` for a language, and what Word takes characters for that several scripts share."""
    if primary in EAST_ASIAN_LANGUAGES:
        return "eastAsia", {"hint": "eastAsia"}
    return ("bidi", {"hint": "cs"}) if primary in RIGHT_TO_LEFT_LANGUAGES else ("", {})


def _format_tables(root: Xml, look: WordLook, direction: str) -> None:
    """Tables as wide as the text, rows that stay on one page; the first column where reading begins."""
    for table in root.iter(tag("w:tbl")):
        _set_table_widths(table, look)
        _keep_introduction_with_table(table.getprevious())
        if direction == "rtl":
            table.find(f"{tag('w:tblPr')}/{tag('w:tblStyle')}").addnext(w("bidiVisual"))
    for row in root.iter(tag("w:tr")):
        properties = row.find(tag("w:trPr"))
        if properties is None:
            properties = w("trPr")
            row.insert(0, properties)
        properties.insert(0, w("cantSplit"))
    for table in root.iter(tag("w:tbl")):
        after = table.getnext()
        if after is not None and after.tag == tag("w:p"):
            if read_style_id(after) in STYLES_WITHOUT_SPACE_ABOVE:
                _set_spacing(_ensure_paragraph_properties(after), before=SPACE_AFTER_TABLE)
        else:
            table.addnext(w("p"))  # Word joins two tables that touch, and wants a paragraph after the last


def _keep_introduction_with_table(before: Xml | None) -> None:
    """Let what announces a table stand on its page."""
    if before is not None and before.tag == tag("w:p") and "".join(before.itertext()).rstrip().endswith(":"):
        layout = _ensure_paragraph_properties(before)
        layout.insert(int(layout.find(tag("w:pStyle")) is not None), w("keepNext"))


def _set_table_widths(table: Xml, look: WordLook) -> None:
    """The width of the table, of its columns and of each cell: pandoc states shares of a page that is not ours."""
    properties = table.find(tag("w:tblPr"))
    indent = properties.find(tag("w:tblInd"))
    whole = to_twips(look.page.text_width) - (int(indent.get(tag("w:w"))) if indent is not None else 0)
    width = properties.find(tag("w:tblW"))
    width.set(tag("w:type"), "dxa")
    width.set(tag("w:w"), str(whole))
    columns = table.findall(f"{tag('w:tblGrid')}/{tag('w:gridCol')}")
    shares = [int(one.get(tag("w:w"))) for one in columns]
    widths = [whole * share // sum(shares) for share in shares]
    for column, wide in zip(columns, widths, strict=True):
        column.set(tag("w:w"), str(wide))
    for row in table.findall(tag("w:tr")):
        at = 0
        for cell in row.findall(tag("w:tc")):
            span = cell.find(f"{tag('w:tcPr')}/{tag('w:gridSpan')}")
            across = int(span.get(tag("w:val"))) if span is not None else 1
            cell.find(tag("w:tcPr")).insert(0, w("tcW", w=sum(widths[at : at + across]), type="dxa"))
            at += across


def _insert_page_breaks(root: Xml) -> None:
    """A new page where word_blocks has asked for one."""
    for style in list(root.iter(tag("w:pStyle"))):
        if style.get(tag("w:val")) == NEXT_PAGE_STYLE:
            mark = style.getparent().getparent()
            after = mark.getnext()
            mark.getparent().remove(mark)
            if after is not None and after.tag == tag("w:p"):
                layout = _ensure_paragraph_properties(after)
                layout.insert(1, w("pageBreakBefore"))
                _set_spacing(layout, before=0)


def _set_spacing(layout: Xml, **lengths: int) -> None:
    """Set space above or below a paragraph; what is not named stays."""
    spacing = layout.find(tag("w:spacing"))
    if spacing is None:
        spacing = w("spacing")
        layout.append(spacing)
    for name, length in lengths.items():
        spacing.set(tag(f"w:{name}"), str(length))


def _ensure_paragraph_properties(paragraph: Xml) -> Xml:
    layout = paragraph.find(tag("w:pPr"))
    if layout is None:
        layout = w("pPr")
        paragraph.insert(0, layout)
    return layout


def _insert_sections(root: Xml, reference: ReferenceFile) -> None:
    """Sections of pages where word_blocks has marked their ends, and the last one."""
    body = root.find(tag("w:body"))
    for old in body.findall(tag("w:sectPr")):
        body.remove(old)
    kind, start, filled = "Text", "nextPage", False
    for child in list(body):
        ended = read_style_id(child).partition(SECTION_END_STYLE)[2]
        if not ended:
            filled = True
            continue
        if filled and child.getnext() is not None:
            _end_section(
                child.getprevious(),
                reference.build_section_properties(ENDED_SECTION_KINDS[ended], start, allow_endnotes=ended != "Plain"),
            )
        if child.getnext() is not None:
            kind, start = NEXT_SECTION_KINDS[ended]
            filled = False
        body.remove(child)
    body.append(reference.build_section_properties(kind, start))


def _end_section(last: Xml, section: Xml) -> None:
    """Let a section end with this block; one that is no paragraph gets an empty one behind it."""
    if last.tag != tag("w:p"):
        last.addnext(w("p"))
        last = last.getnext()
    _ensure_paragraph_properties(last).append(section)


def _number_notes(body: Xml, notes: Xml) -> None:
    """Notes counted from 1 in the file, too."""
    ids: dict[str, str] = {}
    for note in notes.findall(tag("w:footnote")):
        if note.get(tag("w:type")) is None:
            ids[note.get(tag("w:id"))] = str(len(ids) + 1)
            note.set(tag("w:id"), ids[note.get(tag("w:id"))])
    for call in body.iter(tag("w:footnoteReference")):
        call.set(tag("w:id"), ids[call.get(tag("w:id"))])
    for separator, wanted in zip(notes.findall(tag("w:footnote"))[:2], ("0", "-1"), strict=True):
        separator.set(tag("w:id"), wanted)


def _format_separators(notes: Xml) -> None:
    """The line over footnotes in little room; so, too, over those that go on overleaf."""
    least, size = SEPARATOR_SIZE
    for line in notes.iterfind(f"{tag('w:footnote')}[@{tag('w:type')}]/{tag('w:p')}"):
        line.insert(0, w("pPr", w("spacing", before=0, after=0, line=least, lineRule="atLeast")))
        for run in line.iter(tag("w:r")):
            run.insert(0, w("rPr", w("sz", val=size), w("szCs", val=size)))


def _convert_to_endnotes(roots: Iterable[Xml]) -> None:
    """Pandoc writes footnotes only: the same notes as endnotes."""
    for root in roots:
        for element in root.iter():
            if isinstance(element.tag, str) and "footnote" in element.tag:
                element.tag = element.tag.replace("footnote", "endnote")
            if element.tag in {tag("w:pStyle"), tag("w:rStyle")}:
                element.set(tag("w:val"), element.get(tag("w:val")).replace("Footnote", "Endnote"))


def _set_endnotes_heading(notes: Xml, words: str) -> None:
    """The heading of endnotes in the place of the line that Word draws over them: it stays with them on every page."""
    separator = next(one for one in notes if one.get(tag("w:type")) == "separator")
    if words:
        heading = w("p", w("pPr", w("pStyle", val=to_style_id("Notes Heading"))), w("r", w("t", words)))
        separator[:] = [heading]


def _strip_emphasis(content: bytes) -> bytes:
    """A part without bold, italics and underlining, where a body wants none."""
    root = parse_part(content)
    for name in EMPHASIS_PROPERTIES:
        for element in list(root.iter(tag(f"w:{name}"))):
            element.getparent().remove(element)
    return serialise_part(root)
