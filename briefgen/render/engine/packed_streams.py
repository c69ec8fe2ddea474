"""Compresses the streams of a PDF before it is written: those that many documents share once for all of them.

pydyf asks for the bytes of every object twice, for the identifier of the file and to write it, and compresses each time. In a campaign the pages
without a recipient's name, the fonts, their tables and the colour profile are the same in every file.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any

import pydyf

MAX_KEPT_SIZE = 500_000
"""Bytes; what is larger, such as a picture, is compressed again each time."""

BEST_COMPRESSION = 9
"""As in pydyf, whose bytes these are."""


def pack_streams(pdf: Any) -> None:
    """Replace the content of each stream that is to be compressed by the compressed bytes."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            content = b"\n".join(pydyf._to_bytes(part) for part in stream.stream)  # noqa: SLF001 - as in `Stream.data`
            packed = _pack(content) if len(content) <= MAX_KEPT_SIZE else zlib.compress(content, BEST_COMPRESSION)
            stream.stream, stream.compress = [packed], False
            stream.extra = pydyf.Dictionary({**stream.extra, "Filter": "/FlateDecode"})


@lru_cache(maxsize=64)
def _pack(content: bytes) -> bytes:
    return zlib.compress(content, BEST_COMPRESSION)
