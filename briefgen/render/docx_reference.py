"""The reference file of an audience's Word files: styles, page, running heads and settings, without a word of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.render.theme import Theme
from briefgen.render.word_look import Furniture, WordLook
from briefgen.render.word_package import Relation, relations_part, types_part, write_package
from briefgen.render.word_styles import HANGING, style_id, styles_part, twips
from briefgen.render.word_theme import theme_part
from briefgen.render.word_xml import Xml, add, copied, field, root_element, serialised, w, whole
from briefgen.values.audience import NotePlacement
from briefgen.values.document import Document, Metadata
from briefgen.values.tree import Element, elements, text_of

DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

TEXT_PAGES = ("header1.xml", "footer1.xml")
PLAIN_PAGES = ("header2.xml", "footer2.xml")
"""Running heads of the text, and the empty ones of covers."""

RELATIONS = tuple(
    Relation(f"own{position}", kind, target)
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
class Reference:
    """The parts that every file of this look has, by name."""

    parts: Mapping[str, bytes]
    look: WordLook
    direction: str
    placement: NotePlacement
    indent: float
    """How far in the text of numbered paragraphs stands, in points."""

    def package(self) -> bytes:
        """A whole file, for pandoc: it takes the width of the page from it, and the names of styles."""
        body = w("document", w("body", w("p"), self.section("Text")))
        parts = {**self.parts, "word/document.xml": serialised(body)}
        relations = [one for one in RELATIONS if f"word/{one.target}" in parts]
        parts["word/_rels/document.xml.rels"] = relations_part(relations)
        return write_package({**parts, "[Content_Types].xml": types_part(parts)})

    def section(self, kind: str, start: str = "nextPage", *, notes: bool = True) -> Xml:
        """The properties of a section of pages: `Text` with running heads, `Plain` with none; `notes`: those called in it may end it."""
        names = TEXT_PAGES if kind == "Text" else PLAIN_PAGES
        ids = {one.target: one.id for one in RELATIONS}
        top, right, bottom, left = self.look.margins
        width, height = self.look.paper
        edges: dict[str, str | int] = {
            "top": twips(top),
            "right": twips(right),
            "bottom": twips(bottom),
            "left": twips(left),
            "header": twips(top / 2),
            "footer": twips(bottom / 2),
            "gutter": 0,
        }
        sides = {"w": twips(width), "h": twips(height)}
        turned: dict[str, str | int] = {"orient": "landscape"} if width > height else {}
        return w(
            "sectPr",
            w("headerReference", type="default", r_id=ids[names[0]]),
            w("footerReference", type="default", r_id=ids[names[1]]),
            *([w("endnotePr", w("numFmt", val="decimal"))] if self.placement is NotePlacement.ENDNOTES else []),
            w("type", val=start),
            w("pgSz", **sides, **turned),
            w("pgMar", **edges),
            *([w("lnNumType", countBy=1, restart="continuous")] if self.look.numbered_lines else []),
            *([] if notes else [w("noEndnote")]),
            *([w("bidi")] if self.direction == "rtl" else []),
        )


def reference(document: Document, theme: Theme, look: WordLook) -> Reference:
    """The reference file of a document."""
    meta = document.metadata
    strings = dict(_strings(theme, document.body, meta))
    indent = HANGING if document.audience.numbered_paragraphs else 0
    styles = styles_part(look, document.audience.heading_numbers, indent, meta.language, meta.direction)
    parts = {
        "word/styles.xml": styles,
        "word/settings.xml": _settings(document.notes),
        "word/fontTable.xml": _fonts(look),
        "word/header1.xml": _running("hdr", look.header, strings, look),
        "word/footer1.xml": _running("ftr", look.footer, strings, look),
        "word/header2.xml": _running("hdr", (), strings, look),
        "word/footer2.xml": _running("ftr", (), strings, look),
    }
    made = {name: serialised(part) for name, part in parts.items()}
    made["word/theme/theme1.xml"] = theme_part(look)
    made["docProps/core.xml"] = _properties(meta)
    made["_rels/.rels"] = relations_part(
        [
            Relation("rId1", "officeDocument", "word/document.xml"),
            Relation("rId2", "core-properties", "docProps/core.xml"),
        ]
    )
    return Reference(made, look, meta.direction, document.notes, indent)


def _strings(theme: Theme, body: Element, meta: Metadata) -> Iterator[tuple[str, list[Xml]]]:
    """The runs for each name that a style sheet sets with `string-set`: titles as fields that follow the text."""
    for selectors, declared in theme.rules:
        said = declared.get("string-set", "").split()
        if not said or said[0] == "none":
            continue
        for selector in sorted(selectors):
            last = selector.split()[-1]
            found = next(
                (one for one in elements((body,)) if last in (one.tag, *(f".{name}" for name in one.classes))), None
            )
            if found is None:
                continue
            words = found.get("data-short") or " ".join(text_of(found.children).split())
            if last == "h1" and words == meta.title:
                yield said[0], field("TITLE", words)
            elif last in {"h2", "h3", "h4"}:
                yield said[0], field(f'STYLEREF "heading {int(last[1]) - 1}"', words)
            else:
                yield said[0], [w("r", w("t", words))]


def _running(kind: str, furniture: tuple[Furniture, ...], strings: Mapping[str, list[Xml]], look: WordLook) -> Xml:
    """A header or footer: one line with stops in the middle and at the end."""
    stops = [w("tab", val="center", pos=twips(look.width / 2)), w("tab", val="right", pos=twips(look.width))]
    style = w("pStyle", val=style_id("header" if kind == "hdr" else "footer"))
    line = w("p", w("pPr", style, w("tabs", *stops)) if furniture else w("pPr", style))
    at = 0
    for one in furniture:
        wanted = ("left", "center", "right").index(one.place)
        for _ in range(wanted - at):
            line.append(w("r", w("tab")))
        at = wanted
        for piece, said in one.pieces:
            line.extend(_runs(piece, said, strings))
    return w(kind, line)


def _runs(piece: str, said: str, strings: Mapping[str, list[Xml]]) -> list[Xml]:
    match piece:
        case "page":
            return field("PAGE", "1")
        case "pages":
            return field("NUMPAGES", "1")
        case "string":
            return [copied(run) for run in strings.get(said, [])]
        case _:
            return [w("r", w("t", said))]


def _settings(placement: NotePlacement) -> Xml:
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


def _fonts(look: WordLook) -> Xml:
    names = dict.fromkeys((look.text_face, look.label_face, *look.heading_faces, "Courier New"))
    return w("fonts", *(w("font", *_kind(look.kinds.get(name)), name=name) for name in names))


def _kind(kind: str | None) -> list[Xml]:
    """What a machine that has not the font takes another by."""
    pitch = "fixed" if kind == "modern" else "variable"
    return [w("family", val=kind), w("pitch", val=pitch)] if kind else []


def _properties(meta: Metadata) -> bytes:
    """The properties of the file: title, organisation, language, key words and the brief's own date; nobody's name."""
    names = {"cp": CORE, "dc": DC, "dcterms": DCTERMS, "xsi": XSI}
    root = root_element(CORE, "coreProperties", names)
    said = [(DC, "title", meta.title), (DC, "creator", meta.organisation), (DC, "language", meta.language)]
    said.append((CORE, "keywords", ", ".join(meta.keywords)))
    for space, name, words in said:
        if words:
            add(root, space, name, words)
    if meta.date:
        for name in ("created", "modified"):
            stamp = add(root, DCTERMS, name, f"{meta.date.isoformat()}T00:00:00Z")
            stamp.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
    return whole(root)
