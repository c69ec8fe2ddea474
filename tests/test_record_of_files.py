"""The record knows every file that was ever built: wherever it is, whatever was built since, and what of it changed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import chdir, closing
from pathlib import Path

import pytest

from briefgen.__main__ import main
from tests.running import Result

Run = Callable[..., Result]

FILES = {
    "briefgen.yaml": "organisation: {name: {en: River Watch, fr: Veille des rivières}}\nlanguage: en\noutput: out\n",
    "content/lib/facts.yaml": (
        "sensitivity: public\nwells: {value: 12500, unit: {en: wells, fr: puits}, source: none, note: A count., label: wells}\n"
    ),
    "content/lib/wells.md": (
        "---\ntitle: Wells\nkind: situation\nsensitivity: public\nstatus: approved\n---\n"
        'There are {{ fact("wells") }} wells{% if recipient %} in the view of {{ recipient.mission }}{% endif %}.\n'
    ),
    "content/lib/wells.fr.md": "---\ntitle: Puits\n---\nIl y a {{ fact(\"wells\") }} puits.\n",
    "content/lib/voice.md": (
        "---\ntitle: A voice\nkind: situation\nsensitivity: public\nstatus: approved\n"
        "consent: {given: form 1, audiences: any, places: any}\n---\nThe bucket came up empty.\n"
    ),
    "content/lib/voice.fr.md": "---\ntitle: Une voix\n---\nLe seau est remonté vide.\n",
    "briefs/note.yaml": "audience: diplomat\nlibrary: lib\ntitle: {en: Water, fr: Eau}\ndate: 2026-11-23\n",
    "campaigns/all.csv": "id,mission,language\nember,Embassy of Ember,\nquill,Ambassade de Quill,fr\n",
    "campaigns/all.yaml": (
        "briefs: [note]\nrecipients: all.csv\nformats: [html]\n"
        'output: "{recipient.id}/{brief.id}-{language}"\nsensitivity: {mission: public}\n'
    ),
}  # fmt: skip


BUILT = {
    ("-t", "html,docx"): ["note.docx", "note.html"],
    ("-l", "fr", "-s", "title=Other words"): ["note.fr.html"],
    ("-r", "ember"): ["ember/note-en.html"],
    ("-r", "quill"): ["quill/note-fr.html"],
    ("-r", "ember", "-l", "fr"): ["ember/note-fr.html"],
}
"""What `build note` was asked for, and the files that came of it."""


def write_shelf(folder: Path) -> Path:
    """A project with one brief in two languages, for two embassies."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with every file of `BUILT`. Nobody changes it."""
    folder = write_shelf(tmp_path_factory.mktemp("built") / "shelf")
    with chdir(folder):
        for options in BUILT:
            assert main(("build", "note", "-q", "--to", "html", *options)) == 0
    return folder


@pytest.fixture
def shelf(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copytree(built_once, tmp_path / "shelf"))


@pytest.fixture
def new_shelf(tmp_path: Path) -> Path:
    """The project before anything was built."""
    return write_shelf(tmp_path / "new")


def change_figure(shelf: Path, new: str = "12600") -> None:
    facts = shelf / "content/lib/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("value: 12500", f"value: {new}"), encoding="utf-8")


def build(run: Run, shelf: Path, *arguments: str) -> Result:
    result = run("build", "note", "--to", "html", *arguments, cwd=shelf)
    assert result.code == 0, result.err
    return result


def verify(run: Run, shelf: Path, file: Path | str, *arguments: str) -> Result:
    return run("verify", str(file), *arguments, cwd=shelf)


def test_a_copy_from_before_a_figure_changed_is_known_and_compared_figure_by_figure(run: Run, shelf: Path) -> None:
    copy = shutil.copy(shelf / "out/note.html", shelf / "copy.html")
    change_figure(shelf, "12600, why: Four villages were counted twice")
    build(run, shelf)
    report = verify(run, shelf, copy)
    assert report.code == 0
    assert "brief note in en, audience diplomat" in report.out
    assert "wells: 12,500 wells in this file, today 12,600 wells (Four villages were counted twice)" in report.out
    assert "built on 20" in report.out
    assert "  current\n" in verify(run, shelf, "out/note.html").out


def test_a_withdrawn_text_is_reported_before_the_figures(run: Run, shelf: Path) -> None:
    voice = shelf / "content/lib/voice.md"
    voice.write_text(voice.read_text("utf-8").replace("places: any}", "places: any, withdrawn: 2026-11-01}"), "utf-8")
    change_figure(shelf)
    lines = verify(run, shelf, "out/note.html").out.splitlines()
    withdrawn = lines.index("  block voice: consent was withdrawn on 2026-11-01")
    assert lines[withdrawn + 1].startswith("  wells: 12,500 wells in this file")


@pytest.mark.parametrize("file", [file for files in BUILT.values() for file in files])
def test_a_file_is_compared_with_its_own_language_recipient_and_settings(run: Run, shelf: Path, file: str) -> None:
    report = verify(run, shelf, f"out/{file}")
    assert (report.code, report.err) == (0, "")
    assert report.out.endswith("  current\n")


def test_each_language_and_recipient_has_a_file_of_its_own(run: Run, shelf: Path) -> None:
    build(run, shelf, "-l", "en")
    made = sorted(path.relative_to(shelf / "out").as_posix() for path in (shelf / "out").rglob("*note*"))
    assert made == sorted(file for files in BUILT.values() for file in files)


@pytest.mark.parametrize("lost", ["out/.briefgen", ".briefgen", "both"])
def test_a_record_that_is_lost_is_filled_from_the_manifest(run: Run, shelf: Path, lost: str) -> None:
    for folder in ("out/.briefgen", ".briefgen") if lost == "both" else (lost,):
        shutil.rmtree(shelf / folder)
    assert verify(run, shelf, "out/note.fr.html").out.endswith("  current\n")
    change_figure(shelf)
    assert (
        "wells: 12\u202f500 puits in this file, today 12\u202f600 puits" in verify(run, shelf, "out/note.fr.html").out
    )


def test_a_file_that_was_pruned_or_built_elsewhere_is_known(run: Run, shelf: Path) -> None:
    pruned = shutil.copy(shelf / "out/ember/note-en.html", shelf / "copy.html")
    table = shelf / "campaigns/all.csv"
    table.write_text(table.read_text("utf-8").replace("ember,Embassy of Ember,\n", ""), "utf-8")
    assert run("batch", "all", "-j", "1", "--prune", cwd=shelf).code == 0
    assert "brief note in en for ember" in (report := verify(run, shelf, pruned)).out
    assert "out of date: it is no longer in its campaign" in report.out
    build(run, shelf, "-o", "elsewhere")
    moved = shutil.move(shelf / "elsewhere/note.html", shelf / "moved.html")
    shutil.rmtree(shelf / "elsewhere")
    assert verify(run, shelf, moved).out.endswith("  current\n")


def test_a_folder_may_have_a_name_that_is_not_utf_8(run: Run, shelf: Path) -> None:
    folder = os.fsdecode(b"sent to Zo\xeb")
    build(run, shelf, "-o", folder)
    assert verify(run, shelf, shelf / folder / "note.html").out.endswith("  current\n")


@pytest.mark.parametrize("lost", ["nothing", ".briefgen"])
def test_a_file_that_somebody_changed_is_kept_and_the_others_are_written(run: Run, shelf: Path, lost: str) -> None:
    word = shelf / "out/note.docx"
    word.write_bytes(edited := word.read_bytes() + b"edited")
    change_figure(shelf)
    shutil.rmtree(shelf / lost, ignore_errors=True)
    result = run("build", "note", "-t", "html,docx", cwd=shelf)
    assert result.code == 1
    assert "out/note.docx: error: `note.docx` was changed since it was built, so it is kept" in result.err
    assert "`briefgen merge out/note.docx`" in result.err
    assert word.read_bytes() == edited
    assert "12,600" in (shelf / "out/note.html").read_text("utf-8")


def test_a_campaign_keeps_a_changed_file_on_each_run_until_it_is_moved_away(run: Run, shelf: Path) -> None:
    page = shelf / "out/ember/note-en.html"
    page.write_text("mine", encoding="utf-8")
    for _ in range(2):
        assert "output-edited" in run("batch", "all", "-j", "1", cwd=shelf).err
        assert page.read_text("utf-8") == "mine"
    page.unlink()
    assert run("batch", "all", "-j", "1", cwd=shelf).code == 0
    assert "12,500" in page.read_text("utf-8")


def test_formats_with_an_older_text_are_named(run: Run, shelf: Path) -> None:
    change_figure(shelf)
    built = build(run, shelf)
    assert "out/note.docx: warning: `note.docx` has an older text than `note.html`" in built.err
    assert "older than note.html, built on 20" in verify(run, shelf, "out/note.docx").out
    carried = [line.strip() for line in run("impact", "wells", cwd=shelf).out.splitlines() if " note." in line]
    assert carried[:3] == [
        "carried by note.docx, out of date",
        "carried by note.fr.html, out of date",
        "carried by note.html",
    ]
    assert "format-older" not in run("build", "note", "-t", "html,docx", cwd=shelf).err


def test_programs_read_what_a_file_is(run: Run, shelf: Path) -> None:
    change_figure(shelf)
    report = json.loads(verify(run, shelf, "out/quill/note-fr.html", "--format", "json").out)
    assert (report["brief"], report["language"], report["recipient"], report["campaign"]) == (
        "note",
        "fr",
        "quill",
        "all",
    )
    assert (report["current"], report["out_of_date"]) == (False, ["fact wells"])
    assert report["figures"] == [
        {"fact": "wells", "label": "wells", "old": "12\u202f500 puits", "new": "12\u202f600 puits", "why": ""}
    ]


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 200])
def test_a_damaged_record_is_set_aside_and_filled_again(run: Run, shelf: Path, content: bytes) -> None:
    record = shelf / ".briefgen/record.sqlite"
    for ending in ("", "-wal", "-shm"):
        record.with_name(record.name + ending).unlink(missing_ok=True)
    record.write_bytes(content)
    report = verify(run, shelf, "out/note.html")
    assert report.out.endswith("  current\n")
    assert "record-broken" in report.err or not content


@pytest.mark.parametrize(
    ("change", "loss"),
    [
        ("PRAGMA user_version = 7", ""),
        ("DROP INDEX files_by_document", ""),
        ("ALTER TABLE files ADD COLUMN pages INTEGER", ""),
        (
            "CREATE INDEX torn ON files (built); UPDATE files SET entry = '{' WHERE path = 'note.docx'",
            "no longer known",
        ),
        (
            "CREATE INDEX torn ON files (built); UPDATE files SET contents = 'none' WHERE path = 'note.docx'",
            "no longer known",
        ),
    ],
)
def test_the_files_of_a_record_of_another_release_are_taken_over(run: Run, shelf: Path, change: str, loss: str) -> None:
    kept = shelf / "kept.html"
    kept.write_bytes((shelf / "out/note.html").read_bytes())
    build(run, shelf, "-s", "title=Another")
    shutil.rmtree(shelf / "out")
    with closing(sqlite3.connect(shelf / ".briefgen/record.sqlite")) as connection:
        connection.executescript(change)
    report = verify(run, shelf, "kept.html")
    assert "brief note in en" in report.out
    assert "it was set aside as `record.sqlite.set-aside`" in report.err
    assert ("no longer known" in report.err) == bool(loss)
    assert "record-broken" not in verify(run, shelf, "kept.html").err


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE inputs",
        "ALTER TABLE files RENAME TO old; CREATE VIEW files AS SELECT * FROM old",
    ],
)
def test_what_is_no_record_is_not_taken_over(run: Run, shelf: Path, change: str) -> None:
    with closing(sqlite3.connect(shelf / ".briefgen/record.sqlite")) as connection:
        connection.executescript(change)
    report = verify(run, shelf, "out/note.html")
    assert report.out.endswith("  current\n"), "it is in the manifest"
    assert "and 0 files of it are in the new record" in report.err
    assert "no longer known" in report.err


def test_a_project_that_cannot_be_written_to_is_built_with_a_warning(run: Run, new_shelf: Path) -> None:
    (new_shelf / ".briefgen").write_text("in the way", encoding="utf-8")
    assert "record-unwritable" in build(run, new_shelf).err
    assert verify(run, new_shelf, "out/note.html").out.endswith("  current\n")


def test_what_a_reader_may_not_see_is_in_no_record(run: Run, shelf: Path) -> None:
    build(run, shelf, "-s", "source_name=Ana Petrov", "-r", "ember")
    manifest = (shelf / "out/manifest.json").read_text("utf-8")
    record = b"".join(path.read_bytes() for path in (shelf / ".briefgen").iterdir())
    for text in ("Ana Petrov", "form 1"):
        assert text not in manifest
        assert text.encode() not in record
    assert verify(run, shelf, "out/ember/note-en.html").out.endswith("  current\n")
