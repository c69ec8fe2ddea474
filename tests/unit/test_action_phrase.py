"""Which actions can be put into a longer sentence, and how."""

from __future__ import annotations

import pytest

from briefgen.model.action_category import VERBS_BY_CATEGORY, find_category
from briefgen.model.action_phrase import ALL_VERBS, build_phrase, is_negative

PHRASES = {
    "Repair every well of the north by 2028.": "repair every well of the north by 2028",
    "To ratify the Convention": "ratify the Convention",
    "Further strengthen the law.": "further strengthen the law",
    "Immediately close the pit": "immediately close the pit",
    "Do not return anyone.": "not return anyone",
    "Never return anyone.": "never return anyone",
    "Ensure women are heard": "ensure women are heard",
    "Repeal the laws that are in force;": "repeal the laws that are in force",
    "Increase funding": "increase funding",
    "Step up efforts": "step up efforts",
    "Lower the tariff for water.": "lower the tariff for water",
    "Repeal art. 3, as the U.S. Congress and Dr. Oru ask.": "repeal art. 3, as the U.S. Congress and Dr. Oru ask",
    "Adopt Decree No. 5 of 2006.": "adopt Decree No. 5 of 2006",
    "Immediately and unconditionally release the prisoners": "immediately and unconditionally release the prisoners",
    "Better protect women": "better protect women",
    "More effectively combat trafficking": "more effectively combat trafficking",
    "Progressively realize the right to water": "progressively realize the right to water",
    "Re-examine the sentence": "re-examine the sentence",
    "Ring-fence the funds": "ring-fence the funds",
    "Account for the missing": "account for the missing",
    "Return land to its owners": "return land to its owners",
    "Protest against the sentence": "protest against the sentence",
    "Free all prisoners of conscience": "free all prisoners of conscience",
    "Complete the abolition of the death penalty": "complete the abolition of the death penalty",
    "Separate women from men in prisons": "separate women from men in prisons",
    "Devote more resources to mental health": "devote more resources to mental health",
    "Disaggregate data by sex": "disaggregate data by sex",
    "Rule out the use of force": "rule out the use of force",
    "Reach out to minorities": "reach out to minorities",
    "Ensure (a) lawyers; (b) doctors": "ensure (a) lawyers; (b) doctors",
}
NOT_PHRASES = (
    "The Water Records Act should apply to every river board.", "That the Government ratify it.", "Reform of prisons",
    "Support for victims.", "Access to water", "Water for all", "Open courts are needed.", "Free legal aid should be given.",
    "Publish the report. Tell the village.", "Without delay, ratify it", "Increase in funding", "Records must be kept.",
    "An inquiry", "Women need wells.", "Early release of prisoners", "All wells to be repaired", "Will you ratify it?", "Ratify:", "", "2027",
    "Free legal aid for all", "Complete abolition of the death penalty", "Separate cells for women", "Direct dialogue with the unions",
    "Secure housing for refugees", "Return of land to its owners", "Progress of the reform", "Support for families", "Respect for the law",
    "Ratify the Convention; repeal the law", "Criminal prosecution of the guards", "Greater efforts for women", "Training of police officers",
)  # fmt: skip
FRENCH = {
    "Ratifier la Convention.": "ratifier la Convention",
    "S’abstenir de renvoyer": "s’abstenir de renvoyer",
    "Ne pas renvoyer": "ne pas renvoyer",
    "Mettre en œuvre la loi": "mettre en œuvre la loi",
    "Accroître les moyens": "accroître les moyens",
    "Mieux protéger les femmes": "mieux protéger les femmes",
    "Introduire un délit": "introduire un délit",
}
SPANISH = {
    "Adoptar medidas.": "adoptar medidas",
    "Abstenerse de expulsar": "abstenerse de expulsar",
    "No devolver a nadie": "no devolver a nadie",
    "Liberarlos de inmediato": "liberarlos de inmediato",
    "Oír a los niños": "oír a los niños",
}


@pytest.mark.parametrize("action", PHRASES)
def test_an_action_that_starts_with_a_verb_is_a_phrase(action: str) -> None:
    assert build_phrase(action) == PHRASES[action]


@pytest.mark.parametrize("action", NOT_PHRASES)
def test_another_action_is_none(action: str) -> None:
    assert build_phrase(action) == ""


@pytest.mark.parametrize(("language", "phrases"), [("fr", FRENCH), ("es", SPANISH)])
def test_infinitives_are_verbs_in_french_and_spanish(language: str, phrases: dict[str, str]) -> None:
    assert {action: build_phrase(action, language) for action in phrases} == phrases


@pytest.mark.parametrize(
    ("language", "action"),
    [
        ("fr", "Le ministère doit publier"),
        ("fr", "Votre pays"),
        ("fr", "Ouverture d’une enquête"),
        ("fr", "Fermeture des camps"),
        ("fr", "Mesure de clémence"),
        ("fr", "Foyer pour les enfants"),
        ("fr", "Dossier des disparus"),
        ("es", "Bienestar de los niños"),
        ("es", "Hogar para todos"),
        ("es", "La ley debe"),
        ("es", "Cualquier ley"),
        ("en", "Water law"),
    ],
)
def test_other_words_are_not(language: str, action: str) -> None:
    assert build_phrase(action, language) == ""


def test_every_verb_of_an_action_category_starts_a_phrase() -> None:
    english = [
        verb
        for verbs in VERBS_BY_CATEGORY.values()
        for verb in verbs
        if verb.isascii() and verb.split()[0] in ALL_VERBS
    ]
    assert [verb for verb in english if not build_phrase(f"{verb.capitalize()} the law")] == []


@pytest.mark.parametrize(
    ("action", "category"),
    [
        ("Further strengthen the law", 4), ("Fully implement it", 5), ("To ratify it", 5), ("Increase funding", 4), ("Make efforts to", 4),
        ("Enact a law", 5), ("Put in place a body", 5), ("Redouble its efforts", 2), ("Step up efforts", 4), ("Carry out a review", 5),
        ("Take steps", 4), ("The law", None), ("Reply", None),
    ],
)  # fmt: skip
def test_the_category_is_that_of_the_first_verb(action: str, category: int | None) -> None:
    assert find_category(action) == category


def test_a_negative_action_is_known() -> None:
    assert [
        is_negative(action) for action in ("Do not return", "Don’t return", "Never return", "Note it", "Donate")
    ] == [True, True, True, False, False]
