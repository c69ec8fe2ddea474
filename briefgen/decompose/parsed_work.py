"""A work that was read from the words of a note, and what its readers share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIELDS: Mapping[str, str] = {
    "container": "container-title",
    "place": "publisher-place",
    "short": "title-short",
    "issue_no": "issue",
    "issue_after": "issue",
    "number_after": "number",
    "number_before": "number",
    "container_after": "container-title",
    "volume_after": "volume",
    "page_after": "page",
    "collection": "number",
    "section": "genre",
}
"""The variables of CSL for the parts of forms that are called otherwise."""
SMALL_WORDS = frozenset(
    "a al and behalf by c contra de del der du e et ex for in la le of on others rel the through to v van von vs y".split()
)
"""The words of names of cases that have no capital."""
_NO_NAME_OF_CASE = re.compile(r", \d+ [A-Z]|^(?:As|But|In(?! re\b)|Like|Unlike|Quoting|Citing)\b")
"""`35 Mass. App. Ct. 727` in front of another report of the same case, and the first words of a sentence."""
_SPEECH = re.compile(
    r"(?i)^(?:interview|testimon|t[ée]moignage|entretien|entrevista|gespräch|e-?mail|(?:conversation|letter|lettre|carta|brief) (?:with|from|to|à|de|an|von)\b|"
    r"(?:translat|traduit|traducid|übersetz)\w* |emphasis )"
)


@dataclass(frozen=True, slots=True)
class ParsedWork:
    """A work that was typed in a note."""

    item: Mapping[str, Any]
    pinpoint: str
    confidence: float


def is_name_of_case(title: str) -> bool:
    """Whether words with a "v" between them are names; full stops are those of abbreviations: `Young Pharms. Inc. v. Ford`."""
    words = re.findall(r"[^\W\d_][\w’'.-]*", title)
    is_name = all(word != word.lower() or word.rstrip(".") in SMALL_WORDS for word in words)
    ends_with_name = title.endswith(("et al", "et al.")) or (words[-1:] != [] and words[-1] not in SMALL_WORDS)
    return is_name and ends_with_name and not _NO_NAME_OF_CASE.search(title)


def is_speech(words: str) -> bool:
    """Whether words are in the place of an author, a site or a publisher, and say that a person spoke or wrote a letter."""
    return bool(_SPEECH.search(words))
