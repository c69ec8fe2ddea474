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
    assert run("build", "report", "--recipient", "japan", "--to", "html", cwd=root).code == 0
    alone, sent = (root / f"out/{name}.html" for name in ("report", "japan"))
    assert alone.read_bytes() == sent.read_bytes()
    assert b"<title>Water and Japan</title>" in alone.read_bytes()


def test_what_is_typed_has_the_last_word(root: Path, run: Callable[..., Result]) -> None:
    run("build", "report", "--recipient", "japan", "--set", "title=Mine", "--to", "html", cwd=root)
    assert "<title>Mine</title>" in (root / "out/report.html").read_text(encoding="utf-8")


def test_explain_tells_of_the_block_that_this_recipient_does_not_get(root: Path, run: Callable[..., Result]) -> None:
    assert "  wells  excluded by the brief" in run("explain", "report", "--recipient", "japan", cwd=root).out
    assert "excluded" not in run("explain", "report", "--recipient", "peru", cwd=root).out


def test_a_brief_that_the_campaign_does_not_send_is_left_as_it_is(root: Path, run: Callable[..., Result]) -> None:
    run("build", "second", "--recipient", "japan", "--to", "html", cwd=root)
    assert "Water and Japan" not in (root / "out/second.html").read_text(encoding="utf-8")


def test_check_looks_at_every_recipient_who_gets_something_else(root: Path, run: Callable[..., Result]) -> None:
    campaign = root / "campaigns/sent.yaml"
    wrong = CAMPAIGN.replace("[wells]", "[welles]")
    campaign.write_text(wrong, encoding="utf-8")
    result = run("check", "report", cwd=root)
    assert (result.code, "welles" in result.err) == (1, True)
