"""Writes the translation of a block: a new file beside it, or changes in the one that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.edit.front_matter import edit_front_matter, find_body
from briefgen.edit.yaml_format import quote_text
from briefgen.edit.yaml_values import read_data, set_value
from briefgen.model.text_pieces import find_paragraphs

FIRST_KEYS = ("title",)
"""A new key is written behind those of this list, or at the end."""

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
    """The content with other fields and paragraphs; everything else in it stays. None as paragraphs: the body stays.

    Raises `EditRefused`.
    """

    def set_fields(keys: str) -> str:
        present = read_data(keys) or {}
        for key, value in fields.items():
            if not (isinstance(present, dict) and key in present and _is_same(present[key], value)):
                keys = set_value(keys, (key,), value, FIRST_KEYS)
        return keys

    changed = edit_front_matter(content, set_fields)
    start = find_body(changed)
    return changed if paragraphs is None else changed[:start] + replace_paragraphs(changed[start:], paragraphs)


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
