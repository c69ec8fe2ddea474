"""A copy of the project in which changes are tried: nothing is written into the project before the copy prints what was accepted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.approve.standing import TextStanding
from briefgen.merge.source_file import SourceFile
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import BriefgenError, Severity, Sink
from briefgen.model.library import Fact
from briefgen.model.printed_text import BLOCK_FILE, PrintedVersion, read_printed_version
from briefgen.paths import is_inside
from briefgen.pipeline import compose_text, find_approval_standings, load_and_select

COPIED = ("briefgen.yaml", "content", "templates", "styles", "private")


@dataclass(frozen=True, slots=True)
class Composed:
    """The brief as its files print it."""

    version: PrintedVersion
    standings: tuple[TextStanding, ...]
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Workspace:
    """The copy."""

    project: Project
    brief: Brief
    folder: Path

    @classmethod
    def create(cls, project: Project, brief: Brief, folder: Path) -> Workspace:
        """Copy what a text is composed of. Files are linked where the system can: none of them is written into."""
        for name in COPIED:
            source = project.root / name
            if source.is_dir() and is_inside(source, project.root):
                shutil.copytree(source, folder / name, copy_function=_link_or_copy, symlinks=True)
            elif source.is_file():
                _link_or_copy(str(source), str(folder / name))
        return cls(replace(project, root=folder), brief, folder)

    def read(self, path: str) -> SourceFile | None:
        """A file of a block as it is in the copy; None for what is not one."""
        place = self.folder / path
        if not BLOCK_FILE.fullmatch(path) or not is_inside(place, self.folder) or not place.is_file():
            return None
        try:
            return SourceFile(path, place.read_bytes().decode("utf-8"))
        except UnicodeDecodeError:
            return None

    def write(self, texts: Mapping[str, str]) -> None:
        """Write files of the copy."""
        for path, text in texts.items():
            place = self.folder / path
            place.unlink()
            place.write_bytes(text.encode("utf-8"))

    def compose(self) -> Composed:
        """What the copy prints. Raises `BriefgenError`."""
        sink = Sink()
        inputs, selection = load_and_select(self.project, self.brief, sink)
        document = compose_text(inputs, selection, sink)
        sink.stop_on_errors()
        standings = find_approval_standings(inputs, selection)
        return Composed(read_printed_version(document), standings, selection.facts)

    def try_compose(self) -> Composed | None:
        """What the copy prints; None where it cannot be composed."""
        try:
            return self.compose()
        except BriefgenError as error:
            if not any(found.severity is Severity.ERROR for found in error.diagnostics):
                raise
            return None


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
