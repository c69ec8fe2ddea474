"""The document tree: text, elements named as in HTML, and the three things that citing resolves.

A tree is made of frozen nodes. `Citation` and `CrossReference` are in it until the cite stage has
turned them into notes and text; `Note` stays to the end, because every format prints notes in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import is_

from briefgen.model.diagnostic import Origin

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
AUTOMATIC_NUMBER_CLASSES = frozenset({"heading-number", "paragraph-number", "callout-number", "action-number"})
"""Of elements with a number that briefgen prints. Word sets it by itself, and does not count it as a word."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters: data, never markup."""

    content: str
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Element:
    """A named element, as in HTML: `p`, `section`, `em`, `table`."""

    tag: str
    children: tuple[Node, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    origin: Origin | None = field(default=None, compare=False)

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute, or `default`."""
        return self.attributes.get(name, default)

    @property
    def classes(self) -> frozenset[str]:
        """The words of the `class` attribute."""
        return frozenset(self.get("class").split())

    def with_attributes(self, **attributes: str) -> Element:
        """A copy with attributes set; `_` in a name stands for `-`, a closing `_` is dropped."""
        named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return replace(self, attributes={**self.attributes, **named})

    def with_children(self, children: Iterable[Node]) -> Element:
        """A copy with other children; the element itself where they are the ones that it has."""
        children = tuple(children)
        if has_same_nodes(children, self.children):
            return self
        return Element(self.tag, children, self.attributes, self.origin)  # five times as fast as `replace`


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work inside a citation: `see @key, art 33`."""

    key: str
    prefix: str = ""
    """The words before the key, as the author wrote them: `see`."""
    pinpoint: str = ""
    """The pinpoint as the author wrote it: `art 33`, `p 12`, `[26]`, or in braces, `{Part I}`. `read_pinpoint` says what it means."""
    suffix: str = ""
    """Prose after the pinpoint, with its own leading punctuation."""
    suppress_author: bool = False
    """`-@key`: the text already names the author."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One cluster in brackets, or a bare `@key`.

    In running text the cite stage makes a note of it; inside a note it stays in the note's words.
    """

    works: tuple[CitedWork, ...]
    narrative: bool = False
    """`@key` without brackets: the author is part of the sentence."""
    automatic: bool = False
    """Not written by the author: the source of a fact. It yields to the author's own citation nearby."""
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CrossReference:
    """`{{ ref("target") }}`: becomes the target's number, linked."""

    target: str
    """A block id, a section id, or the label of a note."""
    origin: Origin | None = field(default=None, compare=False)
    is_quotable: bool = field(default=True, compare=False)
    """Whether a message may name the target: not where a template computed it, from a cell for example."""
    otherwise: str | None = None
    """What is printed where the target is not in this brief; None: that is an error."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote, at the place of its call."""

    children: tuple[Node, ...]
    label: str = ""
    """The author's own name for it, by which a cross-reference finds it; unique with the block's id."""
    number: int = 0
    """In reading order from 1, given by the cite stage."""
    printed_number: str = ""
    """The number in the digits of the document, where they are not Western ones."""
    call_form: str = "{}"
    """How the language of the document prints the number as a call: `({})` in Arabic."""
    meaning: str = field(default="", compare=False)
    """Its words with each citation by its key and pinpoint, `[@cat, art 3]`: what it says, however the style words it after other notes."""
    origin: Origin | None = field(default=None, compare=False)

    @property
    def call(self) -> str:
        """The number as readers see it, in the text and before the words of the note."""
        return self.call_form.format(self.printed_number or self.number)

    def with_children(self, children: Iterable[Node]) -> Note:
        """A copy with other words; the note itself where they are the ones that it has."""
        children = tuple(children)
        return self if has_same_nodes(children, self.children) else replace(self, children=children)


Node = Text | Element | Citation | CrossReference | Note


def has_same_nodes(nodes: tuple[Node, ...], others: tuple[Node, ...]) -> bool:
    """Whether two series are made of the very same nodes: what no pass over a tree has changed."""
    return len(nodes) == len(others) and all(map(is_, nodes, others))


def get_children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node."""
    return node.children if isinstance(node, Element | Note) else ()


def walk(nodes: Iterable[Node], *, notes: bool = True) -> Iterator[Node]:
    """Every node in reading order, each before what it holds; without the inside of notes on request."""
    stack = list(nodes)[::-1]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Element) or (notes and isinstance(node, Note)):
            stack += node.children[::-1]


def find_elements(nodes: Iterable[Node], *tags: str, notes: bool = True) -> Iterator[Element]:
    """Every element with one of these tags, in reading order; without those inside notes on request."""
    stack = list(nodes)[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, Element):
            if not tags or node.tag in tags:
                yield node
            stack += node.children[::-1]
        elif notes and isinstance(node, Note):
            stack += node.children[::-1]


def extract_text(nodes: Iterable[Node], *, notes: bool = False) -> str:
    """The characters of the nodes, without those in notes unless asked for."""
    return "".join(node.content for node in walk(nodes, notes=notes) if isinstance(node, Text))


def read_span(cell: Element, name: str) -> int:
    """The columns or rows that a cell covers; anything else than a number from 1 to 100 counts as 1."""
    value = cell.get(name, "1")
    return int(value) if value.isascii() and value.isdigit() and 1 <= int(value) <= 100 else 1


def rebuild(nodes: Iterable[Node], change: Callable[[Node], Iterable[Node]]) -> tuple[Node, ...]:
    """Each node replaced by what `change` makes of it, from the inside out.

    `change` gets a node whose children are changed already, and returns what replaces it:
    nothing, itself, or several nodes.
    """
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Element | Note) and node.children:
            result += change(node.with_children(rebuild(node.children, change)))
        else:
            result += change(node)
    return tuple(result)
