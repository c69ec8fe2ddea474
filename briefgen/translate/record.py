"""Records that translations belong to their originals as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.edit.entry_list import edit_entries
from briefgen.edit.file_edit import FileEdit, write_edits
from briefgen.model.diagnostic import Sink
from briefgen.model.translation_record import TextKey

HEAD = "# From which text each translation was made: `briefgen translations accept` and `import` add the entries.\n"


def record_translations(
    folder: Path, root: Path, originals: Mapping[tuple[TextKey, str], Sequence[str]], sink: Sink
) -> None:
    """Add the originals by text and language of the translation, and write them. Raises `BriefgenError`."""
    write_edits(edit_translations(folder, root, originals, sink))


def edit_translations(
    folder: Path, root: Path, originals: Mapping[tuple[TextKey, str], Sequence[str]], sink: Sink
) -> tuple[FileEdit, ...]:
    """The edit that adds the originals; none where there is nothing to add. Raises `BriefgenError`."""
    languages: dict[tuple[TextKey, tuple[str, ...]], list[str]] = {}
    for (key, language), original in originals.items():
        languages.setdefault((key, tuple(original)), []).append(language)
    entries = [
        {
            "kind": key.kind,
            "name": key.name,
            "part": key.part,
            "languages": tuple(tags),
            "original": list(original),
        }
        for (key, original), tags in languages.items()
    ]
    return (edit_entries(folder, root, "translations", HEAD, entries, sink),) if entries else ()
