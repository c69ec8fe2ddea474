"""Writes the translation of a block: a new file beside it, or changes in the one that there is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefgen.edit.yaml_format import quote_text
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Sink
from briefgen.model.text_pieces import find_paragraphs

FRONT_MATTER = re.compile(r"\A(---[ \t]*\n)(.*?)(^---[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE)

FieldValue = str | list[str] | dict[str, str]


def collect_fields(pieces: Mapping[str, str]) -> dict[str, FieldValue]:
    """Texts by label as keys of front matter: `asks.0` and `asks.1` are one list, `wording.ask` is in a mapping."""
    fields: dict[str, FieldValue] = {}
    for label, text in pieces.items():
        key, _, inner = label.partition(".")
        if not inner:
            fields[key] = text
        elif inner.isdigit():
            items = fields.setdefault(key, [])
            if isinstance(items, list):
                items.append(text)
        else:
            group = fields.setdefault(key, {})
            if isinstance(group, dict):
                group[inner] = text
    return fields


def build_text_file(fields: Mapping[str, FieldValue], body: str) -> str:
    """A new file."""
    head = "".join(f"{line}\n" for key, value in fields.items() for line in _format_field(key, value))
    return (f"---\n{head}---\n" if head else "") + body


def change_text_file(content: str, fields: Mapping[str, FieldValue], paragraphs: Sequence[str] | None) -> str:
    """The content with other fields and paragraphs; everything else in it stays. None as paragraphs: the body stays."""
    found = FRONT_MATTER.match(content)
    head, body = (found[2], content[found.end() :]) if found else ("", content)
    for key, value in fields.items():
        head = _set_field(head, key, value)
    body = body if paragraphs is None else replace_paragraphs(body, paragraphs)
    if found:
        return f"{found[1]}{head}{found[3]}{body}"
    return f"---\n{head}---\n{body}" if head else body


def replace_paragraphs(body: str, paragraphs: Sequence[str]) -> str:
    """A body with other paragraphs at the places of its own, or one after the other where it has more or fewer."""
    pieces = list(find_paragraphs(body, 1))
    if len(pieces) != len(paragraphs):
        return "\n\n".join(paragraphs) + "\n"
    parts, end = [], 0
    for piece, text in zip(pieces, paragraphs, strict=True):
        same = piece.text.split() == text.split()  # another line break is not an edit
        parts += [body[end : piece.start], piece.text if same else text]
        end = piece.start + len(piece.text)
    return "".join((*parts, body[end:]))


def _set_field(head: str, key: str, value: FieldValue) -> str:
    parsed = parse_yaml(head, "", Sink())
    data = parsed.data if parsed and isinstance(parsed.data, dict) else {}
    new = list(_format_field(key, value))
    lines = head.split("\n")
    if parsed is None or key not in data:
        return (
            "".join(f"{line}\n" for line in new) + head
            if key == "title"
            else head + "".join(f"{line}\n" for line in new)
        )
    if _is_same(data[key], value):
        return head
    start = parsed.find_line((key,)) - 1
    others = [parsed.find_line((other,)) - 1 for other in data if parsed.find_line((other,)) - 1 > start]
    end = min(others, default=len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    comment = re.search(r"[ \t]#[^'\"]*$", lines[start]) if end == start + 1 else None
    new[-1] += comment[0] if comment else ""
    return "\n".join([*lines[:start], *new, *lines[end:]])


def _is_same(present: object, value: FieldValue) -> bool:
    if isinstance(value, list) and not isinstance(present, list):
        present = [present]
    return _normalise(present) == _normalise(value)


def _normalise(value: object) -> object:
    if isinstance(value, dict):
        return {key: _normalise(item) for key, item in value.items()}
    return [_normalise(item) for item in value] if isinstance(value, list) else " ".join(str(value).split())


def _format_field(key: str, value: FieldValue) -> Sequence[str]:
    if isinstance(value, str):
        return [f"{key}: {quote_text(value)}"]
    if isinstance(value, dict):
        return [f"{key}:", *(f"  {inner}: {quote_text(text)}" for inner, text in value.items())]
    return [f"{key}:", *(f"  - {quote_text(item)}" for item in value)]
