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

KNOWN_ACRONYMS = frozenset(
    "UN EU UK US USA NGO NGOs ISBN DOI URL PDF OK TV ID AD BC AM PM HIV AIDS COVID DNA GPS SMS UNICEF UNESCO USD EUR GBP".split()
)

QUOTATION = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»|(?<!\w)‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)|(?<!\w)'([^']+)'(?!\w)")
ACRONYM = re.compile(r"(?<![\w/.-])[A-Z]{2,}s?(?![\w/.-])")
SPEECH = re.compile(
    r"(?:\b(?:sa(?:id|ys?|ying)|states?|stated|wr(?:ites?|ote|itten)|told|tells?|asked|asks|added|adds|explained|explains|noted|notes|declared|declares"
    r"|according to|in the words of|testified|recalled|replied|concluded|concludes|found|finds|reported|reports|warned|quoted"
    r"|dit|déclare|déclaré|selon|écrit|affirme|affirmé|a dit|dice|dijo|según|escribió|declaró|afirmó|añadió)\b[^.!?“”\"«»]{0,60}|:\s*)$"
    r"|[,.]?\s*(?:\w+ ){0,3}(?:said|says|told|wrote|writes|added|explained|recalled|dit|déclare|dijo|dice)\b",
    re.IGNORECASE,
)
"""The end of words that lead in to a quotation, or the start of words that follow one."""
