"""The forms in which works are typed in notes (OSCOLA, Chicago, APA, German and French ones), as patterns with the names of fields.

A form must fit all words of a note: words that no part of it takes make it fit no more, so nothing that was typed is lost.
"""

from __future__ import annotations

from briefgen.decompose.legal_note_forms import BARE_DOCUMENTS, DOCUMENTS, LAWS, TREATIES_AND_CASES
from briefgen.decompose.note_form_parts import (
    AUTHOR,
    AUTHOR_AND_YEAR,
    CITY,
    DAY,
    EDITION,
    EDITOR,
    FAMILY_FIRST,
    GERMAN,
    GERMAN_PAGE,
    GERMAN_TITLE,
    IN_GERMAN,
    IN_ITALICS_ONLY,
    KIND_OF_THESIS,
    LIKELY,
    NAMES,
    PAGE_WITHOUT_MARKS,
    PAGES,
    PIN,
    PLACE_AND_PUBLISHER,
    PLAIN,
    POSSIBLE,
    PUBLICATION,
    PUBLISHER,
    QUOTED,
    SURE,
    VOLUME,
    YEAR,
    NoteForm,
    build_form,
)  # fmt: skip

WORKS: tuple[NoteForm, ...] = (
    # parts of books
    build_form(
        "chapter",
        rf"{AUTHOR}, {QUOTED},? in (?P<editor>[^“\"(\[]{{3,100}}?),? \(eds?\.?\),? (?P<container>[^(]{{3,200}}?) \({EDITION}(?:(?P<place>[^():]+): )?(?P<publisher>[^()]*?),? (?P<issued>\d{{4}})\){PIN}",
        SURE,
    ),
    build_form(
        "chapter",
        rf"{AUTHOR}, {QUOTED},? in (?P<container>[^(]{{3,200}}?), (?:eds?\.?|edited)(?: by)? (?P<editor>[^(]{{3,100}}?),? \((?:(?P<place>[^():]+): )?(?P<publisher>[^()]*?),? (?P<issued>\d{{4}})\){PIN}",
        SURE,
    ),
    build_form(
        "chapter",
        rf"{AUTHOR}, {QUOTED},? (?:in|dans|en):? (?P<editor>[^“\"(\[]{{3,100}}?),? \((?:dir|éds?|eds?|coords?|comps?)\.\),? (?P<container>[^(:]{{3,200}}?), (?:(?P<place>{CITY})(?: ?:|,) )?{PUBLISHER},? (?P<issued>{YEAR})(?:,? pp?\.? ?(?P<page>\d+[-–]\d+))?{PIN}",
        LIKELY,
    ),
    build_form("thesis", rf"{AUTHOR}, {QUOTED},? \({KIND_OF_THESIS},? (?P<publisher>[^()\d]{{3,100}}?),? (?P<issued>{YEAR})\){PIN}", SURE),
    build_form(
        "chapter",
        rf"{AUTHOR}, {QUOTED},? in (?P<container>(?![a-z])[^(“]{{3,200}}?) \({EDITION}{PLACE_AND_PUBLISHER},? (?P<issued>{YEAR})\){PIN}",
        LIKELY,
        italics="container",
    ),
    # articles: OSCOLA, Chicago, and forms between them
    build_form(
        "article-journal",
        rf"{AUTHOR}, {QUOTED},? [(\[](?P<issued>\d{{4}})[)\]],? (?P<volume>\d+)(?: ?\((?P<issue>[\w/–-]+)\))? (?P<container>[A-Z][^\d(]*?)(?:,? {PAGES})?{PIN}",
        SURE,
    ),
    build_form(
        "article-journal",
        rf"{AUTHOR}, {QUOTED},? [(\[](?P<issued>\d{{4}})[)\]],? (?P<container>[A-Z][^\d(]*?),? (?:vol\.? ?)?(?P<volume>\d+)(?: ?\((?P<issue>[\w/–-]+)\)|,? (?:no|nº|n°|issue)\.? ?(?P<issue_no>\d+))?(?:[,:]? {PAGES})?{PIN}",
        SURE,
    ),
    build_form(
        "article-journal",
        rf"{AUTHOR}, {QUOTED},? (?P<container>[A-Z][^\d(]*?),? (?:vol\.? ?)?(?P<volume>\d+)(?:\.(?P<issue_no>\d+)| ?\((?P<issue_after>\d+)\)|,? (?:no|nº|n°)\.? ?(?P<issue>[\d–-]+))? \((?P<issued>{DAY})\)(?:: (?P<page>[A-Z]?\d+[-–][A-Z]?\d+|e\d+|\d{{5,}}|Article \d+))?{PIN}",
        SURE,
    ),
    build_form(
        "article-journal",
        rf"{AUTHOR}, {QUOTED},? (?P<container>[A-Z][^\d(,]*?), (?=vol|n[o°º.úr]|n\.º)(?:vol\.? ?(?P<volume>\d+), )?(?:(?:n[o°º]|n\.º|nr|núm)\.? ?(?P<issue>[\d/–-]+), )?"
        rf"(?P<issued>{DAY}), pp?\.? ?(?P<page>\d+[-–]\d+)(?:,? (?:ici|aquí|en particular|here|at)? ?(?P<pin>pp?\.? ?\d[\d–-]*))?",
        SURE,
    ),
    build_form(
        "article-journal",
        rf"{AUTHOR}, {QUOTED},? (?P<volume>\d+) (?P<container>[A-Z][^\d(]*?) (?P<page>\d+)(?:, (?P<pin>[\d–, -]+))? \((?P<issued>\d{{4}})\)",
        SURE,
    ),
    build_form(
        "article-newspaper",
        rf"(?:{AUTHOR}, )?{QUOTED},? (?P<container>[A-Z][^,()\d]{{1,80}}) \((?P<place>[A-Z][^\d(),]+), (?P<issued>{DAY})\){PIN}",
        SURE,
    ),
    build_form("article-journal", rf"{AUTHOR}, {PLAIN}, {VOLUME} \((?P<issued>{DAY})\)", SURE, italics="title"),
    # the author and the year in front
    build_form(
        "article-journal",
        rf"{AUTHOR_AND_YEAR}{QUOTED}[.,]? (?P<container>(?![a-z])[^\d(“:]{{2,100}}?)(?<!\bp\.)(?<!pp\.),? (?:[Vv]ol\.? ?)?(?P<volume>\d+)(?: ?\((?P<issue>[\w/–-]+)\)|,? (?:[Nn]o|[Ii]ssue)\.? ?(?P<issue_no>\d+))?(?:[,:] {PAGES})?{PIN}",
        SURE,
    ),
    build_form(
        "article-journal",
        rf"{AUTHOR_AND_YEAR}(?P<title>(?![a-z])[^“”\"<]{{5,300}}?)[.,?] (?P<container>(?![a-z])[^\d(“:]{{2,100}}?)(?<!\bp\.)(?<!pp\.),? (?:[Vv]ol\.? ?)?(?P<volume>\d+)(?: ?\((?P<issue>[\w/–-]+)\)|,? (?:[Nn]o|[Ii]ssue)\.? ?(?P<issue_no>\d+))?(?:[,:] {PAGES})?{PIN}",
        LIKELY,
        italics="container",
    ),
    build_form("book", rf"{AUTHOR_AND_YEAR}(?P<title>[^“”\"(\[<]{{3,300}}?)(?: \((?P<edition>\d+)(?:st|nd|rd|th) edn?\.?\))?[.,] {PLACE_AND_PUBLISHER}{PIN}", LIKELY, italics="title"),
    # pages of the web, newspapers, reports with a quoted title
    build_form("webpage", rf"(?:{AUTHOR}, )?{QUOTED},? \((?P<container>(?![a-z])[^()\d:]{{2,80}}?) ?, (?P<issued>{DAY})\){PIN}", SURE),
    build_form("webpage", rf"(?:{AUTHOR}, )?{QUOTED},? (?P<container>{PUBLICATION}), (?P<issued>{DAY}){PIN}", LIKELY),
    build_form("webpage", rf"(?:{AUTHOR}, )?{QUOTED},? (?P<container>{PUBLICATION}) \((?:(?P<publisher>(?![a-z])[^()\d]{{2,80}}?) ?, )?(?P<issued>{DAY})\){PIN}", LIKELY),
    build_form("report", rf"(?P<author>[^“\"‘(\[<,\d]{{2,100}}?) \(?(?P<issued>(?:19|20)\d\d)\)?,? {QUOTED}{PIN}", LIKELY),
    build_form("article", rf"{AUTHOR}, {QUOTED},? (?P<number>arXiv:[\d.]+(?:v\d+)?)(?: \((?P<issued>{DAY})\))?", LIKELY),
)  # fmt: skip
"""Works that quotation marks, brackets or years tell apart."""

BOOKS: tuple[NoteForm, ...] = (
    build_form(
        "book",
        rf"{AUTHOR}, {PLAIN},? (?:eds?\. (?P<editor>{NAMES})|trans\. (?P<translator>{NAMES})),? \({EDITION}{PLACE_AND_PUBLISHER},? (?P<issued>{YEAR})\){PIN}",
        LIKELY,
        italics="title",
    ),
    # books and reports
    build_form(
        "book",
        rf"{AUTHOR}, {PLAIN},? \({EDITION}(?:(?P<place>[^():\d]+): )?(?P<publisher>(?![a-z])[^()\d]+?),? (?P<issued>\d{{4}})\){PIN}",
        LIKELY,
        italics="title",
    ),
    build_form("book", rf"{AUTHOR}, {PLAIN}[.,] (?P<place>[A-Z][^,:\d]{{1,40}}) ?: (?P<publisher>[^:\d]{{2,80}}?), (?P<issued>\d{{4}}){PIN}", LIKELY, italics="title"),
    build_form(
        "chapter",
        rf"(?P<author>{NAMES})(?::|(?<=\w\w)\.) (?P<title>(?![a-z])[^“„\"(\[]{{3,200}}?)[.,?] [Ii]n: (?P<container>[^“„\"\[]{{3,300}}?)\. (?:Hrsg|Hg)\. (?:von|v\.) (?P<editor>{NAMES})\. {IN_GERMAN}(?:[.,] S\. ?(?P<page>\d+ ?[-–] ?\d+))?(?:[.,] (?:hier )?S\. ?{GERMAN_PAGE})?",
        LIKELY,
        sentences=True,
    ),
    build_form(
        "book",
        rf"(?P<author>{FAMILY_FIRST}): (?P<title>(?![a-z])[^“„\"(\[:.,\d]{{3,80}}?)\. S\. ?{GERMAN_PAGE}",
        POSSIBLE,
        sentences=True,
    ),
    build_form(
        "webpage",
        rf"(?P<author>{NAMES}): (?P<title>(?![a-z])[^\"\[]{{3,200}}?[?!]?)[.]?(?: (?:Online seit|(?:Zuletzt )?(?:[Aa]ktualisiert|[Gg]eändert)(?: am)?|Erstellt(?: im| am)?|S[t]and|Datum):? (?P<issued>{YEAR}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|{DAY})\.?)?(?:[.,]? S\. ?{GERMAN_PAGE})?",
        LIKELY,
        sentences=True,
        address=True,
    ),
    build_form(
        "chapter",
        rf"(?P<author>{NAMES})(?::|,) (?P<title>(?![a-z])[^“„\"(\[:]{{3,200}}?)[.,?] [Ii]n: (?P<editor>{NAMES}) \((?:Hrsg|Hg)\.\): (?P<container>[^“„\"(\[:]{{3,200}}?)[.,] {IN_GERMAN}(?:[.,] S\. ?(?P<page>\d+[-–]\d+))?(?:, (?:hier )?S\. ?{GERMAN_PAGE})?",
        LIKELY,
        sentences=True,
    ),
    build_form(
        "article-journal",
        rf"(?P<author>{NAMES})(?::|,) (?P<title>(?![a-z])[^“„\"(\[:]{{3,200}}?)[.,?] [Ii]n: (?P<container>(?![a-z])[^“„\"(\[:,\d]{{3,120}}?),? (?P<volume>\d+) \((?P<issued>{YEAR})\)(?:,? (?:H|Heft|Nr)\.? ?(?P<issue>\d+))?, S\. ?(?P<page>\d+[-–]\d+)(?:, (?:hier )?S\. ?{GERMAN_PAGE})?",
        LIKELY,
        sentences=True,
    ),
    build_form(
        "book",
        rf"(?:(?P<editor>{NAMES}) \((?:Hrsg|Hg)\.\)|(?P<author>{NAMES})): (?P<title>(?![a-z])[^“„\"(\[]{{3,200}}?(?:[?!]|(?=[.,])))[.,]? {IN_GERMAN}(?:[.,] S\. ?{GERMAN_PAGE})?",
        LIKELY,
        sentences=True,
    ),
    build_form(
        "book",
        rf"(?=.*{GERMAN})(?:(?P<editor>[^:“„\"(\[;]{{3,80}}?) \((?:Hrsg|Hg)\.\)|(?P<author>[^:“„\"(\[;]{{3,80}}?)): (?P<title>(?![a-z])[^“„\"(\[:]{{3,200}}?(?:[?!]|(?=[.,])))[.,]? "
        rf"(?:(?P<edition>\d+)\. Aufl(?:age|\.),? )?(?P<place>{CITY}) (?P<issued>(?:1[5-9]|20)\d\d)(?:, (?:S\.?|Seite) ?{GERMAN_PAGE})?",
        LIKELY,
        sentences=True,
    ),
    build_form(
        "book",
        rf"{EDITOR}, {PLAIN}, (?:dir|eds?|éds?|coords?)\. \((?:(?P<place>[^():\d]+): )?(?P<publisher>[^()\d]+?),? (?P<issued>\d{{4}})\){PIN}",
        LIKELY,
        italics="title",
    ),
    build_form("webpage", rf"{AUTHOR}, {PLAIN}, (?P<container>{PUBLICATION}) \((?P<issued>{DAY})\){PIN}", LIKELY, italics="title"),
    build_form("article", rf"{AUTHOR}, {PLAIN}, (?P<number>arXiv[: ][\d.]+(?:v\d+)?)(?:, at (?P<pin>[\d–-]+))? \((?P<issued>{DAY})\)", LIKELY, italics="title"),
    build_form(
        "book",
        rf"{AUTHOR}, {GERMAN_TITLE}, (?:(?P<place>{CITY}),? )?(?P<issued>(?:1[5-9]|20)\d\d),? S\.? ?{GERMAN_PAGE}",
        LIKELY,
        sentences=True,
    ),
    build_form(
        "book",
        rf"{AUTHOR}, {GERMAN_TITLE}, (?P<publisher>[^,.:;\d]{{0,40}}[Vv]erlag(?: (?![a-z])[^\W\d_]+)?),? (?P<issued>(?:1[5-9]|20)\d\d)(?:,? S\.? ?{GERMAN_PAGE})?",
        LIKELY,
        sentences=True,
    ),
    build_form(
        "report",
        rf"{AUTHOR}, (?P<title>“[^“”]{{2,200}}”[:,]? [^“”\"(\[<]{{3,200}}?)(?:,? \((?P<issued>{DAY})\)|, (?P<issued_after>{DAY})){PIN}",
        IN_ITALICS_ONLY,
        italics="title",
    ),
    build_form("report", rf"{AUTHOR}, {PLAIN},? \((?P<issued>{DAY})\){PIN}", LIKELY, italics="title"),
    build_form("report", rf"(?P<title>(?![a-z])[^“„\"(\[<;,]{{20,200}}?) \((?:(?P<place>{CITY}): )?(?P<publisher>(?![a-z])[^()\d]{{2,80}}?),? (?P<issued>{YEAR})\){PIN}", PAGE_WITHOUT_MARKS),
    build_form("webpage", rf"(?P<title>(?![a-z])[^“„\"(\[<;]{{20,200}}?), (?P<container>(?![a-z])[^,()\d“”\"]{{2,50}}) \((?P<issued>{DAY})\){PIN}", PAGE_WITHOUT_MARKS),
)  # fmt: skip
"""Works whose title is in italics, and German ones."""

FORMS: tuple[NoteForm, ...] = (
    *TREATIES_AND_CASES,
    *DOCUMENTS,
    *BARE_DOCUMENTS,
    *WORKS,
    *LAWS,
    *BOOKS,
)
"""In the order in which they are tried: the ones with the most parts first."""
