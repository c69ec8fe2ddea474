"""The sources of a library as a table: those of `sources.yaml` can be changed, exports of other programs are listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefgen.access.usages import UsedKind
from briefgen.composer.arguments import build_act_error
from briefgen.composer.session import ComposerSession
from briefgen.composer.tables.cell_texts import DAY, read_plain, set_entry_value
from briefgen.composer.tables.libraries import find_library_file, find_users, read_library
from briefgen.composer.tables.table import CellCheck, TableColumn, TableContent, TableEntry, sort_problems
from briefgen.edit.file_edit import FileEdit, edit_file, read_text
from briefgen.edit.refusal import EditRefused
from briefgen.edit.yaml_values import add_item, read_data, remove_key
from briefgen.load import list_names
from briefgen.load.bibliography.sources import read_source
from briefgen.load.paths import to_display_path
from briefgen.load.syntax.parsed import KeyPath
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Sensitivity, Source
from briefgen.schema.csl import TYPES

COLUMNS = (
    TableColumn("type", "choice", tuple(sorted(TYPES))),
    TableColumn("title"),
    TableColumn("author"),
    TableColumn("issued"),
    TableColumn("container-title"),
    TableColumn("title-short", in_row=False),
    TableColumn("publisher", in_row=False),
    TableColumn("publisher-place", in_row=False),
    TableColumn("volume", in_row=False),
    TableColumn("issue", in_row=False),
    TableColumn("page", in_row=False),
    TableColumn("number", in_row=False),
    TableColumn("URL", in_row=False),
    TableColumn("DOI", in_row=False),
    TableColumn("language", in_row=False),
    TableColumn("sensitivity", "choice", tuple(level.word for level in Sensitivity)),
    TableColumn("note", "long", in_row=False),
)
ORDER = ("id", *(column.key for column in COLUMNS))
NAME = re.compile(r"\s*(\{[^{}]*\}|[^;]+)")


class SourcesTable:
    """`sources.yaml` of a library, and the exports beside it."""

    def list_choices(self, session: ComposerSession) -> Sequence[str]:
        """The libraries."""
        return list_names(session.require_project(), "libraries")

    def read(self, session: ComposerSession, choice: str) -> TableContent:
        """The works of `sources.yaml` in its order, then those of exports."""
        path, project = find_library_file(session, choice, "sources"), session.require_project()
        name = to_display_path(project.root, path)
        library = read_library(session, choice)
        known = library.library.sources if library.library else {}
        users = find_users(library.library, UsedKind.SOURCE)
        text = read_text(path)
        items = {str(item["id"]): item for _, item in _list_items(read_data(text))}
        lines = {key: source.origin.line for key, source in known.items() if source.origin.path == name and source.origin.line}  # fmt: skip
        own, others = sort_problems(library.problems, name, lines)
        rows = [
            TableEntry(
                key,
                {column.key: _to_cell(column.key, item.get(column.key)) or "" for column in COLUMNS},
                f"{name}:{lines[key]}" if key in lines else name,
                len(users.get(key, ())),
                own.get(key, ()),
                fixed_cells=tuple(
                    column.key for column in COLUMNS if _to_cell(column.key, item.get(column.key)) is None
                ),
            )
            for key, item in items.items()
        ]
        rows += [_build_exported(source, len(users.get(key, ()))) for key, source in known.items() if key not in items]
        return TableContent(name, COLUMNS, tuple(rows), others)

    def check(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> CellCheck:
        """The problems of a work as the loader of the project reads it."""
        path, sink = find_library_file(session, choice, "sources"), Sink()
        text = read_text(path)
        if _find_item(read_data(text), row) is None:
            item: Mapping[str, Any] = {"id": row, **_read_cells(values)}
        else:
            data = read_data(_set_values(text, row, values))
            item = next(item for _, item in _list_items(data) if str(item["id"]) == row)
        read_source(item, to_display_path(session.root, path), sink)
        return CellCheck(sink.collect_sorted())

    def change(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> FileEdit:
        """The edit of some variables of a work."""
        path = find_library_file(session, choice, "sources")
        return edit_file(path, lambda text: _set_values(text, row, values))

    def add(self, session: ComposerSession, choice: str, row: str, values: Mapping[str, str]) -> FileEdit:
        """The edit that adds a work behind the others."""
        library = read_library(session, choice).library
        if library and row in library.sources:
            raise build_act_error("source-there", row=row)
        path = find_library_file(session, choice, "sources")

        def add(text: str) -> str:
            base: KeyPath = () if isinstance(read_data(text), list) else ("references",)
            return add_item(text, base, {"id": row, **_read_cells(values)})

        return edit_file(path, add)

    def remove(self, session: ComposerSession, choice: str, row: str) -> FileEdit:
        """The edit that takes a work out, if nothing cites it."""
        users = find_users(read_library(session, choice).library, UsedKind.SOURCE).get(row)
        if users:
            raise build_act_error("source-cited", row=row, users=", ".join(users))
        path = find_library_file(session, choice, "sources")
        return edit_file(path, lambda text: remove_key(text, _require_item(read_data(text), row)))


def _list_items(data: object) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    """The works of a file with their places."""
    base: KeyPath = () if isinstance(data, list) else ("references",)
    items = data if isinstance(data, list) else data.get("references") if isinstance(data, dict) else ()
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and "id" in item:
            yield (*base, index), item


def _find_item(data: object, key: str) -> KeyPath | None:
    return next((place for place, item in _list_items(data) if str(item["id"]) == key), None)


def _require_item(data: object, key: str) -> KeyPath:
    place = _find_item(data, key)
    if place is None:
        raise build_act_error("source-elsewhere", key=key)
    return place


def _set_values(text: str, row: str, values: Mapping[str, str]) -> str:
    for key, typed in values.items():
        if key not in ORDER[1:]:
            raise build_act_error("source-key", key=key)
        place = _require_item(read_data(text), row)
        item = dict(next(item for own, item in _list_items(read_data(text)) if own == place))
        if _to_cell(key, item.get(key)) is None:
            raise build_act_error("cell-large", key=key, row=row)
        value = _read_cell(key, typed)
        if key == "issued" and isinstance(item.get(key), dict) and DAY.fullmatch(typed.strip()):
            value = {"date-parts": [[int(part) for part in typed.strip().split("-")]]}
        text = set_entry_value(text, (*place, key), value, ORDER)
    return text


def _read_cells(values: Mapping[str, str]) -> dict[str, object]:
    return {key: _read_cell(key, values[key]) for key in ORDER if values.get(key, "").strip()}


def _read_cell(key: str, typed: str) -> object:
    if key == "author":
        return [_read_name(name.strip()) for name in NAME.findall(typed) if name.strip()]
    return read_plain(typed) if key in {"issued", "volume", "issue", "page", "number"} else typed.strip()


def _read_name(name: str) -> dict[str, str]:
    """`Yoon, Lina` is a person; a name without a comma, or in braces, is that of a body."""
    if name.startswith("{") and name.endswith("}"):
        return {"literal": name[1:-1]}
    family, comma, others = (part.strip() for part in name.partition(","))
    return {"family": family, "given": others} if comma and others else {"literal": name}


def _to_cell(key: str, value: object) -> str | None:
    """A variable as people type it; None where it holds more."""
    if key == "author" and isinstance(value, list):
        names = [{"literal": name} if isinstance(name, str) else name for name in value]
        text = "; ".join(map(_to_name, names))
        return text if _read_cell(key, text) == names else None
    if key == "issued" and isinstance(value, dict):
        parts = value.get("date-parts")
        if (
            set(value) != {"date-parts"}
            or not isinstance(parts, list)
            or len(parts) != 1
            or not isinstance(parts[0], list)
        ):
            return None
        return "-".join(f"{part:02}" if isinstance(part, int) else str(part) for part in parts[0])
    return None if isinstance(value, dict | list) else "" if value is None else str(value)


def _to_name(name: Any) -> str:
    if not isinstance(name, dict):
        return ""
    literal = str(name.get("literal") or "")
    if literal:
        return f"{{{literal}}}" if re.search("[,;]", literal) else literal
    return f"{name.get('family')}, {name.get('given')}"


def _build_exported(source: Source, used: int) -> TableEntry:
    cells = {column.key: _to_cell(column.key, source.csl.get(column.key)) or "" for column in COLUMNS}
    return TableEntry(source.key, cells, str(source.origin), used, fixed=EditRefused("exported"))
