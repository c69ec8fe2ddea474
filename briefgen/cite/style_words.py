"""The words of citations in the languages of briefs, as `briefgen/languages/` has them.

The CSL files of briefgen hold their words in English: terms, and words before and after a value, such as `adopted `. The file of a
language has both, and the places of pinpoints. So a word that follows its date or number, as in Chinese, has its place there, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from briefgen.model.languages import get_language_code, list_languages, read_language
from briefgen.model.worded_pinpoints import Divisions

CONJUNCTION_MARK = "\U00102000"
"""A private character behind a conjunction that is written together with the next word; the engine sets a space there."""

Affix = tuple[str, str]
"""What is printed before and after a value."""
WordForms = tuple[str, ...]
"""The form for one place, in Arabic that for two, and the form for several; `{}` stands for the numbers."""
Vocabulary = dict[str, WordForms]
"""The words by the kind of place, as in `model/pinpoint_labels.py`."""


@dataclass(frozen=True, slots=True)
class StyleWords:
    """One language."""

    conjunction: str
    """The word between the last two names or numbers of a list, with its spaces."""
    others: str
    """What replaces all names but the first of more than three."""
    joins_conjunction: bool = False
    """Whether that word is written together with the next one, as the Arabic `و`."""
    separator: str = ", "
    """What is between two places of one pinpoint."""
    terms: Mapping[str, str] = field(default_factory=dict)
    """CSL terms by name; `edition`, `editor` and `translator` are short forms, of which `editor` has singular and plural: `ed.|eds.`."""
    affixes: Mapping[str, Affix] = field(default_factory=dict)
    """By the English words that a style prints before a value, without spaces."""
    places: Vocabulary = field(default_factory=dict)
    """The words of pinpoints; empty in English, where each family of styles has its own."""
    repeats_places: bool = False
    """Whether each of several numbers has the words of its place, as in Korean: `제17조, 제22조`."""
    divisions: Divisions | None = None
    """The words of the paragraphs of an article, where the language has them."""
    resolutions: Mapping[str, str] = field(default_factory=dict)
    """The long name of a resolution, by the body that adopted it."""
    treaty_series: dict[str, str] = field(default_factory=dict)
    """Series of treaties in full, by their abbreviation."""
    statuses: Mapping[str, str] = field(default_factory=dict)
    """What is printed instead of the date of a work that is not published yet, by its English words."""
    months: tuple[str, ...] = ()
    """Where the engine's own are not right."""
    date_order: tuple[str, ...] = ()
    """Parts of a date from left to right, where the engine's own order is not right."""
    ordinals: Mapping[str, str] = field(default_factory=dict)
    words_after_dates: bool = False
    """Whether the words `accessed` and `edition` follow their value."""
    edition: Affix = ("", "")
    """What is printed round the number of an edition, where no term is."""
    un_document: str = "UN Doc {}"
    """A document of the United Nations by its symbol, in styles that say whose symbol it is."""
    nominative_months: Mapping[str, str] = field(default_factory=dict)
    """The form of a month without its day, by the form with it."""
    year: Affix = ("", "")
    """What is printed round a year by itself: `2012年`."""
    year_mark: str = ""
    """What the engine sets behind every year, and a year alone in brackets does not have: `年`; an abbreviation, `г.`, no year alone has."""
    year_of_laws: Affix = ("", "")
    """What is printed round the year behind the title of a law."""
    day_words: tuple[str, str] = ("", "")
    """The word before a date with a day, and the word in its place before a month or a year: `le` and `en` in French."""

    first_script: str = ""
    """The script whose works come first in a list of references, as the names of its letters in Unicode start: `CYRILLIC`."""


def list_style_languages() -> tuple[str, ...]:
    """The languages other than English that the styles of briefgen have words in."""
    return tuple(filter(_has_style_words, list_languages()))


def find_style_words(language: str) -> StyleWords | None:
    """The words of a language; nothing where briefgen has none, and for English, whose words the styles have."""
    code = get_language_code(language)
    return read_style_words(code) if _has_style_words(code) else None


def _has_style_words(code: str) -> bool:
    return code != "en" and "terms" in read_language(code).get("citations", {})


@cache
def read_style_words(code: str) -> StyleWords:
    """The words of a language; where briefgen has none, those of English."""
    language = read_language(code)
    table: Mapping[str, Any] = language.get("citations") or read_language("en")["citations"]
    return StyleWords(
        conjunction=table["and"],
        others=table["others"],
        joins_conjunction=table.get("and-joined", False),
        separator=table.get("between-places", ", "),
        terms=table.get("terms", {}),
        affixes={word: _split_affix(value) for word, value in table.get("values", {}).items()},
        places={kind: _read_forms(forms) for kind, forms in table.get("places", {}).items()},
        repeats_places=table.get("repeated-places", False),
        divisions=Divisions.read(table),
        resolutions=table.get("resolutions", {}),
        treaty_series=table.get("treaty-series", {}),
        statuses=table.get("statuses", {}),
        months=tuple(table.get("months") or language.get("dates", {}).get("months", ())),
        date_order=tuple(table.get("date-order", ())),
        ordinals=table.get("ordinals", {}),
        words_after_dates=table.get("words-after-dates", False),
        edition=_split_affix(table.get("edition", "")),
        un_document=table.get("un-document", "UN Doc {}"),
        first_script=table.get("first-script", ""),
        nominative_months=table.get("nominative-months", {}),
        year=_split_affix(language.get("dates", {}).get("year", "")),
        year_mark=table.get("year-mark", ""),
        year_of_laws=_split_affix(table.get("year-of-laws", "{}")),
        day_words=tuple(table.get("before-dates", ("", ""))),
    )


def _split_affix(template: str) -> Affix:
    before, _, after = template.partition("{}")
    return before, after


def _read_forms(forms: str | list[str]) -> WordForms:
    return (forms,) if isinstance(forms, str) else tuple(forms)
