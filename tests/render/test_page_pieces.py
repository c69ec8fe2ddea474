"""What page templates share, and what a brief may add to them: the logo, the opening of a section, shares in figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.compose.localisation import format_amount, format_fact
from briefgen.load import list_names, load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.document import Document
from briefgen.model.tree import extract_text, find_elements
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.unit.compose_samples import fact
from tests.unit.project_files import project_in, told

ROOT = Path(__file__).parents[2]
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>'
WITH_LOGO = "organisation: {name: River Watch, logo: logo.svg}\n"
TAKES_LOGO = (
    "advocacy-letter",
    "diplomat",
    "policy-brief",
    "press-release",
    "public-report",
    "special-procedures",
    "upr-fact-sheet",
)
BLOCK = "---\ntitle: Wells\nkind: {kind}\nstatus: approved\nsensitivity: public\n---\nThe wells are dry.\n"
BRIEF = "audience: public-report\nlibrary: river\ntitle: Water\ndate: 2026-11-23\n"
FILES = {"content/river/wells.md": BLOCK.format(kind="background"), "briefs/note.yaml": BRIEF}


def assembled(root: Path, brief_id: str = "note") -> tuple[Document, Sink]:
    sink = Sink()
    project = load_project(root, sink)
    return compose_document(load_inputs(project, load_brief(project, brief_id, sink), sink), sink), sink


def test_a_logo_stands_on_the_page_with_its_words_and_is_printed(tmp_path: Path) -> None:
    project_in(tmp_path, {**FILES, "logo.svg": LOGO, "briefgen.yaml": WITH_LOGO})
    document, sink = assembled(tmp_path)
    (image,) = find_elements((document.body,), "img")
    assert (image.get("src"), image.get("alt")) == ("logo.svg", "Logo of River Watch")
    assert [made.format for made in render_document(document, (Format.PDF, Format.HTML), sink)] == [
        Format.PDF,
        Format.HTML,
    ]


def test_without_a_logo_there_is_no_place_for_it(tmp_path: Path) -> None:
    project_in(tmp_path, FILES)
    document, _ = assembled(tmp_path)
    assert not [
        element for element in find_elements((document.body,)) if element.tag == "img" or "logo" in element.classes
    ]


@pytest.mark.parametrize("brief_id", list_names(load_project(ROOT, Sink()), "briefs"))
def test_letterheads_bands_and_covers_have_the_logo_and_documents_for_the_united_nations_have_none(
    brief_id: str,
) -> None:
    sink = Sink()
    project = load_project(ROOT, sink)
    project = replace(project, organisation=replace(project.organisation, logo="logo.svg"))
    document = compose_document(load_inputs(project, load_brief(project, brief_id, sink), sink), sink)
    shown = [image for image in find_elements((document.body,), "img") if image.get("src") == "logo.svg"]
    assert len(shown) == (document.audience.id in TAKES_LOGO)


def test_a_section_opens_with_its_standfirst_between_heading_and_blocks(tmp_path: Path) -> None:
    standfirst = "standfirsts: {background: Why *no* well has water.}\n"
    project_in(tmp_path, {**FILES, "briefs/note.yaml": BRIEF + standfirst})
    document, _ = assembled(tmp_path)
    (section,) = [
        section for section in find_elements((document.body,), "section") if section.get("data-section") == "background"
    ]
    heading, opening, block = section.children
    assert [extract_text((element,)) for element in (heading, opening)] == ["1 Background", "Why no well has water."]
    assert opening == next(
        paragraph for paragraph in find_elements((section,), "p") if "standfirst" in paragraph.classes
    )
    assert "The wells" in extract_text((block,))


def test_a_standfirst_is_printed_in_the_language_of_the_brief_or_told_of(tmp_path: Path) -> None:
    standfirst = "standfirsts: {background: {en: Why no well has water., fr: Pourquoi les puits sont secs.}, situation: How it is.}\n"
    sink = Sink()
    project = project_in(tmp_path, {**FILES, "briefs/note.yaml": BRIEF + standfirst})
    brief = load_brief(project, "note", sink)
    spoken = {language: brief.in_language(language) for language in ("en", "fr", "fr-CH")}
    assert [brief.standfirsts["background"] for brief in spoken.values()] == [
        "Why no well has water.",
        "Pourquoi les puits sont secs.",
        "Pourquoi les puits sont secs.",
    ]
    assert spoken["fr"].in_language("en") == spoken["en"]
    assert ["standfirsts.situation" in brief.wording.untranslated_keys for brief in spoken.values()] == [
        False,
        True,
        True,
    ]
    assert "standfirsts.background" not in spoken["fr"].wording.untranslated_keys


def test_a_standfirst_for_a_section_that_is_not_there_is_an_error_with_its_line(tmp_path: Path) -> None:
    project_in(tmp_path, {**FILES, "briefs/note.yaml": BRIEF + "standfirsts:\n  backgruond: Why.\n"})
    sink = Sink()
    project = load_project(tmp_path, sink)
    with pytest.raises(BriefgenError):
        compose_document(load_inputs(project, load_brief(project, "note", sink), sink), sink)
    assert told(sink) == (
        "briefs/note.yaml:6: error: audience `public-report` has no section `backgruond` [brief-section]\n"
        "  hint: did you mean `background`?"
    )


@pytest.mark.parametrize(
    ("value", "unit", "language", "alone"),
    [
        (90, "per cent", "en", "90%"),
        (28, "per cent of the population", "en", "28%"),
        ((10, 20), "per cent", "en", "10% to 20%"),
        (90, "per cent", "fr", "90\u00a0%"),
        (60, "people", "en", "60"),
        (90, "في المائة", "ar", "90%"),
        (90, "بالمئة من النساء", "ar", "90%"),
        (90, "퍼센트", "ko", "90%"),
        (90, "百分比", "zh", "90%"),
        ("half", "per cent", "en", "half"),
    ],
)
def test_a_share_that_stands_alone_has_its_sign(
    value: int | str | tuple[int, int], unit: str, language: str, alone: str
) -> None:
    share = replace(fact("share", 1), value=value, unit=unit)
    assert format_amount(share, language) == alone
    assert "%" not in format_fact(share, language)
