"""Templates filled in: Jinja's sandbox, strict about names, with every value set aside as data. Home of Jinja2."""

from __future__ import annotations

import math
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefgen.compose.marks import Marks
from briefgen.values.diagnostic import Diagnostic, Origin, Severity
from briefgen.values.nearest import did_you_mean

_NOT_FOR_TEXTS = ("lipsum", "cycler", "joiner", "namespace")


MOST_CHARACTERS = 5_000_000
"""Printed by one text: a thousand times a long block."""

LONGEST_REPEAT = 10_000
"""Characters or items that `*`, a filter or a method may make out of few."""

LONGEST_RANGE = 1_000
"""Numbers in a `range`."""

LARGEST = 10**18
"""Numbers above it are taken for this one when the size of a result is guessed."""

FILTERS = frozenset(
    "abs batch capitalize count d default dictsort e escape first float forceescape groupby int items join last length list "
    "lower map max min reject rejectattr replace reverse round select selectattr slice sort string striptags sum title trim "
    "truncate unique upper urlencode wordcount".split()
)
"""What texts may pass data through: nothing that pads, repeats, draws lots or shows Python."""

METHODS = frozenset(
    "capitalize casefold count endswith find get index isalpha isdigit items keys lower lstrip removeprefix removesuffix "
    "rpartition partition rstrip split startswith strip title upper values isoformat year month day".split()
)
"""What texts may call or ask of data."""


SYNTAX = (
    (r"[“”„‟«»‘’‚]", 'write straight quotation marks: `fact("name")`'),
    (r"unknown tag|looking for", "close each `{% for %}` and `{% if %}` with its `{% endfor %}` or `{% endif %}`"),
    (r"'[{}]'|end of print", "write `{{ ... }}`, with two braces on each side and each bracket inside closed"),
    (r"end of template|'[])]'|got 'end of|char '\"'", "look for a bracket or quotation mark that is not closed"),
)
"""What is mostly meant, by what Jinja says."""


COMPUTED = (
    ("argument", 'a function gets too little or too much, where it wants something like `fact("name")`'),
    ("unhashable", "a function gets a list, where it wants one name in quotes"),
    ("not iterable", "one thing stands where a list is wanted"),
    ("codec can't decode", "the template is not UTF-8 text"),
    ("recursion depth", "a template includes itself"),
)
"""What Python means, in words for authors."""


class FillError(Exception):
    """A template that cannot be filled in; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class WrongNameError(Exception):
    """A name inside a template that stands for nothing: `fact("retuned")`, `recipient.contry`."""

    def __init__(self, code: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.code, self.hints = code, hints


class Record:
    """Named data for templates: `brief.title`, `recipient.country`. Holds text and dates, no behaviour."""

    __slots__ = ("_closed", "_name", "_values")

    def __init__(self, name: str, values: Mapping[str, Any], closed: Iterable[str] = ()) -> None:
        self._name, self._values, self._closed = name, dict(values), tuple(closed)

    def having(self, key: str, value: Any) -> Record:
        """The record with one more part."""
        return Record(self._name, {**self._values, key: value}, self._closed)

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __str__(self) -> str:
        raise WrongNameError("fill-record", f"`{self._name}` has parts and cannot be printed whole", _parts(self))


class Blank(str):
    """An empty cell of the recipient's row: nothing where it is printed, false where it is asked for."""

    __slots__ = ("column",)
    column: str

    def __new__(cls, column: str) -> Blank:  # noqa: PYI034 - a text of its own kind
        """An empty text that knows its column."""
        made = super().__new__(cls, "")
        made.column = column
        return made


@dataclass(frozen=True, slots=True)
class Printable:
    """Something that prints itself as marks set aside before: a fact, a section, a cross-reference."""

    marked: str

    def __str__(self) -> str:
        return self.marked


class _Missing(StrictUndefined):
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
            hints = did_you_mean(str(name), owner, owner._closed) or (_parts(owner),)  # noqa: SLF001 - same module
            raise WrongNameError("fill-undefined", f"`{owner._name}` has no `{name}`", *hints)  # noqa: SLF001 - same module
        if owner is None:
            raise WrongNameError("fill-undefined", f"`{name}` is asked of something that this brief does not have")
        raise WrongNameError("fill-undefined", f"`{name}` is not defined")


def _parts(record: Record) -> str:
    return "it has " + ", ".join(f"`{key}`" for key in sorted(record)[:12])


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills the texts of one brief: the same names and the same marks for all of them."""

    marks: Marks
    names: Mapping[str, Any]
    print_date: Callable[[date], str]
    search_path: tuple[Path, ...] = ()
    """Folders that page templates are looked for in, the project's own first."""
    blank: dict[str, None] = field(default_factory=dict)
    """Columns of empty cells that were printed."""

    def fill_markdown(self, text: str, path: str, first_line: int, extra: Mapping[str, Any] | None = None) -> str:
        """A block's or passage's Markdown with marks for lines and values. Raises `FillError`."""
        marked = self.marks.mark_markdown(text, path, first_line)
        if "{" not in marked:
            return marked
        names = {**self.names, **(extra or {})}
        origin = Origin(path, first_line)
        texts = self._environment(comment_start_string="{##", comment_end_string="##}")
        return self._rendered(lambda: texts.from_string(marked), names, origin, first_line - 1)

    def fill_page(self, name: str, extra: Mapping[str, Any]) -> str:
        """A page template, found in the search path, with marks for lines and values. Raises `FillError`."""
        names = {**self.names, **extra}
        pages = self._environment(loader=_PageLoader(self.search_path, self.marks))
        return self._rendered(lambda: pages.get_template(name), names, Origin(f"templates/{name}"), 0)

    def _environment(self, **settings: Any) -> Environment:
        """The sandbox. Texts get comments in `{## ##}`, for `{#name}` names a heading in Markdown."""
        environment = _Sandbox(undefined=_Missing, finalize=self._set_aside, optimized=False, **settings)
        for name in _NOT_FOR_TEXTS:
            environment.globals.pop(name, None)
        environment.globals["range"] = _range
        environment.filters = {
            name: _bounded(name, one) if name in {"join", "replace", "batch", "slice"} else one
            for name, one in environment.filters.items()
            if name in FILTERS
        }
        return environment

    def _set_aside(self, value: object) -> str:
        """What a `{{ }}` brings in, as marks."""
        match value:
            case Printable(marked):
                return marked
            case Blank():
                self.blank[value.column] = None
                return ""
            case StrictUndefined() | str():
                return self.marks.text(str(value))
            case None:
                raise WrongNameError("fill-empty", "a value is asked for that is empty")
            case date():
                return self.marks.text(self.print_date(value))
            case _:
                return self.marks.text(str(value))

    def _rendered(self, template: Callable[[], Template], names: Mapping[str, Any], origin: Origin, shift: int) -> str:
        try:
            return _printed(template().generate(names))
        except TemplateNotFound as error:
            found = Diagnostic(Severity.ERROR, "template-missing", f"there is no template `{error.name}`", origin)
            raise FillError(found) from error
        except TemplateSyntaxError as error:
            place = Origin(_source(error.filename, origin), (error.lineno or 0) + shift)
            said = _lower_first(error.message or "")
            hints = tuple(hint for part, hint in SYNTAX if re.search(part, said))[:1]
            message = f"this Jinja cannot be read: {said}"
            raise FillError(Diagnostic(Severity.ERROR, "fill-syntax", message, place, hints)) from error
        except WrongNameError as error:
            place = _place(error, origin, shift)
            hints = error.hints or self._nearest_name(str(error), names)
            raise FillError(Diagnostic(Severity.ERROR, error.code, str(error), place, hints)) from error
        except SecurityError as error:
            place = _place(error, origin, shift)
            hint = "texts may print data, not call into Python"
            raise FillError(
                Diagnostic(Severity.ERROR, "fill-unsafe", _lower_first(str(error)), place, (hint,))
            ) from error
        except (
            TypeError,
            ValueError,
            ArithmeticError,
            LookupError,
            AttributeError,
            RecursionError,
            TemplateRuntimeError,
        ) as error:
            place = _place(error, origin, shift)
            said = _lower_first(str(error))
            said = next((words for part, words in COMPUTED if part in said), said)
            message = f"this Jinja cannot be computed: {said}"
            raise FillError(Diagnostic(Severity.ERROR, "fill-failed", message, place)) from error

    @staticmethod
    def _nearest_name(message: str, names: Mapping[str, Any]) -> tuple[str, ...]:
        parts = message.split("`")
        return did_you_mean(parts[1], names) if len(parts) > 1 else ()


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, closed further: only harmless methods of data, and nothing that makes much out of little."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a text may ask for an attribute of data."""
        if callable(value) and isinstance(obj, str | bytes | int | float | list | tuple | dict | date):
            return attr in METHODS
        return bool(super().is_safe_attribute(obj, attr, value))

    def wrap_str_format(self, value: Any) -> None:
        """No `"...".format(...)`: it pads, and looks into its arguments."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute, unless the result would be out of all proportion."""
        if _size(operator, left, right) > LONGEST_REPEAT or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"`{operator}` makes too much out of little here")
        return super().call_binop(context, operator, left, right)


def _range(*bounds: int) -> range:
    """`range(...)` for texts: long enough to count rows, too short to keep a machine busy."""
    counted = range(*bounds)
    if len(counted) > LONGEST_RANGE:
        raise SecurityError(f"`range` counts to {LONGEST_RANGE:,} at most")
    return counted


def _size(operator: str, left: Any, right: Any) -> float:
    """About how many characters, items or digits an operation makes."""
    lengths = [len(one) for one in (left, right) if isinstance(one, str | list | tuple)]
    numbers = [_about(one) for one in (left, right) if isinstance(one, int | float | Decimal)]
    if operator == "*" and lengths:
        return max(lengths) * max(numbers, default=1.0)
    if operator == "**" and len(numbers) == 2:
        return max(numbers[1], 1.0) * math.log10(max(numbers[0], 10.0))
    return 0


def _about(number: Any) -> float:
    """A number without its sign, as far as it matters how large it is."""
    return float(min(abs(number), LARGEST))


def _bounded(name: str, used: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose result stays in proportion to what went in."""

    @wraps(used)
    def within(*arguments: Any, **named: Any) -> Any:
        texts = [one for one in (*arguments, *named.values()) if isinstance(one, str)]
        added = max((len(one) for one in texts[-1:] if len(texts) > (name != "join")), default=1)
        counts = [one for one in (*arguments[1:], *named.values()) if isinstance(one, int)]
        inside = next((len(one) for one in arguments if isinstance(one, str | list | tuple | range)), 1)
        if added * inside > MOST_CHARACTERS or max(counts, default=0) > LONGEST_REPEAT:
            raise SecurityError(f"the filter `{name}` makes too much out of little here")
        return used(*arguments, **named)

    return within


def _printed(pieces: Iterable[str]) -> str:
    """What a text prints, up to the limit."""
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_CHARACTERS:
            raise WrongNameError(
                "fill-endless",
                f"this text prints more than {MOST_CHARACTERS:,} characters",
                "look for a loop that repeats too much",
            )
        kept.append(piece)
    return "".join(kept)


class _PageLoader(BaseLoader):
    """Finds page templates file by file, marks their lines, and offers the built-in one as `builtin/...`."""

    def __init__(self, search_path: tuple[Path, ...], marks: Marks) -> None:
        self._folders, self._marks = search_path, marks

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja's signature
        folders, name = self._folders, template
        if template.startswith("builtin/"):
            folders, name = folders[-1:], template.removeprefix("builtin/")
        if ".." in name.split("/"):
            raise TemplateNotFound(template)
        for folder in folders:
            path = folder / "templates" / name
            if path.is_file():
                shown = f"templates/{name}"
                return self._marks.mark_template(path.read_text(encoding="utf-8"), shown), shown, lambda: True
        raise TemplateNotFound(template)


def _source(filename: str | None, origin: Origin) -> str:
    return filename if filename and not filename.startswith("<") else origin.path


def _place(error: BaseException, origin: Origin, shift: int) -> Origin:
    """Where in the template an error arose: Jinja rewrites tracebacks to carry the template's lines."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<template>" or frame.filename.startswith("templates/")
    ]
    if not frames:
        return origin
    return Origin(_source(frames[-1].filename, origin), (frames[-1].lineno or 0) + shift)


def _lower_first(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")
