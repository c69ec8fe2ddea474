"""The spaces of French: every case under tests/cases/french, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.typography import set_spaces, set_spaces_in_tree
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, Text, extract_text
from tests.cases import cases, check_case
from tests.tree_text import tree_text
from tests.unit.compose_samples import HERE, reader

SHOWN = {"\u00a0": "[no-break]", "\u202f": "[narrow]"}
TEXTS = st.text(alphabet="aé1 ;:!?«»()\u00a0\u202f/.’%", max_size=30)


@pytest.mark.parametrize("path", cases("french"), ids=lambda path: path.stem)
def test_a_french_text_becomes_the_expected_tree(path: Path, accept: bool) -> None:  # noqa: FBT001 - a fixture
    def produce(text: str) -> str:
        nodes = reader(Sink(), language="fr").read(text.rstrip("\n"), HERE, "legal/torture")
        shown = tree_text(set_spaces_in_tree(Element("body", nodes), "fr").children)
        return "".join(SHOWN.get(character, character) for character in shown)

    check_case(path, produce, accept=accept)


@given(TEXTS)
def test_only_spaces_change(text: str) -> None:
    assert "".join(set_spaces(text, "fr").split()) == "".join(text.split())


@given(TEXTS)
def test_setting_spaces_twice_is_setting_them_once(text: str) -> None:
    once = set_spaces(text, "fr")
    assert set_spaces(once, "fr") == once


@pytest.mark.parametrize("language", ["en", "es", "de", "ko"])
def test_other_languages_are_left_alone(language: str) -> None:
    assert set_spaces("Word ; word: «word» ?", language) == "Word ; word: «word» ?"


def test_a_label_of_a_page_gets_its_space() -> None:
    page = Element("p", (Text("Contact"), Text(": "), Text("a@example.org")))
    assert extract_text((set_spaces_in_tree(page, "fr-CH"),)) == "Contact\u00a0: a@example.org"
