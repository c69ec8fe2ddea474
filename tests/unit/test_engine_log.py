"""What the page layout writes to its log reaches the user, each document's to its own."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from briefgen.model.diagnostic import Sink
from briefgen.render.engine.log import LOGGER_NAMES, capture_engine_log, report_engine_log
from tests.running import PATIENCE


@pytest.mark.parametrize(
    ("level", "said", "told"),
    [
        (logging.ERROR, "Failed to load image at 'a.png': no such file", "error render-resource: cannot load `a.png`: no such file"),
        (logging.ERROR, "Failed to render SVG 'a.svg': broken", "error render-resource: cannot render SVG 'a.svg': broken"),
        (logging.WARNING, "Font-face 'Text' cannot be loaded", "error render-resource: no file of the font `Text` can be loaded"),
        (logging.ERROR, "No anchor #a for internal URI reference", "error render-anchor: a link leads to `#a`, which is not in the document"),
        (logging.WARNING, "Anchor defined twice: 'a'", "error render-anchor: the name `#a` is twice in the document"),
        (logging.WARNING, "Ignored `a: b` at 3:4, unknown property.", "warning render-css: `a: b` is ignored: unknown property"),
        (logging.WARNING, "Invalid or unsupported selector, x", "warning render-css: Invalid or unsupported selector, x"),
        (logging.WARNING, "something new", "warning render-engine: the page layout reports: something new"),
        (logging.ERROR, "something worse", "error render-engine: the page layout reports: something worse"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("logger", LOGGER_NAMES)
def test_every_record_becomes_a_diagnostic(level: int, said: str, told: str, logger: str) -> None:
    sink = Sink()
    with capture_engine_log() as records:
        logging.getLogger(logger).log(level, said)
    report_engine_log(records, sink)
    assert [f"{problem.severity} {problem.code}: {problem.message}" for problem in sink.diagnostics] == [told]


def test_a_record_of_a_style_sheet_has_its_line() -> None:
    sink = Sink()
    with capture_engine_log() as records:
        logging.getLogger("weasyprint").warning("Ignored `a: b` at 3:4, unknown property.")
    report_engine_log(records, sink, "styles/a.css")
    assert [str(problem.origin) for problem in sink.diagnostics] == ["styles/a.css:3"]


def test_documents_that_are_printed_at_once_hear_of_their_own_faults_alone() -> None:
    together = Barrier(4)

    def heard(number: int) -> list[str]:
        with capture_engine_log() as records:
            together.wait(timeout=PATIENCE)
            logging.getLogger("weasyprint").warning("fault of %d", number)
            together.wait(timeout=PATIENCE)
        return [record.getMessage() for record in records]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(heard, range(4))) == [[f"fault of {number}"] for number in range(4)]
