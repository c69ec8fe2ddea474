"""Documents with a style sheet of their own, printed and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.tree import Node
from briefgen.render import render_pdf
from tests.pdf import Pdf
from tests.unit.documents import FONT, a_document

FACE = '@font-face { font-family: "A"; src: url(fonts/a.ttf) } html { font: 10pt/1.4 "A" }'
PAGE = "@page { size: A5; margin: 20mm }"
WORDS = "Persons who are returned face detention, interrogation and ill-treatment. "


def styled(folder: Path, *children: Node | str, css: str = "", **choices: Any) -> Document:
    sheet = folder / "styles" / "report.css"
    sheet.parent.mkdir(exist_ok=True)
    sheet.write_text(f"{FACE}\n{PAGE}\n{css}", "utf-8")
    return a_document(*children, styles=(sheet,), fonts={"fonts/a.ttf": FONT}, **choices)


def printed(document: Document) -> tuple[Pdf, Sink]:
    sink = Sink()
    rendering = render_pdf(document, sink)
    reader = Pdf(rendering.content)
    assert rendering.pages == len(reader.pages)
    return reader, sink


def text_of_page(reader: Pdf, number: int = 1) -> str:
    return " ".join(reader.pages[number - 1].text.split())


def found(sink: Sink) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.origin)) for problem in sink.collect_sorted()]
