"""Binds words that are read as one with spaces that do not break: a date, an article and its number. The same in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefgen.model.languages import get_language_code, list_languages, read_language
from briefgen.model.tree import HEADING_TAGS, Element, Node, Note, Text, extract_text, rebuild
from briefgen.render.bound_titles import bind_title

PREFORMATTED_TAGS = frozenset({"code", "pre"})
"""Elements whose spaces have a meaning."""

DOCUMENT_SYMBOL = re.compile(
    r"(?a:(?<![\w/.:=?&%#-])(?=[\w./-]{1,24}(?![\w./-]))[A-Z]{1,6}(?:/[A-Z\d][\w.-]*){2,}(?<![.-]))"
)
"""The symbol of a document of the United Nations, `CAT/C/GC/4`, which is read as one word; a longer one is divided at a slash.

A letter of another script can be directly before it or behind it, as in Chinese.
A symbol as long as the longest of these takes a third of a line of text. That of an address is a part of the address.
"""

_NUMBERED_VALUES = frozenset({"n", "vol", "No", "p", "col"})
"""Words before the number of a note, a volume or a page."""

_BOUND_SPACES = re.compile(
    r"""
    (?<!\w)(?P<label>[^\W\d_]{1,16}|n°|№)\.?[ ](?=\d|[IVXLC]+\b|\(\w{1,4}\))   # art 33, p. 856, (n 13), art I
    | \([^\W\d_]{1,12}[ ](?=\d{1,3}(?:\)|$))                  # (сноска 1), (각주 1)
    | (?<![\w.,])\d{1,2}[ ](?:de[ ])?(?=[^\W\d_]{3,12}[ ](?:de[ ])?\d{4}\b)   # 26 April 2024, 26 de abril de 2024
    | (?<=[\u0400-\u04ff»)])[ ](?=—[ ][\u0400-\u04ff«])            # no line of Russian starts with a dash inside a sentence
    | [ ](?=·[ ])                                              # a@example.org · https://example.org
    | \d{4}[ ](?=гг?\.)                                           # 1986 г.
    | \(per[ ](?=cent\))                                         # Share (per cent)
    | \d[ ](?=per[ ]cent\b|pour[ ]cent\b|por[ ]ciento\b|процент|год(?:а|у|ом|е|ы|ов)?\b|[mb]illions?\b|millones\b|milliards?\b|млн\b|млрд\b|юан\w+|yuan(?:e?s)?\b|доллар\w*|d[oó]l+ares\b|dollars?\b|евро\b|euros?\b|км\b|km\b|%|€|\$)
    """,
    re.VERBOSE,
)


_ENGLISH_LABELS = """
art arts article articles ch chs chapter chapters para paras paragraph paragraphs p pp n nn s ss section sections vol vols no nos cf n° №
"""


_LAST_YEAR = re.compile(r"(?<=\S)[ ](?=\(?\d{4}\)?$)")
"""The space before a year that ends the words of a key figure: in a narrow column the year is not alone on a line."""

_YEAR_BEHIND_WORD = re.compile(r"(?<=[^\W\d_])[ ](?=(?:1[5-9]|20)\d{2}\b)")
"""The space between `October` and its year, or `since` and a year: balanced lines of a caption would divide them."""


@cache
def _find_labels() -> frozenset[str]:
    """What is before the number of a place in each language, in small letters: `art`, `гл`, `cap`."""
    labels = set(_ENGLISH_LABELS.split())
    for language in list_languages():
        citations = read_language(language).get("citations", {})
        values = {name: form for name, form in citations.get("values", {}).items() if name in _NUMBERED_VALUES}
        for forms in (*citations.get("places", {}).values(), *values.values()):
            for form in [forms] if isinstance(forms, str) else forms:
                words = form.partition("{}")[0]
                labels.update(word.rstrip(".").casefold() for word in words.split()[-1:] if words.endswith(" "))
    return frozenset(labels)


@cache
def _find_short_words(code: str) -> re.Pattern[str] | None:
    """The space behind a word that no line of a language ends with, such as `в` in Russian; nothing where the language has none."""
    words = read_language(code).get("line-breaks", {}).get("bound", ())
    pattern = rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, words)))})[ ](?=[\w«„(])"
    return re.compile(pattern, re.IGNORECASE) if words else None


def bind_words(body: Element, language: str) -> Element:
    """The tree of a document in a language with these spaces; no other character changes. A quotation in another language follows that one."""
    return _WordBinder(language).bind_element(body, language)


@dataclass(frozen=True, slots=True)
class _WordBinder:
    """One document."""

    language: str
    """That of its notes, too: a note in a quotation is the author's."""

    def bind_element(self, element: Element, around: str) -> Element:
        """An element with these spaces; `around` is the language of the text around it."""
        language = element.get("lang") or around
        children = self._bind_nodes(element.children, language)
        if element.tag == "dd":
            children = rebuild(children, _bind_last_year)
        if element.tag == "figcaption":
            children = rebuild(children, _bind_years)
        is_title = element.tag in HEADING_TAGS or element.tag == "figcaption"
        return element.with_children(bind_title(children, language) if is_title else children)

    def _bind_nodes(self, nodes: Sequence[Node], language: str) -> tuple[Node, ...]:
        neighbours = zip((None, *nodes), nodes, (*nodes[1:], None), strict=False)
        return tuple(self._bind_node(before, node, after, language) for before, node, after in neighbours)

    def _bind_node(self, before: Node | None, node: Node, after: Node | None, language: str) -> Node:
        if isinstance(node, Text):
            return _bind_text(node, before, after, language)
        if isinstance(node, Note):
            return node.with_children(self._bind_nodes(node.children, self.language))
        if isinstance(node, Element) and node.tag not in PREFORMATTED_TAGS:
            return self.bind_element(node, language)
        return node


def _bind_text(text: Text, before: Node | None, after: Node | None, language: str) -> Text:
    """A text with these spaces, also those that the figure before it or the element behind it needs."""
    digit = ",0" * (isinstance(before, Element | Text) and extract_text((before,))[-1:].isdigit())  # not of a day
    bound = _BOUND_SPACES.sub(_replace_spaces, digit + text.content + _find_reference_number(after))
    bound = bound[len(digit) : len(digit) + len(text.content)]
    if short_words := _find_short_words(get_language_code(language)):
        goes_on = isinstance(after, Element | Text)
        bound = short_words.sub(_fix_space, bound + "0" * goes_on)[: len(text.content)]
    return text if bound == text.content else replace(text, content=bound)


def _find_reference_number(node: Node | None) -> str:
    """The words of a cross-reference: they are in a link, and its label is in the text before."""
    return extract_text(node.children) if isinstance(node, Element) and "cross-reference" in node.classes else ""


def _bind_last_year(node: Node) -> Iterator[Node]:
    yield replace(node, content=_LAST_YEAR.sub("\N{NO-BREAK SPACE}", node.content)) if isinstance(node, Text) else node


def _bind_years(node: Node) -> Iterator[Node]:
    bound = _YEAR_BEHIND_WORD.sub("\N{NO-BREAK SPACE}", node.content) if isinstance(node, Text) else ""
    yield replace(node, content=bound) if isinstance(node, Text) and bound != node.content else node


def _fix_space(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\N{NO-BREAK SPACE}")


def _replace_spaces(found: re.Match[str]) -> str:
    if found["label"] and found["label"].casefold() not in _find_labels():
        return found[0]
    return found[0].replace(" ", "\N{NO-BREAK SPACE}")
