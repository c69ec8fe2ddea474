"""Prints figures that are calculated from facts, with the sources of each: `{{ share_of("dry", "wells") }}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from briefgen.compose.fill import Printable
from briefgen.compose.localisation import format_amount, format_fact, format_with_unit
from briefgen.compose.marks import MarkTable
from briefgen.compose.sandbox import TemplateDataError
from briefgen.model.library import Fact
from briefgen.model.tree import Citation, Text

WHOLE_SHARE = 10
"""From this share on, a percentage is printed without decimals unless the text asks for some."""

MAX_DECIMALS = 6

Range = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class DerivedFactPrinter:
    """`share_of`, `difference_of` and `sum_of`."""

    find_fact: Callable[[str], Fact]
    """Raises `TemplateDataError`."""
    build_citation: Callable[[str], tuple[Citation, ...]]
    language: str
    marks: MarkTable

    def build_functions(self) -> Mapping[str, Callable[..., Printable]]:
        """The functions by the names that texts use."""
        return {"share_of": self.print_share, "difference_of": self.print_difference, "sum_of": self.print_sum}

    def print_share(self, part: str, whole: str, *, decimals: int | None = None) -> Printable:
        """`share_of("part", "whole")`: 43%, a range where one of the two is a range. Raises `TemplateDataError`."""
        (low, high), (least, most) = self._read_range(part), self._read_range(whole)
        if least <= 0 or low < 0:
            raise TemplateDataError(
                "fact-derived", f"`{part}` has no share of `{whole}`: a share needs values above zero"
            )
        shares = low * 100 / most, high * 100 / least
        if shares[0] > 100:
            message = f"`{part}` is more than the whole of `{whole}`"
            raise TemplateDataError("fact-derived", message, 'write the part first: `share_of("part", "whole")`')
        digits = (0 if shares[0] >= WHOLE_SHARE else 1) if decimals is None else decimals
        value = _round(shares[0], digits), _round(min(shares[1], Decimal(100)), digits)
        fact = replace(self.find_fact(part), value=value, unit="%")
        return self._print(format_amount(fact, self.language), (part, whole))

    def print_difference(self, more: str, less: str, *, unit: bool = False) -> Printable:
        """`difference_of("more", "less")`. Raises `TemplateDataError`."""
        (low, high), (least, most) = self._read_range(more), self._read_range(less)
        return self._print_value((low - most, high - least), (more, less), unit=unit)

    def print_sum(self, *names: str, unit: bool = False) -> Printable:
        """`sum_of("one", "another")`. Raises `TemplateDataError`."""
        if len(names) < 2:
            raise TemplateDataError("fact-derived", "a sum needs two facts or more", 'write `sum_of("one", "another")`')
        ranges = [self._read_range(name) for name in names]
        total = sum((low for low, _ in ranges), Decimal()), sum((high for _, high in ranges), Decimal())
        return self._print_value(total, names, unit=unit)

    def _print_value(self, value: Range, names: tuple[str, ...], *, unit: bool) -> Printable:
        facts = [self.find_fact(name) for name in names]
        other = next((fact for fact in facts if fact.unit != facts[0].unit), None)
        if other:
            message = f"`{facts[0].id}` counts `{facts[0].unit}` and `{other.id}` counts `{other.unit}`"
            raise TemplateDataError("fact-derived", message, "calculate with facts of one unit")
        fact = replace(facts[0], value=value)
        return self._print((format_with_unit if unit else format_fact)(fact, self.language), names)

    def _print(self, text: str, names: tuple[str, ...]) -> Printable:
        citations = dict.fromkeys(citation for name in names for citation in self.build_citation(name))
        return Printable(self.marks.add_nodes(Text(text), *citations))

    def _read_range(self, name: str) -> Range:
        value = self.find_fact(name).value
        low, high = value if isinstance(value, tuple) else (value, value)
        if not isinstance(low, int | Decimal) or not isinstance(high, int | Decimal):
            message = f"the fact `{name}` is not a number, so nothing can be calculated from it"
            raise TemplateDataError(
                "fact-derived", message, "calculate with facts whose `value` is a number or a range"
            )
        return Decimal(low), Decimal(high)


def _round(value: Decimal, decimals: int) -> Decimal:
    if not isinstance(decimals, int) or not 0 <= decimals <= MAX_DECIMALS:
        raise TemplateDataError("fact-derived", f"`decimals={decimals}` is not a number from 0 to {MAX_DECIMALS}")
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
