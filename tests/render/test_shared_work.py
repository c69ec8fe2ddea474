"""The documents of a campaign share styles and compressed streams, and each has the bytes that it has alone."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.tree import Element
from briefgen.render.engine import layout, packed_streams, page_templates
from briefgen.render.engine.patches import shared_styles, split_lines
from briefgen.render.pdf.writer import render_pdf
from tests.unit.documents import a_document, element, note

SHEETS = {
    "plain": "p { margin: 2pt }",
    "with running heads": "@page { margin: 60pt; @top-left { content: string(head) } } h2 { string-set: head attr(data-short) }",
    "with a selector of data": 'h2[data-short="Rivers"] { color: teal } h2 + p { text-indent: 20pt }',
    "with lengths of the page": "@page { size: 300pt 400pt } p { width: 60vw } h2 { font-size: 5vh }",
    "with a body that is cut": "body { overflow: hidden } li { list-style: square inside }",
    "in a table": ".row { display: table } .row p { display: table-cell; border: 1pt solid } table { border-collapse: collapse }",
    "in a row": ".row { display: flex } ul { columns: 2 } p::first-letter { font-size: 30pt }",
    "with counters": "body { counter-reset: p } p { counter-increment: p } p::before { content: counter(p) ' ' attr(id) }",
    "with first lines": "p::first-line { font-variant: small-caps } h2::after { content: leader('.') ' end' }",
}
NAMES = ("Fiji", "Rivers", "Trinidad and Tobago", "a", "Ελλάδα & <Κύπρος>", "Water " * 30)


def brief(words: Random, kinds: Random, sheet: Path) -> Document:
    """A document whose elements `kinds` chooses, and its words `words`."""

    def name() -> str:
        return words.choice(NAMES)

    def part(number: int) -> Element:
        match kinds.choice(["heading", "text", "list", "row", "table", "note"]):
            case "heading":
                short = name()
                return element("h2", short, data_short=short, id=f"h{number}")
            case "list":
                return element("ul", element("li", element("p", name())), element("li", element("p", name())))
            case "row":
                return element("div", element("p", name()), element("p", element("em", name()), name()), class_="row")
            case "table":
                return element("table", element("tbody", element("tr", element("td", name()), element("td", name()))))
            case "note":
                return element("p", name(), note(name()))
            case _:
                return element("p", name(), lang=kinds.choice(["en", "fr"]), id=f"p{number}")

    return a_document(*(part(number) for number in range(kinds.randint(1, 8))), styles=(sheet,))


def rendered(document: Document) -> tuple[bytes, list[str]]:
    sink = Sink()
    content = render_pdf(document, sink).content
    return content, [str(problem) for problem in sink.diagnostics]


def rendered_alone(document: Document, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, list[str]]:
    """As in a process that made nothing before, each stream compressed by pydyf."""
    with monkeypatch.context() as patch:
        patch.setattr(shared_styles, "_CACHE", shared_styles.StyleCache())
        patch.setattr(page_templates, "_STORE", page_templates.TemplateStore())
        patch.setattr(split_lines, "_STORE", split_lines.LineStore())
        patch.setattr(layout, "pack_streams", lambda _: None)
        return rendered(document)


@pytest.mark.parametrize("kind", SHEETS)
def test_each_document_of_a_campaign_is_as_if_it_were_alone(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text(SHEETS[kind], "utf-8")
    words = Random(kind)  # noqa: S311 - no secrets
    campaign = [brief(words, Random(f"{kind} {number % 2}"), sheet) for number in range(4)]  # noqa: S311
    together = [rendered(document) for document in campaign]
    assert together == [rendered_alone(document, monkeypatch) for document in campaign]


def count_kept(monkeypatch: pytest.MonkeyPatch, *documents: Document) -> int:
    """How many pages' styles are kept after these documents."""
    cache = shared_styles.StyleCache()
    with monkeypatch.context() as patch:
        patch.setattr(shared_styles, "_CACHE", cache)
        patch.setattr(page_templates, "MAX_TEMPLATES", 0)
        for document in documents:
            rendered(document)
    return len(cache.kept)


def heading(text: str, sheet: Path, body: str = "Words") -> Document:
    return a_document(element("h2", text, data_short=text), element("p", body), styles=(sheet,))


def test_documents_share_styles_whatever_their_words_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text("h2 { bookmark-label: attr(data-short) }", "utf-8")
    assert count_kept(monkeypatch, heading("A", sheet), heading("B", sheet, "Other words")) == 1
    assert count_kept(monkeypatch, *(heading("A" * number, sheet) for number in range(1, 9))) == 1


@pytest.mark.parametrize("selector", ['[data-short="A"]', ":not([DATA-SHORT=B])", "/* */ [data-short^=A]"])
def test_an_attribute_that_a_selector_names_is_no_words(
    selector: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text(f"h2{selector} {{ color: red }}", "utf-8")
    assert count_kept(monkeypatch, heading("A", sheet), heading("B", sheet)) == 2


@pytest.mark.parametrize("rule", ["[data\\-short] { color: red }", "aside { position: note(side) }"])
def test_nothing_is_shared_where_that_is_uncertain(rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text(rule, "utf-8")
    assert count_kept(monkeypatch, heading("A", sheet)) == 0


def test_few_pages_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text("", "utf-8")
    documents = (a_document(*[element("p", "x")] * number, styles=(sheet,)) for number in range(1, 7))
    assert count_kept(monkeypatch, *documents) == shared_styles.MAX_KEPT_PAGES


def test_what_is_reported_with_a_page_is_reported_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text("p { width: 50vw } p::before { content: url(gone.png) }", "utf-8")
    first, second = (rendered(heading(name, sheet)) for name in ("A", "B"))
    assert first[1] == second[1] != []
    assert count_kept(monkeypatch, heading("A", sheet)) == 0


def test_a_large_stream_is_compressed_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_streams, "MAX_KEPT_SIZE", 10)
    kept = packed_streams._pack.cache_info().currsize
    document = a_document(element("p", "Words"))
    assert rendered(document) == rendered_alone(document, monkeypatch)
    assert packed_streams._pack.cache_info().currsize == kept
