"""How much briefgen's rendering costs over bare WeasyPrint on the same page: `python -m benchmarks.render`."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from briefgen.render.images import clean_images
from briefgen.render.notes import NoteWords
from briefgen.render.pdf import print_html, render_pdf
from briefgen.render.print_tree import print_tree
from briefgen.render.stylesheet import read_styles
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Document
from tests.unit.documents import FONT, a_document, element, note

ROUNDS = 7
SECTIONS = 9
"""About fifteen pages with five notes each."""

STYLE = """
@font-face { font-family: "Text"; src: url(fonts/text.ttf) }
@page { size: A4; margin: 25mm 30mm; @bottom-center { content: counter(page) } @footnote { border-top: 0.5pt solid; padding-top: 3pt } }
html { font: 10.25pt/15pt "Text"; hyphens: auto; text-align: justify }
.footnote { font: 8.25pt/11.5pt "Text" }
"""

WORDS = "Persons who are returned face detention, interrogation and ill-treatment, and the law forbids their return. "


TAGGED: Mapping[str, Any] = {"pdf_variant": "pdf/ua-1"}
"""WeasyPrint with tags of its own: the nearest that it makes to our PDF."""


def sample(folder: Path) -> Document:
    """A report of about fifteen pages with notes, lists and tables."""
    sheet = folder / "report.css"
    sheet.write_text(STYLE, "utf-8")
    sections = [
        element(
            "section",
            element("h2", f"Section {number}"),
            *(element("p", WORDS * 4, note(WORDS, element("em", "Title")), WORDS * 2) for _ in range(5)),
            element("ul", *(element("li", element("p", WORDS)) for _ in range(3))),
            element(
                "table",
                element("tbody", *(element("tr", element("td", "2024"), element("td", WORDS)) for _ in range(3))),
            ),
        )
        for number in range(SECTIONS)
    ]
    return a_document(element("h1", "Report"), *sections, styles=(sheet,), fonts={"fonts/text.ttf": FONT})


def bare(document: Document) -> bytes:
    """The same page, styles and font through WeasyPrint alone."""
    tree = print_tree(document, clean_images(document.body, document.assets, Sink()), NoteWords("Notes", ""))
    fonts = FontConfiguration()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["file"])
    sheets = [
        weasyprint.CSS(string=text.replace("fonts/text.ttf", FONT.as_uri()), url_fetcher=fetcher, font_config=fonts)
        for _, text in read_styles("print.css", document.assets.styles, Sink())
    ]
    page = weasyprint.HTML(string=print_html(document, tree), url_fetcher=fetcher)
    content: bytes = page.write_pdf(stylesheets=sheets, font_config=fonts, **TAGGED)
    return content


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Run both in turn and print a small table."""
    with tempfile.TemporaryDirectory() as folder:
        document = sample(Path(folder))
        pages = render_pdf(document, Sink()).pages
        bare(document)
        rounds = [
            (seconds(lambda: bare(document)), seconds(lambda: render_pdf(document, Sink()))) for _ in range(ROUNDS)
        ]
    alone, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(with_us / without for without, with_us in rounds)
    print(f"{pages} pages, median of {ROUNDS} rounds")
    print(f"WeasyPrint  {alone:6.2f} s")
    print(f"briefgen    {ours:6.2f} s  {ratio:.2f} times")


if __name__ == "__main__":
    main()
