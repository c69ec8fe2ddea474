"""Citations from files to pages: what a reader sees when blocks move, wherever notes stand, and whatever style was chosen."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.html_text import calls_on, notes_on, read_page, references_on, text_in
from tests.pdf import Pdf
from tests.running import ROOT, Result, run_apart

Project = Callable[[str], Path]
Run = Callable[..., Result]

WELLS_FIRST = """\
1 Background
1.1 Wells
1. Wells are old.[1] They are deep.[2]
2. Rivers are another matter: see paragraph 3, and who measured them, note 5.[3]
1.2 Rivers
3. Rivers are wide,[4] as the law knows.[5]
4. Wells were treated in section 1, paragraph 1.[6]
2 Legal framework
2.1 The law
5. The law protects both.[7] On measuring see note 5; on wells, paragraph 1.[8]
1: Ann Adams, Wells (River Press 2010) 5.
2: ibid 6.
3: The depth is that of Bob Brown, Rivers (River Press 2011) 9.
4: ibid 1.
5: The law is Covenant on Water (adopted 3 February 2001, entered into force 4 March 2002) 7 UNTS 70 (Covenant) art 2.
6: Adams (n 1) 7.
7: Covenant, art 3.
8: Brown (n 3) 2.
"""

RIVERS_FIRST = """\
1 Background
1.1 Rivers
1. Rivers are wide,[1] as the law knows.[2]
2. Wells were treated in section 1, paragraph 3.[3]
1.2 Wells
3. Wells are old.[4] They are deep.[5]
4. Rivers are another matter: see paragraph 1, and who measured them, note 2.[6]
2 Legal framework
2.1 The law
5. The law protects both.[7] On measuring see note 2; on wells, paragraph 3.[8]
1: Bob Brown, Rivers (River Press 2011) 1.
2: The law is Covenant on Water (adopted 3 February 2001, entered into force 4 March 2002) 7 UNTS 70 (Covenant) art 2.
3: Ann Adams, Wells (River Press 2010) 7.
4: ibid 5.
5: ibid 6.
6: The depth is that of Brown (n 1) 9.
7: Covenant, art 3.
8: Brown (n 1) 2.
"""

REFERENCES = [
    "Covenant on Water (adopted 3 February 2001, entered into force 4 March 2002) 7 UNTS 70",
    "Adams A, Wells (River Press 2010)",
    "Brown B, Rivers (River Press 2011)",
]


def replaced(path: Path, written: str, instead: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert written in text
    path.write_text(text.replace(written, instead), encoding="utf-8")


def built(run: Run, folder: Path, brief: str = "report") -> Path:
    result = run("build", brief, "--to", "html", cwd=folder)
    assert result.code == 0, result.err
    return folder / "out" / f"{brief}.html"


def as_read(path: Path) -> str:
    page = read_page(path)
    assert references_on(page) == REFERENCES
    lines = [*text_in(page, "background"), *text_in(page, "legal-analysis")]
    lines += [f"{number}: {words}" for number, words in notes_on(page).items()]
    return "\n".join(lines) + "\n"


def said_before(link: Any) -> str:
    """The text right before a link."""
    before = link.getprevious()
    words = str((link.getparent().text if before is None else before.tail) or "")
    return words.replace("\N{NO-BREAK SPACE}", " ")


def links_lead_where_they_say(path: Path) -> None:
    """Every `note 5`, `(n 5)` and `paragraph 3` leads to the thing of that number."""
    page = read_page(path)
    links = page.xpath('//a[@class="cross-reference"]')
    earlier = [number for words in notes_on(page).values() for number in re.findall(r"\(n (\d+)\)", words)]
    assert earlier
    assert [link.text_content() for link in links if said_before(link).endswith("(n ")] == earlier
    for link in links:
        (target,) = page.xpath(f'//*[@id="{link.get("href")[1:]}"]')
        number = target.get("data-number") or re.findall(r"\d+", target.text_content())[0]
        assert number == link.text_content()


def test_a_block_moved_by_its_order_takes_every_number_along(project: Project, run: Run) -> None:
    folder = project("moving-blocks")
    before = built(run, folder)
    assert as_read(before) == WELLS_FIRST
    links_lead_where_they_say(before)
    replaced(folder / "content/water/wells.md", "order: 10", "order: 30")
    after = built(run, folder)
    assert as_read(after) == RIVERS_FIRST
    links_lead_where_they_say(after)


def test_a_block_moved_by_the_brief_takes_every_number_along(project: Project, run: Run) -> None:
    folder = project("moving-blocks")
    brief = folder / "briefs/report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8") + "sections: {background: [rivers, wells]}\n", encoding="utf-8")
    assert as_read(built(run, folder)) == RIVERS_FIRST


def test_a_work_that_is_no_longer_cited_leaves_the_references(project: Project, run: Run) -> None:
    folder = project("moving-blocks")
    brief = folder / "briefs/report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8") + "exclude: [law, rivers]\n", encoding="utf-8")
    replaced(
        folder / "content/water/wells.md",
        'see paragraph {{ ref("rivers") }}, and who measured them, note {{ ref("rivers:gauge") }}',
        "see elsewhere",
    )
    assert references_on(read_page(built(run, folder))) == REFERENCES[1:]


NOTES_EVERYWHERE = {
    1: "Covenant on Water (adopted 3 February 2001, entered into force 4 March 2002) 7 UNTS 70 (Covenant).",
    2: "Ann Adams, Wells (River Press 2010) 5.",
    3: "ibid 6.",
    4: "Told by Bob Brown, Rivers (River Press 2011) 4.",
    5: "ibid 3.",
    6: "Adams (n 2) 7.",
    7: "Brown (n 4) 5.",
    8: "Measured by Adams (n 2) 8, who says more in n 4.",
    9: "Brown (n 4) 6.",
    10: "Covenant, preamble.",
    11: "ibid art 1.",
    12: "ibid art 2.",
    13: "See n 8 and Adams (n 2) 9.",
    14: "Covenant, art 3.",
    15: "Brown (n 4) 7.",
}


def test_notes_stand_in_headings_lists_tables_captions_and_call_outs(project: Project, run: Run) -> None:
    page = read_page(built(run, project("notes-everywhere")))
    assert notes_on(page) == NOTES_EVERYWHERE
    assert calls_on(page) == list(NOTES_EVERYWHERE)
    assert text_in(page, "background") == [
        "1 Background",
        "1.1 Wells and their law[1]",
        "1. Wells are old.[2]",
        "They are deep,[3]",
        "and they are narrow.[4] The narrowest are deepest.[5]",
        "The narrowest are deepest.[5]",
        "Their depth[6]",
        "Well",
        "Depth[7]",
        "Old",
        "12 m[8]",
        "New",
        "20 m",
        "A well in the north[9]",
        "Water is life.[10]",
    ]
    assert "01 A right to water[11]" in text_in(page, "legal-analysis")
    contents = page.xpath('//nav[@role="doc-toc"]')[0].text_content()
    assert "Wells and their law" in contents
    assert "law1" not in contents


def test_references_lead_to_notes_sections_paragraphs_and_recommendations(project: Project, run: Run) -> None:
    path = built(run, project("notes-everywhere"))
    text = text_in(read_page(path), "legal-analysis")[-1]
    assert text == ("3. The duty follows from the right (see n 4, section 1, paragraph 2 and recommendation 4).[13]")
    links_lead_where_they_say(path)


@pytest.mark.slow
def test_the_pdf_has_the_same_notes_and_numbers(project: Project, run: Run) -> None:
    folder = project("notes-everywhere")
    result = run("build", "report", "--to", "pdf", cwd=folder)
    assert result.code == 0, result.err
    printed = printed_text(folder / "out/report.pdf")
    for number, words in NOTES_EVERYWHERE.items():
        assert squeezed(f"{number} {words}") in printed or squeezed(f"{number}. {words}") in printed
    assert squeezed("see n 4, section 1, paragraph 2 and recommendation 4).13") in printed


def printed_text(path: Path) -> str:
    return squeezed(Pdf(path.read_bytes()).text)


def squeezed(text: str) -> str:
    """Without white space and hyphens, which lines of a page add."""
    return re.sub(r"[\s\u00ad-]+", "", text)


CHOICES = {
    "report": ["Ann Adams, Wells (River Press 2010) 5.", "ibid 6."],
    "report-chicago": ["Ann Adams, Wells (River Press, 2010), 5.", "Ibid., 6."],
    "report-house": ["Adams | Wells at 5.", "see note 1 at 6."],
    "letter": ["Ann Adams, Wells (River Press, 2010), p. 5.", "Ibid., p. 6."],
    "letter-oscola": ["Ann Adams, Wells (River Press 2010) 5.", "ibid 6."],
}


@pytest.mark.parametrize(("brief", "notes"), CHOICES.items(), ids=CHOICES)
def test_the_audience_names_the_style_and_a_brief_another(
    brief: str, notes: list[str], project: Project, run: Run
) -> None:
    """`house` is a style of the project's own, in its `styles/citations/`."""
    assert list(notes_on(read_page(built(run, project("citation-choices"), brief))).values())[:2] == notes


def test_a_style_of_the_projects_own_words_the_references_too(project: Project, run: Run) -> None:
    page = read_page(built(run, project("citation-choices"), "report-house"))
    assert references_on(page) == ["Covenant on Water", "Cole | Wasser", "Adams | Wells"]


def test_a_style_that_does_not_exist_is_told_with_the_nearest(project: Project, run: Run) -> None:
    folder = project("citation-choices")
    replaced(folder / "briefs/report-house.yaml", "house", "hose")
    result = run("build", "report-house", "--to", "html", cwd=folder)
    assert result.code == 1
    assert "[citation-style-unknown]" in result.err
    assert "did you mean `house`?" in result.err


@pytest.mark.parametrize(
    ("brief", "treaty", "page"),
    [
        (
            "rapport",
            "(adoption le 3 février 2001, entrée en vigueur le 4 mars 2002) 7 UNTS 70",
            "Sarah Cole, « Wasser » (Blog, 1er mai 2009) <https://example.org/a> consulté le 19 novembre 2009.",
        ),
        (
            "rapport-onu",
            "Nations Unies, Recueil des Traités, vol. 7, p. 70, art. 2.",
            "Sarah Cole, « Wasser », Blog, 1er mai 2009. Disponible à l’adresse https://example.org/a "
            "(consulté le 19 novembre 2009).",
        ),
    ],
)
def test_a_french_brief_has_the_style_s_words_in_french(
    brief: str, treaty: str, page: str, project: Project, run: Run
) -> None:
    read = read_page(built(run, project("citation-choices"), brief))
    notes = notes_on(read)
    assert treaty in notes[3]
    assert notes[4] == page
    assert text_in(read, "background")[-1] == (
        "Les puits sont anciens[1]. Ils sont profonds[2]. Le droit les protège[3]. On en parle[4]."
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("brief", "at_the_end"),
    [("report", False), ("report-endnotes", True), ("letter", True), ("letter-oscola", False)],
)
def test_notes_stand_at_the_foot_or_at_the_end_as_audience_or_brief_want(
    brief: str,
    at_the_end: bool,  # noqa: FBT001 - a parameter of cases
    project: Project,
    run: Run,
) -> None:
    folder = project("citation-choices")
    result = run("build", brief, "--to", "pdf", cwd=folder)
    assert result.code == 0, result.err
    pages = [squeezed(page.text) for page in Pdf((folder / f"out/{brief}.pdf").read_bytes()).pages]
    (page,) = (page for page in pages if "AnnAdams,Wells" in page)
    assert ("Notes" in page) == at_the_end
    assert ("Notes" in page.partition("AnnAdams,Wells")[0]) == at_the_end
    assert "Wellsareold." in page


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python says on standard error which programs it starts."""
    folder = tmp_path / "hook"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import sys\n"
        "def tell(event, arguments):\n"
        "    if event == 'subprocess.Popen':\n"
        "        print('STARTED', arguments[0], file=sys.stderr)\n"
        "sys.addaudithook(tell)\n",
        encoding="utf-8",
    )
    return {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}


def test_a_brief_without_citations_starts_no_program(project: Project, watched: dict[str, str]) -> None:
    result = run_apart("build", "report", "--to", "html", folder=project("minimal"), environment=watched)
    assert (result.code, result.err) == (0, "left out: nothing\n")


def test_a_brief_with_citations_starts_pandoc_and_nothing_else(project: Project, watched: dict[str, str]) -> None:
    folder = project("moving-blocks")
    result = run_apart("build", "report", "--to", "html", folder=folder, environment=watched)
    assert result.code == 0
    started = [line for line in result.err.splitlines() if line.startswith("STARTED")]
    assert started
    assert all(line.rstrip("'").endswith("pandoc") for line in started)
