"""The text of one block as it is edited: Markdown, its front matter as a form, and what can be put into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.composer.block_text import BlockText, read_block_text
from briefgen.composer.reading import BriefReading
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.original import OriginalView, build_original_view
from briefgen.edit.front_matter import read_front_matter
from briefgen.model.direction import find_language_direction
from briefgen.model.library import Block, Sensitivity, Source, Status, list_short_names
from briefgen.model.withheld import Withheld
from briefgen.model.word_count import count_printed_words
from briefgen.record.printed import build_printed_fact

OWN_KEYS = ("title", "short_title", "kind", "group", "topics", "sensitivity", "status")
"""Keys of a block that the form shows, in its order."""
VARIANT_KEYS = ("title", "short_title", "sensitivity")
CONSENT_KEYS = ("given", "audiences", "places", "until", "withdrawn")
"""What the form shows of the consent of the people whose words or stories the block has."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "sensitivity": tuple(level.word for level in Sensitivity),
    "status": tuple(status.value for status in Status),
}


@dataclass(frozen=True, slots=True)
class TextChoice:
    """One text of the block."""

    name: str
    """Of the variant; empty for the block's own text."""
    language: str
    file: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One key of the front matter."""

    key: str
    value: str
    """As it is typed; several words with commas between them. Empty: not stated."""
    choices: tuple[str, ...] = ()
    is_fixed: bool = False
    """Whether it is written in a form that this page does not change."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Something that can be put into the text."""

    kind: str
    """`citation`, `fact`, `image`, `person` or `reference`."""
    key: str
    printed: str
    """What it stands for, in words."""


@dataclass(frozen=True, slots=True)
class BlockView:
    """One text of a block, with what a page needs to change it."""

    block: str
    title: str
    file: str
    base: str
    body: str
    language: str
    direction: str
    """`ltr` or `rtl`."""
    words: int
    texts: tuple[TextChoice, ...]
    original: OriginalView | None
    """The text that this one translates."""
    fields: tuple[FormField, ...]
    consent: Mapping[str, str] | None
    """By `CONSENT_KEYS`, as it is typed; None where the form does not change it: in a variant, and for several people."""
    insertions: tuple[Insertion, ...]


def build_block_view(session: ComposerSession, arguments: Mapping[str, Any]) -> BlockView:
    """The text of a block that the arguments name."""
    text = read_block_text(session, arguments)
    reading, block, variant = text.reading, text.block, text.variant
    is_internal = arguments.get("internal") == "1"
    return BlockView(
        block=block.id,
        title=variant.title or block.title or block.id,
        file=variant.origin.path,
        base=text.base,
        body=text.body,
        language=variant.language,
        direction=find_language_direction(variant.language),
        words=count_printed_words(text.body),
        texts=tuple(TextChoice(other.name, other.language, other.origin.path) for other in block.variants),
        original=build_original_view(text),
        fields=tuple(_list_fields(text)),
        consent=_read_consent(text),
        insertions=tuple(_list_insertions(reading, is_internal=is_internal)),
    )


def _list_fields(text: BlockText) -> Iterator[FormField]:
    data = read_front_matter(text.content)
    keys = OWN_KEYS if text.variant.origin.path == text.block.origin.path else VARIANT_KEYS
    for key in keys:
        value = data.get(key)
        is_fixed = isinstance(value, dict) or (isinstance(value, list) and not _is_word_list(value))
        yield FormField(key, _format_words(value), CHOICES.get(key, ()), is_fixed)


def _is_word_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _format_words(value: object) -> str:
    """A value of the front matter as it is typed."""
    if isinstance(value, list) and _is_word_list(value):
        return ", ".join(value)
    return "" if value is None else str(value)


def _read_consent(text: BlockText) -> Mapping[str, str] | None:
    stated = read_front_matter(text.content).get("consent", {})
    if text.variant.origin.path != text.block.origin.path or not isinstance(stated, dict):
        return None
    return {key: _format_words(stated.get(key)) for key in CONSENT_KEYS}


def _list_insertions(reading: BriefReading, *, is_internal: bool) -> Iterator[Insertion]:
    """The works, facts, people and blocks that a text for this reader can name."""
    if reading.inputs is None or reading.selection is None:
        return
    library, language = reading.inputs.library, reading.brief.language if reading.brief else ""
    withheld = Withheld() if is_internal or reading.withheld is None else reading.withheld
    hidden_sources = {source.key for source in withheld.sources} - library.unlabelled.sources
    hidden_facts = {fact.id for fact in withheld.facts} - library.unlabelled.facts
    for key, source in library.sources.items():
        if key not in hidden_sources:
            yield Insertion("citation", key, _describe_source(source))
    for key, fact in library.facts.items():
        if key not in hidden_facts:
            printed = build_printed_fact(fact, language).text
            yield Insertion("fact", key, f"{printed}: {fact.label}" if fact.label else printed)
    for name in library.images:
        if is_internal or name not in withheld.images or name in library.unlabelled.images:
            yield Insertion("image", name, name.rpartition("/")[2])
    for person in reading.project.people:  # by the name that documents print; the others are private
        yield Insertion("person", person.key, person.pseudonym)
    for choice in reading.selection.choices:
        yield Insertion("reference", choice.block.id, _describe_block(choice.block, language))


def _describe_source(source: Source) -> str:
    names = list_short_names(source.csl.get("author") or source.csl.get("editor") or ())
    return f"{', '.join(names)}, {source.title}" if names else source.title


def _describe_block(block: Block, language: str) -> str:
    return next((variant.title for variant in block.variants if variant.language == language), block.title)
