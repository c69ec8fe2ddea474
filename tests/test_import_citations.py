"""Citations that Zotero, Mendeley and EndNote keep in a Word file become citations of sources with all their data."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.decompose.citations import choose_keys, write_citation
from briefgen.decompose.imported_text import CitedItem, ImportedCitation
from briefgen.load.bibliography.readable_keys import add_missing_keys
from tests.running import Result, copy_project
from tests.word_by_hand import field, note_call, notes_part, paragraph, write_docx
from tests.word_by_hand import run as words

Run = Callable[..., Result]
WELLS = {
    "id": 12, "type": "book", "title": "Wells: a history", "author": [{"family": "Young", "given": "Ann"}],
    "issued": {"date-parts": [[2009]]}, "publisher": "River Press", "abstract": "Kept.",
}  # fmt: skip
LAW = {
    "id": 13,
    "type": "report",
    "title": "Water law",
    "author": [{"literal": "River Watch"}],
    "issued": {"date-parts": [[2020]]},
}
KEYED = {
    "id": 14,
    "type": "webpage",
    "title": "Rain",
    "note": "Citation Key: rain2021",
    "URL": "https://example.org/rain",
}
ENDNOTE = (
    "<EndNote><Cite><Author>Lee</Author><Year>2015</Year><RecNum>7</RecNum><Pages>4-6</Pages><record><rec-number>7</rec-number>"
    '<ref-type name="Book">6</ref-type><contributors><authors><author>Lee, Bo</author></authors></contributors><titles>'
    "<title>Rivers</title></titles><dates><year>2015</year></dates><publisher>Ford</publisher></record></Cite></EndNote>"
)


def cited(work: dict[str, Any], key: str, **more: object) -> dict[str, Any]:
    return {"id": work["id"], "uris": [f"http://zotero.org/users/1/items/{key}"], "itemData": work, **more}


def zotero(*items: dict[str, Any], result: str = "(printed)") -> str:
    return field(
        f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationID': 'x', 'citationItems': list(items)})}", result
    )


@pytest.mark.parametrize(
    ("item", "written"),
    [
        (CitedItem("w", "12", "page"), "[@k, p 12]"),
        (CitedItem("w", "12"), "[@k, p 12]"),
        (CitedItem("w", "xii–xiv", "page"), "[@k, p xii–xiv]"),
        (CitedItem("w", "21", "paragraph", "see"), "[see @k, para 21]"),
        (CitedItem("w", "art 3", "page"), "[@k, art 3]"),
        (CitedItem("w", "3", "article"), "[@k, art 3]"),
        (CitedItem("w", "", "page", suffix=", on wells"), "[@k, on wells]"),
        (CitedItem("w", "5", "page", "see [also]; @x", "{end}"), "[see  also   x @k, p 5, end]"),
        (CitedItem("w", is_without_author=True), "[-@k]"),
        (CitedItem("w", "5", suffix="(“[T]he well; and more”)"), "[@k, p 5 (“[T]he well; and more”)]"),
        (CitedItem("w", "5", suffix="(“[T]he [[well]”)"), "[@k, p 5 (“ T he  well ”)]"),
    ],
)
def test_pinpoints_and_words_round_a_citation_are_kept(item: CitedItem, written: str) -> None:
    assert write_citation(ImportedCitation((item,), ""), {"w": "k"}).split() == written.split()


def test_the_keys_are_those_of_a_plain_export_and_never_the_same_twice() -> None:
    works = {f"http://zotero.org/users/1/items/{name * 8}": WELLS for name in "ABC"} | {
        "5": LAW,
        "x": KEYED,
        "y": KEYED,
    }
    keys = choose_keys(works)
    assert len(set(keys.values())) == 6
    assert (keys["x"], keys["y"]) == ("rain2021", "rain2021-2")
    assert all(key.startswith("young2009") for name, key in keys.items() if name.startswith("http"))
    export = [{**WELLS, "id": name} for name in works if name.startswith("http")]
    exported, _ = add_missing_keys(export)
    assert [item["id"] for item in exported if isinstance(item, dict)] == [
        keys[name] for name in works if name.startswith("http")
    ]


def test_citations_of_reference_managers_become_sources_and_pinpoints(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    control = json.dumps({"citationItems": [{"id": "m1", "itemData": LAW}]}).encode()
    mendeley = (
        f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{b64encode(control).decode()}"/></w:sdtPr>'
        f"<w:sdtContent>{words('(Watch 2020)')}</w:sdtContent></w:sdt>"
    )
    notes = notes_part(
        "footnote",
        zotero(cited(WELLS, "AAAA1111", locator="12", label="page", prefix="see ")) + words("."),
        words("Also ")
        + zotero(cited(WELLS, "AAAA1111", locator="3", label="chapter"), cited(LAW, "BBBB2222"))
        + words(" on law."),
        zotero(cited(KEYED, "CCCC3333", locator="21", label="paragraph")),
        field(f"ADDIN EN.CITE {ENDNOTE}", "Lee 2015"),
        field("ADDIN EN.CITE ", "Lee again", b64encode(ENDNOTE.encode()).decode()),
        field("ADDIN ZOTERO_ITEM CSL_CITATION {broken", "Kept as words"),
    )
    body = [paragraph("Law", "Heading1")]
    body += [paragraph(words(f"Sentence {number}.") + note_call(number)) for number in range(1, 7)]
    body += [paragraph(words("In the text ") + mendeley + words(".")), paragraph("Works", "Heading1")]
    body += [
        paragraph(field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Young, Wells. River Watch, Water law.")),
        paragraph("End."),
    ]
    write_docx(tmp_path / "law.docx", *body, parts={"footnotes": notes})
    done = run("import", "../law.docx", cwd=root)
    assert (done.code, "import-lost" in done.err) == (0, False), done.err
    text = (root / "content/law/law.md").read_text(encoding="utf-8")
    for written in (
        "[^1]: [see @young2009i, p 12].", "[^2]: Also [@young2009i, ch 3; @riverwatch2020y] on law.", "[^3]: [@rain2021, para 21]",
        "[^4]: [@lee2015z, p 4-6]", "[^5]: [@lee2015z, p 4-6]", "[^6]: Kept as words", "In the text [@riverwatch2020g]",
    ):  # fmt: skip
        assert written in text, text
    sources = {work["id"]: work for work in json.loads((root / "content/law/sources.json").read_text(encoding="utf-8"))}
    assert sources["young2009i"] == {**WELLS, "id": "young2009i"}
    assert sources["lee2015z"]["publisher"] == "Ford"
    report = (root / "import-report.md").read_text(encoding="utf-8")
    assert "- `(printed)` is now `[see @young2009i, p 12]`" in report
    assert "- list of works: Young, Wells. River Watch, Water law." in report
    built = run("build", "law", "--to", "html", cwd=root)
    assert built.code == 0, built.err
    assert "Ann Young, <em>Wells: a history</em>" in (root / "out/law.html").read_text(encoding="utf-8")
