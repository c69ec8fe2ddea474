"""Guesses the kind of a block from the words of its heading, in the languages of the United Nations and Korean."""

from __future__ import annotations

import re
from collections.abc import Mapping

DEFAULT_KIND = "situation"

KIND_WORDS: Mapping[str, str] = {
    "recommendation": "recommend|recommand|recomend|рекомендац|توصي|建议|建議|권고|제언",
    "summary": "summary|overview|key findings|at a glance|résumé|synthèse|resumen|síntesis|резюме|краткое содержание|ملخص|خلاصة|موجز|摘要|概要|概述|요약|개요",
    "conclusion": "conclu|closing remarks|заключени|выводы|خاتمة|استنتاج|结论|結論|결론|맺음말",
    "legal-analysis": r"\blaws?\b|\blegal|\btreat(?:y|ies)\b|\bconventions?\b|\bobligations?\b|\bnormative|\bdroit\b|juridique|\btraités?\b|"
    r"normati|\bderecho\b|jurídic|\btratados?\b|правов|\bправо\b|договор|القانون|قانوني|المعاهدات|法律|法规|条约|国际法|법적|법률|국제법|조약",
    "background": "background|histor|introduction|context|methodolog|about (?:us|this)|contexte|historique|antecedente|"
    "introducción|contexto|metodolog|введение|контекст|история|методолог|خلفية|مقدمة|سياق|منهجية|背景|引言|导言|前言|方法|배경|서론|머리말|방법론",
}
"""By kind, the parts of words that name it; the first kind that matches is taken."""

_PATTERNS = {kind: re.compile(words, re.IGNORECASE) for kind, words in KIND_WORDS.items()}


def guess_kind(title: str, above: str = "") -> tuple[str, str]:
    """The kind of a block, and the word that says so: in its title, else in the heading above; empty for none."""
    for words in (title, above):
        for kind, pattern in _PATTERNS.items():
            if found := pattern.search(words):
                return kind, found[0]
    return DEFAULT_KIND, ""
