"""Turns a file into a checked model: read, parse, validate, and every problem told with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic

from briefgen.files.model import LabelKeys
from briefgen.files.validation import Model, validate
from briefgen.load.parsed import Parsed, Place
from briefgen.load.text import read_text
from briefgen.load.yaml import parse_yaml
from briefgen.values.diagnostic import BriefgenError, Origin, Sink
from briefgen.values.library import Sensitivity


@dataclass(frozen=True, slots=True)
class Read(Generic[Model]):
    """A model and where each part of it stands."""

    model: Model
    parsed: Parsed
    shown: str

    def at(self, *place: str | int) -> Origin:
        """The line of a key."""
        return Origin(self.shown, self.parsed.line(place))


def read_yaml(path: Path, shown: str, sink: Sink) -> Parsed | None:
    """The data of a YAML file; an empty file is an empty mapping."""
    text = read_text(path, shown, sink)
    parsed = parse_yaml(text, shown, sink) if text is not None else None
    return Parsed({}, {}) if parsed and parsed.data is None else parsed


def read_file(model: type[Model], path: Path, shown: str, sink: Sink) -> Read[Model] | None:
    """A YAML file as a model, or None where nothing sensible remains."""
    parsed = read_yaml(path, shown, sink)
    return check_parsed(model, parsed, shown, sink) if parsed else None


def read_labelled(
    model: type[Model], path: Path, shown: str, sink: Sink
) -> tuple[Read[Model] | None, Sensitivity | None]:
    """A file of entries, with the label at its head for those that have none of their own."""
    parsed = read_yaml(path, shown, sink)
    if parsed is None or not isinstance(parsed.data, dict) or not isinstance(parsed.data.get("sensitivity"), str):
        return (check_parsed(model, parsed, shown, sink) if parsed else None), None
    head = check_parsed(LabelKeys, Parsed({"sensitivity": parsed.data["sensitivity"]}, parsed.lines), shown, sink)
    entries = {key: value for key, value in parsed.data.items() if key != "sensitivity"}
    return check_parsed(model, Parsed(entries, parsed.lines), shown, sink), head.model.sensitivity if head else None


def read_or_stop(model: type[Model], path: Path, shown: str, sink: Sink) -> Read[Model]:
    """A YAML file without which nothing can go on. Raises `BriefgenError` where nothing sensible remains."""
    read = read_file(model, path, shown, sink)
    if read is None:
        raise BriefgenError(*sink.found)
    return read


def check_parsed(model: type[Model], parsed: Parsed, shown: str, sink: Sink) -> Read[Model] | None:
    """Data as a model, or None where nothing sensible remains; every fault goes to `sink`."""
    value = check_value(model, parsed, (), shown, sink)
    return Read(value, parsed, shown) if value is not None else None


def check_value(model: type[Model], parsed: Parsed, place: Place, shown: str, sink: Sink) -> Model | None:
    """The value at one place of the data as a model, or None where nothing sensible remains."""
    data: object = parsed.data
    for step in place:
        data = data[step]  # type: ignore[index]  # the caller has walked there
    value, faults = validate(model, data)
    for fault in faults:
        sink.error(fault.code, fault.message, Origin(shown, parsed.line((*place, *fault.place))), *fault.hints)
    return value
