"""A page with the same picture and the same text as one on which every word was seen is not looked through again; any other page is."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest

from briefgen.leak_check.audit import AuditMemory, SearchTerms, audit_file, open_file
from briefgen.leak_check.audit.memory import BoundedStore
from briefgen.leak_check.audit.pdf import pages
from briefgen.leak_check.audit.pdf.proven_pages import digest_page
from tests.unit.planting import WORD
from tests.unit.test_audit_pdf import COVERED, PLAIN, SEEN, bar, page_of


@pytest.fixture
def memory() -> AuditMemory:
    """What is known of earlier files, nothing at first."""
    return AuditMemory()


def codes(content: bytes, memory: AuditMemory) -> set[str]:
    """What is found in a file after those that are in the memory."""
    return {finding.code for finding in audit_file(content, SearchTerms(foreign=True), memory)} - {"audit-metadata"}


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


def test_a_page_is_looked_through_once(compared: list[Any], memory: AuditMemory) -> None:
    assert [codes(page_of(PLAIN), memory) for _ in range(3)] == [set()] * 3
    assert len(compared) == 1


def test_other_objects_with_the_same_picture_and_text_need_no_second_proof(
    compared: list[Any], memory: AuditMemory
) -> None:
    """As in the files of a campaign, whose fonts have the characters of all pages of a file."""
    for content in (
        PLAIN,
        f"q Q {PLAIN} q 1 0 0 1 0 0 cm Q",
        PLAIN.replace("(Plain words)", "[(Plain) (\\040words)]").replace("Tj", "TJ"),
    ):
        assert codes(page_of(content), memory) == set()
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
def test_a_hidden_word_is_found_on_a_page_like_one_that_is_proven(content: str, memory: AuditMemory) -> None:
    assert codes(page_of(PLAIN), memory) == set()
    assert len(memory.proven_pages) == 1
    for _ in range(2):
        assert "audit-hidden" in codes(page_of(content), memory)
    assert len(memory.proven_pages) == 1, "a page with a hidden word is never proven"


def test_every_page_is_read_after_others_as_it_is_read_alone(memory: AuditMemory) -> None:
    files = [page_of(content) for content in (*COVERED.values(), *SEEN.values(), PLAIN, SAME_PICTURE)]
    alone = [open_file(content, AuditMemory()) for content in files]
    for _ in range(2):
        assert [open_file(content, memory) for content in files] == alone
    assert len(memory.proven_pages) >= len(SEEN)


def test_pages_of_another_size_are_other_pages() -> None:
    page = _first_page(page_of(PLAIN))
    digests = {
        digest_page(pages._draw(page, annotations=True), size, "Plain words", 11)
        for size in ((300, 200), (300, 200.0001), (300, 200))
    }
    assert len(digests) == 2


def test_few_pages_are_remembered() -> None:
    memory = AuditMemory(proven_pages=BoundedStore(2))
    for number in range(5):
        codes(page_of(PLAIN.replace("Plain", f"Plain{number}")), memory)
    assert 1 <= len(memory.proven_pages) <= 2


def _first_page(content: bytes) -> Any:
    return pypdfium2.PdfDocument(content)[0]
