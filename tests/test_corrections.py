"""What was sent is noted, and everyone who has something that is no longer true gets the right notice: the story of a project."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from pydantic import BaseModel

from briefgen.__main__ import main
from briefgen.schema.report_output import CorrectionsOutput, DeliveryOutput, VerifyOutput
from tests.html_text import read_page, words_of
from tests.pdf import Pdf
from tests.running import Result
from tests.test_record_of_files import write_shelf

Run = Callable[..., Result]

MISSIONS = ("accra", "bern", "cairo", "dakar", "hanoi", "lima", "lomé", "oslo", "paris", "quito", "rome", "suva")
FRENCH = ("bern", "dakar", "lomé", "paris")


def write(shelf: Path, name: str, text: str) -> None:
    (shelf / name).write_text(text, encoding="utf-8")


def change(shelf: Path, name: str, old: str, new: str) -> None:
    text = (shelf / name).read_text(encoding="utf-8")
    assert old in text
    write(shelf, name, text.replace(old, new))


def correct_figure(shelf: Path) -> None:
    reason = "{en: Four villages were counted twice., fr: Quatre villages ont été comptés deux fois.}"
    change(shelf, "content/lib/facts.yaml", "value: 12500", f"value: 12600, was: 12500, why: {reason}")


def withdraw_voice(shelf: Path) -> None:
    change(shelf, "content/lib/voice.md", "places: any}", "places: any, withdrawn: 2026-11-01}")


def rows_of(notice: Path) -> list[list[str]]:
    """The figures of a notice: label, old, new, reason."""
    return [[words_of(cell) for cell in row] for row in read_page(notice).xpath("//tbody/tr")]


def list_corrections(run: Run, shelf: Path, *arguments: str) -> list[dict[str, object]]:
    result = run("corrections", "--format", "json", *arguments, cwd=shelf)
    assert result.code == 0, result.err
    return list(json.loads(result.out))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A project with one brief in two languages, for two embassies; nothing was built."""
    return write_shelf(tmp_path / "shelf")


@pytest.fixture(scope="module")
def sent_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The note, built and sent to one embassy; read, never changed."""
    folder = write_shelf(tmp_path_factory.mktemp("sent") / "shelf")
    with chdir(folder):
        assert main(("build", "note", "-q", "-t", "html")) == 0
        assert main(("sent", "out/note.html", "--to", "Embassy of Ember", "--on", "2026-11-20")) == 0
    return folder


@pytest.fixture
def sent(sent_once: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(sent_once, tmp_path / "sent"))


def test_twelve_embassies_get_the_right_corrections_whatever_is_built_and_lost_afterwards(
    run: Run, shelf: Path
) -> None:
    rows = "".join(f"{name},Mission {name},{'fr' if name in FRENCH else ''}\n" for name in MISSIONS)
    write(shelf, "campaigns/all.csv", f"id,mission,language\n{rows}")
    change(shelf, "campaigns/all.yaml", "formats: [html]", "formats: [html, docx, pdf]")
    assert run("batch", "all", cwd=shelf).code == 0
    assert run("build", "note", "-t", "html", cwd=shelf).code == 0
    assert run("sent", "--campaign", "all", "--on", "2026-11-20", cwd=shelf).code == 0
    assert run("sent", "out/note.html", "--to", "press", "--on", "2026-11-21", cwd=shelf).code == 0
    assert list_corrections(run, shelf) == []

    correct_figure(shelf)
    withdraw_voice(shelf)
    assert run("build", "note", "-t", "html", "-s", "title=Again", cwd=shelf).code == 0
    assert run("batch", "all", "--only", "oslo", "-t", "html", cwd=shelf).code == 0
    shutil.rmtree(shelf / ".briefgen")
    shutil.rmtree(shelf / "out")

    due = list_corrections(run, shelf)
    assert [correction["to"] for correction in due] == [*sorted(MISSIONS), "press"]
    for correction in due:
        language = "fr" if correction["to"] in FRENCH else "en"
        assert correction["language"] == language
        assert len(correction["files"]) == (1 if correction["to"] == "press" else 3)  # type: ignore[arg-type]
        assert correction["withdrawn"] == [{"name": "block voice", "reason": "consent was withdrawn on 2026-11-01"}]
        old, new, why = {
            "en": ("12,500 wells", "12,600 wells", "Four villages were counted twice."),
            "fr": ("12\u202f500 puits", "12\u202f600 puits", "Quatre villages ont été comptés deux fois."),
        }[language]
        assert correction["figures"] == [{"fact": "wells", "label": "wells", "old": old, "new": new, "why": why}]

    made = run("corrections", "-t", "html", cwd=shelf)
    assert made.code == 0, made.err
    notices = {path.parent.name: path for path in (shelf / "out/corrections").rglob("*.html")}
    assert sorted(notices) == sorted([*MISSIONS, "press"])
    paris, oslo = (words_of(read_page(notices[name])) for name in ("paris", "oslo"))
    assert "Avis de rectification" in paris
    assert "Mission paris" in paris
    assert rows_of(notices["paris"]) == [
        ["wells", "12 500 puits", "12 600 puits", "Quatre villages ont été comptés deux fois."]
    ]
    assert "was withdrawn. Please do not quote" in oslo
    assert rows_of(notices["oslo"]) == [["wells", "12,500 wells", "12,600 wells", "Four villages were counted twice."]]
    assert "A voice" not in oslo, "not even the title of a withdrawn text goes out again"
    assert "The bucket" not in oslo
    assert run("verify", str(notices["oslo"]), cwd=shelf).out.endswith("  current\n")


def test_a_delivery_is_one_line_without_text_and_is_noted_once(run: Run, sent: Path) -> None:
    again = run("sent", "out/note.html", "--to", "Embassy of Ember", "--on", "2026-11-20", cwd=sent)
    assert "0 deliveries noted, 1 were there already" in again.err
    (line,) = (sent / "deliveries.jsonl").read_text("utf-8").splitlines()
    delivery = json.loads(line)
    assert (delivery["to"], delivery["on"], delivery["file"]) == ("Embassy of Ember", "2026-11-20", "out/note.html")
    assert delivery["printed"]["values"]["wells"] == {"value": "12500", "text": "12,500 wells", "unit": "wells"}
    assert delivery["printed"]["consents"] == ["block voice"]
    for text in ("bucket", "form 1", "There are"):
        assert text not in line


def test_a_sent_file_is_verified_when_everything_else_is_lost(run: Run, sent: Path) -> None:
    shutil.copy(sent / "out/note.html", sent / "copy.html")
    shutil.rmtree(sent / "out")
    shutil.rmtree(sent / ".briefgen")
    correct_figure(sent)
    report = run("verify", "copy.html", cwd=sent)
    assert "sent to Embassy of Ember on 2026-11-20" in report.out
    assert "wells: 12,500 wells in this file, today 12,600 wells (Four villages were counted twice.)" in report.out


CHANGES = {
    "a figure that is no longer in the library": (
        "content/lib/facts.yaml", "wells:", "springs:", "figure: wells: 12,500 wells -> no longer in the library"),
    "a unit": ("content/lib/facts.yaml", "{en: wells,", "{en: shafts,", "figure: wells: 12,500 wells -> 12,500 shafts"),
    "a text with other words": ("content/lib/wells.md", "There are", "We know", "changed: block wells: its text changed"),
    "a consent that ended": (
        "content/lib/voice.md", "places: any}", "places: any, until: 2026-11-01}", "withdrawn: block voice: consent ended on 2026-11-01"),
    "a consent that is gone": (
        "content/lib/voice.md", "consent: {given: form 1, audiences: any, places: any}", "", "withdrawn: block voice: no consent is stated for it"),
    "a consent for some states alone": (
        "content/lib/voice.md", "places: any", "places: [JPN]", "withdrawn: block voice: consent is for certain states alone"),
    "a figure that became confidential": (
        "content/lib/facts.yaml", "label: wells", "label: wells, sensitivity: confidential", "withdrawn: fact wells: it is confidential now"),
    "a title with other words": ("content/lib/wells.md", "title: Wells", "title: The wells", "changed: block wells: its text changed"),
    "a consent for other readers": (
        "content/lib/voice.md", "audiences: any", "audiences: [press-release]", "withdrawn: block voice: consent is not for audience `diplomat`"),
    "a text that became confidential": (
        "content/lib/voice.md", "sensitivity: public", "sensitivity: confidential", "withdrawn: block voice: it is confidential now"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_every_kind_of_change_is_found(run: Run, sent: Path, what: str) -> None:
    name, old, new, line = CHANGES[what]
    change(sent, name, old, new)
    assert line in run("corrections", cwd=sent).out


UNPRINTED = {
    "the status": ("status: approved", "status: draft"),
    "the kind": ("kind: situation", "kind: legal"),
    "the order": ("status:", "order: 3\nstatus:"),
    "a topic": ("status:", "topics: [water]\nstatus:"),
    "a consent for more readers": ("audiences: any", "audiences: [diplomat, press-release]"),
    "a consent that still holds": ("places: any}", "places: any, until: 2999-01-01}"),
}


@pytest.mark.parametrize("what", UNPRINTED)
def test_what_no_document_prints_corrects_nothing(run: Run, sent: Path, what: str) -> None:
    change(sent, "content/lib/voice.md", *UNPRINTED[what])
    result = run("corrections", cwd=sent)
    assert (result.out, result.code) == ("", 0), result.err


def test_a_text_that_is_for_authors_still_decides_which_messages_a_build_reports(run: Run, shelf: Path) -> None:
    arguments = ("batch", "all", "--only", "ember", "-j", "1")
    assert run(*arguments, cwd=shelf).code == 0
    change(shelf, "content/lib/voice.md", "status: approved", "status: draft")
    assert "[block-draft]" in run(*arguments, cwd=shelf).err
    assert run("verify", "out/ember/note-en.html", cwd=shelf).out.endswith("  current\n")


def test_a_deleted_text_is_withdrawn_and_a_note_for_authors_corrects_nothing(run: Run, sent: Path) -> None:
    change(sent, "content/lib/facts.yaml", "note: A count.", "note: Counted in May.")
    assert run("corrections", cwd=sent).out == ""
    (sent / "content/lib/voice.md").unlink()
    (sent / "content/lib/voice.fr.md").unlink()
    assert "withdrawn: block voice: it is no longer in the library" in run("corrections", cwd=sent).out


def test_withdrawn_texts_come_first_and_since_leaves_out_what_was_sent_before(run: Run, sent: Path) -> None:
    (sent / "content/lib/voice.md").rename(sent / "voice.md")
    (sent / "content/lib/voice.fr.md").rename(sent / "voice.fr.md")
    assert run("build", "note", "-t", "html", cwd=sent).code == 0
    assert run("sent", "out/note.html", "--to", "a reader", "--on", "2026-11-01", cwd=sent).code == 0
    for name in ("voice.md", "voice.fr.md"):
        (sent / name).rename(sent / "content/lib" / name)
    correct_figure(sent)
    withdraw_voice(sent)
    assert [correction["to"] for correction in list_corrections(run, sent)] == ["Embassy of Ember", "a reader"]
    assert [found["to"] for found in list_corrections(run, sent, "--since", "2026-11-02")] == ["Embassy of Ember"]


def test_a_notice_does_not_state_what_its_addressee_may_not_see_any_more(run: Run, sent: Path) -> None:
    change(sent, "content/lib/facts.yaml", "value: 12500", "value: 77001, sensitivity: confidential, why: Told by Ana")
    (sent / "content/lib/wells.md").unlink()
    (sent / "content/lib/wells.fr.md").unlink()
    result = run("corrections", "-t", "html", cwd=sent)
    assert result.code == 0, result.err
    (notice,) = (sent / "out/corrections").rglob("*.html")
    text = words_of(read_page(notice))
    assert rows_of(notice) == [["–", "12,500 wells", "no longer stated", "–"]]
    assert "77,001" not in text
    assert "Ana" not in text


def test_a_notice_is_in_the_language_of_what_was_sent_in_every_format(run: Run, shelf: Path) -> None:
    write(shelf, "content/lib/wells.es.md", '---\ntitle: Pozos\n---\nHay {{ fact("wells") }} pozos.\n')
    write(shelf, "content/lib/voice.es.md", "---\ntitle: Una voz\n---\nEl cubo salió vacío.\n")
    change(shelf, "content/lib/facts.yaml", "fr: puits}", "fr: puits, es: pozos}")
    assert run("build", "note", "-l", "es", "-t", "html", "-s", "title=Agua", cwd=shelf).code == 0
    assert run("sent", "out/note.es.html", "--to", "Embajada", "--on", "2026-11-20", cwd=shelf).code == 0
    change(shelf, "content/lib/facts.yaml", "value: 12500", "value: 12600, why: Four villages were counted twice.")
    withdraw_voice(shelf)

    made = run("corrections", "-t", "html,pdf,docx", cwd=shelf)
    assert made.code == 0, made.err
    assert "facts.yaml:2: warning: `why` of the fact `wells` is not written in `es`" in made.err
    folder = shelf / "out/corrections/Embajada"
    words = {
        "html": words_of(read_page(folder / "notice-es.html")),
        "pdf": " ".join(Pdf((folder / "notice-es.pdf").read_bytes()).text.split()),
        "docx": " ".join(etree.fromstring(ZipFile(folder / "notice-es.docx").read("word/document.xml")).itertext()),
    }
    for format_, text in words.items():
        for part in ("Aviso de rectificación", "Embajada", "ha sido retirado", "12.500", "12.600"):
            assert part in text, (format_, part)
        for part in ("Something", "Correction", "cubo", "voz"):
            assert part not in text, (format_, part)


def test_rows_for_a_spreadsheet_are_calculated_by_none(run: Run, sent: Path) -> None:
    change(sent, "content/lib/facts.yaml", "value: 12500", "value: 12600, why: '=1+1'")
    rows = list(csv.DictReader(run("corrections", "--format", "csv", cwd=sent).out.splitlines()))
    assert [(row["kind"], row["name"], row["old"], row["new"], row["why"]) for row in rows] == [
        ("figure", "wells", "12,500 wells", "12,600 wells", "'=1+1")
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("voice.md", "status: approved", "status: aproved"),
        ("voice.md", "title:", "tilte:"),
        ("facts.yaml", "value:", "valeu:"),
    ],
)
def test_a_library_with_a_slip_corrects_nothing_and_says_where_the_slip_is(
    run: Run, sent: Path, name: str, old: str, new: str
) -> None:
    """A text that cannot be read is not withdrawn: nobody gets a notice of it."""
    change(sent, f"content/lib/{name}", old, new)
    result = run("corrections", "--to", "html", cwd=sent)
    assert result.code == 1
    assert "deliveries.jsonl:1: error: what was sent to `" in result.err
    assert f"content/lib/{name}:" in result.err
    assert "withdrawn" not in result.out
    assert not [path for path in (sent / "out").rglob("*") if "correction" in path.name]


def test_each_addressee_has_a_notice_of_their_own_whatever_their_name_is(run: Run, sent: Path) -> None:
    names = ("Embassy of Ember", "../../elsewhere", "embassy of ember", "x" * 300)
    for name in names[1:]:
        assert run("sent", "out/note.html", "--to", name, "--on", "2026-11-21", cwd=sent).code == 0
    correct_figure(sent)
    result = run("corrections", "-t", "html", cwd=sent)
    assert (result.code, "format-older" in result.err) == (0, False), result.err
    notices = list((sent / "out/corrections").rglob("*.html"))
    assert len(notices) == len(names)
    for name in names:
        assert any(name in words_of(read_page(notice)) for notice in notices)


def test_what_programs_read_has_the_form_that_its_schema_says(run: Run, sent: Path) -> None:
    correct_figure(sent)
    withdraw_voice(sent)
    written: dict[type[BaseModel], str] = {
        VerifyOutput: run("verify", "out/note.html", "--format", "json", cwd=sent).out,
        CorrectionsOutput: run("corrections", "--format", "json", cwd=sent).out,
        DeliveryOutput: (sent / "deliveries.jsonl").read_text("utf-8"),
    }
    for model, text in written.items():
        model.model_validate_json(text, strict=True)
    for kind in ("verify", "corrections", "delivery"):
        assert json.loads(run("schema", kind, cwd=sent).out)["$schema"]


def test_a_value_before_the_correction_that_is_the_same_is_an_error(run: Run, shelf: Path) -> None:
    change(shelf, "content/lib/facts.yaml", "value: 12500", "value: 12500, was: 12500")
    assert "[fact-was]" in run("check", "note", cwd=shelf).err
