"""The act on the consent of the people in a block: all of it at once, because half a consent is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from briefgen.composer.arguments import build_act_error, parse_day, read_text
from briefgen.composer.block_text import read_block_text
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.block import CONSENT_KEYS
from briefgen.edit.file_edit import FileEdit, edit_file
from briefgen.edit.front_matter import edit_front_matter, read_front_matter
from briefgen.edit.yaml_values import remove_key, set_value
from briefgen.load.syntax.parsed import ParsedData
from briefgen.load.syntax.validated import validate_data
from briefgen.model.diagnostic import Sink
from briefgen.schema.consent_file import ANY, ConsentFile

NEEDED = ("given", "audiences", "places")
DAYS = frozenset({"until", "withdrawn"})


def set_consent(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """State the consent of one person; five empty texts take it out."""
    text = read_block_text(session, arguments)
    if text.variant.origin.path != text.block.origin.path:
        raise build_act_error("block-key", key="consent")
    present = read_front_matter(text.content).get("consent") or {}
    if not isinstance(present, dict):
        raise build_act_error("several-consents")
    typed = {key: read_text(arguments, key).strip() for key in CONSENT_KEYS}
    stated = {key: _read_value(key, value) for key, value in typed.items() if value}
    if stated and not all(typed[key] for key in NEEDED):
        raise build_act_error("half-consent")
    sink = Sink()
    if stated:
        validate_data(ConsentFile, ParsedData(stated, {}), text.variant.origin.path, sink)
    sink.stop_on_errors()

    def change(keys: str) -> str:
        if not stated:
            return remove_key(keys, ("consent",)) if present else keys
        for key in present.keys() - stated.keys():
            keys = remove_key(keys, ("consent", key))
        for key, value in stated.items():
            keys = set_value(keys, ("consent", key), value, CONSENT_KEYS if present else ())
        return keys

    return (edit_file(text.path, lambda content: edit_front_matter(content, change)),)


def _read_value(key: str, value: str) -> str | date | list[str]:
    """A day, a text, or names with commas between them. Raises `BriefgenError`."""
    if key in DAYS:
        return parse_day(value)
    return value if key == "given" or value == ANY else [name.strip() for name in value.split(",") if name.strip()]
