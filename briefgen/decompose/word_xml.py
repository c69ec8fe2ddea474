"""Reads and builds single elements of a Word file that is imported."""

from __future__ import annotations

from lxml import etree

from briefgen.decompose.office_package import Xml

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def read_value(element: Xml | None, default: str = "") -> str:
    """The attribute `val` of an element."""
    return default if element is None else str(element.get(f"{WORD}val", default))


def read_run(run: Xml, *, deleted: bool = False) -> str:
    """The words of one run, without those of a drawing in it."""
    parts = []
    for child in run:
        match etree.QName(child).localname if isinstance(child.tag, str) else "":
            case "t":
                parts.append(child.text or "")
            case "delText" if deleted:
                parts.append(child.text or "")
            case "tab" | "br" | "cr" | "ptab" | "sym":
                parts.append(" ")
            case "softHyphen":
                parts.append("\u00ad")
            case "noBreakHyphen":
                parts.append("-")
    return "".join(parts)


def build_run(text: str) -> Xml:
    """A run with a mark."""
    run = etree.Element(f"{WORD}r")
    etree.SubElement(run, f"{WORD}t", {XML_SPACE: "preserve"}).text = text
    return run


def build_paragraph(text: str) -> Xml:
    """A paragraph with a mark."""
    paragraph = etree.Element(f"{WORD}p")
    paragraph.append(build_run(text))
    return paragraph
