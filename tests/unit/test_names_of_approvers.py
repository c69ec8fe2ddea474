"""Two spellings of a name are one person, and an approval says who approved, as what, and when."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.model.approval import Approval, ApprovedContent, normalise_name
from tests.unit.compose_samples import HERE


@pytest.mark.parametrize("spelling", ["Lina Yoon", "lina yoon", " LINA  YOON ", "Ｌina\u00a0Yoon", "Lina\tYoon"])
def test_capitals_spaces_and_wide_letters_are_no_other_person(spelling: str) -> None:
    assert normalise_name(spelling) == "lina yoon"


@pytest.mark.parametrize("name", ["Linayoon", "Lina Yon", "Líná Yoon"])
def test_other_letters_are_another_person(name: str) -> None:
    assert normalise_name(name) != normalise_name("Lina Yoon")


@pytest.mark.parametrize(
    ("role", "printed"), [("lawyer", "Lina Yoon (lawyer), 2026-11-20"), ("", "Lina Yoon, 2026-11-20")]
)
def test_an_approval_says_who_as_what_and_when(role: str, printed: str) -> None:
    content = ApprovedContent((), "")
    approval = Approval("legal/torture@short.fr", "Lina Yoon", role, date(2026, 11, 20), content, HERE)
    assert str(approval) == printed
    assert approval.block_id == "legal/torture"
