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

from briefgen.campaign.inputs import compute_release_digest
from briefgen.model.artifact import Format, Rendering
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import BriefgenError, Diagnostic, MachineError, Sink, build_internal_fault
from briefgen.model.document import Assets, Document
from briefgen.pipeline import reencode_document_images, render_formats
from briefgen.temp_folder import TempFolder

FileContent = bytes | None
"""None: the file cannot be read, and the machine that renders reports it."""

STYLES_FOLDER = "styles/"

CACHE_SIZE = 4
"""Wardrobes that a process keeps unpacked."""

RENDER_LOCK = Lock()
"""Held while a document is printed: Pango and WeasyPrint are for one thread at a time."""


@dataclass(frozen=True, slots=True)
class SharedAssets:
    """The files that documents are printed with, by the names that they are asked for. Most documents of a campaign share one."""

    styles: tuple[tuple[str, FileContent], ...]
    images: tuple[tuple[str, bytes], ...]
    """Encoded again from their pixels: what a camera wrote into a file stays on this machine."""
    fonts: tuple[tuple[str, FileContent], ...]


@dataclass(frozen=True, slots=True)
class RenderJob:
    """One finished text to be printed. It holds what its reader may see, and nothing else."""

    document: Document
    """Without assets; of brief and audience what printing asks for: their other requests can name blocks that are withheld."""
    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What comes back."""

    renderings: tuple[Rendering, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    fault: Diagnostic | None = None
    traceback: str = ""
    release: str = ""
    """Of the briefgen that printed it."""


def build_render_job(document: Document, formats: tuple[Format, ...], sink: Sink) -> tuple[RenderJob, SharedAssets]:
    """A document with everything that it is printed with. Raises `BriefgenError` where an image in it cannot be read."""
    assets, brief = document.assets, document.brief
    shared = SharedAssets(
        styles=tuple((path.name, _read_file(path)) for path in assets.styles),
        images=tuple(reencode_document_images(document, sink).items()),
        fonts=tuple(_read_files(assets.fonts)),
    )
    bare = replace(
        document,
        assets=Assets((), {}, {}, assets.theme),
        brief=Brief(brief.id, brief.audience, "", brief.title, brief.language, brief.origin, date=brief.date),
        audience=replace(
            document.audience,
            sections=(),
            rules=(),
            files=(),
            description="",
            page_templates=(),
        ),
    )
    return RenderJob(bare, formats), shared


def run_render_job(job: RenderJob, shared: SharedAssets) -> RenderResult:
    """Print a document, wherever this runs. Raises nothing: every problem is part of the result."""
    sink = Sink()
    try:
        with RENDER_LOCK, redirect_stdout(StringIO()):
            assets = _unpack_assets(shared).assets
            document = replace(job.document, assets=replace(assets, theme=job.document.assets.theme))
            return RenderResult(
                render_formats(document, job.formats, sink),
                tuple(sink.diagnostics),
                release=compute_release_digest(),
            )
    except BriefgenError as error:
        sink.extend(error.diagnostics)
        return RenderResult(diagnostics=sink.collect_sorted(), release=compute_release_digest())
    except MachineError as error:
        return RenderResult(fault=error.diagnostic, release=compute_release_digest())
    except Exception as error:  # noqa: BLE001 - as in a process of our own, a fault costs one document
        return RenderResult(
            fault=build_internal_fault(error), traceback=traceback.format_exc(), release=compute_release_digest()
        )


@dataclass(frozen=True, slots=True)
class _UnpackedAssets:
    """A shared on the disk of the machine that renders, for as long as this value lives."""

    folder: TempFolder
    assets: Assets


@lru_cache(maxsize=CACHE_SIZE)
def _unpack_assets(shared: SharedAssets) -> _UnpackedAssets:
    folder = TempFolder()
    root = Path(folder.name)
    styles = tuple(
        _write_file(root / f"{number}" / STYLES_FOLDER / PurePosixPath(name).name, content)
        for number, (name, content) in enumerate(shared.styles)
    )
    images, fonts = (
        {
            name: _write_file(root / kind / f"{number}" / PurePosixPath(name).name, content)
            for number, (name, content) in enumerate(files)
        }
        for kind, files in (("images", shared.images), ("fonts", shared.fonts))
    )
    return _UnpackedAssets(folder, Assets(styles, images, fonts, reencoded_images=frozenset(images)))


def _write_file(path: Path, content: FileContent) -> Path:
    if content is not None:
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    return path


def _read_files(paths: Mapping[str, Path]) -> Iterator[tuple[str, FileContent]]:
    return ((name, _read_file(path)) for name, path in paths.items())


def _read_file(path: Path) -> FileContent:
    try:
        return path.read_bytes()
    except OSError:
        return None
