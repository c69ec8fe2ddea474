"""Marks acronyms that the text never explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.lint.context import LintContext
from briefgen.check.lint.printed import SOURCES
from briefgen.check.lint.texts import Remark, is_list_of_names
from briefgen.check.lint.word_lists import ACRONYM, KNOWN_ACRONYMS
from briefgen.model.tree import extract_text, find_elements

MAX_CAPITALS = 0.6
"""The share of capitals above which a paragraph is set in capitals."""
MAX_LENGTH = 6
"""Longer words in capitals are words or names, not acronyms."""
LINKING_WORDS = r"(?:of|the|and|for|on|to|in|de|des|du|la|le|les|el|los|las|del|et|y|à|l|d|pour|sur|para|contra|contre|against|with)"


def find_unexplained_acronyms(context: LintContext) -> Iterator[Remark]:
    """Find acronyms that the finished text never spells out."""
    body = context.document.body
    text = SOURCES.sub("", extract_text((body,)))
    submitters = context.document.brief.submitters
    known = KNOWN_ACRONYMS | {context.organisation} | {submitter.acronym for submitter in submitters}
    known |= {extract_text(element.children) for element in find_elements((body,), "abbr")}
    seen: set[str] = set()
    for paragraph in context.paragraphs:
        if _is_in_capitals(paragraph.text) or is_list_of_names(paragraph.text):
            continue
        for match in ACRONYM.finditer(paragraph.text):
            acronym = match[0].removesuffix("s")
            if {acronym, match[0]} & (known | seen):
                continue
            seen.add(acronym)
            if _is_acronym(acronym, match, text) and not is_explained(acronym, text):
                hint = f"spell it out at its first use, with `({acronym})` behind"
                yield Remark(f"the acronym `{acronym}` is never spelled out", paragraph.origin, (hint,))


def _is_acronym(word: str, match: re.Match[str], text: str) -> bool:
    """Whether a word in capitals is an acronym: no numeral, no currency with its amount, no word or name that is set in capitals."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_money = len(word) == 3 and (re.match(r"\s?\$?\d", after) or re.search(r"\d\s?$", before))
    is_neighbour = re.match(r"[ ,]+[A-Z]{3,}\b", after) or re.search(r"\b[A-Z]{3,}[ ,]+$", before)
    is_name = re.search(r"\b(?:Mr|Mrs|Ms|Dr|Sir|M\.|Mme|Sr|Sra)\.? (?:\w+ )?$", before)
    is_word = len(word) > 3 and re.search(rf"(?<!\w){word.lower()}(?!\w)", text)
    is_title = re.search(r"[A-Z][\w’'-]+,? (?:[A-Z]{2,3},? )*$", before) and word in POST_NOMINALS
    return not (
        re.fullmatch("[IVXLCDM]+", word)
        or len(word) > MAX_LENGTH
        or is_money
        or is_neighbour
        or is_name
        or is_word
        or is_title
    )


POST_NOMINALS = frozenset("AO AM OAM AC QC KC SC MP MEP MBE OBE CBE FRS PC MSP OCSO OFM OSB SJ".split())
"""Letters behind a name: honours, orders, members of parliaments."""


def is_explained(acronym: str, text: str) -> bool:
    """Whether the text says what an acronym means: `Words (ABC)`, `(the “ABC”)`, `ABC (Words)`, or the words themselves."""
    in_brackets = rf"\((?:(?:the|or|la|le|el|l[’']|hereafter|hereinafter|ci-après|en adelante|in short) ?)?[“\"«‘]?\s?{acronym}s?\s?[”\"»’]?(?:[),;]| [-–or])"
    parts = (rf"(?:{letter}\w*|(?={letter.lower()}){LINKING_WORDS}\b)" for letter in acronym)
    words = rf"[\s,’'-]+(?:{LINKING_WORDS}[\s’']+){{0,2}}".join(parts)
    spelled = rf"(?<!\w)(?:{words})(?!\w)"
    return bool(re.search(in_brackets, text) or re.search(spelled, text) or _is_followed_by_words(acronym, text))


def _is_followed_by_words(acronym: str, text: str) -> bool:
    """Whether the words are in brackets or between commas behind an acronym, with its first letter."""
    return bool(
        re.search(
            rf"(?<!\w){acronym}s?(?: \(|, (?:the|la|le|el|l[’'])\s?)[“\"]?{acronym[0]}[\w’'-]+ \w+", text, re.IGNORECASE
        )
    )


def _is_in_capitals(text: str) -> bool:
    """Whether a paragraph is set in capitals, as a heading may be: no word of it is an acronym."""
    alphabetic = [character for character in text if character.isalpha()]
    return sum(character.isupper() for character in alphabetic) > len(alphabetic) * MAX_CAPITALS
