"""Finds the corrections that are due: for each delivery, what of it is no longer true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.corrections.compare import ContentChanges, compare_file
from briefgen.corrections.current import CurrentProject
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Origin, Sink
from briefgen.model.record import Delivery, FileContents, FileRecord
from briefgen.record.deliveries import DELIVERIES_NAME


@dataclass(frozen=True, slots=True)
class Correction:
    """What one addressee must know about one document that was sent on one day, in whichever formats."""

    to: str
    on: str
    deliveries: tuple[Delivery, ...]
    """The files."""
    changes: ContentChanges

    @property
    def contents(self) -> FileContents:
        """What the files printed."""
        return self.deliveries[0].file.contents

    @property
    def urgency(self) -> tuple[bool, bool, str, str]:
        """The order of the list: withdrawn texts first, then figures, then other words; then by day and addressee."""
        return not self.changes.withdrawn, not self.changes.figures, self.on, self.to


def find_due_corrections(
    current: CurrentProject, deliveries: Iterable[Delivery], today: date, sink: Sink
) -> tuple[Correction, ...]:
    """The corrections that are due today, the most urgent first. A library that cannot be read is an error in `sink`, with its own errors."""
    comparison = _Comparison(current, today)
    groups: dict[tuple[str, str, int], list[Delivery]] = {}
    for delivery in deliveries:
        groups.setdefault((delivery.to, delivery.on, id(delivery.file.contents)), []).append(delivery)
    found = []
    faults: dict[Diagnostic, None] = {}
    for (to, on, _), group in groups.items():
        try:
            changes = comparison.compare(group[0].file)
        except BriefgenError as error:
            _report_uncompared(group[0], sink)
            faults |= dict.fromkeys(error.diagnostics)
            continue
        if changes:
            found.append(Correction(to, on, tuple(group), changes))
    sink.extend([*faults])
    return tuple(sorted(found, key=lambda correction: correction.urgency))


class _Comparison:
    """Compares files with the libraries of today; each set of contents is compared once."""

    def __init__(self, current: CurrentProject, today: date) -> None:
        self._current, self._today = current, today
        self._changes: dict[tuple[int, str], ContentChanges] = {}

    def compare(self, file: FileRecord) -> ContentChanges:
        """Raises `BriefgenError` for a library or an audience that cannot be read."""
        key = id(file.contents), file.recipient_state
        if key not in self._changes:
            library = self._current.load_library(file.contents.library)
            ceiling = self._current.find_ceiling(file.contents)
            self._changes[key] = compare_file(file, library, ceiling, self._today)
        return self._changes[key]


def _report_uncompared(delivery: Delivery, sink: Sink) -> None:
    contents = delivery.file.contents
    message = (
        f"what was sent to `{delivery.to}` on {delivery.on} cannot be compared: "
        f"the library `{contents.library}` or the audience `{contents.audience}` has errors, or is gone"
    )
    hint = "correct or restore it, then run `briefgen corrections` again"
    sink.error("correction-unreadable", message, Origin(DELIVERIES_NAME, delivery.line), hint)


def filter_since(deliveries: Iterable[Delivery], since: str) -> Iterator[Delivery]:
    """The deliveries of a day or later; all of them without a day."""
    return (delivery for delivery in deliveries if delivery.on >= since)
