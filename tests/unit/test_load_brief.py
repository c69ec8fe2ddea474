"""`briefs/*.yaml` to briefs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.load import load_brief
from briefgen.model.audience import NotePlacement
from briefgen.model.brief import Brief, CoverImage, Submitter
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.library import Sensitivity
from tests.unit.project_files import project_in, told

LEAST = "audience: embassy\nlibrary: korea\ntitle: Note\n"

FULL = """\
audience: upr-submission
library: north-koreans-in-china
title: Forced return of North Koreans
subtitle: 2024 to 2026
state: CHN
date: 2026-11-23
language: fr
authors: Anna Person
submitters:
  - {name: Organisation One, acronym: ONE, contact: one@example.org}
keywords: [refoulement, 2024]
key_facts: [returned]
image: {path: images/river.jpg, alt: A river}
sections:
  background: [flight, famine]
exclude: situation/children
citations: {style: oscola-4, notes: endnotes}
ceiling: partner
variables: {session: 59, share: 11.30, day: 2026-01-01, nested: {list: [a, true, ~]}}
"""


def brief(root: Path, text: str) -> tuple[Brief, str]:
    sink = Sink()
    return load_brief(project_in(root, {"briefs/note.yaml": text}), "note", sink), told(sink)


def test_every_key_is_read(tmp_path: Path) -> None:
    loaded, problems = brief(tmp_path, FULL)
    assert problems == ""
    assert (loaded.id, loaded.audience, loaded.library, loaded.language) == (
        "note",
        "upr-submission",
        "north-koreans-in-china",
        "fr",
    )
    assert (loaded.subtitle, loaded.state, loaded.date) == ("2024 to 2026", "CHN", date(2026, 11, 23))
    assert loaded.authors == ("Anna Person",)
    assert loaded.submitters == (Submitter("Organisation One", "ONE", contact="one@example.org"),)
    assert loaded.keywords == ("refoulement", "2024")
    assert loaded.image == CoverImage("images/river.jpg", "A river")
    assert loaded.blocks.sections == {"background": ("flight", "famine")}
    assert loaded.blocks.exclude == {"situation/children"}
    assert (loaded.citations.style, loaded.citations.notes, loaded.access.ceiling) == (
        "oscola-4",
        NotePlacement.ENDNOTES,
        Sensitivity.PARTNER,
    )
    assert loaded.variables == {
        "session": 59,
        "share": Decimal("11.30"),
        "day": date(2026, 1, 1),
        "nested": {"list": ("a", True, None)},
    }
    assert str(loaded.variables["share"]) == "11.30"


def test_every_key_knows_its_line(tmp_path: Path) -> None:
    loaded, _ = brief(tmp_path, FULL)
    assert str(loaded.find_origin("title")) == "briefs/note.yaml:3"
    assert str(loaded.find_origin("sections.background")) == "briefs/note.yaml:15"
    assert str(loaded.find_origin("sections.background.1")) == "briefs/note.yaml:15"
    assert str(loaded.find_origin("missing")) == "briefs/note.yaml"
    assert (loaded.find_value("title"), loaded.find_value("exclude"), loaded.find_value("missing")) == (
        loaded.title,
        loaded.blocks.exclude,
        None,
    )


def test_the_language_is_the_projects_unless_stated(tmp_path: Path) -> None:
    write = {"briefgen.yaml": "organisation: {name: X}\nlanguage: ko\n", "briefs/note.yaml": LEAST}
    assert load_brief(project_in(tmp_path, write), "note", Sink()).language == "ko"


def test_the_language_no_is_a_language(tmp_path: Path) -> None:
    assert brief(tmp_path, LEAST + "language: no\n")[0].language == "no"


def test_a_key_without_a_value_is_not_stated(tmp_path: Path) -> None:
    loaded, problems = brief(tmp_path, LEAST + "subtitle:\ndate:\nsections:\nimage:\nvariables:\n")
    assert problems == ""
    assert (loaded.subtitle, loaded.date, loaded.blocks.sections, loaded.image) == ("", None, {}, None)


@pytest.mark.parametrize("path", ["../secret.png", "/etc/passwd", "images/../../x.png", "images\\\\x.png"])
def test_the_cover_image_lies_in_the_library(tmp_path: Path, path: str) -> None:
    loaded, problems = brief(tmp_path, LEAST + f'image:\n  path: "{path}"\n')
    assert loaded.image is None
    assert "briefs/note.yaml:5: error: " in problems
    assert "[path-escape]" in problems


@pytest.mark.parametrize("name", ["index", "Index"])
def test_no_brief_has_the_name_of_the_list_of_files(tmp_path: Path, name: str) -> None:
    sink = Sink()
    with pytest.raises(BriefgenError):
        load_brief(project_in(tmp_path, {f"briefs/{name}.yaml": LEAST}), name, sink)
    assert f"briefs/{name}.yaml: error: a brief cannot be called `{name}`: `index.html` is the list of" in told(sink)
    assert "[brief-name]" in told(sink)


def test_what_is_wrong_does_not_hide_the_rest(tmp_path: Path) -> None:
    loaded, problems = brief(tmp_path, LEAST + "date: soon\nsubtitle: Good\nkeywords: [one, true, two]\n")
    assert problems.count("error") == 2
    assert (loaded.date, loaded.subtitle, loaded.keywords) == (None, "Good", ("one", "two"))


@pytest.mark.parametrize("asked", ["nota", "briefs/note.yaml", "note.yaml", "../briefs/note"])
def test_an_unknown_brief_names_the_nearest(tmp_path: Path, asked: str) -> None:
    sink = Sink()
    with pytest.raises(BriefgenError):
        load_brief(project_in(tmp_path, {"briefs/note.yaml": LEAST}), asked, sink)
    assert (
        told(sink) == f"briefgen: error: no brief `{asked}` in `briefs/` [brief-unknown]\n  hint: did you mean `note`?"
    )


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    sink = Sink()
    with pytest.raises(BriefgenError):
        load_brief(project_in(tmp_path, {"briefs/note.yaml": LEAST, "briefs/note.yml": LEAST}), "note", sink)
    assert "brief `note` has two files, `briefs/note.yaml` and `briefs/note.yml` [brief-duplicate]" in told(sink)


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    project = project_in(tmp_path / "project")
    (tmp_path / "secret.yaml").write_text(LEAST, encoding="utf-8")
    (tmp_path / "project" / "briefs").mkdir()
    (tmp_path / "project" / "briefs" / "note.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(BriefgenError, match="leads out of the project"):
        load_brief(project, "note", Sink())


BY_LANGUAGE = """
audience: embassy
library: korea
title: {en: Returns, fr: Renvois}
subtitle: To China
keywords: [{en: refugees, fr: réfugiés}, UPR]
submitters: [{name: One, description: {en: A group., fr: Un groupe.}}, {name: Two, description: A league.}]
image: {path: images/river.jpg, alt: {en: A river, fr: Une rivière}, credit: {en: Courtesy, fr: Avec permission}}
parameters: {theme: {en: Children, fr: Enfants}, item: "4"}
"""


def test_texts_of_a_brief_go_into_another_language_and_back(tmp_path: Path) -> None:
    own, problems = brief(tmp_path, BY_LANGUAGE)
    assert problems == ""
    assert (own.title, own.keywords, own.wording.untranslated_keys) == ("Returns", ("refugees", "UPR"), ())
    french = own.in_language("fr")
    assert french.image is not None
    assert (french.language, french.title, french.subtitle, french.keywords) == (
        "fr", "Renvois", "To China", ("réfugiés", "UPR"),
    )  # fmt: skip
    assert [submitter.description for submitter in french.submitters] == ["Un groupe.", "A league."]
    assert (french.image.alt, french.image.credit) == ("Une rivière", "Avec permission")
    assert french.parameters == {"theme": "Enfants", "item": "4"}
    assert french.wording.untranslated_keys == ("subtitle", "submitters.1.description")
    back = french.in_language("en")
    assert (back.title, back.keywords, back.parameters, back.wording.untranslated_keys) == (
        own.title, own.keywords, own.parameters, (),
    )  # fmt: skip


def test_a_brief_in_french_needs_no_english_title(tmp_path: Path) -> None:
    own, problems = brief(tmp_path, "audience: embassy\nlibrary: korea\nlanguage: fr\ntitle: Renvois\n")
    assert (problems, own.wording.untranslated_keys) == ("", ())
    assert own.in_language("en").wording.untranslated_keys == ("title",)


@pytest.mark.parametrize(
    ("keywords", "told_of"),
    [("[UPR]", ()), ("[{en: refugees, fr: réfugiés}]", ()), ("[{en: refugees, fr: réfugiés}, China]", ("keywords",))],
)
def test_keywords_with_letters_want_a_translation(tmp_path: Path, keywords: str, told_of: tuple[str, ...]) -> None:
    text = f"audience: embassy\nlibrary: korea\ntitle: {{en: Returns, fr: Renvois}}\nkeywords: {keywords}\n"
    assert brief(tmp_path, text)[0].in_language("fr").wording.untranslated_keys == told_of


def test_texts_without_the_language_of_the_brief_are_told(tmp_path: Path) -> None:
    _, problems = brief(tmp_path, "audience: embassy\nlibrary: korea\ntitle: {fr: Renvois}\n")
    assert (
        "briefs/note.yaml:3: error: `title` has no text in `en`, the language of this file [text-language]" in problems
    )
