"""Acts on single keys of a brief: its reader, and what a rule asks for and the brief does not state yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.composer.acts.brief_file import edit_brief
from briefgen.composer.acts.new_errors import stop_on_new_errors
from briefgen.composer.arguments import build_act_error, parse_day, read_text
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit
from briefgen.edit.yaml_values import set_value
from briefgen.load import list_names
from briefgen.load.names import FOLDERS
from briefgen.load.syntax.validated import validate_data
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Sink
from briefgen.schema.brief_file import BriefFile

TEXT_KEYS = frozenset({"title", "subtitle", "state", "deadline", "audience"})
DATE_KEYS = frozenset({"date"})


def set_key(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """State a key of the brief: a text, a day, its audience, or an answer to what the audience asks, `parameters.committee`."""
    name, key, text = (read_text(arguments, argument) for argument in ("brief", "key", "value"))
    first, _, parameter = key.partition(".")
    if not (key in TEXT_KEYS | DATE_KEYS or (first == "parameters" and parameter.isidentifier())):
        raise build_act_error("brief-key", key=key)
    if key == "audience" and text not in list_names(session.require_project(), "audiences"):
        raise build_act_error("no-audience", audience=text)
    value: object = parse_day(text) if key in DATE_KEYS else text.strip()
    path = ("parameters", parameter) if parameter else (key,)

    def read(content: str, sink: Sink) -> None:
        parsed = parse_yaml(content, f"{FOLDERS['briefs']}/{name}.yaml", sink)
        if parsed:
            validate_data(BriefFile, parsed, f"{FOLDERS['briefs']}/{name}.yaml", sink)

    def change(before: str) -> str:
        changed = set_value(before, path, value, tuple(BriefFile.model_fields))
        stop_on_new_errors(read, before, changed)
        return changed

    return (edit_brief(session, name, change),)
