"""Word files: what a lawyer finds who goes on editing one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from briefgen.cite.number import add_numbers
from briefgen.model.audience import HeadingNumbers, NotePlacement, WordSettings
from briefgen.model.diagnostic import BriefgenError
from briefgen.model.tree import Element
from briefgen.render.word.bookmarks import MAX_NAME_LENGTH, to_bookmark_name
from tests.unit.documents import PLACES_OF_NOTES, a_document, element, note, tree_of
from tests.unit.word import VALUE, WORD, for_readers, instructions, read_space, style, word_file

SECTIONS = """
<main>
<section id="summary" data-section="summary" data-numbered="no"><h2>Summary</h2><p>First.</p></section>
<section id="law" data-section="law"><h2>Law</h2>
  <section id="group-a" class="group"><h3>Group</h3>
    <section id="block-a" data-block="a" class="block callout"><h4>One</h4><p>Second.</p></section>
    <section id="block-b" data-block="b" class="block callout"><h4>Two</h4><p>Third.</p></section>
  </section>
  <section id="group-b" class="group"><h3>Other</h3>
    <section id="block-c" data-block="c" class="block callout"><h4>Again</h4><p>Fourth.</p></section>
  </section>
</section>
<section id="facts" data-section="facts"><h2>Facts</h2><p>Fifth.</p></section>
</main>
"""


def numbered_body(scheme: HeadingNumbers, *, paragraphs: bool) -> tuple[Element, ...]:
    body = add_numbers(Element("body", tree_of(SECTIONS)), scheme, paragraphs=paragraphs)
    return tuple(child for child in body.children if isinstance(child, Element))


@pytest.mark.parametrize("placement", PLACES_OF_NOTES)
def test_notes_are_words_own_and_numbered_through(placement: NotePlacement) -> None:
    told = element("p", "Law", note("see ", element("em", "Vienna"), " art 3"), " and fact", note("p 4"), ".")
    made = word_file(a_document(told, notes=placement))

    kind = placement.value.removesuffix("s")
    assert made.words == "Law⟦1⟧ and fact⟦2⟧."
    assert {key: " ".join(line.words) for key, line in made.said.notes.items()} == {1: "see Vienna art 3", 2: "p 4"}
    assert [reference.get(f"{WORD}id") for reference in made.xml().iter(f"{WORD}{kind}Reference")] == ["1", "2"]
    settings = made.xml("word/settings.xml").find(f"{WORD}{kind}Pr")
    assert settings.find(f"{WORD}numRestart").get(VALUE) == "continuous"
    assert settings.find(f"{WORD}numFmt").get(VALUE) == "decimal"


def test_a_note_does_not_inherit_the_look_of_its_sentence() -> None:
    told = element("p", element("strong", "Bold", note("plain"), " end"), lang="fr", dir="rtl")
    notes = word_file(a_document(told)).xml("word/footnotes.xml")
    run = next(text.getparent() for text in notes.iter(f"{WORD}t") if text.text == "plain")
    assert run.find(f"{WORD}rPr") is None


@pytest.mark.parametrize("scheme", list(HeadingNumbers))
def test_automatic_numbers_are_those_of_the_tree(scheme: HeadingNumbers) -> None:
    body = numbered_body(scheme, paragraphs=True)
    made = word_file(for_readers(a_document(*body), scheme, paragraphs=True))

    levels = {
        HeadingNumbers.NONE: ("", "", "", ""),
        HeadingNumbers.DECIMAL: ("1 ", "1.1 ", "1.2 ", "2 "),
        HeadingNumbers.UN: ("I. ", "A. ", "B. ", "II. "),
        HeadingNumbers.ALPHABETIC: ("A. ", "1. ", "2. ", "B. "),
    }
    law, group, other, facts = levels[scheme]
    assert made.words == (
        f"Summary | First. | {law}Law | {group}Group | 01 One | 1. Second. | 02 Two | 2. Third. | "
        f"{other}Other | 01 Again | 3. Fourth. | {facts}Facts | 4. Fifth."
    )


def test_no_number_is_typed() -> None:
    body = numbered_body(HeadingNumbers.DECIMAL, paragraphs=True)
    made = word_file(for_readers(a_document(*body), HeadingNumbers.DECIMAL, paragraphs=True))
    typed = "".join(text.text or "" for text in made.xml().iter(f"{WORD}t"))
    assert not any(character.isdigit() for character in typed)


def test_headings_have_words_own_styles() -> None:
    body = numbered_body(HeadingNumbers.DECIMAL, paragraphs=False)
    made = word_file(for_readers(a_document(element("h1", "Title"), *body), HeadingNumbers.DECIMAL))
    assert [style(made.paragraph(words)) for words in ("Title", "Law", "Group", "One")] == [
        "Title",
        "Heading1",
        "Heading2",
        "Heading3",
    ]


def test_a_cross_reference_follows_the_number_it_names() -> None:
    made = word_file(
        for_readers(
            a_document(
                *tree_of(
                    '<section data-section="law" id="law"><h2 data-number="1"><span class="heading-number">1</span> Law</h2>'
                    '<p id="para-1" data-number="1"><span class="paragraph-number">1.</span> See paragraph '
                    '<a class="cross-reference" href="#para-1">1</a>, section <a class="cross-reference" href="#law">1</a>, '
                    'its block <a class="cross-reference" href="#block-x">1</a> and note '
                    '<a class="cross-reference" href="#note-1">1</a>.<note>A note.</note></p>'
                    '<div id="block-x" data-block="x"><ul><li>Item</li></ul></div></section>'
                )
            ),
            HeadingNumbers.DECIMAL,
            paragraphs=True,
        )
    )
    root = made.xml()
    assert instructions(root) == [
        "REF ref_para_1 \\n \\h",
        "REF ref_law \\n \\h",
        "REF ref_law \\n \\h",
        "NOTEREF ref_note_1 \\h",
    ]
    assert sorted(made.targets) == ["ref_block_x", "ref_law", "ref_note_1", "ref_para_1"]
    assert made.words.startswith("1 Law | 1. See paragraph 1, section 1, its block 1 and note 1.")


@pytest.mark.parametrize("placement", PLACES_OF_NOTES)
def test_a_note_that_names_an_earlier_one_follows_its_number(placement: NotePlacement) -> None:
    markup = (
        "<p>One<note>First.</note>, two.<note>Young (n "
        '<a class="cross-reference" href="#note-1">1</a>) 5; as in '
        '<strong><em><sup><a class="cross-reference" href="#note-1">1</a></sup></em></strong>.</note></p>'
    )
    made = word_file(a_document(*tree_of(markup), notes=placement))
    notes = made.xml(f"word/{placement.value}.xml")
    assert instructions(notes) == ["NOTEREF ref_note_1 \\h"] * 2
    assert made.said.references == (("1", "1"), ("1", "1"))
    runs = [text.getparent() for text in notes.iter(f"{WORD}t") if text.text == "1"]
    looks = [[mark.tag.removeprefix(WORD) for mark in run.iterfind(f"{WORD}rPr/*")] for run in runs]
    assert looks == [[], ["b", "bCs", "i", "iCs", "vertAlign"]]


def test_a_number_that_is_a_field_runs_as_its_sentence_does() -> None:
    markup = '<p>א<note>ב.</note> ג <a class="cross-reference" href="#note-1">1</a>.</p>'
    made = word_file(a_document(*tree_of(markup), language="he", direction="rtl"))
    runs = [text.getparent() for text in made.xml().iter(f"{WORD}t")]
    assert [run.find(f"{WORD}rPr/{WORD}rtl") is not None for run in runs] == [True] * len(runs)
    assert "1" in [run.find(f"{WORD}t").text for run in runs]


@pytest.mark.parametrize("name", ["para-1", "block-a_b", "block-a-b", "x" * 80, "é"])
def test_a_bookmark_has_a_name_that_word_takes(name: str) -> None:
    made = to_bookmark_name(name)
    assert made.isascii()
    assert made.replace("_", "a").isalnum()
    assert len(made) <= MAX_NAME_LENGTH


def test_bookmarks_of_different_ids_differ() -> None:
    names = ["block-a_b", "block-a-b", "block_a-b", "x" * 80, "x" * 81]
    assert len({to_bookmark_name(name) for name in names}) == len(names)


def test_the_table_of_contents_is_a_field_that_is_filled() -> None:
    made = word_file(
        a_document(
            *tree_of(
                '<nav role="doc-toc" data-depth="2" aria-label="Contents"><ol><li><a href="#law">'
                '<span class="heading-number">1</span> <span class="toc-title">Law</span></a>'
                '<ol><li><a href="#more"><span class="toc-title">More</span></a></li></ol></li></ol></nav>'
                '<section id="law" data-section="law"><h2>Law</h2><section id="more"><h3>More</h3></section></section>'
            )
        )
    )
    assert instructions(made.xml()) == ['TOC \\o "1-2" \\h \\z', "PAGEREF ref_law \\h", "PAGEREF ref_more \\h"]
    assert made.words == "1 Law | More | Law | More"
    links = [link.get(f"{WORD}anchor") for link in made.xml().iter(f"{WORD}hyperlink")]
    assert links == ["ref_law", "ref_more"]
    indents = [made.paragraph(title).find(f"{WORD}pPr/{WORD}ind") for title in ("Law", "More")]
    assert indents[0] is None  # that of its style, with the place of its number
    assert dict(indents[1].attrib) == {f"{WORD}left": "720", f"{WORD}hanging": "0"}


def test_elements_that_are_nested_too_deeply_are_an_error() -> None:
    nested = element("p", "deep")
    for _ in range(400):
        nested = element("blockquote", nested)
    with pytest.raises(BriefgenError, match="nested too deeply"):
        word_file(a_document(nested))


@pytest.mark.parametrize("tag", ["video", "rt"])
def test_an_element_without_a_form_in_word_is_refused_where_it_stands(tag: str) -> None:
    made = word_file(a_document(element("p", "a ", element(tag, "b", line=9)), element(tag, "c", line=10)))
    assert [(problem.code, str(problem.origin)) for problem in made.sink.collect_sorted()] == [
        ("docx-element", "content/x/legal/torture.md:9"),
        ("docx-element", "content/x/legal/torture.md:10"),
    ]


@pytest.mark.parametrize(
    ("class_", "label"), [("lower-alpha-in-brackets", "(%1)"), ("lower-roman-before-bracket", "%1)"), ("", "%1.")]
)
def test_the_letters_of_a_list_keep_their_brackets(class_: str, label: str) -> None:
    made = word_file(a_document(*tree_of(f'<ol type="a" class="{class_}"><li>One</li></ol>')))
    texts = {found.get(VALUE) for found in made.xml("word/numbering.xml").iter(f"{WORD}lvlText")}
    assert label in texts


def test_lists_quotations_and_call_outs_keep_their_kind() -> None:
    made = word_file(
        a_document(
            *tree_of(
                '<ol start="3" type="a"><li>Third</li><li value="7">Seventh</li></ol><ul><li><p>Dot</p><p>More</p></li></ul>'
                '<blockquote><p>Said</p></blockquote><aside class="callout"><p class="aside-title">Box</p><p>In it</p></aside>'
                '<aside class="pull-quote"><p>Big</p></aside><dl><dt>Term</dt><dd>Meaning</dd></dl><hr/><pre>a  b\nc</pre>'
            )
        )
    )
    styles = [style(made.paragraph(words)) for words in ("Third", "Said", "Box", "In it", "Big", "Term", "Meaning")]
    assert styles == ["ListParagraph", "Quote", "CallOutTitle", "CallOut", "PullQuote", "DefinitionTerm", "Definition"]
    numbering = made.xml("word/numbering.xml")
    starts = {
        entry.get(f"{WORD}numId"): entry.find(f".//{WORD}startOverride") for entry in numbering.iter(f"{WORD}num")
    }
    carried = [made.paragraph(words).find(f".//{WORD}numId").get(VALUE) for words in ("Third", "Seventh")]
    assert [starts[list_id].get(VALUE) for list_id in carried] == ["3", "7"]
    assert made.paragraph("a\u00a0\u00a0b").find(f".//{WORD}br") is not None


def test_italics_inside_italics_are_upright() -> None:
    made = word_file(a_document(element("p", element("em", "a ", element("em", "b"), " c"))))
    upright = [text.text for text in made.xml().iter(f"{WORD}t") if text.getparent().find(f".//{WORD}i") is None]
    assert upright == ["b"]


def test_white_space_is_what_a_browser_shows() -> None:
    made = word_file(a_document(element("p", "\n  a\n ", element("em", " b "), "\tc", Element("br"), " d\u00a0: e  ")))
    assert "".join(text.text or "¶" for text in made.xml().iter(f"{WORD}t", f"{WORD}br")) == "a b c¶d\u00a0: e"


def test_the_properties_name_the_organisation_and_nothing_of_a_template() -> None:
    document = a_document(element("p", "x"), day=date(2026, 11, 23), keywords=("return", "torture"))
    made = word_file(document)
    core = {item.tag.rpartition("}")[2]: item.text for item in made.xml("docProps/core.xml")}
    assert core == {
        "title": document.metadata.title,
        "creator": document.metadata.organisation,
        "language": "en",
        "keywords": "return, torture",
        "created": "2026-11-23T00:00:00Z",
        "modified": "2026-11-23T00:00:00Z",
    }
    assert sorted(made.parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]


def test_only_links_lead_out_of_the_file() -> None:
    made = word_file(a_document(element("p", element("a", "x", href="https://example.org/a"), note("y"))))
    for name, content in made.parts.items():
        if name.endswith(".rels"):
            assert content.count(b'TargetMode="External"') == content.count(b"relationships/hyperlink")


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    picture = tmp_path / "i.png"
    Image.new("RGB", (40, 20), "navy").save(picture)
    document = a_document(element("p", "x", note("y"), element("img", src="i.png", alt="z")), images={"i.png": picture})
    assert word_file(document).content == word_file(document).content


def test_what_a_body_prescribes_wins(tmp_path: Path) -> None:
    sheet = tmp_path / "report.css"
    sheet.write_text(':root { --text-face: "Gentium"; --label-face: "Lato"; --text-size: 9pt }', "utf-8")
    wanted = WordSettings(font="Times New Roman", size=12, note_size=10, paper="A4", margin=2.5)
    document = a_document(element("h2", "H"), element("p", element("strong", "x")), styles=(sheet,))
    made = word_file(for_readers(document, prescribed=wanted))
    styles = made.parts["word/styles.xml"].decode()
    assert "Gentium" not in styles
    assert "Lato" not in styles
    default = made.xml("word/styles.xml").find(f"{WORD}docDefaults//{WORD}rPr")
    assert default.find(f"{WORD}rFonts").get(f"{WORD}ascii") == "Times New Roman"
    assert default.find(f"{WORD}sz").get(VALUE) == "24"
    assert made.xml().find(f".//{WORD}pgMar").get(f"{WORD}top") == "1417"


def test_a_plain_file_has_no_bold_italics_or_underlining() -> None:
    told = element("p", element("strong", "a"), element("em", "b", note(element("em", "n"))), element("u", "c"))
    document = a_document(element("h2", "H"), told)
    made = word_file(for_readers(document, prescribed=WordSettings(font="Times New Roman", size=10, plain=True)))
    for name in ("word/document.xml", "word/styles.xml", "word/footnotes.xml", "word/numbering.xml"):
        for tag in ("b", "i", "u"):
            assert list(made.xml(name).iter(f"{WORD}{tag}")) == []
    assert made.words == "H | ab⟦1⟧c"


def test_bookmarks_stand_only_where_something_points() -> None:
    made = word_file(
        a_document(*tree_of('<p id="a">One <span>two</span></p><p><a href="#a">See</a> <em>three</em></p>'))
    )
    assert made.targets == ["ref_a"]


def test_a_note_of_several_blocks_keeps_the_size_of_notes() -> None:
    markup = "<p>x<note><p>First.</p><blockquote><p>Said.</p></blockquote><ul><li>Item</li></ul></note></p>"
    notes = word_file(a_document(*tree_of(markup))).xml("word/footnotes.xml")
    styles = {
        "".join(paragraph.itertext()).strip(): style(paragraph)
        for paragraph in notes.iter(f"{WORD}p")
        if "".join(paragraph.itertext())
    }
    assert styles == {"First.": "FootnoteText", "Said.": "NoteQuote", "Item": "FootnoteText"}


def test_lists_stand_further_in_than_the_numbers_of_paragraphs() -> None:
    body = add_numbers(
        Element("body", tree_of("<section data-section='a'><h2>A</h2><p>One</p><ol><li>x</li></ol></section>")),
        HeadingNumbers.NONE,
        paragraphs=True,
    )
    indents = {}
    for paragraphs in (True, False):
        made = word_file(for_readers(a_document(*body.children), paragraphs=paragraphs))
        name = made.paragraph("x").find(f".//{WORD}numId").get(VALUE)
        numbering = made.xml("word/numbering.xml")
        abstract = next(entry for entry in numbering.iter(f"{WORD}num") if entry.get(f"{WORD}numId") == name)
        kind = abstract.find(f"{WORD}abstractNumId").get(VALUE)
        level = next(
            definition
            for definition in numbering.iter(f"{WORD}abstractNum")
            if definition.get(f"{WORD}abstractNumId") == kind
        )
        indents[paragraphs] = int(level.find(f".//{WORD}ind").get(f"{WORD}left"))
    assert indents[True] - indents[False] == 720


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<table><tbody><tr><td>a</td></tr></tbody>stray</table>", "text at this place in `<table>`"),
        ("<ul><li>a</li>stray</ul>", "text at this place in `<ul>`"),
        ("<pre>a<note>n</note></pre>", "a note at this place in `<pre>`"),
        ("<tr>x</tr>", "text at this place in `<tr>`"),
    ],
)
def test_what_would_be_lost_is_reported_where_it_stands(markup: str, line: str) -> None:
    made = word_file(a_document(*tree_of(markup)))
    found = next(problem for problem in made.sink.diagnostics if problem.code == "docx-element")
    assert line in found.message
    assert str(found.origin).startswith("content/x/legal/torture.md:1")


def test_the_line_below_a_cover_is_set_off() -> None:
    made = word_file(a_document(*tree_of('<header data-part="cover"><p>Date</p></header><p>Text</p>')))
    assert int(read_space(made.paragraph("Date"), "after")) > 200
    assert made.paragraph("Text").find(f"{WORD}pPr/{WORD}spacing") is None


def test_in_plain_type_headings_have_the_size_of_the_text() -> None:
    plain = WordSettings(font="Times New Roman", size=10, plain=True)
    made = word_file(for_readers(a_document(element("h1", "T"), element("h2", "H")), prescribed=plain))
    sizes = {size.get(VALUE) for size in made.xml("word/styles.xml").iter(f"{WORD}sz")}
    assert sizes == {"20", "16"}  # and of notes
