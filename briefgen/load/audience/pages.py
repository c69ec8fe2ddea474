"""Reads the page template of an audience with every template that it includes, to find what they print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefgen.access.template_names import find_names
from briefgen.model.audience import Passage
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin
from briefgen.model.template_syntax import CommentSyntax
from briefgen.paths import find_inside

BUILTIN_PREFIX = "builtin/"
"""In front of a name: the template that is built in, though the project has one of that name."""


def read_page_texts(project: Project, page: str) -> Iterator[Passage]:
    """The page template of this name below `templates/` and each that it names, as compose finds them."""
    pending, seen = [page], {page}
    while pending:
        name = pending.pop()
        path = _find_template(project, name)
        if path is None:
            continue
        text = path.read_text("utf-8", "replace")
        yield Passage(text, Origin(f"templates/{name}", 1))
        found = [name for name in find_names(text, CommentSyntax.PAGE_TEMPLATE).templates if name not in seen]
        pending += found
        seen.update(found)


def _find_template(project: Project, name: str) -> Path | None:
    folders = project.search_path[-1:] if name.startswith(BUILTIN_PREFIX) else project.search_path
    found = (find_inside(folder / "templates", name.removeprefix(BUILTIN_PREFIX)) for folder in folders)
    return next(filter(None, found), None)
