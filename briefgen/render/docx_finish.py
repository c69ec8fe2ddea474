"""Finishes the Word file that pandoc made: what it drops is put back, what it brings from its template is left out."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.render.docx_reference import RELATIONS, Reference
from briefgen.render.word_blocks import NEXT_PAGE, SECTION_END
from briefgen.render.word_look import WordLook
from briefgen.render.word_numbering import numbering_part
from briefgen.render.word_package import (
    Relation,
    read_package,
    read_relations,
    relations_part,
    types_part,
    write_package,
)
from briefgen.render.word_styles import EAST_ASIAN
from briefgen.render.word_xml import PICTURE, PLACED, Xml, parsed, serialised, tag, w
from briefgen.values.audience import HeadingNumbers, NotePlacement

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ps sd ug ur yi".split())
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DECORATIVE_ID = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""Microsoft's extension that says of an image that there is nothing to be read aloud."""

AFTER_TABLE = 160
"""Space above a paragraph that follows a table, in twentieths of a point."""

PER_POINT = 12700
"""The unit of drawings: English metric units in a point."""

ROOM_FOR_CAPTION = 48.0
"""Points below an image as high as the page."""

FORMATTING = ("b", "bCs", "i", "iCs", "u")


def finish(made: bytes, reference: Reference, scheme: HeadingNumbers, groups: int, placement: NotePlacement) -> bytes:
    """The file as it is written: pandoc's text, notes, lists and images in the parts of the reference."""
    given = read_package(made)
    body, notes = parsed(given["word/document.xml"]), parsed(given["word/footnotes.xml"])
    for root in (body, notes):
        _settle_paragraphs(root)
        _settle_languages(root)
        _settle_tables(root)
        _settle_images(root, reference.look)
    _settle_pages(body)
    _settle_sections(body, reference)
    lists = parsed(given["word/numbering.xml"]) if "word/numbering.xml" in given else None
    kind = placement.value.removesuffix("s")
    _number_notes(body, notes)
    if placement is NotePlacement.ENDNOTES:
        _make_endnotes((body, notes))
    relations = _kept(given["word/_rels/document.xml.rels"])
    parts = {
        **reference.parts,
        "word/document.xml": serialised(body),
        "word/numbering.xml": serialised(numbering_part(lists, scheme, groups)),
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
    return write_package({**parts, "[Content_Types].xml": types_part(parts)})


def _kept(content: bytes) -> list[Relation]:
    """The relations of text: images and links; those of pandoc's template go."""
    return [one for one in read_relations(content) if one.kind in {"image", "hyperlink"}]


def _is_xml(name: str) -> bool:
    return name.endswith(".xml") and "/_rels/" not in name


def _settle_paragraphs(root: Xml) -> None:
    """Number and direction of paragraphs, which word_blocks has written behind the name of the style."""
    for style in root.iter(tag("w:pStyle")):
        name, *rest = style.get(tag("w:val")).split("@")
        style.set(tag("w:val"), name)
        layout = style.getparent()
        for said in rest:
            if said in {"rtl", "ltr"}:
                layout.append(w("bidi", val=int(said == "rtl")))
            else:
                level, _, number = said.partition(":")
                style.addnext(w("numPr", w("ilvl", val=level), w("numId", val=number)))
        for jc in layout.findall(tag("w:jc")):
            layout.append(jc)


def _settle_languages(root: Xml) -> None:
    """Each language under the script that Word looks for it in."""
    for language in root.iter(tag("w:lang")):
        code = language.get(tag("w:val"), "")
        primary = code.partition("-")[0]
        if primary in RIGHT_TO_LEFT:
            language.set(tag("w:bidi"), code)
        if primary in EAST_ASIAN:
            language.set(tag("w:eastAsia"), code)


def _settle_tables(root: Xml) -> None:
    """Tables as wide as the text, rows that stay on one page."""
    for table in root.iter(tag("w:tbl")):
        width = table.find(tag("w:tblPr")).find(tag("w:tblW"))
        width.set(tag("w:type"), "pct")
        width.set(tag("w:w"), "5000")
    for row in root.iter(tag("w:tr")):
        properties = row.find(tag("w:trPr"))
        if properties is None:
            properties = w("trPr")
            row.insert(0, properties)
        properties.insert(0, w("cantSplit"))
    for table in root.iter(tag("w:tbl")):
        after = table.getnext()
        if after is not None and after.tag == tag("w:p"):
            _layout_of(after).append(w("spacing", before=AFTER_TABLE))
        else:
            table.addnext(w("p"))  # Word joins two tables that touch, and wants a paragraph after the last


def _settle_pages(root: Xml) -> None:
    """A new page where word_blocks has asked for one."""
    for style in list(root.iter(tag("w:pStyle"))):
        if style.get(tag("w:val")) == NEXT_PAGE:
            mark = style.getparent().getparent()
            after = mark.getnext()
            mark.getparent().remove(mark)
            if after is not None and after.tag == tag("w:p"):
                _layout_of(after).insert(1, w("pageBreakBefore"))


def _layout_of(paragraph: Xml) -> Xml:
    layout = paragraph.find(tag("w:pPr"))
    if layout is None:
        layout = w("pPr")
        paragraph.insert(0, layout)
    return layout


def _settle_images(root: Xml, look: WordLook) -> None:
    """Images no higher than a page, with alternative text in its one place; without any they are marked as ornaments."""
    highest = round((look.paper[1] - look.margins[0] - look.margins[2] - ROOM_FOR_CAPTION) * PER_POINT)
    for drawing in root.iter(tag("w:drawing")):
        for size in (*drawing.iter(tag("wp:extent")), *drawing.iter(tag("a:ext"))):
            if int(size.get("cy", "0")) > highest:
                size.set("cx", str(int(size.get("cx")) * highest // int(size.get("cy"))))
                size.set("cy", str(highest))
    for number, image in enumerate(root.iter(f"{{{PLACED}}}docPr"), start=1):
        image.set("id", str(number))
        image.set("name", f"Image {number}")
        image.attrib.pop("title", None)
        if not image.get("descr"):
            image.append(_ornament())
    for inner in root.iter(f"{{{PICTURE}}}cNvPr"):
        inner.attrib.pop("descr", None)  # pandoc repeats the whole image here, as text
        inner.set("name", "Image")


def _ornament() -> Xml:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return parsed(
        f'<a:extLst xmlns:a="{drawing}"><a:ext uri="{DECORATIVE_ID}">'
        f'<d:decorative xmlns:d="{DECORATIVE}" val="1"/></a:ext></a:extLst>'.encode()
    )


def _settle_sections(root: Xml, reference: Reference) -> None:
    """Sections of pages where word_blocks has marked their ends, and the last one."""
    body = root.find(tag("w:body"))
    for old in body.findall(tag("w:sectPr")):
        body.remove(old)
    kind, filled = "Text", False
    for child in list(body):
        style = child.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
        name = style.get(tag("w:val")) if style is not None else ""
        if not name.startswith(SECTION_END):
            filled = True
            continue
        ended = name.removeprefix(SECTION_END)
        if not filled:
            body.remove(child)
            continue
        if child.getnext() is None:
            body.remove(child)
            break
        before = child.getprevious()
        body.remove(child)
        _end_section(before, reference.section(ended))
        filled = False
        kind = "Plain" if ended == "Text" else "Text"
    body.append(reference.section(kind))


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


def _make_endnotes(roots: Iterable[Xml]) -> None:
    """Pandoc writes footnotes only: the same notes as endnotes."""
    for root in roots:
        for element in root.iter():
            if isinstance(element.tag, str) and "footnote" in element.tag:
                element.tag = element.tag.replace("footnote", "endnote")
            if element.tag in {tag("w:pStyle"), tag("w:rStyle")}:
                element.set(tag("w:val"), element.get(tag("w:val")).replace("Footnote", "Endnote"))


def _without_emphasis(content: bytes) -> bytes:
    """A part without bold, italics and underlining, where a body wants none."""
    root = parsed(content)
    for name in FORMATTING:
        for element in list(root.iter(tag(f"w:{name}"))):
            element.getparent().remove(element)
    return serialised(root)
