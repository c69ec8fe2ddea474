"""A Word file that LibreOffice edited: with its changes recorded, and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.merge.kinds import ChangeKind
from tests.merge.desk import TEXT, Desk
from tests.merge.office_edits import edit_in_office

EDITS = [
    ("TypeOver", "Many families", "Most families"),
    ("TypeOver", "tired", "exhausted"),
    ("TypeOver", "95", "96"),
    ("TypeOver", "Upper Ford", "Lower Ford East"),
    ("AddParagraph", "Their teachers report", "Some do not go to school."),
    ("DeleteParagraph", "Nothing else is known"),
    ("BreakBefore", "Nobody counted"),
    ("AddComment", "each well", "Which ones?"),
]
EXPECTED = (
    TEXT.replace("Many families", "Most families")
    .replace("tired.[^tired]", "exhausted.[^tired]\n\nSome do not go to school.")
    .replace("Upper Ford", "Lower Ford East")
    .replace("Nothing else is known.\n\n", "")
    .replace(" Nobody counted", "\n\nNobody counted")
)


@pytest.fixture(scope="module")
def edited(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """One start of the office makes both files."""
    return edit_in_office(built / "out/water-report.docx", EDITS, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
def test_what_libreoffice_changed_is_found_and_written(desk: Desk, edited: dict[bool, Path], tracked: bool) -> None:  # noqa: FBT001 - which file
    result = desk.merge_file(edited[tracked])
    assert desk.text == EXPECTED
    kinds = {(change.kind, change.is_taken) for change in result.changes}
    assert kinds == {
        (ChangeKind.FACT, False),
        (ChangeKind.COMMENT, False),
        *(
            (kind, True)
            for kind in (ChangeKind.PROSE, ChangeKind.CELL, ChangeKind.NEW, ChangeKind.DELETED, ChangeKind.SPLIT)
        ),
    }
    (comment,) = [change for change in result.changes if change.kind is ChangeKind.COMMENT]
    assert (comment.authors, comment.comments[0].text, comment.old) == (("Ann Lee",), "Which ones?", "each well")
