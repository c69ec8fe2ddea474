"""The example's texts in other languages say what the originals say: the same facts, citations and numbers; and they are built without errors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from briefgen.load import load_brief, load_library, load_project
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.library import Library, Variant
from briefgen.model.tree import Element, Note, extract_text, find_elements, walk
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.pdf import Pdf
from tests.unit.project_files import told

ROOT = Path(__file__).parent.parent
LIBRARY = "north-koreans-in-china"
LANGUAGES = {"ar", "es", "fr", "ko", "ru", "zh"}
TRANSLATED = {
    "embassy-note": ["ar", "ko", "ru", "zh"],
    "upr-china": ["ar", "es", "fr", "ko", "ru", "zh"],
    "china-report": ["ar", "es", "fr", "ko", "ru", "zh"],
}
"""Each brief that is there in other languages; the note in French and Spanish has tests of its own."""

LAST_MONTH = 12
"""Chinese and Korean write months as numbers."""

IN_TITLES = {"1951"}
"""French and Spanish call the Refugee Convention by its year."""


@lru_cache(maxsize=1)
def library() -> Library:
    return load_library(load_project(ROOT, Sink()), LIBRARY, Sink())


def translations() -> Iterator[tuple[Variant, Variant]]:
    """Every text in another language, with the English one of the same cut."""
    for block in library().blocks:
        originals = {variant.name: variant for variant in block.variants if variant.language == "en"}
        for variant in block.variants:
            if variant.language != "en":
                yield variant, originals[variant.name]


def read_what_stays(text: str) -> tuple[Counter[str], list[tuple[str, str]], Counter[str]]:
    """The facts and conditions of a text; each citation with the numbers of its place; the calls of its notes."""
    untranslated = re.sub(r'caption=".*?"|"[^"]*"(?=: \()', "", text)  # captions, and places on a map
    jinja = re.findall(r"\{\{.*?\}\}|\{%.*?%\}", untranslated)
    cited = re.findall(r"@([a-z][\w-]+)([^;\]@]*)", text)
    return (
        Counter(jinja),
        sorted((key, " ".join(re.findall(r"\d\w*(?:\(\d\))?", place))) for key, place in cited),
        Counter(re.findall(r"\[\^\w+\]", text)),
    )


def read_numbers(text: str) -> set[str]:
    """The numbers that are typed in a text, but months and what is in facts and citations."""
    words = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\[[^\]]*@[^\]]*\]", "", text)
    return {number for number in re.findall(r"\d+", words) if int(number) > LAST_MONTH} - IN_TITLES


def test_the_example_is_there_in_six_other_languages() -> None:
    assert {variant.language for variant, _ in translations()} == LANGUAGES


def test_every_translation_has_the_facts_citations_and_numbers_of_its_original() -> None:
    different = [
        variant.origin.path
        for variant, original in translations()
        if read_what_stays(variant.body) != read_what_stays(original.body)
        or read_numbers(variant.body) != read_numbers(original.body)
    ]
    assert different == []


def test_no_citation_in_a_translation_begins_with_an_english_word() -> None:
    assert [variant.origin.path for variant, _ in translations() if re.search(r"\bsee\b", variant.body)] == []


def test_every_recommendation_rests_on_the_same_law_in_every_language() -> None:
    different = [
        variant.origin.path
        for variant, original in translations()
        if variant.recommendation and original.recommendation
        if [read_what_stays(place)[1] for place in variant.recommendation.legal_basis]
        != [read_what_stays(place)[1] for place in original.recommendation.legal_basis]
    ]
    assert different == []


def compose(brief_id: str, language: str) -> tuple[Document, str]:
    sink = Sink()
    project = load_project(ROOT, sink)
    brief = load_brief(project, brief_id, sink).in_language(language)
    document = compose_document(load_inputs(project, brief, sink), sink)
    return document, told(sink)


@pytest.mark.slow
@pytest.mark.parametrize("brief_id", TRANSLATED)
def test_an_example_brief_has_everything_in_every_language(brief_id: str) -> None:
    cited: set[frozenset[str]] = set()
    for language in TRANSLATED[brief_id]:
        document, problems = compose(brief_id, language)
        cited.add(frozenset(document.cited_keys))
        assert "error" not in problems
        assert "untranslated" not in problems
        words = extract_text((document.body,), notes=False)
        for element in walk((document.body,)):  # works are listed in the language in which they are written
            if isinstance(element, Element) and element.get("class") in {"references", "figure-source"}:
                words = words.replace(extract_text((element,)), "")
        assert not re.search(r"\b(?:the|and|of|people)\b", words)
    assert len(cited) == 1


@pytest.mark.slow
def test_the_note_in_arabic_has_the_same_words_on_every_page() -> None:
    """Amiri joins some letters by strokes that are glyphs of their own, and a file lacked the letters beside them."""
    document, _ = compose("embassy-note", "ar")
    sink = Sink()
    render_document(document, (Format.PDF, Format.HTML), sink)
    assert told(sink) == ""


@pytest.mark.parametrize(
    ("language", "note", "document", "event"),
    [
        ("fr", "(note 1)", "doc. ONU A/HRC/25/63", "2020\u00a0: la Corée"),
        ("es", "(nota 1)", "doc. ONU A/HRC/25/63", "2020: Corea"),
        ("zh", "（脚注1）", "联合国文件A/HRC/25/63", "2020年：朝鲜"),
    ],
)
def test_notes_and_charts_have_words_and_marks_of_the_language(
    language: str, note: str, document: str, event: str
) -> None:
    report, _ = compose("china-report", language)
    notes = " ".join(extract_text(found.children) for found in walk((report.body,)) if isinstance(found, Note))
    assert note in notes.replace("\u00a0", " ")
    assert document in notes.replace("\u00a0", " ")
    assert any(event in image.get("alt") for image in find_elements((report.body,), "img"))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", *sorted(LANGUAGES)])
def test_the_key_figures_of_the_report_are_on_the_page_of_its_summary(language: str) -> None:
    document, _ = compose("china-report", language)
    (rendering,) = render_document(document, (Format.PDF,), Sink())
    (figures,) = (found for found in find_elements((document.body,), "dl") if "key-facts" in found.classes)
    words = [extract_text((figure,), notes=False) for figure in find_elements((figures,), "dt")]
    _, _, summary, *_ = Pdf(rendering.content).pages  # behind the cover and the contents
    printed = re.sub(r"[\s.,]", "", summary.text)  # the digits of a number side by side
    assert [word for word in words if re.sub(r"\D", "", word) not in printed] == []


@pytest.mark.parametrize("language", ["en", *sorted(LANGUAGES)])
def test_the_back_of_the_report_has_its_licence_in_every_language(language: str) -> None:
    document, _ = compose("china-report", language)
    (licence,) = (words for words in find_elements((document.body,), "p") if "licence" in words.classes)
    words = extract_text((licence,))
    assert words.startswith("CC BY 4.0")
    assert ("placeholder" in words) == (language == "en")


@pytest.mark.parametrize(
    ("language", "place"), [("es", "arts. 1A(2) y 33"), ("ru", "ст. 1A(2) и 33"), ("fr", "art. 1A(2) et 33")]
)
def test_the_annex_writes_articles_as_the_notes_of_the_report_do(language: str, place: str) -> None:
    document, _ = compose("china-report", language)
    tables = [extract_text((table,), notes=False) for table in find_elements((document.body,), "table")]
    notes = [extract_text(note.children) for note in walk((document.body,)) if isinstance(note, Note)]
    assert any(place in words for words in tables)
    assert any(place in words for words in notes)
