"""Links the title of a work in a short note to the address of the work, which the note does not print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.model.document_symbols import find_symbol
from briefgen.model.library import Source
from briefgen.model.tree import Element, Node, Text

Contents = tuple[Node, ...]
"""What is in a note."""


def link_titles(
    notes: Iterable[Contents], cited: Iterable[str], shortened: Mapping[str, Source], sources: Mapping[str, Source]
) -> tuple[Contents, ...]:
    """The notes with the short titles and symbols of `cited` works as links, where `sources` have an address.

    Words of an author stay as they are, and so does what is a link, or the title of two works.
    """
    addresses: dict[str, str] = {}
    for key in cited:
        is_shortened = "URL" not in shortened[key].csl
        address = _find_address(sources[key]) if is_shortened else ""
        for name in _list_names(shortened[key]):
            addresses[name] = address if addresses.get(name, address) == address else ""
    # The longest first: a title can be the first words of another.
    names = sorted(addresses, key=lambda name: (-len(name), name))
    if not any(addresses.values()):
        return tuple(notes)
    pattern = re.compile(f"(?<![A-Za-z])(?:{'|'.join(map(re.escape, names))})(?![A-Za-z])")
    return tuple(tuple(_link_in(note, pattern, dict(addresses))) for note in notes)


def _list_names(source: Source) -> tuple[str, ...]:
    """What a note can call a work: its title, as an author or a style writes apostrophes, and its symbol."""
    title = source.title
    return tuple(filter(None, (title, title.replace("'", "’"), find_symbol(source.csl.get("number")))))


def _find_address(source: Source) -> str:
    address, doi = str(source.csl.get("URL") or ""), str(source.csl.get("DOI") or "")
    if doi and not address:
        return f"https://doi.org/{doi}"
    return address if address.startswith(("https://", "http://")) else ""


def _link_in(nodes: Iterable[Node], pattern: re.Pattern[str], addresses: dict[str, str]) -> Iterator[Node]:
    """The nodes of a note with links. An address that has its link is taken out of `addresses`: a reader needs it once."""
    for node in nodes:
        if isinstance(node, Text) and node.origin is None:
            yield from _link_in_text(node.content, pattern, addresses)
        elif isinstance(node, Element) and node.tag != "a":
            yield node.with_children(_link_in(node.children, pattern, addresses))
        else:
            yield node


def _link_in_text(content: str, pattern: re.Pattern[str], addresses: dict[str, str]) -> Iterator[Node]:
    end = 0
    for found in pattern.finditer(content):
        address = addresses[found[0]]
        if not address:
            continue
        if content[end : found.start()]:
            yield Text(content[end : found.start()])
        yield Element("a", (Text(found[0]),), {"href": address})
        end = found.end()
        addresses.update(dict.fromkeys((name for name in addresses if addresses[name] == address), ""))
    if content[end:]:
        yield Text(content[end:])
