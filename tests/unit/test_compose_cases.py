"""Texts to trees: every case under tests/cases/compose."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model.diagnostic import Sink
from tests.cases import cases, check_case
from tests.tree_text import tree_text
from tests.unit.compose_samples import HERE, reader


@pytest.mark.parametrize("path", cases("compose"), ids=lambda path: path.stem)
def test_a_text_becomes_the_expected_tree(path: Path, accept: bool) -> None:  # noqa: FBT001 - a fixture
    def produce(text: str) -> str:
        sink = Sink()
        nodes = reader(sink).read(text.rstrip("\n"), HERE, "legal/torture")
        return "\n".join(
            [
                tree_text(nodes, lines=True),
                *(f"{problem.origin}: {problem.message} [{problem.code}]" for problem in sink.collect_sorted()),
            ]
        )

    check_case(path, produce, accept=accept)
