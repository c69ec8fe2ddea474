"""Builds elements of WordprocessingML (ECMA-376, part 1): `w("p", w("r"))`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIP_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WORD_DRAWING_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMESPACES = {
    "w": WORD_NAMESPACE,
    "r": RELATIONSHIP_NAMESPACE,
    "a": DRAWING_NAMESPACE,
    "pic": PICTURE_NAMESPACE,
    "wp": WORD_DRAWING_NAMESPACE,
}

Xml = Any
"""An element of lxml, which ships no types."""


def w(tag: str, *children: Xml | str, **attributes: str | int) -> Xml:
    """An element in the namespace `w`; so are its attributes, save those that begin with `r_`."""
    element = etree.Element(f"{{{WORD_NAMESPACE}}}{tag}", nsmap={"w": WORD_NAMESPACE, "r": RELATIONSHIP_NAMESPACE})
    for name, value in attributes.items():
        element.set(qualify_attribute(name), str(value))
    for child in children:
        if isinstance(child, str):
            element.text = child
            element.set(XML_SPACE, "preserve")
        else:
            element.append(child)
    return element


def qualify_attribute(name: str) -> str:
    """The full name of an attribute: `val` in `w`, `r_id` in `r`."""
    return f"{{{RELATIONSHIP_NAMESPACE}}}{name[2:]}" if name.startswith("r_") else f"{{{WORD_NAMESPACE}}}{name}"


def tag(name: str) -> str:
    """The full name of an element: `w:p`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def read_style_id(block: Xml) -> str:
    """The id of a paragraph's style; empty for none, and for what is no paragraph."""
    style = block.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")
    return str(style.get(tag("w:val"))) if style is not None else ""


def build_field(instruction: str, result: str, *properties: Xml) -> list[Xml]:
    """The runs of a field that a word processor can update, with what it says now: nothing where only that program can know."""

    def run(*content: Xml) -> Xml:
        return w("r", *([w("rPr", *(copy_element(one) for one in properties))] if properties else ()), *content)

    return [
        run(w("fldChar", fldCharType="begin")),
        run(w("instrText", f" {instruction} ")),
        run(w("fldChar", fldCharType="separate")),
        *([run(w("t", result))] if result else []),
        run(w("fldChar", fldCharType="end")),
    ]


def copy_element(element: Xml) -> Xml:
    """An element of its own, for lxml moves an element that is put somewhere else."""
    return etree.fromstring(etree.tostring(element))


def to_fragment(*elements: Xml) -> str:
    """Elements as text for pandoc, without declarations of namespaces: it puts them into a document that has them."""
    text = "".join(etree.tostring(one, encoding="unicode") for one in elements)
    for prefix, address in NAMESPACES.items():
        text = text.replace(f' xmlns:{prefix}="{address}"', "")
    return text


def build_root(namespace: str, name: str, names: Mapping[Any, str]) -> Xml:
    """The root of a part in another vocabulary than Word's."""
    return etree.Element(f"{{{namespace}}}{name}", nsmap=names)


def add_child(parent: Xml, namespace: str, name: str, text: str | None = None, **attributes: str) -> Xml:
    """A new last child."""
    child = etree.SubElement(parent, f"{{{namespace}}}{name}", **attributes)
    child.text = text
    return child


def serialise_root(root: Xml) -> bytes:
    """A part as bytes, with all declarations of namespaces that its root has."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def serialise_part(root: Xml) -> bytes:
    """A part of the package as bytes, with the declarations that its elements need and no others."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return serialise_root(root)


def parse_part(content: bytes) -> Xml:
    """The root of a part that pandoc made; it may hold a whole image in an attribute."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
