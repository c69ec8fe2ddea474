"""People under other names: the mapping prints pseudonyms, and the real names fail the build wherever they turn up."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.load import load_project
from briefgen.load.private_names import is_tracked_by_git
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from tests.leak_check.test_proof import made, page
from tests.running import Result
from tests.unit.project_files import told, write_files
from tests.unit.test_gate import BRIEF, block, built, files

PEOPLE = "p7: {pseudonym: Ms Lee, names: [Kim Chol-su, 김철수], places: [Sinuiju]}\n"


def test_a_person_is_printed_under_the_same_other_name_everywhere(tmp_path: Path) -> None:
    more = {
        "private/people.yaml": PEOPLE,
        "content/korea/open.md": block('{{ person("p7") }} fled. {{ person("p7") }} is safe.'),
    }
    text, problems = built(tmp_path, files(**more))
    assert "Ms Lee fled. Ms Lee is safe." in text
    assert problems == ""


def test_an_unknown_person_is_an_error_with_the_nearest_key(tmp_path: Path) -> None:
    more = {"private/people.yaml": PEOPLE, "content/korea/open.md": block('{{ person("p8") }} fled.')}
    _, problems = built(tmp_path, files(**more))
    assert "person `p8` is not in private/people.yaml [person-unknown]" in problems
    assert "Kim" not in problems


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("words", ["Kim Chol-su", "KIM CHOL SU", "김철수", "from sinuiju", "a yellow house"])
def test_a_watched_word_fails_the_build(tmp_path: Path, words: str, form: Format) -> None:
    if words == "김철수" and form is not Format.HTML:
        words = "Kim Chol su"  # the example fonts have no Hangul
    more = {
        "private/people.yaml": PEOPLE,
        "private/watchlist.yaml": "terms: [yellow house]\n",
        "content/korea/open.md": block(f"It was {words}, they say."),
    }
    problems = made(tmp_path, files(**more), form=form)
    assert "has a term of the watch list [audit-term]" in problems
    assert words not in problems


@pytest.mark.parametrize(
    "more",
    [
        {"briefs/note.yaml": BRIEF + "keywords: [Sinuiju]\n"},
        {"templates/embassy/page.html": page('<a href="https://example.org/kim-chol-su.html">here</a>')},
        {"content/korea/open.md": block("Words <span title='Sinuiju'>here</span>.")},
        {"content/korea/open.md": block("Words.\n\n## Sinuiju {#kimcholsu}")},
    ],
)
def test_a_watched_word_fails_the_build_where_nobody_reads_it(tmp_path: Path, more: dict[str, str]) -> None:
    assert "audit-term" in made(tmp_path, files(**{"private/people.yaml": PEOPLE, **more}))


@pytest.mark.parametrize("version", ["2", "4"])
def test_a_private_file_that_git_tracks_is_refused(tmp_path: Path, version: str) -> None:
    root = write_files(tmp_path, files(**{"private/people.yaml": PEOPLE}))
    git = ("git", "-C", str(root), "-c", f"index.version={version}")
    subprocess.run([*git, "init", "-q"], check=True)
    sink = Sink()
    load_project(root, sink)
    assert told(sink) == ""
    subprocess.run([*git, "add", "-f", "private/people.yaml", "briefgen.yaml"], check=True)
    assert is_tracked_by_git(root / "private/people.yaml")
    load_project(root, sink)
    assert "private/people.yaml: error: is tracked by git, which keeps it and passes it on [private-tracked]" in told(
        sink
    )


WATCHED = {
    "private/watchlist.yaml": "terms: [Seo Nam-byol, Yorvandi]\n",
    "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\n",
    "campaigns/all.csv": "id,town\nfr,Paris\n",
}


@pytest.mark.parametrize(
    ("more", "arguments"),
    [
        ({"briefs/yorvandi.yaml": BRIEF}, ("build", "yorvandi")),
        ({"briefs/yorvandi.yaml": BRIEF}, ("check", "yorvandi")),
        ({"briefs/note-seonambyol.yaml": BRIEF}, ("build", "note-seonambyol")),
        ({"briefs/nam-byol_seo.yaml": BRIEF}, ("build", "nam-byol_seo")),
        ({"campaigns/all.csv": "id\nyorvandi-office\n"}, ("batch", "all")),
        ({"campaigns/all.csv": "id\nfr\nYorvandi.2\n"}, ("batch", "all")),
        ({"campaigns/all.csv": "id\nseo_nam_byol\n"}, ("check",)),
        ({"campaigns/all.csv": "id\nyоrvandi\n"}, ("build", "note", "-r", "yоrvandi")),
        (
            {"campaigns/all.csv": "id\nfr\n", "campaigns/yorvandi.yaml": "briefs: [note]\nrecipients: all.csv\n"},
            ("batch", "yorvandi"),
        ),
        (
            {
                "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\noutput: '{recipient.town}/{brief.id}'\nsensitivity: {town: public}\n",
                "campaigns/all.csv": "id,town\nfr,Yorvandi\n",
            },
            ("batch", "all"),
        ),
        (
            {
                "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\noutput: 'for-yorvandi/{recipient.id}-{brief.id}'\n"
            },
            ("batch", "all"),
        ),
    ],
)
def test_a_watched_name_is_refused_before_anything_is_made(
    tmp_path: Path, run: Callable[..., Result], more: dict[str, str], arguments: tuple[str, ...]
) -> None:
    write_files(tmp_path, files(**{**WATCHED, **more}))
    result = run(*arguments, cwd=tmp_path)
    assert result.code == 1
    assert "[name-watched]" in result.out + result.err
    assert not (tmp_path / "out").exists()


def test_names_that_are_not_watched_are_used(tmp_path: Path, run: Callable[..., Result]) -> None:
    write_files(tmp_path, files(**{**WATCHED, "campaigns/all.csv": "id\nseo\nnam-byollan\nyor-van\n"}))
    result = run("batch", "all", "-t", "html", cwd=tmp_path)
    assert result.code == 0, result.err


@pytest.mark.parametrize("name", ["manifest.json", "index.html", "Index.HTML"])
def test_a_recipient_cannot_be_called_like_a_file_of_the_output_folder(
    tmp_path: Path, run: Callable[..., Result], name: str
) -> None:
    write_files(tmp_path, files(**{**WATCHED, "campaigns/all.csv": f"id\nfr\n{name}\n"}))
    result = run("batch", "all", "-t", "html", cwd=tmp_path)
    assert result.code == 1
    assert f"campaigns/all.csv:3: error: `{name}` in column 1 is the name of a file" in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "name",
    [
        "watchlist.yml",
        "Watchlist.yaml",
        "watch-list.yaml",
        "watchlist.txt",
        "watch list.yaml.txt",
        "people.yml",
        "People.YAML",
        "people.csv",
    ],
)
def test_a_private_file_with_almost_the_right_name_is_told_of(
    tmp_path: Path, run: Callable[..., Result], name: str
) -> None:
    write_files(tmp_path, files(**{f"private/{name}": "terms: [Yanji]\n"}))
    result = run("build", "note", "--to", "html", cwd=tmp_path)
    assert result.code == 1
    assert f"private/{name}: error: is not read, because the file must be called `private/" in result.err


def test_other_private_files_are_nobodys_business(tmp_path: Path, run: Callable[..., Result]) -> None:
    write_files(
        tmp_path,
        files(**{"private/notes.txt": "x", "private/.watchlist.yaml.swp": "x", "private/old/watchlist.yaml": "x"}),
    )
    assert run("build", "note", "--to", "html", cwd=tmp_path).code == 0


@pytest.mark.parametrize("kind", ["circle", "nothing", "pipe", "file"])
@pytest.mark.parametrize("name", ["private", "private/watchlist.yaml", "private/people.yaml"])
def test_what_is_in_the_place_of_private_names_is_told_of(
    tmp_path: Path, run: Callable[..., Result], name: str, kind: str
) -> None:
    path = write_files(tmp_path, files()) / name
    path.parent.mkdir(exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "file":
        path.mkdir() if path.suffix else path.write_text("x", "utf-8")
    else:
        path.symlink_to(path.name if kind == "circle" else "none")
    result = run("build", "note", "--to", "html", cwd=tmp_path)
    assert result.code == 1
    assert f"{name}: error: " in result.err
    assert "[path-link]" in result.err
