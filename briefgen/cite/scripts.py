"""Sets the names, titles and publishers of another script: each isolated from the words around it.

A title in a script without italics is upright, and has the marks that the language of the brief sets round titles, such as 《》.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.cite.csl_item import NAME_VARIABLES, CslItem
from briefgen.model.characters import has_no_italics
from briefgen.model.languages import get_language_code, read_language
from briefgen.model.tree import Element, Node, Text, extract_text

RIGHT_TO_LEFT_LANGUAGES = frozenset(("ar", "fa", "he", "ps", "sd", "ug", "ur", "yi", "ckb", "dv"))
RIGHT_TO_LEFT_CLASSES = frozenset(("R", "AL"))
PLACE_IN_SERIES = ("volume", "container-title", "page")
ISOLATED_VARIABLES = (
    "title",
    "title-short",
    "container-title",
    "collection-title",
    "publisher",
    "original-title",
    "authority",
)

_PRINTED_FORMS = {
    **dict.fromkeys("'‘’\"“”„«»", r"['\"‘’“”„«»‹›]"),
    " ": r"[ \u00a0\u202f]",
    "-": "[-\u2010-\u2015]",
}
"""By character of a value: the pattern of what it can become in print."""

_RUN_OF_ANOTHER_SCRIPT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[ \u00a0'’-]+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
)


@dataclass(frozen=True, slots=True)
class TitleMarks:
    """What a language prints round titles instead of italics."""

    opening: str
    closing: str
    case_names: frozenset[str]
    """Cases in italics, which have no marks."""


def set_scripts(
    nodes: Iterable[Node], values: re.Pattern[str] | None, marks: TitleMarks | None = None
) -> tuple[Node, ...]:
    """The words of a citation with values of another direction in `bdi`, and marks instead of italics in scripts that have none."""
    return tuple(part for node in nodes for part in _set_node(node, values, marks))


def find_title_marks(works: Iterable[CslItem], language: str) -> TitleMarks | None:
    """What the language of a brief sets round the titles of these works in its own script; None in most languages."""
    marks = read_language(get_language_code(language)).get("titles", {}).get("marks")
    cases = (work.item for work in works if work.item.get("type") == "legal_case")
    names = (str(case[variable]) for case in cases for variable in ("title", "title-short") if variable in case)
    return TitleMarks(marks[0], marks[1], frozenset(names)) if marks else None


def find_isolated_values(works: Iterable[CslItem], language: str) -> re.Pattern[str] | None:
    """A pattern of what is isolated in the citations of these works; none where all of it reads like the brief."""
    is_right_to_left = get_language_code(language) in RIGHT_TO_LEFT_LANGUAGES
    found = {
        value for work in works for value in _collect_values(work) if _is_right_to_left(value) is (not is_right_to_left)
    }
    if not found:
        return None
    alternatives = "|".join(map(_build_value_pattern, sorted(found, key=len, reverse=True)))
    run = "" if is_right_to_left else f"|{_RUN_OF_ANOTHER_SCRIPT.pattern}"
    return re.compile(f"({alternatives}{run})")


def _build_value_pattern(value: str) -> str:
    """A value as it is printed: with typographic apostrophes and quotation marks, and spaces that do not break."""
    return "".join(_PRINTED_FORMS.get(character, re.escape(character)) for character in value)


def _collect_values(work: CslItem) -> Iterator[str]:
    item = work.item
    if all(item.get(variable) for variable in PLACE_IN_SERIES):  # `1465 UNTS 85`: its numbers change places otherwise
        yield " ".join(str(item[variable]) for variable in PLACE_IN_SERIES)
    yield from (re.sub(r"</?\w+>", "", str(item[variable])) for variable in ISOLATED_VARIABLES if item.get(variable))
    for variable in NAME_VARIABLES & set(item):
        for name in work.source.csl.get(variable) or ():
            first_names, surname = str(name.get("given") or ""), str(name.get("family") or "")
            yield from (
                str(name.get("literal") or ""),
                f"{first_names} {surname}".strip(),
                f"{surname} {first_names}".strip(),
            )


@cache
def _is_right_to_left(text: str) -> bool | None:
    """The direction of the first letter that has one; None where none has."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L" or direction in RIGHT_TO_LEFT_CLASSES:
            return direction != "L"
    return None


def _set_node(node: Node, values: re.Pattern[str] | None, marks: TitleMarks | None) -> Iterator[Node]:
    if isinstance(node, Element):
        children = set_scripts(node.children, values, marks)
        if node.tag in {"em", "i"} and has_no_italics(extract_text(node.children)):
            yield from _enclose(children, marks)
        else:
            yield node.with_children(children)
    elif isinstance(node, Text) and values is not None:
        for position, piece in enumerate(values.split(node.content)):
            if piece:
                yield _wrap_value(piece, node) if position % 2 else Text(piece, node.origin)
    else:
        yield node


def _enclose(nodes: tuple[Node, ...], marks: TitleMarks | None) -> tuple[Node, ...]:
    """A title with marks, unless it has them or is the name of a case, which has none."""
    text = extract_text(nodes)
    if marks is None or text.startswith(marks.opening) or text in marks.case_names:
        return nodes
    return (Text(marks.opening), *nodes, Text(marks.closing))


def _wrap_value(words: str, text: Text) -> Element:
    direction = "rtl" if _is_right_to_left(words) else "ltr"
    return Element("bdi", (Text(words, text.origin),), {"dir": direction})
