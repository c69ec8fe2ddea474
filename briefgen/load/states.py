"""The codes of states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from briefgen.model.diagnostic import Origin, Sink

STATE_HINT = "write a code of ISO 3166-1: `CHN`, `KEN`"
"""The nearest code is not suggested, because it belongs to another state."""


def check_state(code: str, place: str, origin: Origin, sink: Sink) -> None:
    """Report a code that no state has. An empty code is fine. `place` is the key that has it: `` `state` ``."""
    if code and code not in load_known_states():
        sink.error("state-unknown", f"{place} has `{code}`, which is not a state", origin, STATE_HINT)


def check_addressee(addressee: str, origin: Origin, sink: Sink) -> None:
    """Report an addressee that is a code, which a page prints as a name: `cn`, `KEN and UGA`."""
    words = [word for word in re.findall(r"\w+", addressee) if word not in CONJUNCTIONS]
    if not all(len(word) in {2, 3} and word not in NAMES_LIKE_CODES for word in words):
        return
    codes = [word.upper() for word in words]
    if codes and load_known_states().issuperset(codes):
        what = "the code of a state" if len(codes) == 1 else "made of the codes of states"
        hint = f"write what a sentence says, such as `{_find_english_name(codes[0])}`; a code belongs to `state`"
        sink.warning("recommendation-addressee", f"`{addressee}` is {what}, and is printed as it is", origin, hint)


def to_alpha3(code: str) -> str:
    """The code of three letters for a known code of two. States are compared in this form. Other codes stay as they are."""
    return _load_alpha3_codes().get(code, code)


@lru_cache(maxsize=1)
def load_known_states() -> frozenset[str]:
    """The codes of ISO 3166-1 that CLDR knows, of two and of three letters."""
    from babel import Locale  # noqa: PLC0415 - slow to import

    two = frozenset(code for code in map(str, Locale.parse("en").territories) if len(code) == 2 and code.isalpha())
    three = frozenset(code for code, alpha2 in _load_aliases().items() if alpha2 in two)
    return (two - {"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"}) | (three - {"FXX"})


@lru_cache(maxsize=1)
def _load_alpha3_codes() -> Mapping[str, str]:
    return {two: three for three, two in _load_aliases().items() if three not in FORMER_STATES}


def _load_aliases() -> Mapping[str, str]:
    from babel.core import get_global  # noqa: PLC0415

    aliases = get_global("territory_aliases")
    return {code: str(territories[0]) for code, territories in aliases.items() if len(code) == 3 and code.isalpha()}


def _find_english_name(code: str) -> str:
    from babel import Locale  # noqa: PLC0415 - slow to import

    return str(Locale.parse("en").territories[_load_aliases().get(code, code)])


CONJUNCTIONS = frozenset({"and", "et", "y"})
NAMES_LIKE_CODES = frozenset({"US", "USA"})
"""Codes that English sentences have as names."""

FORMER_STATES = frozenset("ANT BUR DDR FXX NTZ SCG SUN TMP YMD YUG ZAR".split())
"""Withdrawn codes of three letters (ISO 3166-3): CLDR lists each under the code of two letters of a successor state."""
