"""Decides how a Word file looks, from the style sheets and from what a body prescribes.

Sizes and lengths are in points, colours are six hexadecimal digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.model.audience import Audience
from briefgen.render.style.print_style import PrintStyle, to_points
from briefgen.render.word.cover_look import FIGURE_IN_COLUMN_SELECTOR, CoverLook, choose_cover
from briefgen.render.word.faces import ScriptFaces
from briefgen.render.word.page_setup import PageBreaks, PageSetup, read_page_setup
from briefgen.render.word.style_reader import (
    GENERIC_FAMILIES,
    REGULAR_WEIGHTS,
    StyleReader,
    find_first_face,
    split_families,
)

HEADING_TAGS = ("h2", "h3", "h4", "h5", "h6")
"""The first five levels of headings; `h1` is the title."""

CONTENTS_SELECTOR = 'nav[role="doc-toc"]'
NOTES_SELECTORS = ('section[role="doc-endnotes"] > ol', 'section[role="doc-endnotes"] ol')
"""The second form is in sheets that were copied from older ones."""
NOTES_HEADING_SELECTOR = 'section[role="doc-endnotes"] h2'
CHAPTER_SELECTOR = "main > .section:has(.heading-number)"
ACTION_SELECTOR = ".action strong"
NUMBERED_REASON_SELECTOR = '[data-section="recommendation"] > .block > h3::before'
RUN_IN_ACTION_SELECTOR = ".run-in .action strong:not(.run-in-title)"

PARAGRAPH_SELECTORS = (("p + p",), (".subtitle", ".cover .subtitle"))
"""Paragraphs of text, and the subtitle: the style sheets state the space above each."""

CHARACTER_WIDTH = 0.52
"""The average width of a bold character, in sizes of the type."""

DEFAULT_LOGO_BOX = (180.0, 30.0)
"""Width and height for a logo where the style sheet states none."""


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The typeface of each kind of text."""

    text: str
    labels: str
    """Captions, tables and covers."""
    margins: str
    """Headers, footers, numbers of lines and times."""
    list_numbers: str
    actions: str
    """What a recommendation asks for."""
    subtitle: str
    headings: tuple[str, ...]
    """The title first, then the levels of headings."""
    scripts: ScriptFaces
    kinds: Mapping[str, str]
    """The kind of each typeface, for a machine that does not have it: `roman`, `swiss` or `modern`."""


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """The size of each kind of text."""

    text: float
    leading: float
    """The height of a line of text."""
    panel_leading: float
    """The same in a tinted panel."""
    recommended_leading: float
    """The same of what such a panel recommends."""
    cover: float
    """Senders, dates and particulars around the text."""
    notes: float
    labels: float
    captions: float
    """What is above a chart or a table."""
    actions: float
    """What a recommendation asks for; never smaller than the text."""
    asks: float
    """The same in a panel at the start."""
    key_figure: float
    long_key_figure: float
    """One that would not fit into its column otherwise."""
    key_figure_label: float
    title: float
    subtitle: float
    headings: tuple[float, ...]
    notes_heading: float


@dataclass(frozen=True, slots=True)
class Spaces:
    """The space between paragraphs."""

    paragraphs: float
    """Below a paragraph of text."""
    asks: float
    """Below a request of a panel."""
    title: float
    """Below the title, where a subtitle follows."""
    before_headings: tuple[float, ...]
    after_headings: tuple[float, ...]
    """By level."""
    imprint: float
    """Above the line of the contact at the end."""
    date: tuple[float, float] | None
    """Above and below a date in a line of its own; None where the style sheet states neither."""
    figures: tuple[float, float] | None
    """Above and below a line between key figures in a column; None where the page has no such line."""


@dataclass(frozen=True, slots=True)
class BoldText:
    """Which text is bold."""

    title: bool
    headings: tuple[bool, ...]
    actions: bool
    asks: bool
    recommended: bool
    """Asks in a tinted passage of the text."""
    action_numbers: bool
    run_in_actions: bool
    """Actions that follow a title in the same line."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the theme."""

    accent: str
    ink: str
    soft_ink: str
    rule: str
    tint: str


@dataclass(frozen=True, slots=True)
class WordLook:
    """How a Word file looks."""

    faces: Typefaces
    sizes: TypeSizes
    spaces: Spaces
    bold: BoldText
    colours: Palette
    cover: CoverLook
    page: PageSetup
    side: float
    """The width of the column of headings beside the text; 0 where headings are above it."""
    particulars: float
    """The width of the terms in a list of particulars; 0 where the style sheet states none."""
    logo_box: tuple[float, float]
    """The width and height that a logo is fitted into."""
    numbered_reasons: bool
    """Whether the headings above the reasons of recommendations have the numbers of a panel."""
    plain_type: bool
    """No bold, italics, underlining or larger type."""

    def enlarge(self, times: float) -> float:
        """The size of type that is larger than the text; the size of the text where a body requires plain type."""
        return self.sizes.text * (1 if self.plain_type else times)

    @property
    def characters_per_line(self) -> float:
        """About how many characters of a table fit side by side."""
        return self.page.text_width / (self.sizes.labels * CHARACTER_WIDTH)


def build_look(theme: PrintStyle, audience: Audience, classes: Iterable[str], files: Mapping[str, Path]) -> WordLook:
    """The look of an audience's Word files: that of the style sheets, except where `word` of the audience says otherwise.

    `classes` are those of the page, which tell apart the audiences that share a style sheet; `files` are the regular
    faces that the style sheets supply, by family.
    """
    word = audience.word_settings
    styles = StyleReader(theme, word, tuple(f".{name}" for name in sorted(classes)))
    accent = styles.read_colour("--accent", "000000")
    sizes = _choose_sizes(styles)
    page = read_page_setup(
        theme,
        word,
        breaks=PageBreaks(
            after_contents=styles.read_value("break-after", CONTENTS_SELECTOR) == "page",
            before_chapters=styles.read_value("break-before", CHAPTER_SELECTOR) == "page",
        ),
        line_numbers=audience.reading_aloud is not None,
        narrower=to_points(styles.read_value("margin-right", "main")) or 0,
    )
    faces, ink = _choose_faces(styles, files), styles.read_colour("--ink", "000000")
    accent_text = styles.read_colour("--accent-text", accent)
    return WordLook(
        faces=faces,
        sizes=sizes,
        spaces=_choose_spaces(styles, sizes),
        bold=BoldText(
            title=styles.is_bold("h1", ".cover h1"),
            headings=tuple(styles.is_bold(heading) for heading in HEADING_TAGS),
            actions=styles.is_bold(ACTION_SELECTOR),
            asks=styles.read_value("font-weight", ".asks ol", ".asks li") not in {"", *REGULAR_WEIGHTS},
            recommended=styles.read_value("font-weight", ".recommended li") not in {"", *REGULAR_WEIGHTS},
            action_numbers=not word.plain
            and styles.read_value("font-weight", ".action-number") not in {"", *REGULAR_WEIGHTS},
            run_in_actions=styles.is_bold(ACTION_SELECTOR, RUN_IN_ACTION_SELECTOR),
        ),
        colours=Palette(
            accent=accent_text,
            ink=ink,
            soft_ink=styles.read_colour("--ink-soft", "444444"),
            rule=styles.read_colour("--rule", "888888"),
            tint=styles.read_colour("--tint", "F2F2F2"),
        ),
        cover=choose_cover(styles, faces.text, faces.labels, accent_text, ink),
        page=page,
        side=styles.read_length("--side") or 0,
        particulars=to_points(styles.read_value("width", ".particulars dt")) or 0,
        logo_box=(
            to_points(theme.find_value("max-width", ".logo img")) or DEFAULT_LOGO_BOX[0],
            styles.read_length("--logo-height") or DEFAULT_LOGO_BOX[1],
        ),
        numbered_reasons=bool(styles.read_value("counter-increment", NUMBERED_REASON_SELECTOR)),
        plain_type=word.plain,
    )


def _choose_faces(styles: StyleReader, files: Mapping[str, Path]) -> Typefaces:
    font = styles.word.font
    text_families, label_families = map(styles.theme.find_variable, ("--text-face", "--label-face"))
    text = font or find_first_face(text_families, "Times New Roman")
    labels = font or find_first_face(label_families, text)
    supplied = {name: files[name] for name in split_families(text_families) if name in files}
    kinds = {"Courier New": "modern"}
    for names in map(split_families, (text_families, label_families)):
        kind = next((GENERIC_FAMILIES[name] for name in names if name in GENERIC_FAMILIES), "")
        kinds |= {name: kind for name in names[:1] if kind and not font}
    headings = (styles.read_face(labels, "h1", ".cover h1"), *(styles.read_face(labels, tag) for tag in HEADING_TAGS))
    return Typefaces(
        text=text,
        labels=labels,
        margins=styles.read_page_face(text),
        list_numbers=styles.read_face(text, "ol > li::marker"),
        actions=styles.read_face(text, ".action"),
        subtitle=styles.read_face(text, ".cover", ".subtitle"),
        headings=headings,
        scripts=ScriptFaces(supplied, font),
        kinds=kinds,
    )


def _choose_sizes(styles: StyleReader) -> TypeSizes:
    word, theme = styles.word, styles.theme
    main = (*styles.classes, *styles.list_selectors("main"))
    cover = word.size or styles.read_length("--text-size") or 11
    text = word.size or theme.find_font_size(*main) or cover
    in_panels, recommended = (
        to_points(styles.read_value("line-height", where)) for where in ("aside.callout", "aside.recommended")
    )
    leading = to_points(theme.find_value("line-height", *main)) or styles.read_length("--text-leading") or text * 1.35

    def limit_size(size: float) -> float:
        """Titles and headings are never smaller than the text, and never larger in plain type."""
        return text if word.plain else max(size, text)

    panel_leading = text * 1.2 if word.size else min(in_panels or leading, leading)
    actions = text if word.size else limit_size(styles.read_size(".action") or text)
    return TypeSizes(
        text=text,
        leading=text * 1.2 if word.size else leading,
        panel_leading=panel_leading,
        recommended_leading=min(recommended or panel_leading, panel_leading),
        cover=cover,
        notes=word.note_size or _choose_note_size(styles, text),
        labels=text if word.plain else max(styles.read_length("--label-size") or text - 1, 8),
        captions=text
        if word.plain
        else text - 2
        if word.size
        else styles.read_size("caption", ".chart figcaption") or text - 1,
        actions=actions,
        asks=actions if word.size else limit_size(styles.read_size(".asks ol", ".asks li") or actions),
        key_figure=limit_size(styles.read_size(".key-facts dt") or text * 1.8),
        long_key_figure=limit_size(styles.read_size(".key-facts dt", ".key-facts dt.long") or text * 1.8),
        key_figure_label=text if word.size else styles.read_size(".key-facts dd") or text,
        title=limit_size(styles.read_size("h1", ".cover h1") or text * 2),
        subtitle=limit_size(styles.read_size(".subtitle", ".cover .subtitle") or text * 1.2),
        headings=tuple(limit_size(styles.read_size(tag) or text) for tag in HEADING_TAGS),
        notes_heading=text if word.plain else styles.read_size("h2", NOTES_HEADING_SELECTOR) or text,
    )


def _choose_spaces(styles: StyleReader, sizes: TypeSizes) -> Spaces:
    """Those of the style sheets; shares of the type where a body prescribes its size, or nothing states a space."""
    prescribed = bool(styles.word.size or styles.word.plain)
    between, title = (None if prescribed else styles.read_margin("top", *where) for where in PARAGRAPH_SELECTORS)
    before, after = [], []
    for level, (heading, size) in enumerate(zip(HEADING_TAGS, sizes.headings, strict=True)):
        above, below = (None if prescribed else styles.read_margin(side, heading) for side in ("top", "bottom"))
        before.append(above or (max(size * 1.4, 12) if level else size * 1.7))
        after.append(size * 0.5 if below is None else below)
    paragraphs = between or sizes.leading / 2
    asks = None if prescribed else styles.read_margin("top", ".asks li + li")
    below_title = None if prescribed else styles.read_margin("bottom", "h1")
    return Spaces(
        paragraphs=paragraphs,
        asks=paragraphs / 2 if asks is None else asks,
        title=title or below_title or sizes.title * 0.4,
        before_headings=tuple(before),
        after_headings=tuple(after),
        imprint=(None if prescribed else styles.read_margin("top", ".imprint")) or 0,
        date=None if prescribed else _choose_date_spaces(styles),
        figures=None if prescribed else _choose_figure_spaces(styles),
    )


def _choose_date_spaces(styles: StyleReader) -> tuple[float, float] | None:
    above, below = (styles.read_margin(side, ".date", ".dateline") for side in ("top", "bottom"))
    return None if above is None and below is None else (above or 0, below or 0)


def _choose_figure_spaces(styles: StyleReader) -> tuple[float, float] | None:
    if styles.read_line("top", FIGURE_IN_COLUMN_SELECTOR) is None:
        return None
    below, above = (styles.read_padding(side, FIGURE_IN_COLUMN_SELECTOR) for side in ("top", "bottom"))
    return above or 0, below or 0


def _choose_note_size(styles: StyleReader, text: float) -> float:
    """The smaller of the sizes that the page has for notes at its foot and at its end: Word has one line for each note."""
    at_end = styles.theme.find_font_size(*(f"{name} {notes}" for name in styles.classes for notes in NOTES_SELECTORS))
    return min(size for size in (styles.read_length("--note-size") or text - 2, at_end) if size)
