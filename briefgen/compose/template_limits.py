"""Measures what a template makes, before it is made: so a short template cannot fill the memory, whatever system it runs on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any

MAX_SIZE = 20_000_000
"""Characters of a value that a template makes, with `ITEM_SIZE` for each item of a list."""

ITEM_SIZE = 100
MAX_PRECISION = 100
"""Digits after the decimal point that `round` may keep."""


def measure(value: Any) -> int:
    """The size of a value, counted to `MAX_SIZE` and little more: lists of lists can be larger than any memory."""
    size, parts = 0, [value]
    while parts and size <= MAX_SIZE:
        part = parts.pop()
        size += ITEM_SIZE
        if isinstance(part, str):
            size += len(part)
        elif isinstance(part, Mapping):
            parts += [*part.keys(), *part.values()]
        elif isinstance(part, list | tuple):
            parts += part
    return size


def check_size(value: Any) -> Any:
    """The value itself. Raises `MemoryError` where it is too large."""
    _check_number(measure(value))
    return value


def check_sum(*values: Any) -> None:
    """Raises `MemoryError` where values are too large together."""
    _check_number(sum(map(measure, values)))


def limit_filter(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja that raises `MemoryError` before it makes too much of little. Its result is measured, too."""
    measure_arguments = FILTER_MEASURES.get(name)
    skipped = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def run_within_limit(*arguments: Any, **named: Any) -> Any:
        if measure_arguments:
            value, *others = arguments[skipped:]
            if isinstance(value, Iterator):
                value = list(value)
            arguments = (*arguments[:skipped], value, *others)
            _check_number(measure_arguments(value, *others, **named))
        result = function(*arguments, **named)
        return check_size(result) if isinstance(result, str | list | tuple) else result

    return run_within_limit


def _check_number(size: float) -> None:
    if size > MAX_SIZE:
        raise MemoryError


def _measure_join(value: Iterable[Any], d: Any = "", **_: Any) -> int:
    items = list(value)
    return measure(items) + len(str(d)) * len(items)


def _measure_replace(s: Any, old: Any, new: Any, count: int | None = None) -> int:
    text = str(s)
    times = text.count(str(old))
    return len(text) + len(str(new)) * (times if count is None or count < 0 else min(times, count))


def _measure_batch(value: Any, linecount: int, fill_with: Any = None) -> int:
    return measure(value) + (0 if fill_with is None else linecount * (ITEM_SIZE + measure(fill_with)))


def _measure_slice(value: Any, slices: int, fill_with: Any = None) -> int:
    return measure(value) + slices * (ITEM_SIZE + measure(fill_with))


def _measure_round(_value: Any, precision: int = 0, _method: str = "", **_: Any) -> float:
    return 0 if abs(precision) <= MAX_PRECISION else float("inf")


def _measure_sum(value: Iterable[Any], attribute: Any = None, start: Any = 0) -> int:  # noqa: ARG001 - the signature of Jinja
    return measure(list(value)) + measure(start)


FILTER_MEASURES: Mapping[str, Callable[..., float]] = {
    "batch": _measure_batch,
    "join": _measure_join,
    "replace": _measure_replace,
    "round": _measure_round,
    "slice": _measure_slice,
    "sum": _measure_sum,
}
"""The size of what a filter makes, by its arguments: of those that make more than a few times of what they are given."""
