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
INNER_COMMA = "\N{SINGLE LOW-9 QUOTATION MARK}"
"""In the place of a comma inside a name or a title."""
SMALL_WORDS = frozenset(
    "a al and behalf by c contra de del der du e et ex for in la le of on others rel the through to v van von vs y".split()
)
"""The words of names of cases that have no capital."""
_NO_NAME_OF_CASE = re.compile(r", \d+ [A-Z]|^(?:As|But|In(?! re\b)|Like|Unlike|Quoting|Citing)\b")
"""`35 Mass. App. Ct. 727` in front of another report of the same case, and the first words of a sentence."""
PAGES_OF_ARTICLE = 8
"""So many pages and more are rather those of a whole article than a place in it."""
_RANGE = re.compile(r"(?:(?:pp?\.|S\.) ?)?(?P<first>\d+)(?: ?[-–] ?| (?:à|a|to|bis) )(?P<last>\d+)")
_NUMBER_OF_ARTICLE = re.compile(r"\d{5,}|e\d{3,}")
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


def restore_commas(value: Any) -> Any:
    """What was read, with the commas that were held."""
    if isinstance(value, str):
        return value.replace(INNER_COMMA, ",")
    if isinstance(value, Mapping):
        return {name: restore_commas(part) for name, part in value.items()}
    return [restore_commas(part) for part in value] if isinstance(value, list) else value


def is_range_of_article(pinpoint: str, item: Mapping[str, Any]) -> bool:
    """Whether numbers are the pages of a whole article or chapter, or its number in a journal without pages: `1–22`, `106139`."""
    if item.get("type") not in {"article-journal", "chapter"} or "page" in item:
        return False
    pages = _RANGE.fullmatch(pinpoint)
    is_long = bool(pages) and _count_pages(pages["first"], pages["last"]) >= PAGES_OF_ARTICLE if pages else False
    return is_long or (item["type"] == "article-journal" and bool(_NUMBER_OF_ARTICLE.fullmatch(pinpoint)))


def read_range(pinpoint: str) -> str:
    """The pages of an article, or its number, without a label: `163–189`."""
    pages = _RANGE.fullmatch(pinpoint)
    return f"{pages['first']}–{pages['last']}" if pages else pinpoint


def _count_pages(first: str, last: str) -> int:
    """How many pages follow the first one of `131–57`, where the last number is short."""
    return int(f"{first[: max(0, len(first) - len(last))]}{last}") - int(first)


def is_name_of_case(title: str) -> bool:
    """Whether words with a "v" between them are names; full stops are those of abbreviations: `Young Pharms. Inc. v. Ford`."""
    words = re.findall(r"[^\W\d_][\w’'.-]*", title)
    is_name = all(word != word.lower() or word.rstrip(".") in SMALL_WORDS for word in words)
    ends_with_name = title.endswith(("et al", "et al.")) or (words[-1:] != [] and words[-1] not in SMALL_WORDS)
    return is_name and ends_with_name and not _NO_NAME_OF_CASE.search(title)


def is_speech(words: str) -> bool:
    """Whether words are in the place of an author, a site or a publisher, and say that a person spoke or wrote a letter."""
    return bool(_SPEECH.search(words))
