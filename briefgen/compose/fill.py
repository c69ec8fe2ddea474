"""Fills in templates, with every value replaced by a mark, so that data never becomes markup. Home of Jinja2, with `sandbox`."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, TemplateSyntaxError, Undefined, pass_context
from jinja2.environment import TemplateModule

from briefgen.compose.marks import MarkTable
from briefgen.compose.sandbox import (
    MAX_CHARACTERS,
    EmptyCell,
    Record,
    TemplateDataError,
    TemplateFunction,
    build_environment,
)
from briefgen.compose.written_words import HIDDEN_WORD, HIDDEN_WORD_HINT, WrittenWords
from briefgen.model.characters import CONTROL_CHARACTER, describe_encoding_error
from briefgen.model.diagnostic import BriefgenError, Diagnostic, MachineError, Origin, Severity
from briefgen.model.nearest import suggest_nearest
from briefgen.model.template_syntax import CommentSyntax
from briefgen.paths import find_inside

SYNTAX_HINTS = (
    (r"[“”„‟«»‘’‚]", 'write straight quotation marks: `fact("name")`'),
    (r"unknown tag|looking for", "close each `{% for %}` and `{% if %}` with its `{% endfor %}` or `{% endif %}`"),
    (r"'[{}]'|end of print", "write `{{ ... }}`, with two braces on each side and each bracket inside closed"),
    (r"end of template|'[])]'|got 'end of|char '\"'", "look for a bracket or quotation mark that is not closed"),
    (r"unexpected char", "close each `{{` with `}}`, and each quotation mark and bracket inside"),
)
"""The likely fix, by a pattern in the message of Jinja."""

RUNTIME_ERROR_TEXTS = (
    ("argument", 'a function gets too little or too much, where it needs something like `fact("name")`'),
    ("unhashable", "a function gets a list, where it needs one name in quotes"),
    ("not iterable", "a single value is used where a list is required"),
    ("no loader", "only a page template can include or extend another file"),
    ("recursion depth", "a template includes itself"),
    ("integer string conversion", "a number has more than 4,300 digits"),
    ("expected length", "`truncate` needs a length of at least three letters"),
)
"""What to tell authors, by words in the message of Python."""

PRINTABLE_TYPES = (
    str,
    int,
    float,
    Decimal,
    list,
    tuple,
    dict,
    range,
    Record,
    TemplateFunction,
    TemplateModule,
    Undefined,
)
"""Types of values that have a text, or that say themselves why not. Others are half-way results of Jinja."""


class FillError(Exception):
    """A template that cannot be filled in; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Printable:
    """Something that prints itself as marks: a fact, a section, a cross-reference."""

    marked_text: str

    def __str__(self) -> str:
        return self.marked_text

    def __repr__(self) -> str:
        return self.marked_text


@dataclass(frozen=True, slots=True)
class TemplateFiller:
    """Fills the texts of one brief: the same names and the same marks for all of them."""

    marks: MarkTable
    context: Mapping[str, Any]
    format_date: Callable[[date], str]
    search_path: tuple[Path, ...] = ()
    """Folders in which page templates are looked for, the project's own first."""
    empty_columns: dict[str, None] = field(default_factory=dict)
    """Columns of empty cells that were printed."""
    written_words: WrittenWords = field(default_factory=WrittenWords)
    """The words that a message may quote."""

    def fill_markdown(self, text: str, path: str, first_line: int) -> str:
        """Fill in the Markdown of a block or passage, with marks for lines and values. Raises `FillError`."""
        marked = self.marks.mark_markdown(text, path, first_line)
        if "{" not in marked:
            return marked
        texts = build_environment(self._replace_with_marks, CommentSyntax.MARKDOWN)
        self.written_words.texts[:] = [(marked, CommentSyntax.MARKDOWN)]
        return self._fill(lambda: texts.from_string(marked), {}, Origin(path, first_line), first_line - 1)

    def fill_line(self, text: str, origin: Origin) -> str:
        """Fill in one line, such as a title. Its mark is in front: so no words of it start a block. Raises `FillError`."""
        marked = self.marks.add_line(origin) + " ".join(re.split(r"[ \t]*\n\s*", text.strip()))
        if "{" not in marked:
            return marked
        texts = build_environment(self._replace_with_marks, CommentSyntax.MARKDOWN)
        return self._fill(lambda: texts.from_string(marked), {}, origin, origin.line - 1)

    def fill_page(self, name: str, extra: Mapping[str, Any]) -> str:
        """Find a page template in the search path and fill it in, with marks for lines and values. Raises `FillError`."""
        self.written_words.texts.clear()
        loader = _PageTemplateLoader(self.search_path, self.marks, self.written_words)
        pages = build_environment(self._replace_with_marks, CommentSyntax.PAGE_TEMPLATE, loader)
        return self._fill(lambda: pages.get_template(name), extra, Origin(f"templates/{name}"), 0)

    @pass_context
    def _replace_with_marks(self, _context: object, value: object) -> str:
        """The value of a `{{ }}` as marks."""
        # `pass_context` keeps Jinja from printing constants when it compiles: they come here, too, at each run.
        match value:
            case Printable(marked):
                return marked
            case EmptyCell():
                self.empty_columns[value.column] = None
                return ""
            case None:
                raise TemplateDataError("fill-empty", "a value is asked for that is empty")
            case date():
                text = self.format_date(value)
            case _ if isinstance(value, PRINTABLE_TYPES):
                text = str(value)
            case _:
                message = "the value here is not a text"
                raise TemplateDataError("fill-record", message, "end with a filter that makes one, such as `join`")
        _check_size(len(text))
        check_printable(text, self.marks)
        return self.marks.add_text(text)

    def _fill(self, template: Callable[[], Template], extra: Mapping[str, Any], origin: Origin, shift: int) -> str:
        context = {
            name: TemplateFunction(name, value) if callable(value) else value
            for name, value in {**self.context, **extra}.items()
        }
        try:
            return _join_within_limit(template().generate(context))
        except (BriefgenError, MachineError):
            raise
        except (
            Exception
        ) as error:  # a template calls functions of Jinja and Python as it likes, which raise what they like
            diagnostic = _build_diagnostic(error, context, self.written_words, origin, shift)
            raise FillError(diagnostic) from error


def _build_diagnostic(
    error: Exception, context: Mapping[str, Any], written: WrittenWords, origin: Origin, shift: int
) -> Diagnostic:
    """Describe an error with its place in the template; `shift` lines of the file come before the template."""
    place = _find_origin(error, origin, shift)
    match error:
        case TemplateDataError():
            return _build_data_error(error, context, written, place)
        case TemplateNotFound():
            name = error.name if written.can_quote(error.name) or error.name == origin.path[10:] else HIDDEN_WORD
            return Diagnostic(Severity.ERROR, "template-missing", f"there is no template `{name}`", place)
        case TemplateSyntaxError():
            text = _lower_first(error.message or "")
            place = Origin(_find_path(error.filename, origin), (error.lineno or 0) + shift)
            hints = tuple(hint for pattern, hint in SYNTAX_HINTS if re.search(pattern, text))[:1]
            return Diagnostic(Severity.ERROR, "fill-syntax", f"this Jinja cannot be read: {text}", place, hints)
        case MemoryError():
            message = "this Jinja takes more memory than a document may use"
            return Diagnostic(Severity.ERROR, "limit-memory", message, place)
        case _:
            text = _lower_first(written.hide_values(_describe(error)))
            text = next((words for part, words in RUNTIME_ERROR_TEXTS if part in text), text)
            return Diagnostic(Severity.ERROR, "fill-failed", f"this Jinja cannot be computed: {text}", place)


def _describe(error: Exception) -> str:
    """The message of an error; its name where it has none, or none that can be read."""
    try:
        return str(error) or type(error).__name__
    except Exception:  # noqa: BLE001 - a message can hold a value that has no text
        return type(error).__name__


def _build_data_error(
    error: TemplateDataError, context: Mapping[str, Any], written: WrittenWords, place: Origin
) -> Diagnostic:
    message = written.hide_words(str(error), error.words)
    # The nearest name would tell what a hidden one is like.
    is_hidden = message != str(error)
    nearest = _suggest_name(message, context) if error.code == "fill-undefined" else ()
    hints = (HIDDEN_WORD_HINT,) if is_hidden else error.hints or nearest
    return Diagnostic(Severity.ERROR, error.code, message, place, hints)


def _suggest_name(message: str, context: Mapping[str, Any]) -> tuple[str, ...]:
    parts = message.split("`")
    return suggest_nearest(parts[1], context) if len(parts) > 1 else ()


def _join_within_limit(pieces: Iterable[str]) -> str:
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        _check_size(size)
        kept.append(piece)
    return "".join(kept)


def _check_size(characters: int) -> None:
    if characters > MAX_CHARACTERS:
        message = f"this text prints more than {MAX_CHARACTERS:,} characters"
        raise TemplateDataError("fill-endless", message, "look for a loop that repeats too much")


def check_printable(text: str, marks: MarkTable) -> None:
    """Refuse what Jinja can make of an escape, such as half of a surrogate pair, and no file may hold. Raises `TemplateDataError`."""
    if found := CONTROL_CHARACTER.search(text):
        message = f"the control character U+{ord(found[0]):04X} cannot be printed"
        raise TemplateDataError("text-control", message, "delete it")
    if unknown := marks.find_unknown_mark(text):
        message = f"the private-use character U+{ord(unknown):04X} cannot be printed"
        raise TemplateDataError("text-private-use", message, "delete it")


class _PageTemplateLoader(BaseLoader):
    """Finds page templates in the search path and marks their lines; `builtin/...` names those of briefgen itself."""

    def __init__(self, search_path: tuple[Path, ...], marks: MarkTable, written: WrittenWords) -> None:
        self._folders, self._marks, self._written = search_path, marks, written

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja's signature
        folders, name = self._folders, template
        if template.startswith("builtin/"):
            folders, name = folders[-1:], template.removeprefix("builtin/")
        for folder in folders:
            path = find_inside(folder / "templates", name)
            if path is not None:
                filename = f"templates/{name}"
                text = self._marks.mark_template(_read_template(path, filename), filename)
                self._written.texts.append((text, CommentSyntax.PAGE_TEMPLATE))
                return text, filename, lambda: True
        raise TemplateNotFound(template)


def _read_template(path: Path, filename: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        message, line = describe_encoding_error(path.read_bytes(), error)
        diagnostic = Diagnostic(Severity.ERROR, "file-encoding", message, Origin(filename, line), ("save it as UTF-8",))
        raise BriefgenError(diagnostic) from error


def _find_path(filename: str | None, origin: Origin) -> str:
    return filename if filename and not filename.startswith("<") else origin.path


def _find_origin(error: BaseException, origin: Origin, shift: int) -> Origin:
    """Where in the template an error occurred: Jinja rewrites tracebacks so that they name lines of templates."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(("<template>", "templates/"))
    ]
    if not frames:
        return origin
    return Origin(_find_path(frames[-1].filename, origin), (frames[-1].lineno or 0) + shift)


def _lower_first(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")
