"""Keeps `manifest.json`: every file made in an output folder, and from what."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import Any

from briefgen.values.artifact import Artifact
from briefgen.values.diagnostic import BriefgenError, Diagnostic, Origin, Severity
from briefgen.values.document import Document
from briefgen.write.files import replace_file, unwritable

NAME = "manifest.json"
LOCK = ".manifest.lock"


def record(folder: Path, document: Document, artifacts: Iterable[Artifact]) -> Path:
    """Enter the files made from a document in the manifest of their output folder, over older ones of the same path.

    Several runs may do this at once. Raises `BriefgenError` for a folder that cannot be written to, a file outside
    of it, and a manifest that is not one.
    """
    return enter(folder, {path_below(one.path, folder): entry_of(document, one) for one in artifacts})


def enter(
    folder: Path,
    files: Mapping[str, Mapping[str, Any]],
    inputs: Mapping[str, Mapping[str, str]] | None = None,
    gone: Iterable[str] = (),
) -> Path:
    """Enter files by their path below the folder, and the sets of inputs that entries name; take out those `gone`.

    A manifest that says so already is left alone. Raises `BriefgenError` as `record` does.
    """
    path = folder / NAME
    with locked(folder):
        before = _read(path)
        kept = {name: entry for name, entry in before["files"].items() if name not in set(gone)}
        merged = {"files": {**kept, **files}, "inputs": {**before["inputs"], **(inputs or {})}}
        named = {entry.get("inputs") for entry in merged["files"].values()}
        merged["inputs"] = {name: one for name, one in merged["inputs"].items() if name in named}
        if merged != before:
            written = json.JSONEncoder(ensure_ascii=False, indent=2, sort_keys=True).iterencode(merged)
            replace_file(path, (piece.encode() for piece in chain(written, "\n")))
    return path


def entry_of(document: Document, artifact: Artifact) -> dict[str, Any]:
    """What the manifest says of a file: no dates, no names of users or of the machine's folders."""
    recipient = document.brief.recipient
    return {
        "audience": document.audience.id,
        "blocks": list(document.blocks),
        "brief": document.brief.id,
        "briefgen": briefgen_version(),
        "cited": list(document.cited),
        "facts": list(document.facts),
        "format": artifact.format.value,
        "language": document.metadata.language,
        "pages": artifact.pages,
        "recipient": recipient.id if recipient else None,
        "sha256": artifact.sha256,
        "words": artifact.words,
    }


def read_entry(text: str, shared: dict[str, Any]) -> Any:
    """What JSON says, with one list and one word for all entries that hold the same: thousands of them then fit in little memory.

    `shared` is filled on the way, and may be handed in again. Raises `ValueError`.
    """

    def hook(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return {
            name: shared.setdefault(repr(value), value) if isinstance(value, list | str) and name != "sha256" else value
            for name, value in pairs
        }

    return json.loads(text, object_pairs_hook=hook)


def briefgen_version() -> str:
    """The version of the installed package; empty when it runs from its sources without being installed."""
    try:
        return version("briefgen")
    except PackageNotFoundError:
        return ""


def path_below(path: Path, folder: Path) -> str:
    """A file's path below the output folder, with forward slashes. Raises `BriefgenError` where it lies elsewhere."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        raise unwritable(path, "it lies outside of the output folder") from None


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        read = read_entry(path.read_text("utf-8"), {})
        files, inputs = read["files"], read.get("inputs", {})
    except FileNotFoundError:
        return {"files": {}, "inputs": {}}
    except OSError as error:
        raise unwritable(path, (error.strerror or str(error)).lower()) from error
    except (ValueError, KeyError, TypeError, AttributeError):
        files = inputs = None
    if not isinstance(files, dict) or not isinstance(inputs, dict):
        message = f"`{NAME}` in the folder `{path.parent.name}` is not a manifest of briefgen"
        raise BriefgenError(
            Diagnostic(Severity.ERROR, "manifest-broken", message, Origin(NAME), ("move it away and build again",))
        )
    return {"files": files, "inputs": inputs}


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; released by the system even where the run is killed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        raise unwritable(folder / LOCK, (error.strerror or str(error)).lower()) from error
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Wait for the lock. Systems without `flock` go without: there, one run at a time."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
