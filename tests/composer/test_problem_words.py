"""Problems in the languages of the pages: what each is and what to do, above the message, which is in English."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.arguments import build_act_error
from briefgen.composer.server import run_composer
from briefgen.composer.session import ComposerSession
from briefgen.composer.views.problem import build_row
from briefgen.composer.words import LANGUAGES, find_problem_words, load_problem_words, load_words
from briefgen.model.diagnostic import Sink
from briefgen.model.translation_record import TextKey
from briefgen.translate.record import record_translations
from tests.composer.windows import open_page
from tests.programs import require_library
from tests.running import ROOT

require_library("starlette", "composer")


COMMAND_CODES = frozenset(
    {
        *("campaign-time", "cluster-idle", "cluster-lost", "cluster-missing", "cluster-release", "cluster-unreachable", "cluster-worker"),
        *("composer-missing", "exchange-missing", "preview-port"),
    }
)  # fmt: skip
"""Codes of the machine that only commands print: clusters, what is missing before a page can open, exchange of translations."""

REFUSED_CODES = frozenset({"act-refused", "edit-refused", "file-changed", "page-unknown"})
"""Codes of what the composer itself refuses: their message is in the language of the page."""


PAGE_CODES = frozenset(
    {
        "approval-lapsed",
        "approval-missing",
        "block-audience",
        "block-unknown",
        "brief-unknown",
        "campaign-orphan",
        "campaign-worker",
        "consent-withdrawn",
        "correction-unreadable",
        "diff-git",
        "format-older",
        "import-exists",
        "leak-copied",
        "library-empty",
        "library-unknown",
        "limit-memory",
        "limit-time",
        "merge-number",
        "merge-unknown",
        "output-edited",
        "previous-unknown",
        "project-output",
        "sent-missing",
        "sent-unaddressed",
        "sent-unknown",
        "translation-conflict",
        "translation-file",
        "translation-stale",
        "translation-unrecorded",
    }
)
"""Codes whose hint names a command or an option, which nobody types on a page."""


@pytest.fixture(scope="module")
def page_codes() -> set[str]:
    """Every code that a page can show, from the pages that list them."""
    rows = re.findall(r"(?m)^\| `([\w<>-]+)` \| (.*?) \|", (ROOT / "docs/diagnostics.md").read_text("utf-8"))
    lints = re.findall(r"(?m)^\| `(lint-[\w-]+)` \|", (ROOT / "docs/reference/lints.md").read_text("utf-8"))
    codes = {code for code, weight in rows if weight != "usage"} | {*lints, "rule"}
    return codes - {"lint-<code>", "rule-<code>"} - COMMAND_CODES - REFUSED_CODES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_that_a_page_can_show_has_its_words_in_each_language(language: str, page_codes: set[str]) -> None:
    words = load_problem_words(language)
    titles = {key for key in words if not key.endswith("-hint")}
    assert titles == (set() if language == "en" else page_codes)  # in English its message says it
    hints = {key.removesuffix("-hint") for key in words if key.endswith("-hint")}
    assert hints <= page_codes
    assert [key for key, text in words.items() if not text.strip() or text.endswith(".") or text[0].islower()] == []


def test_problems_have_what_to_do_in_the_same_places_in_each_language() -> None:
    english, first, *others = (set(load_problem_words(language)) for language in LANGUAGES)
    assert all(keys == first for keys in others)
    assert english == {f"{code}-hint" for code in PAGE_CODES} <= first


def test_a_hint_that_names_a_command_gives_way_to_the_words_of_the_page(
    project: Callable[[str], Path], browser: Any
) -> None:
    root, faults = project("river-watch"), list[str]()
    text = TextKey("block", "situation/wells", "text")
    record_translations(root / "content/clean-water", root, {(text, "fr"): ["Another text."]}, Sink())
    with run_composer(ComposerSession(root), 0) as url:
        context = browser.new_context(locale="en")
        page = open_page(context, faults)
        page.goto(f"{url}page/brief?brief=water-report&language=fr")
        group = page.locator("#problems [data-code=translation-stale]")
        group.locator("summary").click()
        assert group.locator("> .advice").inner_text().startswith("Open the text")
        assert "briefgen translations" not in page.locator("#problems").inner_text()
        context.close()
    assert faults == []


def test_french_words_never_leave_a_mark_at_the_start_of_a_line() -> None:
    """French has a space before `:` and inside of `«»`, at which no line may end."""
    words = {**load_words("fr"), **load_problem_words("fr")}
    loose = re.compile(r" [:;?!»]|« |\w[:;?!»](?!//)")
    assert [text for text in words.values() if loose.search(re.sub("`[^`]*`", "", text))] == []


def test_a_rule_of_a_reader_has_the_words_of_all_rules() -> None:
    assert find_problem_words("rule-upr-words", "fr")[0] == "Une règle du lecteur n’est pas respectée"
    assert find_problem_words("cite-unknown", "es")[0].startswith("Una obra citada no está en las fuentes")
    assert find_problem_words("act-refused", "fr") == find_problem_words("cite-unknown", "en") == ()
    assert find_problem_words("format-older", "en") == ("Make the files of this format too",)


def test_what_the_composer_refuses_has_its_words_in_each_language_in_a_view_too() -> None:
    row = build_row(build_act_error("no-recipients", campaign="embassies").diagnostics[0])
    assert row.wordings["fr"].message == "la campagne `embassies` ne nomme aucun tableau existant"
    assert row.wordings["es"].hints == ("escriba `recipients:` en su archivo",)


@pytest.mark.parametrize(
    ("language", "title", "advice"),
    [
        ("fr", "Un ouvrage cité n’est pas dans les sources", "Choisissez l’ouvrage"),
        ("es", "Una obra citada no está en las fuentes", "Elija la obra"),
    ],
)
def test_a_problem_is_first_in_the_language_of_the_page(
    project: Callable[[str], Path], browser: Any, language: str, title: str, advice: str
) -> None:
    root, faults = project("river-watch"), list[str]()
    file = root / "content/clean-water/situation/wells.md"
    file.write_text(f"{file.read_text(encoding='utf-8')}\nAnd more [@nobody].\n", encoding="utf-8")
    with run_composer(ComposerSession(root), 0) as url:
        context = browser.new_context(locale=language)
        page = open_page(context, faults)
        page.goto(f"{url}page/brief?brief=water-report")
        group = page.locator("#problems [data-code=cite-unknown]")
        assert title in group.locator("summary").inner_text()
        assert advice in group.locator("> .advice").inner_text()
        message = group.locator(".message").first
        assert "citation key nobody is not in sources.yaml" in message.inner_text()
        assert message.get_attribute("lang") == "en"
        page.goto(f"{url}page/text?file=content/clean-water/situation/wells.md")
        page.locator("#text").fill("---\ntitle: [")
        page.locator("#save").click()
        box = page.locator("#text-problems .problem").first
        box.locator(".what").wait_for()
        assert box.locator(".message [lang=en]").count() == 1
        context.close()
    assert faults == []


def test_an_english_page_says_each_problem_once(project: Callable[[str], Path], browser: Any) -> None:
    root, faults = project("river-watch"), list[str]()
    brief = root / "briefs/water-report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    with run_composer(ComposerSession(root), 0) as url:
        context = browser.new_context(locale="en")
        page = open_page(context, faults)
        page.goto(f"{url}page/text?file=briefs/water-report.yaml")
        page.locator("#text-problems .problem").first.wait_for()
        assert page.locator("#text-problems .what, #text-problems .advice, #text-problems [lang]").count() == 0
        context.close()
    assert faults == []
