"""Briefs in other languages: every built-in audience has its words, and the French note holds no English of ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree, html
from pypdf import PdfReader

from briefgen.check.read_docx import read_docx
from briefgen.load import load_audience, load_brief, load_campaign, load_project, names_of
from briefgen.pipeline import assemble, load_inputs, print_document
from briefgen.values.artifact import Format
from briefgen.values.audience import Audience, each_plan
from briefgen.values.brief import Brief, Project
from briefgen.values.diagnostic import Sink
from briefgen.values.document import Document
from briefgen.values.tree import text_of
from tests.unit.project_files import project_in, told

ROOT = Path(__file__).parent.parent
WRITTEN = ("en", "fr", "es")
"""Languages that the built-in audiences are written in."""

OFFICE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def audience(name: str, language: str) -> tuple[Audience, str]:
    sink = Sink()
    return load_audience(load_project(ROOT, Sink()), name, sink, language), told(sink)


def pairs() -> list[tuple[str, str]]:
    """Every built-in audience with every language that it reads and we write."""
    names = names_of(load_project(ROOT, Sink()), "audiences")
    allowed = {name: audience(name, "en")[0].languages or WRITTEN for name in names}
    return [(name, language) for name in names for language in WRITTEN if language in allowed[name]]


@pytest.mark.parametrize(("name", "language"), pairs())
def test_a_built_in_audience_has_every_word_and_title_in_its_languages(name: str, language: str) -> None:
    loaded, problems = audience(name, language)
    assert problems == ""
    assert loaded.words[language].keys() >= loaded.words["en"].keys()
    assert all(loaded.words[language].values())
    spoken = (one for folder in (name, "base") for one in words_in(ROOT / "templates" / folder))
    assert set(spoken) <= loaded.words[language].keys()


def words_in(folder: Path) -> Iterator[str]:
    """The keys of fixed words that the page templates of an audience ask for by name."""
    for page in folder.glob("*.html"):
        yield from re.findall(r"word\(\"([\w-]+)\"\)", page.read_text(encoding="utf-8"))


def test_the_pages_hold_no_words_of_their_own() -> None:
    """What a page says stands under `words`, or it could not be said in another language."""
    said = {
        f"{page.parent.name}: {text.strip()}"
        for page in (ROOT / "templates").glob("*/*.html")
        if page.parent.name != "parliament-evidence"  # the House of Commons reads English alone
        for text in re.sub(
            r"\{% block class %\}.*|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "\n", page.read_text(encoding="utf-8")
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
        brief.into(language).to(one)
        for language, recipients in campaign.by_language(brief).items()
        for one in recipients
        if one.id == recipient
    )


@pytest.fixture(scope="module")
def french(project: Project) -> Document:
    sink = Sink()
    document = assemble(load_inputs(project, note(project, "switzerland"), sink), sink)
    assert told(sink) == ""
    return document


def english_of_ours(project: Project) -> frozenset[str]:
    """Every text of the English note that is ours: titles, fixed words, blocks, labels; not the sources."""
    sink = Sink()
    audience = load_inputs(project, load_brief(project, "embassy-note", sink), sink).audience
    titles = (plan.title for plan in each_plan(audience.sections))
    return frozenset(one for one in (*titles, *audience.words["en"].values()) if len(one) > len("Sources"))


def of_format(document: Document, form: Format) -> bytes:
    sink = Sink()
    (rendering,) = print_document(document, [form], sink)
    assert told(sink) == ""
    return rendering.content


def spaced(text: str) -> str:
    return " ".join(text.split())


def the_words(text: str, english: frozenset[str]) -> None:
    """What a French reader finds in every format."""
    for wanted in (
        "Nos attentes envers la Suisse", "Chiffres clés", "En bref", "Le droit en bref",
        "23 novembre 2026", "26 avril 2024", "10 000 à 300 000", "près de la moitié",
        "Convention relative au statut des réfugiés", "arts 1A(2) et 33", "ibid", "RFNK et PSCORE",
    ):  # fmt: skip
        assert wanted in text, wanted
    assert [one for one in english if one in text] == []


def test_the_french_note_as_html(project: Project, french: Document) -> None:
    page = html.document_fromstring(of_format(french, Format.HTML))
    assert page.get("lang") == "fr"
    assert page.findtext(".//title") == "Mettre fin aux renvois forcés vers la Corée du Nord"
    the_words(spaced(page.find("body").text_content()), english_of_ours(project))


def test_the_french_note_as_pdf(project: Project, french: Document) -> None:
    reader = PdfReader(io.BytesIO(of_format(french, Format.PDF)))
    assert str(reader.root_object["/Lang"]) == "fr"
    assert len(reader.pages) == 2
    text = spaced(" ".join(page.extract_text() for page in reader.pages))
    assert [one for one in english_of_ours(project) if one in text] == []
    for wanted in ("Nos attentes envers la Suisse", "23 novembre 2026", "Recommandations que vous pouvez formuler"):
        assert wanted in text


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
    assert {one.get(f"{OFFICE}val") for one in document.iter(f"{OFFICE}lang")} <= {"fr"}


def test_no_line_breaks_before_a_mark(french: Document) -> None:
    text = text_of((french.body,), notes=True)
    assert "partir\u202f; c’est" in text
    assert not re.search(r"\w [;:!?»]|« ", text)


MINIMAL = {
    "briefs/note.yaml": "audience: policy-brief\nlibrary: river\ntitle: {en: Clean water, es: Agua limpia}\n"
    "key_facts: [wells]\n",
    "content/river/facts.yaml": "wells: {value: 12, label: {en: wells tested, es: pozos analizados}}\n",
    "content/river/summary.md": "---\ntitle: Summary\nkind: summary\nsensitivity: public\nstatus: approved\n---\nTwelve.\n",
    "content/river/summary.es.md": "---\ntitle: Resumen\n---\nDoce.\n",
    "content/river/summary.ko.md": "---\ntitle: 요약\n---\n열둘.\n",
}


def made(root: Path, files: Mapping[str, str], language: str) -> tuple[str, str]:
    """The words of the note in a language, and what its author is told."""
    sink = Sink()
    project = project_in(root, dict(files))
    brief = load_brief(project, "note", sink).into(language)
    document = assemble(load_inputs(project, brief, sink), sink)
    return spaced(text_of((document.body,))), told(sink)


def test_a_spanish_brief_is_spanish(tmp_path: Path) -> None:
    text, problems = made(tmp_path, MINIMAL, "es")
    assert "translated" not in problems
    assert "Puntos clave" in text
    assert "pozos analizados" in text
    assert "Key" not in text


def test_english_in_another_brief_is_told_with_what_to_do(tmp_path: Path) -> None:
    _, problems = made(tmp_path, MINIMAL, "ko")
    assert (
        "audience `policy-brief` has no words in `ko` for `kind`, `notes`, and prints English ones "
        "[audience-untranslated]\n  hint: write `words: {ko: {...}}` in `templates/policy-brief/audience.yaml`, with "
        "`extends: policy-brief` where it is a built-in one" in problems
    )
    assert "section `summary` has no title in `ko`, and is printed as `Key points` [audience-untranslated]" in problems
    assert "briefs/note.yaml:3: warning: `title` is not written in `ko` [text-untranslated]" in problems
    assert "the label of the fact `wells` is not written in `ko` [text-untranslated]" in problems


def test_words_of_a_projects_own_end_the_warning(tmp_path: Path) -> None:
    own = "extends: policy-brief\nwords: {ko: {kind: 정책 브리프, notes: 출처, contact: 연락처}}\n"
    text, problems = made(tmp_path, {**MINIMAL, "templates/policy-brief/audience.yaml": own}, "ko")
    assert "has no words in `ko`" not in problems
    assert "정책 브리프" in text
    assert "출처" in text


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
