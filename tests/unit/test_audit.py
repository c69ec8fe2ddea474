"""The auditor finds what was planted, however it was hidden, and nothing in files that are clean."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen.leak_check.audit import SearchTerms, audit_file
from briefgen.leak_check.audit.findings import ExtractedText, TextKind
from briefgen.leak_check.audit.search import search_texts
from briefgen.leak_check.withheld_phrases import properties_from_texts
from tests.unit.planting import DOCXS, HTMLS, PDFS, WORD, docx_of, exif_jpeg, jpeg, pdf_of, png_with_text

FOR_WORD = SearchTerms(terms=frozenset({(WORD,)}), foreign=True)
PLAIN = SearchTerms(properties=frozenset({"t", "weasyprint 70 0"}))

NOT_HIDDEN = {
    "a bookmark",
    "an alternative text",
    "a link",
    "a note of an annotation",
    "an id",
    "a title",
    "a data attribute",
    "a header",
}
"""Where a word may stand: it is found because the project watches for it, and else it is nothing to be found."""


def codes(content: bytes, sought: SearchTerms) -> set[str]:
    return {finding.code for finding in audit_file(content, sought)}


@pytest.mark.parametrize("way", PDFS)
def test_a_planted_word_is_found_in_a_pdf(way: str) -> None:
    assert "audit-term" in codes(PDFS[way](), FOR_WORD)


@pytest.mark.parametrize("way", sorted(set(PDFS) - NOT_HIDDEN))
def test_a_pdf_that_hides_something_is_found_without_knowing_what(way: str) -> None:
    assert codes(PDFS[way](), PLAIN)


@pytest.mark.parametrize("way", HTMLS)
def test_a_planted_word_is_found_in_html(way: str) -> None:
    assert "audit-term" in codes(f"<!doctype html><body>{HTMLS[way]}".encode(), FOR_WORD)


@pytest.mark.parametrize("way", sorted(set(HTMLS) - NOT_HIDDEN))
def test_html_that_hides_something_is_found_without_knowing_what(way: str) -> None:
    assert codes(f"<!doctype html><body>{HTMLS[way]}".encode(), SearchTerms())


@pytest.mark.parametrize("way", DOCXS)
def test_a_planted_word_is_found_in_a_word_file(way: str) -> None:
    assert "audit-term" in codes(DOCXS[way](), FOR_WORD)


@pytest.mark.parametrize("way", sorted(set(DOCXS) - NOT_HIDDEN))
def test_a_word_file_that_hides_something_is_found_without_knowing_what(way: str) -> None:
    assert codes(DOCXS[way](), SearchTerms())


@pytest.mark.parametrize("make", [exif_jpeg, png_with_text, lambda: jpeg(comment=WORD)])
def test_what_an_image_carries_is_found(make: Callable[[], bytes]) -> None:
    assert codes(make(), FOR_WORD) == {"audit-image-metadata", "audit-term"}


def test_a_place_in_a_photograph_is_named() -> None:
    assert any("the place where it was taken" in finding.message for finding in audit_file(exif_jpeg(), SearchTerms()))


def test_clean_files_are_clean() -> None:
    assert (
        audit_file(
            pdf_of("<p>Plain words, <b>white on black</b>: <i style='background: black; color: white'>seen</i>"), PLAIN
        )
        == ()
    )
    assert audit_file(docx_of(), SearchTerms()) == ()
    assert audit_file(b"<!doctype html><body><p style='background: #000; color: #fff'>Words", SearchTerms()) == ()
    assert audit_file(jpeg(), SearchTerms()) == ()


@pytest.mark.parametrize("title", ["?!", "—", "🌊", "...", " ★ "])
def test_a_title_without_words_is_expected_only_in_files_of_its_brief(title: str) -> None:
    page = f"<!doctype html><title>{title}</title><body><p>Words".encode()
    assert codes(page, SearchTerms(properties=properties_from_texts((title,)))) == set()
    assert codes(page, SearchTerms(properties=properties_from_texts(("Wells", "…", "")))) == {"audit-metadata"}


def test_a_finding_never_quotes_what_was_found() -> None:
    everything = [*PDFS.values(), *DOCXS.values(), *(lambda text=text: text.encode() for text in HTMLS.values())]
    assert not any(
        WORD in f"{finding.message}{finding.hint}" for make in everything for finding in audit_file(make(), FOR_WORD)
    )


def test_what_cannot_be_opened_is_no_clean_file() -> None:
    for content in (b"%PDF-1.7 broken", b"PK\3\4 broken", b"\0\1\2\xff\xfe unknown"):
        assert codes(content, SearchTerms()) == {"audit-unreadable"}


def test_a_hyphen_at_the_end_of_a_line_hides_nothing() -> None:
    pdf = pdf_of(f"<p style='hyphens: manual; width: 30pt'>{WORD[:5]}&shy;{WORD[5:]}")
    assert "audit-term" in codes(pdf, FOR_WORD)


def test_folders_and_accounts_of_a_machine_are_found() -> None:
    sought = SearchTerms(paths=("/srv/briefs",), users=frozenset({"jkim"}), foreign=True)
    assert codes(b"Made in /srv/briefs/out.", sought) == {"audit-machine"}
    assert codes(pdf_of("<a href='file:///x/y'>Words</a>"), sought) >= {"audit-machine"}
    assert "audit-machine" in codes(pdf_of("<meta name=author content='JKim'><p>Words"), sought)


SECRET = SearchTerms(terms=frozenset({("yanji",)}))


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf<!doctype html><html><body><p>Yan<b>ji</b></p></body></html>",
        b"<!-- by hand --><html><body><p>Yan<b>ji</b></p></body></html>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Yan<b>ji</b></p></body></html>",
        b"<p>Yan<b>ji</b></p>",
        b"A letter.\n\n<p>Yan<b>ji</b></p>",
        b"<!doctype html><p>Yan&#106;i</p>",
    ],
)
def test_html_is_read_as_html_however_it_begins(content: bytes) -> None:
    assert "audit-term" in [finding.code for finding in audit_file(content, SECRET)]


@pytest.mark.parametrize(
    "content",
    [
        rb"{\rtf1 Yan\'6ai}",
        b"%!PS-Adobe-3.0\n(Yan) show (ji) show",
        b"From: a@example.org\nContent-Transfer-Encoding: base64\n\nWWFuamk=\n",
        "Yanji".encode("utf-16-le"),
        b"\x00\x01\x02",
    ],
)
def test_what_writes_its_words_in_its_own_way_is_no_clean_file(content: bytes) -> None:
    assert [finding.code for finding in audit_file(content, SECRET)] == ["audit-unreadable"]


def test_plain_text_is_read() -> None:
    assert [finding.code for finding in audit_file(b"At Yanji.\tOn foot.\r\n", SECRET)] == ["audit-term"]
    assert audit_file(b"1 < 2, and a<b.\n", SECRET) == ()


PATHS = SearchTerms(paths=("/srv/briefs",), users=frozenset({"jkim"}))


@pytest.mark.parametrize(
    ("texts", "is_found"),
    [
        ([("words", TextKind.VISIBLE), ("in /srv/briefs", TextKind.VISIBLE)], True),
        ([("in /srv", TextKind.VISIBLE), ("/briefs", TextKind.VISIBLE)], False),
        ([("/srv/briefs", TextKind.VISIBLE), ("2", TextKind.VISIBLE)], True),
        ([("/srv/briefs2", TextKind.VISIBLE)], False),
        ([("file:", TextKind.INVISIBLE), ("///a", TextKind.INVISIBLE)], False),
        ([("words", TextKind.VISIBLE), ("C:\\Users\\anna", TextKind.INVISIBLE)], True),
        ([("C:\\Users\\anna", TextKind.VISIBLE), ("words", TextKind.INVISIBLE)], False),
        ([("jkim", TextKind.INVISIBLE)], False),
        ([("words", TextKind.INVISIBLE), ("By JKim", TextKind.PROPERTY)], True),
    ],
)
def test_each_text_of_a_place_is_searched_by_itself(texts: list[tuple[str, TextKind]], is_found: bool) -> None:  # noqa: FBT001
    read = [ExtractedText("a place", text, kind) for text, kind in texts]
    assert any(finding.code == "audit-machine" for finding in search_texts(read, PATHS)) == is_found
