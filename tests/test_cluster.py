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
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from briefgen.campaign import DocumentJob, InputCache, PlannedDocument, build_on_cluster
from briefgen.campaign.render_job import build_render_job, run_render_job
from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.pipeline import render_formats
from briefgen.resource_limits import ResourceLimits
from tests.running import ROOT, copy_project, files_below, run_apart

TOWNS = 14
WITHHELD = "Kestrel warehouse informant"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler on this machine, and its workers by their process."""

    address: str
    workers: list[subprocess.Popen[str]]


def dask(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A process of Dask, which stands in a folder that is not the project's."""
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__WORKER__DAEMON": "True"},
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
        return Cluster(address, begun[1:])

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


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_makes_the_same_files_as_this_machine(
    towns: Path, start: Callable[..., Cluster]
) -> None:
    cluster = start(2)
    running = subprocess.Popen(
        [sys.executable, "-m", "briefgen", "batch", "towns", "--scheduler", cluster.address, "-o", "far"],
        cwd=towns,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr
    told = [running.stderr.readline() for _ in range(3)]
    assert told[2].startswith(f"[ 3/{TOWNS}]"), told
    os.killpg(cluster.workers[0].pid, signal.SIGKILL)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 0, err
    made, left_out = err.splitlines()[-2:]
    assert made.startswith(f"{TOWNS} documents made in "), "and not a word of Dask's own"
    assert left_out.startswith(f"left out of {TOWNS} documents: ")
    assert len(out.splitlines()) == 2 * TOWNS
    assert run_apart("batch", "towns", "-o", "near", folder=towns).code == 0
    assert contents(towns / "far") == contents(towns / "near")
    assert len(contents(towns / "far")) == 2 * TOWNS
    again = run_apart("batch", "towns", "-o", "far", folder=towns)
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


@pytest.mark.slow
def test_a_document_that_takes_too_long_is_given_up_and_its_worker_begins_anew(
    towns: Path, start: Callable[..., Cluster]
) -> None:
    (towns / "content/water/endless.md").write_text(
        "---\ntitle: Endless\nkind: situation\nsensitivity: public\nstatus: approved\n---\n"
        + "Water is life.\n\n" * 24000
    )
    brief = planned(towns).brief
    blocks = replace(brief.blocks, exclude=brief.blocks.exclude | {"endless"})
    shorter = replace(planned(towns), brief=replace(brief, blocks=blocks), formats=(Format.PDF,))
    documents = [replace(shorter, stem="one"), replace(planned(towns), stem="long"), replace(shorter, stem="other")]
    cluster = start(2, "--nanny")
    begun = time.monotonic()
    assert not any(result.failed for _, result in build_on_cluster([shorter] * 2, cluster.address, ResourceLimits()))
    limits = ResourceLimits(time.monotonic() - begun)  # however busy this machine is
    made = dict(build_on_cluster(documents, cluster.address, limits))
    assert [made[index].failed for index in range(3)] == [False, True, False]
    assert made[1].fault
    assert made[1].fault.code == "campaign-time"
    again = dict(build_on_cluster([replace(shorter, stem="again")] * 2, cluster.address, limits))
    assert not any(result.failed for result in again.values())


@pytest.mark.parametrize(("missing", "code"), [("distributed", "cluster-missing"), ("", "cluster-unreachable")])
def test_without_dask_or_a_scheduler_the_command_says_what_to_do(
    towns: Path, tmp_path: Path, missing: str, code: str
) -> None:
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    if missing:
        (blocked / f"{missing}.py").write_text("raise ImportError")
    told = run_apart(
        "batch", "towns", "--scheduler", "tcp://127.0.0.1:9", folder=towns, environment={"PYTHONPATH": str(blocked)}
    )
    assert told.code == 3
    assert code in told.err
    assert "hint:" in told.err
    assert "Traceback" not in told.err
    assert not contents(towns / "out")


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(towns: Path, start: Callable[..., Cluster]) -> None:
    cluster = start(0)
    told = run_apart("batch", "towns", "--scheduler", cluster.address, folder=towns)
    assert (told.code, "cluster-idle" in told.err) == (3, True), told.err
