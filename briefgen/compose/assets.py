"""Collects the files that a document needs beside its text: style sheets, fonts, images, the citation style."""

from __future__ import annotations

from pathlib import Path

from briefgen.compose.script_fonts import add_script_fonts, list_script_variables
from briefgen.model.audience import Audience
from briefgen.model.brief import Brief, Project, Theme
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Assets
from briefgen.model.nearest import suggest_nearest
from briefgen.model.selection import Selection
from briefgen.model.tree import Element, find_elements
from briefgen.paths import find_inside
from briefgen.style_sheets import list_style_sheets

FALLBACK_FACES = {
    "text-face": ("text_face", f'"Source Serif 4", "Source Sans 3", {list_script_variables("text")}, serif'),
    "label-face": ("label_face", f'"Source Sans 3", "Source Serif 4", {list_script_variables("label")}, sans-serif'),
}
"""By property: the key of the theme, and families for characters that the project's own family lacks."""

PAPER_HEIGHTS = {"A4": "297mm", "Letter": "11in"}


def collect_assets(
    project: Project,
    audience: Audience,
    selection: Selection,
    characters: frozenset[str] = frozenset(),
    language: str = "",
) -> Assets:
    """The style sheets of the cascade, and every font and image that they may use, the project's own first.

    Fonts for `characters` of other scripts, and for those of the language, are added.
    """
    styles = tuple(list_style_sheets(project.search_path, audience.style).values())
    fonts: dict[str, Path] = {}
    images: dict[str, Path] = dict(selection.images)
    logo, origin = project.organisation.logo, project.organisation.logo_origin
    if logo:
        images[logo] = project.root / logo
    for folder in reversed(project.search_path):
        for path in sorted((folder / "styles/fonts").glob("*.*")):
            fonts[f"fonts/{path.name}"] = path
        for path in sorted((folder / "styles/images").glob("*.*")):
            if not _is_withheld_image(path, project, selection):
                images[f"styles/images/{path.name}"] = path
    theme, origins = build_theme_style_sheet(project.theme), {logo: origin} if logo and origin else {}
    assets = Assets(styles, images, fonts, theme, image_origins=origins)
    return add_script_fonts(assets, project.search_path, characters, language, is_first=not project.theme.text_face)


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


def check_logo(project: Project, selection: Selection, body: Element, sink: Sink) -> None:
    """Report a logo that is an image of a library which this reader may not see."""
    logo = project.organisation.logo
    printed = logo and any(image.get("src") == logo for image in find_elements((body,), "img"))
    if printed and _is_withheld_image(project.root / logo, project, selection):
        message = f"the logo `{logo}` is an image of a library, and not one for this reader"
        sink.error("project-logo", message, project.organisation.logo_origin, "keep the logo outside `content/`")


def _is_withheld_image(path: Path, project: Project, selection: Selection) -> bool:
    """Whether a file is, or links to, an image of a library that this reader may not see."""
    found, libraries = path.resolve(), (project.root / "content").resolve()
    return found.is_relative_to(libraries) and found not in {image.resolve() for image in selection.images.values()}


def find_citation_style(project: Project, brief: Brief, audience: Audience, sink: Sink) -> Path:
    """The citation style of the brief, else of its audience. Raises `BriefgenError` where no file has that name."""
    name = brief.citations.style or audience.citations.style
    found = _find_first(project.search_path, "styles/citations", f"{name}.csl")
    if found is None:
        known = {path.stem for folder in project.search_path for path in (folder / "styles/citations").glob("*.csl")}
        place = brief.find_origin("citations.style") if brief.citations.style else audience.origin
        message = f"there is no citation style `{name}` in styles/citations"
        sink.stop("citation-style-unknown", message, place, *suggest_nearest(name, known))
    return found


def _find_first(roots: tuple[Path, ...], folder: str, name: str) -> Path | None:
    return next(filter(None, (find_inside(root / folder, name) for root in roots)), None)
