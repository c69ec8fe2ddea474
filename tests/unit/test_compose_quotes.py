"""Straight marks become those of the language; an apostrophe stays one."""

from __future__ import annotations

import pytest

from briefgen.compose.markdown import Converter
from briefgen.compose.marks import Marks


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", "China's 'many' \"migrants\"", "China’s ‘many’ “migrants”"),
        ("fr", "Selon l'État et l'*eau*, c'est \"tout\".", "Selon l’État et l’<em>eau</em>, c’est «\N{NO-BREAK SPACE}tout\N{NO-BREAK SPACE}»."),
        ("es", "d'Ors dijo \"no\"", "d’Ors dijo «no»"),
        ("tlh", "ghojmeH 'oH, Qo'noS", "ghojmeH 'oH, Qo'noS"),
    ],
)  # fmt: skip
def test_marks_follow_the_language(language: str, typed: str, printed: str) -> None:
    assert Converter(language, Marks()).to_html(typed) == f"<p>{printed}</p>"
