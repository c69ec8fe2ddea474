"""The manifest says what was made, from what, and survives several runs at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefgen.model.artifact import Artifact, Format, Rendering
from briefgen.model.brief import Recipient
from briefgen.model.diagnostic import BriefgenError, Origin
from briefgen.model.document import Document
from briefgen.write import build_manifest_entry, to_relative_path, update_manifest, write_artifact
from tests.unit.documents import a_document


def made(folder: Path, name: str) -> Artifact:
    return write_artifact(Rendering(Format.PDF, name.encode(), 2), folder / name, 10)


def enter(folder: Path, document: Document, artifacts: Iterable[Artifact]) -> Path:
    """Enter the files of a document in the manifest of their output folder."""
    entries = {
        to_relative_path(artifact.path, folder): build_manifest_entry(document, artifact) for artifact in artifacts
    }
    return update_manifest(folder, entries)


def files(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    return read


def test_a_file_is_entered_with_what_it_was_made_from(tmp_path: Path) -> None:
    artifact = made(tmp_path / "out", "fr/report.pdf")
    enter(tmp_path / "out", a_document(), [artifact])
    entry = files(tmp_path / "out")["fr/report.pdf"]
    assert {name: value for name, value in entry.items() if name not in {"sha256", "briefgen"}} == {
        "approvals": [],
        "audience": "public-report",
        "blocks": ["legal/torture"],
        "brief": "report",
        "cited": ["yoon2024"],
        "facts": ["cat-accession"],
        "format": "pdf",
        "language": "en",
        "pages": 2,
        "recipient": None,
        "words": 10,
    }
    assert entry["sha256"] == artifact.sha256


def test_the_recipient_is_named_by_id_alone(tmp_path: Path) -> None:
    document = a_document()
    recipient = Recipient("emb-1", {"id": "emb-1", "name": "SECRET"}, Origin("campaigns/a.csv", 2))
    enter(tmp_path, replace(document, brief=document.brief.for_recipient(recipient)), [made(tmp_path, "a.pdf")])
    assert files(tmp_path)["a.pdf"]["recipient"] == "emb-1"
    assert "SECRET" not in (tmp_path / "manifest.json").read_text("utf-8")


def test_a_later_run_adds_its_files_and_replaces_its_own(tmp_path: Path) -> None:
    enter(tmp_path, a_document(), [made(tmp_path, "a.pdf"), made(tmp_path, "b.pdf")])
    again = replace(made(tmp_path, "b.pdf"), words=99)
    enter(tmp_path, a_document(), [again, made(tmp_path, "c.pdf")])
    assert {name: entry["words"] for name, entry in files(tmp_path).items()} == {"a.pdf": 10, "b.pdf": 99, "c.pdf": 10}


def test_it_is_the_same_whatever_the_order_and_the_folder(tmp_path: Path) -> None:
    texts = set()
    for folder, names in (("one", ["a.pdf", "b.pdf"]), ("two", ["b.pdf", "a.pdf"])):
        for name in names:
            path = enter(tmp_path / folder, a_document(day=date(2026, 11, 23)), [made(tmp_path / folder, name)])
        texts.add(path.read_text("utf-8"))
    assert len(texts) == 1
    assert str(tmp_path) not in texts.pop()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"files": []}', '{"files": {"a.pdf": 1}}', '{"files": {}} {}', '{"inputs": {}}', "{"]
)
def test_another_file_of_that_name_is_not_overwritten(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(BriefgenError) as caught:
        enter(tmp_path, a_document(), [made(tmp_path, "a.pdf")])
    assert caught.value.diagnostics[0].code == "manifest-broken"
    assert (tmp_path / "manifest.json").read_text("utf-8") == text


@pytest.mark.parametrize("indent", [None, 8])
def test_a_manifest_that_another_program_wrote_is_read_in_any_order(tmp_path: Path, indent: int | None) -> None:
    enter(tmp_path, a_document(), [made(tmp_path, "a.pdf")])
    entry = files(tmp_path)["a.pdf"]
    others = {f"{name}.pdf": {**entry, "inputs": "set-1", "size": 9} for name in range(300, 0, -1)}
    unused = {f"set-{number}": {"block legal/torture": str(number)} for number in range(3)}
    text = json.dumps({"inputs": unused, "remark": [1, {"files": 2}], "files": others}, indent=indent)
    (tmp_path / "manifest.json").write_text(text, "utf-8")
    enter(tmp_path, a_document(), [made(tmp_path, "z.pdf")])
    read = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert list(read["files"]) == sorted([*others, "z.pdf"])
    assert read["files"]["7.pdf"] == others["7.pdf"]
    assert read["inputs"] == {"set-1": {"block legal/torture": "1"}}
    enter(tmp_path, a_document(), [])
    whole = json.dumps(read, ensure_ascii=False, indent=2, sort_keys=True)
    assert (tmp_path / "manifest.json").read_text("utf-8") == f"{whole}\n"


@pytest.mark.parametrize("separator", ["\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}", "\N{NEXT LINE}"])
def test_a_text_is_entered_as_it_is_whatever_ends_lines_in_it(tmp_path: Path, separator: str) -> None:
    """What is copied out of a PDF holds such signs, which JSON does not write otherwise."""
    document = replace(a_document(), cited_keys=(f"yoon{separator}2024",))
    for _ in range(2):
        enter(tmp_path, document, [made(tmp_path, "a.pdf")])
        enter(tmp_path, a_document(), [made(tmp_path, "b.pdf")])
        assert files(tmp_path)["a.pdf"]["cited"] == [f"yoon{separator}2024"]


def test_a_file_outside_of_the_folder_is_not_entered(tmp_path: Path) -> None:
    with pytest.raises(BriefgenError, match="outside of the output folder"):
        enter(tmp_path / "out", a_document(), [made(tmp_path, "a.pdf")])
