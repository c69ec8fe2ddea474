"""Finds a project and reads its `briefgen.yaml`."""

from __future__ import annotations

import os
from pathlib import Path

from briefgen.load.paths import find_files, report_refused_name, report_unreadable_file, report_unusable_path
from briefgen.load.private_names import load_private_names
from briefgen.load.syntax.translations import TranslationCollector
from briefgen.load.syntax.validated import ValidatedFile, read_or_stop
from briefgen.model.approval import ApprovalRequirement
from briefgen.model.brief import Contact, Organisation, Project, Ruling, Theme
from briefgen.model.diagnostic import Origin, Severity, Sink
from briefgen.paths import find_inside, is_inside, is_readable
from briefgen.resources import find_builtin_root
from briefgen.schema.project_file import ProjectFile, ThemeFile

PROJECT_FILE = "briefgen.yaml"
PAGE_FOLDERS = ("templates", "styles")
"""Folders with page templates and style sheets."""
CONTENT_FOLDERS = ("content", "briefs", "campaigns")
PROJECT_FOLDERS = (*PAGE_FOLDERS, *CONTENT_FOLDERS, "private")
"""Folders that no output is written into."""
TESTIMONY = "testimony"
"""The kind of block that always needs a consent."""


def load_project(start: Path, sink: Sink, *, exact: bool = False) -> Project:
    """The project of the nearest folder with a `briefgen.yaml`, from `start` upward; with `exact` only `start` itself.

    Raises `BriefgenError` where there is none or nothing of it can be used.
    """
    root = find_project_root(start, sink, exact=exact)
    _check_links(root, sink)
    read = read_or_stop(ProjectFile, root / PROJECT_FILE, PROJECT_FILE, sink)
    return _build_project(root, read, sink)


def find_project_root(start: Path, sink: Sink, *, exact: bool = False) -> Path:
    """The folder of the project, whatever is in its `briefgen.yaml`. Raises `BriefgenError` where there is none."""
    start = start.absolute()
    folders = (start,) if exact else (start, *start.parents)
    files = (folder / PROJECT_FILE for folder in folders)
    root = next((file.parent for file in files if file.is_file() or file.is_symlink()), None)
    if root is None:
        where = f"in `{start}`" if exact else f"in `{start}` or above it"
        sink.stop("project-missing", f"no {PROJECT_FILE} {where}", None, "run `briefgen init` to create a project")
    return root


def _check_links(root: Path, sink: Sink) -> None:
    """Check that templates, style sheets and `briefgen.yaml` are inside the project after links are followed.

    All are checked, because a template can include any other and a style sheet can use any font. Raises `BriefgenError`.
    """
    for folder in PAGE_FOLDERS:
        list(find_files(root / folder, root, sink))
    for name in PROJECT_FOLDERS:
        if name in CONTENT_FOLDERS and (root / name).is_symlink() and find_inside(root, name, Path.is_dir) is None:
            report_unusable_path(root / name, root, name, Origin(name), sink)
        elif name not in PAGE_FOLDERS and (root / name).is_dir() and not is_readable(root / name):
            report_unreadable_file(Origin(name), sink)
    if find_inside(root, PROJECT_FILE) is None:
        report_unusable_path(root / PROJECT_FILE, root, PROJECT_FILE, Origin(PROJECT_FILE), sink)
    sink.stop_on_errors()


def _build_project(root: Path, read: ValidatedFile[ProjectFile], sink: Sink) -> Project:
    output = root / read.model.output
    _check_output(output, root, read, sink)
    _check_logo(root, read, sink)
    builtin = find_builtin_root()
    private = load_private_names(root, sink)
    return Project(
        root=root,
        organisation=_build_organisation(read, sink),
        language=read.model.language,
        output=output,
        default_sensitivity=read.model.default_sensitivity,
        consent_kinds=frozenset({TESTIMONY, *read.model.consent_kinds}),
        people=private.people,
        watched_terms=private.terms,
        search_path=(root,) if root.resolve() == builtin.resolve() else (root, builtin),
        rulings={
            code: Ruling(None if rule.severity == "off" else Severity(rule.severity), rule.reason)
            for code, rule in read.model.rules.items()
        },
        theme=_build_theme(read.model.theme),
        requires=ApprovalRequirement(**dict(read.model.requires or {})),
        approvers=read.model.approvers,
        divided_words=read.model.hyphenation,
    )


def _check_output(output: Path, root: Path, read: ValidatedFile[ProjectFile], sink: Sink) -> None:
    """Report an output folder that is not one, is outside the project, or has the project's own files in it."""
    written, origin = read.model.output, read.find_origin("output")
    if report_refused_name(output, written, origin, sink):
        return
    hint = "name a folder of its own, like `out`"
    nearest = next(folder for folder in (output, *output.parents) if os.path.lexists(folder))
    if not is_inside(output, root) or written.startswith("~"):  # a shell makes the folder of an account from `~`
        hint = "name a folder in the project, or use `--output` for one elsewhere"
        sink.error("path-escape", f"`{written}` leads out of the project", origin, hint)
    elif is_inside(root, output) or any(is_inside(output, root / folder) for folder in PROJECT_FOLDERS):
        sink.error("project-output", f"`{written}` holds the project's own files", origin, hint)
    elif not nearest.is_dir():
        sink.error("project-output", f"`{nearest.relative_to(root).as_posix()}` is not a folder", origin, hint)


def _check_logo(root: Path, read: ValidatedFile[ProjectFile], sink: Sink) -> None:
    """Report a logo that is not a file of the project, or may not be read."""
    logo, origin = read.model.organisation.logo, read.find_origin("organisation", "logo")
    if not logo or report_refused_name(root / logo, logo, origin, sink):
        return
    if not is_inside(root / logo, root):
        report_unusable_path(root / logo, root, logo, origin, sink)
    elif (path := find_inside(root, logo)) is None:
        hint = "write its path below the project, like `images/logo.png`"
        sink.error("project-logo", f"no file `{logo}` in the project", origin, hint)
    elif not is_readable(path):
        report_unreadable_file(origin, sink, f"`{logo}` ")


def _build_theme(file: ThemeFile) -> Theme:
    values = {name: value for name, value in dict(file).items() if value is not None}
    others = {name: values.pop(name, "") for name in ("text_face", "label_face", "paper")}
    return Theme(colours={name.replace("_", "-"): value for name, value in values.items()}, **others)


def _build_organisation(read: ValidatedFile[ProjectFile], sink: Sink) -> Organisation:
    file, wording = read.model.organisation, TranslationCollector(read.model.language, sink)
    worded = wording.collect_texts(
        file, ("name", "acronym", "description"), lambda key: read.find_origin("organisation", key)
    )
    values = {**dict(file), **worded, "contact": Contact(**dict(file.contact))}
    return Organisation(**values, logo_origin=read.find_origin("organisation", "logo"))
