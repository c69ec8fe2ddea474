"""Puts the words of one of briefgen's own styles into the language of a brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree import ElementTree as ET

from briefgen.cite.note_references import NUMBER_START, REFERENCE_START
from briefgen.cite.style_words import CONJUNCTION_MARK, StyleWords, find_style_words
from briefgen.model.languages import get_language_code

CSL = "{http://purl.org/net/xbiblio/csl}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ABBREVIATIONS = {
    "c.": "c",
    "ca.": "c",
    "vol.": "vol",
    "Vol": "vol",
    "vols.": "vols",
    "no.": "No",
    "No.": "No",
    "p.": "p",
    "col.": "col",
}
"""How styles abbreviate the words of the table."""
ENGLISH_ORDINALS = tuple(f"ordinal-{number}" for number in ("01", "02", "03", "11", "12", "13"))
"""Numbers whose ordinals have an ending of their own in English."""
PAIRED_TERMS = ("editor", "translator", "editortranslator")


@lru_cache(maxsize=16)
def localise_style(style: str, language: str) -> str:
    """A style with words and order of a language, also with its full stops: styles of OSCOLA leave them out in English only.

    A style is returned as it is in English, in a language that the table lacks, and where the file has the language itself, as a
    changed copy of ours may.
    """
    code = get_language_code(language)
    words = find_style_words(code)
    root = ET.fromstring(style)  # noqa: S314 - read before, by `read_style`
    locales = root.findall(f"{CSL}locale")
    if words is None or any(get_language_code(locale.get(XML_LANGUAGE, "")) == code for locale in locales):
        return style
    for locale in locales:
        root.remove(locale)
    root.insert(1, _build_locale(words, code))
    for parent in root.iter():
        _replace_affixes(parent, words)
        _add_year_word(parent, words)
        if words.words_after_dates or words.edition[0]:
            _move_words(parent, words)
        if parent.get("delimiter") == " " and parent.find(f"{CSL}text[@term='ibid']") is not None:
            parent.set("delimiter", ", ")
    for year in root.iterfind(f".//{CSL}macro[@name='legislation']//{CSL}text[@macro='year']"):
        _mark_year(year, words)
    return ET.tostring(root, encoding="unicode")


def _build_locale(words: StyleWords, code: str) -> ET.Element:
    locale = ET.Element(f"{CSL}locale", {XML_LANGUAGE: code})
    if "ordinal-01 masculine" in words.ordinals:
        ET.SubElement(locale, f"{CSL}style-options", {"limit-day-ordinals-to-day-1": "true"})
    if words.date_order:
        date = ET.SubElement(locale, f"{CSL}date", {"form": "text", "delimiter": " "})
        for part in words.date_order:
            form = {"form": "ordinal"} if part == "day" and words.ordinals else {}
            ET.SubElement(date, f"{CSL}date-part", {"name": part, **form})
    terms = ET.SubElement(locale, f"{CSL}terms")
    for name, value in _list_ordinals(words.ordinals):
        ordinal, _, gender = name.partition(" ")
        attributes = {"name": ordinal, **({"gender-form": gender, "match": "whole-number"} if gender else {})}
        ET.SubElement(terms, f"{CSL}term", attributes).text = value
    for number, month in enumerate(words.months, start=1):
        ET.SubElement(terms, f"{CSL}term", {"name": f"month-{number:02}"}).text = month
    if words.joins_conjunction:
        _add_term(terms, "and", words.conjunction.strip() + CONJUNCTION_MARK)
    for name, value in words.terms.items():
        _add_term(terms, name, value)
    return locale


def _list_ordinals(ordinals: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The endings of ordinal numbers, also of those that are irregular in English: the engine has these for languages that it does not know."""
    yield from ordinals.items()
    if general := ordinals.get("ordinal"):
        stated = {name.partition(" ")[0] for name in ordinals}
        yield from ((name, general) for name in ENGLISH_ORDINALS if name not in stated)


def _add_term(terms: ET.Element, name: str, value: str) -> None:
    base = name.removesuffix(" verb")

    if name != base:
        ET.SubElement(terms, f"{CSL}term", {"name": base, "form": "verb"}).text = value
        ET.SubElement(terms, f"{CSL}term", {"name": base, "form": "verb-short"}).text = value
    elif name in PAIRED_TERMS:
        term = ET.SubElement(terms, f"{CSL}term", {"name": name, "form": "short"})
        for tag, word in zip(("single", "multiple"), value.split("|"), strict=True):
            ET.SubElement(term, f"{CSL}{tag}").text = word
    else:
        ET.SubElement(
            terms, f"{CSL}term", {"name": name, **({"form": "short"} if name == "edition" else {})}
        ).text = value


def _replace_affixes(element: ET.Element, words: StyleWords) -> None:
    """The words before a value, and a word that is printed by itself."""
    for attribute in ("prefix", "value"):
        written = element.get(attribute, "")
        word = written.strip(f" (,{REFERENCE_START}{NUMBER_START}")
        affix = words.affixes.get(ABBREVIATIONS.get(word, word))
        if affix is None or not word:
            continue
        before, after = affix
        lead, _, tail = written.partition(word)
        element.set(attribute, lead + before + tail.strip(" "))
        if after:
            element.set("suffix", after + element.get("suffix", ""))


def _add_year_word(group: ET.Element, words: StyleWords) -> None:
    """The year that follows the title of a law without a comma."""
    if group.get("delimiter") != " " or (title := group.find("*")) is None or title.get("variable") != "title":
        return
    before, after = words.year_of_laws
    for year in group.iterfind(f"{CSL}choose/{CSL}else/{CSL}text[@macro='year']"):
        year.set("prefix", before)
        year.set("suffix", after)


def _mark_year(year: ET.Element, words: StyleWords) -> None:
    """The year of a law as the language writes a year by itself, `2012年`; in brackets it has no word."""
    before, after = words.year
    if "(" not in year.get("prefix", ""):
        year.set("prefix", year.get("prefix", "") + before)
        year.set("suffix", after + year.get("suffix", ""))


def _move_words(group: ET.Element, words: StyleWords) -> None:
    """In a group of a word and a value, the word where the language has it."""
    children = list(group)
    if group.tag != f"{CSL}group" or len(children) != 2:
        return
    terms = [child.get("term") for child in children]
    if "edition" in terms and words.edition[0]:
        number = children[1 - terms.index("edition")]
        group.remove(children[terms.index("edition")])
        number.set("form", "numeric")
        number.set("prefix", words.edition[0])
        number.set("suffix", words.edition[1])
    elif "accessed" in terms[:1] and words.words_after_dates:
        group.remove(children[0])
        group.append(children[0])
        group.set("delimiter", " " if words.affixes["adopted"][1].startswith(" ") else "")
