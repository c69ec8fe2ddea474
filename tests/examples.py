"""Whole documents that many files of tests look at: each is composed and rendered once in a run of the tests.

What is made is kept in the folder of the run, which all its processes share: a file of tests that begins later, or in
another process, reads what is there. Nobody changes it.
"""

from __future__ import annotations

import fcntl
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import Severity, Sink
from briefgen.model.document import Document
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.laid_out import Page, record_pages
from tests.running import PROJECTS, ROOT

Value = TypeVar("Value")

SIXTY = "sixty-notes"
EXAMPLES = tuple(path.stem for path in sorted((ROOT / "briefs").glob("*.yaml")))
"""The example briefs: at least one for each audience."""

OTHERS = {
    SIXTY: (PROJECTS / SIXTY, "report"),
    "small": (PROJECTS / "torture", "small"),
    "torture": (PROJECTS / "torture", "torture"),
}
"""A report with the sixty notes of a real one, and two briefs with everything that is hard to print: each with its
project and its name there."""

TOGETHER = (Format.HTML, Format.PDF, Format.DOCX)
"""The formats of every audience: they are rendered together, and so compared with one another."""
FORMATS = {SIXTY: (Format.HTML, Format.DOCX), "small": (), "torture": ()}


@dataclass(frozen=True, slots=True)
class Examples:
    """The documents of this run, and what was found in them."""

    folder: Path

    def compose(self, name: str) -> tuple[Document, Sink]:
        """The text of a document, and what was found in it."""
        return self._keep(f"{name}.text", lambda: compose_example(name))

    def render(self, name: str, format_: Format) -> tuple[Rendering, Sink]:
        """A document in one format, and what was found in it and in the formats that are compared with it."""
        together = FORMATS.get(name, TOGETHER)
        formats = together if format_ in together else (format_,)
        made, sink = self._keep(f"{name}.{'-'.join(formats)}", lambda: self._render(name, formats))
        return made[format_], sink

    def lay_out(self, name: str) -> tuple[Page, ...]:
        """The pages with running text of a document's PDF, as they were laid out."""
        self.render(name, Format.PDF)
        pages: tuple[Page, ...] = pickle.loads((self.folder / f"{name}.pages").read_bytes())  # noqa: S301 - our own
        return pages

    def _render(self, name: str, formats: tuple[Format, ...]) -> tuple[dict[Format, Rendering], Sink]:
        document, sink = self.compose(name)
        with record_pages() as pages:
            made = render_document(document, formats, sink)
        if Format.PDF in formats:
            (self.folder / f"{name}.pages").write_bytes(pickle.dumps(pages[0]))
        assert [problem for problem in sink.diagnostics if problem.severity is Severity.ERROR] == []
        return {rendering.format: rendering for rendering in made}, sink

    def _keep(self, key: str, make: Callable[[], Value]) -> Value:
        """What was made before under a key, by whatever process; one that needs it at the same moment waits."""
        path = self.folder / key
        with path.with_name(f"{key}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                path.write_bytes(pickle.dumps(make()))
        value: Value = pickle.loads(path.read_bytes())  # noqa: S301 - our own
        return value


def compose_example(name: str) -> tuple[Document, Sink]:
    """Compose a document anew: its text, and what was found in it."""
    folder, brief_id = OTHERS.get(name, (ROOT, name))
    sink = Sink()
    project = load_project(folder, sink, exact=True)
    return compose_document(load_inputs(project, load_brief(project, brief_id, sink), sink), sink), sink
