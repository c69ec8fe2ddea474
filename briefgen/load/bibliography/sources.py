"""Reads the sources of a library: `sources.yaml`, or the export of another program beside it or instead of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from briefgen.load.bibliography.csl_json import read_csl_json
from briefgen.load.bibliography.importing import read_bibtex, read_ris
from briefgen.load.paths import find_files_named, to_display_path
from briefgen.load.syntax.parsed import KeyPath, ParsedData
from briefgen.load.syntax.validated import read_yaml_file, validate_data, validate_value
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Sensitivity, Source
from briefgen.model.nearest import suggest_nearest
from briefgen.schema import csl
from briefgen.schema.key_types import describe_value
from briefgen.schema.sources_file import SourceFile, SourceKeys, SourcesFile

_ZOTERO_ADDRESS = re.compile(r"https?://.+|\d+/[A-Z0-9]{8}")
_EXTRA_KEY = re.compile(r"^Citation Key: *(\S+)", re.MULTILINE)

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


def load_sources(folder: Path, root: Path, sink: Sink) -> Mapping[str, Source]:
    """The sources of a library by key, from every `sources.*` that can be read."""
    result: dict[str, Source] = {}
    for path in find_files_named("sources", SOURCE_READERS, folder, root, sink):
        for source in _read_file(path, to_display_path(root, path), sink):
            first = result.setdefault(source.key, source)
            if first is not source:
                message = f"source `{source.key}` is there twice, first at {first.origin}"
                sink.error("source-duplicate", message, source.origin, "rename or delete one of them")
    return result


def _read_file(path: Path, name: str, sink: Sink) -> Iterator[Source]:
    parsed = SOURCE_READERS[path.suffix](path, name, sink)
    if parsed is None:
        return
    if isinstance(parsed.data, list):
        parsed = parsed.nest_under("references")
    items = parsed.data.get("references") if isinstance(parsed.data, dict) else None
    if isinstance(parsed.data, dict) and isinstance(items, list):
        read = validate_data(SourcesFile, ParsedData({**parsed.data, "references": []}, parsed.lines), name, sink)
        yield from _build_sources(parsed, items, read.model.sensitivity if read else None, name, sink)
    else:
        validate_data(SourcesFile, parsed, name, sink)


def _build_sources(
    parsed: ParsedData, items: list[object], label: Sensitivity | None, name: str, sink: Sink
) -> Iterator[Source]:
    """Read each item by itself, so that it keeps its line whatever is wrong with the others."""
    for index, data in enumerate(items):
        place = ("references", index)
        origin = Origin(name, parsed.find_line(place))
        if not isinstance(data, dict):
            sink.error(
                "file-value", f"item {index + 1} of the sources must be a mapping, found {describe_value(data)}", origin
            )
            continue
        _replace_zotero_key(data, origin, sink)
        item = validate_value(SourceFile, parsed, place, name, sink)
        if item:
            _warn_about_unknown_variables(item, parsed, place, name, sink)
            stated = item.sensitivity or label
            yield Source(
                key=item.id,
                csl=item.to_csl_item(),
                sensitivity=stated or Sensitivity.CONFIDENTIAL,
                origin=origin,
                labelled=stated is not None,
                translations={
                    language: {"csl": {**item.to_csl_item(), **texts}} for language, texts in item.translations.items()
                },
            )


def _replace_zotero_key(data: dict[str, object], origin: Origin, sink: Sink) -> None:
    """Replace the id of Zotero, which is an address, by the citation key that the author chose."""
    address = str(data.get("id", ""))
    if not _ZOTERO_ADDRESS.fullmatch(address):
        return
    noted = _EXTRA_KEY.search(str(data.get("note", "")))
    data["id"] = data.get("citation-key") or (noted[1] if noted else address)
    if data["id"] == address:
        hint = "give the work a citation key in Zotero and export again"
        sink.warning("source-key", f"the key of a source is an address: `@{{{address}}}`", origin, hint)


def _warn_about_unknown_variables(item: SourceKeys, parsed: ParsedData, place: KeyPath, name: str, sink: Sink) -> None:
    for key in item.unknown_keys:
        hints = suggest_nearest(key, csl.VARIABLES)
        message = f"`{key}` of source `{item.id}` is not a CSL variable and is not printed"
        sink.warning("source-variable", message, Origin(name, parsed.find_line((*place, key))), *hints)
