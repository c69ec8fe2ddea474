"""Serves WeasyPrint the bytes behind an address from the document alone: no file, no network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Load = Callable[[str], tuple[bytes, str]]
"""Returns the bytes and media type behind an address; raises `ValueError` for one that it refuses."""


class RestrictedFetcher:
    """Takes the place of WeasyPrint's `URLFetcher`.

    Each of those reads the machine's TLS certificates, which takes half as long as a short document.
    """

    _fail_on_errors = False
    """WeasyPrint reads it: a refused address goes to its log, and from there to the user."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self.addresses: set[str] = set()
        """What was asked for so far."""

    def __call__(self, url: str) -> Any:
        """The response to WeasyPrint's request."""
        from weasyprint.urls import URLFetcherResponse

        self.addresses.add(url)
        content, media_type = self._load(url)
        return URLFetcherResponse(url, content, {"Content-Type": media_type})
