"""The words of the pages, by language: `words/*.yaml`; those of problems are in `words/problems.*.yaml`, names in `words/names.*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.edit.refusal import REASONS
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Sink
from briefgen.new_brief import TITLES

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("en", "fr", "es")
"""The languages of the pages; the first where a browser requests none of them."""


@cache
def load_words(language: str) -> Mapping[str, str]:
    """Every word of the pages, by its path in the file: `problems.title`."""
    words = _read_words(f"{language}.yaml")
    return {**_list_shared_words(), **words} if language == LANGUAGES[0] else words


@cache
def load_problem_words(language: str) -> Mapping[str, str]:
    """What each problem is, by its code, and what to do about it, by `CODE-hint`.

    In English its message says what it is; there are hints for what a command says with its options.
    """
    return _read_words(f"problems.{language}.yaml")


def find_problem_words(code: str, language: str) -> tuple[str, ...]:
    """What a problem is and what to do; the codes of rules that audiences have share the words of `rule`."""
    words = load_problem_words(language)
    name = code if {code, f"{code}-hint"} & {*words} else code.partition("-")[0]
    return tuple(words[key] for key in (name, f"{name}-hint") if key in words)


@cache
def load_phrases(language: str) -> Mapping[str, str]:
    """What other layers say in English without a code, by the English words: `named by section `{section}``. None in English."""
    return {} if language == LANGUAGES[0] else _read_words(f"phrases.{language}.yaml")


@cache
def load_names(language: str) -> Mapping[str, str]:
    """What the pages call what has a short name in the files: `rules.upr-contact`, `kinds.legal-analysis`."""
    return _read_words(f"names.{language}.yaml")


def _read_words(name: str) -> Mapping[str, str]:
    parsed = parse_yaml((FOLDER / name).read_text(encoding="utf-8"), name, Sink())
    return dict(_flatten(parsed.data if parsed else {}, ""))


def _list_shared_words() -> Mapping[str, str]:
    """Why a file stays as it is and what a new brief needs, in English, which the commands print too."""
    needs = {f"needs.{key}": title for key, title in TITLES.items()}
    pairs = {f"reasons.{key}": reason for key, (reason, _) in REASONS.items()}
    return {**needs, **pairs, **{f"reasons.{key}-hint": hint for key, (_, hint) in REASONS.items()}}


def _flatten(data: Any, prefix: str) -> list[tuple[str, str]]:
    if not isinstance(data, dict):
        return [(prefix, str(data))]
    return [pair for key, value in data.items() for pair in _flatten(value, f"{prefix}.{key}" if prefix else str(key))]


def choose_language(accepted: str) -> str:
    """The first language of a browser's header `Accept-Language` that the pages have."""
    for entry in accepted.split(","):
        language = entry.partition(";")[0].strip().lower().partition("-")[0]
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
