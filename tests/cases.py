"""Cases as readable files: input, a line `--- expected`, output. `pytest --accept` writes the output anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

SEPARATOR = "--- expected\n"
FOLDER = Path(__file__).parent / "cases"


def cases(stage: str) -> list[Path]:
    """The case files of a stage, by name."""
    return sorted((FOLDER / stage).glob("*.md"))


def check_case(path: Path, produce: Callable[[str], str], *, accept: bool) -> None:
    """Compare what the case's input produces with its expected output."""
    given, _, expected = path.read_text(encoding="utf-8").partition(SEPARATOR)
    actual = produce(given).rstrip("\n") + "\n"
    if accept:
        path.write_text(given + SEPARATOR + actual, encoding="utf-8")
        return
    assert actual == expected
