"""The tutorial, followed to the letter: its files are written, its commands run, its messages looked for."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import Result

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.md"
FENCE = re.compile(r"^```(\w+)(?: +(\S+))?( at the end)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SIZES = re.compile(r"[\d,]+ (pages?|words?)")


@dataclass(slots=True)
class Reader:
    """Somebody who follows the page: where they are and what they last saw."""

    run: Callable[..., Result]
    folder: Path
    seen: str = ""

    def runs(self, commands: str, *, expect: int) -> None:
        """Types the lines of a block of commands."""
        self.seen = ""
        for line in commands.splitlines():
            program, *arguments = shlex.split(line)
            if program == "cd":
                self.folder /= arguments[0]
                continue
            assert program == "briefgen", line
            result = self.run(*arguments, cwd=self.folder)
            assert result.code == expect, f"{line}\n{result.out}{result.err}"
            self.seen += result.out + result.err

    def writes(self, path: str, text: str, *, at_the_end: bool) -> None:
        """Saves a file as the page shows it."""
        file = self.folder / path
        before = file.read_text(encoding="utf-8") if at_the_end else ""
        file.write_text(before + text, encoding="utf-8")

    def sees(self, text: str) -> None:
        """Finds what the page says they will see. How many pages and words there are is left to the design."""
        assert SIZES.sub(r"N \1", text) in SIZES.sub(r"N \1", self.seen)


@pytest.mark.slow
def test_the_tutorial_does_what_it_says(run: Callable[..., Result], tmp_path: Path) -> None:
    reader = Reader(run, tmp_path)
    for language, path, at_the_end, text in FENCE.findall(TUTORIAL.read_text(encoding="utf-8")):
        match language:
            case "sh":
                reader.runs(text, expect=1 if path == "fails" else 0)
            case "text":
                reader.sees(text)
            case _:
                reader.writes(path, text, at_the_end=bool(at_the_end))

    report = (reader.folder / "out" / "example-report.html").read_text(encoding="utf-8")
    assert report.count("1,300 to 1,500") >= 2
    assert "six of the nine schools" in report
    assert "This must never reach an embassy" not in report
    assert (reader.folder / "out" / "embassy-note.pdf").is_file()
