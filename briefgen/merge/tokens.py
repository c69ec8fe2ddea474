"""Splits printed words into the tokens that `merge` compares: white space and the look of a space make no difference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from briefgen.model.printed_text import ATOMS, BREAK, NOTE

_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_IDEOGRAPH}]|[^\W{_IDEOGRAPH}]+(?:['’][^\W{_IDEOGRAPH}]+)*|\S")
_SAME_CHARACTERS = str.maketrans({"\u2011": "-", "\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": ""})
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069\u202a-\u202e]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or one of `ATOMS`."""

    key: str
    """What is compared."""
    start: int
    end: int
    """Its place in the text."""
    space: bool
    """Whether there is white space before it."""

    @property
    def is_atom(self) -> bool:
        """Whether it is the call of a note, a picture or an automatic number."""
        return self.key in ATOMS


@dataclass(frozen=True, slots=True)
class Replacement:
    """Tokens of one text, `old_start` to `old_end`, that others of another text replaced."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


@lru_cache(maxsize=20_000)
def split_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order."""
    tokens = []
    last = 0
    for found in _TOKEN.finditer(text):
        key = _build_key(found[0])
        if key:
            gap = text[last : found.start()]
            tokens.append(Token(key, found.start(), found.end(), any(map(str.isspace, gap))))
            last = found.end()
    return tuple(tokens)


def _build_key(written: str) -> str:
    """What is compared of a word: a document can print its digits in another script."""
    if written.isascii():
        return written
    key = _DIRECTION_MARKS.sub("", unicodedata.normalize("NFC", written).translate(_SAME_CHARACTERS))
    return "".join(str(unicodedata.decimal(character, character)) for character in key)


def list_keys(tokens: Iterable[Token]) -> tuple[str, ...]:
    """What is compared of tokens."""
    return tuple(token.key for token in tokens)


def split_at_breaks(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The keys of each of several paragraphs that are joined."""
    part: list[str] = []
    for key in [*keys, BREAK]:
        if key == BREAK:
            yield tuple(part)
            part = []
        else:
            part.append(key)


def find_replacements(old: Sequence[Token], new: Sequence[Token]) -> list[Replacement]:
    """What was replaced, added and taken out. Changes with nothing but a sign between them are one."""
    keys = list_keys(old), list_keys(new)
    if keys[0] == keys[1]:
        return []
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    found: list[Replacement] = []
    for tag, *places in matcher.get_opcodes():
        if tag == "equal":
            continue
        change = Replacement(*places)
        if found and _is_joined(old[found[-1].old_end : change.old_start]):
            found[-1] = Replacement(found[-1].old_start, change.old_end, found[-1].new_start, change.new_end)
        else:
            found.append(change)
    return found


def compute_likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """From 0 to 1: how many of the tokens two texts share, in order."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    # The quick bound spares most comparisons of paragraphs that have nothing in common.
    return matcher.ratio() if matcher.quick_ratio() > 0.3 else 0.0


def compute_overlap(whole: Sequence[str], part: Sequence[str]) -> float:
    """The share of the tokens of a part that are in the whole, in order."""
    blocks = SequenceMatcher(None, whole, part, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1 or len(part) < 3) / max(1, len(part))


def count_shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens two texts share, in order."""
    return sum(block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())


def _is_joined(between: Sequence[Token]) -> bool:
    """Whether nothing that a reader takes for a word is between two changes."""
    return len(between) <= 1 and all(
        len(token.key) == 1 and not token.key.isalnum() and token.key != NOTE and not token.is_atom for token in between
    )
