"""The citation styles that briefgen ships: valid, complete in their languages, each told apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from briefgen.cite.localise_style import ABBREVIATIONS, localise_style
from briefgen.cite.style_words import list_style_languages, read_style_words

ROOT = Path(__file__).resolve().parents[1]
STYLES = sorted((ROOT / "styles" / "citations").glob("*.csl"))
CSL = {"csl": "http://purl.org/net/xbiblio/csl"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

pytestmark = pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)


def found(path: Path, expression: str) -> list[etree._Element]:
    return list(etree.parse(path).xpath(expression, namespaces=CSL))


def test_style_is_valid_csl(path: Path) -> None:
    schema = etree.RelaxNG(etree.parse(ROOT / "tests" / "data" / "csl" / "csl.rng"))
    assert schema.validate(etree.parse(path)), schema.error_log


def test_style_is_made_for_notes_and_names_itself(path: Path) -> None:
    (style,) = found(path, "/csl:style")
    assert style.get("class") == "note"
    assert found(path, "//csl:info/csl:id")[0].text == f"https://briefgen.org/styles/{path.stem}"


def test_style_file_holds_english_and_leaves_other_languages_to_the_table(path: Path) -> None:
    assert [locale.get(LANGUAGE) for locale in found(path, "/csl:style/csl:locale")] == ["en"]


@pytest.mark.parametrize("language", list_style_languages())
def test_words_before_values_are_in_the_table_of_every_language(path: Path, language: str) -> None:
    words = {value.strip(" (,") for value in found(path, "//@prefix | //csl:text/@value") if re.search("[a-z]", value)}
    words -= {"https://doi.org/", "<https://doi.org/", "n"}
    assert {ABBREVIATIONS.get(word, word) for word in words} <= set(read_style_words(language).affixes)


@pytest.mark.parametrize("language", list_style_languages())
def test_terms_of_a_style_are_in_the_table_of_every_language(path: Path, language: str) -> None:
    own = {term.get("name") for term in found(path, "/csl:style/csl:locale//csl:term")}
    assert {term for term in own if "quote" not in term} <= set(read_style_words(language).terms)


@pytest.mark.parametrize("language", list_style_languages())
def test_style_in_another_language_is_valid_csl(path: Path, language: str) -> None:
    schema = etree.RelaxNG(etree.parse(ROOT / "tests" / "data" / "csl" / "csl.rng"))
    style = etree.fromstring(localise_style(path.read_text(encoding="utf-8"), language))
    assert schema.validate(style), schema.error_log


def test_style_uses_every_macro_it_defines(path: Path) -> None:
    defined = {macro.get("name") for macro in found(path, "//csl:macro")}
    assert defined == {element.get("macro") for element in found(path, "//*[@macro]")}


def test_style_leaves_the_close_of_notes_and_dashes_for_authors_to_briefgen(path: Path) -> None:
    assert not found(path, "/csl:style/csl:citation/csl:layout[@suffix]")
    assert not found(path, "//@subsequent-author-substitute")


def test_style_lists_works_in_a_bibliography(path: Path) -> None:
    assert found(path, "/csl:style/csl:bibliography/csl:layout")
