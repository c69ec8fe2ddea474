"""`numerals:` prints the numbers of a document in the digits of its language, in every format."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from briefgen.check.parity.read_pdf import read_pdf
from briefgen.cite.numerals import write_numerals
from briefgen.load import load_brief
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, MachineError, Sink
from briefgen.model.languages import list_languages, read_language
from briefgen.model.numerals import NUMERALS, Numerals, find_numerals
from briefgen.model.tree import Element, Note, Text, extract_text
from briefgen.model.words import find_readings
from briefgen.pipeline import compose_document, load_inputs, render_document
from briefgen.render.images import line_order
from briefgen.render.images.line_order import split_by_direction
from tests.pdf import Pdf
from tests.unit.project_files import project_in, told

FILES = {
    "briefgen.yaml": "language: ar\norganisation: {name: مرصد, contact: {email: a@example.org, phone: +41 22 917 90 00}}\n",
    "content/lib/facts.yaml": "sensitivity: public\nwells: {value: 12500, unit: بئر, label: آبار 2024, source: none, note: n}\nshare: {value: 37.5, unit: '%', label: حصة, source: none, note: n}\n",
    "content/lib/sources.yaml": "sensitivity: public\nreferences:\n- {id: book, type: book, language: ar, title: مياه 2019, author: [{literal: سمير}], issued: 2020, publisher: دار}\n",
    "content/lib/a.md": "---\ntitle: ماء في 2024\nkind: situation\nsensitivity: public\nstatus: approved\n---\n"
    'أحصى WHO عدد {{ fact("wells") }} أي 37.5% في 2024.[@book, p 12] انظر A/HRC/59/15 وhttps://example.org/2024.[^a]\n\n'
    "1. أول\n2. ثان\n   1. داخل\n3. ثالث\n\n| السنة | العدد |\n|---|---|\n| 2020 | 12 500 |\n\n"
    '{{ chart("bar", ["wells"], caption="آبار 2024") }}\n\n[^a]: في 3 مارس 2024.\n',
    "briefs/upr.yaml": "audience: upr-submission\nlibrary: lib\ntitle: تقرير 2026\nstate: KEN\ndate: 2026-11-23\nnumerals: arabic-indic\n",
}
WESTERN = re.compile(r"\S*[0-9]\S*")
KEPT = frozenset({"A/HRC/59/15", "وhttps://example.org/2024."})
"""What finds a document or a page."""


def find_western(text: str) -> set[str]:
    """The words of a text with Western digits."""
    plain = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return set(WESTERN.findall(plain))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Format, bytes]:
    """A submission in Arabic-Indic digits, in each format; `render_document` compares them."""
    project, sink = project_in(tmp_path_factory.mktemp("numerals"), FILES), Sink()
    document = compose_document(load_inputs(project, load_brief(project, "upr", sink), sink), sink)
    renderings = render_document(document, (Format.PDF, Format.DOCX, Format.HTML), sink)
    assert "error" not in told(sink)
    return {rendering.format: rendering.content for rendering in renderings}


def test_a_page_has_no_western_digit_but_in_addresses_and_symbols(built: Mapping[Format, bytes]) -> None:
    body = re.sub(r"data:[^\"')]*", "", built[Format.HTML].decode().partition("<body")[2])
    printed = re.sub(r"<[^>]*>", " ", re.sub(r"<(?:a|bdi) [^>]*>|</(?:a|bdi)>", "", body))
    assert find_western(printed) <= KEPT
    attributes = re.findall(r' (?:alt|aria-label|data-short|title)="([^"]*)"', body)
    assert not any(map(find_western, attributes))
    assert "١٢٬٥٠٠" in printed
    assert "٣٧٫٥٪" in printed


def test_a_pdf_has_them_in_its_lists_notes_and_page_numbers(built: Mapping[Format, bytes]) -> None:
    text = read_pdf(built[Format.PDF])
    western = find_western(text.text + text.notes)
    assert {word for word in western if "HRC" not in word and "example.org" not in word} == set()
    (page,) = Pdf(built[Format.PDF]).pages
    assert page.text.split()[-1] == "١"


def test_a_word_file_has_them_written_in_its_numbering_and_notes(built: Mapping[Format, bytes]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(built[Format.DOCX]))
    numbering, notes, body = (
        archive.read(f"word/{name}.xml").decode() for name in ("numbering", "endnotes", "document")
    )
    levels = re.findall(r'lvlText w:val="([^"%\s]+)"', numbering)
    assert levels == ["ألف-", "١.", "(أ)", "(ب)", "١.", "(ج)"]  # a list in a numbered paragraph has letters
    calls = re.findall(r'<w:endnoteReference [^>]*customMarkFollows="1"[^>]*/><w:t[^>]*>([^<]*)', body)
    assert calls == ["(١)", "(٢)"]
    assert re.findall(r'Requires="w15"><w:t[^>]*>([^<]*)', notes) == calls
    assert 'xmlns:w15="' in notes
    assert "endnoteRef/" not in notes


def test_a_letter_before_a_heading_stays_a_number_of_word(built: Mapping[Format, bytes]) -> None:
    numbering = etree.fromstring(zipfile.ZipFile(io.BytesIO(built[Format.DOCX])).read("word/numbering.xml"))
    formats = {element.get(element.keys()[0]) for element in numbering.iter("{*}numFmt")}
    assert "upperLetter" in formats


ARABIC = find_numerals("ar", "arabic-indic")
assert ARABIC is not None


def write(*nodes: Text | Element | Note, numerals: Numerals = ARABIC, language: str = "ar") -> Element:
    return write_numerals(Element("body", nodes), numerals, language)


@pytest.mark.parametrize(
    ("western", "printed"),
    [
        ("1,250 بئراً", "١٬٢٥٠ بئراً"),
        ("1,250,000.5", "١٬٢٥٠٬٠٠٠٫٥"),
        ("37.5%", "٣٧٫٥٪"),
        ("12 %", "١٢ %"),
        ("2019-2024", "٢٠١٩-٢٠٢٤"),
        ("1.2.2024", "١.٢.٢٠٢٤"),
        ("10:30", "١٠:٣٠"),
        ("القسم 2.1", "القسم ٢.١"),
        ("الفقرة 2.1 والمادة 12", "الفقرة ٢.١ والمادة ١٢"),
        ("في عام 2024.", "في عام ٢٠٢٤."),
        ("COVID-19 وA/HRC/59/15", "COVID-19 وA/HRC/59/15"),
        ("https://example.org/2024 في 2024", "https://example.org/2024 في ٢٠٢٤"),
        ("+41 22 917 90 00", "+41 22 917 90 00"),
        ("a2024@example.org", "a2024@example.org"),
        ("12(1)(b)", "12(1)(b)"),
        ("ماء", "ماء"),
    ],
)
def test_numbers_are_written_in_the_digits_of_the_language(western: str, printed: str) -> None:
    assert extract_text((write(Text(western)),)) == printed


def test_other_languages_code_and_the_numbers_of_headings_are_known() -> None:
    english = Element("span", (Text("in 2024"),), {"lang": "en"})
    assert write(english).children == (english,)
    code = Element("code", (Text("x2 = 10"),))
    assert write(code).children == (code,)
    heading = Element("span", (Text("2.1"),), {"class": "heading-number"})
    assert extract_text(write(heading).children) == "٢.١"


def test_a_note_keeps_its_number_and_prints_it() -> None:
    (note,) = write(Note((Text("في 2024"),), number=12)).children
    assert isinstance(note, Note)
    assert (note.number, note.call) == (12, "١٢")
    assert extract_text(note.children) == "في ٢٠٢٤"
    assert replace(note, printed_number="").call == "12"


@pytest.mark.parametrize(
    ("language", "name", "printed"),
    [
        ("fa", "persian", "۱۲٬۵۰۰"),
        ("ur", "persian", "۱۲٬۵۰۰"),
        ("hi", "devanagari", "१२,५००"),
        ("ar-EG", "arabic-indic", "١٢٬٥٠٠"),
    ],
)
def test_other_languages_have_digits_of_their_own(language: str, name: str, printed: str) -> None:
    numerals = find_numerals(language, name)
    assert numerals is not None
    assert extract_text((write(Text("12,500"), numerals=numerals, language=language),)) == printed


@pytest.mark.parametrize(
    ("language", "name"), [("en", "arabic-indic"), ("ar", "western"), ("ar", "persian"), ("zh", "devanagari")]
)
def test_a_language_without_these_digits_has_western_ones(language: str, name: str) -> None:
    assert find_numerals(language, name) is None


def test_every_set_of_digits_of_a_language_can_be_asked_for() -> None:
    names = {name for language in list_languages() for name in read_language(language).get("numerals", {})}
    assert sorted(names) == sorted({*NUMERALS} - {"western"})


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        ("language: en\nnumerals: arabic-indic", "briefs/note.yaml:5: warning: `numerals: arabic-indic` has no effect"),
        ("language: en\nnumerals: western", ""),
        ("language: ar\nnumerals: arabic-indic", ""),
        (
            "numerals: roman",
            "`numerals` must be one of `western`, `arabic-indic`, `devanagari`, `persian`, found `roman`",
        ),
    ],
)
def test_digits_that_a_brief_cannot_have_are_reported(tmp_path: Path, brief: str, said: str) -> None:
    project = project_in(
        tmp_path, {**FILES, "briefs/note.yaml": f"audience: diplomat\nlibrary: lib\ntitle: ماء\n{brief}\n"}
    )
    sink = Sink()
    with suppress(BriefgenError):
        compose_document(load_inputs(project, load_brief(project, "note", sink), sink), sink)
    assert said in told(sink)
    assert ("numerals" in told(sink)) == bool(said)


def test_an_audience_asks_for_digits_and_a_brief_may_differ(tmp_path: Path) -> None:
    own = {"templates/diplomat/audience.yaml": "extends: diplomat\nnumerals: arabic-indic\n"}
    for stated, expected in (("", "arabic-indic"), ("numerals: western\n", "")):
        brief = f"audience: diplomat\nlibrary: lib\ntitle: ماء\n{stated}"
        project, sink = (
            project_in(tmp_path / (expected or "western"), {**FILES, **own, "briefs/note.yaml": brief}),
            Sink(),
        )
        document = compose_document(load_inputs(project, load_brief(project, "note", sink), sink), sink)
        assert (document.metadata.numerals.name if document.metadata.numerals else "") == expected


@pytest.mark.parametrize("written", ["12500", "12,500"])
def test_a_number_that_is_withheld_is_found_in_these_digits(written: str) -> None:
    readings = {reading[1:-1] for reading in find_readings("عدد ١٢٬٥٠٠ بئر")}
    assert readings & set(find_readings(written))


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("2024", ["2024"]),
        ("حصة 2024", ["2024", "حصة "]),
        ("حصة ٢٠٢٤", ["٢٠٢٤", "حصة "]),
        ("آبار WHO (2019–2024) هنا", [" هنا", "WHO (2019–2024)", "آبار "]),
        ("wells آبار 2024 done", ["wells ", "2024", "آبار ", " done"]),
    ],
)
def test_the_label_of_a_chart_keeps_the_order_of_its_digits(line: str, pieces: list[str]) -> None:
    assert [text for text, _ in split_by_direction(line)] == pieces


def test_a_machine_without_the_library_that_orders_lines_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_no_library(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", find_no_library)
    monkeypatch.setattr(line_order, "_load_library", line_order._load_library.__wrapped__)
    assert split_by_direction("wells 2024") == [("wells 2024", False)]
    with pytest.raises(MachineError, match="needs FriBidi"):
        split_by_direction("آبار")
