"""Reads everything in a PDF: the words of its pages, and every other text, image and file in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from briefgen.leak_check.audit.findings import FileContents, TextKind
from briefgen.leak_check.audit.images import open_image
from briefgen.leak_check.audit.pdf_pages import read_pages

MAX_OBJECTS = 500_000
MAX_DEPTH = 60

KEY_DESCRIPTIONS: Mapping[str, str] = {
    "/Title": "the bookmarks or properties",
    "/Alt": "an alternative text",
    "/ActualText": "a replacement text",
    "/E": "an expanded abbreviation",
    "/Contents": "an annotation",
    "/URI": "a link",
    "/Dest": "a link",
    "/D": "a link",
    "/T": "a form field or an annotation",
    "/TU": "a form field",
    "/V": "a form field",
    "/F": "the name of a file",
    "/UF": "the name of a file",
}
"""The text under a key in the words of a user; text under another key is in `an object`."""

SCHEMA_NAMESPACES = ("http://www.aiim.org/pdfa/ns/extension", "http://www.aiim.org/pdfa/ns/schema")
"""Namespaces of properties that describe kinds of properties."""

ACTIVE_CONTENT = frozenset(
    {"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/Movie", "/Sound"}
)
ACCESSIBILITY_TEXT = re.compile(rb"/(?:ActualText|Alt|E)\s*[(<]")


MALFORMED_OBJECT_ERRORS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, OSError)
"""Raised by an object that is of another type than its place requires."""

MAX_VERSIONS = 50


def open_pdf(content: bytes, inside: Callable[[bytes], FileContents | None]) -> FileContents:
    """Read everything in a PDF; `inside` opens the files that are attached to it."""
    import pikepdf

    opened = FileContents()
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            _read_objects(pdf, pikepdf, opened, inside)
            for page in pdf.pages:
                _read_accessibility_texts(page, _read_page_content(page), opened)
            _read_properties(pdf, opened)
    except (pikepdf.PdfError, pikepdf.PasswordError, *MALFORMED_OBJECT_ERRORS) as error:
        kind = "is locked by a password" if isinstance(error, pikepdf.PasswordError) else "is damaged"
        opened.add_error("audit-unreadable", f"the PDF {kind}, so that it cannot be audited")
        return opened
    if not read_pages(content, opened):
        opened.add_error("audit-unreadable", "the pages of the PDF are damaged, so that they cannot be audited")
    _read_earlier_versions(content, opened, inside)
    return opened


def _read_objects(pdf: Any, pikepdf: Any, opened: FileContents, inside: Callable[[bytes], FileContents | None]) -> None:
    for number, value in enumerate(pdf.objects):
        if number > MAX_OBJECTS:
            opened.add_error("audit-unreadable", f"the PDF has more than {MAX_OBJECTS:,} objects")
            return
        for key, text in _collect_strings(value, pikepdf, ""):
            opened.add_text(KEY_DESCRIPTIONS.get(key, "an object of the PDF"), text, TextKind.INVISIBLE)
        if isinstance(value, pikepdf.Stream):
            _read_stream(value, opened, inside)
        if isinstance(value, pikepdf.Dictionary):
            _read_dictionary(value, opened)


def _collect_strings(value: Any, pikepdf: Any, key: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every string in an object with its key; objects that it refers to are read by themselves."""
    if depth > MAX_DEPTH or (depth and getattr(value, "is_indirect", False)):
        return
    if isinstance(value, pikepdf.String):
        yield key, str(value)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            yield from _collect_strings(item, pikepdf, key, depth + 1)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for name in value.keys():  # noqa: SIM118 - a stream is not a mapping
            if name not in {"/ID", "/CheckSum"}:
                yield from _collect_strings(value.get(name), pikepdf, name, depth + 1)


def _read_stream(stream: Any, opened: FileContents, inside: Callable[[bytes], FileContents | None]) -> None:
    kind, subtype = str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))
    if kind == "/Metadata" or subtype == "/XML":
        _read_xmp(_decode_stream(stream), opened)
    elif subtype == "/Image":
        _read_image(stream, opened)
    elif kind == "/EmbeddedFile":
        opened.add_error("audit-attachment", "a file is attached to the PDF", "print without attachments")
        data = _decode_stream(stream)
        attached = inside(data)
        if attached:
            opened.merge(attached, "an attached file")
        else:
            opened.add_text("an attached file", data.decode("utf-8", "replace"), TextKind.INVISIBLE)
    elif subtype == "/Form":
        _read_accessibility_texts(stream, _decode_stream(stream), opened)


def _read_page_content(page: Any) -> bytes:
    import pikepdf

    parts = page.obj.get("/Contents", [])
    streams = [parts] if isinstance(parts, pikepdf.Stream) else list(parts)
    return b"\n".join(_decode_stream(stream) for stream in streams)


def _read_accessibility_texts(page_or_form: Any, content: bytes, opened: FileContents) -> None:
    """Read the words for screen readers in the content of a page or form."""
    import pikepdf

    if not ACCESSIBILITY_TEXT.search(content):
        return
    try:
        for instruction in pikepdf.parse_content_stream(page_or_form):
            for operand in instruction.operands:
                if isinstance(operand, pikepdf.Dictionary):
                    for key, text in _collect_strings(operand, pikepdf, ""):
                        opened.add_text(KEY_DESCRIPTIONS.get(key, "a page's marks"), text, TextKind.INVISIBLE)
    except (pikepdf.PdfError, *MALFORMED_OBJECT_ERRORS):
        opened.add_error("audit-unreadable", "the marks of a page are damaged")


def _read_image(stream: Any, opened: FileContents) -> None:
    import pikepdf

    filters = str(stream.get("/Filter", ""))
    if "DCTDecode" in filters or "JPXDecode" in filters:
        raw = (
            stream.read_raw_bytes() if "[" not in filters else stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)
        )
        if image := open_image(raw):
            opened.merge(image, "an image of the PDF")


def _decode_stream(stream: Any) -> bytes:
    import pikepdf

    try:
        content: bytes = stream.read_bytes()
    except pikepdf.PdfError:
        content = stream.read_raw_bytes()
    return content


def _read_dictionary(value: Any, opened: FileContents) -> None:
    action = str(value.get("/S", ""))
    if action in ACTIVE_CONTENT or "/JS" in value or str(value.get("/Subtype", "")) in ACTIVE_CONTENT:
        opened.add_error("audit-script", "the PDF runs a program or opens something by itself")
    if "/PieceInfo" in value:
        opened.add_error("audit-metadata", "the PDF carries the private data of the program that made it")
    if str(value.get("/Subtype", "")) == "/Redact":
        opened.add_error("audit-covered", "a passage is marked for redaction and still there", "apply the redaction")
    if str(value.get("/Type", "")) == "/OCG":
        opened.add_error("audit-hidden", "the PDF has layers, which can be shown and hidden", "print it without layers")


def _read_xmp(data: bytes, opened: FileContents) -> None:
    if b"<!ENTITY" in data:
        opened.add_error("audit-unreadable", "the properties of the PDF declare entities")
        return
    try:
        root = ET.fromstring(data.strip(b"\0 \r\n"))  # noqa: S314 - no entities are left
    except (ET.ParseError, ValueError, LookupError):
        opened.add_property("XMP", data.decode("utf-8", "replace"))
        return
    _read_xmp_element(root, "", opened)


def _read_xmp_element(element: ET.Element, key: str, opened: FileContents) -> None:
    namespace, _, name = str(element.tag).removeprefix("{").rpartition("}")
    if namespace.startswith(SCHEMA_NAMESPACES):
        opened.add_text("the properties", "\n".join(element.itertext()), TextKind.INVISIBLE)
        return
    if name not in {"li", "Alt", "Seq", "Bag", "Description", "RDF", "xmpmeta"}:
        key = name
    if element.text and element.text.strip():
        opened.add_property(key, element.text)
    for attribute, value in element.attrib.items():
        short = attribute.rpartition("}")[2]
        if short not in {"about", "lang", "parseType", "xmptk"} and value.strip():
            opened.add_property(short, value)
    for child in element:
        _read_xmp_element(child, key, opened)


def _read_properties(pdf: Any, opened: FileContents) -> None:
    for key, value in pdf.docinfo.items():
        opened.add_property(str(key).removeprefix("/"), str(value))


def _read_earlier_versions(
    content: bytes, opened: FileContents, inside: Callable[[bytes], FileContents | None]
) -> None:
    """Read the earlier versions: a program that saves a PDF by appending keeps them all."""
    ends = [match.end() for match in re.finditer(rb"%%EOF", content)]
    if content[ends[-1] :].strip() if ends else b"":
        opened.add_error("audit-hidden", "the PDF has data after its end")
        opened.add_text("the data after the end", content[ends[-1] :].decode("latin-1"), TextKind.INVISIBLE)
    if len(ends) < 2 or b"/Linearized" in content[:2000]:
        return
    if len(ends) > MAX_VERSIONS:
        opened.add_error("audit-unreadable", f"the PDF holds more than {MAX_VERSIONS} earlier versions of itself")
        return
    opened.add_error(
        "audit-earlier-version",
        "the PDF holds an earlier version of itself",
        "print it again instead of saving it over",
    )
    opened.merge(open_pdf(content[: ends[-2]], inside), "an earlier version")
