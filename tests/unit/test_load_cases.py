"""Files to diagnostics: every case under tests/cases/load."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import cases, check_case
from tests.unit.project_files import files_in, told_by_loading_everything, write_files


@pytest.mark.parametrize("path", cases("load"), ids=lambda path: path.stem)
def test_what_is_wrong_is_told(path: Path, tmp_path: Path, accept: bool) -> None:  # noqa: FBT001 - a fixture
    def produce(text: str) -> str:
        return told_by_loading_everything(write_files(tmp_path, files_in(text)))

    check_case(path, produce, accept=accept)
