"""Reads a library: blocks, sources, facts and images on one subject."""

from __future__ import annotations

from briefgen.access.infer_sensitivity import (
    find_cited_sources,
    find_labelled_images,
    find_printed_facts,
    find_shown_images,
    infer_image_sensitivity,
    infer_sensitivity,
)
from briefgen.access.template_names import find_names_in_blocks, find_printed_names
from briefgen.load.bibliography.sources import load_sources
from briefgen.load.blocks import load_blocks
from briefgen.load.facts import load_facts
from briefgen.load.images import load_images
from briefgen.load.names import FOLDERS, stop_unknown
from briefgen.load.paths import is_inside, report_escape
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Library, Unlabelled
from briefgen.schema.key_types import NAME_PATTERN


def load_library(project: Project, name: str, sink: Sink, requested_at: Origin | None = None) -> Library:
    """Everything under `content/<name>/`; `asked` is where it was asked for.

    Raises `BriefgenError` where there is no such folder.
    """
    folder = project.root / FOLDERS["libraries"] / name
    if not NAME_PATTERN.fullmatch(name) or not folder.is_dir():
        stop_unknown(project, "libraries", name, sink, requested_at)
    if not is_inside(folder, project.root):
        report_escape(f"content/{name}", Origin(f"content/{name}"), sink)
        sink.stop_on_errors()
    blocks = load_blocks(folder, project, sink)
    if not blocks and not sink.failed:
        sink.warning(
            "library-empty", f"library `{name}` has no blocks", Origin(f"content/{name}"), "run `briefgen new block`"
        )
    unlabelled = project.default_sensitivity
    printed = find_printed_facts(blocks)
    facts = infer_sensitivity(load_facts(folder, project.root, sink, project.language), printed, unlabelled)
    cited = find_cited_sources(blocks, facts.values())
    sources = infer_sensitivity(load_sources(folder, project.root, sink), cited, unlabelled)
    images = load_images(folder, project.root, sink)
    labelled, shown = find_labelled_images(images.paths, images.sensitivity), find_shown_images(images.paths, blocks)
    closed = Unlabelled(
        facts=frozenset(key for key, one in facts.items() if not one.labelled and key not in printed),
        sources=frozenset(key for key, one in sources.items() if not one.labelled and key not in cited),
        images=frozenset(name for name in images.paths if name not in labelled and name not in shown),
    )
    return Library(
        name=name,
        root=folder,
        blocks=blocks,
        facts=facts,
        sources=sources,
        images=images.paths,
        image_sensitivity=infer_image_sensitivity(images.paths, labelled, shown, unlabelled),
        image_consents=images.consents,
        labelled_images=frozenset(labelled),
        printed_names=find_printed_names(find_names_in_blocks(blocks)),
        unlabelled=closed if unlabelled is None else Unlabelled(),
    )
