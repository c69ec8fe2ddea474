"""Lists the parts of a project by name, and finds their files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NoReturn

from briefgen.load.paths import report_unusable_path, to_display_path
from briefgen.load.syntax.validated import read_yaml_data
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.paths import exists, find_in_folders, find_inside, is_inside, is_readable
from briefgen.schema.key_types import NAME_PATTERN

ProjectPart = Literal["audiences", "libraries", "briefs", "campaigns"]

AUDIENCE_FILE = "audience.yaml"
YAML_EXTENSIONS = (".yaml", ".yml")
PREAMBLE_LINE = re.compile(r"\s*(?:#.*)?$|---\s*$|%")
"""Lines of a YAML file that can be before its content."""
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
    """The names of all libraries, briefs, campaigns, or audiences that can be used in a brief, in alphabetical order."""
    if kind == "audiences":
        return tuple(sorted(list_audience_titles(project)))
    folder = project.root / FOLDERS[kind]
    if kind == "libraries":
        return tuple(sorted(path.name for path in _list_folder(folder) if path.is_dir() or _is_broken_link(path)))
    files = [path for path in _list_folder(folder) if path.suffix in YAML_EXTENSIONS]
    files = [path for path in files if path.is_file() or _is_broken_link(path)]
    return tuple(sorted({path.stem for path in files if kind != "campaigns" or not _is_list(path)}))


def list_audience_titles(project: Project) -> Mapping[str, str]:
    """The audiences that can be used in a brief, by name, in the order of their titles; the name where its own file states none."""
    nearest: dict[str, Path] = {}
    for path in list_audience_files(project):
        nearest.setdefault(path.parent.name, path)
    titles = {}
    for name, path in nearest.items():
        data = read_yaml_data(path)
        stated = data if isinstance(data, dict) else {}
        if stated.get("abstract") is not True:
            titles[name] = str(stated.get("title") or name)
    return dict(sorted(titles.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def list_audience_names(project: Project) -> tuple[str, ...]:
    """The names of all audiences, with those that only exist to be extended."""
    return tuple(sorted({path.parent.name for path in list_audience_files(project)}))


def list_audience_files(project: Project) -> Iterator[Path]:
    """The file of each audience, of the project first and then from what is built in."""
    for root in project.search_path:
        yield from find_in_folders(root, FOLDERS["audiences"], AUDIENCE_FILE)


def find_audience_file(project: Project, name: str, first: int = 0) -> tuple[int, Path] | None:
    """The nearest `audience.yaml` of a name and the number of its folder in the search path; the search starts at `first`."""
    for index, root in enumerate(project.search_path):
        path = find_inside(root, f"{FOLDERS['audiences']}/{name}/{AUDIENCE_FILE}")
        if index >= first and path is not None:
            return index, path
    return None


def find_named_file(project: Project, kind: ProjectPart, name: str, sink: Sink) -> Path:
    """The YAML file of a brief or campaign. Raises `BriefgenError` where there is none, or two."""
    folder = project.root / FOLDERS[kind]
    paths = [folder / f"{name}{ending}" for ending in YAML_EXTENSIONS] if NAME_PATTERN.fullmatch(name) else []
    found = [path for path in paths if os.path.lexists(path)]
    if not found:
        stop_unknown(project, kind, name, sink)
    if len(found) > 1:
        places = " and ".join(f"`{to_display_path(project.root, path)}`" for path in found)
        message = f"{SINGULAR[kind]} `{name}` has two files, {places}"
        sink.stop(f"{SINGULAR[kind]}-duplicate", message, None, "delete one of them")
    stop_on_unusable_link(project, found[0], sink)
    if not found[0].is_file():
        stop_unknown(project, kind, name, sink)
    return found[0]


def stop_on_unusable_link(project: Project, path: Path, sink: Sink) -> None:
    """Stop over a link that leads out of the project, in a circle or to nothing. Raises `BriefgenError`."""
    if not is_inside(path, project.root) or _is_broken_link(path):
        display_path = to_display_path(project.root, path)
        report_unusable_path(path, project.root, display_path, Origin(display_path), sink)
        sink.stop_on_errors()


def stop_unknown(project: Project, kind: ProjectPart, name: str, sink: Sink, origin: Origin | None = None) -> NoReturn:
    """Stop over an unknown name: report where it was searched for, and the nearest names."""
    known = list_names(project, kind)
    hints = suggest_nearest(Path(name).stem, known)
    if not hints:
        listed = ", ".join(f"`{name}`" for name in known)
        hints = (f"choose one of {listed}",) if known else (f"run `briefgen new {SINGULAR[kind]}` to create one",)
    sink.stop(f"{SINGULAR[kind]}-unknown", f"no {SINGULAR[kind]} `{name}` in `{FOLDERS[kind]}/`", origin, *hints)


def _is_list(path: Path) -> bool:
    """Whether a YAML file starts like a list: then it holds the recipients of a campaign beside it. No further line is read."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            content = (line for line in file if not PREAMBLE_LINE.match(line))
            return bool(LIST_START.match(next(content, "")))
    except OSError:
        return False


def _is_broken_link(path: Path) -> bool:
    """Whether a link leads in a circle or to nothing. It is listed, so that the attempt to read it is reported."""
    return path.is_symlink() and not exists(path)


def _list_folder(folder: Path) -> list[Path]:
    if not exists(folder) or not folder.is_dir() or not is_readable(folder):
        return []
    return [path for path in folder.iterdir() if not path.name.startswith(".")]
