"""A file of sources that Better BibTeX exports by itself: its keys stay, and the preview sees each export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from watchfiles import Change

from briefgen.load.bibliography.sources import load_sources
from briefgen.model.diagnostic import Sink
from briefgen.preview.watch import _SourceFileFilter

WORK: dict[str, Any] = {
    "id": "youngDefenceDueDeference2009",
    "citation-key": "youngDefenceDueDeference2009",
    "type": "article-journal",
    "title": "In Defence of Due Deference",
    "container-title": "Modern Law Review",
    "author": [{"family": "Young", "given": "Alison L."}],
    "issued": {"date-parts": [["2009", 7]]},
    "accessed": {"date-parts": [["2026", 11, 2]]},
    "volume": "72",
    "page": "554-580",
    "language": "en",
    "note": "a remark for ourselves",
}


def export(folder: Path, *works: dict[str, Any]) -> None:
    """Write the file as an export does: the whole of it, again."""
    (folder / "sources.json").write_text(json.dumps(works, indent=2), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [{}, {"title": "Due Deference, Defended"}, {"issued": {"date-parts": [["2010"]]}}, {"author": [{"literal": "Y"}]}],
    ids=["as it was", "title", "date", "author"],
)
def test_the_key_stays_when_a_work_is_corrected(change: dict[str, Any], tmp_path: Path) -> None:
    export(tmp_path, WORK | change, {**WORK, "id": "lee2020", "citation-key": "lee2020"})
    sink = Sink()
    assert set(load_sources(tmp_path, tmp_path, sink).by_key) == {"youngDefenceDueDeference2009", "lee2020"}
    assert [problem.message for problem in sink.diagnostics] == []


def test_the_key_of_zotero_counts_where_the_id_is_an_address(tmp_path: Path) -> None:
    export(tmp_path, WORK | {"id": "http://zotero.org/users/1/items/ABCD2345"})
    loaded = load_sources(tmp_path, tmp_path, Sink())
    assert set(loaded.by_key) == {"youngDefenceDueDeference2009"}
    assert loaded.aliases == {"http://zotero.org/users/1/items/ABCD2345": "youngDefenceDueDeference2009"}


def test_own_sources_are_beside_the_export(tmp_path: Path) -> None:
    export(tmp_path, WORK)
    (tmp_path / "sources.yaml").write_text("- {id: own, type: book, title: Own}\n", encoding="utf-8")
    assert set(load_sources(tmp_path, tmp_path, Sink()).by_key) == {"own", "youngDefenceDueDeference2009"}


def test_half_an_export_is_one_error_and_loses_nothing_when_it_is_whole(tmp_path: Path) -> None:
    export(tmp_path, WORK)
    whole = (tmp_path / "sources.json").read_text("utf-8")
    (tmp_path / "sources.json").write_text(whole[:100], encoding="utf-8")
    sink = Sink()
    assert load_sources(tmp_path, tmp_path, sink).by_key == {}
    assert [problem.code for problem in sink.diagnostics] == ["json-syntax"]
    (tmp_path / "sources.json").write_text(whole, encoding="utf-8")
    assert len(load_sources(tmp_path, tmp_path, Sink()).by_key) == 1


def test_the_preview_sees_an_export(tmp_path: Path) -> None:
    accepts = _SourceFileFilter(tmp_path / "out")
    for name in ("sources.json", "sources.bib", "sources.yaml"):
        for change in (Change.added, Change.modified):
            assert accepts(change, str(tmp_path / "content/water" / name))
    assert not accepts(Change.modified, str(tmp_path / "out/sources.json"))
