"""Keeps `manifest.json`, the list of all files in an output folder and of the inputs of each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from briefgen.file_lock import wait_for_lock
from briefgen.model.artifact import Artifact
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Severity
from briefgen.model.document import Document
from briefgen.paths import follow_links
from briefgen.write.files import build_unwritable_error, explain_write_error, replace_file

MANIFEST_NAME = "manifest.json"
LOCK_NAME = ".manifest.lock"

ManifestEntries = Mapping[str, Mapping[str, Any]]
"""By the path of a file, or the name of a set of inputs."""


def update_manifest(
    folder: Path, files: ManifestEntries, inputs: Mapping[str, Mapping[str, str]] | None = None
) -> Path:
    """Enter files by their path below the folder, and the sets of inputs that entries name.

    A set of inputs that no entry names is left out. A manifest that holds all this already is not written again.
    Several runs may do this at once. Raises `BriefgenError` for a folder that cannot be written to, and for a manifest
    that briefgen did not write.
    """
    with lock_folder(folder):
        return write_locked_manifest(folder, files, inputs)


def write_locked_manifest(
    folder: Path,
    files: ManifestEntries,
    inputs: Mapping[str, Mapping[str, str]] | None = None,
    removed: Iterable[str] = (),
) -> Path:
    """Do the same, without the paths in `removed`, for a caller that holds the folder's lock already, because it reads `files` under it."""
    path = folder / MANIFEST_NAME
    older = read_manifest(folder)
    kept = {name: entry for name, entry in older["files"].items() if name not in {*removed}}
    entries = {**kept, **files}
    named = {entry["inputs"] for entry in entries.values() if "inputs" in entry}
    sets = {name: digests for name, digests in {**older["inputs"], **(inputs or {})}.items() if name in named}
    text = json.dumps({"files": entries, "inputs": sets}, ensure_ascii=False, indent=2, sort_keys=True)
    content = f"{text}\n".encode()
    if not path.is_file() or path.read_bytes() != content:
        replace_file(path, content)
    return path


def build_manifest_entry(document: Document, artifact: Artifact) -> dict[str, Any]:
    """The entry of a file, without dates, names of users and folders of the machine."""
    recipient = document.brief.recipient
    return {
        "approvals": [
            {"block": approval.text_name, "by": approval.by, "on": approval.on.isoformat(), "role": approval.role}
            for approval in document.approvals
        ],
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
    """The version of the installed package; empty if it runs from its sources."""
    try:
        return version("briefgen")
    except PackageNotFoundError:
        return ""


def to_relative_path(path: Path, folder: Path) -> str:
    """A file's path below the output folder, with forward slashes. Raises `BriefgenError` if it is elsewhere."""
    try:
        return follow_links(path).relative_to(follow_links(folder)).as_posix()
    except ValueError:
        raise build_unwritable_error(path, "it is outside of the output folder") from None


def read_manifest(folder: Path) -> Mapping[str, ManifestEntries]:
    """The entries of the manifest of a folder under `files` and `inputs`; none where there is no manifest. Raises `BriefgenError`."""
    path = folder / MANIFEST_NAME
    try:
        if path.exists() and not path.is_file():  # a device or a pipe has no end
            raise build_unwritable_error(path, "it is not a file")
        manifest = json.loads(path.read_bytes())
        parts = {name: manifest[name] for name in ("files", "inputs")}
        if all(isinstance(entry, dict) for entries in parts.values() for entry in entries.values()):
            return parts
    except FileNotFoundError:
        return {"files": {}, "inputs": {}}
    except OSError as error:
        raise build_unwritable_error(path, *explain_write_error(path, error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # not JSON, or not of this shape
    message = f"`{MANIFEST_NAME}` in the folder `{path.parent.name}` is not a manifest of briefgen"
    hint = "move it away and build again"
    raise BriefgenError(Diagnostic(Severity.ERROR, "manifest-broken", message, Origin(MANIFEST_NAME), (hint,)))


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold the folder's lock. The system releases it even if the run is killed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise build_unwritable_error(folder / LOCK_NAME, *explain_write_error(folder / LOCK_NAME, error)) from error
    with lock_file(folder / LOCK_NAME):
        yield


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Hold a lock that is a file of this name. The system releases it even if the run is killed."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError as error:
        raise build_unwritable_error(path, (error.strerror or str(error)).lower()) from error
    try:
        wait_for_lock(descriptor)
        yield
    finally:
        os.close(descriptor)
