"""Puts the places of a work into the words of a language: `arts 3, 4 and 6` is `ст. 3, 4 и 6`, `第3、4和6条`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.model.languages import get_language_code, read_language
from briefgen.model.pinpoint import BRACKETED_PARAGRAPH, COMMAS, TIME, VERBATIM, PinpointPart, read_pinpoint
from briefgen.model.punctuation import find_punctuation

SYMBOLS: Mapping[str, tuple[str, str]] = {"section sign": ("§ {}", "§§ {}"), TIME: ("{}", "{}")}
"""One place and several, the same in all languages."""
KINDS_WITH_HYPHENS = frozenset(("rule", "section", "section sign", "regulation", "number", "chapter of statutes"))
"""Kinds whose single number can contain a hyphen, `s 5-12`: only a plural label makes it a range."""

_HYPHEN = re.compile(r"(?<=[\d\]])\s?(?:-{1,3}|[–—])\s?(?=[\d\[])|(?<=[ivxlc])\s?(?:-{1,3}|[–—])\s?(?=[ivxlc])")
"""What is between two places; LaTeX writes `--`."""
_COMMA = re.compile(rf",\s+|[{COMMAS.removeprefix(',')}]\s*")
_SEVERAL = re.compile(rf"[–&{COMMAS}]|\s(?:and|et|to|à|y|a|и)\s|\sff\b")
_CONJUNCTION = re.compile(r"\s(?:and|et|y|и|&)\s|\s+و\s*|\s*(?:和|및)\s*")


def format_numbers(part: PinpointPart, conjunction: str, language: str) -> str:
    """The numbers of a place with dashes, and with the `and` and the commas of a language."""
    numbers = part.numbers
    if part.is_plural or part.kind not in KINDS_WITH_HYPHENS:
        numbers = _HYPHEN.sub("–", numbers)
    return _CONJUNCTION.sub(conjunction, _COMMA.sub(find_punctuation(language).separator, numbers))


def has_several(part: PinpointPart, numbers: str) -> bool:
    """Whether a place with these numbers is more than one."""
    return part.is_plural or bool(_SEVERAL.search(numbers))


def strip_brackets(numbers: str) -> str:
    """The numbers of paragraphs in brackets without these."""
    return re.sub(r"[\[\]]", "", numbers)


def format_pinpoint(pinpoint: str, language: str) -> str:
    """A pinpoint outside notes, for tables; as it is written in a language whose file has no words for places."""
    citations = read_language(get_language_code(language)).get("citations", {})
    if "places" not in citations:
        return pinpoint.strip("{}")
    return str(citations.get("between-places", ", ")).join(
        _format_part(part, citations, language) for part in read_pinpoint(pinpoint)
    )


def _format_part(part: PinpointPart, citations: Mapping[str, Any], language: str) -> str:
    kind, words = part.kind, format_numbers(part, citations["and"], language)
    if kind == BRACKETED_PARAGRAPH:
        kind, words = "paragraph", strip_brackets(words)
    if kind != VERBATIM:
        forms = citations["places"].get(kind) or SYMBOLS.get(kind) or f"{kind} {{}}"
        form = forms if isinstance(forms, str) else forms[has_several(part, words)]
        words = form.format(words)
    return f"{words} {part.remark}".rstrip()
