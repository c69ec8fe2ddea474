"""The colours that a PDF is meant to be seen or printed in: its output intent."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from types import ModuleType
from typing import Any

from briefgen.resources import find_builtin_root

PROFILE_NAME = "--output"
"""What the profile is called in style sheets; one that they cannot name by accident."""


def load_screen_profile(weasyprint: ModuleType) -> dict[str, Any]:
    """The profile of sRGB, for a PDF that is read on a screen. It comes with WeasyPrint."""
    return build_colour_profile(weasyprint, (files(weasyprint) / "pdf" / "sRGB2014.icc").read_bytes(), "rgb")


def read_press_profile() -> bytes:
    """The profile of the press: offset on coated paper."""
    return (find_builtin_root() / "styles" / "profiles" / "FOGRA39L_coated.icc").read_bytes()


def build_colour_profile(weasyprint: ModuleType, content: bytes, components: str) -> dict[str, Any]:
    """A profile as WeasyPrint wants it, which would open the file of its own and leave it open."""
    return {
        PROFILE_NAME: weasyprint.css.ColorProfile(
            BytesIO(content), PROFILE_NAME, "relative-colorimetric", tuple(components)
        )
    }
