"""The state of an output folder, where a run is interrupted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.campaign import open_state, state
from briefgen.model.diagnostic import Sink


def interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def test_a_state_is_read_after_an_interrupt_while_its_file_comes_into_being(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of a run reads it for the manifest; an error there would take the place of the interrupt."""
    with open_state(tmp_path, Sink()) as opened:
        monkeypatch.setattr(state, "_open_database", interrupt)
        with pytest.raises(KeyboardInterrupt):
            opened.remove(["town"])
        assert opened.find_document("town") is None
        assert [dict(part) for part in opened.read_manifest()] == [{}, {}]
