"""A consent for certain places: recipients of one campaign get what is for their state, in whatever order they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result
from tests.unit.project_files import write_files
from tests.unit.test_consent import WORDS, consented

FOR_CERTAIN = "{given: form, audiences: any, places: [CHE, JPN]}"
IN_TWO_LETTERS = "{given: form, audiences: any, places: [CH, JP]}"


@pytest.mark.parametrize("consent", [FOR_CERTAIN, IN_TWO_LETTERS], ids=["three letters", "two letters"])
@pytest.mark.parametrize(
    "rows", ["ch,CH\nfr,FR\njp,JPN\nno,\n", "ch,CHE\nfr,FRA\njp,JPN\nno,\n", "no,\nfr,FRA\njp,JPN\nch,CHE\n"]
)
def test_each_recipient_gets_what_is_for_its_state(
    tmp_path: Path, run: Callable[..., Result], rows: str, consent: str
) -> None:
    campaign = {
        "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\nformats: [html]\n",
        "campaigns/all.csv": f"id,state\n{rows}",
    }
    root = write_files(tmp_path / "project", consented(consent, **campaign))
    made = run("batch", "all", "--jobs", "1", cwd=root)
    assert made.code == 0, made.err
    pages = {path.parent.name: path.read_text(encoding="utf-8") for path in (root / "out").rglob("note-en.html")}
    assert {name: WORDS in page for name, page in pages.items()} == {"ch": True, "fr": False, "jp": True, "no": False}
