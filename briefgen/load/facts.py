"""Reads `facts.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from briefgen.load.paths import find_files_named, to_display_path
from briefgen.load.syntax.parsed import ParsedData
from briefgen.load.syntax.translations import TranslationCollector
from briefgen.load.syntax.validated import ValidatedFile, read_with_sensitivity, validate_data
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.library import Fact, Sensitivity
from briefgen.schema.facts_file import FactFile, FactsFile

SEPARATED_NUMBER = re.compile(r"[0-9]{1,3}([,. '_\u2009\u202f][0-9]{3})+")
SHARE = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?) ?%")
DAY_IN_NUMBERS = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{4}|[0-9]{4}([./])[0-9]{1,2}\2[0-9]{1,2}")


def load_facts(folder: Path, root: Path, sink: Sink, language: str = "en") -> Mapping[str, Fact]:
    """The facts of a library by id, in the order of the file; `language` is the language of texts that do not state theirs."""
    files = list(find_files_named("facts", (".yaml",), folder, root, sink))
    read, label = (
        read_with_sensitivity(FactsFile, files[0], to_display_path(root, files[0]), sink) if files else (None, None)
    )
    if read is None:
        return {}
    return {key: _read_entry(key, read, label, language, sink) for key in read.model.root}


def read_fact(key: str, entry: object, display_path: str, sink: Sink, language: str = "en") -> Fact | None:
    """One fact by itself, as it is read in its file; None with an error in `sink`."""
    parsed = ParsedData({key: entry}, {})
    read = validate_data(FactsFile, parsed, display_path, sink)
    return _read_entry(key, read, None, language, sink) if read and key in read.model.root else None


def _read_entry(key: str, read: ValidatedFile[FactsFile], label: Sensitivity | None, language: str, sink: Sink) -> Fact:
    fact = _build_fact(key, read.model.root[key], read, label, language, sink)
    if isinstance(fact.value, str):
        _report_text(fact.value, read.find_origin(key, "value"), sink)
    return fact


def _report_text(text: str, origin: Origin, sink: Sink) -> None:
    """Report a number or a day that is written as a text: it is printed in the same signs in every language."""
    if SEPARATED_NUMBER.fullmatch(text):
        message = f"`{text}` is a text, so no language will set its separators"
        sink.warning("fact-number", message, origin, f"write {re.sub('[^0-9]', '', text)}")
    elif share := SHARE.fullmatch(text):
        message = f"`{text}` is a text, so no language will set its sign"
        sink.warning("fact-number", message, origin, f'write `value: {share["number"]}` and `unit: "%"`')
    elif DAY_IN_NUMBERS.fullmatch(text):
        message = f"`{text}` is a text, so no language will write it as a date"
        sink.warning("fact-date", message, origin, "write it as `2026-11-23`")


def _build_fact(
    key: str, file: FactFile, read: ValidatedFile[FactsFile], label: Sensitivity | None, language: str, sink: Sink
) -> Fact:
    wording = TranslationCollector(language, sink)
    needs_source = "source" not in file.model_fields_set or bool(file.source)
    if not needs_source and not file.note.strip():
        hint = "write in `note` why there is none"
        sink.error(
            "fact-source", f"the fact `{key}` has `source: none` and no note", read.find_origin(key, "source"), hint
        )
    if file.was is not None and file.was == file.value:
        message = f"`was` of the fact `{key}` is the same as its `value`"
        hint = "write in `was` the value before the correction, or leave it out"
        sink.error("fact-was", message, read.find_origin(key, "was"), hint)
    stated = file.sensitivity or label
    return Fact(
        id=key,
        **wording.collect_texts(file, ("value", "unit", "label", "why"), lambda name: read.find_origin(key, name)),
        as_of=file.as_of,
        sources=file.source,
        certainty=file.certainty,
        exactness=file.exactness,
        note=file.note,
        review_by=file.review_by,
        sensitivity=stated or Sensitivity.CONFIDENTIAL,
        origin=read.find_origin(key),
        labelled=stated is not None,
        needs_source=needs_source,
        was=file.was,
    )
