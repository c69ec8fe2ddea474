"""Binds words that are read as one with spaces that do not break: a date, an article and its number. The same in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from briefgen.model.languages import list_languages, read_language
from briefgen.model.tree import HEADING_TAGS, Element, Node, Note, Text, extract_text, get_children, rebuild

PREFORMATTED_TAGS = frozenset({"code", "pre"})
"""Elements whose spaces have a meaning."""

_NUMBERED_VALUES = frozenset({"n", "vol", "No", "p", "col"})
"""Words before the number of a note, a volume or a page."""

_BOUND_SPACES = re.compile(
    r"""
    (?<!\w)(?P<label>[^\W\d_]{1,16}|n°|№)\.?[ ](?=\d|[IVXLC]+\b|\(\w{1,4}\))   # art 33, p. 856, (n 13), art I
    | \([^\W\d_]{1,12}[ ](?=\d{1,3}(?:\)|$))                  # (сноска 1), (각주 1)
    | (?<![\w.,])\d{1,2}[ ](?=(?:de[ ])?[^\W\d_]{3,12}[ ](?:de[ ])?\d{4}\b)   # 26 April 2024, 26 de abril de 2024
    | (?<=[\u0400-\u04ff»)])[ ](?=—[ ][\u0400-\u04ff«])            # no line of Russian starts with a dash inside a sentence
    | [ ](?=·[ ])                                              # a@example.org · https://example.org
    | \d{4}[ ](?=гг?\.)                                           # 1986 г.
    | \(per[ ](?=cent\))                                         # Share (per cent)
    | \d[ ](?=per[ ]cent\b|pour[ ]cent\b|por[ ]ciento\b|процент|[mb]illions?\b|millones\b|milliards?\b|млн\b|млрд\b|км\b|km\b|%|€|\$)
    """,
    re.VERBOSE,
)


_ENGLISH_LABELS = """
art arts article articles ch chs chapter chapters para paras paragraph paragraphs p pp n nn s ss section sections vol vols no nos cf n° №
"""


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
def _find_short_words() -> re.Pattern[str]:
    """The space behind a word that no line ends with, such as `в` in Russian; in no language there is a match for another one."""
    words = {
        word
        for language in list_languages()
        for word in read_language(language).get("line-breaks", {}).get("bound", ())
    }
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, words)))})[ ](?=[\w«„(])", re.IGNORECASE)


LONGEST_NAME = 16
"""Characters of a name that a title keeps on one line, also on a telephone."""
_INSIDE_NAMES = frozenset({"de", "del", "du", "of"})
"""Words in small letters inside a name: Corea del Norte, Corée du Nord."""


def bind_words(body: Element) -> Element:
    """The tree with these spaces; no other character changes."""
    return body.with_children(_bind_nodes(body.children))


def _bind_nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    for before, node, after in zip((None, *nodes), nodes, (*nodes[1:], None), strict=False):
        digit = ",0" * (isinstance(before, Element | Text) and extract_text((before,))[-1:].isdigit())
        yield _bind_node(node, digit, _find_reference_number(after), goes_on=isinstance(after, Element | Text))


def _bind_node(node: Node, digit: str, number: str, *, goes_on: bool) -> Node:
    """A node with these spaces. `digit` is the end of a figure before it, not of a day, `number` that of the cross-reference after it; `goes_on`: an element follows."""
    if isinstance(node, Text):
        bound = _BOUND_SPACES.sub(_replace_spaces, digit + node.content + number)
        bound = bound[len(digit) : len(digit) + len(node.content)]
        bound = _find_short_words().sub(_fix_space, bound + "0" * goes_on)[: len(node.content)]
        return node if bound == node.content else replace(node, content=bound)
    if isinstance(node, Note) or (isinstance(node, Element) and node.tag not in PREFORMATTED_TAGS):
        children = tuple(_bind_nodes(get_children(node)))
        is_heading = isinstance(node, Element) and node.tag in HEADING_TAGS
        return node.with_children(rebuild(children, _bind_names) if is_heading else children)
    return node


def _bind_names(node: Node) -> Iterator[Node]:
    """A text of a title with its names of two words bound: a title in lines of equal length would divide `North Koreans`.

    Such a name is two words with capitals behind a word without, and before one. Longer series are left, as those of a title in capitals.
    """
    words = node.content.split(" ") if isinstance(node, Text) else []
    capitals = [word[:1].isupper() for word in words]
    bound = "".join(
        word + ("\N{NO-BREAK SPACE}" if _is_inside_name(position, words, capitals) else " ")
        for position, word in enumerate(words)
    )[:-1]
    yield replace(node, content=bound) if isinstance(node, Text) and bound != node.content else node


def _is_inside_name(position: int, words: Sequence[str], capitals: Sequence[bool]) -> bool:
    """Whether the space behind the word at a position is inside a name."""
    first = position - (words[position] in _INSIDE_NAMES)
    last = position + 1 + (words[position + 1 : position + 2] != [] and words[position + 1] in _INSIDE_NAMES)
    return (
        any(words[: max(first, 0)])  # the first word of a title has a capital for its place
        and last < len(words)
        and capitals[first]
        and capitals[last]
        and not any(capitals[max(first - 1, 0) : first])
        and not any(capitals[last + 1 : last + 2])
        and words[first].isalpha()
        and len(" ".join(words[first : last + 1])) <= LONGEST_NAME
    )


def _find_reference_number(node: Node | None) -> str:
    """The words of a cross-reference: they are in a link, and its label is in the text before."""
    return extract_text(node.children) if isinstance(node, Element) and "cross-reference" in node.classes else ""


def _fix_space(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\N{NO-BREAK SPACE}")


def _replace_spaces(found: re.Match[str]) -> str:
    if found["label"] and found["label"].casefold() not in _find_labels():
        return found[0]
    return found[0].replace(" ", "\N{NO-BREAK SPACE}")
