"""Puts the places of a work into the words of a language: `arts 3, 4 and 6` is `ст. 3, 4 и 6`, `第3、4和6条`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

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
_COMMA_BEFORE_CONJUNCTION = re.compile(rf"[{COMMAS}](?=\s*(?:(?:and|et|y|и)\s|و))")
_BETWEEN_PLACES = re.compile(rf"(\s*[{COMMAS}]\s*|\s+و|\s(?:및)\s|和)")
"""What is between two formatted numbers, in the languages that word two or each of them in a way of their own."""


_ARTICLE = re.compile(r"(?P<number>\d+|[IVXLC]+)(?P<letter>[A-Z]?)(?P<divisions>(?:\(\w+\))*)")
"""The number of an article with its divisions: `33(1)`, `1A(2)`, `IV(2)(b)`."""
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Divisions:
    """How a language names what an article is divided into: `第33条第1款`, where English has `art 33(1)`."""

    numbered: tuple[str, ...]
    """The words of a number, `第{}款`, of the first level and of those below it; each other level has the last."""
    capital: str = ""
    """The words of a capital letter behind the number, `1A`."""
    letter: str = ""
    """The words of a letter in brackets. A language without them leaves all from the first letter on as it is written."""
    separator: str = ""
    """What is between two levels."""

    @classmethod
    def read(cls, citations: Mapping[str, Any]) -> Self | None:
        """Those of the table `[citations]` of a language; None where it has none."""
        table = citations.get("divisions")
        if table is None:
            return None
        separator = citations.get("between-places", ", ")
        return cls(tuple(table["numbered"]), table.get("capital", ""), table.get("letter", ""), separator)

    def find_forms(self, before: PinpointPart | None, part: PinpointPart) -> tuple[str, ...]:
        """The words of a paragraph that follows its article; none for other places."""
        is_division = before is not None and before.kind == "article" and part.kind == "paragraph"
        return self.numbered[:1] if is_division else ()

    def has_divisions(self, piece: str) -> bool:
        """Whether the number of an article names a division of it."""
        found = _ARTICLE.fullmatch(piece)
        return found is not None and bool(found["letter"] or found["divisions"])

    def format_article(self, form: str, piece: str) -> str:
        """An article and its divisions in words; a number that is not one of an article, such as a range, in the form alone."""
        found = _ARTICLE.fullmatch(piece)
        if found is None:
            return form.format(piece)
        words, rest = [form.format(_read_roman(found["number"]))], found["letter"] + found["divisions"]
        if found["letter"] and self.capital:
            words.append(self.capital.format(found["letter"]))
            rest = found["divisions"]
        is_worded = rest == found["divisions"]
        for level, name in enumerate(re.findall(r"\w+", found["divisions"]) if is_worded else (), start=len(words) - 1):
            division = self.numbered[min(level, len(self.numbered) - 1)] if name.isdecimal() else self.letter
            if not division:
                break
            words.append(division.format(name))
            rest = rest[len(f"({name})") :]
        return self.separator.join([*words, rest] if rest else words)


def _read_roman(number: str) -> str:
    """A Roman number of an article as these languages write it, in digits."""
    if number.isdecimal():
        return number
    values = [_ROMAN_VALUES[character] for character in number]
    return str(sum(-value if value < further else value for value, further in pairwise((*values, 0))))


def format_numbers(part: PinpointPart, conjunction: str, language: str) -> str:
    """The numbers of a place with dashes, and with the `and` and the commas of a language: `17 و22 و31` in Arabic."""
    numbers = part.numbers
    if part.is_plural or part.kind not in KINDS_WITH_HYPHENS:
        numbers = _HYPHEN.sub("–", numbers)
    separator = find_punctuation(language).separator
    if read_language(get_language_code(language)).get("citations", {}).get("repeated-and", False):
        separator, numbers = conjunction, _COMMA_BEFORE_CONJUNCTION.sub("", numbers)
    return _CONJUNCTION.sub(conjunction, _COMMA.sub(separator, numbers))


def put_into_form(
    forms: Sequence[str],
    part: PinpointPart,
    numbers: str,
    conjunction: str,
    *,
    is_repeated: bool = False,
    divisions: Divisions | None = None,
) -> str:
    """Formatted numbers in the form for one place or for several. Three forms are for one, two and several, as Arabic has them.

    Repeated, as in Korean, every number has the words of its place: `제17조, 제22조`. So have articles with divisions: `第31条第1款和第33条`.
    """
    pieces = _BETWEEN_PLACES.split(numbers)
    if divisions and part.kind == "article":
        is_repeated = is_repeated or len(pieces) == 1 or any(map(divisions.has_divisions, pieces))
        form = forms[0] if is_repeated else "{}"
        numbers = "".join(
            divisions.format_article(form, piece) if index % 2 == 0 else piece for index, piece in enumerate(pieces)
        )
        return (numbers if is_repeated else forms[-1].format(numbers)).rstrip()
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
    parts = read_pinpoint(pinpoint)
    return str(citations.get("between-places", find_punctuation(language).comma)).join(
        _format_part(part, before, citations, language) for part, before in zip(parts, (None, *parts), strict=False)
    )


def _format_part(part: PinpointPart, before: PinpointPart | None, citations: Mapping[str, Any], language: str) -> str:
    divisions = Divisions.read(citations)
    kind, words = part.kind, format_numbers(part, citations["and"], language)
    if kind == BRACKETED_PARAGRAPH:
        kind, words = "paragraph", strip_brackets(words)
    if kind != VERBATIM:
        names = divisions.find_forms(before, part) if divisions else ()
        forms: str | Sequence[str] = names or citations["places"].get(kind) or SYMBOLS.get(kind) or f"{kind} {{}}"
        is_repeated = citations.get("repeated-places", False)
        words = put_into_form(
            (forms,) if isinstance(forms, str) else forms,
            part,
            words,
            citations["and"],
            is_repeated=is_repeated,
            divisions=divisions,
        )
    return f"{words} {part.remark}".rstrip()
