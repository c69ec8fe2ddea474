"""Reads a date from a field of another program's file, and reports in the words of the file what it cannot read."""

from __future__ import annotations

from briefgen.load.bibliography.entry import ImportedField
from briefgen.model.diagnostic import Origin, Sink
from briefgen.schema.csl_date import is_year_zero, try_csl_date

DATE_HINT = "write it as `2024-06-06`, `2024-06` or `2024`"


def read_imported_date(variable: str, field: ImportedField, key: str, name: str, sink: Sink) -> dict[str, object]:
    """The variable with its date; with the words of the file where they are not a date; empty for the year 0."""
    words = field.value.replace("{", "").replace("}", "").strip()
    read = try_csl_date(words)
    if read is not None:
        return {variable: read} if read else {}
    subject, origin = f"`{field.name}` of `{key}`", Origin(name, field.line)
    if is_year_zero(words):
        message = f"{subject} is `{words}`, and there is no year 0; the date is left out"
        sink.warning("source-date", message, origin, "correct it, or delete it if the date is unknown")
        return {}
    sink.warning("source-date", f"{subject} is not a date: `{words}`; it is printed as written", origin, DATE_HINT)
    return {variable: {"literal": words}}
