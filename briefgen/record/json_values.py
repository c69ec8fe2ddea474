"""Writes what a file printed as JSON, for the manifest, the record and `deliveries.jsonl`, and reads it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefgen.model.library import Sensitivity
from briefgen.model.record import FileContents, FileRecord, InputRecord, PrintedFact

CONTENT_TEXTS = ("brief", "audience", "library", "language", "campaign", "brief_digest", "ceiling")
FILE_TEXTS = (
    "sha256",
    "format",
    "recipient",
    "recipient_state",
    "recipient_digest",
    "text_digest",
    "folder",
    "path",
    "built",
)
SHA256_LENGTH = 64


def contents_to_json(contents: FileContents) -> dict[str, Any]:
    """What a file printed, without the inputs."""
    return {
        **{name: getattr(contents, name) for name in CONTENT_TEXTS},
        "settings": dict(contents.settings),
        "unsaved": contents.unsaved,
        "values": {
            name: {"value": fact.value, "text": fact.text, "unit": fact.unit} for name, fact in contents.facts.items()
        },
        "consents": list(contents.consents),
    }


def contents_from_json(values: Mapping[str, Any], inputs: tuple[InputRecord, ...]) -> FileContents:
    """The contents that `contents_to_json` wrote; a key that is missing counts as empty.

    Raises `TypeError` for anything of another shape.
    """
    facts = require_mapping(values.get("values", {}))
    settings = require_mapping(values.get("settings", {}))
    if values.get("ceiling") not in {None, "", *(level.word for level in Sensitivity)}:
        raise TypeError(values["ceiling"])
    return FileContents(
        **{name: _require_text(values.get(name) or "") for name in CONTENT_TEXTS},
        settings={_require_text(key): _require_text(value) for key, value in settings.items()},
        unsaved=bool(values.get("unsaved", False)),
        facts={
            _require_text(name): PrintedFact(*(_require_text(fact.get(key) or "") for key in ("value", "text", "unit")))
            for name, fact in facts.items()
            if require_mapping(fact) is fact
        },
        consents=tuple(_require_text(name) for name in values.get("consents", ())),
        inputs=inputs,
    )


def file_to_json(file: FileRecord) -> dict[str, Any]:
    """A file without its contents and its place."""
    return {
        "sha256": file.sha256,
        "format": file.format,
        "recipient": file.recipient or None,
        "recipient_state": file.recipient_state or None,
        "pages": file.pages,
        "words": file.words,
        "recipient_digest": file.recipient_digest,
        "text_digest": file.text_digest,
    }


def file_from_json(values: Mapping[str, Any], contents: FileContents) -> FileRecord:
    """The file that `file_to_json` wrote, with its place where that is given. Raises `TypeError` or `ValueError`."""
    texts = {name: _require_text(values.get(name) or "") for name in FILE_TEXTS}
    if len(texts["sha256"]) != SHA256_LENGTH or not texts["sha256"].isalnum():
        raise ValueError(texts["sha256"])
    pages, words = values.get("pages"), values.get("words") or 0
    if not isinstance(words, int) or not isinstance(pages, int | None):
        raise TypeError(words)
    return FileRecord(contents=contents, pages=pages, words=words, **texts)


def inputs_to_json(inputs: tuple[InputRecord, ...]) -> dict[str, str]:
    """The digest of each input by its kind and name."""
    return {str(record): record.digest for record in inputs}


def inputs_from_json(values: Mapping[str, Any]) -> tuple[InputRecord, ...]:
    """The inputs that `inputs_to_json` wrote. Raises `TypeError`."""
    return tuple(_input_from_json(_require_text(key), _require_text(value)) for key, value in values.items())


def dump_json(value: object) -> str:
    """A value on one line, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _input_from_json(written: str, digest: str) -> InputRecord:
    kind = "citation style" if written.startswith("citation style ") else written.partition(" ")[0]
    return InputRecord(kind, written[len(kind) :].removeprefix(" "), digest)


def _require_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def require_mapping(value: object) -> Mapping[str, Any]:
    """The value, which is an object. Raises `TypeError`."""
    if not isinstance(value, dict):
        raise TypeError(value)
    return value
