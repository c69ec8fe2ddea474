"""Tells what a field of a note can be by its words alone: a table of patterns, the ones that say most first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.decompose.note_form_parts import (
    COURT_IN_FRONT,
    DAY,
    KIND_OF_THESIS,
    NUMBER_OF_CASE,
    SERIES,
    STAGE,
    SYMBOL,
    YEAR,
)
from briefgen.decompose.note_names import read_date
from briefgen.model.pinpoint import scan_pinpoint

_PUBLISHER = r"(?![a-z])[^\W\d_][^:\d“”()]{1,80}?"
_PLACE = r"(?![a-z])[^\W\d_][^:()\d“”]{1,50}?"
_WORD_OF_PUBLISHER = (
    r"(?:Press|Publish(?:ing|ers?)|Publications?|Books|Verlag|[ÉE]ditions?|Editorial|Edizioni|Presses|Routledge|Springer|Brill|"
    r"Elgar|Nijhoff|Hart|Ashgate|Blackwell|Macmillan|Wiley|Sage|Penguin|Kluwer|Nomos|OUP|CUP|Intersentia|Bruylant|Dalloz|Pedone|LGDJ|PUF)"
)
_KIND_OF_TEXT = (
    r"(?:[\w’ -]{0,40}\b)?(?:[Ww]orking [Pp]aper|[Dd]iscussion [Pp]aper|[Pp]olicy (?:[Bb]rief|[Pp]aper|[Nn]ote)|[Pp]ress [Rr]elease|[Ff]act ?[Ss]heet|"
    r"[Bb]riefing(?: [Pp]aper)?|[Tt]echnical [Rr]eport|[Rr]esearch (?:[Pp]aper|[Rr]eport)|[Oo]ccasional [Pp]aper|[Aa]dvisory [Oo]pinion|"
    r"[Cc]oncluding [Oo]bservations|[Gg]eneral [Cc]omment|[Mm]emorandum|[Cc]ommuniqu[ée]|[Bb]log(?: post)?|[Rr]eport|[Ss]ubmission|[Ss]tatement)"
)
_CHAMBER = r"(?:A|T|PT|AP|App|P|Plenary|Grand|Trial|Appeals?|Pre-Trial|Single|Full|Supreme)?(?:C|GC| ?Chamber| ?[Jj]udge| ?Court)(?: [IVX]+(?:\([A-Z]\))?| [A-Z])?"
_MARK = r"(?:[Nn]os?\.?|[Nn]r\.?|[Nn][°º]s?|[Cc]ase(?: [Nn]os?\.?)?)"
_NUMBER_OF_DOCUMENT = (
    rf"(?:(?:[A-Z][\w.]*|[Dd]oc\.?|[Rr]es\.?|[Ii]ndex:?|[Dd]ocument) ){{0,4}}(?:{_MARK} ?)?(?=[^ ]*\d)(?=[^ ]*[A-Z/])(?![^ ]*[a-z]{{3}})[A-Z\d][\w.]*(?:(?:[-/.:–]|\()[\w().]+)+(?: (?:final|annex|corr\.?|rev\.?|add\.?) ?\d*)?"
    rf"|(?:[A-Z][\w.]* ){{1,3}}{_MARK} ?[A-Z]{{0,3}}\d[\w/.-]*|(?:Cmnd?|Cm|HC|HL|CETS|ETS) ?\d+"
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a field is, and its parts with the names of note forms."""

    name: str
    parts: Mapping[str, str]


_LABELS_BEFORE_PLACES: tuple[tuple[str, str], ...] = (
    ("edition", rf"(?P<edition>\d+)(?:st|nd|rd|th|d|e|ª|\.)?(?: rev(?:ised|\.)?)? (?:edn?|[Ee]dition|éd|[Aa]ufl(?:age)?)\.?(?:,? (?P<issued>{YEAR}))?"),
    ("volume", r"[Vv]ol(?:ume)?s?\.? ?(?P<volume>\d+|[IVXLC]+)(?: ?\((?P<issue>[\d/–-]+)\)|,? [Nn]o\.? ?(?P<issue_no>\d+))?"),
    ("volume", r"(?P<volume>(?!(?:1[5-9]|20)\d\d[/.:])\d+)(?: ?\((?P<issue>[\w/–-]+)\)|[./:](?P<issue_no>\d+))"),
    ("issue", r"(?:[Nn]o|[Nn]r|[Nn][°º]|[Nn]úm|[Ii]ss(?:ue)?|[Hh]eft)\.? ?(?P<issue>\d+(?:[–/-]\d+)?)"),
    ("docket", r"(?P<number>(?:(?:Civ|Crim)\. )?(?:Case )?Nos?\. ?(?=[\w:/]*-)[\dA-Z][\w:/-]*\d)"),
    ("report", rf"(?P<volume>\d+) {SERIES} (?P<page>\d+)"),
    ("report", r"(?P<volume>\d+(?:\(\d+\))?) (?P<container>[A-Z][\w.’'&-]*(?: (?:[A-Z(][\w.’'&)-]*|[2-6]d\b|\dth\b|of|the|and|&|on|in|for)){0,9}) (?P<page>\d+)"),
)  # fmt: skip
"""Numbers that would be read as places otherwise."""
_LABELS_BEHIND_PLACES: tuple[tuple[str, str], ...] = (
    ("date", rf"(?:opened for signature|adopted|signed|concluded|published|issued)(?: on)? (?P<issued>{DAY})"),
    ("editor", r"(?:[Ee]ds?\.?|[Ee]dited by|[Hh]rsg\. von|dir\.) (?P<editor>.+)"),
    ("editor", r"(?P<editor>.+?),? (?:eds?|dirs?|coords?|Hrsg)\.?"),
    ("translator", r"(?:[Tt]rans(?:l|lated)?\.?|[Tt]r\.)(?: and eds?\.?)?(?: by)? (?P<translator>.+)"),
    ("translator", r"(?:[Tt]raduite?|[Tt]rad\.|[Tt]raducción|[Tt]raducido)(?: (?:de l[’']\w+|du \w+|del \w+))?(?: (?:par|de|por))? (?P<translator>.+)"),
    ("translator", r"(?P<translator>.+?) (?:trans(?:l|lator)?|tr)\.?(?: from (?:the )?\w+)?"),
    ("genre", KIND_OF_THESIS),
    ("number", rf"(?:{SYMBOL})".replace("(?P<mark>", "(?:")),
    ("number", NUMBER_OF_CASE),
    ("number", rf"(?P<number>{_NUMBER_OF_DOCUMENT})"),
    ("genre", rf"(?P<genre>{_KIND_OF_TEXT}(?: (?:[Nn]os?\.?|[Nn][°º]|#)? ?\d[\d/.-]*)?)"),
    ("chamber", rf"(?P<authority>{_CHAMBER})"),
    ("court", COURT_IN_FRONT),
    ("sitting", rf"(?P<authority>(?:[A-Z][\w’']*\.(?:[A-Z]\.)* ?){{1,3}}(?:[A-Z][a-z]+\.?)?) (?P<issued>{DAY})"),
    ("stage", rf"(?P<genre>(?:and )?{STAGE}(?:,? (?:and |& )?{STAGE})*)(?: (?:of|on|dated) (?P<issued>{DAY}))?"),
    ("publisher", rf"(?P<place>{_PLACE}): (?P<publisher>{_PUBLISHER})(?:,? (?P<issued>{YEAR}))?"),
    ("publisher", rf"(?P<publisher>[^:\d]*\b{_WORD_OF_PUBLISHER}\b[^:\d]*?)(?:,? (?P<issued>{YEAR}))?"),
)  # fmt: skip
_BEFORE_PLACES, _BEHIND_PLACES = (
    tuple((name, re.compile(pattern)) for name, pattern in labels)
    for labels in (_LABELS_BEFORE_PLACES, _LABELS_BEHIND_PLACES)
)
_PAGES = re.compile(r"(?:and |et |y )?(?:pp?\.? ?)?[A-Z]?\d+(?:[-–]\d+)?")
_DATE = re.compile(DAY)
_YEARS = re.compile(rf"(?P<first>{YEAR}) ?[-–/] ?(?P<last>{YEAR})")
"""`2020–2022`"""
_AND_FOLLOWING = re.compile(r"(?<=\d) (?:et s(?:uiv(?:antes?)?)?\.?|sqq?\.?|y s(?:s|iguientes)\.?)$")
"""`p. 109 et suivantes` is page 109 and those that follow."""
_DOCKET = re.compile(r"[A-Z]{2,}\w*[-/]\d")
"""`IT-09-92` is a number of a case, and not a page of a preface."""
_STATUS = re.compile(r"(?i)forthcoming|in press|n\.? ?d\.?|unpublished|undated|on file(?: with .{3,60})?")


def find_label(words: str) -> Label | None:
    """What a field is; None for words that can only be a name or a title."""
    if _YEARS.fullmatch(words) or (_DATE.fullmatch(words) and read_date(words)):
        return Label("date", {"issued": words})
    if _PAGES.fullmatch(words):
        return Label("pages", {"page": words})
    if _STATUS.fullmatch(words):
        return Label("status", {"status": words})
    return _match_label(words, _BEFORE_PLACES) or _find_place(words) or _match_label(words, _BEHIND_PLACES)


def _find_place(words: str) -> Label | None:
    words = _AND_FOLLOWING.sub(" ff", words)
    return Label("place", {"pin": words.removeprefix("at ")}) if is_place(words) and not _DOCKET.match(words) else None


def _match_label(words: str, patterns: Sequence[tuple[str, re.Pattern[str]]]) -> Label | None:
    for name, pattern in patterns:
        if found := pattern.fullmatch(words):
            return Label(name, {part: typed.strip(" ,") for part, typed in found.groupdict().items() if typed})
    return None


def read_issued(words: str) -> Mapping[str, Any] | None:
    """A date, or two years, as CSL has them."""
    if years := _YEARS.fullmatch(words):
        return {"date-parts": [[int(years["first"])], [int(years["last"])]]}
    return read_date(words)


def is_place(words: str) -> bool:
    """Whether words are places in a work, and nothing else."""
    text = words.removeprefix("at ")
    return bool(text) and scan_pinpoint(text, 0, labelled=False)[0] == len(text)
