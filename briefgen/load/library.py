"""Reads a library: blocks, sources, facts and images on one subject."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.access.infer_sensitivity import infer_library_sensitivity
from briefgen.access.template_names import find_names_in_blocks, find_printed_names
from briefgen.load.approvals import load_approvals
from briefgen.load.bibliography.aliases import replace_addresses
from briefgen.load.bibliography.sources import load_sources
from briefgen.load.blocks import load_blocks
from briefgen.load.facts import load_facts
from briefgen.load.images import load_images
from briefgen.load.names import FOLDERS, stop_on_unusable_link, stop_unknown
from briefgen.load.paths import report_unreadable_file
from briefgen.load.previous import load_previous, resolve_previous
from briefgen.load.translation_records import load_translation_records
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Sink
from briefgen.model.library import Library
from briefgen.paths import is_readable
from briefgen.schema.key_types import NAME_PATTERN


def load_library(project: Project, name: str, sink: Sink, requested_at: Origin | None = None) -> Library:
    """Everything under `content/<name>/`; `requested_at` is the place that names it.

    Raises `BriefgenError` where there is no such folder.
    """
    folder = project.root / FOLDERS["libraries"] / name
    if not NAME_PATTERN.fullmatch(name) or not os.path.lexists(folder):
        stop_unknown(project, "libraries", name, sink, requested_at)
    stop_on_unusable_link(project, folder, sink)
    if not folder.is_dir():
        stop_unknown(project, "libraries", name, sink, requested_at)
    if not is_readable(folder):
        report_unreadable_file(Origin(f"content/{name}"), sink)
        sink.stop_on_errors()
    blocks = load_blocks(folder, project, sink)
    if not blocks and not sink.failed:
        message = f"library `{name}` has no blocks"
        sink.warning("library-empty", message, Origin(f"content/{name}"), "run `briefgen new block`")
    previous = load_previous(folder, project.root, sink)
    blocks = resolve_previous(blocks, previous, sink)
    sources = load_sources(folder, project.root, sink)
    facts = load_facts(folder, project.root, sink, project.language)
    images = load_images(folder, project.root, sink)
    library = Library(
        name=name,
        root=folder,
        blocks=replace_addresses(blocks, sources.aliases),
        facts=replace_addresses(facts, sources.aliases),
        sources=sources.by_key,
        source_addresses=sources.aliases,
        images=images.paths,
        image_sensitivity=images.sensitivity,
        image_consents=images.consents,
        approvals=load_approvals(folder, blocks, project, sink),
        previous=previous,
        translation_records=load_translation_records(folder, project, sink),
        printed_names=find_printed_names(find_names_in_blocks(blocks)),
    )
    return infer_library_sensitivity(library, project.default_sensitivity)


@dataclass(frozen=True, slots=True)
class LoadedLibraries:
    """The libraries of one project that a process has read, for a run during which nobody edits them."""

    _libraries: dict[str, tuple[Library, tuple[Diagnostic, ...]]] = field(default_factory=dict)

    def load(self, project: Project, name: str, sink: Sink, requested_at: Origin | None = None) -> Library:
        """As `load_library`, which is called once for each library; what it reports is reported each time."""
        if name not in self._libraries:
            found = Sink()
            try:
                library = load_library(project, name, found, requested_at)
            except BriefgenError:
                sink.extend(found.diagnostics)
                raise
            self.keep(library, found.diagnostics)
        library, problems = self._libraries[name]
        sink.extend(problems)
        return library

    def keep(self, library: Library, problems: Iterable[Diagnostic]) -> None:
        """Use a library that is read already, with what was reported when it was read."""
        self._libraries[library.name] = library, tuple(problems)

    def clear(self) -> None:
        """Forget all libraries: another run starts, and somebody can have edited them."""
        self._libraries.clear()
