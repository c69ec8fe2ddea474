"""The citation styles that briefgen ships: valid, complete in their languages, each told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

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


def test_style_has_its_words_in_english_and_french(path: Path) -> None:
    terms = {
        locale.get(LANGUAGE): {term.get("name") for term in locale.iter(f"{{{CSL['csl']}}}term")}
        for locale in found(path, "/csl:style/csl:locale")
    }
    assert None not in terms
    quotes = {"open-quote", "close-quote", "open-inner-quote", "close-inner-quote"}
    assert terms["en"] - quotes <= terms["fr"]


def test_style_uses_every_macro_it_defines(path: Path) -> None:
    defined = {macro.get("name") for macro in found(path, "//csl:macro")}
    assert defined == {one.get("macro") for one in found(path, "//*[@macro]")}


def test_style_leaves_the_close_of_notes_and_dashes_for_authors_to_briefgen(path: Path) -> None:
    assert not found(path, "/csl:style/csl:citation/csl:layout[@suffix]")
    assert not found(path, "//@subsequent-author-substitute")


def test_style_lists_works_in_a_bibliography(path: Path) -> None:
    assert found(path, "/csl:style/csl:bibliography/csl:layout")
