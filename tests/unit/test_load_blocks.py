"""Markdown files to blocks and variants."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from briefgen.load import load_library
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.library import Block, Library, Sensitivity, Status
from tests.unit.project_files import project_in, told

LEAST = "---\ntitle: Torture\nkind: legal-analysis\n---\nText.\n"


def library(root: Path, files: dict[str, str]) -> tuple[Library, str]:
    sink = Sink()
    project = project_in(root, {f"content/korea/{name}": text for name, text in files.items()})
    return load_library(project, "korea", sink), told(sink)


def block(root: Path, files: dict[str, str]) -> Block:
    loaded, problems = library(root, files)
    assert problems == ""
    (made,) = loaded.blocks
    return made


def test_nothing_is_public_or_finished_by_accident(tmp_path: Path) -> None:
    made = block(tmp_path, {"legal/torture.md": LEAST})
    assert (made.id, made.sensitivity, made.status) == ("legal/torture", Sensitivity.CONFIDENTIAL, Status.DRAFT)
    assert (made.order, made.audiences, made.topics, made.recommendation) == (100, None, frozenset(), None)


def test_the_body_knows_the_line_it_begins_on(tmp_path: Path) -> None:
    text = "---\r\ntitle: Torture\r\nkind: case\r\n\r\n---\r\n\r\nFirst.\r\n"
    (own,) = block(tmp_path, {"a.md": text}).variants
    assert (own.body, own.body_line) == ("\nFirst.\n", 6)


def test_a_line_of_dashes_in_the_body_stays_in_the_body(tmp_path: Path) -> None:
    (own,) = block(tmp_path, {"a.md": LEAST + "\n---\n\nMore.\n"}).variants
    assert own.body == "Text.\n\n---\n\nMore.\n"


def test_a_variant_has_what_it_does_not_state_from_its_block(tmp_path: Path) -> None:
    made = block(
        tmp_path,
        {
            "a.md": "---\ntitle: Torture\nshort_title: Pain\nkind: case\nsensitivity: partner\n---\nText.\n",
            "a@short.md": "Short.\n",
            "a@embassy.md": "---\ntitle: For embassies\nsensitivity: confidential\n---\nEmbassy.\n",
        },
    )
    own, embassy, short = made.variants
    assert own.name == ""
    assert (short.name, short.title, short.short_title, short.sensitivity) == (
        "short",
        "Torture",
        "Pain",
        Sensitivity.PARTNER,
    )
    assert (short.body, short.body_line) == ("Short.\n", 1)
    assert (embassy.title, embassy.sensitivity, embassy.body_line) == ("For embassies", Sensitivity.CONFIDENTIAL, 5)


def test_the_translation_of_a_cut_takes_over_from_the_translated_block(tmp_path: Path) -> None:
    loaded, problems = library(
        tmp_path,
        {
            "a.md": "---\ntitle: Torture\nshort_title: Pain\nkind: case\nsensitivity: public\n---\nText.\n",
            "a.fr.md": "---\ntitle: La torture\nsensitivity: partner\n---\nTexte.\n",
            "a@short.fr.md": "Court.\n",
        },
    )
    assert problems == ""
    texts = {(variant.name, variant.language): variant for variant in loaded.blocks[0].variants}
    assert set(texts) == {("", "en"), ("", "fr"), ("short", "fr")}
    short = texts["short", "fr"]
    assert (short.title, short.short_title, short.sensitivity) == ("La torture", "", Sensitivity.PARTNER)


def test_a_recommendation_keeps_its_fields_and_a_translation_restates_them(tmp_path: Path) -> None:
    made = block(
        tmp_path,
        {
            "ask.md": "---\ntitle: Ask\nkind: recommendation\naddressee: China\naction: Stop returns.\n"
            "asks: Raise it.\nlegal_basis: ['@cat, art 3']\ndeadline: 2026-12-31\n---\n",
            "ask.fr.md": "---\ntitle: Demande\naddressee: Chine\naction: Cesser les renvois.\nasks: Soulevez-le.\n---\n",
        },
    )
    own, french = made.variants
    assert made.recommendation is not None
    assert made.recommendation == own.recommendation
    assert made.recommendation.asks == ("Raise it.",)
    assert made.recommendation.deadline == "2026-12-31"
    assert french.recommendation is not None
    assert (french.recommendation.action, french.recommendation.legal_basis) == (
        "Cesser les renvois.",
        ("@cat, art 3",),
    )


@pytest.mark.parametrize(
    ("addressee", "said"),
    [
        ("cn", "`cn` is the code of a state, and is printed as it is [recommendation-addressee]\n  hint: write what a sentence says, such as `China`; a code belongs to `state`"),
        ("CN", "such as `China`"),
        ("Chn", "such as `China`"),
        ("KEN", "such as `Kenya`"),
        ("gb", "such as `United Kingdom`"),
        ("KEN and UGA", "`KEN and UGA` is made of the codes of states, and is printed as it is"),
        ("fr, de, it", "such as `France`"),
    ],
)  # fmt: skip
def test_the_code_of_a_state_is_no_name_for_a_sentence(addressee: str, said: str, tmp_path: Path) -> None:
    files = {
        "ask.md": f"---\ntitle: Ask\nkind: recommendation\naddressee: {addressee}\naction: Stop returns.\n---\n",
        "ask@short.md": f"---\naddressee: {addressee}\n---\n",
    }
    _, problems = library(tmp_path, files)
    assert f"content/korea/ask.md:4: warning: `{addressee}` is " in problems
    assert f"content/korea/ask@short.md:2: warning: `{addressee}` is " in problems
    assert said in problems


@pytest.mark.parametrize(
    "addressee",
    ["China", "the UK", "UK", "US", "USA", "UN", "EU", "DPRK", "WHO", "Kenya and US", "the CEO of KEN", "中国", "all"],
)
def test_a_name_that_is_like_a_code_is_a_name(addressee: str, tmp_path: Path) -> None:
    text = f"---\ntitle: Ask\nkind: recommendation\naddressee: {addressee}\naction: Stop returns.\n---\n"
    assert library(tmp_path, {"ask.md": text})[1] == ""


def test_a_translated_recommendation_that_stays_in_the_first_language_is_told(tmp_path: Path) -> None:
    _, problems = library(
        tmp_path,
        {
            "ask.md": "---\ntitle: Ask\nkind: recommendation\naddressee: China\naction: Stop returns.\nasks: Raise it.\n---\n",
            "ask.fr.md": "---\ntitle: Demande\n---\nTexte.\n",
        },
    )
    assert (
        "warning: a translated recommendation lacks `addressee`, `action` and `asks` [variant-recommendation]"
        in problems
    )


def test_readmes_images_and_hidden_files_are_no_blocks(tmp_path: Path) -> None:
    loaded, problems = library(
        tmp_path,
        {
            "a.md": LEAST,
            "README.md": "x",
            "legal/readme.md": "x",
            ".draft.md": "x",
            "images/credit.md": "x",
            "images/a b.png": "",
        },
    )
    assert problems == ""
    assert [kept.id for kept in loaded.blocks] == ["a"]
    assert sorted(loaded.images) == ["images/a b.png", "images/credit.md"]


def test_a_block_may_have_an_id_of_its_own(tmp_path: Path) -> None:
    made = block(
        tmp_path, {"a.md": LEAST.replace("---\nText", "id: legal/torture\n---\nText"), "a@short.md": "Short.\n"}
    )
    assert made.id == "legal/torture"
    assert len(made.variants) == 2


def test_two_blocks_cannot_share_an_id_in_any_case(tmp_path: Path) -> None:
    loaded, problems = library(tmp_path, {"a.md": LEAST, "b.md": LEAST.replace("---\nText", "id: A\n---\nText")})
    assert len(loaded.blocks) == 1
    assert "[block-duplicate]" in problems


def test_names_are_the_same_however_the_disk_spells_them(tmp_path: Path) -> None:
    made = block(tmp_path, {unicodedata.normalize("NFD", "résumé.md"): LEAST})
    assert made.id == unicodedata.normalize("NFC", "résumé")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("tor ture.md", "block-name"),
        ("a@.md", "variant-name"),
        ("a.12.md", "variant-language"),
        ("a b/c.md", "block-name"),
    ],
)
def test_a_file_name_that_names_nothing_is_told(tmp_path: Path, name: str, code: str) -> None:
    _, problems = library(tmp_path, {"a.md": LEAST, name: LEAST})
    assert f"content/korea/{name}: error:" in problems
    assert f"[{code}]" in problems


def test_links_out_of_the_project_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(LEAST, encoding="utf-8")
    inside = tmp_path / "project"
    project = project_in(inside, {"content/korea/a.md": LEAST, "content/korea/images/b.png": ""})
    (inside / "content/korea/secret.md").symlink_to(outside / "secret.md")
    (inside / "content/korea/folder").symlink_to(outside)
    (inside / "content/korea/images/secret.png").symlink_to(outside / "secret.md")
    (inside / "content/korea/within").symlink_to(inside / "content/korea/images")
    sink = Sink()
    loaded = load_library(project, "korea", sink)
    assert [kept.id for kept in loaded.blocks] == ["a"]
    assert list(loaded.images) == ["images/b.png"]
    assert [(problem.code, problem.origin.path) for problem in sink.collect_sorted() if problem.origin] == [
        ("path-escape", "content/korea/folder"),
        ("path-escape", "content/korea/images/secret.png"),
        ("path-escape", "content/korea/secret.md"),
        ("path-link", "content/korea/within"),
    ]


def test_an_unknown_library_names_the_nearest(tmp_path: Path) -> None:
    sink = Sink()
    project = project_in(tmp_path, {"content/korea/a.md": LEAST})
    with pytest.raises(BriefgenError):
        load_library(project, "koera", sink)
    assert (
        told(sink)
        == "briefgen: error: no library `koera` in `content/` [library-unknown]\n  hint: did you mean `korea`?"
    )


@pytest.mark.parametrize("name", ["..", "../korea", "/etc", ""])
def test_a_library_is_a_folder_under_content(tmp_path: Path, name: str) -> None:
    project = project_in(tmp_path, {"content/korea/a.md": LEAST})
    with pytest.raises(BriefgenError, match="no library"):
        load_library(project, name, Sink())
