"""The changes of an edited Word file, read as `briefgen merge` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.arguments import build_act_error
from briefgen.composer.session import ComposerSession
from briefgen.merge.file_merge import FileMerge, read_merge
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Sink


@dataclass(frozen=True, slots=True)
class MergeReading:
    """What is known of an edited file."""

    merge: FileMerge | None
    """None where the problems are errors that stopped the reading."""
    problems: tuple[Diagnostic, ...]


def read_edited_file(session: ComposerSession, arguments: Mapping[str, Any]) -> MergeReading:
    """The changes of the file that `upload` names, tried with those that `accept` names; without any, with all that can be.

    It takes seconds, once for each revision. Raises `BriefgenError` where the file is no longer kept.
    """
    accepted = _read_numbers(arguments.get("accept", ""))
    file = session.uploads.find(arguments.get("upload"))
    project = session.require_project()

    def read() -> MergeReading:
        sink = Sink()
        try:
            merge = read_merge(project, file, accepted, sink)
        except BriefgenError as error:
            sink.extend(error.diagnostics)
            return MergeReading(None, sink.collect_sorted())
        return MergeReading(merge, sink.collect_sorted())

    return session.read_lasting(("merge", file, accepted), read, ())


def _read_numbers(written: object) -> frozenset[int]:
    """Numbers with commas between them."""
    words = written.split(",") if isinstance(written, str) and written else ()
    if not isinstance(written, str) or not all(word.isdecimal() and word.isascii() and len(word) < 7 for word in words):
        raise build_act_error("no-change-numbers")
    return frozenset(map(int, words))
