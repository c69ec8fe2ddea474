"""Computes styles once for all pages with the same elements and attributes: WeasyPrint 70.0 computes them for each document.

The notes of a campaign have the same elements, and their styles do not depend on the words. WeasyPrint works out a property of a style when it is
first asked for, so shared styles save that work, too.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefgen.render.engine.log import capture_engine_log
from briefgen.render.engine.patches import install_correction

MAX_KEPT_PAGES = 4
"""Pages whose styles are kept: the documents of a campaign mostly use one or two."""

ATTRIBUTE_VALUE = re.compile(r"attr\([^()]*\)")
"""Prints the value of an attribute: it is read from the element, not from its style."""
DATA_ATTRIBUTE = re.compile(r"data-[\w-]+")
META_ELEMENT = re.compile(r"(?<![\w.#-])meta(?![\w-])")
ESCAPE_IN_SELECTOR = re.compile(r"\[[^\]]*\\")
NOTE_POSITION = re.compile(r"note\(")
"""A value of `position` with which WeasyPrint writes the numbers of notes into styles."""


@dataclass(frozen=True, slots=True)
class SelectorNames:
    """What the selectors of style sheets tell elements apart by, as far as it is seldom used."""

    data: frozenset[str] = frozenset()
    """Attributes whose name starts with `data-`. The others of that kind are of no use to a style."""
    has_meta: bool = False
    """Whether they may ask for the properties of the document."""


@dataclass(frozen=True, slots=True)
class PageStyles:
    """The styles of one page."""

    styles: tuple[tuple[int, str | None, Any], ...]
    """The place of an element in the page, its pseudo-element, and the style."""
    overflows: tuple[tuple[Any, Any], ...]
    """Styles whose `overflow` WeasyPrint moves from there to the page, with its value."""
    page_sizes: dict[str, Any]
    """What lengths relative to the page refer to, for all these styles."""
    anchors: tuple[Any, ...]
    owners: tuple[Any, ...]
    """The style sheets and fonts, which the key knows by their addresses: they live as long as it."""


class StyleCache(threading.local):
    """The styles that a thread keeps: a page changes them while it is laid out."""

    def __init__(self) -> None:
        self.kept: OrderedDict[Any, PageStyles] = OrderedDict()
        self.computed: dict[Any, PageStyles] = {}
        """Those of the page that is being laid out."""
        self.names: SelectorNames | None = None
        """None where no page is laid out whose styles may be shared."""


_CACHE = StyleCache()


@contextmanager
def share_styles(sheets: str) -> Iterator[None]:
    """In the block, which lays out a page with these style sheets, take over the styles of an earlier page, or keep those of this one.

    Styles are not kept where anything was reported, so that it is reported for each document.
    """
    from weasyprint import css

    install_correction(css.StyleFor, "__init__", _correct_start)
    _CACHE.names = find_selector_names(sheets)
    try:
        with capture_engine_log() as records:
            yield
        if not records:
            _CACHE.kept.update(_CACHE.computed)
    finally:
        _CACHE.computed, _CACHE.names = {}, None
        while len(_CACHE.kept) > MAX_KEPT_PAGES:
            _CACHE.kept.popitem(last=False)


@lru_cache(maxsize=MAX_KEPT_PAGES)
def find_selector_names(sheets: str) -> SelectorNames | None:
    """What selectors in these style sheets may name; None where that is uncertain."""
    text = ATTRIBUTE_VALUE.sub("", sheets.lower())
    if ESCAPE_IN_SELECTOR.search(text) or NOTE_POSITION.search(text):
        return None
    return SelectorNames(frozenset(DATA_ATTRIBUTE.findall(text)), bool(META_ELEMENT.search(text)))


def _correct_start(original: Callable[..., None]) -> Callable[..., None]:
    def start(styles: Any, html: Any, sheets: Any, hints: bool, font_config: Any, targets: Any) -> None:  # noqa: FBT001 - as WeasyPrint calls it
        names = _CACHE.names
        if names is None or hints:
            original(styles, html, sheets, hints, font_config, targets)
            return
        elements = list(html.etree_element.iter())
        owners = (*(sheet for sheet, *_ in sheets), font_config)
        key = (*map(id, owners), html.base_url, *(describe_element(element, names) for element in elements))
        if known := _CACHE.kept.get(key):
            _CACHE.kept.move_to_end(key)
            _take_over(known, styles, sheets, elements, targets)
            return
        recorder = _AnchorRecorder(targets)
        original(styles, html, sheets, hints, font_config, recorder)
        places = {element: place for place, element in enumerate(elements)}
        computed = styles.get_computed_styles()
        tops = [computed[element, None] for element in (html.etree_element, *html.etree_element)]
        _CACHE.computed[key] = PageStyles(
            tuple((places[element], pseudo, style) for (element, pseudo), style in computed.items()),
            tuple((style, style["overflow"]) for style in tops),
            styles.initial_page_sizes,
            tuple(recorder.anchors),
            owners,
        )

    return start


def describe_element(element: Any, names: SelectorNames) -> tuple[Any, ...]:
    """All of an element that a selector can ask for."""
    attributes = (
        ()
        if element.tag == "meta" and not names.has_meta
        else tuple(item for item in element.items() if not item[0].startswith("data-") or item[0] in names.data)
    )
    return element.tag, len(element), bool(element.text), bool(element.tail), attributes


def _take_over(known: PageStyles, styles: Any, sheets: Any, elements: list[Any], targets: Any) -> None:
    """Do what WeasyPrint's `StyleFor.__init__` does, with styles that are computed."""
    styles._cascaded_styles = {}  # noqa: SLF001
    styles._computed_styles = {(elements[place], pseudo): style for place, pseudo, style in known.styles}  # noqa: SLF001
    styles._sheets, styles.font_config = sheets, known.owners[-1]  # noqa: SLF001
    known.page_sizes.update(box=None, area=None)
    styles.initial_page_sizes = known.page_sizes
    for style, overflow in known.overflows:
        style["overflow"] = overflow
    for anchor in known.anchors:
        targets.collect_anchor(anchor)


class _AnchorRecorder:
    """Hands on the places that links can lead to, and remembers them."""

    def __init__(self, targets: Any) -> None:
        self.targets = targets
        self.anchors: list[Any] = []

    def collect_anchor(self, anchor: Any) -> None:
        """Take one."""
        self.anchors.append(anchor)
        self.targets.collect_anchor(anchor)
