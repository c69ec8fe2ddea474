"""The values of a YAML file with the places of their characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import yaml

from briefgen.edit.refusal import EditRefused
from briefgen.edit.text_edit import find_line_start
from briefgen.load.syntax.yaml import LOADER, parse_scalar

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
_COLON = re.compile(r"[ \t]*:")
_WHITE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class YamlEntry:
    """A key with its value, or an item of a list."""

    key: str | None
    start: int
    """Where its key, its `-` or, in brackets, the item starts."""
    key_end: int
    mark: int
    """Behind the `:` or the `-`; in brackets, where an item starts."""
    node: YamlNode

    @property
    def end(self) -> int:
        """Where its last character that is not white space ends."""
        return max(self.mark, self.node.end)


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A value and its place, comments behind it left out."""

    kind: Literal["scalar", "list", "mapping", "alias"]
    start: int
    """With its anchor."""
    value_start: int
    end: int
    data: object
    style: str = ""
    """The quotation mark of a text, or `|` or `>`."""
    is_flow: bool = False
    """Whether it is in brackets or braces."""
    entries: tuple[YamlEntry, ...] = ()

    @property
    def is_block_text(self) -> bool:
        """Whether it is a text below `|` or `>`."""
        return self.style in {"|", ">"}


def read_nodes(text: str) -> YamlNode | None:
    """The document of a text that the reader of the project accepts; None where it is empty."""
    reader = _NodeReader(text, yaml.parse(text, LOADER))
    for event in reader.events:
        if isinstance(event, yaml.NodeEvent):
            node = reader.read(event, None)
            return None if node.kind == "scalar" and node.start == node.end else node
    return None


def is_text_elsewhere(word: str) -> bool:
    """Whether readers of YAML 1.1 take an unquoted word for a text, too: `yes` and `12:30` they do not."""
    resolve: Callable[..., str] = yaml.SafeLoader("").resolve
    return resolve(yaml.ScalarNode, word, (True, False)) == "tag:yaml.org,2002:str"


@dataclass(slots=True)
class _NodeReader:
    text: str
    events: Iterator[yaml.Event]
    anchors: dict[str, object] = field(default_factory=dict)

    def read(self, event: yaml.Event, mark: int | None) -> YamlNode:
        """The value that starts with an event. One that is not written is at `mark`."""
        start, end = _find_place(event)
        anchor: str = getattr(event, "anchor", None) or ""
        if isinstance(event, yaml.AliasEvent):
            return YamlNode("alias", start, start, end, self.anchors.get(anchor))
        if isinstance(event, yaml.MappingStartEvent):
            node = self.read_mapping(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self.read_list(event)
        else:
            assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - the parser yields no other event here
            node = self.read_scalar(event, start if mark is None else mark)
        if anchor:
            self.anchors[anchor] = node.data
        return node

    def read_scalar(self, event: yaml.ScalarEvent, mark: int) -> YamlNode:
        start, end = _find_place(event)
        style = event.style or ""
        data = parse_scalar(event.value) if event.implicit[0] and not style else event.value
        if start == end:
            return YamlNode("scalar", mark, mark, mark, data)
        found = _PROPERTIES.match(self.text, start, end) if self.text[start] in "&!" else None
        value_start = found.end() if found else start
        if style in {"|", ">"}:
            header_end = min((self.text + "\n").find("\n", value_start), end)
            if "+" in self.text[value_start:header_end].partition("#")[0]:
                end -= 2 if self.text[:end].endswith("\r\n") else 1 if self.text[:end].endswith(("\n", "\r")) else 0
            else:
                end = value_start + len(self.text[value_start:end].rstrip(_WHITE))
        return YamlNode("scalar", start, value_start, end, data, style)

    def read_mapping(self, event: yaml.MappingStartEvent) -> YamlNode:
        entries: list[YamlEntry] = []
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            start, end = _find_place(key)
            if self.text[find_line_start(self.text, start) : start].rstrip(" ").endswith("?") or not isinstance(
                key, yaml.ScalarEvent
            ):
                raise EditRefused("question-mark")
            colon = _COLON.match(self.text, end)
            mark = colon.end() if colon else end
            entries.append(YamlEntry(key.value, start, end, mark, self.read(next(self.events), mark)))
        data = {entry.key: entry.node.data for entry in entries}
        return self.build_collection("mapping", event, key, entries, data)

    def read_list(self, event: yaml.SequenceStartEvent) -> YamlNode:
        entries: list[YamlEntry] = []
        start, dash = _find_place(event)
        dash -= self.text[start:dash].endswith("-")  # a list that is not indented
        column = dash - find_line_start(self.text, dash)
        next_dash = re.compile(rf"(?:^|(?<=[\r\n])) {{{column}}}-(?=\s|\Z)")
        while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
            if event.flow_style:
                node = self.read(item, None)
                entries.append(YamlEntry(None, node.start, node.start, node.start, node))
                continue
            if entries:
                found = next_dash.search(self.text, entries[-1].end)
                if found is None or found.end() > _find_place(item)[0]:
                    raise EditRefused("crooked-list")
                dash = found.end() - 1
            entries.append(YamlEntry(None, dash, dash + 1, dash + 1, self.read(item, dash + 1)))
        return self.build_collection("list", event, item, entries, [entry.node.data for entry in entries])

    def build_collection(
        self,
        kind: Literal["list", "mapping"],
        first: yaml.CollectionStartEvent,
        last: yaml.CollectionEndEvent,
        entries: list[YamlEntry],
        data: object,
    ) -> YamlNode:
        start, bracket = _find_place(first)
        is_flow = bool(first.flow_style)
        if is_flow:
            bracket -= 1
            if self.text[bracket] not in "[{":  # `[a: b]`: a mapping without braces
                bracket = start
            return YamlNode(kind, start, bracket, _find_place(last)[1], data, "", is_flow, tuple(entries))
        end = entries[-1].end
        return YamlNode(kind, start, entries[0].start, end, data, "", is_flow, tuple(entries))


def _find_place(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    assert start is not None  # noqa: S101 - only events that are built by hand have no place
    assert end is not None  # noqa: S101 - the same
    return start.index, end.index
