"""Reads a library: blocks, sources, facts and images on one subject."""

from __future__ import annotations

from briefgen.files.model import NAME
from briefgen.load.blocks import load_blocks
from briefgen.load.facts import load_facts
from briefgen.load.images import load_images
from briefgen.load.labels import settle_facts, settle_images, settle_sources
from briefgen.load.names import FOLDERS, stop_unknown
from briefgen.load.paths import contained, report_escape
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
    facts = settle_facts(load_facts(folder, project.root, sink, project.language), blocks, project.unlabelled)
    sources = load_sources(folder, project.root, sink)
    images = load_images(folder, project.root, sink)
    return Library(
        name=name,
        root=folder,
        blocks=blocks,
        facts=facts,
        sources=settle_sources(sources, blocks, facts.values(), project.unlabelled),
        images=images.paths,
        image_sensitivity=settle_images(images.paths, images.stated, blocks, project.unlabelled),
        image_consents=images.consents,
    )
