"""The pages of a brief in French and Spanish: rules, measures and kinds are in the language of the page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.composer.windows import watch_page
from tests.programs import require_library

require_library("starlette", "composer")
require_library("playwright", "dev")

READ = """() => [...document.querySelectorAll("#rules :is(th, td, .figure, .quiet)")].map((node) => node.textContent.trim())"""
EXPECTED = {
    "fr": {
        "upr-kenya": ("Période couverte", "non respectée\xa0: sans nom de l’organisation, présentation de l’organisation", "Type de fichier upr-format", "anglais, français ou espagnol", "Word, PDF et HTML"),
        "embassy-note": ("Recommandations diplomat-recommendations", "1 à 3"),
    },
    "es": {
        "upr-kenya": ("Período que abarca", "incumplida: sin nombre de la organización, presentación de la organización", "Tipo de archivo upr-format", "inglés, francés o español", "Word, PDF y HTML"),
        "embassy-note": ("Recomendaciones diplomat-recommendations", "1 a 3"),
    },
}  # fmt: skip
NAMED = {
    "fr": {"rule-upr-period": "Une règle du lecteur n’est pas respectée\xa0: Période couverte"},
    "es": {"rule-upr-period": ": Período que abarca"},
}
"""What the list of problems calls them, by code."""


@pytest.mark.parametrize("language", EXPECTED)
def test_rules_and_kinds_are_in_the_language_of_the_page(
    composer: tuple[Any, str], browser: Any, language: str
) -> None:
    _, url = composer
    with watch_page(browser, locale=language) as page:
        for brief, expected in EXPECTED[language].items():
            page.goto(f"{url}page/brief?brief={brief}&internal=1")
            page.locator("#problems-summary:not(:empty)").wait_for()
            texts = page.evaluate(READ)
            assert [text for text in expected if text not in texts] == []
            for code, name in NAMED[language].items() if brief == "upr-kenya" else ():
                assert name in page.locator(f".group[data-code={code}] .code").inner_text()
            assert page.locator("#rules [lang=en], #withheld [lang=en], .reason [lang=en]").all_inner_texts() == []
        kinds = page.locator("#library-kind option").all_text_contents()
        assert not {"legal-analysis", "background", "recommendation"} & {*kinds}
