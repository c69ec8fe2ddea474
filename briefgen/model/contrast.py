"""Measures how different two colours are in brightness, by WCAG 2.2."""

from __future__ import annotations

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 255."""


def measure_contrast(first: Colour, other: Colour) -> float:
    """The contrast ratio: from 1, for equal colours, to 21, for black on white."""
    darker, lighter = sorted((measure_luminance(first), measure_luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def measure_luminance(colour: Colour) -> float:
    """How bright a colour is, from 0 to 1."""
    red, green, blue = (to_linear(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def to_linear(value: float) -> float:
    """The light of one of the three values of a colour, from 0 to 1."""
    value /= 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
