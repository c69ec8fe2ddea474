"""Puts the names of states into sentences, with the article and the preposition that English, French and Spanish need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from briefgen.compose.localisation import find_country_name, list_country_codes
from briefgen.compose.state_aliases import ENGLISH_NOUNS, FIRST_WORD_ARTICLES, NOUNS_WITH_OF, STATE_ALIASES


class NameForm(StrEnum):
    """How a sentence takes a name; the value is the placeholder in the words of an audience."""

    THE = "the"
    """`the United Kingdom`, `la France`, `la India`"""
    OF = "of"
    """`of the United Kingdom`, `de la France`, `de la India`"""
    TO = "to"
    """`to the United Kingdom`, `à la France`, `a la India`"""


ENGLISH_THE = (
    "AE AX BQ BS CC CD CF CG CK DO EU FK FO GB GM HM IM IO KM KY MH MP MV NL PH PN PS SB SC TC TF UM US VG VI"
).split()  # fmt: skip

FRENCH_ARTICLES: Mapping[str, tuple[str, ...]] = {
    "": tuple(
        "AD AG AI AW BH BL CU CW CY DG DJ GG GI GU HK HT IL JE KI KN LC LK MC MF MG MO MS MT MU NR NU OM PM PR SG "
        "SH SJ SM ST SX TA TK TW VC VU WF WS YT".split()
    ),
    "le": tuple("BZ KH MX MZ SR ZW EH IO".split()),
    "la": tuple("GS GW KP KR MK RE SL TT".split()),
    "les": tuple(
        "AE AS AX BM BQ BS CC CK FJ FK FO HM KM KY MH MP MV NL PH PN PS PW SB SC TC TF TO TV UM US VG VI".split()
    ),
}
"""Exceptions: another name is feminine where it ends in e, otherwise masculine."""

SPANISH_ARTICLES: Mapping[str, tuple[str, ...]] = {
    "el": tuple("BQ EH GB IO".split()),
    "la": tuple("AC AQ BV CD CF CG CP CX DO EU GF IM IN NF PF VA".split()),
    "los": tuple("AE NL PS TF US".split()),
    "las": tuple("AX BM BS CC CK FK FO GS HM KY MH MP PN SB TC UM VG VI".split()),
}
"""Other names have no article."""

ACRONYMS_WITH_ARTICLE = frozenset("DPRK DRC EU PRC ROK UAE UK UN US USA".split())

NOUN_WITH_THE = re.compile(
    rf"(?:[\w’'-]+ )*(?:(?:{'|'.join(ENGLISH_NOUNS)})(?: (?:of|for|on) .+)?|(?:{'|'.join(NOUNS_WITH_OF).replace('_', ' ')}) of .+|State party)"
)
"""English names that are nouns: `Republic of Korea`, `Russian Federation`, `Government of Kenya`."""

WRITTEN_ARTICLES: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"(?P<article>the)\s+(?P<name>.+)", re.IGNORECASE | re.DOTALL),
    "fr": re.compile(r"(?P<article>les?|la|l(?=['’]))(?:\s+|['’])(?P<name>.+)", re.IGNORECASE | re.DOTALL),
    "es": re.compile(r"(?P<article>el|las?|los)\s+(?P<name>.+)", re.DOTALL),
}
"""A name that its author wrote with an article. In Spanish, `El` with a capital is part of the name: El Salvador."""

VOWEL = re.compile(r"[aeiouâàéèêëîïôûœæ]|haï", re.IGNORECASE)
"""The start of a French word before which `de`, `le` and `la` lose their vowel; the h of Honduras and Hongrie is aspirate."""

CONTRACTIONS: Mapping[tuple[str, str], str] = {
    ("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux", ("de", "el"): "del", ("a", "el"): "al",
}  # fmt: skip

PLURAL_ARTICLES = frozenset({"les", "los", "las"})

PREPOSITIONS: Mapping[str, Mapping[NameForm, str]] = {
    "en": {NameForm.OF: "of", NameForm.TO: "to"},
    "fr": {NameForm.OF: "de", NameForm.TO: "à"},
    "es": {NameForm.OF: "de", NameForm.TO: "a"},
}


def put_in_form(name: str, form: NameForm, language: str) -> str:
    """A name with its article, and its preposition in a language that has one here. Names that are not states stay as they are."""
    spoken = language.partition("-")[0]
    article, bare = _split_article(name, spoken)
    preposition = PREPOSITIONS.get(spoken, {}).get(form, "")
    contracted = CONTRACTIONS.get((preposition, article))
    if contracted:
        return f"{contracted} {bare}"
    named = _shorten(article, bare) if article else bare
    if not preposition:
        return named
    return _shorten("de", named) if spoken == "fr" and preposition == "de" and not article else f"{preposition} {named}"


def put_in_heading(heading: str, name: str, language: str) -> str:
    """A heading with a name filled in; one without a place for it gets the name at its end."""
    if not any(f"{{{form.value}}}" in heading for form in NameForm):
        return f"{heading} {put_in_form(name, NameForm.THE, language)}"
    return put_in_sentence(heading, name, language)


def put_in_sentence(sentence: str, name: str, language: str) -> str:
    """A sentence with `{the}`, `{of}` and `{to}` filled in, where it has them."""
    forms = {form.value: put_in_form(name, form, language) for form in NameForm}
    return re.sub(r"\{(the|of|to)\}", lambda match: forms[match[1]], sentence)


def has_plural_article(name: str, language: str) -> bool:
    """Whether sentences have a name in the plural: `les Pays-Bas devraient`, `los Estados partes deberían`."""
    return _split_article(name, language.partition("-")[0])[0] in PLURAL_ARTICLES


def find_state_code(name: str, language: str) -> str:
    """The code of two letters of the state with this name in a language; empty where no state has it."""
    bare = name.strip().replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    known = _load_codes_by_name(language)
    written = WRITTEN_ARTICLES.get(language.partition("-")[0])
    match = written.fullmatch(bare) if written else None
    return known.get(bare.casefold()) or (known.get(match["name"].casefold(), "") if match else "")


def find_article(code: str, name: str, language: str) -> str:
    """The article of a state, by its code of two letters and its name in the language: `the`, `la`, `les`; empty for none."""
    match language:
        case "en":
            return "the" if code in ENGLISH_THE else ""
        case "fr":
            article = next((word for word, codes in FRENCH_ARTICLES.items() if code in codes), None)
            if article is None:
                article = "les" if name.startswith("Îles") else "la" if name.partition(" ")[0].endswith("e") else "le"
            return "l" if article in {"le", "la"} and VOWEL.match(name) else article
        case "es":
            return next((word for word, codes in SPANISH_ARTICLES.items() if code in codes), "")
    return ""


def _split_article(name: str, language: str) -> tuple[str, str]:
    """The article of a name, written or known, and the name without it."""
    code = find_state_code(name, language)
    written = WRITTEN_ARTICLES[language].fullmatch(name) if language in WRITTEN_ARTICLES else None
    if written and not (code and find_country_name(code, language) == name):
        return written["article"].lower(), written["name"]
    if language == "en" and (name in ACRONYMS_WITH_ARTICLE or NOUN_WITH_THE.fullmatch(name)):
        return "the", name
    articles, folded = FIRST_WORD_ARTICLES.get(language, {}), name.casefold()
    noun = articles.get(folded) or articles.get(re.split(r"\s", folded, maxsplit=1)[0], "")
    if noun:
        return ("l" if noun in {"le", "la"} and language == "fr" and VOWEL.match(name) else noun), name
    return (find_article(code, name, language) if code else ""), name


def _shorten(word: str, name: str) -> str:
    """`l’Iran`, `d’Andorre`, `la France`."""
    if word == "l":
        return f"l’{name}"
    return f"d’{name}" if word == "de" and VOWEL.match(name) else f"{word} {name}"


@lru_cache(maxsize=16)
def _load_codes_by_name(language: str) -> Mapping[str, str]:
    names = {find_country_name(code, language).casefold(): code for code in list_country_codes()}
    for code, aliases in STATE_ALIASES.get(language.partition("-")[0], {}).items():
        for alias in aliases:
            names.setdefault(alias.casefold(), code)
    return names
