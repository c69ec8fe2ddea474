"""Builds the reference file of a document: styles, page, headers and footers, and settings, without any text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.model.audience import NotePlacement
from briefgen.model.characters import has_no_italics
from briefgen.model.document import Document, Metadata
from briefgen.model.heading_names import HeadingNames, find_heading_names
from briefgen.model.tree import Element, extract_text, find_elements
from briefgen.render.style.print_style import PrintStyle
from briefgen.render.word.look import WordLook
from briefgen.render.word.package import Relationship, build_content_types_part, build_relationships_part, write_package
from briefgen.render.word.page_setup import HeaderFooter
from briefgen.render.word.styles import build_styles_part
from briefgen.render.word.theme import build_theme_part
from briefgen.render.word.word_style import HANGING_INDENT, ITALICS, to_style_id, to_twips
from briefgen.render.word.xml import (
    Xml,
    add_child,
    build_field,
    build_root,
    copy_element,
    remove_properties,
    serialise_part,
    serialise_root,
    w,
)

DC_NAMESPACE = "http://purl.org/dc/elements/1.1/"
DCTERMS_NAMESPACE = "http://purl.org/dc/terms/"
XSI_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance"
CORE_PROPERTIES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

TEXT_HEADER_FOOTER = ("header1.xml", "footer1.xml")
PLAIN_HEADER_FOOTER = ("header2.xml", "footer2.xml")
"""Header and footer of the text, and the empty ones of covers."""
FIRST_HEADER_FOOTER = ("header3.xml", "footer3.xml")
"""Those of the first page, where a style sheet says what is on it."""

DOCUMENT_RELATIONSHIPS = tuple(
    Relationship(f"own{position}", target.rpartition("/")[2].rstrip("0123456789.xml"), target)
    for position, target in enumerate(
        (
            "styles.xml",
            "settings.xml",
            "fontTable.xml",
            "numbering.xml",
            *TEXT_HEADER_FOOTER,
            *PLAIN_HEADER_FOOTER,
            "theme/theme1.xml",
            *FIRST_HEADER_FOOTER,
        ),
        start=1,
    )
)
"""What the document refers to besides its notes, images and links: those of these parts that it has."""


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """The parts that every file of this look has, by name."""

    parts: Mapping[str, bytes]
    look: WordLook
    direction: str
    note_placement: NotePlacement
    numbered_indent: float
    """The indent of numbered paragraphs, in points."""
    heading_names: HeadingNames

    def to_package(self) -> bytes:
        """A whole file, for pandoc: it takes the width of the page from it, and the names of styles."""
        body = w("document", w("body", w("p"), self.build_section_properties("Text")))
        parts = {**self.parts, "word/document.xml": serialise_part(body)}
        relations = [relation for relation in DOCUMENT_RELATIONSHIPS if f"word/{relation.target}" in parts]
        parts["word/_rels/document.xml.rels"] = build_relationships_part(relations)
        return write_package({**parts, "[Content_Types].xml": build_content_types_part(parts)})

    def build_section_properties(
        self, kind: str, start: str = "nextPage", *, allow_endnotes: bool = True, is_first: bool = False
    ) -> Xml:
        """The properties of a section of pages: `Text` with header and footer, or `Plain` without; endnotes can be at its end.

        The page that a document starts with is in its first section.
        """
        page = self.look.page
        has_first_page = is_first and kind == "Text" and page.first_page is not None
        top, right, bottom, left = map(to_twips, page.margins)
        if self.direction == "rtl":  # lines end at the left
            right, left = right - to_twips(page.narrower), left + to_twips(page.narrower)
        width, height = map(to_twips, page.paper)
        distances = {"header": to_twips(page.margins[0] / 2), "footer": to_twips(page.margins[2] / 2)}
        landscape: dict[str, str | int] = {"orient": "landscape"} if width > height else {}
        has_endnotes = self.note_placement is NotePlacement.ENDNOTES
        return w(
            "sectPr",
            *_refer_to_header_footer("default", TEXT_HEADER_FOOTER if kind == "Text" else PLAIN_HEADER_FOOTER),
            *(_refer_to_header_footer("first", FIRST_HEADER_FOOTER) if has_first_page else ()),
            *([w("endnotePr", w("numFmt", val="decimal"))] * has_endnotes),
            w("type", val=start),
            w("pgSz", w=width, h=height, **landscape),
            w("pgMar", top=top, right=right, bottom=bottom, left=left, **distances, gutter=0),
            *([w("lnNumType", countBy=1, restart="continuous")] * page.line_numbers),
            *([w("noEndnote")] * (not allow_endnotes)),
            *([w("titlePg")] * has_first_page),
            *([w("bidi")] * (self.direction == "rtl")),
        )


def _refer_to_header_footer(pages: str, names: tuple[str, str]) -> Iterator[Xml]:
    ids = {relation.target: relation.id for relation in DOCUMENT_RELATIONSHIPS}
    for kind, name in zip(("header", "footer"), names, strict=True):
        yield w(f"{kind}Reference", type=pages, r_id=ids[name])


def build_reference_file(document: Document, theme: PrintStyle, look: WordLook) -> ReferenceFile:
    """The reference file of a document."""
    meta = document.metadata
    strings = dict(_collect_named_strings(theme, document.body, meta))
    indent = HANGING_INDENT if document.audience.numbered_paragraphs else 0
    styles = build_styles_part(look, document.audience.heading_numbers, indent, meta.language, meta.direction)
    if has_no_italics(extract_text((document.body,))):  # Word would slant the upright typeface
        remove_properties(styles, ITALICS)
    parts = {
        "word/styles.xml": styles,
        "word/settings.xml": _build_settings(document.notes),
        "word/fontTable.xml": _build_font_table(look),
        "word/header1.xml": _build_header_footer("hdr", look.page.header, strings, look),
        "word/footer1.xml": _build_header_footer("ftr", look.page.footer, strings, look),
        "word/header2.xml": _build_header_footer("hdr", (), strings, look),
        "word/footer2.xml": _build_header_footer("ftr", (), strings, look),
    }
    if first := look.page.first_page:
        parts["word/header3.xml"] = _build_header_footer("hdr", first.header, strings, look)
        parts["word/footer3.xml"] = _build_header_footer("ftr", first.footer, strings, look)
    main = Relationship("rId1", "officeDocument", "word/document.xml")
    core = Relationship("rId2", "core-properties", "docProps/core.xml")
    contents = {
        **{name: serialise_part(part) for name, part in parts.items()},
        "word/theme/theme1.xml": build_theme_part(look),
        "docProps/core.xml": _build_core_properties(meta),
        "_rels/.rels": build_relationships_part([main, core]),
    }
    return ReferenceFile(contents, look, meta.direction, document.notes, indent, find_heading_names(meta.language))


def _collect_named_strings(theme: PrintStyle, body: Element, meta: Metadata) -> Iterator[tuple[str, list[Xml]]]:
    """The runs for each name that a style sheet sets with `string-set`: titles as fields that follow the text."""
    for selectors, declared in theme.rules:
        name = (declared.get("string-set") or "none").split()[0]
        for selector in sorted(selectors if name != "none" else ()):
            last = selector.split()[-1]
            matches = (
                element
                for element in find_elements((body,))
                if last in (element.tag, *(f".{class_}" for class_ in element.classes))
            )
            element = next(matches, None)
            if element is None:
                continue
            words = element.get("data-short") or " ".join(extract_text(element.children).split())
            if last == "h1" and words == meta.title:
                yield name, build_field("TITLE", words)
            elif last in {"h2", "h3", "h4"}:
                # Without a result: Word fills it on each page, another program would print the same title on all.
                # By its level: a Word in another language has another name for the style.
                yield name, build_field(f"STYLEREF {int(last[1]) - 1}", "")
            else:
                yield name, [w("r", w("t", words))]


def _build_header_footer(
    kind: str, places: tuple[HeaderFooter, ...], strings: Mapping[str, list[Xml]], look: WordLook
) -> Xml:
    """A header or footer: one line, with tab stops in the middle and at the end where several things are on it."""
    width = look.page.full_width
    stops = [w("tab", val="center", pos=to_twips(width / 2)), w("tab", val="right", pos=to_twips(width))]
    style = w("pStyle", val=to_style_id("header" if kind == "hdr" else "footer"))
    line = w("p", w("pPr", style, w("tabs", *stops)) if places else w("pPr", style))
    if len(places) == 1:  # LibreOffice 7.4 puts a tab stop in the margin somewhere else
        line[0][:] = [style, w("jc", val=places[0].position)]
    position = ("left", "center", "right").index(places[0].position) if len(places) == 1 else 0
    for place in places:
        stop = ("left", "center", "right").index(place.position)
        line.extend(w("r", w("tab")) for _ in range(stop - position))
        position = stop
        for piece, text in place.pieces:
            line.extend(_build_runs(piece, text, strings))
    return w(kind, line)


def _build_runs(piece: str, text: str, strings: Mapping[str, list[Xml]]) -> list[Xml]:
    match piece:
        case "page":
            return build_field("PAGE", "1")
        case "pages":
            return build_field("NUMPAGES", "1")
        case "string":
            return [copy_element(run) for run in strings.get(text, [])]
        case _:
            return [w("r", w("t", text))]


def _build_settings(placement: NotePlacement) -> Xml:
    """Settings: how notes are numbered, and that Word does not treat the file as one of an older release."""
    current = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    numbers = [w("numFmt", val="decimal"), w("numStart", val=1), w("numRestart", val="continuous")]
    kind = placement.value.removesuffix("s")
    position = [w("pos", val="sectEnd")] if placement is NotePlacement.ENDNOTES else []
    notes = w(f"{kind}Pr", *position, *numbers, w(kind, id=-1), w(kind, id=0))
    stop = w("defaultTabStop", val=720)
    return w("settings", stop, w("characterSpacingControl", val="doNotCompress"), notes, w("compat", current))


def _build_font_table(look: WordLook) -> Xml:
    names = dict.fromkeys((look.faces.text, look.faces.labels, *look.faces.headings, "Courier New"))
    return w("fonts", *(w("font", *_build_font_family(look.faces.kinds.get(name)), name=name) for name in names))


def _build_font_family(kind: str | None) -> list[Xml]:
    """The kind of typeface, for a machine that needs another in its place."""
    pitch = "fixed" if kind == "modern" else "variable"
    return [w("family", val=kind), w("pitch", val=pitch)] if kind else []


def _build_core_properties(meta: Metadata) -> bytes:
    """The properties of the file: title, organisation, language, key words and the date of the brief; no name of a person."""
    names = {"cp": CORE_PROPERTIES_NAMESPACE, "dc": DC_NAMESPACE, "dcterms": DCTERMS_NAMESPACE, "xsi": XSI_NAMESPACE}
    root = build_root(CORE_PROPERTIES_NAMESPACE, "coreProperties", names)
    properties = [
        (DC_NAMESPACE, "title", meta.title),
        (DC_NAMESPACE, "creator", meta.organisation),
        (DC_NAMESPACE, "language", meta.language),
        (CORE_PROPERTIES_NAMESPACE, "keywords", ", ".join(meta.keywords)),
    ]
    for space, name, words in properties:
        if words:
            add_child(root, name, words, space)
    if meta.date:
        for name in ("created", "modified"):
            stamp = add_child(root, name, f"{meta.date.isoformat()}T00:00:00Z", DCTERMS_NAMESPACE)
            stamp.set(f"{{{XSI_NAMESPACE}}}type", "dcterms:W3CDTF")
    return serialise_root(root)
