"""`diff` shows what a reader sees differently: against a revision of git, or a finished file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result
from tests.unit.project_files import write_files

Run = Callable[..., Result]

HEAD = "kind: situation\nsensitivity: public\nstatus: approved\n"
FILES = {
    "documents/briefgen.yaml": "organisation: {name: River Watch}\n",
    "documents/content/lib/wells.md": f"---\ntitle: Wells\norder: 1\n{HEAD}---\nThere are {{{{ fact('wells') }}}} wells in the valley.\n\nThey were dug by hand, long ago [@deep, p 2].\n",
    "documents/content/lib/rain.md": f"---\ntitle: Rain\norder: 2\n{HEAD}---\nThe rain comes late in each of the years since then [@deep, p 4].\n",
    "documents/content/lib/facts.yaml": "sensitivity: public\nwells: {value: 12500, unit: wells, source: '@count'}\n",
    "documents/content/lib/sources.yaml": "sensitivity: public\nreferences:\n- {id: count, type: book, title: The Count, issued: 2025, publisher: OUP, publisher-place: Oxford}\n- {id: deep, type: book, title: The Deep, issued: 2024, publisher: OUP, publisher-place: Oxford}\n",
    "documents/briefs/note.yaml": "audience: public-report\nlibrary: lib\ntitle: Water\ndate: 2026-11-23\n",
}


def commit(folder: Path, message: str) -> None:
    identity = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    for arguments in (("add", "-A"), (*identity, "commit", "-q", "-m", message)):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A project in a folder of a git repository, with one commit."""
    root = tmp_path / "repository"
    write_files(root, FILES)
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    commit(root, "first")
    return root / "documents"


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_words_figures_and_numbers_since_a_revision(shelf: Path, run: Run) -> None:
    assert run("diff", "note", "--since", "HEAD", cwd=shelf).out == "no difference\n"
    change(shelf, "content/lib/facts.yaml", "12500", "12600")
    change(shelf, "content/lib/wells.md", "by hand", "by hand and spade")
    change(shelf, "content/lib/rain.md", "p 4", "p 5")
    told = run("diff", "note", "--since", "main", cwd=shelf)
    assert told.code == 0
    assert "content/lib/wells.md\n  There are [-12,500-]{+12,600+} wells in the valley.[1]\n" in told.out
    assert "  They were dug by hand{+ and spade+}, long ago.[2]\n" in told.out
    assert "since then.[-[note 3: " in told.out
    assert told.out.endswith("figures\n  wells: 12,500 wells is now 12,600 wells\n")
    data = json.loads(run("diff", "note", "--since", "main", "--format", "json", cwd=shelf).out)
    assert data["figures"] == [{"fact": "wells", "old": "12,500 wells", "new": "12,600 wells"}]
    assert {passage["change"] for passage in data["passages"]} == {"changed"}


def test_a_moved_block_is_told_as_moved_and_its_notes_as_renumbered(shelf: Path, run: Run) -> None:
    change(shelf, "content/lib/rain.md", "order: 2", "order: 0")
    told = run("diff", "note", "--since", "HEAD", cwd=shelf).out
    assert "  moved: The rain comes late in each of the years since then.[1]\n" in told
    assert (
        "numbers\n  paragraph 1.2 is now 1.1\n  paragraph 1.1 is now 1.2\n  notes 1 to 2 are now 2 to 3\n  note 3 is now 1\n"
        in told
    )
    assert "[-" not in told
    assert "{+" not in told


@pytest.mark.parametrize("form", ["html", "docx"])
def test_against_a_finished_file(shelf: Path, run: Run, form: str, tmp_path: Path) -> None:
    assert run("build", "note", "-t", form, cwd=shelf).code == 0
    sent = (shelf / f"out/note.{form}").rename(tmp_path / f"sent.{form}")
    assert run("diff", "note", "--against", str(sent), cwd=shelf).out == "no difference\n"
    change(shelf, "content/lib/facts.yaml", "12500", "12600")
    told = run("diff", "note", "--against", str(sent), cwd=shelf).out
    assert "[-12,500-]{+12,600+}" in told
    assert told.endswith("figures\n  wells: 12,500 wells is now 12,600 wells\n")


def test_a_file_is_compared_in_its_own_language_for_its_recipient_and_with_its_settings(shelf: Path, run: Run) -> None:
    write_files(shelf, {
        "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\noutput: '{recipient.id}/{brief.id}-{language}'\nsensitivity: {city: public}\n",
        "campaigns/all.csv": "id,city\nember,Port Ember\n",
        "content/lib/wells.fr.md": "---\ntitle: Puits\n---\nIl y a {{ fact('wells') }} puits{% if recipient %} près de {{ recipient.city }}{% endif %}.\n",
        "content/lib/rain.fr.md": "---\ntitle: Pluie\n---\nLa pluie vient tard.\n",
    })  # fmt: skip
    arguments = ("build", "note", "-l", "fr", "-r", "ember", "-s", "title=Notre eau", "-t", "html", "-o", "sent")
    assert run(*arguments, cwd=shelf).code == 0
    (file,) = [path for path in (shelf / "sent").rglob("*.html") if path.name != "index.html"]
    moved = file.rename(shelf / "received.html")
    assert run("diff", "note", "--against", "received.html", cwd=shelf).out == "no difference\n"
    change(shelf, "content/lib/wells.fr.md", "près de", "loin de")
    told = run("diff", "note", "--against", str(moved), cwd=shelf).out
    assert "[-près-]{+loin+} de Port Ember" in told
    (shelf / "briefs/other.yaml").write_text(FILES["documents/briefs/note.yaml"])
    told_of = run("diff", "other", "--against", "received.html", cwd=shelf)
    assert (told_of.code, "`received.html` is a file of the brief `note` [diff-file]" in told_of.err) == (2, True)


def test_an_entry_of_the_manifest_is_named_by_its_hash(shelf: Path, run: Run) -> None:
    assert run("build", "note", "-t", "html", cwd=shelf).code == 0
    hash_ = json.loads((shelf / "out/manifest.json").read_text())["files"]["note.html"]["sha256"]
    change(shelf, "content/lib/facts.yaml", "12500", "12600")
    assert "[-12,500-]{+12,600+}" in run("diff", "note", "--against", hash_, cwd=shelf).out
    told = run("diff", "note", "--against", "0" * 64, cwd=shelf)
    assert (told.code, "no file of this project has the SHA-256" in told.err) == (2, True)


def test_the_difference_as_files(shelf: Path, run: Run) -> None:
    change(shelf, "content/lib/facts.yaml", "12500", "12600")
    told = run("diff", "note", "--since", "HEAD", "-t", "html,docx", "-o", "differences", cwd=shelf)
    assert told.code == 0
    assert told.err.startswith("differences/note.diff.html  1 changed passage\ndifferences/note.diff.docx  1 ")
    page = (shelf / "differences/note.diff.html").read_text()
    assert "<del>12,500</del><ins>12,600</ins>" in page
    assert "<li>wells: 12,500 wells is now 12,600 wells</li>" in page
    assert (shelf / "differences/note.diff.docx").is_file()


def test_a_file_never_has_words_that_were_withdrawn_since(shelf: Path, run: Run) -> None:
    voice = shelf / "content/lib/voice.md"
    consent = "consent: {given: form 1, audiences: any, places: any}\n"
    voice.write_text(
        f"---\ntitle: A voice\n{HEAD}{consent}---\nThe bucket came up empty again, said the teacher of the village school.\n"
    )
    commit(shelf.parent, "a voice")
    change(shelf, "content/lib/voice.md", "places: any}", "places: any, withdrawn: 2026-11-01}")
    told = run("diff", "note", "--since", "HEAD", "-t", "html", cwd=shelf)
    assert (told.code, "[audit-withheld]" in told.err) == (1, True)
    assert not (shelf / "out/note.diff.html").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--since", "nowhere"), 1, "`nowhere` is not a revision of this git repository [diff-revision]"),
        (("--since", "--output=x"), 1, "[diff-revision]"),
        (("--against", "nothing.html"), 2, "there is no file `nothing.html` [diff-file]"),
        (("--against", "briefgen.yaml"), 2, "`briefgen.yaml` is not an HTML or Word file that can be read [diff-file]"),
        ((), 2, "[diff-unnamed]"),
        (("--since", "HEAD", "--against", "a.html"), 2, "[diff-unnamed]"),
        (("--since", "HEAD", "-t", "pdf"), 2, "no format `pdf` for a difference [format-unknown]"),
    ],
)
def test_what_cannot_be_compared(shelf: Path, run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    told = run("diff", "note", *arguments, cwd=shelf)
    assert (told.code, said in told.err) == (code, True), told.err


def test_a_revision_without_the_brief_or_with_errors_says_so(shelf: Path, run: Run) -> None:
    (shelf / "briefs/new.yaml").write_text(FILES["documents/briefs/note.yaml"])
    told = run("diff", "new", "--since", "HEAD", cwd=shelf)
    assert (told.code, "in revision `HEAD`, no brief `new`" in told.err) == (1, True)
    change(shelf, "content/lib/wells.md", "@deep", "@deeep")
    commit(shelf.parent, "a mistake")
    change(shelf, "content/lib/wells.md", "@deeep", "@deep")
    told = run("diff", "note", "--since", "HEAD", cwd=shelf)
    assert told.code == 1
    assert "HEAD:content/lib/wells.md:10: error: citation key `deeep` is not in sources.yaml" in told.err


def test_a_project_without_git_and_a_file_that_is_no_document(tmp_path: Path, run: Run) -> None:
    write_files(tmp_path / "repository", FILES)
    folder = tmp_path / "repository/documents"
    assert "[diff-git]" in run("diff", "note", "--since", "HEAD", cwd=folder).err
    (folder / "bad.docx").write_bytes(b"PK")
    told = run("diff", "note", "--against", "bad.docx", cwd=folder)
    assert (told.code, "bad.docx: error: cannot be read as a file that briefgen made" in told.err) == (1, True)
