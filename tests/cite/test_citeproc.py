"""The run of the citation engine: what it is asked, and what it says of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import pandoc
from briefgen.cite import citeproc
from briefgen.cite.citeproc import FormattedCitations, format_citations
from briefgen.model.diagnostic import BriefgenError, MachineError, Sink
from briefgen.model.tree import Element, Note, Text, walk
from tests.unit.citing import STYLES, a_note, a_source, printed, works

OSCOLA = STYLES / "oscola-4.csl"


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """The same notes are worded once in a process; here each test runs its own pandoc."""
    citeproc._call_pandoc.cache_clear()


def resolved(*lines: str, style: Path = OSCOLA, language: str = "en", sink: Sink | None = None) -> FormattedCitations:
    notes = [a_note(line, number) for number, line in enumerate(lines, start=1)]
    return format_citations(notes, works(), style, language, sink or Sink())


def lines(result: FormattedCitations) -> list[str]:
    return [printed(note) for note in result.notes]


def test_moving_a_note_changes_every_number_with_it() -> None:
    first = ["[@young]", "[@raz]", "[@young, 560]", "[@raz, 3]"]
    moved = ["[@raz]", "A note of words alone.", "[@young]", "[@raz, 3]", "[@young, 560]"]
    assert lines(resolved(*first))[2:] == ["Young (n 1) 560.", "Raz (n 2) 3."]
    assert lines(resolved(*moved))[3:] == ["Raz (n 1) 3.", "Young (n 3) 560."]


def test_numbers_are_the_notes_own() -> None:
    notes = [a_note("[@young]", 7), a_note("[@raz]", 12), a_note("[@young, 560]", 30)]
    assert printed(format_citations(notes, works(), OSCOLA, "en", Sink()).notes[2]) == "Young (n 7) 560."


def test_unknown_citation_names_the_nearest_key_at_its_place() -> None:
    sink = Sink()
    result = resolved("[@yung, 560]", "[@young]", sink=sink)
    (found,) = sink.diagnostics
    assert (found.code, found.message) == ("cite-unknown", "citation key `yung` is not in sources.yaml")
    assert str(found.origin) == "content/x/a.md:1"
    assert found.hints == ("did you mean `young`?",)
    assert lines(result)[1].startswith("Alison L Young")
    assert result.cited_keys == ("young",)


def test_notes_without_citations_run_no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", str(tmp_path / "none"))
    result = resolved("Words alone", style=Path("missing.csl"))
    assert lines(result) == ["Words alone."]
    assert (result.entries, result.cited_keys) == ((), ())


def test_missing_pandoc_is_a_fault_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", str(tmp_path / "pandoc"))
    with pytest.raises(MachineError) as caught:
        resolved("[@young]")
    assert caught.value.diagnostic.code == "pandoc-missing"


def test_failing_pandoc_is_a_fault_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho out of memory >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PYPANDOC_PANDOC", str(program))
    with pytest.raises(MachineError, match="out of memory"):
        resolved("[@young]")


def test_slow_pandoc_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\nexec sleep 3600\n")
    program.chmod(0o755)
    monkeypatch.setenv("PYPANDOC_PANDOC", str(program))
    monkeypatch.setattr(pandoc, "TIMEOUT_SECONDS", 0.2)
    with pytest.raises(MachineError, match="took longer than"):
        resolved("[@young]")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<style", "is not well-formed XML"),
        ("<html/>", "is not a CSL style"),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl"><info><link rel="independent-parent" href="https://x/y"/></info></style>',
            "only points to another style",
        ),
    ],
)
def test_file_that_is_no_style_is_told_by_name(content: str, message: str, tmp_path: Path) -> None:
    style = tmp_path / "house.csl"
    style.write_text(content)
    with pytest.raises(BriefgenError, match=message) as caught:
        resolved("[@young]", style=style)
    assert caught.value.diagnostics[0].code == "cite-style"
    assert "house" in caught.value.diagnostics[0].message


@pytest.mark.parametrize(
    ("written", "broken", "message"),
    [("choose>", "chose>", "cannot be read"), ('macro="full"', 'macro="nowhere"', "uses the macro `nowhere`")],
)
def test_faulty_style_is_told_by_name(written: str, broken: str, message: str, tmp_path: Path) -> None:
    style = tmp_path / "house.csl"
    style.write_text(OSCOLA.read_text(encoding="utf-8").replace(written, broken), encoding="utf-8")
    with pytest.raises(BriefgenError, match=message) as caught:
        resolved("[@young]", style=style)
    assert caught.value.diagnostics[0].code == "cite-style"
    assert "`house`" in caught.value.diagnostics[0].message


def test_work_of_which_a_style_prints_nothing_is_an_error() -> None:
    sink = Sink()
    format_citations([a_note("[@x]", 4)], {"x": a_source(id="x", type="book")}, OSCOLA, "en", sink)
    assert [(found.code, found.message) for found in sink.diagnostics] == [
        ("cite-empty", "the citation style `oscola-4` prints nothing for `x` in note 4")
    ]


def test_source_that_tries_to_be_markup_stays_text() -> None:
    hostile = a_source(
        id="x", type="book", title="<script>alert(1)</script> $x$ `c` [l](u) <b>bold</b>", publisher="A & B"
    )
    result = format_citations([a_note("[@x]", 1)], {"x": hostile}, OSCOLA, "en", Sink())
    tags = {node.tag for node in walk(result.notes[0]) if isinstance(node, Element)}
    assert tags <= {"em", "strong"}
    assert "A & B" in printed(result.notes[0])
    assert "[l](u)" in printed(result.notes[0]).replace("*", "")


def test_addresses_become_links() -> None:
    links = [node for node in walk(resolved("[@hrw]").notes[0]) if isinstance(node, Element) and node.tag == "a"]
    assert [(link.get("href"), printed(link.children)) for link in links] == [("https://www.hrw.org/report",) * 2]


ADDRESSED: tuple[tuple[dict[str, str], str | None], ...] = (
    ({"type": "webpage", "URL": "https://x.org/a"}, "https://x.org/a"),
    ({"type": "report", "number": "UN Doc A/HRC/25/63", "URL": "https://x.org/b"}, "https://x.org/b"),
    (
        {"type": "article-journal", "container-title": "Water", "page": "4-17", "DOI": "10.1/x"},
        "https://doi.org/10.1/x",
    ),
    (
        {"type": "article-journal", "container-title": "Water", "page": "4-17", "URL": "https://x.org/c"},
        "https://x.org/c",
    ),
    ({"type": "book", "publisher": "P"}, None),
)


@pytest.mark.parametrize("style", ["oscola-4", "oscola-5", "un"])
def test_a_reference_leads_to_the_address_of_its_work_also_where_the_style_prints_none(style: str) -> None:
    author = [{"family": "Otieno", "given": "A"}]
    sources = {
        f"x{place}": a_source(id=f"x{place}", title="Wells", author=author, issued="2024", **csl)
        for place, (csl, _) in enumerate(ADDRESSED)
    }
    notes = [a_note(f"[@{key}]", number) for number, key in enumerate(sources, start=1)]
    entries = format_citations(notes, sources, STYLES / f"{style}.csl", "en", Sink()).entries
    links = {
        key: {node.get("href") for node in walk(entry) if isinstance(node, Element) and node.tag == "a"}
        for key, entry in entries
    }
    assert links == {f"x{place}": {address} if address else set() for place, (_, address) in enumerate(ADDRESSED)}


def test_what_authors_note_for_themselves_is_never_printed() -> None:
    source = a_source(
        id="x", type="book", title="T", note="tell nobody", annote="secret", abstract="hidden", keyword="key"
    )
    for style in STYLES.glob("*.csl"):
        result = format_citations([a_note("[@x]", 1)], {"x": source}, style, "en", Sink())
        assert printed(result.notes[0]) in {"*T*.", "T."}


def test_note_of_several_paragraphs_is_closed_in_the_last() -> None:
    note = Note((Element("p", (Text("One."),)), Element("p", (Text("Two"),))), number=1)
    (words,) = format_citations([note], works(), OSCOLA, "en", Sink()).notes
    assert printed(words) == "One.Two."
    assert [node.tag for node in words if isinstance(node, Element)] == ["p", "p"]


def test_any_csl_style_works_and_closes_its_notes_once(tmp_path: Path) -> None:
    style = tmp_path / "plain.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>Plain</title>'
        '<id>plain</id><updated>2020-01-01T00:00:00Z</updated></info><citation><layout suffix="." delimiter="; ">'
        '<choose><if position="ibid"><text term="ibid"/></if><else><group delimiter=", "><names variable="author"/>'
        '<text variable="title" font-style="italic"/></group></else></choose><group delimiter=" " prefix=", ">'
        '<label variable="locator" form="short"/><text variable="locator"/></group></layout></citation>'
        '<bibliography subsequent-author-substitute="———"><layout suffix="."><names variable="author" suffix=". "/>'
        '<text variable="title"/></layout></bibliography></style>'
    )
    result = resolved(
        "[@ashworth-values, 4]; but see [@ashworth-principles]", "[@young]", "[@young, ch 3]", style=style
    )
    assert lines(result) == [
        "Andrew Ashworth, *Testing Fidelity to Legal Values*, p. 4; but see Andrew Ashworth, *Principles of Criminal Law*.",
        "Alison L Young, *In Defence of Due Deference*.",
        "Ibid., chap. 3.",
    ]
    assert "———" not in "".join(printed(words) for _, words in result.entries)


def test_style_for_citations_in_the_text_is_used_with_a_warning(tmp_path: Path) -> None:
    style = tmp_path / "author-date.csl"
    text = OSCOLA.read_text(encoding="utf-8").replace('class="note"', 'class="in-text"')
    style.write_text(text, encoding="utf-8")
    sink = Sink()
    resolved("[@young]", style=style, sink=sink)
    assert [found.code for found in sink.diagnostics] == ["cite-style-in-text"]


@pytest.mark.parametrize(
    ("language", "printed_note"), [("en", "ibid 5."), ("fr", "Ibid., 5."), ("es", "Ibid., 5."), ("ru", "Там же, 5.")]
)
def test_a_note_that_cites_the_same_work_starts_with_a_capital_in_other_languages_than_english(
    language: str, printed_note: str
) -> None:
    assert lines(resolved("[@young]", "[@young, 5]", language=language))[1] == printed_note


@pytest.mark.parametrize(
    ("language", "printed_note"), [("ru", "Закон о воде 2012 года."), ("es", "Закон о воде 2012.")]
)
def test_the_year_of_a_law_has_the_word_that_the_language_has_behind_it(language: str, printed_note: str) -> None:
    law = a_source(id="law", type="legislation", title="Закон о воде", issued={"date-parts": [[2012]]})
    result = format_citations([a_note("[@law]", 1)], {"law": law}, OSCOLA, language, Sink())
    assert lines(result) == [printed_note]
