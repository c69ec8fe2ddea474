"""Adds numbers in reading order: headings by the audience's scheme, call-outs in their group, paragraphs throughout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from briefgen.model.audience import HeadingNumbers
from briefgen.model.heading_names import LATIN_NAMES, HeadingNames
from briefgen.model.tree import HEADING_TAGS, Element, Node, Text, extract_text, find_elements

_DEEPEST_NUMBER = 3
_TAGS_WITHOUT_PARAGRAPH_NUMBERS = frozenset(
    "aside blockquote dd dl dt figcaption figure footer header li nav ol table ul".split()
)


@dataclass(slots=True)
class _Counters:
    """The numbers used so far while the tree is walked."""

    scheme: HeadingNumbers
    paragraphs_numbered: bool
    headings: list[int] = field(default_factory=lambda: [0])
    paragraph: int = 0
    callouts: list[int] = field(default_factory=lambda: [0])
    actions_numbered: bool = False
    action: int = 0
    names: HeadingNames = LATIN_NAMES

    def format_label(self) -> tuple[str, str]:
        """The number of the heading just counted, and the mark behind it."""
        if self.scheme is HeadingNumbers.DECIMAL:
            return ".".join(str(number) for number in self.headings), ""
        names, level, number = self.names, len(self.headings), self.headings[-1]
        match (self.scheme, level):
            case (HeadingNumbers.UN, 1):
                return names.format_roman(number), names.stop
            case (HeadingNumbers.UN, 2) | (HeadingNumbers.ALPHABETIC, 1):
                return names.format_letter(number), names.stop
            case (HeadingNumbers.ALPHABETIC, 3):
                return names.small_form.format(names.format_small_letter(number)), ""
            case _:
                return str(number), "."


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The properties of a node that come from the elements around it."""

    inside_section: bool = False
    numbered: bool = True


def add_numbers(
    body: Element,
    scheme: HeadingNumbers,
    *,
    paragraphs: bool,
    actions: bool = True,
    names: HeadingNames = LATIN_NAMES,
) -> Element:
    """The body with numbers on headings, call-outs and paragraphs, and `data-short` on every heading.

    With `actions`, recommendations have numbers too, where paragraphs have none and there is more than one.
    `names` are those of the letters before headings in the language.
    """
    several = sum("action" in paragraph.classes for paragraph in find_elements((body,), "p")) > 1
    numbers_actions = actions and several and not paragraphs
    counters = _Counters(scheme, paragraphs, actions_numbered=numbers_actions, names=names)
    return _number_children(body, counters, _Surroundings())


def _number_children(parent: Element, counters: _Counters, around: _Surroundings) -> Element:
    children: list[Node] = []
    for node in parent.children:
        children.append(_number_node(node, counters, around) if isinstance(node, Element) else node)
        if isinstance(node, Element) and "action" in node.classes:
            # A body cites a recommendation by its paragraph, so its reasons share the number.
            around = replace(around, numbered=False)
    return parent.with_children(children)


def _number_node(node: Element, counters: _Counters, around: _Surroundings) -> Element:
    if node.get("data-numbered") == "no":
        around = _Surroundings(around.inside_section, numbered=False)
    if node.tag == "section":
        return _number_section(node, counters, around)
    if node.tag in HEADING_TAGS:
        return node.with_attributes(data_short=build_short_title(node.children))
    if node.tag == "p" and counters.paragraphs_numbered and around.numbered and around.inside_section:
        counters.paragraph += 1
        label = str(counters.paragraph)
        numbered = _insert_number(node, f"{label}.", "paragraph-number")
        return numbered.with_attributes(id=f"para-{label}", data_number=label)
    if node.tag == "p" and counters.actions_numbered and "action" in node.classes:
        counters.action += 1
        return _insert_number(node, f"{counters.action}.", "action-number")
    if _is_unlabelled_list(node) and counters.paragraphs_numbered and around.numbered and around.inside_section:
        node = node.with_attributes(type="a", class_="lower-alpha-in-brackets")
    if node.tag in _TAGS_WITHOUT_PARAGRAPH_NUMBERS:
        around = _Surroundings(inside_section=False, numbered=around.numbered)
    return _number_children(node, counters, around)


def _is_unlabelled_list(node: Element) -> bool:
    """Whether the items of a list have figures, which would look like the numbers of paragraphs around it."""
    return node.tag == "ol" and not any(map(node.get, ("type", "class", "role", "start")))


def _number_section(section: Element, counters: _Counters, around: _Surroundings) -> Element:
    around = _Surroundings(around.inside_section or bool(section.get("data-section")), around.numbered)
    first = next((position for position, child in enumerate(section.children) if isinstance(child, Element)), 0)
    heading = section.children[first] if section.children else None
    if not isinstance(heading, Element) or heading.tag not in HEADING_TAGS or not around.inside_section:
        return _number_children(section, counters, around)
    numbered = _number_heading(heading, counters, around, is_callout="callout" in section.classes)
    counters.headings.append(0)
    counters.callouts.append(0)
    children = _number_children(section, counters, around).children
    counters.headings.pop()
    counters.callouts.pop()
    return section.with_children((*children[:first], numbered, *children[first + 1 :]))


def _number_heading(heading: Element, counters: _Counters, around: _Surroundings, *, is_callout: bool) -> Element:
    """Count the heading of a section, and print its number in front of it where it has one."""
    titled = heading.with_attributes(data_short=build_short_title(heading.children))
    if is_callout:
        counters.callouts[-1] += 1
        label = f"{counters.callouts[-1]:02d}"
        return _insert_number(titled, label, "callout-number").with_attributes(data_number=label)
    too_deep = len(counters.headings) > _DEEPEST_NUMBER
    if counters.scheme is HeadingNumbers.NONE or not around.numbered or too_deep:
        return titled
    counters.headings[-1] += 1
    label, mark = counters.format_label()
    return _insert_number(titled, label + mark, "heading-number").with_attributes(data_number=label)


def _insert_number(element: Element, number: str, class_: str) -> Element:
    return element.with_children((Element("span", (Text(number),), {"class": class_}), Text(" "), *element.children))


def build_short_title(children: Iterable[Node]) -> str:
    """A heading's words without notes and numbers, on one line: for running heads, bookmarks and contents."""
    return " ".join(extract_text(children).split())
