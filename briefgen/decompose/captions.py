"""Takes the typed number off a caption: briefgen does not print it, and it is wrong as soon as a block moves."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LABEL = re.compile(
    r"\s*(?:Table|Tableau|Tabla|Cuadro|Таблица|جدول|الجدول|표|表|Figure|Figura|Gráfico|Рисунок|شكل|الشكل|그림|图)"
    r"(?:\s*\d+(?:[.-]\d+)*\s*\\?[.:：–—-]?\s+|\s*[:：]\s*)"
)


def has_only_label(words: Iterable[str], passage: str) -> bool:
    """Whether all these words are in the label that a passage starts with."""
    label = remove_label(passage.strip())[1]
    return bool(label) and set(words) <= set(re.findall(r"\w+", label))


def remove_label(caption: str) -> tuple[str, str]:
    """A caption without `Table 3: `, and that label."""
    found = _LABEL.match(caption)
    return (caption[found.end() :], found[0].strip()) if found and caption[found.end() :].strip() else (caption, "")
