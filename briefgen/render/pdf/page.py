"""Builds the page that is laid out, as elements: HTML text would have to be parsed again."""

from __future__ import annotations

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


def _append_element(parent: PageElement, element: Element) -> None:
    attributes = {name: value for name, value in element.attributes.items() if name not in PRIVATE_ATTRIBUTES}
    appended = SubElement(parent, element.tag, attributes)
    last: PageElement | None = None
    for child in element.children:
        if isinstance(child, Element):
            _append_element(appended, child)
            last = appended[-1]
        elif not isinstance(child, Text):
            raise TypeError(f"{type(child).__name__} at {child.origin} has no form in HTML")
        elif last is None:
            appended.text = (appended.text or "") + child.content
        else:
            last.tail = (last.tail or "") + child.content
