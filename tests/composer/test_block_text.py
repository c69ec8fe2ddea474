"""The text of a block in the composer: what the page gets, and the lines of the file that an act changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from briefgen.composer.acts import perform_act
from briefgen.composer.session import ComposerSession
from briefgen.composer.views import VIEWS
from briefgen.composer.views.block import CONSENT_KEYS
from briefgen.edit.file_edit import FileChangedMeanwhile
from briefgen.model.diagnostic import BriefgenError
from briefgen.translate.changed_words import MarkedWords
from tests.programs import require_library

require_library("starlette", "composer")

WELLS = "content/water/wells.md"


CONSENT = """consent:
  given: Form of 2026-03-02
  audiences: [letter, public-report]
  places: any"""
CHANGED_CONSENT = """consent:
  given: Form of 2026-03-02
  audiences: any
  places: any  # she said so
  until: 2027-03-01"""


@pytest.fixture
def session(project: Callable[[str], Path]) -> ComposerSession:
    return ComposerSession(project("composing"))


def view(session: ComposerSession, block: str = "wells", **more: str) -> Any:
    """The view of a block for the reader of the report."""
    return VIEWS["block"](session, {"brief": "report", "block": block, **more})


def perform(session: ComposerSession, name: str, **arguments: str) -> None:
    perform_act(session, name, {"brief": "report", "block": "wells", **arguments}, session.revision)


def write(session: ComposerSession, content: str, path: str = WELLS) -> None:
    (session.root / path).write_bytes(content.encode())


def test_the_page_gets_the_text_its_variants_and_its_keys(session: ComposerSession) -> None:
    found = view(session)
    assert found.body.startswith("People in the north drink from wells")
    assert [(text.name, text.file) for text in found.texts] == [("", WELLS), ("short", "content/water/wells@short.md")]
    assert {field.key: field.value for field in found.fields} == {
        "title": "Wells", "short_title": "", "kind": "situation", "group": "", "topics": "water",
        "sensitivity": "public", "status": "approved",
    }  # fmt: skip
    assert [entry.key for entry in found.insertions if entry.kind == "reference"] == ["wells", "rivers", "lakes", "law", "treaty"]  # fmt: skip


def test_another_text_of_the_block_is_opened_by_its_file(session: ComposerSession) -> None:
    found = view(session, file="content/water/wells@short.md")
    assert found.body == "People drink from wells that nobody cleaned.\n"
    assert [field.key for field in found.fields] == ["title", "short_title", "sensitivity"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_body_is_written_and_everything_else_stays(session: ComposerSession, newline: str, mark: str) -> None:
    head = newline.join([f"{mark}---", 'title: "Wells"   # of the north', "kind: situation", "sensitivity: public", "---", ""])  # fmt: skip
    write(session, f"{head}First.{newline}{newline}Second. {newline}")
    perform(session, "write-body", base=view(session).base, body="First.\n\nMiddle.\n\nSecond. \n")
    assert (session.root / WELLS).read_bytes().decode() == (
        f"{head}First.{newline}{newline}Middle.{newline}{newline}Second. {newline}"
    )


def test_a_text_that_changed_meanwhile_is_not_written_over(session: ComposerSession) -> None:
    base = view(session).base
    content = (session.root / WELLS).read_text(encoding="utf-8").replace("drink", "drank")
    write(session, content)
    with pytest.raises(FileChangedMeanwhile):
        perform(session, "write-body", base=base, body="Mine.\n")
    assert (session.root / WELLS).read_text(encoding="utf-8") == content


def test_a_key_changed_meanwhile_does_not_stop_the_text(session: ComposerSession) -> None:
    base = view(session).base
    write(session, (session.root / WELLS).read_text(encoding="utf-8").replace("order: 1", "order: 2"))
    perform(session, "write-body", base=base, body="Mine.\n")
    assert (session.root / WELLS).read_text(encoding="utf-8").endswith("order: 2\n---\nMine.\n")


def test_undo_returns_the_same_bytes(session: ComposerSession) -> None:
    before = (session.root / WELLS).read_bytes()
    perform(session, "write-body", base=view(session).base, body="Mine.\n")
    perform(session, "set-block-key", key="status", value="draft")
    session.perform(session.journal.undo)
    session.perform(session.journal.undo)
    assert (session.root / WELLS).read_bytes() == before


def test_words_that_are_typed_without_a_rest_are_one_step(session: ComposerSession) -> None:
    path = session.root / WELLS
    states = [path.read_bytes()]

    def type_body(body: str, *, goes_on: bool, block: str = "wells") -> None:
        found = view(session, block)
        arguments = {"brief": "report", "block": block, "file": found.file, "base": found.base, "body": body}
        perform_act(session, "write-body", {**arguments, "goes-on": goes_on}, session.revision)
        states.append(path.read_bytes())

    type_body("First.\n", goes_on=True)  # nothing was typed before
    type_body("First. Second.\n", goes_on=False)
    type_body("First. Second. Third.\n", goes_on=True)
    type_body("First. Second. Third. Fourth.\n", goes_on=True)
    session.journal.undo()
    assert path.read_bytes() == states[1]
    session.journal.redo()
    assert path.read_bytes() == states[4]
    session.journal.undo()
    type_body("First. Other.\n", goes_on=True)  # another word than the one that was taken back
    type_body("Lakes.\n", goes_on=True, block="lakes")
    path.write_bytes(path.read_bytes().replace(b"kind:", b"kind: "))
    type_body("First. Other. Last.\n", goes_on=True)
    assert len(session.journal.done) == 4
    session.journal.undo()
    assert b"First. Other.\n" in path.read_bytes()
    assert b"kind:  " in path.read_bytes()


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("title", "Wells: the north", 'title: "Wells: the north"'),
        ("status", "draft", "status: draft"),
        ("topics", "water, health", "topics: [water, health]"),
        ("short_title", "W", "short_title: W"),
    ],
)
def test_a_key_is_stated_on_its_own_line(session: ComposerSession, key: str, value: str, line: str) -> None:
    before = (session.root / WELLS).read_text(encoding="utf-8").splitlines()
    perform(session, "set-block-key", key=key, value=value)
    after = (session.root / WELLS).read_text(encoding="utf-8").splitlines()
    assert [text for text in after if text not in before] == [line]
    assert [text for text in before if text not in after] in (
        [],
        [text for text in before if text.startswith(f"{key}:")],
    )


def test_an_empty_value_takes_a_key_out(session: ComposerSession) -> None:
    perform(session, "set-block-key", key="topics", value=" ")
    assert "topics" not in (session.root / WELLS).read_text(encoding="utf-8")


@pytest.mark.parametrize(("key", "value"), [("consent", "x"), ("status", "printed"), ("id", "other")])
def test_a_key_or_word_that_the_page_does_not_offer_is_refused(session: ComposerSession, key: str, value: str) -> None:
    before = (session.root / WELLS).read_bytes()
    with pytest.raises(BriefgenError):
        perform(session, "set-block-key", key=key, value=value)
    assert (session.root / WELLS).read_bytes() == before


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("title", " ", "the key `title` is missing"),
        ("kind", "", "the key `kind` is missing"),
        ("kind", "Our findings", "must be a lower-case word, found `Our findings`"),
        ("topics", "Water, safe water", "must be a lower-case word, found `Water`"),
    ],
)
def test_what_the_loader_would_refuse_is_not_written(
    session: ComposerSession, key: str, value: str, message: str
) -> None:
    before = (session.root / WELLS).read_bytes()
    with pytest.raises(BriefgenError, match=message):
        perform(session, "set-block-key", key=key, value=value)
    assert (session.root / WELLS).read_bytes() == before
    assert view(session).title == "Wells"


def set_consent(session: ComposerSession, **stated: str) -> None:
    perform(session, "set-consent", internal="1", **{**dict.fromkeys(CONSENT_KEYS, ""), **stated})


def test_a_consent_is_stated_whole_changed_by_its_lines_and_taken_out(session: ComposerSession) -> None:
    path, lines = session.root / WELLS, (session.root / WELLS).read_text(encoding="utf-8").splitlines()
    set_consent(session, given="Form of 2026-03-02", audiences="letter, public-report", places="any")
    written = [line for line in path.read_text(encoding="utf-8").splitlines() if line not in lines]
    assert "\n".join(written) == CONSENT
    path.write_text(path.read_text("utf-8").replace("places: any", "places: any  # she said so"), "utf-8")
    set_consent(session, given="Form of 2026-03-02", audiences="any", places="any", until="2027-03-01")
    written = [line for line in path.read_text(encoding="utf-8").splitlines() if line not in lines]
    assert "\n".join(written) == CHANGED_CONSENT
    assert view(session, internal="1").consent == {
        "given": "Form of 2026-03-02", "audiences": "any", "places": "any", "until": "2027-03-01", "withdrawn": "",
    }  # fmt: skip
    set_consent(session)
    assert path.read_text(encoding="utf-8").splitlines() == lines


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"given": "Form"}, "how it was given, for which readers"),
        ({"given": "Form", "audiences": "any", "places": "Kenya"}, "must be states or `any`"),
        ({"given": "Form", "audiences": "any", "places": "any", "until": "soon"}, "soon"),
    ],
)
def test_half_a_consent_and_one_that_cannot_be_read_are_refused(
    session: ComposerSession, stated: dict[str, str], words: str
) -> None:
    before = (session.root / WELLS).read_bytes()
    with pytest.raises(BriefgenError, match=words):
        set_consent(session, **stated)
    assert (session.root / WELLS).read_bytes() == before


def test_the_consents_of_several_people_are_left_to_their_author(session: ComposerSession) -> None:
    consents = "consent:\n  - {given: a, audiences: any, places: any}\n  - {given: b, audiences: any, places: any}"
    write(session, (session.root / WELLS).read_text().replace("order: 1", f"{consents}\norder: 1"))
    assert view(session, internal="1").consent is None
    with pytest.raises(BriefgenError, match="several people"):
        set_consent(session)


def test_a_title_in_several_languages_is_left_to_its_author(session: ComposerSession) -> None:
    write(session, (session.root / WELLS).read_text().replace("order: 1", "group: {en: Water, fr: Eau}\norder: 1"))
    assert next(field for field in view(session).fields if field.key == "group").is_fixed
    with pytest.raises(BriefgenError, match="in several languages"):
        perform(session, "set-block-key", key="group", value="Water")


def test_a_block_above_the_ceiling_opens_in_the_internal_view_only(session: ComposerSession) -> None:
    with pytest.raises(BriefgenError) as raised:
        view(session, "witness")
    assert "poison" not in str(raised.value)
    assert view(session, "witness", internal="1").body == "Somebody who must not be named saw the poison.\n"


def test_a_file_outside_the_block_is_not_opened(session: ComposerSession) -> None:
    for file in ("content/water/witness.md", "briefgen.yaml", "../other.md"):
        with pytest.raises(BriefgenError):
            view(session, file=file)


def test_a_translation_stands_beside_its_original(session: ComposerSession) -> None:
    write(session, "---\ntitle: Puits\n---\nLes gens boivent.\n", "content/water/wells.fr.md")
    found = view(session, file="content/water/wells.fr.md")
    assert found.original.standing == "never recorded"
    assert show_marks(found.original.text).startswith("People in the north drink")
    assert show_marks(found.original.title) == "Wells"
    assert found.body == "Les gens boivent.\n"
    assert view(session).original is None


def test_a_text_and_its_original_say_in_which_direction_they_are_written(session: ComposerSession) -> None:
    write(session, "---\ntitle: آبار\n---\nيشرب الناس.\n", "content/water/wells.ar.md")
    found = view(session, file="content/water/wells.ar.md")
    assert (found.language, found.direction) == ("ar", "rtl")
    assert (found.original.language, found.original.direction) == ("en", "ltr")


def show_marks(parts: Iterable[MarkedWords]) -> str:
    """Marked words as one text: `[-gone-]`, `[+new+]`."""
    forms = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}
    return "".join(forms[part.kind].format(part.text) for part in parts)


def test_words_that_changed_in_the_original_are_marked_beside_its_translation_until_somebody_accepts_it(
    session: ComposerSession,
) -> None:
    french = "content/water/wells.fr.md"
    write(session, "---\ntitle: Puits\n---\nLes gens boivent.\n", french)
    perform(session, "accept-translation", file=french, base=view(session, file=french).base)
    assert view(session, file=french).original.standing == "current"
    with pytest.raises(BriefgenError, match="recorded already"):
        perform(session, "accept-translation", file=french, base=view(session, file=french).base)
    content = (session.root / WELLS).read_text(encoding="utf-8")
    write(session, content.replace('"Wells"', '"Old wells"').replace("in the north drink", "drink still"))
    original = view(session, file=french).original
    assert original.standing == "stale"
    assert show_marks(original.title).split() == "[-Wells-][+Old wells+]".split()
    assert show_marks(original.text).startswith("People[-in the north-] drink[+ still+] from wells")
    with pytest.raises(FileChangedMeanwhile):
        perform(session, "accept-translation", file=french, base="of another text")
    perform(session, "accept-translation", file=french, base=view(session, file=french).base)
    assert view(session, file=french).original.standing == "current"
    session.perform(session.journal.undo)
    assert view(session, file=french).original.standing == "stale"


def test_an_original_that_the_reader_may_not_see_is_not_beside_its_translation(session: ComposerSession) -> None:
    content = (session.root / WELLS).read_text(encoding="utf-8")
    write(session, content.replace("sensitivity: public", "sensitivity: confidential"))
    write(session, "---\ntitle: Puits\nsensitivity: public\n---\nLes gens boivent.\n", "content/water/wells.fr.md")
    with pytest.raises(BriefgenError):
        view(session, language="fr", file="content/water/wells.fr.md")


def test_people_are_offered_by_the_name_that_documents_print(session: ComposerSession) -> None:
    folder = session.root / "private"
    folder.mkdir()
    (folder / "people.yaml").write_text("p7:\n  pseudonym: Ms Kim\n  names: [Hong Gildong]\n", encoding="utf-8")
    people = [(entry.key, entry.printed) for entry in view(session).insertions if entry.kind == "person"]
    assert people == [("p7", "Ms Kim")]


def test_works_and_facts_are_offered_in_words_and_withheld_ones_are_not(project: Callable[[str], Path]) -> None:
    session = ComposerSession(project("river-watch"))
    sources = session.root / "content/clean-water/sources.yaml"
    hidden = "  - {id: hidden-letter, type: document, title: Letter of Anna, sensitivity: confidential}\n"
    sources.write_text(sources.read_text(encoding="utf-8") + hidden, encoding="utf-8")
    arguments = {"brief": "water-report", "block": "situation/wells"}
    offered: Any = VIEWS["block"](session, arguments)
    printed = {(entry.kind, entry.key): entry.printed for entry in offered.insertions}
    assert ("citation", "hidden-letter") not in printed
    assert any(kind == "fact" and any(letter.isdigit() for letter in words) for (kind, _), words in printed.items())
    internal: Any = VIEWS["block"](session, {**arguments, "internal": "1"})
    assert "Letter of Anna" in [entry.printed for entry in internal.insertions]
