"""Writes what is known of a file, and what of it changed, as JSON for programs: `briefgen schema verify` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from briefgen.corrections.compare import ContentChanges
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
