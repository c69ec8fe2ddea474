"""The audit reads every object of a PDF, wherever it is, and sees which words a reader can see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from briefgen.leak_check.audit import SearchTerms, audit_file
from briefgen.leak_check.audit.pdf.word_boxes import read_words
from tests.unit.planting import WORD, changed, docx_of, jpeg

FOR_WORD = SearchTerms(terms=frozenset({(WORD,)}), foreign=True)
DRAWN = f"BT /F1 12 Tf 40 100 Td ({WORD}) Tj ET".encode()


def page_of(content: str | bytes, **more: Any) -> bytes:
    """A PDF of one page with this content and Helvetica as F1."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(content.encode() if isinstance(content, str) else content)
    made = BytesIO()
    pdf.save(made, **more)
    return made.getvalue()


PLAIN = "BT /F1 12 Tf 40 150 Td (Plain words) Tj ET"


def planted(change: Callable[[Pdf], None]) -> bytes:
    """A plain PDF after something was done to it."""
    return changed(page_of(PLAIN), change)


def resources(pdf: Pdf) -> Any:
    return pdf.pages[0].obj.Resources


def form(pdf: Pdf, content: bytes = DRAWN, **more: Any) -> Any:
    return pdf.make_stream(content, Dictionary(BBox=[0, 0, 300, 200], Resources=resources(pdf), **more))


def annotate(pdf: Pdf, **more: Any) -> None:
    annotation = Dictionary(Type=Name.Annot, Rect=[10, 10, 290, 190], **more)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])


def attach(pdf: Pdf, content: bytes, *, indirect: bool = False, **more: Any) -> None:
    """Attach a file as programs do that leave out what is optional."""
    files: Any = Dictionary(F=pdf.make_stream(content))
    specification = Dictionary(
        Type=Name.Filespec, F="a.txt", EF=pdf.make_indirect(files) if indirect else files, **more
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(["a", pdf.make_indirect(specification)])))


def drop_page(pdf: Pdf) -> None:
    page = pdf.add_blank_page(page_size=(300, 200))
    page.obj.Contents, page.obj.Resources = pdf.make_stream(DRAWN), resources(pdf)
    pdf.Root.Lost = page.obj
    del pdf.pages[1]


def add_xfa(pdf: Pdf) -> None:
    xml = f"<template xmlns='urn:x'><text>{WORD}</text></template>".encode()
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array(["template", pdf.make_stream(xml)]))


def save_again(content: bytes, *, linearise: bool) -> bytes:
    """A file with the word, saved for fast web view or not, and then saved again by appending."""
    first = page_of(DRAWN, linearize=linearise)
    with pikepdf.open(BytesIO(first)) as pdf:
        number, generation = pdf.pages[0].obj.Contents.objgen
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
    at = len(first)
    body = b"%d %d obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, generation, len(content), content)
    start = int(first.rpartition(b"startxref")[2].split()[0])
    table = b"xref\n%d 1\n%010d %05d n \n" % (number, at, generation)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        start,
        at + len(body),
    )
    return first + body + table + trailer


WAYS: Mapping[str, Callable[[], bytes]] = {
    "the appearance of a stamp": lambda: planted(lambda pdf: annotate(pdf, Subtype=Name.Stamp, AP=Dictionary(N=form(pdf)))),
    "an appearance in a state": lambda: planted(lambda pdf: annotate(pdf, Subtype=Name.Text, AP=Dictionary(N=Dictionary(On=form(pdf))))),
    "an appearance under the mouse": lambda: planted(lambda pdf: annotate(pdf, Subtype=Name.Text, AP=Dictionary(R=form(pdf)))),
    "the rich text of a note": lambda: planted(lambda pdf: annotate(pdf, Subtype=Name.Text, RC=f"<p>{WORD}</p>")),
    "rich text in a stream": lambda: planted(lambda pdf: annotate(pdf, Subtype=Name.Text, RC=pdf.make_stream(b"<p>zebra<b>canary</b></p>"))),
    "the value of a field": lambda: planted(lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=Array([Dictionary(T="a", V=WORD)])))),
    "the default of a field": lambda: planted(lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=Array([Dictionary(T="a", DV=WORD)])))),
    "a choice of a field": lambda: planted(lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=Array([Dictionary(T="a", Opt=Array([WORD]))])))),
    "XFA": lambda: planted(add_xfa),
    "an attachment without a type": lambda: planted(lambda pdf: attach(pdf, f"On {WORD}.".encode())),
    "an attachment by an object": lambda: planted(lambda pdf: attach(pdf, f"On {WORD}.".encode(), indirect=True)),
    "an attached Word file": lambda: planted(lambda pdf: attach(pdf, docx_of(f"<w:p><w:r><w:t>{WORD}</w:t></w:r></w:p>"))),
    "an attached PDF": lambda: planted(lambda pdf: attach(pdf, page_of(DRAWN))),
    "the description of an attachment": lambda: planted(lambda pdf: attach(pdf, b"x", Desc=WORD)),
    "a form that is not drawn": lambda: planted(lambda pdf: setattr(resources(pdf), "XObject", Dictionary(X=form(pdf, Subtype=Name.Form)))),
    "a form that nothing refers to": lambda: planted(lambda pdf: setattr(pdf.Root, "Lost", form(pdf, Subtype=Name.Form))),
    "contents that nothing draws": lambda: planted(lambda pdf: setattr(pdf.Root, "Lost", pdf.make_stream(DRAWN))),
    "contents with a font that is not there": lambda: planted(lambda pdf: setattr(pdf.Root, "Lost", pdf.make_stream(DRAWN.replace(b"F1", b"Z9")))),
    "contents under a wrong key": lambda: planted(lambda pdf: setattr(pdf.Root, "Contents", pdf.make_stream(DRAWN))),
    "a text that nothing refers to": lambda: planted(lambda pdf: setattr(pdf.Root, "Lost", pdf.make_stream(f"In {WORD}.".encode()))),
    "a pattern": lambda: planted(lambda pdf: setattr(resources(pdf), "Pattern", Dictionary(P=form(pdf, PatternType=1, PaintType=1, TilingType=1, XStep=300, YStep=200)))),
    "a deleted page": lambda: planted(drop_page),
    "page labels": lambda: planted(lambda pdf: setattr(pdf.Root, "PageLabels", Dictionary(Nums=Array([0, Dictionary(P=WORD)])))),
    "the name of a layer": lambda: planted(lambda pdf: setattr(pdf.Root, "OCProperties", Dictionary(OCGs=Array([pdf.make_indirect(Dictionary(Type=Name.OCG, Name=WORD))])))),
    "the name of a place": lambda: planted(lambda pdf: setattr(pdf.Root, "Dests", Dictionary({f"/{WORD}": Array([])}))),
    "a comment in the contents": lambda: page_of(f"{PLAIN} % {WORD}"),
    "a comment in the file": lambda: page_of(PLAIN).replace(b"endobj", f"endobj % {WORD}".encode(), 1),
    "before the start": lambda: f"{WORD}\n".encode() + page_of(PLAIN),
    "after the end": lambda: page_of(PLAIN) + f"\n{WORD}\n".encode(),
    "an earlier version": lambda: save_again(PLAIN.encode(), linearise=False),
    "an earlier version of a file for fast web view": lambda: save_again(PLAIN.encode(), linearise=True),
    "a program": lambda: planted(lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=f"app.alert('{WORD}')"))),
    "a program in a stream": lambda: planted(lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f"var a='{WORD}'".encode())))),
    "metadata of a page": lambda: planted(lambda pdf: setattr(pdf.pages[0].obj, "Metadata", pdf.make_stream(f"<x>{WORD}</x>".encode(), Dictionary(Type=Name.Metadata)))),
    "a JPEG in an odd place": lambda: planted(lambda pdf: setattr(pdf.pages[0].obj, "Thumb", pdf.make_stream(jpeg(comment=WORD), Dictionary(Subtype=Name.Image, Width=8, Height=8, Filter=Name.DCTDecode)))),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_a_word_is_found_wherever_a_pdf_has_it(way: str) -> None:
    assert "audit-term" in {finding.code for finding in audit_file(WAYS[way](), FOR_WORD)}


def pages_of(*contents: str) -> bytes:
    """A PDF with pages of these lines."""
    pdf = pikepdf.new()
    for content in contents:
        page = pdf.add_blank_page(page_size=(300, 200))
        page.obj.Resources = Dictionary(
            Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        lines = " ".join(f"({line}) Tj T*" for line in content.split("|"))
        page.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 14 TL 40 180 Td {lines} ET".encode())
    made = BytesIO()
    pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He met Kim", "Yong yesterday"),
        ("He met Kim|7", "Yong yesterday"),
        ("He met Kim|1 See the report.|2 See the map.|7", "Water for all|Yong yesterday"),
        ("He met Kim", "Water for all|8|Yong yesterday"),
        ("He met|Kim|", "Yong"),
    ],
)
def test_a_name_is_found_across_the_turn_of_a_page(first: str, second: str) -> None:
    terms = SearchTerms(terms=frozenset({("kim", "yong")}), foreign=True)
    found = audit_file(pages_of(first, second, "The end."), terms)
    assert [(finding.code, finding.message) for finding in found] == [
        ("audit-term", "the turn to page 2 has a term of the watch list")
    ]


def test_a_name_on_a_page_is_not_reported_at_its_turn_and_words_that_are_not_together_are_no_name() -> None:
    terms = SearchTerms(terms=frozenset({("kim", "yong")}), foreign=True)
    (found,) = audit_file(pages_of("He met Kim Yong", "there."), terms)
    assert found.message == "page 1 has a term of the watch list"
    assert not audit_file(pages_of("Kim met him|and left", "for|the|house of|Yong"), terms)
    assert not audit_file(pages_of("Yong met", "Kim"), terms)
    assert not audit_file(pages_of("Kim", "", "Yong"), terms)


@pytest.mark.parametrize("address", ["https://example.org/zebra%63anary", "https://example.org/?q=%7Aebracanary"])
def test_a_word_is_found_in_the_address_of_a_link(address: str) -> None:
    content = planted(lambda pdf: annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=address)))
    assert "audit-term" in {finding.code for finding in audit_file(content, FOR_WORD)}


def codes(content: bytes) -> set[str]:
    return {finding.code for finding in audit_file(content, SearchTerms(foreign=True))} - {"audit-metadata"}


def act(where: str, **action: Any) -> bytes:
    """A PDF with an action in a dictionary of its own place, as most programs write it."""

    def change(pdf: Pdf) -> None:
        match where:
            case "opening":
                pdf.Root.OpenAction = Dictionary(**action)
            case "closing":
                pdf.Root.AA = Dictionary(WC=Dictionary(**action))
            case "page":
                pdf.pages[0].obj.AA = Dictionary(O=Dictionary(**action))
            case "link":
                annotate(pdf, Subtype=Name.Link, A=Dictionary(**action))
            case "next":
                annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D="x", Next=Dictionary(**action)))
            case "name":
                pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", Dictionary(**action)])))
            case "bookmark":
                pdf.Root.Outlines = Dictionary(First=pdf.make_indirect(Dictionary(Title="x", A=Dictionary(**action))))

    return planted(change)


@pytest.mark.parametrize("where", ["opening", "closing", "page", "link", "next", "name", "bookmark"])
@pytest.mark.parametrize("kind", ["JavaScript", "Launch", "SubmitForm", "ImportData", "Rendition"])
def test_an_action_is_reported_wherever_it_is(where: str, kind: str) -> None:
    assert "audit-script" in codes(act(where, S=Name(f"/{kind}"), JS="x", F="y"))


def test_what_opens_by_itself_is_reported_and_turning_a_page_is_not() -> None:
    assert "audit-script" in codes(act("opening", S=Name.URI, URI="https://example.org"))
    assert codes(act("opening", S=Name.GoTo, D=Array([0, Name.Fit]))) == set()
    assert codes(act("link", S=Name.URI, URI="https://example.org")) == set()


def bar(left: float, bottom: float, width: float, height: float, colour: str = "0 g") -> str:
    return f"BT /F1 12 Tf 40 100 Td (Secret) Tj ET q {colour} {left} {bottom} {width} {height} re f Q"


WHOLE = (39, 97, 38, 13)
COVERED: Mapping[str, str] = {
    "a bar": bar(*WHOLE),
    "two points lower": bar(39, 95, 38, 13),
    "four points lower": bar(39, 93, 38, 13),
    "two points higher": bar(39, 99, 38, 13),
    "one letter short at the end": bar(39, 97, 32, 13),
    "one letter short at the start": bar(47, 97, 30, 13),
    "two points short at both ends": bar(42, 97, 32, 13),
    "as high as small letters": bar(39, 99.5, 38, 7),
    "with a label": bar(*WHOLE) + " BT 1 g /F1 6 Tf 41 101 Td (REDACTED) Tj ET",
    "with a large label": bar(*WHOLE) + " BT 1 g /F1 11 Tf 40 100 Td (XXXXX) Tj ET",
    "a white bar": bar(*WHOLE, "1 g"),
    "a grey bar": bar(*WHOLE, ".7 g"),
    "a bar in several parts": "".join(bar(39 + 4 * part, 97, 4, 13) for part in range(10)),
    "a bar that is a thick line": "BT /F1 12 Tf 40 100 Td (Secret) Tj ET q 13 w 39 104 m 77 104 l S Q",
    "a bar with dark words on it": "q 0 g 39 97 38 13 re f Q BT .05 g /F1 12 Tf 40 100 Td (Secret) Tj ET",
    "light grey": "BT .93 g /F1 12 Tf 40 100 Td (Secret) Tj ET",
    "almost white": "BT .99 g /F1 12 Tf 40 100 Td (Secret) Tj ET",
    "blue on blue": "q 0 0 .5 rg 0 0 300 200 re f Q BT 0 0 .53 rg /F1 12 Tf 40 100 Td (Secret) Tj ET",
    "small type": "BT /F1 2.2 Tf 40 100 Td (Secret) Tj ET",
    "words that are not drawn": "BT 3 Tr /F1 12 Tf 40 100 Td (Secret) Tj ET",
    "words that are not drawn under others": "BT /F1 12 Tf 40 100 Td (Seen) Tj ET BT 3 Tr /F1 12 Tf 40 100 Td (Secret) Tj ET",
    "a clip": "q 0 0 9 9 re W n BT /F1 12 Tf 40 100 Td (Secret) Tj ET Q",
    "a clip that leaves a letter": "q 40 90 8 30 re W n BT /F1 12 Tf 40 100 Td (Secret) Tj ET Q",
    "beside the page": "BT /F1 12 Tf 900 100 Td (Secret) Tj ET",
}  # fmt: skip

SEEN: Mapping[str, str] = {
    "black": "BT /F1 12 Tf 40 100 Td (Words) Tj ET",
    "one letter": "BT /F1 12 Tf 40 100 Td (I l 1) Tj ET",
    "white on dark": "q .1 .1 .3 rg 30 90 80 30 re f Q BT 1 g /F1 12 Tf 40 100 Td (Words) Tj ET",
    "small grey": "BT .45 g /F1 5 Tf 40 100 Td (Some small words il) Tj ET",
    "grey": "BT .75 g /F1 12 Tf 40 100 Td (Words) Tj ET",
    "red on green of one brightness": "q 0 .54 0 rg 30 90 80 30 re f Q BT 1 0 0 rg /F1 12 Tf 40 100 Td (Words) Tj ET",
    "yellow on blue": "q 0 0 .6 rg 30 90 80 30 re f Q BT 1 1 0 rg /F1 12 Tf 40 100 Td (Words) Tj ET",
    "a line below": "BT /F1 12 Tf 40 100 Td (Words) Tj ET q 1 w 38 98 m 80 98 l S Q",
    "struck out": "BT /F1 12 Tf 40 100 Td (Words) Tj ET q 1 w 38 103 m 80 103 l S Q",
    "marked in yellow": "q 1 1 0 rg 30 95 80 15 re f Q BT /F1 12 Tf 40 100 Td (Words) Tj ET",
    "a bar beside it": "BT /F1 12 Tf 40 100 Td (Words) Tj ET q 0 g 100 97 40 13 re f Q",
    "a bar under the line": "BT /F1 12 Tf 40 100 Td (Words) Tj ET q 0 g 30 80 90 13 re f Q",
    "only an outline": "BT 1 Tr /F1 24 Tf 40 100 Td (Words) Tj ET",
    "tight lines": "BT /F1 9 Tf 8 TL 40 100 Td (Words gjpq) Tj T* (Words bdfhk) Tj ET",
    "a dark page": "q 0 g 0 0 300 200 re f Q BT 1 g /F1 12 Tf 40 100 Td (Words) Tj ET",
}


@pytest.mark.parametrize("way", [*COVERED.values(), *SEEN.values()], ids=[*COVERED, *SEEN])
def test_words_are_read_as_whole_runs_as_they_are_letter_by_letter(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text_page = pypdfium2.PdfDocument(page_of(way))[0].get_textpage()
    runs = list(read_words(text_page))
    monkeypatch.setattr(pypdfium2.raw, "FPDFText_CountRects", lambda *_: 2)
    letters = list(read_words(text_page))
    assert [(word.length, word.look) for word in letters] == [(word.length, word.look) for word in runs] != []
    assert [word.box for word in letters] == [pytest.approx(word.box, abs=0.01) for word in runs]


@pytest.mark.parametrize("way", COVERED)
def test_a_word_whose_ink_is_half_covered_is_reported(way: str) -> None:
    assert "audit-hidden" in codes(page_of(COVERED[way]))


@pytest.mark.parametrize("way", SEEN)
@pytest.mark.parametrize("rotation", [0, 90])
def test_a_word_that_can_be_seen_is_not_reported(way: str, rotation: int) -> None:
    assert codes(changed(page_of(SEEN[way]), lambda pdf: pdf.pages[0].rotate(rotation, relative=False))) == set()


def test_a_cover_on_a_turned_page_is_found() -> None:
    assert "audit-hidden" in codes(
        changed(page_of(COVERED["a bar"]), lambda pdf: pdf.pages[0].rotate(90, relative=False))
    )


def test_a_cover_that_is_an_annotation_is_found() -> None:
    def cover(pdf: Pdf) -> None:
        appearance = form(pdf, b"0 g 31 96 42 15 re f", Subtype=Name.Form)
        annotate(pdf, Subtype=Name.Square, F=4, AP=Dictionary(N=appearance))

    assert "audit-hidden" in codes(changed(page_of("BT /F1 12 Tf 40 100 Td (Secret) Tj ET"), cover))


def test_a_drawing_that_draws_itself_is_not_given_to_pdfium() -> None:
    def twist(pdf: Pdf) -> None:
        first, second = form(pdf, b"/B Do", Subtype=Name.Form), form(pdf, b"/A Do /A Do", Subtype=Name.Form)
        first.Resources = second.Resources = Dictionary(XObject=Dictionary(A=first, B=second))
        resources(pdf).XObject = Dictionary(A=first)

    def share(pdf: Pdf) -> None:
        shared = form(pdf, b"0 0 1 1 re f", Subtype=Name.Form)
        shared.Resources = pdf.make_indirect(Dictionary(XObject=Dictionary(A=shared)))

    assert codes(planted(twist)) == {"audit-unreadable"}
    assert codes(planted(share)) == set()


def test_what_is_encoded_is_not_a_clean_file() -> None:
    def encode(pdf: Pdf) -> None:
        pdf.Root.Lost = pdf.make_stream(b"\x01\x02\x03", Dictionary(Filter=Name.Unheard))

    assert "audit-unreadable" in codes(planted(encode))
    assert "audit-unreadable" in codes(planted(lambda pdf: attach(pdf, b"\0\1\2\3" * 50)))
    assert "audit-unreadable" in codes(
        planted(lambda pdf: setattr(pdf.Root, "Lost", pdf.make_stream(b"\0\1\2\3" * 50)))
    )


def test_thumbnails_and_layers_are_reported() -> None:
    thumbnail = Dictionary(Subtype=Name.Image, Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    assert codes(planted(lambda pdf: setattr(pdf.pages[0].obj, "Thumb", pdf.make_stream(b"\0", thumbnail)))) == {
        "audit-leftover"
    }
    assert codes(WAYS["the name of a layer"]()) == {"audit-hidden"}


def test_a_file_for_fast_web_view_is_one_version() -> None:
    assert codes(page_of(PLAIN, linearize=True)) == set()
    assert codes(page_of(PLAIN, object_stream_mode=pikepdf.ObjectStreamMode.generate)) == set()
