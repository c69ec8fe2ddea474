"""How a sentence ends, in any script."""

from __future__ import annotations

import re

SENTENCE_END = re.compile(
    r"""[.?!][)\]]?$ | \.[’”»"']$ | \.[\u00a0\u202f]»$ | \.{3}$ | …[)\]’”»"']*$
    | [。．｡！？؟۔।॥։።᙮។៕།][\u00a0\u202f]?[)\]}’”»›"'」』）】》〉〕］]*$""",
    re.VERBOSE,
)
"""What ends a sentence. Where a question in quotation marks ends, English prints a full stop behind them."""
OPEN_ENDS = ",;:،؛，；：、"
"""Characters that lead on to more words. At the end of a text they are left over, and a full stop is printed in their place."""
EXPECTING_END = re.compile(r"(?:[:：]|\s[-–—])\s*$")
"""What announces more words: without them, something is missing."""
