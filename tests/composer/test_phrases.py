"""What other layers say in English without a code, in the languages of the pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.arguments import Refusal, build_act_error
from briefgen.composer.words import LANGUAGES, load_phrases
from briefgen.corrections.compare import GONE
from briefgen.load import list_names, load_audience, load_project
from briefgen.merge import listing
from briefgen.model.audience import Parameter
from briefgen.model.diagnostic import Sink
from briefgen.new_brief import TITLES, Need
from briefgen.resources import find_builtin_root
from tests.composer.windows import open_page
from tests.programs import require_library
from tests.running import ROOT

require_library("starlette", "composer")
require_library("playwright", "dev")

from briefgen.composer.server import run_composer  # noqa: E402 - only where its libraries are installed
from briefgen.composer.session import ComposerSession  # noqa: E402
from briefgen.composer.views import VIEWS  # noqa: E402

ROOMS = ("access", "check", "corrections", "decompose", "merge", "model", "select")
REASONED = (
    "select/section_filling.py",
    "select/omissions.py",
    "select/variant.py",
    "access/filter.py",
    "model/consent.py",
)
"""Modules that say why a block is there, or not."""

FIND_ENGLISH = """async ([address, texts]) => {
  const { phrase } = await import(address);
  return texts.filter((text) => phrase(text).some((node) => node.lang === "en"));
}"""

TRANSLATE = """async ([address, texts]) => {
  const { phraseText } = await import(address);
  return texts.map(phraseText);
}"""


def test_the_phrases_are_the_same_in_each_language() -> None:
    french, spanish = load_phrases("fr"), load_phrases("es")
    assert list(french) == list(spanish)
    assert load_phrases("en") == {}
    for words in (french, spanish):
        for english, text in words.items():
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", english)), english
    assert [text for text in french.values() if re.search(r" [:;?!»]|« ", text)] == []


def test_no_phrase_has_a_word_that_the_code_does_not_say() -> None:
    """A sentence that is worded otherwise now would stay in English on every page."""
    texts = [path.read_text("utf-8") for room in ROOMS for path in (ROOT / "briefgen" / room).rglob("*.py")]
    texts += [path.read_text("utf-8") for path in find_builtin_root().glob("templates/*/audience.yaml")]
    said = {*re.findall(r"[\w']+", " ".join(texts))}
    phrases = {english: {*re.findall(r"[\w']+", re.sub(r"\{\w+\}", "", english))} for english in load_phrases("fr")}
    assert {english: words - said for english, words in phrases.items() if words - said} == {}


def list_reasons() -> Iterator[str]:
    """What the modules give as a reason, with `x` for what is filled in."""
    for name in REASONED:
        for node in ast.walk(ast.parse((ROOT / "briefgen" / name).read_text("utf-8"))):
            match node:
                case ast.Assign(targets=[ast.Name(id="reason")], value=ast.JoinedStr() as value):
                    yield fill(value)
                case ast.Call(
                    func=ast.Name(id="SkipReason"), args=[_, (ast.JoinedStr() | ast.Constant()) as value, *_]
                ):
                    yield fill(value)
                case ast.Return(value=(ast.JoinedStr() | ast.Constant(value=str())) as value):
                    yield fill(value)
                case ast.Yield(value=ast.Tuple(elts=[_, (ast.JoinedStr() | ast.IfExp()) as value])):
                    yield fill(value.body if isinstance(value, ast.IfExp) else value)


def list_parameters() -> Iterator[Parameter]:
    """What the readers that come with briefgen ask of a brief."""
    project = load_project(ROOT, Sink())
    for name in list_names(project, "audiences"):
        yield from load_audience(project, name, Sink(), language="en").parameters


def fill(value: ast.expr) -> str:
    """A text as it can come out."""
    if isinstance(value, ast.Constant):
        return str(value.value)
    assert isinstance(value, ast.JoinedStr)
    return "".join(fill(part) if isinstance(part, ast.Constant) else fill_name(part) for part in value.values)


def fill_name(part: ast.expr) -> str:
    """What stands for a name; a condition within a text is left out, and a place is a whole phrase."""
    written = ast.unparse(part)
    if " if " in written:
        return ""
    return {"{where}": "to `x`", "{use.date_name}": "today"}.get(written.strip("f'\""), "x")


def test_what_a_new_brief_still_needs_is_said_in_the_language_of_the_page() -> None:
    needs = (Need("committee", "the committee"), Need("date", TITLES["date"], title_key="date"))
    problem = build_act_error("brief-needs", needs=needs).diagnostics[0]
    assert isinstance(problem, Refusal)
    french = problem.in_language("fr").message
    assert french.endswith("le comité, sa date, par exemple `2026-11-23`")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_why_a_block_is_there_and_why_a_change_is_not_taken_has_words(
    project: Callable[[str], Path], browser: Any, language: str
) -> None:
    reasons = {text for text in list_reasons() if " " in text and "image" not in text}
    assert len(reasons) > 15
    merged = {
        *listing.REASONS.values(),
        *listing.STATUS_REASONS.values(),
        listing.MOVED_NOTE,
        listing.POINTS_BACK,
        listing.NOT_CLEAR,
    }
    session = ComposerSession(project("river-watch"))
    view: Any = VIEWS["brief"](session, {"brief": "water-report", "internal": "1"})
    shown = {block.reason for section in view.sections for block in section.blocks} | {
        block.reason for block in view.library
    }
    asked = {parameter.title for parameter in list_parameters()}
    assert len(asked) > 10
    composed = "kind `x`, topic `a`, `b`, section `y`, and the recipient's state recommended it before, its own text"
    faults = list[str]()
    with run_composer(session, 0) as url:
        context = browser.new_context(locale=language)
        page = open_page(context, faults)
        page.goto(url)
        texts = sorted({*reasons, *merged, *shown, *asked, GONE, composed})
        assert page.evaluate(FIND_ENGLISH, [f"{url}static/phrases.js", texts]) == []
        assert page.evaluate(FIND_ENGLISH, [f"{url}static/phrases.js", ["a new reason"]]) == ["a new reason"]
        notes = "Notes: 2. These notes cite no work, and stay words: 1, 2. Pictures: 0. Comments: 0."
        written = page.evaluate(TRANSLATE, [f"{url}static/phrases.js", [notes, "numbered pages"]])
        assert not re.search("These|cite no|numbered", " ".join(written))  # the most exact phrase is taken
        context.close()
    assert faults == []
