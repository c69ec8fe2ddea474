"""French infinitives after `de` and `à`."""

from __future__ import annotations

import pytest

from briefgen.compose.french_infinitives import put_after

PHRASES = {
    "ratifier la Convention": "de ratifier la Convention",
    "adopter une loi et l’appliquer": "d’adopter une loi et de l’appliquer",
    "adopter, appliquer et suivre un plan": "d’adopter, d’appliquer et de suivre un plan",
    "offrir des places, et financer les soins": "d’offrir des places, et de financer les soins",
    "ne pas renvoyer de réfugiés et ne plus détenir d’enfants": "de ne pas renvoyer de réfugiés et de ne plus détenir d’enfants",
    "mettre fin aux renvois, ouvrir une enquête et punir les auteurs": "de mettre fin aux renvois, d’ouvrir une enquête et de punir les auteurs",
    "adopter une loi pour prévenir et punir la torture": "d’adopter une loi pour prévenir et punir la torture",
    "protéger les femmes, les enfants et les ouvriers": "de protéger les femmes, les enfants et les ouvriers",
    "fermer le camp et le foyer": "de fermer le camp et le foyer",
    "s’abstenir de renvoyer des réfugiés": "de s’abstenir de renvoyer des réfugiés",
    "harmoniser la loi et hâter la réforme": "d’harmoniser la loi et de hâter la réforme",
    "héberger les familles": "d’héberger les familles",
    "hausser les salaires": "de hausser les salaires",
}


@pytest.mark.parametrize("phrase", PHRASES)
def test_each_infinitive_has_its_preposition(phrase: str) -> None:
    assert put_after("de", phrase) == PHRASES[phrase]


def test_only_de_loses_its_vowel() -> None:
    assert put_after("à", "adopter une loi et l’appliquer") == "à adopter une loi et à l’appliquer"
