"""The colours that a PDF is meant to be seen or printed in: its output intent."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from types import ModuleType
from typing import Any

NAME = "--output"
"""What the profile is called in style sheets; one that they cannot name by accident."""


def screen_profile(weasyprint: ModuleType) -> dict[str, Any]:
    """The profile of sRGB, for a PDF that is read on a screen. It comes with WeasyPrint."""
    content = (files(weasyprint) / "pdf" / "sRGB2014.icc").read_bytes()
    return {NAME: _profile(weasyprint, content, "rgb")}


def _profile(weasyprint: ModuleType, content: bytes, components: str) -> Any:
    # WeasyPrint would open the file of its own profile, and leave it open.
    return weasyprint.css.ColorProfile(BytesIO(content), NAME, "relative-colorimetric", tuple(map(list, components)))
