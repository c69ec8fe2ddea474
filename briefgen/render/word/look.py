"""Makes of the theme, and of what a body prescribes, how a Word file looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.model.audience import Audience, WordSettings
from briefgen.render.style.print_style import PrintStyle, to_points
from briefgen.render.word.faces import ScriptFaces

PAPER_SIZES: Mapping[str, tuple[float, float]] = {"a4": (595.3, 841.9), "letter": (612, 792), "legal": (612, 1008)}
"""Width and height in points."""

HEADING_TAGS = ("h2", "h3", "h4", "h5", "h6")
"""The first five levels of headings; `h1` is the title."""

ENDNOTES_SELECTOR = 'section[role="doc-endnotes"]'

CHAPTER_SELECTOR = "main > .section:has(.heading-number)"

RUN_IN_ACTION_SELECTOR = ".run-in .action strong:not(.run-in-title)"

CHARACTER_WIDTH = 0.52
"""The width of a character of average letters, in bold, in sizes of the type."""

LOGO_BOX = (180.0, 30.0)
"""The box of a logo where the style sheet states none, in points."""

GENERIC_FAMILIES: Mapping[str, str] = {
    "serif": "roman",
    "sans-serif": "swiss",
    "monospace": "modern",
    "system-ui": "swiss",
}
"""Families of CSS that are no face, and what Word calls them."""

REGULAR_WEIGHTS = frozenset({"400", "normal"})
_CONTENT_PIECE = re.compile(r'string\((?P<string>[\w-]+)\)|(?P<counter>counter\(pages?\))|"(?P<words>[^"]*)"')


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """What stands at one place of every page: pieces `page`, `pages`, `string NAME` and `words TEXT`."""

    position: str
    """`left`, `center` or `right`."""
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WordLook:
    """How a Word file looks. Sizes and lengths in points, colours as six digits."""

    text_face: str
    label_face: str
    action_face: str
    """Of what is asked in a recommendation."""
    bold_action: bool
    bold_action_run_in: bool
    """The same behind a title in its line."""
    heading_faces: tuple[str, ...]
    scripts: ScriptFaces
    face_kinds: Mapping[str, str]
    """What kind of face each is, for a machine that does not have it: `roman`, `swiss` or `modern`."""
    text_size: float
    leading: float
    cover_size: float
    """Of what stands around the text: senders, dates, particulars."""
    note_size: float
    label_size: float
    title_size: float
    subtitle_size: float
    heading_sizes: tuple[float, ...]
    notes_heading_size: float
    bold_title: bool
    bold_headings: tuple[bool, ...]
    accent: str
    ink: str
    soft_ink: str
    rule: str
    tint: str
    paper: tuple[float, float]
    margins: tuple[float, float, float, float]
    """Top, right, bottom, left."""
    header: tuple[HeaderFooter, ...]
    footer: tuple[HeaderFooter, ...]
    break_after_contents: bool
    """Whether the text begins on a new page after the contents."""
    break_before_chapters: bool
    """Whether each numbered chapter begins a page."""
    logo_box: tuple[float, float]
    """The box that a logo is fitted into."""
    plain_type: bool
    line_numbers: bool
    """Whether the lines are numbered in the margin, for a text that is read aloud."""

    @property
    def text_width(self) -> float:
        """Of a line of text."""
        return self.paper[0] - self.margins[1] - self.margins[3]

    def enlarge(self, times: float) -> float:
        """The size of type that stands out from the text; where a body wants plain type, nothing does."""
        return self.text_size * (1 if self.plain_type else times)

    @property
    def characters_per_line(self) -> float:
        """About how many characters of a table stand side by side."""
        return self.text_width / (self.label_size * CHARACTER_WIDTH)


def build_look(theme: PrintStyle, audience: Audience, classes: Iterable[str], files: Mapping[str, Path]) -> WordLook:
    """The look of an audience's Word files: the style sheets', save where `word` of the audience states otherwise.

    `classes` are those of the page, by which a sheet that several audiences share tells them apart; `files` are the
    regular faces that the style sheets bring, by family.
    """
    word, pages = audience.word_settings, tuple(f".{name}" for name in sorted(classes))

    def on_page(selector: str) -> tuple[str, ...]:
        return selector, *(f"{page} {selector}" for page in pages)

    text = (*pages, *on_page("main"))
    title = (*on_page("h1"), ".cover h1")
    text_face = word.font or _find_first_face(theme.find_variable("--text-face"), "Times New Roman")
    label_face = word.font or _find_first_face(theme.find_variable("--label-face"), text_face)
    around = word.size or to_points(theme.find_variable("--text-size")) or 11
    size = word.size or theme.find_font_size(*text) or around

    def sized(wanted: float) -> float:
        return size if word.plain else max(wanted, size)

    leading = (
        to_points(theme.find_value("line-height", *text))
        or to_points(theme.find_variable("--text-leading"))
        or size * 1.35
    )
    return WordLook(
        text_face=text_face,
        label_face=label_face,
        bold_action=theme.find_value("font-weight", *on_page(".action strong")) not in REGULAR_WEIGHTS,
        bold_action_run_in=theme.find_value("font-weight", *on_page(".action strong"), *on_page(RUN_IN_ACTION_SELECTOR))
        not in REGULAR_WEIGHTS,
        action_face=word.font or _find_first_face(_find_families(theme, *on_page(".action")), text_face),
        heading_faces=tuple(
            word.font or _find_first_face(_find_families(theme, *selectors), label_face)
            for selectors in (title, *(on_page(tag) for tag in HEADING_TAGS))
        ),
        scripts=ScriptFaces(_select_font_files(theme.find_variable("--text-face"), files), word.font),
        face_kinds=_find_face_kinds(theme, word),
        text_size=size,
        leading=size * 1.2 if word.size else leading,
        cover_size=around,
        note_size=word.note_size or to_points(theme.find_variable("--note-size")) or size - 2,
        label_size=size if word.plain else max(to_points(theme.find_variable("--label-size")) or size - 1, 8),
        title_size=sized(theme.find_font_size(*title) or size * 2),
        subtitle_size=sized(theme.find_font_size(*on_page(".subtitle"), ".cover .subtitle") or size * 1.2),
        heading_sizes=tuple(sized(theme.find_font_size(*on_page(tag)) or size) for tag in HEADING_TAGS),
        notes_heading_size=size
        if word.plain
        else theme.find_font_size(*on_page("h2"), *on_page(f"{ENDNOTES_SELECTOR} h2")) or size,
        bold_title=theme.find_value("font-weight", *title) not in REGULAR_WEIGHTS,
        bold_headings=tuple(
            theme.find_value("font-weight", *on_page(tag)) not in REGULAR_WEIGHTS for tag in HEADING_TAGS
        ),
        accent=_read_colour(theme, "--accent-text", _read_colour(theme, "--accent", "000000")),
        ink=_read_colour(theme, "--ink", "000000"),
        soft_ink=_read_colour(theme, "--ink-soft", "444444"),
        rule=_read_colour(theme, "--rule", "888888"),
        tint=_read_colour(theme, "--tint", "F2F2F2"),
        paper=PAPER_SIZES[word.paper.lower()] if word.paper else _read_paper(theme.page.get("size", "")),
        margins=_read_margins(theme, word),
        header=_read_header_footer(theme, "top"),
        footer=_read_header_footer(theme, "bottom"),
        break_after_contents=theme.find_value("break-after", *on_page('nav[role="doc-toc"]')) == "page",
        break_before_chapters=theme.find_value("break-before", *on_page(CHAPTER_SELECTOR)) == "page",
        logo_box=(
            to_points(theme.find_value("max-width", ".logo img")) or LOGO_BOX[0],
            to_points(theme.find_variable("--logo-height")) or LOGO_BOX[1],
        ),
        plain_type=word.plain,
        line_numbers=audience.reading_aloud is not None,
    )


def _find_first_face(families: str, otherwise: str) -> str:
    first = families.partition(",")[0].strip().strip("\"'")
    return first if first and first not in GENERIC_FAMILIES else otherwise


def _split_families(families: str) -> list[str]:
    return [name for one in families.split(",") if (name := one.strip().strip("\"'"))]


def _select_font_files(families: str, files: Mapping[str, Path]) -> Mapping[str, Path]:
    return {name: files[name] for name in _split_families(families) if name in files}


def _find_face_kinds(theme: PrintStyle, word: WordSettings) -> Mapping[str, str]:
    kinds = {"Courier New": "modern"}
    for families in (theme.find_variable("--text-face"), theme.find_variable("--label-face")):
        names = _split_families(families)
        kind = next((GENERIC_FAMILIES[name] for name in names if name in GENERIC_FAMILIES), "")
        kinds |= {name: kind for name in names[:1] if kind and not word.font}
    return kinds


def _find_families(theme: PrintStyle, *selectors: str) -> str:
    """The families that the last rule names, in `font-family` or at the end of `font`."""
    said = ""
    for chosen, declared in theme.rules:
        if chosen & set(selectors):
            said = declared.get("font-family") or declared.get("font", "").rpartition("pt ")[2] or said
    return theme.resolve_variables(said)


def _read_colour(theme: PrintStyle, name: str, otherwise: str) -> str:
    digits = theme.find_variable(name).strip().lstrip("#")
    if re.fullmatch(r"[0-9A-Fa-f]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    return digits.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", digits) else otherwise


def _read_paper(size: str) -> tuple[float, float]:
    words = size.lower().split()
    lengths = [length for word in words if (length := to_points(word))]
    width, height = (
        (lengths * 2)[:2]
        if lengths
        else next((PAPER_SIZES[one] for one in words if one in PAPER_SIZES), PAPER_SIZES["a4"])
    )
    return (height, width) if "landscape" in words else (width, height)


def _read_margins(theme: PrintStyle, word: WordSettings) -> tuple[float, float, float, float]:
    if word.margin:
        return (word.margin * 720 / 25.4,) * 4
    lengths = [to_points(one) or 72.0 for one in theme.page.get("margin", "72pt").split()]
    top = lengths[0]
    right = lengths[1] if len(lengths) > 1 else top
    bottom = lengths[2] if len(lengths) > 2 else top
    return top, right, bottom, lengths[3] if len(lengths) > 3 else right


def _read_header_footer(theme: PrintStyle, edge: str) -> tuple[HeaderFooter, ...]:
    found = []
    for place in ("left", "center", "right"):
        pieces = tuple(_parse_pieces(theme.page.get(f"@{edge}-{place}", "")))
        if pieces:
            found.append(HeaderFooter(place, pieces))
    return tuple(found)


def _parse_pieces(content: str) -> list[tuple[str, str]]:
    pieces = []
    for found in _CONTENT_PIECE.finditer(content):
        if found["counter"]:
            pieces.append(("pages" if "pages" in found["counter"] else "page", ""))
        elif found["string"]:
            pieces.append(("string", found["string"]))
        else:
            pieces.append(("words", found["words"] or ""))
    return pieces
