"""What a process remembers of the PDFs that it audited: the files of a campaign share nearly all of their objects and pages.

A caller that audits many files owns the memory and passes it to each audit. What is found in a file is the same without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from briefgen.leak_check.audit.pdf.object_parts import ObjectKey, ObjectParts

Key = TypeVar("Key")
Value = TypeVar("Value")

MAX_PROVEN_PAGES = 1_000
MAX_KEPT_OBJECTS = 2_000


@dataclass(slots=True)
class BoundedStore(Generic[Key, Value]):
    """Values by key, never more than `limit`: a full store is emptied."""

    limit: int
    _values: dict[Key, Value] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Key) -> Value | None:
        """The value of a key; None where it is not kept."""
        return self._values.get(key)

    def keep(self, key: Key, value: Value) -> None:
        """Keep a value."""
        if len(self._values) >= self.limit:
            self._values.clear()
        if self.limit:
            self._values[key] = value


@dataclass(frozen=True, slots=True)
class AuditMemory:
    """Pages and objects of the PDFs that were audited before."""

    proven_pages: BoundedStore[bytes, bool] = field(default_factory=lambda: BoundedStore(MAX_PROVEN_PAGES))
    """The digests of pages on which every word was seen."""
    objects: BoundedStore[ObjectKey, ObjectParts] = field(default_factory=lambda: BoundedStore(MAX_KEPT_OBJECTS))
    """What objects hold themselves, by their bytes."""
