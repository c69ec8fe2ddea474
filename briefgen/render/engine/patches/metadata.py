"""Writes what a PDF says of itself (XMP): PDF/A and PDF/UA in one file, and nothing that differs from run to run."""

from __future__ import annotations

from hashlib import md5
from types import MethodType
from typing import Any
from xml.etree import ElementTree as ET

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMP_MEDIA = "http://ns.adobe.com/xap/1.0/mm/"
PDFA_ID = "http://www.aiim.org/pdfa/ns/id/"
PDFUA_ID = "http://www.aiim.org/pdfua/ns/id/"
PDFX_ID = "http://www.npes.org/pdfx/ns/id/"
PDF_INFORMATION = "http://ns.adobe.com/pdf/1.3/"
PDFX_INFORMATION = "http://ns.adobe.com/pdfx/1.3/"
PDFA_SCHEMA, PDFA_PROPERTY = "http://www.aiim.org/pdfa/ns/schema#", "http://www.aiim.org/pdfa/ns/property#"
PDFA_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
NAMESPACES = {
    "rdf": RDF,
    "pdfaid": PDFA_ID,
    "pdfuaid": PDFUA_ID,
    "pdfxid": PDFX_ID,
    "pdfaExtension": PDFA_EXTENSION,
    "pdfaSchema": PDFA_SCHEMA,
    "pdfaProperty": PDFA_PROPERTY,
}

EXTENSION_PROPERTIES = (
    (PDFUA_ID, "pdfuaid", "PDF/UA identification schema", "part", "Integer", "The part of ISO 14289 conformed to"),
    (PDFX_ID, "pdfxid", "PDF/X identification schema", "GTS_PDFXVersion", "Text", "The part of ISO 15930 conformed to"),
    (PDF_INFORMATION, "pdf", "Adobe PDF schema", "Trapped", "Text", "Whether the file has been trapped"),
)
"""Properties that PDF/A does not know, and therefore demands to be described in the file (ISO 19005-3, 6.6.2.3)."""


def declare_conformance(metadata: Any) -> None:
    """Make a document's metadata claim PDF/UA-1 and PDF/A-3a, beside PDF/X-4 where WeasyPrint claims it."""
    original = metadata.generate_rdf_metadata

    def generate(_self: Any, variant: str, version: int, conformance: str | None) -> bytes:
        for prefix, address in NAMESPACES.items():
            ET.register_namespace(prefix, address)
        root = ET.fromstring(original(variant, version, conformance))  # noqa: S314 - WeasyPrint's own text
        for description in root:
            for name in (f"{{{PDFA_ID}}}part", f"{{{PDFA_ID}}}conformance"):
                description.attrib.pop(name, None)
            for superseded in description.findall(f"{{{PDFX_INFORMATION}}}*"):
                description.remove(superseded)  # of PDF/X-1 and PDF/X-3
        root.append(
            _build_description(
                {f"{{{PDFA_ID}}}part": "3", f"{{{PDFA_ID}}}conformance": "A", f"{{{PDFUA_ID}}}part": "1"}
            )
        )
        root.append(_build_extensions(root))
        _set_document_id(root)
        content: bytes = ET.tostring(root, encoding="utf-8")
        return content

    metadata.generate_rdf_metadata = MethodType(generate, metadata)


def _build_description(attributes: dict[str, str]) -> ET.Element:
    return ET.Element(f"{{{RDF}}}Description", {f"{{{RDF}}}about": "", **attributes})


def _build_extensions(root: ET.Element) -> ET.Element:
    """The description of the properties used that PDF/A does not know."""
    used = {name for element in root.iter() for name in (element.tag, *element.attrib)}
    extensions = _build_description({})
    schemas = ET.SubElement(ET.SubElement(extensions, f"{{{PDFA_EXTENSION}}}schemas"), f"{{{RDF}}}Bag")
    for address, prefix, schema, name, kind, meaning in EXTENSION_PROPERTIES:
        if f"{{{address}}}{name}" not in used:
            continue
        item = _add_resource(schemas, PDFA_SCHEMA, {"schema": schema, "namespaceURI": address, "prefix": prefix})
        properties = ET.SubElement(ET.SubElement(item, f"{{{PDFA_SCHEMA}}}property"), f"{{{RDF}}}Seq")
        description = {"name": name, "valueType": kind, "category": "internal", "description": meaning}
        _add_resource(properties, PDFA_PROPERTY, description)
    return extensions


def _add_resource(parent: ET.Element, namespace: str, texts: dict[str, str]) -> ET.Element:
    item = ET.SubElement(parent, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})
    for name, text in texts.items():
        ET.SubElement(item, f"{{{namespace}}}{name}").text = text
    return item


def _set_document_id(root: ET.Element) -> None:
    """Derive the document's number from its metadata; WeasyPrint takes a random one."""
    for number in root.iter(f"{{{XMP_MEDIA}}}DocumentID"):
        number.text = ""
        digest = md5(ET.tostring(root), usedforsecurity=False).hexdigest()
        number.text = f"xmp.did:{digest}"
