"""The forms in which works are typed in notes (OSCOLA, Chicago, treaties, UN documents, cases, web pages), as patterns with the names of fields.

A form must fit all words of a note: words that no part of it takes make it fit no more, so nothing that was typed is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SURE, LIKELY, POSSIBLE = 0.95, 0.8, 0.7

_DAY = r"(?:[^\W\d_.]+\.? \d{1,2}, |\d{1,2}\.? (?:de )?|(?:[^\W\d_]+\.? ))?(?:[^\W\d_]+\.? (?:de )?)?(?:1[5-9]|20)\d\d"
_AUTHOR = r"(?P<author>[^“\"‘(\[<]{2,140}?(?=, (?!(?:Jr|Sr|II|III|IV|and|et al)\b)))"
_EDITOR = _AUTHOR.replace("author", "editor")
_QUOTED = r"[“\"‘'«]\s?(?P<title>[^“\"«].{1,400}?)[,.]?\s?[”\"’'»]"
_PLAIN = r"(?P<title>[^“”\"(\[<]{3,300}?)"
_PAGES = r"(?:pp?\.? ?)?(?P<page>[A-Z]?\d+(?:[-–]\d+)?)"
_PIN = (
    r"(?:(?:[,:] ?| )(?:at )?(?P<pin>(?:[§¶]{1,2} ?|\[|(?:p|pp|pages?|arts?|articles?|paras?|paragraphs?|s|ss|secs?|sections?|chs?|chapters?|rules?|principles?|"
    r"guidelines?|regs?|regulations?|annex|part|head|fn|n|preamble|p[áa]rrs?|pág|págs|cl|clause|tables?|Arts?|Articles?|Paras?|Rules?|Annex|Section)\.? ?)?"
    r"(?:(?:(?!(?:1[5-9]|20)\d\d\b)\d|[IVX]+\b|[ivx]+\b)[^“”\"]{0,60})?))?"
)
_PUBLICATION = r"(?:[A-Z][^,()\d]{1,80}|[\w-]+(?:\.[\w-]+)+)"
"""The name of a newspaper, a publisher or a site: `BBC News`, `www.example.org`."""
_CITY = r"(?![a-z])[^\W\d_]+(?:(?:[/-]| am | an der | )(?![a-z])[^\W\d_]+){0,3}"
_GERMAN = (
    r"(?:\b(?:[Dd]er|[Dd]as|Die|und|des(?= (?![a-z]))|dem|[Ee]ine|einer|eines|zur|zum|[Ff]ür|Aufl|Auflage)\b|, S\. ?\d)"
)
"""What only a German note has: elsewhere a name, a colon, a sentence, a place and a year can be a testimony."""
_GERMAN_TITLE = r"(?P<title>(?![a-z])[^“„\"(\[:]{3,200}?)"
_GERMAN_PAGE = r"(?P<pin>\d[\d–-]*(?: ?ff?)?)"
_EDITION = r"(?:(?P<edition>\d+)(?:st|nd|rd|th) edn?\.?,? )?"
_SYMBOL = (
    r"(?P<mark>(?:(?:UN|U\.N\.|Nations Unies|Naciones Unidas) )?(?:Doc(?:ument)?s?\.? )?)"
    r"(?P<number>(?:A|E|S|CCPR|CAT|CEDAW|CRC|CRPD|CERD|CED|CMW|HRI|ST|HCR|DP|TD|UNEP|FCCC|EC|HS|OP)/[A-Za-z\d][\w./-]*[\w)](?:\([IVX]+\))?|HRI?/[\w./-]*\w)"
)
_REPORTER = r"(?:U\.? ?S\.?|S\. ?Ct\.?|F\.(?:2d|3d|4th)|F\. ?Supp\.?(?: ?[23]d)?|EHRR|AC|QB|KB|WLR|All ER|CLR|SCR|SA|BCLR|NZLR|ILM|ILR|I\.?C\.?J\.?(?: Rep(?:orts|\.)?)?|KLR|eKLR|HKCFAR|CanLII)"
_VOLUME = r"(?P<volume>\d+) (?P<container>[A-Z][\w.’'&-]*(?: (?:[A-Z(][\w.’'&)-]*|[2-6]d\b|\dth\b|of|the|and|&|on|in|for)){0,9}) (?P<page>\d+)(?:, (?P<pin>\d[\d–, n.-]*))?"
"""`347 U.S. 483, 495`, `69 Admin. L. Rev. 12`: a volume, an abbreviated title, the first page and a pinpoint."""
_SERIES = r"(?P<container>U\.?N\.?T\.?S\.?|L\.?N\.?T\.?S\.?|C?ETS|T\.?I\.?A\.?S\.?|OASTS|I\.?L\.?M\.?|U\.?S\.?T\.?|Recueil des traités|RTNU)"
_LAW = r"\b(?:Act|Law|Code|Constitution|Statute|Ordinance|Regulations?|Decree|Proclamation|Directive|Loi|Ley|Constitución|Código|Décret|Decreto|Ordonnance|Charter|Rules)\b"
_COURT = r"(?P<authority>[A-Z][\w. ]*?(?:Court|Ct|Cir|App|Comm?|Commission|Committee|Chamber|ECtHR|ECHR|IACtHR|ACtHPR|HL|SC|CA|ICJ|PCIJ|CJEU|ECJ|GC|KHC|KESC)[\w. ]*?)"


@dataclass(frozen=True, slots=True)
class NoteForm:
    """A form of a note."""

    type: str
    """Of CSL; a web page where an address is typed too, if it is a report or an article."""
    pattern: re.Pattern[str]
    confidence: float
    needs_italics: bool = False
    """Whether it is only likely where the title is in italics."""
    has_sentences: bool = False
    """Whether a title can be several sentences."""


def _build_form(
    kind: str, pattern: str, confidence: float, *, italics: bool = False, sentences: bool = False
) -> NoteForm:
    return NoteForm(kind, re.compile(pattern), confidence, italics, sentences)


FORMS: tuple[NoteForm, ...] = (
    # treaties
    _build_form(
        "treaty",
        rf"{_PLAIN},? \((?:adopted|opened for signature|signed|concluded|done|approved|adoptée?|aprobad[ao])(?: on| le| el)? (?P<issued>{_DAY})"
        rf"(?:[,;] (?:entered into force|entry into force|in force|entrée en vigueur|entrada en vigor)(?: on| le| el)? (?P<event>{_DAY}))?\)"
        rf"(?:,? (?:(?P<volume>\d+) )?{_SERIES}(?: (?P<page>\d+))?)?(?: \((?P<short>[^()]{{2,50}})\))?{_PIN}",
        SURE,
    ),
    _build_form("treaty", rf"{_PLAIN}, (?P<issued>{_DAY}), (?P<volume>\d+) {_SERIES} (?P<page>\d+){_PIN}", SURE),
    # cases
    _build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,80}} v\.? [^“\"(\[]{{2,80}}?),? \(?(?P<number>(?:App(?:lication|l)?\.?|Communication|Comm\.?|Case) (?:[Nn]os?\.? )?[\dA-Z][\w/., -]*?)\)?,? "
        rf"\((?P<authority>[A-Z][^(),]*), (?P<issued>{_DAY})\){_PIN}",
        SURE,
    ),
    _build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,80}} v\.? [^“\"(\[]{{2,80}}?),? \[(?P<original>\d{{4}})\] (?P<authority>[A-Z]+[A-Za-z]*(?: Civ| Crim)?) (?P<number>\d+(?: \([A-Za-z]+\))?)"
        rf"(?:, [\[(](?P<issued>\d{{4}})[\])] (?P<volume>\d+)? ?(?P<container>{_REPORTER}) (?P<page>\d+))?{_PIN}",
        SURE,
    ),
    _build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,80}} v\.? [^“\"(\[]{{2,80}}?),? \[(?P<issued>\d{{4}})\] (?P<volume>\d+)? ?(?P<container>{_REPORTER}) (?P<page>\d+)(?: \((?P<authority>[A-Z]+)\))?{_PIN}",
        SURE,
    ),
    _build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,90}} v\. [^“\"(\[]{{2,90}}?), {_VOLUME} \((?:(?P<authority>[A-Z\d][\w.’ ]*?),? )?(?P<issued>(?:1[5-9]|20)\d\d)\)",
        SURE,
    ),
    _build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,80}} v\.? [^“\"(\[]{{2,80}}?),? \((?P<issued>\d{{4}})\) (?P<volume>\d+) (?P<container>{_REPORTER}) (?P<page>\d+){_PIN}",
        SURE,
    ),
    # documents of the United Nations
    _build_form(
        "report",
        rf"(?:{_AUTHOR}, )?{_QUOTED},? (?:\((?P<issued>{_DAY})\),? )?{_SYMBOL}(?:,? \((?P<issued_after>{_DAY})\)|, (?P<issued_last>{_DAY}))?{_PIN}",
        SURE,
    ),
    _build_form(
        "report",
        rf"(?:{_AUTHOR}, )?{_PLAIN},? (?:\((?P<issued>{_DAY})\),? )?\(?{_SYMBOL}\)?(?:,? \((?P<issued_after>{_DAY})\)|, (?P<issued_last>{_DAY}))?{_PIN}",
        LIKELY,
    ),
    # parts of books
    _build_form(
        "chapter",
        rf"{_AUTHOR}, {_QUOTED},? in (?P<editor>[^“\"(\[]{{3,100}}?),? \(eds?\.?\),? (?P<container>[^(]{{3,200}}?) \({_EDITION}(?:(?P<place>[^():]+): )?(?P<publisher>[^()]*?),? (?P<issued>\d{{4}})\){_PIN}",
        SURE,
    ),
    _build_form(
        "chapter",
        rf"{_AUTHOR}, {_QUOTED},? in (?P<container>[^(]{{3,200}}?), eds?\.? (?P<editor>[^(]{{3,100}}?) \((?:(?P<place>[^():]+): )?(?P<publisher>[^()]*?),? (?P<issued>\d{{4}})\){_PIN}",
        SURE,
    ),
    # articles: OSCOLA, Chicago, and forms between them
    _build_form(
        "article-journal",
        rf"{_AUTHOR}, {_QUOTED},? [(\[](?P<issued>\d{{4}})[)\]],? (?P<volume>\d+)(?: ?\((?P<issue>[\w/–-]+)\))? (?P<container>[A-Z][^\d(]*?)(?:,? {_PAGES})?{_PIN}",
        SURE,
    ),
    _build_form(
        "article-journal",
        rf"{_AUTHOR}, {_QUOTED},? [(\[](?P<issued>\d{{4}})[)\]],? (?P<container>[A-Z][^\d(]*?),? (?:vol\.? ?)?(?P<volume>\d+)(?: ?\((?P<issue>[\w/–-]+)\)|,? (?:no|nº|n°|issue)\.? ?(?P<issue_no>\d+))?(?:[,:]? {_PAGES})?{_PIN}",
        SURE,
    ),
    _build_form(
        "article-journal",
        rf"{_AUTHOR}, {_QUOTED},? (?P<container>[A-Z][^\d(]*?),? (?:vol\.? ?)?(?P<volume>\d+)(?:,? (?:no|nº|n°)\.? ?(?P<issue>[\d–-]+))? \((?P<issued>{_DAY})\)(?:: (?P<page>\d+[-–]\d+|e\d+))?{_PIN}",
        SURE,
    ),
    _build_form(
        "article-journal",
        rf"{_AUTHOR}, {_QUOTED},? (?P<container>[A-Z][^\d(,]*?), (?=vol|n[o°º.úr])(?:vol\.? ?(?P<volume>\d+), )?(?:(?:n[o°º]|nr|núm)\.? ?(?P<issue>[\d/–-]+), )?"
        rf"(?P<issued>{_DAY}), pp?\.? ?(?P<page>\d+[-–]\d+)(?:,? (?:ici|aquí|en particular|here|at)? ?(?P<pin>pp?\.? ?\d[\d–-]*))?",
        SURE,
    ),
    _build_form(
        "article-journal",
        rf"{_AUTHOR}, {_QUOTED},? (?P<volume>\d+) (?P<container>[A-Z][^\d(]*?) (?P<page>\d+)(?:, (?P<pin>[\d–, -]+))? \((?P<issued>\d{{4}})\)",
        SURE,
    ),
    _build_form(
        "article-newspaper",
        rf"(?:{_AUTHOR}, )?{_QUOTED},? (?P<container>[A-Z][^,()\d]{{1,80}}) \((?P<place>[A-Z][^\d(),]+), (?P<issued>{_DAY})\){_PIN}",
        SURE,
    ),
    _build_form("article-journal", rf"{_AUTHOR}, {_PLAIN}, {_VOLUME} \((?P<issued>{_DAY})\)", SURE, italics=True),
    # pages of the web, newspapers, reports with a quoted title
    _build_form("webpage", rf"(?:{_AUTHOR}, )?{_QUOTED},? \((?P<container>(?![a-z])[^()\d]{{2,80}}?) ?, (?P<issued>{_DAY})\){_PIN}", SURE),
    _build_form("webpage", rf"(?:{_AUTHOR}, )?{_QUOTED},? (?P<container>{_PUBLICATION}), (?P<issued>{_DAY}){_PIN}", LIKELY),
    _build_form("webpage", rf"(?:{_AUTHOR}, )?{_QUOTED},? (?P<container>{_PUBLICATION}) \((?:(?P<publisher>(?![a-z])[^()\d]{{2,80}}?) ?, )?(?P<issued>{_DAY})\){_PIN}", LIKELY),
    _build_form(
        "report",
        rf"{_AUTHOR}, {_QUOTED},? \((?P<issued>{_DAY})\)(?:,? (?:(?P<place>[A-Z][\w ]+): )?(?P<publisher>[A-Z][^\d,:;]{{1,100}}?))?{_PIN}",
        LIKELY,
    ),
    _build_form("report", rf"{_AUTHOR}, {_QUOTED},? \((?:(?P<place>[^():\d]+): )?(?P<publisher>(?![a-z])[^()\d]+?),? (?P<issued>{_DAY})\){_PIN}", LIKELY),
    _build_form("report", rf"{_AUTHOR}, {_QUOTED},? (?P<issued>{_DAY}){_PIN}", LIKELY),
    _build_form("report", rf"(?P<author>[^“\"‘(\[<,\d]{{2,100}}?) \(?(?P<issued>(?:19|20)\d\d)\)?,? {_QUOTED}{_PIN}", LIKELY),
    _build_form("article", rf"{_AUTHOR}, {_QUOTED},? (?P<number>arXiv:[\d.]+(?:v\d+)?)(?: \((?P<issued>{_DAY})\))?", LIKELY),
    # laws
    _build_form(
        "legislation",
        rf"(?P<title>(?=[^(]*{_LAW})[A-Z][^“\"(;:,]{{3,120}}?)(?:,? \((?P<issued>(?:1[5-9]|20)\d\d)\))?(?: \((?:as )?amended (?:in )?(?P<amended>\d{{4}})\))?{_PIN}",
        POSSIBLE,
    ),
    # books and reports
    _build_form(
        "book",
        rf"{_AUTHOR}, {_PLAIN},? \({_EDITION}(?:(?P<place>[^():\d]+): )?(?P<publisher>[^()\d]+?),? (?P<issued>\d{{4}})\){_PIN}",
        LIKELY,
        italics=True,
    ),
    _build_form("book", rf"{_AUTHOR}, {_PLAIN}[.,] (?P<place>[A-Z][^,:\d]{{1,40}}) ?: (?P<publisher>[^:\d]{{2,80}}?), (?P<issued>\d{{4}}){_PIN}", LIKELY, italics=True),
    _build_form(
        "book", rf"{_AUTHOR}, {_PLAIN}, (?:(?P<place>[A-Z][^,:\d]{{1,40}}), )?(?P<publisher>[A-Z][^,:\d]{{1,60}}), (?P<issued>\d{{4}}){_PIN}", POSSIBLE, italics=True
    ),
    _build_form(
        "book",
        rf"(?=.*{_GERMAN})(?:(?P<editor>[^:“„\"(\[;]{{3,80}}?) \((?:Hrsg|Hg)\.\)|(?P<author>[^:“„\"(\[;]{{3,80}}?)): (?P<title>(?![a-z])[^“„\"(\[:]{{3,200}}?(?:[?!]|(?=[.,])))[.,]? "
        rf"(?:(?P<edition>\d+)\. Aufl(?:age|\.),? )?(?P<place>{_CITY}) (?P<issued>(?:1[5-9]|20)\d\d)(?:, (?:S\.?|Seite) ?{_GERMAN_PAGE})?",
        LIKELY,
        sentences=True,
    ),
    _build_form(
        "book",
        rf"{_EDITOR}, {_PLAIN}, (?:dir|eds?|éds?|coords?)\. \((?:(?P<place>[^():\d]+): )?(?P<publisher>[^()\d]+?),? (?P<issued>\d{{4}})\){_PIN}",
        LIKELY,
        italics=True,
    ),
    _build_form("book", rf"{_AUTHOR}, {_PLAIN},? (?P<pin>(?!(?:1[5-9]|20)\d\d[-–])\d+[-–]\d+) \((?P<publisher>(?![a-z])[^():\d]+?),? (?P<issued>\d{{4}})\)", LIKELY, italics=True),
    _build_form("webpage", rf"{_AUTHOR}, {_PLAIN}, (?P<container>{_PUBLICATION}) \((?P<issued>{_DAY})\){_PIN}", LIKELY, italics=True),
    _build_form("article", rf"{_AUTHOR}, {_PLAIN}, (?P<number>arXiv[: ][\d.]+(?:v\d+)?)(?:, at (?P<pin>[\d–-]+))? \((?P<issued>{_DAY})\)", LIKELY, italics=True),
    _build_form(
        "book",
        rf"{_AUTHOR}, {_GERMAN_TITLE}, (?:(?P<place>{_CITY}),? )?(?P<issued>(?:1[5-9]|20)\d\d),? S\.? ?{_GERMAN_PAGE}",
        LIKELY,
        sentences=True,
    ),
    _build_form(
        "book",
        rf"{_AUTHOR}, {_GERMAN_TITLE}, (?P<publisher>[^,.:;\d]{{0,40}}[Vv]erlag(?: (?![a-z])[^\W\d_]+)?),? (?P<issued>(?:1[5-9]|20)\d\d)(?:,? S\.? ?{_GERMAN_PAGE})?",
        LIKELY,
        sentences=True,
    ),
    _build_form("report", rf"{_AUTHOR}, {_PLAIN},? \((?P<issued>{_DAY})\){_PIN}", LIKELY, italics=True),
    _build_form("report", rf"{_AUTHOR}, {_PLAIN}, (?P<issued>{_DAY}){_PIN}", POSSIBLE, italics=True),
    _build_form("webpage", rf"(?:{_AUTHOR}, )?{_QUOTED}", LIKELY),
)  # fmt: skip
"""In the order in which they are tried: the ones with the most parts first."""
