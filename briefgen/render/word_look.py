"""Makes of the theme, and of what a body prescribes, how a Word file looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.render.theme import Theme, points
from briefgen.render.word_faces import ScriptFaces
from briefgen.values.audience import Audience, WordSettings

PAPERS: Mapping[str, tuple[float, float]] = {"a4": (595.3, 841.9), "letter": (612, 792), "legal": (612, 1008)}
"""Width and height in points."""

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
"""The first five levels of headings; `h1` is the title."""

NOTES = 'section[role="doc-endnotes"]'

CHAPTER = "main > .section:has(.heading-number)"

RUN_IN_ACTION = ".run-in .action strong:not(.run-in-title)"

CHARACTER = 0.52
"""The width of a character of average letters, in bold, in sizes of the type."""

LOGO = (180.0, 30.0)
"""The box of a logo where the style sheet states none, in points."""

GENERIC: Mapping[str, str] = {"serif": "roman", "sans-serif": "swiss", "monospace": "modern", "system-ui": "swiss"}
"""Families of CSS that are no face, and what Word calls them."""

LIGHT = frozenset({"400", "normal"})
_CONTENT = re.compile(r'string\((?P<string>[\w-]+)\)|(?P<counter>counter\(pages?\))|"(?P<words>[^"]*)"')


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands at one place of every page: pieces `page`, `pages`, `string NAME` and `words TEXT`."""

    place: str
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
    kinds: Mapping[str, str]
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
    soft: str
    rule: str
    tint: str
    paper: tuple[float, float]
    margins: tuple[float, float, float, float]
    """Top, right, bottom, left."""
    header: tuple[Furniture, ...]
    footer: tuple[Furniture, ...]
    contents_alone: bool
    """Whether the text begins on a new page after the contents."""
    chapters_alone: bool
    """Whether each numbered chapter begins a page."""
    logo: tuple[float, float]
    """The box that a logo is fitted into."""
    plain: bool
    numbered_lines: bool
    """Whether the lines are numbered in the margin, for a text that is read aloud."""

    @property
    def width(self) -> float:
        """Of a line of text."""
        return self.paper[0] - self.margins[1] - self.margins[3]

    def lifted(self, times: float) -> float:
        """The size of type that stands out from the text; where a body wants plain type, nothing does."""
        return self.text_size * (1 if self.plain else times)

    @property
    def room(self) -> float:
        """About how many characters of a table stand side by side."""
        return self.width / (self.label_size * CHARACTER)


def word_look(theme: Theme, audience: Audience, classes: Iterable[str], files: Mapping[str, Path]) -> WordLook:
    """The look of an audience's Word files: the style sheets', save where `word` of the audience states otherwise.

    `classes` are those of the page, by which a sheet that several audiences share tells them apart; `files` are the
    regular faces that the style sheets bring, by family.
    """
    word, pages = audience.prescribed, tuple(f".{name}" for name in sorted(classes))

    def on_page(selector: str) -> tuple[str, ...]:
        return selector, *(f"{page} {selector}" for page in pages)

    text = (*pages, *on_page("main"))
    title = (*on_page("h1"), ".cover h1")
    text_face = word.font or _face(theme.variable("--text-face"), "Times New Roman")
    label_face = word.font or _face(theme.variable("--label-face"), text_face)
    around = word.size or points(theme.variable("--text-size")) or 11
    size = word.size or theme.size(*text) or around

    def sized(wanted: float) -> float:
        return size if word.plain else max(wanted, size)

    leading = points(theme.value("line-height", *text)) or points(theme.variable("--text-leading")) or size * 1.35
    return WordLook(
        text_face=text_face,
        label_face=label_face,
        bold_action=theme.value("font-weight", *on_page(".action strong")) not in LIGHT,
        bold_action_run_in=theme.value("font-weight", *on_page(".action strong"), *on_page(RUN_IN_ACTION)) not in LIGHT,
        action_face=word.font or _face(_families(theme, *on_page(".action")), text_face),
        heading_faces=tuple(
            word.font or _face(_families(theme, *selectors), label_face)
            for selectors in (title, *(on_page(tag) for tag in HEADINGS))
        ),
        scripts=ScriptFaces(_brought(theme.variable("--text-face"), files), word.font),
        kinds=_kinds(theme, word),
        text_size=size,
        leading=size * 1.2 if word.size else leading,
        cover_size=around,
        note_size=word.note_size or points(theme.variable("--note-size")) or size - 2,
        label_size=size if word.plain else max(points(theme.variable("--label-size")) or size - 1, 8),
        title_size=sized(theme.size(*title) or size * 2),
        subtitle_size=sized(theme.size(*on_page(".subtitle"), ".cover .subtitle") or size * 1.2),
        heading_sizes=tuple(sized(theme.size(*on_page(tag)) or size) for tag in HEADINGS),
        notes_heading_size=size if word.plain else theme.size(*on_page("h2"), *on_page(f"{NOTES} h2")) or size,
        bold_title=theme.value("font-weight", *title) not in LIGHT,
        bold_headings=tuple(theme.value("font-weight", *on_page(tag)) not in LIGHT for tag in HEADINGS),
        accent=_colour(theme, "--accent-text", _colour(theme, "--accent", "000000")),
        ink=_colour(theme, "--ink", "000000"),
        soft=_colour(theme, "--ink-soft", "444444"),
        rule=_colour(theme, "--rule", "888888"),
        tint=_colour(theme, "--tint", "F2F2F2"),
        paper=PAPERS[word.paper.lower()] if word.paper else _paper(theme.page.get("size", "")),
        margins=_margins(theme, word),
        header=_furniture(theme, "top"),
        footer=_furniture(theme, "bottom"),
        contents_alone=theme.value("break-after", *on_page('nav[role="doc-toc"]')) == "page",
        chapters_alone=theme.value("break-before", *on_page(CHAPTER)) == "page",
        logo=(
            points(theme.value("max-width", ".logo img")) or LOGO[0],
            points(theme.variable("--logo-height")) or LOGO[1],
        ),
        plain=word.plain,
        numbered_lines=audience.reading_aloud is not None,
    )


def _face(families: str, otherwise: str) -> str:
    first = families.partition(",")[0].strip().strip("\"'")
    return first if first and first not in GENERIC else otherwise


def _names(families: str) -> list[str]:
    return [name for one in families.split(",") if (name := one.strip().strip("\"'"))]


def _brought(families: str, files: Mapping[str, Path]) -> Mapping[str, Path]:
    return {name: files[name] for name in _names(families) if name in files}


def _kinds(theme: Theme, word: WordSettings) -> Mapping[str, str]:
    kinds = {"Courier New": "modern"}
    for families in (theme.variable("--text-face"), theme.variable("--label-face")):
        names = _names(families)
        kind = next((GENERIC[name] for name in names if name in GENERIC), "")
        kinds |= {name: kind for name in names[:1] if kind and not word.font}
    return kinds


def _families(theme: Theme, *selectors: str) -> str:
    """The families that the last rule names, in `font-family` or at the end of `font`."""
    said = ""
    for chosen, declared in theme.rules:
        if chosen & set(selectors):
            said = declared.get("font-family") or declared.get("font", "").rpartition("pt ")[2] or said
    return theme.filled(said)


def _colour(theme: Theme, name: str, otherwise: str) -> str:
    digits = theme.variable(name).strip().lstrip("#")
    if re.fullmatch(r"[0-9A-Fa-f]{3}", digits):
        digits = "".join(2 * digit for digit in digits)
    return digits.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", digits) else otherwise


def _paper(size: str) -> tuple[float, float]:
    words = size.lower().split()
    lengths = [length for word in words if (length := points(word))]
    width, height = (
        (lengths * 2)[:2] if lengths else next((PAPERS[one] for one in words if one in PAPERS), PAPERS["a4"])
    )
    return (height, width) if "landscape" in words else (width, height)


def _margins(theme: Theme, word: WordSettings) -> tuple[float, float, float, float]:
    if word.margin:
        return (word.margin * 720 / 25.4,) * 4
    lengths = [points(one) or 72.0 for one in theme.page.get("margin", "72pt").split()]
    top = lengths[0]
    right = lengths[1] if len(lengths) > 1 else top
    bottom = lengths[2] if len(lengths) > 2 else top
    return top, right, bottom, lengths[3] if len(lengths) > 3 else right


def _furniture(theme: Theme, edge: str) -> tuple[Furniture, ...]:
    found = []
    for place in ("left", "center", "right"):
        pieces = tuple(_pieces(theme.page.get(f"@{edge}-{place}", "")))
        if pieces:
            found.append(Furniture(place, pieces))
    return tuple(found)


def _pieces(content: str) -> list[tuple[str, str]]:
    pieces = []
    for found in _CONTENT.finditer(content):
        if found["counter"]:
            pieces.append(("pages" if "pages" in found["counter"] else "page", ""))
        elif found["string"]:
            pieces.append(("string", found["string"]))
        else:
            pieces.append(("words", found["words"] or ""))
    return pieces
