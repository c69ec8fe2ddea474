"""Decides how what is around the text of a Word file looks: letterheads, bands, particulars, notes to editors."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.render.word.style_reader import Line, SmallType, StyleReader, parse_colour

FIGURE_IN_COLUMN_SELECTOR = ".key-facts dl > div"
"""A key figure with its words, one of several below one another."""


@dataclass(frozen=True, slots=True)
class CoverLook:
    """What is around the text: the letterhead, the kind of document, particulars, notes to editors."""

    title_colour: str
    organisation: SmallType
    reach: SmallType
    kind: SmallType
    terms: SmallType
    """Of a list of particulars."""
    particulars: SmallType
    editors: SmallType
    standfirst: SmallType
    date: SmallType
    imprint: SmallType
    below_letterhead: Line | None
    above_title: Line | None
    above_editors: Line | None
    around_figures: Line | None
    """Above and below key figures."""
    between_figures: Line | None
    """Between key figures below one another in a column."""
    figure_sources: SmallType
    figures_in_lines: bool
    """Whether each key figure is beside its words, and not above them."""
    band: tuple[Line | None, Line | None]
    """Above and below the band of a note."""


def choose_cover(styles: StyleReader, text_face: str, labels: str, accent: str, ink: str) -> CoverLook:
    """What is around the text; a cover in colour, which Word does not have, leaves its colour to the title."""
    on_colour = styles.read_value("color", ".cover")
    title = parse_colour(styles.read_value("color", "h1"), accent if on_colour else ink)
    soft = styles.read_colour("--ink-soft", "444444")
    return CoverLook(
        title_colour=title,
        organisation=styles.read_type(labels, "", ".letterhead .organisation", ".band .organisation", bold=True),
        reach=styles.read_type(labels, "", ".letterhead .reach", bold=False),
        kind=styles.read_type(text_face, "", ".kind", ".title-block .kind", bold=True),
        terms=styles.read_type(text_face, "", "dt", ".particulars dt", bold=True),
        particulars=styles.read_type(text_face, "", ".particulars", bold=False),
        editors=styles.read_type(text_face, "", ".editors", bold=False),
        standfirst=styles.read_type(labels, soft, ".standfirst", bold=False),
        date=styles.read_type(text_face, "", ".cover", ".cover .date", ".date", ".dateline", bold=False),
        imprint=styles.read_type(labels, "", ".imprint", bold=False),
        below_letterhead=styles.read_line("bottom", ".letterhead"),
        above_title=styles.read_line("top", ".title-block"),
        above_editors=styles.read_line("top", ".editors"),
        around_figures=styles.read_line("bottom", ".key-facts", ".key-facts > div"),
        between_figures=styles.read_line("top", FIGURE_IN_COLUMN_SELECTOR),
        figure_sources=styles.read_type("", "", ".figure-source", bold=False),
        figures_in_lines=styles.read_value("display", ".key-facts dt") == "inline",
        band=(styles.read_line("top", ".band"), styles.read_line("bottom", ".band")),
    )
