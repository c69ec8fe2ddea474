"""Fills the pages of a document with a back cover to a multiple of four, because a sheet that is folded has four."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element as PageElement

from briefgen.render.engine.boxes import get_page_box

PAGES_OF_A_SHEET = 4
BACK_COVER_CLASS = "back"
EMPTY_PAGE_NAME = "filler"
"""The class of what is on an empty page, and the name of that page in `press.css`."""


def add_empty_pages(root: PageElement) -> None:
    """Put as many empty pages before the back cover as can be needed: how many are is known only when it is laid out.

    A document without a back cover stays as it is.
    """
    body = root.find("body")
    if body is None or not len(body) or BACK_COVER_CLASS not in body[-1].get("class", "").split():
        return
    for _ in range(PAGES_OF_A_SHEET - 1):
        body.insert(len(body) - 1, PageElement("div", {"class": EMPTY_PAGE_NAME}))


def remove_spare_pages(layout: Any) -> None:
    """Remove the empty pages that are not needed from a document that is laid out."""
    spare = [page for page in layout.pages if get_page_box(page).page_type.name == EMPTY_PAGE_NAME]
    missing = (len(spare) - len(layout.pages)) % PAGES_OF_A_SHEET
    for page in spare[missing:]:
        layout.pages.remove(page)
