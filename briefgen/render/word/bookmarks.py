"""Finds what is pointed to in a tree: which paragraph carries the bookmark, and which number a reference repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from briefgen.model.tree import Element, Node, Note, find_elements, walk

BOOKMARK_ATTRIBUTE = "data-bookmark"
"""Names of bookmarks that begin at this element, set by `anchored`."""

MAX_NAME_LENGTH = 40
"""Characters that Word allows in the name of a bookmark."""

PARAGRAPH_TAGS = frozenset("p h1 h2 h3 h4 h5 h6 pre figure".split())
"""Elements that are one paragraph: a bookmark set on something around them stands in the first."""

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """What links and references lead to."""

    body: Element
    """The tree with `data-bookmark` on the elements that are pointed to."""
    names: Mapping[str, str]
    """The bookmark of an `id`."""
    numbered_targets: Mapping[str, tuple[str, str]]
    """For an `id`: the `id` of the numbered thing that it is or stands in, and that number."""
    note_count: int
    """How many notes there are."""


def add_bookmarks(body: Element) -> LinkTargets:
    """The tree with a bookmark wherever something in it points to."""
    numbered = dict(_find_numbered_targets(body, ("", "")))
    wanted: set[str] = set()
    for link in find_elements((body,), "a"):
        if link.get("href").startswith("#"):
            target = link.get("href")[1:]
            wanted |= {target, numbered.get(target, (target, ""))[0]}
    notes = {f"note-{note.number}" for note in walk((body,)) if isinstance(note, Note)}
    own = {one.get("id") for one in find_elements((body,))} - {""}
    names = {name: to_bookmark_name(name) for name in sorted(wanted & (own | notes))}
    return LinkTargets(_mark_bookmarks(body, (), names), names, numbered, len(notes))


def to_bookmark_name(name: str) -> str:
    """A name that Word takes, for an `id`: letters, digits and `_`, at most forty."""
    plain = "ref_" + re.sub(r"[^A-Za-z0-9]", "_", name)
    if re.fullmatch("[A-Za-z0-9-]+", name) and len(plain) <= MAX_NAME_LENGTH:
        return plain
    return f"{plain[: MAX_NAME_LENGTH - 9]}_{sha256(name.encode()).hexdigest()[:8]}"


def _find_numbered_targets(element: Element, around: tuple[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    own = element.get("id")
    heading = next((one for one in element.children if isinstance(one, Element)), None)
    if element.tag == "section" and own and heading and heading.tag in HEADING_TAGS and heading.get("data-number"):
        around = (own, heading.get("data-number"))
    if own:
        yield own, (own, element.get("data-number")) if element.get("data-number") else around
    for child in element.children:
        if isinstance(child, Element):
            yield from _find_numbered_targets(child, around)


def _mark_bookmarks(element: Element, pending: tuple[str, ...], names: Mapping[str, str]) -> Element:
    own = names.get(element.get("id"))
    pending = (*pending, own) if own else pending
    inside = element.tag in PARAGRAPH_TAGS or not any(find_elements(element.children, *PARAGRAPH_TAGS))
    kept = pending if inside else ()
    handed = () if inside else pending
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Element):
            taken = handed if child.tag in PARAGRAPH_TAGS or any(find_elements(child.children, *PARAGRAPH_TAGS)) else ()
            children.append(_mark_bookmarks(child, taken, names))
            handed = () if taken else handed
        elif isinstance(child, Note):
            inner = _mark_bookmarks(Element("div", child.children), (), names)
            children.append(replace(child, children=inner.children))
        else:
            children.append(child)
    marked = element.with_children(children)
    return marked.with_attributes(data_bookmark=" ".join(kept)) if kept else marked
