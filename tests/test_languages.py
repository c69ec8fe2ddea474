"""Briefs in other languages: every built-in audience has its words, and the French note holds no English of ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree, html

from briefgen.check.parity.read_docx import read_docx
from briefgen.load import list_names, load_audience, load_brief, load_campaign, load_project
from briefgen.model.artifact import Format
from briefgen.model.audience import Audience, walk_section_plans
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.model.languages import list_languages, read_language
from briefgen.model.tree import extract_text, find_elements
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.pdf import Pdf
from tests.running import run_here
from tests.unit.project_files import project_in, told
from tests.verapdf import broken_rules

ROOT = Path(__file__).parent.parent
WRITTEN = ("en", "fr", "es")
"""Languages that the files of the built-in audiences are written in."""

TABLES = tuple(code for code in list_languages() if "texts" in read_language(code))
"""Languages with the texts of all built-in audiences in the file of the language."""

OFFICE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def audience(name: str, language: str) -> tuple[Audience, str]:
    sink = Sink()
    return load_audience(load_project(ROOT, Sink()), name, sink, language), told(sink)


def pairs() -> list[tuple[str, str]]:
    """Every built-in audience with every language that it reads and we write; with those that have a table, whether it reads them or not."""
    names = list_names(load_project(ROOT, Sink()), "audiences")
    allowed = {name: audience(name, "en")[0].languages or WRITTEN for name in names}
    written = [(name, language) for name in names for language in WRITTEN if language in allowed[name]]
    translated = [name for name in names if allowed[name] != ("en",)]
    return written + [(name, language) for name in translated for language in TABLES]


@pytest.mark.parametrize(("name", "language"), pairs())
def test_a_built_in_audience_has_every_word_and_title_in_its_languages(name: str, language: str) -> None:
    loaded, problems = audience(name, language)
    assert problems == ""
    assert loaded.words[language].keys() >= loaded.words["en"].keys()
    assert all(loaded.words[language].values())
    parts = (
        f"base/{part.name}" for part in (ROOT / "templates/base").glob("*.html") if "extends" not in part.read_text()
    )
    words = {word for page in (loaded.page, *parts) for word in words_in(page)}
    assert words <= loaded.words[language].keys()


def words_in(page: str) -> Iterator[str]:
    """The keys of fixed words in a page template, and in those that it extends or includes."""
    text = (ROOT / "templates" / page).read_text(encoding="utf-8")
    yield from re.findall(r"word\(\"([\w-]+)\"\)", text)
    for other in re.findall(r"{% (?:extends|include) \"([\w/.-]+)\"", text):
        yield from words_in(other)


def test_the_pages_hold_no_words_of_their_own() -> None:
    """What a page says stands under `words`, or it could not be said in another language."""
    said = {
        f"{page.parent.name}: {text.strip()}"
        for page in (ROOT / "templates").glob("*/*.html")
        if page.parent.name != "parliament-evidence"  # the House of Commons reads English alone
        for text in re.sub(
            r"\{#.*?#\}|\{% block (?:class|running_head) %\}.*|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>",
            "\n",
            page.read_text(encoding="utf-8"),
        ).split("\n")
        if re.search(r"[^\W\d_]", text)
    }
    assert said == set()


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT, Sink())


def note(project: Project, recipient: str) -> Brief:
    """The embassy note as the campaign of the example sends it."""
    campaign = load_campaign(project, "embassies", Sink())
    brief = load_brief(project, "embassy-note", Sink())
    return next(
        brief.in_language(language).for_recipient(row)
        for language in campaign.find_languages(brief)
        for row in campaign.find_recipients(language, brief)
        if row.id == recipient
    )


@pytest.fixture(scope="module")
def french(project: Project) -> Document:
    sink = Sink()
    document = compose_document(load_inputs(project, note(project, "switzerland"), sink), sink)
    assert told(sink) == ""
    return document


def english_of_ours(project: Project) -> frozenset[str]:
    """Every text of the English note that is ours: titles, fixed words, blocks, labels; not the sources."""
    sink = Sink()
    audience = load_inputs(project, load_brief(project, "embassy-note", sink), sink).audience
    titles = (plan.title for plan in walk_section_plans(audience.sections))
    return frozenset(words for words in (*titles, *audience.words["en"].values()) if len(words) > len("Sources"))


def of_format(document: Document, form: Format) -> bytes:
    sink = Sink()
    (rendering,) = render_document(document, [form], sink)
    assert told(sink) == ""
    return rendering.content


def spaced(text: str) -> str:
    return " ".join(text.split())


def the_words(text: str, english: frozenset[str]) -> None:
    """What a French reader finds in every format."""
    for wanted in (
        "Nos attentes envers la Suisse", "Chiffres clés", "En bref", "Le droit en bref",
        "23 novembre 2026", "9 octobre 2023", "10 000 à 300 000", "près de la moitié",
        "Convention de 1951, art. 1A(2) et 33", "(RFNK) et People for Successful Corean Reunification",
    ):  # fmt: skip
        assert wanted in text, wanted
    assert [words for words in english if words in text] == []


def test_the_french_note_as_html(project: Project, french: Document) -> None:
    page = html.document_fromstring(of_format(french, Format.HTML))
    assert page.get("lang") == "fr"
    assert page.findtext(".//title") == "Faire cesser les renvois de Nord-Coréens"
    the_words(spaced(page.find("body").text_content()), english_of_ours(project))


def test_the_french_note_as_pdf(project: Project, french: Document) -> None:
    reader = Pdf(of_format(french, Format.PDF))
    assert str(reader.root.Lang) == "fr"
    assert len(reader.pages) == 2
    text = spaced(reader.text)
    assert [words for words in english_of_ours(project) if words in text] == []
    for wanted in (
        "Nos attentes envers la Suisse",
        "23 novembre 2026",
        "Le texte des recommandations",
    ):
        assert wanted in text


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_french_note_conforms(french: Document, profile: str, tmp_path: Path) -> None:
    assert broken_rules(of_format(french, Format.PDF), profile, tmp_path) == []


def test_the_french_note_as_word_file(project: Project, french: Document) -> None:
    content = of_format(french, Format.DOCX)
    said = read_docx(content)
    the_words(
        " ".join(word for line in (*said.lines, *said.notes.values()) for word in line.words), english_of_ours(project)
    )
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        styles = etree.fromstring(packed.read("word/styles.xml"))
        document = etree.fromstring(packed.read("word/document.xml"))
    assert styles.find(f".//{OFFICE}docDefaults//{OFFICE}lang").get(f"{OFFICE}val") == "fr"
    assert {language.get(f"{OFFICE}val") for language in document.iter(f"{OFFICE}lang")} <= {"fr"}


def test_no_line_breaks_before_a_mark(french: Document) -> None:
    text = extract_text((french.body,), notes=True)
    assert "partir\u202f; c’est" in text
    assert not re.search(r"\w [;:!?»]|« ", text)
    assert "art. 1A(2) et 33\u202f; Protocole de 1967" in text
    assert not re.search(r"\w;|\w\); ", text)


MINIMAL = {
    "briefs/note.yaml": "audience: policy-brief\nlibrary: river\ntitle: {en: Clean water, es: Agua limpia}\n"
    "key_facts: [wells]\n",
    "content/river/facts.yaml": "wells: {value: 12, label: {en: wells tested, es: pozos analizados}, sensitivity: public}\n",
    "content/river/summary.md": "---\ntitle: Summary\nkind: summary\nsensitivity: public\nstatus: approved\n---\nTwelve.\n",
    "content/river/summary.es.md": "---\ntitle: Resumen\n---\nDoce.\n",
    "content/river/summary.pt.md": "---\ntitle: Resumo\n---\nDoze.\n",
}


def made(root: Path, files: Mapping[str, str], language: str) -> tuple[str, str]:
    """The words of the note in a language, and what its author is told."""
    sink = Sink()
    project = project_in(root, dict(files))
    brief = load_brief(project, "note", sink).in_language(language)
    document = compose_document(load_inputs(project, brief, sink), sink)
    return spaced(extract_text((document.body,))), told(sink)


def test_a_spanish_brief_is_spanish(tmp_path: Path) -> None:
    text, problems = made(tmp_path, MINIMAL, "es")
    assert "translated" not in problems
    assert "Puntos clave" in text
    assert "pozos analizados" in text
    assert "Key" not in text


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "wells tested; disputed figure (2025)"), ("es", "pozos analizados; cifra discutida (2025)")],
)
def test_a_key_figure_says_what_is_not_sure_about_it(tmp_path: Path, language: str, said: str) -> None:
    facts = MINIMAL["content/river/facts.yaml"].replace(
        "value: 12", "value: 12, certainty: disputed, as_of: 2025-03-01"
    )
    text, _ = made(tmp_path, {**MINIMAL, "content/river/facts.yaml": facts}, language)
    assert said in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Example Organisation (EO)"),
        ("zh", "示例组织（EO）"),
        ("ko", "예시 단체(EO)"),
        ("ar", "منظمة المثال (EO)"),
    ],
)
def test_an_acronym_has_the_brackets_of_the_language(language: str, said: str) -> None:
    project = load_project(ROOT / "tests/projects/seven-languages", Sink())
    brief = load_brief(project, "upr", Sink()).in_language(language)
    document = compose_document(load_inputs(project, brief, Sink()), Sink())
    assert said in spaced(extract_text((document.body,)))


def test_english_in_another_brief_is_told_with_what_to_do(tmp_path: Path) -> None:
    _, problems = made(tmp_path, MINIMAL, "pt")
    assert (
        "audience `policy-brief` has no words in `pt` for `contact`, `kind`, `notes`, and prints English ones "
        "[audience-untranslated]\n  hint: write `words: {pt: {...}}` in `templates/policy-brief/audience.yaml`, with "
        "`extends: policy-brief` where it is a built-in one" in problems
    )
    assert "section `summary` has no title in `pt`, and is printed as `Key points` [audience-untranslated]" in problems
    assert "hint: write `Key points: ...` under `texts:` in `templates/languages/pt.yaml`" in problems
    assert "briefs/note.yaml:3: warning: `title` is not written in `pt` [text-untranslated]" in problems
    assert "the label of the fact `wells` is not written in `pt` [text-untranslated]" in problems


def test_words_of_a_projects_own_end_the_warning(tmp_path: Path) -> None:
    own = "extends: policy-brief\nwords: {pt: {kind: Nota de orientação, notes: Fontes, contact: Contato}}\n"
    text, problems = made(tmp_path, {**MINIMAL, "templates/policy-brief/audience.yaml": own}, "pt")
    assert "has no words in `pt`" not in problems
    assert "Nota de orientação" in text
    assert "Fontes" in text


def test_the_organisation_is_told_of_where_a_page_prints_it(tmp_path: Path) -> None:
    files = {**MINIMAL, "briefgen.yaml": "organisation: {name: Example, description: We test wells.}\n"}
    assert "organisation" not in made(tmp_path, files, "es")[1]
    report = {**files, "briefs/note.yaml": MINIMAL["briefs/note.yaml"].replace("policy-brief", "public-report")}
    _, problems = made(tmp_path, report, "es")
    assert "`organisation.description` is printed and not written in `es` [text-untranslated]" in problems
    spoken = report | {
        "briefgen.yaml": "organisation: {name: Example, description: {en: We test wells., es: Analizamos pozos.}}\n"
    }
    text, problems = made(tmp_path, spoken, "es")
    assert "Analizamos pozos." in text
    assert "translated" not in problems


GROUPED = MINIMAL | {
    "briefs/note.yaml": "audience: public-report\nlibrary: river\ntitle: {en: Clean water, es: Agua limpia}\n",
    "content/river/law.md": "---\ntitle: Right to water\nkind: legal-analysis\nsensitivity: public\nstatus: approved\n"
    "group: {en: Covenants, es: Pactos}\n---\nText.\n",
    "content/river/law.es.md": "---\ntitle: Derecho al agua\n---\nTexto.\n",
}


def test_the_title_of_a_group_is_in_the_language(tmp_path: Path) -> None:
    text, problems = made(tmp_path, GROUPED, "es")
    assert "Pactos" in text
    assert "Covenants" not in text
    assert "translated" not in problems


def test_a_group_without_a_title_in_the_language_is_told(tmp_path: Path) -> None:
    law = GROUPED["content/river/law.md"].replace("{en: Covenants, es: Pactos}", "Covenants")
    _, problems = made(tmp_path, GROUPED | {"content/river/law.md": law}, "es")
    assert "content/river/law.md:1: warning: the group `Covenants` has no title in `es` [text-untranslated]" in problems
    assert "hint: write it by language, as `group: {en: ..., es: ...}`" in problems


def test_a_fact_in_words_is_told_where_a_text_prints_it(tmp_path: Path) -> None:
    files = MINIMAL | {
        "content/river/facts.yaml": "wells: {value: 12, label: {en: wells, es: pozos}}\nhalf: {value: nearly half}\n",
        "content/river/summary.es.md": '---\ntitle: Resumen\n---\n{{ fact("half") }} y {{ fact("wells") }}.\n',
    }
    _, problems = made(tmp_path, files, "es")
    assert "facts.yaml:2: warning: the value of the fact `half` is not written in `es` [text-untranslated]" in problems
    assert "of the fact `wells` is not written" not in problems


def test_a_chart_is_drawn_with_labels_of_the_language(tmp_path: Path) -> None:
    chart = '{{ chart("bar", ["wells", "taps"], caption="Agua") }}'
    files = MINIMAL | {
        "content/river/facts.yaml": "wells: {value: 12, unit: n, label: {en: wells, es: pozos}}\n"
        "taps: {value: 9, unit: n, label: taps}\n",
        "content/river/summary.es.md": f"---\ntitle: Resumen\n---\nTexto.\n\n{chart}\n",
    }
    sink = Sink()
    project = project_in(tmp_path, files)
    document = compose_document(load_inputs(project, load_brief(project, "note", sink).in_language("es"), sink), sink)
    (image,) = (image for image in find_elements((document.body,), "img"))
    assert image.get("alt") == "Agua. Pozos: 12; Taps: 9."
    assert "the label of the fact `taps` is not written in `es` [text-untranslated]" in told(sink)


def test_what_a_brief_tells_its_audience_is_in_the_language(tmp_path: Path) -> None:
    letter = (
        "audience: advocacy-letter\nlibrary: river\ntitle: {en: Water, es: Agua}\ndate: 2026-11-23\n"
        "parameters: {addressee: The Minister, signatory: {en: Director, es: Directora}}\n"
    )
    text, problems = made(tmp_path, MINIMAL | {"briefs/note.yaml": letter}, "es")
    assert "Excelencia," in text
    assert "Directora" in text
    assert "`parameters.addressee` is not written in `es` [text-untranslated]" in problems
    assert "`parameters.signatory`" not in problems
    assert "`parameters.salutation`" not in problems


EARLIER = MINIMAL | {
    "briefs/note.yaml": "audience: diplomat\nlibrary: river\ntitle: {en: Water, fr: Eau}\n",
    "content/river/sources.yaml": "references: [{id: upr, type: report, title: Report, issued: 2024}]\n",
    "content/river/summary.fr.md": "---\ntitle: Résumé\n---\nDouze.\n",
    "content/river/ask.md": "---\ntitle: Test wells\nkind: recommendation\nsensitivity: public\nstatus: approved\n"
    "addressee: Rivia\naction: Test every well.\nprevious:\n"
    "  - {cycle: 4, paragraph: '28.12', states: [CHE], text: Test wells, source: '@upr', position: noted}\n---\n",
    "content/river/ask.fr.md": "---\ntitle: Analyser les puits\naddressee: la Rivie\naction: Analyser chaque puits.\nprevious:\n"
    "  - {cycle: 4, paragraph: '28.12', states: [CHE], text: Analyser les puits, source: '@upr', position: noted}\n---\n",
    "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\nformats: [html]\n",
    "campaigns/all.csv": "id,country,state,language\nbern,la Suisse,CHE,fr\noslo,Norway,NOR,\n",
}


def test_an_earlier_recommendation_is_quoted_as_the_language_quotes(tmp_path: Path) -> None:
    project = project_in(tmp_path, EARLIER)
    (bern, _) = load_campaign(project, "all", Sink()).recipients
    sink = Sink()
    brief = load_brief(project, "note", sink).in_language("fr").for_recipient(bern)
    text = extract_text((compose_document(load_inputs(project, brief, sink), sink).body,))
    assert (
        "Recommandation formulée par votre État, paragraphe 28.12\u00a0: «\u00a0Analyser les puits\u00a0» "
        "Il en a été pris note." in text
    )
    assert "translated" not in told(sink)


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (("--recipient", "bern"), "fr"),
        (("--recipient", "oslo"), "en"),
        (("--recipient", "bern", "--language", "en"), "en"),
        ((), "en"),
    ],
)
def test_a_recipient_named_by_hand_gets_the_language_of_its_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], language: str
) -> None:
    project_in(tmp_path, EARLIER)
    result = run_here(("build", "note", "--to", "html", *arguments), tmp_path, capsys)
    assert result.code == 0, result.err
    (page,) = (tmp_path / "out").rglob("note*.html")
    assert html.document_fromstring(page.read_bytes()).get("lang") == language


def test_a_campaign_names_each_file_by_its_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project_in(tmp_path, EARLIER)
    assert run_here(("batch", "all", "--jobs", "1"), tmp_path, capsys).code == 0
    made = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").glob("*/*.html")}
    assert made == {"bern/note-fr.html", "oslo/note-en.html"}
    again = run_here(("batch", "all", "--dry-run"), tmp_path, capsys)
    assert again.out.count("up to date") == 2
    (tmp_path / "content/river/ask.fr.md").write_text(EARLIER["content/river/ask.fr.md"] + "Vite.\n", encoding="utf-8")
    again = run_here(("batch", "all", "--dry-run"), tmp_path, capsys)
    assert again.out.count("up to date") == 1
