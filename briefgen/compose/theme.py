"""Writes the theme of a project as a style sheet: custom properties, and the paper."""

from __future__ import annotations

from briefgen.model.brief import Theme

FALLBACK_FACES = {
    "text-face": ("text_face", '"Source Serif 4", "Source Sans 3", serif'),
    "label-face": ("label_face", '"Source Sans 3", "Source Serif 4", sans-serif'),
}
"""By property: the key of the theme, and families for characters that the project's own family lacks."""

PAPER_HEIGHTS = {"A4": "297mm", "Letter": "11in"}


def build_theme_style_sheet(theme: Theme) -> str:
    """The style sheet that follows `base.css`; nothing for a project without a theme."""
    properties = dict(theme.colours)
    for name, (key, behind) in FALLBACK_FACES.items():
        family = getattr(theme, key)
        if family:
            properties[name] = f'"{family}", {behind}'
    if theme.paper:
        properties["page-height"] = PAPER_HEIGHTS[theme.paper]
    lines = [f"  --{name}: {value};" for name, value in properties.items()]
    sheet = "\n".join([":root {", *lines, "}"]) + "\n" if lines else ""
    return f"{sheet}@page {{ size: {theme.paper}; }}\n" if theme.paper else sheet
