"""Templates filled in, with every value set aside as data. Home of Jinja2, with `sandbox`."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
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
    pass_context,
)
from jinja2.exceptions import SecurityError

from briefgen.compose.marks import MarkTable
from briefgen.compose.sandbox import MAX_CHARACTERS, CommentSyntax, EmptyCell, TemplateDataError, build_environment
from briefgen.model.diagnostic import Diagnostic, Origin, Severity
from briefgen.model.nearest import did_you_mean
from briefgen.paths import find_inside

SYNTAX_HINTS = (
    (r"[“”„‟«»‘’‚]", 'write straight quotation marks: `fact("name")`'),
    (r"unknown tag|looking for", "close each `{% for %}` and `{% if %}` with its `{% endfor %}` or `{% endif %}`"),
    (r"'[{}]'|end of print", "write `{{ ... }}`, with two braces on each side and each bracket inside closed"),
    (r"end of template|'[])]'|got 'end of|char '\"'", "look for a bracket or quotation mark that is not closed"),
)
"""What is mostly meant, by what Jinja says."""


RUNTIME_ERROR_TEXTS = (
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


@dataclass(frozen=True, slots=True)
class Printable:
    """Something that prints itself as marks set aside before: a fact, a section, a cross-reference."""

    marked_text: str

    def __str__(self) -> str:
        return self.marked_text


@dataclass(frozen=True, slots=True)
class TemplateFiller:
    """Fills the texts of one brief: the same names and the same marks for all of them."""

    marks: MarkTable
    context: Mapping[str, Any]
    format_date: Callable[[date], str]
    search_path: tuple[Path, ...] = ()
    """Folders that page templates are looked for in, the project's own first."""
    empty_columns: dict[str, None] = field(default_factory=dict)
    """Columns of empty cells that were printed."""

    def fill_markdown(self, text: str, path: str, first_line: int, extra: Mapping[str, Any] | None = None) -> str:
        """A block's or passage's Markdown with marks for lines and values. Raises `FillError`."""
        marked = self.marks.mark_markdown(text, path, first_line)
        if "{" not in marked:
            return marked
        names = {**self.context, **(extra or {})}
        origin = Origin(path, first_line)
        texts = build_environment(self._replace_with_marks, CommentSyntax.MARKDOWN)
        return self._fill(lambda: texts.from_string(marked), names, origin, first_line - 1)

    def fill_page(self, name: str, extra: Mapping[str, Any]) -> str:
        """A page template, found in the search path, with marks for lines and values. Raises `FillError`."""
        names = {**self.context, **extra}
        pages = build_environment(
            self._replace_with_marks, CommentSyntax.PAGE_TEMPLATE, _PageTemplateLoader(self.search_path, self.marks)
        )
        return self._fill(lambda: pages.get_template(name), names, Origin(f"templates/{name}"), 0)

    @pass_context
    def _replace_with_marks(self, _context: object, value: object) -> str:
        """What a `{{ }}` brings in, as marks: also a value that stands in the text itself, which Jinja would set when it compiles."""
        match value:
            case Printable(marked):
                return marked
            case EmptyCell():
                self.empty_columns[value.column] = None
                return ""
            case StrictUndefined() | str():
                return self.marks.add_text(str(value))
            case None:
                raise TemplateDataError("fill-empty", "a value is asked for that is empty")
            case date():
                return self.marks.add_text(self.format_date(value))
            case _:
                return self.marks.add_text(str(value))

    def _fill(self, template: Callable[[], Template], names: Mapping[str, Any], origin: Origin, shift: int) -> str:
        try:
            return _join_within_limit(template().generate(names))
        except TemplateNotFound as error:
            found = Diagnostic(Severity.ERROR, "template-missing", f"there is no template `{error.name}`", origin)
            raise FillError(found) from error
        except TemplateSyntaxError as error:
            place = Origin(_find_path(error.filename, origin), (error.lineno or 0) + shift)
            said = _lower_first(error.message or "")
            hints = tuple(hint for part, hint in SYNTAX_HINTS if re.search(part, said))[:1]
            message = f"this Jinja cannot be read: {said}"
            raise FillError(Diagnostic(Severity.ERROR, "fill-syntax", message, place, hints)) from error
        except TemplateDataError as error:
            place = _find_origin(error, origin, shift)
            hints = error.hints or self._suggest_name(str(error), names)
            raise FillError(Diagnostic(Severity.ERROR, error.code, str(error), place, hints)) from error
        except SecurityError as error:
            place = _find_origin(error, origin, shift)
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
            place = _find_origin(error, origin, shift)
            said = _lower_first(str(error))
            said = next((words for part, words in RUNTIME_ERROR_TEXTS if part in said), said)
            message = f"this Jinja cannot be computed: {said}"
            raise FillError(Diagnostic(Severity.ERROR, "fill-failed", message, place)) from error

    @staticmethod
    def _suggest_name(message: str, names: Mapping[str, Any]) -> tuple[str, ...]:
        parts = message.split("`")
        return did_you_mean(parts[1], names) if len(parts) > 1 else ()


def _join_within_limit(pieces: Iterable[str]) -> str:
    """What a text prints, up to the limit."""
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_CHARACTERS:
            raise TemplateDataError(
                "fill-endless",
                f"this text prints more than {MAX_CHARACTERS:,} characters",
                "look for a loop that repeats too much",
            )
        kept.append(piece)
    return "".join(kept)


class _PageTemplateLoader(BaseLoader):
    """Finds page templates file by file, marks their lines, and offers the built-in one as `builtin/...`."""

    def __init__(self, search_path: tuple[Path, ...], marks: MarkTable) -> None:
        self._folders, self._marks = search_path, marks

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja's signature
        folders, name = self._folders, template
        if template.startswith("builtin/"):
            folders, name = folders[-1:], template.removeprefix("builtin/")
        for folder in folders:
            path = find_inside(folder / "templates", name)
            if path is not None:
                shown = f"templates/{name}"
                return self._marks.mark_template(path.read_text(encoding="utf-8"), shown), shown, lambda: True
        raise TemplateNotFound(template)


def _find_path(filename: str | None, origin: Origin) -> str:
    return filename if filename and not filename.startswith("<") else origin.path


def _find_origin(error: BaseException, origin: Origin, shift: int) -> Origin:
    """Where in the template an error arose: Jinja rewrites tracebacks to carry the template's lines."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<template>" or frame.filename.startswith("templates/")
    ]
    if not frames:
        return origin
    return Origin(_find_path(frames[-1].filename, origin), (frames[-1].lineno or 0) + shift)


def _lower_first(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")
