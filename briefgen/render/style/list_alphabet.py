"""Lets style sheets count the items of lists in the letters of a language that has its own: `(a)` is `(أ)` in Arabic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.heading_names import HeadingNames, find_heading_names

LETTER_SHEET = "list letters"
"""What the style sheet is called in messages."""

_CASES = ("lower", "upper")


def add_list_alphabet(sheets: Iterable[tuple[str, str]], language: str) -> Iterator[tuple[str, str]]:
    """The style sheets of a document, with one for its lists behind the first sheet of the audience, so that the others can differ."""
    names = find_heading_names(language)
    for position, (name, text) in enumerate(sheets):
        yield name, text
        if position == 1 and names.is_own:
            yield LETTER_SHEET, "\n".join(_write_rules(names))


def _write_rules(names: HeadingNames) -> Iterator[str]:
    """Capitals are the same letters: a script with letters of its own has none."""
    symbols = " ".join(f'"{letter}"' for letter in names.small_alphabet)
    yield f'@counter-style own-letters {{ system: alphabetic; symbols: {symbols}; suffix: "{names.stop}\\2003"; }}'
    yield ':where(ol, note-numbers):where([type="a"], [type="A"]) { list-style-type: own-letters; }'
    for case in _CASES:
        for form, prefix in (("in-brackets", "("), ("before-bracket", "")):
            style = f"{case}-alpha-{form}"
            yield f'@counter-style {style} {{ system: extends own-letters; prefix: "{prefix}"; suffix: ")\\2002"; }}'
            yield f".{style} {{ list-style-type: {style}; }}"
