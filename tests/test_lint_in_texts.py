"""What lints mark and let pass in texts as people write them: paragraphs of one block, each for one kind of false alarm."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefgen.check.lint.acronyms import is_explained
from briefgen.check.lint.figures import find_numbers
from tests.running import Result, copy_project

WELLS = "content/water/wells.md"
HEAD = "---\ntitle: {title}\nkind: {kind}\nsensitivity: public\nstatus: approved\n---\n"
SOURCES = "references:\n  - {id: report, type: book, title: Report, author: [{family: Young, given: Ann}], publisher: Board, issued: 2026}\n"
PRESS = "extends: press-release\ntitle: Press\nsections: [{id: situation, title: '', kinds: [situation, quotation]}]\n"


def remarks(
    root: Path,
    run: Callable[..., Result],
    paragraphs: tuple[str, ...],
    *,
    title: str = "Wells",
    kind: str = "situation",
) -> list[tuple[str, int]]:
    """The code of each remark, and the number of its paragraph from 0."""
    text = HEAD.format(title=title, kind=kind) + "\n\n".join(paragraphs) + "\n"
    (root / WELLS).write_text(text, encoding="utf-8")
    (root / "content/water/sources.yaml").write_text(SOURCES, encoding="utf-8")
    starts: Mapping[int, int] = {
        text[: text.index(paragraph)].count("\n") + 1: at for at, paragraph in enumerate(paragraphs)
    }
    found = json.loads(run("check", "report", "--format", "json", cwd=root).out)
    lints = [(row["code"].removeprefix("lint-"), row["line"]) for row in found if row["code"].startswith("lint-")]
    return sorted(
        (code, max((at for start, at in starts.items() if start <= line), default=-1)) for code, line in lints
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = copy_project("minimal", tmp_path)
    (project / "briefgen.yaml").write_text("organisation: {name: River Watch, acronym: RW}\n", encoding="utf-8")
    return project


def for_the_press(root: Path) -> Path:
    (root / "templates/press").mkdir(parents=True)
    (root / "templates/press/audience.yaml").write_text(PRESS, encoding="utf-8")
    brief = root / "briefs/report.yaml"
    text = brief.read_text(encoding="utf-8").replace("public-report", "press")
    brief.write_text(text + "parameters: {place: Nairobi}\n", encoding="utf-8")
    return root


LET_PASS = (
    "Of all wells, [the survey of the board](https://example.org/survey) says, 40 per cent are dry.",
    "The board wrote: “every well of the north shall be repaired” (Minutes 2025, § 12).",
    "> Every well of the north shall be repaired.\n>\n> (Minutes 2025, § 12)",
    "“We have waited for this water all our lives,” said Ann Young, chair of River Watch.",
    "[The minister’s letter](https://example.org/letter) says: “no well will be closed before the rains.",
    "“The board will hear all who drink from them before it decides on any of these wells.”",
    "An open letter by 40 organisations reached the board. It was signed by over 300 associations.",
    "There are 3 reasons:\n\n- one\n- two",
    "The National Water Board (NWB, since 2019) and the Office of Health, the “OH”, said no. The NWB and the OH are silent.",
    "ABWR (the Association of Borehole Women and Repairers) and the Friends of Old Pumps agree: FOP has no money, ABWR has.",
    "**Ann Young KC**, Bo Lee AO, River Watch, Friends of Wells XQZ, Women of Water QQZ",
    "The MINISTER said so, the minister’s clerk wrote it down, and Mr OTIENO read it. They spent KES 300[@report] on it.",
    "The board (" + "word " * 45 + ") decided.",
    "The plan names " + "; ".join(["three wells of the town and of the hills around it"] * 6) + ".",
)  # fmt: skip
MARKED = (
    ("number", "In Kenya 300 people drank from it."),
    ("number", "It cost USD 300 a month, 40 in May and 50 in June."),
    ("number", "Of the NGOs 12 were closed."),
    ("number", "He was held for 40 days."),
    ("quotation", "The chair of the board said: “no well of the north will be repaired this year”."),
    ("quotation", "The plan is “to repair every well of the north before the rains of next year begin”."),
    ("acronym", "The NWB met."),
    ("word", "The so-called government of the hills met."),
    ("sentence", "It said " + "word " * 45 + "and more."),
)


def test_what_is_no_fault_in_a_text_as_people_write_it_is_let_pass(root: Path, run: Callable[..., Result]) -> None:
    assert remarks(root, run, LET_PASS) == []


def test_what_is_like_it_and_is_a_fault_is_marked_once_in_its_paragraph(root: Path, run: Callable[..., Result]) -> None:
    texts = tuple(text for _, text in MARKED)
    assert remarks(root, run, texts) == sorted((code, at) for at, (code, _) in enumerate(MARKED))


def test_all_long_sentences_of_a_text_are_one_remark_with_their_lines(root: Path, run: Callable[..., Result]) -> None:
    long = (
        "It said " + "word " * 40 + "and more.",
        "It wrote " + "word " * 50 + "and more.",
        "It sang " + "word " * 40 + ".",
    )
    assert remarks(root, run, long) == [("sentence", 1)]
    said = run("check", "report", cwd=root).err
    assert (
        "the sentence `It wrote word word word word...` has 54 words, and 2 more of this text are too long: lines 7, 9, 11"
        in said
    )


def test_journalists_get_quotations_of_named_people_without_a_source(root: Path, run: Callable[..., Result]) -> None:
    said = "“We have waited for this water for all of our lives here.”"
    paragraphs = (f"{said[:-1]},” said Bo Lee, who keeps the pump.", "“And nobody ever came to ask us how much we drink of it.”",
                  "The rain fell.", "“Nobody came, and we are still here, waiting for the rains to come.”")  # fmt: skip
    assert [code for code, _ in remarks(root, run, paragraphs)] == ["quotation"] * 3
    for_the_press(root)
    assert remarks(root, run, paragraphs) == [("quotation", 3)]
    assert remarks(root, run, (said,), title="Quotes attributable to Ann Young, River Watch") == []
    assert remarks(root, run, (said,), kind="quotation") == []


def test_headings_that_are_the_same_are_no_repetition(root: Path, run: Callable[..., Result]) -> None:
    heading = "### What the board has to say about the wells of the north and of the hills around them\n\n"
    other = HEAD.format(title="Other", kind="situation") + heading + "They are full.\n"
    (root / "content/water/other.md").write_text(other, encoding="utf-8")
    assert remarks(root, run, (heading + "They are dry.",)) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("In iOS 17.4 it changed, under APP 11 and Recital 55.", []),
        ("Ask +44 20 7946 0018. Tel: 020 7946 0018", []),
        ("Over the last 5 years, in the following 10 months, it fell.", []),
        ("All over the age of 18, 16 and over, and under-16s.", []),
        ("Murió a los 89 años de edad, en los años 70 y 80.", []),
        ("Au cours des 10 dernières années 40 puits ont tari.", ["40"]),
        ("En los últimos 10 años 40 pozos se secaron.", ["40"]),
        ("On February 12 2014, le 30 avr. 2014, el 3 ene. 2015, at 10.30 am.", []),
        ("A majority of 75% is needed; call the 111 service.", []),
        ("She spent 15 years at the board; she was given 15 years in prison.", ["15"]),
        ("Of 40 organisations 12 were closed.", ["40", "12"]),
        ("The army signed an order against 40 villages.", ["40"]),
        ("In Nairobi 40 wells are dry, at Camp 14 people wait.", ["40"]),
        ("They paid EUR 40 and USD 3 million.", ["40", "3 million"]),
    ],
)
def test_numbers_that_only_name_or_date_something_are_no_figures(text: str, numbers: list[str]) -> None:
    assert [number for number, _ in find_numbers(text)] == numbers


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("The board of wells (BOW) met.", True),
        ("The board of wells (the “BOW”) met.", True),
        ("Le conseil des puits (ci-après BOW) se réunit.", True),
        ("The Board of Wells met. BOW is silent.", True),
        ("BOW, the Board of all Wells, met.", True),
        ("BOW (Board of Wells) met.", True),
        ("BOW met (see there).", False),
        ("BOW met. They read BOWER and bow.", False),
        ("The bower of wood is not BOW.", False),
    ],
)
def test_what_explains_an_acronym(text: str, *, explained: bool) -> None:
    assert is_explained("BOW", text) == explained
