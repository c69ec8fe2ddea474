"""Finds the texts of audiences in a language: those of briefgen, and those of a project in `templates/languages/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.load.paths import to_display_path
from briefgen.load.syntax.validated import read_or_stop
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Sink
from briefgen.model.languages import read_language
from briefgen.model.translation import find_text, to_base_language
from briefgen.paths import find_inside
from briefgen.schema.language_file import LanguageFile

LANGUAGES_FOLDER = "templates/languages"
ENGLISH = "en"

LanguageTexts = Mapping[str, str]
"""By the English text, that of one language."""


def load_language_texts(project: Project, language: str, sink: Sink) -> LanguageTexts:
    """The texts of a language, the project's own first; empty for a language without a file."""
    table = read_language(to_base_language(language))
    texts: dict[str, str] = {**table.get("bodies", {}), **table.get("texts", {})}
    for path in list_language_files(project, language):
        texts |= read_or_stop(LanguageFile, path, to_display_path(project.root, path), sink).model.texts
    return texts


def list_language_files(project: Project, language: str) -> tuple[Path, ...]:
    """The files of a project for a language, that for the region last."""
    names = dict.fromkeys((to_base_language(language), language))
    found = (find_inside(project.root, f"{LANGUAGES_FOLDER}/{name}.yaml") for name in names)
    return tuple(path for path in found if path)


def translate_words(
    words: Mapping[str, Mapping[str, str]], language: str, texts: LanguageTexts
) -> Mapping[str, Mapping[str, str]]:
    """The fixed words of an audience with those of the language that its own file does not have."""
    if not texts:
        return words
    base = to_base_language(language)
    own = dict(_find_missing_words(words, language, texts))
    return {**words, base: {**own, **words.get(base, {})}}


def _find_missing_words(
    words: Mapping[str, Mapping[str, str]], language: str, texts: LanguageTexts
) -> Iterator[tuple[str, str]]:
    for key, text in words.get(ENGLISH, {}).items():
        by_language = {tag: known[key] for tag, known in words.items() if key in known}
        if text in texts and find_text(by_language, language) is None:
            yield key, texts[text]
