"""Writes what is known of a file, and what of it changed, as JSON for programs: `briefgen schema verify` describes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from briefgen.corrections.compare import ContentChanges
from briefgen.corrections.due import Correction
from briefgen.model.record import Delivery, FileRecord

CONTENT_KINDS = ("block", "fact", "source", "image")


def build_file_report(
    file: FileRecord,
    deliveries: Iterable[Delivery],
    changes: ContentChanges,
    reasons: Iterable[str],
    newer: Iterable[FileRecord],
) -> dict[str, Any]:
    """What `briefgen verify --format json` prints."""
    contents, reasons = file.contents, list(reasons)
    return {
        "path": file.path,
        "sha256": file.sha256,
        "brief": contents.brief,
        "audience": contents.audience,
        "library": contents.library,
        "language": contents.language,
        "recipient": file.recipient or None,
        "campaign": contents.campaign or None,
        "settings": dict(contents.settings),
        "format": file.format,
        "pages": file.pages,
        "words": file.words,
        "built": file.built or None,
        "sent": [{"to": delivery.to, "on": delivery.on} for delivery in deliveries],
        "made_from": {kind: list(contents.list_names(kind)) for kind in CONTENT_KINDS},
        "facts": {name: asdict(fact) for name, fact in contents.facts.items()},
        "current": not reasons,
        "out_of_date": reasons,
        **changes_to_json(changes),
        "newer_formats": [other.path for other in newer],
    }


def changes_to_json(changes: ContentChanges) -> dict[str, Any]:
    """What of a file is no longer true, the most urgent first."""
    return {
        "withdrawn": [asdict(change) for change in changes.withdrawn],
        "figures": [asdict(figure) for figure in changes.figures],
        "changed": [asdict(change) for change in changes.changed],
    }


CSV_COLUMNS = ("to", "on", "brief", "language", "files", "kind", "name", "old", "new", "why")


def build_corrections_report(due: Iterable[Correction]) -> list[dict[str, Any]]:
    """What `briefgen corrections --format json` prints: the most urgent first."""
    return [
        {
            "to": correction.to,
            "on": correction.on,
            "brief": correction.contents.brief,
            "audience": correction.contents.audience,
            "library": correction.contents.library,
            "language": correction.contents.language,
            "files": [{"name": delivery.name, "sha256": delivery.file.sha256} for delivery in correction.deliveries],
            **changes_to_json(correction.changes),
        }
        for correction in due
    ]


def list_correction_rows(due: Iterable[Correction]) -> Iterator[tuple[str, ...]]:
    """A row for each change, under `CSV_COLUMNS`. A cell that a spreadsheet would calculate starts with an apostrophe."""
    for correction in due:
        contents = correction.contents
        files = " ".join(delivery.name for delivery in correction.deliveries)
        head = (correction.to, correction.on, contents.brief, contents.language, files)
        changes = correction.changes
        rows = [
            *(("withdrawn", change.name, "", "", change.reason) for change in changes.withdrawn),
            *(("figure", figure.fact, figure.old, figure.new, figure.why) for figure in changes.figures),
            *(("changed", change.name, "", "", change.reason) for change in changes.changed),
        ]
        yield from (tuple(map(_protect_cell, (*head, *row))) for row in rows)


def _protect_cell(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
