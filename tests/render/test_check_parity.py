"""Files that say something else than the document are found out, with the place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from briefgen.check import check_parity
from briefgen.check.parity.expected_text import expected_text_from_document
from briefgen.check.parity.read_docx import read_docx
from briefgen.check.parity.read_html import read_html
from briefgen.check.parity.read_pdf import join_surrogates
from briefgen.cite.number import add_numbers
from briefgen.model.artifact import Format, Rendering
from briefgen.model.audience import HeadingNumbers, NotePlacement
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.document import Document
from briefgen.model.tree import Element
from briefgen.pipeline import render_document
from briefgen.render import render
from tests.unit.documents import PLACES_OF_NOTES, a_document, tree_of
from tests.unit.printing import styled
from tests.unit.word import for_readers

TEXT = """
<header data-part="cover"><h1>A title</h1></header>
<section id="law" data-section="law"><h2>The law</h2>
<p>No one may be returned to torture.<note>Convention against Torture, <em>art 3</em>.</note> It binds <q>every</q>
State that has ratified it, and has done so since the day it entered into force there.<note><p>First.</p><p>Second.</p></note></p>
<table><tbody><tr><td>Loyal</td><td>28</td></tr></tbody></table>
<ul><li>An item<br/>in two lines</li></ul>
</section>
<section role="doc-endnotes"><h2>Notes</h2></section>
"""


def told(folder: Path, markup: str = TEXT, placement: NotePlacement = NotePlacement.FOOTNOTES) -> Document:
    body = add_numbers(Element("body", tree_of(markup)), HeadingNumbers.DECIMAL, paragraphs=True)
    document = styled(folder, *body.children, notes=placement, day=date(2026, 11, 23))
    return for_readers(document, HeadingNumbers.DECIMAL, paragraphs=True)


def compared(document: Document, *renderings: Rendering) -> list[tuple[str, str, str]]:
    sink = Sink()
    check_parity(document, renderings, sink)
    return [(problem.code, problem.message, str(problem.origin)) for problem in sink.diagnostics]


def made(document: Document, format_: Format) -> Rendering:
    sink = Sink()
    rendering = render(document, format_, sink)
    assert sink.diagnostics == []
    return rendering


@pytest.mark.parametrize("placement", PLACES_OF_NOTES)
def test_files_of_one_document_say_the_same(placement: NotePlacement, tmp_path: Path) -> None:
    document = told(tmp_path, placement=placement)
    assert compared(document, *(made(document, format_) for format_ in (Format.HTML, Format.PDF, Format.DOCX))) == []


def test_readers_give_back_what_the_tree_says(tmp_path: Path) -> None:
    document = told(tmp_path)
    said = expected_text_from_document(document)
    words = [" ".join(line.words) for line in said.lines]
    assert words[:2] == ["A title", "1 The law"]
    assert words[2].startswith("1. No one may be returned to torture.⟦1⟧ It binds “every” State")
    for format_, read in ((Format.HTML, read_html), (Format.DOCX, read_docx)):
        back = read(made(document, format_).content)
        assert [line.words for line in back.lines] == [line.words for line in said.lines]
        assert {key: line.words for key, line in back.notes.items()} == {
            key: line.words for key, line in said.notes.items()
        }
        assert {key: value for key, value in back.counts.items() if value} == {
            key: value for key, value in said.counts.items() if value
        }


def in_document(old: bytes, new: bytes, part: str = "word/document.xml") -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        into = BytesIO()
        with ZipFile(BytesIO(content)) as given, ZipFile(into, "w") as changed:
            for name in given.namelist():
                held = given.read(name)
                assert name != part or old in held
                changed.writestr(name, held.replace(old, new, 1) if name == part else held)
        return into.getvalue()

    return change


def in_text(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, 1)

    return change


PLANTED = {
    "a lost word": (Format.DOCX, in_document(b"No one may", b"No one"), "parity-text"),
    "words in another order": (Format.DOCX, in_document(b"returned to torture", b"torture to returned"), "parity-text"),
    "a number that does not count": (
        Format.DOCX,
        in_document(b'<w:start w:val="1"/>', b'<w:start w:val="2"/>', "word/numbering.xml"),
        "parity-text",
    ),
    "a lost note": (Format.DOCX, in_document(b'<w:footnoteReference w:id="1"/>', b""), "parity-note"),
    "another note": (Format.DOCX, in_document("art\u00a03".encode(), b"art 4", "word/footnotes.xml"), "parity-note"),
    "a lost cell": (Format.DOCX, in_document(b'<w:t xml:space="preserve">28</w:t>', b""), "parity-text"),
    "a heading that is none": (Format.DOCX, in_document(b'w:val="Heading1"', b'w:val="BodyText"'), "parity-count"),
    "a lost word in HTML": (Format.HTML, in_text(b"No one may", b"No one"), "parity-text"),
    "another note in HTML": (Format.HTML, in_text("art\u00a03".encode(), b"art 4"), "parity-note"),
    "a lost table in HTML": (Format.HTML, in_text(b"<table>", b"<div>"), "parity-count"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_is_an_error_with_its_place(name: str, tmp_path: Path) -> None:
    format_, change, code = PLANTED[name]
    document = told(tmp_path)
    rendering = made(document, format_)
    found = compared(document, replace(rendering, content=change(rendering.content)))
    assert code in [finding[0] for finding in found]
    assert all(origin.startswith(("content/x/legal/torture.md:1", "briefs/report.yaml")) for _, _, origin in found)


REFERRING = (
    '<p>One<note>First.</note> and two<note>See n <a class="cross-reference" href="#note-1">1</a>.</note> and, as in '
    'note <a class="cross-reference" href="#note-3">3</a>, three.<note>Third.</note></p>'
)


@pytest.mark.parametrize("placement", PLACES_OF_NOTES)
def test_references_to_notes_lead_to_the_notes_they_name(placement: NotePlacement, tmp_path: Path) -> None:
    document = told(tmp_path, REFERRING, placement)
    files = [made(document, format_) for format_ in (Format.HTML, Format.PDF, Format.DOCX)]
    assert compared(document, *files) == []
    assert sorted(read_docx(files[2].content).references) == [("1", "1"), ("3", "3")]


@pytest.mark.parametrize(
    ("old", "new", "led"),
    [
        (b'w:name="ref_note_3"', b'w:name="ref_note_9"', "no note"),
        (b"NOTEREF ref_note_3", b"NOTEREF ref_note_1", "note 1"),
    ],
)
def test_a_reference_that_leads_to_another_note_is_found_out(old: bytes, new: bytes, led: str, tmp_path: Path) -> None:
    document = told(tmp_path, REFERRING)
    rendering = made(document, Format.DOCX)
    changed = replace(rendering, content=in_document(old, new)(rendering.content))
    assert compared(document, changed) == [
        (
            "parity-reference",
            f"a reference in the DOCX file says note 3 and leads to {led}",
            "briefs/report.yaml:1",
        )
    ]


def test_a_number_that_is_typed_is_no_reference(tmp_path: Path) -> None:
    document = told(tmp_path, REFERRING)
    typed = told(tmp_path, REFERRING.replace('class="cross-reference" ', ""))
    messages = [message for _, message, _ in compared(document, made(typed, Format.HTML), made(typed, Format.DOCX))]
    assert messages == [f"the {name} file has 0 references to notes, the brief 2" for name in ("HTML", "DOCX")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("No one may be returned", "Anyone may be returned", "parity-text"),
        ("art 3", "art 4", "parity-note"),
        ("<td>28</td>", "<td>27</td>", "parity-text"),
        ("An item", "Another", "parity-text"),
    ],
)
def test_a_pdf_that_says_something_else_is_found_out(old: str, new: str, code: str, tmp_path: Path) -> None:
    wanted, other = told(tmp_path), told(tmp_path, TEXT.replace(old, new))
    found = compared(wanted, made(other, Format.PDF))
    assert [finding[0] for finding in found] == [code]


@pytest.mark.parametrize("placement", PLACES_OF_NOTES)
@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("<table>", "<pre>Also this.</pre><table>", "parity-text", "`alsothis` before `Loyal`"),
        (
            "</section>\n<section role",
            "<pre>And the end.</pre></section>\n<section role",
            "parity-text",
            "says `andtheend",
        ),
    ],
)
def test_what_a_pdf_says_too_much_is_found_out(
    old: str, new: str, code: str, said: str, placement: NotePlacement, tmp_path: Path
) -> None:
    wanted, other = told(tmp_path, placement=placement), told(tmp_path, TEXT.replace(old, new), placement)
    ((found_code, message, _),) = compared(wanted, made(other, Format.PDF))
    assert found_code == code
    assert said in message


def test_a_note_that_says_too_much_is_found_out(tmp_path: Path) -> None:
    wanted, other = told(tmp_path), told(tmp_path, TEXT.replace("<p>Second.</p>", "<p>Second.</p><p>More.</p>"))
    ((code, message, _),) = compared(wanted, made(other, Format.PDF))
    assert (code, message) == ("parity-note", "the PDF file says `more` at its end, which the brief does not")


def test_notes_that_stand_close_together_do_not_hide_the_text_between_them(tmp_path: Path) -> None:
    text = "".join(f"Fact {at},<note>Source {at}.</note> " for at in range(40))
    document = told(tmp_path, f'<section data-section="law" id="law"><h2>Law</h2><p>{text}and so on.</p></section>')
    assert compared(document, made(document, Format.PDF)) == []
    other = told(tmp_path, f'<section data-section="law" id="law"><h2>Law</h2><p>{text}and on.</p></section>')
    assert [finding[0] for finding in compared(document, made(other, Format.PDF))] == ["parity-text"]


def test_what_a_style_sheet_sets_beside_the_text_is_no_difference(tmp_path: Path) -> None:
    markup = (
        '<nav role="doc-toc" data-depth="2" aria-label="Contents"><ol><li><a href="#law">'
        '<span class="toc-title">Law</span></a></li></ol></nav>'
        '<section data-section="law" id="law"><h2>Law</h2><ol type="a"><li>One</li><li>Two</li></ol>'
        '<p>A river <img src="river.png" alt="The river"/> and a bank.</p></section>'
    )
    picture = tmp_path / "river.png"
    Image.new("RGB", (40, 20), "navy").save(picture)
    document = told(tmp_path, markup)
    document = replace(document, assets=replace(document.assets, images={"river.png": picture}))
    assert compared(document, *(made(document, format_) for format_ in (Format.HTML, Format.PDF, Format.DOCX))) == []


def test_numbers_and_names_in_a_paragraph_from_the_right_may_have_changed_places(tmp_path: Path) -> None:
    body = Element(
        "body", tree_of("<h1>WHO</h1><p>41 22 917, WHO (10) 3,360.</p><p>12 wells.<note>WHO 5, 7.</note></p>")
    )
    document = styled(tmp_path, *body.children, language="ar", direction="rtl")
    assert compared(document, made(document, Format.PDF)) == []
    other = styled(tmp_path, *tree_of("<h1>WHO</h1><p>41 22 918, WHO (10) 3,360.</p>"), language="ar", direction="rtl")
    assert [code for code, *_ in compared(document, made(other, Format.PDF))][:1] == ["parity-text"]


def test_a_word_file_made_alone_is_read_back_too() -> None:
    """Word counts the 28th letter as BB, the text says AB: such a file does not get out."""
    sections = "".join(f'<section data-section="s{at}"><h2>Part {at}</h2></section>' for at in range(28))
    body = add_numbers(Element("body", tree_of(sections)), HeadingNumbers.ALPHABETIC, paragraphs=False)
    document = for_readers(a_document(*body.children), HeadingNumbers.ALPHABETIC)
    sink = Sink()
    with pytest.raises(BriefgenError):
        render_document(document, (Format.DOCX,), sink)
    assert [(problem.code, problem.message) for problem in sink.diagnostics] == [
        ("parity-text", "the DOCX file says `BB. Part 27` where the brief says `AB. Part 27`")
    ]


def test_a_difference_names_the_words() -> None:
    wanted, other = a_document(*tree_of("<p>Ten were sent</p>")), a_document(*tree_of("<p>Six were sent</p>"))
    assert compared(wanted, made(other, Format.HTML)) == [
        (
            "parity-text",
            "the HTML file says `Six were sent` where the brief says `Ten were sent`",
            "content/x/legal/torture.md:1",
        )
    ]


def test_a_paragraph_that_goes_on_overleaf_is_found(tmp_path: Path) -> None:
    long = " ".join(f"word{position} stands here" for position in range(900))
    document = told(
        tmp_path, f'<section data-section="law" id="law"><h2>Law</h2><p>{long}<note>A note.</note></p></section>'
    )
    rendering = made(document, Format.PDF)
    assert (rendering.pages or 0) > 3
    assert compared(document, rendering) == []


def test_a_paragraph_with_many_notes_is_found(tmp_path: Path) -> None:
    said = "".join(f"and so <note>Note {number} says this.</note>" for number in range(20))
    page = f'<section data-section="law" id="law"><h2>Law</h2><p>{said}</p></section>'
    document = told(tmp_path, page)
    assert compared(document, made(document, Format.PDF)) == []


def test_a_note_that_goes_on_overleaf_is_found(tmp_path: Path) -> None:
    long = " ".join(f"word{position} stands here" for position in range(900))
    page = f'<section data-section="law" id="law"><h2>Law</h2><p>Said.<note>{long}</note> And so on.</p></section>'
    document = told(tmp_path, page)
    sink = Sink()
    rendering = render(document, Format.PDF, sink)
    assert [problem.code for problem in sink.diagnostics] == ["render-note-divided"]
    assert (rendering.pages or 0) > 2
    assert compared(document, rendering) == []


def test_the_letters_that_a_pdf_lacks_in_the_middle_are_missed(tmp_path: Path) -> None:
    long = " ".join(f"word{position} stands here" for position in range(900))
    page = '<section data-section="law" id="law"><h2>Law</h2><p>{}</p></section>'
    wanted = told(tmp_path, page.format(long))
    other = told(tmp_path, page.format(long.replace("word450 stands here ", "")))
    assert [finding[0] for finding in compared(wanted, made(other, Format.PDF))] == ["parity-text"]


@pytest.mark.parametrize("text", ["𠮷野", "水𪚥", "Water 🜄", "water", "\ud842"])
def test_rare_characters_of_a_pdf_are_whole(text: str) -> None:
    """PDFium gives a character beyond the first 65,536 in two halves; a half alone is no character."""
    halves = "".join(map(chr, memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")))
    assert join_surrogates(halves) == text.replace("\ud842", "\N{REPLACEMENT CHARACTER}")
