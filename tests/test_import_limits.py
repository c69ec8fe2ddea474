"""A file that is imported keeps to limits of time and memory, as a document that is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.decompose.read_file import ReadSettings, read_file
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.resource_limits import ResourceLimits
from tests.running import Result, copy_project, files_below
from tests.word_by_hand import paragraph, write_docx

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("limit", "amount", "code"), [("--time-limit", "1", "limit-time"), ("--memory-limit", "150", "limit-memory")]
)
def test_a_file_that_takes_too_much_is_refused_and_nothing_is_written(
    limit: str, amount: str, code: str, tmp_path: Path, run: Run
) -> None:
    root = copy_project("minimal", tmp_path)
    before = files_below(root)
    long = write_docx(tmp_path / "long.docx", *(paragraph(f"River number {number}.") for number in range(60_000)))
    refused = run("import", str(long), limit, amount, cwd=root)
    assert (refused.code, files_below(root)) == (1, before)
    assert refused.err.startswith("error: the file `long.docx` ")
    assert f"[{code}]" in refused.err
    assert f"allow more with `{limit}`" in refused.err


def test_the_program_that_reads_a_file_stops_at_the_limit_by_the_clock(tmp_path: Path) -> None:
    file = write_docx(tmp_path / "wells.docx", paragraph("The wells were dry."))
    limits = ResourceLimits(seconds=0.0002)
    with pytest.raises(BriefgenError, match=r"the file takes longer than 0.001 seconds to read"):
        read_file(file, ReadSettings(limits=limits), Sink())
