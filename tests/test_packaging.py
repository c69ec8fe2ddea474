"""What gets into the wheel, and whether an installed briefgen finds its templates, styles and example library."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tomllib
import zipfile
from email.parser import HeaderParser
from itertools import chain
from pathlib import Path

import pytest

from briefgen.resources import find_builtin_root
from tests.wheels import run_program_apart as run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA = ("templates", "styles", "content")
LITTER = {"__pycache__", ".DS_Store"}

FIND_THE_DATA = """
from briefgen.resources import find_builtin_root
root = find_builtin_root()
print(root)
print((root / "templates" / "public-report" / "audience.yaml").is_file())
print((root / "styles" / "public-report.css").is_file())
print(any((root / "content").glob("*/sources.yaml")))
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def names(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked(*folders: str) -> set[str]:
    """Files of the project below some folders, ignored ones left out."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders)
    return {name for name in run(*command, cwd=ROOT).splitlines() if (ROOT / name).is_file()}


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(names: set[str]) -> None:
    expected = tracked("briefgen") | {f"briefgen/builtin/{name}" for name in tracked(*DATA)}
    packed = {name for name in names if ".dist-info/" not in name}
    assert packed == expected


def test_the_wheel_carries_licence_and_command(wheel: Path, names: set[str]) -> None:
    info = next(name.partition("/")[0] for name in names if ".dist-info/" in name)
    with zipfile.ZipFile(wheel) as archive:
        metadata = HeaderParser().parsestr(archive.read(f"{info}/METADATA").decode())
        commands = archive.read(f"{info}/entry_points.txt").decode()
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert licences == {
        "LICENSE",
        *(name for name in tracked("briefgen", "styles") if Path(name).name.startswith("LICENSE")),
    }
    assert metadata["License-Expression"] == "MIT AND OFL-1.1 AND Zlib AND ISC"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata["Summary"]
    assert metadata["Keywords"]
    assert "Operating System :: POSIX :: Linux" in (metadata.get_all("Classifier") or [])
    assert metadata["Requires-Python"] == "<3.14,>=3.11"
    assert "briefgen = briefgen.__main__:main" in commands


@pytest.mark.parametrize(
    ("remote", "addresses"),
    [
        (
            "git@github.com:river-watch/briefgen.git",
            {
                "Source": "https://github.com/river-watch/briefgen",
                "Documentation": "https://github.com/river-watch/briefgen/tree/HEAD/docs",
                "Changelog": "https://github.com/river-watch/briefgen/blob/HEAD/CHANGELOG.md",
                "Issues": "https://github.com/river-watch/briefgen/issues",
            },
        ),
        ("https://officer:secret@git.example.org/river/briefgen", {"Source": "https://git.example.org/river/briefgen"}),
        ("ssh://git@git.example.org/river/briefgen.git", {"Source": "https://git.example.org/river/briefgen"}),
        ("/srv/private/briefgen", {}),
        ("backup:briefgen.git", {}),
        ("", {}),
    ],
    ids=["public", "password", "ssh", "folder", "machine", "none"],
)
def test_the_wheel_names_the_address_that_the_project_is_cloned_from(
    remote: str, addresses: dict[str, str], tmp_path: Path
) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE", "scripts/public_address.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / "briefgen").mkdir()
    run("git", "init", "--quiet", tmp_path, cwd=tmp_path)
    if remote:
        run("git", "remote", "add", "origin", remote, cwd=tmp_path)
    metadata = json.loads(run(sys.executable, "-m", "hatchling", "metadata", cwd=tmp_path))
    assert metadata.get("urls", {}) == addresses
    text = metadata["readme"]["text"]
    links = set(re.findall(r"\]\((?!https?:|#)([^()\s]+)\)", text))
    assert links == (set() if "Issues" in addresses else set(re.findall(r"\]\((?!https?:|#)([^()\s]+)\)", README)))
    pictures = re.findall(r"!\[[^\]]*\]\((\S+?)\)", text)
    assert len(pictures) > 2
    if "Issues" in addresses:
        assert all(picture.startswith(f"{addresses['Source']}/raw/HEAD/docs/images/") for picture in pictures)
        assert f"({addresses['Source']}/blob/HEAD/docs/how-to/install.md)" in text


def test_the_wheel_marks_the_package_as_typed(names: set[str]) -> None:
    assert "briefgen/py.typed" in names


def test_a_checkout_finds_its_own_folders() -> None:
    assert find_builtin_root() == ROOT
    assert [name for name in DATA if not (ROOT / name).is_dir()] == []


def test_an_unpacked_wheel_finds_the_data_inside_the_package(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    output = run(sys.executable, "-c", FIND_THE_DATA, cwd=tmp_path, environment={"PYTHONPATH": str(tmp_path / "site")})
    root, *found = output.splitlines()
    assert Path(root) == tmp_path / "site" / "briefgen" / "builtin"
    assert found == ["True", "True", "True"]


def test_a_checkout_that_is_installed_to_be_edited_finds_its_data_and_runs(tmp_path: Path) -> None:
    """In a virtual environment of its own, which borrows the libraries of this one."""
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    lent = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if "site-packages" in path)}
    run(*pip, "--no-build-isolation", "--editable", ROOT, cwd=tmp_path, environment=lent)

    # The borrowed libraries come last: what was just installed must be found first.
    site = next((tmp_path / "venv").glob("lib/python*/site-packages"))
    (site / "zz-borrowed.pth").write_text(lent["PYTHONPATH"].replace(os.pathsep, "\n"), encoding="utf-8")
    root, *found = run(python, "-c", FIND_THE_DATA, cwd=tmp_path).splitlines()
    assert Path(root) == ROOT
    assert found == ["True", "True", "True"]
    assert "briefgen" in run(tmp_path / "venv" / "bin" / "briefgen", "--version", cwd=tmp_path)


def make_home(folder: Path) -> dict[str, str]:
    """An environment of somebody who has nothing yet, and whose machine is not on any network."""
    home = folder / "home"
    home.mkdir()
    return {"HOME": str(home), "PIPX_HOME": str(home / "pipx"), "PIPX_BIN_DIR": str(home / "bin"), "UV_OFFLINE": "1"}


def test_pip_installs_the_wheel_and_all_that_it_needs(package_index: Path, tmp_path: Path) -> None:
    home = make_home(tmp_path)
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-compile", "--no-index")
    run(*pip, "--find-links", package_index, "briefgen", cwd=tmp_path, environment=home)
    briefgen = tmp_path / "venv" / "bin" / "briefgen"
    run(briefgen, "init", "project", cwd=tmp_path, environment=home)
    project = tmp_path / "project"
    assert "public-report" in run(briefgen, "list", "audiences", cwd=project, environment=home)
    assert list(Path(home["HOME"]).rglob("*.yaml")) == []


def test_pipx_installs_the_wheel_for_one_account(wheel: Path, package_index: Path, tmp_path: Path) -> None:
    home = make_home(tmp_path)
    index = {"UV_NO_INDEX": "1", "UV_FIND_LINKS": str(package_index)}  # pipx installs with uv where it is there
    pipx = (sys.executable, "-m", "pipx", "install", "--python", sys.executable, f"{wheel}[composer]")
    run(*pipx, cwd=tmp_path, environment=home | index)
    briefgen = Path(home["PIPX_BIN_DIR"]) / "briefgen"
    run(briefgen, "init", "project", cwd=tmp_path, environment=home)
    assert "example-report" in run(briefgen, "-C", "project", "list", "briefs", cwd=tmp_path, environment=home)


def test_the_source_archive_builds_the_same_wheel(names: set[str], tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path, cwd=ROOT)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as archive:
        assert set(archive.namelist()) == names


def test_every_dependency_is_pinned_exactly() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [pin for pin in pins if pin.count("==") != 1 or any(mark in pin for mark in "<>;@ ")] == []
    names = [pin.partition("==")[0].lower() for pin in pins]
    assert names == sorted(names)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    stated = {re.split(r"[\[<>=]", requirement)[0].lower().replace("-", "_") for requirement in wanted}
    assert stated - {"briefgen"} - {name.replace("-", "_") for name in names} == set()
