"""Checks that the colours of a theme can be read on one another, by WCAG 2.2, 1.4.3, level AA."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.values.diagnostic import Origin, Sink

LEAST = 4.5
"""The contrast that text of ordinary size needs."""

WHITE = "#ffffff"

PAIRS = (
    ("ink", WHITE),
    ("ink-soft", WHITE),
    ("accent", WHITE),
    ("accent-ink", "accent"),
    ("ink", "tint"),
    ("accent", "tint"),
)
"""Which colour is printed on which: custom properties of the style sheets, and the paper."""

DECLARED = re.compile(r"--(?P<name>[\w-]+)\s*:\s*(?P<colour>#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3})\b")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def check_contrast(sheets: Iterable[tuple[str, str]], sink: Sink) -> None:
    """Warn of each pair of colours in the style sheets that is too much alike."""
    colours: dict[str, str] = {}
    places: dict[str, Origin] = {}
    for sheet, text in sheets:
        plain = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
        for declared in DECLARED.finditer(plain):
            colours[declared["name"]] = declared["colour"].lower()
            line = plain.count("\n", 0, declared.start()) + 1
            places[declared["name"]] = Origin(sheet, line if sheet.endswith(".css") else 0)
    for front, back in PAIRS:
        behind = colours.get(back, back)
        if front not in colours or not behind.startswith("#"):
            continue
        ratio = contrast(colours[front], behind)
        if ratio < LEAST:
            ground = "white paper" if back == WHITE else f"`{back}`, {behind}"
            message = f"`{front}`, {colours[front]}, on {ground} has a contrast of {ratio:.1f}; text needs {LEAST}"
            hint = f"make `{front}` {'lighter' if _luminance(behind) < 0.18 else 'darker'}"
            sink.warning("theme-contrast", message, places[front], hint)


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
