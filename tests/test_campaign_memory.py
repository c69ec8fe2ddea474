"""What the parent of a campaign holds does not grow with the number of documents."""

from __future__ import annotations

import gc
import tracemalloc
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.campaign import (
    BuildReason,
    InputCache,
    JobResult,
    PlannedDocument,
    Task,
    execution,
    open_state,
    plan_campaign,
    record_document,
    run_job,
)
from briefgen.load import load_brief, load_campaign, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.write import update_manifest
from briefgen.write.index import write_index
from tests.running import Result

FEW, MANY = 200, 2200


def with_towns(folder: Path, number: int) -> Path:
    """A campaign to so many towns."""
    rows = "".join(f"town-{town:04},Town {town}\n" for town in range(number))
    (folder / "campaigns/towns.csv").write_text(f"id,town\n{rows}")
    return folder


def most(work: Callable[[], object]) -> int:
    """The most bytes that are held at once while something is done, beyond those before."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def held_a_document(few: int, many: int) -> float:
    return (many - few) / (MANY - FEW)


def entered(folder: Path, number: int) -> None:
    """A state that holds so many documents, each entered as if it had been made."""
    sink = Sink()
    project = load_project(with_towns(folder, number), sink)
    campaign, brief = load_campaign(project, "towns", sink), load_brief(project, "report", sink)
    documents = plan_campaign(project, campaign, [brief], (Format.HTML,), folder / "out", sink)
    model = run_job(next(iter(documents)), InputCache())
    (artifact,), (entry,) = model.artifacts, model.manifest_entries.values()
    with open_state(folder / "out", sink) as state:
        for document in documents:
            path = f"{document.stem}.html"
            (folder / "out" / path).parent.mkdir(exist_ok=True)
            (folder / "out" / path).touch()
            copy = replace(artifact, path=folder / "out" / path)
            record_document(
                state,
                Task(document, BuildReason.NEW),
                replace(model, artifacts=(copy,), manifest_entries={path: entry}),
            )


def test_manifest_and_index_of_thousands_are_written_in_little_memory(project: Callable[[str], Path]) -> None:
    folder = project("campaign") / "out"

    def written() -> None:
        with open_state(folder, Sink()) as state:
            entries, input_sets = state.read_manifest()
            update_manifest(folder, entries, input_sets)
            write_index(folder, entries, input_sets)

    entered(folder.parent, FEW)
    few = max(most(written), most(written))
    entered(folder.parent, MANY)
    many, again = most(written), most(written)
    assert (folder / "manifest.json").read_text().count('"sha256"') == MANY
    assert max(held_a_document(few, many), held_a_document(few, again)) < 20_000, "200 MB for 10,000 documents"


def test_a_plan_of_thousands_is_told_in_little_more_memory_than_one_of_hundreds(
    run: Callable[..., Result], project: Callable[[str], Path]
) -> None:
    folder = project("campaign")

    def planned() -> None:
        assert run("batch", "towns", "--dry-run", cwd=folder).code == 0

    with_towns(folder, FEW)
    planned()
    few = most(planned)
    with_towns(folder, MANY)
    many = most(planned)
    assert held_a_document(few, many) < 20_000, "200 MB for 10,000 documents"


def test_of_documents_that_are_made_and_of_those_that_wait_none_is_held(
    run: Callable[..., Result], project: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = with_towns(project("campaign"), 40)
    live = Counter[type]()

    def counted(*arguments: object) -> None:
        kinds = Counter(type(item) for item in gc.get_objects())
        for kind in (PlannedDocument, Task, JobResult):
            live[kind] = max(live[kind], kinds[kind])
        record_document(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(execution, "record_document", counted)
    result = run("batch", "towns", "-j", "2", cwd=folder)
    assert len(result.out.splitlines()) == 40
    assert [line.split("  ")[0] for line in result.out.splitlines()] == sorted(
        f"out/town-{number:04}/report-en.html" for number in range(40)
    )
    assert set(live) == {PlannedDocument, Task, JobResult}
    assert max(live.values()) <= 8, live
