"""A brief in a language that briefgen prints has no English word that its author did not write, for any audience."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from briefgen.load import list_names, load_audience, load_brief, load_project
from briefgen.model import languages
from briefgen.model.brief import Project
from briefgen.model.chart import CHART_SCHEME, change_texts
from briefgen.model.diagnostic import Sink
from briefgen.model.tree import Element, extract_text, walk
from briefgen.pipeline import compose_document, load_inputs
from tests.caches import empty_caches
from tests.running import ROOT
from tests.unit.project_files import project_in, told

WORDS = {"ru": "Вода", "ar": "ماء", "zh": "水", "ko": "물"}
"""A word in each language whose own letters are not Latin ones."""

KINDS = (
    "summary", "introduction", "background", "legal-analysis", "situation", "case", "position", "statement", "news",
    "quotation", "answer", "conclusion",
)  # fmt: skip
LATIN = re.compile(r"[A-Za-z]*[a-z][A-Za-z]*")
ADDRESS = re.compile(r"\S+(?:://|@)\S+")
ALLOWED = frozenset({"Word", "United", "Nations", "Treaty", "Series", "Natural", "Earth"})
"""The names of the program, of the data of maps, and of the series of treaties: Russian documents of the United Nations have it in English."""
CITING = frozenset({"public-report", "treaty-body-report"})
"""One audience for each citation style; the blocks of the others cite nothing, because the engine of citations takes its time."""

READ_ALOUD = ("alt", "aria-label", "title")

PARAMETERS = {
    "treaty-body-report": "{committee: CAT, publication: public}",
    "hrc-oral-statement": "{item: '4', debate: interactive}",
    "hrc-written-statement": "{item: '4', status: special}",
    "special-procedures": "{procedure: urgent, mandate: WORD, consent-government: given, consent-report: refused}",
    "advocacy-letter": "{addressee: WORD, signatory: WORD}",
    "press-release": "{place: WORD}",
    "upr-fact-sheet": "{theme: WORD}",
    "call-for-input": "{mandate: WORD, call-for-input: WORD, publication: confidential}",
}


def build_files(language: str, drawings: str | None = None) -> dict[str, str]:
    """A library with every kind of block and of source, in one language, and a brief for each audience."""
    word = WORDS[language]
    drawn = (DRAWINGS if drawings is None else drawings).replace("WORD", word)
    head = "sensitivity: public\nstatus: approved\n"
    files = {
        "briefgen.yaml": f"language: {language}\norganisation: {{name: {word}, contact: {{email: a@example.org}}}}\n",
    }
    for library, cited, basis, source in (("cited", CITED, BASIS, "'@book'"), ("plain", "", "", "none")):
        files |= {
            f"content/{library}/facts.yaml": f"sensitivity: public\nwells: {{value: [12, 15], unit: {word}, label: {word}, as_of: 2024-05-01, source: {source}, note: n, certainty: estimate}}\n"
            f"homes: {{value: 12, unit: {word}, label: {word}, as_of: 2024-05-01, source: {source}, note: n, certainty: estimate}}\n",
            f"content/{library}/sources.yaml": SOURCES.replace("WORD", word),
            f"content/{library}/ask.md": f"---\ntitle: {word}\nkind: recommendation\n{head}addressee: {word}\naction: {word}\nasks: [{word}]\n"
            f"{basis.replace('WORD', word)}---\n{word}\n",
        }
        for kind in KINDS:
            topics = "topics: [treaties, national-law, previous-recommendations, women]\n"
            text = f'{word} {{{{ fact("wells") }}}}. {cited}\n{drawn if kind in DRAWN else ""}'
            files[f"content/{library}/{kind}.md"] = f"---\ntitle: {word}\nkind: {kind}\n{topics}{head}---\n{text}"
    for audience in AUDIENCES:
        parameters = PARAMETERS.get(audience, "{}").replace("WORD", word)
        files[f"briefs/to-{audience}.yaml"] = (
            f"audience: {audience}\nlibrary: {'cited' if audience in CITING else 'plain'}\nlanguage: {language}\ntitle: {word}\nstate: KEN\ndate: 2026-11-23\n"
            f"keywords: [{word}, {word}]\nkey_facts: [wells]\nparameters: {parameters}\n"
            f"variables: {{coverage: true, session: 59, victims: {word}, perpetrators: {word}, when: {word}, where: {word}}}\n"
            f"submitters: [{{name: {word}, contact: a@example.org}}, {{name: {word}, contact: b@example.org}}]\n"
            "period: {start: 2024-01-01, end: 2026-01-01}\n"
        )
    return files


DRAWN = frozenset({"situation", "background", "summary", "news", "answer"})
"""One kind of block at least for each audience."""
DRAWINGS = '\n{{ chart("bar", ["homes"], caption="WORD") }}\n\n{{ locator_map(["KEN", "PRK"], around=["KEN"], places={"WORD": (1.0, 37.0)}, caption="WORD") }}\n'

CITED = "[@pact, art 3] [@book, p 4] [@page] [@report, para 5] [@ruling, para 6] [@book, p 7]"
BASIS = (
    "legal_basis: '@pact, art 3'\nprevious:\n  - {cycle: 4, paragraph: '28.12', states: [CHE], text: WORD, source: '@report', "
    "position: noted, implementation: partly-implemented}\n"
)
SOURCES = """sensitivity: public
references:
- {id: pact, type: treaty, title: WORD, original-date: 1988-03-04, issued: 1991-05-21, container-title: UNTS, volume: 12, page: 3}
- {id: book, type: book, title: WORD, author: [{literal: WORD}], publisher: WORD, publisher-place: WORD, issued: 2004, edition: 2}
- {id: page, type: webpage, title: WORD, author: [{literal: WORD}], issued: 2024-05-06, accessed: 2026-10-02, URL: 'https://example.org/a'}
- {id: report, type: report, title: WORD, authority: WORD, number: A/HRC/59/15, issued: 2024-03-01}
- {id: ruling, type: legal_case, title: WORD, authority: WORD, number: 12/2024, issued: 2024-03-01}
"""


def list_audiences() -> dict[str, tuple[str, ...]]:
    """The built-in audiences that take other languages than English, with the languages of the body; none where it takes any."""
    project = load_project(ROOT, Sink())
    loaded = (load_audience(project, name, Sink()) for name in list_names(project, "audiences"))
    return {audience.id: audience.languages for audience in loaded if audience.languages != ("en",)}


AUDIENCES = list_audiences()


def list_printed(project: Project, name: str) -> Iterator[str]:
    """Every text of a brief that a reader sees or hears."""
    sink = Sink()
    document = compose_document(load_inputs(project, load_brief(project, name, sink), sink), sink)
    assert "untranslated" not in told(sink)
    yield extract_text((document.body,), notes=True)
    for node in walk((document.body,)):
        if isinstance(node, Element):
            yield from (node.get(name) for name in READ_ALOUD)
            yield from list_drawn(node.get("src"))


def list_drawn(address: str) -> list[str]:
    """The texts that a chart or a map draws."""
    drawn: list[str] = []

    def remember(text: str) -> str:
        drawn.append(text)
        return text

    if address.startswith(CHART_SCHEME):
        change_texts(address, remember)
    return drawn


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Project]:
    """By language, a project that is written in it."""
    return {language: project_in(tmp_path_factory.mktemp(language), build_files(language)) for language in WORDS}


PAIRS = [(name, word) for name, languages in AUDIENCES.items() for word in WORDS if not languages or word in languages]


@pytest.mark.parametrize(("audience", "language"), PAIRS)
def test_no_english_word_is_printed(projects: Mapping[str, Project], audience: str, language: str) -> None:
    texts = list_printed(projects[language], f"to-{audience}")
    found = {word for text in texts for word in LATIN.findall(ADDRESS.sub(" ", text))}
    assert found - ALLOWED == set()


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """One more language as one more file, whose words are those of Russian."""
    folder = tmp_path / "languages"
    shutil.copytree(languages.FOLDER, folder)
    table = (folder / "ru.toml").read_text(encoding="utf-8")
    (folder / "eo.toml").write_text(
        table.replace("Russian", "Esperanto").replace("Источники", "Fontoj-ЭО"), encoding="utf-8"
    )
    empty_caches()
    monkeypatch.setattr(languages, "FOLDER", folder)
    yield tmp_path
    monkeypatch.undo()
    empty_caches()


@pytest.mark.parametrize("audience", ["diplomat", "public-report"])
def test_an_eighth_language_is_one_file(esperanto: Path, audience: str) -> None:
    files = {
        name: text.replace("language: ru", "language: eo") for name, text in build_files("ru", drawings="").items()
    }
    project = project_in(esperanto, files)
    texts = list(list_printed(project, f"to-{audience}"))
    found = {word for text in texts for word in LATIN.findall(ADDRESS.sub(" ", text))}
    months = {"marto", "majo", "oktobro", "novembro", "de", "la", "kenjo", "fontoj", "a"}
    assert {word.lower() for word in found - ALLOWED} - months == set()
    assert audience != "diplomat" or any("Fontoj-ЭО" in text for text in texts)
