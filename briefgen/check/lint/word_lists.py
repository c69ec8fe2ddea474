"""What lints look for: words, by language, and the shapes of numbers, dates, quotations and acronyms in Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping

REFUSED_WORDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (
            "obviously", "undeniably", "unquestionably", "undoubtedly", "indisputably", "irrefutable", "everyone knows",
            "needless to say", "beyond any doubt", "without any doubt",
        ),
        (
            "barbaric", "evil", "savages", "monstrous", "criminal regime", "puppet regime", "murderous regime", "liars",
            "gangsters", "thugs", "butchers", "despicable", "disgusting", "so-called",
        ),
    ),
    "fr": (
        ("évidemment", "indéniablement", "incontestablement", "sans aucun doute", "tout le monde sait"),
        ("barbare", "barbares", "sauvages", "monstrueux", "régime criminel", "menteurs", "répugnant", "soi-disant"),
    ),
    "es": (
        ("obviamente", "innegablemente", "indudablemente", "sin ninguna duda", "todo el mundo sabe"),
        ("bárbaro", "bárbaros", "salvajes", "monstruoso", "régimen criminal", "mentirosos", "repugnante"),
    ),
}  # fmt: skip
"""By language: words that claim too much, and words that are abusive to a body that receives them."""

KNOWN_ACRONYMS = frozenset("UN EU UK US USA NGO NGOs ISBN DOI URL PDF OK TV ID AD BC AM PM".split())

_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_MAGNITUDES = "hundred|thousand|million|billion|millions|milliards|millones"
_PERCENT = r"\s?(?:per cent|pour cent|por ciento|%)"
NUMBER = re.compile(
    rf"(?<![\w.,/(-])\d[\d,. ]*\d(?:{_PERCENT}|\s(?:{_MAGNITUDES})\b)?(?![\w-])|(?<![\w.,/(-])\d+(?:{_PERCENT}|\s(?:{_MAGNITUDES})\b)"
    rf"|(?<![\w.,/(§-])\d(?=\s[a-zà-ÿ])|\b(?:{_NUMBER_WORDS})\s(?:{_MAGNITUDES}|per cent)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
REFERENCE = re.compile(
    r"\b(?:arts?|articles?|artículos?|paras?|paragraphs?|paragraphes?|párrafos?|pp?|sections?|secci[oó]n|r[eé]solution|resolución|"
    r"cycle|chapters?|chapitres?|capítulos?|figure|table|annex|item|No|n°|núm)\.?\s+[\d, andetyà–-]+",
    re.IGNORECASE,
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|janvier|février|mars|avril|mai|juin|"
    "juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
    "noviembre|diciembre"
)
DATE = re.compile(
    rf"\b\d{{1,2}}(?:er|st|nd|rd|th)? (?:de )?(?:{_MONTHS})(?: (?:de )?\d{{4}})?|(?:{_MONTHS}) \d{{1,2}}\b"
)
LIST_ITEM = re.compile(r"^\s*\d+[.)] ", re.MULTILINE)
FILLED_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}")
QUOTATION = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|(?<!\w)‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)|(?<!\w)'([^']+)'(?!\w)")
ACRONYM = re.compile(r"(?<![\w/.-])[A-Z]{2,}s?(?![\w/.-])")
TIME_LIMIT = re.compile(
    r"\b(?:(?:by|before) (?:next|the (?:end|next)|its next)|until|within (?:\w+ ){1,2}(?:days?|weeks?|months?|years?)"
    r"|each (?:year|month)|every (?:year|month|two years)|annual|annually|yearly|immediately"
    r"|avant (?:la fin|le prochain|son prochain|l[’']hiver|l[’']été|fin)|d[’']ici|chaque (?:année|mois)|annuel(?:le)?s?"
    r"|immédiatement|sans délai"
    r"|antes de (?:fin|su próximo)|antes del (?:fin|final|próximo)|en (?:el|un) plazo|cada (?:año|mes)|anual(?:es|mente)?"
    r"|inmediatamente|sin demora)\b|\b20\d\d\b",
    re.IGNORECASE,
)
"""What binds a recommendation to a time: `before the next review`, and not `before a court`."""
CLOCK_TIME = re.compile(
    r"\b(?:at|until|à|a las) \d{1,2}(?:[.:h]\d{2}(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)(?!\d|\s?(?:%|per |pour |por |million))",
    re.IGNORECASE,
)
"""A time of day: `at 10.30`, and not `at 10.30 per cent`."""
