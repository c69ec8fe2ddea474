"""One record of a recommendation, worded for each reader without being copied."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.load import load_brief, load_project
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import extract_text, find_elements
from briefgen.pipeline import compose_document, load_inputs
from tests.running import Result
from tests.test_every_rule import LIBRARY, read, write_project

WORDED = {
    "upr-submission": "Kenya should repair every well of the north by 2028.",
    "press-release": "Kenya should repair every well of the north by 2028.",
    "upr-fact-sheet": "Recommend to Kenya that it repair every well of the north by 2028.",
    "diplomat": "Recommend this to Kenya at its next review.",
    "parliament-evidence": "What has the Government done to press Kenya to repair every well of the north by 2028?",
    "hrc-oral-statement": "We call on Kenya to repair every well of the north by 2028.",
}


def text_for(audience: str, folder: Path, language: str = "en") -> str:
    change = {"brief": {"language": language}, "project": {"language": language}}
    root = write_project(folder, audience, read(audience), change)
    project = load_project(root, Sink(), exact=True)
    inputs = load_inputs(project, load_brief(project, "case", Sink()), Sink())
    return " ".join(extract_text((compose_document(inputs, Sink()).body,)).split())


@pytest.mark.parametrize("audience", WORDED)
def test_one_record_has_a_wording_for_each_reader(audience: str, tmp_path: Path) -> None:
    assert WORDED[audience] in text_for(audience, tmp_path)


def test_only_one_file_of_the_library_has_its_words(tmp_path: Path) -> None:
    root = write_project(tmp_path, "diplomat", read("diplomat"), {})
    files = [
        path.name for path in (root / LIBRARY).iterdir() if "Repair every well" in path.read_text(encoding="utf-8")
    ]
    assert files == ["repair.md"]


def test_a_speech_in_another_language_calls_in_that_language(tmp_path: Path) -> None:
    assert "Nous appelons le Kenya à repair every well" in text_for("hrc-oral-statement", tmp_path, "fr")


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("Чинить колодцы.", "Кения: чинить колодцы."),
        ("Не закрывать колодцы.", "Кения: не закрывать колодцы."),
        ("УВКБ посетить колодцы.", "Кения: УВКБ посетить колодцы."),
    ],
)
def test_a_russian_action_after_a_colon_has_a_small_letter(action: str, expected: str, tmp_path: Path) -> None:
    root = write_record(tmp_path, "diplomat", f"addressee: Кения\naction: {action}")
    with (root / "briefgen.yaml").open("a", encoding="utf-8") as file:
        file.write("language: ru\n")
    project = load_project(root, Sink(), exact=True)
    inputs = load_inputs(project, load_brief(project, "b", Sink()), Sink())
    printed = " ".join(extract_text((compose_document(inputs, Sink()).body,)).split())
    assert expected in printed


@pytest.mark.parametrize("audience", ["upr-submission", "upr-fact-sheet"])
def test_a_review_is_told_what_became_of_earlier_recommendations(audience: str, tmp_path: Path) -> None:
    said = text_for(audience, tmp_path)
    assert "Earlier recommendations" in said
    assert (
        "Repair the wells. Recommendation 28.12 (Canada): “Repair wells.” The State supported it; it has been" in said
    )
    assert "implemented in part." in said


def write_record(folder: Path, audience: str, lines: str, *, campaign: bool = False) -> Path:
    record = (
        f"---\ntitle: Record\nkind: recommendation\nsensitivity: public\nstatus: approved\n{lines}\n---\nBecause.\n"
    )
    block = "---\ntitle: Sum\nkind: %s\nsensitivity: public\nstatus: approved\n---\nIn short.\n"
    brief = {
        "diplomat": "{audience: diplomat, library: lib, title: T, date: 2026-01-15, state: KEN}",
        "parliament-evidence": "{audience: parliament-evidence, library: lib, title: T, date: 2026-01-15, parameters: {inquiry: Wells}}",
        "hrc-oral-statement": "{audience: hrc-oral-statement, library: lib, title: T, date: 2026-01-15, parameters: {item: '4', debate: general}}",
    }[audience]
    kinds = {"hrc-oral-statement": ("statement",)}.get(audience, ("summary", "introduction"))
    files = {
        f"content/lib/{kind}.md": block % kind
        for kind in kinds
        if not (audience == "diplomat" and kind == "introduction")
    }
    files |= {
        "content/lib/r.md": record,
        "briefs/b.yaml": brief,
        "briefgen.yaml": "organisation: {name: Example Organisation}\n",
    }
    if campaign:
        files["campaigns/c.yaml"] = "{briefs: [b], recipients: c.csv, formats: [html], output: '{recipient.id}'}"
        files["campaigns/c.csv"] = CAMPAIGN
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


REPORT = "{audience: public-report, library: lib, title: T, date: 2026-01-15, state: KEN, language: %s}"


@pytest.mark.parametrize(
    ("addressee", "action", "printed"),
    [
        ("Kenya", "Close the pit.", "Kenya should close the pit."),
        ("United Kingdom", "Close the pit.", "The United Kingdom should close the pit."),
        ("the Government of Kenya", "Close the pit.", "The Government of Kenya should close the pit."),
        ("all States parties", "Close the pits.", "All States parties should close the pits."),
        ("Kenya", "Do not close the pit.", "Kenya should not close the pit."),
        ("Kenya", "Immediately close the pit", "Kenya should immediately close the pit."),
        ("Kenya", "Kenya should close the pit.", "Kenya should close the pit."),
        ("the Government of Kenya", "The pit of Kenya should be closed.", "The pit of Kenya should be closed."),
    ],
)
def test_a_page_that_is_read_names_the_one_who_is_asked(
    addressee: str, action: str, printed: str, tmp_path: Path
) -> None:
    assert read_report(tmp_path, addressee, action) == (printed, [])


@pytest.mark.parametrize(
    ("language", "addressee", "printed"),
    [
        ("fr", "l’Iran", "L’Iran devrait fermer la mine."),
        ("fr", "les États parties", "Les États parties devraient fermer la mine."),
        ("fr", "le Kenya", "Le Kenya devrait fermer la mine."),
        ("fr", "les États-Unis\nstate: USA", "Les États-Unis devraient fermer la mine."),
        ("fr", "Pays-Bas\nstate: NLD", "Les Pays-Bas devraient fermer la mine."),
        ("es", "Kenya", "Kenya debería cerrar la mina."),
        ("es", "el Perú\nstate: PER", "El Perú debería cerrar la mina."),
        ("es", "los Estados partes", "Los Estados partes deberían cerrar la mina."),
        ("es", "las empresas mineras", "Las empresas mineras deberían cerrar la mina."),
        ("es", "Empresas mineras", "Empresas mineras deberían cerrar la mina."),
        ("es", "Países Bajos\nstate: NLD", "Los Países Bajos deberían cerrar la mina."),
        ("en", "the United States\nstate: USA", "The United States should close the pit."),
    ],
)
def test_the_verb_agrees_with_the_one_who_is_asked(language: str, addressee: str, printed: str, tmp_path: Path) -> None:
    action = {"en": "Close the pit.", "fr": "Fermer la mine.", "es": "Cerrar la mina."}[language]
    assert read_report(tmp_path, addressee, action, language) == (printed, [])


@pytest.mark.parametrize("action", ["Access to water for all.", "Close the pit. Tell the village.", "Close your pit."])
def test_an_action_that_names_nobody_and_makes_no_sentence_is_printed_and_reported(action: str, tmp_path: Path) -> None:
    assert read_report(tmp_path, "Kenya", action) == (action, ["content/lib/r.md:7"])


@pytest.mark.parametrize("audience", ["policy-brief", "diplomat", "public-report"])
def test_what_is_wrong_in_an_action_is_reported_once_and_at_its_line(audience: str, tmp_path: Path) -> None:
    root = write_record(tmp_path, "diplomat", "addressee: Kenya\naction: Close the *pit at Busia.")
    other = (root / "content/lib/r.md").read_text(encoding="utf-8").replace("*pit", "pit")
    (root / "content/lib/other.md").write_text(other, encoding="utf-8")
    brief = f"{{audience: {audience}, library: lib, title: T, date: 2026-01-15, state: KEN}}"
    (root / "briefs/b.yaml").write_text(brief, encoding="utf-8")
    project, sink = load_project(root, Sink(), exact=True), Sink()
    compose_document(load_inputs(project, load_brief(project, "b", Sink()), Sink()), sink)
    found = [str(problem.origin) for problem in sink.collect_sorted() if problem.code == "markup-unread"]
    assert found == ["content/lib/r.md:7"]


def read_report(folder: Path, addressee: str, action: str, language: str = "en") -> tuple[str, list[str]]:
    """The sentence of a recommendation in a report, and the places where one without an actor is reported."""
    root = write_record(folder, "parliament-evidence", f"addressee: {addressee}\naction: {action}")
    settings = f"organisation: {{name: Example Organisation}}\nlanguage: {language}\n"
    (root / "briefgen.yaml").write_text(settings, encoding="utf-8")
    (root / "briefs" / "b.yaml").write_text(REPORT % language, encoding="utf-8")
    project, sink = load_project(root, Sink(), exact=True), Sink()
    inputs = load_inputs(project, load_brief(project, "b", Sink()), Sink())
    (paragraph,) = (
        found for found in find_elements((compose_document(inputs, sink).body,), "p") if "action" in found.classes
    )
    places = [str(problem.origin) for problem in sink.diagnostics if problem.code == "recommendation-actor"]
    return extract_text(paragraph.children), [place.removeprefix(f"{root}/") for place in places]


CAMPAIGN = """\
id,country,mission,city,state
japan,Japan,Embassy of Japan,Nairobi,JPN
uk,United Kingdom,High Commission,Nairobi,GBR
kenya,Kenya,Ministry,Nairobi,KEN
named,Kenya,Ministry,Nairobi,
"""


def read_page(root: Path, name: str) -> str:
    return " ".join(extract_words((root / "out" / name).read_text(encoding="utf-8")).split())


def extract_words(html: str) -> str:
    return re.sub(r"<[^>]*>", "", re.sub(r"<(style|head)\b.*?</\1>", "", html, flags=re.DOTALL))


CLOSE = "addressee: Kenya\nstate: KEN\naction: Close the pit at Busia by 2027."
SENTENCE = "addressee: Kenya\nstate: KEN\naction: The pit at Busia should be closed."


@pytest.mark.parametrize(
    ("recipient", "lines", "printed"),
    [
        ("japan", CLOSE, "What we ask of Japan Recommend to Kenya that it close the pit at Busia by 2027."),
        ("uk", CLOSE, "What we ask of the United Kingdom Recommend to Kenya that it close the pit at Busia by 2027."),
        ("kenya", CLOSE, "What we ask of Kenya Close the pit at Busia by 2027."),
        ("named", CLOSE, "What we ask of Kenya Close the pit at Busia by 2027."),
        ("japan", f"{CLOSE}\nasks: [Fund the survey.]", "What we ask of Japan Fund the survey."),
        ("japan", f"{CLOSE}\nwording: {{ask: Raise the pit at Busia.}}", "What we ask of Japan Raise the pit at Busia."),
        ("japan", f"{SENTENCE}\nwording: {{ask: Raise the pit at Busia.}}", "What we ask of Japan Raise the pit at Busia."),
        ("kenya", f"{CLOSE}\nasks: [Recommend this to Kenya.]", "What we ask of Kenya Close the pit at Busia by 2027."),
        ("kenya", SENTENCE, "What we ask of Kenya The pit at Busia should be closed."),
        ("japan", "addressee: the Netherlands\naction: Do not buy its gold.", "Recommend to the Netherlands that it not buy its gold."),
        ("japan", "addressee: all States parties\naction: Close their pits.", "Recommend to all States parties that they close their pits."),
    ],
)  # fmt: skip
def test_an_embassy_is_never_asked_to_do_what_another_state_must_do(
    recipient: str, lines: str, printed: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = write_record(tmp_path, "diplomat", lines, campaign=True)
    assert run("build", "b", "-r", f"c:{recipient}", "-t", "html", cwd=root).code == 0
    assert printed in read_page(root, f"{recipient}.html")


@pytest.mark.parametrize(
    ("recipient", "lines", "line"),
    [
        ("japan", CLOSE, 8),
        ("uk", "addressee: all States parties\naction: Close their pits.", 7),
        ("japan", f"{CLOSE}\nasks: [Fund the survey.]", None),
        ("japan", f"{CLOSE}\nwording: {{ask: Raise the pit at Busia.}}", None),
        ("kenya", CLOSE, None),
        ("named", CLOSE, None),
    ],
)
def test_a_note_to_another_state_says_where_asks_are_missing(
    recipient: str, lines: str, line: int | None, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = write_record(tmp_path, "diplomat", lines, campaign=True)
    said = run("build", "b", "-r", f"c:{recipient}", "-t", "html", cwd=root)
    assert said.code == 0
    found = re.findall(r"r\.md:(\d+): warning: `r` has no `asks`", said.err)
    assert found == ([str(line)] if line else [])


@pytest.mark.parametrize(
    ("audience", "action", "wording"),
    [
        ("parliament-evidence", "The Water Records Act should apply to every river board.", "question"),
        ("parliament-evidence", "Do not return anyone.", "question"),
        ("parliament-evidence", "Publish the report. Tell the village.", "question"),
        ("hrc-oral-statement", "Reform of the river boards.", "call"),
        ("diplomat", "Access to water for all.", "ask"),
        ("parliament-evidence", "Strengthen your law on wells.", "question"),
        ("parliament-evidence", "Publish our report.", "question"),
    ],
)
def test_what_cannot_be_made_is_demanded_at_the_line_of_the_action(
    audience: str, action: str, wording: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    lines = f"addressee: Kenya\naction: {action}"
    printed = run("build", "b", "-t", "html", cwd=write_record(tmp_path, audience, lines))
    assert printed.code == 1
    assert "content/lib/r.md:7: error: the action of `r`" in printed.err
    assert f"wording: {{{wording}: ...}}" in printed.err
    own = f"{lines}\nwording: {{{wording}: Our own words.}}"
    assert run("build", "b", "-t", "html", cwd=write_record(tmp_path, audience, own)).code == 0
    assert "Our own words." in read_page(tmp_path, "b.html")


@pytest.mark.parametrize(
    ("addressee", "printed"),
    [
        ("the Government", "Will the Government close the pit?"),
        ("United Kingdom", "Will the Government close the pit?"),
        ("Lakeland", "What has the Government done to press Lakeland to close the pit?"),
        ("Netherlands", "What has the Government done to press the Netherlands to close the pit?"),
    ],
)
def test_a_parliament_asks_its_own_government(
    addressee: str, printed: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = write_record(tmp_path, "parliament-evidence", f"addressee: {addressee}\naction: Close the pit.")
    assert run("build", "b", "-t", "html", cwd=root).code == 0
    assert read_page(root, "b.html").count(printed) == 1
    assert f"{printed} the" not in read_page(root, "b.html")


def test_its_is_not_stated_of_several(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = write_record(tmp_path, "diplomat", "addressee: all States parties\naction: Continue its efforts.")
    printed = run("build", "b", "-t", "html", cwd=root)
    assert "the action of `r` says `its` of several, so no request to another state can be made of it" in printed.err
    root = write_record(
        tmp_path, "diplomat", "addressee: all States parties\naction: Ratify the Pact and its Protocol."
    )
    assert run("build", "b", "-t", "html", cwd=root).code == 0
    assert "Recommend to all States parties that they ratify the Pact and its Protocol." in read_page(root, "b.html")


def test_a_policy_brief_asks_once_before_its_reasons(tmp_path: Path) -> None:
    """The panel of its first page asks, and the reasons follow without the same words."""
    printed = text_for("policy-brief", tmp_path)
    ask = "Kenya should repair every well of the north by 2028."
    assert printed.count(ask) == 1
    assert printed.index(ask) < printed.index("What should be done")


@pytest.mark.parametrize(("reasons", "tags"), [("Because.", ["li"]), ("", ["li", "p"])])
def test_a_recommendation_without_reasons_asks_where_others_have_them(
    reasons: str, tags: list[str], tmp_path: Path
) -> None:
    root = write_record(tmp_path, "diplomat", "addressee: Kenya\naction: Close the pit.")
    block = root / "content/lib/r.md"
    block.write_text(block.read_text(encoding="utf-8").replace("Because.", reasons), encoding="utf-8")
    brief = "{audience: policy-brief, library: lib, title: T, date: 2026-01-15, state: KEN}"
    (root / "briefs/b.yaml").write_text(brief, encoding="utf-8")
    project, sink = load_project(root, Sink(), exact=True), Sink()
    body = compose_document(load_inputs(project, load_brief(project, "b", sink), sink), sink).body
    asking = [
        element.tag for element in find_elements((body,), "p", "li") if "close the pit" in extract_text((element,))
    ]
    assert asking == tags


def test_a_fact_sheet_starts_with_what_it_asks(tmp_path: Path) -> None:
    printed = text_for("upr-fact-sheet", tmp_path)
    assert printed.index("Recommend to Kenya that it repair") < printed.index("Earlier recommendations")
