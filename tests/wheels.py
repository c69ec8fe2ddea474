"""The wheel, built once for all processes of a run, and an index on this disk from which programs install it."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from importlib.metadata import distributions
from pathlib import Path

from tests.running import ROOT

BORROWER = "typer"
"""The package whose stand-in also lends the libraries of this environment: briefgen needs it everywhere."""


def run_program_apart(*command: str | Path, cwd: Path, environment: Mapping[str, str] | None = None) -> str:
    """The output of a program; its messages are in the failure if it fails."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | dict(environment or {}),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build_wheel(folder: Path) -> Path:
    """The wheel of the tree as it is now, in a folder that other processes use too."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not list(folder.glob("*.whl")):
            run_program_apart(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


def build_index(wheel: Path, folder: Path) -> Path:
    """A folder with the wheel, and a wheel for each library: its real metadata, and instead of its files a loan.

    So an installer has to find every requirement, by its name and its release, and nothing is downloaded or copied.
    """
    folder.mkdir()
    (folder / wheel.name).symlink_to(wheel)
    lent = "\n".join(path for path in sys.path if "site-packages" in path)
    for library in distributions():
        name = library.metadata["Name"].lower().replace("-", "_").replace(".", "_")
        if name in {"briefgen", "pip", "setuptools"}:
            continue
        info = f"{name}-{library.version}.dist-info"
        files = {
            f"{info}/METADATA": library.read_text("METADATA") or "",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        if points := library.read_text("entry_points.txt"):
            files[f"{info}/entry_points.txt"] = points
        if name == BORROWER:
            files["zz-borrowed.pth"] = f"{lent}\n"
        files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
        with zipfile.ZipFile(folder / f"{name}-{library.version}-py3-none-any.whl", "w") as archive:
            for path, text in files.items():
                archive.writestr(path, text)
    return folder
