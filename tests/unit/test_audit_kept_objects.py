"""The audit reads the objects that files share once for all of them, and reads the same words in each file as it would without that."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from briefgen.leak_check.audit import AuditMemory, open_file
from briefgen.leak_check.audit.findings import FileContents
from briefgen.leak_check.audit.memory import BoundedStore
from briefgen.leak_check.audit.pdf import object_parts
from tests.unit.planting import WORD
from tests.unit.test_audit_pdf import COVERED, SEEN, WAYS, act, attach, page_of, planted


@pytest.fixture
def memory() -> AuditMemory:
    return AuditMemory()


def read_alone(content: bytes) -> FileContents:
    """A file as it is read where nothing is kept."""
    return open_file(content, AuditMemory(objects=BoundedStore(0)))


def test_every_file_is_read_after_others_as_it_is_read_alone(memory: AuditMemory) -> None:
    files = [build() for build in WAYS.values()] + [page_of(content) for content in (*COVERED.values(), *SEEN.values())]
    alone = [read_alone(content) for content in files]
    assert not memory.objects
    for _ in range(2):
        assert [open_file(content, memory) for content in files] == alone
    assert memory.objects


def test_the_second_file_reads_only_the_objects_that_are_not_in_the_first(
    memory: AuditMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []
    original = object_parts.read_parts

    def count(value: Any) -> object_parts.ObjectParts:
        read.append(value)
        return original(value)

    monkeypatch.setattr(object_parts, "read_parts", count)
    for word, expected in (("Plain", 5), ("Plain", 5), ("Other", 6)):
        open_file(planted(lambda pdf, word=word: setattr(pdf.Root, "Lang", word)), memory)  # type: ignore[misc]
        assert len(read) == expected


def with_action(kind: str) -> bytes:
    """A PDF whose action on opening is in an object of its own."""
    return planted(lambda pdf: setattr(pdf.Root, "OpenAction", pdf.make_indirect(Dictionary(S=Name(kind)))))


def with_title(title: Any) -> bytes:
    """A PDF with a title in an object of its own, or with none."""
    return planted(lambda pdf: setattr(pdf.Root, "Label", Dictionary(Title=pdf.make_indirect(title))))


def with_kind(kind: Any) -> bytes:
    """A PDF with an action whose kind is an object of its own."""
    return planted(lambda pdf: setattr(pdf.Root, "Label", Dictionary(S=pdf.make_indirect(kind))))


ALIKE = {
    "an action of another kind": (with_action("/GoTo"), with_action("/GoToR")),
    "a title": (with_title(Dictionary()), with_title(pikepdf.String(WORD))),
    "a name": (with_title(Dictionary()), with_title(Name(f"/{WORD}"))),
    "a kind of action": (with_kind(Dictionary()), with_kind(Name.Launch)),
}
"""Two files in which an object with the same bytes has another meaning, because of what it refers to."""


@pytest.mark.parametrize("way", ALIKE)
def test_an_object_has_the_meaning_that_what_it_refers_to_gives_it(way: str, memory: AuditMemory) -> None:
    for order in (ALIKE[way], ALIKE[way][::-1]):
        for content in order:
            assert open_file(content, memory) == read_alone(content)
    first, second = (open_file(content, memory) for content in ALIKE[way])
    assert first != second


def is_kept(build: Callable[[Pdf], Any], memory: AuditMemory) -> bool:
    """Whether an object of a new PDF is kept."""
    pdf = pikepdf.new()
    object_parts.read_kept_parts(pdf.make_indirect(build(pdf)), memory.objects)
    return bool(memory.objects)


def refer(pdf: Pdf) -> Any:
    return pdf.make_indirect(Dictionary())


def test_a_text_in_an_object_of_its_own_is_read_with_what_refers_to_it() -> None:
    texts = [(text.where, text.text) for text in read_alone(with_title(pikepdf.String(WORD))).texts]
    assert ("the bookmarks or properties", WORD) in texts


def test_a_reference_that_leads_nowhere_leads_to_an_attached_file_elsewhere(memory: AuditMemory) -> None:
    """What refers to the file has the same bytes with it and without it."""
    whole = planted(lambda pdf: attach(pdf, f"On {WORD}.".encode()))
    (number,) = re.findall(rb"/EF << /F (\d+) 0 R", whole)
    place = b"%010d 00000 n" % (whole.index(b"\n%s 0 obj" % number) + 1)
    assert place in whole
    open_file(whole.replace(place, b"%010d 65535 f" % 0), memory)
    assert open_file(whole, memory) == read_alone(whole)


KEPT: dict[str, Callable[[Pdf], Any]] = {
    "words": lambda _: Dictionary(Title="Words"),
    "references": lambda pdf: Dictionary(K=Array([refer(pdf), Dictionary(Pg=refer(pdf))])),
    "a stream": lambda pdf: pdf.make_stream(b"x", Dictionary(Type=Name.XObject)),
}
NOT_KEPT: dict[str, Callable[[Pdf], Any]] = {
    "an action": lambda pdf: Dictionary(OpenAction=refer(pdf)),
    "an action in something": lambda pdf: Dictionary(X=Array([Dictionary(AA=refer(pdf))])),
    "a reference in a number that is not read": lambda pdf: Dictionary(ID=Array([refer(pdf)])),
    "much": lambda _: Dictionary(Title="x" * object_parts.MAX_KEPT_SIZE),
}


@pytest.mark.parametrize("what", KEPT)
def test_an_object_is_kept(what: str, memory: AuditMemory) -> None:
    assert is_kept(KEPT[what], memory)


@pytest.mark.parametrize("what", NOT_KEPT)
def test_an_object_is_not_kept(what: str, memory: AuditMemory) -> None:
    assert not is_kept(NOT_KEPT[what], memory)


def test_few_objects_are_kept() -> None:
    memory = AuditMemory(objects=BoundedStore(3))
    for number in range(10):
        assert is_kept(lambda _, number=number: Dictionary(Title=f"Title {number}"), memory)  # type: ignore[misc]
    assert len(memory.objects) <= 3


def test_an_action_that_is_no_program_is_reported_in_the_second_file_that_has_it(memory: AuditMemory) -> None:
    content = act("opening", S=Name.URI, URI="https://example.org")
    found = [{finding.code for finding in open_file(content, memory).findings} for _ in range(2)]
    assert "audit-script" in found[0]
    assert found[0] == found[1]


def test_the_memory_of_one_audit_is_not_that_of_another() -> None:
    """It belongs to whoever audits many files: nothing is remembered without them."""
    first, second = AuditMemory(), AuditMemory()
    open_file(planted(lambda _: None), first)
    assert first.objects
    assert first.proven_pages
    assert not second.objects
    assert not second.proven_pages
