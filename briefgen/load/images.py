"""Finds the images of a library, and reads what `images.yaml` says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.files.images import ImagesFile
from briefgen.load.consent import consents_of
from briefgen.load.paths import files_below, files_called, shown
from briefgen.load.reading import Read, read_labelled
from briefgen.values.consent import Consent
from briefgen.values.diagnostic import Sink
from briefgen.values.library import Sensitivity
from briefgen.values.nearest import did_you_mean

IMAGES = "images"


@dataclass(frozen=True, slots=True)
class Images:
    """Image files by their path below the library, and what is said of them."""

    paths: Mapping[str, Path]
    stated: Mapping[str, Sensitivity] = field(default_factory=dict)
    consents: Mapping[str, tuple[Consent, ...]] = field(default_factory=dict)


def _begun(read: Read[ImagesFile], name: str) -> bool:
    """Whether `consent:` stands there, be it that nobody has filled it in."""
    entry = read.parsed.data.get(name) if isinstance(read.parsed.data, dict) else None
    return isinstance(entry, dict) and "consent" in entry


def load_images(folder: Path, root: Path, sink: Sink) -> Images:
    """Every file under `images/`; an entry of `images.yaml` that names none is an error."""
    paths = {path.relative_to(folder).as_posix(): path for path in files_below(folder / IMAGES, root, sink)}
    files = list(files_called(IMAGES, (".yaml",), folder, root, sink))
    read, label = read_labelled(ImagesFile, files[0], shown(root, files[0]), sink) if files else (None, None)
    stated = {} if label is None else dict.fromkeys(paths, label)
    if read is None:
        return Images(paths, stated)
    for name in read.model.root:
        if name not in paths:
            hints = did_you_mean(name, paths) or ("write paths like `images/river.jpg`",)
            sink.error("image-missing", f"there is no image `{name}`", read.at(name), *hints)
    stated |= {name: one.sensitivity for name, one in read.model.root.items() if one.sensitivity is not None}
    consents = {
        name: found
        for name, one in read.model.root.items()
        if (found := consents_of(one.consent, read.at(name, "consent"), sink, needed=one.people or _begun(read, name)))
        is not None
    }
    return Images(paths, stated, consents)
