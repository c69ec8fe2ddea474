"""Marks italics of Latin words in languages whose script has none: they need a typeface that has italics."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.cite.emphasis import ITALIC_TAGS
from briefgen.cite.latin_marks import LATIN_CLASS
from briefgen.model.characters import has_no_italics
from briefgen.model.languages import get_language_code, read_language
from briefgen.model.tree import Element, Node, extract_text, rebuild


def set_latin_italics(body: Element, language: str) -> Element:
    """The tree with the class `latin` on the italics of Latin words, such as the title of an English book in a Korean note."""
    is_upright = read_language(get_language_code(language)).get("titles", {}).get("upright")
    return body.with_children(rebuild(body.children, _mark_italics)) if is_upright else body


def _mark_italics(node: Node) -> Iterable[Node]:
    if not isinstance(node, Element) or node.tag not in ITALIC_TAGS or has_no_italics(extract_text(node.children)):
        return (node,)
    classes = f"{node.get('class')} {LATIN_CLASS}".strip()
    return (node.with_attributes(class_=classes),)
