"""What a campaign overrides for one recipient holds wherever a brief is addressed to it, not in `batch` alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result, copy_project

CAMPAIGN = """\
briefs: [report]
recipients: sent.csv
output: "{recipient.id}"
overrides:
  japan: {title: Water and Japan, exclude: [wells]}
"""
OTHER = """\
---
title: Rivers
kind: situation
sensitivity: public
status: approved
---
The rivers are low.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_project("minimal", tmp_path)
    files = {
        "campaigns/sent.yaml": CAMPAIGN,
        "campaigns/sent.csv": "id,name\nfrance,France\njapan,Japan\nperu,Peru\n",
        "content/water/rivers.md": OTHER,
        "briefs/second.yaml": (root / "briefs/report.yaml").read_text(encoding="utf-8"),
    }
    (root / "campaigns").mkdir()
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_a_single_document_is_the_one_that_the_campaign_would_make(root: Path, run: Callable[..., Result]) -> None:
    assert run("batch", "sent", "--to", "html", cwd=root).code == 0
    alone, sent = (root / f"{folder}/japan.html" for folder in ("alone", "out"))
    assert run("build", "report", "--recipient", "japan", "--to", "html", "--output", "alone", cwd=root).code == 0
    assert alone.read_bytes() == sent.read_bytes()
    assert b"<title>Water and Japan</title>" in alone.read_bytes()


def test_what_is_typed_has_the_last_word(root: Path, run: Callable[..., Result]) -> None:
    run("build", "report", "--recipient", "japan", "--set", "title=Mine", "--to", "html", cwd=root)
    assert "<title>Mine</title>" in (root / "out/japan.html").read_text(encoding="utf-8")


def test_explain_tells_of_the_block_that_this_recipient_does_not_get(root: Path, run: Callable[..., Result]) -> None:
    assert "  wells  excluded by the brief" in run("explain", "report", "--recipient", "japan", cwd=root).out
    assert "excluded" not in run("explain", "report", "--recipient", "peru", cwd=root).out


def test_a_brief_that_the_campaign_does_not_send_is_left_as_it_is(root: Path, run: Callable[..., Result]) -> None:
    run("build", "second", "--recipient", "japan", "--to", "html", cwd=root)
    assert "Water and Japan" not in (root / "out/japan/second.html").read_text(encoding="utf-8")


def test_check_looks_at_every_recipient_who_gets_something_else(root: Path, run: Callable[..., Result]) -> None:
    campaign = root / "campaigns/sent.yaml"
    wrong = CAMPAIGN.replace("[wells]", "[welles]")
    campaign.write_text(wrong, encoding="utf-8")
    result = run("check", "report", cwd=root)
    assert (result.code, "welles" in result.err) == (1, True)


def test_check_looks_at_every_recipient_who_may_get_another_document(root: Path, run: Callable[..., Result]) -> None:
    """The second and fifth row have an empty cell that is printed; the fourth is of a state that a consent leaves out."""
    (root / "campaigns/sent.yaml").write_text("briefs: [report]\nrecipients: sent.csv\n", encoding="utf-8")
    rows = "a,Paris,FRA\nb,,FRA\nc,Lyon,FRA\nd,Tokyo,JPN\ne,,FRA\nf,Lima,PER\n"
    (root / "campaigns/sent.csv").write_text(f"id,city,state\n{rows}", encoding="utf-8")
    letter = OTHER.replace("The rivers are low.", "To our friends in {{ recipient.city }}.")
    (root / "content/water/rivers.md").write_text(letter, encoding="utf-8")
    voice = OTHER.replace("sensitivity", "consent: {given: form, audiences: any, places: [FRA, PER]}\nsensitivity")
    (root / "content/water/voice.md").write_text(voice, encoding="utf-8")
    brief = root / "briefs/report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8") + "sections: {situation: [rivers, voice]}\n", encoding="utf-8")
    result = run("check", "report", cwd=root)
    assert result.code == 1
    assert "campaigns/sent.csv:3: warning: the text prints the column `city`, which is empty in this row" in result.err
    assert (
        "briefs/report.yaml:5: error: no block `voice` for this reader in library `water` [block-unknown]" in result.err
    )
    assert result.err.count("recipients-blank") == 1, "the fifth row is like the second"
    assert "1 error, 1 warning" in result.err


def test_a_cell_that_is_asked_for_before_it_is_printed_may_be_empty(root: Path, run: Callable[..., Result]) -> None:
    (root / "campaigns/sent.csv").write_text("id,city\njapan,Tokyo\nperu,\n", encoding="utf-8")
    letter = OTHER.replace("The rivers", "{% if recipient.city %}In {{ recipient.city }}: {% endif %}The rivers")
    (root / "content/water/rivers.md").write_text(letter, encoding="utf-8")
    result = run("batch", "sent", "--to", "html", "--jobs", "1", cwd=root)
    assert (result.code, "recipients-blank" in result.err) == (0, False), result.err


def test_a_file_with_a_fact_that_only_its_brief_opens_is_not_out_of_date(
    root: Path, run: Callable[..., Result]
) -> None:
    (root / "content/water/facts.yaml").write_text("dry: {value: 17}\n", encoding="utf-8")
    brief = root / "briefs/report.yaml"
    opening = "standfirsts: {situation: '{{ fact(\"dry\") }} wells.'}\n"
    brief.write_text(brief.read_text(encoding="utf-8") + opening, encoding="utf-8")
    assert run("build", "report", "--to", "html", cwd=root).code == 0
    told = run("impact", "dry", cwd=root).out
    assert "  used by briefs/report.yaml  briefs/report.yaml:" in told
    assert "  carried by report.html\n" in told
    (root / "content/water/facts.yaml").write_text("dry: {value: 18}\n", encoding="utf-8")
    assert "  carried by report.html, out of date\n" in run("impact", "dry", cwd=root).out
