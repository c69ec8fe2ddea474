"""What the composer's pages show: of a brief as its reader gets it, and of a project with errors."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer import reading
from briefgen.composer.acts import ACTS
from briefgen.composer.arguments import Refusal, build_edit_error
from briefgen.composer.document import render_html_page
from briefgen.composer.session import ComposerSession
from briefgen.composer.tables import TABLES, facts, sources
from briefgen.composer.tables.table import TableColumn
from briefgen.composer.views import VIEWS
from briefgen.composer.views.block import CONSENT_KEYS, OWN_KEYS
from briefgen.composer.views.impact import ImpactView
from briefgen.composer.words import FOLDER, LANGUAGES, choose_language, load_words
from briefgen.edit.refusal import REASONS, EditRefused
from briefgen.merge.kinds import ChangeKind
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, Severity
from briefgen.model.document import Document
from briefgen.model.library import Sensitivity, Status
from briefgen.model.verdict import RuleOutcome
from briefgen.new_brief import TITLES
from tests.programs import require_library
from tests.running import ROOT

require_library("starlette", "composer")


PASTED = set(
    "headings items tables quotations notes uncalled look pictures comments deleted hidden struck underlined margins merged lost-notes too-large".split()
)
"""What a paste takes over and leaves out: `paste-markdown.js` counts them."""


KNOWN_COLUMNS = ("name", "country", "state", "country_code", "language")
"""Columns of recipients that mean something; others are called as their file calls them."""


@pytest.fixture
def session(project: Callable[[str], Path]) -> ComposerSession:
    return ComposerSession(project("composing"))


def view(session: ComposerSession, name: str, **arguments: str) -> Any:
    return VIEWS[name](session, arguments)


def test_home_lists_the_briefs(session: ComposerSession) -> None:
    home = view(session, "home")
    assert [(brief.id, brief.title, brief.audience) for brief in home.briefs] == [
        ("report", "Water <b>now</b>", "Letter about water")
    ]
    summary = view(session, "summary", brief="report")
    assert (summary.length.count, summary.length.limit) == (54, 40)
    assert (summary.errors, summary.warnings) == (2, 3)


def test_a_brief_has_its_sections_rules_and_problems(session: ComposerSession) -> None:
    brief = view(session, "brief", brief="report")
    assert [(block.id, block.words) for block in brief.sections[0].blocks] == [
        ("wells", 28),
        ("rivers", 5),
        ("lakes", 5),
    ]
    assert [(cut.name, cut.words) for cut in brief.sections[0].blocks[0].cuts] == [("short", 7)]
    assert [(row.id, row.section, row.can_be_added) for row in brief.library] == [
        ("court", "law", True),
        ("history", "", True),
    ]
    assert [(rule.code, rule.count, rule.limit, rule.outcome) for rule in brief.rules] == [
        ("letter-words", 54, 40, "broken"),
        ("letter-date", 0, 0, "broken"),
    ]
    assert [group.severity for group in brief.problems] == ["error", "error", "warning", "warning", "warning"]
    assert [recipient.id for recipient in brief.recipients] == ["offices:north", "offices:south"]
    assert brief.languages == ("en",)
    assert brief.has_document


def test_the_outline_of_a_brief_comes_without_its_checks(
    session: ComposerSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[Document] = []

    def check(_inputs: object, _selection: object, document: Document, *_: object, **_named: object) -> Document:
        checks.append(document)
        return document

    monkeypatch.setattr(reading, "check_text", check)
    outline = view(session, "outline", brief="report")
    assert [block.words for block in outline.sections[0].blocks] == [28, 5, 5]
    assert b"drink from wells" in render_html_page(session, {"brief": "report"})
    assert not checks
    brief = view(session, "brief", brief="report")
    assert len(checks) == 1
    assert asdict(brief) | asdict(outline) == asdict(brief)


def test_problems_come_with_what_the_page_can_do(session: ComposerSession) -> None:
    groups = {group.code: group.rows[0] for group in view(session, "brief", brief="report").problems}
    (cut,) = groups["rule-letter-words"].remedies
    assert (cut.act, cut.arguments) == ("cut", {"block": "wells", "cut": "short"})
    (key,) = groups["rule-letter-date"].remedies
    assert (key.act, key.arguments, key.needs_value) == ("set-key", {"key": "date"}, "date")
    (exclusion,) = groups["block-draft"].remedies
    assert (exclusion.act, exclusion.arguments) == ("switch", {"block": "lakes", "on": False})
    assert groups["block-draft"].block == "lakes"


def test_what_is_withheld_is_named_in_the_internal_view_alone(session: ComposerSession) -> None:
    usual = json.dumps(asdict(view(session, "brief", brief="report")))
    for word in ("witness", "Witness", "poison"):
        assert word not in usual
    internal = view(session, "brief", brief="report", internal="1")
    assert internal.is_internal
    assert [(row.kind, row.name) for row in internal.withheld] == [("block", "witness")]
    assert b"poison" not in render_html_page(session, {"brief": "report", "internal": "1"})


def test_a_brief_is_read_once_for_each_state_of_the_files(session: ComposerSession) -> None:
    first = view(session, "brief", brief="report")
    assert view(session, "brief", brief="report").rules is not None
    revision = session.revision
    block = session.root / "content/water/rivers.md"
    block.write_text(block.read_text().replace("brown", "brown and slow"))
    assert session.revision != revision
    assert view(session, "brief", brief="report").rules[0].count == first.rules[0].count + 2


def test_a_recipient_and_a_language_are_those_of_the_address(session: ComposerSession) -> None:
    assert view(session, "brief", brief="report", recipient="offices:north").recipient == "offices:north"
    nobody = view(session, "brief", brief="report", recipient="offices:west")
    assert nobody.problems[0].code == "recipient-unknown"
    assert view(session, "brief", brief="report", language="fr").language == "fr"


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("briefs/report.yaml", "audience: [", "yaml-syntax"),
        ("briefs/report.yaml", "audience: nobody\nlibrary: water\ntitle: Water\n", "audience-unknown"),
        ("content/water/wells.md", "---\ntitle: Wells\n", "block-front-matter"),
        ("templates/letter/audience.yaml", "extends: nobody\n", "audience-unknown"),
    ],
)
def test_a_project_with_errors_opens(session: ComposerSession, file: str, text: str, code: str) -> None:
    (session.root / file).write_text(text)
    assert [brief.id for brief in view(session, "home").briefs] == ["report"]
    brief = view(session, "brief", brief="report")
    assert code in {group.code for group in brief.problems}
    assert not brief.has_document


def test_a_project_file_with_an_error_is_shown(session: ComposerSession) -> None:
    (session.root / "briefgen.yaml").write_text("organisation: {")
    home = view(session, "home")
    assert home.briefs == ()
    assert home.problems[0].place.startswith("briefgen.yaml")
    with pytest.raises(BriefgenError):
        view(session, "brief", brief="report")


@pytest.mark.parametrize("name", ["", "nobody", "../briefgen", "report.yaml", "REPORT"])
def test_a_brief_that_is_not_there_is_an_error_in_words(session: ComposerSession, name: str) -> None:
    with pytest.raises(BriefgenError):
        view(session, "brief", brief=name)


def test_the_words_of_the_pages_are_the_same_in_every_language() -> None:
    english = load_words("en")
    for language in LANGUAGES:
        words = load_words(language)
        assert set(words) == set(english), language
        for key, text in words.items():
            parsers = {"problem"} if language != "en" else set[str]()  # what the parser of YAML says is in English
            assert fields(text) == fields(english[key]) - parsers, f"{language}: {key}"
            assert text.strip(), f"{language}: {key}"


def test_the_pages_have_every_word_that_they_use_and_no_other() -> None:
    """A missing word is a key on the page; one that nothing uses is translated for nothing."""
    shown = (path for name in ("static/*.js", "pages/*.html") for path in FOLDER.parent.glob(name))
    pages = "".join(path.read_text("utf-8") for path in shown)
    words, remedies = load_words("en"), FOLDER.with_name("views").joinpath("remedies.py").read_text("utf-8")
    parts = "|".join({key.partition(".")[0] for key in words})
    written = set(re.findall(rf"""["'`]((?:{parts})\.(?!html)[\w-]*\w)["'`]""", pages + remedies))
    marks = re.findall(r'"(\w+)"', " ".join(re.findall(r"for (?:mark|kind) in \((.*?)\)", pages)))
    areas = {key.removeprefix("areas.") for key in words if key.startswith("areas.")}
    written_code = "".join(path.read_text("utf-8") for path in FOLDER.parent.rglob("*.py"))
    refused = re.findall(r'build_(?:act_error\(|refusal\("[\w-]+",)\s*"([\w-]+)"', written_code)
    hints = [key.removeprefix("refusals.") for key in words if key.startswith("refusals.") and key.endswith("-hint")]
    assert {hint.removesuffix("-hint") for hint in hints} <= {*refused}
    codes = re.findall(r"(?m)^\| `(\w+)-", (ROOT / "docs/diagnostics.md").read_text("utf-8"))
    assert areas - set(codes) == {"other"}
    chosen = {
        "areas": areas,
        "acts": ACTS,
        "base": ("undo-act", "redo-act"),
        "build": Format,
        "editor": (*OWN_KEYS, *marks, *(f"consent-{key}" for key in CONSENT_KEYS)),
        "impact": ImpactView.__dataclass_fields__,
        "needs": TITLES,
        "merge": [f"kind-{re.sub('[ ,]+', '-', kind)}" for kind in ChangeKind],
        "original": ("added", "removed", "stale", "current", "never-recorded"),
        "paste": sorted(PASTED),
        "problems": Severity,
        "reasons": [f"{reason}{end}" for reason in REASONS for end in ("", "-hint")],
        "refusals": (*refused, *hints),
        "rules": [outcome.replace(" ", "-") for outcome in RuleOutcome],
        "sections": (*Status, *(level.word for level in Sensitivity)),
        "tables": [f"{start}{name}" for name in TABLES for start in ("", "add-", "choice-")],
        "facts": list_column_words(facts.COLUMNS),
        "sources": list_column_words(sources.COLUMNS),
        "recipients": KNOWN_COLUMNS,
    }
    expected = written | {f"{part}.{name}" for part, names in chosen.items() for name in names}
    assert {key for key in words if not key.endswith("-one")} == expected
    assert {key.removesuffix("-one") for key in words} == expected


def test_why_a_file_stays_as_it_is_has_words_in_each_language_of_the_pages() -> None:
    refusal = EditRefused("short-row", row="kenya", count=2)
    problem = build_edit_error(refusal).diagnostics[0]
    assert isinstance(problem, Refusal)
    assert problem.message == "the file stays as it is: the row `kenya` has only 2 cells"
    found = {language: problem.in_language(language) for language in LANGUAGES}
    assert found["fr"].message == "le fichier reste comme il est\u00a0: la ligne `kenya` n’a que 2 cellules"
    assert found["es"].hints == ("añada a mano los separadores que faltan",)
    assert (found["en"].message, found["en"].hints) == (problem.message, (refusal.hint,))


def test_every_reason_for_which_a_file_stays_as_it_is_is_used() -> None:
    modules = (path for path in FOLDER.parents[1].rglob("*.py") if path.name != "refusal.py")
    written = "".join(path.read_text("utf-8") for path in modules)
    assert [reason for reason in REASONS if f'"{reason}"' not in written] == []


def list_column_words(columns: Iterable[TableColumn]) -> Iterator[str]:
    """The names of columns and of what can be chosen in them."""
    for column in columns:
        yield column.key
        yield from (f"{column.key}-{option}" for option in column.options)


def fields(text: str) -> set[str]:
    """The names in braces."""
    return {part.partition("}")[0] for part in text.split("{")[1:]}


@pytest.mark.parametrize(
    ("accepted", "language"), [("", "en"), ("fr-CH, fr;q=0.9", "fr"), ("de, es;q=0.5", "es"), ("ko", "en"), ("*", "en")]
)
def test_the_page_speaks_the_language_of_the_browser(accepted: str, language: str) -> None:
    assert choose_language(accepted) == language


def test_blocks_are_found_by_the_words_of_their_texts(session: ComposerSession) -> None:
    assert view(session, "library-search", brief="report", search="decided LAKES").blocks == ("court",)
    assert view(session, "library-search", brief="report", search="poison").blocks == ()


def test_a_rule_about_pages_waits_until_they_are_counted(session: ComposerSession) -> None:
    audience = session.root / "templates/letter/audience.yaml"
    rule = "{code: letter-pages, kind: pages, limit: 2, severity: error, source: an invented guideline, as_of: '2026-01', verified: true}"
    audience.write_text(f"{audience.read_text()}  - {rule}\n")
    rules = {rule.code: rule for rule in view(session, "brief", brief="report").rules}
    assert (rules["letter-pages"].kind, rules["letter-pages"].count, rules["letter-pages"].limit) == ("pages", 0, 2)
    assert rules["letter-pages"].outcome == "at build"
