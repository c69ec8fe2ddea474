"""What the composer keeps from one revision to the next is never shown when it is no longer true.

After each edit, the views of a session that has seen the files before are those of one that has seen nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.acts import perform_act
from briefgen.composer.document import render_html_body, render_html_page
from briefgen.composer.session import ComposerSession
from briefgen.composer.views import VIEWS
from briefgen.model.diagnostic import BriefgenError
from tests.caches import empty_caches
from tests.programs import require_library
from tests.running import copy_project

require_library("starlette", "composer")

LIBRARY = "content/clean-water"
EDITS: dict[str, tuple[str, str, str]] = {
    "a text": (f"{LIBRARY}/situation/rivers.md", "at night", "by day"),
    "a title": (f"{LIBRARY}/situation/rivers.md", "is dirty", "is brown"),
    "an order": (f"{LIBRARY}/situation/rivers.md", "order: 20", "order: 5"),
    "a label": (f"{LIBRARY}/situation/rivers.md", "sensitivity: public", "sensitivity: internal"),
    "a translation": (f"{LIBRARY}/situation/rivers.fr.md", "la nuit", "le jour"),
    "a cut": ("briefs/water-report.yaml", "date:", "variants: {law/treaties: short}\ndate:"),
    "a date": ("briefs/water-report.yaml", "2026-01-15", "2026-02-16"),
    "a language": ("briefs/water-report.yaml", "date:", "language: fr\ndate:"),
    "an audience": ("briefs/water-report.yaml", "public-report", "policy-brief"),
    "a fact": (f"{LIBRARY}/facts.yaml", "value: 95", "value: 96"),
    "the id of a fact": (f"{LIBRARY}/facts.yaml", "wells-2024:", "wells-of-2024:"),
    "the label of facts": (f"{LIBRARY}/facts.yaml", "sensitivity: public", "sensitivity: confidential"),
    "a source": (f"{LIBRARY}/sources.yaml", "register of wells", "list of wells"),
    "the key of a source": (f"{LIBRARY}/sources.yaml", "ministry2024", "ministry2025"),
    "an image": (f"{LIBRARY}/images.yaml", "river.png", "stream.png"),
    "the organisation": ("briefgen.yaml", "River Watch", "River Guard"),
    "a ruling": ("briefgen.yaml", "acronym: RW", "acronym: RW\nrules: {lint-number: {severity: off, reason: tried}}"),
    "a recipient": ("campaigns/towns.csv", "Office of the North", "House of the North"),
    "an own audience": ("templates/letter/audience.yaml", "The river", "The lake"),
    "a page": ("templates/letter/page.html", "<p>Yours</p>", "<p>Truly yours</p>"),
    "a style sheet": ("styles/letter.css", "teal", "navy"),
}  # fmt: skip
ROOMS = tuple(f"briefgen.{name}" for name in ("access", "check", "compose", "load", "render.images", "select"))
"""Those that keep what they read in files. What pandoc answers is kept by all that it is asked."""
READERS = (
    {"brief": "water-report"},
    {"brief": "water-report", "language": "fr"},
    {"brief": "letter", "recipient": "towns:north"},
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_project("river-watch", tmp_path)
    river = root / LIBRARY / "situation/rivers.md"
    river.write_text(
        f"{river.read_text()}\nWaste of 17 firms.\n\n![The river](images/river.png)\n\n{{{{ recipient.name if recipient }}}}\n"
    )
    for name, text in {
        "briefs/letter.yaml": "audience: letter\nlibrary: clean-water\ntitle: A letter\ndate: 2026-01-15\n",
        "campaigns/towns.yaml": "briefs: [letter]\nrecipients: towns.csv\n",
        "campaigns/towns.csv": "id,name\nnorth,Office of the North\n",
        "templates/letter/audience.yaml": "extends: public-report\npage: letter/page.html\nstyle: letter.css\n"
        "sections:\n  - {id: situation, title: The river, kinds: [situation]}\n",
        "templates/letter/page.html": '{% extends "builtin/base/page.html" %}{% block main %}'
        "{% for section in sections %}{{ section }}{% endfor %}<p>Yours</p>{% endblock %}",
        "styles/letter.css": '@import "public-report.css";\np { color: teal; }\n',
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def see(session: ComposerSession) -> list[Any]:
    """What each reader's page shows, and its document."""
    return [
        part
        for reader in READERS
        for part in (VIEWS["outline"](session, reader), print_page(session, reader), VIEWS["brief"](session, reader))
    ]


def print_page(session: ComposerSession, reader: dict[str, str]) -> bytes:
    try:
        return render_html_page(session, reader)
    except BriefgenError as error:
        return str(error).encode()


def see_afresh(root: Path) -> list[Any]:
    """The same of a session that has seen nothing, in a process that has kept nothing."""
    empty_caches(*ROOMS)
    return see(ComposerSession(root))


@contextmanager
def edit_file(path: Path, old: str, new: str) -> Iterator[None]:
    """A file with some words replaced, until the end of the block."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    yield
    path.write_text(text)


def test_an_edit_is_shown_whatever_was_kept(root: Path) -> None:
    session = ComposerSession(root)
    before = see(session)
    for edit, (file, old, new) in EDITS.items():
        with edit_file(root / file, old, new):
            after = see(session)
            assert after != before, f"{edit} is not seen"
            assert after == see_afresh(root), f"{edit} is seen as it was"
    assert see(session) == before


def test_an_approval_is_seen_and_ends_with_the_text_that_it_approved(root: Path) -> None:
    session = ComposerSession(root)
    (root / "briefgen.yaml").write_text(f"{(root / 'briefgen.yaml').read_text()}requires: {{approvals: 1}}\n")
    text = {"brief": "water-report", "block": "situation/rivers"}

    def count_missing() -> int:
        groups = VIEWS["brief"](session, text).problems  # type: ignore[attr-defined]
        return sum(len(group.rows) for group in groups if group.code.startswith("approval-"))

    missing = count_missing()
    block: Any = VIEWS["block"](session, text)
    perform_act(session, "approve", {**text, "file": block.file, "base": block.base, "by": "Ann Lee", "role": ""}, "")
    assert count_missing() == missing - 1
    block = VIEWS["block"](session, text)
    perform_act(
        session, "write-body", {**text, "file": block.file, "base": block.base, "body": f"Now {block.body}"}, ""
    )
    assert count_missing() == missing


def test_a_letter_that_no_text_had_before_changes_no_style(root: Path) -> None:
    """With other styles, the document in the frame would be loaded again as a whole."""
    session, reader = ComposerSession(root), {"brief": "water-report"}
    before = split_document(session, reader)
    file = root / LIBRARY / "situation/rivers.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("at night", "at “night” – déjà vu… Łódź"), encoding="utf-8"
    )
    after = split_document(session, reader)
    assert before[0] != after[0]
    assert before[1] == after[1]


def split_document(session: ComposerSession, reader: dict[str, str]) -> tuple[str, str]:
    """The document without its styles, and what names these."""
    body, _, styles = render_html_body(session, reader).decode().partition('name="styles" content="')
    return body + styles.partition('"')[2], styles.partition('"')[0]
