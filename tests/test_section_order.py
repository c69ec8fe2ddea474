"""A brief orders and renames sections, and adds its own, where its audience does not prescribe them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.load import load_brief
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.model.tree import Element, extract_text, find_elements
from briefgen.pipeline import compose_document, load_inputs
from tests.unit.project_files import project_in, told

BLOCK = "---\ntitle: The {id}\nkind: {kind}\nsensitivity: public\nstatus: approved\n{more}---\nWords on {id}.\n"
KINDS = {"s": "summary", "b": "background", "l": "legal-analysis", "w": "situation", "c": "conclusion"}
LIBRARY = {f"content/water/{name}.md": BLOCK.format(id=name, kind=kind, more="") for name, kind in KINDS.items()}
LETTER = """\
title: Letter
formats: [html]
sections:
  - {id: opening, title: Opening, fixed: true, kinds: [summary]}
  - {id: treaties, title: Treaties, kinds: [legal-analysis], topics: [treaties]}
  - {id: law, title: Law, kinds: [legal-analysis]}
  - {id: facts, title: Facts, sections: [{id: past, title: Past, kinds: [background]}, {id: now, title: Now, kinds: [situation]}]}
  - {id: end, title: End, fixed: true, kinds: [conclusion]}
"""
TREATIES = {"content/water/t.md": BLOCK.format(id="t", kind="legal-analysis", more="topics: [treaties]\n")}
PAGE = "<body><main><h1>T</h1>{% for section in sections %}{{ section }}{% endfor %}</main></body>"
OWN_PAGE = "<body><main><h1>T</h1>{{ section('law') }}{{ section('facts') }}{{ section('opening') }}</main></body>"


def build(root: Path, sections: str, page: str = PAGE, more: str = "") -> tuple[list[tuple[str, str, str]], str]:
    """Each section that is printed, in the order of the page: its id, its heading and its own words; and what is reported."""
    files = {
        **LIBRARY,
        **TREATIES,
        "templates/letter/audience.yaml": LETTER,
        "templates/letter/page.html": page,
        "styles/letter.css": "p { margin: 0 }",
        "briefs/case.yaml": f"audience: letter\nlibrary: water\ntitle: Wells\ndate: 2026-01-15\n{more}sections: {sections}\n",
    }
    project, sink = project_in(root, files), Sink()
    try:
        body = compose_document(load_inputs(project, load_brief(project, "case", sink), sink), sink).body
    except BriefgenError:
        return [], told(sink)
    return [describe(section) for section in find_elements((body,), "section") if section.get("data-section")], told(
        sink
    )


def describe(section: Element) -> tuple[str, str, str]:
    heading = next(find_elements(section.children, "h2", "h3"))
    words = " ".join(
        extract_text((block,)) for block in section.children if isinstance(block, Element) and block.get("data-block")
    )
    return section.get("data-section"), extract_text((heading,)), words.replace("Words on ", "").replace("The ", "")


@dataclass(frozen=True)
class Case:
    """What the brief lists, and the sections on the page, in order."""

    id: str
    sections: str
    printed: str
    titles: str = ""


ORDERS = (
    Case("as the audience has it", "{}", "opening treaties law facts past now end"),
    Case("two change places", "[law, treaties]", "opening law treaties facts past now end"),
    Case("the others stay where they are", "[facts, treaties]", "opening facts past now law treaties end"),
    Case("one that is only renamed stays", "[{id: law, title: What binds us}]", "opening treaties law facts past now end", "What binds us"),
    Case("inner sections change places, too", "[now, past]", "opening treaties law facts now past end"),
    Case("all of them", "[opening, facts, now, past, law, treaties, end]", "opening facts now past law treaties end"),
    Case("a title with emphasis", "[{id: now, title: What is *so*}]", "opening treaties law facts past now end", "What is so"),
    Case("a title by language", "[{id: now, title: {en: Today, fr: Maintenant}}]", "opening treaties law facts past now end", "Today"),
    Case("a section of its own follows the one before it", "[law, {id: mine, title: Mine, blocks: [w]}, treaties]", "opening law mine treaties facts past end", "Mine"),
    Case("a section of its own alone is last", "[{id: mine, title: Mine, blocks: [w]}]", "opening treaties law facts past end mine", "Mine"),
    Case("and one after the prescribed end", "[end, {id: mine, title: Mine, blocks: [w]}]", "opening treaties law facts past end mine", "Mine"),
)  # fmt: skip


@pytest.mark.parametrize("case", ORDERS, ids=lambda order: order.id)
def test_the_page_has_the_order_and_the_titles_of_the_brief(case: Case, tmp_path: Path) -> None:
    sections, reported = build(tmp_path, case.sections)
    assert (" ".join(name for name, _, _ in sections), reported) == (case.printed, "")
    assert not case.titles or case.titles in [title for _, title, _ in sections]


def test_another_order_gives_no_section_another_block(tmp_path: Path) -> None:
    """A section with topics is filled before the one that takes all, wherever the brief prints it."""
    sections, _ = build(tmp_path, "[{id: law, blocks: [l]}, treaties]")
    words = {name: text for name, _, text in sections}
    assert ("l." in words["law"], "t." in words["treaties"]) == (True, True)


FAULTS = {
    "a slip in a name": ("[{id: treatys, title: X, blocks: [l]}]", "briefs/case.yaml:5: error: audience `letter` has no section `treatys`", "did you mean `treaties`?"),
    "its own without a title": ("[{id: mine, blocks: [w]}]", "has no section `mine`", "for a section of your own, add `title`"),
    "its own without anything": ("[mine]", "has no section `mine`", "add `title` and `blocks`"),
    "one twice": ("[law, law]", "section `law` is there twice", "delete one of them"),
    "a block that is not there": ("[{id: law, blocks: [l, nope]}]", "no block `nope` for this reader", ""),
    "a prescribed title": ("[{id: opening, title: Hello}]", "prescribes the title of section `opening`: `Opening`", "take out `title:`"),
    "before a prescribed section": ("[law, opening]", "prescribes the place of section `opening`: first", "in the order of the audience"),
    "its own before a prescribed section": ("[{id: mine, title: Mine, blocks: [w]}, opening]", "prescribes the place of section `opening`: first", ""),
    "after the prescribed end": ("[end, facts]", "prescribes the place of section `end`: after `opening`, `treaties`, `law`, `facts`", ""),
    "an unknown key": ("[{id: law, titel: X}]", "unknown key `titel`", "did you mean `title`?"),
    "another kind of value": ("[3]", "item 1 of `sections` must be a mapping", ""),
    "text in place of a list": ("law", "`sections` must be a mapping", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_a_brief_cannot_do_is_an_error_with_its_line(name: str, tmp_path: Path) -> None:
    sections, message, hint = FAULTS[name]
    _, reported = build(tmp_path, sections)
    assert "briefs/case.yaml:5: error: " in reported
    assert message in reported
    assert hint in reported


def test_a_page_with_an_order_of_its_own_refuses_another(tmp_path: Path) -> None:
    _, reported = build(tmp_path, "[law, treaties, facts]", OWN_PAGE)
    assert "does not print section `treaties` [template-section]" in reported
    _, reported = build(tmp_path, "[facts, law]", OWN_PAGE)
    assert "briefs/case.yaml:5: error: section `facts` is not printed before `law`" in reported


def test_a_page_that_leaves_out_a_section_with_text_is_reported(tmp_path: Path) -> None:
    sections, reported = build(tmp_path, "{}", OWN_PAGE)
    assert [name for name, _, _ in sections] == ["law", "facts", "past", "now", "opening"]
    for name in ("treaties", "end"):
        assert f"templates/letter/page.html: warning: the page template does not print section `{name}`" in reported


def test_a_section_title_follows_the_language_and_is_reported_where_it_lacks_one(tmp_path: Path) -> None:
    build(tmp_path, "[{id: law, title: {en: The law, fr: Le droit}}, {id: now, title: Today}]")
    project = project_in(tmp_path)
    brief = load_brief(project, "case", Sink()).in_language("fr")
    assert [entry.title for entry in brief.blocks.arrangement] == ["Le droit", "Today"]
    assert brief.wording.untranslated_keys == ("title", "sections.now.title")
    assert brief.find_origin("sections.now.title").line == 5


def test_a_fact_in_a_section_title_is_opened_like_one_in_a_text(tmp_path: Path) -> None:
    """What a title prints has no label of its own, and a title prints it as openly as the text of the brief."""
    facts = tmp_path / "content/water/facts.yaml"
    facts.parent.mkdir(parents=True)
    facts.write_text("wells: {value: 12, source: none, note: Counted by hand.}\n", encoding="utf-8")
    sections, reported = build(
        tmp_path, "[{id: law, title: 'Law for {{ fact(\"wells\") }} wells'}]", more="ceiling: public\n"
    )
    assert reported == ""
    assert ("law", "Law for 12 wells") in [section[:2] for section in sections]


def test_a_block_that_opens_a_section_does_not_repeat_its_title(tmp_path: Path) -> None:
    """Only the first block, and only where both titles are the same."""

    def list_headings(sections: str) -> list[str]:
        files = {
            **LIBRARY,
            "templates/letter/audience.yaml": LETTER,
            "templates/letter/page.html": PAGE,
            "styles/letter.css": "p { margin: 0 }",
            "briefs/case.yaml": f"audience: letter\nlibrary: water\ntitle: Wells\ndate: 2026-01-15\nsections: {sections}\n",
        }
        project, sink = project_in(tmp_path, files), Sink()
        body = compose_document(load_inputs(project, load_brief(project, "case", sink), sink), sink).body
        mine = next(s for s in find_elements((body,), "section") if s.get("data-section") == "mine")
        return [f"{heading.tag} {extract_text((heading,))}" for heading in find_elements((mine,), "h2", "h3")]

    assert list_headings("[{id: mine, title: The w, blocks: [w, b]}]") == ["h2 The w", "h3 The b"]
    assert list_headings("[{id: mine, title: The w, blocks: [b, w]}]") == ["h2 The w", "h3 The b", "h3 The w"]
    assert list_headings("[{id: mine, title: The W, blocks: [w]}]") == ["h2 The W", "h3 The w"]
    assert list_headings("[{id: mine, title: '', blocks: [w, b]}]") == ["h2 The w", "h2 The b"]
