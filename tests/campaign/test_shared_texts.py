"""The documents of a campaign share the texts that print nothing of their recipients, and each is the one that is composed alone."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from briefgen.campaign import InputCache, PlannedDocument, plan_campaign
from briefgen.compose import markdown_reader
from briefgen.load import load_brief, load_campaign, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.pipeline import compose_document
from tests.running import ROOT

NAMES = ("Fiji", "A & <B>", "*Chad* [^1]", "{{ fact('x') }}", "São Tomé", "عمان", "[@wells2024]", "Fiji", "")
TOWNS = 24

BLOCK = """---
title: {title}
kind: situation
sensitivity: public
status: approved
---
{text}

[^1]: Seen on the spot.
"""
TEXTS = {
    "same": ("Always the same", "People drink from *wells*.[^1] {.lead}"),
    "addressed": ("For {{ recipient.town }}", "{{ recipient.town }} has wells.[^1]"),
    "asked": ("Of some", "{% if recipient.town < 'G' %}Early{% else %}Late{% endif %} in the list.[^1]"),
    "warned": ("With a tab", "A tab\there.[^1]\n\nAn unused note.\n\n[^2]: Never called."),
}
"""By block: title and text."""


@pytest.fixture
def documents(project: Callable[[str], Path]) -> tuple[PlannedDocument, ...]:
    """The plan of a campaign to towns with random names, some of them twice."""
    folder, names = project("campaign"), Random(1)  # noqa: S311 - no secrets
    for name, (title, text) in TEXTS.items():
        path = folder / f"content/water/{name}.md"
        path.write_text(BLOCK.format(title=title, text=text), "utf-8")
    with (folder / "campaigns/towns.csv").open("w", encoding="utf-8", newline="") as table:
        rows = ((f"town-{number}", names.choice(NAMES)) for number in range(TOWNS))
        csv.writer(table).writerows([("id", "town"), *rows])
    sink = Sink()
    loaded = load_project(folder, sink)
    campaign, brief = load_campaign(loaded, "towns", sink), load_brief(loaded, "report", sink)
    return tuple(plan_campaign(loaded, campaign, [brief], (Format.HTML,), folder / "out", sink))


def compose(document: PlannedDocument, cache: InputCache) -> tuple[Document, list[str]]:
    sink = Sink()
    loaded = cache.load(document, sink)
    text = compose_document(loaded.inputs.with_brief(document.brief), sink, loaded.selection)
    return text, [str(problem) for problem in sink.diagnostics]


def test_each_document_is_composed_as_if_it_were_alone(documents: tuple[PlannedDocument, ...]) -> None:
    cache = InputCache()
    for document in documents:
        together, alone = compose(document, cache), compose(document, InputCache())
        assert together == alone
        assert repr(together[0].body) == repr(alone[0].body), "nodes are equal wherever they come from"


def test_a_text_without_a_recipient_is_read_once(
    documents: tuple[PlannedDocument, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    convert = markdown_reader.MarkdownReader._convert

    def count(reader: markdown_reader.MarkdownReader, marked: str, *places: object) -> object:
        read.append(marked)
        return convert(reader, marked, *places)  # type: ignore[arg-type]

    monkeypatch.setattr(markdown_reader.MarkdownReader, "_convert", count)
    cache = InputCache()
    for document in documents[:4]:
        compose(document, cache)
    assert sum("People drink from" in text for text in read) == 1
    assert sum("has wells" in text for text in read) > 1


def test_a_page_that_is_the_same_is_audited_once_for_all_briefs_of_a_process(
    documents: tuple[PlannedDocument, ...],
) -> None:
    cache = InputCache()
    second = replace(documents[1], group="", brief=replace(documents[1].brief, title="Another"))
    memories = [cache.load(document, Sink()).inputs.audited for document in (documents[0], second)]
    assert len(cache.groups) == 2
    assert all(memory is cache.audited for memory in memories)


def test_each_state_is_asked_what_it_is_asked_alone(tmp_path: Path) -> None:
    """The notes to two states that the example asks for something of their own, after one to a state like most others."""
    sink = Sink()
    project = load_project(ROOT, sink)
    campaign, brief = load_campaign(project, "embassies", sink), load_brief(project, "embassy-note", sink)
    first = next(iter(plan_campaign(project, campaign, [brief], (Format.PDF,), tmp_path, sink)))
    recipient, together = first.brief.recipient, InputCache()
    assert recipient
    for state in "FJI", "CHN", "KOR":
        addressed = replace(recipient, fields={**recipient.fields, "state": state})
        document = replace(first, brief=replace(first.brief, recipient=addressed))
        assert compose(document, together) == compose(document, InputCache()), state
