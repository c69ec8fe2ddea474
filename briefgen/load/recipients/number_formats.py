"""Reads the number format of an Excel cell: what one sees where the file holds a number (ECMA-376, part 1, 18.8.31)."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from briefgen.model.cell import CellValue, DateCell, DateForm, NumberCell

SeenCell = tuple[str, CellValue | None]
"""The text of a cell, and its value if each language writes it in its own way."""

GENERAL = "General"
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|(?P<plain>.)'
)
_DIGITS_ONLY = re.compile(r"#*0+")
_DIGITS_APART = re.compile("[0#]\x00[^0#]*[0#]")
_DECIMAL = re.compile(r"(?P<group>#,##0|#,###|#,#)?0*#*(?:\.(?P<decimals>[0#?]+))?(?P<share>%)?")
_CONDITION = re.compile(r"\[(?P<sign><=|>=|<>|<|>|=)(?P<limit>-?\d+(?:\.\d+)?)\]")
_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}
_PLACEHOLDER = "\x00"
"""Before a character that the format prints as it is."""


def read_number(value: float, pattern: str) -> SeenCell | None:
    """A number as one sees it; None for a format that is not known here, such as a fraction, and for one that hides it."""
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    section, number = _choose_section(pattern, number)
    if not section and ";" in pattern:
        return None
    if section.strip().lower() in {GENERAL.lower(), "@", ""}:
        text = _format_plainly(number)
        return text, NumberCell(Decimal(text)) if "." in text else None
    code = _read_tokens(section)
    placeholders = code.replace(_PLACEHOLDER, "")
    core = re.sub(f"{_PLACEHOLDER}.", "", code).strip()
    if not re.search(r"[0#?]", core):
        return (_strip_placeholders(code).strip(), None) if not core else None
    if _DIGITS_ONLY.fullmatch(core) or (not core.strip("0#") and _DIGITS_APART.search(code)):
        return _fill_digits(number, code), None
    found = _DECIMAL.fullmatch(core)
    if not found:
        return None
    seen = number * 100 if found["share"] else number
    decimals = found["decimals"] or ""
    rounded = seen.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    if decimals.endswith(("#", "?")):
        fewest = len(decimals.rstrip("#?"))
        while -rounded.as_tuple().exponent > fewest and not rounded.as_tuple().digits[-1]:  # type: ignore[operator]
            rounded = rounded.quantize(Decimal(1).scaleb(rounded.as_tuple().exponent + 1))  # type: ignore[operator]
    text = f"{rounded:,f}" if found["group"] else f"{rounded:f}"
    literal = placeholders.replace(core, "").strip()
    before, after = map(_strip_placeholders, code.split(core, maxsplit=1)) if literal else ("", "")
    cell = NumberCell(rounded, bool(found["share"]), bool(found["group"]), before.lstrip(), after.rstrip())
    return f"{before}{text}{'%' if found['share'] else ''}{after}".strip(), cell


_WEEKDAY = re.compile(r"\W*d{3,4}\W*")
"""The format of a date of which only the day of the week is shown."""


def read_date(value: date | datetime | time | timedelta, pattern: str) -> SeenCell:
    """A date or a time as one sees it. The text is in ISO 8601, because tables are compared by it."""
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else ""), None
    if isinstance(value, time):
        return _format_time(value), DateCell(value, has_time=True)
    code = re.sub(f"{_PLACEHOLDER}.", "", _read_tokens(pattern.split(";", maxsplit=1)[0])).lower()
    has_time = isinstance(value, datetime) and bool(value.hour or value.minute or value.second) and "h" in code
    if isinstance(value, datetime) and has_time and not set(code) & {"d", "y"}:
        return _format_time(value), DateCell(value.time(), has_time=True)
    day = value.date() if isinstance(value, datetime) else value
    marks = set(code)
    if _WEEKDAY.fullmatch(code):
        return day.isoformat(), DateCell(day, DateForm.WEEKDAY)
    if "d" in marks or not marks & {"m", "y"} or has_time:
        form = DateForm.DAY if "y" in marks or "d" not in marks or has_time else DateForm.DAY_OF_YEAR
    else:
        form = DateForm.MONTH if "m" in marks else DateForm.YEAR
    if not has_time:
        texts = {DateForm.MONTH: f"{day:%Y-%m}", DateForm.YEAR: f"{day.year}"}
        return texts.get(form, day.isoformat()), DateCell(day, form, has_weekday="ddd" in code)
    return f"{day.isoformat()} {_format_time(value)}", DateCell(value, has_time=True)  # type: ignore[arg-type]


def _format_time(value: time | datetime) -> str:
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def _format_plainly(number: Decimal) -> str:
    """As the format `General`, which shows at most ten decimals or so."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    return f"{Decimal(f'{number:.10g}'):f}"


def _choose_section(pattern: str, number: Decimal) -> tuple[str, Decimal]:
    """The part of a format for a number, and the number that this part writes.

    The parts are for positive numbers, negative ones and zero, or each for the numbers that its condition names. A part for
    negative numbers has their sign in it: a minus, brackets, a word. Where it has none, as with red figures, the minus stays.
    """
    sections = pattern.split(";")
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if not condition or _COMPARISONS[condition["sign"]](number, Decimal(condition["limit"])):
                return section, number
        return sections[-1], number
    if number < 0 and len(sections) > 1:
        positive, negative = (re.findall(f"{_PLACEHOLDER}.", _read_tokens(section)) for section in sections[:2])
        if not sections[1]:
            return "", number
        has_own_sign = negative != positive and f"{_PLACEHOLDER}-" not in negative
        return (sections[1], -number) if has_own_sign else (sections[0], number)
    return (sections[2] if number == 0 and len(sections) > 2 else sections[0]), number


def _read_tokens(section: str) -> str:
    """A format without colours and fillers, each character that it prints as it is behind a mark."""
    pieces: list[str] = []
    for token in _TOKENS.finditer(section):
        literal = token["quoted"] or token["escaped"] or token["currency"]
        if literal:
            pieces += [f"{_PLACEHOLDER}{character}" for character in literal]
        elif plain := token["plain"]:
            pieces.append(f"{_PLACEHOLDER}{plain}" if plain in "-+/() $€£¥:" else plain)
    return "".join(pieces)


def _fill_digits(number: Decimal, code: str) -> str:
    """The digits of a whole number in the places of a format: `0000`, `000-000`; from the right, as a spreadsheet does."""
    digits = str(abs(int(number.to_integral_value(ROUND_HALF_UP)))).zfill(code.count("0"))
    tokens = re.findall(f"{_PLACEHOLDER}.|.", code)
    result: list[str] = []
    for token in reversed(tokens):
        if token in {"0", "#"}:
            result.append(digits[-1:])
            digits = digits[:-1]
        elif token.startswith(_PLACEHOLDER):
            result.append(token[1:])
    text = "".join(reversed(result))
    first = next((at for at, character in enumerate(text) if character.isdigit()), 0)
    return ("-" if number < 0 else "") + text[:first] + digits + text[first:]


def _strip_placeholders(code: str) -> str:
    return code.replace(_PLACEHOLDER, "")
