"""Builds charts from facts: `{{ chart("bar", ["fact-a", "fact-b"], caption="...") }}` becomes a figure that every format draws.

The address of the image holds all data of the chart; its alternative text says the same in words.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefgen.compose.fill import Printable, check_printable
from briefgen.compose.localisation import format_amount, format_fact
from briefgen.compose.marks import ANY_MARK, LINE_MARK, VALUE_MARK, MarkTable
from briefgen.compose.sandbox import TemplateDataError
from briefgen.model.chart import CHART_SCHEME, ChartKind
from briefgen.model.library import Fact
from briefgen.model.nearest import suggest_nearest
from briefgen.model.tree import Citation, Element, Node, Text, extract_text


@dataclass(frozen=True, slots=True)
class ChartPrinter:
    """`chart(kind, facts, caption=...)`."""

    find_fact: Callable[[str], Fact]
    """Raises `TemplateDataError`."""
    build_citation: Callable[[str], tuple[Citation, ...]]
    language: str
    marks: MarkTable

    def __call__(self, kind: str, facts: Sequence[str], caption: str = "") -> Printable:
        """What `{{ chart(...) }}` prints. Raises `TemplateDataError`."""
        check_printable(str(caption), self.marks)
        words = self._read_caption(str(caption))
        title = " ".join(extract_text(words).split())
        if kind not in set(ChartKind):
            kinds = ", ".join(f"`{known}`" for known in ChartKind)
            hints = suggest_nearest(str(kind), [*ChartKind]) or (f"use one of {kinds}",)
            raise TemplateDataError("chart-kind", f"`{kind}` is not a kind of chart", *hints)
        if not title:
            raise TemplateDataError("chart-caption", "a chart has no caption", 'say what it shows: `caption="..."`')
        if isinstance(facts, str) or not facts:
            raise TemplateDataError(
                "chart-facts", "a chart needs a list of facts", 'write `["one-fact", "another-fact"]`'
            )
        charted = [self.find_fact(fact_id) for fact_id in facts]
        _check_units(charted)
        rows = [self._build_row(fact, ChartKind(kind)) for fact in charted]
        description = "; ".join(f"{row['label']}: {row['amount']}" for row in rows)
        address = CHART_SCHEME + json.dumps({"kind": kind, "rows": rows}, ensure_ascii=False, sort_keys=True)
        image = Element("img", (), {"src": address, "alt": f"{title}. {description}."})
        sources = dict.fromkeys(citation for fact_id in facts for citation in self.build_citation(fact_id))
        text = Element("figcaption", (*words, *(source for source in sources if source not in words)))
        return Printable(self.marks.add_nodes(Element("figure", (text, image), {"class": f"chart chart-{kind}"})))

    def _read_caption(self, caption: str) -> tuple[Node, ...]:
        """The words of a caption with the values in it: `caption="Wells in " ~ brief.title`."""
        parts = ANY_MARK.split(LINE_MARK.sub("", " ".join(caption.split())))
        return tuple(
            node
            for part in filter(None, parts)
            for node in (self.marks.get_nodes(part) if VALUE_MARK.fullmatch(part) else (Text(part),))
        )

    def _build_row(self, fact: Fact, kind: ChartKind) -> dict[str, Any]:
        if not fact.label:
            message = f"the fact `{fact.id}` has no label, and a chart must name it"
            raise TemplateDataError("chart-label", message, f"add `label:` to it at {fact.origin}")
        low, high = fact.value if isinstance(fact.value, tuple) else (fact.value, fact.value)
        if not isinstance(low, int | Decimal) or not isinstance(high, int | Decimal) or min(low, high) < 0:
            message = f"a chart cannot draw `{format_fact(fact, self.language)}`, the value of the fact `{fact.id}`"
            raise TemplateDataError("chart-value", message)
        if low != high and kind is not ChartKind.RANGE:
            message = f"the fact `{fact.id}` is a range, from {low} to {high}"
            raise TemplateDataError("chart-value", message, "draw ranges with the kind `range`")
        return {
            "label": fact.label,
            "amount": format_amount(fact, self.language),
            "low": float(low),
            "high": float(high),
        }


def _check_units(facts: Sequence[Fact]) -> None:
    first = facts[0]
    for other in facts:
        if other.unit != first.unit:
            message = (
                f"`{first.id}` counts {first.unit or 'something'}, and `{other.id}` {other.unit or 'something else'}"
            )
            raise TemplateDataError("chart-unit", message, "draw facts of one unit")
