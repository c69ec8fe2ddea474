"""Reports blocks of a kind that no audience of the project takes: the kind is mostly misspelt, and no document prints the block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.load.names import find_named_file, list_audience_files, list_names
from briefgen.load.syntax.validated import read_yaml_data
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.library import Block, Library
from briefgen.model.nearest import suggest_nearest


def check_kinds(project: Project, library: Library, sink: Sink) -> None:
    """Report each block that no section of any audience takes because of its kind, and that no brief names.

    Mistakes in the files of audiences are not reported here, but when an audience is loaded.
    """
    sections = _read_all_sections(project)
    kinds = _collect_texts(sections, "kinds") | project.consent_kinds
    # A section with topics and without kinds takes blocks of any kind.
    topics = _collect_texts([section for section in sections if not section.get("kinds")], "topics")
    named = _collect_texts(sections, "blocks")
    lost = [
        block
        for block in library.blocks
        if block.kind not in kinds and block.id not in named and not topics & block.topics
    ]
    named_by_briefs = _find_blocks_named_by_briefs(project) if lost else frozenset()
    for block in lost:
        paths = {variant.origin.path for variant in block.variants}
        below = {path.removeprefix(f"content/{library.name}/") for path in paths}
        if named_by_briefs.isdisjoint({block.id} | paths | below):
            _report_kind(block, kinds, sink)


def collect_kinds(project: Project) -> frozenset[str]:
    """The kinds that sections of audiences take, of the project and built-in ones."""
    return _collect_texts(_read_all_sections(project), "kinds")


def _read_all_sections(project: Project) -> list[dict[str, object]]:
    """The sections in each file of an audience, the project's own and the built-in ones."""
    return [section for path in list_audience_files(project) for section in _walk_sections(read_yaml_data(path))]


def _collect_texts(sections: Iterable[dict[str, object]], key: str) -> frozenset[str]:
    return frozenset(text for section in sections for text in _iterate_texts(section.get(key)))


def _report_kind(block: Block, kinds: Iterable[str], sink: Sink) -> None:
    message = f"no audience takes kind `{block.kind}`, so no document prints block `{block.id}`"
    hints = suggest_nearest(block.kind, kinds) or ("name the kind in a section of an audience, or correct it",)
    sink.error("block-kind", message, block.origin, *hints)


def _walk_sections(data: object) -> Iterator[dict[str, object]]:
    sections = data.get("sections") if isinstance(data, dict) else None
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, dict):
            yield section
            yield from _walk_sections(section)


def _find_blocks_named_by_briefs(project: Project) -> frozenset[str]:
    ids: set[str] = set()
    for name in list_names(project, "briefs"):
        try:
            data = read_yaml_data(find_named_file(project, "briefs", name, Sink()))
        except BriefgenError:
            continue  # reported where that brief is loaded
        sections = data.get("sections") if isinstance(data, dict) else None
        entries = sections if isinstance(sections, list) else []
        named = (entry.get("blocks") for entry in entries if isinstance(entry, dict))
        for blocks in sections.values() if isinstance(sections, dict) else named:
            ids.update(_iterate_texts(blocks))
    return frozenset(name.removeprefix("./") for name in ids)


def _iterate_texts(value: object) -> Iterator[str]:
    return (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))
