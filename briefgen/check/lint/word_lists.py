"""What lints look for in prose: words, by language, and the shapes of quotations and acronyms."""

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
            "gangsters", "thugs", "butchers", "despicable", "disgusting", "so-called government", "so-called state",
            "so-called republic", "so-called president", "so-called court", "so-called parliament", "so-called leader",
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

KNOWN_ACRONYMS = frozenset(
    "UN EU UK US USA NGO NGOs ISBN DOI URL PDF OK TV ID AD BC AM PM HIV AIDS COVID DNA GPS SMS UNICEF UNESCO USD EUR GBP "
    "AI IP IT ICT CEO BBC CNN NATO FBI CIA OECD WTO WHO LGBT LGBTI LGBTQ LGBTQI LGBTIQ STEM DIY FAQ USB NHS CCTV ISO "
    "ONU UE OTAN ONG OMS OEA OCDE IA VIH SIDA TVA EEUU EE UU PME RDC "
    "AB AG SA SAS SARL SCP SL NV BV LLC LTD PLC MB GB TB KB MW GW KW KM GMT UTC PS PEN "
    "TRUE FALSE VRAI FAUX".split()
)
"""Acronyms that readers know, in English, French and Spanish; forms of companies; units; what spreadsheets print for yes and no."""

QUOTATION = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|(?<!\w)‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)|(?<!\w)'([^']+)'(?!\w)")
ACRONYM = re.compile(r"(?<![\w/.-])[A-Z]{2,}s?(?!\.?[\w/-])")
SPEECH_VERBS = (
    "sa(?:id|ys?|ying)|states?|stated|wr(?:ites?|ote|itten)|told|tells?|asked|asks|added|adds|explained|explains|noted|notes|declared|declares"
    "|testified|recalled|replied|concluded|concludes|found|finds|reported|reports|warned|quoted|commented"
    "|dit|déclare|déclaré|écrit|affirme|affirmé|indique|souligne|précise|rappelle|ajoute|explique|estime"
    "|dice|dijo|escribió|declaró|afirmó|añadió|indicó|informó|señaló|subrayó|advirtió|explicó|expresó|aseguró|manifestó|sostuvo|destacó"
)
SPEECH = re.compile(
    rf"(?:\b(?:{SPEECH_VERBS}|according to|in the words of|selon|según)\b[^.!?“”\"«»]{{0,60}}|:\s*)$"
    r"|[,.]?\s*(?:\w+ ){0,3}(?:said|says|told|wrote|writes|added|explained|recalled|dit|déclare|dijo|dice)\b",
    re.IGNORECASE,
)
"""The end of words that lead in to a quotation, or the start of words that follow one."""

_NAME = r"(?:(?:Mr|Ms|Mrs|Dr|M\.|Mme|Sr|Sra)\.? )?[A-ZÀ-Þ][\w’'-]+(?: (?:de|da|del|van|von|der|bin|al|[A-Z]\.))* [A-ZÀ-Þ][\w’'-]+"
NAMED_SPEAKER = (
    rf"\b(?:{SPEECH_VERBS}|attributable to|[Qq]uotes? from)\b:? (?:[\w’'&,-]+ ){{0,8}}?{_NAME}"
    rf"|{_NAME}(?:,[^.“”]{{0,120}},| \([^)]*\))? (?:has |have |also |a )?(?:{SPEECH_VERBS})\b"
)
"""A speech verb with the first and last name of who speaks, before or behind it."""
