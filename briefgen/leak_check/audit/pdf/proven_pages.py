"""The digest by which a page is remembered on which every word was seen: one with the same picture and text needs no second proof.

That a reader sees the words of a page depends on its picture and on what these words are, not on the objects that draw them. The files of a campaign
draw the same picture with other objects, because a font has the characters of all pages of a file.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any


def digest_page(bitmap: Any, size: tuple[float, float], text: str, count: int) -> bytes:
    """The digest of the picture of a page, in which each pixel counts, of its size, and of its text, which has `count` characters for PDFium."""
    digest = sha256(f"{bitmap.mode} {bitmap.width} {bitmap.height} {bitmap.stride} {size} {count}\n".encode())
    digest.update(text.encode("utf-8", "surrogatepass"))
    digest.update(bitmap.buffer)
    return digest.digest()
