"""Describes what a finished document prints: its facts with their values, and what in it needs a consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.compose.localisation import format_with_unit
from briefgen.model.consent import Consent
from briefgen.model.library import Block, Fact, FactValue
from briefgen.model.record import PrintedFact
from briefgen.model.translation import apply_translations


def build_printed_fact(fact: Fact, language: str) -> PrintedFact:
    """A fact as a document in a language prints it."""
    local = apply_translations(fact, language)
    return PrintedFact(format_neutral_value(local.value), format_with_unit(local, language), local.unit)


def format_neutral_value(value: FactValue | tuple[FactValue, FactValue]) -> str:
    """A value in a form that does not depend on the language, except for a text: `12500`, `10000 to 300000`, `2024-04-26`."""
    return " to ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def list_consents(
    blocks: Mapping[str, Block], images: Iterable[str], image_consents: Mapping[str, tuple[Consent, ...]]
) -> Iterator[str]:
    """What of a document needs a consent: `block voice@short`, `image images/bridge.jpg`; `blocks` by the names of inputs."""
    yield from (f"block {name}" for name, block in blocks.items() if block.consents is not None)
    yield from (f"image {name}" for name in images if name in image_consents)
