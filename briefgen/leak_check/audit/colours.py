"""Judges whether one colour can be seen on another."""

from __future__ import annotations

from functools import lru_cache

from briefgen.model.contrast import Colour, measure_contrast, to_linear

MIN_CONTRAST = 1.3
"""As WCAG 2.2 measures it. Text with less is hidden, unless its hue differs."""

MIN_DIFFERENCE = 40
"""Between two colours of CIE L*a*b*: red and green of one brightness have more than 100."""


@lru_cache(maxsize=4096)
def is_readable(text: Colour, ground: Colour) -> bool:
    """Whether text of a colour can be seen on a ground."""
    if measure_contrast(text, ground) >= MIN_CONTRAST:
        return True
    return (
        sum((first - second) ** 2 for first, second in zip(_to_lab(text), _to_lab(ground), strict=True))
        >= MIN_DIFFERENCE**2
    )


def blend(colour: Colour, opacity: float, ground: Colour) -> Colour:
    """A colour of an opacity from 0 to 1, on a ground."""
    red, green, blue = (opacity * top + (1 - opacity) * below for top, below in zip(colour, ground, strict=True))
    return red, green, blue


def _to_lab(colour: Colour) -> Colour:
    red, green, blue = (to_linear(value) for value in colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    root_x, root_y, root_z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * root_y - 16, 500 * (root_x - root_y), 200 * (root_y - root_z)


def lab_to_colour(lab: tuple[float, float, float]) -> Colour:
    """The colour of three numbers of CIE L*a*b*, as near as a screen can show it."""
    lightness, a, b = lab
    root_y = (lightness + 16) / 116
    roots = (root_y + a / 500, root_y, root_y - b / 200)
    x, y, z = (root**3 if root > 0.2069 else (root - 16 / 116) / 7.787 for root in roots)
    x, z = x * 0.9505, z * 1.089
    red, green, blue = (
        _from_linear(value)
        for value in (
            3.2406 * x - 1.5372 * y - 0.4986 * z,
            -0.9689 * x + 1.8758 * y + 0.0415 * z,
            0.0557 * x - 0.2040 * y + 1.0570 * z,
        )
    )
    return red, green, blue


def _from_linear(value: float) -> float:
    value = min(max(value, 0), 1)
    return 255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055)
