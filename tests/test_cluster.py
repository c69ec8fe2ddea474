"""A campaign printed by a cluster: the same bytes as here, nothing read from the project's disk there, nothing withheld sent."""

from __future__ import annotations

import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import distributed
import pytest
from PIL import Image

from briefgen.campaign import DocumentJob, InputCache, JobResult, PlannedDocument, build_on_cluster
from briefgen.campaign.cluster import MAX_LOSSES, _ClusterRun, _SentJob
from briefgen.campaign.render_job import RenderJob, RenderResult, SharedAssets, build_render_job, run_render_job
from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.pipeline import render_formats
from briefgen.resource_limits import DEFAULT_LIMITS
from tests.running import PATIENCE, ROOT, Result, copy_project, files_below, wait_for_ever

TOWNS = 4
WITHHELD = "Kestrel warehouse informant"
PATIENT = {f"DASK_DISTRIBUTED__COMM__TIMEOUTS__{name}": f"{PATIENCE}s" for name in ("CONNECT", "TCP")}
"""How long processes of Dask wait for one another: thirty seconds where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler on this machine with its workers."""

    address: str
    folder: Path
    """Where its processes stand."""


def dask(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A process of Dask, which stands in a folder that is not the project's."""
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "True", **PATIENT},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def said(process: subprocess.Popen[str], wanted: str) -> str:
    """What stands in the first line of a process's log that has something in it."""
    assert process.stderr
    for line in process.stderr:
        if found := re.search(wanted, line):
            return found[1]
    raise AssertionError(wanted)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Cluster]]:
    """`start(2)`: a scheduler and so many workers, with or without the nanny that starts a dead one again."""
    apart = tmp_path / "apart"
    apart.mkdir()
    begun: list[subprocess.Popen[str]] = []

    def started(workers: int, nanny: str = "--no-nanny") -> Cluster:
        begun.append(dask(apart, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"))
        address = said(begun[0], r"Scheduler at: +(tcp://\S+)")
        common = ("--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", nanny)
        begun.extend(dask(apart, "worker", address, *common) for _ in range(workers))
        for worker in begun[1:]:
            said(worker, r"(Registered to)")
        return Cluster(address, apart)

    yield started
    for process in begun:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    """A campaign of PDFs; one of its blocks is confidential, and the brief names it among what it leaves out."""
    folder = copy_project("campaign", tmp_path)
    rows = "".join(f"town-{number:03},Town {number}\n" for number in range(TOWNS))
    (folder / "campaigns/towns.csv").write_text(f"id,town\n{rows}")
    campaign = folder / "campaigns/towns.yaml"
    campaign.write_text(campaign.read_text().replace("[html]", "[pdf, html]"))
    front = "---\ntitle: The {0}\nkind: situation\nsensitivity: confidential\nstatus: approved\n---\n{0}.\n"
    (folder / "content/water/kestrel.md").write_text(front.format(WITHHELD))
    brief = folder / "briefs/report.yaml"
    brief.write_text(f"{brief.read_text()}variables: {{who: {WITHHELD}}}\nsensitivity: {{who: confidential}}\n")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every finished file."""
    return {
        name: (folder / name).read_bytes() for name in files_below(folder) if name.endswith(("-en.pdf", "-en.html"))
    }


def planned(folder: Path) -> PlannedDocument:
    sink = Sink()
    project = load_project(folder, sink)
    brief = load_brief(project, "report", sink)
    return PlannedDocument(project, brief, (Format.PDF, Format.HTML), folder / "alone", "report")


HOLDER = Path("holder")
"""In the folder where the workers stand: the one of them that died with a document."""


begun_here = count()
"""The documents that this worker has had."""


def run_until_killed(job: RenderJob, shared: SharedAssets) -> RenderResult:
    """What a worker does in place of `run_render_job`: the first that has a second document waits with it for its end."""
    if next(begun_here) == 1:
        with suppress(FileExistsError), HOLDER.open("x") as file:
            print(os.getpid(), file=file, flush=True)
            wait_for_ever()
    return run_render_job(job, shared)


START = f"""
import sys
from briefgen.__main__ import main
from briefgen.campaign import cluster
from tests.test_cluster import run_until_killed

cluster.CONNECT_TIMEOUT = {PATIENCE}
cluster.run_render_job = run_until_killed
sys.exit(main(sys.argv[1:]))
"""
"""What `python -m briefgen` does, on whatever machine, with a worker that waits to be killed."""


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_makes_the_same_files_as_this_machine(
    towns: Path, start: Callable[..., Cluster], run: Callable[..., Result]
) -> None:
    cluster = start(2)
    running = subprocess.Popen(
        [sys.executable, "-c", START, "batch", "towns", "--scheduler", cluster.address, "-o", "far"],
        cwd=towns,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    holder = cluster.folder / HOLDER
    while not holder.exists() or not holder.read_text().endswith("\n"):
        assert running.poll() is None, running.communicate()
        time.sleep(0.1)
    os.kill(int(holder.read_text()), signal.SIGKILL)
    out, err = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, err
    made, left_out = err.splitlines()[-2:]
    assert made.startswith(f"{TOWNS} documents made in "), "and not a word of Dask's own"
    assert left_out.startswith(f"left out of {TOWNS} documents: ")
    assert len(out.splitlines()) == 2 * TOWNS
    assert run("batch", "towns", "-o", "near", cwd=towns).code == 0
    assert contents(towns / "far") == contents(towns / "near")
    assert len(contents(towns / "far")) == 2 * TOWNS
    again = run("batch", "towns", "-o", "far", cwd=towns)
    assert (again.code, again.out) == (0, ""), "the graph knows what the cluster made"


def test_a_parcel_holds_all_that_printing_needs_and_nothing_that_is_withheld(towns: Path) -> None:
    making = DocumentJob(planned(towns), InputCache())
    composed = making.compose()
    assert composed
    sent = pickle.dumps(build_render_job(*composed, Sink()))
    for secret in (WITHHELD, WITHHELD.split(maxsplit=1)[0].lower(), str(towns)):
        assert secret.encode() not in sent, secret
    towns.rename(towns.with_name("gone"))
    printed = run_render_job(*pickle.loads(sent))  # noqa: S301 - our own
    assert (printed.fault, printed.diagnostics) == (None, ())
    assert [rendering.format for rendering in printed.renderings] == [Format.PDF, Format.HTML]


def test_a_picture_leaves_this_machine_without_what_a_camera_wrote_and_is_printed_alike(towns: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = WITHHELD
    (towns / "content/water/images").mkdir()
    picture = Image.linear_gradient("L").resize((40, 20)).convert("RGB")
    picture.save(towns / "content/water/images/well.jpg", exif=exif, comment=WITHHELD)
    wells = towns / "content/water/wells.md"
    wells.write_text(wells.read_text() + "\n\n![A well](images/well.jpg)\n")
    composed = DocumentJob(planned(towns), InputCache()).compose()
    assert composed
    sink = Sink()
    sent = build_render_job(*composed, sink)
    assert WITHHELD.encode() not in pickle.dumps(sent)
    assert run_render_job(*sent).renderings == render_formats(*composed, sink)


class Lost:
    """A document whose worker has printed it and died before the file was fetched."""

    status = "finished"

    def done(self) -> bool:
        return True

    def result(self) -> None:
        raise CancelledError


class Fetched(Lost):
    """A document that was printed."""

    def __init__(self, printed: RenderResult) -> None:
        self._printed = printed

    def result(self) -> Any:
        return self._printed


class Client:
    """A scheduler whose workers die so many times with what they have printed."""

    status = "running"

    def __init__(self, losses: int) -> None:
        self.losses = losses

    def scatter(self, shared: SharedAssets, **_options: object) -> Any:
        return SimpleNamespace(status="finished", shared=shared)

    def submit(self, function: Callable[..., RenderResult], job: RenderJob, sent: Any, **_options: object) -> Lost:
        self.losses -= 1
        return Lost() if self.losses >= 0 else Fetched(function(job, sent.shared))


@pytest.mark.parametrize(("losses", "code"), [(0, None), (1, None), (MAX_LOSSES, None), (9, "campaign-worker")])
def test_a_document_that_is_lost_after_it_was_printed_is_printed_again(
    towns: Path, losses: int, code: str | None
) -> None:
    making = DocumentJob(replace(planned(towns), formats=(Format.HTML,)), InputCache())
    composed = making.compose()
    assert composed
    run = _ClusterRun(cast("Any", SimpleNamespace(wait=lambda *_, **__: None)), Client(losses), DEFAULT_LIMITS)
    run.send(_SentJob(0, making, *build_render_job(*composed, Sink())))
    results: list[JobResult] = []
    while run.sent:
        results.extend(result for _, result in run.collect_results())
    assert [result.fault and result.fault.code for result in results] == [code]


def test_a_damaged_picture_is_told_where_it_stands_and_is_not_sent(towns: Path) -> None:
    (towns / "content/water/images").mkdir()
    (towns / "content/water/images/well.jpg").write_bytes(b"no picture")
    wells = towns / "content/water/wells.md"
    wells.write_text(wells.read_text() + "\n\n![A well](images/well.jpg)\n")
    composed = DocumentJob(planned(towns), InputCache()).compose()
    assert composed
    sink = Sink()
    with pytest.raises(BriefgenError):
        build_render_job(*composed, sink)
    assert [(problem.code, problem.origin and problem.origin.path) for problem in sink.diagnostics] == [
        ("image-unreadable", "content/water/wells.md")
    ]


def test_what_comes_back_is_looked_through_before_it_is_written(towns: Path) -> None:
    """Whoever holds a worker could put anything into a file: it passes the same proof as what is printed here."""
    making = DocumentJob(planned(towns), InputCache())
    composed = making.compose()
    assert composed
    printed = run_render_job(*build_render_job(*composed, Sink()))
    forged = [
        type(rendering)(
            rendering.format,
            rendering.content.replace(b"</body>", f"<p>{WITHHELD}.</p></body>".encode()),
            rendering.pages,
        )
        for rendering in printed.renderings
    ]
    with making.capture_errors():
        making.finish(tuple(forged))
    assert {problem.code for problem in making.result.diagnostics} == {"audit-withheld"}
    assert not (towns / "alone").exists()


class Clock:
    """The time of a run as its test wants it: however quick a machine is, it is early or late as the test says."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def processes(scheduler: str) -> set[int]:
    """The two workers that a scheduler has."""
    with distributed.Client(scheduler, timeout=PATIENCE) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(2, timeout=PATIENCE)
        return set(client.run(os.getpid).values())


ENDLESS = "endless"


def run_without_end(job: RenderJob, shared: SharedAssets) -> RenderResult:
    """What a worker does in place of `run_render_job`: one document keeps it for ever, whatever the machine."""
    if job.document.brief.title == ENDLESS:
        wait_for_ever()
    return run_render_job(job, shared)


@pytest.mark.slow
def test_a_document_that_takes_too_long_is_given_up_and_its_worker_begins_anew(
    towns: Path, start: Callable[..., Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr("briefgen.campaign.cluster.monotonic", clock)
    monkeypatch.setattr("briefgen.campaign.cluster.CONNECT_TIMEOUT", PATIENCE)
    monkeypatch.setattr("briefgen.campaign.cluster.run_render_job", run_without_end)
    short = replace(planned(towns), formats=(Format.HTML,))
    endless = replace(short, stem="long", brief=replace(short.brief, title=ENDLESS))
    begun = start(2, "--nanny")
    before = processes(begun.address)
    made = {}
    documents = [replace(short, stem="one"), endless, replace(short, stem="other")]
    for index, result in build_on_cluster(documents, begun.address, DEFAULT_LIMITS):
        made[index] = result
        if made.keys() == {0, 2}:
            clock.seconds = DEFAULT_LIMITS.wall_seconds + 1
    assert [made[index].failed for index in range(3)] == [False, True, False]
    assert made[1].fault
    assert made[1].fault.code == "campaign-time"
    assert f"longer than {DEFAULT_LIMITS.wall_seconds:g} seconds" in made[1].fault.message
    again = dict(
        build_on_cluster([replace(short, stem=f"again-{number}") for number in range(2)], begun.address, DEFAULT_LIMITS)
    )
    assert not any(result.failed for result in again.values())
    after = processes(begun.address)
    assert (len(before - after), len(after - before)) == (1, 1)


def test_without_dask_the_command_says_what_to_do(
    towns: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert_told(run("batch", "towns", "--scheduler", "tcp://127.0.0.1:9", cwd=towns), "cluster-missing", towns)


def test_without_a_scheduler_the_command_says_what_to_do(
    towns: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.campaign.cluster.CONNECT_TIMEOUT", 1)
    assert_told(run("batch", "towns", "--scheduler", "tcp://127.0.0.1:9", cwd=towns), "cluster-unreachable", towns)


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(
    towns: Path, start: Callable[..., Cluster], run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = distributed.Client.wait_for_workers
    monkeypatch.setattr(
        distributed.Client, "wait_for_workers", lambda client, number, **_: wait(client, number, timeout=1)
    )
    monkeypatch.setattr("briefgen.campaign.cluster.CONNECT_TIMEOUT", PATIENCE)
    assert_told(run("batch", "towns", "--scheduler", start(0).address, cwd=towns), "cluster-idle", towns)


def assert_told(told: Result, code: str, folder: Path) -> None:
    """The command ended with a problem of this machine, a hint, and no file."""
    assert told.code == 3
    assert code in told.err
    assert "hint:" in told.err
    assert "Traceback" not in told.err
    assert not contents(folder / "out")
