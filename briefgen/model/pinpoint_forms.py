"""Pinpoints as Arabic, Chinese and Korean write them, `الفقرة 12`, `第12段`, `12쪽`: read by the words that briefgen prints in these languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.model.languages import list_languages, read_language

_OTHER_SCRIPTS = re.compile(r"[\u0600-\U0003FFFF]")
"""Letters after those of the labels in `pinpoint_labels.py`, which are Latin and Cyrillic."""

_LESS_USUAL_KINDS = frozenset(("chapter of statutes", "indent", "operative paragraph", "recital", "regulation", "tome"))
"""Kinds that give way to another where both have the same words."""

PinpointForm = tuple[str, str, str, bool]
"""What is before and after the numbers, the kind of place, and whether it is the form for several."""


def find_forms(text: str) -> tuple[PinpointForm, ...]:
    """The forms that can be in a text, the longest words first; none for a text in Latin or Cyrillic letters."""
    return _read_forms() if not text.isascii() and _OTHER_SCRIPTS.search(text) else ()


@cache
def _read_forms() -> tuple[PinpointForm, ...]:
    found: dict[tuple[str, str], PinpointForm] = {}
    for before, after, kind, is_plural in sorted(_list_forms(), key=lambda form: form[2] in _LESS_USUAL_KINDS):
        found.setdefault((before, after), (before, after, kind, is_plural))
    return tuple(sorted(found.values(), key=lambda form: (-len(form[0]), -len(form[1]))))


def _list_forms() -> Iterator[PinpointForm]:
    for code in list_languages():
        places = read_language(code).get("citations", {}).get("places", {})
        for kind, forms in places.items():
            for is_plural, form in enumerate([forms] if isinstance(forms, str) else forms):
                before, numbers, after = form.partition("{}")
                if numbers and _OTHER_SCRIPTS.search(form):
                    yield before.strip(), after.strip(), kind, bool(is_plural)
