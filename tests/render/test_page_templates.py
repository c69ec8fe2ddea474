"""The pages of a document are those of the document before with other words, where that is certain, and the bytes are those of a document alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from briefgen.load import load_brief, load_campaign, load_project
from briefgen.model.artifact import Format
from briefgen.model.chart import Chart, ChartKind, ChartPanel, ChartRow, LocatorMap, MapPlace, build_address
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.tree import Element, Node, Text
from briefgen.pipeline import compose_document, load_inputs
from briefgen.render.engine import page_templates
from briefgen.render.engine.layout import OutputIntent
from briefgen.render.engine.page_templates import PageBasis
from briefgen.render.engine.patches.marking import mark_pages
from briefgen.render.images.cleaning import CleanImage
from briefgen.render.pdf.writer import AssetServer, PdfProfile
from tests.render.test_shared_work import rendered, rendered_alone
from tests.running import ROOT
from tests.unit.documents import FONT, a_document, element, note
from tests.unit.printing import FACE

NAMES = (
    "Fiji",
    "Chad",
    "Mali",
    "Peru",
    "Samoa",
    "Ελλάδα",
    "A & <B>",
    "São Tomé and Príncipe",
    "عمان",
    "Trinidad and Tobago " * 5,
)
"""Most are as long as others; some need a line more."""
FREQUENT_NAMES = 7
"""So many of the first are more frequent."""


class Campaign:
    """Renders documents one after the other, and each of them alone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, sheet: Path) -> None:
        self.monkeypatch, self.sheet = monkeypatch, sheet
        self.store = page_templates.TemplateStore()

    def render(self, *bodies: tuple[Node, ...], rules: str = "", **choices: Any) -> None:
        """Render documents with these rules, and compare each but the first with the same one alone."""
        self.sheet.write_text(rules, "utf-8")
        self.compare(*(a_document(*body, styles=(self.sheet,), **choices) for body in bodies))

    def compare(self, first: Document, *others: Document) -> None:
        """Render documents, and compare each but the first with the same one alone."""
        self.render_together(first)
        for document in others:
            assert self.render_together(document) == rendered_alone(document, self.monkeypatch)

    def render_together(self, document: Document) -> tuple[bytes, list[str]]:
        """Render a document after the others."""
        with self.monkeypatch.context() as patch:
            patch.setattr(page_templates, "_STORE", self.store)
            return rendered(document)


@pytest.fixture
def campaign(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Campaign:
    return Campaign(monkeypatch, tmp_path / "report.css")


def paragraph(name: str) -> tuple[Node, ...]:
    return element("p", f"Dear colleagues in {name}"), element("p", "The same words.")


def heading(name: str) -> tuple[Node, ...]:
    return element("h2", f"What {name} can do", data_short=name), element("p", "The same words.")


def with_notes(name: str) -> tuple[Node, ...]:
    return element("p", f"To {name}"), element("p", "A claim.", note("Its source."))


def table(name: str) -> tuple[Node, ...]:
    row = element("tr", element("td", element("p", name)), element("td", element("p", "Always this.")))
    return element("table", element("tbody", row)), element("p", "After it.")


def in_contents(name: str) -> tuple[Node, ...]:
    list_ = element("nav", element("a", name, href="#law"), role="doc-toc", aria_label="Contents")
    return list_, element("h2", name, data_short=name, id="law"), element("p", "After it.")


def links(name: str) -> tuple[Node, ...]:
    link, target = element("a", name, href="https://example.org/"), element("span", "here", id="here")
    return element("p", link, " is ", target), element("p", element("a", "There", href="#here"))


def hidden(name: str) -> tuple[Node, ...]:
    return element("div", element("p", name, class_="hidden"), element("p", "Shown")), element("p", "After it.")


def beside(name: str) -> tuple[Node, ...]:
    """A name beside a box with a place of its own, which its parent has for it."""
    return element("div", element("p", f"To {name}"), element("p", "Figures", class_="side"), class_="front"), element(
        "p", "After it."
    )


FITTING = {
    "a paragraph": (paragraph, ""),
    "a heading, whose short form is in the list of headings": (heading, "h2 { bookmark-label: attr(data-short) }"),
    "a page with notes": (with_notes, ""),
    "words that are divided": (paragraph, "p { hyphens: auto; width: 90pt; text-align: justify }"),
    "paragraphs at the top of a page": (paragraph, "p { break-before: page; margin-top: 9pt }"),
    "words in capitals": (paragraph, "p { text-transform: uppercase; letter-spacing: 1pt }"),
    "words at the end of a line": (paragraph, "p { text-align: right }"),
    "margins that meet": (paragraph, "p { margin: 7.3pt 0 } section { margin: 11.1pt }"),
    "a table whose columns are as wide as their words": (table, "table { width: 100% }"),
    "a table of fixed columns": (table, "table { table-layout: fixed; width: 100% } td { vertical-align: top }"),
    "a heading that is in the list of contents": (in_contents, ""),
    "links that move, and a place that a link leads to": (links, ""),
    "words that are not printed": (hidden, ".hidden { display: none }"),
    "words that nobody sees": (hidden, ".hidden { visibility: hidden }"),
    "words in white": (hidden, ".hidden { color: white }"),
    "words beside a box with a place of its own": (
        beside,
        ".front { position: relative; padding-right: 90pt } .side { position: absolute; top: 0; right: 0; width: 80pt }",
    ),
    "a body that has a place and is not moved": (
        paragraph,
        "body { position: relative } p { position: relative; z-index: 1 }",
    ),
    "a block that is moved inside another one": (
        lambda name: (element("section", *paragraph(name), class_="front"), element("p", "After it.")),
        ".front { padding: 3pt } .front p { position: relative; top: -4%; left: 7.7pt }",
    ),
    "words that the style sheet adds to each": (paragraph, "p::before { content: '* ' } p::after { content: '.' }"),
    "cells whose words are in the middle": (table, "table { table-layout: fixed; width: 90% } td { height: 60pt }"),
}
"""Documents that differ in a name, with the rules of their style sheet."""


@pytest.mark.parametrize("kind", FITTING)
def test_a_document_with_another_name_has_the_pages_of_the_last(kind: str, campaign: Campaign) -> None:
    build, rules = FITTING[kind]
    campaign.render(*map(build, ("Fiji", "Chad")), rules=rules)
    assert (campaign.store.hits, campaign.store.refusal) == (1, "")


def twice(build: Callable[[str], Node], *names: str) -> list[tuple[Node, ...]]:
    """Two documents that differ in a name."""
    return [(build(name), element("p", "After it.")) for name in names or ("Fiji", "Chad")]


def within(class_: str, *before: Node) -> Callable[[str], Node]:
    """A paragraph with a name in a box of a class, after something else."""
    return lambda name: element("div", *before, element("p", name), class_=class_)


def words(name: str) -> Node:
    return element("p", name)


def long_table(name: str) -> Node:
    rows = [element("tr", element("td", "row")) for _ in range(12)]
    return element("table", element("thead", element("tr", element("th", name))), element("tbody", *rows))


ANOTHER_SIZE = "the block has another size, or its lines are elsewhere"
ADDED_WORDS = "the style sheet adds words to the block"
NOT_IN_FLOW = "something in the block is not in the flow of the text"
NO_BLOCK = "no block can be laid out by itself"
SEVERAL_PLACES = "the words are in several places"
FLOAT = "there is a float on the pages"
HEAD = "a running head changes"
COUNTER = "a counter is in the name of a bookmark or in a running head"
HYPHEN = "a hyphen is at the foot of the page"

REFUSED = {
    "a line more": (ANOTHER_SIZE, "p { width: 50pt }", twice(words, "Fiji", "Fiji and Chad")),
    "a table that is wider": (ANOTHER_SIZE, "table { width: auto }", [table("Fiji"), table("Chad")]),
    "a row that is lower": (ANOTHER_SIZE, ".t { display: table; width: 60pt }", twice(within("t"), "Fiji", "Fiji and Chad")),
    "a head of words": (HEAD, "h2 { string-set: head content() } @page { @top-left { content: string(head) } }", twice(lambda name: element("h2", name))),
    "a head of an attribute": (HEAD, "h2 { string-set: head attr(data-short) }", twice(lambda name: element("h2", "Same", data_short=name))),
    "beside a float": (FLOAT, "em { float: left }", twice(within("r", element("p", element("em", "Aside"))))),
    "a float": (NO_BLOCK, "body > * { float: right }", twice(words)),
    "a note": (SEVERAL_PLACES, "", twice(lambda name: element("p", "Claim.", note(name)))),
    "what calls a note": (SEVERAL_PLACES, "", twice(lambda name: element("p", name, note("Source.")))),
    "a head of a table on two pages": (NO_BLOCK, "@page { size: 300pt 200pt }", twice(long_table)),
    "overleaf": (NO_BLOCK, "@page { size: 200pt 160pt; margin: 40pt } p { orphans: 1; widows: 1; width: 40pt }", twice(words, "one two three four five " * 3 + "Fiji", "one two three four five " * 3 + "Chad")),
    "a counter": (ADDED_WORDS, "p { counter-increment: p } p::before { content: counter(p) }", twice(words)),
    "a bullet": (ADDED_WORDS, "", twice(lambda name: element("ul", element("li", name)))),
    "marks of a quotation": (ADDED_WORDS, "em::before { content: open-quote }", twice(lambda name: element("p", element("em", name)))),
    "flexible boxes": (NOT_IN_FLOW, ".r { display: flex }", twice(lambda name: element("div", within("r")(name)))),
    "a grid": (NOT_IN_FLOW, ".r { display: grid }", twice(lambda name: element("div", within("r")(name)))),
    "a box with a place of its own": (NOT_IN_FLOW, "p { position: relative } em { position: absolute }", twice(lambda name: element("div", element("p", name, element("em", "x"))))),
    "columns": ("there are columns in the block", ".c { columns: 2 }", twice(lambda name: element("div", within("c", element("p", "x"))(name)))),
    "a number in the list of headings": (COUNTER, "h2 { counter-increment: h; bookmark-label: counter(h) content() }", twice(lambda name: element("h2", name))),
    "a first line": (NO_BLOCK, "body::first-line { color: teal }", twice(words)),
    "a moved body": (NO_BLOCK, "body { position: relative; top: 3pt }", twice(words)),
    "a block that is moved to the left": (NO_BLOCK, "p { position: relative; right: 4% }", twice(words)),
    "a turned box": (NO_BLOCK, "p { transform: rotate(3deg) }", twice(words)),
    "hyphens at the foot": (HYPHEN, "@page { size: 300pt 150pt; margin: 30pt } p { hyphens: auto; width: 90pt }", twice(words, "Fiji communicated internationally", "Chad communicated internationally")),
}  # fmt: skip
"""Documents that differ in a name: why the pages are laid out again, the rules of their style sheet, and the documents."""


@pytest.mark.parametrize("kind", REFUSED)
def test_pages_are_laid_out_again_where_anything_is_uncertain(kind: str, campaign: Campaign) -> None:
    reason, rules, bodies = REFUSED[kind]
    campaign.render(*bodies, rules=rules)
    assert (campaign.store.hits, campaign.store.refusal) == (0, reason)


KEPT_OUT = {
    "words that are printed elsewhere": "p::after { content: target-text(attr(data-short)) }",
    "a running element": "h1 { position: running(head) } @page { @top-left { content: element(head) } }",
    "words that are cut off": "p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; width: 30pt }",
    "properties of the document": "meta[name=title] + p { color: teal }",
    "an attribute that is written with a backslash": "[data\\-short] { color: red }",
    "something to report": "p { background: url(gone.png) }",
}
"""Rules of style sheets with which no pages are kept."""


@pytest.mark.parametrize("kind", KEPT_OUT)
def test_no_pages_are_kept_where_words_can_have_an_effect_elsewhere(kind: str, campaign: Campaign) -> None:
    campaign.render(*map(paragraph, ("Fiji", "Chad")), rules=KEPT_OUT[kind])
    assert (campaign.store.hits, campaign.store.refusal, len(campaign.store.kept)) == (0, "", 0)


def test_a_failure_of_the_layout_of_a_block_is_no_failure_of_the_document(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise TypeError("no number")

    monkeypatch.setattr(page_templates, "replace_words", fail)
    campaign.render(*map(paragraph, ("Fiji", "Chad")))
    assert (campaign.store.refusal, len(campaign.store.kept)) == ("no number", 1)


def test_each_text_that_takes_another_number_of_lines_has_its_pages(campaign: Campaign) -> None:
    """A template that refuses is as it was, for the documents that it fits; that with the most of a document's words is tried first."""
    names = "Fiji", "Chad, Mali and Peru", "Mali", "Peru, Mali and Chad", "Chad"
    campaign.render(*(heading(name) + twice(words, name)[0] for name in names), rules="p { width: 60pt }")
    assert (campaign.store.hits, campaign.store.refusal, len(campaign.store.kept)) == (3, ANOTHER_SIZE, 2)


def test_long_documents_are_not_kept(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_templates, "MAX_PAGES", 1)
    campaign.render(*map(paragraph, ("Fiji", "Chad")), rules="p { break-before: page } p + p { break-before: page }")
    assert not campaign.store.kept


def test_few_templates_are_kept(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_templates, "MAX_TEMPLATES", 2)
    short, middle, long = (paragraph("Fiji") * number for number in (1, 2, 3))
    campaign.render(short, middle, long, middle, long, short)
    assert (campaign.store.hits, len(campaign.store.kept)) == (2, 2)


def test_documents_of_other_elements_share_no_pages(campaign: Campaign) -> None:
    other_class, other_language = element("p", "Fiji", class_="a"), element("p", "Fiji", lang="fr")
    campaign.render((element("p", "Fiji"),), (other_class,), (other_language,), (element("p", element("em", "Fiji")),))
    assert (campaign.store.hits, campaign.store.refusal) == (0, "")


@pytest.mark.parametrize(
    ("attribute", "values"),
    [
        ("href", ("https://example.org/fiji", "https://example.org/chad")),
        ("lang", ("fr", "es")),
        ("dir", ("ltr", "rtl")),
        ("title", ("Fiji", "Chad")),
        ("aria-label", ("Fiji", "Chad")),
        ("id", ("fiji", "chad")),
    ],
)
def test_documents_with_another_attribute_share_no_pages(
    attribute: str, values: tuple[str, ...], campaign: Campaign
) -> None:
    campaign.render(*((element("p", Element("a", (Text("Words"),), {attribute: value})),) for value in values))
    assert (campaign.store.hits, campaign.store.refusal) == (0, "")


@pytest.mark.parametrize(
    "properties",
    [{"title": "To Chad"}, {"organisation": "Wells"}, {"date": date(2026, 11, 3)}, {"keywords": ("Chad",)}],
)
def test_documents_with_other_properties_share_pages_and_no_properties(
    properties: dict[str, Any], campaign: Campaign
) -> None:
    document = a_document(element("p", "Words"), day=date(2026, 11, 2), keywords=("Fiji",))
    campaign.compare(document, replace(document, metadata=replace(document.metadata, **properties)))
    assert (campaign.store.hits, campaign.store.refusal) == (1, "")


def test_words_that_are_divided_elsewhere_share_no_pages(campaign: Campaign) -> None:
    campaign.sheet.write_text("p { hyphens: auto; width: 40pt }", "utf-8")
    document = a_document(element("p", "A representative"), styles=(campaign.sheet,))
    ways = "rep-resentative", "repre-sentative"
    metadata = (replace(document.metadata, divided_words={"en": (word,)}) for word in ways)
    first, second = (campaign.render_together(replace(document, metadata=changed)) for changed in metadata)
    assert (campaign.store.hits, len(campaign.store.kept)) == (0, 2)
    assert first != second


def test_pages_are_shared_only_with_the_same_pictures() -> None:
    document = a_document(element("p", "Words"))
    profile = PdfProfile(Format.PDF, OutputIntent("pdf/a-3b", b"", "rgb"), mark_pages)

    def build_basis(media_type: str, content: bytes) -> PageBasis | None:
        image = CleanImage("asset:0", media_type, content)
        return AssetServer(document.assets, {image.address: image}, Sink()).build_basis(document, profile)

    assert build_basis("image/png", b"a") == build_basis("image/png", b"a") != build_basis("image/png", b"b")
    assert build_basis("image/svg+xml", b"<svg/>") is None


def bars(amount: float) -> Chart:
    rows = ChartRow("People", "some", amount, amount), ChartRow("Others", "60", 60, 60)
    return Chart(ChartKind.BAR, (ChartPanel("", rows),), "Numbers")


def well(latitude: float) -> LocatorMap:
    return LocatorMap(("KEN",), ("KEN",), (MapPlace("Well", latitude, 36.0),), {"KEN": "Kenya"})


@pytest.mark.parametrize("drawings", [(bars(40), bars(50)), (well(1.0), well(2.0)), (bars(40), well(1.0))])
def test_pages_are_shared_only_with_the_same_charts_and_maps(
    drawings: tuple[Chart | LocatorMap, ...], campaign: Campaign
) -> None:
    """Their words can be the same where their numbers and places are not."""
    bodies = [(element("p", element("img", src=build_address(drawing), alt="A drawing")),) for drawing in drawings]
    campaign.render(*bodies, bodies[-1], rules=FACE, fonts={"fonts/a.ttf": FONT})
    assert (campaign.store.hits, campaign.store.refusal) == (1, "")


SHARE_WITH_NAMES = 0.3
SAME_BLOCKS = (
    element("p", "The same words in each document, which are enough for more than a line of the page."),
    element("h2", "The same heading", data_short="Same"),
    element("p", "A claim.", note("The same source")),
    element("ul", element("li", "An item"), element("li", element("p", "Another item"))),
)
CAMPAIGN_RULES = """
@page { size: 380pt 400pt; margin: 40pt }
p { margin: 5.3pt 0; hyphens: auto } h2 { bookmark-label: attr(data-short); margin: 11.7pt 0 3.1pt }
.row { display: table; width: 100% } .row p { display: table-cell; padding: 2.3pt }
.fixed { table-layout: fixed; width: 100% } .fixed td { vertical-align: top }
.front { position: relative; padding-right: 90pt } .side { position: absolute; top: 0; right: 0; width: 80pt }
"""


def build_body(kinds: Random, names: Random) -> tuple[Node, ...]:
    """A document whose elements `kinds` chooses, and the names in it `names`."""

    def build_block() -> Element:
        name, cell = names.choice(NAMES[:FREQUENT_NAMES] * 9 + NAMES), element("td", "Words")
        with_name = (
            element("h2", f"What {name} can do", data_short=name, id="heading"),
            element("p", "To ", element("strong", name), " and others, with regards"),
            element("div", element("p", name), element("p", "Geneva"), class_="row"),
            element("table", element("tbody", element("tr", element("td", element("p", name)), cell)), class_="fixed"),
            element("table", element("tbody", element("tr", element("td", name), cell))),
            element("ul", element("li", element("p", name)), element("li", "Words")),
            element("p", element("a", name, href="https://example.org/"), " is here"),
            element("div", element("p", name), element("p", "Aside", class_="side"), class_="front"),
            element("p", name),
        )
        return kinds.choice(with_name if kinds.random() < SHARE_WITH_NAMES else SAME_BLOCKS)

    return tuple(build_block() for _ in range(kinds.randint(2, 14)))


def test_every_document_of_any_campaign_is_as_if_it_were_alone(campaign: Campaign) -> None:
    names = Random(1)  # noqa: S311 - no secrets
    for seed in range(8):
        campaign.render(*(build_body(Random(seed), names) for _ in range(3)), rules=CAMPAIGN_RULES)  # noqa: S311
    assert campaign.store.hits >= 6


def test_the_notes_of_the_example_share_their_pages(campaign: Campaign) -> None:
    """A rule of a style sheet can keep every note of a campaign from it, and each then takes twice the time."""
    sink = Sink()
    project = load_project(ROOT, sink)
    embassies, brief = load_campaign(project, "embassies", sink), load_brief(project, "embassy-note", sink)
    for recipient in (row for row in embassies.recipients if row.id in {"canada", "germany"}):
        inputs = load_inputs(project, replace(brief, recipient=recipient), sink)
        campaign.render_together(compose_document(inputs, sink))
    assert (campaign.store.hits, campaign.store.refusal) == (1, "")
