"""Two versions of a text are aligned passage by passage, as a reader sees them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.check.parity.expected_text import ExpectedText, Line
from briefgen.compare.align import align_passages
from briefgen.compare.comparison import compare_versions
from briefgen.compare.html_report import build_html
from briefgen.compare.text_report import build_json, format_comparison
from briefgen.compare.version import Version, build_version_from_text

LONG = "The wells of the north were counted in the spring by the teachers of nine villages"
OTHER = "Nobody has asked the herders who come down from the hills when the snow melts"
THIRD = "A pump was brought from the city and broke in the first week of its use"


def build_version(*lines: str, notes: dict[int, str] | None = None) -> Version:
    """A version of these passages; `⟦1⟧` calls a note."""
    return build_version_from_text(
        ExpectedText(
            tuple(Line(tuple(line.split())) for line in lines),
            {number: Line(tuple(text.split())) for number, text in (notes or {}).items()},
        ),
        {},
        None,
    )


def report(old: Version, new: Version) -> list[str]:
    return list(format_comparison(compare_versions(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ([LONG], [LONG], ["no difference"]),
        ([LONG], [LONG, OTHER], [f"  {{+{OTHER}+}}"]),
        ([LONG, OTHER], [OTHER], [f"  [-{LONG}-]"]),
        (
            [f"{LONG} forty"],
            [f"{LONG} fifty"],
            ["  ... north were counted in the spring by the teachers of nine villages [-forty-]{+fifty+}"],
        ),
        ([LONG, OTHER, THIRD], [OTHER, THIRD, LONG], [f"  moved: {LONG[:55]}"]),
        ([LONG, OTHER, THIRD], [THIRD, LONG, OTHER], [f"  moved: {THIRD[:50]}"]),
        (["Yes", LONG], [LONG, "Yes"], ["  moved: Yes"]),
        (
            [f"1. {LONG}", f"2. {OTHER}"],
            ["1. New words come first of all here", f"2. {LONG}", f"3. {OTHER}"],
            ["  {+1. New words come first of all here+}", "numbers", "  paragraphs 1 to 2 are now 2 to 3"],
        ),
        (["价格是十元"], ["价格是百元"], ["  价格是[-十-]{+百+}元"]),
        (["It is 12 500 wells"], ["It is 12 600 wells"], ["  It is [-12 500-]{+12 600+} wells"]),
    ],
)
def test_passages(old: list[str], new: list[str], lines: list[str]) -> None:
    told = report(build_version(*old), build_version(*new))
    assert len(told) == len(lines)
    assert all(line.startswith(expected) for line, expected in zip(told, lines, strict=True)), told


def test_a_moved_passage_that_changed_is_told_as_one() -> None:
    told = report(build_version(LONG, OTHER, THIRD), build_version(OTHER, THIRD, LONG.replace("nine", "ten")))
    assert told == ["  moved: ... of the north were counted in the spring by the teachers of [-nine-]{+ten+} villages"]


def test_notes_are_compared_by_what_they_cite() -> None:
    old = build_version(f"{LONG}.⟦1⟧", f"{OTHER}.⟦2⟧", notes={1: "Razz, The Count 3.", 2: "Razz (n 1) 4."})
    same = build_version(
        f"{THIRD}.⟦1⟧", f"{LONG}.⟦2⟧", f"{OTHER}.⟦3⟧", notes={1: "Yoon 7.", 2: "Razz, The Count 3.", 3: "Razz (n 2) 4."}
    )
    assert report(old, same) == [f"  {{+{THIRD}.[note 1: Yoon 7.]+}}", "numbers", "  notes 1 to 2 are now 2 to 3"]
    other = build_version(f"{LONG}.⟦1⟧", f"{OTHER}.⟦2⟧", notes={1: "Razz, The Count 3.", 2: "Razz (n 1) 5."})
    assert report(old, other) == [
        "  ... the herders who come down from the hills when the snow melts.[-[note 2: Razz (n 1) 4.]-]{+[note 2: Razz (n 1) 5.]+}"
    ]


def test_the_data_for_other_programs() -> None:
    data = build_json(compare_versions(build_version(LONG, OTHER, THIRD), build_version(OTHER, THIRD, LONG)))
    assert data["passages"] == [{"change": "moved", "file": "", "old": LONG, "new": LONG}]


LINES = st.lists(
    st.sampled_from([LONG, OTHER, THIRD, f"{LONG} again", f"{OTHER}, too", "Yes", "1. No", f"2. {THIRD}⟦1⟧"]),
    max_size=7,
)


@settings(deadline=None, max_examples=60)
@given(LINES, LINES)
def test_both_versions_are_whole_in_the_alignment(old: list[str], new: list[str]) -> None:
    before, after = build_version(*old, notes={1: "A."}), build_version(*new, notes={1: "A."})
    changes = align_passages(before, after)
    assert tuple(change.old for change in changes if change.old) == before.passages
    assert tuple(change.new for change in changes if change.new) == after.passages
    assert all(not change.is_moved or not (change.old and change.new) for change in changes)


def test_the_page_marks_what_came_and_went() -> None:
    comparison = compare_versions(build_version(f"{LONG} <a>", OTHER), build_version(f"{LONG} <b>", THIRD))
    page = build_html(comparison, "Water & wells")
    assert "<title>Water &amp; wells</title>" in page
    assert "&lt;<del>a</del><ins>b</ins>&gt;" in page
    assert f"<p><del>{OTHER}</del></p>" in page
    assert f"<p><ins>{THIRD}</ins></p>" in page
