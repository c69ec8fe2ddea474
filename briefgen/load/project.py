"""Finds and reads a project: its `briefgen.yaml` and where its parts lie."""

from __future__ import annotations

from pathlib import Path

from briefgen.files.project import ProjectFile, ThemeFile
from briefgen.load.paths import contained, files_below, report_escape
from briefgen.load.private import load_private
from briefgen.load.reading import Read, read_or_stop
from briefgen.load.wording import Wording
from briefgen.resources import builtin_root
from briefgen.values.brief import Contact, Organisation, Project, Ruling, Theme
from briefgen.values.diagnostic import Origin, Severity, Sink

PROJECT_FILE = "briefgen.yaml"
PAGES = ("templates", "styles")
"""Folders with what pages are made of."""
OWN = (*PAGES, "content", "briefs", "campaigns", "private")
"""Folders that nothing is made into."""
TESTIMONY = "testimony"
"""The kind of block that always needs a consent."""


def load_project(start: Path, sink: Sink, *, exact: bool = False) -> Project:
    """The project of the nearest folder with a `briefgen.yaml`, from `start` upward; with `exact` only `start` itself.

    Raises `BriefgenError` where there is none or nothing of it can be used.
    """
    start = start.absolute()
    folders = (start,) if exact else (start, *start.parents)
    root = next((folder for folder in folders if (folder / PROJECT_FILE).is_file()), None)
    if root is None:
        where = f"in `{start}`" if exact else f"in `{start}` or above it"
        sink.stop("project-missing", f"no {PROJECT_FILE} {where}", None, "run `briefgen init` to begin a project")
    _check_links(root, sink)
    read = read_or_stop(ProjectFile, root / PROJECT_FILE, PROJECT_FILE, sink)
    return _project(root, read, sink)


def _check_links(root: Path, sink: Sink) -> None:
    """What a project's pages are made of, and what it says of itself, lies in it: links on the way included.

    A template may include any other, and a style sheet ask for any font; so all are looked at. Raises `BriefgenError`.
    """
    for folder in PAGES:
        for _ in files_below(root / folder, root, sink):
            pass
    if not contained(root / PROJECT_FILE, root):
        report_escape(PROJECT_FILE, Origin(PROJECT_FILE), sink)
    sink.stop_on_errors()


def _project(root: Path, read: Read[ProjectFile], sink: Sink) -> Project:
    output = root / read.model.output
    if not contained(output, root):
        hint = "name a folder in the project, or use `--output` for one elsewhere"
        sink.error("path-escape", f"`{read.model.output}` leads out of the project", read.at("output"), hint)
    elif output.resolve() == root.resolve() or any(contained(output, root / folder) for folder in OWN):
        hint = "name a folder of its own, like `out`"
        sink.error("project-output", f"`{read.model.output}` holds the project's own files", read.at("output"), hint)
    logo = read.model.organisation.logo
    if logo and not contained(root / logo, root):
        report_escape(logo, read.at("organisation", "logo"), sink)
    elif logo and not (root / logo).is_file():
        sink.error(
            "project-logo",
            f"no file `{logo}` in the project",
            read.at("organisation", "logo"),
            "write its path below the project, like `images/logo.png`",
        )
    builtin = builtin_root()
    private = load_private(root, sink)
    return Project(
        root=root,
        organisation=_organisation(read, sink),
        language=read.model.language,
        output=output,
        unlabelled=read.model.unlabelled,
        consent_kinds=frozenset({TESTIMONY, *read.model.consent_kinds}),
        people=private.people,
        watched=private.terms,
        search_path=(root,) if root.resolve() == builtin.resolve() else (root, builtin),
        rulings={
            code: Ruling(None if one.severity == "off" else Severity(one.severity), one.reason)
            for code, one in read.model.rules.items()
        },
        theme=_theme(read.model.theme),
    )


def _theme(file: ThemeFile) -> Theme:
    said = {name: value for name, value in dict(file).items() if value is not None}
    faces = {name: said.pop(name, "") for name in ("text_face", "label_face", "paper")}
    return Theme(colours={name.replace("_", "-"): value for name, value in said.items()}, **faces)


def _organisation(read: Read[ProjectFile], sink: Sink) -> Organisation:
    file, wording = read.model.organisation, Wording(read.model.language, sink)
    worded = wording.all_of(file, ("name", "acronym", "description"), lambda key: read.at("organisation", key))
    return Organisation(**{**dict(file), **worded, "contact": Contact(**dict(file.contact))})
