"""Reads the page template of an audience with all that it takes in, as texts that say what they print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefgen.model.audience import Passage
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin
from briefgen.paths import find_inside

BUILTIN_PREFIX = "builtin/"
"""In front of a name: the template that is built in, though the project has one of that name."""

TEMPLATE_NAME = re.compile(r"""["']([\w./-]+\.\w+)["']""")
"""What a page template may extend, include or import: any quoted name of a file."""

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def read_page_texts(project: Project, page: str) -> Iterator[Passage]:
    """The template of this name below `templates/`, and each that it names, as compose would find them; without comments."""
    wanted, seen = [page], {page}
    while wanted:
        name = wanted.pop()
        path = _find_template(project, name)
        if path is None:
            continue
        text = _strip_comments(path.read_text("utf-8", "replace"))
        yield Passage(text, Origin(f"templates/{name}", 1))
        found = [one for one in TEMPLATE_NAME.findall(text) if one not in seen]
        wanted += found
        seen.update(found)


def _strip_comments(text: str) -> str:
    """Looked for no further than the last end of one: else each sign that opens what nothing ends costs a whole reading."""
    last = text.rfind("#}") + 2 if "#}" in text else 0
    return COMMENT.sub("", text[:last]) + text[last:]


def _find_template(project: Project, name: str) -> Path | None:
    folders = project.search_path[-1:] if name.startswith(BUILTIN_PREFIX) else project.search_path
    found = (find_inside(folder / "templates", name.removeprefix(BUILTIN_PREFIX)) for folder in folders)
    return next((path for path in found if path is not None), None)
