"""How much a recommendation asks for, told by its first verb."""

from __future__ import annotations

import re
from collections.abc import Mapping

CATEGORIES: Mapping[int, tuple[str, ...]] = {
    1: ("call", "seek", "share"),
    2: ("continue", "maintain", "persevere", "persist", "pursue"),
    3: ("analyse", "consider", "envisage", "explore", "reflect", "review", "revise", "study"),
    4: ("accelerate", "address", "encourage", "engage", "ensure", "guarantee", "intensify", "promote", "speed", "strengthen", "take"),
    5: (
        "abolish", "accede", "adopt", "amend", "conduct", "develop", "eliminate", "end", "enforce", "establish", "grant",
        "implement", "investigate", "offer", "publish", "ratify", "recommend", "release", "repeal", "request", "suspend",
        "undertake",
    ),
}  # fmt: skip
"""Verbs of the action categories that McMahon made for the database of UPR Info (2020): 1 minimal to 5 specific action. The lists
are not copied from it, for its table could not be read; they are unverified."""


def category(action: str) -> int | None:
    """The action category of a recommendation by its first verb; None where the verb is in no list."""
    first = next(iter(re.findall(r"[a-z]+", action.casefold())), "")
    return next((number for number, verbs in CATEGORIES.items() if first in verbs), None)
