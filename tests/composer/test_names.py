"""What the pages call what has a short name in the files, in each language of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import pytest

from briefgen.check.rules.kinds import DOCUMENT_CHECKS, FILE_CHECKS
from briefgen.composer.words import LANGUAGES, load_names
from briefgen.decompose.kinds import DEFAULT_KIND, KIND_WORDS
from briefgen.load import list_names, load_audience, load_project
from briefgen.model.audience import Audience, Rule, walk_section_plans
from briefgen.model.diagnostic import Sink
from tests.running import ROOT

WRITTEN = (ROOT / "briefgen/scaffold", ROOT / "content")
"""Folders with blocks that somebody starts from."""


@pytest.fixture(scope="module")
def audiences() -> list[Audience]:
    """The readers that come with briefgen."""
    project = load_project(ROOT, Sink())
    return [load_audience(project, name, Sink(), language="en") for name in list_names(project, "audiences")]


def list_group(group: str) -> Mapping[str, str]:
    """One table, in English."""
    return {
        key.removeprefix(f"{group}."): text for key, text in load_names("en").items() if key.startswith(f"{group}.")
    }


def test_the_names_are_the_same_in_every_language() -> None:
    english = load_names("en")
    for language in LANGUAGES:
        names = load_names(language)
        assert list(names) == list(english), language
        assert [key for key, text in names.items() if not text.strip()] == []


def test_every_rule_has_a_name(audiences: list[Audience]) -> None:
    """By its code, or by its kind: then a reader has no other rule of this kind that is printed by its name."""
    kinds, codes = list_group("rule-kinds"), list_group("rules")
    assert set(kinds) == {*DOCUMENT_CHECKS, *FILE_CHECKS}
    rules = {rule.code: rule for audience in audiences for rule in audience.rules}
    assert set(codes) <= set(rules)
    for audience in audiences:
        unnamed = [rule for rule in audience.rules if rule.code not in codes and rule.kind in {"fields", "sections"}]
        assert [rule for rule in unnamed if count_kind(audience.rules, rule.kind) > 1 and not rule.when] == []


def count_kind(rules: Iterable[Rule], kind: str) -> int:
    return Counter(rule.kind for rule in rules)[kind]


def test_every_key_that_a_rule_asks_for_has_a_name(audiences: list[Audience]) -> None:
    asked = {key for audience in audiences for rule in audience.rules if rule.kind == "fields" for key in rule.values}
    assert asked == set(list_group("keys"))


def test_every_section_has_a_name(audiences: list[Audience]) -> None:
    sections = {plan.id for audience in audiences for plan in walk_section_plans(audience.sections)}
    assert sections == set(list_group("sections"))


def test_every_kind_of_block_has_a_name(audiences: list[Audience]) -> None:
    """Those that readers take, those that an import guesses, and those of the files that `init` writes."""
    taken = {kind for audience in audiences for plan in walk_section_plans(audience.sections) for kind in plan.kinds}
    texts = [path.read_text("utf-8") for folder in WRITTEN for path in folder.rglob("*.md")]
    written = {kind for text in texts for kind in re.findall(r"(?m)^kind: ([\w-]+)", text)}
    assert taken | {DEFAULT_KIND, *KIND_WORDS} | written == set(list_group("kinds"))
