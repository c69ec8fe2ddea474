"""The shapes of numbers in English, French and Spanish: figures, and numbers that only name or date something."""

from __future__ import annotations

import re

_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_MAGNITUDES = "hundred|thousand|million|billion|millions|milliards|millones"
_PERCENT = r"\s?(?:per cent|percent|pour cent|por ciento|%)"
NUMBER = re.compile(
    rf"(?<![\w.,/(-])\d[\d,. ]*\d(?:{_PERCENT}|\s(?:{_MAGNITUDES})\b)?(?![\w-])|(?<![\w.,/(-])\d+(?:{_PERCENT}|\s(?:{_MAGNITUDES})\b)"
    rf"|(?<![\w.,/(§-])\d(?=\s[a-zà-ÿ])|\b(?:{_NUMBER_WORDS})\s(?:{_MAGNITUDES}|per cent)\b",
    re.IGNORECASE,
)
"""A figure: `1,200`, `40 per cent`, `3 million`, `7 wells`, `two hundred`."""
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|janvier|février|mars|avril|mai|juin|"
    "juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    "noviembre|diciembre|janv\\.?|févr\\.?|avr\\.?|juil\\.?|sept\\.?|oct\\.?|nov\\.?|déc\\.?|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Aug\\.?|Dec\\.?|ene\\.?|abr\\.?|ago\\.?|dic\\.?"
)
_DAY = r"\d{1,2}(?:er|st|nd|rd|th|º)?"
_JOIN = r"(?:\s?(?:,|–|-|/)\s?|,?\s(?:and|or|to|et|ou|au|à|y|o|al|a)\s)"
_DAYS = rf"{_DAY}(?:{_JOIN}{_DAY})*"
_YEAR_AFTER = r"(?:,? (?:de |del )?\d{4})?"
_LABEL = r"\d+(?:\.\d+)*[A-Za-z]?(?:\([\w]{1,4}\))*"
_LABELS = rf"{_LABEL}(?:{_JOIN}{_LABEL})*"
_LABELLED = (
    "sections?|ss?|articles?|arts?|artículos?|rules?|clauses?|parts?|schedules?|chapters?|paragraphs?|paras?|sub-?paragraphs?|"
    "regulations?|acts?|nos?|n°|nº|n[oú]ms?|numbers?|resolutions?|recommendations?|principles?|guidelines?|appendi(?:x|ces)|"
    "annex(?:es)?|volumes?|vols?|protocols?|goals?|targets?|SDGs?|steps?|stages?|phases?|categor(?:y|ies)|levels?|boxe?s?|"
    "figures?|tables?|items?|notes?|footnotes?|questions?|options?|forms?|pages?|pp?|lines?|cycle|sessions?|rounds?|orders?|"
    "decrees?|laws?|directives?|conventions?|lois?|décrets?|alinéas?|paragraphes?|chapitres?|règles?|résolutions?|recommandations?|"
    "annexes?|tableaux?|points?|párrafos?|capítulos?|reglas?|ley(?:es)?|decretos?|resoluci(?:ón|ones)|apartados?|incisos?|anexos?|"
    "recitals?|considérants?|considerandos?|(?:sub-?)?topics?|modules?|exhibits?|indicators?|pillars?|versions?|"
    "secci(?:ón|ones)|cuadros?|objetivos?|metas?|objectifs?|cibles?"
)
_AGE = r"\d{1,3}"
_CURRENCIES = "USD|EUR|GBP|CHF|AUD|NZD|CAD|JPY|CNY|INR|KRW|MXN|BRL|ZAR|KES|NGN|XAF|XOF|MYR|RUB|TRY|SEK|NOK|DKK|US|UN|EU"
_SIGNED_BY = "signed by|endorsed by|supported by|joined|letter (?:from|by)|submission (?:from|by)|group of|signée? par|firmada por"
_SIGNATORIES = "(?:organi[sz]ations?|groups|NGOs|associations?|signator(?:y|ies)|signatures?|organizaciones|firmantes)"
_SPANS = "years?|months?|weeks?|days?|hours?|decades?"
_FRENCH_SPANS = "ans|années|mois|semaines|jours|heures"
_SPANISH_SPANS = "años|meses|semanas|días|horas"

NO_FIGURE: tuple[re.Pattern[str], ...] = (
    re.compile(r"\b(?:https?://|www\.)\S+|\b[\w.]+@[\w.]+\b", re.IGNORECASE),
    re.compile(r"\b[A-Z][A-Z0-9]*(?:/[\w.()]+)+"),  # A/HRC/25/63
    # Days, and lists of days, with their month.
    re.compile(rf"\b{_DAYS} (?:de )?(?:{_MONTHS}){_YEAR_AFTER}\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_MONTHS}) {_DAYS}\b(?:,? \d{{4}})?", re.IGNORECASE),
    re.compile(
        r"\b(?:(?:les|des|los) (?:années|años) \d0(?: (?:et|y) \d0)?\b(?! [a-zà-ÿ])|the \d0s\b)", re.IGNORECASE
    ),  # los años 70 y 80
    re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"),
    re.compile(
        r"\b(?:at|until|à|a las) \d{1,2}(?:[.:h]\d{2}(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)(?!\d|\s?(?:%|per |pour |por |million))",
        re.IGNORECASE,
    ),
    re.compile(r"\b\d{1,2}:\d{2}\b|\b\d{1,2}(?:[.:]\d{2})?\s?[ap]\.?m\b", re.IGNORECASE),
    re.compile(
        r"\+\d[\d ()-]{6,}\d|\b(?:tel|tél|phone|mobile|fax|teléfono|téléphone)\b[.:]* ?[\d ()-]{6,}\d", re.IGNORECASE
    ),
    # Parts of laws and documents, and references to them.
    re.compile(rf"(?<![\w-])(?:{_LABELLED})\.? {_LABELS}(?!\s?(?:%|per cent|million))", re.IGNORECASE),
    re.compile(rf"§§? ?{_LABELS}"),
    re.compile(rf"\b{_LABELS} (?:above|below|supra|infra|ci-dessus|ci-dessous|más arriba|más abajo)\b", re.IGNORECASE),
    re.compile(r"\b\d+(?:\.\d+){2,}\b"),
    re.compile(r"\b\d+ of (?:1[5-9]|20)\d\d\b|\b\d+/(?:1[5-9]|20)\d\d\b"),  # Decree 32 of 2006, Act 5/2010
    re.compile(r"^\s*\(?\d+(?:\.\d+)*[.)]\s", re.MULTILINE),
    # Ages, and spans of time that tell when something was.
    re.compile(
        rf"\b(?:aged?|ages of|age of|under|over|âgée?s? de|moins de|plus de|menores de|mayores de|de)"
        rf" (?:between |the age of |entre )?{_AGE}(?:{_JOIN}{_AGE})?(?:-year-olds?| years? old| ans| años)"
        rf"|\baged? (?:between )?{_AGE}(?:{_JOIN}{_AGE})?|\bunder(?: the age of)? (?:1[0-9]|5)\b|\b{_AGE}[- ]years?[- ]old",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:age|edad|âge) (?:of|de) {_AGE}\b|\b{_AGE} (?:años de edad|ans révolus)|\b(?:under|over)[ -]{_AGE}s\b|\b{_AGE}(?: and (?:over|under)\b|\+)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b\d+ (?:{_SPANS}) (?:ago|earlier|later|before|after)\b", re.IGNORECASE),
    re.compile(rf"\b(?:past|last|next|following|coming|previous|preceding|first) \d+ (?:{_SPANS})\b", re.IGNORECASE),
    re.compile(rf"\b(?:il y a|hace|depuis|desde hace) \d+ (?:{_FRENCH_SPANS}|{_SPANISH_SPANS})\b", re.IGNORECASE),
    re.compile(
        rf"\b\d+ (?:derni|proch|premi)\w+ (?:{_FRENCH_SPANS})\b|\b(?:últim|próxim|primer)[oa]s \d+ (?:{_SPANISH_SPANS})\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b24[ -]hours?\b|\b24/7\b|\b7 days a week\b", re.IGNORECASE),
    # Years of somebody's work, numbers that announce a list, majorities, numbers of telephones, signatories of this letter.
    re.compile(
        r"\bspent \d+ years (?:at|as|in|with|on)\b|\bfor \d+ years (?:has|have|had|was|were|been)\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:all|these|those|following) \d (?:of )?(?:these|them|the|those|\w+s\b)|\b\d (?:[\w-]+ ){0,3}\w+:\s*$",
        re.IGNORECASE,
    ),
    re.compile(r"\bmajority of (?:\w+ ){0,3}\d+\s?(?:%|per ?cent)", re.IGNORECASE),
    re.compile(r"\b(?:111|112|911|999) (?:service|calls?|number|emergency|line)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_SIGNED_BY})(?: [\w-]+){{0,4}}? \d[\d,]*\+?(?= (?:[\w-]+ ){{0,3}}{_SIGNATORIES}\b)", re.IGNORECASE
    ),
    re.compile(
        rf"\b\d[\d,]*\+? (?:[\w-]+ ){{0,3}}{_SIGNATORIES}\b(?=[^.]*\b(?:sign(?:ed)? (?:this|the|an|on)|(?:open|joint) (?:letter|submission|statement)))",
        re.IGNORECASE,
    ),
    # Names with a number: from Camp 14, iOS 17.4; not `In Kenya 300 people`, nor `USD 300`.
    re.compile(
        rf"(?:(?<=[a-zà-ÿ,;] )(?!{_CURRENCIES})[A-Z][\w’'-]+|\b(?!{_CURRENCIES})(?:[A-Z]{{2,}}|[a-z][A-Z]\w+)) \d+(?:\.\d+)*\b"
        r"(?!\s?%|\s(?!(?:and|or|is|was|on|at|to|as|that|which|by|from|with|sa(?:ys|id)|must|shall|should|does|did|has|had|et|ou|est|y|o|es)\b)[a-zà-ÿ])|\b(?:Camp|Ward|Unit|Block|Zone|Area|Cell|Room|Gate|Route|Flight|Battalion|Brigade|Sector|iOS|Android|Windows) \d+(?:\.\d+)*\b"
    ),
)
"""Numbers that are not figures: addresses, symbols, dates, times, labels of laws and paragraphs, ages, names with a number."""
