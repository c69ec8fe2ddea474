"""The reference file of an audience's Word files: styles, page, running heads and settings, without a word of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.model.audience import NotePlacement
from briefgen.model.document import Document, Metadata
from briefgen.model.tree import Element, extract_text, find_elements
from briefgen.render.style.print_style import PrintStyle
from briefgen.render.word.look import HeaderFooter, WordLook
from briefgen.render.word.package import Relationship, build_content_types_part, build_relationships_part, write_package
from briefgen.render.word.styles import HANGING_INDENT, build_styles_part, to_style_id, to_twips
from briefgen.render.word.theme import build_theme_part
from briefgen.render.word.xml import (
    Xml,
    add_child,
    build_field,
    build_root,
    copy_element,
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
"""Running heads of the text, and the empty ones of covers."""

DOCUMENT_RELATIONSHIPS = tuple(
    Relationship(f"own{position}", kind, target)
    for position, (kind, target) in enumerate(
        (
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("numbering", "numbering.xml"),
            ("header", "header1.xml"),
            ("footer", "footer1.xml"),
            ("header", "header2.xml"),
            ("footer", "footer2.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        start=1,
    )
)
"""What the document refers to besides its notes, images and links."""


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """The parts that every file of this look has, by name."""

    parts: Mapping[str, bytes]
    look: WordLook
    direction: str
    note_placement: NotePlacement
    numbered_indent: float
    """How far in the text of numbered paragraphs stands, in points."""

    def to_package(self) -> bytes:
        """A whole file, for pandoc: it takes the width of the page from it, and the names of styles."""
        body = w("document", w("body", w("p"), self.build_section_properties("Text")))
        parts = {**self.parts, "word/document.xml": serialise_part(body)}
        relations = [one for one in DOCUMENT_RELATIONSHIPS if f"word/{one.target}" in parts]
        parts["word/_rels/document.xml.rels"] = build_relationships_part(relations)
        return write_package({**parts, "[Content_Types].xml": build_content_types_part(parts)})

    def build_section_properties(self, kind: str, start: str = "nextPage", *, allow_endnotes: bool = True) -> Xml:
        """The properties of a section of pages: `Text` with running heads, `Plain` with none; `notes`: those called in it may end it."""
        names = TEXT_HEADER_FOOTER if kind == "Text" else PLAIN_HEADER_FOOTER
        ids = {one.target: one.id for one in DOCUMENT_RELATIONSHIPS}
        top, right, bottom, left = self.look.page.margins
        width, height = self.look.page.paper
        edges: dict[str, str | int] = {
            "top": to_twips(top),
            "right": to_twips(right),
            "bottom": to_twips(bottom),
            "left": to_twips(left),
            "header": to_twips(top / 2),
            "footer": to_twips(bottom / 2),
            "gutter": 0,
        }
        sides = {"w": to_twips(width), "h": to_twips(height)}
        turned: dict[str, str | int] = {"orient": "landscape"} if width > height else {}
        return w(
            "sectPr",
            w("headerReference", type="default", r_id=ids[names[0]]),
            w("footerReference", type="default", r_id=ids[names[1]]),
            *([w("endnotePr", w("numFmt", val="decimal"))] if self.note_placement is NotePlacement.ENDNOTES else []),
            w("type", val=start),
            w("pgSz", **sides, **turned),
            w("pgMar", **edges),
            *([w("lnNumType", countBy=1, restart="continuous")] if self.look.page.line_numbers else []),
            *([] if allow_endnotes else [w("noEndnote")]),
            *([w("bidi")] if self.direction == "rtl" else []),
        )


def build_reference_file(document: Document, theme: PrintStyle, look: WordLook) -> ReferenceFile:
    """The reference file of a document."""
    meta = document.metadata
    strings = dict(_collect_named_strings(theme, document.body, meta))
    indent = HANGING_INDENT if document.audience.numbered_paragraphs else 0
    styles = build_styles_part(look, document.audience.heading_numbers, indent, meta.language, meta.direction)
    parts = {
        "word/styles.xml": styles,
        "word/settings.xml": _build_settings(document.notes),
        "word/fontTable.xml": _build_font_table(look),
        "word/header1.xml": _build_header_footer("hdr", look.page.header, strings, look),
        "word/footer1.xml": _build_header_footer("ftr", look.page.footer, strings, look),
        "word/header2.xml": _build_header_footer("hdr", (), strings, look),
        "word/footer2.xml": _build_header_footer("ftr", (), strings, look),
    }
    made = {name: serialise_part(part) for name, part in parts.items()}
    made["word/theme/theme1.xml"] = build_theme_part(look)
    made["docProps/core.xml"] = _build_core_properties(meta)
    made["_rels/.rels"] = build_relationships_part(
        [
            Relationship("rId1", "officeDocument", "word/document.xml"),
            Relationship("rId2", "core-properties", "docProps/core.xml"),
        ]
    )
    return ReferenceFile(made, look, meta.direction, document.notes, indent)


def _collect_named_strings(theme: PrintStyle, body: Element, meta: Metadata) -> Iterator[tuple[str, list[Xml]]]:
    """The runs for each name that a style sheet sets with `string-set`: titles as fields that follow the text."""
    for selectors, declared in theme.rules:
        said = declared.get("string-set", "").split()
        if not said or said[0] == "none":
            continue
        for selector in sorted(selectors):
            last = selector.split()[-1]
            found = next(
                (one for one in find_elements((body,)) if last in (one.tag, *(f".{name}" for name in one.classes))),
                None,
            )
            if found is None:
                continue
            words = found.get("data-short") or " ".join(extract_text(found.children).split())
            if last == "h1" and words == meta.title:
                yield said[0], build_field("TITLE", words)
            elif last in {"h2", "h3", "h4"}:
                yield said[0], build_field(f'STYLEREF "heading {int(last[1]) - 1}"', words)
            else:
                yield said[0], [w("r", w("t", words))]


def _build_header_footer(
    kind: str, furniture: tuple[HeaderFooter, ...], strings: Mapping[str, list[Xml]], look: WordLook
) -> Xml:
    """A header or footer: one line with stops in the middle and at the end."""
    stops = [
        w("tab", val="center", pos=to_twips(look.page.text_width / 2)),
        w("tab", val="right", pos=to_twips(look.page.text_width)),
    ]
    style = w("pStyle", val=to_style_id("header" if kind == "hdr" else "footer"))
    line = w("p", w("pPr", style, w("tabs", *stops)) if furniture else w("pPr", style))
    at = 0
    for one in furniture:
        wanted = ("left", "center", "right").index(one.position)
        for _ in range(wanted - at):
            line.append(w("r", w("tab")))
        at = wanted
        for piece, said in one.pieces:
            line.extend(_build_runs(piece, said, strings))
    return w(kind, line)


def _build_runs(piece: str, said: str, strings: Mapping[str, list[Xml]]) -> list[Xml]:
    match piece:
        case "page":
            return build_field("PAGE", "1")
        case "pages":
            return build_field("NUMPAGES", "1")
        case "string":
            return [copy_element(run) for run in strings.get(said, [])]
        case _:
            return [w("r", w("t", said))]


def _build_settings(placement: NotePlacement) -> Xml:
    """Settings: how notes are numbered and that Word need not treat the file as one of an older release."""

    def separators(kind: str) -> list[Xml]:
        return [w(kind, id=-1), w(kind, id=0)]

    current = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    notes = [w("numFmt", val="decimal"), w("numStart", val=1), w("numRestart", val="continuous")]
    if placement is NotePlacement.FOOTNOTES:
        placed = w("footnotePr", *notes, *separators("footnote"))
    else:
        placed = w("endnotePr", w("pos", val="sectEnd"), *notes, *separators("endnote"))
    stop = w("defaultTabStop", val=720)
    return w("settings", stop, w("characterSpacingControl", val="doNotCompress"), placed, w("compat", current))


def _build_font_table(look: WordLook) -> Xml:
    names = dict.fromkeys((look.faces.text, look.faces.labels, *look.faces.headings, "Courier New"))
    return w("fonts", *(w("font", *_build_font_family(look.faces.kinds.get(name)), name=name) for name in names))


def _build_font_family(kind: str | None) -> list[Xml]:
    """What a machine that has not the font takes another by."""
    pitch = "fixed" if kind == "modern" else "variable"
    return [w("family", val=kind), w("pitch", val=pitch)] if kind else []


def _build_core_properties(meta: Metadata) -> bytes:
    """The properties of the file: title, organisation, language, key words and the brief's own date; nobody's name."""
    names = {"cp": CORE_PROPERTIES_NAMESPACE, "dc": DC_NAMESPACE, "dcterms": DCTERMS_NAMESPACE, "xsi": XSI_NAMESPACE}
    root = build_root(CORE_PROPERTIES_NAMESPACE, "coreProperties", names)
    said = [
        (DC_NAMESPACE, "title", meta.title),
        (DC_NAMESPACE, "creator", meta.organisation),
        (DC_NAMESPACE, "language", meta.language),
    ]
    said.append((CORE_PROPERTIES_NAMESPACE, "keywords", ", ".join(meta.keywords)))
    for space, name, words in said:
        if words:
            add_child(root, space, name, words)
    if meta.date:
        for name in ("created", "modified"):
            stamp = add_child(root, DCTERMS_NAMESPACE, name, f"{meta.date.isoformat()}T00:00:00Z")
            stamp.set(f"{{{XSI_NAMESPACE}}}type", "dcterms:W3CDTF")
    return serialise_root(root)
