"""Templates filled in: Jinja's sandbox, strict about names, with every value set aside as data. Home of Jinja2."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
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

    __slots__ = ("_name", "_values")

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        self._name, self._values = name, dict(values)

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __str__(self) -> str:
        raise WrongNameError("fill-record", f"`{self._name}` has parts and cannot be printed whole", _parts(self))


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
            hints = did_you_mean(str(name), owner) or (_parts(owner),)
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
        environment = ImmutableSandboxedEnvironment(undefined=_Missing, finalize=self._set_aside, **settings)
        for name in _NOT_FOR_TEXTS:
            environment.globals.pop(name, None)
        return environment

    def _set_aside(self, value: object) -> str:
        """What a `{{ }}` brings in, as marks."""
        match value:
            case Printable(marked):
                return marked
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
            return template().render(names)
        except TemplateNotFound as error:
            found = Diagnostic(Severity.ERROR, "template-missing", f"there is no template `{error.name}`", origin)
            raise FillError(found) from error
        except TemplateSyntaxError as error:
            place = Origin(_source(error.filename, origin), (error.lineno or 0) + shift)
            message = f"this Jinja cannot be read: {_lower_first(error.message or '')}"
            raise FillError(Diagnostic(Severity.ERROR, "fill-syntax", message, place)) from error
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
            message = f"this Jinja cannot be computed: {_lower_first(str(error))}"
            raise FillError(Diagnostic(Severity.ERROR, "fill-failed", message, place)) from error

    @staticmethod
    def _nearest_name(message: str, names: Mapping[str, Any]) -> tuple[str, ...]:
        parts = message.split("`")
        return did_you_mean(parts[1], names) if len(parts) > 1 else ()


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
