"""Finds what a text asks for by name, in the syntax tree of Jinja: columns, variables, facts, blocks and templates.

A text passes its sensitivity on to the unlabelled things that it prints (docs/decisions/0010-missing-means-confidential.md),
so this module decides what counts as printed. Names are read from the tree and never computed. A text that Jinja
cannot read is never printed, so it has no names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.brief import Brief
from briefgen.model.library import Block, PrintedNames, Sensitivity
from briefgen.model.template_syntax import CommentSyntax

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

RECIPIENT, VARIABLES = "recipient", "variables"
"""What texts call the row of the recipient, and the variables of the brief in `brief.variables`."""

FACT_FUNCTIONS = frozenset({"fact", "chart", "share_of", "difference_of", "sum_of"})
"""Functions that print the facts whose ids they get."""

REFERENCE_FUNCTIONS = FACT_FUNCTIONS - {"chart"} | {"ref"}
"""Functions whose arguments without a name are ids of facts, or of a block."""

EXPRESSION_MARK, STATEMENT_MARK = "{{}}", "{%%}"
"""What `literal_text` has in the place of an expression and of a statement."""

MAX_CACHED_TEXTS = 1_024
"""Texts with Jinja whose names are kept in memory: each brief of a run reads the same library."""

_SIMPLE_TAG = re.compile(
    r"""
    (?<! \{ )  # Jinja would start the tag there
    (
        \{\{ (?! [-+] )  # a sign here or at the end concerns the spaces around the tag
        (?: [^{}"'\\] | "[^{}"'\\]*" | '[^{}"'\\]*' )*
        (?<! [-+] ) \}\}
    )
    """,
    re.VERBOSE,
)
"""A `{{ }}` that ends where it seems to: no brace, nor the sign of an escape, is in it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A call with a literal id: `fact("arrests")`, `ref("legal/torture")`."""

    function: str
    id: str
    line: int
    """Of the text, counted from 1."""


@dataclass(frozen=True, slots=True)
class TemplateNames:
    """What one text asks for by name."""

    columns: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    """Every string among the arguments of functions that print facts."""
    possible_facts: frozenset[str] = frozenset()
    """`facts`, or every string of a text that computes the id of a fact."""
    templates: tuple[str, ...] = ()
    """What a page template extends, includes or imports; every string where it computes the name."""
    references: tuple[Reference, ...] = ()
    literal_text: str = ""
    """The text outside Jinja with marks where Jinja is, then each string inside Jinja on a line of its own."""


def find_names(text: str, comments: CommentSyntax = CommentSyntax.MARKDOWN) -> TemplateNames:
    """What a text asks for by name, comments left out."""
    if not any(sign in text for sign in ("{{", "{%", comments.value[0])):
        return TemplateNames(literal_text=text)
    return _read_names(text, comments)


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def _read_names(text: str, comments: CommentSyntax) -> TemplateNames:
    return _read_simple_tags(text, comments) or read_whole_tree(text, comments)


def read_whole_tree(text: str, comments: CommentSyntax) -> TemplateNames:
    """The names in a text, all of which Jinja parses at once."""
    tree = _parse(text, comments)
    return _Reader().read(tree) if tree is not None else TemplateNames()


def _read_simple_tags(text: str, comments: CommentSyntax) -> TemplateNames | None:
    """The names in a text each tag of which can be parsed by itself, and was in most cases: translations have the tags of their original.

    None for any other text.
    """
    parts = _SIMPLE_TAG.split(text.removesuffix("\n"))  # Jinja leaves out the last line end, too
    literals, tags = parts[::2], parts[1::2]
    others = ("{{", "{%", comments.value[0], "\r")
    if not tags or any(sign in literal for literal in literals for sign in others):
        return None
    # All are kept until the end: the reader knows nodes by their place in memory.
    expressions = [_parse_tag(tag, comments) for tag in tags]
    reader = _Reader(literals=[STATEMENT_MARK])
    for literal, tag, expression in zip(literals, tags, expressions, strict=False):
        if expression is None:
            return None
        reader.literals += (literal, EXPRESSION_MARK)
        reader.lines_before += literal.count("\n")
        reader.read_nodes(expression, id(expression))
        reader.lines_before += tag.count("\n")
    reader.literals.append(literals[-1])
    return reader.collect()


def find_names_in_blocks(blocks: Iterable[Block]) -> Iterator[tuple[TemplateNames, Sensitivity]]:
    """What each title, action and body asks for, with the sensitivity of its variant."""
    for block in blocks:
        for variant in block.variants:
            for text in (variant.title, variant.action, variant.body):
                yield find_names(text), variant.sensitivity


def find_names_in_document(brief: Brief, audience: Audience) -> Iterator[TemplateNames]:
    """What the texts ask for that only briefs to this audience have: page templates, fixed passages, standfirsts and titles of sections."""
    for page in audience.page_templates:
        yield find_names(page.text, CommentSyntax.PAGE_TEMPLATE)
    for plan in walk_section_plans(audience.sections):
        for passage in filter(None, (plan.before, plan.after)):
            yield find_names(passage.text)
    for text in brief.section_texts.values():
        yield find_names(text)


def find_printed_names(texts: Iterable[tuple[TemplateNames, Sensitivity]]) -> PrintedNames:
    """The columns and variables that texts ask for, each with the sensitivity of the least sensitive text."""
    pairs = tuple(texts)
    return PrintedNames(
        columns=keep_least_sensitive(*(dict.fromkeys(names.columns, level) for names, level in pairs)),
        variables=keep_least_sensitive(*(dict.fromkeys(names.variables, level) for names, level in pairs)),
    )


def keep_least_sensitive(*levels_by_name: Mapping[str, Sensitivity]) -> Mapping[str, Sensitivity]:
    """The lowest sensitivity of each name."""
    lowest: dict[str, Sensitivity] = {}
    for levels in levels_by_name:
        for name, level in levels.items():
            lowest[name] = min(level, lowest.get(name, level))
    return lowest


def _parse(text: str, comments: CommentSyntax) -> nodes.Template | None:
    """The tree; None for a text that compose refuses: bad syntax, nested too deep, too many digits."""
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - the command line starts without Jinja

    try:
        return _build_environment(comments).parse(text)
    except (TemplateSyntaxError, RecursionError, ValueError):
        return None


@lru_cache(maxsize=MAX_CACHED_TEXTS)
def _parse_tag(tag: str, comments: CommentSyntax) -> nodes.Node | None:
    """The expression in a tag; None where Jinja reads anything else in it."""
    from jinja2 import nodes  # noqa: PLC0415

    match _parse(tag, comments):
        case nodes.Template(body=[nodes.Output(nodes=[nodes.Expr() as expression])]):
            return expression
    return None


@lru_cache(maxsize=len(CommentSyntax))
def _build_environment(comments: CommentSyntax) -> Environment:
    from jinja2 import Environment  # noqa: PLC0415

    start, end = comments.value
    return Environment(comment_start_string=start, comment_end_string=end)  # noqa: S701 - it parses and never renders


@dataclass(slots=True)
class _RecordUse:
    """How a text uses a record: the recipient's row or the brief's variables."""

    names: set[str] = field(default_factory=set)
    is_computed: bool = False
    """Whether a name is computed, as in `recipient[key]`."""
    whole_in: set[int] = field(default_factory=set)
    """Tags in which the whole record is used, as in `[recipient] | map(attribute="city")`."""


@dataclass(slots=True)
class _Reader:
    """Collects the names in one tree. A tag is a `{{ }}` or a `{% %}`, known by its number."""

    recipient: _RecordUse = field(default_factory=_RecordUse)
    variables: _RecordUse = field(default_factory=_RecordUse)
    strings: dict[str, None] = field(default_factory=dict)
    """All of the text, in order and once each."""
    filter_strings: list[tuple[int, str]] = field(default_factory=list)
    """Strings among the arguments of filters, with the tag they are in."""
    facts: set[str] = field(default_factory=set)
    templates: dict[str, None] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    literals: list[str] = field(default_factory=list)
    computes_fact: bool = False
    computes_template: bool = False
    explained: set[int] = field(default_factory=set)
    """Nodes that their parent has explained: `recipient` in `recipient.city`, `fact` in `fact("arrests")`."""
    lines_before: int = 0
    """Lines of the text above a tag that was parsed by itself."""

    def read(self, tree: nodes.Template) -> TemplateNames:
        """The names in the tree."""
        self.read_nodes(tree)
        return self.collect()

    def read_nodes(self, tree: nodes.Node, tag: int = 0) -> None:
        """Read a tree, or the part of one in a tag."""
        from jinja2 import nodes  # noqa: PLC0415

        readers: Mapping[type[nodes.Node], Callable[[Any, int], None]] = {
            nodes.Getattr: self._read_attribute,
            nodes.Getitem: self._read_item,
            nodes.Compare: self._read_comparison,
            nodes.Name: self._read_name,
            nodes.Call: self._read_call,
            nodes.Const: self._read_constant,
            nodes.Filter: self._read_filter,
            nodes.Output: self._read_output,
            **dict.fromkeys((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport), self._read_template),
        }
        for node, inner_tag in _walk(tree, tag):
            if reader := readers.get(type(node)):
                reader(node, inner_tag)

    def collect(self) -> TemplateNames:
        """The names in all that was read."""
        return TemplateNames(
            columns=self._collect_names(self.recipient),
            variables=self._collect_names(self.variables),
            facts=frozenset(self.facts),
            possible_facts=frozenset(self.facts | self.strings.keys() if self.computes_fact else self.facts),
            templates=tuple(self.strings if self.computes_template else self.templates),
            references=tuple(self.references),
            literal_text="\n".join(["".join(self.literals), *self.strings]),
        )

    def _collect_names(self, use: _RecordUse) -> frozenset[str]:
        by_filters = {name for tag, name in self.filter_strings if tag in use.whole_in}
        return frozenset(use.names | by_filters | (self.strings.keys() if use.is_computed else set()))

    def _find_record(self, node: nodes.Node) -> _RecordUse | None:
        if getattr(node, "name", "") == RECIPIENT and getattr(node, "ctx", "") == "load":
            return self.recipient
        return self.variables if getattr(node, "attr", "") == VARIABLES else None

    def _use_record(self, record: nodes.Node, name: object) -> None:
        """Record a name that a text asks of a record. Anything but a string means a computed name."""
        if (use := self._find_record(record)) is None:
            return
        self.explained.add(id(record))
        if isinstance(name, str):
            use.names.add(name)
        else:
            use.is_computed = True

    def _record_whole_use(self, node: nodes.Node, tag: int) -> None:
        use = self._find_record(node)
        if use is not None and id(node) not in self.explained:
            use.whole_in.add(tag)

    def _read_attribute(self, node: nodes.Getattr, tag: int) -> None:
        self._use_record(node.node, node.attr)
        self._record_whole_use(node, tag)

    def _read_item(self, node: nodes.Getitem, _tag: int) -> None:
        self._use_record(node.node, _get_constant(node.arg))

    def _read_comparison(self, node: nodes.Compare, _tag: int) -> None:
        left = node.expr
        for operand in node.ops:
            if operand.op in {"in", "notin"}:
                self._use_record(operand.expr, _get_constant(left))
            left = operand.expr

    def _read_name(self, node: nodes.Name, tag: int) -> None:
        self._record_whole_use(node, tag)
        # `fact` without a call, as in `{% set show = fact %}`: its later arguments are not known.
        if node.name in FACT_FUNCTIONS and node.ctx == "load" and id(node) not in self.explained:
            self.computes_fact = True

    def _read_call(self, node: nodes.Call, _tag: int) -> None:
        function = getattr(node.node, "name", "")
        arguments = [child for child in node.iter_child_nodes() if child is not node.node]
        if function in FACT_FUNCTIONS:
            self.explained.add(id(node.node))
            strings, is_computed = _read_strings(arguments)
            self.facts.update(strings)
            self.computes_fact |= is_computed
        if function in REFERENCE_FUNCTIONS:
            names = [name for argument in node.args if isinstance(name := _get_constant(argument), str)]
            line = self.lines_before + node.lineno
            self.references += [Reference(function, name, line) for name in names]

    def _read_constant(self, node: nodes.Const, _tag: int) -> None:
        if isinstance(node.value, str):
            self.strings[node.value] = None

    def _read_filter(self, node: nodes.Filter, tag: int) -> None:
        arguments = [child for child in node.iter_child_nodes() if child is not node.node]
        self.filter_strings += [(tag, name) for name in _read_strings(arguments)[0]]

    def _read_output(self, node: nodes.Output, _tag: int) -> None:
        self.literals.append(STATEMENT_MARK)
        self.literals += [getattr(child, "data", EXPRESSION_MARK) for child in node.nodes]

    def _read_template(self, node: nodes.Include | nodes.Extends | nodes.Import | nodes.FromImport, _tag: int) -> None:
        names, is_computed = _read_strings([node.template])
        self.templates |= dict.fromkeys(names)
        self.computes_template |= is_computed


def _walk(tree: nodes.Node, tag: int = 0) -> Iterator[tuple[nodes.Node, int]]:
    """Every node before its children, with its tag. Not recursive, because `a.b.c` of a thousand parts has a thousand levels."""
    from jinja2 import nodes  # noqa: PLC0415

    pending = [(tree, tag)]
    while pending:
        node, tag = pending.pop()
        yield node, tag
        opens_tag = isinstance(node, nodes.Output)
        children = [
            (child, id(child) if opens_tag or isinstance(child, nodes.Stmt) else tag)
            for child in node.iter_child_nodes()
        ]
        pending += reversed(children)


def _get_constant(node: nodes.Node) -> object:
    return getattr(node, "value", None)


def _read_strings(expressions: Iterable[nodes.Node]) -> tuple[list[str], bool]:
    """The strings in some expressions, and whether these also have names, whose values are not known here."""
    found = [node for expression in expressions for node, _ in _walk(expression)]
    strings = [value for node in found if isinstance(value := _get_constant(node), str)]
    return strings, any(getattr(node, "ctx", "") == "load" and hasattr(node, "name") for node in found)
