"""Random edits of a Word file, merged and built again: the new text is exactly the edited one, or the report names what was not taken.

Merged once more, the same file changes nothing.
"""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from briefgen.merge.current import Status
from briefgen.merge.kinds import ChangeKind
from briefgen.merge.tokens import list_keys, split_tokens
from briefgen.merge.word_file import read_edited_file
from briefgen.model.diagnostic import Sink
from tests.merge.desk import Desk, compose
from tests.merge.word_edits import W, WordEdits

NEW_WORDS = (
    "must",
    "(as amended)",
    "“quoted”",
    "3.5",
    "a *b*",
    "{{ x }}",
    "[y]",
    "don't",
    "; however,",
    "| & <i>",
    "#1",
)
EVERYTHING = frozenset(range(1, 1000))


def edit_at_random(desk: Desk, chance: random.Random) -> None:
    """Change up to five paragraphs, each once, tracked or not."""
    word = desk.word
    paragraphs = [paragraph for paragraph in word.body.iter(f"{W}p") if "TOC" not in word.style(paragraph).upper()]
    texts = [text for paragraph in paragraphs for text in paragraph.iter(f"{W}t") if len((text.text or "").split()) > 4]
    for text in chance.sample(texts, min(5, len(texts))):
        if text.getparent() is None or text.getparent().getparent() is None:
            continue  # an earlier edit replaced it
        words, tracked = text.text.split(), chance.random() < 0.5
        if len(words) < 3:
            continue  # an earlier edit took the other words away
        place = chance.randrange(len(words) - 2)
        some = " ".join(words[place : place + chance.randint(1, 3)])
        new = chance.choice(NEW_WORDS)
        with suppress(StopIteration, AssertionError):  # an earlier edit took the words away
            apply_edit(word, chance.randrange(7), (text.text, some, new), tracked=tracked)


def apply_edit(word: WordEdits, kind: int, words: tuple[str, str, str], *, tracked: bool) -> None:
    """One edit: of some words of a paragraph, or of the whole paragraph."""
    whole, some, new = words
    edits = (
        lambda: word.replace(some, new, tracked=tracked),
        lambda: word.replace(some, "", tracked=tracked),
        lambda: word.insert(some, f" {new}", tracked=tracked),
        lambda: word.delete_paragraph(whole, tracked=tracked),
        lambda: word.add_paragraph(whole, f"A new paragraph of {new} words.", tracked=tracked),
        lambda: word.split(some, tracked=tracked),
        lambda: word.move_paragraph(whole, "Children carry", tracked=tracked),
    )
    edits[kind]()


@pytest.mark.parametrize("seed", range(4))
def test_the_built_text_is_the_edited_one_or_the_report_says_what_is_not(
    built: Path, tmp_path: Path, seed: int
) -> None:
    desk = Desk(built, tmp_path)
    edit_at_random(desk, random.Random(seed))  # noqa: S311 - the same edits each time
    result = desk.merge(EVERYTHING)
    edited = [list_keys(split_tokens(found.text)) for found in read_edited_file(desk.file, Sink()).paragraphs]
    edited = [keys for keys in edited if keys]
    printed = [list_keys(split_tokens(found.words.text)) for found in compose(desk.root).paragraphs]
    left = [change for change in result.changes if not change.is_taken and change.kind is not ChangeKind.COMMENT]
    assert all(change.reason for change in left)
    assert printed == edited or left
    assert len([keys for keys in edited if keys not in printed]) <= 2 * len(left), left
    taken = {change.number for change in result.changes if change.is_taken}
    again = desk.merge(EVERYTHING).changes
    assert [change for change in again if change.is_taken] == []
    assert [change for change in again if change.number in taken and change.status is not Status.DONE] == []
    shutil.rmtree(desk.root)
