"""One run of the composer on one project: reads the project when it has changed, and performs acts one after the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, RLock
from typing import Any, TypeVar

from briefgen.composer.laid_out_pages import LaidOutPages
from briefgen.composer.revision import compute_revision
from briefgen.composer.runs import Runs
from briefgen.composer.undo import UndoJournal
from briefgen.composer.uploads import Uploads
from briefgen.load import LoadedLibraries, load_project
from briefgen.load.names import FOLDERS
from briefgen.load.project import PROJECT_FOLDERS
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink
from briefgen.model.library import Library
from briefgen.pipeline import BriefInputs, InputLoader
from briefgen.web.events import EventBoard

Value = TypeVar("Value")

LIBRARY_FOLDERS = tuple(name for name in PROJECT_FOLDERS if name != FOLDERS["briefs"])
"""Everything on which a library can depend."""
MAX_CACHED = 40
"""Values of one revision that are kept: briefs, each as one reader gets it."""
MAX_LASTING = 8
"""Values that take seconds and are kept; of merges, each set of changes that was tried is one."""


@dataclass(frozen=True, slots=True)
class ReadProject:
    """The project as its files are now."""

    project: Project | None
    """None where `briefgen.yaml` cannot be used."""
    problems: tuple[Diagnostic, ...]


class StaleRevisionError(Exception):
    """The page that asks for an act has not seen the newest files."""


class OvertakenError(Exception):
    """An act waits for a value that nobody asks for any longer once the act is done."""


class ComposerSession:
    """The project, its revision, the values read at that revision, and the journal of acts. Used by one thread at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.board = EventBoard()
        self.journal = UndoJournal(root)
        self.pages = LaidOutPages()
        self.uploads = Uploads()
        self.runs = Runs()
        self._lock = RLock()
        self._counting_lock, self._waiting_acts = Lock(), 0
        self._lasting_lock = RLock()
        self._revision = ""
        self._is_held = False
        self._cache: dict[Hashable, Any] = {}
        self._lasting: dict[Hashable, tuple[str, Any]] = {}
        self._loader = InputLoader()
        self._libraries, self._libraries_revision = LoadedLibraries(), ""

    @property
    def revision(self) -> str:
        """The revision of the files on disk now; when it is new, the values of the older one are dropped."""
        with self.hold() as revision:
            return revision

    @contextmanager
    def hold(self) -> Iterator[str]:
        """The revision, looked up once for all that is read until the end of the block; others wait.

        What somebody changes meanwhile may be in a value already. Its revision is then an older one, so the next look drops it.
        """
        with self._lock:
            if self._is_held:
                yield self._revision
                return
            current = compute_revision(self.root)
            if current != self._revision:
                self._revision = current
                self._cache.clear()
            self._is_held = True
            try:
                yield current
            finally:
                self._is_held = False

    def read(self, key: Hashable, build: Callable[[], Value]) -> Value:
        """A value made from the files: built once for each revision. One build runs at a time."""
        with self.hold():
            if key not in self._cache:
                value = build()
                while len(self._cache) >= MAX_CACHED:
                    del self._cache[next(iter(self._cache))]
                self._cache[key] = value
            cached: Value = self._cache[key]
            return cached

    def read_lasting(self, key: Hashable, build: Callable[[], Value], ignored: Collection[str]) -> Value:
        """A value that does not depend on files of some names: it is not built again when only they change.

        It may take seconds, so views and acts do not wait for it.
        """
        with self._lasting_lock:
            revision = compute_revision(self.root, ignored)
            built_at, lasting = self._lasting.pop(key, ("", None))
            value: Value = lasting if built_at == revision else build()
            self._lasting[key] = revision, value  # the last in order: what is asked for again is kept
            if len(self._lasting) > MAX_LASTING:
                del self._lasting[next(iter(self._lasting))]
            return value

    def read_project(self) -> ReadProject:
        """The project as its files are now."""
        return self.read("project", self._load_project)

    def load_inputs(self, project: Project, brief: Brief, sink: Sink) -> BriefInputs:
        """What a brief is made from. After an edit of briefs alone, no library is read again. Raises `BriefgenError`."""
        return self._loader.load(project, brief, sink, self._find_libraries())

    def load_library(self, project: Project, name: str, sink: Sink) -> Library:
        """A library; the one of a brief that was read is not read again. Raises `BriefgenError`."""
        return self._find_libraries().load(project, name, sink)

    def _find_libraries(self) -> LoadedLibraries:
        """Those that are read already, as long as no file is newer on which a library can depend."""
        revision = compute_revision(self.root, folders=LIBRARY_FOLDERS)
        if revision != self._libraries_revision:
            self._libraries, self._libraries_revision = LoadedLibraries(), revision
        return self._libraries

    def require_project(self) -> Project:
        """The project. Raises `BriefgenError` where it cannot be used."""
        read = self.read_project()
        if read.project is None:
            raise BriefgenError(*read.problems)
        return read.project

    def _load_project(self) -> ReadProject:
        sink = Sink()
        try:
            project = load_project(self.root, sink, exact=True)
        except BriefgenError as error:
            return ReadProject(None, error.diagnostics)
        return ReadProject(None if sink.failed else project, sink.collect_sorted())

    def perform(self, change: Callable[[], str], revision: str = "") -> str:
        """Call what changes files, then report the new revision to all pages; the value is that of `change`.

        With a revision, it must be the newest. Raises `StaleRevisionError`, and what `change` raises.
        """
        self._count_waiting(1)
        with self._lock:
            self._count_waiting(-1)
            try:
                with self.hold() as current:
                    if revision and revision != current:
                        raise StaleRevisionError
                    return change()
            finally:
                self.publish_revision()

    def _count_waiting(self, more: int) -> None:
        with self._counting_lock:
            self._waiting_acts += more

    def yield_to_acts(self) -> None:
        """Called between the steps of what can be asked for again. Raises `OvertakenError` where an act waits."""
        if self._waiting_acts:
            raise OvertakenError

    def publish_revision(self) -> None:
        """Report the revision of the files to all pages."""
        self.board.publish(json.dumps({"revision": self.revision}))

    def describe_journal(self) -> Mapping[str, str]:
        """The acts that can be taken back and done again next; empty where there is none."""
        done, undone = self.journal.done, self.journal.undone
        return {"undo": done[-1].act if done else "", "redo": undone[-1].act if undone else ""}
