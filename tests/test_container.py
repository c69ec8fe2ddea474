"""The container file: what can be read from it without a program that builds it, and the build itself where there is one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from briefgen.commands.doctor import SHARED_LIBRARIES
from tests.programs import skip_or_fail
from tests.running import ROOT

FILE = ROOT / "Containerfile"
BROUGHT_ALONG = {"libglib2.0-0": "libpango-1.0-0", "libharfbuzz0b": "libpango-1.0-0", "libfontconfig1": "fontconfig"}
"""Packages that others need, and so bring along."""


def read_instructions() -> Iterator[tuple[str, str]]:
    """Each instruction with its text, its lines joined."""
    lines = (line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    for instruction in "\n".join(lines).replace("\\\n", " ").splitlines():
        name, _, text = instruction.partition(" ")
        yield name, " ".join(text.split())


def read_last_stage() -> list[tuple[str, str]]:
    """The instructions that make the container itself."""
    instructions = list(read_instructions())
    start = max(index for index, (name, _) in enumerate(instructions) if name == "FROM")
    return instructions[start:]


def test_the_container_has_every_library_that_the_doctor_looks_for() -> None:
    installed = next(text for name, text in read_last_stage() if name == "RUN" and "apt-get install" in text).split()
    for library in SHARED_LIBRARIES:
        package = library.packages["Debian"]
        assert BROUGHT_ALONG.get(package, package) in installed, library.title
    assert "--no-install-recommends" in installed


def test_the_container_runs_briefgen_as_an_account_without_rights() -> None:
    stage = read_last_stage()
    names = [name for name, _ in stage]
    users = [text for name, text in stage if name == "USER"]
    assert users
    assert not set(users) & {"root", "0"}
    assert "RUN" not in names[names.index("USER") :]  # nothing is made by it that others would own
    assert ("ENTRYPOINT", '["briefgen"]') in stage
    assert all("pip" not in text for name, text in stage if name == "RUN")  # no installer, so nothing to download later


def test_the_container_is_built_on_a_supported_debian_and_python_with_pinned_releases() -> None:
    bases = [text.split()[0] for name, text in read_instructions() if name == "FROM"]
    assert len(set(bases)) == 1
    version = re.search(r"python:(\d+\.\d+)-slim", bases[0])
    assert version
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"Programming Language :: Python :: {version[1]}" in project["classifiers"]
    assert any("--constraint constraints.txt" in text for name, text in read_instructions() if name == "RUN")


def test_what_the_container_copies_is_there_and_is_let_through_by_its_ignore_file() -> None:
    copied = [text.split()[:-1] for name, text in read_instructions() if name == "COPY" and "--from" not in text]
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    let_through = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert set(chain(*copied)) == let_through
    assert all((ROOT / name).exists() for name in let_through)


@pytest.mark.slow
def test_what_the_container_copies_is_enough_to_build_the_wheel(tmp_path: Path) -> None:
    for names, target in (
        (text.split()[:-1], text.split()[-1])
        for name, text in read_instructions()
        if name == "COPY" and "--from" not in text
    ):
        for name in names:
            source, place = ROOT / name, tmp_path / target
            if source.is_dir():
                shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                place.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, place)
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path / "dist"),
        str(tmp_path),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next((tmp_path / "dist").glob("*.whl"))) as archive:
        assert "briefgen/builtin/templates/public-report/audience.yaml" in archive.namelist()


@pytest.mark.skipif(os.environ.get("BUILD_CONTAINER") != "1", reason="BUILD_CONTAINER=1 builds it, with a network")
def test_the_container_builds_a_document_without_a_network() -> None:
    builder = next((program for program in ("docker", "podman") if shutil.which(program)), None)
    if builder is None:
        skip_or_fail("neither docker nor podman is installed")
    subprocess.run([builder, "build", "--file", FILE, "--tag", "briefgen-test", ROOT], check=True)  # type: ignore[list-item]
    script = "briefgen init p && briefgen -C p check && briefgen -C p build example-report && id -u"
    command = (builder, "run", "--rm", "--network", "none", "--entrypoint", "sh", "briefgen-test", "-c", script)
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # type: ignore[arg-type]
    assert "out/example-report.pdf" in done.stdout
    assert done.stdout.splitlines()[-1] == "1000"
