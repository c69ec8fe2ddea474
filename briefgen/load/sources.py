"""Reads the sources of a library: `sources.yaml`, or another program's export beside or instead of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from briefgen.files import csl
from briefgen.files.model import found
from briefgen.files.sources import SourceFile, SourceKeys, SourcesFile
from briefgen.load.foreign_sources import read_bib, read_ris
from briefgen.load.json_items import read_json
from briefgen.load.parsed import Parsed, Place
from briefgen.load.paths import files_called, shown
from briefgen.load.reading import check_parsed, check_value, read_yaml
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.library import Sensitivity, Source
from briefgen.values.nearest import did_you_mean

_ZOTERO_ADDRESS = re.compile(r"https?://.+|\d+/[A-Z0-9]{8}")
_EXTRA_KEY = re.compile(r"^Citation Key: *(\S+)", re.MULTILINE)

Reader = Callable[[Path, str, Sink], Parsed | None]
"""From a file and its name in diagnostics to a list of CSL items, or a mapping with that list under `references`."""

READERS: Mapping[str, Reader] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
    ".bib": read_bib,
    ".ris": read_ris,
}
"""How to read each ending of `sources.*`."""


def load_sources(folder: Path, root: Path, sink: Sink) -> Mapping[str, Source]:
    """The sources of a library by key, from every `sources.*` that can be read."""
    result: dict[str, Source] = {}
    for source in (
        one
        for path in files_called("sources", READERS, folder, root, sink)
        for one in _read(path, shown(root, path), sink)
    ):
        first = result.setdefault(source.key, source)
        if first is not source:
            message = f"source `{source.key}` is there twice, first at {first.origin}"
            sink.error("source-duplicate", message, source.origin, "rename or delete one of them")
    return result


def _read(path: Path, name: str, sink: Sink) -> Iterator[Source]:
    parsed = READERS[path.suffix](path, name, sink)
    if parsed is None:
        return
    if isinstance(parsed.data, list):
        parsed = parsed.below("references")
    items = parsed.data.get("references") if isinstance(parsed.data, dict) else None
    if isinstance(parsed.data, dict) and isinstance(items, list):
        read = check_parsed(SourcesFile, Parsed({**parsed.data, "references": []}, parsed.lines), name, sink)
        yield from _items(parsed, items, read.model.sensitivity if read else None, name, sink)
    else:
        check_parsed(SourcesFile, parsed, name, sink)


def _items(parsed: Parsed, items: list[object], label: Sensitivity | None, name: str, sink: Sink) -> Iterator[Source]:
    """Each item by itself, so that each keeps its line whatever is wrong with the others."""
    for index, data in enumerate(items):
        place = ("references", index)
        origin = Origin(name, parsed.line(place))
        if not isinstance(data, dict):
            sink.error("file-value", f"item {index + 1} of the sources wants a mapping, found {found(data)}", origin)
            continue
        _take_citation_key(data, origin, sink)
        item = check_value(SourceFile, parsed, place, name, sink)
        if item:
            _warn_of_unknown(item, parsed, place, name, sink)
            stated = item.sensitivity or label
            yield Source(
                key=item.id,
                csl=item.csl(),
                sensitivity=stated or Sensitivity.CONFIDENTIAL,
                origin=origin,
                labelled=stated is not None,
                translations={
                    language: {"csl": {**item.csl(), **texts}} for language, texts in item.translations.items()
                },
            )


def _take_citation_key(data: dict[str, object], origin: Origin, sink: Sink) -> None:
    """Zotero names a work by its address and states the author's key for it elsewhere."""
    address = str(data.get("id", ""))
    if not _ZOTERO_ADDRESS.fullmatch(address):
        return
    noted = _EXTRA_KEY.search(str(data.get("note", "")))
    data["id"] = data.get("citation-key") or (noted[1] if noted else address)
    if data["id"] == address:
        hint = "give the work a citation key in Zotero and export again"
        sink.warning("source-key", f"the key of a source is an address: `@{{{address}}}`", origin, hint)


def _warn_of_unknown(item: SourceKeys, parsed: Parsed, place: Place, name: str, sink: Sink) -> None:
    for key in item.unknown:
        hints = did_you_mean(key, csl.VARIABLES)
        message = f"`{key}` of source `{item.id}` is no CSL variable and is not printed"
        sink.warning("source-variable", message, Origin(name, parsed.line((*place, key))), *hints)
