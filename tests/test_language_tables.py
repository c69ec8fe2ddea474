"""The files of languages have every text of the built-in audiences; a project adds a language in one file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefgen.load import load_audience, load_project
from briefgen.model.audience import walk_section_plans
from briefgen.model.body_names import list_body_languages
from briefgen.model.diagnostic import Sink
from briefgen.model.languages import read_language
from briefgen.model.library import Exactness
from briefgen.model.translation import has_words
from tests.test_languages import MINIMAL, ROOT, TABLES, audience, made, pairs
from tests.unit.project_files import project_in, told


def list_english_texts(name: str) -> set[str]:
    """The English texts of an audience that a document can print."""
    loaded, _ = audience(name, "en")
    plans = tuple(walk_section_plans(loaded.sections))
    passages = (passage.text for plan in plans for passage in (plan.before, plan.after) if passage)
    values = (text for parameter in loaded.parameters for text in (*parameter.values.values(), parameter.default))
    titles = (*(plan.title for plan in plans), *(group.title for group in loaded.citations.references))
    texts = (*titles, *loaded.words["en"].values(), *values, *(" ".join(text.split()) for text in passages))
    return {text for text in texts if text}


def test_the_tables_of_languages_have_the_texts_of_the_audiences_and_no_others() -> None:
    names = {name for name, _ in pairs()} - {"parliament-evidence"}
    printed = set[str]().union(*map(list_english_texts, names))
    for language in TABLES:
        texts, bodies = read_language(language)["texts"], read_language(language)["bodies"]
        assert texts.keys() <= printed, language
        assert {text for text in printed - texts.keys() - bodies.keys() if has_words(text)} <= CODES, language
        assert all(texts.values()), language
    assert len({frozenset(read_language(language)["texts"]) for language in TABLES}) == 1


def test_bodies_have_one_name_in_each_language() -> None:
    tables = {language: read_language(language)["bodies"] for language in list_body_languages()}
    assert tables.keys() == {"fr", "es", *TABLES}
    assert len({tuple(table) for table in tables.values()}) == 1
    assert all(name.strip() for table in tables.values() for name in table.values())
    committees = load_audience(load_project(ROOT, Sink()), "treaty-body-report", Sink()).parameters
    for language in ("fr", "es"):
        loaded, _ = audience("treaty-body-report", language)
        english = next(parameter.values for parameter in committees if parameter.name == "committee")
        local = next(parameter.values for parameter in loaded.parameters if parameter.name == "committee")
        assert {tables[language][english[code]] for code in english} == set(local.values())


CODES = frozenset({"comprehensive", "general", "allegation"})
"""Defaults of parameters that are the name of a value, which has a text of its own."""


@pytest.mark.parametrize("language", TABLES)
def test_places_in_sentences_are_those_that_briefgen_fills(language: str) -> None:
    texts = read_language(language)["texts"]
    places = {place for text in texts.values() for place in re.findall(r"{(\w+)}", text)}
    assert places <= {"the", "action"}
    assert all(("{" in text) == ("{" in english) for english, text in texts.items())


def test_a_new_language_is_one_file_of_a_project(tmp_path: Path) -> None:
    brief = MINIMAL["briefs/note.yaml"].replace("es: Agua limpia", "pt: Água limpa")
    facts = MINIMAL["content/river/facts.yaml"].replace("es: pozos analizados", "pt: poços")
    texts = "\n".join(f"  {json.dumps(text)}: {json.dumps(text[::-1])}" for text in list_english_texts("policy-brief"))
    files = {**MINIMAL, "briefs/note.yaml": brief, "content/river/facts.yaml": facts}
    text, problems = made(tmp_path, {**files, "templates/languages/pt.yaml": f"texts:\n{texts}\n"}, "pt")
    assert "untranslated" not in problems
    assert "Key points"[::-1] in text
    assert "Key points" not in text


def test_a_text_that_a_language_lacks_is_named(tmp_path: Path) -> None:
    _, problems = made(
        tmp_path, {**MINIMAL, "templates/languages/pt.yaml": "texts: {Contact: Contato, Policy brief: Nota}\n"}, "pt"
    )
    assert "has no words in `pt` for `notes`, and prints English ones" in problems
    assert "section `summary` has no title in `pt`, and is printed as `Key points`" in problems


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("texts: {Contact: }\n", "`Contact` must be text, found nothing"),
        ("text: {Contact: Contato}\n", "unknown key `text`"),
        ("texts: {Contact: [Contato]}\n", "`Contact` must be text, found a list"),
    ],
)
def test_a_language_file_with_a_mistake_is_reported_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    sink = Sink()
    load_audience(project_in(tmp_path, {"templates/languages/pt.yaml": text}), "policy-brief", sink, "pt")
    assert f"templates/languages/pt.yaml:1: error: {said}" in told(sink)


def test_a_text_of_the_project_goes_before_that_of_briefgen(tmp_path: Path) -> None:
    project = project_in(tmp_path, {"templates/languages/ru.yaml": "texts: {Sources: Откуда}\n"})
    assert load_audience(project, "policy-brief", Sink(), "ru").words["ru"]["notes"] == "Откуда"
    own = {"templates/policy-brief/audience.yaml": "extends: policy-brief\nwords: {ru: {notes: Сноски}}\n"}
    project = project_in(tmp_path, own)
    loaded = load_audience(project, "policy-brief", Sink(), "ru")
    assert loaded.words["ru"]["notes"] == "Сноски"
    assert project.root / "templates/languages/ru.yaml" in loaded.files


def test_a_passage_of_briefgen_is_english_in_a_project_of_another_language(tmp_path: Path) -> None:
    for language, hidden in (("ru", ""), ("pt", "the passage `action.md` is not written in `pt`")):
        project = project_in(
            tmp_path / language, {"briefgen.yaml": f"language: {language}\norganisation: {{name: Мы}}\n"}
        )
        sink = Sink()
        loaded = load_audience(project, "special-procedures", sink, language)
        passage = next(plan.before.text for plan in walk_section_plans(loaded.sections) if plan.before)
        assert passage.startswith("We ask") == (language == "pt")
        assert hidden in told(sink)


def test_every_language_of_the_audiences_has_words_for_figures_that_are_not_exact() -> None:
    for language in ("en", "fr", "es", *TABLES):
        words = read_language(language)["exactness"]
        assert words.keys() == set(Exactness), language
        assert all(text.count("{}") == 1 for text in words.values()), language


OWN_LANGUAGE = "language: ru\norganisation: {name: Мы}\n"


def test_a_sentence_that_names_who_is_asked_starts_with_a_capital(tmp_path: Path) -> None:
    ask = (
        "---\ntitle: Починить\nkind: recommendation\nsensitivity: public\nstatus: approved\naddressee: все государства\n"
        "action: Починить каждый колодец.\n---\nТак.\n"
    )
    brief = "audience: public-report\nlibrary: river\nlanguage: ru\ntitle: Вода\ndate: 2026-11-23\n"
    text, _ = made(
        tmp_path, {"briefgen.yaml": OWN_LANGUAGE, "briefs/note.yaml": brief, "content/river/ask.md": ask}, "ru"
    )
    assert "Все государства: починить каждый колодец." in text
    assert "все государства:" not in text
