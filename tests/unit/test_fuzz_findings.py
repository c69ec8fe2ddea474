"""What fuzzing found stays mended: every input that once made a target fail is fed to it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, Bench, made_seeds

FINDINGS = Path(__file__).parents[1] / "fuzz/findings"
INPUTS = sorted(FINDINGS.glob("*/*"))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_finding_of_fuzzing_is_a_value_or_a_diagnostic(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes(), Bench())


@pytest.mark.parametrize("target", TARGETS)
def test_what_fuzzing_begins_with_is_taken(target: str) -> None:
    for content in made_seeds(target):
        TARGETS[target](content, Bench())


def test_every_finding_belongs_to_a_target() -> None:
    assert {path.parent.name for path in INPUTS} <= set(TARGETS)
