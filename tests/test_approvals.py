"""Approvals hold for what a text prints, lapse with what changes in it, and are needed where a project says so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from briefgen.__main__ import main
from briefgen.commands.preview import build_preview_bytes
from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, Sink
from tests.running import Result
from tests.unit.project_files import write_files

Run = Callable[..., Result]

HEAD = "kind: situation\nsensitivity: public\nstatus: approved\n"
FILES = {
    "briefgen.yaml": "organisation: {name: River Watch}\n",
    "content/lib/wells.md": f"---\ntitle: Wells\n{HEAD}---\nThere are {{{{ fact('wells') }}}} wells.\n\nThey are deep [@deep, p 2].\n",
    "content/lib/wells.fr.md": "---\ntitle: Puits\n---\nIl y a {{ fact('wells') }} puits.\n\nIls sont profonds [@deep, p 2].\n",
    "content/lib/wells@short.md": "Many wells.\n",
    "content/lib/rain.md": f"---\ntitle: Rain\n{HEAD}---\n![Rain](images/rain.png)\n\nIt rains.\n",
    "content/lib/images/rain.png": "",
    "content/lib/facts.yaml": "wells: {value: 12500, unit: {en: wells, fr: puits}, label: wells, source: '@count'}\n",
    "content/lib/sources.yaml": "references:\n- {id: count, type: book, title: The Count}\n- {id: deep, type: book, title: The Deep}\n",
    "briefs/note.yaml": "audience: public-report\nlibrary: lib\ntitle: Water\ndate: 2026-11-23\nexclude: [rain]\n",
}


APPROVAL = ("approve", "wells", "--by", "Ann Lee", "--role", "legal", "--on", "2026-11-20")


@pytest.fixture(scope="module")
def approved_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which a lawyer approved a text. Nobody changes it."""
    folder = write_files(tmp_path_factory.mktemp("approved") / "shelf", FILES)
    with chdir(folder):
        assert main(APPROVAL) == 0
    return folder


@pytest.fixture
def shelf(approved_once: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copytree(approved_once, tmp_path / "shelf"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "content/lib" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def approvals_of(block: str, folder: Path, run: Run) -> list[str]:
    rows = json.loads(run("list", "blocks", "--format", "json", cwd=folder).out)
    return next(row["approvals"] for row in rows if row["block"] == block)


def test_an_approval_says_what_it_is_for(tmp_path: Path, run: Run) -> None:
    told = run(*APPROVAL, cwd=write_files(tmp_path / "shelf", FILES))
    assert (told.code, told.out, told.err) == (
        0,
        "wells: approved by Ann Lee (legal): its text, 1 fact, 2 sources\n",
        "",
    )


def test_the_list_of_blocks_shows_who_approved(shelf: Path, run: Run) -> None:
    assert approvals_of("wells", shelf, run) == ["Ann Lee (legal), 2026-11-20"]
    assert approvals_of("rain", shelf, run) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("wells.md", "deep", "shallow", "line 9 is new or changed: `They are shallow [@shallow, p 2].`"),
        ("wells.md", "title: Wells", "title: Our wells", "`title` is new or changed: `Our wells`"),
        ("wells.md", "There are {{ fact('wells') }} wells.\n", "", "a passage was taken out at line 8"),
        ("facts.yaml", "12500", "12600", "the fact `wells` was `12500 wells @count` and is `12600 wells @count`"),
        ("facts.yaml", "12500", "[12500, 13000]", "and is `12500 to 13000 wells @count`"),
        ("facts.yaml", "en: wells", "en: springs", "was `12500 wells @count` and is `12500 springs @count`"),
        ("facts.yaml", "'@count'", "'@deep'", "and is `12500 wells @deep`; it no longer has the source `count`"),
        ("sources.yaml", "The Deep", "The Depths", "the source `deep` changed"),
        ("sources.yaml", "The Count", "The Counting", "the source `count` changed"),
    ],
)
def test_an_approval_lapses_with_what_the_text_prints(
    shelf: Path, run: Run, name: str, old: str, new: str, said: str
) -> None:
    change(shelf, name, old, new)
    (told,) = approvals_of("wells", shelf, run)
    assert told.startswith("lapsed: Ann Lee (legal), 2026-11-20: ")
    assert said in told


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("wells.md", "status: approved", "status: reviewed\norder: 7\ntopics: [water]"),
        ("wells.md", "wells.\n\n", "wells.\n\n\n"),
        ("wells.md", "\n", "\r\n"),
        ("facts.yaml", "label: wells", "label: springs\n  , note: counted twice, review_by: 2027-01-01"),
        ("facts.yaml", "fr: puits", "fr: sources"),
        ("wells.fr.md", "profonds", "creux"),
        ("wells@short.md", "Many", "Few"),
    ],
)
def test_what_a_text_does_not_print_leaves_its_approval(shelf: Path, run: Run, name: str, old: str, new: str) -> None:
    change(shelf, name, old, new)
    assert approvals_of("wells", shelf, run) == ["Ann Lee (legal), 2026-11-20"]


def test_an_edit_that_is_taken_back_is_approved_as_before(shelf: Path, run: Run) -> None:
    change(shelf, "facts.yaml", "12500", "12600")
    change(shelf, "facts.yaml", "12600", "12500")
    assert approvals_of("wells", shelf, run) == ["Ann Lee (legal), 2026-11-20"]


def test_an_image_belongs_to_what_is_approved(shelf: Path, run: Run) -> None:
    assert "1 image" in run("approve", "rain", "--by", "Bo", "--on", "2026-11-21", cwd=shelf).out
    (shelf / "content/lib/images/rain.png").write_bytes(b"another")
    assert approvals_of("rain", shelf, run) == ["lapsed: Bo, 2026-11-21: the image `images/rain.png` changed"]


def test_each_cut_and_language_is_approved_by_itself(shelf: Path, run: Run) -> None:
    run("approve", "content/lib/wells.fr.md", "wells@short", "--by", "Bo", "--on", "2026-11-21", cwd=shelf)
    change(shelf, "facts.yaml", "fr: puits", "fr: sources")
    assert approvals_of("wells", shelf, run) == [
        "Ann Lee (legal), 2026-11-20",
        "wells.fr: lapsed: Bo, 2026-11-21: the fact `wells` was `12500 puits @count` and is `12500 sources @count`",
        "wells@short: Bo, 2026-11-21",
    ]


def test_the_file_keeps_its_comments_and_its_form(shelf: Path, run: Run) -> None:
    path = shelf / "content/lib/approvals.yaml"
    own = "# ours\r\n\r\n" + "".join(f"  {line}\r\n" for line in path.read_text().splitlines()[1:]) + "# end"
    path.write_bytes(own.encode())
    assert run("approve", "rain", "--by", "true", "--on", "2026-11-21", cwd=shelf).code == 0
    written = path.read_bytes().decode()
    assert written.startswith(own + '\r\n  - block: rain\r\n    by: "true"\r\n    on: 2026-11-21\r\n')
    assert approvals_of("rain", shelf, run) == ["true, 2026-11-21"]


def test_the_same_approval_is_recorded_once(shelf: Path, run: Run) -> None:
    before = (shelf / "content/lib/approvals.yaml").read_bytes()
    told = run("approve", "wells", "--by", "ann  LEE", "--role", "legal", cwd=shelf)
    assert "already approved" in told.out
    assert (shelf / "content/lib/approvals.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("welsl", "--by", "Ann"), "no text `welsl` in `content/` [block-unknown]\n  hint: did you mean `wells`?"),
        (("wells.ko", "--by", "Ann"), "[block-unknown]"),
        (("wells", "--by", " "), "`--by` names nobody [approval-nobody]"),
        (("wells", "--by", "Ann", "--on", "20.11.2026"), "`20.11.2026` after `--on` is not a date [day-syntax]"),
        (
            ("wells", "--by", "Zo\udceb"),
            "the text after `--by` has the character U+DCEB, which cannot be written [option-text]",
        ),
        (("wells", "--by", "\x1b[31mAnn"), "the text after `--by` has the character U+001B"),
        (("wells", "--by", "Ann", "--role", "le\x00gal"), "the text after `--role` has the character U+0000"),
        (("wells", "--by", "Ann", "--library", "lob"), "[library-unknown]"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(shelf: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
    told = run("approve", *arguments, cwd=shelf)
    assert (told.code, said in told.err) == (2, True), told.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- block: wells\n  by: Ann\n", "approvals.yaml:1: error: in item 1 the key `on` is missing"),
        ("- {block: wells, by: Ann, on: yesterday, text: a}\n", "approvals.yaml:1: error: `on` must be a date"),
        ("wells: Ann\n", "approvals.yaml:1: error: "),
        ("- block: wells\n by: Ann\n", "[yaml-syntax]"),
        (
            "- {block: welsl, by: Ann, on: 2026-11-20, text: a}\n",
            "approvals.yaml:1: warning: the text that is approved here is not in the library",
        ),
    ],
)
def test_a_record_that_cannot_be_read_is_told_with_its_line(shelf: Path, run: Run, content: str, said: str) -> None:
    (shelf / "content/lib/approvals.yaml").write_text(content)
    assert said in run("check", cwd=shelf).err


def test_a_list_in_brackets_is_left_as_it_is(shelf: Path, run: Run) -> None:
    path = shelf / "content/lib/approvals.yaml"
    path.write_text("[{block: wells, by: Ann, on: 2026-11-20, text: a}]\n")
    told = run("approve", "rain", "--by", "Bo", cwd=shelf)
    assert (told.code, "approvals.yaml:1" in told.err, "[approvals-form]" in told.err) == (1, True, True)
    assert path.read_text() == "[{block: wells, by: Ann, on: 2026-11-20, text: a}]\n"


def test_check_tells_of_approvals_that_nobody_requires(shelf: Path, run: Run) -> None:
    change(shelf, "facts.yaml", "12500", "12600")
    told = run("check", "note", cwd=shelf)
    assert told.code == 0
    assert "briefs/note.yaml (en): approvals: 0 of 1 texts approved\n" in told.out
    assert "lapsed: `wells` by Ann Lee (legal), 2026-11-20: the fact `wells` was" in told.out
    assert "approval-" not in told.err


def require(folder: Path, text: str) -> None:
    path = folder / "briefgen.yaml"
    path.write_text(path.read_text() + text)


def test_two_pairs_of_eyes_are_two_people(shelf: Path, run: Run) -> None:
    require(shelf, "requires: {approvals: 2, roles: [legal]}\n")
    told = run("build", "note", "-t", "html", cwd=shelf)
    assert (told.code, (shelf / "out/note.html").exists()) == (1, False)
    assert (
        "content/lib/wells.md:1: error: `wells` needs 2 approvals by different people and has 1, "
        "by Ann Lee (legal), 2026-11-20 [approval-missing]\n" in told.err
    )
    run("approve", "wells", "--by", "ANN LEE", "--role", "editor", cwd=shelf)
    assert run("build", "note", "-t", "html", cwd=shelf).code == 1
    run("approve", "wells", "--by", "Bo Park", "--on", "2026-11-21", cwd=shelf)
    assert run("build", "note", "-t", "html", cwd=shelf).code == 0
    manifest = json.loads((shelf / "out/manifest.json").read_text())
    entries = manifest["files"]["note.html"]["approvals"]
    assert {"block": "wells", "by": "Bo Park", "on": "2026-11-21", "role": ""} in entries
    assert len(entries) == 3


def test_a_lapsed_approval_stops_the_build_at_the_line_that_changed(shelf: Path, run: Run) -> None:
    require(shelf, "requires: {roles: [legal]}\n")
    assert run("check", "note", cwd=shelf).code == 0
    change(shelf, "wells.md", "They are", "They were")
    told = run("check", "note", cwd=shelf)
    assert told.code == 1
    assert "content/lib/wells.md:9: error: `wells` needs 1 approval and has none and has no approval" in told.err
    assert "[approval-lapsed]" in told.err
    assert "`briefgen approve wells --by NAME --role legal`" in told.err


def test_an_approval_of_another_text_of_the_block_does_not_count(shelf: Path, run: Run) -> None:
    require(shelf, "requires: {approvals: 1}\n")
    assert run("check", "note", cwd=shelf).code == 0
    assert run("build", "note", "-l", "fr", "-t", "html", cwd=shelf).code == 1
    (shelf / "briefs/note.yaml").write_text(FILES["briefs/note.yaml"] + "cuts: {wells: short}\n")
    told = run("check", "note", cwd=shelf)
    assert "`wells@short` needs 1 approval and has none; approved is another text of this block: `wells`" in told.err


def test_an_audience_can_require_more_than_the_project(shelf: Path, run: Run) -> None:
    require(shelf, "requires: {approvals: 1}\n")
    own = shelf / "templates/public-report/audience.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("extends: public-report\nrequires: {roles: [director]}\n")
    told = run("check", "note", cwd=shelf)
    assert "`wells` has no approval by somebody with the role `director` [approval-missing]" in told.err


def preview(shelf: Path) -> tuple[bytes, list[str]]:
    """What a preview shows, and the codes of the problems above it."""
    sink = Sink()
    project = load_project(shelf, sink)
    content = build_preview_bytes(project, load_brief(project, "note", sink), Format.HTML, sink)
    return content, [problem.code for problem in sink.diagnostics if problem.code.startswith("approval-")]


@pytest.mark.parametrize(
    ("needed", "codes"),
    [
        ("", []),
        ("requires: {roles: [legal]}\n", []),
        ("requires: {approvals: 2}\n", ["approval-missing"]),
        ("requires: {roles: [director]}\n", ["approval-missing"]),
    ],
)
def test_a_preview_shows_a_text_without_its_approvals_and_says_so(shelf: Path, needed: str, codes: list[str]) -> None:
    require(shelf, needed)
    content, found = preview(shelf)
    assert (b"They are deep" in content, found) == (True, codes)


def test_a_preview_shows_a_text_whose_approval_lapsed(shelf: Path) -> None:
    require(shelf, "requires: {approvals: 1}\n")
    change(shelf, "wells.md", "They are", "They were")
    content, found = preview(shelf)
    assert (b"They were deep" in content, found) == (True, ["approval-lapsed"])


def test_a_preview_reports_missing_approvals_beside_other_errors(shelf: Path) -> None:
    require(shelf, "requires: {approvals: 2}\n")
    change(shelf, "wells.md", "@deep", "@nobody")
    sink = Sink()
    project = load_project(shelf, sink)
    with pytest.raises(BriefgenError):
        build_preview_bytes(project, load_brief(project, "note", sink), Format.HTML, sink)
    assert {problem.code for problem in sink.diagnostics} >= {"cite-unknown", "approval-lapsed"}


def test_only_approvers_of_the_project_approve(shelf: Path, run: Run) -> None:
    require(shelf, "approvers: {Ann Lee: [legal], Bo Park: }\n")
    told = run("approve", "wells", "--by", "Bo Prak", cwd=shelf)
    assert (told.code, "did you mean `Bo Park`?" in told.err) == (1, True)
    told = run("approve", "rain", "--by", "Ann Lee", "--role", "editor", cwd=shelf)
    assert "`Ann Lee` does not approve as `editor`: briefgen.yaml has `legal` [approval-approver]" in told.err
    assert run("approve", "rain", "--by", "Bo Park", "--role", "editor", cwd=shelf).code == 0
    change(shelf, "approvals.yaml", "by: Ann Lee", "by: Anna Lee")
    told = run("check", cwd=shelf)
    assert told.code == 1
    assert "content/lib/approvals.yaml:3: error: `Anna Lee` is not under `approvers:`" in told.err


def test_a_new_approval_is_entered_in_the_manifest_of_a_current_file(shelf: Path, run: Run) -> None:
    run("build", "note", "-t", "html", cwd=shelf)
    run("approve", "wells", "--by", "Bo Park", "--on", "2026-11-21", cwd=shelf)
    assert "approvals" in run("verify", "out/note.html", cwd=shelf).out
    run("build", "note", "-t", "html", cwd=shelf)
    manifest = json.loads((shelf / "out/manifest.json").read_text())
    assert [entry["by"] for entry in manifest["files"]["note.html"]["approvals"]] == ["Ann Lee", "Bo Park"]
