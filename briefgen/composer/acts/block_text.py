"""Acts on the text of a block: its body, and keys of its front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.composer.acts.new_errors import stop_on_new_errors
from briefgen.composer.arguments import build_act_error, read_text
from briefgen.composer.block_text import compute_base, read_block_text
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.block import CHOICES, OWN_KEYS, VARIANT_KEYS
from briefgen.edit.block_body import set_body
from briefgen.edit.file_edit import FileChangedMeanwhile, FileEdit, edit_file
from briefgen.edit.front_matter import edit_front_matter, read_front_matter
from briefgen.edit.yaml_values import remove_key, set_value
from briefgen.load.syntax.front_matter import split_front_matter
from briefgen.load.syntax.validated import validate_data
from briefgen.model.diagnostic import Sink
from briefgen.schema.block_file import BlockFile, VariantFile

KEY_ORDER = ("id", "title", "short_title", "kind", "order", "group", "topics", "audiences", "sensitivity", "status")
WORD_LISTS = frozenset({"topics"})


def write_body(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Give a text another body; `base` says from which one the page started. Raises `FileChangedMeanwhile` for another."""
    text, base, body = read_block_text(session, arguments), read_text(arguments, "base"), read_text(arguments, "body")

    def change(content: str) -> str:
        if compute_base(content) != base:
            raise FileChangedMeanwhile([text.path])
        return set_body(content, body)

    return (edit_file(text.path, change),)


def set_block_key(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """State a key of the front matter; an empty value takes the key out. What the loader would call an error is not written."""
    text, key, value = read_block_text(session, arguments), read_text(arguments, "key"), read_text(arguments, "value")
    name, is_own = text.variant.origin.path, text.variant.origin.path == text.block.origin.path
    keys = OWN_KEYS if is_own else VARIANT_KEYS
    if key not in keys:
        raise build_act_error("block-key", key=key)
    if value and key in CHOICES and value not in CHOICES[key]:
        raise build_act_error("block-value", key=key, value=value, choices=", ".join(CHOICES[key]))
    if isinstance(read_front_matter(text.content).get(key), dict):
        raise build_act_error("key-languages", key=key)
    stated: object = value.strip()
    if key in WORD_LISTS:
        stated = [word.strip() for word in value.split(",") if word.strip()]

    def change_keys(keys_text: str) -> str:
        if stated:
            return set_value(keys_text, (key,), stated, KEY_ORDER)
        return remove_key(keys_text, (key,)) if key in read_front_matter(text.content) else keys_text

    def read(content: str, sink: Sink) -> None:
        parts = split_front_matter(content, name, sink, required=is_own)
        if parts:
            validate_data(BlockFile if is_own else VariantFile, parts.front_matter, name, sink)

    def change(content: str) -> str:
        changed = edit_front_matter(content, change_keys)
        stop_on_new_errors(read, content, changed)
        return changed

    return (edit_file(text.path, change),)
