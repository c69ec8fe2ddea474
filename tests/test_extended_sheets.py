"""A project's style sheet that follows the built-in one has only the lines that differ."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.style_sheets import find_extended_sheet
from tests.running import Result, copy_project

OWN = "h1 { color: #123456 }\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_project("minimal", tmp_path)
    (root / "styles").mkdir(exist_ok=True)
    with (root / "briefgen.yaml").open("a", encoding="utf-8") as file:
        file.write('theme: {accent: "#7a1f2b"}\n')
    return root


def build(root: Path, sheet: str, run: Callable[..., Result]) -> str:
    (root / "styles/base.css").write_text(sheet, encoding="utf-8")
    assert run("build", "report", "--to", "html", cwd=root).code == 0
    return (root / "out/report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "start",
    ['@import "builtin/base.css";', "\n/* ours */\n@import 'builtin/base.css' ;", '\ufeff@import "builtin/base.css";'],
)
def test_it_comes_after_the_built_in_sheet_and_before_the_theme(
    start: str, root: Path, run: Callable[..., Result]
) -> None:
    page = build(root, f"{start}\n{OWN}", run)
    places = [page.index(text) for text in ("font-variant-position: super", "#123456", "--accent: #7a1f2b")]
    assert places == sorted(places)
    assert "@import" not in page


@pytest.mark.parametrize("sheet", ["base.css", "public-report.css"])
def test_a_pdf_is_made_with_it_as_well(sheet: str, root: Path, run: Callable[..., Result]) -> None:
    (root / "styles" / sheet).write_text(f'@import "builtin/{sheet}";\n.cover {{ color: #123456 }}\n', "utf-8")
    done = run("build", "report", "--to", "pdf,docx", cwd=root)
    assert (done.code, "error" in done.err) == (0, False), done.err


def test_without_the_import_it_is_used_instead(root: Path, run: Callable[..., Result]) -> None:
    page = build(root, OWN, run)
    assert "#123456" in page
    assert "font-variant-position: super" not in page


@pytest.mark.parametrize(
    ("rest", "extended"),
    [("h1 {}", ""), ('@import "builtin/base.css";', "base.css"), ('/* @import "builtin/base.css"; */ h1 {}', "")],
)
def test_a_sheet_can_start_with_any_number_of_comments(rest: str, extended: str) -> None:
    assert find_extended_sheet("/* ours **/ /**/\n" * 5000 + rest) == extended


@pytest.mark.parametrize("to", ["html", "pdf"])
@pytest.mark.parametrize(
    ("sheet", "message", "hint"),
    [
        ('@import "builtin/bsae.css";', "`builtin/bsae.css` is not a built-in style sheet", "did you mean `base.css`?"),
        ('p {}\n@import "builtin/base.css";', '`@import "builtin/base.css";` is not followed', "first statement"),
        ('@import "other.css";', '`@import "other.css";` is not followed', "first statement"),
        (
            '@import "builtin/../../x.css";',
            "`builtin/../../x.css` is not a built-in style sheet",
            "choose from `base.css`",
        ),
    ],
)
def test_another_import_is_an_error_with_a_way(
    sheet: str, message: str, hint: str, to: str, root: Path, run: Callable[..., Result]
) -> None:
    (root / "styles/base.css").write_text(f"{sheet}\n{OWN}", encoding="utf-8")
    done = run("build", "report", "--to", to, cwd=root)
    assert done.code == 1
    lines = done.err.splitlines()
    found, told = next(pair for pair in itertools.pairwise(lines) if "[render-resource]" in pair[0])
    assert found.startswith("styles/base.css:")
    assert f"error: {message} [render-resource]" in found
    assert hint in told


def test_a_document_is_built_anew_when_the_sheet_changes(root: Path, run: Callable[..., Result]) -> None:
    (root / "styles/base.css").write_text(f'@import "builtin/base.css";\n{OWN}', encoding="utf-8")
    (root / "campaigns").mkdir()
    (root / "campaigns/all.yaml").write_text("briefs: [report]\nrecipients: all.csv\nformats: [html]\n", "utf-8")
    (root / "campaigns/all.csv").write_text("id\nkenya\n", encoding="utf-8")
    assert run("batch", "all", cwd=root).code == 0
    assert "up to date" in run("batch", "all", cwd=root).err
    (root / "styles/base.css").write_text('@import "builtin/base.css";\n', encoding="utf-8")
    assert "up to date" not in run("batch", "all", cwd=root).err
