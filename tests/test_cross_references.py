"""One reference for every audience: a number, else the title in words, else the phrase that its author gave."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result
from tests.unit.project_files import write_files


def block(kind: str, title: str, text: str) -> str:
    return f"---\ntitle: {title}\nkind: {kind}\nsensitivity: public\nstatus: approved\n---\n{text}\n"


def build(
    root: Path,
    run: Callable[..., Result],
    reference: str,
    titles: str = "headings",
    numbers: str = "none",
    more: str = "",
) -> tuple[Result, str]:
    """What is printed after `See`, for an audience with these titles and numbers."""
    write_files(
        root,
        {
            "briefgen.yaml": "organisation: {name: Example Organisation}\n",
            "templates/letter/audience.yaml": f"extends: base\ntitle: Letter\npage: base/page.html\nlanguages: [en]\nheadings: {{numbers: {numbers}}}\n"
            f"sections:\n  - {{id: first, title: What we saw, kinds: [situation], titles: {titles}}}\n  - {{id: second, title: The law, kinds: [law], titles: {titles}}}\n",
            "content/water/wells.md": block("situation", "Wells", f"See {{{{ {reference} }}}}, end."),
            "content/water/law.md": block("law", "The right to water", "Water is a right.\n\n" + more),
            "content/water/far.md": block("case", "Far away", "A case."),
            "briefs/b.yaml": "{audience: letter, library: water, title: T, date: 2026-01-15, exclude: [far]}\n",
        },
    )
    result = run("build", "b", "-t", "html", cwd=root)
    page = root / "out/b.html"
    text = re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8")) if page.is_file() else ""
    found = re.search(r"See (.*?), end", text, re.DOTALL)
    return result, found[1] if found else ""


@pytest.mark.parametrize(
    ("reference", "titles", "numbers", "printed"),
    [
        ('ref("law")', "headings", "decimal", "2.1"), ('ref("law")', "headings", "none", "The right to water"), ('ref("law")', "run-in", "none", "The right to water"),
        ('ref("law")', "none", "none", "The right to water"), ('ref("second")', "headings", "none", "The law"), ('ref("law", otherwise="elsewhere")', "none", "none", "The right to water"),
        ('ref("far", otherwise="another paper")', "headings", "none", "another paper"), ('ref("nothing", otherwise="elsewhere")', "none", "none", "elsewhere"),
        ('ref("far", otherwise="")', "none", "none", ""), ('ref("far", otherwise="<b>&")', "none", "none", "&lt;b&gt;&amp;"),
    ],
)  # fmt: skip
def test_a_reference_has_a_number_a_title_or_a_phrase(
    reference: str, titles: str, numbers: str, printed: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    result, text = build(tmp_path, run, reference, titles, numbers)
    assert (result.code, text) == (0, printed)
    assert "data-title" not in (tmp_path / "out/b.html").read_text(encoding="utf-8")


def test_a_reference_to_what_is_not_in_the_brief_is_an_error_with_a_way_out(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    result, _ = build(tmp_path, run, 'ref("far")')
    assert result.code == 1
    assert (
        "content/water/wells.md:7: error: `ref` points to `far`, which is not in this brief [ref-unknown]" in result.err
    )
    assert 'otherwise="elsewhere"' in result.err


def test_a_hint_names_no_note_by_its_number(tmp_path: Path, run: Callable[..., Result]) -> None:
    source = "- {id: survey, type: report, title: Survey, sensitivity: public}\n"
    write_files(tmp_path, {"content/water/sources.yaml": source})
    result, _ = build(tmp_path, run, 'ref("note")', more="It is a right.[@survey]")
    assert "[ref-unknown]\n  hint: say what to print in its place" in result.err


def test_a_table_is_named_by_its_caption_or_needs_a_phrase(tmp_path: Path, run: Callable[..., Result]) -> None:
    table = "Water is drawn.\n{: #drawn}"
    assert build(tmp_path / "a", run, 'ref("law:drawn", otherwise="below")', more=table)[1] == "below"
    result, _ = build(tmp_path / "b", run, 'ref("law:drawn")', more=table)
    assert (result.code, "[ref-unnumbered]" in result.err) == (1, True)
