"""Reads a library: blocks, sources, facts and images on one subject."""

from __future__ import annotations

from briefgen.files.model import NAME
from briefgen.load.blocks import load_blocks
from briefgen.load.facts import load_facts
from briefgen.load.images import load_images
from briefgen.load.labels import (
    facts_printed,
    images_shown,
    labelled_images,
    settle,
    settle_images,
    sources_cited,
)
from briefgen.load.names import FOLDERS, stop_unknown
from briefgen.load.paths import contained, report_escape
from briefgen.load.sources import load_sources
from briefgen.values.brief import Project
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.library import Closed, Library
from briefgen.values.printed import printed_by


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
    unlabelled = project.unlabelled
    printed = facts_printed(blocks)
    facts = settle(load_facts(folder, project.root, sink, project.language), printed, unlabelled)
    cited = sources_cited(blocks, facts.values())
    sources = settle(load_sources(folder, project.root, sink), cited, unlabelled)
    images = load_images(folder, project.root, sink)
    labelled, shown = labelled_images(images.paths, images.stated), images_shown(images.paths, blocks)
    closed = Closed(
        facts=frozenset(key for key, one in facts.items() if not one.labelled and key not in printed),
        sources=frozenset(key for key, one in sources.items() if not one.labelled and key not in cited),
        images=frozenset(name for name in images.paths if name not in labelled and name not in shown),
    )
    texts = ((f"{one.title}\n{one.body}", one.sensitivity) for block in blocks for one in block.variants)
    return Library(
        name=name,
        root=folder,
        blocks=blocks,
        facts=facts,
        sources=sources,
        images=images.paths,
        image_sensitivity=settle_images(images.paths, labelled, shown, unlabelled),
        image_consents=images.consents,
        labelled_images=frozenset(labelled),
        printed=printed_by(texts),
        closed=closed if unlabelled is None else Closed(),
    )
