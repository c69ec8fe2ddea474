"""Checks that the colours of a theme can be read on one another, by WCAG 2.2, 1.4.3, level AA."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model.contrast import measure_contrast, measure_luminance
from briefgen.model.diagnostic import Sink
from briefgen.render.style.declarations import find_colours, parse_colour

MINIMUM_CONTRAST = 4.5
"""The contrast that text of ordinary size needs."""

WHITE = "#ffffff"

COLOUR_PAIRS = (
    ("ink", WHITE),
    ("ink-soft", WHITE),
    ("accent-text", WHITE),
    ("accent-ink", "accent"),
    ("ink", "tint"),
    ("accent-text", "tint"),
)
"""Which colour is printed on which: custom properties of the style sheets, and the paper."""

FALLBACK_COLOURS = {"accent-text": "accent"}
"""The colour that is printed where one is not declared."""


def check_contrast(sheets: Iterable[tuple[str, str]], sink: Sink) -> None:
    """Warn of each pair of colours in the style sheets that has too little contrast."""
    colours = find_colours(sheets)
    for name, back in COLOUR_PAIRS:
        front = name if name in colours else FALLBACK_COLOURS.get(name, name)
        behind = colours[back].colour if back in colours else back
        if front not in colours or not behind.startswith("#"):
            continue
        colour, origin = colours[front]
        ratio = measure_contrast(parse_colour(colour), parse_colour(behind))
        if ratio < MINIMUM_CONTRAST:
            ground = "white paper" if back == WHITE else f"`{back}`, {behind}"
            message = f"`{front}`, {colour}, on {ground} has a contrast of {ratio:.1f}; text needs {MINIMUM_CONTRAST}"
            hint = f"make `{front}` {'lighter' if measure_luminance(parse_colour(behind)) < 0.18 else 'darker'}"
            sink.warning("theme-contrast", message, origin, hint)
