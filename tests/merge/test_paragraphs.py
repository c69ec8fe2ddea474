"""`briefgen merge`: paragraphs that a lawyer added, took out, moved, split or joined are so in the Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen.merge.current import Status
from briefgen.merge.kinds import ChangeKind
from tests.merge.desk import BLOCK, TEXT, Desk
from tests.merge.word_edits import WordEdits

EDITS: dict[str, tuple[Callable[..., None], tuple[str, ...], ChangeKind, str]] = {
    "new": (
        WordEdits.add_paragraph,
        ("Children carry water", "Some do not go to *school*."),
        ChangeKind.NEW,
        "tired.[^tired]\n\nSome do not go to \\*school\\*.\n\n### How",
    ),
    "new item": (
        WordEdits.add_paragraph,
        ("Our team visited", "It took a week."),
        ChangeKind.NEW,
        "- Our team visited each well.\n- It took a week.\n- It asked",
    ),
    "deleted": (
        WordEdits.delete_paragraph,
        ("Nothing else is known",),
        ChangeKind.DELETED,
        "runs over two lines.\n\n[^tired]",
    ),
    "deleted with a fact and citations": (
        WordEdits.delete_paragraph,
        ("The district has",),
        ChangeKind.DELETED,
        "---\nChildren carry",
    ),
    "deleted item": (
        WordEdits.delete_paragraph,
        ("It asked the neighbours",),
        ChangeKind.DELETED,
        "- Our team visited each well.\n\n| Village",
    ),
    "moved": (
        WordEdits.move_paragraph,
        ("Nothing else is known", "Children carry water"),
        ChangeKind.MOVED,
        "tired.[^tired]\n\nNothing else is known.\n\n### How",
    ),
    "moved down": (
        WordEdits.move_paragraph,
        ("Children carry water", "The last paragraph"),
        ChangeKind.MOVED,
        "runs over two lines.\n\nChildren carry water before school. Their teachers report that they are tired.[^tired]\n\nNothing",
    ),
    "split": (
        WordEdits.split,
        ("Their teachers report",),
        ChangeKind.SPLIT,
        "Children carry water before school.\n\nTheir teachers report",
    ),
    "joined": (
        WordEdits.join,
        ("The last paragraph", "Nothing else is known"),
        ChangeKind.JOINED,
        "runs over two lines. Nothing else is known.\n",
    ),
}
"""What the lawyer did, with which words, and what the Markdown then says."""
UNTRACKED = ("new item", "deleted", "moved", "split", "joined")
"""Those that are also tried without tracking."""


@pytest.mark.parametrize(
    ("name", "tracked"),
    [
        *(pytest.param(name, True, id=f"{name}-tracked") for name in EDITS),
        *(pytest.param(name, False, id=f"{name}-untracked") for name in UNTRACKED),
    ],
)
def test_whole_paragraphs_are_written_into_the_markdown(desk: Desk, name: str, tracked: bool) -> None:  # noqa: FBT001 - from the table
    edit, words, kind, written = EDITS[name]
    edit(desk.word, *words, tracked=tracked)
    result = desk.merge()
    assert [(change.kind, change.is_taken) for change in result.changes] == [(kind, True)], result.changes
    assert written in desk.text
    assert [change.status for change in desk.merge().changes] == [Status.DONE]


def test_paragraphs_that_are_now_side_by_side_keep_the_order_of_the_edited_file(desk: Desk) -> None:
    desk.word.move_paragraph("The last paragraph", "Children carry water")
    desk.word.move_paragraph("Nothing else is known", "The last paragraph")
    desk.word.add_paragraph("The last paragraph", "Between both.")
    assert [change.is_taken for change in desk.merge().changes] == [True, True, True]
    assert (
        "[^tired]\n\nThe last paragraph\nruns over two lines.\n\nBetween both.\n\nNothing else is known." in desk.text
    )


def test_a_paragraph_whose_words_changed_is_moved_with_them(desk: Desk) -> None:
    desk.word.replace("Nothing else", "Not much", tracked=False)
    desk.word.move_paragraph("Not much", "Children carry water", tracked=False)
    desk.word.add_paragraph("Children carry water", "Before it.", tracked=False)
    assert [change.is_taken for change in desk.merge().changes] == [True, True, True]
    assert "[^tired]\n\nBefore it.\n\nNot much is known.\n\n### How" in desk.text


def test_new_paragraphs_stand_behind_all_parts_of_one_that_was_split(desk: Desk) -> None:
    desk.word.split("Their teachers report")
    desk.word.add_paragraph("Their teachers report", "The first.")
    desk.word.add_paragraph("The first.", "The second.")
    assert [change.is_taken for change in desk.merge().changes] == [True, True, True]
    assert "school.\n\nTheir teachers report that they are tired.[^tired]\n\nThe first.\n\nThe second." in desk.text


def test_a_paragraph_is_moved_to_where_its_neighbour_is_today(desk: Desk) -> None:
    (desk.root / BLOCK).write_text(TEXT.replace("Children carry", "This is new.\n\nChildren carry"), encoding="utf-8")
    desk.word.move_paragraph("Nothing else is known", "Children carry water")
    assert [change.is_taken for change in desk.merge().changes] == [True]
    assert "tired.[^tired]\n\nNothing else is known.\n\n### How" in desk.text


@pytest.mark.parametrize(
    ("split", "old", "new"),
    [
        ("Their teachers report", "Their teachers", "| & <i>"),
        ("Their teachers report", "Children carry water", "Many"),
        ("Many families walk", "The district has", "There are"),
        ("Nobody counted", "Nobody counted the dry ones", "(a) None of them is counted"),
        ("over two lines", "over two lines", "is short and says something else"),
    ],
)
def test_a_paragraph_that_is_split_among_words_that_change_is_known_again(
    desk: Desk, split: str, old: str, new: str
) -> None:
    desk.word.split(split)
    desk.word.replace(old, new)
    assert {change.is_taken for change in desk.merge().changes} == {True}
    text = desk.text
    assert {change.status for change in desk.merge().changes} == {Status.DONE}
    assert desk.text == text


@pytest.mark.parametrize(
    ("old", "new"), [("wells", "(as amended)"), ("Dry wells", "Water"), ("Nothing else is known", "We know no more")]
)
def test_a_short_paragraph_in_other_words_is_known_again(desk: Desk, old: str, new: str) -> None:
    desk.word.replace(old, new)
    desk.word.replace("95", "96")  # the value of a fact, which is not written
    assert sorted(change.is_taken for change in desk.merge().changes) == [False, True]
    assert {change.status for change in desk.merge().changes} == {Status.DONE, Status.CLEAN}


def test_a_paragraph_of_which_only_some_changes_were_written_is_known_again(desk: Desk) -> None:
    desk.word.split("district has")
    desk.word.replace("95", "96")  # the value of a fact
    desk.word.add_note("Nobody counted", "The team did.")
    before = [(change.kind, change.is_taken) for change in desk.merge().changes]
    assert before == [(ChangeKind.SPLIT, True), (ChangeKind.FACT, False), (ChangeKind.NOTE, True)]
    assert [change.status for change in desk.merge().changes] == [Status.DONE, Status.CLEAN, Status.DONE]


TODAY = {
    "split": ("school. Their", "school.\n\nTheir"),
    "joined": ("lines.\n\nNothing", "lines. Nothing"),
}
"""What the author did to paragraphs meanwhile."""


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("split", "carry", "fetch"),
        ("split", "are tired", "are exhausted"),
        ("split", "Children carry", "Many carry"),
        ("split", "Their teachers", "All their teachers"),
        ("joined", "over two", "across two"),
        ("joined", "Nothing else", "Not much"),
        ("joined", "Nothing else is", "All is"),
        ("joined", "Nothing", "By May nothing"),
        ("joined", "is known.", "is clear."),
    ],
)
def test_words_are_written_where_the_author_split_or_joined_paragraphs(
    desk: Desk, name: str, old: str, new: str
) -> None:
    today = TEXT.replace(*TODAY[name])
    (desk.root / BLOCK).write_text(today, encoding="utf-8")
    desk.word.replace(old, new)
    assert [change.is_taken for change in desk.merge().changes] == [True]
    assert desk.text == today.replace(old, new)


@pytest.mark.parametrize(
    ("name", "moved", "behind"),
    [("split", "Children carry", "The last paragraph"), ("joined", "Nothing else", "Children carry")],
)
def test_paragraphs_that_the_author_split_or_joined_are_not_moved(
    desk: Desk, name: str, moved: str, behind: str
) -> None:
    today = TEXT.replace(*TODAY[name])
    (desk.root / BLOCK).write_text(today, encoding="utf-8")
    desk.word.move_paragraph(moved, behind)
    assert [change.status for change in desk.merge().changes] == [Status.CONFLICT]
    assert desk.text == today


def test_a_row_that_was_added_to_a_table_is_listed(desk: Desk) -> None:
    desk.word.add_row("Lower Ford", "Old Bridge", "none")
    result = desk.merge()
    listed = [(change.kind, change.new, change.is_taken) for change in result.changes]
    assert listed == [(ChangeKind.NEW, "Old Bridge", False), (ChangeKind.NEW, "none", False)]
    assert all("in a table" in change.reason for change in result.changes)
    assert desk.text == TEXT


def test_a_new_paragraph_with_a_note_that_points_to_another_one_is_listed(desk: Desk) -> None:
    desk.word.add_paragraph("Children carry water", "Some do not go to school.")
    desk.word.add_note("Some do not go to school.", "Ibid, p 5.")
    (change,) = desk.merge().changes
    assert (change.kind, change.new, change.is_taken) == (ChangeKind.NEW, "Some do not go to school. [note]", False)
    assert desk.text == TEXT
