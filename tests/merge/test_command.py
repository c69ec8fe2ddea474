"""`briefgen merge`: what it prints, what it refuses, and what it does not write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree

from briefgen.edit.file_edit import read_bytes
from briefgen.load import load_project
from briefgen.merge.file_merge import write_merge
from briefgen.merge.word_file import read_edited_file
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.schema.merge_output import MergeOutput
from tests.merge.desk import BLOCK, TEXT, Desk
from tests.merge.word_edits import W
from tests.running import Result

Run = Callable[..., Result]


def test_the_command_lists_accepts_and_says_which_approvals_lapse(desk: Desk, run: Run) -> None:
    assert run("approve", "situation/wells", "--by", "Bo Park", cwd=desk.root).code == 0
    desk.word.replace("tired", "exhausted")
    desk.word.replace("95", "96")
    desk.word.save(desk.file)
    listed = run("merge", str(desk.file), cwd=desk.root)
    assert listed.code == 0
    assert f"   2  prose  {BLOCK}:10  situation/wells  by Ann Lee\n      - tired\n      + exhausted\n" in listed.out
    assert desk.text == TEXT
    dry = run("merge", str(desk.file), "--accept", "1-2", "--dry-run", cwd=desk.root)
    assert (dry.code, desk.text) == (0, TEXT)
    done = run("merge", str(desk.file), "--accept", "1-2", cwd=desk.root)
    assert done.code == 0
    assert f"wrote {BLOCK}" in done.out
    assert "this approval lapses: situation/wells: Bo Park" in done.err
    assert "[merge-left]" in done.err
    assert desk.text == TEXT.replace("tired.", "exhausted.")


def test_programs_get_each_change_with_its_place_and_what_became_of_it(desk: Desk, run: Run) -> None:
    desk.word.replace("tired", "exhausted")
    desk.word.replace("95", "96")
    desk.word.comment("Nothing else is known.", "Really?")
    desk.word.save(desk.file)
    listed = run("merge", str(desk.file), "--format", "json", cwd=desk.root)
    assert (listed.code, listed.err.strip()) == (0, "[]")
    report = json.loads(listed.out)
    MergeOutput.model_validate_json(listed.out, strict=True)
    rows = [
        (row["number"], row["kind"], row["file"], row["line"], row["old"], row["new"], row["decision"])
        for row in report["changes"]
    ]
    assert rows == [
        (1, "fact", "content/clean-water/facts.yaml", 10, "95", "96", "cannot be accepted"),
        (2, "prose", BLOCK, 10, "tired", "exhausted", "can be accepted"),
        (None, "comment", BLOCK, 25, "Nothing else is known.", "", None),
    ]
    assert report["changes"][2]["comments"][0]["text"] == "Really?"
    assert (report["brief"], report["files"], report["written"]) == ("water-report", [BLOCK], False)
    accepted = run("merge", str(desk.file), "--accept", "2", "--format", "json", cwd=desk.root)
    report = json.loads(accepted.out)
    assert [row["decision"] for row in report["changes"]] == ["cannot be accepted", "accepted", None]
    assert report["written"]
    assert desk.text == TEXT.replace("tired.", "exhausted.")


def test_tracked_changes_of_footers_and_contents_are_listed_and_not_written(desk: Desk, run: Run) -> None:
    name = next(name for name in sorted(desk.word.parts) if re.fullmatch(r"word/footer\d*\.xml", name))
    footer = desk.word.roots[name] = etree.fromstring(desk.word.parts[name])
    contents = next(found for found in desk.word.body.iter(f"{W}p") if desk.word.style(found).upper() == "TOC1")
    for paragraph, words in ((etree.SubElement(footer, f"{W}p"), "Not for the press"), (contents, "Wells")):
        insertion = etree.SubElement(paragraph, f"{W}ins", {f"{W}author": "Bo Park"})
        etree.SubElement(etree.SubElement(insertion, f"{W}r"), f"{W}t").text = words
    desk.word.save(desk.file)
    listed = run("merge", str(desk.file), "--accept", "all", cwd=desk.root)
    assert "header, footer or contents  outside of the text  by Bo Park\n      + Not for the press" in listed.out
    assert listed.out.count("header, footer or contents  outside of the text  by Bo Park") == 2
    assert listed.err.count("[merge-left]") == 2
    assert desk.text == TEXT


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("--accept", "some"), "merge-accept", 2),
        (("--accept", "all,3"), "merge-accept", 2),
        (("--accept", "2-"), "merge-accept", 2),
        (("--accept", "2-1"), "merge-accept", 2),
        (("--accept", "0"), "merge-accept", 2),
        (("--accept", ","), "merge-accept", 2),
        (("--accept", "99"), "merge-number", 1),
    ],
)
def test_what_cannot_be_accepted_is_said(
    desk: Desk, run: Run, arguments: tuple[str, ...], code: str, exit_code: int
) -> None:
    desk.word.replace("tired", "exhausted")
    desk.word.save(desk.file)
    result = run("merge", str(desk.file), *arguments, cwd=desk.root)
    assert (result.code, f"[{code}]" in result.err) == (exit_code, True)
    assert desk.text == TEXT


def test_numbers_that_no_change_has_are_one_error(desk: Desk, run: Run) -> None:
    desk.word.replace("tired", "exhausted")
    desk.word.save(desk.file)
    result = run("merge", str(desk.file), "--accept", "1-999", cwd=desk.root)
    assert (result.code, result.err.count("[merge-number]"), desk.text) == (1, 1, TEXT)
    assert "there is no change 2 in `edited.docx`: its last is 1" in result.err


def test_a_block_that_changed_or_is_gone_when_the_merge_writes_stops_it(desk: Desk) -> None:
    desk.word.replace("tired", "exhausted")
    result = desk.merge(frozenset())
    project = load_project(desk.root, Sink())
    for now in (b"Other words.\n", None):
        (desk.root / BLOCK).unlink()
        if now is not None:
            (desk.root / BLOCK).write_bytes(now)
        with pytest.raises(BriefgenError) as stopped:
            write_merge(project, result, Sink())
        (problem,) = stopped.value.diagnostics
        assert (problem.code, str(problem.origin)) == ("merge-changed", BLOCK)
        assert read_bytes(desk.root / BLOCK) == now


BOMB = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
BAD_FILES: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("words", encoding="utf-8"),
    "empty": lambda path: path.write_bytes(b""),
    "encrypted": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "zip": lambda path: write_parts(path, {"words.txt": b"x"}),
    "macros": lambda path: write_parts(path, {"word/document.xml": b"<w/>", "word/vbaProject.bin": b"x"}),
    "entities": lambda path: write_parts(path, {"word/document.xml": BOMB}),
    "nested": lambda path: write_parts(path, {"word/document.xml": b"<w>" * 5_000 + b"</w>" * 5_000}),
    "damaged": lambda path: write_parts(path, {"word/document.xml": b"<w>"}),
    "large": lambda path: write_parts(path, {"word/document.xml": b" " * 101_000_000}),
}


def write_parts(path: Path, parts: dict[str, bytes]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "edited.docx"
    BAD_FILES[kind](path)
    sink = Sink()
    with pytest.raises(BriefgenError) as refused:
        read_edited_file(path, sink)
    assert {found.code for found in (*sink.diagnostics, *refused.value.diagnostics)} == {"merge-format"}
    assert len(refused.value.diagnostics) == 1


def test_a_file_of_another_project_is_refused(desk: Desk, run: Run) -> None:
    content = desk.word.parts["docProps/custom.xml"]
    desk.word.parts["docProps/custom.xml"] = re.sub(rb"(?<=lpwstr>)[a-z]+", 24 * b"x", content)
    desk.word.save(desk.file)
    result = run("merge", str(desk.file), "--accept", "all", cwd=desk.root)
    assert (result.code, "[merge-unknown]" in result.err, desk.text) == (1, True, TEXT)


def test_a_file_that_lost_its_id_is_compared_with_the_built_file_most_like_it(desk: Desk, run: Run) -> None:
    desk.word.replace("tired", "exhausted", tracked=False)
    desk.word.drop_anchors()
    desk.word.save(desk.file)
    result = run("merge", str(desk.file), "--accept", "all", cwd=desk.root)
    assert (result.code, "[merge-guessed]" in result.err) == (0, True)
    assert desk.text == TEXT.replace("tired.", "exhausted.")


def test_another_text_without_an_id_is_refused(desk: Desk, run: Run) -> None:
    for text in desk.word.body.iter("{*}t"):
        text.text = "other words of somebody else"
    desk.word.drop_anchors()
    desk.word.save(desk.file)
    result = run("merge", str(desk.file), cwd=desk.root)
    assert (result.code, "[merge-unknown]" in result.err) == (1, True)
