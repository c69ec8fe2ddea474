"""Hyphens mark where a word may be divided, and the words of a project count more than those of the language."""

from __future__ import annotations

from briefgen.model.word_breaks import find_word_breaks, read_word_breaks


def test_hyphens_mark_the_places_and_a_word_without_one_is_never_divided() -> None:
    assert read_word_breaks(["Pyong-yang", "song-bun-ju", "Kimchi"]) == {
        "pyongyang": {5},
        "songbunju": {4, 7},
        "kimchi": set(),
    }


def test_the_words_of_a_project_are_read_for_the_language_and_for_its_variety() -> None:
    own = {"en": ("Yod-ok",), "en-GB": ("Hoer-yong",), "fr": ("Chong-jin",)}
    found = find_word_breaks("en-GB", own)
    assert found["yodok"] == {3}
    assert found["hoeryong"] == {4}
    assert "chongjin" not in found
    assert find_word_breaks("en", {}).items() < found.items()
