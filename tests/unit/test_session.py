"""A run of a command ends with the exit code that is true, whatever becomes of an exception on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from briefgen.commands.session import FAULT, INTERRUPTED, ProjectLocation, Session, run_command


class Interrupting:
    """A value in a class, in whose making Ctrl-C comes."""

    def __set_name__(self, _owner: type, _name: str) -> None:
        raise KeyboardInterrupt


def makes_a_class(_session: Session) -> None:
    type("Made", (), {"value": Interrupting()})


def divides(_session: Session) -> None:
    1 / 0  # noqa: B018 - for its error


def builds_a_model(_session: Session) -> None:
    """What pydantic makes of Ctrl-C while it builds a model: only the name is left."""
    raise ValueError('Error building "enum" validator:\n  KeyboardInterrupt: ')


@pytest.mark.parametrize(
    ("work", "code"), [(makes_a_class, INTERRUPTED), (builds_a_model, INTERRUPTED), (divides, FAULT)]
)
def test_ctrl_c_is_no_fault_though_a_library_wraps_it(
    work: Callable[[Session], None], code: int, tmp_path: Path
) -> None:
    with pytest.raises(typer.Exit) as ended:
        run_command(Session(ProjectLocation(tmp_path, exact=True)), work)
    assert ended.value.exit_code == code
