"""Tells the owners of a library or campaign what nobody can have for want of a label: nothing is public by accident, and nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.model.brief import Campaign
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Library, Sensitivity

MAX_LISTED_NAMES = 3
"""How many of them are named in one line."""

COLUMNS_WITHOUT_LABEL = frozenset({"id", "language", "state"})
"""Columns that say who gets what, whether a text prints them or not."""

UnlabelledNotice = tuple[Origin, str]
"""A place, and what is there."""


def find_unlabelled(library: Library) -> Iterator[UnlabelledNotice]:
    """Facts and images that state no sensitivity and that no text prints, a line for each file.

    A work that nothing cites cannot be asked for, and lists from elsewhere hold thousands of them: `list sources --unused` names them.
    """
    facts = [one for key, one in library.facts.items() if key in library.unlabelled.facts]
    yield from _build_notices("fact", [one.id for one in facts], facts[0].origin if facts else None)
    images = sorted(library.unlabelled.images)
    yield from _build_notices("image", images, Origin(f"content/{library.name}/images"))


def find_unlabelled_columns(campaign: Campaign, printed: Mapping[str, Sensitivity]) -> Iterator[UnlabelledNotice]:
    """The columns of recipients that state no sensitivity and that no text of the campaign prints."""
    first = next(iter(campaign.recipients), None)
    if first:
        told = {*COLUMNS_WITHOUT_LABEL, *first.sensitivity, *printed}
        yield from _build_notices(
            "column", [one for one in campaign.columns if one not in told], Origin(first.origin.path, 1)
        )


def _build_notices(what: str, names: Iterable[str], origin: Origin | None) -> Iterator[UnlabelledNotice]:
    found = tuple(names)
    if found and origin:
        listed = ", ".join(f"`{name}`" for name in found[:MAX_LISTED_NAMES])
        more = f" and {len(found) - MAX_LISTED_NAMES} more" if len(found) > MAX_LISTED_NAMES else ""
        yield origin, f"{len(found)} {what}{'s' if len(found) > 1 else ''}: {listed}{more}"
