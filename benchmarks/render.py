"""How much briefgen's rendering costs over bare WeasyPrint on the same page: `python -m benchmarks.render`.

Time is that of the processor, of rounds in one warm process, in turn; memory the most that a process of its own took.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import weasyprint
from pypdfium2 import PdfDocument
from weasyprint.text.fonts import FontConfiguration

from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.render.images.cleaning import clean_images
from briefgen.render.pdf.page import build_print_page
from briefgen.render.pdf.writer import render_pdf
from briefgen.render.style.stylesheet import read_style_sheets
from tests.unit.documents import FONT, a_document, element, note

SIZES = ((9, 9), (92, 5))
"""Sections and rounds: about fifteen and a hundred and fifty pages, with three notes each."""

MOST = 1.20
"""What our rendering may take, as a multiple of WeasyPrint's own time."""

MEASURED = (9, 46, 92, 184)
"""Sections whose memory is measured: about 15, 75, 150 and 300 pages. It is linear where a page costs the same in each step."""

NOTES, LISTED, ROWS = 5, 3, 3
"""Paragraphs with a note, items of a list and rows of a table in each section."""

STYLE = """
@font-face { font-family: "Text"; src: url(fonts/text.ttf) }
@page { size: A4; margin: 25mm 30mm; @bottom-center { content: counter(page) } @footnote { border-top: 0.5pt solid; padding-top: 3pt } }
html { font: 10.25pt/15pt "Text"; hyphens: auto; text-align: justify }
.footnote { font: 8.25pt/11.5pt "Text" }
"""

WORDS = "Persons who are returned face detention, interrogation and ill-treatment, and the law forbids their return. "


TAGGED: Mapping[str, Any] = {"pdf_variant": "pdf/ua-1"}
"""WeasyPrint with tags of its own: the nearest that it makes to our PDF."""


def sample(folder: Path, sections: int) -> Document:
    """A report with notes, lists and tables."""
    sheet = folder / "report.css"
    sheet.write_text(STYLE, "utf-8")
    made = [
        element(
            "section",
            element("h2", f"Section {number}"),
            *(element("p", WORDS * 4, note(WORDS, element("em", "Title")), WORDS * 2) for _ in range(NOTES)),
            element("ul", *(element("li", element("p", WORDS)) for _ in range(LISTED))),
            element(
                "table",
                element("tbody", *(element("tr", element("td", "2024"), element("td", WORDS)) for _ in range(ROWS))),
            ),
        )
        for number in range(sections)
    ]
    return a_document(element("h1", "Report"), *made, styles=(sheet,), fonts={"fonts/text.ttf": FONT})


def bare(document: Document) -> bytes:
    """The same page, styles and font through WeasyPrint alone."""
    images = clean_images(document.body, document.assets, Sink())
    fonts = FontConfiguration()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["file"])
    sheets = [
        weasyprint.CSS(string=text.replace("fonts/text.ttf", FONT.as_uri()), url_fetcher=fetcher, font_config=fonts)
        for _, text in read_style_sheets("print.css", document.assets, Sink())
    ]
    page = weasyprint.HTML(
        string=tostring(build_print_page(document, images).root, "unicode", method="html"), url_fetcher=fetcher
    )
    content: bytes = page.write_pdf(stylesheets=sheets, font_config=fonts, **TAGGED)
    return content


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes of the processor's time, so that other programs do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured_time(sections: int, rounds: int) -> bool:
    """Run both in turn and print a small table; whether the limit is kept."""
    with tempfile.TemporaryDirectory() as folder:
        document = sample(Path(folder), sections)
        pages = render_pdf(document, Sink()).pages
        bare(document)
        times = [
            (seconds(lambda: bare(document)), seconds(lambda: render_pdf(document, Sink()))) for _ in range(rounds)
        ]
    alone, ours = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(with_us / without for without, with_us in times)
    print(f"{pages} pages, median of {rounds} rounds")
    print(f"  WeasyPrint  {alone:6.2f} s")
    print(f"  briefgen    {ours:6.2f} s  {ratio:.2f} times (at most {MOST:.2f})", flush=True)
    return ratio <= MOST


def measured_memory() -> None:
    """Print the most memory that each takes, in a process of its own, and what a page more costs."""
    before: dict[str, tuple[int, int]] = {}
    for sections in MEASURED:
        said = []
        for who in WORKS:
            command = [sys.executable, "-m", "benchmarks.render", who, str(sections)]
            printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            pages, memory = (int(number) for number in printed.split())
            earlier_pages, earlier = before.get(who, (pages, memory))
            step = f" (+{(memory - earlier) / (pages - earlier_pages):.2f} a page)" if pages > earlier_pages else ""
            said.append(f"{who} {memory} MB{step}")
            before[who] = pages, memory
        print(f"  {pages:3} pages: {', '.join(said)}", flush=True)


WORKS: Mapping[str, Callable[[Document], bytes]] = {
    "WeasyPrint": bare,
    "briefgen": lambda document: render_pdf(document, Sink()).content,
}


def once(who: str, sections: int) -> None:
    """Print the pages of one PDF and the most memory that this process took to make it."""
    with tempfile.TemporaryDirectory() as folder:
        content = WORKS[who](sample(Path(folder), sections))
    taken = most_memory()
    print(len(PdfDocument(content)), taken)


def most_memory() -> int:
    """The most that this process has taken, in megabytes. Linux counts what the parent took in `ru_maxrss`, too."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)


def main() -> None:
    """Measure time at both sizes, then memory; a limit that is passed ends with exit code 1."""
    kept = [measured_time(sections, rounds) for sections, rounds in SIZES]
    print("most memory")
    measured_memory()
    if not all(kept):
        raise SystemExit(1)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        once(sys.argv[1], int(sys.argv[2]))
    else:
        main()
