"""A file that a lawyer edits, and the project that it comes back to."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefgen.load import load_brief, load_project
from briefgen.merge.run import MergeRequest, MergeResult, run_merge
from briefgen.merge.word_file import read_version_id
from briefgen.model.diagnostic import Sink
from briefgen.model.printed_text import PrintedVersion, read_printed_version
from briefgen.pipeline import compose_text, load_and_select
from briefgen.record.versions import find_version
from tests.merge.word_edits import WordEdits

BLOCK = "content/clean-water/situation/wells.md"
TEXT = """---
title: Dry wells
kind: situation
order: 10
sensitivity: public
status: approved
---
The district has {{ fact("wells-2024") }} wells. Many families walk for **two hours** every day to fetch water.[@ministry2024, p 12] Nobody counted the dry ones, as the ministry's own register says [@icescr, art 11].

Children carry water before school. Their teachers report that they are tired.[^tired]

### How the wells were counted

- Our team visited each well.
- It asked the neighbours about *every* pump.

| Village | Dry wells |
|---|---|
| Upper Ford | three |
| Lower Ford | none |

The last paragraph
runs over two lines.

Nothing else is known.

[^tired]: The teachers spoke in May, as the register says: [@ministry2024, p 3].
"""


class Desk:
    """The lawyer's file and the project that it comes back to."""

    def __init__(self, built: Path, folder: Path) -> None:
        self.root = Path(shutil.copytree(built, folder / "project"))
        self.word = WordEdits(built / "out/water-report.docx")
        self.file = folder / "edited.docx"

    def merge(self, accepted: str | frozenset[int] = "all") -> MergeResult:
        """Merge the file as it is now, and write what is accepted."""
        return self.merge_file(self.word.save(self.file), accepted)

    def merge_file(self, file: Path, accepted: str | frozenset[int] = "all") -> MergeResult:
        """The same for another file."""
        sink = Sink()
        id_ = read_version_id(file)
        found = find_version(self.root, id_, sink)
        assert found
        project = load_project(self.root, sink)
        request = MergeRequest(file, found[1], project, load_brief(project, "water-report", sink), accepted)
        result = run_merge(request, sink)
        for path, text in result.texts.items() if accepted else ():
            (self.root / path).write_bytes(text.encode())
        return result

    @property
    def text(self) -> str:
        return (self.root / BLOCK).read_text(encoding="utf-8")

    @property
    def printed(self) -> str:
        """What the rebuilt file says."""
        return "\n".join(paragraph.words.text for paragraph in compose(self.root).paragraphs)


def compose(root: Path) -> PrintedVersion:
    sink = Sink()
    project = load_project(root, sink)
    inputs, selection = load_and_select(project, load_brief(project, "water-report", sink), sink)
    return read_printed_version(compose_text(inputs, selection, sink))
