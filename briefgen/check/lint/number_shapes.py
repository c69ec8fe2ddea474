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
    "noviembre|diciembre"
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
    "secci(?:ón|ones)|cuadros?|objetivos?|metas?|objectifs?|cibles?"
)
_AGE = r"\d{1,3}"

NO_FIGURE: tuple[re.Pattern[str], ...] = (
    re.compile(r"\b(?:https?://|www\.)\S+|\b[\w.]+@[\w.]+\b", re.IGNORECASE),
    re.compile(r"\b[A-Z][A-Z0-9]*(?:/[\w.()]+)+"),  # A/HRC/25/63
    # Days, and lists of days, with their month.
    re.compile(rf"\b{_DAYS} (?:de )?(?:{_MONTHS}){_YEAR_AFTER}\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_MONTHS}) {_DAYS}\b(?:, \d{{4}})?", re.IGNORECASE),
    re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"),
    re.compile(
        r"\b(?:at|until|à|a las) \d{1,2}(?:[.:h]\d{2}(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)(?!\d|\s?(?:%|per |pour |por |million))",
        re.IGNORECASE,
    ),
    re.compile(r"\b\d{1,2}:\d{2}\b"),
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
    re.compile(r"\b\d+ (?:years?|months?|weeks?|days?|decades?) (?:ago|earlier|later|before|after)\b", re.IGNORECASE),
    re.compile(r"\b(?:il y a|hace|depuis|desde hace) \d+ (?:ans|mois|jours|años|meses|días)\b", re.IGNORECASE),
    re.compile(r"\b24[ -]hours?\b|\b24/7\b|\b7 days a week\b", re.IGNORECASE),
    re.compile(r"(?<=[a-zà-ÿ,;] )[A-Z][\w’'-]+ \d+\b(?!\s?(?:%|per |pour |por |million))"),  # at Camp 14, of Session 59
)
"""Numbers that are not figures: addresses, symbols, dates, times, labels of laws and paragraphs, ages, names with a number."""
