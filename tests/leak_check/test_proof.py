"""A finished file is opened again before it is written: what its reader may not have fails the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.leak_check.check import check_written_file
from briefgen.load import load_brief, load_campaign
from briefgen.model.artifact import Format
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.pipeline import Target, build
from tests.unit.project_files import project_in, told
from tests.unit.test_gate import BRIEF, block, files

HIDING_PLACE = "The family hides in the yellow house behind the old mill."


def made(root: Path, written: dict[str, str], recipient: str = "", form: Format = Format.HTML) -> str:
    """What the author of the brief `note` is told; the file, if one was made, lies in `out`."""
    sink = Sink()
    project = project_in(root, written)
    brief = load_brief(project, "note", sink)
    if recipient:
        brief = brief.for_recipient(next(iter(load_campaign(project, "all", sink).recipients)))
    try:
        build(project, brief, Target(root / "out", "note", (form,)), sink)
    except BriefgenError:
        assert not list((root / "out").glob("*"))
    return told(sink)


def page(words: str) -> str:
    """A page template that brings words of its own, as someone may paste them there."""
    return f'<body><main><h1>{{{{ brief.title }}}}</h1>{{{{ section("background") }}}}<p>{words}</p></main></body>\n'


@pytest.mark.parametrize("form", list(Format))
def test_words_of_a_withheld_block_fail_the_build_in_every_format(tmp_path: Path, form: Format) -> None:
    pasted = page("It is said that the family hides in the yellow house, behind the old mill!")
    more = {"content/korea/secret.md": block(HIDING_PLACE, "partner"), "templates/embassy/page.html": pasted}
    problems = made(tmp_path, files(**more), form=form)
    assert "has text that this reader may not see [audit-withheld]" in problems
    assert "yellow" not in problems


def test_words_that_a_permitted_block_has_too_are_no_leak(tmp_path: Path) -> None:
    more = {
        "content/korea/secret.md": block(f"{HIDING_PLACE} And more.", "confidential"),
        "content/korea/open.md": block(f"As is known: {HIDING_PLACE}"),
    }
    problems = made(tmp_path, files(**more))
    assert "content/korea/open.md:7: warning" in problems
    assert "error" not in problems
    assert (tmp_path / "out/note.html").exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("houses: {value: 12345, sensitivity: partner}", "Some 12,345 houses"),
        ("houses: {value: [12345, 23456], sensitivity: partner}", "up to 23 456"),
        ("night: {value: 2023-10-09, sensitivity: partner}", "on 9 October 2023"),
        ("night: {value: 2023-10-09, sensitivity: partner}", "on October 9th, 2023"),
        ("night: {value: 2023-10-09, sensitivity: partner}", "le 9/10/2023"),
        ("nights: {value: [2023-10-09, 2023-11-01], sensitivity: partner}", "2023년 10월 9일에"),
        ("man: {value: Kim Yong-chol, sensitivity: partner}", "by Yongchol Kim"),
        ("place: {value: Yellow mill, sensitivity: partner}", "near the yellow MILL"),
        ("n: {value: 1, label: people behind the mill, sensitivity: partner}", "people behind the mill"),
        ("n: {value: 1, label: {en: a, fr: des gens du moulin}, sensitivity: partner}", "des gens du moulin"),
        ("place: {value: {en: the mill, fr: le moulin jaune}, sensitivity: partner}", "au MOULIN : le moulin jaune"),
    ],
)
def test_a_withheld_fact_fails_the_build_however_it_is_written(tmp_path: Path, facts: str, words: str) -> None:
    more = {"content/korea/facts.yaml": facts + "\n", "templates/embassy/page.html": page(words)}
    problems = made(tmp_path, files(**more))
    assert "audit-withheld" in problems
    assert "12" not in problems


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("houses: {value: 12345, sensitivity: partner}", "Rooms 12 345 67, then 48,1234 and 212,345 and 12 345,6"),
        ("night: {value: 2023-10-09, sensitivity: partner}", "On 8 October 2023, on 9 October 2022, page 9 (10) 2023"),
        (
            "night: {value: 2023-10-09, sensitivity: partner}\nday: {value: 2023-10-09, sensitivity: public}",
            "on October 9, 2023",
        ),
        ("site: {value: 'https://example.org/', sensitivity: partner}", "See example.org for more"),
    ],
)
def test_words_that_are_like_a_withheld_fact_are_no_leak(tmp_path: Path, facts: str, words: str) -> None:
    more = {"content/korea/facts.yaml": facts + "\n", "templates/embassy/page.html": page(words)}
    assert made(tmp_path, files(**more)) == ""


def test_a_translated_title_of_a_withheld_source_fails_the_build(tmp_path: Path) -> None:
    source = (
        "references:\n  - {id: log, type: report, title: Log, sensitivity: partner, "
        "translations: {fr: {title: Registre du moulin jaune}}}\n"
    )
    more = {"content/korea/sources.yaml": source, "templates/embassy/page.html": page("Le registre du moulin jaune.")}
    assert "audit-withheld" in made(tmp_path, files(**more))


def test_a_figure_that_a_permitted_fact_has_too_is_no_leak(tmp_path: Path) -> None:
    facts = "a: {value: 12345, sensitivity: partner}\nb: {value: 12345, source: none, note: As counted}\n"
    opened = block('Some {{ fact("b") }}.')
    assert made(tmp_path, files(**{"content/korea/facts.yaml": facts, "content/korea/open.md": opened})) == ""


def test_a_withheld_source_fails_the_build_by_title_and_address(tmp_path: Path) -> None:
    sources = (
        "- {id: w, type: interview, title: Talk at the mill, URL: 'https://example.org/mill', sensitivity: partner}\n"
    )
    for index, words in enumerate(
        ("Talk at the mill", "https://example.org/mill", "example.org/mill", "www.example.org/mill")
    ):
        more = {"content/korea/sources.yaml": sources, "templates/embassy/page.html": page(words)}
        assert "audit-withheld" in made(tmp_path / str(index), files(**more))


def test_a_withheld_column_and_variable_fail_the_build(tmp_path: Path) -> None:
    for index, words in enumerate(("+850 2 381 0000", "+85023810000", "02 3810 000", "Yanji", "Y.a.n.j.i")):
        more = {
            "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\nsensitivity: {phone: confidential}\n",
            "campaigns/all.csv": "id,phone\nfr,+850-2-381-0000\n",
            "briefs/note.yaml": BRIEF + "variables: {place: Yanji}\nsensitivity: {place: partner}\n",
            "templates/embassy/page.html": page(words),
        }
        problems = made(tmp_path / str(index), files(**more), "fr")
        assert "audit-withheld" in problems
        assert words not in problems


@pytest.mark.parametrize("width", [40, 60, 66, 72, 80, 90])
def test_a_name_that_a_line_breaks_at_its_hyphen_fails_the_build(tmp_path: Path, width: int) -> None:
    more = {
        "private/watchlist.yaml": "terms: [Seo Nam-byol]\n",
        "content/korea/open.md": block("He is Seo Nam-byol."),
        "styles/embassy.css": f"p {{width: {width}pt; hyphens: none}}",
    }
    problems = made(tmp_path, files(**more), form=Format.PDF)
    assert "has a term of the watch list [audit-term]" in problems
    assert "byol" not in problems


def test_the_folder_of_the_project_fails_the_build(tmp_path: Path) -> None:
    assert "audit-machine" in made(tmp_path, files(**{"templates/embassy/page.html": page(f"See {tmp_path}/notes.")}))


def test_a_file_that_is_not_what_was_looked_through_is_deleted(tmp_path: Path) -> None:
    path = tmp_path / "note.html"
    path.write_bytes(b"something else")
    sink = Sink()
    check_written_file(path, b"what was looked through", sink)
    assert not path.exists()
    assert "audit-changed" in told(sink)
