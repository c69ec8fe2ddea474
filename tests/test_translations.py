"""Translations are told that are older than their originals."""

from __future__ import annotations

import json
import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from briefgen.__main__ import main
from briefgen.translate.changed_words import describe_changes
from briefgen.write.files import build_unwritable_error
from tests.translated import FILES, Run, change, find_states
from tests.unit.project_files import write_files


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A project with texts in two languages."""
    return write_files(tmp_path / "shelf", FILES)


@pytest.fixture(scope="module")
def recorded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with texts in two languages, whose translations were recorded. Nobody changes it."""
    folder = write_files(tmp_path_factory.mktemp("recorded") / "shelf", FILES)
    with chdir(folder):
        assert main(("translations", "accept", "--all")) == 0
    return folder


@pytest.fixture
def recorded(recorded_once: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copytree(recorded_once, tmp_path / "recorded"))


def test_nothing_is_called_recorded_that_could_not_be_written(
    shelf: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(library: Path, *_: object) -> None:
        raise build_unwritable_error(library / "translations.yaml", "permission denied")

    monkeypatch.setattr("briefgen.translate.record.record_translations", refuse)
    told = run("translations", "accept", "--all", cwd=shelf)
    assert (told.code, told.out, "cannot write `translations.yaml`" in told.err) == (1, "", True)


def test_each_text_is_missing_current_or_never_recorded(shelf: Path, run: Run) -> None:
    assert find_states(shelf, run) == {
        "block wells title": "never recorded",
        "block wells text": "never recorded",
        "block wells@short text": "missing",
        "block ask title": "missing",
        "block ask text": "missing",
        "fact wells unit": "never recorded",
        "fact wells label": "missing",
        "brief note title": "never recorded",
    }
    told = run("translations", "accept", "wells", "fact:wells", "brief:note", "-l", "fr", cwd=shelf)
    assert told.code == 0
    assert "wells: text in fr recorded\n" in told.out
    assert set(find_states(shelf, run).values()) == {"current", "missing"}
    assert run("translations", cwd=shelf).out.endswith("fr: 4 of 8 current, 4 missing\n")
    counts = json.loads(run("translations", "--format", "json", cwd=shelf).out)["languages"]
    assert counts == [{"language": "fr", "stale": 0, "missing": 4, "never_recorded": 0, "current": 4, "total": 8}]


@pytest.mark.parametrize(
    ("name", "old", "new", "text", "said"),
    [
        ("content/lib/wells.md", "are deep", "are very deep", "block wells text", "added: `very`"),
        ("content/lib/wells.md", "- They are old.\n", "", "block wells text", "taken out: `- They are old.`"),
        ("content/lib/wells.md", "title: Wells", "title: Springs", "block wells title", "`Wells` is now `Springs`"),
        ("content/lib/wells.md", "fact('wells')", "fact('rain')", "block wells text", "`fact('wells')` is now"),
        ("content/lib/facts.yaml", "en: wells", "en: springs", "fact wells unit", "`wells` is now `springs`"),
        ("briefs/note.yaml", "en: Water", "en: Clean water", "brief note title", "`Water` is now `Clean water`"),
    ],
)
def test_a_translation_is_stale_after_an_edit_of_its_original(  # noqa: PLR0917 - a table
    recorded: Path, run: Run, name: str, old: str, new: str, text: str, said: str
) -> None:
    change(recorded, name, old, new)
    assert [found for found, state in find_states(recorded, run).items() if state == "stale"] == [text]
    assert said in run("translations", "-l", "fr", cwd=recorded).out


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/lib/wells.md", "There are {{", "There\nare {{"),
        ("content/lib/wells.md", "status: approved", "status: draft"),
        ("content/lib/facts.yaml", "12500", "12600"),
        ("content/lib/wells.fr.md", "profonds", "creux"),
    ],
)
def test_other_edits_leave_a_translation_current(recorded: Path, run: Run, name: str, old: str, new: str) -> None:
    change(recorded, name, old, new)
    assert "stale" not in find_states(recorded, run).values()


def test_check_warns_of_a_stale_translation_in_its_language_only(recorded: Path, run: Run) -> None:
    change(recorded, "content/lib/wells.md", "are deep", "are very deep")
    assert "translation-" not in run("check", "note", cwd=recorded).err
    change(recorded, "briefs/note.yaml", "date:", "language: fr\ndate:")
    told = run("check", "note", cwd=recorded)
    assert (
        "content/lib/wells.fr.md:1: warning: the text of block `wells` in `fr` is a translation of an older text; "
        "in content/lib/wells.md:1: added: `very` [translation-stale]\n"
        "  hint: correct it, then run `briefgen translations accept wells -l fr`\n" in told.err
    )
    run("translations", "accept", "content/lib/wells.fr.md", cwd=recorded)
    assert "translation-" not in run("check", "note", cwd=recorded).err


def test_what_nobody_recorded_is_told_once_somebody_records(shelf: Path, run: Run) -> None:
    change(shelf, "briefs/note.yaml", "date:", "language: fr\ndate:")
    assert "translation-" not in run("check", "note", cwd=shelf).err
    run("translations", "accept", "wells", cwd=shelf)
    told = run("check", "note", cwd=shelf).err
    assert "into `fr`: `fact wells: unit` [translation-unrecorded]" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept", "welsl"), "no text `welsl` in the project [block-unknown]\n  hint: did you mean `wells`?"),
        (("accept", "ask"), "`ask` has no translation into another language [translation-missing]"),
        (("accept", "wells", "-l", "ko"), "`wells` has no translation into `ko` [translation-missing]"),
        (("accept",), "[translation-unnamed]"),
        (("-l", "../x"), "`../x` is not a language code [translation-language]"),
        (("accept", "wells", "-l", "x y"), "`x y` is not a language code [translation-language]"),
        (("-l", "xx"), "`xx` is not a language code [translation-language]"),
        (("export", "-l", "../x"), "`../x` is not a language code [translation-language]"),
        (("export", "-l", "en"), "`en` is the language of the project, not of a translation"),
        (("import", "nothing.xlf"), "there is no file `nothing.xlf` [translation-file]"),
        (("import", "briefgen.yaml"), "`briefgen.yaml` is neither `.xlf` nor `.po` [translation-file]"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(shelf: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    told = run("translations", *arguments, cwd=shelf)
    assert (told.code, said in told.err) == (2, True), told.err


def test_changed_words() -> None:
    assert list(describe_changes(["forty wells in spring"], ["fifty wells"])) == [
        "`forty` is now `fifty`",
        "taken out: `in spring`",
    ]
    assert list(describe_changes(["a b"], ["a", "b"])) == ["paragraphs are divided in another way"]
