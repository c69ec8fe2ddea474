"""`{{ ref("...") }}` to the number of a section, paragraph or note, linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.nearest import did_you_mean
from briefgen.values.tree import CrossReference, Element, Node, Note, Text, elements


@dataclass(frozen=True, slots=True)
class Target:
    """Something with a number that a text can point to."""

    label: str
    address: str
    """The id of the element, without `#`."""


def link(body: Element, sink: Sink) -> Element:
    """The body with every cross-reference as a link that prints the number; unknown targets are errors."""
    targets = dict(_targets(body, "", None))
    return body.with_children(_Linker(targets, sink).children(body.children, ""))


def cross_reference(number: str, address: str, origin: Origin | None = None) -> Element:
    """A number as a link to what has it; `address` is an id, without `#`."""
    return Element("a", (Text(number, origin),), {"class": "cross-reference", "href": f"#{address}"}, origin)


@dataclass(frozen=True, slots=True)
class _Linker:
    targets: Mapping[str, Target]
    sink: Sink

    def children(self, nodes: tuple[Node, ...], block: str) -> tuple[Node, ...]:
        """The nodes with their cross-references resolved, as seen from inside a block."""
        return tuple(self.node(node, block) for node in nodes)

    def node(self, node: Node, block: str) -> Node:
        if isinstance(node, CrossReference):
            return self.linked(node, block)
        if isinstance(node, Element):
            return node.with_children(self.children(node.children, node.get("data-block") or block))
        if isinstance(node, Note):
            return replace(node, children=self.children(node.children, block))
        return node

    def linked(self, reference: CrossReference, block: str) -> Node:
        target = self.targets.get(reference.target) or self.targets.get(f"{block}:{reference.target}")
        if target is None:
            own = [name.removeprefix(f"{block}:") for name in self.targets if name.startswith(f"{block}:")]
            hints = did_you_mean(reference.target, [*self.targets, *own])
            message = f"`ref` points to `{reference.target}`, which is not in this brief"
            self.sink.error("ref-unknown", message, reference.origin, *hints)
            return Text(reference.target, reference.origin)
        if not target.label:
            hint = "number the audience's headings or paragraphs, or name it in words"
            message = f"`ref` points to `{reference.target}`, which has no number for this audience"
            self.sink.error("ref-unnumbered", message, reference.origin, hint)
        return cross_reference(target.label, target.address, reference.origin)


def _targets(node: Node, label: str, block: str | None) -> Iterator[tuple[str, Target]]:
    """Everything a reference can name, first come first: sections, blocks, notes and the author's own ids.

    A block is cited by its first numbered paragraph, else by the nearest numbered heading around it: `label`.
    """
    if isinstance(node, Note):
        yield node.label or f"note-{node.number}", Target(str(node.number), f"note-{node.number}")
        return
    if not isinstance(node, Element):
        return
    if node.tag == "section":
        label = next((one.get("data-number") for one in node.children if isinstance(one, Element)), "") or label
    if node.get("data-section"):
        yield node.get("data-section"), Target(label, node.get("id"))
    if node.get("data-block"):
        block = node.get("data-block")
        first = next((one for one in elements((node,), "p") if one.get("data-number")), None)
        yield block, Target(first.get("data-number"), first.get("id")) if first else Target(label, node.get("id"))
    elif node.get("id") and block:
        yield f"{block}:{node.get('id').rpartition('--')[2]}", Target(node.get("data-number") or label, node.get("id"))
    for child in node.children:
        yield from _targets(child, label, block)
