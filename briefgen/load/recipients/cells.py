"""Checks the cells of columns with a meaning of their own: names, states and languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from briefgen.load.languages import is_language
from briefgen.load.states import STATE_HINT, load_known_states
from briefgen.model.brief import Recipient
from briefgen.model.diagnostic import Sink
from briefgen.model.library import Sensitivity


@dataclass(frozen=True, slots=True)
class _ColumnMeaning:
    """What a cell of a column must be."""

    code: str
    """Of the diagnostic for a cell that is something else."""
    is_valid: Callable[[str], bool]
    fault: str
    hint: str


def check_cells(
    columns: tuple[str, ...], recipients: Iterable[Recipient], labels: Mapping[str, Sensitivity], sink: Sink
) -> None:
    """Report empty names, and unknown codes of states and languages, by row and column.

    A cell is quoted only if its column is labelled `public`: its content may belong to the next column.
    """
    checked = [
        (column, f"`{column}` in column {number}", COLUMN_MEANINGS[column])
        for number, column in enumerate(columns, start=1)
        if column in COLUMN_MEANINGS
    ]
    for recipient in recipients:
        for column, place, meaning in checked:
            value = recipient.fields[column]
            if not meaning.is_valid(value):
                quoted = f" has `{value}`, which" if value and labels.get(column) is Sensitivity.PUBLIC else ""
                sink.error(meaning.code, f"{place}{quoted} is {meaning.fault}", recipient.origin, meaning.hint)


def _is_state(value: str) -> bool:
    return not value or value in load_known_states()


def _is_language(value: str) -> bool:
    return not value or is_language(value)


NAME = _ColumnMeaning("recipients-name", bool, "empty", "fill it in, or leave out the row")
STATE = _ColumnMeaning("recipients-state", _is_state, "not a state", STATE_HINT)
LANGUAGE = _ColumnMeaning("recipients-language", _is_language, "not a language", "write its code: `en`, `ko`, `pt-BR`")

COLUMN_MEANINGS: Mapping[str, _ColumnMeaning] = {
    "name": NAME,
    "country": NAME,
    "state": STATE,
    "country_code": STATE,
    "language": LANGUAGE,
}
"""Columns with a meaning of their own."""
