"""Adds entries at the end of a list in a user's YAML file, and leaves every other line as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from briefgen.edit.file_edit import FileEdit
from briefgen.edit.text_edit import BYTE_ORDER_MARK
from briefgen.edit.yaml_format import format_scalar, is_simple_text, quote_text
from briefgen.load.paths import find_files_named, to_display_path
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Origin, Sink

ITEM = re.compile(r"^( *)- ", re.MULTILINE)

Entry = Mapping[str, object]
"""Keys with texts, dates, lists of texts or mappings of texts; empty values are left out."""


def edit_entries(folder: Path, root: Path, stem: str, head: str, entries: Sequence[Entry], sink: Sink) -> FileEdit:
    """The edit that adds entries to `<stem>.yaml` of a folder, which starts with `head` if it is new. Raises `BriefgenError`.

    The file then reads as before, with the new entries behind the old ones.
    """
    path = next(find_files_named(stem, (".yaml",), folder, root, sink), None)
    sink.stop_on_errors()
    before_bytes = path.read_bytes() if path else None
    older = before_bytes.decode("utf-8") if before_bytes is not None else head
    path = path or folder / f"{stem}.yaml"
    content = _join(older, entries)
    before, after = _read_list(older), _read_list(content)
    if before is None or after is None or after[: len(before)] != before or len(after) != len(before) + len(entries):
        message = "nothing can be added behind its last entry: it is not written as a list with a `-` for each entry"
        sink.stop(f"{stem}-form", message, Origin(to_display_path(root, path), 1), "write each entry below a `-`")
    return FileEdit(path, before_bytes, content.encode("utf-8"))


def _read_list(content: str) -> list[object] | None:
    parsed = parse_yaml(content.removeprefix(BYTE_ORDER_MARK), "", Sink())
    data = parsed.data if parsed else None
    return [] if parsed and data is None else data if isinstance(data, list) else None


def _join(content: str, entries: Iterable[Entry]) -> str:
    """The content with the entries behind it, indented as those before and with the same line ends."""
    newline = "\r\n" if "\r\n" in content else "\n"
    indent = min(ITEM.findall(content), key=len, default="")
    separator = newline if content and not content.endswith(("\n", "\r")) else ""
    return (
        content
        + separator
        + "".join(f"{line}\n" for entry in entries for line in _format(entry, indent)).replace("\n", newline)
    )


def _format(entry: Entry, indent: str) -> Iterator[str]:
    lead = "- "
    for key, value in entry.items():
        if value not in ("", (), [], {}):
            yield f"{indent}{lead}{key}:{_format_value(value, indent)}"
            lead = "  "


def _format_value(value: object, indent: str) -> str:
    """A value behind its key: on the same line, or a list with a line for each item."""
    match value:
        case str():
            return f" {value if is_simple_text(value) else quote_text(value)}"
        case Mapping():
            return f" {{{', '.join(f'{quote_text(key)}: {quote_text(item)}' for key, item in value.items())}}}"
        case tuple():
            return f" [{', '.join(map(quote_text, value))}]"
        case list():
            return "".join(f"\n{indent}    - {quote_text(item)}" for item in value)
        case _:
            return " " + format_scalar(value, "", '"', in_flow=False)
