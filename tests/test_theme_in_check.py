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
