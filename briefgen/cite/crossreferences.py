"""Links each `{{ ref("...") }}` to its section, paragraph or note, and prints the number of its target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.model.tree import HEADING_TAGS, CrossReference, Element, Node, Note, Text, extract_text, find_elements


@dataclass(frozen=True, slots=True)
class ReferenceTarget:
    """A section, paragraph or note that a text can refer to."""

    label: str
    address: str
    """The id of the element, without `#`."""
    title: str = ""
    """What is printed where it has no number."""


OTHERWISE_HINT = 'say what to print in its place: `ref("...", otherwise="elsewhere")`'


def link_cross_references(body: Element, sink: Sink) -> Element:
    """The body with every cross-reference as a link that prints the number; unknown targets are errors."""
    targets = dict(_collect_targets(body, "", None))

    def link(node: Node, block: str) -> Node:
        match node:
            case CrossReference():
                return _link_reference(node, block, targets, sink)
            case Element():
                block = node.get("data-block") or block
                return node.with_children(link(child, block) for child in node.children)
            case Note():
                return node.with_children(tuple(link(child, block) for child in node.children))
            case _:
                return node

    return body.with_children(link(child, "") for child in body.children)


def build_cross_reference(number: str, address: str, origin: Origin | None = None) -> Element:
    """A number as a link to its owner; `address` is an id, without `#`."""
    return Element("a", (Text(number, origin),), {"class": "cross-reference", "href": f"#{address}"}, origin)


def _link_reference(
    reference: CrossReference, block: str, targets: Mapping[str, ReferenceTarget], sink: Sink
) -> Element | Text:
    """The link for a reference in a block, whose own ids and notes it may name without the block's id."""
    target = targets.get(reference.target) or targets.get(f"{block}:{reference.target}")
    name = reference.target if reference.is_quotable else "..."
    if target is None and reference.otherwise is not None:
        return Text(reference.otherwise, reference.origin)
    if target is None:
        own = [name.removeprefix(f"{block}:") for name in targets if name.startswith(f"{block}:")]
        message = f"`ref` points to `{name}`, which is not in this brief"
        # A note without a label of its author has a name that changes with its number: nobody means it.
        lasting = [name for name, found in targets.items() if name != f"note-{found.label}"]
        nearest = suggest_nearest(reference.target, [*lasting, *own]) if reference.is_quotable else ()
        sink.error("ref-unknown", message, reference.origin, *(nearest or (OTHERWISE_HINT,)))
        return Text(reference.target, reference.origin)
    printed = target.label or target.title
    if not printed and reference.otherwise is not None:
        return Text(reference.otherwise, reference.origin)
    if not printed:
        message = f"`ref` points to `{name}`, which has neither a number nor a title for this audience"
        sink.error("ref-unnumbered", message, reference.origin, OTHERWISE_HINT)
    return build_cross_reference(printed, target.address, reference.origin)


def _collect_targets(node: Node, label: str, block: str | None) -> Iterator[tuple[str, ReferenceTarget]]:
    """Everything that a reference can name, in the order of the text: sections, blocks, notes and the author's own ids.

    A block is cited by its first numbered paragraph, else by the nearest numbered heading around it: `label`.
    """
    if isinstance(node, Note):
        yield node.label or f"note-{node.number}", ReferenceTarget(str(node.number), f"note-{node.number}")
        return
    if not isinstance(node, Element):
        return
    if node.tag == "section":
        label = next((child.get("data-number") for child in node.children if isinstance(child, Element)), "") or label
    if node.get("data-section"):
        yield node.get("data-section"), ReferenceTarget(label, node.get("id"), _find_title(node))
    if node.get("data-block"):
        block = node.get("data-block")
        first = next((paragraph for paragraph in find_elements((node,), "p") if paragraph.get("data-number")), None)
        yield (
            block,
            ReferenceTarget(first.get("data-number"), first.get("id"))
            if first
            else ReferenceTarget(label, node.get("id"), _find_title(node)),
        )
    elif node.get("id") and block:
        yield (
            f"{block}:{node.get('id').rpartition('--')[2]}",
            ReferenceTarget(node.get("data-number") or label, node.get("id"), _find_title(node)),
        )
    for child in node.children:
        yield from _collect_targets(child, label, block)


def _find_title(node: Element) -> str:
    """The title of a section, block or figure in words: its heading, run-in title or caption, else its hidden title."""
    if node.tag in HEADING_TAGS:
        return _extract_line(node)
    for element in find_elements(node.children, *HEADING_TAGS, "strong", "caption", "figcaption"):
        if element.tag != "strong" or "run-in-title" in element.classes:
            return _extract_line(element).rstrip(".") if element.tag == "strong" else _extract_line(element)
    return node.get("data-title")


def _extract_line(element: Element) -> str:
    return " ".join(extract_text(element.children).split())
