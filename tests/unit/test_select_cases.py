"""Projects to selections: every case under tests/cases/select."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.campaign.requested_brief import COMMAND_LINE
from briefgen.load import load_audience, load_brief, load_library, load_project
from briefgen.model.brief import Recipient
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


def test_a_section_for_the_readers_own_state_keeps_blocks_that_ask_nothing(tmp_path: Path) -> None:
    def ask(addressee: str, more: str = "") -> str:
        return f"---\ntitle: T\nkind: recommendation\nsensitivity: public\nstatus: approved\naddressee: {addressee}\naction: Act.\n{more}---\n"

    files = {
        "templates/embassy/audience.yaml": "title: E\nsections: [{id: own, title: You, kinds: [situation, recommendation], requests: own}]\n",
        "briefs/note.yaml": "{audience: embassy, library: korea, title: Note, state: CHN}",
        "content/korea/wells.md": "---\ntitle: T\nkind: situation\nsensitivity: public\nstatus: approved\n---\nDry.\n",
        "content/korea/own.md": ask("Uganda", "state: UGA\n"),
        "content/korea/other.md": ask("Kenya", "state: KEN\nasks: [Fund Kenya.]\n"),
        "content/korea/many.md": ask("donor states", "asks: [Fund it.]\n"),
    }
    told_lines = selected(write_files(tmp_path, files), Recipient("a", {"state": "UGA"}, COMMAND_LINE)).splitlines()
    assert [line.partition(":")[0] for line in told_lines[:3]] == ["own", "  wells", "  own"]
    assert told_lines[3:] == [
        f"- {name}: it asks {whom}; the reader's own state is asked in `own`"
        for name, whom in (("many", "donor states"), ("other", "Kenya"))
    ]


def selected(root: Path, recipient: Recipient | None = None) -> str:
    """The selection of the brief `note` as one text: sections, what was left out, problems."""
    sink = Sink()
    project = load_project(root, sink)
    brief = replace(load_brief(project, "note", sink), recipient=recipient)
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
