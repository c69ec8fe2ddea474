"""Charts in the tree: images whose address states what to draw."""

from __future__ import annotations

from enum import StrEnum

CHART_SCHEME = "chart:"
"""The start of the address; JSON follows, with `kind` and `rows` of `label`, `amount`, `low` and `high`."""


class ChartKind(StrEnum):
    """What a chart shows."""

    BAR = "bar"
    """Amounts beside one another."""
    STACKED = "stacked"
    """Parts of a whole."""
    RANGE = "range"
    """From a least to a greatest amount."""
