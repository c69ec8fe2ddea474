"""Finds what links point to in a tree: which paragraph has the bookmark, and which number a reference repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from briefgen.model.tree import Element, Node, Note, find_elements, walk
from briefgen.render.word.look import HEADING_TAGS

BOOKMARK_ATTRIBUTE = "data-bookmark"
"""Names of the bookmarks that start at this element, set by `add_bookmarks`."""

MAX_NAME_LENGTH = 40
"""Characters that Word allows in the name of a bookmark."""

PARAGRAPH_TAGS = frozenset({"p", "pre", "figure", "h1", *HEADING_TAGS})
"""Elements that are one paragraph: a bookmark on something around them is set in the first."""


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What links and references lead to."""

    body: Element
    """The tree with `data-bookmark` on the elements that are pointed to."""
    names: Mapping[str, str]
    """The bookmark of an `id`."""
    numbered_targets: Mapping[str, tuple[str, str]]
    """For an `id`: the `id` of the numbered thing that it is or is part of, and that number."""
    note_count: int


def add_bookmarks(body: Element) -> LinkTargets:
    """The tree with a bookmark wherever something in it points to."""
    numbered = dict(_find_numbered_targets(body, ("", "")))
    addresses = [link.get("href") for link in find_elements((body,), "a")]
    targets = {address[1:] for address in addresses if address.startswith("#")}
    targets |= {numbered.get(target, (target, ""))[0] for target in targets}
    notes = {f"note-{note.number}" for note in walk((body,)) if isinstance(note, Note)}
    own = {element.get("id") for element in find_elements((body,))} - {""}
    names = {target: to_bookmark_name(target) for target in sorted(targets & (own | notes))}
    return LinkTargets(_mark_bookmarks(body, (), names), names, numbered, len(notes))


def to_bookmark_name(name: str) -> str:
    """A name that Word accepts, for an `id`: letters, digits and `_`, at most forty."""
    plain = "ref_" + re.sub(r"[^A-Za-z0-9]", "_", name)
    if re.fullmatch("[A-Za-z0-9-]+", name) and len(plain) <= MAX_NAME_LENGTH:
        return plain
    return f"{plain[: MAX_NAME_LENGTH - 9]}_{sha256(name.encode()).hexdigest()[:8]}"


def _find_numbered_targets(element: Element, around: tuple[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    own = element.get("id")
    heading = next((child for child in element.children if isinstance(child, Element)), None)
    if (
        element.tag == "section"
        and own
        and heading
        and heading.tag in ("h1", *HEADING_TAGS)
        and heading.get("data-number")
    ):
        around = (own, heading.get("data-number"))
    if own:
        yield own, (own, element.get("data-number")) if element.get("data-number") else around
    for child in element.children:
        if isinstance(child, Element):
            yield from _find_numbered_targets(child, around)


def _mark_bookmarks(element: Element, pending: tuple[str, ...], names: Mapping[str, str]) -> Element:
    """The element with its bookmarks, and those of elements around it that have no paragraph before."""
    own = names.get(element.get("id"))
    pending = (*pending, own) if own else pending
    is_first = element.tag in PARAGRAPH_TAGS or not any(find_elements(element.children, *PARAGRAPH_TAGS))
    kept, passed = (pending, ()) if is_first else ((), pending)
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Element):
            takes = child.tag in PARAGRAPH_TAGS or any(find_elements(child.children, *PARAGRAPH_TAGS))
            children.append(_mark_bookmarks(child, passed if takes else (), names))
            passed = () if takes else passed
        elif isinstance(child, Note):
            inner = _mark_bookmarks(Element("div", child.children), (), names)
            children.append(child.with_children(inner.children))
        else:
            children.append(child)
    marked = element.with_children(children)
    return marked.with_attributes(data_bookmark=" ".join(kept)) if kept else marked
