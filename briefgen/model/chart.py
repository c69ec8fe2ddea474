"""How a chart is named in the tree: the address of an image that says what is to be drawn."""

from __future__ import annotations

from enum import StrEnum

CHART_SCHEME = "chart:"
"""What the address begins with; JSON follows, with `kind` and `rows` of `label`, `said`, `low` and `high`."""


class ChartKind(StrEnum):
    """What a chart shows."""

    BAR = "bar"
    """Amounts beside one another."""
    STACKED = "stacked"
    """Parts of a whole."""
    RANGE = "range"
    """From a least to a greatest amount."""
