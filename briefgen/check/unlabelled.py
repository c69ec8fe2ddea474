"""Lists what no reader can have because it has no sensitivity label and no text prints it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.model.campaign import Campaign
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Library, Sensitivity

MAX_LISTED_NAMES = 3
"""Names in one line."""

COLUMNS_WITHOUT_LABEL = frozenset({"id", "language", "state"})
"""Columns with a purpose of their own, even if no text prints them."""

UnlabelledNotice = tuple[Origin, str]
"""A place, and the things there."""


def find_unlabelled(library: Library) -> Iterator[UnlabelledNotice]:
    """Facts and images without a label that no text prints, a line for each file.

    Sources are left out: imported lists have thousands that nothing cites; `list sources --unused` names them.
    """
    facts = [fact for key, fact in library.facts.items() if key in library.unlabelled.facts]
    if facts:
        yield facts[0].origin, _describe_names("fact", [fact.id for fact in facts])
    if images := sorted(library.unlabelled.images):
        yield Origin(f"content/{library.name}/images"), _describe_names("image", images)


def find_unlabelled_columns(campaign: Campaign, printed: Mapping[str, Sensitivity]) -> Iterator[UnlabelledNotice]:
    """The columns of recipients without a label that no text of the campaign prints."""
    first = next(iter(campaign.recipients), None)
    if first is None:
        return
    known = {*COLUMNS_WITHOUT_LABEL, *first.sensitivity, *printed}
    if columns := [column for column in campaign.columns if column not in known]:
        yield Origin(first.origin.path, 1), _describe_names("column", columns)


def _describe_names(thing: str, names: Sequence[str]) -> str:
    """`5 facts: `a`, `b`, `c` and 2 more`."""
    listed = ", ".join(f"`{name}`" for name in names[:MAX_LISTED_NAMES])
    more = f" and {len(names) - MAX_LISTED_NAMES} more" if len(names) > MAX_LISTED_NAMES else ""
    return f"{len(names)} {thing}{'s' if len(names) > 1 else ''}: {listed}{more}"
