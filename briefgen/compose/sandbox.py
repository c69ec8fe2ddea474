"""Jinja's sandbox, restricted further: unknown names are errors, and texts may use few filters and methods. Home of Jinja2, with `fill`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import BuiltinMethodType, CodeType, MethodType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.compose.template_limits import check_size, check_sum, limit_filter, measure
from briefgen.model.nearest import suggest_nearest
from briefgen.model.template_syntax import CommentSyntax

_REMOVED_GLOBALS = ("lipsum", "cycler", "joiner", "namespace")


MAX_CHARACTERS = 5_000_000
"""Characters that one text may print, and characters, items or bits that one operator may produce."""

MAX_STEPS = 100_000
"""Rounds of loops, calls of functions and templates taken in, all together, in one text."""

UNSAFE_HINT = "texts may print data, not call into Python"

TEXT_FUNCTIONS = "brief chart date difference_of fact locator_map org parameters person quoted recipient ref share_of sum_of word".split()
"""Names that every text can use, for hints."""

QUOTES_HINT = 'put the name of a thing in quotation marks: `fact("name")`'

MAX_RANGE = 1_000
"""Numbers in a `range`."""

COMPILED_CACHE_SIZE = 256
"""Texts of which the compiled code is kept: those of about twenty briefs."""

ALLOWED_FILTERS = frozenset(
    "abs batch capitalize count d default dictsort e escape first float forceescape groupby int items join last length list "
    "lower map max min reject rejectattr replace reverse round select selectattr slice sort string striptags sum title trim "
    "truncate unique upper urlencode wordcount".split()
)
"""Filters that texts may use: none that pads, repeats, chooses at random or shows Python."""

ALLOWED_ATTRIBUTES: Mapping[type, frozenset[str]] = {
    str: frozenset(
        "capitalize casefold count endswith find index isalpha isdigit lower lstrip partition removeprefix removesuffix "
        "rpartition rstrip split startswith strip title upper".split()
    ),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    dict: frozenset({"get", "items", "keys", "values"}),
    date: frozenset({"day", "isoformat", "month", "year"}),
    LoopContext: frozenset(
        "changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0".split()
    ),
}
"""By the type of a value, its methods and attributes that texts may use. Everything else is an undefined name.

The parts of a record are not attributes, but its items. docs/reference/templates.md lists all of these.
"""


class TemplateDataError(Exception):
    """A template uses a name or value that does not exist or does not fit: `fact("retuned")`, `recipient.contry`."""

    def __init__(self, code: str, message: str, *hints: str, words: Iterable[object] = ()) -> None:
        """`words` are those in the message that a text could have computed, from a cell for example."""
        super().__init__(message)
        self.code, self.hints, self.words = code, hints, tuple(words)


def _list_values(values: Iterable[Any]) -> Iterator[object]:
    """Each value, with the members of a list one by one."""
    for value in values:
        yield from value if isinstance(value, list | tuple) else (value,)


class TemplateFunction:
    """A function of ours, or a method of data, as texts see it: it can be called, and there is nothing else to it."""

    __slots__ = ("_function", "_name")

    def __init__(self, name: str, function: Callable[..., Any]) -> None:
        self._name, self._function = name, function

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """What the function returns. The words of an error are what it was called with."""
        try:
            return self._function(*arguments, **named)
        except TemplateDataError as error:
            error.words += tuple(_list_values([*arguments, *named.values()]))
            raise

    def __repr__(self) -> str:
        message = f"`{self._name}` is a function, and is printed without being called"
        raise TemplateDataError("fill-function", message, f"write `{self._name}(...)`")

    __str__ = __repr__


class Record:
    """Named data for templates: `brief.title`, `recipient.country`. Holds text and dates, no behaviour."""

    __slots__ = ("_name", "_unlabelled", "_values")

    def __init__(self, name: str, values: Mapping[str, Any], unlabelled: Iterable[str] = ()) -> None:
        self._name, self._values, self._unlabelled = name, dict(values), tuple(unlabelled)

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

    def __repr__(self) -> str:
        return str(self)


class EmptyCell(str):
    """An empty cell of the recipient's row: prints nothing, and is false in a condition."""

    __slots__ = ("column",)
    column: str

    def __new__(cls, column: str) -> EmptyCell:  # noqa: PYI034 - a text of its own kind
        """An empty text that knows its column."""
        cell = super().__new__(cls, "")
        cell.column = column
        return cell


class _UndefinedName(StrictUndefined):
    """An undefined name: using it is an error that suggests the names that exist."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)  # a list with an undefined name in it is an error when it is printed

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        owner, name = self._undefined_obj, self._undefined_name
        if isinstance(owner, Record):
            hints = suggest_nearest(str(name), owner, owner._unlabelled) or (_list_parts(owner),)  # noqa: SLF001 - same module
            message = f"`{owner._name}` has no `{name}`"  # noqa: SLF001 - same module
        elif owner is None:
            message, hints = f"`{name}` is asked of something that this brief does not have", ()
        else:
            message, hints = f"`{name}` is not defined", _suggest_function(str(name))
        raise TemplateDataError("fill-undefined", message, *hints, words=(name,))


def _suggest_function(name: str) -> tuple[str, ...]:
    """The function of a text that is meant by a name: `difference_of` by `difference`."""
    longer = next((known for known in TEXT_FUNCTIONS if known.startswith(f"{name}_")), "")
    return (f"did you mean `{longer}`?",) if longer else suggest_nearest(name, TEXT_FUNCTIONS) or (QUOTES_HINT,)


def _list_parts(record: Record) -> str:
    names = ", ".join(f"`{key}`" for key in sorted(record)[:12])
    return f"it has {names or 'nothing for this reader'}"


def build_environment(
    finalize: Callable[..., str], comments: CommentSyntax, loader: BaseLoader | None = None
) -> Environment:
    """A restricted Jinja; `finalize`, a function with `pass_context`, turns the value of each `{{ }}` into text."""
    start, end = comments.value
    environment = _TemplateEnvironment(
        undefined=_UndefinedName,
        finalize=finalize,
        optimized=False,
        loader=loader,
        comment_start_string=start,
        comment_end_string=end,
    )
    for name in _REMOVED_GLOBALS:
        environment.globals.pop(name, None)
    environment.globals |= {
        "range": TemplateFunction("range", _build_range),
        "dict": TemplateFunction("dict", lambda *pairs, **named: check_size(dict(*pairs, **named))),
    }
    filters = environment.filters.items()
    environment.filters = {name: limit_filter(name, function) for name, function in filters if name in ALLOWED_FILTERS}
    return environment


@lru_cache(maxsize=COMPILED_CACHE_SIZE)
def _compile_template(source: str, name: str | None, filename: str | None, comments: CommentSyntax) -> CodeType:
    """Compile a text to Python code. The code depends on the text alone, and the documents of a campaign share most texts."""
    code: CodeType = ImmutableSandboxedEnvironment.compile(
        build_environment(_refuse_value, comments), source, name, filename
    )
    return code


@pass_context
def _refuse_value(_context: object, value: object) -> str:
    """The `finalize` of an environment that only compiles."""
    raise TypeError(value)


class _CodeGenerator(CodeGenerator):
    """Jinja's compiler, with a `~` that the environment computes: Jinja lets it intercept other operators only."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the name is Jinja's
        """Write the code of `a ~ b ~ c`."""
        join = "markup_join" if frame.eval_ctx.autoescape else "str_join"
        if frame.eval_ctx.volatile:
            join = "(markup_join if context.eval_ctx.volatile else str_join)"
        self.write(f"environment.join_values({join}")
        for value in node.nodes:
            self.write(", ")
            self.visit(value, frame)
        self.write(")")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802 - the name is Jinja's
        """Write the code of `[a, b]`, measured when it runs."""
        self._write_measured(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 - the name is Jinja's
        """Write the code of `{a: b}`, measured when it runs."""
        self._write_measured(super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802 - the name is Jinja's
        """Write the code of `(a, b)`, measured when it runs unless values are assigned to it."""
        if node.ctx == "load":
            self._write_measured(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - the name is Jinja's
        """Write the code of a loop of which each round counts."""
        count = nodes.EnvironmentAttribute("count_rounds")
        node.iter = nodes.Call(count, [node.iter], [], None, None).set_lineno(node.lineno)
        super().visit_For(node, frame)

    def _write_measured(self, write: Callable[[Any, Frame], None], node: nodes.Expr, frame: Frame) -> None:
        self.write("environment.check_size(")
        write(node, frame)
        self.write(")")


class _TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with few methods of data, and without operators that produce very large values."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})
    code_generator_class = _CodeGenerator
    check_size = staticmethod(check_size)
    steps = 0
    """How often it repeated something, or went elsewhere."""

    def count_step(self) -> None:
        """Count one more step. Raises `TemplateDataError`."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            message = f"this text takes more than {MAX_STEPS:,} steps"
            raise TemplateDataError("fill-endless", message, "look for a loop that repeats too much")

    def count_rounds(self, values: Iterable[Any]) -> Iterator[Any]:
        """The values that a loop goes through, each of them a step."""
        for value in values:
            self.count_step()
            yield value

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805, PYI063 - the signature of Jinja
        """Call a function or macro: a step."""
        __self.count_step()
        return super().call(__context, __obj, *args, **kwargs)

    def get_template(self, *args: Any, **kwargs: Any) -> Template:
        """Take in a template: a step."""
        self.count_step()
        return super().get_template(*args, **kwargs)

    def select_template(self, *args: Any, **kwargs: Any) -> Template:
        """Take in the first template of a list: a step."""
        self.count_step()
        return super().select_template(*args, **kwargs)

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *_: Any, **__: Any) -> Any:
        """The code of a text, compiled once in a process. Raises `TemplateSyntaxError`."""
        return _compile_template(
            source, name, filename, CommentSyntax((self.comment_start_string, self.comment_end_string))
        )

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute` for texts: a method is a function of ours."""
        return _wrap_method(super().getattr(obj, attribute))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]` for texts. An argument that nothing can be looked up by is the name of nothing."""
        return _wrap_method(super().getitem(obj, argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - the signature of Jinja
        """Whether a text may ask for an attribute of a value: a short list of them, and what an imported template defines."""
        if isinstance(obj, TemplateModule):
            return not attr.startswith("_") and attr in vars(obj)
        return any(isinstance(obj, kind) and attr in names for kind, names in ALLOWED_ATTRIBUTES.items())

    def unsafe_undefined(self, obj: Any, attribute: str) -> Any:
        """An attribute that texts may not use is an undefined name like any other."""
        return self.undefined(obj=obj, name=attribute)

    def wrap_str_format(self, value: Any) -> None:
        """No `"...".format(...)`: it pads, and looks into its arguments."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute, unless the result is too large. Raises `TemplateDataError`, and `MemoryError` for `+`."""
        if operator == "+":
            check_sum(left, right)
        if _measure_result(operator, left, right) > MAX_CHARACTERS or (operator == "%" and isinstance(left, str)):
            raise TemplateDataError("fill-unsafe", f"`{operator}` makes too much out of little here", UNSAFE_HINT)
        return super().call_binop(context, operator, left, right)

    @staticmethod
    def join_values(join: Callable[[list[str]], str], *values: Any) -> str:
        """What `~` makes of values. Raises `MemoryError` where it is too large."""
        texts = [value if isinstance(value, str) else str(value) for value in values]
        check_sum(*texts)
        return join(texts)


def _build_range(*bounds: int) -> range:
    """`range(...)` for texts: long enough to count rows. Raises `TemplateDataError`."""
    counted = range(*bounds)
    # The length of a very long range does not fit into the number that `len` returns.
    if counted[MAX_RANGE:]:
        raise TemplateDataError("fill-unsafe", f"`range` counts to {MAX_RANGE:,} at most", UNSAFE_HINT)
    return counted


def _wrap_method(value: Any) -> Any:
    return TemplateFunction(value.__name__, value) if isinstance(value, BuiltinMethodType | MethodType) else value


def _measure_result(operator: str, left: Any, right: Any) -> int:
    """How many characters, items or bits an operation produces; 0 where it cannot produce much.

    Python cannot be interrupted within one multiplication of integers, and not every system limits memory: so this is
    checked before.
    """
    match operator, left, right:
        case ("*", str() | list() | tuple(), int()):
            return _measure_repeated(left) * right
        case ("*", int(), str() | list() | tuple()):
            return _measure_repeated(right) * left
        case ("*", int(), int()):
            return left.bit_length() + right.bit_length()
        case ("**", int(), int()):
            return left.bit_length() * right
        case _:
            return 0


def _measure_repeated(value: str | list[Any] | tuple[Any, ...]) -> int:
    return len(value) if isinstance(value, str) else measure(value)
