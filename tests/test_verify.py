"""Finished files are recognised, and what is out of date is named."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result

Run = Callable[..., Result]


@pytest.fixture
def towns(project: Callable[[str], Path], run: Run) -> Path:
    """A campaign that has been made."""
    folder = project("campaign")
    assert run("batch", "towns", "-j", "1", cwd=folder).code == 0
    return folder


def reword(folder: Path) -> None:
    wells = folder / "content/water/wells.md"
    wells.write_text(wells.read_text().replace("drink", "drank"))


def test_a_file_is_recognised_and_current(run: Run, towns: Path) -> None:
    told = run("verify", "out/north/report-en.html", cwd=towns)
    assert (told.code, told.err) == (0, "")
    assert "brief report in en for north, audience public-report" in told.out
    assert "block wells" in told.out
    assert told.out.endswith("  current\n")


def test_a_copy_elsewhere_is_recognised(run: Run, towns: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(towns / "out/south/report-en.html", tmp_path / "sent by post.html"))
    told = run("verify", str(copy), cwd=towns)
    assert told.code == 0
    assert told.out.startswith("south/report-en.html\n")


def test_a_file_out_of_date_says_why(run: Run, towns: Path) -> None:
    reword(towns)
    told = run("verify", "out/north/report-en.html", cwd=towns)
    assert told.code == 0
    assert "  out of date: block wells\n" in told.out
    assert "verify-outdated" in told.err
    assert run("verify", "out/north/report-en.html", "--strict", cwd=towns).code == 1


def test_a_file_changed_by_hand_is_an_error(run: Run, towns: Path) -> None:
    (towns / "out/north/report-en.html").write_text("scribbled")
    told = run("verify", "out/north/report-en.html", cwd=towns)
    assert (told.code, "verify-changed" in told.err) == (1, True)


def test_a_stranger_is_an_error_and_a_missing_file_wrong_usage(run: Run, towns: Path) -> None:
    assert "verify-unknown" in run("verify", "briefgen.yaml", cwd=towns).err
    assert run("verify", "nothing.pdf", cwd=towns).code == 2


def test_a_brief_that_was_built_by_itself_is_recognised_too(run: Run, towns: Path) -> None:
    assert run("build", "report", "--to", "html", cwd=towns).code == 0
    told = run("verify", "out/report.html", cwd=towns)
    assert (told.code, told.out.splitlines()[-1]) == (0, "  current")


def test_impact_names_the_files_that_carry_a_block_and_those_out_of_date(run: Run, towns: Path) -> None:
    assert "  carried by north/report-en.html\n" in run("impact", "wells", cwd=towns).out
    reword(towns)
    run("batch", "towns", "--only", "south", cwd=towns)
    told = run("impact", "wells", cwd=towns).out
    assert "  carried by north/report-en.html, out of date\n" in told
    assert "  carried by south/report-en.html\n" in told


def test_the_index_lists_every_file_of_the_manifest(towns: Path) -> None:
    manifest = json.loads((towns / "out/manifest.json").read_text())
    files = manifest["files"]
    index = (towns / "out/index.html").read_text()
    for path, entry in files.items():
        assert f'<a href="{path}">' in index
        assert entry["sha256"] in index
    assert "Aberg" not in index, "only ids of recipients"
    version = manifest["inputs"][files["north/report-en.html"]["inputs"]]["block wells"]
    assert f"block wells <code>{version[:12]}</code>" in index
    assert index.count('<a href="#set-1">') == 2, "both files show the same blocks"


def test_a_block_of_the_same_name_in_another_library_is_carried_by_no_file(run: Run, towns: Path) -> None:
    shutil.copytree(towns / "content/water", towns / "content/other")
    told = run("impact", "wells", cwd=towns).out
    of_water, of_other = told.split("block wells in water")[1], told.split("block wells in other")[1]
    assert "carried by north/report-en.html" in of_water
    assert "carried by" not in of_other.split("block wells in water", maxsplit=1)[0]


def test_a_text_that_only_moved_in_its_file_makes_no_file_out_of_date_and_the_index_knows_what_is_in_it(
    run: Run, towns: Path
) -> None:
    wells = towns / "content/water/wells.md"
    wells.write_text(wells.read_text().replace("status: approved", "status: draft"))  # a message, with its line
    run("batch", "towns", "-j", "1", cwd=towns)
    wells.write_text(wells.read_text().replace("status: draft", "status: draft\ntopics: [water]"))
    assert run("verify", "out/north/report-en.html", cwd=towns).err == ""
    assert "changed: place in its file of block wells" in run("batch", "towns", "--dry-run", cwd=towns).out
    assert " the same as before" in run("batch", "towns", "-j", "1", cwd=towns).err
    manifest = json.loads((towns / "out/manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["files"].values():
        assert "block wells" in manifest["inputs"][entry["inputs"]]
    rows = (towns / "out/index.html").read_text(encoding="utf-8").split("</thead>")[1].split("</table>")[0].split("<tr")
    assert [row for row in rows[1:] if "set " not in row] == []


def test_what_a_file_was_made_from_is_told_by_name_and_its_form_by_number(run: Run, towns: Path) -> None:
    told = run("verify", "out/north/report-en.html", cwd=towns).out
    assert "\n  library water\n  block wells" in told
    assert re.search(r"\d+ styles, \d+ templates, \d+ tools, by name in manifest.json", told)
    reword(towns)
    assert "hint: make it again: `briefgen batch towns`" in run("verify", "out/north/report-en.html", cwd=towns).err


def test_the_manifest_tells_how_a_file_stands_to_every_rule_and_the_index_what_is_broken(run: Run, towns: Path) -> None:
    audience = towns / "templates/town/audience.yaml"
    audience.parent.mkdir(parents=True)
    rule = "  - {code: %s, kind: %s, %s, severity: warning, source: A text, as_of: 2026-11}\n"
    audience.write_text(
        "extends: public-report\ntitle: Town\nrules:\n"
        + rule % ("length", "words", "limit: 1")
        + rule % ("named", "fields", "values: [subtitle]")
        + rule % ("spoken", "languages", "values: [en]"),
        encoding="utf-8",
    )
    brief = towns / "briefs/report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("public-report", "town"), encoding="utf-8")
    assert run("batch", "towns", "-j", "1", cwd=towns).code == 0
    told = json.loads((towns / "out/manifest.json").read_text(encoding="utf-8"))["files"]["north/report-en.html"]
    rules = {rule["code"]: rule for rule in told["rules"]}
    assert (rules["rule-length"]["limit"], rules["rule-length"]["kept"]) == (1, False)
    assert rules["rule-spoken"] == {"code": "rule-spoken", "found": "en", "kept": True, "limit": "en"}
    index = (towns / "out/index.html").read_text(encoding="utf-8")
    assert "rule-named: without subtitle, asked for: subtitle" in index
    assert "1 other rule kept" in index
