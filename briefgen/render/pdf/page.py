"""Makes the page that WeasyPrint lays out: elements, handed over as they are, not written as HTML and read again."""

from __future__ import annotations

from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element as PageElement
from xml.etree.ElementTree import SubElement

from briefgen.model.document import Metadata
from briefgen.model.tree import Element, Text
from briefgen.render.html.head import collect_meta_entries
from briefgen.render.html.serialise import PRIVATE_ATTRIBUTES


def build_print_page(metadata: Metadata, body: Element) -> PageElement:
    """The whole page of a body whose notes have been placed.

    Raises `TypeError` for a node that HTML does not know, `RecursionError` where elements are nested too deeply.
    """
    page = PageElement("html", {"lang": metadata.language, "dir": metadata.direction})
    head = SubElement(page, "head")
    SubElement(head, "title").text = metadata.title
    for name, value in collect_meta_entries(metadata):
        SubElement(head, "meta", {"name": name, "content": value})
    _append_element(page, body)
    return page


def build_engine_page(weasyprint: ModuleType, page: PageElement, fetcher: Any) -> Any:
    """The page as WeasyPrint's own `HTML`, whose constructor could only read text. `fetcher` loads what it names."""

    class Page(weasyprint.HTML):  # type: ignore[misc, name-defined]
        """Has what the constructor would have set (WeasyPrint 70.0, `HTML.__init__`)."""

        def __init__(self) -> None:
            self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
            wrapper = weasyprint.css.cssselect2.ElementWrapper
            self.wrapper_element = wrapper.from_html_root(page, content_language=None)
            self.etree_element = page

    return Page()


def _append_element(parent: PageElement, element: Element) -> None:
    made = SubElement(
        parent,
        element.tag,
        {name: value for name, value in element.attributes.items() if name not in PRIVATE_ATTRIBUTES},
    )
    last: PageElement | None = None
    for child in element.children:
        if isinstance(child, Element):
            _append_element(made, child)
            last = made[-1]
        elif not isinstance(child, Text):
            raise TypeError(f"{type(child).__name__} at {child.origin} has no form in HTML")
        elif last is None:
            made.text = (made.text or "") + child.content
        else:
            last.tail = (last.tail or "") + child.content
