"""Reads a file in one of the formats that can be imported, with pandoc and, apart from it, its words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefgen.decompose.imported_text import ImportedText, Remark
from briefgen.decompose.office_package import MAX_FILE_BYTES, Xml, parse_xml, read_package, write_package
from briefgen.decompose.pandoc_tree import extract_words, walk_nodes
from briefgen.decompose.word_file import DOCUMENT, WordFile
from briefgen.model.diagnostic import MachineError, Origin, Sink
from briefgen.pandoc import run_pandoc

REFUSED_FORMATS: Mapping[str, tuple[str, str]] = {
    ".pdf": (
        "is a PDF, in which nothing says what is a heading, a note or a table",
        "import the Word file from which it was printed, or open it in a word processor, correct it and save it as `.docx`",
    ),
    ".doc": ("is a file of Word before 2007", "open it in a word processor, and save it as `.docx`"),
    ".docm": ("is a Word file with macros, and is not read", "save it as `.docx`"),
    ".rtf": ("is rich text", "open it in a word processor, and save it as `.docx`"),
    ".pages": ("is a file of Apple Pages", "export it as Word, `.docx`"),
}
READ_FORMATS = (".docx", ".odt", ".md", ".html", ".htm")

_PANDOC_FORMATS = {
    ".docx": "docx",
    ".odt": "odt",
    ".md": "markdown-smart-citations-example_lists-raw_tex-tex_math_dollars+hard_line_breaks-hard_line_breaks",
    ".html": "html",
    ".htm": "html",
}
_MODIFIED = re.compile(rb"<(?:dcterms:modified|dc:date)[^>]*>(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How a file is to be read."""

    reject_changes: bool = False


def read_file(path: Path, settings: ReadSettings, sink: Sink) -> ImportedText:
    """The text of a file. Raises `BriefgenError` where it cannot be read."""
    origin, ending = Origin(path.name), path.suffix.lower()
    if ending not in READ_FORMATS:
        known = ", ".join(f"`{known_ending}`" for known_ending in READ_FORMATS[:-1])
        reason, hint = REFUSED_FORMATS.get(ending, (f"cannot be read; known are {known}", "save it as `.docx`"))
        sink.stop("import-format", reason, origin, hint)
    if path.stat().st_size > MAX_FILE_BYTES:
        message = f"has more than {MAX_FILE_BYTES // 1_000_000} MB"
        sink.stop("import-format", message, origin, "make its pictures smaller")
    content = path.read_bytes()
    match ending:
        case ".docx":
            return _read_word(content, settings, origin, sink)
        case ".odt":
            return _read_open_document(content, origin, sink)
        case _:
            return _read_plain(content, ending, origin, sink)


def _read_word(content: bytes, settings: ReadSettings, origin: Origin, sink: Sink) -> ImportedText:
    parts = read_package(content, DOCUMENT, origin, sink)
    file = WordFile(parts, origin, sink)
    file.prepare()
    changes = "reject" if settings.reject_changes else "accept"
    tree = _read_package_with_pandoc(parts, ".docx", [f"--track-changes={changes}"], origin, sink)
    return ImportedText(
        title=extract_words(tree["meta"].get("title", {}).get("c"), notes=False).strip(),
        subtitle=extract_words(tree["meta"].get("subtitle", {}).get("c"), notes=False).strip(),
        date=_find_day(parts.get("docProps/core.xml", b"")),
        blocks=tuple(_restore_metadata(tree)),
        passages=tuple(file.list_passages(reject=settings.reject_changes)),
        pictures={name.removeprefix("word/"): part for name, part in parts.items() if name.startswith("word/media/")},
        comments=tuple(file.comments),
        changes=tuple(file.changes),
        left_out=tuple(file.left_out),
        remarks=tuple(file.remarks),
    )


def _read_open_document(content: bytes, origin: Origin, sink: Sink) -> ImportedText:
    parts = read_package(content, "content.xml", origin, sink)
    root = parse_xml(parts["content.xml"], origin, sink)
    tree = _read_package_with_pandoc(parts, ".odt", [], origin, sink)
    text = root.find(".//{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text")
    return ImportedText(
        title=extract_words(tree["meta"].get("title", {}).get("c"), notes=False).strip(),
        subtitle="",
        date=_find_day(parts.get("meta.xml", b"")),
        blocks=tuple(_restore_metadata(tree)),
        passages=tuple(Remark("the text", _read_open_text(part)) for part in text),
        pictures={name: part for name, part in parts.items() if name.startswith("Pictures/")},
    )


_SKIPPED_IN_OPEN_TEXT = frozenset({"tracked-changes", "note-citation", "table-of-content", "annotation", "forms", "sequence-decls", "desc", "title"})
_APART_IN_OPEN_TEXT = frozenset({"p", "h", "tab", "s", "line-break", "note"})


def _read_open_text(element: Xml) -> str:
    """The words of an OpenDocument text (OASIS OpenDocument 1.3, part 3)."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in _SKIPPED_IN_OPEN_TEXT:
        return ""
    name = element.tag.rpartition("}")[2]
    inner = "".join(_read_open_text(child) + (child.tail or "") for child in element)
    space = " " if name in _APART_IN_OPEN_TEXT else ""
    return f"{space}{element.text or ''}{inner}{space}"


def _read_plain(content: bytes, ending: str, origin: Origin, sink: Sink) -> ImportedText:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        sink.stop("import-format", "is not text in UTF-8", origin, "save it with the encoding UTF-8")
    result = run_pandoc([f"--from={_PANDOC_FORMATS[ending]}", "--to=json"], text)
    tree = _parse_tree(result.exit_code, result.output, origin, sink)
    blocks = tuple(_restore_metadata(tree))
    raw = [node["c"][1] for node in walk_nodes(list(blocks)) if node["t"] in {"RawBlock", "RawInline"}]
    remarks = tuple(Remark("HTML in the text", f"left out: `{words}`") for words in raw if words.strip())
    return ImportedText(
        title=extract_words(tree["meta"].get("title", {}).get("c"), notes=False).strip(),
        subtitle="",
        date="",
        blocks=blocks,
        passages=tuple(Remark("the text", extract_words(block)) for block in blocks),
        left_out=remarks,
    )


def _read_package_with_pandoc(
    parts: Mapping[str, bytes], ending: str, arguments: Sequence[str], origin: Origin, sink: Sink
) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"text{ending}")
        write_package(parts, path)
        command = [str(path), f"--from={_PANDOC_FORMATS[ending]}", "--to=json", *arguments]
        try:
            result = run_pandoc(command, "")
        except MachineError as error:
            if error.diagnostic.code == "pandoc-missing":
                raise
            sink.stop("import-format", "takes too long to read", origin, "import it in several files")
    return _parse_tree(result.exit_code, result.output, origin, sink)


def _parse_tree(exit_code: int, output: str, origin: Origin, sink: Sink) -> dict[str, Any]:
    if exit_code:
        message = "cannot be read: its text is damaged, or nested too deeply"
        sink.stop("import-format", message, origin, "open it in a word processor, and save it again")
    tree: dict[str, Any] = json.loads(output)
    return tree


def _restore_metadata(tree: Mapping[str, Any]) -> Sequence[Any]:
    """The blocks, with the paragraphs that pandoc takes for metadata in front: authors, a date, an abstract."""
    restored = []
    for key in ("author", "date", "abstract"):
        value = tree["meta"].get(key)
        for entry in value["c"] if value and value["t"] == "MetaList" else [value] if value else []:
            content = entry["c"]
            restored += content if entry["t"] == "MetaBlocks" else [{"t": "Para", "c": content}]
    return [*restored, *tree["blocks"]]


def _find_day(properties: bytes) -> str:
    found = _MODIFIED.search(properties)
    return found[1].decode() if found else ""
