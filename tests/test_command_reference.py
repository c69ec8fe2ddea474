"""docs/reference/commands.md is what `--help` says; `pytest --accept` writes it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

from briefgen.commands.app import app
from tests.running import Result

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
HEAD = "# Commands\n\nWhat `briefgen --help` and `briefgen COMMAND --help` say. The tests hold this page to them.\n"


def commands() -> Iterator[tuple[str, ...]]:
    """Every command in the order of the help, those of groups behind their group."""
    group = typer.main.get_group(app)
    yield ()
    for name in group.list_commands(typer.Context(group)):
        yield (name,)
        yield from ((name, inner) for inner in getattr(group.commands[name], "commands", {}))


def test_the_page_is_what_help_says(
    run: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    accept: bool,  # noqa: FBT001 - a fixture
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    parts = [HEAD]
    for words in commands():
        told = run(*words, "--help", cwd=tmp_path)
        assert told.code == 0
        lines = "\n".join(line.rstrip() for line in told.out.strip().splitlines())
        parts.append(f"## {' '.join(('briefgen', *words))}\n\n```\n{lines}\n```\n")
    page = "\n".join(parts)
    if accept:
        PAGE.write_text(page, encoding="utf-8")
        return
    assert PAGE.read_text(encoding="utf-8") == page


def test_every_command_but_groups_has_an_example(run: Callable[..., Result], tmp_path: Path) -> None:
    groups = {words[:1] for words in commands() if len(words) == 2}
    for words in commands():
        if words and words not in groups:
            told = run(*words, "--help", cwd=tmp_path).out
            assert f"\n    briefgen {' '.join(words)}" in told, words
