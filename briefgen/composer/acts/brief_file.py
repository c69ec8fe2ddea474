"""Edits the file of a brief."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit, edit_file
from briefgen.edit.yaml_values import read_data, remove_key
from briefgen.load.names import find_named_file
from briefgen.model.diagnostic import Sink


def edit_brief(session: ComposerSession, name: str, change: Callable[[str], str]) -> FileEdit:
    """The change of the file of a brief. Raises `BriefgenError`, and what `change` raises."""
    path = find_named_file(session.require_project(), "briefs", name, Sink())
    return edit_file(path, change)


def remove_if_empty(text: str, key: str) -> str:
    """The text without a key whose list is empty, unless a comment would go with it."""
    data = read_data(text)
    if not isinstance(data, dict) or data.get(key) != []:
        return text
    shorter = remove_key(text, (key,))
    return shorter if shorter.count("#") == text.count("#") else text
