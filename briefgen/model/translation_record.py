"""What each translation was made from: the original as it was when somebody recorded the translation."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.diagnostic import Origin


@dataclass(frozen=True, slots=True)
class TextKey:
    """The name of one text that can be translated."""

    kind: str
    """`block`, `fact` or `brief`."""
    name: str
    """`legal/torture@short`; the id of a fact; the name of a brief."""
    part: str
    """`text`, `title`, `label`, `unit` ..."""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.part}"


@dataclass(frozen=True, slots=True)
class TranslationRecord:
    """One entry of `translations.yaml`."""

    key: TextKey
    languages: tuple[str, ...]
    original: tuple[str, ...]
    """The pieces of the original."""
    origin: Origin
