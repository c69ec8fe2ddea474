"""Writes what a PDF says of itself (XMP): PDF/A and PDF/UA in one file, and nothing that differs from run to run."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5
from types import MethodType
from typing import Any
from xml.etree import ElementTree as ET

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMP_MEDIA = "http://ns.adobe.com/xap/1.0/mm/"
PDFA_ID = "http://www.aiim.org/pdfa/ns/id/"
PDFUA_ID = "http://www.aiim.org/pdfua/ns/id/"
PDFA_EXTENSION = {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
NAMESPACES = {"rdf": RDF, "pdfuaid": PDFUA_ID, **PDFA_EXTENSION}

UA_SCHEMA = f"""
<rdf:Description xmlns:rdf="{RDF}" {" ".join(f'xmlns:{name}="{address}"' for name, address in PDFA_EXTENSION.items())} rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{PDFUA_ID}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/A demands that properties it does not know are described in the file (ISO 19005-3, 6.6.2.3)."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The standards that a file says it conforms to, beside that of WeasyPrint's variant."""

    ua: bool
    """PDF/UA-1."""
    archive_level: str = ""
    """The level of PDF/A: `A`; nothing where it is no PDF/A."""


def state(metadata: Any, claims: Claims) -> None:
    """Make a document's metadata claim these standards when the PDF is written."""
    original = metadata.generate_rdf_metadata

    def generate(_self: Any, variant: str, version: int, conformance: str | None) -> bytes:
        for prefix, address in NAMESPACES.items():
            ET.register_namespace(prefix, address)
        root = ET.fromstring(original(variant, version, conformance))  # noqa: S314 - WeasyPrint's own text
        if claims.archive_level:
            _with_level(root, claims.archive_level)
        _with_fixed_identity(root)
        if claims.ua:
            if claims.archive_level:
                root.append(ET.fromstring(UA_SCHEMA))  # noqa: S314 - our own text
            ET.SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": "", f"{{{PDFUA_ID}}}part": "1"})
        content: bytes = ET.tostring(root, encoding="utf-8")
        return content

    metadata.generate_rdf_metadata = MethodType(generate, metadata)


def _with_level(root: ET.Element, level: str) -> None:
    for description in root:
        if f"{{{PDFA_ID}}}conformance" in description.attrib:
            description.set(f"{{{PDFA_ID}}}conformance", level)


def _with_fixed_identity(root: ET.Element) -> None:
    """The document's number made from what is said of it, where WeasyPrint draws one by lot."""
    for number in root.iter(f"{{{XMP_MEDIA}}}DocumentID"):
        number.text = ""
        digest = md5(ET.tostring(root), usedforsecurity=False).hexdigest()
        number.text = f"xmp.did:{digest}"
