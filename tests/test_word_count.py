"""Our count of words against that of a word processor, on the Word files of five briefs, of a French one and of notes in four scripts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from briefgen.check.count import count_words
from briefgen.load import load_brief, load_project
from briefgen.model.artifact import Format, Rendering
from briefgen.model.audience import CountedPart
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Document
from briefgen.pipeline import compose_document, load_inputs, render_document
from tests.examples import Examples
from tests.programs import run_program
from tests.running import copy_project
from tests.unit.project_files import project_in
from tests.unit.word import VALUE, WORD

BRIEFS = ("upr-china", "cat-report", "hrc-written", "commons-evidence", "china-report")
"""Notes at the end and at the foot, numbered paragraphs and headings, a list of contents, tables, an annex, references."""

HARD = """\
---
title: Puits
kind: situation
sensitivity: public
status: approved
---
Selon le rapport : « l'eau manque » ; 10 000 personnes, soit 40 %, boivent.[^1] La période 2022–2024 – et non 2025 — compte.
Non‑retour / asile, and/or e.g. l’État. Qu'en dit-on ? Rien — rien… fin. a—b c–d …

[^1]: Vu « sur place ».
"""
"""Words that are easily counted otherwise: spaces that do not break, marks that stand alone, dashes between words."""

SENTENCES = {
    "ru": ("Вода", "Комитет насчитал 12 500 колодцев — 37,5 % пусты.[^a] В 2019–2024 гг. «никто не пришёл»; см. A/HRC/59/15."),
    "ar": ("الماء", "أحصت اللجنة 12,500 بئراً، منها 37.5% جافة.[^a] في 2019–2024 «لم يأت أحد»؛ انظر A/HRC/59/15. هل هذا صحيح؟"),
    "zh": ("水", "委员会数了12,500口井——其中1,500口是干的（37.5%）。[^a] 2019–2024年“没有人来”；见A/HRC/59/15号文件…… WHO说，《公约》第十一条。"),
    "ko": ("물", "위원회는 우물 12,500개를 세었고 — 37.5%는 말랐다.[^a] 2019–2024년에 “아무도 오지 않았다”; A/HRC/59/15 참조."),
}  # fmt: skip
"""The same in four languages, each with a note. No native speaker has read them."""

HANGUL = re.compile("[\uac00-\ud7a3]")
"""LibreOffice counts syllables of Korean. Word counts what is between spaces, and so do we: Latin letters take their place here."""

AS_WORD = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Writer/WordCount">
<prop oor:name="AdditionalSeparators" oor:op="fuse"><value></value></prop></item></oor:items>
"""
"""LibreOffice's own wish to part words at dashes is switched off, for Word does not do it."""

TEXT_PART = re.compile(r"word/(document|footnotes|endnotes)\.xml")
DIRECTION_MARK = re.compile("[\u200e\u200f\u202a-\u202c]")

UNCOUNTED = ("numPr", "headerReference", "footerReference")
"""What LibreOffice counts and Word does not: automatic numbers and running heads."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Counts:
    """The words of one brief: ours by part, and those that LibreOffice finds with and without notes."""

    ours: Mapping[CountedPart, int]
    with_notes: int
    without_notes: int


@pytest.fixture(scope="module")
def counts(examples: Examples, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Counts]:
    folder = tmp_path_factory.mktemp("count")
    french = copy_project("minimal", folder)
    (french / "briefgen.yaml").write_text("organisation: {name: Organisation}\nlanguage: fr\n", encoding="utf-8")
    brief = "audience: upr-submission\nlibrary: water\ntitle: L'eau\nlanguage: fr\nstate: KEN\n"
    (french / "briefs/report.yaml").write_text(brief, encoding="utf-8")
    (french / "content/water/wells.md").write_text(HARD, encoding="utf-8")
    made = {name: (examples.compose(name)[0], examples.render(name, Format.DOCX)[0]) for name in BRIEFS}
    made["report"] = rendered(french, "report")
    made |= {language: rendered(note_in(language, folder), "note") for language in SENTENCES}
    ours = {name: written(*pair, name, folder) for name, pair in made.items()}
    found = libre_office_counts(folder)
    return {name: Counts(count, found[name], found[f"{name}-without-notes"]) for name, count in ours.items()}


def note_in(language: str, folder: Path) -> Path:
    """A project with a note for diplomats: paragraphs, a list, a table, a key figure, a footnote with the same words."""
    word, sentence = SENTENCES[language]
    head = f"---\ntitle: {word}\nkind: situation\nsensitivity: public\nstatus: approved\n---\n"
    note = sentence.replace("[^a]", "")
    files = {
        "briefgen.yaml": f"language: {language}\norganisation: {{name: {word}, contact: {{email: a@example.org}}}}\n",
        "content/lib/facts.yaml": f"sensitivity: public\nwells: {{value: 12500, unit: {word}, label: {word}, source: none, note: n}}\n",
        "content/lib/a.md": f"{head}{sentence}\n\n- {note}\n\n| {word} | 12,5 |\n|---|---|\n| {note} | {word} |\n\n[^a]: {note}\n",
        "briefs/note.yaml": f"audience: diplomat\nlibrary: lib\ntitle: {word}\ndate: 2026-11-23\nkey_facts: [wells]\n",
    }
    root = folder / f"project-{language}"
    project_in(root, files)
    return root


def rendered(root: Path, name: str) -> tuple[Document, Rendering]:
    """A brief and its Word file."""
    sink = Sink()
    project = load_project(root, sink, exact=True)
    document = compose_document(load_inputs(project, load_brief(project, name, sink), sink), sink)
    (docx,) = render_document(document, (Format.DOCX,), sink)
    return document, docx


def written(document: Document, docx: Rendering, name: str, folder: Path) -> Mapping[CountedPart, int]:
    """Our counts of a brief, whose Word file is left in the folder in two copies."""
    (folder / "made.zip").write_bytes(docx.content)
    for notes, ending in ((True, ""), (False, "-without-notes")):
        with (
            zipfile.ZipFile(folder / "made.zip") as made,
            zipfile.ZipFile(folder / f"{name}{ending}.docx", "w") as copy,
        ):
            for part in made.namelist():
                content = made.read(part)
                copy.writestr(part, bared(content, notes=notes) if re.match(r"word/\w+\.xml", part) else content)
    return count_words(document)


def bared(content: bytes, *, notes: bool) -> bytes:
    """A part without what Word does not count and the list of contents, which we do not; and without notes."""
    root = etree.fromstring(content)
    calls = () if notes else ("footnoteReference", "endnoteReference")
    for element in list(root.iter(*(f"{WORD}{name}" for name in (*UNCOUNTED, *calls)))):
        element.getparent().remove(element)
    for style in list(root.iter(f"{WORD}pStyle")):
        if style.get(VALUE).lower().startswith("toc"):
            for text in list(style.getparent().getparent().iter(f"{WORD}t")):
                text.text = ""
    return HANGUL.sub("x", etree.tostring(root, encoding="unicode")).encode()


def libre_office_counts(folder: Path) -> Mapping[str, int]:
    """The words that LibreOffice finds in each Word file of a folder."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(AS_WORD, encoding="utf-8")
    files = sorted(folder.glob("*.docx"))
    for path in files:
        remove_direction_marks(path)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run_program("soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(folder), *map(str, files))
    found = {}
    for path in files:
        with zipfile.ZipFile(path.with_suffix(".odt")) as archive:
            (words,) = re.findall(r'meta:word-count="(\d+)"', archive.read("meta.xml").decode())
        found[path.stem] = int(words)
    return found


def remove_direction_marks(path: Path) -> None:
    """Take out the signs that keep texts of two directions apart: LibreOffice counts them as words, and no reader sees them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            is_text = TEXT_PART.fullmatch(name)
            archive.writestr(name, DIRECTION_MARK.sub("", content.decode()).encode() if is_text else content)


@pytest.mark.parametrize("name", [*BRIEFS, "report"])
def test_a_word_processor_counts_what_we_count(counts: Mapping[str, Counts], name: str) -> None:
    counted = counts[name]
    assert sum(counted.ours.values()) == counted.with_notes
    assert sum(counted.ours.values()) - counted.ours[CountedPart.NOTES] == counted.without_notes


@pytest.mark.parametrize("language", SENTENCES)
def test_a_word_processor_counts_other_scripts_as_we_do(counts: Mapping[str, Counts], language: str) -> None:
    """LibreOffice takes the call of a note behind a Chinese full stop for a word of its own; no reader does."""
    counted, calls = counts[language], 1 if language == "zh" else 0
    assert sum(counted.ours.values()) == counted.with_notes - calls
    assert sum(counted.ours.values()) - counted.ours[CountedPart.NOTES] == counted.without_notes
