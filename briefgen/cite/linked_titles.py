"""Links the title of a work in a short note to the address of the work, which the note does not print."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from briefgen.model.document_symbols import find_symbol, to_doi_address
from briefgen.model.library import Source
from briefgen.model.tree import Element, Node, Text, find_elements

Contents = tuple[Node, ...]
"""What is in a note."""

_WORD = r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
"""A character that goes on with a word, or a figure with a number; Chinese, Japanese and Korean write on without a space."""


def link_titles(
    notes: Iterable[Contents], cited: Iterable[str], shortened: Mapping[str, Source], sources: Mapping[str, Source]
) -> tuple[Contents, ...]:
    """The notes with the short titles and symbols of `cited` works as links, where `sources` have an address.

    Words of an author stay as they are, and so does what is a link, or the title of two works. A note that prints the
    address of a work has its link there.
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
    pattern = re.compile(f"(?<!{_WORD})(?:{'|'.join(map(re.escape, names))})(?!{_WORD}|/)")
    return tuple(tuple(_link_in(note, pattern, _drop_addresses(addresses, _list_links(note)))) for note in notes)


def _list_links(note: Contents) -> frozenset[str]:
    return frozenset(link.get("href") for link in find_elements(note, "a"))


def _drop_addresses(addresses: Mapping[str, str], linked: Container[str]) -> dict[str, str]:
    """The addresses by name, empty for those that are linked: a reader needs each once."""
    return {name: "" if address in linked else address for name, address in addresses.items()}


def _list_names(source: Source) -> tuple[str, ...]:
    """What a note can call a work: its title, as an author or a style writes apostrophes, and its symbol."""
    title = str(source.csl.get("title") or "")
    return tuple(filter(None, (title, title.replace("'", "’"), find_symbol(source.csl.get("number")))))


def _find_address(source: Source) -> str:
    address = str(source.csl.get("URL") or "")
    return address if address.startswith(("https://", "http://")) else to_doi_address(source.csl.get("DOI"))


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
        addresses.update(_drop_addresses(addresses, (address,)))
    if content[end:]:
        yield Text(content[end:])
