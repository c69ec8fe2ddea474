"""Looks at the cells of recipients whose columns have a meaning of their own: names, states and languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.load.states import HINT, known_states
from briefgen.values.brief import Recipient
from briefgen.values.diagnostic import Origin, Sink


def check_cells(columns: tuple[str, ...], recipient: Recipient, sink: Sink) -> None:
    """Report empty names, and codes of states and languages that nobody knows, by row and column."""
    for number, column in enumerate(columns, start=1):
        if check := CHECKS.get(column):
            check(recipient.fields[column], f"`{column}` in column {number}", recipient.origin, sink)


def _name(value: str, place: str, origin: Origin, sink: Sink) -> None:
    if not value:
        sink.error("recipients-name", f"{place} is empty", origin, "fill it in, or leave out the row")


def _state(value: str, place: str, origin: Origin, sink: Sink) -> None:
    if value and value not in known_states():
        sink.error("recipients-state", f"{place} has `{value}`, which is no state", origin, HINT)


def _language(value: str, place: str, origin: Origin, sink: Sink) -> None:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only tables with this column pay for it

    if not value:
        return
    try:
        Locale.parse(value.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        message = f"{place} has `{value}`, which is no language"
        sink.error("recipients-language", message, origin, "write its code: `en`, `ko`, `pt-BR`")


CHECKS: Mapping[str, Callable[[str, str, Origin, Sink], None]] = {
    "name": _name,
    "country": _name,
    "state": _state,
    "country_code": _state,
    "language": _language,
}
"""Columns with a meaning of their own."""
