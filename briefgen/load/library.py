"""Reads a library: blocks, sources, facts and images on one subject."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefgen.files.model import NAME
from briefgen.load.blocks import IMAGES, load_blocks
from briefgen.load.facts import load_facts
from briefgen.load.names import FOLDERS, stop_unknown
from briefgen.load.paths import contained, files_below, report_escape
from briefgen.load.sources import load_sources
from briefgen.values.brief import Project
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.library import Library


def load_library(project: Project, name: str, sink: Sink, asked: Origin | None = None) -> Library:
    """Everything under `content/<name>/`; `asked` is where it was asked for.

    Raises `BriefgenError` where there is no such folder.
    """
    folder = project.root / FOLDERS["libraries"] / name
    if not NAME.fullmatch(name) or not folder.is_dir():
        stop_unknown(project, "libraries", name, sink, asked)
    if not contained(folder, project.root):
        report_escape(f"content/{name}", Origin(f"content/{name}"), sink)
        sink.stop_on_errors()
    blocks = load_blocks(folder, project, sink)
    if not blocks and not sink.failed:
        sink.warning(
            "library-empty", f"library `{name}` has no blocks", Origin(f"content/{name}"), "run `briefgen new block`"
        )
    return Library(
        name=name,
        root=folder,
        blocks=blocks,
        facts=load_facts(folder, project.root, sink),
        sources=load_sources(folder, project.root, sink),
        images=_images(folder, project.root, sink),
    )


def _images(folder: Path, root: Path, sink: Sink) -> Mapping[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in files_below(folder / IMAGES, root, sink)}
