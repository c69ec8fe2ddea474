"""Counts what a drawing draws, with all that it repeats: `use`, markers, patterns, masks and whatever else refers to a part of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|z", re.IGNORECASE)
URL_REFERENCE = re.compile(r"url\(\s*['\"]?#(?P<name>[^\s'\")]+)['\"]?\s*\)")

MOST_COUNTED = 10**9
MAXIMUM_LEVELS = 200
"""Of elements inside elements, with those that are drawn in the place of a reference."""


class EndlessDrawingError(Exception):
    """A part of the drawing draws itself, or repeats others too often; the message says which."""


@dataclass(frozen=True, slots=True)
class _Extent:
    """How much a part of a drawing draws."""

    elements: int
    corners: int
    """Places at which a line can have a marker."""

    def add(self, other: _Extent, times: int = 1) -> _Extent:
        """Both together. Very large counts are the same to us."""
        return _Extent(
            min(self.elements + times * other.elements, MOST_COUNTED),
            min(self.corners + times * other.corners, MOST_COUNTED),
        )


@dataclass(frozen=True, slots=True)
class _Reference:
    """A part of the drawing that a property of an element refers to by its id."""

    name: str
    """Of the property, or of the attribute."""
    target: str


def count_drawn_elements(root: ET.Element) -> int:
    """How many elements a drawing draws: at most, because a definition counts as drawn. Raises `EndlessDrawingError`."""
    return _Measure(root).measure(root, ()).elements


class _Measure:
    """Measures the parts of one drawing, each that is referred to once."""

    def __init__(self, root: ET.Element) -> None:
        self._named = {name: element for element in root.iter() if (name := element.get("id"))}
        self._sheet = _read_style_sheets(root)
        self._known: dict[str, _Extent] = {}
        self._level = 0
        self._can_inherit_all = any("inherit" in value for element in root.iter() for value in element.attrib.values())

    def measure(self, element: ET.Element, inside: tuple[str, ...]) -> _Extent:
        """An element with all that it holds and refers to; `inside` are the ids of the parts in which it is drawn."""
        self._level += 1
        if self._level > MAXIMUM_LEVELS:
            raise EndlessDrawingError("it repeats too much")
        own = _Extent(1, _count_corners(element))
        for child in element:
            own = own.add(self.measure(child, inside))
        references = tuple(self._find_references(element))
        for reference in references:  # what is drawn in this place first: it has the other properties, too
            if reference.name == "href":
                own = own.add(self._measure_target(reference.target, inside))
        total = own
        for reference in references:
            if reference.name != "href":
                total = total.add(self._measure_target(reference.target, inside), self._count_uses(reference.name, own))
        self._level -= 1
        return total

    def _measure_target(self, name: str, inside: tuple[str, ...]) -> _Extent:
        if name not in self._named:
            return _Extent(0, 0)
        if name in inside:
            raise EndlessDrawingError(f"`{name}` draws itself")
        if name not in self._known:
            self._known[name] = self.measure(self._named[name], (*inside, name))
        return self._known[name]

    def _count_uses(self, name: str, drawn: _Extent) -> int:
        """How often a property of an element makes something be drawn, because the elements in it inherit the property."""
        if name.startswith("marker"):
            return drawn.corners
        return drawn.elements if name in {"fill", "stroke"} or self._can_inherit_all else 1

    def _find_references(self, element: ET.Element) -> Iterator[_Reference]:
        for qualified, value in element.attrib.items():
            name = qualified.rpartition("}")[2]
            if name == "style":
                yield from _read_declarations(value)
            elif name == "href" and value.startswith("#") and get_local_name(element) != "a":
                yield _Reference(name, value[1:])
            else:
                yield from (_Reference(name, found["name"]) for found in URL_REFERENCE.finditer(value))
        if self._sheet:
            traits = _list_traits(element)
            for trait in traits:
                for needed, references in self._sheet.get(trait, {}).items():
                    yield from references if needed <= traits else ()


def get_local_name(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _count_corners(element: ET.Element) -> int:
    drawn = element.get("d") or element.get("points")
    return len(NUMBER.findall(drawn)) if drawn else 4


def _read_declarations(text: str) -> Iterator[_Reference]:
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        for found in URL_REFERENCE.finditer(value):
            yield _Reference(name.strip().lower(), found["name"])


def _list_traits(element: ET.Element) -> frozenset[str]:
    """What a selector can ask of an element: its kind, its id and its classes."""
    classes = (f".{name}" for name in element.get("class", "").split())
    return frozenset({"*", get_local_name(element).lower(), f"#{element.get('id', '')}", *classes})


def _read_style_sheets(root: ET.Element) -> Mapping[str, Mapping[frozenset[str], Iterable[_Reference]]]:
    """The references of style sheets: by one trait that an element needs for them, then by all traits that it needs."""
    sheet: dict[str, dict[frozenset[str], dict[_Reference, None]]] = defaultdict(lambda: defaultdict(dict))
    text = "\n".join(element.text or "" for element in root.iter() if get_local_name(element) == "style")
    for rule in text.split("}"):
        selectors, _, declarations = rule.rpartition("{")
        references = dict.fromkeys(_read_declarations(declarations))
        for selector in selectors.split(",") if references else ():
            needed = _read_selector(selector)
            sheet[min(needed)][needed].update(references)
    return sheet


def _read_selector(selector: str) -> frozenset[str]:
    """The traits that an element needs so that a selector means it. Of places, states and attributes nothing is asked."""
    subject = "" if set(selector) & set(":[(") else re.split(r"[\s>+~{]+", selector.strip())[-1]
    traits = re.findall(r"[.#][\w-]+|^[\w-]+", subject)
    return frozenset(trait if trait[0] in ".#" else trait.lower() for trait in traits) or frozenset({"*"})
