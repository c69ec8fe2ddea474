"""The codes of states."""

from __future__ import annotations

from functools import lru_cache

from briefgen.values.diagnostic import Origin, Sink

HINT = "write a code of ISO 3166-1: `CHN`, `KEN`"
"""No nearest code: it would be that of another state."""


def check_state(code: str, place: str, origin: Origin, sink: Sink) -> None:
    """Report a code that no state has; an empty one says nothing. `place` is where it stands: `` `state` ``."""
    if code and code not in known_states():
        sink.error("state-unknown", f"{place} has `{code}`, which is no state", origin, HINT)


@lru_cache(maxsize=1)
def known_states() -> frozenset[str]:
    """The codes of ISO 3166-1 that CLDR knows, of two and of three letters."""
    from babel import Locale  # noqa: PLC0415 - only those who name a state pay for it
    from babel.core import get_global  # noqa: PLC0415

    two = frozenset(code for code in map(str, Locale.parse("en").territories) if len(code) == 2 and code.isalpha())
    aliases = get_global("territory_aliases")
    three = frozenset(code for code, now in aliases.items() if len(code) == 3 and code.isalpha() and now[0] in two)
    return (two - {"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"}) | (three - {"FXX"})
