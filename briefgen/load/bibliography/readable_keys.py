"""Gives a work without a key one that is readable and stays the same from export to export: `young2009k`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

_ADDRESS = re.compile(r"https?://.+|\d+/[A-Z0-9]{8}")
_EXTRA_KEY = re.compile(r"^Citation Key: *(\S+)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = frozenset("a against an and at by for from in of on the to under with".split())
_MAX_WORDS = 3
MAX_SUFFIX_LENGTH = 6
"""More letters are never needed to tell works apart, except for one work that is in the file twice."""


def add_missing_keys(items: Sequence[object]) -> tuple[list[object], list[str]]:
    """The items of an export with a readable key each, and the address that was the key, empty where there was none."""
    addresses = [_find_address(item) for item in items]
    chosen = [_find_key(item, address) for item, address in zip(items, addresses, strict=True)]
    missing = [index for index, key in enumerate(chosen) if not key and isinstance(items[index], dict)]
    works = [item for index in missing if isinstance(item := items[index], dict)]
    marks = [addresses[index] or describe_work(work) for index, work in zip(missing, works, strict=True)]
    derived = dict(zip(missing, add_suffixes(list(map(derive_stem, works)), marks, frozenset(chosen)), strict=True))
    keys = [derived.get(index, key) for index, key in enumerate(chosen)]
    keyed = [_set_key(item, key) for item, key in zip(items, keys, strict=True)]
    return keyed, addresses


def _set_key(item: object, key: str) -> object:
    return {**item, "id": key} if isinstance(item, dict) and str(item.get("id")) != key else item


def describe_work(item: Mapping[str, object]) -> str:
    """What tells a work without an address from others: its DOI, else the words of its title."""
    return str(item.get("DOI") or "").lower() or " ".join(_list_words(str(item.get("title"))))


def _find_address(item: object) -> str:
    """The address that Zotero or a DOI agency uses as a key."""
    stated = str(item.get("id", "")) if isinstance(item, Mapping) else ""
    return stated if _ADDRESS.fullmatch(stated) else ""


def _find_key(item: object, address: str) -> str:
    """The key that an author chose; empty where there is none."""
    if not isinstance(item, Mapping):
        return ""
    stated = item.get("id")
    if not address and stated is not None and stated != "":
        return str(stated)
    noted = _EXTRA_KEY.search(str(item.get("note", "")))
    return str(item.get("citation-key") or (noted[1] if noted else ""))


def add_suffixes(stems: Sequence[str], marks: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Each stem with letters from its mark, at least one, so that no two are the same and none is among the keys `taken`.

    The mark never changes, such as the address of a work. So a new work in the file changes no other key, and no key
    ever passes from one work to another.
    """
    suffixes = [_derive_suffix(mark) for mark in marks]
    keys = [
        [stem + suffix[:count] for count in range(1, MAX_SUFFIX_LENGTH + 1)]
        for stem, suffix in zip(stems, suffixes, strict=True)
    ]
    frequency = Counter(key for choices in keys for key in choices)
    return [next((key for key in choices if frequency[key] == 1 and key not in taken), choices[-1]) for choices in keys]


def derive_stem(item: Mapping[str, object]) -> str:
    """`young2009`: the first author, else the title, and the year."""
    words = next(filter(None, (list(_list_words(text)) for text in _list_texts(item))), ["work"])
    return "".join(words[:_MAX_WORDS]) + _find_year(item.get("issued"))


def _list_texts(item: Mapping[str, object]) -> Iterator[str]:
    for variable in ("author", "editor"):
        names = item.get(variable)
        first = names[0] if isinstance(names, list) and names else None
        if isinstance(first, Mapping):
            yield str(first.get("family") or first.get("literal") or first.get("name") or first.get("given") or "")
    for variable in ("title-short", "title"):
        yield str(item.get(variable) or "")
    yield str(item.get("type") or "")


def _list_words(text: str) -> Iterator[str]:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = unicodedata.normalize("NFC", "".join(letter for letter in decomposed if not unicodedata.combining(letter)))
    for word in _WORD.findall(bare.lower()):
        if word not in _SMALL_WORDS:
            yield word


def _find_year(issued: object) -> str:
    found = re.search(r"\d{4}", str(issued))
    return found[0] if found else ""


def _derive_suffix(mark: str) -> str:
    return "".join(chr(ord("a") + byte % 26) for byte in hashlib.sha256(mark.encode()).digest())
