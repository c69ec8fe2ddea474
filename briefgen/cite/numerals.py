"""Writes a finished text in the digits of its language: ١٢٬٥٠٠ for 12,500.

Numbers that find something keep Western digits: addresses, telephone numbers, symbols of documents, and words with Latin letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from briefgen.cite.directions import KEPT_TAGS
from briefgen.model.chart import CHART_SCHEME, change_texts
from briefgen.model.languages import get_language_code, read_language
from briefgen.model.numerals import Numerals
from briefgen.model.translation import is_same_language
from briefgen.model.tree import Element, Node, Note, Text

_KEPT = re.compile(r"(?:https?://|www\.)\S+|\S*[A-Za-z]\S*|\+\d[\d\s().-]{5,}\d")
"""Addresses, words with Latin letters such as symbols of documents, and telephone numbers."""

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.])\d+\.\d+(?![\d.]*\d)")
"""A number with separators between its thousands, or with decimals."""

_PERCENT = re.compile(r"(?<=\d)([\u00a0\u202f]?)%")
_LAST_WORD = re.compile(r"\w+(?=[\s\u00a0]*$)")

PRINTED_ATTRIBUTES = ("alt", "title", "aria-label", "data-short", "data-number", "data-time")
NUMBER_CLASSES = frozenset({"heading-number", "cross-reference", "toc-number"})
"""Elements with the number of a heading, in which a full stop is not a decimal sign."""


def write_numerals(body: Element, numerals: Numerals, language: str) -> Element:
    """The tree with the digits of these numerals wherever it is in its own language."""
    writer = _NumeralWriter(numerals, language, _find_place_words(language) | frozenset(numerals.places))
    return body.with_children(writer.write_nodes(body.children))


@dataclass(frozen=True, slots=True)
class _NumeralWriter:
    numerals: Numerals
    language: str
    place_words: frozenset[str]

    def write_nodes(self, nodes: Iterable[Node], *, is_place: bool = False) -> Iterator[Node]:
        """The nodes in these digits; in a place, such as the number of a heading, full stops stay."""
        for node in nodes:
            if isinstance(node, Text):
                yield replace(node, content=self.write_text(node.content, is_place=is_place))
            elif isinstance(node, Note):
                call = self.numerals.write_digits(str(node.number))
                yield replace(node, children=tuple(self.write_nodes(node.children)), printed_number=call)
            elif isinstance(node, Element):
                yield self._write_element(node, is_place=is_place)
            else:
                yield node

    def _write_element(self, element: Element, *, is_place: bool) -> Element:
        own = element.get("lang")
        if (own and not is_same_language(own, self.language)) or element.tag in KEPT_TAGS - {"bdi"}:
            return element
        printed = {name: self.write_text(element.get(name)) for name in PRINTED_ATTRIBUTES if element.get(name)}
        if element.get("src").startswith(CHART_SCHEME):
            printed["src"] = change_texts(element.get("src"), self.write_text)
        is_place = is_place or bool(element.classes & NUMBER_CLASSES)
        children = self.write_nodes(element.children, is_place=is_place)
        return replace(element, attributes={**element.attributes, **printed}).with_children(children)

    def write_text(self, text: str, *, is_place: bool = False) -> str:
        """A text in these digits, except what keeps Western ones."""
        parts, end = [], 0
        for kept in _KEPT.finditer(text):
            parts += [self._write_numbers(text[end : kept.start()], is_place=is_place), kept[0]]
            end = kept.end()
        return "".join((*parts, self._write_numbers(text[end:], is_place=is_place)))

    def _write_numbers(self, text: str, *, is_place: bool) -> str:
        def write_marks(number: re.Match[str]) -> str:
            words = _LAST_WORD.search(text[: number.start()])
            if "," not in number[0] and (is_place or (words and words[0] in self.place_words)):
                return number[0]
            marks = str.maketrans({",": self.numerals.thousands, ".": self.numerals.decimal})
            return number[0].translate(marks)

        text = _PERCENT.sub(rf"\1{self.numerals.percent}", _NUMBER.sub(write_marks, text))
        return self.numerals.write_digits(text)


@cache
def _find_place_words(language: str) -> frozenset[str]:
    """The words before the number of a place, such as *section*: 2.1 behind them is not a decimal number."""
    places = read_language(get_language_code(language)).get("citations", {}).get("places", {})
    forms = (form for forms in places.values() for form in ([forms] if isinstance(forms, str) else forms))
    return frozenset(word for form in forms for word in form.replace("{}", "").split())
