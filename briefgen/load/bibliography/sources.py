"""Reads the sources of a library: `sources.yaml`, or the export of another program beside it or instead of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.load.bibliography.csl_json import read_csl_json
from briefgen.load.bibliography.doi_record import find_works_in_answer, rename_record
from briefgen.load.bibliography.importing import read_bibtex, read_ris
from briefgen.load.bibliography.normalise_item import ItemNormaliser
from briefgen.load.bibliography.readable_keys import add_missing_keys
from briefgen.load.paths import find_files_named, to_display_path
from briefgen.load.syntax.parsed import KeyPath, ParsedData
from briefgen.load.syntax.validated import read_yaml_file, validate_data, validate_value
from briefgen.model.body_names import is_body, list_body_languages, translate_bodies
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Sensitivity, Source
from briefgen.model.nearest import suggest_nearest
from briefgen.schema import csl
from briefgen.schema.key_types import describe_value
from briefgen.schema.sources_file import SourceFile, SourceKeys, SourcesFile

SourceReader = Callable[[Path, str, Sink], ParsedData | None]
"""From a file and its name in diagnostics to a list of CSL items, or a mapping with that list under `references`."""

SOURCE_READERS: Mapping[str, SourceReader] = {
    ".yaml": read_yaml_file,
    ".yml": read_yaml_file,
    ".json": read_csl_json,
    ".bib": read_bibtex,
    ".ris": read_ris,
}
"""How to read each ending of `sources.*`."""


HAND_WRITTEN = frozenset((".yaml", ".yml"))
"""Endings of files that people write. What is wrong in them is an error, because its author can correct it."""


@dataclass(frozen=True, slots=True)
class LoadedSources:
    """The sources of a library and the other names by which its texts may cite them."""

    by_key: Mapping[str, Source]
    aliases: Mapping[str, str]
    """By the address that another program uses as a key: the key."""


def load_sources(folder: Path, root: Path, sink: Sink) -> LoadedSources:
    """The sources of a library, from every `sources.*` that can be read."""
    result: dict[str, Source] = {}
    aliases: dict[str, str] = {}
    for path in find_files_named("sources", SOURCE_READERS, folder, root, sink):
        name = to_display_path(root, path)
        for alias, source in _read_file(path, name, sink):
            first = result.setdefault(source.key, source)
            if alias:
                aliases[alias] = source.key
            if first is not source:
                message = f"source `{source.key}` is there twice, first at {first.origin}"
                sink.error("source-duplicate", message, source.origin, "rename or delete one of them")
    return LoadedSources(result, {alias: key for alias, key in aliases.items() if alias not in result})


def read_source_items(path: Path, name: str, sink: Sink) -> dict[str, Mapping[str, Any]]:
    """The works of a list of sources anywhere, as data of CSL by their keys, with everything that briefgen reads of them."""
    if path.suffix not in SOURCE_READERS:
        known = ", ".join(f"`{ending}`" for ending in SOURCE_READERS)
        message = f"cannot be read as a list of sources; known are {known}"
        sink.stop("import-sources", message, Origin(name), "export it as CSL JSON, `.json`")
    works: dict[str, Mapping[str, Any]] = {}
    read = list(_read_file(path, name, sink, lambda work: works.setdefault(str(work.get("id")), work)))
    return {source.key: works[source.key] for _, source in read if source.key in works}


def read_library_items(folder: Path, root: Path, sink: Sink, without: str = "") -> dict[str, Mapping[str, Any]]:
    """The works of a library as data of CSL by their keys, except those of one file."""
    items: dict[str, Mapping[str, Any]] = {}
    for path in find_files_named("sources", SOURCE_READERS, folder, root, sink):
        items |= read_source_items(path, to_display_path(root, path), sink) if path.name != without else {}
    return items


def read_source(item: Mapping[str, Any], name: str, sink: Sink) -> Source | None:
    """One work of CSL data by itself, as it is read in a file that people write; None with an error in `sink`."""
    place: KeyPath = ("references", 0)
    work = _normalise_item(item, place, ParsedData({}, {}), name, sink, lenient=False)
    return _build_source(ParsedData({"references": [work]}, {}), place, None, name, sink)


def _read_file(
    path: Path, name: str, sink: Sink, collect: Callable[[Mapping[str, Any]], object] = lambda _: None
) -> Iterator[tuple[str, Source]]:
    """The sources of a file, each with the address that is its key there, if it is one; `collect` takes its data."""
    parsed = SOURCE_READERS[path.suffix](path, name, sink)
    if parsed is None:
        return
    if isinstance(parsed.data, list):
        parsed = parsed.nest_under("references")
    elif path.suffix == ".json" and (works := find_works_in_answer(parsed.data)):
        parsed = ParsedData(works, {}).nest_under("references")
    items = parsed.data.get("references") if isinstance(parsed.data, dict) else None
    if not isinstance(parsed.data, dict) or not isinstance(items, list):
        validate_data(SourcesFile, parsed, name, sink)
        return
    read = validate_data(SourcesFile, ParsedData({**parsed.data, "references": []}, parsed.lines), name, sink)
    label = read.model.sensitivity if read else None
    lenient = path.suffix not in HAND_WRITTEN
    renamed = [rename_record(item) if lenient and isinstance(item, dict) else item for item in items]
    keyed, addresses = add_missing_keys(renamed) if lenient else (renamed, [""] * len(items))
    works = [
        _normalise_item(item, ("references", index), parsed, name, sink, lenient=lenient)
        for index, item in enumerate(keyed)
    ]
    for work in works:
        if isinstance(work, dict):
            collect(work)
    parsed = ParsedData({**parsed.data, "references": works}, parsed.lines)
    for index, address in enumerate(addresses):
        source = _build_source(parsed, ("references", index), label, name, sink)
        if source:
            yield address, source


def _normalise_item(
    item: object, place: KeyPath, parsed: ParsedData, name: str, sink: Sink, *, lenient: bool
) -> object:
    """The item as CSL describes it, with a warning for everything that had to be left out."""
    if not isinstance(item, dict):
        return item

    def report(code: str, key: str, message: str, *hints: str) -> None:
        origin = Origin(name, parsed.find_line((*place, key)))
        sink.warning(code, f"in `{item.get('id')}`, {message}", origin, *hints)

    return ItemNormaliser(lenient, report).normalise(item)


def _build_source(
    parsed: ParsedData, place: KeyPath, label: Sensitivity | None, name: str, sink: Sink
) -> Source | None:
    """Read one item by itself, so that it keeps its line whatever is wrong with the others."""
    data: object = parsed.data
    for step in place:
        data = data[step]  # type: ignore[index]  # the caller knows that the place exists
    origin = Origin(name, parsed.find_line(place))
    if not isinstance(data, dict):
        message = f"item {int(place[-1]) + 1} of the sources must be a mapping, found {describe_value(data)}"
        sink.error("file-value", message, origin)
        return None
    item = validate_value(SourceFile, parsed, place, name, sink)
    if item is None:
        return None
    _warn_about_unknown_variables(item, parsed, place, name, sink)
    _check_translated_names(item, parsed, place, name, sink)
    stated = item.sensitivity or label
    return Source(
        key=item.id,
        csl=item.to_csl_item(),
        sensitivity=stated or Sensitivity.CONFIDENTIAL,
        origin=origin,
        labelled=stated is not None,
        translations=dict(_translate_item(item)),
    )


def _translate_item(item: SourceKeys) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The whole item in each language that its file states, or that has a name for a body in it."""
    csl_item = item.to_csl_item()
    for language in dict.fromkeys((*item.translations, *list_body_languages())):
        texts = {**translate_bodies(csl_item, language), **item.translations.get(language, {})}
        if texts:
            yield language, {"csl": {**csl_item, **texts}}


def _check_translated_names(item: SourceKeys, parsed: ParsedData, place: KeyPath, name: str, sink: Sink) -> None:
    """Report names in another language that are not one for each name of the work, with people as they are."""
    own_names = item.to_csl_item()
    for language, texts in item.translations.items():
        for variable in sorted(texts.keys() & csl.NAMES):
            own, local = own_names.get(variable, ()), texts[variable]
            if len(own) == len(local) and all(map(_is_name_of_same, own, local)):
                continue
            line = parsed.find_line((*place, "translations", language, variable))
            message = (
                f"`{variable}` of `{item.id}` in `{language}` is not one name for each body, with people as they are"
            )
            hint = "write all names in their order: a body by its name in the language, a person as above"
            sink.error("source-name", message, Origin(name, line), hint)


def _is_name_of_same(own: Mapping[str, Any], local: Mapping[str, Any]) -> bool:
    """Whether a name can be that of a body in another language, or is the same person's; a person's name is not translated."""
    return is_body(own) and is_body(local) if is_body(own) else own == local


def _warn_about_unknown_variables(item: SourceKeys, parsed: ParsedData, place: KeyPath, name: str, sink: Sink) -> None:
    for key in item.unknown_keys:
        hints = suggest_nearest(key, csl.VARIABLES)
        message = f"`{key}` of source `{item.id}` is not a CSL variable and is not printed"
        sink.warning("source-variable", message, Origin(name, parsed.find_line((*place, key))), *hints)
