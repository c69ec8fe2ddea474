"""Finds cells that must not be in a letter: error values of a spreadsheet, and formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.load.recipients.table_row import TableRow
from briefgen.model.diagnostic import Origin, Sink

ERROR_VALUES = frozenset(
    """
    #N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA #FIELD! #BLOCKED! #UNKNOWN! #BUSY! #CONNECT!
    #EXTERNAL! #PYTHON! #ERROR! #NV #BEZUG! #WERT! #ZAHL! #VALEUR! #NOM? #NOMBRE! #NUL! #N/D #NOME? #VALORE! #RIF! #VALOR!
    #¡VALOR! #¡REF! #¡DIV/0! #¡NUM! #¿NOMBRE? #¡NULO! #Н/Д #ССЫЛКА! #ЗНАЧ! #ДЕЛ/0! #ИМЯ? #ЧИСЛО! #ПУСТО!
    """.split()
)
"""What spreadsheets show instead of a value, in the languages of the United Nations, German and Italian."""

_CALCULATION_ERROR = re.compile(r"Err:\d{3}")
_FORMULA = re.compile(r"=.|[+@-][A-Za-z][\w.]*\(", re.DOTALL)
"""What a spreadsheet computes: also behind the signs by which older ones knew a formula, `+SUM(A1:A9)`."""
_NARROW_COLUMN = re.compile(r"#{3,}")


def report_error_cells(rows: Iterable[TableRow], display_path: str, sink: Sink) -> bool:
    """Whether no cell is an error value; reports each that is."""
    found = False
    for row in rows:
        for number, cell in enumerate(row.cells, start=1):
            if cell.upper() in ERROR_VALUES or _CALCULATION_ERROR.fullmatch(cell):
                message, hint = f"column {number} shows the error `{cell}`", "correct the formula, or fill in the cell"
            elif _NARROW_COLUMN.fullmatch(cell):
                message = f"column {number} shows `{cell}`: in the spreadsheet, the column is too narrow for its value"
                hint = "make the column wider, and save the table again"
            else:
                continue
            found = True
            sink.error("recipients-cell", message, Origin(display_path, row.line), hint)
    return not found


def report_formulas(rows: Iterable[TableRow], display_path: str, sink: Sink) -> None:
    """Warn of the first formula of each column, because it would be printed as a formula."""
    columns: set[int] = set()
    for row in rows:
        for column, cell in enumerate(row.cells):
            if _FORMULA.match(cell) and column not in columns:
                columns.add(column)
                message = f"column {column + 1} holds a formula, which is printed as it is written"
                hint = "paste the column as values"
                sink.warning("recipients-formula", message, Origin(display_path, row.line), hint)
