"""Puts the places of a work into the words of a language: `arts 3, 4 and 6` is `ст. 3, 4 и 6`, `第3、4和6条`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
_BETWEEN_PLACES = re.compile(rf"(\s*[{COMMAS}]\s*|\s+و|\s(?:및)\s)")
"""What is between two formatted numbers, in the languages that word two or each of them in a way of their own."""


def format_numbers(part: PinpointPart, conjunction: str, language: str) -> str:
    """The numbers of a place with dashes, and with the `and` and the commas of a language."""
    numbers = part.numbers
    if part.is_plural or part.kind not in KINDS_WITH_HYPHENS:
        numbers = _HYPHEN.sub("–", numbers)
    return _CONJUNCTION.sub(conjunction, _COMMA.sub(find_punctuation(language).separator, numbers))


def put_into_form(
    forms: Sequence[str], part: PinpointPart, numbers: str, conjunction: str, *, is_repeated: bool = False
) -> str:
    """Formatted numbers in the form for one place or for several. Three forms are for one, two and several, as Arabic has them.

    Repeated, as in Korean, every number has the words of its place: `제17조, 제22조`.
    """
    pieces = _BETWEEN_PLACES.split(numbers)
    if is_repeated and len(pieces) > 1:
        places = [forms[0].format(piece) if index % 2 == 0 else piece for index, piece in enumerate(pieces)]
        return "".join(places).rstrip()
    if len(forms) > 2 and len(pieces) == 3 and "–" not in numbers:
        return forms[1].format(f"{pieces[0]}{conjunction}{pieces[2]}").rstrip()
    return forms[-1 if _has_several(part, numbers) else 0].format(numbers).rstrip()


def _has_several(part: PinpointPart, numbers: str) -> bool:
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
        is_repeated = citations.get("repeated-places", False)
        words = put_into_form(
            (forms,) if isinstance(forms, str) else forms, part, words, citations["and"], is_repeated=is_repeated
        )
    return f"{words} {part.remark}".rstrip()
