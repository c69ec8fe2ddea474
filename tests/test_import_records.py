"""An imported list of recommendations becomes records with their addressees, and figures become proposals for facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.decompose.figures import find_figures
from briefgen.decompose.recommendations import find_addressee, split_recommendations
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Sink
from briefgen.schema.facts_file import FactsFile
from tests.running import Result, copy_project

Run = Callable[..., Result]
Node = dict[str, Any]


def paragraph(words: str, kind: str = "Para") -> Node:
    return {"t": kind, "c": [{"t": "Str", "c": words}]}


def bullets(*items: str) -> Node:
    return {"t": "BulletList", "c": [[paragraph(words, "Plain")] for words in items]}


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("We call on the Government of Zambia to:", "the Government of Zambia"),
        ("River Watch urges the Ministry of Water to:", "the Ministry of Water"),
        ("The wells are dry. We therefore call upon Kenya to", "Kenya"),
        ("The Committee recommends that the State party:", "the State party"),
        ("We recommend to Parliament:", "Parliament"),
        ("Recommendations to the Human Rights Council", "the Human Rights Council"),
        ("To the Government of Zambia", "the Government of Zambia"),
        ("For donor states:", "donor states"),
        ("The Government of Zambia should:", "The Government of Zambia"),
        ("Nous demandons au Gouvernement du Bénin de :", "le Gouvernement du Bénin"),
        ("Aux États Membres", "les États Membres"),
        ("Instamos al Gobierno de Chile a:", "el Gobierno de Chile"),
        ("A la Asamblea Nacional:", "la Asamblea Nacional"),
        ("The wells are dry because:", None),
        ("We recommend the following:", None),
        ("To sum up:", None),
        ("To end this, we recommend:", None),
        ("In 2019 the Government of Zambia called on us.", None),
    ],
)
def test_the_line_above_a_list_says_who_is_asked(line: str, addressee: str | None) -> None:
    assert find_addressee(line) == addressee


def split(title: str, *blocks: Node) -> list[tuple[str, str] | str]:
    """The segments of a part: its texts by their words, its recommendations with their addressees."""
    result: list[tuple[str, str] | str] = []
    for segment in split_recommendations(title, blocks):
        if segment.text:
            result.append(
                " / ".join(block["c"][0]["c"] if block["t"] == "Para" else block["t"] for block in segment.text)
            )
        result += [(item.addressee, "".join(inline["c"] for inline in item.action)) for item in segment.items]
    return result


def test_the_items_of_a_list_are_records_and_all_else_stays_a_text_in_its_order() -> None:
    lead = paragraph("We call on Kenya to:")
    assert split("Recommendations", paragraph("Before."), lead, bullets("repair the wells; and", "publish the survey."), paragraph("After.")) == [
        "Before. / We call on Kenya to:", ("Kenya", "repair the wells"), ("Kenya", "publish the survey."), "After.",
    ]  # fmt: skip


def test_typed_numbers_and_joining_words_are_taken_off_and_kept_apart() -> None:
    segments = split_recommendations(
        "To Kenya", [paragraph("1. Repair the wells, and"), paragraph("(b) Publish the survey;")]
    )
    assert [("".join(i["c"] for i in item.action), item.removed) for item in segments[0].items] == [
        ("Repair the wells", ("1.", "and")),
        ("Publish the survey", ("(b)",)),
    ]


def test_an_item_that_names_who_is_asked_is_for_them() -> None:
    assert split(
        "Recommendations", bullets("The United Nations should send a mission.", "States must pay for it.")
    ) == [
        ("the United Nations", "The United Nations should send a mission."),
        ("States", "States must pay for it."),
    ]


def test_a_list_that_names_nobody_stays_a_list() -> None:
    assert split(
        "Recommendations", paragraph("The wells are dry because:"), bullets("it did not rain", "nobody came")
    ) == ["The wells are dry because: / BulletList"]


def test_a_heading_ends_what_the_one_before_it_said() -> None:
    heading = {"t": "Header", "c": [3, ["", [], []], [{"t": "Str", "c": "Why this matters"}]]}
    assert (
        split("To Kenya", bullets("Repair the wells."), heading, bullets("it did not rain"))[1] == "Header / BulletList"
    )


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("About 60 people were returned to the north in 2024.", [("60", "people")]),
        ("Between 10,000 and 300,000 people live there in hiding.", [("10000-300000", "people")]),
        ("It took the lives of 300,000 to 3 million people.", [("300000-3000000", "people")]),
        (
            "The harvest fell from 5.4 million tons in 1989 to 3.4 million tons.",
            [("5400000", "tons"), ("3400000", "tons")],
        ),
        ("In 11.3 per cent of cases nobody came to help.", [("11.3", "%")]),
        ("Près de 45 % des puits sont à sec.", [("45", "%")]),
        ("They pay US$ 5,000 to the owner of the well.", [("5000", "US$")]),
        ("The border is 1,420-kilometre long in this region.", [("1420", "kilometre long")]),
        ("On 26 April 2024 the Council met in session 45.", []),
        ("Article 3 and section 12 of Act 5 protect this right.", []),
        ("The events of 3 May and of May 4, 2019 are known.", []),
        ("We came on 12 May, le 3 févr. and el 3 de marzo.", []),
        ("They came back on 5 Sept. with all their friends.", []),
        ("There were 3 markets and 300 decisions in that year.", [("3", "markets"), ("300", "decisions")]),
        ("The 7 junior officers saw 12 marriages in the north.", [("7", "junior officers"), ("12", "marriages")]),
        ("Of all these wells, 12 may be dry next year.", [("12", "")]),
        ("1. The wells of the north are dry today.", []),
        ("He cites the paper of 1990 (see p. 45).", []),
        ("60 wells", []),
        ("Convention on Wells (adopted 10 December 1984) 1465 UNTS 85.", []),
    ],
)
def test_figures_of_a_sentence(sentence: str, found: list[tuple[str, str]]) -> None:
    assert [("-".join(figure.value), figure.unit) for figure in find_figures([paragraph(sentence)])] == found


def test_a_figure_has_its_sentence_and_the_citations_of_that_sentence_only() -> None:
    text = paragraph(
        "The first sentence has 60 people in it.\ue000c0\ue003 The second one has 70 of them.\ue000c1\ue003 And more."
    )
    assert [(figure.sentence, figure.citations) for figure in find_figures([text])] == [
        ("The first sentence has 60 people in it.", (0,)),
        ("The second one has 70 of them.", (1,)),
    ]


def test_nothing_reads_a_file_of_proposals(tmp_path: Path, run: Run) -> None:
    root = copy_project("river-watch", tmp_path)
    before = run("list", "facts", cwd=root).out
    for stem in ("facts", "sources", "images", "previous"):
        proposals = root / "content/clean-water" / f"{stem}.proposed.yaml"
        proposals.write_text("figure-1: {value: 95, unit: wells}\n", encoding="utf-8")
    assert run("list", "facts", cwd=root).out == before
    checked = run("check", "water-report", cwd=root)
    assert (checked.code, "figure-1" in checked.err) == (0, False), checked.err


def test_a_second_file_of_a_kind_is_an_error_and_replaces_nothing(tmp_path: Path, run: Run) -> None:
    root = copy_project("river-watch", tmp_path)
    names = ["facts.2024.yaml", "facts.old.yaml", "images.fr.yaml", "previous.copy.yaml"]
    for name in names:
        (root / "content/clean-water" / name).write_text("{}\n", encoding="utf-8")
    checked = run("check", "water-report", cwd=root)
    assert (checked.code, "fact-unknown" in checked.err) == (1, False), checked.err
    for name in names:
        stem = name.partition(".")[0]
        message = f"content/clean-water/{name}: error: is not read: the only file of this kind is `{stem}.yaml` [{stem}-format]"
        assert message in checked.err
        assert f"move its entries to `{stem}.yaml`" in checked.err


def test_records_and_proposals_are_written_and_no_word_is_lost(tmp_path: Path, run: Run) -> None:
    root = copy_project("minimal", tmp_path)
    (tmp_path / "wells.md").write_text(
        "# Wells\n\n## Findings\n\nWe found that 60 wells of the north are dry.[^1]\n\n## Recommendations\n\n"
        "We call on the Government of Zambia to:\n\n1. Repair every well;[^2] and\n2. Publish the survey of all 300 wells.\n\n"
        "   It was made in 2019.\n\nThen we shall see.\n\n"
        "[^1]: Ann Young, *Deep Water* (River Press 2009) 12.\n[^2]: The law says so.\n",
        encoding="utf-8",
    )
    done = run("import", str(tmp_path / "wells.md"), cwd=root)
    assert done.code == 0, done.err
    record = (root / "content/wells/recommendations/publish-the-survey-of-all-300.md").read_text(encoding="utf-8")
    assert 'addressee: "the Government of Zambia"\naction: "Publish the survey of all 300 wells."\n' in record
    assert record.endswith("---\nIt was made in 2019.\n")
    report = (root / "import-report.md").read_text(encoding="utf-8")
    assert "nothing: every word of the file is in a block or above" in report
    assert "- `recommendations/repair-every-well` asks the Government of Zambia: `Repair every well[^1]`" in report
    proposed = parse_yaml((root / "content/wells/facts.proposed.yaml").read_text(encoding="utf-8"), "", Sink())
    assert proposed
    facts = FactsFile.model_validate(proposed.data).root
    assert [(fact.value, fact.unit, fact.source) for fact in facts.values()] == [
        (60, "wells", ("@young2009b, p 12",)),
        (300, "wells", ()),
    ]
    built = run("build", "wells", "--to", "html", cwd=root)
    assert built.code == 0, built.err
    page = " ".join(re.sub(r"<[^>]+>", " ", (root / "out/wells.html").read_text(encoding="utf-8")).split())
    assert "The Government of Zambia should repair every well." in re.sub(r" \d+ ?", "", page.replace(" .", "."))
    for words in (
        "We call on the Government of Zambia to:",
        "It was made in 2019.",
        "Then we shall see.",
        "The law says so.",
    ):
        assert words in page
