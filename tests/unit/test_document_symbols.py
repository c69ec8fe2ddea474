"""Addresses of documents that are kept for good."""

from __future__ import annotations

import pytest

from briefgen.model.document_symbols import to_doi_address


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1/x", "https://doi.org/10.1/x"),
        (" doi:10.1/x ", "https://doi.org/10.1/x"),
        ("DOI: 10.1/x", "https://doi.org/10.1/x"),
        ("https://doi.org/10.1/x", "https://doi.org/10.1/x"),
        ("http://dx.doi.org/10.1/x", "https://doi.org/10.1/x"),
        ("doi.org/10.1/x", "https://doi.org/10.1/x"),
        ("10.1002/(SICI)1:8<693::AID#4>3.0.CO;2-O", "https://doi.org/10.1002/(SICI)1:8%3C693::AID%234%3E3.0.CO;2-O"),
        (
            "https://doi.org/10.1002/(SICI)1:8%3C693::AID%234%3E3.0.CO;2-O",
            "https://doi.org/10.1002/(SICI)1:8%3C693::AID%234%3E3.0.CO;2-O",
        ),
        ("10.1/100%25", "https://doi.org/10.1/100%2525"),
        ("https://example.org/10.1/x", ""),
        ("https://doi.org/", ""),
        ("forthcoming", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_doi_has_one_address_however_it_is_written(doi: object, address: str) -> None:
    assert to_doi_address(doi) == address
