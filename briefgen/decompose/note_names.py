"""Reads the authors and the dates that are typed in a note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from briefgen.decompose.note_form_parts import AND_WORDS
from briefgen.load.bibliography.names import ORGANISATION_WORDS, PARTICLES

MAX_NAME_WORDS, MAX_AUTHORS_LENGTH, MAX_PLACE_WORDS = 12, 140, 4
"""Behind a person and a comma, few words can be where the author works; more are a title."""
_ORGANISATION_WORDS = ORGANISATION_WORDS | frozenset(
    """
    associated au oas serv inst minister institut instituto organisations organizations departments state secretary comite ministere comision
    oficina gouvernement gobierno unies naciones unidas news times post doctors newsroom repository education health research school schools security data tech media labs lab online blog wire magazine herald gazette for of the against without
    community documentation facility alert platform survey archive archives database
    amt bundesamt bundeszentrale bundesministerium bundesregierung festspiele gesellschaft hochschule kommission landesamt rat stiftung verband verein zentrum
    """.split()
)
"""Beside the words of organisations those of newspapers, and those that join the words of a name."""
_SMALL_WORDS = frozenset("against and de del der des du el et for für in la las les los of on the to und y".split())
"""The words of names of organisations that have no capital."""
_PLACES_BEHIND_NAMES = frozenset(
    """
    africa america asia australia brasil brazil cambodia canada colombia deutschland ecuador españa ethiopia europe guatemala india indonesia
    international italia japan kenya korea malaysia mexico méxico myanmar nepal nigeria pakistan perú philippines rwanda scotland somalia spain
    sudan taiwan tanzania thailand uganda uk ukraine usa worldwide zimbabwe
    """.split()
)
"""The last words of names of organisations, `River Tech Kenya`, and hardly ever the family names of people."""
_NAMES_LIKE_PEOPLE = frozenset(
    """
    access now|al jazeera|associated press|chatham house|crisis group|daily nk|deutsche welle|equality now|freedom house|global voices|global witness|mercy corps|
    middle east eye|open doors|radio liberty|save the children|the intercept|the sentry|world vision
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Well-known organisations whose names look like those of people."""
_WORDS_OF_TITLES = re.compile(r"\b(?:a|an|how|what|why|is|are|its|their|by|from|over)\b|[:?]", re.IGNORECASE)
"""They are in no name of an organisation."""
_FAMILY_NAMES = frozenset("au church post press".split())
"""Words of organisations that people have as family names, too: `Robert C. Post`, `Nancy Press`."""
_NO_AUTHOR = re.compile(
    r"\b(?:Act|Code|Constitution|Convention|Protocol|Covenant|Treaty|Statute|Declaration|Resolution)\b|\bv\.? |—|^(?:In re|Ex parte|Developments|Note|Recent|Comment|See|Siehe|Voir|Véase|For)\b"
)
"""Names of laws and cases, which have no authors."""
_AND = re.compile(rf"\s{AND_WORDS}\s")
_JOINER = re.compile(rf",?\s+{AND_WORDS}\s+|,\s+")
_COMMA_BEFORE_SUFFIX = re.compile(r", (?=(?:Jr|Sr)\b|(?:II|III|IV)(?:[ ,]|$))")
_NAME = re.compile(r"(?:d[’']|[ae]l-)?(?P<initial>[^\W\d_])[\w.’'-]*")
_WITH_INITIALS = re.compile(r"(?:[^\W\d_][\w’'-]+ )?(?:[^\W\d_]\. )+[^\W\d_][\w’'-]+")
"""`C. H. Young`, as no organisation is called; `U.S. Congress` has no spaces."""
_INVERTED = re.compile(
    r"(?P<family>(?:[a-zà-ÿ’']+ ){0,2}(?![a-zà-ÿ])[^\W\d_][\w’'-]+(?: (?![a-zà-ÿ])[^\W\d_][\w’'-]+)?), (?P<given>(?:[^\W\d_]\.[ -]?)*[^\W\d_]\.?)"
)
_BETWEEN_INVERTED = re.compile(rf"(?<=\.),? {AND_WORDS} |(?<=\.)[,;] ")
_PARTICLES = PARTICLES - frozenset("a am an in st ten".split())
"""Without those that are words of English sentences, too."""
_MONTHS = (
    "january janvier enero januar январь января|february février fevrier febrero februar февраль февраля|march mars marzo märz март марта|"
    "april avril abril апрель апреля|may mai mayo май мая|june juin junio juni июнь июня|"
    "july juillet julio juli июль июля|august août aout agosto август августа|september septembre septiembre сентябрь сентября|"
    "october octobre octubre oktober октябрь октября|november novembre noviembre ноябрь ноября|december décembre decembre diciembre dezember декабрь декабря"
)
_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?(?:of\s+)?)?(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?:(?P<day_after>\d{1,2})(?:st|nd|rd|th)?,\s+)?"
    r"(?P<year>(?:1[5-9]|20)\d\d)"
)
_SEASON = re.compile(r"(?P<name>[^\W\d_]{4,9}),? (?P<year>(?:1[5-9]|20)\d\d)")
_SEASONS = {
    name: number
    for number, names in enumerate(
        (
            "spring printemps primavera frühling",
            "summer été verano sommer",
            "autumn fall automne otoño herbst",
            "winter hiver invierno",
        ),
        1,
    )
    for name in names.split()
}
_YEAR_IN_FRONT = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d), (?P<rest>[^\W\d_]{3,10}\.?(?: \d{1,2})?)")
_NUMERIC_DAY = re.compile(r"(?P<day>\d{1,2})\.(?P<month>0?\d|1[0-2])\.(?P<year>(?:1[5-9]|20)\d\d)")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

Name = Mapping[str, str]


def read_authors(text: str) -> list[Name] | None:
    """The authors as CSL has them; None where the words do not look like names."""
    words = re.sub(r",?\s+(?:et al\.?|and others)$", "", " ".join(text.split()).strip(" ,"))
    if inverted := _read_inverted(words):
        return inverted
    words = words.strip(".")
    words = re.sub(r", (?:Student )?(?:Note|Comment)$", "", words)
    words = re.sub(r",?\s+et al\.?$|\s+\(eds?\.?\)$|,\s+eds?\.?$", "", words)
    if not words or len(words) > MAX_AUTHORS_LENGTH or not words[0].isupper():
        return None
    if _NO_AUTHOR.search(words) or re.search(
        r"\d{3}|[A-Z]/[A-Z\d]+\.?\d*/|[“”\"<>:]|(?:\b[a-z]{3}|[a-z]{5})\. [A-Z]", words
    ):
        return None
    parts = [part for part in _JOINER.split(_COMMA_BEFORE_SUFFIX.sub(" ", words)) if part]
    people = [_read_person(part) for part in parts]
    is_list = bool(_AND.search(words))  # behind a comma alone can be where the author works
    if any(people) and is_list:
        people = [_read_person(part, beside_people=True) for part in parts]
    if all(people):
        return [person for person in people if person]
    has_initials = is_list and any(map(_WITH_INITIALS.fullmatch, parts)) and all(" " in part for part in parts)
    has_acronym = any(map(_is_short, parts)) and not _has_organisation_word(words) and len(parts) > 1
    if has_initials or has_acronym:
        return [person or {"literal": part} for part, person in zip(parts, people, strict=True)]
    is_title = bool(people[0]) and not is_list and len(parts[-1].split()) > MAX_PLACE_WORDS
    is_named = len(words.split()) <= MAX_NAME_WORDS and not is_title and _is_organisation(words)
    return [{"literal": words}] if is_named else None


def _read_inverted(words: str) -> list[Name]:
    """Names with the family in front, `Young, A., & van Lee, B.`; none for other words."""
    names: list[Name] = []
    for part in _BETWEEN_INVERTED.split(words):
        found = _INVERTED.fullmatch(part)
        if found is None or (" " in found["family"] and is_organisation(found["family"])):
            return []
        names.append({"family": found["family"], "given": found["given"]})
    return names


def _is_short(part: str) -> bool:
    return part.isupper() and " " not in part


def _has_organisation_word(words: str) -> bool:
    return not _ORGANISATION_WORDS.isdisjoint(re.findall(r"\w+", words.casefold()))


def is_organisation(words: str) -> bool:
    """Whether words in the place of a city or a person are the name of an organisation: `United Nations`, `ICO`, `ABC Water`."""
    first, *_, last = [*words.split(), ""] if " " not in words else words.split()
    has_acronym = len(first) > 2 and first.isupper() and "." not in first and not last.isupper()
    return (
        words.casefold() in _NAMES_LIKE_PEOPLE
        or _has_organisation_word(words)
        or _is_short(words)
        or has_acronym
        or last.lower() in _PLACES_BEHIND_NAMES
    )


def has_capitals(words: str) -> bool:
    """Whether at least half of the long words have a capital, as in names and in many titles."""
    long = re.findall(r"[^\W\d_]{4,}", words)
    return bool(sum(word[0].isupper() for word in long) * 2 >= len(long))


def is_name(word: str) -> bool:
    """Whether a word can be one of a person's names, or belong to one: `Young`, `Šarčević`, `al-Hassan`, `van`."""
    found = _NAME.fullmatch(word)
    return word.lower() in _PARTICLES or bool(found and found["initial"].isupper())


def _is_organisation(words: str) -> bool:
    long = [word for word in words.split() if word not in _SMALL_WORDS]
    is_named = is_organisation(words) or " " not in words or words.isupper()
    return is_named and not _WORDS_OF_TITLES.search(words) and sum(word[0].isupper() for word in long) >= len(long) / 2


def _read_person(text: str, *, beside_people: bool = False) -> Name | None:
    """The names of a person; beside other people, two words can be one that look like an organisation elsewhere."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not all(map(is_name, words)) or re.search(r"\d", text):
        return None
    family = words[-1].casefold()
    is_plain = beside_people and len(words) == 2 and not is_organisation(words[0])
    can_be_family = is_plain and family in _FAMILY_NAMES
    has_initials = family in _FAMILY_NAMES | _PLACES_BEHIND_NAMES and _WITH_INITIALS.fullmatch(text)
    if is_organisation(text) and not (can_be_family or has_initials):
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    if len(words) > 2 and words[-1].strip(".") in {"Jr", "Sr", "II", "III", "IV"}:
        return {"family": words[-2], "given": " ".join(words[:-2]), "suffix": words[-1]}
    return {"family": " ".join(words[start:]), "given": " ".join(words[:start])}


@cache
def list_months() -> Mapping[str, int]:
    """The number of each month by its names in English, French, Spanish, German and Russian, and by the first three and four letters of them."""
    names = {name: number for number, group in enumerate(_MONTHS.split("|"), 1) for name in group.split()}
    short = {name[:length]: number for length in (3, 4) for name, number in names.items()}
    return {**short, **names, "sept": 9}


def read_date(text: str) -> Mapping[str, Any] | None:
    """A day, a month or a year as CSL has it; None for other words."""
    words = " ".join(text.split()).strip(" ,.()")
    if _YEAR.fullmatch(words):
        return {"date-parts": [[int(words)]]}
    if (found := _SEASON.fullmatch(words)) and found["name"].lower() in _SEASONS:
        return {"date-parts": [[int(found["year"])]], "season": _SEASONS[found["name"].lower()]}
    if found := _YEAR_IN_FRONT.fullmatch(words):
        return read_date(f"{found['rest']}, {found['year']}")
    if found := _ISO_DAY.fullmatch(words) or _NUMERIC_DAY.fullmatch(words):
        return {"date-parts": [[int(found["year"]), int(found["month"]), int(found["day"])]]}
    found = _DAY.fullmatch(words)
    month = list_months().get(found["month"].lower()) if found else None
    if found is None or month is None:
        return None
    day = found["day"] or found["day_after"]
    return {"date-parts": [[int(found["year"]), month, *([int(day)] if day else [])]]}
