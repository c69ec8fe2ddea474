"""Reads `translations.yaml`: from which text each translation was made."""

from __future__ import annotations

from pathlib import Path

from briefgen.load.paths import find_files_named, to_display_path
from briefgen.load.syntax.validated import read_list_file
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Sink
from briefgen.model.translation_record import TextKey, TranslationRecord
from briefgen.schema.translations_file import TranslationsFile


def load_translation_records(folder: Path, project: Project, sink: Sink) -> tuple[TranslationRecord, ...]:
    """The records of a library, in the order of the file."""
    path = next(find_files_named("translations", (".yaml",), folder, project.root, sink), None)
    read = read_list_file(TranslationsFile, path, to_display_path(project.root, path), sink) if path else None
    return tuple(
        TranslationRecord(
            TextKey(entry.kind, entry.name, entry.part), entry.languages, entry.original, read.find_origin(index)
        )
        for index, entry in enumerate(read.model.root if read else ())
        if read
    )
