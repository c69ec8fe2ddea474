"""One work as it is sent to the citation engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.model.library import Source

CiteprocItem = dict[str, Any]

NAME_VARIABLES = frozenset(
    (
        "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director",
        "editor", "editor-translator", "editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer",
        "narrator", "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
        "series-creator", "translator",
    )
)  # fmt: skip
PRIMARY_TYPES = frozenset(("treaty", "legislation", "bill", "regulation", "standard", "legal_case"))
"""Types of law and decisions, which styles cite without an address."""

FLAG = "set"
"""The value of a variable that only tells a style something: it is never printed."""


@dataclass(slots=True)
class CslItem:
    """One work as it is sent to the engine."""

    source: Source
    item: CiteprocItem
    language: str = "en"
    """The code of the language in which the style words the citation."""
    implied: set[str] = field(default_factory=set)
    """Variables of the source that other words of the citation already say, such as the court of a case that its number tells."""

    def get(self, variable: str) -> str:
        """The text of a variable, or nothing."""
        return str(self.item.get(variable) or "")

    def omit(self, *variables: str) -> None:
        """Leave variables out of the citation, because it says the same in other words."""
        for variable in variables:
            if self.item.pop(variable, None) is not None:
                self.implied.add(variable)

    def find_year(self) -> int | None:
        """The year of `issued`."""
        issued = self.item.get("issued")
        parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
        return int(parts[0][0]) if parts and parts[0] else None
