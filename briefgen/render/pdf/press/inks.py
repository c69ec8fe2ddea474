"""Turns colours of the screen into inks of the press, by the profile that the file carries as its output intent."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any, cast

import pydyf
from PIL import Image, ImageCms

from briefgen.resources import find_builtin_root

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each from 0 to 1."""

RENDERING_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
TRANSFORM_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
GREY_TOLERANCE = 0.012
"""The largest difference between the channels of a grey."""


class PrintingCondition:
    """One condition of printing."""

    def __init__(self, profile: bytes) -> None:
        self.profile = profile
        self._to_inks = _build_transform(_open_profile(profile))
        self._lab_to_inks = _build_transform(_open_profile(profile), ImageCms.createProfile("LAB"), "LAB")
        self._lightness = _measure_black_lightness(profile)

    def inks_from_rgb(self, red: float, green: float, blue: float) -> Inks:
        """The inks for a colour of sRGB. Greys, and so text, are printed with black alone."""
        channels = tuple(min(max(channel, 0.0), 1.0) for channel in (red, green, blue))
        if max(channels) - min(channels) <= GREY_TOLERANCE:
            return 0, 0, 0, self._black_from_grey(sum(channels) / 3)
        pixel = Image.new("RGB", (1, 1), tuple(round(channel * 255) for channel in channels))
        return _inks_from_pixel(self._to_inks(pixel))

    def inks_from_lab(self, lightness: float, a: float, b: float) -> Inks:
        """The inks for a colour of Lab."""
        values = (lightness * 2.55, a + 128, b + 128)
        pixel = Image.new("LAB", (1, 1), tuple(min(max(round(value), 0), 255) for value in values))
        return _inks_from_pixel(self._lab_to_inks(pixel))

    def _black_from_grey(self, grey: float) -> float:
        """The amount of black ink that is as dark as a grey; all of it where black ink cannot be dark enough."""
        linear = grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4
        lightness = 116 * linear ** (1 / 3) - 16 if linear > 0.008856 else 903.3 * linear
        paper, full = self._lightness[-1], self._lightness[0]
        target = full + (paper - full) * max(0.0, lightness - BLACK_LIGHTNESS) / (100 - BLACK_LIGHTNESS)
        return round((255 - bisect_left(self._lightness, target - 0.001)) / 255, 3)

    def convert_image(self, content: bytes) -> Image.Image:
        """A picture in inks, or in grey where it has no colour; transparent parts show white paper."""
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
            opened.load()
            solid = _flatten_on_white(opened)
        if solid.mode in {"L", "CMYK"}:
            return solid
        return self._to_inks(solid)


BLACK_LIGHTNESS = 12.0
"""The lightness (L*) below which a grey counts as black: text in near black is printed in full black."""


def _measure_black_lightness(profile: bytes) -> list[float]:
    """The lightness of black ink from full to none, in 256 steps."""
    ramp = Image.new("CMYK", (256, 1))
    ramp.putdata([(0, 0, 0, 255 - step) for step in range(256)])
    lab = ImageCms.createProfile("LAB")
    transform = ImageCms.buildTransform(_open_profile(profile), lab, "CMYK", "LAB", RENDERING_INTENT)
    converted: Any = ImageCms.applyTransform(ramp, transform)
    steps = [converted.getpixel((step, 0))[0] * 100 / 255 for step in range(256)]
    return [max(steps[: step + 1]) for step in range(256)]


def _open_profile(profile: bytes) -> Any:
    return ImageCms.ImageCmsProfile(BytesIO(profile))


def _inks_from_pixel(pixel: Image.Image) -> Inks:
    amounts: Any = pixel.getpixel((0, 0))
    cyan, magenta, yellow, black = (round(amount / 255, 3) for amount in amounts)
    return cyan, magenta, yellow, black


def _build_transform(press: Any, source: Any = None, mode: str = "RGB") -> Callable[[Image.Image], Image.Image]:
    transform = ImageCms.buildTransform(
        source or ImageCms.createProfile("sRGB"), press, mode, "CMYK", RENDERING_INTENT, TRANSFORM_FLAGS
    )

    def apply(image: Image.Image) -> Image.Image:
        converted: Any = ImageCms.applyTransform(image, transform)
        return cast("Image.Image", converted)

    return apply


def _flatten_on_white(image: Image.Image) -> Image.Image:
    """The picture without transparency, as grey, in three channels or in inks."""
    if image.mode in {"L", "CMYK"}:
        return image.copy()
    if image.mode in {"1", "I", "I;16"}:
        return image.convert("L")
    seen = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, seen).convert("L" if image.mode == "LA" else "RGB")


class PressImage:
    """Takes the place of one of WeasyPrint's raster images, and returns it in inks, without loss."""

    def __init__(self, image: Any, press: PrintingCondition) -> None:
        self.image, self.press, self.id = image, press, image.id

    def get_x_object(self, interpolate: bool, _ratio: float) -> Any:  # noqa: FBT001 - WeasyPrint's signature
        """The image as an object of a PDF."""
        image = self.press.convert_image(self.image.image_data.data)
        entries = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": image.width,
            "Height": image.height,
            "ColorSpace": "/DeviceGray" if image.mode == "L" else "/DeviceCMYK",
            "BitsPerComponent": 8,
            "Interpolate": "true" if interpolate else "false",
            "Filter": "/FlateDecode",
        }
        return pydyf.Stream([zlib.compress(image.tobytes(), 9)], pydyf.Dictionary(entries))


@cache
def load_printing_condition() -> PrintingCondition:
    """Offset printing on coated paper."""
    return PrintingCondition((find_builtin_root() / "styles" / "profiles" / "FOGRA39L_coated.icc").read_bytes())
