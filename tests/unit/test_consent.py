"""Consent: words and pictures of people are made nothing of but what those people agreed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefgen.leak_check.search_terms import build_search_terms
from briefgen.load import load_brief, load_library
from briefgen.model.consent import Consent, IntendedUse, explain_refusal
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.words import split_words
from briefgen.pipeline import check_library, compose_document, find_withheld, load_inputs, select_blocks
from tests.unit.project_files import project_in, told
from tests.unit.test_gate import AUDIENCE, BRIEF, block, built, files

SHOWN = AUDIENCE + "  - {id: voices, title: Voices, kinds: [testimony]}\n"
PAGE = '<body><main><h1>{{ brief.title }}</h1>{{ section("background") }}{{ section("voices") }}</main></body>\n'
WORDS = "Placeholder words of a witness stand here"


def witness(consent: str) -> str:
    """A block of testimony; `consent` is the mapping as YAML, or nothing."""
    text = block(WORDS + ".").replace("kind: background", "kind: testimony")
    return text.replace("sensitivity:", f"consent: {consent}\nsensitivity:", 1) if consent else text


def consented(consent: str, **more: str) -> dict[str, str]:
    written = {
        "templates/embassy/audience.yaml": SHOWN,
        "templates/embassy/page.html": PAGE,
        "content/korea/voice.md": witness(consent),
    }
    return files(**{**written, **more})


GRANTED = "{given: form, audiences: [embassy], places: any}"


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        (GRANTED, ""),
        ("{given: form, audiences: any, places: any, until: 2026-11-23}", ""),
        ("", "no consent is stated for it"),
        (
            "{given: form, audiences: any, places: any, until: 2026-11-22}",
            "consent ended on 2026-11-22, before the date of the brief",
        ),
        (
            "{given: form, audiences: any, places: any, withdrawn: 2026-12-01}",
            "consent was withdrawn on 2026-12-01",
        ),
        ("{given: form, audiences: [upr-submission], places: any}", "consent is not for audience `embassy`"),
        (
            "{given: form, audiences: any, places: [CHE]}",
            "consent is for certain states alone, and this goes to no state in particular",
        ),
        (
            f"[{GRANTED}, {{given: form, audiences: any, places: any, withdrawn: 2026-01-01}}]",
            "consent was withdrawn on 2026-01-01",
        ),
    ],
)
def test_testimony_is_shown_only_as_it_was_agreed_to(tmp_path: Path, consent: str, reason: str) -> None:
    written = consented(consent)
    text, problems = built(tmp_path, written)
    assert (WORDS in text) is (not reason)
    assert problems == ""
    sink = Sink()
    project = project_in(tmp_path, written)
    inputs = load_inputs(project, load_brief(project, "note", sink), sink)
    assert [omission.reason for omission in select_blocks(inputs, sink).omissions if omission.withheld] == (
        [reason] if reason else []
    )


def test_a_consent_begun_and_not_filled_in_is_none(tmp_path: Path) -> None:
    begun = block(WORDS).replace("sensitivity:", "consent:\nsensitivity:", 1)
    assert WORDS not in built(tmp_path, files(**{"content/korea/begun.md": begun}))[0]


@pytest.mark.parametrize(
    ("consent", "problem"),
    [
        ("{given: form, places: any}", "the key `audiences` is missing"),
        ("{given: form, audiences: any}", "the key `places` is missing"),
        ("{audiences: any, places: any}", "the key `given` is missing"),
        ("{given: form, audiences: any, places: Switzerland}", "must be states or `any`, found `Switzerland`"),
        ("{given: form, audiences: any, places: any, until: soon}", "must be a date"),
        ("{given: form, audiences: any, places: any, withdrawn: }", "`withdrawn` must be a date, found nothing"),
        ("{given: form, audiences: any, places: any, until: }", "`until` must be a date, found nothing"),
        ("yes", "must be a list"),
    ],
)
def test_half_a_consent_is_an_error(tmp_path: Path, consent: str, problem: str) -> None:
    text, problems = built(tmp_path, consented(consent))
    assert not text
    assert problem in problems, problems


def test_a_brief_without_a_date_gets_nothing_that_has_an_end(tmp_path: Path) -> None:
    written = consented("{given: form, audiences: any, places: any, until: 2030-01-01}", **{"briefs/note.yaml": BRIEF})
    assert WORDS not in built(tmp_path, written)[0]
    dated = consented("{given: form, audiences: any, places: any, until: 2030-01-01}")
    assert WORDS in built(tmp_path / "dated", dated)[0]


def test_a_recipient_gets_what_is_for_its_state(tmp_path: Path) -> None:
    more = {
        "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\n",
        "campaigns/all.csv": "id,state\nch,CHE\nfr,FRA\n",
    }
    written = consented("{given: form, audiences: any, places: [CHE, JPN]}", **more)
    assert WORDS in built(tmp_path / "1", written, "ch")[0]
    assert WORDS not in built(tmp_path / "2", written, "fr")[0]
    assert WORDS not in built(tmp_path / "3", written)[0]


def test_a_brief_that_names_it_is_refused_without_a_word_of_it(tmp_path: Path) -> None:
    named = BRIEF + "date: 2026-11-23\nsections: {voices: [voice]}\n"
    withdrawn = "{given: form, audiences: any, places: any, withdrawn: 2026-10-01}"
    text, problems = built(tmp_path, consented(withdrawn, **{"briefs/note.yaml": named}))
    assert not text
    assert problems == (
        "briefs/note.yaml:5: error: no block `voice` for this reader in library `korea` [block-unknown]\n"
        "  hint: `briefgen explain note --internal` lists what this reader may not see"
    )


def test_a_project_may_ask_consent_for_more_kinds(tmp_path: Path) -> None:
    project = "organisation: {name: Example}\nconsent_kinds: [background]\n"
    text, problems = built(tmp_path, consented(GRANTED, **{"briefgen.yaml": project}))
    assert "Plain words" not in text
    assert WORDS in text, problems


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("{sensitivity: public}", True),
        ("{sensitivity: public, people: true}", False),
        (f"{{sensitivity: public, people: true, consent: {GRANTED}}}", True),
        ("{sensitivity: public, consent: }", False),
        ("{sensitivity: public, consent: {given: form, audiences: any, places: any, until: 2026-01-01}}", False),
        ("{sensitivity: public, consent: {given: form, audiences: [report], places: any}}", False),
    ],
)
def test_a_picture_of_people_likewise(tmp_path: Path, *, said: str, shown: bool) -> None:
    written = files(
        **{
            "content/korea/images.yaml": f"images/house.png: {said}\n",
            "content/korea/images/house.png": "",
            "content/korea/open.md": block("![House](images/house.png)"),
        }
    )
    _, problems = built(tmp_path, written)
    assert ("image-missing" in problems) is (not shown)
    sink = Sink()
    project = project_in(tmp_path, written)
    withheld = find_withheld(load_inputs(project, load_brief(project, "note", sink), sink))
    assert list(withheld.images) == ([] if shown else ["images/house.png"])
    assert set(withheld.image_reasons) == set(withheld.images)


def test_what_is_refused_is_looked_for_in_the_finished_file(tmp_path: Path) -> None:
    sink = Sink()
    project = project_in(tmp_path, consented(""))
    inputs = load_inputs(project, load_brief(project, "note", sink), sink)
    sought = build_search_terms(project, inputs.brief, inputs.audience, inputs.library)
    assert any(
        phrase <= tuple(split_words(WORDS)) or set(phrase) <= set(split_words(WORDS)) for phrase in sought.withheld
    )


def test_check_tells_of_consents_that_end_within_ninety_days(tmp_path: Path) -> None:
    def until(day: str) -> str:
        return f"{{given: form, audiences: any, places: any, until: {day}}}"

    written = {
        "content/korea/images/a.png": "",
        "content/korea/images.yaml": "images/a.png: {people: true}\n",
        "content/korea/gone.md": witness(until("2026-11-22")),
        "content/korea/later.md": witness(until("2027-02-22")),
        "content/korea/soon.md": witness(until("2027-02-21")),
        "content/korea/tomorrow.md": witness(until("2026-11-24")),
        "content/korea/back.md": witness("{given: form, audiences: any, places: any, withdrawn: 2026-10-01}"),
        "content/korea/voice.md": witness(GRANTED),
    }
    project, sink = project_in(tmp_path, consented("", **written)), Sink()
    check_library(project, load_library(project, "korea", sink), datetime(2026, 11, 23, tzinfo=UTC), sink)
    assert [(problem.code, problem.message) for problem in sink.collect_sorted()] == [
        ("consent-withdrawn", "consent for block `back` was withdrawn on 2026-10-01"),
        ("consent-ended", "consent for block `gone` ended on 2026-11-22"),
        ("consent-missing", "image `images/a.png` has no consent, and nobody gets it"),
        ("consent-ends", "consent for block `soon` ends on 2027-02-21, in 90 days"),
        ("consent-ends", "consent for block `tomorrow` ends on 2026-11-24, in 1 day"),
    ]
    assert "content/korea/soon.md:5" in told(sink)


def test_only_check_looks_at_the_clock(tmp_path: Path) -> None:
    written = consented("{given: form, audiences: any, places: any, until: 2026-11-30}")
    project, sink = project_in(tmp_path, written), Sink()
    inputs = load_inputs(project, load_brief(project, "note", sink), sink)
    compose_document(inputs, sink)
    assert told(sink) == ""
    compose_document(inputs, sink, now=datetime(2026, 12, 24, tzinfo=UTC))
    assert [problem.code for problem in sink.diagnostics] == ["consent-ended"]


def test_who_may_not_be_told_of_a_consent_is_not(tmp_path: Path) -> None:
    written = consented("{given: Ms Placeholder of Example Town, audiences: [other], places: any}")
    project, sink = project_in(tmp_path, written), Sink()
    inputs = load_inputs(project, load_brief(project, "note", sink), sink)
    compose_document(inputs, sink, now=datetime(2026, 12, 24, tzinfo=UTC))
    assert "voice" not in told(sink)


def test_several_consents_must_all_allow_it() -> None:
    consent = Consent("form", None, None, None, None, Origin(""))
    use = IntendedUse("embassy", "", date(2026, 1, 1))
    assert explain_refusal(None, use) == explain_refusal((consent, consent), use) == ""
    assert (
        explain_refusal((consent, replace(consent, audiences=frozenset({"x"}))), use)
        == "consent is not for audience `embassy`"
    )
