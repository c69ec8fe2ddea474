"""Each fault of WeasyPrint 70.0 that briefgen works round, shown in bare WeasyPrint.

A test that fails here after WeasyPrint was moved is good news: the module it names in `briefgen/render/patches/` can go.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from inspect import unwrap
from io import BytesIO
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import pikepdf
import pytest
import weasyprint
from weasyprint.draw import text as drawing
from weasyprint.layout import inline
from weasyprint.text.fonts import FontConfiguration

from briefgen.model.diagnostic import Severity, Sink
from briefgen.render import render_pdf
from briefgen.render.engine.patches import SUPPORTED_VERSION, install_correction
from briefgen.render.engine.patches.glyph_texts import correct_glyph_texts, split_cluster
from briefgen.render.engine.patches.hyphens import correct_hyphens
from briefgen.render.engine.patches.right_to_left import correct_lines_from_the_right
from tests.pdf import Pdf, operations
from tests.running import ROOT
from tests.structure_text import structure_text
from tests.unit.documents import FONT, element, note, tree_of
from tests.unit.printing import PAGE, WORDS, printed, styled

ARABIC_FONT = ROOT / "styles/fonts/arabic/Amiri-Regular.ttf"
FACE = f'@font-face {{ font-family: "A"; src: url({FONT.as_uri()}) }} html {{ font: 10pt/1.4 "A" }}'


def bare(body: str, css: str = "", **options: Any) -> bytes:
    fonts = FontConfiguration()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["file"])
    sheet = weasyprint.CSS(string=FACE + css, font_config=fonts, url_fetcher=fetcher)
    page = weasyprint.HTML(string=f'<html lang="en"><title>T</title><body>{body}</body></html>', url_fetcher=fetcher)
    content: bytes = page.write_pdf(stylesheets=[sheet], font_config=fonts, **options)
    return content


def bare_reader(body: str, css: str = "") -> Pdf:
    return Pdf(bare(body, css, pdf_variant="pdf/ua-1"))


def drawn(reader: Pdf) -> bytes:
    page = reader.pages[0].object
    page.contents_coalesce()
    content: bytes = page.Contents.read_bytes()
    return content


def test_the_pin_and_the_patches_know_the_same_release() -> None:
    assert weasyprint.__version__ == SUPPORTED_VERSION


LOSING = f"<p>{'x<br/>' * 4}</p>" + "".join(
    f"<p>{WORDS * 3}c{turn}x<note>n{turn}x {WORDS * 2}</note> {WORDS} d{turn}x<note>m{turn}x {WORDS}</note></p>"
    for turn in range(9)
)
"""Paragraphs whose last notes do not fit."""


def moved(reader: Pdf) -> int:
    """How many of its notes do not stand on the page of their call."""
    pages = [page.text for page in reader.pages]
    pairs = [(f"{call}{turn}x", f"{text}{turn}x") for turn in range(9) for call, text in ("cn", "dm")]
    where = [[[n for n, text in enumerate(pages) if mark in text] for mark in pair] for pair in pairs]
    return sum(call != text for call, text in where)


def test_footnote_layout_a_note_leaves_the_page_of_its_call(tmp_path: Path) -> None:
    """`footnote_layout`."""
    body = LOSING.replace("<note>", '<span class="f">').replace("</note>", "</span>")
    page = f"{PAGE} p {{ margin: 0 }} .f {{ float: footnote; footnote-policy: line; font-size: 8pt }} @page {{ @footnote {{ padding-bottom: 0.1pt }} }}"
    assert moved(bare_reader(body, page)) == 1
    ours, sink = printed(styled(tmp_path, *tree_of(LOSING), css="p { margin: 0 }"))
    assert not sink.diagnostics
    assert moved(ours) == 0


def test_footnote_layout_a_note_longer_than_the_page_runs_off_it(tmp_path: Path) -> None:
    """`footnote_layout` and `footnote_splitting`."""
    words = "first " + WORDS * 120 + "last"
    foot = ".f { float: footnote; font-size: 8pt }"
    reader = bare_reader(f'<p>Word<span class="f">{words}</span></p>', PAGE + foot)
    assert max(run.bottom for page in reader.pages for run in page.runs) > 2 * reader.pages[0].height
    ours, _ = printed(styled(tmp_path, element("p", "Word", note(words))))
    assert len(ours.pages) > 1
    assert "last" in ours.pages[-1].text


def test_footnote_layout_every_note_of_a_page_is_laid_out_for_each_that_is_added(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`footnote_layout`."""
    laid_out = 0
    real = weasyprint.layout.build.create_anonymous_boxes

    def counted(box: Any) -> Any:
        nonlocal laid_out
        laid_out += len(box.children)
        return real(box)

    monkeypatch.setattr(weasyprint.layout.build, "create_anonymous_boxes", counted)
    bare("<p>" + 'a<span class="f">b</span> ' * 10 + "</p>", ".f { float: footnote }")
    assert laid_out >= 10 * 11 / 2


def test_links_an_element_in_a_link_is_another_place_to_click(tmp_path: Path) -> None:
    """`links`."""
    reader = bare_reader('<p><a href="https://example.org/">one <em>two</em></a></p>')
    assert len(reader.pages[0].links) == 2
    link = element("a", "one ", element("em", "two"), href="https://example.org/")
    ours, _ = printed(styled(tmp_path, element("h1", "T"), element("p", link)))
    assert len(ours.pages[0].links) == 1


def test_links_a_link_in_a_running_head_can_be_clicked_and_is_in_no_structure(tmp_path: Path) -> None:
    """`links`."""
    css = ".r { position: running(r) } @page { @top-left { content: element(r) } }"
    reader = bare_reader('<p class="r"><a href="https://example.org/">A</a></p><p>B</p>', css)
    assert len(reader.pages[0].links) == 1
    running = element("p", element("a", "A", href="https://example.org/"), class_="r")
    ours, _ = printed(styled(tmp_path, running, element("p", "B"), css=css))
    assert not ours.pages[0].links


def test_marking_a_running_head_is_no_artifact(tmp_path: Path) -> None:
    """`marking`."""
    css = "@page { @top-left { content: 'Head' } @bottom-left { content: 'Foot' } }"
    assert b"/Pagination" not in drawn(bare_reader("<p>B</p>", css))
    ours, _ = printed(styled(tmp_path, element("p", "B"), css=css))
    assert drawn(ours).count(b"/Type /Pagination") == 2
    assert b"/Header" in drawn(ours)
    assert b"/Footer" in drawn(ours)


def test_marking_a_leader_is_read_dot_by_dot(tmp_path: Path) -> None:
    """`marking`."""
    css = "a::after { content: leader('.') '7' }"
    assert '". . . .' in structure_text(
        bare('<p><a href="#a" id="a">One</a></p>', css, pdf_variant="pdf/ua-1")
    ).replace("....", ". . . .")
    ours = render_pdf(styled(tmp_path, element("p", element("a", "One", href="#a", id="a")), css=css), Sink())
    assert '"One 7"' in structure_text(ours.content)


def test_marking_the_head_of_a_table_is_read_on_each_page(tmp_path: Path) -> None:
    """`marking`."""
    rows = "<tr><td>x</td></tr>" * 100
    table = f"<table><thead><tr><th>H</th></tr></thead><tbody>{rows}</tbody></table>"
    assert structure_text(bare(table, pdf_variant="pdf/ua-1")).count("THead") > 1
    head = element("thead", element("tr", element("th", "H")))
    body = element("tbody", *(element("tr", element("td", "x")) for _ in range(100)))
    ours = structure_text(render_pdf(styled(tmp_path, element("table", head, body)), Sink()).content)
    assert ours.count("THead") == 1
    assert ours.count('"H"') == 1


CORRECTIONS = (correct_hyphens, correct_lines_from_the_right)


@pytest.mark.parametrize("order", [CORRECTIONS, CORRECTIONS[::-1]])
def test_corrections_of_a_function_are_made_once_in_any_order(
    order: tuple[Callable[[], None], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("get_next_linebox", "split_first_line", "justify_line"):
        monkeypatch.setattr(inline, name, unwrap(getattr(inline, name)))
    lines = f"{PAGE} p {{ text-align: justify; hyphens: auto; text-indent: 30pt }}"
    body = "".join(f"<p style='direction: {direction}'>{WORDS * 4}</p>" for direction in ("ltr", "rtl"))
    for correct in order:
        correct()
    once, places = inline.get_next_linebox, place_words(body, lines)
    for correct in (*order, *order[::-1]):
        correct()
    assert inline.get_next_linebox is once
    for name in ("get_next_linebox", "split_first_line", "justify_line"):
        monkeypatch.setattr(inline, name, unwrap(getattr(inline, name)))
    for correct in order[::-1]:
        correct()
    assert place_words(body, lines) == places


def test_corrections_that_two_threads_install_at_once_are_both_made() -> None:
    """Several documents may be laid out at once, and each needs corrections of one function."""
    module = ModuleType("module")
    module.find = frozenset  # type: ignore[attr-defined]

    def add_second(find: Any) -> Any:
        return lambda: find() | {2}

    second = Thread(target=install_correction, args=(module, "find", add_second))

    def add_first(find: Any) -> Any:
        second.start()
        second.join(0.1)  # it waits; without a lock, it would be done by then, and forgotten
        return lambda: find() | {1}

    install_correction(module, "find", add_first)
    second.join()
    assert module.find() == {1, 2}


def place_words(body: str, css: str) -> dict[float, list[float]]:
    """How far from the left the words of each line are, by the height of the line."""
    places: dict[float, list[float]] = {}
    for run in bare_reader(body, css).pages[0].runs:
        places.setdefault(run.bottom, []).append(run.left)
    return places


def test_right_to_left_an_indent_is_at_the_wrong_end_and_a_last_word_a_space_too_far(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`right_to_left`. Lines from the left do not change."""
    words, css = "<b>alpha</b> beta " * 14, f"{PAGE} p {{ text-indent: 30pt; margin: 0; text-align: justify }}"
    body = f"<p style='direction: rtl'>{words}</p><p>{words}</p>"
    correct_lines_from_the_right()
    ours = place_words(body, css)
    monkeypatch.setattr(inline, "get_next_linebox", unwrap(inline.get_next_linebox))
    bare = place_words(body, css)
    assert ours.keys() == bare.keys()
    moved = {
        height: sorted({round(theirs - own, 1) for own, theirs in zip(ours[height], bare[height], strict=True)})
        for height in ours
    }
    first, *others = sorted(moved, reverse=True)
    assert 30.0 in moved[first]
    assert {moved[height] == [0.0] for height in others[len(others) // 2 :]} == {True}
    assert [-2.7, 0.0] in [moved[height] for height in others]


@pytest.mark.parametrize("indent", ["0", "30pt"])
def test_right_to_left_a_line_of_one_piece_is_a_space_too_far(indent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`right_to_left`. Such a line was outside the text area where it was as wide as its paragraph."""
    face = f'@font-face {{ font-family: "B"; src: url({ARABIC_FONT.as_uri()}) }}'
    css = f'{PAGE} {face} p {{ direction: rtl; text-align: justify; text-indent: {indent}; font-family: "B" }}'
    body = f"<p>{'الماء حق للجميع ' * 30}</p>"
    correct_lines_from_the_right()
    *ours, our_last = (min(line) for line in place_words(body, css).values())
    monkeypatch.setattr(inline, "get_next_linebox", unwrap(inline.get_next_linebox))
    *_, bare_last = (min(line) for line in place_words(body, css).values())
    assert all(abs(left - ours[0]) < 1 for left in ours)
    assert 2 < our_last - bare_last < 4


@pytest.mark.parametrize("last", ["ولا", "<u>و<b>لا</b>", "<u><b>ولا</b>"])
@pytest.mark.parametrize("align", ["start", "justify"])
def test_the_space_before_the_last_word_of_a_line_from_the_right_stays(align: str, last: str) -> None:
    """The last text is drawn without the space behind it, and where it was moved to."""
    face = f'@font-face {{ font-family: "B"; src: url({ARABIC_FONT.as_uri()}) }} span {{ white-space: nowrap }}'
    css = f'@page {{ size: 360pt 200pt; margin: 10pt }} {face} p {{ direction: rtl; text-align: {align}; font: 12pt "B" }}'
    words = "الماء حق للجميع " * 4
    correct_lines_from_the_right()
    page = bare_reader(f"<p>{words}.<i>3</i> {last} <span>{words}</span></p>", css).pages[0]
    (number,) = (run for run in page.runs if run.text == "3")
    word = min((run for run in page.runs if abs(run.bottom - number.bottom) < 6), key=lambda run: run.left)
    assert number.left - word.left > 15  # with the space; 13 without it


STROKES = ("الكوريين لكل", "للكل", "ملكه كلكم", "بالكامل", "لكن", "علكة")
"""Words in which Amiri joins lam and kaf by a stroke that is a glyph of its own."""


@pytest.mark.parametrize("text", STROKES)
def test_glyph_texts_a_stroke_between_letters_has_an_invisible_one(text: str) -> None:
    correct_glyph_texts()
    css = (
        f'@font-face {{ font-family: "B"; src: url({ARABIC_FONT.as_uri()}) }} p {{ font-family: "B"; direction: rtl }}'
    )
    content = bare(f"<p>{text}</p>", css)
    assert read_glyph_texts(content) == count_letters(text)
    with pikepdf.open(BytesIO(content)) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        assert b"<>" not in font.ToUnicode.read_bytes()


VOWELLED = ("أن أن أُعيد", "كَتَبَ محمّدٌ كتابًا", "مُدَرِّسَةٌ مدرسة", "ﷲ الله", "x\u0302 x y\u0304\u0302 y")
"""Letters with marks beside the same letters without: hamza and damma, tanwin, shadda with a vowel, and Latin ones that have no sign of their own."""


def read_glyph_texts(content: bytes) -> Counter[str]:
    """The characters of a file by the text of each glyph that is drawn, without marks, whose order a page does not have."""
    found: Counter[str] = Counter()
    for page in pikepdf.open(BytesIO(content)).pages:
        texts: dict[int, str] = {}
        for operands, operator in operations(page):
            if operator == "Tf":
                codes = page.Resources.Font[str(operands[0])].ToUnicode.read_bytes().decode()
                texts = {
                    int(code, 16): bytes.fromhex(text).decode("utf-16-be")
                    for code, text in re.findall("<([0-9a-f]{4})> <([0-9a-f]*)>", codes)
                }
            for piece in operands[0] if operator == "TJ" else ():
                if isinstance(piece, pikepdf.String):
                    drawn = bytes(piece)
                    found.update("".join(texts[int.from_bytes(drawn[at : at + 2])] for at in range(0, len(drawn), 2)))
    return count_letters("".join(found.elements()))


def count_letters(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    return Counter(character for character in plain if character.isalpha())


TWO_FACES = f'@font-face {{ font-family: "B"; src: url({ARABIC_FONT.as_uri()}) }} p {{ font-family: "B", "A" }}'


def test_glyph_texts_a_letter_with_marks_has_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """`glyph_texts`. Neither has the same letter without marks, in the whole file."""
    correct_glyph_texts()
    monkeypatch.setattr(drawing, "draw_first_line", unwrap(drawing.draw_first_line))
    assert read_glyph_texts(bare(f"<p>{VOWELLED[0]}</p>", TWO_FACES))["\N{ARABIC LETTER ALEF}"] == 1


@pytest.mark.parametrize("text", VOWELLED)
def test_glyph_texts_every_letter_has_its_own(text: str) -> None:
    correct_glyph_texts()
    assert read_glyph_texts(bare(f"<p>{text}</p>", TWO_FACES)) == count_letters(text)


@pytest.mark.parametrize(
    ("text", "count", "parts"),
    [
        ("أُ", 2, ["أ", "ُ"]),
        ("ر\u064e\u0651", 3, ["ر", "\u0651", "\u064e"]),
        ("ر\u064e\u0651", 2, ["ر", "\u0651\u064e"]),
        ("بّ", 3, ["ب", "ّ", "\u200d"]),
        ("ُ", 2, ["ُ", "\u200d"]),
        ("لا", 2, ["لا", "\u200d"]),
        ("ل", 2, ["ل", "\u200d"]),
    ],
)
def test_a_letter_comes_before_its_marks(text: str, count: int, parts: list[str]) -> None:
    assert split_cluster(text, count) == parts


@pytest.mark.parametrize("selector", ["p:not(|)", ":lang()", "p:nth-child(+)", ":is(|)", "|"])
def test_selectors_a_slip_in_one_is_a_warning(selector: str, tmp_path: Path) -> None:
    """`selectors`."""
    compile_unpatched = weasyprint.css.cssselect2.compiler.compile_selector_list
    with pytest.raises(Exception) as fault:  # noqa: PT011 - of any kind
        compile_unpatched(selector)
    assert not isinstance(fault.value, weasyprint.css.cssselect2.SelectorError)
    _, sink = printed(styled(tmp_path, *tree_of("<p>Words</p>"), css=f"{selector} {{ margin: 1pt }}"))
    assert [(problem.code, problem.severity) for problem in sink.diagnostics] == [("render-css", Severity.WARNING)]
    assert "Invalid or unsupported selector" in sink.diagnostics[0].message


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_metadata_a_file_is_called_pdf_a_or_pdf_ua() -> None:
    """`metadata`. It also leaves a file open, which is why `layout` reads the profile itself."""
    content = bare("<p>B</p>", pdf_variant="pdf/a-3a", uncompressed_pdf=True)
    assert b"pdfaid:part" in content
    assert b"pdfuaid:part" not in content


def test_metadata_the_number_of_a_press_file_is_drawn_by_lot() -> None:
    """`metadata`."""
    body = '<meta name="dcterms.modified" content="2026-01-01">'
    assert bare(body, pdf_variant="pdf/x-4") != bare(body, pdf_variant="pdf/x-4")


def test_structure_bare_tags_know_neither_notes_nor_languages() -> None:
    """`briefgen/render/structure`: when this fails, look whether WeasyPrint's tags are better than ours by now."""
    note = '<span style="float: footnote">Note.</span>'
    structure = structure_text(bare(f'<p>A {note} <i lang="fr">b</i></p>', pdf_variant="pdf/ua-1"))
    assert "Note id" not in structure
    assert "lang=" not in structure
