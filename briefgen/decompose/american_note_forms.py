"""The ends of notes in the style of American law reviews, and laws and documents of Congress, as patterns with the names of fields.

The Bluebook puts what identifies a work behind its title: the volume, the journal or reporter and the first page, or a page and brackets with the
year. A row of `ENDS` fits what is behind the title; the authors and the title are the head of a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.decompose.note_form_parts import LIKELY, SURE, NoteForm, build_form

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter)[a-z]*\.?"
AMERICAN_DATE = rf"(?:(?:{_MONTH} ?[/–-] ?)?{_MONTH}(?: \d{{1,2}}(?: ?[–-] ?\d{{1,2}})?,)? )?(?:1[5-9]|20)\d\d(?:, (?:at )?\d{{1,2}}:\d\d [AP]M)?"
"""`Mar. 16, 2017`, `Jan./Feb. 2009`, `Spring 2004`, `2019`"""
_NUMBERS = r"\d+(?:[–-]\d+)?(?:,? ?(?:& )?nn?\.? ?\d+(?:[–-]\d+)?)?"
_PAGES = rf"{_NUMBERS}(?:, {_NUMBERS})*"
_PLACES = rf"(?:at )?(?P<pin>{_PAGES}|(?:§|¶){{1,2}} ?\d[\w.()–-]*(?:, (?:at )?\d[\w.()–-]*)*|(?:chs?|pts?|art|app|fig)\. ?[\dIVXA-F]+|[ivxl]{{1,6}}(?:[–-][ivxl]{{1,6}})?)"
_PERIODICAL = (
    r"(?!U\.S\.C|C\.F\.R|Cong\.)[A-Z][\w.’'&:-]*(?: (?:[A-Z(&][\w.’'&)-]*|[2-6]d\b|\dth\b|of|the|and|on|in|for)){0,9}"
    r"(?:, [A-Z][\w.’-]* & [A-Z][\w.’-]*)?"
)
_IMPRINT = r"\((?P<imprint>(?:[^()]*[^()\d])?(?:1[5-9]|20)\d\d(?:, (?:at )?\d{1,2}:\d\d [AP]M)?)\)"
_NAME = r"(?P<container>(?![a-z(])[^,()“”\"\d][^()“”\"]{1,80}?)"
_SERIES = r"(?P<number>[^(),]{0,60}?(?:Papers?|Discussion|Memorandum|Report|Series|Brief|Bulletin)\b[^(),]{0,40}? Nos?\. ?[\w./–-]+)"
_COURT = r"(?P<number>(?:(?:Civ|Crim|Case)\.? )?(?:Action )?Nos?\. (?=[^ ,]*\d)[\w:.–/-]+(?:(?:, | & )(?=[^ ,]*\d)[\w:.–-]{4,})*)"


@dataclass(frozen=True, slots=True)
class NoteEnd:
    """The end of a note about a work of one type."""

    type: str
    pattern: re.Pattern[str]
    confidence: float = LIKELY
    needs_italics: bool = False
    """Whether it is one only behind a title in italics."""


ENDS: tuple[NoteEnd, ...] = (
    NoteEnd("legal_case", re.compile(rf", (?:{_COURT}, )?(?P<volume>(?:19|20)\d\d) (?P<container>WL|U\.S\. (?:Dist|App)\. LEXIS) (?P<page>\d+(?:, at \*[\d–*-]+)?) {_IMPRINT}"), SURE),
    NoteEnd("legal_case", re.compile(rf", {_COURT}(?:, (?P<genre>slip op\.))?(?:,? (?:at )?(?P<pin>{_PAGES}))? {_IMPRINT}")),
    NoteEnd(
        "article-journal",
        re.compile(
            rf", (?P<volume>\d{{1,4}}) (?P<container>{_PERIODICAL}),? (?P<page>(?:¶ ?)?[A-Z]?\d[\d,]*\d|(?:¶ ?)?\d)(?:, {_PLACES})?(?P<references>(?:, \d{{1,4}} {_PERIODICAL} \d+(?:, {_PAGES})?)*),? {_IMPRINT}"
        ),
        SURE,
    ),
    NoteEnd("article-journal", re.compile(rf", (?P<volume>\d{{1,4}}) (?P<container>{_PERIODICAL}) \((?P<status>forthcoming) (?P<imprint>(?:{_MONTH} )?20\d\d)\)")),
    NoteEnd("article", re.compile(rf", (?P<number>(?i:arxiv)[: ]\d{{4}}\.\d{{4,5}}(?:v\d+)?)(?:,? {_PLACES})? {_IMPRINT}")),
    NoteEnd("hearing", re.compile(rf", (?P<number>\d+(?:st|nd|d|rd|th) Cong\.)(?: {_PLACES})? {_IMPRINT}")),
    NoteEnd("article-magazine", re.compile(rf", {_NAME}, (?P<issued>{AMERICAN_DATE}), at (?P<page>[A-Z]?\d+(?:[–-]\d+)?)(?:, (?P<pin>{_PAGES}))?")),
    NoteEnd("article-journal", re.compile(rf", (?P<volume>\d{{1,4}}) (?P<container>{_PERIODICAL}) (?P<page>(?:¶ ?)?\d+), (?P<issued>{AMERICAN_DATE})(?:, at (?P<pin>{_PAGES}))?")),
    NoteEnd("chapter", re.compile(r",? in (?P<container>(?:\d{1,4} )?(?![a-z])[^()“”\"]{3,200}?)(?: (?P<page>\d+(?:[–-]\d+)?))"), needs_italics=True),
    NoteEnd("chapter", re.compile(rf"(?: {_PLACES})?,? in (?P<container>(?:\d{{1,4}} )?(?![a-z])[^()“”\"]{{3,200}}?)(?: (?P<page>\d+(?:[–-]\d+)?)(?:, (?P<pin_after>{_PAGES}))?)? {_IMPRINT}"), needs_italics=True),
    NoteEnd("report", re.compile(rf"(?:,? {_PLACES})? \((?P<publisher>[^()]{{2,80}}?), {_SERIES}, (?P<issued>{AMERICAN_DATE})\)")),
    NoteEnd("webpage", re.compile(rf", {_NAME}(?:,? {_PLACES})? {_IMPRINT}"), needs_italics=True),
    NoteEnd("webpage", re.compile(rf", {_NAME}, (?P<issued>{AMERICAN_DATE})"), needs_italics=True),
    NoteEnd("webpage", re.compile(rf", {_NAME}"), needs_italics=True),
    NoteEnd("book", re.compile(rf",? {_PLACES} {_IMPRINT}")),
    NoteEnd("book", re.compile(rf" {_IMPRINT}")),
)  # fmt: skip
"""In the order in which they are tried: the ones with the most parts first."""

PARTS_OF_IMPRINT: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "edition",
        re.compile(r"(?P<publisher>(?![a-z])[^\d;:,“”]{2,60}?) (?P<edition>\d+)(?:st|nd|rd|th|d)(?: rev\.)? ed\."),
    ),
    ("edition", re.compile(r"(?P<edition>\d+)(?:st|nd|rd|th|d) ed\.")),
    ("edition", re.compile(r"(?P<edition>\d+(?:st|nd|rd|th|d) rev\. ed\.)")),
    ("edition", re.compile(r"(?P<edition>(?:rev|student|int’l|abr)\.?(?: \w+\.)? ed\.)")),
    ("editor", re.compile(r"(?P<editor>(?![a-z])[^\d;]+?) eds?\.")),
    ("translator", re.compile(r"(?P<translator>(?![a-z])[^\d;]+?) trans\.")),
    ("publisher", re.compile(r"(?P<publisher>(?![a-z])[^\d;:“”]{2,60})")),
)
"""What is in the brackets in front of the year of a book, between commas."""

REPORTER_OF_AGENCY = re.compile(
    r"F\.?C\.?C\.? ?(?:R|Rcd|2d)?\.?|F\.T\.C\.|N\.L\.R\.B\.|I\. ?& ?N\. Dec\.|Op\. (?:Att’y Gen|O\.L\.C)\.|(?:S\.E\.C|I\.C\.C|T\.C|B\.R)\.?"
)
"""Reporters of decisions that have no parties with a "v" between them."""
WITHOUT_PARTIES = re.compile(r"(?:In re|Ex parte|(?:In the )?Matter of|Estate of)\b", re.IGNORECASE)

_YEAR = r"(?:1[5-9]|20)\d\d"
_SECTIONS = r"§{1,2} ?\d[\w.():–-]*(?:(?:, | and | & | to )\d[\w.():–-]*)*"
_AND_FOLLOWING = r"(?: et seq(?=\.|,| \(|$))?"
_BEHIND_SECTIONS = rf"\.?(?:,? \((?:(?P<publisher>(?:West|McKinney|LexisNexis|Deering|Consol\.|Thomson Reuters|Bender)(?: Supp\.)?|Supp\.(?: [IVX]+)?),? )?(?P<issued>{_YEAR})\))?"
_COURT_AND_DAY = rf"\((?P<authority>[^()]{{2,80}}?),? (?P<issued>{AMERICAN_DATE})\)"
_PARAGRAPHS = r"(?:, (?:at )?(?P<pin>¶{1,2} ?\d[\d–, -]*|\d[\d–, -]*))?"
_STAGES = r"(?P<genre>(?:[A-Z][\w ,&]{3,80}?, )?(?:[A-Z][a-z]+ ){0,3}(?:Judgment|Order|Decision|Advisory Opinion|Opinion|Ruling|Views|Merits))"
_FILING = r"(?:Brief|Complaint|Petition|Motion|Memorandum|Reply|Answer|Amicus|Amended|Class Action|Transcript|Declaration|Affidavit|Order|Opposition)\b"
_BIG = r"(?![a-z])[^“”\";:]"
LAWS_IN_AMERICAN_FORM: tuple[NoteForm, ...] = (
    build_form("legislation", rf"(?P<title>\d+ (?:U\.?S\.?C\.?(?: ?[AS]\.)?|C\.?F\.?R\.?)) (?P<pin>{_SECTIONS}{_AND_FOLLOWING}){_BEHIND_SECTIONS}", SURE),
    build_form(
        "legislation",
        rf"(?P<title>{_BIG}{{3,120}}?)(?:,? (?P<pin>{_SECTIONS}))?, (?P<volume>\d+) (?P<container>U\.?S\.?C\.?(?:A\.)?|C\.F\.R\.) (?P<law_section>{_SECTIONS}{_AND_FOLLOWING})\.?(?: \((?P<issued>{_YEAR})\))?",
        LIKELY,
    ),
    build_form(
        "legislation",
        rf"(?P<title>(?:\d{{1,2}} )?[A-Z][\w.’]*(?: (?:[A-Z][\w.’]*|&)){{0,6}} (?i:code|stat|laws?|c\.s)\.?(?: (?i:ann)\.)?(?:, [A-Z][\w.’& ]{{1,30}}?)?),? (?P<pin>{_SECTIONS}{_AND_FOLLOWING}){_BEHIND_SECTIONS}",
        LIKELY,
    ),
    build_form(
        "legislation",
        rf"(?P<title>{_BIG}{{3,160}}?), (?P<container>[A-Z][\w.’]*(?: (?:[A-Z][\w.’]*|&)){{0,6}} (?i:code|stat|laws?)\.?(?: (?i:ann)\.)?) (?P<law_section>{_SECTIONS}{_AND_FOLLOWING}){_BEHIND_SECTIONS}",
        LIKELY,
    ),
    build_form(
        "legislation",
        rf"(?:(?P<title>{_BIG}{{3,160}}?),? (?:(?P<pin>{_SECTIONS}), )?)?(?P<volume>(?:1[89]|20)\d\d) (?P<container>[A-Z][\w.]*(?: [A-Z][\w.]*)? (?:Acts|Laws|Sess\. Laws|Stat\.)) (?P<page>\d+(?:[–-]\d+)?)(?:, (?P<pin_after>\d[\d–-]*))?",
        LIKELY,
    ),
    build_form(
        "legislation",
        rf"(?:(?P<title>{_BIG}{{3,260}}?), )?(?P<volume>\d+) (?P<container>Fed\. Reg\.) (?P<page>\d[\d,]*)(?:, (?P<pin>\d[\d,–-]*))? \((?:(?:proposed|daily ed\.) )?(?P<issued>{AMERICAN_DATE})\)",
        LIKELY,
    ),
    build_form(
        "legislation",
        rf"(?:(?P<title>{_BIG}{{3,160}}?), )?(?P<number>Pub\. L\. (?:No\. )?\d[\d–-]*)(?:, (?P<pin_in_front>{_SECTIONS}))?(?:, (?P<volume>\d+) (?P<container>Stat\.) (?P<page>\d+)(?:, (?P<pin>\d[\d–-]*))?)?(?: \((?P<issued>{_YEAR})\))?",
        SURE,
    ),
    build_form(
        "treaty",
        rf"(?P<title>{_BIG}{{6,200}}?)(?:,? (?P<pin_in_front>arts?\. ?\d[\w(), –-]*?))?, (?:opened for signature |adopted )?(?P<issued>{AMERICAN_DATE}), (?P<references>(?:(?:\d+ )?(?:U\.S\.T\.|Stat\.|T\.I\.A\.S\.|S\. Treaty Doc\.) (?:No\. )?[\d–-]+, )+)(?P<volume>\d+) (?P<container>U\.N\.T\.S\.) (?P<page>\d+)",
        SURE,
    ),
    build_form("legislation", r"(?P<title>U\.?S\.? (?i:Const)\. (?:art|amend)\. [IVX]+, § \d+, cl\. \d+)", SURE),
    build_form("legal_case", rf"(?P<title>{_BIG}{{6,160}}?), {_STAGES}, (?P<volume>(?:19|20)\d\d) (?P<container>I\.?C\.?J\.?(?: Rep(?:orts|\.)?)?) (?P<page>\d+){_PARAGRAPHS}(?: \((?P<day>[A-Z][a-z]{{2,8}}\.? \d{{1,2}})\))?", LIKELY),
    build_form("legal_case", rf"(?P<title>{_BIG}{{2,160}}? v\.? {_BIG}{{3,120}}?), (?P<number>(?:App|Case)\. Nos?\. [\d/, &-]+\d)(?:, (?P<volume>(?:19|20)\d\d-[IVX]+|\d+) (?P<container>Eur\. Ct\. H\.R\.)(?: \(ser\. [AB]\))? (?P<page>\d+))?{_PARAGRAPHS}(?: \((?:(?P<authority>[A-Z][^()\d]{{2,60}}?),? )?(?P<issued>{AMERICAN_DATE})\))?", LIKELY),
    build_form("legal_case", rf"(?P<title>{_BIG}{{3,160}}?), {_STAGES}, (?P<authority>Inter-Am\. (?:Ct\.|Comm’n) H\.R\.),? (?P<number>\(ser\. [A-Z]\) No\. \d+|(?:Report|Case) No\. [\d./-]+){_PARAGRAPHS}(?: \((?P<issued>{AMERICAN_DATE})\))?", LIKELY),
    build_form("legal_case", rf"(?P<title>{_BIG}{{3,160}}? v\.? {_BIG}{{2,120}}?), (?P<number>(?:Case )?No\. [A-Z][\w/.-]+){_PARAGRAPHS.replace('pin', 'pin_in_front')}, {_STAGES}{_PARAGRAPHS} {_COURT_AND_DAY}", LIKELY),
    build_form("document", rf"(?P<title>(?:[A-Z][\w’.]+ )?{_FILING}{_BIG.removesuffix(']')},]{{0,160}}?)(?: at (?P<pin>\d+(?:[–-]\d+)?)|,? (?P<pin_in_front>¶{{1,2}} ?\d[\d–, -]*))?, (?P<references>{_BIG}{{2,90}}? v\. {_BIG}{{2,90}}?, (?:\d+ [A-Z][\w. ]*? \d+|No\. [\w:.–/-]+)) \((?:(?P<authority>[A-Z\d][^()]*?),? )?(?P<issued>{AMERICAN_DATE})\)", LIKELY),
    build_form("legislation", r"(?P<title>(?:(?:U\.?S\.?|[A-Z][a-z]+\.?(?: [A-Z][a-z]*\.?)?) (?:Const|CONST)\.|U\.N\. Charter) (?:(?:art|amend)s?\. [IVX\d]+|pmbl\.)(?:, cl\. \d+)?)(?:, (?P<pin>(?:§{1,2}|¶{1,2}) ?\d[\d()–-]*))?(?:, cl\. \d+)?", SURE),
    build_form("legislation", r"(?P<title>Fed\. R\. (?:Civ\. P|Crim\. P|App\. P|Evid|Bankr\. P)\. \d[\w()]*|FAR (?:[Pp]art )?\d[\d.()a-z–-]*)", LIKELY),
    build_form("book", rf"(?P<title>Restatement \((?:First|Second|Third|Fourth)\) of [^§“”\"()]{{3,80}}) (?P<pin>§{{1,2}} ?\d[\w.()–-]*)(?: \((?P<publisher>[^()\d]{{2,60}}?)?,? ?(?P<issued>{_YEAR})\))?", LIKELY),
    build_form("document", rf"(?P<title>Memorandum (?:from|for|to) {_BIG}{{6,260}}?)(?:,? (?:at )?(?P<pin>\d{{1,3}}(?:[–-]\d+)?))? \((?P<issued>{AMERICAN_DATE})\)", LIKELY),
    build_form("bill", rf"(?:(?P<title>{_BIG}{{3,160}}?), )?(?P<number>(?:S|H\.R|H\.(?:J|Con)?\.? ?Res|S\. ?Res)\. ?\d+, \d+(?:st|nd|d|rd|th) Cong\.)(?: (?P<pin>{_SECTIONS}))? \((?P<issued>{_YEAR})\)", LIKELY),
    build_form("report", rf"(?P<title>(?:S|H|H\.R)\. (?i:Rep|Doc|Comm|Exec\. Rep)\. (?i:No)\. \d[\d–-]*(?:, pt\. \d+)?)(?:, at (?P<pin>\d[\d–, -]*))? \((?P<issued>{_YEAR})\)", LIKELY),
    build_form("report", rf"(?P<title>\d+ Cong\. Rec\. (?P<page>[SHE]?\d[\d,]*)(?:[–-][SHE]?\d+)?)(?: \((?:daily ed\. )?(?P<issued>{AMERICAN_DATE})\))", LIKELY),
    build_form(
        "report",
        rf"(?:(?P<author>(?![a-z]|Universal)[^“”\"(;\d]{{2,90}}?), )?(?P<title>(?![^;]*\bG\.A\. Res){_BIG}{{6,260}}?)(?:,? (?P<pin_in_front>(?:¶{{1,2}}|paras?\.|at) ?\d[\d–, -]*(?:\([a-z]\))?))?,? U\.?N\.? Docs?\.? (?P<number>[A-Z]{{1,6}}/[\w./()-]*[\w)])(?:,? \((?P<issued>{AMERICAN_DATE})\))",
        LIKELY,
    ),
    build_form("report", rf"(?P<number>(?:G\.A|S\.C|H\.R\.C|Human Rights Council|E\.S\.C)\.? Res\. \d+(?:/\d+)?(?: ?\([IVX]+\))?(?: ?[A-Z](?=,))?)(?:, (?P<title>{_BIG}{{6,160}}?))?(?:,? (?P<pin>(?:¶{{1,2}}|art\.|annex) ?\d?[\d–, -]*))?,? \((?P<issued>{AMERICAN_DATE})\)", LIKELY),
)  # fmt: skip
"""Laws, resolutions, bills and reports, which have no author."""
