"""What other layers say in English without a code, in the languages of the pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.check.rules.length import PART_PHRASES
from briefgen.composer.arguments import Refusal, build_act_error
from briefgen.composer.words import LANGUAGES, load_phrases
from briefgen.corrections.compare import GONE
from briefgen.load import list_names, load_audience, load_project
from briefgen.load.names import list_audience_titles
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
INTERNAL_DRAFT = ROOT / "briefgen/scaffold/new/internal-draft.yaml"
"""The reader that an import adds to a project."""

NAMED_MEASURES = (
    "check_required_fields",
    "check_sections",
    "check_language",
    "check_formats",
    "_build_font_result",
    "check_one_state",
    "check_avoided_words",
)
"""Checks whose measures are lists of names, of which `rule-measures.js` takes care."""

MEASURES = ("limit", "actual", "required", "passed")
"""Names of what a rule asks for and what there is."""

FILLED = {
    "where": "in the body and in notes", "limit:,": "2,815", "actual:,": "1,203", "period.start": "2022-11-01", "period.end": "2026-10-31",
    "_format_duration(left)": "21 days 6 hours", "_format_duration(-left)": "1 hour 1 minute", "passed": "passed 5 hours 3 minutes ago",
    "_format_minutes(limit)": "2:00 min", "start": "2022", "deadline:%Y-%m-%d %H:%M": "2026-12-01 23:59", "zone": "Europe/Zurich",
    "seconds // 60": "2", "seconds % 60:02d": "05", "kind": "inserted", "verb": "deleted", "author": "Ann", "changes": "accept",
    "comment.author or 'somebody'": "somebody", "comment.date or 'without a date'": "without a date", "about": " on `these words`", "listed": "`a`",
    "_join(plan.headings_by_look)": "`a`", "reason": "because of `a`", "unused": "; not in the work: `a`", "also": "", "other": "", "words": "",
    "doubt": "perhaps `a`, by 85% of the title, its author", "reading.problem": "there is no work before it: write what is meant", "comment.text": "3: 4",
    "gone": "which names no work", "(_name_note(number - 1) if not self.cited[-1] else 'the same note')": "the same note",
    "_name_note(number - 1)": "note 4", "parsed.confidence:.0%": "85%", "found.reason": "85% of the title, its author",
}  # fmt: skip
"""What stands in a text, by the code that fills it in; a number is in the place of what is not here."""

FIND_ENGLISH = """async ([address, texts]) => {
  const { phrase } = await import(address);
  return texts.filter((text) => phrase(text).some((node) => node.lang === "en" || node.className === "own"));
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
    texts.append(INTERNAL_DRAFT.read_text("utf-8"))
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


def list_titles() -> Iterator[str]:
    """The titles of the readers that come with briefgen, and of the one that an import adds."""
    yield from list_audience_titles(load_project(ROOT, Sink())).values()
    yield from re.findall(r"(?m)^title: (.+)$", INTERNAL_DRAFT.read_text("utf-8"))


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
    measures, remarks = {text for text in list_measures() if "Europe" not in text}, {*list_remarks()}
    assert (len(measures), len(remarks)) > (25, 40)
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
        texts = sorted(
            {
                *reasons,
                *merged,
                *shown,
                *asked,
                *measures,
                *remarks,
                *list_titles(),
                *PART_PHRASES.values(),
                GONE,
                composed,
            }
        )
        assert page.evaluate(FIND_ENGLISH, [f"{url}static/phrases.js", texts]) == []
        assert page.evaluate(FIND_ENGLISH, [f"{url}static/phrases.js", ["a new reason"]]) == ["a new reason"]
        notes = "Notes: 2. These notes cite no work, and stay words: 1, 2. Pictures: 0. Comments: 0."
        written = page.evaluate(TRANSLATE, [f"{url}static/phrases.js", [notes, "numbered pages"]])
        assert not re.search("These|cite no|numbered", " ".join(written))  # the most exact phrase is taken
        context.close()
    assert faults == []


def list_measures() -> Iterator[str]:
    """What rules ask for and what there is, as it can come out."""
    for path in (ROOT / "briefgen/check/rules").glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef) and function.name not in NAMED_MEASURES:
                yield from list_measures_of(function)


def list_measures_of(function: ast.FunctionDef) -> Iterator[str]:
    is_measured = any(
        isinstance(node, ast.Name) and node.id in {"RuleResult", "PART_PHRASES"} for node in ast.walk(function)
    )
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_measured and name in MEASURES:
                yield from fill_choices(value)
            case ast.Call(func=ast.Name(id="RuleResult"), args=[required, actual, *_]):
                yield from (*fill_choices(required), *fill_choices(actual))
    if function.name in {"format_page_count", "_format_minutes"}:
        yield from (
            text for node in ast.walk(function) if isinstance(node, ast.Return) for text in fill_choices(node.value)
        )


def fill_choices(value: ast.expr | None) -> Iterator[str]:
    """Each text that an expression can be."""
    match value:
        case ast.IfExp(body=body, orelse=other):
            yield from (*fill_choices(body), *fill_choices(other))
        case ast.BoolOp(values=values):
            for part in values:
                yield from fill_choices(part)
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else fill_part(part) for part in parts)


def fill_part(part: ast.expr) -> str:
    found = re.fullmatch(r"""(?:f['"])?\{(.*)\}['"]?""", ast.unparse(part))
    written = found[1] if found else ""
    return FILLED.get(written.replace('"', "'"), "" if " if " in written else "3")


def list_remarks() -> Iterator[str]:
    """What the report of an import says, as it can come out: a place in it is a note."""
    return (
        text.replace(f"points to {FILLED['where']}", "points to note 4")
        for text in list_filled_remarks()
        if re.search(r"[a-z]{2}", text) and not text.startswith("|")
    )


def list_filled_remarks() -> Iterator[str]:
    for path in (ROOT / "briefgen/decompose").glob("*.py"):
        if path.name == "office_package.py":  # its reasons are parts of a problem
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Remark"), args=[_, text]):
                    yield from fill_choices(text)
                case ast.Call(func=ast.Name(id="NoteReading"), args=[_, text, *_]):
                    yield from fill_choices(text)
                case ast.keyword(arg="problem", value=text):
                    yield from fill_choices(text)
                case ast.Assign(targets=[ast.Name(id="reason")], value=text) if path.name != "report.py":
                    yield from fill_choices(text)
                case ast.Yield(value=ast.JoinedStr() | ast.Constant() as text) if path.name == "report.py":
                    yield from fill_choices(text)
                case ast.Call(func=ast.Name(id="_build_part"), args=[title, _, nothing]):
                    yield from (*fill_choices(title), *fill_choices(nothing))
