"""Reads the arguments of an act: they come from a page, so each is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from briefgen.composer.words import LANGUAGES, load_phrases, load_words
from briefgen.edit.refusal import EditRefused
from briefgen.model.characters import CONTROL_CHARACTER
from briefgen.model.diagnostic import BriefgenError, Diagnostic, Severity


def read_text(arguments: Mapping[str, Any], name: str) -> str:
    """A text. Raises `BriefgenError`."""
    value = arguments.get(name)
    if not isinstance(value, str):
        raise build_act_error("text-argument", name=name)
    return value


def read_name(arguments: Mapping[str, Any], name: str) -> str:
    """The name of a person or a role as it is typed, with single spaces; may be empty. Raises `BriefgenError`."""
    written = " ".join(read_text(arguments, name).split())
    if CONTROL_CHARACTER.search(written):
        raise build_act_error("name-sign")
    return written


def read_position(arguments: Mapping[str, Any], name: str) -> int:
    """A position in a list, counted from 0. Raises `BriefgenError`."""
    value = arguments.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise build_act_error("position-argument", name=name)
    return value


def read_choice(arguments: Mapping[str, Any], name: str) -> bool:
    """Yes or no. Raises `BriefgenError`."""
    value = arguments.get(name)
    if not isinstance(value, bool):
        raise build_act_error("choice-argument", name=name)
    return value


def parse_day(text: str) -> date:
    """A day as it is typed. Raises `BriefgenError`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise build_act_error("not-a-day", text=text) from None


@dataclass(frozen=True, slots=True)
class Refusal(Diagnostic):
    """What the composer itself refuses, in words that it has in each language of its pages."""

    key: str = ""
    """Of `refusals` in `words/`; a hint has `-hint` behind it."""
    values: tuple[tuple[str, object], ...] = ()
    """What is filled into the words."""
    more_hints: tuple[str, ...] = ()

    def in_language(self, language: str) -> Diagnostic:
        """The same in a language of the pages."""
        words, phrases, values = load_words(language), load_phrases(language), dict(self.values)
        hint = words.get(f"refusals.{self.key}-hint", "")
        if isinstance(refused := values.get("reason"), EditRefused):
            values["reason"] = words[f"reasons.{refused.reason}"].format_map(refused.values)
            hint = words[f"reasons.{refused.reason}-hint"]
        if isinstance(needs := values.get("needs"), tuple):
            titles = (words.get(f"needs.{need.title_key}", phrases.get(need.title, need.title)) for need in needs)
            values["needs"] = ", ".join(titles)
        hints = (*((hint.format_map(values),) if hint else ()), *self.more_hints)
        return replace(self, message=words[f"refusals.{self.key}"].format_map(values), hints=hints)


def build_refusal(code: str, key: str, /, *more_hints: str, **values: object) -> BriefgenError:
    """An error of the composer itself: `key` names its words in `words/`."""
    refusal = Refusal(Severity.ERROR, code, "", None, (), None, key, tuple(values.items()), more_hints)
    return BriefgenError(refusal.in_language(LANGUAGES[0]))


def build_edit_error(refusal: EditRefused) -> BriefgenError:
    """The error of a file that stays as it is."""
    return build_refusal("edit-refused", "edit", reason=refusal)


def build_act_error(key: str, /, *more_hints: str, **values: object) -> BriefgenError:
    """The error of an act that cannot be done."""
    return build_refusal("act-refused", key, *more_hints, **values)
