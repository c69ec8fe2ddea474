"""The audit reads the objects that files share once for all of them, and reads the same words in each file as it would without that."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from briefgen.leak_check.audit import _open_file
from briefgen.leak_check.audit.findings import FileContents
from briefgen.leak_check.audit.pdf import object_parts, objects
from tests.unit.planting import WORD
from tests.unit.test_audit_pdf import COVERED, SEEN, WAYS, act, attach, codes, page_of, planted


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[Any, Any]:
    kept: dict[Any, Any] = {}
    monkeypatch.setattr(object_parts, "_KEPT", kept)
    return kept


def read_alone(content: bytes, monkeypatch: pytest.MonkeyPatch) -> FileContents:
    """A file as it is read where nothing is kept."""
    with monkeypatch.context() as patch:
        patch.setattr(objects, "read_kept_parts", object_parts.read_parts)
        return _open_file(content)


def test_every_file_is_read_after_others_as_it_is_read_alone(
    kept: dict[Any, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [build() for build in WAYS.values()] + [page_of(content) for content in (*COVERED.values(), *SEEN.values())]
    alone = [read_alone(content, monkeypatch) for content in files]
    assert not kept
    for _ in range(2):
        assert [_open_file(content) for content in files] == alone
    assert kept


def test_the_second_file_reads_only_the_objects_that_are_not_in_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Any] = []
    original = object_parts.read_parts

    def count(value: Any) -> object_parts.ObjectParts:
        read.append(value)
        return original(value)

    monkeypatch.setattr(object_parts, "read_parts", count)
    for word, expected in (("Plain", 5), ("Plain", 5), ("Other", 6)):
        _open_file(planted(lambda pdf, word=word: setattr(pdf.Root, "Lang", word)))  # type: ignore[misc]
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
def test_an_object_has_the_meaning_that_what_it_refers_to_gives_it(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for order in (ALIKE[way], ALIKE[way][::-1]):
        for content in order:
            assert _open_file(content) == read_alone(content, monkeypatch)
    first, second = (_open_file(content) for content in ALIKE[way])
    assert first != second


def is_kept(build: Callable[[Pdf], Any], kept: dict[Any, Any]) -> bool:
    """Whether an object of a new PDF is kept."""
    pdf = pikepdf.new()
    object_parts.read_kept_parts(pdf.make_indirect(build(pdf)))
    return bool(kept)


def refer(pdf: Pdf) -> Any:
    return pdf.make_indirect(Dictionary())


def test_a_text_in_an_object_of_its_own_is_read_with_what_refers_to_it() -> None:
    texts = [(text.where, text.text) for text in _open_file(with_title(pikepdf.String(WORD))).texts]
    assert ("the bookmarks or properties", WORD) in texts


def test_a_reference_that_leads_nowhere_leads_to_an_attached_file_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """What refers to the file has the same bytes with it and without it."""
    whole = planted(lambda pdf: attach(pdf, f"On {WORD}.".encode()))
    (number,) = re.findall(rb"/EF << /F (\d+) 0 R", whole)
    place = b"%010d 00000 n" % (whole.index(b"\n%s 0 obj" % number) + 1)
    assert place in whole
    _open_file(whole.replace(place, b"%010d 65535 f" % 0))
    assert _open_file(whole) == read_alone(whole, monkeypatch)


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
def test_an_object_is_kept(what: str, kept: dict[Any, Any]) -> None:
    assert is_kept(KEPT[what], kept)


@pytest.mark.parametrize("what", NOT_KEPT)
def test_an_object_is_not_kept(what: str, kept: dict[Any, Any]) -> None:
    assert not is_kept(NOT_KEPT[what], kept)


def test_few_objects_are_kept(kept: dict[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(object_parts, "MAX_KEPT_OBJECTS", 3)
    for number in range(10):
        assert is_kept(lambda _, number=number: Dictionary(Title=f"Title {number}"), kept)  # type: ignore[misc]
    assert len(kept) <= 3


def test_an_action_that_is_no_program_is_reported_in_the_second_file_that_has_it() -> None:
    content = act("opening", S=Name.URI, URI="https://example.org")
    assert [codes(content) for _ in range(2)] == [{"audit-script"}] * 2
