"""The files that go into a document beside its text: style sheets, fonts, images, the style of its citations."""

from __future__ import annotations

from pathlib import Path

from briefgen.compose.theme import theme_sheet
from briefgen.values.audience import Audience
from briefgen.values.brief import Brief, Project
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Assets
from briefgen.values.nearest import did_you_mean
from briefgen.values.selection import Selection


def assets_of(project: Project, audience: Audience, selection: Selection) -> Assets:
    """The style sheets of the cascade, and every font and image that they may ask for, the project's own first."""
    sheets = dict.fromkeys(("base.css", audience.style))
    styles = [found for name in sheets if (found := _first(project.search_path, f"styles/{name}"))]
    fonts: dict[str, Path] = {}
    images: dict[str, Path] = dict(selection.images)
    if project.organisation.logo:
        images[project.organisation.logo] = project.root / project.organisation.logo
    for folder in reversed(project.search_path):
        for kind, table in (("fonts", fonts), ("images", images)):
            for path in sorted((folder / "styles" / kind).glob("*.*")):
                table[f"{kind}/{path.name}" if kind == "fonts" else f"styles/images/{path.name}"] = path
    return Assets(tuple(styles), images, fonts, theme_sheet(project.theme))


def citation_style_of(project: Project, brief: Brief, audience: Audience, sink: Sink) -> Path:
    """The style that the brief asks for, else its audience's. Raises `BriefgenError` where there is none of that name."""
    name = brief.citation_style or audience.citations.style
    found = _first(project.search_path, f"styles/citations/{name}.csl")
    if found is None:
        known = {path.stem for folder in project.search_path for path in (folder / "styles/citations").glob("*.csl")}
        place = brief.at("citations.style") if brief.citation_style else audience.origin
        message = f"there is no citation style `{name}` in styles/citations"
        sink.stop("citation-style-unknown", message, place, *did_you_mean(name, known))
    return found


def _first(folders: tuple[Path, ...], name: str) -> Path | None:
    return next((folder / name for folder in folders if (folder / name).is_file()), None)
