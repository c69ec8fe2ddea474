"""Turns a picture into the colours of sRGB, so that it needs no colour profile: profiles can carry words."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import product
from typing import Any, cast

from PIL import Image, ImageCms

MODES = {"RGB": ("RGB", "RGBA", "P"), "GRAY": ("L", "LA", "1"), "CMYK": ("CMYK",)}
"""The modes of pictures that a profile of each colour space can describe."""

INTENT, FLAGS = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
SAME_COLOUR_TOLERANCE = 3
"""Of 255 steps: profiles of sRGB differ by rounding."""


def convert_to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in the colours of sRGB, which a file without a profile has; the same picture if it has them already.

    A profile that is damaged, or of another kind of colours than the picture, says nothing about its colours.
    """
    source = _open_profile(profile) if profile else None
    space = source.profile.xcolor_space.strip() if source else ""
    if image.mode not in MODES.get(space, ()):
        return image
    try:
        transform = _build_transform(source, {"RGB": "RGB", "GRAY": "L"}.get(space, space))
        if space != "CMYK" and _is_srgb(transform, space):
            return image
        return _apply(transform, image)
    except ImageCms.PyCMSError:
        return image


def _apply(transform: Any, image: Image.Image) -> Image.Image:
    """A picture in its new colours, with its transparency."""
    has_alpha = image.mode in {"LA", "RGBA"} or "transparency" in image.info
    is_grey = image.mode in MODES["GRAY"]
    pixels = image if image.mode == "CMYK" else image.convert("L" if is_grey else "RGB")
    converted = cast("Image.Image", ImageCms.applyTransform(pixels, transform))
    converted = converted.convert("L") if is_grey else converted
    if has_alpha:
        converted.putalpha(image.convert("RGBA").getchannel("A"))
    return converted


def _is_srgb(transform: Any, space: str) -> bool:
    """Whether colours from all over the space stay as they are."""
    steps = range(0, 256, 51)
    if space == "GRAY":
        sample = Image.frombytes("L", (256, 1), bytes(range(256)))
    else:
        sample = Image.frombytes(
            "RGB", (len(steps) ** 3, 1), bytes(value for colour in product(steps, repeat=3) for value in colour)
        )
    before, after = (
        sample.convert("RGB").tobytes(),
        cast("Image.Image", ImageCms.applyTransform(sample, transform)).tobytes(),
    )
    return all(abs(old - new) <= SAME_COLOUR_TOLERANCE for old, new in zip(before, after, strict=True))


def _build_transform(source: Any, mode: str) -> Any:
    return ImageCms.buildTransform(source, _build_srgb(), mode, "RGB", INTENT, FLAGS)


@cache
def _build_srgb() -> Any:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _open_profile(profile: bytes) -> Any:
    """A colour profile; None for bytes that are not one."""
    try:
        return ImageCms.ImageCmsProfile(BytesIO(profile))
    except (OSError, ImageCms.PyCMSError):
        return None
