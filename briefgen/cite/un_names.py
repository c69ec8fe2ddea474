"""How documents of the United Nations name resolutions and series of treaties, in the languages of briefs."""

from __future__ import annotations

import re
from collections.abc import Mapping

RESOLUTION_NAMES = (
    (re.compile(r"UNGA Res (.+)"), "General Assembly"),
    (re.compile(r"UNSC Res (\d+)"), "Security Council"),
    (re.compile(r"(?:UN)?HRC Res (.+)"), "Human Rights Council"),
    (re.compile(r"(?:UN )?ECOSOC Res (.+)"), "Economic and Social Council"),
)
"""Short names of resolutions, with the number as their group, and the body that adopted them."""

RESOLUTION_TEMPLATES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "General Assembly": "General Assembly resolution {number}",
        "Security Council": "Security Council resolution {number} ({year})",
        "Human Rights Council": "Human Rights Council resolution {number}",
        "Economic and Social Council": "Economic and Social Council resolution {number}",
    },
    "fr": {
        "General Assembly": "résolution {number} de l’Assemblée générale",
        "Security Council": "résolution {number} ({year}) du Conseil de sécurité",
        "Human Rights Council": "résolution {number} du Conseil des droits de l’homme",
        "Economic and Social Council": "résolution {number} du Conseil économique et social",
    },
    "es": {
        "General Assembly": "resolución {number} de la Asamblea General",
        "Security Council": "resolución {number} ({year}) del Consejo de Seguridad",
        "Human Rights Council": "resolución {number} del Consejo de Derechos Humanos",
        "Economic and Social Council": "resolución {number} del Consejo Económico y Social",
    },
    "ru": {
        "General Assembly": "резолюция {number} Генеральной Ассамблеи",
        "Security Council": "резолюция {number} ({year}) Совета Безопасности",
        "Human Rights Council": "резолюция {number} Совета по правам человека",
        "Economic and Social Council": "резолюция {number} Экономического и Социального Совета",
    },
    "ar": {
        "General Assembly": "قرار الجمعية العامة {number}",
        "Security Council": "قرار مجلس الأمن {number} ({year})",
        "Human Rights Council": "قرار مجلس حقوق الإنسان {number}",
        "Economic and Social Council": "قرار المجلس الاقتصادي والاجتماعي {number}",
    },
    "zh": {
        "General Assembly": "大会第{number}号决议",
        "Security Council": "安全理事会第{number} ({year})号决议",
        "Human Rights Council": "人权理事会第{number}号决议",
        "Economic and Social Council": "经济及社会理事会第{number}号决议",
    },
    "ko": {
        "General Assembly": "총회 결의 {number}",
        "Security Council": "안전보장이사회 결의 {number} ({year})",
        "Human Rights Council": "인권이사회 결의 {number}",
        "Economic and Social Council": "경제사회이사회 결의 {number}",
    },
}
"""The long name of a resolution, by language and body."""

TREATY_SERIES: Mapping[str, Mapping[str, str]] = {
    "UNTS": {
        "en": "United Nations, <i>Treaty Series</i>",
        "fr": "Nations Unies, <i>Recueil des Traités</i>",
        "es": "Naciones Unidas, <i>Treaty Series</i>",
        "zh": "联合国，《条约汇编》",
        "ar": "الأمم المتحدة، مجموعة المعاهدات",
    },
    "LNTS": {
        "en": "League of Nations, <i>Treaty Series</i>",
        "fr": "Société des Nations, <i>Recueil des Traités</i>",
        "es": "Sociedad de las Naciones, <i>Treaty Series</i>",
        "zh": "国际联盟，《条约汇编》",
        "ar": "عصبة الأمم، مجموعة المعاهدات",
    },
}
"""Series of treaties by the abbreviation that sources give, and by language; other languages use the English name."""


def name_resolution(short_name: str, year: int | None, language: str) -> str:
    """The long name of a resolution: `General Assembly resolution 78/218`; empty for other names."""
    templates = RESOLUTION_TEMPLATES.get(language, RESOLUTION_TEMPLATES["en"])
    for pattern, body in RESOLUTION_NAMES:
        found = pattern.fullmatch(short_name)
        if found:
            number = re.sub(r"(?<=[A-Z])\(", " (", found[1])
            return templates[body].format(number=number, year=year or "")
    return ""


def name_treaty_series(abbreviation: str, language: str) -> str:
    """The name of a series of treaties in full; empty for other series."""
    names = TREATY_SERIES.get(abbreviation, {})
    return names.get(language, names.get("en", ""))
