"""Finds every text that can be translated, with the places of its translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.access.usages import format_text_name
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Block, Fact, Library, Variant
from briefgen.model.text_pieces import TextPiece, find_pieces
from briefgen.model.translation import has_words
from briefgen.model.translation_record import TextKey

TITLE_LABELS = ("title", "short_title")
UNTRANSLATED_FIELDS = frozenset({"legal_basis", "state", "sdg", "previous"})
"""Fields of a recommendation that are the same in every language."""

FACT_PARTS = ("label", "unit", "value")
BRIEF_PARTS = ("title", "subtitle")


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language."""

    pieces: tuple[TextPiece, ...]
    origin: Origin
    variant: Variant | None = None
    """Of a block."""


@dataclass(frozen=True, slots=True)
class Original:
    """A text in the language in which it was written."""

    key: TextKey
    language: str
    pieces: tuple[TextPiece, ...]
    origin: Origin
    translations: Mapping[str, Translation]
    """By language."""
    variant: Variant | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """Its pieces without their line breaks: other line breaks are not another text."""
        return tuple(normalise_text(piece.text) for piece in self.pieces)


def normalise_text(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def find_originals(library: Library, language: str, briefs: Iterable[Brief] = ()) -> Iterator[Original]:
    """Every text of a library and of briefs that has words; `language` is that of the project."""
    for block in library.blocks:
        yield from find_block_originals(block, language)
    for fact in library.facts.values():
        yield from find_fact_originals(fact)
    for brief in briefs:
        yield from find_brief_originals(brief)


def find_block_originals(block: Block, language: str) -> Iterator[Original]:
    """The title and the text of each cut of a block. `block` has all its variants."""
    own = block.variants[0]
    for variant in block.variants:
        if variant.language != language:
            continue
        others = [other for other in block.variants if other.name == variant.name and other.language != language]
        name = format_text_name(block, variant)
        has_title = variant is own or variant.title != own.title
        for part in ("title", "text") if has_title else ("text",):
            pieces = _select_pieces(variant, part)
            translated = {
                other.language: Translation(_select_pieces(other, part), other.origin, other)
                for other in others
                # A translation without a title prints that of the original.
                if part == "text" or other.title != variant.title
            }
            if has_words(tuple(piece.text for piece in pieces)):
                yield Original(TextKey("block", name, part), language, pieces, variant.origin, translated, variant)


def _select_pieces(variant: Variant, part: str) -> tuple[TextPiece, ...]:
    return tuple(
        piece
        for piece in find_pieces(variant)
        if (piece.label in TITLE_LABELS) == (part == "title")
        and piece.label.partition(".")[0] not in UNTRANSLATED_FIELDS
    )


def find_fact_originals(fact: Fact) -> Iterator[Original]:
    """The words of a fact: its label, its unit, a value in words."""
    for part in FACT_PARTS:
        text = getattr(fact, part)
        if isinstance(text, str) and has_words(text):
            key = TextKey("fact", fact.id, part)
            yield _build_original(key, text, fact.written_language, fact.translations, part, fact.origin)


def find_brief_originals(brief: Brief) -> Iterator[Original]:
    """The title and the opening texts of a brief, in the language of its file."""
    language = brief.wording.written_language or brief.language
    written = brief.in_language(language)
    texts = {part: getattr(written, part) for part in BRIEF_PARTS}
    texts |= {f"standfirsts.{section}": text for section, text in written.standfirsts.items()}
    for part, text in texts.items():
        if has_words(text):
            origin = brief.find_origin(part)
            key = TextKey("brief", brief.id, part)
            yield _build_original(key, text, language, brief.wording.translations, part, origin)


def _build_original(
    key: TextKey, text: str, language: str, translations: Mapping[str, Mapping[str, object]], part: str, origin: Origin
) -> Original:
    piece = TextPiece(part, text, origin.line)
    translated = {
        other: Translation((replace(piece, text=str(texts[part])),), origin)
        for other, texts in translations.items()
        if part in texts and other != language
    }
    return Original(key, language, (piece,), origin, translated)
