"""Notes of readable cases in every style: what a citation looks like first, later, and in the references."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.cite.citeproc import format_citations
from briefgen.model.diagnostic import Sink
from tests.cases import cases, check_case
from tests.unit.citing import STYLES, a_note, printed, works


@pytest.mark.parametrize("path", cases("cite"), ids=lambda path: path.stem)
def test_notes_and_references_read_as_the_case_says(path: Path, *, accept: bool) -> None:
    check_case(path, cited, accept=accept)


def cited(given: str) -> str:
    """The notes of a case with numbers, and its references, with problems last."""
    head, _, body = given.partition("\n\n")
    settings = dict(line.split(": ", 1) for line in head.splitlines() if not line.startswith("#"))
    notes = [a_note(line, number) for number, line in enumerate(filter(None, body.splitlines()), start=1)]
    sink = Sink()
    resolved = format_citations(notes, works(), STYLES / f"{settings['style']}.csl", settings["language"], sink)
    lines = [f"{number}. {printed(words)}" for number, words in enumerate(resolved.notes, start=1)]
    if settings.get("references") != "no":
        lines += ["", *(f"- {printed(words)}" for _, words in resolved.entries)]
    return "\n".join(
        [*lines, *(f"{found.severity}: {found.message} [{found.code}]" for found in sink.collect_sorted())]
    )
