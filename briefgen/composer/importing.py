"""A finished text that becomes blocks and a brief, read as `briefgen import` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.arguments import build_act_error
from briefgen.composer.session import ComposerSession
from briefgen.decompose.file_import import (
    FileImport,
    ImportSettings,
    list_import_edits,
    read_import,
    read_library_sources,
    report_kept_and_lost,
)
from briefgen.edit.file_edit import FileEdit
from briefgen.load import list_names
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink
from briefgen.schema.key_types import NAME_PATTERN

MAX_LEVEL = 6


@dataclass(frozen=True, slots=True)
class ImportReading:
    """What a file becomes."""

    found: FileImport | None
    """None where the problems are errors that stop the import."""
    edits: tuple[FileEdit, ...]
    problems: tuple[Diagnostic, ...]


def read_imported_file(session: ComposerSession, arguments: Mapping[str, Any]) -> ImportReading:
    """What the file that `upload` names becomes, with the edits that write it. It takes seconds, once for each revision.

    Raises `BriefgenError` where the file is no longer kept, or an argument cannot be used.
    """
    file = session.uploads.find(arguments.get("upload"))
    project = session.require_project()
    sink = Sink()
    settings = _read_settings(project, arguments, sink)

    def read() -> ImportReading:
        found = None
        try:
            found = read_import(project, file, settings, sink)
            edits = list_import_edits(project, found, sink)
        except BriefgenError as error:
            return ImportReading(found, (), Sink([*error.diagnostics]).collect_sorted())
        report_kept_and_lost(found, sink)
        return ImportReading(found, edits, sink.collect_sorted())

    words = tuple(sorted((key, value) for key, value in arguments.items() if isinstance(value, str)))
    return session.read_lasting(("import", file, words), read, ())


def _read_settings(project: Project, arguments: Mapping[str, Any], sink: Sink) -> ImportSettings:
    names = {name: arguments.get(name, "") for name in ("library", "name", "audience", "sources", "level")}
    for name, value in names.items():
        if not isinstance(value, str):
            raise build_act_error("import-text", name=name)
    for name in ("library", "name"):
        if names[name] and not NAME_PATTERN.fullmatch(names[name]):
            raise build_act_error("not-a-name", name=names[name])
    if names["audience"] and names["audience"] not in list_names(project, "audiences"):
        raise build_act_error("no-audience", audience=names["audience"])
    if names["level"] not in {"", *map(str, range(1, MAX_LEVEL + 1))}:
        raise build_act_error("no-level", level=names["level"], most=MAX_LEVEL)
    return ImportSettings(
        library=names["library"],
        audience=names["audience"],
        name=names["name"],
        level=int(names["level"] or 0),
        rejects_changes=arguments.get("changes") == "reject",
        sources=read_library_sources(project, names["sources"], sink) if names["sources"] else {},
    )
