"""What another machine needs to print a document, and what comes back: plain values, and no file of the project's disk."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from pathlib import Path, PurePosixPath
from threading import Lock

from briefgen.campaign.inputs import release
from briefgen.campaign.scratch import ScratchFolder
from briefgen.pipeline import images_of, render_formats
from briefgen.values.artifact import Format, Rendering
from briefgen.values.brief import Brief
from briefgen.values.diagnostic import BriefgenError, Diagnostic, MachineError, Sink, fault_of
from briefgen.values.document import Assets, Document
from briefgen.values.library import PrintedNames

Content = bytes | None
"""None: the file cannot be read, and whoever prints will say so in his own words."""

STYLES = "styles/"

KEPT = 4
"""Wardrobes that a process keeps unpacked."""

PRINTING = Lock()
"""Held while a document is printed: Pango and WeasyPrint are for one thread at a time."""


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """The files that documents are printed with, by the names that they are asked for. Most documents of a campaign share one."""

    styles: tuple[tuple[str, Content], ...]
    images: tuple[tuple[str, bytes], ...]
    """Made anew from their pixels: what a camera wrote into a file stays on this machine."""
    fonts: tuple[tuple[str, Content], ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One finished text to be printed. It holds what its reader may have, and nothing else."""

    document: Document
    """Without assets; of brief and audience what printing asks for: their other wishes may name blocks that are withheld."""
    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """What comes back."""

    renderings: tuple[Rendering, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    fault: Diagnostic | None = None
    traceback: str = ""
    release: str = ""
    """Of the briefgen that printed it."""


def packed(document: Document, formats: tuple[Format, ...], sink: Sink) -> tuple[Parcel, Wardrobe]:
    """A document with everything that it is printed with. Raises `BriefgenError` where an image in it cannot be read."""
    assets, brief = document.assets, document.brief
    wardrobe = Wardrobe(
        styles=tuple((path.name, _read(path)) for path in assets.styles),
        images=tuple(images_of(document, sink).items()),
        fonts=tuple(_files(assets.fonts)),
    )
    bare = replace(
        document,
        assets=Assets((), {}, {}, assets.theme),
        brief=Brief(brief.id, brief.audience, "", brief.title, brief.language, brief.origin, date=brief.date),
        audience=replace(
            document.audience, sections=(), rules=(), files=(), description="", pages=(), printed=PrintedNames()
        ),
    )
    return Parcel(bare, formats), wardrobe


def print_parcel(parcel: Parcel, wardrobe: Wardrobe) -> Printed:
    """Print a document, wherever this runs. Raises nothing: whatever goes wrong stands in what comes back."""
    sink = Sink()
    try:
        with PRINTING, redirect_stdout(StringIO()):
            assets = _unpacked(wardrobe).assets
            document = replace(parcel.document, assets=replace(assets, theme=parcel.document.assets.theme))
            return Printed(render_formats(document, parcel.formats, sink), tuple(sink.found), release=release())
    except BriefgenError as error:
        sink.extend(error.diagnostics)
        return Printed(found=sink.sorted(), release=release())
    except MachineError as error:
        return Printed(fault=error.diagnostic, release=release())
    except Exception as error:  # noqa: BLE001 - as in a process of our own, a fault costs one document
        return Printed(fault=fault_of(error), traceback=traceback.format_exc(), release=release())


@dataclass(frozen=True, slots=True)
class _Unpacked:
    """A wardrobe on the disk of whoever prints, for as long as this value lives."""

    folder: ScratchFolder
    assets: Assets


@lru_cache(maxsize=KEPT)
def _unpacked(wardrobe: Wardrobe) -> _Unpacked:
    folder = ScratchFolder()
    root = Path(folder.name)
    styles = tuple(
        _laid(root / f"{number}" / STYLES / PurePosixPath(name).name, content)
        for number, (name, content) in enumerate(wardrobe.styles)
    )
    images, fonts = (
        {
            name: _laid(root / kind / f"{number}" / PurePosixPath(name).name, content)
            for number, (name, content) in enumerate(files)
        }
        for kind, files in (("images", wardrobe.images), ("fonts", wardrobe.fonts))
    )
    return _Unpacked(folder, Assets(styles, images, fonts, anew=frozenset(images)))


def _laid(path: Path, content: Content) -> Path:
    if content is not None:
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    return path


def _files(paths: Mapping[str, Path]) -> Iterator[tuple[str, Content]]:
    return ((name, _read(path)) for name, path in paths.items())


def _read(path: Path) -> Content:
    try:
        return path.read_bytes()
    except OSError:
        return None
