"""The pages of Word files as another word processor sets them: what is beside what, and what stays together."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from briefgen.model.artifact import Format
from briefgen.model.tree import extract_text, find_elements
from tests.examples import Examples
from tests.pdf import Pdf
from tests.programs import run_program

RIGHT_MARGIN_OF_SPEECH = 90
"""Of `styles/statement.css`, in points."""

pytestmark = pytest.mark.slow

Convert = Callable[[str], Pdf]


@pytest.fixture(scope="module")
def convert(examples: Examples, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """The Word file of a brief as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def print_file(name: str) -> Pdf:
        path: Path = folder / f"{name}.docx"
        path.write_bytes(examples.render(name, Format.DOCX)[0].content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run_program("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(path))
        return Pdf(path.with_suffix(".pdf").read_bytes())

    return print_file


def test_the_times_of_a_speech_are_beside_the_lines_of_their_words(examples: Examples, convert: Convert) -> None:
    speech = examples.compose("hrc-oral")[0].body
    pages = convert("hrc-oral").pages
    runs = [(number, run) for number, page in enumerate(pages) for run in page.runs]
    edge = float(pages[0].object.mediabox[2]) - RIGHT_MARGIN_OF_SPEECH
    marks = [node for node in find_elements((speech,), "span") if node.get("data-time")]
    assert len(marks) == 3
    for mark in marks:
        ((page, time),) = [(number, run) for number, run in runs if run.text.strip() == mark.get("data-time")]
        line = " ".join(run.text for number, run in runs if number == page and abs(run.bottom - time.bottom) < 6)
        assert time.left > edge
        assert extract_text((mark,)).split()[-1] in line
