"""Numbers in reading order: headings by the audience's scheme, call-outs in their group, paragraphs throughout."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from briefgen.model.audience import HeadingNumbers
from briefgen.model.tree import Element, Node, Text, extract_text

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEEPEST_NUMBER = 3
_TAGS_WITHOUT_PARAGRAPH_NUMBERS = frozenset(
    "aside blockquote dd dl dt figcaption figure footer header li nav ol table ul".split()
)


def _to_roman(number: int) -> str:
    parts = []
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)


def _to_letters(number: int) -> str:
    """A, B, ... Z, AA, AB, as in the columns of a table."""
    before, last = divmod(number - 1, 26)
    return (_to_letters(before) if before else "") + chr(ord("A") + last)


_LEVEL_FORMATS: Mapping[HeadingNumbers, tuple[Callable[[int], str], ...]] = MappingProxyType(
    {
        HeadingNumbers.UN: (_to_roman, _to_letters, str),
        HeadingNumbers.ALPHABETIC: (_to_letters, str, lambda number: f"({_to_letters(number).lower()})"),
    }
)


@dataclass(slots=True)
class _Counters:
    """Where the count stands while the tree is walked."""

    scheme: HeadingNumbers
    paragraphs_numbered: bool
    headings: list[int] = field(default_factory=lambda: [0])
    paragraph: int = 0
    callouts: list[int] = field(default_factory=lambda: [0])

    def format_label(self) -> str:
        """The number of the heading just counted."""
        if self.scheme is HeadingNumbers.DECIMAL:
            return ".".join(str(number) for number in self.headings)
        return _LEVEL_FORMATS[self.scheme][len(self.headings) - 1](self.headings[-1])


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What surrounds the node that is looked at."""

    inside_section: bool = False
    numbered: bool = True


def add_numbers(body: Element, scheme: HeadingNumbers, *, paragraphs: bool) -> Element:
    """The body with numbers on headings, call-outs and paragraphs, and `data-short` on every heading."""
    return body.with_children(_number_children(body, _Counters(scheme, paragraphs), _Surroundings()))


def _number_children(parent: Element, counters: _Counters, place: _Surroundings) -> tuple[Node, ...]:
    return tuple(_number_node(node, counters, place) for node in parent.children)


def _number_node(node: Node, counters: _Counters, place: _Surroundings) -> Node:
    if not isinstance(node, Element):
        return node
    if node.get("data-numbered") == "no":
        place = _Surroundings(place.inside_section, numbered=False)
    if node.tag == "section":
        return _number_section(node, counters, place)
    if node.tag in HEADING_TAGS:
        return node.with_attributes(data_short=build_short_title(node.children))
    if node.tag == "p" and counters.paragraphs_numbered and place.numbered and place.inside_section:
        return _number_paragraph(node, counters)
    if node.tag in _TAGS_WITHOUT_PARAGRAPH_NUMBERS:
        place = _Surroundings(inside_section=False, numbered=place.numbered)
    return node.with_children(_number_children(node, counters, place))


def _number_section(section: Element, counters: _Counters, place: _Surroundings) -> Element:
    place = _Surroundings(place.inside_section or bool(section.get("data-section")), place.numbered)
    heading = next((child for child in section.children if isinstance(child, Element)), None)
    if heading is None or heading.tag not in HEADING_TAGS or not place.inside_section:
        return section.with_children(_number_children(section, counters, place))
    if "callout" in section.classes:
        counters.callouts[-1] += 1
        return _add_heading_number(section, heading, "callout-number", f"{counters.callouts[-1]:02d}", counters, place)
    deep = len(counters.headings) > _DEEPEST_NUMBER
    if counters.scheme is HeadingNumbers.NONE or not place.numbered or deep:
        return _add_heading_number(section, heading, "", "", counters, place)
    counters.headings[-1] += 1
    return _add_heading_number(section, heading, "heading-number", counters.format_label(), counters, place)


def _add_heading_number(
    section: Element, heading: Element, class_: str, label: str, counters: _Counters, place: _Surroundings
) -> Element:
    """The section with its heading's number in front, and what is inside counted from the start."""
    short = heading.with_attributes(data_short=build_short_title(heading.children))
    if label:
        printed = (
            label
            if class_ == "callout-number" or label.endswith(")") or "." in label
            else _punctuate_label(label, counters)
        )
        short = short.with_children(
            (Element("span", (Text(printed),), {"class": class_}), Text(" "), *heading.children)
        ).with_attributes(data_number=label)
    counters.headings.append(0)
    counters.callouts.append(0)
    inside = tuple(short if node is heading else _number_node(node, counters, place) for node in section.children)
    counters.headings.pop()
    counters.callouts.pop()
    return section.with_children(inside)


def _punctuate_label(label: str, counters: _Counters) -> str:
    """A Roman or lettered number is closed with a full stop, a decimal one is not."""
    return label if counters.scheme is HeadingNumbers.DECIMAL else f"{label}."


def _number_paragraph(paragraph: Element, counters: _Counters) -> Element:
    counters.paragraph += 1
    label = str(counters.paragraph)
    opening = (Element("span", (Text(f"{label}."),), {"class": "paragraph-number"}), Text(" "))
    numbered = paragraph.with_children((*opening, *paragraph.children))
    return numbered.with_attributes(id=f"para-{label}", data_number=label)


def build_short_title(children: Iterable[Node]) -> str:
    """A heading's words without notes and numbers, on one line: for running heads, bookmarks and contents."""
    return " ".join(extract_text(children).split())
