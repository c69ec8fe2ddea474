"""Links each `{{ ref("...") }}` to its section, paragraph or note, and prints the number of its target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.model.tree import CrossReference, Element, Node, Note, Text, find_elements


@dataclass(frozen=True, slots=True)
class ReferenceTarget:
    """A section, paragraph or note that a text can refer to."""

    label: str
    address: str
    """The id of the element, without `#`."""


def link_cross_references(body: Element, sink: Sink) -> Element:
    """The body with every cross-reference as a link that prints the number; unknown targets are errors."""
    targets = dict(_collect_targets(body, "", None))
    return body.with_children(_Linker(targets, sink).link_children(body.children, ""))


def build_cross_reference(number: str, address: str, origin: Origin | None = None) -> Element:
    """A number as a link to its owner; `address` is an id, without `#`."""
    return Element("a", (Text(number, origin),), {"class": "cross-reference", "href": f"#{address}"}, origin)


@dataclass(frozen=True, slots=True)
class _Linker:
    targets: Mapping[str, ReferenceTarget]
    sink: Sink

    def link_children(self, nodes: tuple[Node, ...], block: str) -> tuple[Node, ...]:
        """The nodes with their cross-references linked; `block` is the id of the block that holds them."""
        return tuple(self.link_node(node, block) for node in nodes)

    def link_node(self, node: Node, block: str) -> Node:
        if isinstance(node, CrossReference):
            return self.link_reference(node, block)
        if isinstance(node, Element):
            return node.with_children(self.link_children(node.children, node.get("data-block") or block))
        if isinstance(node, Note):
            return replace(node, children=self.link_children(node.children, block))
        return node

    def link_reference(self, reference: CrossReference, block: str) -> Node:
        target = self.targets.get(reference.target) or self.targets.get(f"{block}:{reference.target}")
        if target is None:
            own = [name.removeprefix(f"{block}:") for name in self.targets if name.startswith(f"{block}:")]
            hints = suggest_nearest(reference.target, [*self.targets, *own])
            message = f"`ref` points to `{reference.target}`, which is not in this brief"
            self.sink.error("ref-unknown", message, reference.origin, *hints)
            return Text(reference.target, reference.origin)
        if not target.label:
            hint = "number the audience's headings or paragraphs, or name it in words"
            message = f"`ref` points to `{reference.target}`, which has no number for this audience"
            self.sink.error("ref-unnumbered", message, reference.origin, hint)
        return build_cross_reference(target.label, target.address, reference.origin)


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
        yield node.get("data-section"), ReferenceTarget(label, node.get("id"))
    if node.get("data-block"):
        block = node.get("data-block")
        first = next((paragraph for paragraph in find_elements((node,), "p") if paragraph.get("data-number")), None)
        yield (
            block,
            ReferenceTarget(first.get("data-number"), first.get("id"))
            if first
            else ReferenceTarget(label, node.get("id")),
        )
    elif node.get("id") and block:
        yield (
            f"{block}:{node.get('id').rpartition('--')[2]}",
            ReferenceTarget(node.get("data-number") or label, node.get("id")),
        )
    for child in node.children:
        yield from _collect_targets(child, label, block)
