"""The forms in which treaties, judgments, documents of the United Nations and laws are typed in notes."""

from __future__ import annotations

from briefgen.decompose.note_form_parts import (
    ADOPTED,
    AMERICAN_DAY,
    AUTHOR,
    BODY,
    CASE,
    COURT_IN_FRONT,
    DAY,
    EU_LAW,
    IN_FORCE,
    JUDGMENT,
    LAW,
    LIKELY,
    NAME_WITH_YEAR,
    NOT_A_MONTH,
    NUMBER_BEFORE_CASE,
    NUMBER_BEHIND_CASE,
    NUMBER_OF_CASE,
    NUMBERED_PAPER,
    PIN,
    PLACE,
    PLAIN,
    POSSIBLE,
    QUOTED,
    REPORTER,
    RESOLUTION,
    SERIES,
    SURE,
    SYMBOL,
    TITLE_OF_DOCUMENT,
    TITLE_WITHOUT_MARKS,
    TREATY,
    VOLUME,
    YEAR,
    NoteForm,
    build_form,
)  # fmt: skip

TREATIES_AND_CASES: tuple[NoteForm, ...] = (
    # treaties
    build_form(
        "treaty",
        rf"{PLAIN},? \({ADOPTED} (?P<issued>{DAY})(?: г\.| года)?(?:[,;] {IN_FORCE} (?P<event>{DAY})(?: г\.| года)?)?\)"
        rf"(?:,? (?:(?P<volume>\d+) )?{SERIES}(?: (?P<page>\d+))?)?(?: \((?P<short>[^()]{{2,50}})\))?{PIN}",
        SURE,
    ),
    build_form("treaty", rf"{PLAIN}(?:,? (?P<pin_in_front>arts?\. ?\d[\w().–-]*))?, (?P<issued>{DAY}), (?P<volume>\d+) {SERIES} (?P<page>\d+)(?: \(entered into force (?P<event>{DAY})\))?{PIN}", SURE),
    build_form(
        "treaty",
        rf"{PLAIN}(?: \((?P<short>[^()]{{2,50}})\))?, (?:adopted|opened for signature|signed|concluded|done)(?: on)? (?P<issued>{DAY})(?:, (?P<references>(?:G\.?A\.? Res|A/RES)[^;]{{3,120}}?))?"
        rf"(?:,? (?P<volume>\d+) {SERIES} (?P<page>\d+))?(?:,? \(?entered into force(?: on)? (?P<event>{DAY})\)?)?{PIN}",
        SURE,
    ),
    build_form(
        "treaty", rf"(?:{AUTHOR}, )?{PLAIN}, (?P<issued>{DAY}), (?:United Nations, )?(?P<container>Treaty Series|UNTS), vol\. (?P<volume>\d+), (?:p\. |No\. )?(?P<page>\d+){PIN}", SURE
    ),
    build_form("treaty", rf"(?=[^(]*{TREATY}){PLAIN}(?:,? \((?:adopted )?(?P<issued>{DAY})\))?,? {RESOLUTION}(?:,? \((?P<issued_after>{DAY})\))?(?:{PLACE})?", LIKELY),
    # cases
    build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,80}} v\.? [^“\"(\[]{{2,80}}?),? \(?(?P<number>(?:App(?:lication|l)?\.?|Communication|Comm\.?|Case) (?:[Nn]os?\.? )?[\dA-Z][\w/., -]*?)\)?,? "
        rf"\((?P<authority>[A-Z][^(),]*), (?P<issued>{DAY})\){PIN}",
        SURE,
    ),
    build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,80}} v\.? [^“\"(\[]{{2,80}}?),? \[(?P<original>\d{{4}})\] (?P<authority>[A-Z]+[A-Za-z]*(?: Civ| Crim)?) (?P<number>\d+(?: \([A-Za-z]+\))?)"
        rf"(?:, [\[(](?P<issued>\d{{4}})[\])] (?P<volume>\d+)? ?(?P<container>{REPORTER}) (?P<page>\d+))?{PIN}",
        SURE,
    ),
    build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,80}} v\.? [^“\"(\[]{{2,80}}?),? \[(?P<issued>\d{{4}})\] (?P<volume>\d+)? ?(?P<container>{REPORTER}) (?P<page>\d+)(?: \((?P<authority>[A-Z]+)\))?{PIN}",
        SURE,
    ),
    build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,90}} v\. [^“\"(\[]{{2,90}}?), {VOLUME} \((?:(?P<authority>{NOT_A_MONTH}[A-Z\d][\w.’ ]*?),? )?(?P<issued>{AMERICAN_DAY})\)",
        SURE,
    ),
    build_form(
        "legal_case",
        rf"(?P<title>[^“\"(\[]{{2,80}} v\.? [^“\"(\[]{{2,80}}?),? \((?P<issued>\d{{4}})\) (?P<volume>\d+) (?P<container>{REPORTER}) (?P<page>\d+){PIN}",
        SURE,
    ),
    build_form(
        "legal_case",
        rf"{COURT_IN_FRONT}[,.:] (?:{NUMBER_BEFORE_CASE}[,:] )?{CASE}[,.]?(?: \[GC\],?)?(?:,? \(?{NUMBER_OF_CASE}\)?)?(?:[,.]? (?P<genre>Fondo[^.\d]*?|Excepci[^.\d]*?|Reparaci[^.\d]*?)\.)?"
        rf"(?:[,.]? {JUDGMENT}\(?(?P<issued>{DAY})\)?)?(?: \((?P<section>Merits[^()]*|Preliminary[^()]*|Reparations[^()]*)\))?(?:[,.]? (?P<collection>Seri(?:es|e) [A-Z],? No\. ?\d+))?(?:,? {NUMBER_BEHIND_CASE})?{PIN}",
        LIKELY,
    ),
    build_form(
        "legal_case",
        rf"(?P<title>(?:In re|Ex parte|In the Matter of) [^;\[]{{3,500}}?), {VOLUME} \((?:(?P<authority>{NOT_A_MONTH}[A-Z\d][\w.’ ]*?),? )?(?P<issued>{AMERICAN_DAY})\)",
        LIKELY,
    ),
    build_form(
        "legal_case",
        rf"(?P<authority>BVerfG|BVerwG|BGH|BAG|BSG|BFH|EuGH|EuG|EGMR|(?:OLG|LG|AG|OVG|VG|LAG|LSG) (?![a-z])[^\W\d_]+(?:-[^\W\d_]+)?),? (?P<title>(?:Urteil|Beschluss|Urt\.|Beschl\.) (?:vom|v\.) (?P<issued>\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|{DAY})"
        rf"(?:,| [-–])(?: (?:Az\.?:?|Rs\.))? (?P<number>(?:\d+|[IVX]+) [A-Z][A-Za-z]{{0,4}} \d+/\d+|[CT][-‑]\d+/\d+|\d+/\d+))(?:,? Rn\. ?(?P<pin>\d[\d–-]*(?: ?ff?)?))?",
        LIKELY,
    ),
    build_form("legal_case", rf"{CASE}(?: \[GC\])?, {NUMBER_OF_CASE}{PLACE}, (?:(?P<issued>{DAY})|(?P<container>ECHR) (?P<volume>(?:19|20)\d\d(?:-[IVX]+)?))", LIKELY),
    build_form("legal_case", rf"(?:(?P<authority>[A-Z]+), )?{NUMBER_OF_CASE},? {CASE},? (?:ECLI:)?(?P<references>EU:[CTF]:\d{{4}}:\d+){PIN}", SURE),
)  # fmt: skip

DOCUMENTS: tuple[NoteForm, ...] = (
    build_form(
        "report",
        rf"(?:(?P<author>{BODY})(?: \([A-Z]{{2,8}}\))?,? )?(?P<title>(?:[Jj]oint )?[Gg]eneral (?:[Cc]omment|[Rr]ecommendation) [Nn]o\. ?\d+(?: \((?P<issued>{YEAR})\) (?:on|concerning) [^;“”\".]{{3,160}}?)?)(?: \((?P<issued_after>{YEAR})\))?(?:{PLACE})?",
        SURE,
    ),
    build_form(
        "report",
        rf"(?P<author>(?:(?:UN|U\.N\.|United Nations) )?(?:General Assembly|Human Rights Council|Security Council|Economic and Social Council|Commission on Human Rights)),? "
        rf"(?P<title>[Rr]esolution \d+(?:/\d+)?(?: ?\(?[A-Z]{{1,5}}\)?)?)(?: \((?P<issued>{DAY})\)| of (?P<issued_after>{DAY}))?{PIN}",
        SURE,
    ),
    build_form(
        "report",
        rf"(?:{AUTHOR}, )?{QUOTED},? (?:\((?P<issued>{DAY})\),? )?{SYMBOL}(?:,? \((?P<issued_after>{DAY})\)|, (?P<issued_last>{DAY}))?{PIN}",
        SURE,
    ),
    build_form(
        "report",
        rf"(?:{AUTHOR}, )?{TITLE_OF_DOCUMENT},? (?:\(?(?P<issued>{DAY})\)?,? )?\(?{SYMBOL}(?:, (?P<pin_in_front>paras?\. ?\d[\d, –-]*(?:and \d+)?))?\)?(?:,? \((?P<issued_after>{DAY})\)|, (?P<issued_last>{DAY}))?{PIN}",
        LIKELY,
    ),
    build_form(
        "report",
        rf"(?P<author>Amnesty International), (?:{QUOTED}|{TITLE_WITHOUT_MARKS}),? \(?(?:(?P<issued>{DAY}),? )?(?:(?:AI )?Index:? )?(?P<number>[A-Z]{{3}} \d{{2}}/\d{{1,4}}(?:/\d{{2,4}})?)\)?(?:, (?P<issued_after>{DAY}))?{PIN}",
        LIKELY,
    ),
    build_form("report", rf"(?P<title>[^“”\"(\[<,;:]{{3,120}}?),? (?:\((?P<issued>{DAY})\),? )?\(?{SYMBOL}\)?(?:,? \((?P<issued_after>{DAY})\)|, (?P<issued_last>{DAY}))?{PIN}", LIKELY),
)  # fmt: skip

BARE_DOCUMENTS: tuple[NoteForm, ...] = (
    build_form("report", rf"{SYMBOL}(?:,? \((?P<issued>{DAY})\)|(?:,| [-–]) (?P<issued_after>{DAY}))?(?:{PLACE})?", SURE),
)  # fmt: skip
"""Documents of the United Nations of which a note has the symbol alone, as those documents cite each other."""

LAWS: tuple[NoteForm, ...] = (
    build_form(
        "legislation",
        r"(?P<title>(?:\d+ (?:U\.?S\.?C\.?(?:A\.)?|C\.?F\.?R\.?)|(?:[A-Z][\w.]*\.? ){1,4}(?:Stat|Code|Laws)\.?(?: Ann\.)?)) (?P<pin>§{0,2} ?\d[\w.()–-]*(?:(?:, | and )\d[\w.()–-]*)*(?: et seq)?)\.?(?: \((?:West )?(?P<issued>\d{4})\))?",
        LIKELY,
    ),
    build_form("legislation", rf"(?P<title>(?=[^(]*{LAW})[A-Z][^“\"(;:,]{{3,120}}?), (?P<volume>\d+) (?P<container>U\.S\.C\.) (?P<pin>§{{1,2}} ?\d[\w.()–-]*)(?: \((?P<issued>{YEAR})\))?", LIKELY),
    build_form("legislation", rf"(?P<title>(?=[^(]*{LAW})[A-Z][^“\"(;:]{{3,160}}?), (?P<number>Pub\. L\. (?:No\. )?\d[\d–-]*)(?:, (?P<volume>\d+) (?P<container>Stat\.) (?P<page>\d+)(?:, (?P<pin>\d[\d–-]*))?)?(?: \((?P<issued>{YEAR})\))?", SURE),
    build_form("legislation", rf"(?P<title>Pub\. L\. (?:No\. )?\d[\d–-]*)(?:, (?P<volume>\d+) (?P<container>Stat\.) (?P<page>\d+)(?:, (?P<pin>\d[\d–-]*))?)?(?: \((?P<issued>{YEAR})\))?", LIKELY),
    build_form("report", rf"(?:(?P<author>[A-Z][A-Za-z]{{1,9}}) )?(?P<title>{NUMBERED_PAPER}|Executive Order (?:No\. )?\d+, (?![a-z])[^,;“”\"\d]{{5,120}}?)(?: \((?P<issued>{DAY})\))?{PIN}", LIKELY),
    build_form("report", rf"(?P<title>(?:S|H|H\.R)\. (?:Rep|Doc|Comm|Con\. Res)\. No\. \d[\d–-]*)(?:, at (?P<pin>\d[\d–-]*))? \((?P<issued>{YEAR})\)", LIKELY),
    build_form(
        "legislation",
        rf"(?P<title>{EU_LAW}(?: of [^“”\"\[]{{3,260}}?)?)(?:,? \[(?P<issued>\d{{4}})\] (?P<container>OJ) (?P<volume>[LC] ?\d+)/(?P<page>\d+)|,? (?P<container_after>OJ) (?P<volume_after>[LC] ?\d+),? (?P<issued_after>\d{{1,2}}\.\d{{1,2}}\.\d{{4}}), p\. (?P<page_after>\d+)){PIN}",
        LIKELY,
    ),
    build_form("legislation", rf"(?P<title>{EU_LAW}(?: of [^“”\"\[]{{3,260}}?)?)(?:{PLACE})?", LIKELY),
    build_form(
        "legislation",
        rf"(?P<title>(?:(?:Organic|Federal|Presidential|Ministerial|Constitutional) )?(?:Law|Act|Decree|Proclamation|Loi|Décret|Ordonnance|Ley|Decreto)(?: Supremo| Legislativo| organique| Orgánica)?(?: No\.?| n[°ºo]\.?| N[°ºo]\.?)? ?\d[\w/.-]*(?:,? (?:of|on|du|relative?|relatif|de|sobre|portant) [^“”\"\[(:;]{{3,160}}?)?)(?:{PLACE})?",
        POSSIBLE,
    ),
    build_form(
        "legislation",
        rf"(?P<title>(?=[^(]*{LAW})[A-Z][^“\"(;:,]{{3,120}}?)(?:,? \((?P<issued>(?:1[5-9]|20)\d\d)\)|, (?P<issued_after>(?:1[5-9]|20)\d\d)(?=,|$))?(?: \((?:as )?amended (?:in )?(?P<amended>\d{{4}})\))?{PIN}",
        POSSIBLE,
    ),
    build_form(
        "treaty", rf"(?P<title>(?=[^(]*{TREATY})[A-ZА-ЯЁ][^“\"(;:,\d]{{8,160}}?)(?:,? \((?P<issued>(?:1[5-9]|20)\d\d)\))?(?: \((?P<short>[A-Z][\w-]{{1,14}})\))?{PIN}", POSSIBLE
    ),
    build_form("treaty", rf"(?P<title>{NAME_WITH_YEAR}){PIN}", POSSIBLE),
)  # fmt: skip
"""Names of laws: they are tried where no form of a work fits."""
