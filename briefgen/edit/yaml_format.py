"""Writes values as YAML that the reader of the project, and other readers, take for the same values."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from briefgen.edit.refusal import EditRefused
from briefgen.edit.yaml_layout import Layout
from briefgen.edit.yaml_nodes import is_text_elsewhere
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Sink

MAX_LINE = 110
"""A list in brackets that makes a longer line is written with a line for each item."""

_SIMPLE = re.compile(r"[^\W\d_][\w /@.-]*(?<! )")
_YAML_WORDS = frozenset("null true false yes no on off y n".split())
Lines = tuple[str, list[str]]
"""What is behind the `:` or the `-`, and the lines below it."""


def is_same(first: object, second: object) -> bool:
    """Whether two values are the same, with their types, the digits of numbers and the order of keys."""
    if isinstance(first, dict) and isinstance(second, dict):
        return list(first) == list(second) and all(is_same(first[key], second[key]) for key in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(is_same, first, second))
    return type(first) is type(second) and str(first) == str(second)


def quote_text(value: object) -> str:
    """A text in double quotes: JSON is a part of YAML."""
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\x7f").replace("\x85", "\\x85")


def is_simple_text(text: str) -> bool:
    """Whether a text clearly needs no quotes in any place of any YAML file."""
    return bool(_SIMPLE.fullmatch(text)) and text.lower() not in _YAML_WORDS


def format_scalar(value: object, style: str, quote: str, *, in_flow: bool) -> str:
    """A value on one line: a text in the quotation marks of `style`, else without, else in `quote`."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case str():
            return next(_list_quoted(value, style, quote, in_flow=in_flow))
        case _:
            return str(value)


def format_key(key: str) -> str:
    """A key, in quotes where it needs them."""
    return next(_list_quoted(key, "", '"', in_flow=True))


def format_inline(value: object, quote: str) -> str:
    """A value within brackets."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{format_key(key)}: {format_inline(inner, quote)}' for key, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(format_inline(item, quote) for item in value)}]"
    return format_scalar(value, "", quote, in_flow=True)


def format_value(value: object, column: int, layout: Layout, *, as_item: bool) -> Lines:
    """A value behind a key, or behind a `-`, that starts at a column."""
    if isinstance(value, str) and "\n" in value:
        return format_text_block(value, column + layout.step, layout.quote)
    if not isinstance(value, dict | list) or not value:
        return format_inline(value, layout.quote) if value in ([], {}) else _format_short(value, layout), []
    inline = format_inline(value, layout.quote)
    is_short = len(inline) + column < MAX_LINE and not any(
        isinstance(item, dict | list) or "\n" in str(item)
        for item in (value.values() if isinstance(value, dict) else value)
    )
    if isinstance(value, list):
        if as_item or (is_short and layout.brackets):
            return inline, []
        return "", [line for item in value for line in format_item(item, column + layout.offset, layout)]
    if is_short and layout.braces and column and not as_item:
        return inline, []
    inner = column + (1 + layout.gap if as_item else layout.step)
    lines = [line for key, item in value.items() for line in format_pair(key, item, inner, layout)]
    return (lines[0].lstrip(" "), lines[1:]) if as_item else ("", lines)


def format_pair(key: str, value: object, column: int, layout: Layout) -> list[str]:
    """The lines of a key with its value."""
    head, lines = format_value(value, column, layout, as_item=False)
    return [f"{' ' * column}{format_key(key)}:{' ' * bool(head)}{head}", *lines]


def format_item(value: object, column: int, layout: Layout) -> list[str]:
    """The lines of an item of a list."""
    head, lines = format_value(value, column, layout, as_item=True)
    return [f"{' ' * column}-{' ' * layout.gap}{head}", *lines]


def format_text_block(value: str, column: int, quote: str) -> Lines:
    """A text of several lines below `|`, in quotes where that would change it."""
    kept = value.rstrip("\n")
    ends = len(value) - len(kept)
    head = "|" + ("-" if ends == 0 else "" if ends == 1 else "+")
    lines = [" " * column + line if line else "" for line in value.split("\n")]
    lines = lines if ends == 0 else lines[:-1]
    if kept and is_read_as("\n".join([f"{' ' * (column - 1)}k: {head}", *lines, ""]), value):
        return head, lines
    return next(_list_quoted(value, '"', quote, in_flow=True)), []


def format_folded(value: str, column: int, width: int, header: str, old: Sequence[str]) -> list[str] | None:
    """The lines of a text below `>`, filled to a width; None where this is another text. `old` are the lines that were there."""
    lines: list[str] = []
    for paragraph in value.rstrip("\n").split("\n"):
        lines += [*([""] if lines else []), *wrap_words(paragraph, width - column, old)]
    lines = [" " * column + line if line else "" for line in lines]
    return lines if is_read_as("\n".join([f"{' ' * (column - 1)}k: {header}", *lines, ""]), value) else None


def wrap_words(text: str, width: int, old: Sequence[str]) -> list[str]:
    """Lines of whole words that are not longer than a width, if no word is. Old lines with which the text starts or ends stay."""
    first: list[str] = []
    last: list[str] = []
    for line in old:
        if not line or not text.startswith(f"{line} "):
            break
        first.append(line)
        text = text.removeprefix(f"{line} ")
    for line in reversed(old):
        if not line or not text.endswith(f" {line}"):
            break
        last.insert(0, line)
        text = text.removesuffix(f" {line}")
    return [*first, *textwrap.wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False), *last]


def is_read_as(text: str, value: object) -> bool:
    """Whether a mapping of one key has a value."""
    sink = Sink()
    parsed = parse_yaml(text, "", sink)
    data = parsed.data if parsed and not sink.diagnostics else None
    return isinstance(data, dict) and len(data) == 1 and is_same(next(iter(data.values())), value)


def list_quoted_lines(value: str, style: str, column: int, width: int, old: Sequence[str]) -> Iterator[str]:
    """A text without breaks in the marks of `style`, over several lines of a width."""
    single = next(_list_quoted(value, style, style or '"', in_flow=False))
    wrapped = f"\n{' ' * column}".join(wrap_words(single, width - column, old))
    if is_read_as(f"{' ' * (column - 1)}k: {wrapped}\n", value):
        yield wrapped


def _format_short(value: object, layout: Layout) -> str:
    return format_scalar(value, "", layout.quote, in_flow=False)


def _list_quoted(value: str, style: str, quote: str, *, in_flow: bool) -> Iterator[str]:
    single = "'" + value.replace("'", "''") + "'"
    ways: dict[str, str] = {"": value, "'": single, '"': quote_text(value)}
    for mark in dict.fromkeys((style, "", quote, "'", '"')):
        if mark in ways and (mark == '"' or "\n" not in value) and _is_read(ways[mark], value, mark, in_flow=in_flow):
            yield ways[mark]
    raise EditRefused("characters")


def _is_read(written: str, value: str, mark: str, *, in_flow: bool) -> bool:
    if not mark:
        if is_simple_text(value):
            return True
        if not value or value != value.strip() or not is_text_elsewhere(value):
            return False
        if not is_read_as(f"- {written}\n".replace("- ", "k:\n- ", 1), [value]):
            return False
    return is_read_as(f"k: [{written}]\n", [value]) if in_flow else is_read_as(f"k: {written}\n", value)
