"""The first page of the composer: how each brief and each campaign is doing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.acts import perform_act
from briefgen.composer.arguments import Refusal
from briefgen.composer.session import ComposerSession
from briefgen.composer.views import VIEWS
from briefgen.composer.views.home import count_days_left
from briefgen.load import load_audience, load_brief, load_project
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.record import Delivery, FileContents, FileRecord
from briefgen.model.translation_record import TextKey
from briefgen.record.deliveries import add_deliveries
from briefgen.translate.record import record_translations
from tests.programs import require_library
from tests.running import Result, files_below

require_library("starlette", "composer")


@pytest.fixture
def session(project: Callable[[str], Path]) -> ComposerSession:
    return ComposerSession(project("composing"))


def view(session: ComposerSession, name: str = "home", **arguments: str) -> Any:
    return VIEWS[name](session, arguments)


def note_delivery(root: Path, digest: str, to: str, on: str, campaign: str = "") -> None:
    """Note that a file of the brief was sent."""
    contents = FileContents("report", "letter", "water", "en", campaign=campaign)
    add_deliveries(root, [Delivery(FileRecord(digest * 64, contents, "pdf"), "report.pdf", to, on)])


def test_a_brief_and_a_campaign_say_what_was_sent_last(session: ComposerSession) -> None:
    assert view(session).briefs[0].sent is None
    note_delivery(session.root, "a", "north", "2026-01-20", campaign="offices")
    note_delivery(session.root, "b", "the minister", "2026-02-01")
    note_delivery(session.root, "c", "an office of another campaign", "2026-02-03", campaign="towns")
    home = view(session)
    sent, campaign = home.briefs[0].sent, home.campaigns[0].sent
    assert (sent.on, sent.to, sent.others) == ("2026-02-03", "an office of another campaign", 2)
    assert (campaign.on, campaign.to, campaign.others) == ("2026-01-20", "north", 0)


def test_a_delivery_that_cannot_be_read_is_a_problem_of_the_page_and_costs_no_other(session: ComposerSession) -> None:
    note_delivery(session.root, "a", "north", "2026-01-20")
    with (session.root / "deliveries.jsonl").open("a", encoding="utf-8") as file:
        file.write("<<<<<<< mine\n")
    home = view(session)
    assert [(problem.code, problem.place) for problem in home.problems] == [
        ("delivery-unreadable", "deliveries.jsonl:2")
    ]
    assert home.briefs[0].sent.on == "2026-01-20"


def test_campaigns_have_their_briefs_and_count_their_recipients(session: ComposerSession) -> None:
    (campaign,) = view(session).campaigns
    assert (campaign.id, campaign.briefs, campaign.recipients, campaign.problem) == ("offices", ("report",), 2, None)


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("campaigns/offices.yaml", "briefs: [", "yaml-syntax"),
        ("campaigns/offices.yaml", "briefs: [nobody]\nrecipients: offices.csv\n", "brief-unknown"),
        ("campaigns/offices.csv", "name\nNorth\n", "recipients-column"),
    ],
)
def test_a_campaign_with_an_error_is_listed_with_it(session: ComposerSession, file: str, text: str, code: str) -> None:
    (session.root / file).write_text(text)
    (campaign,) = view(session).campaigns
    assert (campaign.id, campaign.problem.code) == ("offices", code)


def test_days_are_counted_by_the_clocks_of_the_reader(session: ComposerSession) -> None:
    file = session.root / "briefs/report.yaml"
    file.write_text(f"{file.read_text()}deadline: 2026-03-10 18:00\n")
    project = load_project(session.root, Sink())
    brief = load_brief(project, "report", Sink())
    audience = load_audience(project, "letter", Sink())
    late = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    assert count_days_left(brief, audience, late) == 2
    rule = replace(audience.rules[0], kind="deadline", values=("Europe/Zurich",))
    assert count_days_left(brief, replace(audience, rules=(rule,)), late) == 1  # it is the ninth there already
    assert count_days_left(brief, None, datetime(2026, 3, 13, tzinfo=UTC)) == -3
    assert count_days_left(replace(brief, deadline=None), audience, late) is None
    assert view(session).briefs[0].deadline == "2026-03-10"


def test_translations_that_are_older_than_their_originals_are_counted_by_language(
    project: Callable[[str], Path],
) -> None:
    session = ComposerSession(project("river-watch"))
    assert view(session, "summary", brief="water-report").stale == ()
    folder = session.root / "content/clean-water"
    text = TextKey("block", "situation/wells", "text")
    record_translations(folder, session.root, {(text, "fr"): ["People walk to a lake."]}, Sink())
    assert [(row.language, row.count) for row in view(session, "summary", brief="water-report").stale] == [("fr", 1)]
    assert view(session, "summary", brief="embassy-note").errors == 0


NEW_BRIEF = {"name": "to-the-committee", "audience": "treaty-body-report", "library": "water"}
STATED = {"committee": "CEDAW", "publication": "public", "state": "KEN", "submitters.name": "River Watch"}


def test_a_new_brief_is_the_file_that_the_command_writes(session: ComposerSession, run: Callable[..., Result]) -> None:
    form = view(session, "new-brief", audience="treaty-body-report")
    assert [need.key for need in form.needs] == list(STATED)
    assert "water" in form.libraries
    perform_act(session, "new-brief", {**NEW_BRIEF, "values": STATED}, session.revision)
    file = session.root / "briefs/to-the-committee.yaml"
    written = file.read_bytes()
    session.perform(session.journal.undo)
    assert not file.exists()
    options = [word for key, value in STATED.items() for word in ("--set", f"{key}={value}")]
    words = ("new", "brief", "to-the-committee", "--audience", "treaty-body-report", "--library", "water")
    assert run(*words, *options, cwd=session.root).code == 0
    assert file.read_bytes() == written


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"values": {**STATED, "state": " "}}, "needs more: the state it is about"),
        ({"values": {**STATED, "committee": "CRCC"}}, "is not a value of `committee`"),
        ({"name": "../x"}, "cannot be the name"),
        ({"name": "REPORT"}, "there is a brief `REPORT` already"),
        ({"audience": "nobody"}, "nobody"),
        ({"library": "base"}, "base"),
    ],
)
def test_a_new_brief_that_cannot_be_is_refused(session: ComposerSession, changed: dict[str, Any], words: str) -> None:
    before = files_below(session.root / "briefs")
    with pytest.raises(BriefgenError, match=words):
        perform_act(session, "new-brief", {**NEW_BRIEF, "values": STATED, **changed}, session.revision)
    assert files_below(session.root / "briefs") == before


def test_what_a_new_brief_needs_is_said_in_the_language_of_the_page(session: ComposerSession) -> None:
    with pytest.raises(BriefgenError) as caught:
        perform_act(session, "new-brief", {**NEW_BRIEF, "values": {**STATED, "state": ""}}, session.revision)
    refusal = caught.value.diagnostics[0]
    assert isinstance(refusal, Refusal)
    assert refusal.in_language("fr").message == (
        "son lecteur a besoin d’autres indications\N{NO-BREAK SPACE}: "
        "l’État dont elle parle, par son code de trois lettres, par exemple `KEN`"
    )
