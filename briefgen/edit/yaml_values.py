"""Sets and removes values of a YAML file: the lines of an edit change, every other character stays.

The result is read back by the reader of the project. It is kept only if it says what was requested, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from briefgen.edit.refusal import EditRefused
from briefgen.edit.slots import Slot
from briefgen.edit.text_edit import BYTE_ORDER_MARK, TextEdit, apply_edits
from briefgen.edit.yaml_change import YamlChange, append_to_document
from briefgen.edit.yaml_format import format_key, is_same
from briefgen.edit.yaml_layout import detect_layout
from briefgen.edit.yaml_nodes import YamlEntry, YamlNode, read_nodes
from briefgen.load.syntax.parsed import KeyPath
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Sink

_Plan = Callable[[YamlChange, YamlNode], list[TextEdit]]


def set_value(text: str, path: KeyPath, value: object, order: Sequence[str] = ()) -> str:
    """The text with a value at a path. A key that is not there is added, and the mappings round it.

    `order` is the usual order of the keys beside it: a new key is written behind those that come before it. Raises `EditRefused`.
    """
    value = to_plain(value)

    def plan(change: YamlChange, root: YamlNode) -> list[TextEdit]:
        holder, depth = _follow_path(root, path[:-1])
        if depth < len(path) - 1:
            return _add(change, holder, path[depth:], value, ())
        entry = _find_entry(holder.node, path[-1])
        if entry is None:
            return _add(change, holder, path[-1:], value, order)
        return change.change_entry(entry, value, in_flow=holder.node.is_flow)

    return _edit(text, lambda data: _put(data, path, value, order), plan, path)


def set_list(text: str, path: KeyPath, items: Iterable[object], order: Sequence[str] = ()) -> str:
    """The text with a list at a path. Items that stay keep their quotes, and their comments go with them. Raises `EditRefused`."""
    return set_value(text, path, list(items), order)


def add_item(text: str, path: KeyPath, item: object, at: int | None = None) -> str:
    """The text with another item of a list, at the end or at a place. A list that is not there is added. Raises `EditRefused`."""
    value = to_plain(item)

    def insert(data: object) -> list[object]:
        items = list(data) if isinstance(data, list) else []
        items.insert(len(items) if at is None else at, value)
        return items

    def plan(change: YamlChange, root: YamlNode) -> list[TextEdit]:
        holder, depth = _follow_path(root, path)
        node = holder.node
        if depth < len(path):
            return _add(change, holder, path[depth:], [value], ())
        if node.kind != "list" or not node.entries:
            return change.change_entry(holder, insert(node.data), in_flow=False)
        slots = [Slot(None, entry.node.data, index) for index, entry in enumerate(node.entries)]
        slots.insert(len(slots) if at is None else at, Slot(None, value, None))
        return change.arrange(node, slots)

    return _edit(text, lambda data: _change_at(data, path, insert), plan, path)


def remove_key(text: str, path: KeyPath) -> str:
    """The text without a key or an item of a list, its comments included. Raises `EditRefused`."""

    def drop(data: object) -> object:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if key != path[-1]}
        return [value for index, value in enumerate(data if isinstance(data, list) else ()) if index != path[-1]]

    def plan(change: YamlChange, root: YamlNode) -> list[TextEdit]:
        holder, depth = _follow_path(root, path[:-1])
        entry = _find_entry(holder.node, path[-1]) if depth == len(path) - 1 else None
        if entry is None:
            return []
        node = holder.node
        slots = [Slot(own.key, own.node.data, index) for index, own in enumerate(node.entries) if own is not entry]
        if not slots and not node.is_flow and len(path) > 1:
            return change.replace_value(holder, [] if node.kind == "list" else {}, in_flow=False)
        return change.arrange(node, slots)

    return _edit(text, lambda data: _change_at(data, path[:-1], drop), plan, path)


def rename_key(text: str, path: KeyPath, new: str) -> str:
    """The text with another name of a key. Raises `EditRefused`."""

    def rename(data: object) -> object:
        if not isinstance(data, dict) or path[-1] not in data or (new in data and new != path[-1]):
            reason = "key-there" if isinstance(data, dict) and new in data else "no-key"
            raise EditRefused(reason, key=path[-1], new=new)
        return {new if key == path[-1] else key: value for key, value in data.items()}

    def plan(_: YamlChange, root: YamlNode) -> list[TextEdit]:
        holder, _depth = _follow_path(root, path[:-1])
        entry = _find_entry(holder.node, path[-1])
        return [TextEdit(entry.start, entry.key_end, format_key(new))] if entry else []

    return _edit(text, lambda data: _change_at(data, path[:-1], rename), plan, path)


@lru_cache(maxsize=8)
def read_data(text: str) -> object:
    """The data of a YAML file, which nobody may change; an empty one is None. Raises `EditRefused` for a file with an error.

    One edit reads the same text several times, and a page checks it with each key that is typed.
    """
    sink = Sink()
    parsed = parse_yaml(_normalise(text), "", sink)
    if parsed is None or sink.diagnostics:
        problem = sink.diagnostics[0]
        line = problem.origin.line if problem.origin else 1
        raise EditRefused("file-error", problem=problem.message, line=line)
    return parsed.data


def to_plain(value: object) -> object:
    """A value as the reader of the project gives it: mappings and lists instead of other collections."""
    if isinstance(value, Mapping):
        return {str(key): to_plain(inner) for key, inner in value.items()}
    return [to_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _edit(text: str, build: Callable[[object], object], plan: _Plan, path: KeyPath) -> str:
    content = text.removeprefix(BYTE_ORDER_MARK)
    head = text[: len(text) - len(content)]
    expected = build(read_data(content))
    root = read_nodes(content)
    layout = detect_layout(content, root)
    if root is None:
        changed: str | None = (
            append_to_document(content, expected, layout) if isinstance(expected, dict | list) else None
        )
    else:
        changed = apply_edits(content, plan(YamlChange(content, layout), root))
    candidates = (
        () if changed is None else (changed, changed + layout.newline)
    )  # a text below `|` needs an end of its line
    for candidate in candidates:
        if _matches(candidate, expected):
            return head + candidate
    raise EditRefused("other-lines", key=".".join(map(str, path)))


def _matches(text: str, expected: object) -> bool:
    try:
        data = read_data(text)
    except EditRefused:
        return False
    return is_same(data, expected) or (data is None and expected in ({}, []))


def _normalise(text: str) -> str:
    """The text as the loader reads it."""
    return text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")


def _follow_path(root: YamlNode, path: KeyPath) -> tuple[YamlEntry, int]:
    """The entry at a path, or the last one round it, and how many steps lead to it."""
    entry = YamlEntry(None, root.start, root.start, root.start, root)
    for depth, step in enumerate(path):
        inner = _find_entry(entry.node, step)
        if inner is None:
            return entry, depth
        if inner.node.kind == "alias":
            raise EditRefused("alias", key=step)
        entry = inner
    return entry, len(path)


def _find_entry(node: YamlNode, step: str | int) -> YamlEntry | None:
    if isinstance(step, int):
        is_there = node.kind == "list" and -1 < step < len(node.entries)
        return node.entries[step] if is_there else None
    return next((entry for entry in node.entries if entry.key == step), None) if node.kind == "mapping" else None


def _add(change: YamlChange, holder: YamlEntry, path: KeyPath, value: object, order: Sequence[str]) -> list[TextEdit]:
    """The edits that add a key to a mapping."""
    node = holder.node
    key, inner = path[0], _put(None, path[1:], value, ()) if len(path) > 1 else value
    if node.kind == "scalar" and node.data is None:
        return change.change_entry(holder, {key: inner}, in_flow=False)
    if node.kind != "mapping" or not isinstance(key, str):
        raise EditRefused("no-place", key=key)
    if not node.entries:
        return change.change_entry(holder, {key: inner}, in_flow=False)
    keys = _insert_key([str(entry.key) for entry in node.entries], key, order)
    places = {entry.key: index for index, entry in enumerate(node.entries)}
    slots = [Slot(own, node.entries[places[own]].node.data, places[own]) if own in places else Slot(own, inner, None)
             for own in keys]  # fmt: skip
    return change.arrange(node, slots)


def _insert_key(keys: list[str], key: str, order: Sequence[str]) -> list[str]:
    """The keys with a new one: behind the last of those that come before it in an order, else at the end."""
    before = order[: order.index(key)] if key in order else keys
    place = max((index + 1 for index, own in enumerate(keys) if own in before), default=0)
    return [*keys[:place], key, *keys[place:]]


def _put(data: object, path: KeyPath, value: object, order: Sequence[str]) -> object:
    if not path:
        return value
    step, inner = path[0], path[1:]
    if isinstance(step, int):
        if not isinstance(data, list) or not -1 < step < len(data):
            raise EditRefused("no-item", number=step + 1)
        return [_put(item, inner, value, order) if index == step else item for index, item in enumerate(data)]
    if data is not None and not isinstance(data, dict):
        raise EditRefused("no-place", key=step)
    present = data or {}
    keys = list(present) if step in present else _insert_key(list(present), step, () if inner else order)
    changed = _put(present.get(step), inner, value, order)
    return {key: changed if key == step else present[key] for key in keys}


def _change_at(data: object, path: KeyPath, change: Callable[[object], object]) -> object:
    """The data with another value at a path."""
    present = data
    for step in path:
        if isinstance(step, int):
            present = present[step] if isinstance(present, list) and -1 < step < len(present) else None
        else:
            present = present.get(step) if isinstance(present, dict) else None
    return _put(data, path, change(present), ())
