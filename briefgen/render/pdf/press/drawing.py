"""Draws pages in inks, where WeasyPrint draws in the colours of the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from briefgen.render.pdf.press.inks import PressImage, PrintingCondition

SCREEN_SPACES = frozenset({"srgb", "hsl", "hwb"})
"""Colour spaces that WeasyPrint turns into sRGB; it turns the others of CSS into Lab."""


def build_press_stream_extension(press: PrintingCondition, transparent: set[int]) -> Callable[[Any], Any]:  # noqa: C901 - one class of short methods
    """A function from a class of streams to one that draws with the inks of a press.

    Pages with transparency are added to `transparent`.
    """

    def refine(stream_class: Any) -> Any:
        class PressStream(stream_class):  # type: ignore[misc]
            """Draws with inks."""

            def set_color(self, color: Any, stroke: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's signature
                self.set_alpha(color.alpha, stroke)
                current, inks = "_current_color_stroke" if stroke else "_current_color", _inks_from_colour(press, color)
                if getattr(self, current) != inks:
                    self.set_color_space("DeviceCMYK", stroke)
                    self.set_color_special(None, stroke, *inks)
                    setattr(self, current, inks)

            def create_interpolation_function(self, domain: Any, start: Any, end: Any, power: float) -> Any:
                start, end = (
                    press.inks_from_rgb(*tuple(colour)[:3]) if len(colour) >= 3 else colour for colour in (start, end)
                )
                return super().create_interpolation_function(domain, start, end, power)

            def add_image(self, image: Any, interpolate: bool, ratio: float) -> Any:  # noqa: FBT001 - WeasyPrint's signature
                return super().add_image(PressImage(image, press), interpolate, ratio)

            def set_alpha(self, alpha: float, stroke: bool = False, fill: bool | None = None) -> None:  # noqa: FBT001, FBT002
                if alpha < 1:
                    transparent.add(self.page)
                super().set_alpha(alpha, stroke, fill)

            def set_alpha_state(self, *arguments: Any, **named: Any) -> Any:
                transparent.add(self.page)
                return super().set_alpha_state(*arguments, **named)

            def set_blend_mode(self, mode: str) -> None:
                if mode != "normal":
                    transparent.add(self.page)
                super().set_blend_mode(mode)

        return PressStream

    return refine


def _inks_from_colour(press: PrintingCondition, color: Any) -> tuple[float, ...]:
    if color.space == "device-cmyk":
        return tuple(color.coordinates)
    if color.space in SCREEN_SPACES:
        red, green, blue = color.to("srgb").coordinates
        return press.inks_from_rgb(red, green, blue)
    lightness, a, b = color.to("lab").coordinates
    return press.inks_from_lab(lightness, a, b)


def format_page_numbers(pages: Iterable[int]) -> str:
    """Page numbers, from 1, as a list."""
    return ", ".join(str(page + 1) for page in sorted(pages))
