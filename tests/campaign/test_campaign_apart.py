"""A single document is made in a child process: whatever becomes of it, the command ends with a sentence and a code."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.campaign.job import InputCache, JobResult, run_job
from briefgen.campaign.plan import PlannedDocument, plan_single_brief
from briefgen.campaign.single import run_in_process
from briefgen.load import load_brief
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.resource_limits import ResourceLimits
from tests.unit.project_files import project_in
from tests.unit.test_gate import block, files


def planned(folder: Path, written: Mapping[str, str] | None = None) -> PlannedDocument:
    project = project_in(folder / "project", written or files())
    return plan_single_brief(project, load_brief(project, "note", Sink()), (Format.HTML,), folder / "out")


def codes(outcome: JobResult | None) -> list[str]:
    assert outcome is not None
    return [one.code for one in outcome.diagnostics]


def told(document: PlannedDocument, shelf: InputCache, allowance: ResourceLimits | None) -> JobResult:
    """Makes the document, and says in which process."""
    (document.folder.parent / "seen").write_text(str(os.getpid()))
    return run_job(document, shelf, allowance)


def test_a_document_is_made_in_another_process(tmp_path: Path) -> None:
    outcome = run_in_process(planned(tmp_path), ResourceLimits(), 60, told)
    assert codes(outcome) == []
    assert (tmp_path / "out/note.html").is_file()
    assert int((tmp_path / "seen").read_text()) != os.getpid()


def test_an_error_keeps_its_place(tmp_path: Path) -> None:
    outcome = run_in_process(
        planned(tmp_path, files(**{"content/korea/open.md": block("{{ x }}")})), ResourceLimits(), 60
    )
    assert codes(outcome) == ["fill-undefined"]
    assert outcome is not None
    assert str(outcome.diagnostics[0].origin) == "content/korea/open.md:7"
    assert not (tmp_path / "out").exists()


def deaf(_document: PlannedDocument, _shelf: InputCache, _allowance: ResourceLimits | None) -> JobResult:
    """Makes nothing for ever, and lets Python answer no signal, as a library in C may."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGXCPU, signal.SIGINT})
    while True:
        pass


def dead(_document: PlannedDocument, _shelf: InputCache, _allowance: ResourceLimits | None) -> JobResult:
    """Takes its process down."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def idle(_document: PlannedDocument, _shelf: InputCache, _allowance: ResourceLimits | None) -> JobResult:
    """Waits for something that never comes."""
    time.sleep(600)
    raise AssertionError


def test_what_answers_no_signal_is_ended_by_the_system(tmp_path: Path) -> None:
    assert codes(run_in_process(planned(tmp_path), ResourceLimits(seconds=1), 60, deaf)) == ["limit-time"]


def test_what_waits_for_ever_is_given_up(tmp_path: Path) -> None:
    assert codes(run_in_process(planned(tmp_path), ResourceLimits(), 0.5, idle)) == ["limit-time"]


def test_a_process_that_dies_is_no_document_and_no_crash(tmp_path: Path) -> None:
    assert run_in_process(planned(tmp_path), ResourceLimits(), 60, dead) is None


def test_ctrl_c_ends_the_child_too(tmp_path: Path) -> None:
    document = planned(tmp_path)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a test in the background is deaf to it
    alarm = signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        with pytest.raises(KeyboardInterrupt):
            run_in_process(document, ResourceLimits(), 60, idle)
    finally:
        signal.signal(signal.SIGINT, before)
        signal.signal(signal.SIGALRM, alarm)
