"""A campaign that is run again makes what changed, and nothing else."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import chdir, closing
from pathlib import Path

import pytest

from briefgen import file_lock
from briefgen.__main__ import main
from briefgen.campaign import InputCache, plan_single_brief
from briefgen.load import load_brief, load_project
from briefgen.model.brief import Recipient
from briefgen.model.diagnostic import Origin, Sink
from briefgen.write import manifest
from tests.running import Result, copy_project, files_below

Run = Callable[..., Result]


def write_towns(folder: Path) -> Path:
    """Two briefs on one library for the campaign of a project: `report` shows all of it, `short` leaves `pumps` out."""
    block = "---\ntitle: Pumps\nkind: situation\nsensitivity: public\nstatus: approved\n---\nPumps are broken.\n"
    (folder / "content/water/pumps.md").write_text(block)
    report = (folder / "briefs/report.yaml").read_text()
    (folder / "briefs/short.yaml").write_text(f"{report}exclude: [pumps]\n")
    change(folder / "campaigns/towns.yaml", "briefs: [report]", "briefs: [report, short]")
    return folder


@pytest.fixture
def towns(project: Callable[[str], Path]) -> Path:
    """The project before its first run."""
    return write_towns(project("campaign"))


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project after its first run. Nobody changes it."""
    folder = write_towns(copy_project("campaign", tmp_path_factory.mktemp("built")))
    with chdir(folder):
        assert main(("batch", "towns", "-j", "1", "-q")) == 0
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copytree(built_once, tmp_path / "campaign"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def plan(run: Run, folder: Path, *options: str) -> dict[str, str]:
    """What `--dry-run` says of each document."""
    result = run("batch", "towns", "--dry-run", *options, cwd=folder)
    assert result.code == 0, result.err
    assert ("nothing was composed" in result.err) == any("up to date" not in line for line in result.out.splitlines())
    return dict(line.split("  ", 1) for line in result.out.splitlines())


def made(run: Run, folder: Path, *options: str) -> list[str]:
    """The files that a run makes."""
    result = run("batch", "towns", "-j", "1", *options, cwd=folder)
    assert result.code == 0, result.err
    return [line.split("  ")[0].removeprefix("out/") for line in result.out.splitlines()]


ALL = ["north/report-en", "south/report-en", "north/short-en", "south/short-en"]


def test_everything_is_new_at_first_and_up_to_date_afterwards(run: Run, towns: Path) -> None:
    assert plan(run, towns) == dict.fromkeys(ALL, "new")
    assert not (towns / "out").exists(), "a dry run writes nothing"
    assert made(run, towns) == [f"{stem}.html" for stem in ALL]
    assert plan(run, towns) == dict.fromkeys(ALL, "up to date")
    before = {path: path.stat().st_mtime_ns for path in (towns / "out").rglob("*.*") if path.is_file()}
    assert made(run, towns) == []
    assert before == {path: path.stat().st_mtime_ns for path in (towns / "out").rglob("*.*") if path.is_file()}


def test_a_changed_block_is_made_anew_where_it_is_shown_and_nowhere_else(run: Run, built: Path) -> None:
    change(built / "content/water/pumps.md", "broken", "new")
    shown = {stem: "changed: block pumps" if "report" in stem else "up to date" for stem in ALL}
    assert plan(run, built) == shown
    assert made(run, built) == ["north/report-en.html", "south/report-en.html"]
    assert "Pumps are new." in (built / "out/south/report-en.html").read_text()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/water/pumps.md", "kind: situation", "kind: situation\ntopics: [engines]\norder: 3"),
        ("content/water/pumps.md", "sensitivity: public", "audiences: [public-report]\nsensitivity: public"),
        ("campaigns/towns.yaml", "briefs:", "# a remark\nbriefs:"),
        ("briefs/report.yaml", "title: Water", "# a remark\ntitle: Water"),
    ],
)
def test_what_alters_nothing_makes_nothing(run: Run, built: Path, file: str, old: str, new: str) -> None:
    change(built / file, old, new)
    assert plan(run, built) == dict.fromkeys(ALL, "up to date")
    assert made(run, built) == []


def test_an_approval_is_a_change_only_for_files_that_print_its_text(run: Run, towns: Path) -> None:
    north, by = ("--only", "north"), ("--by", "Ann Lee", "--on", "2026-11-20")
    (towns / "content/water/pumps@brief.md").write_text("Few pumps.\n")
    (towns / "content/water/pumps.fr.md").write_text("---\ntitle: Pompes\n---\nDes pompes.\n")
    made(run, towns, *north)
    assert run("approve", "pumps@brief", "pumps.fr", *by, cwd=towns).code == 0
    assert plan(run, towns, *north) == dict.fromkeys(("north/report-en", "north/short-en"), "up to date")
    assert run("approve", "pumps", *by, cwd=towns).code == 0
    assert made(run, towns, *north) == ["north/report-en.html"]
    manifest = json.loads((towns / "out/manifest.json").read_text())["files"]
    assert [entry["block"] for entry in manifest["north/report-en.html"]["approvals"]] == ["pumps"]


def test_what_alters_no_word_is_composed_but_not_printed_anew(run: Run, built: Path) -> None:
    change(built / "content/water/pumps.md", "broken.", "broken.{## since when? ##}")
    assert plan(run, built)["north/report-en"] == "changed: block pumps"
    before = (built / "out/north/report-en.html").stat().st_mtime_ns
    assert made(run, built) == []
    assert (built / "out/north/report-en.html").stat().st_mtime_ns == before
    assert plan(run, built) == dict.fromkeys(ALL, "up to date")


def test_a_changed_row_touches_one_recipient(run: Run, built: Path) -> None:
    change(built / "campaigns/towns.csv", "Beberg", "Ceberg")
    assert plan(run, built)["south/report-en"] == "changed: the recipient's row, or who may read it, or `private/`"
    assert made(run, built) == ["south/report-en.html", "south/short-en.html"]


def test_a_template_that_comes_to_hide_a_built_in_one_touches_all(run: Run, built: Path) -> None:
    page = built / "templates/base/coverage.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Printed by hand.</p>", encoding="utf-8")
    assert plan(run, built)["north/report-en"] == "changed: template base/coverage.html"
    run("batch", "towns", "-j", "1", cwd=built)
    page.unlink()
    assert plan(run, built)["north/report-en"] == "changed: template base/coverage.html"


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("styles/base.css", "p { color: black }", "style styles/base.css"),
        ("briefgen.yaml", "organisation: {name: Another}\n", "organisation"),
        ("templates/public-report/page.html", "", "template public-report/page.html"),
    ],
)
def test_styles_templates_and_the_organisation_touch_all(
    run: Run, towns: Path, file: str, text: str, reason: str
) -> None:
    built_in = Path(__file__).parents[1] / file
    (towns / file).parent.mkdir(parents=True, exist_ok=True)
    if file.startswith("templates"):
        shutil.copy(built_in, towns / file)
    made(run, towns)
    if file.startswith("templates"):
        change(towns / file, "<footer", "<footer lang='en'")
    else:
        (towns / file).write_text(text)
    assert reason in plan(run, towns)["north/report-en"]
    run("batch", "towns", "-j", "1", cwd=towns)
    assert plan(run, towns) == dict.fromkeys(ALL, "up to date")


def test_a_word_that_is_divided_elsewhere_touches_all(run: Run, built: Path) -> None:
    with (built / "briefgen.yaml").open("a") as file:
        file.write("\nhyphenation: {en: [pumps]}\n")
    assert plan(run, built) == dict.fromkeys(ALL, "changed: hyphenation")


def test_what_is_forced_is_called_so_and_only_what_was_never_made_is_new(run: Run, towns: Path) -> None:
    made(run, towns, "--only", "south")
    told = plan(run, towns, "--force")
    assert told["north/report-en"] == "new"
    assert told["south/report-en"] == "changed: nothing, but asked for with `--force`"
    assert made(run, towns, "--force") == [f"{stem}.html" for stem in ALL]


def test_a_file_that_is_gone_is_made_anew(run: Run, built: Path) -> None:
    (built / "out/north/report-en.html").unlink()
    assert plan(run, built)["north/report-en"] == "changed: no file north/report-en.html"
    assert made(run, built) == ["north/report-en.html"]


def test_one_recipient_or_a_few_documents_can_be_looked_at_first(run: Run, towns: Path) -> None:
    assert made(run, towns, "--only", "south") == ["south/report-en.html", "south/short-en.html"]
    assert list(plan(run, towns, "--limit", "1")) == ["north/report-en"]
    wrong = run("batch", "towns", "--only", "suoth", cwd=towns)
    assert (wrong.code, "did you mean `south`" in wrong.err) == (2, True)


def test_files_of_a_deleted_recipient_are_named_and_removed_on_request(run: Run, built: Path) -> None:
    change(built / "campaigns/towns.csv", "north,Aberg\n", "")
    named = run("batch", "towns", cwd=built)
    assert "`north/report-en.html`" in named.err
    assert (built / "out/north/report-en.html").is_file()
    run("batch", "towns", "--only", "south", "--prune", cwd=built)
    assert (built / "out/north/report-en.html").is_file(), "a part of a campaign tells nothing of the rest"
    assert run("batch", "towns", "--prune", cwd=built).code == 0
    assert not (built / "out/north").exists()
    written = json.loads((built / "out/manifest.json").read_text())
    assert sorted(written["files"]) == ["south/report-en.html", "south/short-en.html"]


@pytest.mark.parametrize("changed_by_hand", [False, True])
def test_formats_that_the_last_run_did_not_build_are_named_and_removed_too(
    run: Run,
    towns: Path,
    changed_by_hand: bool,  # noqa: FBT001 - a case
) -> None:
    change(towns / "campaigns/towns.yaml", "briefs: [report, short]", "briefs: [report]")
    made(run, towns, "--only", "north", "-t", "html,docx")
    made(run, towns, "--only", "north", "-t", "html")
    if changed_by_hand:
        (towns / "out/north/report-en.docx").write_text("corrected by hand")
    change(towns / "campaigns/towns.csv", "north,Aberg\n", "")
    named = run("batch", "towns", "--dry-run", cwd=towns).err
    assert "still there: `north/report-en.docx`, `north/report-en.html`" in named
    said = run("batch", "towns", "--prune", cwd=towns).err
    assert files_below(towns / "out/north") == (["report-en.docx"] if changed_by_hand else [])
    assert ("`north/report-en.docx` is no longer in the campaign, but was changed" in said) == changed_by_hand
    assert list(json.loads((towns / "out/manifest.json").read_text())["files"]) == ["south/report-en.html"]


def test_what_was_pruned_is_taken_out_of_the_manifest_though_nothing_else_could_be_made(run: Run, built: Path) -> None:
    change(built / "campaigns/towns.csv", "north,Aberg\n", "")
    change(built / "content/water/pumps.md", "Pumps are", "In {{ recipient.street }}, pumps are")
    result = run("batch", "towns", "--prune", cwd=built)
    assert (result.code, "recipients-column" in result.err) == (1, True)
    assert not (built / "out/north").exists()
    for name in ("manifest.json", "index.html"):
        told = (built / "out" / name).read_text()
        assert ("south/report-en.html" in told, "north/" in told) == (True, False), name


def test_manifest_and_index_know_what_another_run_entered_while_this_one_waited_for_them(
    run: Run, towns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(run, towns, "--only", "north")
    wait, waited = file_lock.wait_for_lock, 0

    def while_it_waits(descriptor: int) -> None:
        nonlocal waited
        wait(descriptor)
        waited += 1
        with closing(sqlite3.connect(towns / "out/.briefgen/state.sqlite")) as other, other:
            query = "UPDATE files SET entry = json_set(entry, '$.words', ?) WHERE path = 'north/report-en.html'"
            other.execute(query, (4710 + waited,))

    monkeypatch.setattr(manifest, "wait_for_lock", while_it_waits)
    made(run, towns, "--only", "south")
    assert waited == 3, "to open the state, to write the manifest, to write the index"
    written = json.loads((towns / "out/manifest.json").read_text())["files"]
    assert written["north/report-en.html"]["words"] == 4712
    assert "<td>4713</td>" in (towns / "out/index.html").read_text()


def test_a_pruned_file_that_was_changed_by_hand_is_left(run: Run, built: Path) -> None:
    (built / "out/north/report-en.html").write_text("corrected by hand")
    change(built / "campaigns/towns.csv", "north,Aberg\n", "")
    said = run("batch", "towns", "--prune", cwd=built).err
    assert "was changed since" in said
    assert "removed: north/short-en.html\n" in said
    assert (built / "out/north/report-en.html").read_text() == "corrected by hand"


def test_warnings_of_a_document_that_is_up_to_date_are_told_again(run: Run, towns: Path) -> None:
    change(towns / "content/water/pumps.md", "status: approved", "status: draft")
    first = run("batch", "towns", "-j", "1", cwd=towns).err
    again = run("batch", "towns", "--strict", cwd=towns)
    warning = next(line for line in first.splitlines() if "block-draft" in line)
    assert warning in again.err
    assert again.code == 1


def test_a_document_that_failed_is_tried_again(run: Run, towns: Path) -> None:
    change(towns / "content/water/pumps.md", "broken", "{{ nothing }}")
    assert run("batch", "towns", "-j", "1", cwd=towns).code == 1
    assert plan(run, towns)["north/report-en"] == "new"
    change(towns / "content/water/pumps.md", "{{ nothing }}", "broken")
    assert made(run, towns) == ["north/report-en.html", "south/report-en.html"]


@pytest.mark.parametrize("broken", [b"", b"not a database", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_state_is_set_aside_and_all_is_made_anew(run: Run, built: Path, broken: bytes) -> None:
    state = built / "out/.briefgen/state.sqlite"
    for path in state.parent.iterdir():
        path.unlink()
    state.write_bytes(broken)
    result = run("batch", "towns", "-j", "1", cwd=built)
    assert result.code == 0
    assert ("state-broken" in result.err) == bool(broken)
    assert plan(run, built) == dict.fromkeys(ALL, "up to date")


def test_a_state_of_another_release_is_set_aside(run: Run, built: Path) -> None:
    with sqlite3.connect(built / "out/.briefgen/state.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    result = run("batch", "towns", "-j", "1", cwd=built)
    assert "state-broken" in result.err
    assert len(result.out.splitlines()) == 4


def test_what_a_kill_left_half_written_is_swept_away(run: Run, built: Path) -> None:
    (built / "out/north/.report-en.html.99999999-0123abcd.part").write_bytes(b"half")
    made(run, built)
    assert not [name for name in files_below(built / "out") if name.endswith(".part")]


def test_the_manifest_is_mended_from_the_state(run: Run, built: Path) -> None:
    manifest = built / "out/manifest.json"
    before = manifest.read_text()
    manifest.unlink()
    assert made(run, built) == []
    assert manifest.read_text() == before
    entry = json.loads(before)["files"]["north/report-en.html"]
    assert {"block pumps", "block wells"} <= set(json.loads(before)["inputs"][entry["inputs"]])


def test_wishes_for_one_recipient_touch_that_recipient_alone(run: Run, built: Path) -> None:
    campaign = built / "campaigns/towns.yaml"
    campaign.write_text(f"{campaign.read_text()}overrides:\n  south: {{title: Wells, exclude: [pumps]}}\n")
    told = plan(run, built)
    assert told["north/report-en"] == "up to date"
    assert told["south/report-en"].startswith("changed: brief report")
    made(run, built)
    text = (built / "out/south/report-en.html").read_text()
    assert "<title>Wells" in text
    assert "Pumps" not in text
    change(built / "content/water/pumps.md", "broken", "new")
    assert made(run, built) == ["north/report-en.html"]


def test_wishes_for_nobody_are_an_error(run: Run, towns: Path) -> None:
    campaign = towns / "campaigns/towns.yaml"
    campaign.write_text(f"{campaign.read_text()}overrides:\n  suoth: {{title: Wells}}\n")
    result = run("batch", "towns", cwd=towns)
    assert result.code == 1
    assert "did you mean `south`" in result.err


def test_a_column_that_is_printed_and_missing_is_told_once_before_anything_is_made(run: Run, towns: Path) -> None:
    change(towns / "content/water/pumps.md", "broken", "{{ recipient.twon }}")
    result = run("batch", "towns", cwd=towns)
    assert result.code == 1
    assert result.err.count("the recipients have no column `twon`, which is printed here") == 1
    assert "content/water/pumps.md:7" in result.err
    assert not (towns / "out").exists()


def test_a_state_that_no_block_speaks_of_shares_all_that_is_loaded_and_one_that_recommended_it_does_not(
    towns: Path,
) -> None:
    change(
        towns / "content/water/pumps.md",
        "kind: situation",
        "kind: recommendation\naddressee: the state\naction: Mend the pumps.\nprevious:\n"
        "  - {paragraph: '1.1', cycle: 3, states: [FRA], text: Mend them., position: supported, source: '@none'}",
    )
    sink = Sink()
    project = load_project(towns, sink)
    brief = load_brief(project, "report", sink)
    rows = [Recipient(state, {"id": state, "state": state}, Origin("x")) for state in ("DEU", "ITA", "FRA")]
    shelf = InputCache()
    taken = [shelf.load(plan_single_brief(project, brief.for_recipient(row), None, towns), Sink()) for row in rows]
    assert taken[0] is taken[1]
    assert taken[0] is not taken[2]
    assert taken[0].inputs.library is taken[2].inputs.library, "read once"


def test_a_word_that_is_watched_for_is_looked_for_in_what_was_made_before(run: Run, built: Path) -> None:
    (built / "private").mkdir()
    (built / "private/watchlist.yaml").write_text("terms: [pumps]\n")
    said = run("batch", "towns", "-j", "1", cwd=built)
    assert said.code == 1
    assert "[audit-term]" in said.err


def test_a_new_label_of_a_column_and_another_pseudonym_touch_what_was_made_before(run: Run, built: Path) -> None:
    (built / "private").mkdir()
    (built / "private/people.yaml").write_text("p7: {pseudonym: Kim}\n")
    assert set(plan(run, built)) == set(ALL)
    assert all(reason.startswith("changed") for reason in plan(run, built).values())
    made(run, built)
    campaign = built / "campaigns/towns.yaml"
    campaign.write_text(campaign.read_text() + "sensitivity: {town: confidential}\n")
    assert all(reason.startswith("changed") for reason in plan(run, built).values())
