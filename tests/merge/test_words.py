"""`briefgen merge`: what a lawyer changed in Word is in the Markdown, with citations, facts and markup as they were."""

from __future__ import annotations

import pytest

from briefgen.merge.current import Status
from briefgen.merge.kinds import ChangeKind
from briefgen.merge.run import PROSE
from briefgen.model.printed_text import NOTE
from tests.merge.desk import BLOCK, TEXT, Desk, compose
from tests.merge.word_edits import FOOTNOTES, drop_bookmarks


def test_an_unedited_file_has_no_changes(desk: Desk) -> None:
    assert desk.merge().changes == ()


WORDS = [
    ("three", "3 | 4", "three"),
    ("Many families walk", "Most families must walk", "Many families walk"),
    ("two hours", "five long hours", "two hours"),
    (" every day", "", " every day"),
    ("the dry ones", "them", "the dry ones"),
    ("register says", "register states clearly", "register says"),
    ("Children carry water before school.", "", "Children carry water before school. "),
    ("How the wells were counted", "How we counted", "How the wells were counted"),
    ("each well", "each well, and each spring", "each well"),
    ("paragraph", "*passage* of {{ x }}", "paragraph"),
    ("over two lines", "across lines", "over two lines"),
    ("Nothing else", "# 1. Nothing [^1] @more", "Nothing else"),
    ("Dry wells", "Wells without water", "Dry wells"),
]
"""What the lawyer typed over, with what, and how the old words are written in the Markdown."""

WRITTEN = {
    "3 | 4": r"3 \| 4",
    "*passage* of {{ x }}": r"\*passage\* of \{\{ x \}\}",
    "# 1. Nothing [^1] @more": r"\# 1. Nothing \[^1\] \@more",
}


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
def test_words_are_written_into_the_markdown(desk: Desk, tracked: bool) -> None:  # noqa: FBT001 - from the table
    expected = TEXT
    for old, new, written in WORDS:
        desk.word.replace(old, new, tracked=tracked)
        expected = expected.replace(written, WRITTEN.get(new, new), 1)
    result = desk.merge()
    assert [change for change in result.changes if not change.is_taken] == []
    assert {change.authors for change in result.changes} == ({("Ann Lee",)} if tracked else {()})
    assert desk.text == expected
    assert [new for _, new, _ in WORDS if new not in desk.printed] == []


def test_each_change_has_its_block_line_words_author_and_comment(desk: Desk) -> None:
    desk.word.replace("tired", "exhausted")
    desk.word.comment("Children carry water", "Who says so?")
    (change,) = desk.merge(frozenset()).changes
    assert (change.number, change.kind, str(change.origin), change.block) == (
        1,
        ChangeKind.PROSE,
        f"{BLOCK}:10",
        "situation/wells",
    )
    assert (change.old, change.new, change.authors) == ("tired", "exhausted", ("Ann Lee",))
    assert [(comment.author, comment.text) for comment in change.comments] == [("Ann Lee", "Who says so?")]
    assert desk.text == TEXT


def test_what_was_not_tracked_is_not_accepted_with_the_rest(desk: Desk) -> None:
    desk.word.replace("tired", "exhausted")
    desk.word.replace("every day", "each day", tracked=False)
    result = desk.merge()
    assert [(change.new, change.tracked, change.is_taken) for change in result.changes] == [
        ("each", False, False),
        ("exhausted", True, True),
    ]
    assert desk.merge(frozenset({1})).changes[0].is_taken
    assert "**two hours** each day" in desk.text


def test_words_that_were_changed_with_and_without_tracking_count_as_untracked(desk: Desk) -> None:
    desk.word.replace("tired", "exhausted", tracked=False)
    desk.word.replace("exhausted", "worn out")
    (change,) = desk.merge(frozenset()).changes
    assert (change.old, change.new, change.tracked, change.authors) == ("tired", "worn out", False, ("Ann Lee",))


NOT_PROSE = [
    ("95", "96", ChangeKind.FACT, "content/clean-water/facts.yaml"),
    ("95", "95.5", ChangeKind.FACT, "content/clean-water/facts.yaml"),
    ("95", "95%", ChangeKind.FACT, "content/clean-water/facts.yaml"),
    ("95", "1,095", ChangeKind.FACT, "content/clean-water/facts.yaml"),
    ("95", "−95", ChangeKind.FACT, "content/clean-water/facts.yaml"),
    ("River Watch", "River Guard", ChangeKind.DATA, "templates"),
]


@pytest.mark.parametrize(("old", "new", "kind", "place"), NOT_PROSE, ids=[new for _, new, _, _ in NOT_PROSE])
def test_what_nobody_typed_is_listed_and_never_written(
    desk: Desk, old: str, new: str, kind: ChangeKind, place: str
) -> None:
    desk.word.replace(old, new)
    (change,) = desk.merge().changes
    assert (change.kind, change.is_taken, bool(change.reason)) == (kind, False, True)
    assert place in str(change.origin)
    assert desk.text == TEXT


def test_the_words_of_a_note_are_written_where_the_note_is(desk: Desk) -> None:
    desk.word.replace("The teachers spoke in May", "Three teachers spoke to us in May", part=FOOTNOTES)
    result = desk.merge()
    assert {(change.kind, change.is_taken) for change in result.changes} == {(ChangeKind.NOTE, True)}
    assert "[^tired]: Three teachers spoke to us in May, as the register says: [@ministry2024, p 3].\n" in desk.text


@pytest.mark.parametrize("words", ["spoke... in", "spoke 'in", 'spoke "in"'])
def test_words_of_a_note_that_are_not_printed_as_they_were_typed_are_not_written(desk: Desk, words: str) -> None:
    desk.word.replace("spoke in", words, part=FOOTNOTES)
    assert {change.is_taken for change in desk.merge().changes} == {False}
    assert desk.text == TEXT


def test_the_words_of_a_note_of_joined_paragraphs_are_written(desk: Desk) -> None:
    desk.word.join("fetch water", "Children carry")
    desk.word.replace("spoke in", "spoke on", part=FOOTNOTES)
    assert [change.is_taken for change in desk.merge().changes] == [True, True]
    assert "[@icescr, art 11]. Children carry" in desk.text
    assert "[^tired]: The teachers spoke on May" in desk.text


NURSES = "The nurses spoke in May, as the register says: [@ministry2024, p 3]."


@pytest.mark.parametrize("text", [NURSES, "Also in May."])
def test_a_note_is_found_by_its_words_where_the_author_put_another_before_it(desk: Desk, text: str) -> None:
    today = TEXT.replace("before school.", "before school.[^more]") + f"\n[^more]: {text}\n"
    (desk.root / BLOCK).write_text(today, encoding="utf-8")
    desk.word.replace("spoke in May", "spoke in June", part=FOOTNOTES)
    assert [change.is_taken for change in desk.merge().changes] == [True]
    assert desk.text == today.replace("teachers spoke in May", "teachers spoke in June")


def test_one_of_two_notes_in_the_same_words_is_not_written(desk: Desk) -> None:
    text = TEXT.split("[^tired]: ")[1]
    today = TEXT.replace("before school.", "before school.[^more]") + f"\n[^more]: {text}"
    (desk.root / BLOCK).write_text(today, encoding="utf-8")
    desk.word.replace("spoke in May", "spoke in June", part=FOOTNOTES)
    assert [change.status for change in desk.merge().changes] == [Status.CONFLICT]
    assert desk.text == today


NEW_NOTES = [
    ("Nothing else is known", "The team asked the ministry twice.", "Nothing else is known[^note-{}]."),
    ("Children carry water", "See *Water* [1], 3 | 4 @home.", "Children carry water[^note-{}] before"),
    ("Nobody counted", "Annex, 12 May 2024.", "Nobody counted[^note-{}] the dry"),
    ("three", "In one cell.", "| three[^note-{}] |"),
    ("visited each well", "All in May.", "visited each well[^note-{}]."),
]
"""Behind which words the lawyer put a note, the words of it, and the Markdown."""


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
def test_new_notes_are_written_at_the_end_of_the_block(desk: Desk, tracked: bool) -> None:  # noqa: FBT001 - from the table
    for behind, text, _ in NEW_NOTES:
        desk.word.add_note(behind, text, tracked=tracked)
    result = desk.merge()
    assert [(change.kind, change.is_taken, change.reason) for change in result.changes] == 5 * [
        (ChangeKind.NOTE, True, "")
    ]
    for _, text, written in NEW_NOTES:
        number = next(number for number in range(1, 6) if written.format(number) in desk.text)
        note = next(line for line in desk.text.splitlines() if line.startswith(f"[^note-{number}]: "))
        assert note.split(": ", 1)[1].replace("\\", "") == text
    notes = [note.text for paragraph in compose(desk.root).paragraphs for note in paragraph.notes]
    assert [text for _, text, _ in NEW_NOTES if text not in notes] == []
    assert [change.status for change in desk.merge().changes] == 5 * [Status.DONE]


def test_a_new_note_beside_another_one_and_one_in_a_new_paragraph_are_written(desk: Desk) -> None:
    desk.word.add_note("Nothing else is known.", "The first.")
    desk.word.add_paragraph("Nothing else is known.", "A new paragraph.")
    desk.word.add_note("A new paragraph.", "The second.")
    desk.word.add_note("A new paragraph.", "The third.")
    result = desk.merge()
    assert [change.is_taken for change in result.changes] == [True, True]
    paragraphs = [paragraph for paragraph in compose(desk.root).paragraphs if paragraph.notes]
    printed = {paragraph.words.text.split(NOTE)[0]: [note.text for note in paragraph.notes] for paragraph in paragraphs}
    assert printed["Nothing else is known."] == ["The first."]
    assert printed["A new paragraph."] == ["The third.", "The second."]


POINTING_BACK = ["Ibid, p 5.", "id.", "Ministry (n 2) 5.", "Smith, above n 3.", "supra note 4", "Там же."]


@pytest.mark.parametrize("text", POINTING_BACK)
def test_a_new_note_that_points_to_another_one_is_listed_and_not_written(desk: Desk, text: str) -> None:
    desk.word.add_note("Nothing else is known.", text)
    (change,) = desk.merge().changes
    assert (change.kind, change.new, change.is_taken) == (ChangeKind.NOTE, f"[note: {text}]", False)
    assert "points to another one" in change.reason
    assert desk.text == TEXT


def test_a_citation_that_was_moved_is_neither_taken_out_nor_written_as_words(desk: Desk) -> None:
    desk.word.delete_note("Many families", 1)
    desk.word.add_note("Nothing else is known.", "ibid 12.")
    changes = desk.merge().changes
    assert [change.is_taken for change in changes] == [False, False]
    assert {change.reason for change in changes} == {
        "a note of it was moved to another place: move its call in the block"
    }
    assert desk.text == TEXT


def test_the_call_of_a_citation_can_be_taken_out(desk: Desk) -> None:
    desk.word.delete_note("Many families", 1)
    (change,) = desk.merge().changes
    assert (change.kind, change.new, change.is_taken) == (ChangeKind.CITATION, "", True)
    assert change.old == "[note: ibid 12.]"
    assert "every day to fetch water. Nobody" in desk.text


def test_the_words_of_a_citation_are_not_written(desk: Desk) -> None:
    desk.word.replace("An invented register", "A true register", part=FOOTNOTES)
    (change,) = desk.merge().changes
    assert (change.kind, change.is_taken) == (ChangeKind.CITATION, False)


def test_prose_alone_takes_no_paragraph_and_no_heading(desk: Desk) -> None:
    desk.word.replace("tired", "exhausted")
    desk.word.replace("How the wells", "How many wells")
    desk.word.delete_paragraph("Nothing else is known")
    result = desk.merge(PROSE)
    assert [(change.kind, change.is_taken) for change in result.changes] == [
        (ChangeKind.PROSE, True),
        (ChangeKind.HEADING, False),
        (ChangeKind.DELETED, False),
    ]
    assert desk.text == TEXT.replace("tired.", "exhausted.")


def test_many_changes_of_one_paragraph_are_written_together(desk: Desk) -> None:
    desk.word.replace("Many families", "Families")
    desk.word.insert("every day", ", in all weather,")
    desk.word.replace("dry ones", "broken ones")
    desk.word.insert("register says", " itself")
    result = desk.merge()
    assert all(change.is_taken for change in result.changes), result.changes
    assert (
        "wells. Families walk for **two hours** every day, in all weather, to fetch water.[@ministry2024, p 12] "
        "Nobody counted the broken ones, as the ministry's own register says itself [@icescr, art 11]." in desk.text
    )


def test_the_source_may_have_moved_on(desk: Desk) -> None:
    today = (
        TEXT.replace("tired.", "weary.")
        .replace("Nothing else is known.\n\n", "")
        .replace("Many", "Some")
        .replace("Our team", "A team")
    )
    (desk.root / BLOCK).write_text(today, encoding="utf-8")
    desk.word.replace("tired", "exhausted")
    desk.word.replace("Nothing else", "Not much")
    desk.word.replace("every day", "each day")
    desk.word.replace("Our team", "A team")
    statuses = {change.new: (change.status, change.is_taken) for change in desk.merge().changes}
    assert statuses == {
        "each": (Status.CLEAN, True),
        "A": (Status.DONE, False),
        "exhausted": (Status.CONFLICT, False),
        "Not much": (Status.GONE, False),
    }
    assert desk.text == today.replace("every day", "each day")


def test_a_second_run_finds_the_changes_already_there(desk: Desk) -> None:
    desk.word.replace("tired", "exhausted")
    desk.word.add_paragraph("Children carry water", "Some do not go to school.")
    desk.word.delete_paragraph("Nothing else is known")
    desk.merge()
    before = desk.text
    assert {change.status for change in desk.merge().changes} == {Status.DONE}
    assert desk.text == before


def test_a_file_keeps_its_line_ends_and_its_mark_of_utf8(desk: Desk) -> None:
    content = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    (desk.root / BLOCK).write_bytes(content)
    desk.word.replace("tired", "exhausted")
    desk.word.add_paragraph("Children carry water", "Some do not go to school.")
    desk.merge()
    after = content.replace(b"are tired.[^tired]", b"are exhausted.[^tired]\r\n\r\nSome do not go to school.")
    assert (desk.root / BLOCK).read_bytes() == after


def test_without_bookmarks_paragraphs_are_found_by_their_words(desk: Desk) -> None:
    version = desk.merge(frozenset()).changes
    desk.word.replace("tired", "exhausted", tracked=False)
    desk.word.move_paragraph("Nothing else is known", "Children carry water", tracked=False)
    drop_bookmarks(desk.word.body)
    result = desk.merge()
    assert version == ()
    assert {(change.kind, change.is_taken) for change in result.changes} == {
        (ChangeKind.PROSE, True),
        (ChangeKind.MOVED, True),
    }
