"""Finds what is pointed to in a tree: which paragraph carries the bookmark, and which number a reference repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from briefgen.values.tree import Element, Node, Note, elements, walk

MARK = "data-bookmark"
"""Names of bookmarks that begin at this element, set by `anchored`."""

LONGEST = 40
"""Characters that Word allows in the name of a bookmark."""

LINES = frozenset("p h1 h2 h3 h4 h5 h6 pre figure".split())
"""Elements that are one paragraph: a bookmark set on something around them stands in the first."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What links and references lead to."""

    body: Element
    """The tree with `data-bookmark` on the elements that are pointed to."""
    names: Mapping[str, str]
    """The bookmark of an `id`."""
    numbered: Mapping[str, tuple[str, str]]
    """For an `id`: the `id` of the numbered thing that it is or stands in, and that number."""
    notes: int
    """How many notes there are."""


def anchored(body: Element) -> Anchors:
    """The tree with a bookmark wherever something in it points to."""
    numbered = dict(_numbered(body, ("", "")))
    wanted: set[str] = set()
    for link in elements((body,), "a"):
        if link.get("href").startswith("#"):
            target = link.get("href")[1:]
            wanted |= {target, numbered.get(target, (target, ""))[0]}
    notes = {f"note-{note.number}" for note in walk((body,)) if isinstance(note, Note)}
    own = {one.get("id") for one in elements((body,))} - {""}
    names = {name: bookmark_name(name) for name in sorted(wanted & (own | notes))}
    return Anchors(_marked(body, (), names), names, numbered, len(notes))


def bookmark_name(name: str) -> str:
    """A name that Word takes, for an `id`: letters, digits and `_`, at most forty."""
    plain = "ref_" + re.sub(r"[^A-Za-z0-9]", "_", name)
    if re.fullmatch("[A-Za-z0-9-]+", name) and len(plain) <= LONGEST:
        return plain
    return f"{plain[: LONGEST - 9]}_{sha256(name.encode()).hexdigest()[:8]}"


def _numbered(element: Element, around: tuple[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    own = element.get("id")
    heading = next((one for one in element.children if isinstance(one, Element)), None)
    if element.tag == "section" and own and heading and heading.tag in HEADINGS and heading.get("data-number"):
        around = (own, heading.get("data-number"))
    if own:
        yield own, (own, element.get("data-number")) if element.get("data-number") else around
    for child in element.children:
        if isinstance(child, Element):
            yield from _numbered(child, around)


def _marked(element: Element, pending: tuple[str, ...], names: Mapping[str, str]) -> Element:
    own = names.get(element.get("id"))
    pending = (*pending, own) if own else pending
    inside = element.tag in LINES or not any(elements(element.children, *LINES))
    kept = pending if inside else ()
    handed = () if inside else pending
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, Element):
            taken = handed if child.tag in LINES or any(elements(child.children, *LINES)) else ()
            children.append(_marked(child, taken, names))
            handed = () if taken else handed
        elif isinstance(child, Note):
            inner = _marked(Element("div", child.children), (), names)
            children.append(replace(child, children=inner.children))
        else:
            children.append(child)
    marked = element.with_children(children)
    return marked.with_attributes(data_bookmark=" ".join(kept)) if kept else marked
