"""`check` reports the contrast of a theme as `build` does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result
from tests.unit.project_files import write_files

BLOCK = "---\ntitle: T\nkind: situation\nsensitivity: public\nstatus: approved\n---\nSome words.\n"


@pytest.mark.parametrize(
    ("theme", "marks"),
    [("{accent: '#ffee00'}", 1), ("{ink: '#cccccc'}", 1), ("{accent: '#003355'}", 0), ("{}", 0)],
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_theme_that_cannot_be_read_is_reported(
    command: str, theme: str, marks: int, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = write_files(
        tmp_path,
        {
            "briefgen.yaml": f"organisation: {{name: Example Organisation}}\ntheme: {theme}\n",
            "content/water/wells.md": BLOCK,
            "briefs/b.yaml": "{audience: public-report, library: water, title: T, date: 2026-01-15}\n",
        },
    )
    options = ("-t", "html") if command == "build" else ()
    assert ("[theme-contrast]" in run(command, "b", *options, cwd=root).err) == bool(marks)


@pytest.mark.parametrize(
    ("theme", "says"),
    [
        ("{text_face: Source Serif 4}", ""), ("{text_face: source sans 3}", ""), ("{text_face: Sorce Serif 4}", "did you mean `Source Serif 4`"),
        ("{label_face: Comic Sans}", "`label_face` of the theme names `Comic Sans`"), ("{text_face: Papyrus}", "choose one of"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("options", [("check",), ("build", "-t", "docx")])
def test_a_family_that_no_style_sheet_declares_is_an_error(
    options: tuple[str, ...], theme: str, says: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = write_files(
        tmp_path,
        {
            "briefgen.yaml": f"organisation: {{name: Example Organisation}}\ntheme: {theme}\n",
            "content/water/wells.md": BLOCK,
            "briefs/b.yaml": "{audience: public-report, library: water, title: T, date: 2026-01-15}\n",
        },
    )
    command, *rest = options
    result = run(command, "b", *rest, cwd=root)
    assert (result.code, "[theme-face]" in result.err) == ((1, True) if says else (0, False))
    assert says in result.err


@pytest.mark.parametrize(
    ("font", "says"),
    [
        ("arial", ""), ("Source Serif 4", ""), ("Times New Romann", "did you mean `Times New Roman`"), ("Papyrus Pro", "a family of Word's own"),
    ],
)  # fmt: skip
def test_a_family_for_word_files_that_is_not_there_is_an_error_at_its_line(
    font: str, says: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = write_files(
        tmp_path,
        {
            "content/water/wells.md": BLOCK,
            "templates/report/audience.yaml": f"extends: public-report\ntitle: Report\nword:\n  font: {font}\n",
            "briefs/b.yaml": "{audience: report, library: water, title: T, date: 2026-01-15}\n",
        },
    )
    result = run("check", "b", cwd=root)
    assert (result.code, "templates/report/audience.yaml:4: error: `word.font` names" in result.err) == (
        (1, True) if says else (0, False)
    )
    assert says in result.err
