"""Printed addresses on a screen: where they can break, and that nothing is added to what is copied."""

from __future__ import annotations

import pytest

from briefgen.model.tree import Element, extract_text
from briefgen.render.html.address_breaks import divide_address
from tests.unit.documents import element


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "https://example.org/one/two-three?a=1&b=2",
            ["https://example.org/", "one/", "two-", "three?", "a=", "1&", "b=", "2"],
        ),
        ("https://example.org/", ["https://example.org/"]),
        ("https://example.org/a/-/b", ["https://example.org/", "a/", "-/", "b"]),
        ("a/well-known page", ["a/well-known page"]),
    ],
)
def test_an_address_breaks_between_its_parts(words: str, parts: list[str]) -> None:
    link = element("a", words, href="https://example.org")
    divided = divide_address(link)
    assert isinstance(divided, Element)
    assert extract_text((divided,)) == words
    assert [extract_text((part,)) for part in divided.children if extract_text((part,))] == parts
    assert sum(isinstance(part, Element) and part.tag == "wbr" for part in divided.children) == len(parts) - 1


def test_only_links_are_divided() -> None:
    text = element("p", "https://example.org/one/two")
    assert divide_address(text) is text
