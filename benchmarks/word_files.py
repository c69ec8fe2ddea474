"""What an import keeps of Word files that others wrote: `python -m benchmarks.word_files FILE...`.

Each `.docx` or `.odt` file is imported into an empty project and built again as a Word file. The words, notes, tables and pictures of both files are
counted in the same way, which is not the way of briefgen. Exit code 1: a file lost something. Files of others are not in this repository.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

from tests.running import copy_project

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
    f"{DRAW}image",
)
GONE = (f"{WORD}del", f"{WORD}moveFrom", FALLBACK, f"{TEXT}tracked-changes", f"{TEXT}table-of-content")
NOTES = (f"{WORD}footnoteReference", f"{WORD}endnoteReference", f"{TEXT}note")
CONTENTS = re.compile(r"(?i)toc\s*(?:\d|heading)|(?:contents|inhaltsverzeichnis)\s*(?:\d|heading)|tableoffigures")
LETTERS = re.compile(r"[^\W\d_]{3,}")
"""Words of three letters and more: numbers of notes, headings and pages are others in the new file."""
Xml = Any


@dataclass(frozen=True, slots=True)
class Figures:
    """What is in a file."""

    words: Counter[str]
    notes: int
    tables: int
    pictures: int


def main() -> None:
    """Print a line for each file; exit with 1 if one lost something."""
    rows = [report(Path(file)) for file in sys.argv[1:]]
    sys.exit(0 if rows and all(rows) else 1)


def report(file: Path) -> bool:
    """Import, build and count one file; whether nothing was lost."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project("minimal", Path(folder))
        imported = run(root, "import", str(file.resolve()), "--name", "imported", "--library", "imported")
        if imported.returncode:
            print(f"{file.name}: not imported: {imported.stderr.strip().splitlines()[-1]}")
            return False
        listed = (root / "import-report.md").read_text("utf-8")
        told = listed.count("cannot be printed")
        built = run(root, "build", "imported", "--to", "docx")
        if built.returncode:
            print(f"{file.name}: not built: {built.stderr.strip()[-600:]}")
            return False
        before, after = count(file), count(root / "out/imported.docx")
    missing = before.words - after.words
    rows = {
        "notes": (before.notes, after.notes),
        "tables": (before.tables, after.tables),
        "pictures": (before.pictures, after.pictures + told),
    }
    figures = "  ".join(f"{name} {old} -> {new}" for name, (old, new) in rows.items())
    shown = ", ".join(f"{word} ({number})" for word, number in missing.most_common(12))
    print(f"{file.name}: words {before.words.total()}, missing {missing.total()}  {figures}")
    if shown:
        print(f"    {shown}")
    return not missing and all(new >= old for old, new in rows.values())


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of briefgen in a project."""
    command = [sys.executable, "-m", "briefgen", "-C", str(root), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def count(file: Path) -> Figures:
    """The figures of a Word file or an OpenDocument text."""
    with ZipFile(file) as archive:
        names = archive.namelist()
        is_word = "word/document.xml" in names
        parts = [
            name
            for name in ("content.xml", "word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
            if name in names
        ]
        roots = [etree.fromstring(to_transitional(archive.read(name))) for name in parts]
    paragraphs = (f"{WORD}p",) if is_word else (f"{TEXT}p", f"{TEXT}h")
    words = Counter(word.lower() for root in roots for word in list_words(root, paragraphs))
    main_part = roots[0]
    return Figures(
        words,
        sum(1 for element in main_part.iter(*NOTES) if not is_gone(element)),
        sum(1 for element in main_part.iter(f"{WORD}tbl", f"{TABLE}table") if not is_gone(element)),
        sum(1 for element in main_part.iter(*PICTURES) if not is_gone(element)),
    )


def to_transitional(part: bytes) -> bytes:
    """A part of a file in the strict form with the names of the usual one."""
    return part.replace(STRICT + b"wordprocessingml/main", WORD[1:-1].encode()).replace(
        STRICT + b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"
    )


def list_words(root: Xml, paragraphs: tuple[str, ...]) -> Iterator[str]:
    """The words of all paragraphs but those of a list of contents."""
    for paragraph in root.iter(*paragraphs):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        if is_gone(paragraph) or (style is not None and CONTENTS.match(style.get(f"{WORD}val", ""))):
            continue
        yield from LETTERS.findall("".join(list_texts(paragraph, paragraphs)))


def list_texts(parent: Xml, paragraphs: tuple[str, ...]) -> Iterator[str]:
    """The pieces of a paragraph, without those of paragraphs in it."""
    is_run = parent.tag == f"{WORD}t" or not parent.tag.startswith(WORD)
    yield (parent.text or "") if is_run else ""
    for child in parent:
        if child.tag == f"{WORD}noBreakHyphen":
            yield "-"
        if isinstance(child.tag, str) and child.tag not in paragraphs and child.tag not in GONE:
            if etree.QName(child).localname in {
                "tab",
                "br",
                "cr",
                "s",
                "line-break",
                "note",
                "drawing",
                "pict",
                "annotation",
            }:
                yield " "
            if etree.QName(child).localname not in {"instrText", "note-citation", "annotation", "creator", "date"}:
                yield from list_texts(child, paragraphs)
        yield (child.tail or "") if not parent.tag.startswith(WORD) else ""


def is_gone(element: Xml) -> bool:
    """Whether an element was deleted, or repeats another."""
    return any(parent.tag in GONE for parent in element.iterancestors())


if __name__ == "__main__":
    main()
