"""One record of a recommendation, worded for each reader without being copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.load import load_brief, load_project
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import extract_text
from briefgen.pipeline import compose_document, load_inputs
from tests.test_every_rule import LIBRARY, read, write_project

WORDED = {
    "upr-submission": "Repair every well of the north by 2028.",
    "diplomat": "Recommend this to Kenya at its next review.",
    "parliament-evidence": "What has the Government done to press Kenya to repair every well of the north by 2028?",
    "hrc-oral-statement": "We call on Kenya to repair every well of the north by 2028.",
}


def text_for(audience: str, folder: Path, language: str = "en") -> str:
    change = {"brief": {"language": language}, "project": {"language": language}}
    root = write_project(folder, audience, read(audience), change)
    project = load_project(root, Sink(), exact=True)
    inputs = load_inputs(project, load_brief(project, "case", Sink()), Sink())
    return " ".join(extract_text((compose_document(inputs, Sink()).body,)).split())


@pytest.mark.parametrize("audience", WORDED)
def test_one_record_has_a_wording_for_each_reader(audience: str, tmp_path: Path) -> None:
    assert WORDED[audience] in text_for(audience, tmp_path)


def test_only_one_file_of_the_library_has_its_words(tmp_path: Path) -> None:
    root = write_project(tmp_path, "diplomat", read("diplomat"), {})
    files = [one.name for one in (root / LIBRARY).iterdir() if "Repair every well" in one.read_text(encoding="utf-8")]
    assert files == ["repair.md"]


def test_a_speech_in_another_language_calls_in_that_language(tmp_path: Path) -> None:
    assert "Nous appelons Kenya à repair every well" in text_for("hrc-oral-statement", tmp_path, "fr")


@pytest.mark.parametrize("audience", ["upr-submission", "upr-fact-sheet"])
def test_a_review_is_told_what_became_of_earlier_recommendations(audience: str, tmp_path: Path) -> None:
    said = text_for(audience, tmp_path)
    assert "Earlier recommendations" in said
    assert (
        "Repair the wells. Recommendation 28.12 (Canada): “Repair wells.” The State supported it; it has been" in said
    )
    assert "implemented in part." in said
