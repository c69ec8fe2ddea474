"""Compares an import with an earlier one of the same file: what nobody touched since is updated, the rest is kept and reported."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

RECORD_ENDING = ".imported.json"
"""Behind the name of the brief: the file of a library that says what an import wrote."""
MAX_DIFFERENCES = 40
_ORDER = re.compile(rb"^order: \d+\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """What an earlier import wrote."""

    level: int = 0
    digests: Mapping[str, str] = field(default_factory=dict)
    """By the path below the project."""


@dataclass(slots=True)
class ImportUpdate:
    """What a second import does."""

    written: dict[str, bytes] = field(default_factory=dict)
    """New files, and those that nobody touched."""
    added: list[str] = field(default_factory=list)
    """The new ones among them."""
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Files that somebody changed, and that the newer version would not change."""
    conflicts: dict[str, str] = field(default_factory=dict)
    """Files that both changed, with the differences."""
    deleted: list[str] = field(default_factory=list)
    """Files that somebody deleted: they are not written again."""
    gone: list[str] = field(default_factory=list)
    """Files of the earlier import that the newer version does not have."""


def name_record(library: str, brief: str) -> str:
    """The path of the record of an import below the project."""
    return f"content/{library}/{brief}{RECORD_ENDING}"


def read_earlier(root: Path, record: str) -> EarlierImport:
    """What an earlier import wrote; nothing where there is none, or where its record cannot be read."""
    path = root / record
    try:
        data = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return EarlierImport(
            int(data.get("level", 0)), {str(name): str(digest) for name, digest in data.get("files", {}).items()}
        )
    except (ValueError, OSError, AttributeError, TypeError):
        return EarlierImport()


def calculate_digest(content: bytes) -> str:
    """What tells whether a file was changed; the place of a block among others does not count."""
    return hashlib.sha256(_ORDER.sub(b"", content.replace(b"\r\n", b"\n"), count=1)).hexdigest()


def is_untouched(root: Path, name: str, earlier: EarlierImport) -> bool:
    """Whether a file is as an earlier import wrote it."""
    path = root / name
    return path.is_file() and earlier.digests.get(name) == calculate_digest(path.read_bytes())


def compare_with_earlier(root: Path, files: Mapping[str, bytes], earlier: EarlierImport) -> ImportUpdate:
    """What becomes of each file of a second import."""
    update = ImportUpdate()
    for name, content in files.items():
        path = root / name
        if name not in earlier.digests:
            update.written[name] = content
            update.added.append(name)
        elif not path.is_file():
            update.deleted.append(name)
        elif path.read_bytes() == content:
            update.unchanged.append(name)
        elif is_untouched(root, name, earlier):
            update.written[name] = content
        elif calculate_digest(content) == earlier.digests[name]:
            update.kept.append(name)
        else:
            update.conflicts[name] = _describe_difference(path.read_bytes(), content)
    update.gone = [name for name in earlier.digests if name not in files and (root / name).is_file()]
    return update


def _describe_difference(present: bytes, content: bytes) -> str:
    """The lines that a newer version has otherwise than the project."""
    before, after = (data.decode("utf-8", "replace").splitlines() for data in (present, content))
    changed = difflib.unified_diff(before, after, lineterm="", n=0)
    lines = [line for line in changed if not line.startswith(("---", "+++", "@@"))]
    lines = [line for line in lines if not line[1:].startswith("order: ")]
    more = len(lines) - MAX_DIFFERENCES
    return "\n".join(lines[:MAX_DIFFERENCES]) + (f"\n({more} more lines)" if more > 0 else "")


def build_record(
    file_name: str, level: int, files: Mapping[str, bytes], earlier: EarlierImport, update: ImportUpdate
) -> bytes:
    """The content of the record: the digest of each file as the newest import has it."""
    digests = {name: digest for name, digest in earlier.digests.items() if name in update.gone}
    digests |= {name: calculate_digest(content) for name, content in files.items()}
    data = {"file": file_name, "level": level, "files": dict(sorted(digests.items()))}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def describe_update(update: ImportUpdate) -> Iterator[str]:
    """What a second import did, file by file."""
    yield from (f"new: `{name}`" for name in update.added)
    yield from (f"updated: `{name}`" for name in update.written if name not in update.added)
    yield from (f"kept, because you changed it and the file did not: `{name}`" for name in update.kept)
    yield from (f"not written, because you deleted it: `{name}`" for name in update.deleted)
    yield from (
        f"not in the file any more, and still in the project: `{name}`; delete it if nothing uses it"
        for name in update.gone
    )
    for name, difference in update.conflicts.items():
        indented = difference.replace("\n", "\n  ")
        yield f"**kept, although you and the file changed it**: `{name}`. `-` is your line, `+` is the newer one:\n\n  ```diff\n  {indented}\n  ```"
