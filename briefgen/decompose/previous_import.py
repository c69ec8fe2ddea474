"""Adds earlier recommendations to the `previous.yaml` of a library: new ones only, and never over an entry that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.decompose.known_works import normalise
from briefgen.decompose.previous_entries import PreviousEntry, build_key
from briefgen.edit.entry_list import edit_entries
from briefgen.edit.file_edit import FileEdit, write_edits
from briefgen.load.previous import REVIEW, load_previous
from briefgen.model.diagnostic import Origin, Sink

HEAD = """# Recommendations that were made before. A recommendation takes one up under `previous`, by its key: `previous: [upr-2024-28.12]`.
# `briefgen list previous` shows those that nothing takes up.
"""


@dataclass(slots=True)
class PreviousImport:
    """What an import adds, and what was there."""

    added: dict[str, str] = field(default_factory=dict)
    """The words of each, by its key."""
    present: list[str] = field(default_factory=list)
    edits: tuple[FileEdit, ...] = ()
    """What writes those that are added."""


def add_previous(
    entries: Sequence[PreviousEntry],
    folder: Path,
    root: Path,
    sources: Mapping[str, Mapping[str, Any]],
    origin: Origin,
    sink: Sink,
) -> PreviousImport:
    """Add entries to the file of a library, and write it. Raises `BriefgenError`."""
    found = plan_previous(entries, folder, root, sources, origin, sink)
    write_edits(found.edits)
    return found


def plan_previous(
    entries: Sequence[PreviousEntry],
    folder: Path,
    root: Path,
    sources: Mapping[str, Mapping[str, Any]],
    origin: Origin,
    sink: Sink,
) -> PreviousImport:
    """What adds entries to the file of a library; its sources are cited where they have the symbol. Raises `BriefgenError`."""
    known = load_previous(folder, root, sink)
    sink.stop_on_errors()
    result = PreviousImport()
    written: list[dict[str, object]] = []
    texts = {key: normalise(entry.text) for key, entry in known.items()}
    for number, entry in enumerate(entries, start=1):
        key = _choose_key(entry, f"row-{number}", texts)
        if key in texts:
            result.present.append(key)
            if texts[key] != normalise(entry.text):
                message = f"`{key}` has other words in `{origin}` than in previous.yaml, which stays as it is"
                sink.warning(
                    "previous-words",
                    message,
                    known[key].origin if key in known else origin,
                    "compare both with the report of the United Nations",
                )
            continue
        texts[key] = normalise(entry.text)
        result.added[key] = entry.text
        written.append(entry.to_entry(key, _write_source(entry, sources)))
        for words in entry.unknown_states:
            message = f"`{words}` in `{key}` is not the name of a state"
            sink.warning("previous-state", message, origin, f"add its code to `states` of `{key}` in previous.yaml")
        if not entry.year:
            message = f"`{key}` has no year, because neither a date nor the symbol of its document is given"
            sink.warning(
                "previous-year",
                message,
                origin,
                "name the symbol of the report, such as `A/HRC/59/15`, in the first lines of the text",
            )
    if written:
        result.edits = (edit_entries(folder, root, "previous", HEAD, written, sink),)
    return result


def _choose_key(entry: PreviousEntry, number: str, texts: Mapping[str, str]) -> str:
    """The key of an entry; another one where a paragraph of a committee has several recommendations."""
    key = stem = build_key(entry, number)
    count = 1
    while entry.body != REVIEW and key in texts and texts[key] != normalise(entry.text):
        count += 1
        key = f"{stem}-{count}"
    return key


def _write_source(entry: PreviousEntry, sources: Mapping[str, Mapping[str, Any]]) -> str:
    """A citation of the work with the symbol of the document; else the symbol."""
    cited = next(
        (
            key
            for key, work in sources.items()
            if entry.symbol and entry.symbol in str(work.get("number") or "").split()
        ),
        "",
    )
    place = f", para {entry.paragraph}" if entry.paragraph else ""
    if cited:
        return f"@{cited}{place}"
    return f"{f'UN Doc {entry.symbol}' if entry.symbol else entry.body}{place}"
