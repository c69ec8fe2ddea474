"""What somebody reads who writes for the first time: what is wrong, and one thing to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.project_files import told_by_loading_everything, write_files
from tests.unit.test_gate import BRIEF, block, built, files


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("{{ fact(“a”) }}", 'write straight quotation marks: `fact("name")`'),
        ('{{ fact("a") }', "write `{{ ... }}`, with two braces on each side and each bracket inside closed"),
        ('{{ fact("a" }}', "write `{{ ... }}`, with two braces on each side and each bracket inside closed"),
        ('{{ "abc }}', "look for a bracket or quotation mark that is not closed"),
        ("{% if 1 %}Words", "close each `{% for %}` and `{% if %}` with its `{% endfor %}` or `{% endif %}`"),
        ("{{ fakt('a') }}", "did you mean `fact`?"),
        ("<script>x</script>", "remove it: a document runs nothing, loads nothing and asks nothing"),
        ("<acticle>x</acticle>", "remove it, or write it in Markdown"),
    ],
)
def test_a_slip_in_a_text_has_one_hint(tmp_path: Path, words: str, hint: str) -> None:
    _, problems = built(tmp_path, files(**{"content/korea/open.md": block(words)}))
    assert problems.startswith("content/korea/open.md:7: error: ")
    assert next(line for line in problems.splitlines() if line.startswith("  hint")) == f"  hint: {hint}"


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "briefs/note.yaml",
            BRIEF.replace("title: Note", "title:"),
            "briefs/note.yaml:3: error: `title` is empty [file-missing]\n  hint: write it after `title:`",
        ),
        (
            "content/korea/facts.yaml",
            "a:\n  value:\n  unit: people\n",
            "content/korea/facts.yaml:2: error: `value` is empty [file-missing]\n  hint: write it after `value:`",
        ),
        (
            "briefs/note.yaml",
            BRIEF + "deadline: 2026-12-01T18:00:00+09:00\n",
            "briefs/note.yaml:4: error: `deadline` has the time zone `+0900` [file-value]\n"
            "  hint: write it by the clocks of the body, as `2026-12-01 18:00`",
        ),
        *(
            (
                "briefgen.yaml",
                f"organisation: {{name: Example}}\noutput: {folder}\n",
                f"briefgen.yaml:2: error: `{folder}` holds the project's own files [project-output]\n"
                "  hint: name a folder of its own, like `out`",
            )
            for folder in (".", "content", "content/out", "private")
        ),
        (
            "briefs/note.yaml",
            BRIEF + "standfirsts:\n  background: |\n    One.\n\n    Two.\n",
            "briefs/note.yaml:5: error: `background` must be one paragraph, found several [file-value]\n"
            "  hint: take out the blank lines",
        ),
        (
            "briefs/note.yaml",
            BRIEF + "standfirsts:\n  background:\n    fr: Un.\n",
            "briefs/note.yaml:5: error: `standfirsts.background` has no text in `en`, the language of this file [text-language]\n"
            "  hint: add `en:` to its texts",
        ),
        (
            "campaigns/all.yaml",
            "briefs: [note]\nrecipients: elsewhere.csv\n",
            "campaigns/all.yaml:2: error: no file `elsewhere.csv` beside the campaign [recipients-missing]\n"
            "  hint: put it into `campaigns/`",
        ),
    ],
)
def test_what_is_begun_and_not_there_is_told_from_what_is_missing(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    assert told_by_loading_everything(write_files(tmp_path, files(**{name: text}))) == problem


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ fact() }}", 'a function gets too little or too much, where it needs something like `fact("name")`'),
        ('{{ fact(["a"]) }}', "a function gets a list, where it needs one name in quotes"),
        ("{% for word in 5 %}{{ word }}{% endfor %}", "a single value is used where a list is required"),
    ],
)
def test_no_word_of_python_reaches_an_author(tmp_path: Path, words: str, said: str) -> None:
    _, problems = built(tmp_path, files(**{"content/korea/open.md": block(words)}))
    assert problems == f"content/korea/open.md:7: error: this Jinja cannot be computed: {said} [fill-failed]"


@pytest.mark.parametrize("unit", ["people", "per cent"])
def test_a_number_of_many_digits_is_printed(tmp_path: Path, unit: str) -> None:
    facts = f"a: {{value: 1{'0' * 60}, unit: {unit}, source: none, note: A test.}}\n"
    page = "<body><main><h1>T</h1>{% for one in key_facts %}<p>{{ one.value }}</p>{% endfor %}{{ section('background') }}</main></body>"
    written = {
        "content/korea/facts.yaml": facts,
        "content/korea/open.md": block('{{ fact("a", unit=True) }}'),
        "briefs/note.yaml": BRIEF + "key_facts: [a]\n",
        "templates/embassy/page.html": page,
    }
    text, problems = built(tmp_path, files(**written))
    assert problems == ""
    assert f"1{',000' * 20}" in text


def test_a_brief_whose_blocks_lack_its_language_alone_is_not_told_to_look_at_sensitivity(tmp_path: Path) -> None:
    _, problems = built(tmp_path, files(**{"briefs/note.yaml": BRIEF + "language: fr\n"}))
    assert "content/korea/open.md:1: error: block `open` has no text in `fr` for this reader" in problems
    assert "brief-empty" not in problems
