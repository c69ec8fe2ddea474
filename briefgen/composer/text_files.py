"""The text files of a project that a page shows and changes as they are: the way to a file that no other page can read."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from briefgen.composer.arguments import build_act_error
from briefgen.edit.block_body import replace_lines
from briefgen.edit.file_edit import FileEdit, read_bytes
from briefgen.edit.text_edit import LINE_END, find_newline
from briefgen.load.paths import find_files
from briefgen.load.project import PROJECT_FILE, PROJECT_FOLDERS
from briefgen.model.diagnostic import Sink
from briefgen.paths import exists, find_inside, is_inside
from briefgen.record.deliveries import DELIVERIES_NAME

ROOT_FILES = frozenset({PROJECT_FILE, DELIVERIES_NAME})
TEXT_ENDINGS = frozenset(
    {".bib", ".csl", ".css", ".csv", ".html", ".json", ".markdown", ".md", ".ris", ".svg", ".yaml", ".yml"}
)
MAX_BYTES = 2_000_000
"""What a field of a browser holds without a pause."""
OLD_ENCODING = "windows-1252"
"""How a file is read that is not Unicode: it gives every byte a sign, and the page says that it is a guess."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file as it is on the disk."""

    path: Path
    before: bytes | None
    """None where there is no file of this name."""
    content: str
    """With its own line ends, without a byte order mark."""
    encoding: str
    """Empty for UTF-8."""

    @property
    def text(self) -> str:
        """The content with line feeds at line ends, as a page shows it."""
        return LINE_END.sub("\n", self.content)

    @property
    def base(self) -> str:
        """A digest of the bytes, by which a page knows that nobody else has changed them; empty where there is no file."""
        return sha256(self.before).hexdigest() if self.before is not None else ""

    def with_text(self, text: str) -> FileEdit:
        """The edit to another text, in UTF-8. Lines that are the same keep their line ends."""
        written = replace_lines(self.content, text, find_newline(self.content))
        mark = BOM_UTF8 if not self.encoding and (self.before or b"").startswith(BOM_UTF8) else b""
        return FileEdit(self.path, self.before, mark + written.encode("utf-8"))


def is_text_file(name: str) -> bool:
    """Whether a name is that of a text file that the project's readers read; hidden files and finished ones are not."""
    parts = PurePosixPath(name).parts
    if name in ROOT_FILES:
        return True
    is_plain = len(parts) > 1 and not any(part.startswith(".") for part in parts) and "\\" not in name
    return is_plain and parts[0] in PROJECT_FOLDERS and PurePosixPath(name).suffix.lower() in TEXT_ENDINGS


def list_text_files(root: Path) -> Iterator[str]:
    """The names of the project's text files, below its folder."""
    yield from (name for name in sorted(ROOT_FILES) if find_inside(root, name))
    for folder in PROJECT_FOLDERS:
        names = (path.relative_to(root).as_posix() for path in find_files(root / folder, root, Sink()))
        yield from (name for name in names if is_text_file(name))


def read_text_file(root: Path, name: str) -> TextFile:
    """A text file by its name below the project's folder. Raises `BriefgenError` for what a page cannot show."""
    path = root / name
    if not is_text_file(name) or not is_inside(path, root) or (exists(path) and not path.is_file()):
        raise build_act_error("not-a-text-file", name=name)
    before = read_bytes(path)
    if len(before or b"") > MAX_BYTES:
        raise build_act_error("file-long", name=name)
    content, encoding = _decode(before or b"", name)
    return TextFile(path, before, content, encoding)


def _decode(content: bytes, name: str) -> tuple[str, str]:
    """The text of a file and its encoding. Raises `BriefgenError`."""
    try:
        if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return content.decode("utf-16"), "utf-16"
        return content.removeprefix(BOM_UTF8).decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if b"\0" in content:
        raise build_act_error("file-bytes", name=name)
    if name.lower().endswith(".csv"):
        raise build_act_error("file-csv", name=name)
    try:
        return content.decode(OLD_ENCODING), OLD_ENCODING
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"
