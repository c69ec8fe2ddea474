"""A whole build against bare WeasyPrint on the same page: `python -m benchmarks.build [BRIEF]` from the repository.

All run in one warm process, in turn, so that a busy machine slows all; the median of the rounds' ratios is the figure
to quote. The citations of a brief are worded once in a process: the last row is the first build, with pandoc's time.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from benchmarks.render import TAGGED
from briefgen.cite.citeproc import _call_pandoc
from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.pipeline import BriefInputs, Target, build, compose_document, load_inputs
from briefgen.render.images.cleaning import clean_images
from briefgen.render.pdf.page import build_print_page
from briefgen.render.pdf.writer import render_pdf
from briefgen.render.style.stylesheet import read_style_sheets

ROOT = Path(__file__).parent.parent
ROUNDS = 9


def inputs_of(brief_id: str) -> BriefInputs:
    """A brief of this repository with everything it is made from."""
    sink = Sink()
    project = load_project(ROOT, sink)
    return load_inputs(project, load_brief(project, brief_id, sink), sink)


def bare(document: Document) -> Callable[[], bytes]:
    """WeasyPrint alone on the page that briefgen would hand it: only the call itself is measured."""
    images = clean_images(document.body, document.assets, Sink())
    page = tostring(build_print_page(document, images).root, "unicode", method="html")
    files = {**document.assets.images, **document.assets.fonts}
    sheets = []
    for _, text in read_style_sheets("print.css", document.assets, Sink()):
        for name, path in files.items():
            text = text.replace(name.removeprefix("styles/"), path.as_uri())  # noqa: PLW2901 - one address after another
        sheets.append(text)

    def run() -> bytes:
        fonts = FontConfiguration()
        fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["file"])
        shared: dict[str, Any] = {"font_config": fonts, "url_fetcher": fetcher}
        styles = [weasyprint.CSS(string=text, **shared) for text in sheets]
        made = weasyprint.HTML(string=page, url_fetcher=fetcher)
        content: bytes = made.write_pdf(stylesheets=styles, font_config=fonts, **TAGGED)
        return content

    return run


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(brief_id: str = "china-report") -> None:
    """Run both in turn and print a small table."""
    document = compose_document(inputs_of(brief_id), Sink())
    pages = render_pdf(document, Sink()).pages
    alone = bare(document)
    alone()
    with tempfile.TemporaryDirectory() as folder:

        def whole() -> object:
            sink = Sink()
            project = load_project(ROOT, sink)
            brief = load_brief(project, brief_id, sink)
            return build(project, brief, Target(Path(folder), brief_id, (Format.PDF,)), sink)

        def first() -> object:
            _call_pandoc.cache_clear()
            return whole()

        rounds = [(seconds(alone), seconds(whole), seconds(first)) for _ in range(ROUNDS)]
    rows = ("WeasyPrint on the same page", "briefgen, from files to file", "briefgen, citations worded anew")
    print(f"{brief_id}: {pages} pages, median of {ROUNDS} rounds")
    for row, column in zip(rows, zip(*rounds, strict=True), strict=True):
        ratio = statistics.median(taken / other[0] for taken, other in zip(column, rounds, strict=True))
        print(f"{row:33}{statistics.median(column):6.2f} s  {ratio:.2f} times")


if __name__ == "__main__":
    main(*sys.argv[1:2])
