"""Opens a Word file that came back, as its paragraphs or as the id of the version that it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from briefgen.decompose.office_package import MAX_FILE_BYTES, UNREADABLE_ERRORS, parse_xml, read_package
from briefgen.merge.edited_file import EditedFile
from briefgen.merge.outside_changes import FURTHER_PART
from briefgen.merge.word_reader import DOCUMENT, WordReader
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Sink
from briefgen.model.printed_text import OPAQUE_ID, VERSION_PROPERTY

READ_PARTS = (DOCUMENT, *(f"word/{name}.xml" for name in ("styles", "footnotes", "endnotes", "comments")))
PROPERTIES = "docProps/custom.xml"
MAX_PROPERTIES_BYTES = 100_000


def read_edited_file(path: Path, sink: Sink) -> EditedFile:
    """Read a Word file with its tracked changes accepted. Raises `BriefgenError` as `read_both_ways` does."""
    return read_both_ways(path, sink)[0]


def read_both_ways(path: Path, sink: Sink) -> tuple[EditedFile, EditedFile]:
    """Read a Word file with its tracked changes accepted, and rejected.

    Raises `BriefgenError` with `merge-format` for one that is not one, or that could do harm.
    """
    origin = Origin(path.name)
    if path.stat().st_size > MAX_FILE_BYTES:
        message = f"the file is larger than {MAX_FILE_BYTES // 1_000_000} MB"
        sink.stop("merge-format", message, origin, "make its pictures smaller in a word processor")
    refusals = Sink()  # of the reader that `import` has, too: they get the code of this command
    try:
        parts = read_package(path.read_bytes(), DOCUMENT, origin, refusals)
        roots = {
            name: parse_xml(parts[name], origin, refusals)
            for name in parts
            if name in READ_PARTS or FURTHER_PART.fullmatch(name)
        }
    except BriefgenError as error:
        raise BriefgenError(*(_to_merge_code(found) for found in error.diagnostics)) from error
    edited = WordReader(roots, rejected=False).read()
    return edited, WordReader(roots, rejected=True).read() if edited.has_tracking else edited


def read_version_id(path: Path) -> str:
    """The id of the version that a file states; empty where there is none, whatever else is wrong with the file."""
    try:
        with ZipFile(path) as archive:
            part = archive.getinfo(PROPERTIES)
            content = archive.read(part) if part.file_size < MAX_PROPERTIES_BYTES else b""
        properties = parse_xml(content, Origin(path.name), Sink())
    except (BriefgenError, KeyError, *UNREADABLE_ERRORS):
        return ""
    found = next((element for element in properties if element.get("name") == VERSION_PROPERTY), None)
    value = "" if found is None else "".join(found.itertext()).strip()
    return value if OPAQUE_ID.fullmatch(value) else ""


def _to_merge_code(found: Diagnostic) -> Diagnostic:
    code = "merge-format" if found.code == "import-format" else found.code
    return replace(found, code=code)
