"""The sixty notes of a real report, as OSCOLA 4 prints them when every `Ibid` and `Id at 5` is a citation of the work meant.

The report is Marina Sáenz, Across the Border (2024); content/north-koreans-in-china/README.md says which work each note means.
"""

from __future__ import annotations

from pathlib import Path

from briefgen.load import load_brief, load_project
from briefgen.model.diagnostic import Severity, Sink
from briefgen.model.tree import Element, Note, extract_text, find_elements, walk
from briefgen.pipeline import compose_document, load_inputs
from tests.running import PROJECTS
from tests.unit.citing import printed

PROJECT = PROJECTS / "sixty-notes"
EXPECTED = Path(__file__).parent / "cases" / "sixty_notes.expected.txt"


def test_sixty_notes_read_as_a_person_checked_them(*, accept: bool) -> None:
    sink = Sink()
    project = load_project(PROJECT, sink)
    body = compose_document(load_inputs(project, load_brief(project, "report", sink), sink), sink).body
    assert [problem for problem in sink.diagnostics if problem.severity is Severity.ERROR] == []
    notes = [node for node in walk((body,)) if isinstance(node, Note)]
    lines = [f"{note.number}. {printed(note.children)}" for note in notes]
    for group in find_elements(references_of(body).children, "h3", "li"):
        lines += ["", extract_text((group,))] if group.tag == "h3" else [f"- {printed(group.children)}"]
    actual = "\n".join(lines) + "\n"
    if accept:
        EXPECTED.write_text(actual, encoding="utf-8")
    assert actual == EXPECTED.read_text(encoding="utf-8")
    assert len(notes) == 60


def references_of(body: Element) -> Element:
    """The list of works cited."""
    return next(section for section in find_elements((body,), "section") if section.get("role") == "doc-bibliography")
