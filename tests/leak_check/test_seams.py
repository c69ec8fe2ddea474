"""Where two parts meet: what one of them withholds, the other must not bring in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from briefgen.commands.scaffold import write_new_files
from briefgen.load import load_brief, load_campaign, load_library, load_project
from briefgen.model.campaign import Override
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.library import Sensitivity
from briefgen.model.tree import extract_text
from briefgen.pipeline import compose_document, find_withheld, load_inputs, select_blocks
from tests.leak_check.test_proof import made, page
from tests.unit.project_files import attempt, project_in, told, write_files
from tests.unit.test_gate import BRIEF, block, built, files


def test_a_cut_of_a_translation_is_no_looser_than_the_translation_whose_title_it_takes_over(tmp_path: Path) -> None:
    written = files(
        **{
            "content/korea/open.fr.md": "---\ntitle: Maison jaune\nsensitivity: partner\n---\nMots.\n",
            "content/korea/open@short.fr.md": "---\nsensitivity: public\n---\nMots brefs.\n",
        }
    )
    sink = Sink()
    load_library(project_in(tmp_path, written), "korea", sink)
    assert told(sink) == (
        "content/korea/open@short.fr.md:2: error: a variant cannot be `public` while `content/korea/open.fr.md`, "
        "the text that it is a variant of, is `partner` [variant-sensitivity]\n"
        "  hint: write `sensitivity: partner`"
    )


@pytest.mark.parametrize(
    "link",
    [
        "templates/embassy/page.html", "templates/embassy/more.html", "templates/base/notes.html", "styles/base.css",
        "styles/embassy.css", "styles/fonts/F.ttf", "styles/images/seal.png", "styles/citations/ours.csl",
    ],
)  # fmt: skip
def test_no_template_and_no_style_sheet_is_a_link_out_of_the_project(tmp_path: Path, link: str) -> None:
    """A folder from outside may bring links with it: what they lead to would be printed."""
    (tmp_path / "outside").write_text("root:x:0:0", encoding="utf-8")
    root = write_files(tmp_path / "project", files())
    path = root / link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(tmp_path / "outside")
    text, problems = _built_as_it_is(root)
    assert not text
    assert f"{link}: error: `{link}` leads out of the project [path-escape]" in problems


def _built_as_it_is(root: Path) -> tuple[str, str]:
    sink = Sink()
    try:
        project = load_project(root, sink)
        document = compose_document(load_inputs(project, load_brief(project, "note", sink), sink), sink)
    except BriefgenError:
        return "", told(sink)
    return extract_text((document.body,)), told(sink)


@pytest.mark.parametrize(
    "labels",
    ["images/face.png: {sensitivity: confidential}\n", "images/face.png: {sensitivity: public, people: true}\n"],
)
@pytest.mark.parametrize("logo", ["logo.png", "content/korea/images/face.png"])
def test_a_logo_is_held_to_what_is_said_of_the_image(tmp_path: Path, labels: str, logo: str) -> None:
    written = files(
        **{
            "briefgen.yaml": f"organisation: {{name: Example, logo: {logo}}}\n",
            "content/korea/images.yaml": labels,
            "templates/embassy/page.html": '<body><main><h1>T</h1><p><img src="{{ org.logo }}" alt="Logo"></p>{{ section("background") }}</main></body>\n',
        }
    )
    root = write_files(tmp_path, written)
    (root / "content/korea/images").mkdir()
    Image.new("RGB", (4, 4)).save(root / "content/korea/images/face.png")
    if logo == "logo.png":
        (root / logo).symlink_to("content/korea/images/face.png")
    text, problems = _built_as_it_is(root)
    assert not text
    assert problems == (
        f"briefgen.yaml:1: error: the logo `{logo}` is an image of a library, and not one for this reader [project-logo]\n"
        "  hint: keep the logo outside `content/`"
    )


def test_a_source_of_an_earlier_recommendation_goes_with_the_text_that_cites_it(tmp_path: Path) -> None:
    written = files(
        **{
            "content/korea/sources.yaml": "- {id: minutes, type: report, title: Minutes of a closed meeting}\n",
            "content/korea/ask.md": "---\ntitle: Ask\nkind: recommendation\nsensitivity: confidential\naddressee: A\naction: Do it\n"
            "previous:\n  - {cycle: 3, paragraph: '1.1', states: [FRA], text: Do it, source: '@minutes', position: noted}\n---\n",
        }
    )
    library = load_library(project_in(tmp_path, written), "korea", Sink())
    assert library.sources["minutes"].sensitivity is Sensitivity.CONFIDENTIAL


def test_a_word_in_quotation_marks_is_no_use_of_the_fact_of_that_name(tmp_path: Path) -> None:
    written = files(
        **{
            "content/korea/facts.yaml": "hideouts: {value: 17}\nshown: {value: 5}\n",
            "content/korea/open.md": block(
                """So-called "hideouts" {% for one in ['shown'] %}{{ fact(one) }}{% endfor %}."""
            ),
            "content/korea/secret.md": block('There are {{ fact("hideouts") }}.', "confidential"),
        }
    )
    facts = load_library(project_in(tmp_path, written), "korea", Sink()).facts
    assert facts["hideouts"].sensitivity is Sensitivity.CONFIDENTIAL
    assert facts["shown"].sensitivity is Sensitivity.PUBLIC


STRICT = "organisation: {name: Example}\ndefault_sensitivity: confidential\n"


def test_what_a_campaign_or_the_command_line_adds_is_as_strict_as_the_project(tmp_path: Path) -> None:
    written = files(**{"briefgen.yaml": STRICT, "content/korea/open.md": block("At {{ brief.variables.place }}.")})
    project = project_in(tmp_path, written)
    sink = Sink()
    brief = Override(variables={"place": "Yanji"}).apply_to(load_brief(project, "note", sink))
    inputs = load_inputs(project, brief, sink)
    assert find_withheld(inputs).variables == {"place": "Yanji"}
    with pytest.raises(BriefgenError):
        compose_document(inputs, sink)
    assert "Yanji" not in told(sink)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("n: {value: 1, unit: people behind the mill, sensitivity: partner}", "people behind the mill"),
        ("n: {value: 1, as_of: the night of the flood, sensitivity: partner}", "on the night of the flood"),
    ],
)
def test_every_text_of_a_withheld_fact_fails_the_build(tmp_path: Path, facts: str, words: str) -> None:
    more = {"content/korea/facts.yaml": facts + "\n", "templates/embassy/page.html": page(words)}
    assert "audit-withheld" in made(tmp_path, files(**more))


def test_the_group_of_a_withheld_block_fails_the_build_in_every_language(tmp_path: Path) -> None:
    secret = block("Words.", "partner", group="{en: The mill, fr: Le moulin jaune}")
    more = {"content/korea/secret.md": secret, "templates/embassy/page.html": page("Le moulin jaune")}
    assert "audit-withheld" in made(tmp_path, files(**more))


def test_values_of_a_column_that_is_withheld_are_no_hint(tmp_path: Path) -> None:
    written = files(
        **{
            "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\nwhere: {contact: [Nobody]}\nsensitivity: {contact: confidential}\n",
            "campaigns/all.csv": "id,contact\nfr,Kim\n",
        }
    )
    sink = Sink()
    project = project_in(tmp_path, written)
    attempt(lambda: load_campaign(project, "all", sink))
    assert "leaves no recipient" in told(sink)
    assert "Kim" not in told(sink)


def test_a_state_that_is_withheld_moves_nothing_and_is_not_told(tmp_path: Path) -> None:
    asking = "---\ntitle: Ask\nkind: background\nstatus: approved\nsensitivity: public\n---\nA.\n"
    recommending = (
        "---\ntitle: R\nkind: recommendation\nstatus: approved\nsensitivity: public\naddressee: A\naction: Do it\n"
        "previous:\n  - {cycle: 3, paragraph: '1.1', states: [FRA], text: Do it, source: '@x', position: noted}\n---\n"
    )
    written = files(
        **{
            "content/korea/open.md": asking,
            "content/korea/r.md": recommending,
            "content/korea/sources.yaml": "- {id: x, type: report, title: X, sensitivity: public}\n",
            "templates/embassy/audience.yaml": "title: E\nsections:\n  - {id: background, title: B, kinds: [recommendation]}\n",
            "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\nsensitivity: {state: confidential}\n",
            "campaigns/all.csv": "id,state\none,FRA\n",
        }
    )
    sink = Sink()
    project = project_in(tmp_path, written)
    brief = load_brief(project, "note", sink).for_recipient(next(iter(load_campaign(project, "all", sink).recipients)))
    reasons = [choice.reason for choice in select_blocks(load_inputs(project, brief, sink), sink).choices]
    assert reasons
    assert not any("FRA" in reason for reason in reasons)


@pytest.mark.parametrize("name", ["exclude", "cuts", "sections", "sensitivity", "ceiling", "lines"])
def test_no_text_prints_what_a_brief_leaves_out(tmp_path: Path, name: str) -> None:
    written = files(
        **{
            "content/korea/secret.md": block("Words.", "confidential"),
            "content/korea/open.md": block(f"{{% for one in brief.{name} %}}{{{{ one }}}}{{% endfor %}}."),
            "briefs/note.yaml": BRIEF + "exclude: [secret]\n",
        }
    )
    text, problems = built(tmp_path, written)
    assert not text
    assert f"`brief` has no `{name}`" in problems


def test_a_style_sheet_gets_no_image_of_a_library_by_a_link(tmp_path: Path) -> None:
    written = files(
        **{
            "content/korea/images.yaml": "images/face.png: {sensitivity: confidential}\n",
            "styles/embassy.css": "main { background: url(images/ground.png) }\n",
        }
    )
    root = write_files(tmp_path, written)
    (root / "content/korea/images").mkdir()
    Image.new("RGB", (4, 4)).save(root / "content/korea/images/face.png")
    (root / "styles/images").mkdir()
    (root / "styles/images/ground.png").symlink_to("../../content/korea/images/face.png")
    sink = Sink()
    project = load_project(root, sink)
    document = compose_document(load_inputs(project, load_brief(project, "note", sink), sink), sink)
    assert "styles/images/ground.png" not in document.assets.images


def test_nothing_is_begun_behind_a_link_out_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    root = write_files(tmp_path / "project", files())
    (root / "content/linked").symlink_to(tmp_path / "outside")
    with pytest.raises(BriefgenError, match="leads out of the project"):
        write_new_files(root, {"content/linked/block.md": "x"})
    assert not list((tmp_path / "outside").iterdir())
