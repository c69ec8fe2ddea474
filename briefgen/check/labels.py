"""Tells the owners of a library or campaign what nobody can have for want of a label: nothing is public by accident, and nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.values.brief import Campaign
from briefgen.values.diagnostic import Origin
from briefgen.values.library import Library, Sensitivity

MOST_NAMES = 3
"""How many of them are named in one line."""

WITHOUT_LABEL = frozenset({"id", "language", "state"})
"""Columns that say who gets what, whether a text prints them or not."""

Note = tuple[Origin, str]
"""A place, and what is there."""


def closed_in(library: Library) -> Iterator[Note]:
    """Facts and images that state no sensitivity and that no text prints, a line for each file.

    A work that nothing cites cannot be asked for, and lists from elsewhere hold thousands of them: `list sources --unused` names them.
    """
    facts = [one for key, one in library.facts.items() if key in library.closed.facts]
    yield from _noted("fact", [one.id for one in facts], facts[0].origin if facts else None)
    images = sorted(library.closed.images)
    yield from _noted("image", images, Origin(f"content/{library.name}/images"))


def closed_columns(campaign: Campaign, printed: Mapping[str, Sensitivity]) -> Iterator[Note]:
    """The columns of recipients that state no sensitivity and that no text of the campaign prints."""
    first = next(iter(campaign.recipients), None)
    if first:
        told = {*WITHOUT_LABEL, *first.sensitivity, *printed}
        yield from _noted("column", [one for one in campaign.columns if one not in told], Origin(first.origin.path, 1))


def _noted(what: str, names: Iterable[str], origin: Origin | None) -> Iterator[Note]:
    found = tuple(names)
    if found and origin:
        listed = ", ".join(f"`{name}`" for name in found[:MOST_NAMES])
        more = f" and {len(found) - MOST_NAMES} more" if len(found) > MOST_NAMES else ""
        yield origin, f"{len(found)} {what}{'s' if len(found) > 1 else ''}: {listed}{more}"
