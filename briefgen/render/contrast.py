"""Checks that the colours of a theme can be read on one another, by WCAG 2.2, 1.4.3, level AA."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.render.house_style import declared_colours
from briefgen.values.diagnostic import Sink

LEAST = 4.5
"""The contrast that text of ordinary size needs."""

WHITE = "#ffffff"

PAIRS = (
    ("ink", WHITE),
    ("ink-soft", WHITE),
    ("accent-text", WHITE),
    ("accent-ink", "accent"),
    ("ink", "tint"),
    ("accent-text", "tint"),
)
"""Which colour is printed on which: custom properties of the style sheets, and the paper."""

ELSE = {"accent-text": "accent"}
"""The colour that is printed where one is not declared."""


def check_contrast(sheets: Iterable[tuple[str, str]], sink: Sink) -> None:
    """Warn of each pair of colours in the style sheets that is too much alike."""
    colours = declared_colours(sheets)
    for wanted, back in PAIRS:
        front = wanted if wanted in colours else ELSE.get(wanted, wanted)
        behind = colours[back].colour if back in colours else back
        if front not in colours or not behind.startswith("#"):
            continue
        colour, origin = colours[front]
        ratio = contrast(colour, behind)
        if ratio < LEAST:
            ground = "white paper" if back == WHITE else f"`{back}`, {behind}"
            message = f"`{front}`, {colour}, on {ground} has a contrast of {ratio:.1f}; text needs {LEAST}"
            hint = f"make `{front}` {'lighter' if _luminance(behind) < 0.18 else 'darker'}"
            sink.warning("theme-contrast", message, origin, hint)


def contrast(one: str, other: str) -> float:
    """From 1, alike, to 21, black on white (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (_linear(int(digits[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
