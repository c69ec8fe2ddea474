"""Builds and reads elements of WordprocessingML (ECMA-376, part 1): `w("p", w("r"))`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIP_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMESPACES = {
    "w": WORD_NAMESPACE,
    "r": RELATIONSHIP_NAMESPACE,
    "a": DRAWING_NAMESPACE,
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}

Xml = Any
"""An element of lxml, which has no types."""


def build_element(tag: str, *children: Xml | str, **attributes: str | int) -> Xml:
    """An element in the namespace `w`; its attributes are in it, too, except those whose name starts with `r_`."""
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


w = build_element
"""The short name that the code of parts is written with: `w("p", w("r"))` reads as the element does."""


def qualify_attribute(name: str) -> str:
    """The full name of an attribute: `val` in `w`, `r_id` in `r`."""
    return f"{{{RELATIONSHIP_NAMESPACE}}}{name[2:]}" if name.startswith("r_") else f"{{{WORD_NAMESPACE}}}{name}"


def tag(name: str) -> str:
    """The full name of an element: `w:p`."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def find(element: Xml, path: str) -> Xml:
    """The first element on a path below another, or None: `w:pPr/w:pStyle`."""
    return element.find(path, NAMESPACES)


def find_all(element: Xml, path: str) -> list[Xml]:
    """The elements on a path below another."""
    elements: list[Xml] = element.findall(path, NAMESPACES)
    return elements


def read_value(element: Xml | None, default: str = "", name: str = "val") -> str:
    """An attribute of an element, in `w`; the default where the element or the attribute is missing."""
    return default if element is None else str(element.get(qualify_attribute(name), default))


def read_style_id(block: Xml) -> str:
    """The id of a paragraph's style; empty where there is none, and for other elements."""
    return read_value(find(block, "w:pPr/w:pStyle"))


def build_field(instruction: str, result: str, *properties: Xml) -> list[Xml]:
    """The runs of a field that a word processor can update, with its result now: empty where only that program knows it."""

    def build_run(*content: Xml) -> Xml:
        return w("r", *([w("rPr", *map(copy_element, properties))] if properties else ()), *content)

    return [
        build_run(w("fldChar", fldCharType="begin")),
        build_run(w("instrText", f" {instruction} ")),
        build_run(w("fldChar", fldCharType="separate")),
        *([build_run(w("t", result))] if result else []),
        build_run(w("fldChar", fldCharType="end")),
    ]


def ensure_first_child(element: Xml, name: str) -> Xml:
    """The properties of a paragraph or row, which the schema has first; new where there are none."""
    properties = find(element, f"w:{name}")
    if properties is None:
        properties = w(name)
        element.insert(0, properties)
    return properties


def copy_element(element: Xml) -> Xml:
    """A copy, because lxml moves an element that is inserted somewhere else."""
    return etree.fromstring(etree.tostring(element))


def remove_properties(root: Xml, names: Iterable[str]) -> None:
    """Take all elements of these names out of a part."""
    for name in names:
        for element in list(root.iter(tag(f"w:{name}"))):
            element.getparent().remove(element)


def to_fragment(*elements: Xml) -> str:
    """Elements as text for pandoc, without namespace declarations: the document that it inserts them into has these."""
    text = "".join(etree.tostring(element, encoding="unicode") for element in elements)
    for prefix, address in NAMESPACES.items():
        text = text.replace(f' xmlns:{prefix}="{address}"', "")
    return text


def build_root(namespace: str, name: str, names: Mapping[Any, str]) -> Xml:
    """The root of a part in another vocabulary than Word's."""
    return etree.Element(f"{{{namespace}}}{name}", nsmap=names)


def add_child(parent: Xml, name: str, text: str | None = None, namespace: str = "", **attributes: str) -> Xml:
    """A new last child, in the namespace of its parent unless another is stated."""
    child = etree.SubElement(parent, f"{{{namespace or etree.QName(parent).namespace}}}{name}", **attributes)
    child.text = text
    return child


def serialise_root(root: Xml) -> bytes:
    """A part as bytes, with all namespace declarations of its root."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def serialise_part(root: Xml) -> bytes:
    """A part of the package as bytes, with the namespace declarations that its elements and attributes need and no others."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r", "w15"])
    return serialise_root(root)


def parse_part(content: bytes) -> Xml:
    """The root of a part that pandoc wrote; an attribute in it can be a whole image."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def set_spacing(layout: Xml, **lengths: int) -> None:
    """Set space above or below a paragraph; what is not named stays."""
    spacing = find(layout, "w:spacing")
    if spacing is None:
        spacing = w("spacing")
        layout.append(spacing)
    for name, length in lengths.items():
        spacing.set(qualify_attribute(name), str(length))
