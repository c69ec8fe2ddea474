"""Where in a line a problem is, and how a terminal shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.commands.excerpt import Excerpt, build_excerpt_finder, find_words, is_printable
from briefgen.commands.report import ReportedDiagnostic, ReportFormat, format_for_terminal, print_diagnostics
from briefgen.commands.terminal import PLAIN, TerminalStyle, draw_excerpt, find_docs, measure_width
from briefgen.model.diagnostic import Diagnostic, Origin, Severity

CITATION = "citation key `yoon2042` is not in sources.yaml"


@pytest.mark.parametrize(
    ("line", "message", "words"),
    [
        ("Forced return is torture [@yoon2042, p 3].", CITATION, "yoon2042"),
        ("  kind: situaton", "`situaton` is not a kind", "situaton"),
        ("See [@yoon2042b] and [@yoon2042].", CITATION, "yoon2042"),
        ("Yoon [@yoon2042b].", CITATION, "yoon2042"),
        ("audience: x", "`title` is missing in `x`", "x"),
        ("\ttitle: 보고서 `a`", "no such word", "title: 보고서 `a`"),
        ("- a.*(b", "`a.*(b` is not a block", "a.*(b"),
    ],
)
def test_the_words_of_the_line_that_a_problem_names_are_found(line: str, message: str, words: str) -> None:
    found = find_words(line, message)
    assert found
    assert line[found.start : found.end] == words


def test_whole_words_come_first() -> None:
    found = find_words("See [@yoon2042b] and [@yoon2042].", CITATION)
    assert found
    assert found.start == 23


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_has_no_words(line: str) -> None:
    assert find_words(line, CITATION) is None


def test_a_place_that_cannot_be_read_has_no_words(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe\x80")
    (tmp_path / "short.md").write_text("one line", encoding="utf-8")
    (tmp_path / "private").mkdir()
    (tmp_path / "private/people.yaml").write_text("Jane Doe: J", encoding="utf-8")
    find = build_excerpt_finder(tmp_path)
    for place in (None, Origin("bad.md", 1), Origin("short.md"), Origin("short.md", 2), Origin("no.md", 1),
                  Origin("private/people.yaml", 1)):  # fmt: skip
        assert find(Diagnostic(Severity.ERROR, "cite-unknown", CITATION, place)) is None


@pytest.mark.parametrize("code", ["audit-term", "leak-copied", "name-watched", "person-unknown", "private-name"])
def test_a_line_with_a_name_that_must_not_be_printed_is_not_shown(code: str) -> None:
    assert not is_printable(Diagnostic(Severity.ERROR, code, "x", Origin("a.md", 1)))


@pytest.mark.parametrize(
    ("excerpt", "columns", "drawn"),
    [
        (Excerpt("Say [@key].", 6, 9), 80, ["  | Say [@key].", "  |       ^^^"]),
        (Excerpt("北京 [@key].", 5, 8), 80, ["  | 北京 [@key].", "  |        ^^^"]),
        (Excerpt("a\tb: c", 5, 6), 80, ["  | a b: c", "  |      ^"]),
        (Excerpt("the whole line", 0, 14, is_whole_line=True), 80, ["  | the whole line"]),
    ],
)
def test_carets_are_under_the_words(excerpt: Excerpt, columns: int, drawn: list[str]) -> None:
    assert draw_excerpt(excerpt, columns) == drawn


@pytest.mark.parametrize(
    ("before", "words", "after"), [("a ", "key", " b"), ("北 ", "京", "京"), ("보고", "서", " 서")]
)
def test_of_a_long_line_the_part_around_the_words_is_shown(before: str, words: str, after: str) -> None:
    start = 200 * len(before)
    line = before * 200 + words + after * 200
    shown, marks = draw_excerpt(Excerpt(line, start, start + len(words)), 60)
    assert 55 < measure_width(shown) < 60
    assert shown[4:] in line
    assert measure_width(shown.partition(words + after)[0]) == marks.index("^")
    assert marks.count("^") == measure_width(words)


def test_a_terminal_gets_the_problems_of_a_file_together_with_links(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("One.\nSee [@yoon2042].\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("x\x1b[31m `yoon2042`\n", encoding="utf-8")
    problems = [
        Diagnostic(Severity.ERROR, "cite-unknown", CITATION, Origin("a.md", 2), ("did you mean `yoon2024`?",)),
        Diagnostic(Severity.ERROR, "cite-unknown", CITATION, Origin("b.md", 1)),
    ]
    folded = [(ReportedDiagnostic(problem, 1), ()) for problem in problems]
    find = build_excerpt_finder(tmp_path)
    assert format_for_terminal(folded, find, PLAIN).splitlines() == [
        f"a.md:2: error: {CITATION} [cite-unknown]",
        "  | See [@yoon2042].",
        "  |       ^^^^^^^^",
        "  hint: did you mean `yoon2024`?",
        "",
        f"b.md:1: error: {CITATION} [cite-unknown]",
        "  | x\N{REPLACEMENT CHARACTER}[31m `yoon2042`",
        "  |         ^^^^^^^^",
    ]
    linked = format_for_terminal(folded[:1], find, TerminalStyle(docs="https://example.org"))
    assert "[\x1b]8;;https://example.org/docs/diagnostics.html#cite-unknown\x1b\\cite-unknown\x1b]8;;\x1b\\]" in linked


def test_programs_get_the_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("See [@yoon2042].\r\n", encoding="utf-8")
    problem = ReportedDiagnostic(Diagnostic(Severity.ERROR, "cite-unknown", CITATION, Origin("a.md", 1)), 1)
    find = build_excerpt_finder(tmp_path)
    print_diagnostics([problem], ReportFormat.JSON, to_stdout=True, find_excerpt=find)
    (printed,) = json.loads(capsys.readouterr().out)
    assert (printed["column"], printed["end_column"]) == (7, 15)
    print_diagnostics([problem], ReportFormat.GITHUB, to_stdout=True, find_excerpt=find)
    assert "file=a.md,line=1,col=7,endColumn=15,title=cite-unknown" in capsys.readouterr().out


def test_the_site_of_the_documentation_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BRIEFGEN_DOCS", "https://example.org/briefgen/")
    assert find_docs() == "https://example.org/briefgen"
    monkeypatch.setenv("BRIEFGEN_DOCS", str(tmp_path))
    assert find_docs() == ""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/diagnostics.html").touch()
    assert find_docs() == tmp_path.as_uri()


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("cite-unknown", "diagnostics.html#cite-unknown"),
        ("lint-acronym", "reference/lints.html#lint-acronym"),
        ("rule-upr-words", "diagnostics.html#rule"),
    ],
)
def test_a_code_leads_to_the_page_that_explains_it(code: str, place: str) -> None:
    assert f";;https://example.org/docs/{place}\x1b" in TerminalStyle(docs="https://example.org").link_code(code)
    assert TerminalStyle().link_code(code) == code
