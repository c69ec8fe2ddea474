"""Projects to selections: every case under tests/cases/select."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.load import load_audience, load_brief, load_library, load_project
from briefgen.model.diagnostic import Sink
from briefgen.model.selection import SelectedSection
from briefgen.select import select
from tests.cases import cases, check_case
from tests.unit.project_files import files_in, told, write_files


@pytest.mark.parametrize("path", cases("select"), ids=lambda path: path.stem)
def test_a_brief_gets_what_its_reader_may_have(path: Path, tmp_path: Path, accept: bool) -> None:  # noqa: FBT001
    def produce(text: str) -> str:
        return selected(write_files(tmp_path, files_in(text)))

    check_case(path, produce, accept=accept)


def selected(root: Path) -> str:
    """The selection of the brief `note` as one text: sections, what was left out, problems."""
    sink = Sink()
    project = load_project(root, sink)
    brief = load_brief(project, "note", sink)
    audience = load_audience(project, brief.audience, sink, brief.language)
    selection = select(brief, audience, load_library(project, brief.library, sink), sink)
    lines = [line for section in selection.sections for line in told_section(section)]
    lines += [
        f"- {omission.block.id}: {omission.reason}{' (withheld)' if omission.withheld else ''}"
        for omission in selection.omissions
    ]
    for name, kept in (("facts", selection.facts), ("sources", selection.sources), ("images", selection.images)):
        if kept:
            lines.append(f"{name}: {', '.join(kept)}")
    return "\n".join([*lines, told(sink)]).rstrip("\n")


def told_section(section: SelectedSection, depth: int = 0) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{section.plan.id}"
    for choice in section.choices:
        yield f"{indent}  {choice.block.id}: {choice.reason}"
    for inner in section.sections:
        yield from told_section(inner, depth + 1)
