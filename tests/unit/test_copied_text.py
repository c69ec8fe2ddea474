"""Who pastes words of a withheld text into a text for this reader gets a warning; shared phrases are nothing to warn of."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.load import load_brief
from briefgen.model.diagnostic import Sink
from briefgen.pipeline import compose_document, load_inputs
from tests.unit.project_files import project_in, told
from tests.unit.test_gate import AUDIENCE, BRIEF, block, files

HIDING_PLACE = "The family hides in the yellow house behind the mill. Kim Yong-chol brings them food on Sundays."
SOURCES = "- {id: hrw, type: report, title: Families hide in yellow houses behind mills, sensitivity: public}\n"
INTERVIEWS = "- {id: talk, type: interview, title: A talk, sensitivity: confidential}\n"


def warned(root: Path, written: dict[str, str], *, internal: bool = False) -> list[str]:
    """Where the author of the brief `note` is warned of copied words, or the whole message."""
    sink = Sink()
    project = project_in(root, {"content/korea/secret.md": block(HIDING_PLACE, "confidential"), **written})
    compose_document(load_inputs(project, load_brief(project, "note", sink), sink), sink)
    if internal:
        sink.diagnostics[:] = [diagnostic.show_withheld_origin() for diagnostic in sink.diagnostics]
    lines = [line for line in told(sink).split("\n") if "[leak-copied]" in line]
    return lines if internal else [line.partition(": ")[0] for line in lines]


COPIES = {
    "a sentence": "Plain words.\n\nThe family hides in the yellow house behind the mill.",
    "part of a sentence": "Plain words.\n\nAs we heard, a family hides in the yellow house behind the shop.",
    "with emphasis": "Plain words.\n\nThe *family* hides **in** the [yellow](https://example.org) house behind the mill.",
    "over two lines": "Plain words.\n\nThe family hides in the\nyellow house behind the mill.",
    "in a list": "Plain words.\n\n- The family hides in the yellow house behind the mill.",
    "in a quotation of nobody": "Plain words.\n\n“The family hides in the yellow house behind the mill.”",
    "in a quotation of a work that is withheld too": "Plain words.\n\nA neighbour said: the family hides in the yellow house behind the mill.",
    "a name": "Plain words.\n\nWe thank Kim Yong-chol for his help.",
    "a name in the other order": "Plain words.\n\nWe thank Yong-chol Kim for his help.",
    "a name without its hyphen": "Plain words.\n\nWe thank Mr Kim Yongchol.",
}


@pytest.mark.parametrize("body", COPIES.values(), ids=COPIES)
def test_words_of_a_withheld_block_are_warned_of_at_their_line(tmp_path: Path, body: str) -> None:
    assert warned(tmp_path, files(**{"content/korea/open.md": block(body)})) == ["content/korea/open.md:9"]


def test_only_its_authors_are_told_of_the_other_place(tmp_path: Path) -> None:
    written = files(
        **{
            "content/korea/open.md": block(COPIES["a sentence"]),
            "content/korea/secret.md": block(f"One.\n\n{HIDING_PLACE}", "confidential"),
        }
    )
    assert warned(tmp_path, written, internal=True) == [
        "content/korea/open.md:9: warning: this passage has the same words as a text that this reader may not see: "
        "`content/korea/secret.md:9` [leak-copied]"
    ]


def test_words_of_a_withdrawn_testimony_are_warned_of(tmp_path: Path) -> None:
    consent = "{given: by voice, audiences: any, places: any, withdrawn: 2025-05-01}"
    testimony = block(HIDING_PLACE, consent=consent).replace("kind: background", "kind: testimony")
    audience = AUDIENCE.replace("[background]", "[background, testimony]")
    more = {
        "content/korea/secret.md": testimony,
        "content/korea/open.md": block(COPIES["a sentence"]),
        "templates/embassy/audience.yaml": audience,
    }
    assert warned(tmp_path, files(**more)) == ["content/korea/open.md:9"]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        (
            "briefs/note.yaml",
            BRIEF
            + "date: 2026-11-23\nstandfirsts:\n  background: >\n    The family hides in the yellow house behind the mill.\n",
            "briefs/note.yaml:6",
        ),
        (
            "briefs/note.yaml",
            BRIEF.replace("Note", "The family hides in the yellow house") + "date: 2026-11-23\n",
            "briefs/note.yaml:3",
        ),
        (
            "content/korea/open.md",
            block("Plain words.").replace("title: T", "title: The family hides in the yellow house"),
            "content/korea/open.md",
        ),
    ],
)
def test_words_in_other_places_are_warned_of(tmp_path: Path, name: str, content: str, place: str) -> None:
    assert [line.removesuffix(":1") for line in warned(tmp_path, files(**{name: content}))] == [place]


def test_words_in_a_passage_of_the_audience_are_warned_of(tmp_path: Path) -> None:
    audience = AUDIENCE.replace("kinds: [background]", "kinds: [background], before: hello.md")
    more = {"templates/embassy/audience.yaml": audience, "templates/embassy/hello.md": f"Hello.\n\n{HIDING_PLACE}\n"}
    assert warned(tmp_path, files(**more)) == ["templates/embassy/hello.md:3"]


HARMLESS = {
    "five words": "The family hides in the house.",
    "a quotation of a public work": "It says: “The family hides in the yellow house behind the mill” [@hrw, p 3].",
    "a quotation with a note": "It says: “The family hides in the yellow house behind the mill”.[^a]\n\n[^a]: [@hrw, p 3].",
    "a block quotation": "It says [@hrw]:\n> The family hides in the yellow house behind the mill.",
    "other words": "A household lives hidden near a mill, in a house of that colour.",
    "a surname": "Mr Kim and Mr Yong-nam came.",
}


@pytest.mark.parametrize("body", HARMLESS.values(), ids=HARMLESS)
def test_harmless_words_are_nothing_to_warn_of(tmp_path: Path, body: str) -> None:
    more = {"content/korea/open.md": block(body), "content/korea/sources.yaml": SOURCES}
    assert warned(tmp_path, files(**more)) == []


def test_a_quotation_of_a_withheld_work_is_no_quotation_of_a_public_one(tmp_path: Path) -> None:
    secret = block(f"She said: “{HIDING_PLACE}” [@talk].", "confidential")
    more = {"content/korea/secret.md": secret, "content/korea/sources.yaml": SOURCES + INTERVIEWS}
    opened = block("It is said: “The family hides in the yellow house behind the mill.”\n\nSee [@hrw].")
    assert warned(tmp_path, files(**{**more, "content/korea/open.md": opened})) == ["content/korea/open.md:7"]


def test_a_phrase_of_several_permitted_blocks_is_nothing_to_warn_of(tmp_path: Path) -> None:
    body = block("The family hides in the yellow house behind the mill. We thank Kim Yong-chol.")
    assert warned(tmp_path, files(**{"content/korea/open.md": body, "content/korea/other.md": body})) == []


def test_titles_of_works_institutions_and_states_are_nothing_to_warn_of(tmp_path: Path) -> None:
    hidden = (
        "He read Families hide in yellow houses behind mills before he went to Human Rights Watch with it. The Office of the United Nations High "
        "Commissioner for Refugees knew of him under the Refugee Convention and its 1967 Protocol. North Korea did not."
    )
    opened = (
        "See Families hide in yellow houses behind mills for more. Human Rights Watch saw North Korea. States asked the Office of the United Nations High "
        "Commissioner for Refugees twice. China is bound by the Refugee Convention and its 1967 Protocol."
    )
    more = {
        "content/korea/secret.md": block(hidden, "confidential"),
        "content/korea/open.md": block(opened),
        "content/korea/sources.yaml": SOURCES,
    }
    assert warned(tmp_path, files(**more)) == []


def test_the_cuts_of_one_block_may_share_words(tmp_path: Path) -> None:
    short = f"---\nsensitivity: confidential\n---\n{HIDING_PLACE}\n"
    more = {
        "content/korea/secret.md": "",
        "content/korea/open@short.md": short,
        "content/korea/open.md": block(HIDING_PLACE),
    }
    more["content/korea/secret.md"] = block("Other words.", "confidential")
    assert warned(tmp_path, files(**more)) == []


def test_a_reader_who_may_see_both_is_not_warned_of(tmp_path: Path) -> None:
    more = {
        "content/korea/open.md": block(COPIES["a sentence"]),
        "templates/embassy/audience.yaml": AUDIENCE + "ceiling: confidential\n",
    }
    assert warned(tmp_path, files(**more)) == []


FACTS = (
    "raid: {value: 2023-10-09, sensitivity: confidential}\nheld: {value: 4713, unit: people, sensitivity: confidential}\n"
    "share: {value: [14.52, 48213], unit: grams, sensitivity: confidential}\nround: {value: 12000, unit: people, sensitivity: confidential}\n"
    "built: {value: 1948, sensitivity: confidential}\nknown: {value: 77613, unit: people, sensitivity: public}\n"
    "twin: {value: 77613, unit: people, sensitivity: confidential}\n"
)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("They held 4713 people.", ["content/korea/open.md:9"]),
        ("They held 4,713 people.", ["content/korea/open.md:9"]),
        ("It weighed 14.52 grams.", ["content/korea/open.md:9"]),
        ("It weighed 48 213 grams.", ["content/korea/open.md:9"]),
        ("They came on 9 October 2023.", ["content/korea/open.md:9"]),
        ("They came on October 9, 2023.", ["content/korea/open.md:9"]),
        ("They held 12,000 people.", []),
        ("It was built in 1948.", []),
        ("They held 77,613 people, 148,213, 47,130 and 4,714, on 8 October 2023.", []),
    ],
)
def test_a_figure_or_day_of_a_withheld_fact_is_warned_of_at_its_line(
    tmp_path: Path, words: str, places: list[str]
) -> None:
    written = files(**{"content/korea/open.md": block(f"Plain words.\n\n{words}"), "content/korea/facts.yaml": FACTS})
    assert warned(tmp_path, written) == places
