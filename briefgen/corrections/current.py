"""Reads what deliveries are compared with: the libraries and audiences of a project as they are today, each once."""

from __future__ import annotations

from briefgen.load import infer_sensitivity_for_all, load_audience, load_brief_audiences, load_library
from briefgen.load.brief_audiences import BriefWithAudience
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Library, Sensitivity
from briefgen.model.record import FileContents


class CurrentProject:
    """The libraries and audiences of a project as they are today."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._libraries: dict[str, Library] = {}
        self._ceilings: dict[str, Sensitivity] = {}
        self._readers: tuple[BriefWithAudience, ...] | None = None

    def load_library(self, name: str) -> Library:
        """A library, with a sensitivity for all that it has. Raises `BriefgenError` for one that cannot be read.

        One with any error is not read: a text that its author is just writing would look as if it was withdrawn.
        """
        if name not in self._libraries:
            sink = Sink()
            library = load_library(self.project, name, sink)
            sink.stop_on_errors()
            if self._readers is None:
                self._readers = tuple(load_brief_audiences(self.project))
            default = self.project.default_sensitivity
            self._libraries[name] = infer_sensitivity_for_all(library, self._readers, default)
        return self._libraries[name]

    def find_ceiling(self, contents: FileContents) -> Sensitivity:
        """What the reader of a file may see today. Raises `BriefgenError` for an audience that cannot be read."""
        audience = contents.audience
        if audience not in self._ceilings:
            self._ceilings[audience] = load_audience(self.project, audience, Sink()).ceiling
        then = Sensitivity[contents.ceiling.upper()] if contents.ceiling else Sensitivity.CONFIDENTIAL
        return min(then, self._ceilings[audience])
