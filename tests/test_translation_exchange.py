"""Texts go to translators and come back unharmed, and no words of the project are lost."""

from __future__ import annotations

import re
import shutil
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from briefgen.__main__ import main
from briefgen.translate.placeholders import compare_placeholders, find_placeholders
from briefgen.translate.text_file import change_text_file
from briefgen.translate.yaml_edit import set_translation
from tests.programs import require_library
from tests.translated import FILES, Run, change, find_states, read_files
from tests.unit.project_files import write_files


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A project with texts in two languages."""
    return write_files(tmp_path / "shelf", FILES)


@pytest.fixture
def toolkit() -> None:
    """The library that writes and reads the files of translators: not on every machine."""
    require_library("translate", "translations")


@pytest.fixture(scope="module")
def exported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, whose translations were recorded, and its files for translators. Nobody changes it."""
    require_library("translate", "translations")
    folder = write_files(tmp_path_factory.mktemp("exported") / "shelf", FILES)
    with chdir(folder):
        assert main(("translations", "accept", "--all")) == 0
        for form in ("xliff", "po"):
            assert main(("translations", "export", "-l", "fr", "--format", form)) == 0
    return folder


@pytest.fixture
def recorded(exported_once: Path, tmp_path: Path) -> Path:
    """A copy of it, for one test."""
    return Path(shutil.copytree(exported_once, tmp_path / "recorded"))


@pytest.mark.parametrize(
    "arguments",
    [("export", "-l", "fr"), ("export", "--format", "po"), ("import", "lib.fr.po"), ("import", "lib.fr.xlf")],
)
def test_without_the_library_for_these_files_the_command_says_how_to_install_it(
    shelf: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    (shelf / "lib.fr.po").touch()
    (shelf / "lib.fr.xlf").touch()
    monkeypatch.setitem(sys.modules, "translate", None)
    before = read_files(shelf)
    told = run("translations", *arguments, cwd=shelf)
    assert (told.code, read_files(shelf) == before) == (3, True)
    assert told.err.startswith(
        "error: files for translators need `translate-toolkit`, which is not on this machine [exchange-missing]\n"
        "  hint: run `pip install 'briefgen[translations]'`\n"
    )
    assert run("translations", "-l", "fr", cwd=shelf).code == 0


@pytest.mark.parametrize("form", ["xliff", "po"])
@pytest.mark.parametrize("edit", ["", "stale"])
def test_a_round_trip_without_edits_changes_nothing(recorded: Path, run: Run, form: str, edit: str) -> None:
    if edit:
        change(recorded, "content/lib/wells.md", "are deep", "are very deep")
    before = read_files(recorded)
    assert run("translations", "export", "-l", "fr", "--format", form, cwd=recorded).code == 0
    file = "lib.fr.xlf" if form == "xliff" else "lib.fr.po"
    told = run("translations", "import", file, cwd=recorded)
    assert (told.code, told.out, told.err) == (0, "nothing changed in 8 texts\n", "")
    assert read_files(recorded) == before


@pytest.mark.parametrize("file", ["lib.fr.xlf", "lib.fr.po"])
def test_an_edit_of_the_translator_changes_its_words_only(recorded: Path, run: Run, file: str) -> None:
    for old, new in (("Il y a ", "On compte "), ("Puits", "Nos puits"), ("Eau", "De l'eau")):
        change(recorded, file, old, new)
    told = run("translations", "import", file, cwd=recorded)
    assert (told.code, sorted(told.out.split())) == (0, ["briefs/note.yaml", "content/lib/wells.fr.md"])
    text = (recorded / "content/lib/wells.fr.md").read_text()
    assert text == FILES["content/lib/wells.fr.md"].replace("Il y a", "On compte").replace("Puits #", "Nos puits #")
    assert "title: {en: Water, fr: De l'eau}\n" in (recorded / "briefs/note.yaml").read_text()


def test_the_language_can_be_before_the_command_or_left_out(recorded: Path, run: Run) -> None:
    assert run("translations", "-l", "fr", "export", "--format", "po", cwd=recorded).out.startswith("lib.fr.po  ")
    assert run("translations", "export", cwd=recorded).out.startswith("lib.fr.xlf  ")
    assert run("translations", "export", "-o", "to/zoe.xlf", cwd=recorded).out.startswith("to/zoe.xlf  ")
    assert run("translations", "import", "to/zoe.xlf", cwd=recorded).out == "nothing changed in 8 texts\n"
    told = run("translations", "export", "-l", "fr", "-l", "ko", "-o", "a.po", cwd=recorded)
    assert (told.code, "`a.po` would hold more than one file [translation-file]" in told.err) == (2, True)


@pytest.mark.usefixtures("toolkit")
def test_a_new_language_gets_its_files(shelf: Path, run: Run) -> None:
    run("translations", "export", "-l", "ko", "--format", "po", cwd=shelf)
    path = shelf / "lib.ko.po"
    path.write_text(re.sub(r'msgid "([^"\n]+)"\nmsgstr ""', r'msgid "\1"\nmsgstr "우물 \1"', path.read_text()))
    told = run("translations", "import", "lib.ko.po", cwd=shelf)
    assert told.code == 0
    ask = (shelf / "content/lib/ask.ko.md").read_text()
    assert ask == (
        '---\ntitle: "우물 Dig"\naddressee: "우물 The State"\naction: "우물 Dig wells"\n'
        'asks:\n  - "우물 Ask about wells"\n  - "우물 Pay for wells"\n---\n우물 Water is near.\n'
    )
    assert (shelf / "content/lib/wells@short.ko.md").read_text() == "우물 Many wells.\n"
    facts = (shelf / "content/lib/facts.yaml").read_text()
    assert "unit: {en: wells, fr: puits, ko: 우물 wells} # counted\n  label: {en: wells, ko: 우물 wells}\n" in facts
    states = find_states(shelf, run, "ko")
    assert (states["block ask text"], states["fact wells label"]) == ("current", "current")
    assert "[translation-incomplete]" in told.err  # a paragraph on several lines of the file is not translated
    assert states["block wells text"] == "missing"


def test_a_translation_of_an_older_original_is_recorded_as_such(recorded: Path, run: Run) -> None:
    change(recorded, "content/lib/wells.md", "are deep", "are very deep")
    change(recorded, "lib.fr.xlf", "Il y a ", "On compte ")
    assert run("translations", "import", "lib.fr.xlf", cwd=recorded).code == 0
    assert find_states(recorded, run)["block wells text"] == "stale"


@pytest.mark.parametrize("file", ["lib.fr.xlf", "lib.fr.po"])
def test_texts_that_were_changed_since_their_export_are_kept(recorded: Path, run: Run, file: str) -> None:
    here = [
        ("content/lib/wells.fr.md", "Il y a", "On trouve"),
        ("content/lib/facts.yaml", "fr: puits", "fr: sources"),
        ("briefs/note.yaml", "fr: Eau", "fr: Eaux"),
    ]
    for name, old, new in here:
        change(recorded, name, old, new)
    before = read_files(recorded)
    assert run("translations", "import", file, cwd=recorded).out == "nothing changed in 8 texts\n"
    assert read_files(recorded) == before
    quotes = "><" if file.endswith(".xlf") else '""'
    for old, new in (("Il y a ", "On compte "), ("puits".join(quotes), "trous".join(quotes)), ("Eau", "De l'eau")):
        change(recorded, file, old, new)
    told = run("translations", "import", file, cwd=recorded)
    assert (told.code, read_files(recorded) == before) == (1, True)
    assert told.err.count("[translation-conflict]") == 3
    message = (
        "error: `block wells: text` was changed in `content/lib/wells.fr.md` since it was exported, so it is kept; "
        "what the translator has instead: `trouve` is now `compte`"
    )
    assert re.search(rf"^{re.escape(file)}:\d+: {re.escape(message)} ", told.err, re.MULTILINE)
    assert run("translations", "import", file, "--overwrite", cwd=recorded).code == 0
    texts = [(recorded / name).read_text(encoding="utf-8") for name, _, _ in here]
    assert ["On compte" in texts[0], "fr: trous" in texts[1], "De l'eau" in texts[2]] == [True] * 3


def test_other_texts_and_passages_are_taken_over_beside_what_is_kept(recorded: Path, run: Run) -> None:
    change(recorded, "content/lib/wells.fr.md", "title: Puits", "title: Sources")
    change(recorded, "content/lib/wells.fr.md", "vieux", "anciens")
    for old, new in (("Il y a ", "On compte "), ("Eau", "De l'eau"), (">Puits", ">Nos puits")):
        change(recorded, "lib.fr.xlf", old, new)
    told = run("translations", "import", "lib.fr.xlf", cwd=recorded)
    assert (told.code, sorted(told.out.split())) == (1, ["briefs/note.yaml", "content/lib/wells.fr.md"])
    assert told.err.count("[translation-conflict]") == 1
    text = (recorded / "content/lib/wells.fr.md").read_text(encoding="utf-8")
    assert ["title: Sources" in text, "On compte" in text, "anciens" in text] == [True] * 3


@pytest.mark.parametrize(
    ("file", "mark"),
    [("lib.fr.po", r"#\. translation when exported: \w+\n"), ("lib.fr.xlf", r'(?<=<unit id="u)[\w.-]*')],
)
def test_a_file_that_lost_its_marks_replaces_no_words(recorded: Path, run: Run, file: str, mark: str) -> None:
    unmarked = re.sub(mark, "", (recorded / file).read_text(encoding="utf-8"))
    (recorded / file).write_text(unmarked.replace("Il y a ", "On compte "), encoding="utf-8")
    told = run("translations", "import", file, cwd=recorded)
    assert told.code == 1
    assert f"`{file}` does not say how `block wells: text` was when it was exported" in told.err
    assert "Il y a" in (recorded / "content/lib/wells.fr.md").read_text(encoding="utf-8")
    assert run("translations", "import", file, "--overwrite", cwd=recorded).code == 0


def test_a_translator_can_say_that_a_stale_translation_is_right(recorded: Path, run: Run) -> None:
    change(recorded, "content/lib/wells.md", "They are old", "They are ancient")
    run("translations", "export", "-l", "fr", "--format", "po", cwd=recorded)
    change(recorded, "lib.fr.po", "#, fuzzy\n", "")
    assert run("translations", "import", "lib.fr.po", cwd=recorded).code == 0
    assert find_states(recorded, run)["block wells text"] == "current"


@pytest.mark.parametrize(
    ("pattern", "new", "said"),
    [
        (r'(<target.*Il y a )<ph id="1"[^>]*/>', r"\1", "`{{ fact('wells') }}` is missing"),
        (r'(<target.*Il y a )(<ph id="1"[^>]*/>)', r"\1\2\2", "`{{ fact('wells') }}` is there twice, and once in"),
        (r'(<target.*Il y a )<ph id="1"', r'\1<ph id="9"', "the placeholder `9` is not one of this unit"),
        (r"(<target.*Il y a )", r"\1{{ org.name }} ", "`{{ org.name }}` is not in the original"),
        (r'(<target.*puits )<ph id="2"[^>]*/>', r"\1[@deep, p 3]", "`[@deep, p 2]` is missing"),
    ],
)
def test_a_placeholder_that_is_missing_or_doubled_stops_the_import(
    recorded: Path, run: Run, pattern: str, new: str, said: str
) -> None:
    path = recorded / "lib.fr.xlf"
    text = path.read_text()
    changed, number = re.subn(pattern, new, text)
    assert number == 1
    if 'id="9"' in new:
        changed = re.sub(r'<ph id="9" dataRef="d1"', '<ph id="9" dataRef="d9"', changed)
    path.write_text(changed)
    before = read_files(recorded)
    told = run("translations", "import", "lib.fr.xlf", cwd=recorded)
    assert (told.code, said in told.err, read_files(recorded) == before) == (1, True, True), told.err
    assert re.search(r"^lib\.fr\.xlf:\d+: error: .* \[translation-placeholder\]", told.err, re.MULTILINE)


@pytest.mark.usefixtures("toolkit")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlf", "<xliff", "a.xlf:1: error: cannot be read as XML [translation-file]"),
        ("a.xlf", "", "[translation-file]"),
        ("a.xlf", "<html/>", "[translation-file]"),
        ("a.xlf", '<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "a.xlf:1: error: has a document type of its own"),
        (
            "a.xlf",
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file/></xliff>',
            "is not an XLIFF 2",
        ),
        ("a.po", b"\xff\xfe", "is not UTF-8"),
        ("a.po", 'msgid "a\nmsgstr', "[translation-file]"),
    ],
)
def test_a_file_that_is_no_exchange_file_is_refused(
    shelf: Path, run: Run, name: str, content: str | bytes, said: str
) -> None:
    (shelf / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    told = run("translations", "import", name, "--library", "lib", "-l", "fr", cwd=shelf)
    assert (told.code, said in told.err) == (1, True), told.err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "about {{ fact('a') }} of {% if recipient %}them{% endif %}",
            ["{{ fact('a') }}", "{% if recipient %}", "{% endif %}"],
        ),
        ("said [@cat, art 3; @iccpr, para 21].[^1]", ["[@cat, art 3; @iccpr, para 21]", "[^1]"]),
        ("said [see @cat, p 2], and @cohen2014 [-@cat]", ["@cat", "@cohen2014", "[-@cat]"]),
        ("write to a@b.org", []),
        (
            "![A well](images/a.png){.wide} and [there](https://x.org/a)",
            ["](images/a.png)", "{.wide}", "](https://x.org/a)"],
        ),
        ("[^1]: a <span>b</span> `code`", ["[^1]:", "<span>", "</span>", "`code`"]),
    ],
)
def test_placeholders(text: str, found: list[str]) -> None:
    assert [match[0] for match in find_placeholders(text)] == found


def test_the_order_of_placeholders_is_free() -> None:
    assert list(compare_placeholders("[@a] of {{ x }}", "{{ x }} bei [@a]")) == []
    assert list(compare_placeholders("{{  x }}", "{{ x }}")) == []


@pytest.mark.parametrize(
    ("content", "new"),
    [
        ("a: {t: {en: x, fr: y}, u: {en: x, fr: y}} # z\n", "a: {t: {en: x, fr: n}, u: {en: x, fr: y}} # z\n"),
        ("a:\n  t:\n    en: x # w\n    fr: 'y'\n", "a:\n  t:\n    en: x # w\n    fr: 'n'\n"),
        ("a:\n  t:\n    en: x # w\n", "a:\n  t:\n    en: x # w\n    fr: n\n"),
        ("a: {t: x, u: x}\n", "a: {t: {en: x, fr: n}, u: x}\n"),
        ("a:\n  t: x  # w\n", "a:\n  t: {en: x, fr: n}  # w\n"),
        ("a:\n  t: >-\n    x\n    y\nb: 1\n", "a:\n  t: {en: x y, fr: n}\nb: 1\n"),
        ("a:\n  u:\n    en: z\n  t: x\n", "a:\n  u:\n    en: z\n  t:\n    en: x\n    fr: n\n"),
        ("a:\n  t: |\n    x\n", None),
        ("a:\n  t: &x y\n  u: *x\n", None),
    ],
)
def test_a_text_is_put_into_yaml_without_another_change(content: str, new: str | None) -> None:
    assert set_translation(content, ("a", "t"), "en", "fr", "n") == new


@pytest.mark.parametrize(
    ("keys", "fields", "after"),
    [
        ("title: Puits # it's short\n", {"title": "Nos puits"}, "title: Nos puits # it's short\n"),
        ("title: 'Puits' # n\nx: 1\n", {"title": "L'eau"}, "title: 'L''eau' # n\nx: 1\n"),
        ("asks: # n\n  # about p\n  - p # 1\n  - q\n", {"asks": ["p", "r: s"]}, 'asks: # n\n  # about p\n  - p # 1\n  - "r: s"\n'),
        ("wording: {ask: a} # n\n", {"wording": {"ask": "b"}}, "wording: {ask: b} # n\n"),
        ("x: 1\n", {"action": "Creuser", "title": "Puits"}, "title: Puits\nx: 1\naction: Creuser\n"),
        ("title: >-\n  One\n  two # 3\n", {"title": "One two # 3"}, "title: >-\n  One\n  two # 3\n"),
    ],
)  # fmt: skip
def test_a_translated_file_keeps_the_comments_and_the_form_of_its_keys(
    keys: str, fields: dict[str, str | list[str] | dict[str, str]], after: str
) -> None:
    assert change_text_file(f"---\n{keys}---\nUn.\n", fields, None) == f"---\n{after}---\nUn.\n"


def test_a_file_without_front_matter_gets_some() -> None:
    assert change_text_file("Un.\n", {"title": "Puits"}, ["Deux."]) == "---\ntitle: Puits\n---\nDeux.\n"
