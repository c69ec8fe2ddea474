"""Finishes the Word file that pandoc made: what it drops is put back, what it brings from its template is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.render.docx_images import settle_images
from briefgen.render.docx_reference import RELATIONS, Reference
from briefgen.render.word_blocks import GAP, NEXT_PAGE, SECTION_END
from briefgen.render.word_faces import EAST_ASIAN, RIGHT_TO_LEFT, ScriptFaces, primary_of
from briefgen.render.word_look import WordLook
from briefgen.render.word_numbering import numbering_part
from briefgen.render.word_package import (
    Relation,
    read_package,
    read_relations,
    relations_part,
)
from briefgen.render.word_styles import style_id, twips
from briefgen.render.word_xml import Xml, parsed, serialised, style_of, tag, w
from briefgen.values.audience import HeadingNumbers, NotePlacement

MIRRORED = {"left": "right", "right": "left"}
"""Where a paragraph runs from the right, Word calls the side where lines begin left."""

AFTER_TABLE = 160
"""Space above a paragraph that follows a table, in twentieths of a point."""

RUNNING_TEXT = frozenset({"BodyText", "NumberedParagraph", "ListParagraph", "Quote", "Caption"})
"""Styles without space above of their own."""

SECTIONS = {"Plain": "Plain", "Text": "Text", "Notes": "Text"}
"""The kind of pages that a mark of word_blocks ends."""

FOLLOWING = {"Plain": ("Text", "nextPage"), "Text": ("Plain", "nextPage"), "Notes": ("Text", "continuous")}
"""The kind of pages after a mark, and where they begin: what stands below endnotes stands on the same page."""

SEPARATOR = (100, 7)
"""Least height of the line over footnotes, in twentieths of a point, and the size of its type, in half points.

Five points, as LibreOffice leaves there. Word would take a line of text, and set other pages.
"""

FORMATTING = ("b", "bCs", "i", "iCs", "u")


def finish(
    made: bytes,
    reference: Reference,
    scheme: HeadingNumbers,
    groups: int,
    placement: NotePlacement,
    over_notes: str,
) -> Mapping[str, bytes]:
    """The parts of the file as it is written: pandoc's text, notes, lists and images in those of the reference."""
    given = read_package(made)
    body, notes = parsed(given["word/document.xml"]), parsed(given["word/footnotes.xml"])
    for root in (body, notes):
        _settle_paragraphs(root, reference.direction, reference.look)
        _settle_languages(root, reference.look.scripts)
        _settle_tables(root, reference.look, reference.direction)
        settle_images(root, reference.look)
    _settle_pages(body)
    _settle_sections(body, reference)
    lists = parsed(given["word/numbering.xml"]) if "word/numbering.xml" in given else None
    kind = placement.value.removesuffix("s")
    _number_notes(body, notes)
    if placement is NotePlacement.ENDNOTES:
        _make_endnotes((body, notes))
        _set_heading(notes, over_notes)
    else:
        _settle_separators(notes)
    relations = _kept(given["word/_rels/document.xml.rels"])
    parts = {
        **reference.parts,
        "word/document.xml": serialised(body),
        "word/numbering.xml": serialised(numbering_part(lists, scheme, groups, reference.indent)),
        f"word/{kind}s.xml": serialised(notes),
        **{name: content for name, content in given.items() if name.startswith("word/media/")},
    }
    note_links = _kept(given.get("word/_rels/footnotes.xml.rels", b"<Relationships/>"))
    if note_links:
        parts[f"word/_rels/{kind}s.xml.rels"] = relations_part(note_links)
    parts["word/_rels/document.xml.rels"] = relations_part(
        [*RELATIONS, Relation("notes", f"{kind}s", f"{kind}s.xml"), *relations]
    )
    if reference.look.plain:
        parts |= {name: _without_emphasis(parts[name]) for name in parts if name.startswith("word/") and _is_xml(name)}
    return parts


def _kept(content: bytes) -> list[Relation]:
    """The relations of text: images and links; those of pandoc's template go."""
    return [one for one in read_relations(content) if one.kind in {"image", "hyperlink"}]


def _is_xml(name: str) -> bool:
    return name.endswith(".xml") and "/_rels/" not in name


def _settle_paragraphs(root: Xml, direction: str, look: WordLook) -> None:
    """Number, direction and sides of paragraphs; word_blocks has written the first two behind the name of the style."""
    for style in root.iter(tag("w:pStyle")):
        name, *rest = style.get(tag("w:val")).split("@")
        style.set(tag("w:val"), name)
        layout = style.getparent()
        runs = direction
        for said in rest:
            if said == GAP:
                _space(layout, after=twips(look.leading))
            elif said in {"rtl", "ltr"}:
                layout.append(w("bidi", val=int(said == "rtl")))
                runs = said
            else:
                level, _, number = said.partition(":")
                style.addnext(w("numPr", w("ilvl", val=level), w("numId", val=number)))
        for jc in layout.findall(tag("w:jc")):
            if runs == "rtl":
                jc.set(tag("w:val"), MIRRORED.get(jc.get(tag("w:val")), jc.get(tag("w:val"))))
            layout.append(jc)


def _settle_languages(root: Xml, scripts: ScriptFaces) -> None:
    """Each language under the script that Word looks for it in, with a face that has its letters."""
    for language in root.iter(tag("w:lang")):
        code = language.get(tag("w:val"), "")
        kind, hint = _script(primary_of(code))
        if kind:
            language.set(tag(f"w:{kind}"), code)
            faces = w("rFonts", **hint, **{"cs" if kind == "bidi" else kind: scripts.face(code)})
            letters = language.getparent()
            letters.insert(int(letters.find(tag("w:rStyle")) is not None), faces)


def _script(primary: str) -> tuple[str, dict[str, str]]:
    """The attribute of `w:lang` for a language, and what Word takes characters for that several scripts share."""
    if primary in EAST_ASIAN:
        return "eastAsia", {"hint": "eastAsia"}
    return ("bidi", {"hint": "cs"}) if primary in RIGHT_TO_LEFT else ("", {})


def _settle_tables(root: Xml, look: WordLook, direction: str) -> None:
    """Tables as wide as the text, rows that stay on one page; the first column where reading begins."""
    for table in root.iter(tag("w:tbl")):
        _settle_widths(table, look)
        _keep_introduction(table.getprevious())
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
            if style_of(after) in RUNNING_TEXT:
                _space(_layout_of(after), before=AFTER_TABLE)
        else:
            table.addnext(w("p"))  # Word joins two tables that touch, and wants a paragraph after the last


def _keep_introduction(before: Xml | None) -> None:
    """Let what announces a table stand on its page."""
    if before is not None and before.tag == tag("w:p") and "".join(before.itertext()).rstrip().endswith(":"):
        layout = _layout_of(before)
        layout.insert(int(layout.find(tag("w:pStyle")) is not None), w("keepNext"))


def _settle_widths(table: Xml, look: WordLook) -> None:
    """The width of the table, of its columns and of each cell: pandoc states shares of a page that is not ours."""
    properties = table.find(tag("w:tblPr"))
    indent = properties.find(tag("w:tblInd"))
    whole = twips(look.width) - (int(indent.get(tag("w:w"))) if indent is not None else 0)
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


def _settle_pages(root: Xml) -> None:
    """A new page where word_blocks has asked for one."""
    for style in list(root.iter(tag("w:pStyle"))):
        if style.get(tag("w:val")) == NEXT_PAGE:
            mark = style.getparent().getparent()
            after = mark.getnext()
            mark.getparent().remove(mark)
            if after is not None and after.tag == tag("w:p"):
                layout = _layout_of(after)
                layout.insert(1, w("pageBreakBefore"))
                _space(layout, before=0)


def _space(layout: Xml, **lengths: int) -> None:
    """Set space above or below a paragraph; what is not named stays."""
    spacing = layout.find(tag("w:spacing"))
    if spacing is None:
        spacing = w("spacing")
        layout.append(spacing)
    for name, length in lengths.items():
        spacing.set(tag(f"w:{name}"), str(length))


def _layout_of(paragraph: Xml) -> Xml:
    layout = paragraph.find(tag("w:pPr"))
    if layout is None:
        layout = w("pPr")
        paragraph.insert(0, layout)
    return layout


def _settle_sections(root: Xml, reference: Reference) -> None:
    """Sections of pages where word_blocks has marked their ends, and the last one."""
    body = root.find(tag("w:body"))
    for old in body.findall(tag("w:sectPr")):
        body.remove(old)
    kind, start, filled = "Text", "nextPage", False
    for child in list(body):
        ended = style_of(child).partition(SECTION_END)[2]
        if not ended:
            filled = True
            continue
        if filled and child.getnext() is not None:
            _end_section(child.getprevious(), reference.section(SECTIONS[ended], start, notes=ended != "Plain"))
        if child.getnext() is not None:
            kind, start = FOLLOWING[ended]
            filled = False
        body.remove(child)
    body.append(reference.section(kind, start))


def _end_section(last: Xml, section: Xml) -> None:
    """Let a section end with this block; one that is no paragraph gets an empty one behind it."""
    if last.tag != tag("w:p"):
        last.addnext(w("p"))
        last = last.getnext()
    _layout_of(last).append(section)


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


def _settle_separators(notes: Xml) -> None:
    """The line over footnotes in little room; so, too, over those that go on overleaf."""
    least, size = SEPARATOR
    for line in notes.iterfind(f"{tag('w:footnote')}[@{tag('w:type')}]/{tag('w:p')}"):
        line.insert(0, w("pPr", w("spacing", before=0, after=0, line=least, lineRule="atLeast")))
        for run in line.iter(tag("w:r")):
            run.insert(0, w("rPr", w("sz", val=size), w("szCs", val=size)))


def _make_endnotes(roots: Iterable[Xml]) -> None:
    """Pandoc writes footnotes only: the same notes as endnotes."""
    for root in roots:
        for element in root.iter():
            if isinstance(element.tag, str) and "footnote" in element.tag:
                element.tag = element.tag.replace("footnote", "endnote")
            if element.tag in {tag("w:pStyle"), tag("w:rStyle")}:
                element.set(tag("w:val"), element.get(tag("w:val")).replace("Footnote", "Endnote"))


def _set_heading(notes: Xml, words: str) -> None:
    """The heading of endnotes in the place of the line that Word draws over them: it stays with them on every page."""
    separator = next(one for one in notes if one.get(tag("w:type")) == "separator")
    if words:
        heading = w("p", w("pPr", w("pStyle", val=style_id("Notes Heading"))), w("r", w("t", words)))
        separator[:] = [heading]


def _without_emphasis(content: bytes) -> bytes:
    """A part without bold, italics and underlining, where a body wants none."""
    root = parsed(content)
    for name in FORMATTING:
        for element in list(root.iter(tag(f"w:{name}"))):
            element.getparent().remove(element)
    return serialised(root)
