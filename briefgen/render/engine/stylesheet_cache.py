"""Keeps parsed style sheets with their fonts, for all documents of a process that use the same ones.

Parsing them and setting up the fonts takes about a tenth of the time of a two-page note. Each document gets its own
copy of what it could change.
"""

from __future__ import annotations

import atexit
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from briefgen.model.diagnostic import Diagnostic, Sink
from briefgen.render.engine.fetcher import RestrictedFetcher
from briefgen.render.engine.log import REFUSAL_MESSAGE, capture_engine_log, report_engine_log

BASE_URL = "https://document.invalid/"
"""The base of the addresses in style sheets; `.invalid` leads nowhere by definition."""

CACHE_SIZE = 4
"""Sets of style sheets: the documents of a campaign mostly use one or two."""

MAX_DIGESTS = 200
"""Fonts whose digest is kept as long as their files do not change."""

NamedSheet = tuple[str, str]
"""A style sheet's name and text."""
FontKey = tuple[str, Path, str]
"""A font's address, its file, and the digest of its content, which tells it from the same file at another time."""


@dataclass(frozen=True, slots=True)
class ParsedStyleSheets:
    """Style sheets as WeasyPrint takes them."""

    parsed: tuple[Any, ...]
    """`weasyprint.CSS`, in the order of the cascade."""
    text: str
    """All of them as they are written."""
    fonts: Any
    """`FontConfiguration`: documents add only measurements to it."""
    diagnostics: tuple[Diagnostic, ...]
    """The problems in them, to be reported for each document."""
    _counters: Mapping[str, Any]
    _profiles: Mapping[str, Any]

    def copy_counters(self) -> Any:
        """The styles of counters, for one document."""
        return copy(self._counters)

    def copy_profiles(self) -> dict[str, Any]:
        """The colour profiles that the sheets name, for one document."""
        return {name: copy(profile) for name, profile in self._profiles.items()}


def load_style_sheets(texts: tuple[NamedSheet, ...], fonts: Mapping[str, Path]) -> ParsedStyleSheets:
    """The style sheets of a document, parsed; `fonts` by their addresses in the style sheets."""
    known = ((address, path, _hash_file(path)) for address, path in fonts.items())
    return _parse_style_sheets(texts, tuple(known))


def _hash_file(path: Path) -> str:
    """The digest of a file; empty where it cannot be read, which `load` in `_parse_style_sheets` reports."""
    try:
        found = path.stat()
        return _hash_unchanged(path, (found.st_mtime_ns, found.st_size, found.st_ino))
    except OSError:
        return ""


@lru_cache(maxsize=MAX_DIGESTS)
def _hash_unchanged(path: Path, state: tuple[int, ...]) -> str:  # noqa: ARG001 - a changed file has another state
    return sha256(path.read_bytes()).hexdigest()


@lru_cache(maxsize=CACHE_SIZE)
def _parse_style_sheets(texts: tuple[NamedSheet, ...], fonts: tuple[FontKey, ...]) -> ParsedStyleSheets:
    import weasyprint
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    # A configuration deletes its copies of the fonts when it is collected; at the end of the process it no longer can.
    atexit.register(_parse_style_sheets.cache_clear)
    sink = Sink()
    paths = {address: path for address, path, _ in fonts}
    configuration, counters, profiles = FontConfiguration(), CounterStyle(), dict[str, Any]()
    shared = {"font_config": configuration, "counter_style": counters, "color_profiles": profiles}

    def load(address: str) -> tuple[bytes, str]:
        name = address.removeprefix(BASE_URL)
        path = paths.get(unquote(name))
        if path is None:
            message = f"`{name[:80]}` is not among the images and fonts of the style sheets"
            sink.error("render-resource", message)
            raise ValueError(REFUSAL_MESSAGE)
        return path.read_bytes(), "font/sfnt"

    sheets = []
    for name, text in texts:
        with capture_engine_log() as records:
            sheets.append(weasyprint.CSS(string=text, base_url=BASE_URL, url_fetcher=RestrictedFetcher(load), **shared))
        report_engine_log(records, sink, name)
    text = "\n".join(text for _, text in texts)
    return ParsedStyleSheets(tuple(sheets), text, configuration, tuple(sink.diagnostics), counters, profiles)
