"""The gate: what lies above a reader's ceiling is gone before any text, message or file name is made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.load import load_brief, load_campaign
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.library import Sensitivity
from briefgen.model.tree import extract_text
from briefgen.pipeline import compose_document, find_withheld, load_inputs, select_blocks
from tests.unit.project_files import project_in, told

AUDIENCE = "title: Embassy\nsections:\n  - {id: background, title: Background, kinds: [background]}\n"
BRIEF = "audience: embassy\nlibrary: korea\ntitle: Note\n"


def block(body: str, sensitivity: str = "public", **more: str) -> str:
    stated = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"---\ntitle: T\nkind: background\nstatus: approved\nsensitivity: {sensitivity}\n{stated}---\n{body}\n"


def files(**more: str) -> dict[str, str]:
    return {
        "templates/embassy/audience.yaml": AUDIENCE,
        "templates/embassy/page.html": '<body><main><h1>{{ brief.title }}</h1>{{ section("background") }}</main></body>\n',
        "briefs/note.yaml": BRIEF + "date: 2026-11-23\n",
        "content/korea/open.md": block("Plain words."),
        **more,
    }


def built(root: Path, written: Mapping[str, str], recipient: str = "") -> tuple[str, str]:
    """The text of the brief `note`, and what its author is told."""
    sink = Sink()
    project = project_in(root, written)
    brief = load_brief(project, "note", sink)
    if recipient:
        found = load_campaign(project, "all", sink).recipients
        brief = brief.for_recipient(next(row for row in found if row.id == recipient))
    try:
        document = compose_document(load_inputs(project, brief, sink), sink)
    except BriefgenError:
        return "", told(sink)
    return extract_text((document.body,), notes=True), told(sink)


def test_an_unlabelled_fact_of_a_confidential_block_is_not_for_the_public(tmp_path: Path) -> None:
    facts = "hideouts: {value: 17, unit: houses}\nopen: {value: 5}\n"
    secret = block('There are {{ fact("hideouts") }} houses.', "confidential")
    brief = BRIEF + "key_facts: [hideouts]\n"
    more = {"content/korea/facts.yaml": facts, "content/korea/secret.md": secret, "briefs/note.yaml": brief}
    text, problems = built(tmp_path, files(**more))
    assert (text, problems) == (
        "",
        "briefs/note.yaml:4: error: fact `hideouts` is not in facts.yaml [fact-unknown]\n"
        "  hint: look whether it is in facts.yaml, with a `sensitivity` that this reader may see",
    )


def test_a_misspelt_fact_gets_no_hint_at_one_that_is_withheld(tmp_path: Path) -> None:
    facts = "hideouts: {value: 17, sensitivity: partner}\n"
    opened = block('There are {{ fact("hideout") }} houses.')
    text, problems = built(tmp_path, files(**{"content/korea/facts.yaml": facts, "content/korea/open.md": opened}))
    assert not text
    assert "fact-unknown" in problems
    assert "did you mean" not in problems


def test_a_withheld_source_and_one_that_does_not_exist_are_told_alike(tmp_path: Path) -> None:
    sources = "- {id: witness2024, type: interview, title: W, sensitivity: confidential}\n"
    told_of = []
    for index, key in enumerate(("witness2024", "nobody2024")):
        root = tmp_path / str(index)
        written = files(**{"content/korea/sources.yaml": sources, "content/korea/open.md": block(f"Words [@{key}].")})
        told_of.append(built(root, written)[1].replace(key, "KEY"))
    assert told_of[0] == told_of[1]
    assert "cite-unknown" in told_of[0]


def test_an_unlabelled_source_goes_with_the_least_sensitive_text_that_cites_it(tmp_path: Path) -> None:
    sources = "- {id: a, type: book, title: A}\n- {id: b, type: book, title: B}\n- {id: c, type: book, title: C}\n"
    secret = block('Words [@a; @b] {{ fact("f") }}.', "partner")
    written = files(
        **{
            "content/korea/sources.yaml": sources,
            "content/korea/facts.yaml": 'f: {value: 1, source: "@c"}\n',
            "content/korea/secret.md": secret,
            "content/korea/open.md": block("Words [@a]."),
        }
    )
    sink = Sink()
    project = project_in(tmp_path, written)
    library = load_inputs(project, load_brief(project, "note", sink), sink).library
    levels = {key: source.sensitivity for key, source in library.sources.items()}
    assert levels == {"a": Sensitivity.PUBLIC, "b": Sensitivity.PARTNER, "c": Sensitivity.PARTNER}


def test_a_strict_project_takes_what_is_unlabelled_for_confidential(tmp_path: Path) -> None:
    written = files(
        **{
            "briefgen.yaml": "organisation: {name: Example}\ndefault_sensitivity: confidential\n",
            "content/korea/facts.yaml": "f: {value: 1}\ng: {value: 2, sensitivity: public}\n",
            "content/korea/sources.yaml": "- {id: a, type: book, title: A}\n",
            "content/korea/images/river.png": "",
            "briefs/note.yaml": BRIEF + "variables: {session: 59, place: Yanji}\nsensitivity: {session: public}\n",
        }
    )
    sink = Sink()
    project = project_in(tmp_path, written)
    inputs = load_inputs(project, load_brief(project, "note", sink), sink)
    withheld = find_withheld(inputs)
    assert [fact.id for fact in withheld.facts] == ["f"]
    assert [source.key for source in withheld.sources] == ["a"]
    assert list(withheld.images) == ["images/river.png"]
    assert list(withheld.variables) == ["place"]
    assert list(select_blocks(inputs, sink).facts) == ["g"]


def test_a_file_may_label_what_has_no_label_of_its_own(tmp_path: Path) -> None:
    written = files(
        **{
            "briefgen.yaml": "organisation: {name: Example}\ndefault_sensitivity: confidential\n",
            "content/korea/facts.yaml": "sensitivity: public\nf: {value: 1}\ng: {value: 2, sensitivity: partner}\n",
            "content/korea/sources.yaml": "sensitivity: partner\nreferences:\n- {id: a, type: book, title: A}\n- {id: b, type: book, title: B, sensitivity: public}\n",
            "content/korea/images.yaml": "sensitivity: public\nimages/house.png: {sensitivity: confidential}\n",
            "content/korea/images/river.png": "",
            "content/korea/images/house.png": "",
            "content/korea/images/partner/face.png": "",
        }
    )
    sink = Sink()
    project = project_in(tmp_path, written)
    library = load_inputs(project, load_brief(project, "note", sink), sink).library
    levels = {fact.id: fact.sensitivity.word for fact in library.facts.values()}
    levels |= {source.key: source.sensitivity.word for source in library.sources.values()}
    levels |= {name: sensitivity.word for name, sensitivity in library.image_sensitivity.items()}
    assert levels == {
        "f": "public",
        "g": "partner",
        "a": "partner",
        "b": "public",
        "images/river.png": "public",
        "images/house.png": "confidential",
        "images/partner/face.png": "partner",
    }
    assert told(sink) == ""


@pytest.mark.parametrize("name", ["facts", "images"])
def test_a_misspelt_label_of_a_file_is_an_error(tmp_path: Path, name: str) -> None:
    _, problems = built(tmp_path, files(**{f"content/korea/{name}.yaml": "sensitivity: publik\n"}))
    assert f"content/korea/{name}.yaml:1: error:" in problems
    assert "did you mean `public`?" in problems


def test_a_variable_above_the_ceiling_does_not_exist(tmp_path: Path) -> None:
    brief = BRIEF + "variables: {place: Yanji, session: 59}\nsensitivity: {place: partner, session: public}\n"
    opened = block("At {{ brief.variables.place }}.")
    text, problems = built(tmp_path, files(**{"briefs/note.yaml": brief, "content/korea/open.md": opened}))
    assert not text
    assert "`variables` has no `place` [fill-undefined]" in problems
    assert "Yanji" not in problems
    assert "session" in problems


def test_a_column_above_the_ceiling_does_not_exist(tmp_path: Path) -> None:
    campaign = "briefs: [note]\nrecipients: all.csv\nsensitivity: {phone: confidential}\n"
    table = "id,country,phone\nfr,France,0033\n"
    for body, expected in (("{{ recipient.country }}", "France"), ("{{ recipient.phone }}", "")):
        more = {"campaigns/all.yaml": campaign, "campaigns/all.csv": table, "content/korea/open.md": block(body)}
        text, problems = built(tmp_path / str(len(body)), files(**more), "fr")
        assert expected in text
        assert ("fill-undefined" in problems) is (not expected)
        assert "0033" not in text + problems


def test_a_file_name_holds_public_columns_alone(tmp_path: Path) -> None:
    campaign = "briefs: [note]\nrecipients: all.csv\nsensitivity: {phone: partner}\noutput: '{recipient.id}-{recipient.phone}'\n"
    more = {"campaigns/all.yaml": campaign, "campaigns/all.csv": "id,phone\nfr,0033\n"}
    sink = Sink()
    load_campaign(project_in(tmp_path, files(**more)), "all", sink)
    assert told(sink) == (
        "campaigns/all.yaml:4: error: `output` names files by the column `phone`, which is `partner` [campaign-output]\n"
        "  hint: name files by `{recipient.id}`"
    )


@pytest.mark.parametrize("label", ["images.yaml", "folder", "block"])
def test_an_image_above_the_ceiling_is_as_if_it_were_not_there(tmp_path: Path, label: str) -> None:
    name = "images/confidential/house.png" if label == "folder" else "images/house.png"
    more = {f"content/korea/{name}": "", "content/korea/open.md": block("![House](images/houses.png)")}
    if label == "images.yaml":
        more["content/korea/images.yaml"] = "images/house.png: {sensitivity: partner}\n"
    if label == "block":
        more["content/korea/secret.md"] = block("![House](images/house.png)", "partner")
    text, problems = built(tmp_path, files(**more))
    assert not text
    assert "image-missing" in problems
    assert "house.png`?" not in problems


def test_a_warning_about_a_withheld_text_is_not_told_to_its_readers(tmp_path: Path) -> None:
    more = {
        "content/korea/secret-house.md": block("", "confidential"),
        "content/korea/facts.yaml": "a: {value: 1}\nhouses: {value: '12,345', sensitivity: partner}\nb: {value: '1,200', sensitivity: public}\n",
    }
    text, problems = built(tmp_path, files(**more))
    assert text
    assert "secret-house" not in problems
    assert "12,345" not in problems
    assert "1,200" in problems


def test_a_section_emptied_by_the_gate_does_not_quote_what_was_withheld(tmp_path: Path) -> None:
    audience = "title: E\nsections:\n  - {id: law, title: Law, kinds: [law], required: true}\n  - {id: background, title: B, kinds: [background]}\n"
    secret = block("Words.", "confidential").replace("kind: background", "kind: law")
    more = {"templates/embassy/audience.yaml": audience, "content/korea/house.md": secret}
    _, problems = built(tmp_path, files(**more))
    assert "section-empty" in problems
    assert "house" not in problems


def test_each_element_that_a_page_never_closes_is_named(tmp_path: Path) -> None:
    page = '<body><main><h1>{{ brief.title }}</h1>\n{{ section("background") }}\n<section><div>Words.'
    text, problems = built(tmp_path, files(**{"templates/embassy/page.html": page}))
    named = [f"`<{tag}>` is never closed [html-nesting]" for tag in ("body", "div", "main", "section")]
    assert text == ""
    assert problems.splitlines() == [f"templates/embassy/page.html:3: error: {message}" for message in named]


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("<main>\n{{ brief.title }}\n</main>", 1),
        ("<body>{{ brief.title }}</body><body></body>", 1),
        ("<body>\n{{ brief.title }}\n</body>\n<body>\n</body>\n<body></body>", 4),
    ],
)
def test_a_page_is_one_body(tmp_path: Path, page: str, line: int) -> None:
    assert built(tmp_path, files(**{"templates/embassy/page.html": page})) == (
        "",
        f"templates/embassy/page.html:{line}: error: a page template makes one `<body>` [template-body]\n"
        "  hint: start it with `<body>`",
    )


def test_a_page_prints_each_part_of_a_key_figure(tmp_path: Path) -> None:
    facts = (
        "wells: {value: 95, unit: wells, label: dry wells, as_of: 2024, certainty: estimate, sensitivity: public, source: none, note: counted by us}\n"
        "days: {value: 12500, sensitivity: public, source: none, note: counted by us}\n"
    )
    parts = "{{ figure.value }}|{{ figure.unit }}|{{ figure.label }}|{{ figure.certainty }}|{{ figure.year }};"
    page = (
        f"<body><main><h1>{{% for figure in key_facts %}}{parts}{{% endfor %}}</h1>"
        + '{{ section("background") }}</main></body>'
    )
    more = {
        "content/korea/facts.yaml": facts,
        "briefs/note.yaml": BRIEF + "date: 2026-11-23\nkey_facts: [wells, days]\n",
    }
    text, problems = built(tmp_path, files(**{"templates/embassy/page.html": page, **more}))
    assert problems == ""
    assert text.startswith("95|wells|dry wells|estimate|2024;12,500|||reported|;")
