"""The facts of a library as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefgen.access.usages import UsedKind, find_usages_in_facts
from briefgen.composer.arguments import build_act_error
from briefgen.composer.session import ComposerSession
from briefgen.composer.tables.cell_texts import (
    find_own_language,
    read_list,
    read_plain,
    read_value,
    set_entry_value,
    to_text,
)
from briefgen.composer.tables.libraries import find_library_file, find_users, list_languages, read_library
from briefgen.composer.tables.table import CellCheck, TableColumn, TableContent, TableEntry, sort_problems
from briefgen.edit.file_edit import FileEdit, edit_file, read_text
from briefgen.edit.refusal import EditRefused
from briefgen.edit.yaml_values import read_data, remove_key, set_value
from briefgen.load import list_names
from briefgen.load.facts import read_fact
from briefgen.load.paths import to_display_path
from briefgen.model.diagnostic import Diagnostic, Severity, Sink
from briefgen.model.library import Certainty, Exactness, Sensitivity
from briefgen.model.nearest import suggest_nearest
from briefgen.record.printed import build_printed_fact
from briefgen.schema.facts_file import FactFile

ORDER = tuple(FactFile.model_fields)
COLUMNS = (
    TableColumn("label"),
    TableColumn("value"),
    TableColumn("unit"),
    TableColumn("as_of"),
    TableColumn("source"),
    TableColumn("certainty", "choice", tuple(certainty.value for certainty in Certainty)),
    TableColumn("exactness", "choice", tuple(exactness.value for exactness in Exactness), in_row=False),
    TableColumn("sensitivity", "choice", tuple(level.word for level in Sensitivity)),
    TableColumn("note", "long", in_row=False),
    TableColumn("was", in_row=False),
    TableColumn("why", "long", in_row=False),
    TableColumn("review_by", "date", in_row=False),
)
READERS = {"value": read_value, "was": read_value, "source": read_list, "as_of": read_plain, "review_by": read_plain}


class FactsTable:
    """`facts.yaml` of a library."""

    def list_choices(self, session: ComposerSession) -> Sequence[str]:
        """The libraries."""
        return list_names(session.require_project(), "libraries")

    def read(self, session: ComposerSession, choice: str) -> TableContent:
        """The facts in the order of the file."""
        path, project = find_library_file(session, choice, "facts"), session.require_project()
        name = to_display_path(project.root, path)
        facts, library = _read_facts(path), read_library(session, choice)
        users = find_users(library.library, UsedKind.FACT)
        lines = {key: _find_line(library.library.facts, key) if library.library else 0 for key in facts}
        own, others = sort_problems(library.problems, name, {key: line for key, line in lines.items() if line})
        rows = [
            TableEntry(
                key,
                {column.key: _to_cell(fact.get(column.key), project.language) for column in COLUMNS},
                f"{name}:{lines[key]}" if lines[key] else name,
                len(users.get(key, ())),
                own.get(key, ()),
            )
            for key, fact in facts.items()
        ]
        return TableContent(name, COLUMNS, tuple(rows), others)

    def check(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> CellCheck:
        """The problems of a fact as the loader of the project reads it, and how it is printed in each language."""
        path, project, sink = find_library_file(session, choice, "facts"), session.require_project(), Sink()
        before = read_text(path)
        changed = _read_data(_set_values(before, row, values, project.language)).get(row, {})
        fact = read_fact(row, changed, to_display_path(project.root, path), sink, project.language)
        problems = list(sink.collect_sorted())
        library = read_library(session, choice).library
        if fact and library:
            for use in find_usages_in_facts((fact,)):
                if use.id not in library.sources:
                    hints = suggest_nearest(use.id, library.sources)
                    message = f"citation key `{use.id}` is not in the sources of this library"
                    problems.append(Diagnostic(Severity.ERROR, "cite-unknown", message, None, hints))
        languages = dict.fromkeys((project.language, *list_languages(session))) if fact else ()
        printed = tuple(f"{language}: {build_printed_fact(fact, language).text}" for language in languages if fact)
        return CellCheck(tuple(problems), printed)

    def change(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> FileEdit:
        """The edit of some keys of a fact."""
        language = session.require_project().language
        path = find_library_file(session, choice, "facts")
        if row not in _read_facts(path):
            raise build_act_error("no-fact", row=row)
        return edit_file(path, lambda text: _set_values(text, row, values, language))

    def add(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> FileEdit:
        """The edit that adds a fact behind the others."""
        path = find_library_file(session, choice, "facts")
        if row in _read_data(read_text(path)):
            raise build_act_error("fact-there", row=row)
        entry = {key: _read_cell(key, values[key]) for key in ORDER if values.get(key, "").strip()}
        return edit_file(path, lambda text: set_value(text, (row,), entry))

    def remove(self, session: ComposerSession, choice: str, row: str) -> FileEdit:
        """The edit that takes a fact out, if nothing prints it."""
        users = find_users(read_library(session, choice).library, UsedKind.FACT).get(row)
        if users:
            raise build_act_error("fact-used", row=row, users=", ".join(users))
        return edit_file(find_library_file(session, choice, "facts"), lambda text: remove_key(text, (row,)))


def _read_data(text: str) -> dict[str, Any]:
    data = read_data(text)
    if data is not None and not isinstance(data, dict):
        raise EditRefused("not-facts")
    return data or {}


def _read_facts(path: Path) -> dict[str, Mapping[str, Any]]:
    return {key: entry for key, entry in _read_data(read_text(path)).items() if isinstance(entry, dict)}


def _set_values(text: str, row: str, values: Mapping[str, str], language: str) -> str:
    for key, typed in values.items():
        if key not in ORDER:
            raise build_act_error("fact-key", key=key)
        present = _read_data(text).get(row)
        own = find_own_language(present.get(key), language) if isinstance(present, dict) else ""
        value = typed.strip() if own else _read_cell(key, typed)
        text = set_entry_value(text, (row, key, own) if own else (row, key), value, () if own else ORDER)
    return text


def _read_cell(key: str, typed: str) -> object:
    reader = READERS.get(key)
    return reader(typed) if reader and typed.strip() else typed.strip()


def _to_cell(value: object, language: str) -> str:
    own = find_own_language(value, language)
    return to_text(value[own] if own and isinstance(value, dict) else value)


def _find_line(facts: Mapping[str, Any], key: str) -> int:
    return facts[key].origin.line or 0 if key in facts else 0
