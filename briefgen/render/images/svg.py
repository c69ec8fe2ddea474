"""Writes a drawing again with only the parts of SVG that draw; refuses one that runs or loads anything, or never ends."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from xml.etree import ElementTree as ET

from briefgen.render.images.svg_parts import DRAWING_ATTRIBUTES, DRAWING_TAGS, TEXT_TAGS
from briefgen.render.images.svg_size import URL_REFERENCE, EndlessDrawingError, count_drawn_elements, get_local_name

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
XLINK_NAMESPACE = "http://www.w3.org/1999/xlink"
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"

ACTIVE_TAGS = frozenset(
    {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
)
CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)

EXTERNAL_REFERENCE = re.compile(r"url\((?!\s*['\"]?#)|@import|expression\(|image-set\(|\bsrc\(|\\", re.IGNORECASE)
"""Loads something, or has an escape that could hide that."""

ATTRIBUTES_BY_NAMESPACE: Mapping[str, frozenset[str]] = {
    "": DRAWING_ATTRIBUTES,
    XLINK_NAMESPACE: frozenset({"href"}),
    XML_NAMESPACE: frozenset({"space", "lang"}),
}

IMAGE_DATA_URI = re.compile(r"data:image/(?:png|jpeg);base64,(?P<content>[A-Za-z0-9+/=\s]+)")
"""The only form of a picture inside a drawing."""

MAXIMUM_BYTES = 20_000_000
MAXIMUM_ELEMENTS = 100_000
"""Of drawn elements: each is counted again wherever something refers to it."""
MAXIMUM_DEPTH = 100

ImageCleaner = Callable[[bytes], tuple[str, bytes]]
"""Encodes a picture again from its pixels, and returns its media type and bytes."""


class SvgRefusedError(Exception):
    """The drawing does more than draw; the message says what."""


class _DoctypeGuard(ET.TreeBuilder):
    """Refuses document types other than those of SVG: they can declare entities."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 - the parser's signature
        if system and not system.startswith("http://www.w3.org/"):
            raise SvgRefusedError("it names a document type of its own")


def clean_svg(content: bytes, redraw: ImageCleaner) -> bytes:
    """The drawing without comments, metadata and editors' data, with its pictures encoded again.

    Raises `SvgRefusedError`.
    """
    if len(content) > MAXIMUM_BYTES:
        raise SvgRefusedError(f"it is larger than {MAXIMUM_BYTES // 1_000_000} MB")
    if b"<!ENTITY" in content:
        raise SvgRefusedError("it declares entities")
    if b"\0" in content:
        raise SvgRefusedError("it is not UTF-8")
    try:
        root = ET.fromstring(content, ET.XMLParser(target=_DoctypeGuard()))  # noqa: S314 - no entities are left
    except (ET.ParseError, ValueError, LookupError) as error:
        raise SvgRefusedError(f"it is not well-formed ({error})") from error
    if root.tag != f"{{{SVG_NAMESPACE}}}svg":
        raise SvgRefusedError("its root is not an `svg` element")
    ET.register_namespace("", SVG_NAMESPACE)
    ET.register_namespace("xlink", XLINK_NAMESPACE)
    _clean_element(root, redraw, 0)
    _rename_ids(root)
    _check_size(root)
    cleaned: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return cleaned


def _clean_element(element: ET.Element, redraw: ImageCleaner, depth: int, *, in_text: bool = False) -> None:
    if depth > MAXIMUM_DEPTH:
        raise SvgRefusedError(f"its elements are nested more than {MAXIMUM_DEPTH} deep")
    name = get_local_name(element)
    in_text = in_text or name in TEXT_TAGS
    _clean_attributes(element, redraw)
    for child in list(element):
        if get_local_name(child) in ACTIVE_TAGS:
            raise SvgRefusedError(f"it holds a `{get_local_name(child)}` element")
        if not str(child.tag).startswith(f"{{{SVG_NAMESPACE}}}") or get_local_name(child) not in DRAWING_TAGS:
            child.tail = child.tail if in_text else None
            _remove_child(element, child)
        else:
            _clean_element(child, redraw, depth + 1, in_text=in_text)
            child.tail = child.tail if in_text else None
    if name == "style":
        element.text = CSS_COMMENT.sub("", element.text or "")
        if EXTERNAL_REFERENCE.search(element.text):
            raise SvgRefusedError("its style sheet loads something")
    elif not in_text:
        element.text = None  # words that no viewer shows


def _remove_child(element: ET.Element, child: ET.Element) -> None:
    """Take a child out and leave the words behind it, which are its parent's."""
    place = list(element).index(child)
    if place:
        element[place - 1].tail = (element[place - 1].tail or "") + (child.tail or "")
    else:
        element.text = (element.text or "") + (child.tail or "")
    element.remove(child)


def _clean_attributes(element: ET.Element, redraw: ImageCleaner) -> None:
    for qualified, value in list(element.attrib.items()):
        namespace, _, name = qualified.removeprefix("{").rpartition("}")
        if namespace not in ATTRIBUTES_BY_NAMESPACE:
            del element.attrib[qualified]
        elif name.lower().startswith("on"):
            raise SvgRefusedError(f"it runs a script from `{name}`")
        elif name == "href" and not value.startswith("#"):
            element.attrib[qualified] = _clean_image_uri(value, redraw)
        elif name == "base" or EXTERNAL_REFERENCE.search(value):
            raise SvgRefusedError(f"its `{name}` loads something")
        elif name not in ATTRIBUTES_BY_NAMESPACE[namespace] or (
            namespace == XLINK_NAMESPACE and "href" in element.attrib
        ):
            del element.attrib[qualified]


def _rename_ids(root: ET.Element) -> None:
    """Number the ids that something refers to, and remove the others: editors make them of words. Names in a style sheet stay."""
    styles = " ".join(element.text or "" for element in root.iter(f"{{{SVG_NAMESPACE}}}style"))
    kept = frozenset(re.findall(r"[\w-]+", styles))
    attributes = (attribute for element in root.iter() for attribute in element.attrib.items())
    references = dict.fromkeys(name for key, value in attributes for name in _find_references(key, value))
    free = (name for number in count(1) if (name := f"n{number}") not in kept)
    numbers = {name: next(free) for name in references if name not in kept}
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if key == "id":
                element.attrib[key] = numbers.get(value, value)
                if value not in numbers and value not in kept:
                    del element.attrib[key]
            elif key == "class":
                element.attrib[key] = " ".join(word for word in value.split() if word in kept)
                if not element.attrib[key]:
                    del element.attrib[key]
            elif "#" in value:
                element.attrib[key] = _number_references(key, value, numbers)


def _find_references(key: str, value: str) -> Iterator[str]:
    """The ids that an attribute refers to."""
    if key.rpartition("}")[2] == "href":
        yield from [value[1:]] if value.startswith("#") else []
    else:
        yield from (found["name"] for found in URL_REFERENCE.finditer(value))


def _number_references(key: str, value: str, numbers: Mapping[str, str]) -> str:
    """A value with numbers for the ids in it; a colour, as `#abc`, is not an id."""
    if key.rpartition("}")[2] == "href":
        return f"#{numbers.get(value[1:], value[1:])}" if value.startswith("#") else value
    return URL_REFERENCE.sub(lambda found: f"url(#{numbers.get(found['name'], found['name'])})", value)


def _clean_image_uri(address: str, redraw: ImageCleaner) -> str:
    found = IMAGE_DATA_URI.fullmatch(address.strip())
    if not found:
        raise SvgRefusedError(f"it refers to `{address[:80]}`")
    try:
        media_type, content = redraw(b64decode(found["content"], validate=False))
    except Base64Error as error:
        raise SvgRefusedError("a picture in it is damaged") from error
    return f"data:{media_type};base64,{b64encode(content).decode('ascii')}"


def _check_size(root: ET.Element) -> None:
    """Refuse what would never be finished: ten `use` of ten `use` of ten, a pattern of patterns, a marker at each of many corners."""
    try:
        drawn = count_drawn_elements(root)
    except EndlessDrawingError as error:
        raise SvgRefusedError(str(error)) from error
    if drawn > MAXIMUM_ELEMENTS:
        raise SvgRefusedError(f"it draws more than {MAXIMUM_ELEMENTS:,} elements")
