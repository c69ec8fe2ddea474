"""What is round a work in a note: words that lead to it, its short name, a remark behind it."""

from __future__ import annotations

import re

LEAD_WITH_SIGNAL = re.compile(r"(?P<lead>[^“\"‘(;]{3,140}?\b(?:see(?: also)?|cf\.?|voir|v[ée]ase)\b[,:]?\s+)(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)  # fmt: skip
SHORT_NAME = re.compile(
    r"\s[\[(](?:hereinafter|hereafter|henceforth|ci-après|en adelante|im Folgenden)[:,]?\s+(?P<name>[^\[\]()]{2,80})[\])]", re.IGNORECASE
)  # fmt: skip
"""`[hereinafter *Wells*]`: the name by which later notes call a work."""
REMARK_BEHIND = re.compile(
    r".+?\S(?P<remark>(?:(?<=\d\d\d\d\))\s\((?=[a-z])|\s\((?:(?!entered)[a-z]+(?:ing|ed)\b|emphasis|internal|unpublished|on file|per|citations? omitted|translated|translation|in [A-Z][a-z]+\)|[“\"]))[^()]*\))", re.DOTALL
)  # fmt: skip
"""Words in brackets behind a citation: `(emphasis added)`, `(citing ...)`."""
