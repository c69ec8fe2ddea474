"""Remembers pages on which every word was seen: a page with the same picture and the same text needs no second proof.

That a reader sees the words of a page depends on its picture and on what these words are, not on the objects that draw them. The files of a campaign
draw the same picture with other objects, because a font has the characters of all pages of a file.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

MAX_PROVEN_PAGES = 1_000

_PROVEN: dict[bytes, None] = {}


def digest_page(bitmap: Any, size: tuple[float, float], text: str, count: int) -> bytes:
    """The digest of the picture of a page, in which each pixel counts, of its size, and of its text, which has `count` characters for PDFium."""
    digest = sha256(f"{bitmap.mode} {bitmap.width} {bitmap.height} {bitmap.stride} {size} {count}\n".encode())
    digest.update(text.encode("utf-8", "surrogatepass"))
    digest.update(bitmap.buffer)
    return digest.digest()


def is_proven(digest: bytes) -> bool:
    """Whether all words of a page with this digest were seen before."""
    return digest in _PROVEN


def remember_page(digest: bytes) -> None:
    """Remember a page on which every word was seen."""
    if len(_PROVEN) >= MAX_PROVEN_PAGES:
        _PROVEN.clear()
    _PROVEN[digest] = None
