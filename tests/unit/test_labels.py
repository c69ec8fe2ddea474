"""Missing means confidential: what states no sensitivity is opened by a text that prints it, and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefgen.access.infer_sensitivity import infer_sensitivity
from briefgen.access.template_names import TemplateNames, find_names, find_printed_names
from briefgen.load import load_brief, load_campaign, load_library
from briefgen.load.audience.pages import read_page_texts
from briefgen.model.diagnostic import BriefgenError, Origin, Sink
from briefgen.model.library import Library, Sensitivity, Source
from briefgen.model.template_syntax import CommentSyntax
from briefgen.model.tree import extract_text
from briefgen.pipeline import BriefInputs, compose_document, find_withheld, load_inputs
from briefgen.select import redact_brief
from tests.unit.project_files import project_in, told

PUBLIC, PARTNER, CONFIDENTIAL = Sensitivity
AUDIENCE = "title: Embassy\nsections:\n  - {id: background, title: Background, kinds: [background]}\n"
PAGE = '<body><main><h1>{{ brief.title }}</h1>{{ section("background") }}</main></body>\n'
BRIEF = "audience: embassy\nlibrary: korea\ntitle: Note\ndate: 2026-11-23\n"
FACTS = "hideouts: {value: 17, unit: houses, source: '@told2024'}\n"
SOURCES = (
    "- {id: told2024, type: interview, title: What was told}\n- {id: nobody2024, type: book, title: Nobody cites it}\n"
)
CAMPAIGN = "briefs: [note]\nrecipients: all.csv\n"
TABLE = "id,country,phone\nfr,France,0033\n"


def block(body: str, sensitivity: str = "sensitivity: public\n") -> str:
    return f"---\ntitle: T\nkind: background\nstatus: approved\n{sensitivity}---\n{body}\n"


def loaded(root: Path, sink: Sink, written: Mapping[str, str], recipient: str = "") -> BriefInputs:
    """A small project with these files over its own, loaded for the brief `note`."""
    files = {
        "templates/embassy/audience.yaml": AUDIENCE,
        "templates/embassy/page.html": PAGE,
        "briefs/note.yaml": BRIEF,
        "content/korea/open.md": block("Plain words."),
        "content/korea/facts.yaml": FACTS,
        "content/korea/sources.yaml": SOURCES,
        "content/korea/images/house.png": "",
        "campaigns/all.yaml": CAMPAIGN,
        "campaigns/all.csv": TABLE,
    }
    project = project_in(root, {**files, **written})
    brief = load_brief(project, "note", sink)
    if recipient:
        found = load_campaign(project, "all", sink).recipients
        brief = brief.for_recipient(next(row for row in found if row.id == recipient))
    return load_inputs(project, brief, sink)


def levels(library: Library) -> dict[str, str]:
    """How sensitive each thing of a library is."""
    found = {fact.id: fact.sensitivity.word for fact in library.facts.values()}
    found |= {source.key: source.sensitivity.word for source in library.sources.values()}
    return found | {name: sensitivity.word for name, sensitivity in library.image_sensitivity.items()}


def test_what_nothing_prints_is_confidential(tmp_path: Path) -> None:
    library = loaded(tmp_path, Sink(), {}).library
    assert set(levels(library).values()) == {"confidential"}
    assert set(library.unlabelled.facts | library.unlabelled.images) == {"hideouts", "images/house.png"}
    assert library.unlabelled.sources == {"nobody2024"}


@pytest.mark.parametrize(
    ("label", "level"),
    [("sensitivity: public\n", "public"), ("sensitivity: partner\n", "partner"), ("", "confidential")],
)
def test_a_text_opens_what_it_prints_as_far_as_its_own_label_says(tmp_path: Path, label: str, level: str) -> None:
    text = block('{{ fact("hideouts") }} houses.\n\n![House](images/house.png)', label)
    library = loaded(tmp_path, Sink(), {"content/korea/more.md": text}).library
    assert levels(library) == {
        "hideouts": level,
        "told2024": level,
        "images/house.png": level,
        "nobody2024": "confidential",
    }


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ('{{ fact("hideouts") }}', "public"),
        ("{{ fact( 'hideouts' ) }}", "public"),
        ('{% for key in ["hideouts"] %}{{ fact(key) }}{% endfor %}', "public"),
        ('{% set own = "hideouts" %}{{ fact("other" if recipient else own) }}', "public"),
        ('{{ chart("bars", ["hideouts"]) }}', "public"),
        ('{% set show = fact %}{{ show("hideouts") }}', "public"),
        ('{{ ref("hideouts") }}', "confidential"),
        ('{{ fact("other") }}{% if recipient.country == "hideouts" %}x{% endif %}', "confidential"),
        ('The word "hideouts" in {{ fact("other") }}', "confidential"),
        ('{{ fact("other") ~ "hideouts" }}', "confidential"),
        ('{{ chart("bars", ["other"]) }}{{ "hideouts" }}', "confidential"),
        ('{% set keys = ["hideouts"] %}{{ chart("bars", keys) }}', "public"),
        ('{{ brief.fact("hideouts") }}', "confidential"),
    ],
)
def test_a_text_opens_the_facts_that_it_prints_and_no_others(tmp_path: Path, text: str, level: str) -> None:
    library = loaded(tmp_path, Sink(), {"content/korea/more.md": block(text)}).library
    assert levels(library)["hideouts"] == level


@pytest.mark.parametrize(
    ("shown", "opened"),
    [
        ("![House](images/may/1.png)", {"images/may/1.png"}),
        ("![House](../korea/images/may/1.png)", {"images/may/1.png"}),
        ('<img src="images/1.png" alt="House">', {"images/1.png"}),
        ("![House](images/{{ recipient.month }}/1.png)", {"images/1.png", "images/may/1.png", "images/june/1.png"}),
    ],
)
def test_a_text_opens_no_other_image_that_a_camera_called_alike(tmp_path: Path, shown: str, opened: set[str]) -> None:
    images = {f"content/korea/images/{folder}1.png": "" for folder in ("", "may/", "june/")}
    library = loaded(tmp_path, Sink(), {"content/korea/more.md": block(shown), **images}).library
    assert {name for name, level in library.image_sensitivity.items() if level is PUBLIC} == opened


@pytest.mark.parametrize(
    ("unlabelled", "level"), [(None, PARTNER), (CONFIDENTIAL, CONFIDENTIAL), (PUBLIC, PUBLIC)], ids=str
)
def test_a_label_of_the_project_stands_above_the_texts(unlabelled: Sensitivity | None, level: Sensitivity) -> None:
    source = Source("a", {}, CONFIDENTIAL, Origin("sources.yaml"), labelled=False)
    assert infer_sensitivity({"a": source}, {"a": PARTNER}, unlabelled)["a"].sensitivity is level


@pytest.mark.parametrize(
    "named",
    [
        {"briefs/note.yaml": BRIEF + "key_facts: [hideouts]\n"},
        {"briefs/note.yaml": BRIEF + "image: {path: images/house.png}\n"},
    ],
    ids=["key_facts", "image"],
)
def test_a_name_in_a_brief_opens_nothing_and_is_told_like_one_that_is_not_there(
    tmp_path: Path, named: Mapping[str, str]
) -> None:
    told_of = []
    for index, (fact, image) in enumerate((("hideouts", "images/house.png"), ("xyz", "images/qqq.jpg"))):
        written = {
            key: text.replace("hideouts", fact).replace("images/house.png", image) for key, text in named.items()
        }
        sink = Sink()
        with pytest.raises(BriefgenError):
            compose_document(loaded(tmp_path / str(index), sink, written), sink)
        told_of.append(told(sink).replace(fact, "NAME").replace(image, "NAME"))
    assert told_of[0] == told_of[1]
    assert "with a `sensitivity` that this reader may see" in told_of[0]


@pytest.mark.parametrize(
    "written",
    [
        {"templates/embassy/page.html": PAGE.replace("</main>", '<p>{{ fact("hideouts") }}</p></main>')},
        {
            "templates/embassy/page.html": PAGE.replace("</main>", '{% include "embassy/side.html" %}</main>'),
            "templates/embassy/side.html": '<p>{{ fact("hideouts") }}</p>',
        },
        {
            "templates/embassy/audience.yaml": AUDIENCE.replace("kinds:", "before: who.md, kinds:"),
            "templates/embassy/who.md": 'We know {{ fact("hideouts") }}.\n',
        },
        {"briefs/note.yaml": BRIEF + "standfirsts: {background: '{{ fact(\"hideouts\") }} houses.'}\n"},
    ],
    ids=["page", "included", "passage", "standfirst"],
)
def test_a_text_of_the_documents_own_opens_for_that_document(tmp_path: Path, written: Mapping[str, str]) -> None:
    sink = Sink()
    inputs = loaded(tmp_path, sink, written)
    assert "17" in extract_text((compose_document(inputs, sink).body,), notes=True)
    assert levels(load_library(inputs.project, "korea", sink))["hideouts"] == "confidential"


def test_a_page_of_another_audience_opens_nothing(tmp_path: Path) -> None:
    page = PAGE.replace("</main>", '<p>{{ fact("hideouts") }}</p></main>')
    other = {"templates/other/page.html": page, "templates/other/audience.yaml": AUDIENCE, "styles/other.css": ""}
    assert levels(loaded(tmp_path, Sink(), other).library)["hideouts"] == "confidential"


def test_a_comment_prints_nothing(tmp_path: Path) -> None:
    page = PAGE.replace("</main>", '{# {{ fact("hideouts") }} {{ recipient.phone }} #}</main>')
    text = block('{## {{ fact("hideouts") }} {{ recipient.phone }} ##}')
    inputs = loaded(tmp_path, Sink(), {"templates/embassy/page.html": page, "content/korea/more.md": text}, "fr")
    assert levels(inputs.library)["hideouts"] == "confidential"
    assert find_withheld(inputs).columns == {"country": "France", "phone": "0033"}


@pytest.mark.parametrize(
    ("text", "columns", "variables"),
    [
        ("{{ recipient.city }}", {"city"}, set()),
        ("{% if recipient.city %}x{% endif %}", {"city"}, set()),
        ('{{ recipient["city"] }}', {"city"}, set()),
        ('{% if "city" in recipient %}x{% endif %}', {"city"}, set()),
        (
            '{% for key in ["a", "b"] if key in brief.variables %}{{ brief.variables[key] }}{% endfor %}',
            set(),
            {"a", "b"},
        ),
        ('{% set keys = ["a"] %}{{ recipient[keys[0]] }}', {"a"}, set()),
        ("{{ brief.variables.session }}", set(), {"session"}),
        ("{{ brief.title }} {{ org.name }} recipient.city", set(), set()),
        ("{% for key in recipient %}{{ recipient[key] }}{% endfor %}", set(), set()),
        (
            '{{ [recipient] | map(attribute="city") | join(", ") }} {{ rows | map(attribute="phone") }}',
            {"city", ", "},
            set(),
        ),
        (
            '{% if recipient.city == "Bern" %}{{ recipient.street | default("unknown") }}{% endif %}',
            {"city", "street"},
            set(),
        ),
        ('{% if "Bern" in recipient.city %}{{ org["phone"] }}{% endif %}', {"city"}, set()),
        ('{% set recipient = "city" %}', set(), set()),
    ],
)
def test_what_a_text_prints_of_recipients_and_briefs(text: str, columns: set[str], variables: set[str]) -> None:
    found = find_printed_names([(find_names(text), PARTNER)])
    assert (set(found.columns), set(found.variables)) == (columns, variables)
    assert {*found.columns.values(), *found.variables.values()} <= {PARTNER}


@pytest.mark.parametrize(
    "text",
    ["{{ 'a' ", "{{ recipient.city }", "{% if recipient.city %}", "{{ recipient.city }}{% end %}", "{## {{ 'b' }}"],
)
def test_a_text_that_jinja_cannot_read_prints_nothing(text: str) -> None:
    assert find_names(text) == TemplateNames()


def test_strings_and_raw_texts_are_read_as_jinja_reads_them() -> None:
    names = find_names("{{ '{##' }} {## {{ 'b' }} ##}{{ 'c' }} {% raw %}{{ recipient.city }}{% endraw %}")
    assert names.columns == frozenset()
    assert names.literal_text.splitlines() == ["{%%}{{}} {{}} {{ recipient.city }}", "{##", "c"]


@pytest.mark.parametrize(
    "text",
    [
        *(sign * 200_000 for sign in ("{{", "{%", "{##", "{##{{{%", "{% ")),
        "{{ " + "(" * 100_000,
        "{{ " + "1" * 5_000 + " }}",
    ],
    ids=["{{", "{%", "{##", "mixed", "{% ", "brackets", "digits"],
)
def test_a_text_that_opens_what_it_never_ends_costs_nothing(text: str) -> None:
    assert find_names(text) == TemplateNames()


def test_a_long_chain_of_names_is_no_deep_recursion() -> None:
    assert find_names("{{ recipient.city" + ".a" * 20_000 + " }}").columns == {"city"}


@pytest.mark.parametrize(
    ("text", "templates"),
    [
        ('{% extends "builtin/base.html" %}{% include ["a.html", "b"] %}', ("builtin/base.html", "a.html", "b")),
        ('{% import "a.html" as a %}{% from "b.html" import c %}{{ "d.html" }}', ("a.html", "b.html")),
        ('{% set side = "a.html" %}{% include side %}', ("a.html",)),
        ('{# {% include "a.html" %} #}', ()),
    ],
)
def test_a_page_template_names_the_templates_that_it_uses(text: str, templates: tuple[str, ...]) -> None:
    assert find_names(text, CommentSyntax.PAGE_TEMPLATE).templates == templates


def test_a_reference_knows_its_line() -> None:
    text = 'One {{ fact("a") }}\n{{ ref("b/c") }} and fact("d")\n{## {{ fact("e") }} ##}{{ fact(\n"f") }}'
    assert [(found.function, found.id, found.line) for found in find_names(text).references] == [
        ("fact", "a", 1),
        ("ref", "b/c", 2),
        ("fact", "f", 3),
    ]


def test_a_page_that_opens_comments_and_never_ends_them_costs_nothing(tmp_path: Path) -> None:
    page = "{# a #}{{ b }}" + "{#" * 200_000
    project = project_in(tmp_path, {"templates/embassy/page.html": page})
    assert [found.text for found in read_page_texts(project, "embassy/page.html")] == [page]
    assert find_names(page, CommentSyntax.PAGE_TEMPLATE) == TemplateNames()


def test_a_column_and_a_variable_go_with_the_texts_that_print_them(tmp_path: Path) -> None:
    brief = BRIEF + "variables: {session: 59, place: Yanji}\n"
    text = block("{{ recipient.country }}, session {{ brief.variables.session }}.")
    secret = block("{{ recipient.phone }} {{ brief.variables.place }}", "sensitivity: partner\n")
    written = {"briefs/note.yaml": brief, "content/korea/open.md": text, "content/korea/secret.md": secret}
    inputs = loaded(tmp_path, Sink(), written, "fr")
    kept = redact_brief(inputs.brief, inputs.audience, inputs.library)
    assert kept.recipient
    assert (dict(kept.variables), dict(kept.recipient.fields)) == ({"session": 59}, {"id": "fr", "country": "France"})


def test_a_page_that_prints_whatever_there_is_gets_what_is_open(tmp_path: Path) -> None:
    page = PAGE.replace("</main>", "{% for key in recipient %}<p>{{ recipient[key] }}</p>{% endfor %}</main>")
    written = {"templates/embassy/page.html": page, "content/korea/open.md": block("To {{ recipient.country }}.")}
    sink = Sink()
    text = extract_text((compose_document(loaded(tmp_path, sink, written, "fr"), sink).body,), notes=True)
    assert ("France" in text, "0033" in text) == (True, False)


def test_a_standfirst_speaks_with_the_ceiling_of_its_brief(tmp_path: Path) -> None:
    brief = (
        BRIEF
        + "standfirsts: {background: 'To {{ recipient.country }} in {{ brief.variables.place }}.'}\nvariables: {place: Yanji}\n"
    )
    inputs = loaded(tmp_path, Sink(), {"briefs/note.yaml": brief}, "fr")
    withheld = find_withheld(inputs)
    assert (dict(withheld.columns), dict(withheld.variables)) == ({"phone": "0033"}, {})


@pytest.mark.parametrize("body", ["To {{ recipient.country }}.", "Plain words."])
def test_a_file_name_holds_what_a_public_text_prints(tmp_path: Path, body: str) -> None:
    campaign = CAMPAIGN + "output: '{recipient.id}-{recipient.country}'\n"
    sink = Sink()
    project = loaded(tmp_path, sink, {"campaigns/all.yaml": campaign, "content/korea/open.md": block(body)}).project
    load_campaign(project, "all", sink)
    assert told(sink) == (
        ""
        if "recipient" in body
        else "campaigns/all.yaml:3: error: `output` names files by the column `country`, which is `confidential` [campaign-output]\n"
        "  hint: write `sensitivity: {country: public}`, if anybody may read it"
    )


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ('{{ fact("hideout") }}', "did you mean `hideouts`?"),
        ("Words [@nobody2042].", "did you mean `nobody2024`?"),
        ("![House](images/huose.png)", "did you mean `images/house.png`?"),
        ("{{ recipient.contry }}", "did you mean `country`?"),
        ("{{ brief.variables.plase }}", "did you mean `place`?"),
        ('{{ fact("hide") }}', "look whether it is in facts.yaml, with a `sensitivity` that this reader may see"),
        ("Words [@nobody].", ""),
    ],
)
def test_a_slip_of_a_letter_or_two_finds_what_nobody_has_printed_yet(tmp_path: Path, body: str, hint: str) -> None:
    sink = Sink()
    written = {"content/korea/open.md": block(body), "briefs/note.yaml": BRIEF + "variables: {place: Yanji}\n"}
    with pytest.raises(BriefgenError):
        compose_document(loaded(tmp_path, sink, written, "fr"), sink)
    assert f"hint: {hint}" in told(sink) if hint else "hint:" not in told(sink)


def test_a_name_asked_of_what_has_none_is_told_so(tmp_path: Path) -> None:
    sink = Sink()
    with pytest.raises(BriefgenError):
        compose_document(
            loaded(tmp_path, sink, {"content/korea/open.md": block("{{ brief.variables.session }}")}), sink
        )
    assert told(sink).endswith("`variables` has no `session` [fill-undefined]\n  hint: it has nothing for this reader")


def test_no_slip_finds_what_stands_in_a_text_that_is_kept_back(tmp_path: Path) -> None:
    secret = block('{{ fact("hideouts") }} {{ recipient.phone }} [@nobody2024]', "sensitivity: partner\n")
    for index, body in enumerate(('{{ fact("hideout") }}', "{{ recipient.phon }}", "Words [@nobody2042].")):
        sink = Sink()
        written = {"content/korea/open.md": block(body), "content/korea/secret.md": secret}
        with pytest.raises(BriefgenError):
            compose_document(loaded(tmp_path / str(index), sink, written, "fr"), sink)
        assert "did you mean" not in told(sink)


def test_where_chooses_a_state_by_either_code(tmp_path: Path) -> None:
    written = {
        "campaigns/all.yaml": CAMPAIGN + "where: {state: [CHE, JP]}\n",
        "campaigns/all.csv": "id,state\nch,CH\njp,JPN\nfr,FR\n",
    }
    sink = Sink()
    campaign = load_campaign(loaded(tmp_path, sink, written).project, "all", sink)
    assert [(recipient.id, recipient.fields["state"]) for recipient in campaign.recipients] == [
        ("ch", "CHE"),
        ("jp", "JPN"),
    ]
