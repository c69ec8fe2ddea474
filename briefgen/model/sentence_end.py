"""How a sentence ends, in any script."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(
    r"""[.?!][)\]]?$ | \.[’”»"']$ | \.[\u00a0\u202f]»$ | \.{3}$ | …[)\]’”»"']*$
    | [。．｡！？؟۔।॥։።᙮។៕།][\u00a0\u202f]?[)\]}’”»›"'」』）】》〉〕］]*$""",
    re.VERBOSE,
)
"""What ends a sentence. Where a question in quotation marks ends, English prints a full stop behind them."""
OPEN_END = re.compile(r"\s*[,;:،؛，；：、]+\s*$")
"""What leads on to more words. At the end of a text it is left over, and a full stop is printed in its place."""
EXPECTING_END = re.compile(r"(?:[:：]|\s[-–—])\s*$")
"""What announces more words: without them, something is missing."""
