"""Opens a file of a word processor, and refuses one that is none, or that could do harm."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml import etree

from briefgen.model.diagnostic import Origin, Sink

MAX_FILE_BYTES = 200_000_000
MAX_UNPACKED_BYTES = 400_000_000
MAX_XML_BYTES = 100_000_000
"""Of one part: a report of 100 pages has 2 MB."""
MAX_PARTS = 10_000

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The start of the container of old Word files and of encrypted ones (MS-CFB 2.2)."""

_STRICT_NAME = re.compile(rb"""((?:xmlns(?::[\w.-]+)?|Type|uri)\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/""")
"""A namespace or the type of a relation in a Word file that was saved as "Strict Open XML" (ISO/IEC 29500-1)."""
_USUAL_NAME = rb"\1http://schemas.openxmlformats.org/\2/2006/"
"""What all other Word files have in its place (ISO/IEC 29500-4)."""

Xml = Any
UNREADABLE_ERRORS = (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, ValueError, OSError)


def read_package(content: bytes, required: str, origin: Origin, sink: Sink) -> dict[str, bytes]:
    """The parts of a `.docx` or `.odt` by name, with the usual namespaces.

    Raises `BriefgenError` where it is not one, or one with macros.
    """
    if content.startswith(OLE_MAGIC):
        hint = "open it in a word processor, and save it without a password, as `.docx`"
        sink.stop(
            "import-format", "the file is encrypted, or a file of Word before 2007, and cannot be read", origin, hint
        )
    try:
        with ZipFile(BytesIO(content)) as archive:
            refusal, hint = _find_refusal(archive, required)
            if refusal:
                sink.stop("import-format", refusal, origin, hint)
            parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except UNREADABLE_ERRORS:
        message = "this is not a file of a word processor, or it is damaged"
        sink.stop("import-format", message, origin, "open it in a word processor, and save it as `.docx`")
    return {
        name: _STRICT_NAME.sub(_USUAL_NAME, part) if name.endswith((".xml", ".rels")) else part
        for name, part in parts.items()
    }


def _find_refusal(archive: ZipFile, required: str) -> tuple[str, str]:
    """Why a file is not read, and what to do; empty if it is read."""
    save = "save it again as `.docx`"
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        return f"the file has more than {MAX_UNPACKED_BYTES // 1_000_000} MB when unpacked", "make its pictures smaller"
    if any(part.file_size > MAX_XML_BYTES for part in parts if part.filename.endswith(".xml")):
        return f"the file has a part of more than {MAX_XML_BYTES // 1_000_000} MB of text", "import it in several files"
    if any(part.flag_bits & 1 for part in parts):
        return "the file is encrypted, and cannot be read", "save it without a password"
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        return "the file has macros, and is not read", "save it as `.docx`, which has none"
    if required not in names or len(names) < len(parts):
        return f"the file has no text: the part `{required}` is missing, or a part is there twice", save
    return "", ""


def parse_xml(content: bytes, origin: Origin, sink: Sink) -> Xml:
    """The root of a part. Raises `BriefgenError` for one that is damaged, nested without end, or declares entities."""
    hint = "open the file in a word processor, and save it again"
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        fault = str(error).lower()
        reason = "nested too deeply, or too long" if "huge" in fault or "depth" in fault else "damaged"
        sink.stop("import-format", f"the file cannot be read: its text is {reason}", origin, hint)
    if root.getroottree().docinfo.internalDTD is not None:
        sink.stop("import-format", "the file cannot be read: its text declares a document type", origin, hint)
    return root


def stop_on_nesting(origin: Origin, sink: Sink) -> NoReturn:
    """Raise `BriefgenError`: lists, tables or quotations are inside one another too often."""
    message = "lists, tables or quotations are nested too deeply in it"
    sink.stop("import-format", message, origin, "use fewer of them inside one another")


def write_package(parts: Mapping[str, bytes], path: Path) -> None:
    """Write the parts as one file."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
