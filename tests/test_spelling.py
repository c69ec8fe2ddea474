"""Each English example document spells its verbs in one way: `recognize` in all, as the United Nations do."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from briefgen.model.document import Document
from briefgen.model.tree import Element, Node, extract_text, rebuild
from tests.examples import EXAMPLES, Examples, compose_example

OF_OTHERS = frozenset(("q", "blockquote", "cite"))
"""Elements with the words of somebody else."""

VERB = re.compile(r"\b[a-z]{2,}i(?P<letter>[sz])(?:e[ds]?|ing|ations?|able|ers?)\b", re.IGNORECASE)
ALWAYS_S = re.compile(
    r"(?:.*[pv]ris|advis|aris|comprom?is|concis|cruis|.*cis|demis|devis|disguis|.*prais|enterpris|expertis|franchis|improvis"
    r"|merchandis|nois|.*wis|.*rais|precis|premis|promis|practis|revis|ris|supervis|surmis|televis|treatis|vis|chin)(?:e[ds]?|ing|ations?|able|ers?)",
    re.IGNORECASE,
)
"""Words that have no other spelling, in Oxford or elsewhere."""
ALWAYS_Z = re.compile(r"(?:.*siz|.*seiz|.*priz|citiz)(?:e[ds]?|ing|ations?|able|ers?)", re.IGNORECASE)


def strip_words_of_others(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes without quotations and without lists of works, whose titles stay as they are written."""

    def strip(node: Node) -> tuple[Node, ...]:
        is_of_others = isinstance(node, Element) and (node.tag in OF_OTHERS or "references" in node.classes)
        return () if is_of_others else (node,)

    return rebuild(nodes, strip)


def find_verbs(text: str) -> dict[str, list[str]]:
    """The words of a text that are spelled with either letter, by the letter."""
    found: dict[str, list[str]] = {"s": [], "z": []}
    for word in VERB.finditer(text):
        if not ALWAYS_S.fullmatch(word[0]) and not ALWAYS_Z.fullmatch(word[0]):
            found[word["letter"].lower()].append(word[0])
    return found


def find_verbs_of(document: Document) -> dict[str, list[str]]:
    return find_verbs(extract_text(strip_words_of_others((document.body,)), notes=False))


@pytest.mark.parametrize(
    ("text", "letter", "words"),
    [
        ("Some recognised it, the Organisation did not.", "s", ["recognised", "Organisation"]),
        ("Organizations authorize what is penalized.", "z", ["Organizations", "authorize", "penalized"]),
        ("Advise and promise exercises, otherwise raise precise surprises; practised.", "s", []),
        ("They seize a prize of this size.", "z", []),
    ],
)
def test_verbs_are_found_by_their_letter(text: str, letter: str, words: list[str]) -> None:
    assert find_verbs(text)[letter] == words


def test_a_quotation_keeps_its_spelling() -> None:
    quoted = Element("p", (Element("q", (Element("em", ()),)),))
    assert strip_words_of_others((quoted,)) == (Element("p", ()),)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_one_spelling(name: str, examples: Examples) -> None:
    document, _ = examples.compose(name)
    assert find_verbs_of(document)["s"] == []


def test_the_examples_have_such_verbs() -> None:
    document, _ = compose_example("china-report")
    assert "recognizes" in find_verbs_of(document)["z"]
