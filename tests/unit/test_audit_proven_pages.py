"""A page with the same picture and the same text as one on which every word was seen is not looked through again; any other page is."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest

from briefgen.leak_check.audit import _open_file
from briefgen.leak_check.audit.pdf import pages, proven_pages
from tests.unit.planting import WORD
from tests.unit.test_audit_pdf import COVERED, PLAIN, SEEN, bar, codes, page_of


@pytest.fixture(autouse=True)
def proven(monkeypatch: pytest.MonkeyPatch) -> dict[bytes, None]:
    """The pages that are proven, none at first."""
    proven: dict[bytes, None] = {}
    monkeypatch.setattr(proven_pages, "_PROVEN", proven)
    return proven


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The pages that were drawn without their text."""
    compared: list[Any] = []
    rasterise = pages._rasterise_page

    def count(page: Any, *rest: Any) -> Any:
        compared.append(page)
        return rasterise(page, *rest)

    monkeypatch.setattr(pages, "_rasterise_page", count)
    return compared


WHITE_WORD = f"1 g BT /F1 12 Tf 40 100 Td ({WORD}) Tj ET 0 g"
SAME_PICTURE = f"{bar(200, 20, 30, 30)} {PLAIN}"


def test_a_page_is_looked_through_once(compared: list[Any]) -> None:
    assert [codes(page_of(PLAIN)) for _ in range(3)] == [set()] * 3
    assert len(compared) == 1


def test_other_objects_with_the_same_picture_and_text_need_no_second_proof(compared: list[Any]) -> None:
    """As in the files of a campaign, whose fonts have the characters of all pages of a file."""
    for content in (
        PLAIN,
        f"q Q {PLAIN} q 1 0 0 1 0 0 cm Q",
        PLAIN.replace("(Plain words)", "[(Plain) (\\040words)]").replace("Tj", "TJ"),
    ):
        assert codes(page_of(content)) == set()
    assert len(compared) == 1


@pytest.mark.parametrize(
    "content",
    [
        f"{PLAIN} {WHITE_WORD}",
        f"{WHITE_WORD} {PLAIN}",
        f"{PLAIN} BT /F1 12 Tf 3 Tr 40 100 Td ({WORD}) Tj ET",
        f"{PLAIN} BT /F1 12 Tf 400 100 Td ({WORD}) Tj ET",
        f"{PLAIN} BT /F1 1 Tf 40 100 Td ({WORD}) Tj ET",
        f"{PLAIN} {bar(0, 0, 300, 200, '1 g')}",
        f"{PLAIN} {bar(38, 140, 260, 30)}",
    ],
)
def test_a_hidden_word_is_found_on_a_page_like_one_that_is_proven(content: str, proven: dict[bytes, None]) -> None:
    assert codes(page_of(PLAIN)) == set()
    known = dict(proven)
    assert len(known) == 1
    for _ in range(2):
        assert "audit-hidden" in codes(page_of(content))
    assert proven == known, "a page with a hidden word is never proven"


def test_every_page_is_read_after_others_as_it_is_read_alone(proven: dict[bytes, None]) -> None:
    files = [page_of(content) for content in (*COVERED.values(), *SEEN.values(), PLAIN, SAME_PICTURE)]
    alone = []
    for content in files:
        proven.clear()
        alone.append(_open_file(content))
    for _ in range(2):
        assert [_open_file(content) for content in files] == alone
    assert len(proven) >= len(SEEN)


def test_pages_of_another_size_are_other_pages(compared: list[Any]) -> None:
    for size in ((300, 200), (300, 200.0001)):
        bitmap = pages._draw(_first_page(page_of(PLAIN)), annotations=True)
        proven_pages.remember_page(proven_pages.digest_page(bitmap, size, "Plain words", 11))
    assert len(proven_pages._PROVEN) == 2
    assert not compared


def test_few_pages_are_remembered(proven: dict[bytes, None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proven_pages, "MAX_PROVEN_PAGES", 2)
    for number in range(5):
        codes(page_of(PLAIN.replace("Plain", f"Plain{number}")))
    assert 1 <= len(proven) <= 2


def _first_page(content: bytes) -> Any:
    return pypdfium2.PdfDocument(content)[0]
