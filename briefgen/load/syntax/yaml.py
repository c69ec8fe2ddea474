"""Reads YAML as plain data with lines, and refuses what YAML allows and people do not mean.

Words are read as in YAML 1.2: only `true` and `false` are booleans, so the language `no` stays a word. Numbers keep
their digits (`11.30` is not `11.3`), dates are `YYYY-MM-DD`, keys are always text, and there are no tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NoReturn

import yaml

from briefgen.load.syntax.parsed import KeyPath, ParsedData
from briefgen.load.syntax.text import check_characters
from briefgen.model.diagnostic import Origin, Sink

LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_ALIASES = 50
MAX_COPIES = 5_000
"""Values that all aliases together can repeat: enough for a shared address, too few to fill the memory."""
MAX_DEPTH = 40

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WORD_VALUES: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

SYNTAX_MESSAGES: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a `:` is where no key can be", "put a text that holds `: ` in quotes, and indent the keys of one mapping by the same number of spaces"),
    ("while scanning a quoted scalar: found unexpected end", "a quotation mark is opened and never closed", "close the quotation mark"),
    ("could not find expected ':'", "a line without `:` is among keys", "write `key: value`, or indent the line to continue the text above"),
    ("while parsing a flow sequence", "a list in brackets is not closed, or lacks a comma", "write `[one, two]`"),
    ("while parsing a flow mapping", "a mapping in braces is not closed, or lacks a comma", "write `{key: value, key: value}`"),
    ("while parsing a block collection", "this line does not fit the list above it", "indent each `-` of one list by the same number of spaces"),
    ("while parsing a block mapping", "this line does not fit the keys above it", "indent the keys of one mapping by the same number of spaces"),
    ("unknown escape character", "a `\\` in double quotes starts an unknown escape", "use single quotes"),
    ("while scanning a block scalar", "text is behind `|` or `>`", "start the text on the next line, indented"),
    ("did not find expected node content", "a bracket or brace is where a value must be", "put the value in quotes"),
    ("expected the node content", "a bracket or brace is where a value must be", "put the value in quotes"),
)  # fmt: skip
"""Part of a message of libyaml or PyYAML, our message, and a hint. The first that matches is used."""


def parse_yaml(text: str, display_path: str, sink: Sink, first_line: int = 1) -> ParsedData | None:
    """Read one YAML document; None with an error in `sink` if it cannot be read.

    `first_line` is the line of the file on which `text` starts. If a key is stated twice, the first counts.
    """
    # Only where the text has one itself, or can write one as an escape, can a value have a character that is refused.
    checks_values = "\\" in text or not check_characters(text, display_path, Sink())
    reader = _DataBuilder(yaml.parse(text, LOADER), display_path, sink, first_line, checks_values)
    try:
        data = reader.read_document()
    except _RefusedDocument:
        return None
    except yaml.MarkedYAMLError as error:
        _report_syntax(error, text, display_path, sink, first_line)
        return None
    except yaml.YAMLError as error:
        sink.error(
            "yaml-syntax", f"cannot be read as YAML: {str(error).splitlines()[0]}", Origin(display_path, first_line)
        )
        return None
    return ParsedData(data, reader.lines)


def parse_scalar(text: str) -> str | int | Decimal | bool | date | None:
    """The value of an unquoted word."""
    if text in WORD_VALUES:
        return WORD_VALUES[text]
    if INTEGER.fullmatch(text) and len(text) < 100:
        return int(text)
    if DECIMAL.fullmatch(text):
        return Decimal(text)
    if ISO_DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _report_syntax(error: yaml.MarkedYAMLError, text: str, display_path: str, sink: Sink, first_line: int) -> None:
    mark = error.problem_mark or error.context_mark
    problem = f"{error.context or ''}: {error.problem or ''}"
    if error.context_mark and "quoted scalar" in problem:
        mark = error.context_mark
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    message, hint = next(
        ((message, hint) for part, message, hint in SYNTAX_MESSAGES if part in problem),
        (f"is not YAML: {problem}", "put a text with such characters in quotes"),
    )
    character = lines[line][mark.column : mark.column + 1] if mark else ""
    if "tab character" in problem or character == "\t":
        message, hint = "a tab is where YAML needs spaces", "indent with spaces"
    elif "cannot start any token" in problem:
        name = "a backtick" if character == "`" else f"`{character}`"
        message, hint = f"a value cannot start with {name}", "put the value in quotes"
    sink.error("yaml-syntax", message, Origin(display_path, first_line + line), hint)


class _RefusedDocument(Exception):  # noqa: N818 - not an error of the program: the user's file is refused and that is reported
    """The document cannot be used; the reason is in the sink."""


@dataclass(slots=True)
class _Anchor:
    value: object
    size: int
    is_open: bool = True


@dataclass(slots=True)
class _DataBuilder:
    """Builds data from the events of the parser. Events, unlike nodes, show which words were quoted."""

    events: Iterator[yaml.Event]
    display_path: str
    sink: Sink
    first_line: int
    checks_values: bool
    lines: dict[KeyPath, int] = field(default_factory=dict)
    anchors: dict[str, _Anchor] = field(default_factory=dict)
    aliases: int = 0
    copies: int = 0
    size: int = 0

    def read_document(self) -> object:
        data: object = None
        seen = False
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                if seen and not (isinstance(event, yaml.ScalarEvent) and event.value == ""):
                    message = "a second document starts with `---`"
                    self.refuse("yaml-documents", message, event, "keep one document in a file")
                data = data if seen else self.read_value(event, ())
                seen = True
        return data

    def read_value(self, event: yaml.Event, place: KeyPath) -> object:
        """The value that starts with an event, at `place`."""
        self.lines.setdefault(place, self.find_line(event))
        if len(place) > MAX_DEPTH:
            self.refuse("yaml-depth", f"is nested more than {MAX_DEPTH} levels deep", event)
        if isinstance(event, yaml.AliasEvent):
            return self.resolve_alias(event)
        assert isinstance(event, yaml.NodeEvent | yaml.CollectionStartEvent)  # noqa: S101 - the parser yields no other event here
        tag = getattr(event, "tag", None)
        if tag not in {None, "!"}:
            shorter = str(tag).replace("tag:yaml.org,2002:", "!!")
            hint = "leave the tag out, and put text in quotes"
            self.refuse("yaml-tag", f"the tag `{shorter}` is not allowed here", event, hint)
        anchor = self.open_anchor(event)
        start, self.size = self.size, self.size + 1
        value: object
        if isinstance(event, yaml.MappingStartEvent):
            value = self.read_mapping(place)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self.read_sequence(place)
        else:
            value = self.read_scalar(event)
        if anchor:
            anchor.value, anchor.size, anchor.is_open = value, self.size - start, False
        return value

    def read_mapping(self, place: KeyPath) -> dict[str, object]:
        result: dict[str, object] = {}
        first: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.refuse("yaml-key", "a key is not a single word", event, "put the key in quotes")
            key = event.value
            self.check_characters(event)
            if key in result:
                message = f"`{key}` is here twice, first on line {first[key]}"
                self.sink.error(
                    "yaml-duplicate", message, Origin(self.display_path, self.find_line(event)), "keep one of them"
                )
                self.read_value(next(self.events), (*place, key))
                continue
            first[key] = self.lines[(*place, key)] = self.find_line(event)
            result[key] = self.read_value(next(self.events), (*place, key))
        return result

    def read_sequence(self, place: KeyPath) -> list[object]:
        result: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self.read_value(event, (*place, len(result))))
        return result

    def read_scalar(self, event: yaml.Event) -> object:
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - nothing else is left
        self.check_characters(event)
        plain = event.implicit[0] and not event.style
        return parse_scalar(event.value) if plain else event.value

    def resolve_alias(self, event: yaml.AliasEvent) -> object:
        anchor = self.anchors.get(event.anchor or "")
        if anchor is None or anchor.is_open:
            problem = "is inside its own value" if anchor else "names no anchor above it"
            hint = "write the value out, or put the text in quotes"
            self.refuse("yaml-alias", f"`*{event.anchor}` {problem}", event, hint)
        self.aliases += 1
        self.copies += anchor.size
        self.size += anchor.size
        if self.aliases > MAX_ALIASES or self.copies > MAX_COPIES:
            self.refuse("yaml-alias", "repeats too much by aliases", event, "write the values out")
        return anchor.value

    def open_anchor(self, event: yaml.NodeEvent) -> _Anchor | None:
        if not event.anchor:
            return None
        self.anchors[event.anchor] = _Anchor(None, 0)
        return self.anchors[event.anchor]

    def check_characters(self, event: yaml.ScalarEvent) -> None:
        """Check a scalar again, because characters that are written as escapes are only visible now."""
        if self.checks_values and not check_characters(
            event.value, self.display_path, self.sink, self.find_line(event)
        ):
            raise _RefusedDocument

    def find_line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return self.first_line + (mark.line if mark else 0)

    def refuse(self, code: str, message: str, event: yaml.Event, *hints: str) -> NoReturn:
        self.sink.error(code, message, Origin(self.display_path, self.find_line(event)), *hints)
        raise _RefusedDocument
