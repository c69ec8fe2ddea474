"""The names of what a project has, and the files behind them."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import Literal, NoReturn

from briefgen.load.paths import is_inside, report_escape, to_display_path
from briefgen.load.syntax.validated import read_yaml_file
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.nearest import did_you_mean
from briefgen.schema.key_types import NAME_PATTERN

ProjectPart = Literal["audiences", "libraries", "briefs", "campaigns"]

AUDIENCE_FILE = "audience.yaml"
YAML_EXTENSIONS = (".yaml", ".yml")
PREAMBLE_LINE = re.compile(r"\s*(?:#.*)?$|---\s*$|%")
"""Lines that may stand in front of what a YAML file holds."""
LIST_START = re.compile(r"\s*(?:-\s|\[)")
FOLDERS: dict[ProjectPart, str] = {
    "audiences": "templates",
    "libraries": "content",
    "briefs": "briefs",
    "campaigns": "campaigns",
}
SINGULAR: dict[ProjectPart, str] = {
    "audiences": "audience",
    "libraries": "library",
    "briefs": "brief",
    "campaigns": "campaign",
}


def list_names(project: Project, kind: ProjectPart) -> tuple[str, ...]:
    """The names of all audiences that can be built for, libraries, briefs or campaigns, in the order of the alphabet."""
    if kind == "audiences":
        return tuple(name for name in list_audience_names(project) if not _is_abstract(project, name))
    folder = project.root / FOLDERS[kind]
    if kind == "libraries":
        return tuple(sorted(one.name for one in _list_folder(folder) if one.is_dir()))
    files = [one for one in _list_folder(folder) if one.is_file() and one.suffix in YAML_EXTENSIONS]
    return tuple(sorted({one.stem for one in files if kind != "campaigns" or not _is_list(one)}))


def list_audience_names(project: Project) -> tuple[str, ...]:
    """The names of all audiences, with those that are only there to be extended."""
    folders = [one for root in project.search_path for one in _list_folder(root / FOLDERS["audiences"])]
    return tuple(sorted({one.name for one in folders if (one / AUDIENCE_FILE).is_file()}))


def find_audience_file(project: Project, name: str, first: int = 0) -> tuple[int, Path] | None:
    """The nearest `audience.yaml` of a name, and which folder of the search path, from `first` on, it lies in."""
    for index, root in enumerate(project.search_path):
        path = root / FOLDERS["audiences"] / name / AUDIENCE_FILE
        if index >= first and path.is_file():
            return index, path
    return None


def find_named_file(project: Project, kind: ProjectPart, name: str, sink: Sink) -> Path:
    """The YAML file of a brief or campaign. Raises `BriefgenError` where there is none, or two."""
    folder = project.root / FOLDERS[kind]
    paths = [folder / f"{name}{ending}" for ending in YAML_EXTENSIONS] if NAME_PATTERN.fullmatch(name) else []
    found = [path for path in paths if path.is_file()]
    if not found:
        stop_unknown(project, kind, name, sink)
    if len(found) > 1:
        places = " and ".join(f"`{to_display_path(project.root, path)}`" for path in found)
        sink.stop(
            f"{SINGULAR[kind]}-duplicate",
            f"{SINGULAR[kind]} `{name}` has two files, {places}",
            None,
            "delete one of them",
        )
    if not is_inside(found[0], project.root):
        report_escape(to_display_path(project.root, found[0]), Origin(to_display_path(project.root, found[0])), sink)
        sink.stop_on_errors()
    return found[0]


def stop_unknown(project: Project, kind: ProjectPart, name: str, sink: Sink, origin: Origin | None = None) -> NoReturn:
    """Give up over a name that names nothing: say where it was looked for, and what is near."""
    known = list_names(project, kind)
    hints = did_you_mean(Path(name).stem, known)
    if not hints:
        listed = ", ".join(f"`{one}`" for one in known)
        hints = (f"choose one of {listed}",) if known else (f"run `briefgen new {SINGULAR[kind]}` to make one",)
    sink.stop(f"{SINGULAR[kind]}-unknown", f"no {SINGULAR[kind]} `{name}` in `{FOLDERS[kind]}/`", origin, *hints)


def _is_list(path: Path) -> bool:
    """Whether a YAML file begins as a list: then it holds recipients, beside the campaign that names it. No further line is read."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return any(
                LIST_START.match(line) for line in islice((one for one in file if not PREAMBLE_LINE.match(one)), 1)
            )
    except OSError:
        return False


def _list_folder(folder: Path) -> list[Path]:
    return [one for one in folder.iterdir() if not one.name.startswith(".")] if folder.is_dir() else []


def _is_abstract(project: Project, name: str) -> bool:
    found = find_audience_file(project, name)
    parsed = read_yaml_file(found[1], name, Sink()) if found else None
    return bool(parsed and isinstance(parsed.data, dict) and parsed.data.get("abstract") is True)
