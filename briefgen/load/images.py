"""Finds the images of a library, and reads their sensitivity and consents from `images.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.load.consent import build_consents
from briefgen.load.paths import find_files, find_files_named, to_display_path
from briefgen.load.syntax.validated import ValidatedFile, read_with_sensitivity
from briefgen.model.consent import Consent
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Sensitivity
from briefgen.model.nearest import suggest_nearest
from briefgen.schema.images_file import ImagesFile

IMAGES = "images"


@dataclass(frozen=True, slots=True)
class LibraryImages:
    """Image files by their path below the library, with what `images.yaml` states."""

    paths: Mapping[str, Path]
    sensitivity: Mapping[str, Sensitivity] = field(default_factory=dict)
    consents: Mapping[str, tuple[Consent, ...]] = field(default_factory=dict)


def _has_consent_key(read: ValidatedFile[ImagesFile], name: str) -> bool:
    """Whether an entry has the key `consent:`, even without a value."""
    entry = read.parsed.data.get(name) if isinstance(read.parsed.data, dict) else None
    return isinstance(entry, dict) and "consent" in entry


def load_images(folder: Path, root: Path, sink: Sink) -> LibraryImages:
    """Every file under `images/`; an entry of `images.yaml` that names no image is an error."""
    paths = {path.relative_to(folder).as_posix(): path for path in find_files(folder / IMAGES, root, sink)}
    files = list(find_files_named(IMAGES, (".yaml",), folder, root, sink))
    read, label = (
        read_with_sensitivity(ImagesFile, files[0], to_display_path(root, files[0]), sink) if files else (None, None)
    )
    stated = {} if label is None else dict.fromkeys(paths, label)
    if read is None:
        return LibraryImages(paths, stated)
    for name in read.model.root:
        if name not in paths:
            hints = suggest_nearest(name, paths) or ("write paths like `images/river.jpg`",)
            sink.error("image-missing", f"there is no image `{name}`", read.find_origin(name), *hints)
    consents = {}
    for name, entry in read.model.root.items():
        if entry.sensitivity is not None:
            stated[name] = entry.sensitivity
        required = entry.people or _has_consent_key(read, name)
        consent = build_consents(entry.consent, read.find_origin(name, "consent"), sink, required=required)
        if consent is not None:
            consents[name] = consent
    return LibraryImages(paths, stated, consents)
