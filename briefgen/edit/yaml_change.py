"""The edits of characters that turn a value of a YAML file into another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.edit.refusal import EditRefused
from briefgen.edit.slots import Slot, match_slots
from briefgen.edit.text_edit import LINE_END, TextEdit, apply_edits, find_line_end, find_line_start
from briefgen.edit.yaml_format import (
    format_folded,
    format_inline,
    format_item,
    format_key,
    format_pair,
    format_scalar,
    format_text_block,
    format_value,
    is_same,
    list_quoted_lines,
)
from briefgen.edit.yaml_layout import Layout
from briefgen.edit.yaml_lines import arrange_block, arrange_brackets
from briefgen.edit.yaml_nodes import YamlEntry, YamlNode

_HEADER = re.compile(r"([|>])(?:[0-9][+-]?|[+-][0-9]?)?([^\r\n]*)")
_Edits = list[TextEdit]


@dataclass(frozen=True, slots=True)
class YamlChange:
    """Plans edits of one text."""

    text: str
    layout: Layout

    def change_entry(self, entry: YamlEntry, new: object, *, in_flow: bool) -> _Edits:
        """The edits that give an entry another value."""
        node = entry.node
        if is_same(node.data, new):
            return []
        is_collection = isinstance(new, dict | list) and isinstance(node.data, type(new)) and node.kind != "alias"
        if is_collection and node.is_flow and (in_flow or self.fits_brackets(new) or not self.fits_brackets(node.data)):
            return self.arrange(node, match_slots(node, new))
        if is_collection and not node.is_flow and new:
            return self.arrange(node, match_slots(node, new))
        return self.replace_value(entry, new, in_flow=in_flow)

    def arrange(self, node: YamlNode, slots: Sequence[Slot]) -> _Edits:
        """The edits that give a list or a mapping other entries."""
        inner: _Edits = []
        for slot in slots:
            if slot.old is not None:
                inner += self.change_entry(node.entries[slot.old], slot.value, in_flow=node.is_flow)
        if [slot.old for slot in slots] == list(range(len(node.entries))):
            return inner

        def change(start: int, end: int) -> str:
            within = [TextEdit(edit.start - start, edit.end - start, edit.text) for edit in inner
                      if start <= edit.start and edit.end <= end]  # fmt: skip
            changed = apply_edits(self.text[start:end], within)
            assert changed is not None  # noqa: S101 - entries do not overlap
            return changed

        if not node.is_flow:
            return [arrange_block(self.text, node, slots, change, self.write_entry, self.layout)]
        if any("#" in gap for gap in self.list_gaps(node)):
            return [arrange_brackets(self.text, node, slots, change, self.write_flow_entry, self.layout)]
        items = [
            self.write_flow(slot) if slot.old is None else change(*_get_range(node.entries[slot.old])) for slot in slots
        ]
        return [TextEdit(node.value_start + 1, node.end - 1, self.join_flow(node, items))]

    def fits_brackets(self, new: object) -> bool:
        """Whether a value can be in brackets where its key is not: a list of words, or a small mapping of them."""
        values = list(new.values()) if isinstance(new, dict) else new if isinstance(new, list) else []
        return not any(isinstance(value, dict) or "\n" in str(value) for value in values)

    def list_gaps(self, node: YamlNode) -> list[str]:
        """What is between brackets and entries."""
        places = [node.value_start + 1, *(place for entry in node.entries for place in _get_range(entry)), node.end - 1]
        return [self.text[start:end] for start, end in zip(places[::2], places[1::2], strict=True)]

    def join_flow(self, node: YamlNode, items: Sequence[str]) -> str:
        """Entries within their brackets, with the separators of those that were there."""
        if self.text[node.value_start] not in "[{":
            raise EditRefused("mapping-in-brackets")
        first, *separators, last = gaps if len(gaps := self.list_gaps(node)) > 1 else ["", ""]
        if not items:
            return ""
        usual = separators[-1] if separators else "," + (first if LINE_END.search(first) else " ")
        between = [*separators, *[usual] * len(items)][: len(items) - 1]
        return first + "".join(item + gap for item, gap in zip(items, [*between, last], strict=True))

    def write_entry(self, slot: Slot, column: int) -> list[str]:
        """The lines of a new entry without brackets."""
        if slot.key is None:
            return format_item(slot.value, column, self.layout)
        return format_pair(slot.key, slot.value, column, self.layout)

    def write_flow(self, slot: Slot) -> str:
        """A new entry in brackets."""
        inline = format_inline(slot.value, self.layout.quote)
        return inline if slot.key is None else f"{format_key(slot.key)}: {inline}"

    def write_flow_entry(self, slot: Slot, column: int) -> list[str]:
        """The line of a new entry in brackets."""
        return [" " * column + self.write_flow(slot)]

    def replace_value(self, entry: YamlEntry, new: object, *, in_flow: bool) -> _Edits:
        """The edits that put another value in the place of one."""
        node = entry.node
        if in_flow:
            return [self.put_inline(entry, self.write_inline(node, new, in_flow=True))]
        column = entry.start - find_line_start(self.text, entry.start)
        if node.kind == "scalar" and isinstance(new, str) and new:
            written = next(self.list_texts(node, new, column), None)
            if written is not None:
                return [TextEdit(node.value_start, node.end, written.replace("\n", self.layout.newline))]
        head, lines = format_value(new, column, self.layout, as_item=entry.key is None)
        if not isinstance(new, dict | list) and not lines:
            head = self.write_inline(node, new, in_flow=False)
        return list(self.put_lines(entry, head, lines))

    def write_inline(self, node: YamlNode, new: object, *, in_flow: bool) -> str:
        """A value on one line, in the quotation marks of the one that was there."""
        if isinstance(new, dict | list):
            return format_inline(new, self.layout.quote)
        return format_scalar(new, "" if node.is_block_text else node.style, self.layout.quote, in_flow=in_flow)

    def put_inline(self, entry: YamlEntry, written: str) -> TextEdit:
        """The edit that replaces a value on its line."""
        node = entry.node
        if node.start < node.end:
            return TextEdit(node.value_start, node.end, written)
        colon = ":" if entry.key is not None and self.text[entry.mark - 1] != ":" else ""
        return TextEdit(entry.mark, entry.mark, f"{colon} {written}")

    def list_texts(self, node: YamlNode, new: str, column: int) -> Iterator[str]:
        """A text in the form of the one that was there: below `|` or `>`, or in quotes over several lines."""
        old = self.text[node.value_start : node.end]
        breaks = list(LINE_END.finditer(old))
        if not breaks:
            return
        lines = LINE_END.split(old)
        indent = next((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()), column + 2)
        start = node.value_start - find_line_start(self.text, node.value_start)
        width = max(len(line) + (0 if index else start) for index, line in enumerate(lines)) + 1
        header = _HEADER.match(old)
        present = [line.strip() for line in lines]
        if not node.is_block_text or header is None:
            if "\n" not in new:
                yield from list_quoted_lines(new, node.style, indent, width, present)
            return
        if header[1] == ">":
            ends = len(new) - len(new.rstrip("\n"))
            mark = ">" + ("-" if ends == 0 else "" if ends == 1 else "+")
            folded = format_folded(new, indent, width, mark, present[1:]) if ends < 2 else None
            if folded is not None:
                yield "\n".join([mark + header[2], *folded])
        mark, literal = format_text_block(new if "\n" in new else f"{new}\n", indent, self.layout.quote)
        if literal:
            mark = mark if "\n" in new else "|-"
            yield "\n".join([mark + header[2], *literal])

    def put_lines(self, entry: YamlEntry, head: str, lines: Sequence[str]) -> Iterator[TextEdit]:
        """The edits that write a value behind a key or a `-`, and below it."""
        text, node, newline = self.text, entry.node, self.layout.newline
        below = "".join(newline + line for line in lines)
        gap = " " * (1 if entry.key is not None else self.layout.gap) if head else ""
        if node.kind in {"list", "mapping"} and not node.is_flow:
            line = find_line_start(text, node.value_start)
            if line <= entry.mark or node.start != node.value_start:  # it starts behind a `-`, or has an anchor
                yield TextEdit(entry.mark, node.end, f"{gap}{head}{below}")
                return
            line_end = find_line_end(text, entry.mark)
            yield TextEdit(entry.mark, entry.mark, gap + head)
            yield TextEdit(line_end, line_end, below)
            yield arrange_block(text, node, (), lambda start, end: text[start:end], self.write_entry, self.layout)
            return
        end = entry.end
        if node.is_block_text:
            header = _HEADER.match(text, node.value_start, node.end)
            yield TextEdit(entry.mark, end, f"{gap}{head}{header[2].rstrip() if header else ''}{below}")
            return
        if head and node.start < node.end and entry.key is not None:
            yield TextEdit(node.value_start, end, head)
        else:
            yield TextEdit(entry.mark, end, gap + head)
        line_end = find_line_end(text, end)
        yield TextEdit(line_end, line_end, below)


def _get_range(entry: YamlEntry) -> tuple[int, int]:
    return entry.start, entry.end


def append_to_document(text: str, data: dict[str, object] | list[object], layout: Layout) -> str:
    """A text without values with keys or items at its end."""
    gap = layout.newline if text and not LINE_END.search(text[-1:]) else ""
    if isinstance(data, dict):
        lines = [line for key, value in data.items() for line in format_pair(key, value, 0, layout)]
    else:
        lines = [line for item in data for line in format_item(item, 0, layout)]
    return text + gap + "".join(line + layout.newline for line in lines)
