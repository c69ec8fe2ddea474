"""What a translator changed and what somebody changed in the project meanwhile are joined, and no words are lost."""

from __future__ import annotations

import pytest

from briefgen.model.diagnostic import Origin
from briefgen.model.text_pieces import BODY, TextPiece
from briefgen.model.translation_record import TextKey
from briefgen.translate.originals import Original, Translation
from briefgen.translate.three_way import join_changes
from briefgen.translate.units import WHOLE_BODY, TranslationUnit, digest_target

KEY = TextKey("block", "wells", "text")
PLACE = Origin("content/lib/wells.md", 1)
ORIGINAL = "First. | Second."


def pieces(text: str) -> tuple[TextPiece, ...]:
    return tuple(TextPiece(BODY, part.strip(), 1) for part in text.split("|") if part.strip())


def original(here: str) -> Original:
    """A text of two paragraphs, with this translation."""
    translations = {"fr": Translation(pieces(here), Origin("content/lib/wells.fr.md", 1))} if here else {}
    return Original(KEY, "en", pieces(ORIGINAL), PLACE, translations)


def units(exported: str, there: str, *, label: str = BODY, is_marked: bool = True) -> list[TranslationUnit]:
    """The passages of a file: as they were exported, and as they came back."""
    return [
        TranslationUnit(
            KEY,
            label if label == WHOLE_BODY else f"{label}.{index}",
            source.strip(),
            target.strip(),
            exported_digest=digest_target(before) if is_marked else "",
        )
        for index, (source, before, target) in enumerate(
            zip(ORIGINAL.split("|"), exported.split("|"), there.split("|"), strict=True)
        )
    ]


@pytest.mark.parametrize(
    ("exported", "here", "there", "joined"),
    [
        ("a | b", "a | b", "a | b", "a | b"),
        ("a | b", "a | b", "A | b", "A | b"),
        ("a | b", "a | B", "A | b", "A | B"),
        ("a | b", "A | B", "a | b", "A | B"),
        ("a | b", "A | b", "A | b", "A | b"),
        ("a | b", "a | b | c", "a | b", "a | b"),
        (" | ", "", "A | B", "A | B"),
        (" | ", "a | b", " | ", "a | b"),
        ("a\nb | c", "a b | c", "A | c", "A | c"),
    ],
    ids=str,
)
def test_each_passage_has_the_words_of_the_side_that_changed_it(
    exported: str, here: str, there: str, joined: str
) -> None:
    result = join_changes(original(here), units(exported, there), "fr")
    assert (" | ".join(unit.target for unit in result.units), result.conflicts) == (joined, ())


@pytest.mark.parametrize(
    ("exported", "here", "there"),
    [
        ("a | b", "x | b", "A | b"),
        ("a | b", "a | b | c", "A | b"),
        ("a | b", "a", "A | b"),
        ("a | b", "", "A | b"),
        (" | ", "a | b", "A | B"),
        ("a | b", "x | b", " | b"),
    ],
    ids=str,
)
def test_a_passage_that_both_sides_changed_is_a_conflict(exported: str, here: str, there: str) -> None:
    assert join_changes(original(here), units(exported, there), "fr").conflicts


@pytest.mark.parametrize(
    ("here", "there", "conflicts"),
    [("", "A | B", 0), ("a | b", "a | b", 0), ("a | b", "A | b", 1), ("a | b", " | ", 0)],
)
def test_a_file_that_does_not_say_what_was_exported_replaces_nothing(here: str, there: str, conflicts: int) -> None:
    result = join_changes(original(here), units(" | ", there, is_marked=False), "fr")
    assert len(result.conflicts) == conflicts


def test_a_body_in_one_passage_is_compared_as_a_whole() -> None:
    whole = TranslationUnit(KEY, WHOLE_BODY, "First.\n\nSecond.", "A", exported_digest=digest_target("a\n\nb\n\nc"))
    assert not join_changes(original("a | b | c"), [whole], "fr").conflicts
    assert join_changes(original("a | b"), [whole], "fr").conflicts


def test_a_passage_that_the_translator_emptied_is_a_change() -> None:
    result = join_changes(original("a | b"), units("a | b", "a | "), "fr")
    assert ([unit.label for unit in result.changed], result.conflicts) == ([f"{BODY}.1"], ())
