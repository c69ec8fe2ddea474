"""Makes a drawing anew from the parts of SVG that draw, and refuses one that runs or loads anything."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

RUNNING = frozenset({"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener"})
SILENT = frozenset({"metadata"})
EXTERNAL_STYLE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)


class SvgRefusedError(Exception):
    """The drawing does more than draw; says what in words."""


class _NoDoctype(ET.TreeBuilder):
    """Entities are declared in a document type, and a drawing needs neither."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 - the parser's signature
        if system and not system.startswith("http://www.w3.org/"):
            raise SvgRefusedError("it names a document type of its own")


def clean_svg(content: bytes) -> bytes:
    """The drawing without comments, metadata and editors' notes; raises `SvgRefusedError`."""
    if b"<!ENTITY" in content:
        raise SvgRefusedError("it declares entities")
    try:
        root = ET.fromstring(content, ET.XMLParser(target=_NoDoctype()))  # noqa: S314 - no entities are left
    except ET.ParseError as error:
        raise SvgRefusedError(f"it is not well-formed ({error})") from error
    if root.tag != f"{{{SVG}}}svg":
        raise SvgRefusedError("its root is not an `svg` element")
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    _clean(root)
    cleaned: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return cleaned


def _clean(element: ET.Element) -> None:
    _clean_attributes(element)
    for child in list(element):
        namespace, _, name = child.tag.removeprefix("{").rpartition("}")
        if name in RUNNING:
            raise SvgRefusedError(f"it holds a `{name}` element")
        if namespace != SVG or name in SILENT:
            element.remove(child)
        else:
            _clean(child)
    if element.tag == f"{{{SVG}}}style" and EXTERNAL_STYLE.search(element.text or ""):
        raise SvgRefusedError("its style sheet loads something")


def _clean_attributes(element: ET.Element) -> None:
    for qualified, value in list(element.attrib.items()):
        namespace, _, name = qualified.removeprefix("{").rpartition("}")
        if namespace not in {"", XLINK, XML}:
            del element.attrib[qualified]
        elif name.lower().startswith("on"):
            raise SvgRefusedError(f"it runs a script from `{name}`")
        elif name == "href" and not value.startswith(("#", "data:image/png", "data:image/jpeg")):
            raise SvgRefusedError(f"it refers to `{value}`")
        elif EXTERNAL_STYLE.search(value):
            raise SvgRefusedError(f"its `{name}` loads something")
