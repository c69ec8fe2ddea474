"""Reads the properties of a PDF that are written as XML (XMP, ISO 16684-1)."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from briefgen.leak_check.audit.findings import FileContents, TextKind

SCHEMA_NAMESPACES = ("http://www.aiim.org/pdfa/ns/extension", "http://www.aiim.org/pdfa/ns/schema")
"""Namespaces of properties that describe kinds of properties."""


def read_xmp(data: bytes, opened: FileContents) -> None:
    """Read the properties, and everything else in their XML."""
    if b"<!ENTITY" in data:
        opened.add_error("audit-unreadable", "the properties of the PDF declare entities")
        return
    for comment in re.findall(rb"<!--(.*?)-->", data, re.DOTALL):
        opened.add_text("a comment", comment.decode("utf-8", "replace"), TextKind.INVISIBLE)
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
    opened.add_text("the properties", element.tail or "", TextKind.INVISIBLE)
    for attribute, value in element.attrib.items():
        short = attribute.rpartition("}")[2]
        if short not in {"about", "lang", "parseType", "xmptk"} and value.strip():
            opened.add_property(short, value)
    for child in element:
        _read_xmp_element(child, key, opened)
