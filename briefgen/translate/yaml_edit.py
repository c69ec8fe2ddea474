"""Puts a translation into a user's YAML file, and leaves every other character as it is."""

from __future__ import annotations

from briefgen.edit.refusal import EditRefused
from briefgen.edit.yaml_values import read_data, set_value
from briefgen.load.syntax.parsed import KeyPath


def set_translation(content: str, place: KeyPath, own_language: str, language: str, text: str) -> str | None:
    """The content with a text in a language at a place; None where only its author can write it there."""
    try:
        present = read_data(content)
        for step in place:
            present = present.get(step) if isinstance(present, dict) else None
        if isinstance(present, dict):
            return set_value(content, (*place, language), text)
        if not isinstance(present, str) or "\n" in present:
            return None
        return set_value(content, place, {own_language: present, language: text})
    except EditRefused:
        return None
