"""Jinja's sandbox, closed further: names are strict, values are handed over, and little cannot make much. Home of Jinja2 with `fill`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache, wraps
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateRuntimeError, UndefinedError, pass_context
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefgen.model.nearest import did_you_mean

_REMOVED_GLOBALS = ("lipsum", "cycler", "joiner", "namespace")


MAX_CHARACTERS = 5_000_000
"""Printed by one text: a thousand times a long block."""

MAX_REPEAT = 10_000
"""Characters or items that `*`, a filter or a method may make out of few."""

MAX_RANGE = 1_000
"""Numbers in a `range`."""

COMPILED_CACHE_SIZE = 256
"""Texts whose code is kept: those of some twenty briefs."""

MAX_NUMBER = 10**18
"""Numbers above it are taken for this one when the size of a result is guessed."""

ALLOWED_FILTERS = frozenset(
    "abs batch capitalize count d default dictsort e escape first float forceescape groupby int items join last length list "
    "lower map max min reject rejectattr replace reverse round select selectattr slice sort string striptags sum title trim "
    "truncate unique upper urlencode wordcount".split()
)
"""What texts may pass data through: nothing that pads, repeats, draws lots or shows Python."""

ALLOWED_METHODS = frozenset(
    "capitalize casefold count endswith find get index isalpha isdigit items keys lower lstrip removeprefix removesuffix "
    "rpartition partition rstrip split startswith strip title upper values isoformat year month day".split()
)
"""What texts may call or ask of data."""


class TemplateDataError(Exception):
    """A name inside a template that stands for nothing: `fact("retuned")`, `recipient.contry`."""

    def __init__(self, code: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.code, self.hints = code, hints


class Record:
    """Named data for templates: `brief.title`, `recipient.country`. Holds text and dates, no behaviour."""

    __slots__ = ("_closed", "_name", "_values")

    def __init__(self, name: str, values: Mapping[str, Any], closed: Iterable[str] = ()) -> None:
        self._name, self._values, self._closed = name, dict(values), tuple(closed)

    def with_value(self, key: str, value: Any) -> Record:
        """The record with one more part."""
        return Record(self._name, {**self._values, key: value}, self._closed)

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __str__(self) -> str:
        raise TemplateDataError(
            "fill-record", f"`{self._name}` has parts and cannot be printed whole", _list_parts(self)
        )


class EmptyCell(str):
    """An empty cell of the recipient's row: nothing where it is printed, false where it is asked for."""

    __slots__ = ("column",)
    column: str

    def __new__(cls, column: str) -> EmptyCell:  # noqa: PYI034 - a text of its own kind
        """An empty text that knows its column."""
        made = super().__new__(cls, "")
        made.column = column
        return made


class _UndefinedName(StrictUndefined):
    """An undefined name that knows which names would have been right."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        owner, name = self._undefined_obj, self._undefined_name
        if isinstance(owner, Record):
            hints = did_you_mean(str(name), owner, owner._closed) or (_list_parts(owner),)  # noqa: SLF001 - same module
            raise TemplateDataError("fill-undefined", f"`{owner._name}` has no `{name}`", *hints)  # noqa: SLF001 - same module
        if owner is None:
            raise TemplateDataError("fill-undefined", f"`{name}` is asked of something that this brief does not have")
        raise TemplateDataError("fill-undefined", f"`{name}` is not defined")


def _list_parts(record: Record) -> str:
    names = ", ".join(f"`{key}`" for key in sorted(record)[:12])
    return f"it has {names or 'nothing for this reader'}"


class CommentSyntax(Enum):
    """How a comment begins and ends."""

    MARKDOWN = ("{##", "##}")
    """`{#name}` names a heading in Markdown."""
    PAGE_TEMPLATE = ("{#", "#}")


def build_environment(
    finalize: Callable[..., str], comments: CommentSyntax, loader: BaseLoader | None = None
) -> Environment:
    """A closed Jinja whose `{{ }}` prints what `finalize`, a function with `pass_context`, makes of a value."""
    start, end = comments.value
    made = _TemplateEnvironment(
        undefined=_UndefinedName,
        finalize=finalize,
        optimized=False,
        loader=loader,
        comment_start_string=start,
        comment_end_string=end,
    )
    for name in _REMOVED_GLOBALS:
        made.globals.pop(name, None)
    made.globals["range"] = _build_range
    made.filters = {
        name: _limit_filter(name, one) if name in {"join", "replace", "batch", "slice"} else one
        for name, one in made.filters.items()
        if name in ALLOWED_FILTERS
    }
    return made


@lru_cache(maxsize=COMPILED_CACHE_SIZE)
def _compile_template(source: str, name: str | None, filename: str | None, comments: CommentSyntax) -> CodeType:
    """A text as Python's code. It depends on the text alone, and the documents of a campaign share most texts."""
    code: CodeType = ImmutableSandboxedEnvironment.compile(
        build_environment(_refuse_value, comments), source, name, filename
    )
    return code


@pass_context
def _refuse_value(_context: object, value: object) -> str:
    """Stands for what is done with values where nothing is filled in yet."""
    raise TypeError(value)


class _TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, closed further: only harmless methods of data, and nothing that makes much out of little."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *_: Any, **__: Any) -> Any:
        """The code of a text, compiled once in a process. Raises `TemplateSyntaxError`."""
        return _compile_template(
            source, name, filename, CommentSyntax((self.comment_start_string, self.comment_end_string))
        )

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a text may ask for an attribute of data."""
        if callable(value) and isinstance(obj, str | bytes | int | float | list | tuple | dict | date):
            return attr in ALLOWED_METHODS
        return bool(super().is_safe_attribute(obj, attr, value))

    def wrap_str_format(self, value: Any) -> None:
        """No `"...".format(...)`: it pads, and looks into its arguments."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute, unless the result would be out of all proportion."""
        if _estimate_size(operator, left, right) > MAX_REPEAT or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"`{operator}` makes too much out of little here")
        return super().call_binop(context, operator, left, right)


def _build_range(*bounds: int) -> range:
    """`range(...)` for texts: long enough to count rows, too short to keep a machine busy."""
    counted = range(*bounds)
    if len(counted) > MAX_RANGE:
        raise SecurityError(f"`range` counts to {MAX_RANGE:,} at most")
    return counted


def _estimate_size(operator: str, left: Any, right: Any) -> float:
    """About how many characters, items or digits an operation makes."""
    lengths = [len(one) for one in (left, right) if isinstance(one, str | list | tuple)]
    numbers = [_cap_number(one) for one in (left, right) if isinstance(one, int | float | Decimal)]
    if operator == "*" and lengths:
        return max(lengths) * max(numbers, default=1.0)
    if operator == "**" and len(numbers) == 2:
        return max(numbers[1], 1.0) * math.log10(max(numbers[0], 10.0))
    return 0


def _cap_number(number: Any) -> float:
    """A number without its sign, as far as it matters how large it is."""
    return float(min(abs(number), MAX_NUMBER))


def _limit_filter(name: str, used: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose result stays in proportion to what went in."""

    @wraps(used)
    def within(*arguments: Any, **named: Any) -> Any:
        texts = [one for one in (*arguments, *named.values()) if isinstance(one, str)]
        added = max((len(one) for one in texts[-1:] if len(texts) > (name != "join")), default=1)
        counts = [one for one in (*arguments[1:], *named.values()) if isinstance(one, int)]
        inside = next((len(one) for one in arguments if isinstance(one, str | list | tuple | range)), 1)
        if added * inside > MAX_CHARACTERS or max(counts, default=0) > MAX_REPEAT:
            raise SecurityError(f"the filter `{name}` makes too much out of little here")
        return used(*arguments, **named)

    return within
