"""What WeasyPrint asks for the bytes behind an address: a table, and no file or network besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class RestrictedFetcher:
    """Serves a table and nothing else: no file, no network.

    It stands in for WeasyPrint's own `URLFetcher`, each of which would read the machine's TLS certificates: as long as
    half of a short document takes.
    """

    _fail_on_errors = False
    """WeasyPrint asks for it; what is refused goes to its log, and from there to the user."""

    def __init__(self, load: Callable[[str], tuple[bytes, str]]) -> None:
        self._load = load

    def __call__(self, url: str) -> Any:
        """The response to WeasyPrint's request."""
        from weasyprint.urls import URLFetcherResponse

        content, media_type = self._load(url)
        return URLFetcherResponse(url, content, {"Content-Type": media_type})
