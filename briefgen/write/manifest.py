"""Keeps `manifest.json`: every file made in an output folder, and from what."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import merge
from importlib.metadata import PackageNotFoundError, version
from operator import itemgetter
from pathlib import Path
from typing import Any

from briefgen.model.artifact import Artifact
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Severity
from briefgen.model.document import Document
from briefgen.write.files import build_unwritable_error, replace_file
from briefgen.write.json_stream import read_members

MANIFEST_NAME = "manifest.json"
LOCK_NAME = ".manifest.lock"

ManifestEntries = Mapping[str, Mapping[str, Any]]
"""By the path of a file, or the name of a set of inputs."""


def record_document(folder: Path, document: Document, artifacts: Iterable[Artifact]) -> Path:
    """Enter the files made from a document in the manifest of their output folder, over older ones of the same path.

    Several runs may do this at once. Raises `BriefgenError` for a folder that cannot be written to, a file outside
    of it, and a manifest that is not one.
    """
    entries = {to_relative_path(one.path, folder): build_manifest_entry(document, one) for one in artifacts}
    return update_manifest(folder, _sort_by_key(entries.items()))


def update_manifest(
    folder: Path,
    files: ManifestEntries,
    inputs: Mapping[str, Mapping[str, str]] | None = None,
    removed: Iterable[str] = (),
) -> Path:
    """Enter files by their path below the folder, and the sets of inputs that entries name; take out those `gone`.

    Both come in the order of their keys. Whoever hands thousands in may read each as it is asked for: nothing here
    holds them all. A manifest that says so already is left alone. Raises `BriefgenError` as `record` does.
    """
    path = folder / MANIFEST_NAME
    with lock_folder(folder):
        left = {*removed}
        others = _sort_by_key(one for one in _read_entries(path, "files") if one[0] not in files and one[0] not in left)
        named = {one["inputs"] for one in others.values() if "inputs" in one}
        known = inputs or {}
        older = _read_entries(path, "inputs") if named else ()
        sets = _sort_by_key(one for one in older if one[0] in named and one[0] not in known)
        text = _ManifestText((others, files), (sets, known))
        if not _has_content(path, text):
            replace_file(path, text)
    return path


@dataclass(frozen=True, slots=True)
class _ManifestText:
    """The text of a manifest in pieces; each part of it is put together of mappings that have no key in common."""

    files: tuple[ManifestEntries, ...]
    inputs: tuple[ManifestEntries, ...]

    def __iter__(self) -> Iterator[bytes]:
        named = set()

        def entries() -> Iterator[tuple[str, Mapping[str, Any]]]:
            for path, entry in _merge_by_key(self.files):
                named.add(entry.get("inputs"))
                yield path, entry

        yield from _format_object("{", "files", entries())
        yield from _format_object(",", "inputs", (one for one in _merge_by_key(self.inputs) if one[0] in named))
        yield b"\n}\n"


def _sort_by_key(members: Iterable[tuple[str, Mapping[str, Any]]]) -> ManifestEntries:
    return dict(sorted(members, key=itemgetter(0)))


def _merge_by_key(parts: Iterable[ManifestEntries]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What mappings hold together, by key."""
    return merge(*(part.items() for part in parts), key=itemgetter(0))


def _format_object(before: str, name: str, members: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    """A key with an object, as JSON indented by two has them on their second level."""
    yield f'{before}\n  "{name}": {{'.encode()
    between = ""
    for key, value in members:
        written = json.dumps({key: value}, ensure_ascii=False, indent=2, sort_keys=True)
        # Without the braces round the pair, and one level further in; no text in JSON has a line feed of its own.
        within = written[2:-2].replace("\n", "\n  ")
        yield f"{between}\n  {within}".encode()
        between = ","
    yield b"\n  }" if between else b"}"


def _has_content(path: Path, text: Iterable[bytes]) -> bool:
    """Whether a file holds just this."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in text) and not file.read(1)


def build_manifest_entry(document: Document, artifact: Artifact) -> dict[str, Any]:
    """What the manifest says of a file: no dates, no names of users or of the machine's folders."""
    recipient = document.brief.recipient
    return {
        "audience": document.audience.id,
        "blocks": list(document.blocks),
        "brief": document.brief.id,
        "briefgen": find_briefgen_version(),
        "cited": list(document.cited_keys),
        "facts": list(document.facts),
        "format": artifact.format.value,
        "language": document.metadata.language,
        "pages": artifact.pages,
        "recipient": recipient.id if recipient else None,
        "sha256": artifact.sha256,
        "words": artifact.words,
    }


def find_briefgen_version() -> str:
    """The version of the installed package; empty when it runs from its sources without being installed."""
    try:
        return version("briefgen")
    except PackageNotFoundError:
        return ""


def to_relative_path(path: Path, folder: Path) -> str:
    """A file's path below the output folder, with forward slashes. Raises `BriefgenError` where it lies elsewhere."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        raise build_unwritable_error(path, "it lies outside of the output folder") from None


def _read_entries(path: Path, part: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What the manifest holds of `files` or `inputs`; nothing where there is no manifest."""
    try:
        with path.open(encoding="utf-8") as file:
            yield from read_members(file, part)
    except FileNotFoundError:
        return
    except OSError as error:
        raise build_unwritable_error(path, (error.strerror or str(error)).lower()) from error
    except (ValueError, KeyError):
        message = f"`{MANIFEST_NAME}` in the folder `{path.parent.name}` is not a manifest of briefgen"
        raise BriefgenError(
            Diagnostic(
                Severity.ERROR, "manifest-broken", message, Origin(MANIFEST_NAME), ("move it away and build again",)
            )
        ) from None


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; released by the system even where the run is killed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        raise build_unwritable_error(folder / LOCK_NAME, (error.strerror or str(error)).lower()) from error
    try:
        _wait_for_lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _wait_for_lock(descriptor: int) -> None:
    """Wait for the lock. Systems without `flock` go without: there, one run at a time."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
