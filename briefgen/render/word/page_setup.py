"""Decides the paper of a Word file, its margins and what is printed on every page. Lengths are in points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.model.audience import WordSettings
from briefgen.render.style.print_style import PrintStyle, to_points

PAPER_SIZES: Mapping[str, tuple[float, float]] = {"a4": (595.3, 841.9), "letter": (612, 792), "legal": (612, 1008)}
"""Width and height."""

MEASURE = 32.0
"""How long a line of type in a size that a body prescribes can be, in sizes of the type: about 73 characters of Times New Roman."""

_CONTENT_PIECE = re.compile(r'string\((?P<string>[\w-]+)\)|(?P<counter>counter\(pages?\))|"(?P<words>[^"]*)"')


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """What is printed at one place of every page: pieces `page`, `pages`, `string NAME` and `words TEXT`."""

    position: str
    """`left`, `center` or `right`."""
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What is printed on the first page, where a style sheet has a rule `@page :first` for it."""

    header: tuple[HeaderFooter, ...]
    footer: tuple[HeaderFooter, ...]


@dataclass(frozen=True, slots=True)
class PageBreaks:
    """Where a new page starts."""

    after_contents: bool
    before_chapters: bool


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The paper and what is on every page."""

    paper: tuple[float, float]
    margins: tuple[float, float, float, float]
    """Top, right, bottom, left."""
    header: tuple[HeaderFooter, ...]
    footer: tuple[HeaderFooter, ...]
    first_page: FirstPage | None
    """What the first page has in their place; None where it has the same."""
    breaks: PageBreaks
    line_numbers: bool
    """Whether lines are numbered in the margin, for a text that is read aloud."""
    narrower: float
    """By how much lines of text are shorter than what is around the text: letterheads, particulars, notes."""

    @property
    def text_width(self) -> float:
        """The width of a line of text."""
        return self.paper[0] - self.margins[1] - self.margins[3]

    @property
    def full_width(self) -> float:
        """The width of a line around the text."""
        return self.text_width + self.narrower


def read_page_setup(
    theme: PrintStyle,
    word: WordSettings,
    *,
    breaks: PageBreaks,
    line_numbers: bool,
    narrower: float = 0,
) -> PageSetup:
    """The paper and margins that a body prescribes in `word` of the audience, otherwise those of the style sheets.

    `narrower` is by how much lines of text are shorter than the page is wide.
    """
    top, right, bottom, left = _read_margins(theme, word)
    narrower = 0 if word.margin else narrower
    paper = PAPER_SIZES[word.paper.lower()] if word.paper else _read_paper(theme.page.get("size", ""))
    if word.size and not word.margin:  # type that a body prescribes is smaller than that of the style sheets
        beside = max((paper[0] - narrower - word.size * MEASURE) / 2, right, left)
        right = left = beside
    return PageSetup(
        paper=paper,
        margins=(top, right + narrower, bottom, left),
        header=_read_header_footer(theme.page, "top"),
        footer=_read_header_footer(theme.page, "bottom"),
        first_page=_read_first_page(theme),
        breaks=breaks,
        line_numbers=line_numbers,
        narrower=narrower,
    )


def _read_paper(size: str) -> tuple[float, float]:
    words = size.lower().split()
    lengths = [length for word in words if (length := to_points(word))]
    named = next((PAPER_SIZES[word] for word in words if word in PAPER_SIZES), PAPER_SIZES["a4"])
    width, height = (lengths * 2)[:2] if lengths else named
    return (height, width) if "landscape" in words else (width, height)


def _read_margins(theme: PrintStyle, word: WordSettings) -> tuple[float, float, float, float]:
    if word.margin:
        return (word.margin * 720 / 25.4,) * 4
    top, *rest = [to_points(length) or 72.0 for length in theme.page.get("margin", "72pt").split()]
    right = rest[0] if rest else top
    return top, right, rest[1] if len(rest) > 1 else top, rest[2] if len(rest) > 2 else right


def _read_first_page(theme: PrintStyle) -> FirstPage | None:
    boxes = {name: content for name, content in theme.first_page.items() if name.startswith("@")}
    page = {**theme.page, **boxes}
    return FirstPage(_read_header_footer(page, "top"), _read_header_footer(page, "bottom")) if boxes else None


def _read_header_footer(page: Mapping[str, str], edge: str) -> tuple[HeaderFooter, ...]:
    """`string(NAME, first)` has no counterpart in Word, whose fields find nothing on the page itself that no reader sees."""
    places = [(place, _parse_pieces(page.get(f"@{edge}-{place}", ""))) for place in ("left", "center", "right")]
    return tuple(HeaderFooter(place, pieces) for place, pieces in places if pieces)


def _parse_pieces(content: str) -> tuple[tuple[str, str], ...]:
    pieces = []
    for match in _CONTENT_PIECE.finditer(content):
        if match["counter"]:
            pieces.append(("pages" if "pages" in match["counter"] else "page", ""))
        elif match["string"]:
            pieces.append(("string", match["string"]))
        else:
            pieces.append(("words", match["words"] or ""))
    return tuple(pieces)
