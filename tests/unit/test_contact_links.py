"""Addresses in texts of templates: which become links, and that their words stay as they are."""

from __future__ import annotations

import pytest

from briefgen.compose.contact_links import link_addresses
from briefgen.compose.marks import MarkTable
from briefgen.model.tree import extract_text, find_elements


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("a@example.org · 555 01 · https://example.org", ["mailto:a@example.org", "https://example.org"]),
        ("https://example.org/river (placeholder)", ["https://example.org/river"]),
        ("See http://example.org/a?b=c-d/.", ["http://example.org/a?b=c-d/"]),
        ("Ask a.b+c@mail.example.org.", ["mailto:a.b+c@mail.example.org"]),
        ("javascript://example.org, ftp://example.org, example.org, @example", []),
        ("", []),
    ],
)
def test_an_address_is_a_link(text: str, links: list[str]) -> None:
    marks = MarkTable()
    link_addresses(marks, text)
    (nodes,) = marks.nodes
    assert extract_text(nodes) == text
    assert [link.get("href") for link in find_elements(nodes, "a")] == links
    assert [extract_text((link,)) for link in find_elements(nodes, "a")] == [
        link.removeprefix("mailto:") for link in links
    ]
