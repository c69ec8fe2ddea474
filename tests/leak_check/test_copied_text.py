"""What the commands print of words that a permitted text has from a withheld one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Result
from tests.unit.project_files import write_files
from tests.unit.test_copied_text import COPIES, HIDING_PLACE
from tests.unit.test_gate import block, files


def test_the_commands_warn_and_only_with_internal_name_the_withheld_text(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    secret = {"content/korea/secret.md": block(HIDING_PLACE, "confidential")}
    write_files(tmp_path, files(**secret, **{"content/korea/open.md": block(COPIES["a sentence"])}))
    for arguments in (("check", "note"), ("check",), ("build", "note", "-t", "html"), ("explain", "note")):
        result = run(*arguments, cwd=tmp_path)
        told_of = result.out + result.err
        assert result.code == 0, told_of
        assert "content/korea/open.md:9: warning" in told_of
        assert "secret.md" not in told_of
    for arguments in (("check", "note"), ("check",), ("build", "note", "-t", "html"), ("explain", "note")):
        result = run(*arguments, "--internal", cwd=tmp_path)
        assert "not see: `content/korea/secret.md:7` [leak-copied]" in result.out + result.err
    state = (tmp_path / "out/.briefgen/state.sqlite").read_bytes()
    assert b"open.md" in state
    assert b"secret.md" not in state
    rows = json.loads(run("check", "--format", "json", cwd=tmp_path).out)
    assert "secret.md" not in str(rows)


RULING = "organisation: {name: A}\nrules: {leak-copied: {severity: SEVERITY, reason: Both texts quote the law}}\n"


@pytest.mark.parametrize(("severity", "code"), [("error", 1), ("warning", 0), ("off", 0)])
def test_a_project_changes_the_severity_with_a_reason_that_is_printed(
    tmp_path: Path, run: Callable[..., Result], severity: str, code: int
) -> None:
    more = {
        "briefgen.yaml": RULING.replace("SEVERITY", severity),
        "content/korea/secret.md": block(HIDING_PLACE, "confidential"),
        "content/korea/open.md": block(COPIES["a sentence"]),
    }
    write_files(tmp_path, files(**more))
    result = run("check", "note", cwd=tmp_path)
    assert result.code == code, result.err
    assert f"open.md:9: {severity}" in result.err or (severity == "off" and "open.md" not in result.err)
    assert "Both texts quote the law" in result.out + result.err
    assert "secret.md" not in result.out + result.err
