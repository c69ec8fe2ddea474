"""Reads a file into a validated model, and reports every problem with its line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic

from briefgen.load.syntax.parsed import KeyPath, ParsedData
from briefgen.load.syntax.text import decode_text, read_content
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Sink
from briefgen.model.library import Sensitivity
from briefgen.schema.key_types import DefaultSensitivityKeys
from briefgen.schema.renamed_keys import find_old_keys
from briefgen.schema.validation import Model, validate


@dataclass(frozen=True, slots=True)
class ValidatedFile(Generic[Model]):
    """A model with the line of each part."""

    model: Model
    parsed: ParsedData
    display_path: str

    def find_origin(self, *place: str | int) -> Origin:
        """The line of a key."""
        return Origin(self.display_path, self.parsed.find_line(place))


def read_yaml_file(path: Path, display_path: str, sink: Sink) -> ParsedData | None:
    """The data of a YAML file, which nobody may change; an empty file is an empty mapping."""
    content = read_content(path, display_path, sink)
    parsed, problems = _parse_once(content, display_path) if content is not None else (None, ())
    sink.extend(problems)
    return ParsedData({}, {}) if parsed and parsed.data is None else parsed


def read_yaml_data(path: Path) -> object:
    """The data of a YAML file whose faults are reported elsewhere; None where it cannot be read. Nobody may change it."""
    content = read_content(path, path.name, Sink())
    parsed = _parse_once(content, path.name)[0] if content is not None else None
    return parsed.data if parsed else None


@lru_cache(maxsize=128)
def _parse_once(content: bytes, display_path: str) -> tuple[ParsedData | None, tuple[Diagnostic, ...]]:
    """The data of a file and its faults: a process reads the same bytes once, for each document and after each edit."""
    sink = Sink()
    text = decode_text(content, display_path, sink)
    return parse_yaml(text, display_path, sink) if text is not None else None, tuple(sink.diagnostics)


def read_validated_file(model: type[Model], path: Path, display_path: str, sink: Sink) -> ValidatedFile[Model] | None:
    """A YAML file as a model, or None where nothing of it can be used."""
    parsed = read_yaml_file(path, display_path, sink)
    return validate_data(model, parsed, display_path, sink) if parsed else None


def read_list_file(model: type[Model], path: Path, display_path: str, sink: Sink) -> ValidatedFile[Model] | None:
    """A YAML file that is a list of entries as a model; an empty file is an empty list."""
    parsed = read_yaml_file(path, display_path, sink)
    if parsed and parsed.data == {}:
        parsed = ParsedData([], {})
    return validate_data(model, parsed, display_path, sink) if parsed else None


def read_with_sensitivity(
    model: type[Model], path: Path, display_path: str, sink: Sink
) -> tuple[ValidatedFile[Model] | None, Sensitivity | None]:
    """A file of entries, and the `sensitivity:` at its top for entries that state none."""
    parsed = read_yaml_file(path, display_path, sink)
    if parsed is None or not isinstance(parsed.data, dict) or not isinstance(parsed.data.get("sensitivity"), str):
        return (validate_data(model, parsed, display_path, sink) if parsed else None), None
    head = validate_data(
        DefaultSensitivityKeys,
        ParsedData({"sensitivity": parsed.data["sensitivity"]}, parsed.lines),
        display_path,
        sink,
    )
    entries = {key: value for key, value in parsed.data.items() if key != "sensitivity"}
    return validate_data(
        model, ParsedData(entries, parsed.lines), display_path, sink
    ), head.model.sensitivity if head else None


def read_or_stop(model: type[Model], path: Path, display_path: str, sink: Sink) -> ValidatedFile[Model]:
    """A YAML file that is required. Raises `BriefgenError` where nothing of it can be used."""
    read = read_validated_file(model, path, display_path, sink)
    if read is None:
        raise BriefgenError(*sink.diagnostics)
    return read


def validate_data(model: type[Model], parsed: ParsedData, display_path: str, sink: Sink) -> ValidatedFile[Model] | None:
    """Data as a model, or None where nothing of it can be used; every fault goes to `sink`."""
    for old, new in find_old_keys(model, parsed.data).items():
        message = f"the key `{old}` is now called `{new}`; the old name works until the next release"
        sink.warning("key-renamed", message, Origin(display_path, parsed.find_line((old,))), f"write `{new}:`")
        parsed = parsed.rename_key(old, new)
    value = validate_value(model, parsed, (), display_path, sink)
    return ValidatedFile(value, parsed, display_path) if value is not None else None


def validate_value(
    model: type[Model], parsed: ParsedData, place: KeyPath, display_path: str, sink: Sink
) -> Model | None:
    """The value at one place of the data as a model, or None where nothing of it can be used."""
    data: object = parsed.data
    for step in place:
        data = data[step]  # type: ignore[index]  # the caller knows that the place exists
    value, faults = validate(model, data)
    for fault in faults:
        sink.error(
            fault.code, fault.message, Origin(display_path, parsed.find_line((*place, *fault.key_path))), *fault.hints
        )
    return value
