"""Gives elements that Python-Markdown wrote their form in the tree: figures, asides, tight items, ids with the name of their block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from briefgen.model.tree import Citation, Element, Node, Text, extract_text, find_elements, get_children, rebuild


def is_blank(node: Node) -> bool:
    """Whether a node is white space."""
    return isinstance(node, Text) and not node.content.strip()


def drop_blanks(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes without white space between them."""
    return tuple(node for node in nodes if not is_blank(node))


def unwrap_paragraph(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The content of a paragraph that is the only node, else the nodes."""
    match nodes:
        case (Element(tag="p"),):
            return get_children(nodes[0])
        case _:
            return nodes


def strip_white_space(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes without white space at either end."""
    result = list(nodes)
    while result and is_blank(result[-1]):
        result.pop()
    while result and is_blank(result[0]):
        result.pop(0)
    if result and isinstance(last := result[-1], Text):
        result[-1] = replace(last, content=last.content.rstrip())
    if result and isinstance(first := result[0], Text):
        result[0] = replace(first, content=first.content.lstrip())
    return tuple(result)


def normalise_paragraph(node: Element) -> tuple[Node, ...]:
    """A paragraph without white space at its ends; one that holds only an image is a figure, an empty one nothing."""
    content = drop_blanks(node.children)
    if len(content) == 1 and isinstance(content[0], Element) and content[0].tag in {"img", "figure"}:
        return (replace(_build_figure(content[0]), origin=content[0].origin or node.origin),)
    children = rebuild(strip_white_space(node.children), _move_citation_behind_image)
    return (node.with_children(children),) if content or node.attributes else ()


def _move_citation_behind_image(node: Node) -> tuple[Node, ...]:
    """An image in running text has no caption: the citations of its title follow it."""
    if not isinstance(node, Element) or node.tag != "img" or not node.children:
        return (node,)
    return (node.with_children(()), *(child for child in node.children if isinstance(child, Citation)))


def _build_figure(content: Element) -> Element:
    """An image alone in its paragraph: its Markdown title is the caption, `credit` names its author."""
    if content.tag == "figure":
        return content
    origin, title, credit = content.origin, content.get("title"), content.get("credit")
    caption = list(content.children) or ([Text(title, origin)] if title else [])
    if credit:
        caption += [Text(" ", origin)] if caption else []
        caption.append(Element("span", (Text(credit, origin),), {"class": "credit"}, origin))
    kept = {name: value for name, value in content.attributes.items() if name not in {"title", "credit"}}
    image = replace(content, attributes=kept, children=())
    parts = (image, Element("figcaption", tuple(caption), {}, origin)) if caption else (image,)
    return Element("figure", parts, {}, origin)


def build_aside(node: Element) -> Element:
    """`!!! pull-quote` and `!!! callout "Title"` as asides, without the default title of Python-Markdown."""
    classes = [word for word in node.get("class").split() if word != "admonition"]
    children = drop_blanks(node.children)
    match children:
        case (Element() as title, *others) if "admonition-title" in title.classes:
            is_default = extract_text(title.children).strip().lower() == " ".join(classes).lower()
            children = (*(() if is_default else (title.with_attributes(class_="aside-title"),)), *others)
    return Element("aside", children, {"class": " ".join(classes)}, node.origin)


def tighten_item(item: Element) -> Element:
    """A list item without a paragraph around its only text, as PDF/UA prefers."""
    content = drop_blanks(item.children)
    paragraphs = [child for child in content if isinstance(child, Element) and child.tag == "p"]
    if len(paragraphs) == 1 and content[0] is paragraphs[0] and not paragraphs[0].attributes:
        return item.with_children((*paragraphs[0].children, *content[1:]))
    return item


def prefix_ids(nodes: tuple[Node, ...], name: str) -> tuple[Node, ...]:
    """The author's ids, and links to them, with the block's name in front."""
    slug = to_slug(name)
    own = {element.get("id") for element in find_elements(nodes) if element.get("id")}
    if not own or not slug:
        return nodes

    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Element):
            if node.get("id") in own:
                node = node.with_attributes(id=f"{slug}--{node.get('id')}")
            if node.get("href").removeprefix("#") in own and node.get("href").startswith("#"):
                node = node.with_attributes(href=f"#{slug}--{node.get('href')[1:]}")
        return (node,)

    return rebuild(nodes, change)


def to_slug(name: str) -> str:
    """A name as an HTML id: `legal/torture` is `legal-torture`."""
    return re.sub(r"[^\w-]+", "-", name).strip("-").lower()
