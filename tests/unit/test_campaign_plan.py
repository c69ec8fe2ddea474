"""From a campaign to the documents to make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.campaign import PlannedDocument, plan_campaign
from briefgen.campaign.formats import formats_from_campaign
from briefgen.model.artifact import Format
from briefgen.model.brief import Brief, Organisation, Project, Recipient, Wording
from briefgen.model.campaign import Campaign, Override
from briefgen.model.diagnostic import Origin, Sink

PROJECT = Project(Path("town"), Organisation("Example"), "en", Path("town/out"), (Path("town"),))


def recipient(name: str, line: int) -> Recipient:
    return Recipient(name, {"id": name}, Origin("campaigns/towns.csv", line))


def brief(name: str) -> Brief:
    return Brief(name, "public-report", "water", name.title(), "en", Origin(f"briefs/{name}.yaml"))


def campaign(pattern: str, languages: tuple[str, ...] = (), formats: tuple[str, ...] = ()) -> Campaign:
    recipients = (recipient("north", 2), recipient("south", 3))
    origin = Origin("campaigns/towns.yaml")
    return Campaign("towns", ("letter", "report"), recipients, ("id", "language"), languages, formats, pattern, origin)


def planned(given: Campaign) -> tuple[tuple[PlannedDocument, ...], Sink]:
    sink = Sink()
    briefs = [brief("letter"), brief("report")]
    return tuple(plan_campaign(PROJECT, given, briefs, (Format.PDF,), Path("out"), sink)), sink


def test_each_brief_goes_to_each_recipient_in_each_language() -> None:
    documents, sink = planned(campaign("{recipient.id}/{brief.id}-{language}", ("en", "fr")))
    assert sink.diagnostics == []
    assert [document.stem for document in documents] == [
        "north/letter-en", "south/letter-en", "north/letter-fr", "south/letter-fr",
        "north/report-en", "south/report-en", "north/report-fr", "south/report-fr",
    ]  # fmt: skip
    assert {document.brief.language for document in documents if document.stem.endswith("fr")} == {"fr"}
    assert documents[1].brief.recipient == recipient("south", 3)


def test_without_languages_a_brief_keeps_its_own() -> None:
    documents, _ = planned(campaign("{recipient.id}/{brief.id}-{language}"))
    assert {document.brief.language for document in documents} == {"en"}


def test_without_languages_each_recipient_gets_the_language_of_its_row() -> None:
    rows = (("quebec", "fr"), ("ontario", ""), ("chile", "es"))
    recipients = tuple(
        Recipient(name, {"id": name, "language": language}, Origin("campaigns/towns.csv", line))
        for line, (name, language) in enumerate(rows, 2)
    )
    letters = replace(campaign("{recipient.id}-{language}"), briefs=("letter",), recipients=recipients)
    told = replace(brief("letter"), wording=Wording("en", {"fr": {"title": "Lettre"}}))
    documents = tuple(plan_campaign(PROJECT, letters, [told], None, Path("out"), Sink()))
    assert {document.stem: document.brief.title for document in documents} == {
        "quebec-fr": "Lettre",
        "ontario-en": "Letter",
        "chile-es": "Letter",
    }
    assert {document.stem: document.brief.wording.untranslated_keys for document in documents} == {
        "quebec-fr": (),
        "ontario-en": (),
        "chile-es": ("title",),
    }
    assert len({document.group for document in documents}) == 3


def test_stated_languages_go_before_those_of_the_rows() -> None:
    row = Recipient("quebec", {"id": "quebec", "language": "fr"}, Origin("campaigns/towns.csv", 2))
    letters = replace(campaign("{recipient.id}-{language}", ("en", "es")), briefs=("letter",), recipients=(row,))
    documents = plan_campaign(PROJECT, letters, [brief("letter")], None, Path("out"), Sink())
    assert [document.stem for document in documents] == ["quebec-en", "quebec-es"]


def test_a_title_of_a_recipients_own_is_in_its_language() -> None:
    row = Recipient("quebec", {"id": "quebec", "language": "fr"}, Origin("campaigns/towns.csv", 2))
    letters = replace(
        campaign("{recipient.id}"), briefs=("letter",), recipients=(row,), overrides={"quebec": Override("Lettre")}
    )
    (document,) = plan_campaign(
        PROJECT, letters, [replace(brief("letter"), wording=Wording("en"))], None, Path("out"), Sink()
    )
    assert (document.brief.title, document.brief.wording.untranslated_keys) == ("Lettre", ())


def test_a_clash_names_both_documents_and_the_row() -> None:
    _, sink = planned(campaign("{brief.id}"))
    assert [(problem.code, problem.origin, problem.message) for problem in sink.diagnostics] == [
        (
            "campaign-clash",
            Origin("campaigns/towns.csv", 3),
            f"`{name}` in `en` for `north` and `{name}` in `en` for `south` would both be written to `{name}`",
        )
        for name in ("letter", "report")
    ]


@pytest.mark.parametrize("pattern", ["index", "Index", "{campaign.id}"])
def test_no_document_has_the_name_of_the_list_of_files(pattern: str) -> None:
    named = replace(campaign(pattern), id="index", recipients=(recipient("north", 2),), briefs=("letter",))
    sink = Sink()
    plan_campaign(PROJECT, named, [brief("letter")], (Format.HTML,), Path("out"), sink)
    (found,) = sink.diagnostics
    assert found.code == "campaign-clash"
    assert found.message.startswith("the list of all files and `letter` in `en` for `north` would both be written to")


def test_a_document_in_a_folder_can_be_called_index() -> None:
    _, sink = planned(campaign("{recipient.id}-{brief.id}/index"))
    assert sink.diagnostics == []


def test_a_campaign_may_leave_its_formats_to_the_audience() -> None:
    assert formats_from_campaign(campaign("{brief.id}", formats=("press", "pdf"))) == (Format.PRESS, Format.PDF)
    assert formats_from_campaign(campaign("{brief.id}")) is None
