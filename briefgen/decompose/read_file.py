"""Reads a file in one of the formats that can be imported, with pandoc and, apart from it, its words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from briefgen.decompose.html_file import list_html_passages
from briefgen.decompose.imported_text import ImportedText, Remark
from briefgen.decompose.office_package import MAX_FILE_BYTES, read_package, stop_on_nesting, write_package
from briefgen.decompose.open_document import CONTENT, OpenDocument
from briefgen.decompose.pandoc_tree import PandocNode, extract_words, walk_nodes, without_unread_text
from briefgen.decompose.word_file import DOCUMENT, WordFile
from briefgen.model.diagnostic import BriefgenError, MachineError, Origin, Sink
from briefgen.pandoc import PandocResult, run_pandoc
from briefgen.paths import find_inside
from briefgen.resource_limits import DEFAULT_LIMITS, ResourceLimits, describe_memory_limit, describe_time_limit

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
_WITHOUT_MEMORY = re.compile(r"bytes of memory|heap (?:exhausted|overflow)", re.IGNORECASE)
"""What a program in Haskell prints that gets no more memory."""
_TITLE = re.compile(r"<dc:title>([^<]+)</dc:title>")
_MODIFIED = re.compile(rb"<(?:dcterms:modified|dc:date)[^>]*>(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How a file is to be read."""

    reject_changes: bool = False
    limits: ResourceLimits = DEFAULT_LIMITS
    """How much the program that reads it may use: a report of 200 pages takes 10 seconds of a processor."""


def read_file(path: Path, settings: ReadSettings, sink: Sink) -> ImportedText:
    """The text of a file. Raises `BriefgenError` where it cannot be read."""
    origin, ending = Origin(path.name), path.suffix.lower()
    if ending not in READ_FORMATS:
        known = ", ".join(f"`{known_ending}`" for known_ending in READ_FORMATS[:-1])
        reason, hint = REFUSED_FORMATS.get(ending, (f"cannot be read; known are {known}", "save it as `.docx`"))
        sink.stop("import-format", reason, origin, hint)
    if path.stat().st_size > MAX_FILE_BYTES:
        message = f"the file has more than {MAX_FILE_BYTES // 1_000_000} MB"
        sink.stop("import-format", message, origin, "make its pictures smaller")
    content = path.read_bytes()
    match ending:
        case ".docx":
            return _read_word(content, settings, origin, sink)
        case ".odt":
            return _read_open_document(content, settings, origin, sink)
        case _:
            return _read_plain(content, path, settings, origin, sink)


def _read_word(content: bytes, settings: ReadSettings, origin: Origin, sink: Sink) -> ImportedText:
    parts = read_package(content, DOCUMENT, origin, sink)
    file = WordFile(parts, origin, sink)
    file.prepare()
    changes = "reject" if settings.reject_changes else "accept"
    tree = _read_package_with_pandoc(parts, ".docx", [f"--track-changes={changes}"], settings, origin, sink)
    return ImportedText(
        title=extract_words(tree["meta"].get("title", {}).get("c"), notes=False).strip(),
        subtitle=extract_words(tree["meta"].get("subtitle", {}).get("c"), notes=False).strip(),
        date=_find_day(parts.get("docProps/core.xml", b"")),
        property_title=_find_title(parts.get("docProps/core.xml", b"")),
        blocks=tuple(_restore_metadata(tree)),
        passages=tuple(file.list_passages(reject=settings.reject_changes)),
        pictures={name.removeprefix("word/"): part for name, part in parts.items() if name.startswith("word/media/")},
        comments=tuple(file.comments),
        citations=tuple(file.citations),
        works=file.works,
        changes=tuple(file.changes),
        left_out=tuple(file.left_out),
        remarks=tuple(file.remarks),
    )


def _read_open_document(content: bytes, settings: ReadSettings, origin: Origin, sink: Sink) -> ImportedText:
    parts = read_package(content, CONTENT, origin, sink)
    file = OpenDocument(parts, origin, sink)
    file.prepare()
    if settings.reject_changes and file.changes:
        hint = "reject the changes in LibreOffice and save the file, or save it as `.docx`"
        sink.stop("import-changes", "the file has tracked changes that cannot be rejected in an `.odt`", origin, hint)
    tree = _read_package_with_pandoc(parts, ".odt", [], settings, origin, sink)
    for image in (node for node in walk_nodes(tree["blocks"]) if node["t"] == "Image"):
        image["c"][1] = image["c"][1] or [{"t": "Str", "c": file.descriptions.get(image["c"][2][0], "")}]
    return ImportedText(
        title=extract_words(tree["meta"].get("title", {}).get("c"), notes=False).strip(),
        subtitle="",
        date=_find_day(parts.get("meta.xml", b"")),
        property_title=_find_title(parts.get("meta.xml", b"")),
        blocks=tuple(_restore_metadata(tree)),
        passages=tuple(file.list_passages()),
        pictures={name: part for name, part in parts.items() if name.startswith("Pictures/")},
        comments=tuple(file.comments),
        changes=tuple(file.changes),
        left_out=tuple(file.left_out),
        remarks=tuple(file.remarks),
    )


def _read_plain(content: bytes, path: Path, settings: ReadSettings, origin: Origin, sink: Sink) -> ImportedText:
    ending = path.suffix.lower()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        sink.stop("import-format", "the file is not text in UTF-8", origin, "save it with the encoding UTF-8")
    result = _run_pandoc([f"--from={_PANDOC_FORMATS[ending]}", "--to=json"], text, settings, origin, sink)
    tree = _parse_tree(result, origin, sink)
    blocks = tuple(_restore_metadata(tree))
    title = extract_words(tree["meta"].get("title", {}).get("c"), notes=False).strip()
    raw = [node["c"][1] for node in walk_nodes(list(blocks)) if node["t"] in {"RawBlock", "RawInline"}]
    passages = [Remark("the text", extract_words(block)) for block in without_unread_text(list(blocks))]
    return ImportedText(
        title="" if ending != ".md" else title,
        subtitle="",
        date="",
        property_title=title,
        blocks=blocks,
        passages=tuple(passages if ending == ".md" else list_html_passages(text)),
        pictures=_find_pictures(blocks, path.parent),
        left_out=tuple(Remark("HTML in the text", f"`{words}`") for words in raw if words.strip()),
    )


def _find_pictures(blocks: Sequence[PandocNode], folder: Path) -> dict[str, bytes]:
    """The pictures beside a text, by the addresses that it names them with."""
    addresses = {str(node["c"][2][0]) for node in walk_nodes(list(blocks)) if node["t"] == "Image"}
    found = {address.removeprefix("./"): find_inside(folder, unquote(address)) for address in addresses}
    return {name: path.read_bytes() for name, path in found.items() if path and path.stat().st_size <= MAX_FILE_BYTES}


def _read_package_with_pandoc(
    parts: Mapping[str, bytes],
    ending: str,
    arguments: Sequence[str],
    settings: ReadSettings,
    origin: Origin,
    sink: Sink,
) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"text{ending}")
        write_package(parts, path)
        command = [str(path), f"--from={_PANDOC_FORMATS[ending]}", "--to=json", *arguments]
        result = _run_pandoc(command, "", settings, origin, sink)
    return _parse_tree(result, origin, sink)


def _run_pandoc(command: Sequence[str], text: str, settings: ReadSettings, origin: Origin, sink: Sink) -> PandocResult:
    seconds, subject = settings.limits.wall_seconds, f"the file `{origin.path}`"
    try:
        result = run_pandoc(command, text, seconds)
    except MachineError as error:
        if error.diagnostic.code == "pandoc-missing":
            raise
        message = f"the file takes longer than {seconds:g} seconds to read"
        hint = "import it in several files, or allow more with `--time-limit`"
        sink.stop("import-format", message, origin, hint)
    if result.exit_code < 0:  # the operating system ended it
        raise BriefgenError(describe_time_limit(subject, settings.limits))
    if result.exit_code and _WITHOUT_MEMORY.search(result.messages):
        raise BriefgenError(describe_memory_limit(subject, settings.limits))
    return result


def _parse_tree(result: PandocResult, origin: Origin, sink: Sink) -> dict[str, Any]:
    if result.exit_code:
        reason = next((line for line in result.messages.splitlines() if line.strip()), "its text is damaged")
        hint = "correct that, or open the file in a word processor and save it again"
        sink.stop("import-format", f"the file cannot be read: {reason}", origin, hint)
    try:
        tree: dict[str, Any] = json.loads(result.output)
    except RecursionError:
        stop_on_nesting(origin, sink)
    return tree


def _restore_metadata(tree: Mapping[str, Any]) -> Sequence[Any]:
    """The blocks, with the paragraphs that pandoc takes for metadata in front: authors, a date, an abstract. Headings in notes are paragraphs."""
    restored: list[PandocNode] = []
    for key in ("author", "date", "abstract"):
        value = tree["meta"].get(key)
        for entry in value["c"] if value and value["t"] == "MetaList" else [value] if value else []:
            content = entry["c"]
            restored += content if entry["t"] == "MetaBlocks" else [{"t": "Para", "c": content}]
    for note in (node for node in walk_nodes(tree["blocks"]) if node["t"] == "Note"):
        note["c"] = [{"t": "Para", "c": block["c"][2]} if block["t"] == "Header" else block for block in note["c"]]
    return [*restored, *tree["blocks"]]


def _find_day(properties: bytes) -> str:
    found = _MODIFIED.search(properties)
    return found[1].decode() if found else ""


def _find_title(properties: bytes) -> str:
    found = _TITLE.search(properties.decode("utf-8", "replace"))
    return unescape(found[1]).strip() if found else ""
