"""Small projects for tests: files written as one text, read and told as one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from briefgen.load import list_names, load_audience, load_brief, load_campaign, load_library, load_project
from briefgen.model.brief import Project
from briefgen.model.diagnostic import BriefgenError, Sink

FILE = re.compile(r"^=== (\S+)\n", re.MULTILINE)

DEFAULTS: Mapping[str, str] = {
    "briefgen.yaml": "organisation: {name: Example Organisation}\n",
    "templates/embassy/page.html": "<main></main>\n",
    "styles/embassy.css": "",
}
"""What a test need not write out."""


def write_files(root: Path, files: Mapping[str, str]) -> Path:
    """Write a project with the defaults that it does not state; returns its folder."""
    for name, content in {**DEFAULTS, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def files_in(text: str) -> dict[str, str]:
    """The files of a case: each begins with a line `=== path`."""
    parts = FILE.split(text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def project_in(root: Path, files: Mapping[str, str] | None = None) -> Project:
    """A project with these files, loaded without a complaint."""
    sink = Sink()
    project = load_project(write_files(root, files or {}), sink)
    assert told(sink) == ""
    return project


def told(sink: Sink) -> str:
    """What a user reads of the problems found."""
    lines: list[str] = []
    for problem in sink.collect_sorted():
        lines.append(f"{problem.origin or 'briefgen'}: {problem.severity}: {problem.message} [{problem.code}]")
        lines += [f"  hint: {hint}" for hint in problem.hints]
    return "\n".join(lines)


def told_by_loading_everything(root: Path) -> str:
    """The problems of every file of a project."""
    sink = Sink()
    attempt(partial(load_project, root, sink))
    project = load_project(root, Sink())
    for name in list_names(project, "libraries"):
        attempt(partial(load_library, project, name, sink))
    for name in list_names(project, "audiences"):
        if (root / "templates" / name).is_dir():
            attempt(partial(load_audience, project, name, sink))
    for name in list_names(project, "briefs"):
        attempt(partial(load_brief, project, name, sink))
    for name in list_names(project, "campaigns"):
        attempt(partial(load_campaign, project, name, sink))
    return told(sink)


def attempt(load: Callable[[], object]) -> None:
    """Load something; that it gives up is told by its sink."""
    try:
        load()
    except BriefgenError:
        return
