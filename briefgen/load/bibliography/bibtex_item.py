"""Corrects the CSL items that pandoc reads from BibTeX: dates, particles, courts and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.load.bibliography.entry import MONTHS, ImportedEntry, ImportedField
from briefgen.load.bibliography.imported_date import read_imported_date
from briefgen.load.bibliography.names import find_ambiguous_names, keep_particle
from briefgen.model.diagnostic import Origin, Sink
from briefgen.schema import csl

DATE_FIELDS: Mapping[str, str] = {
    "accessed": "urldate", "event-date": "eventdate", "issued": "date", "original-date": "origdate"
}  # fmt: skip
"""By variable of CSL: the field that states it."""

NAME_FIELDS = frozenset(
    "afterword annotator author bookauthor commentator editor editora editorb editorc foreword holder introduction namea "
    "nameb namec shortauthor shorteditor translator".split()
)
"""Fields that hold names, joined by `and`."""

COURT_FIELDS = ("court", "authority", "institution", "organization", "publisher")
"""Fields in which bibliographies write the court of a case, the clearest first."""


def complete_bibtex_item(item: Mapping[str, object], entry: ImportedEntry, name: str, sink: Sink) -> dict[str, object]:
    """The item with what pandoc misreads, and a warning for each name and date that nobody can read."""
    result = dict(item)
    for variable, field in DATE_FIELDS.items():
        stated = next((found for found in entry.fields if found.name == field and found.value), None)
        stated = stated or (_join_date(entry) if variable == "issued" else None)
        if stated:
            result.pop(variable, None)
            result |= read_imported_date(variable, stated, entry.key, name, sink)
    keeps_particles = "useprefix=false" not in "".join(entry.get_values("options")).replace(" ", "")
    for variable in csl.NAMES & result.keys():
        names = result[variable]
        if isinstance(names, list) and keeps_particles:
            result[variable] = [keep_particle(person) for person in names]
    for person in _find_names(entry):
        _report_name(person, entry, name, sink)
    if result.get("type") == "legal_case":
        court = next((value for field in COURT_FIELDS for value in entry.get_values(field) if value), "")
        if court and not result.get("authority"):
            result["authority"] = str(result.pop("publisher", "") or court.replace("{", "").replace("}", ""))
    notes = entry.get_values("note")
    result.pop("note", None)
    return result | ({"note": "\n".join(notes)} if notes else {})


def _join_date(entry: ImportedEntry) -> ImportedField | None:
    """The fields `year`, `month` and `day` as one, or the year alone where the month has other words than a month's name."""
    year = next((field for field in entry.fields if field.name == "year" and field.value), None)
    if year is None or not year.value.strip().isdigit():
        return year
    month, day = ("".join(entry.get_values(name)[:1]).strip().rstrip(".").lower() for name in ("month", "day"))
    number = str(MONTHS.get(month[:3], month))
    if not number.isdigit():
        return None if number else year
    parts = (year.value.strip(), number.zfill(2), *((day.zfill(2),) if day.isdigit() else ()))
    return ImportedField("year", "-".join(parts), year.line)


def _find_names(entry: ImportedEntry) -> Iterator[ImportedField]:
    for field in entry.fields:
        if field.name in NAME_FIELDS and "=" not in field.value:  # `family=Jongh` is the extended form of BibLaTeX
            if not field.value.strip():
                yield field
            for name in find_ambiguous_names(field.value):
                yield ImportedField(field.name, name, field.line)


def _report_name(person: ImportedField, entry: ImportedEntry, name: str, sink: Sink) -> None:
    origin = Origin(name, person.line)
    if not person.value:
        sink.warning("source-name", f"`{person.name}` of `{entry.key}` is empty", origin, "fill it in, or delete it")
        return
    message = f"`{person.name}` of `{entry.key}` is read as a person with the family name at the end: `{person.value}`"
    hint = f"write `{{{person.value}}}` in braces for an organisation, or `Family, Given` for a person"
    sink.warning("source-name", message, origin, hint)
