"""`audience.yaml` and what it extends to an audience."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.load import load_audience
from briefgen.model.audience import Audience, CountedPart, HeadingNumbers, NotePlacement, TitleStyle, walk_section_plans
from briefgen.model.diagnostic import BriefgenError, Severity, Sink
from briefgen.model.library import Sensitivity
from tests.unit.project_files import project_in, told

PARENT = """
title: Parent
ceiling: partner
languages: [en, fr]
citations:
  style: oscola-4
  notes: endnotes
  references:
    - {id: law, title: Law, types: [treaty, legislation]}
    - {id: rest, title: {en: Other works, fr: Autres sources}}
headings: {numbers: decimal}
words: {en: {contents: Contents, references: References, sections: Sections}}
sections:
  - {id: summary, title: Summary, kinds: [summary], before: opening.md}
  - id: law
    title: {en: Law, fr: Droit}
    kinds: [legal-analysis, case]
    at_most: 3
    sections:
      - {id: torture, title: Torture, topics: [torture]}
  - {id: annex, title: "", kinds: [case], part: annex, numbered: false, titles: none}
rules:
  - {code: words, kind: words, limit: 1000, source: A text, as_of: 2024}
  - {code: pages, kind: pages, limit: 2, source: A text, as_of: 2024, severity: warning, counts: body, verified: true}
"""


def files(child: str = "", parent: str = PARENT) -> dict[str, str]:
    return {
        "templates/parent/audience.yaml": parent,
        "templates/parent/page.html": "",
        "templates/parent/opening.md": "Opening.\n",
        "styles/parent.css": "",
        "templates/child/audience.yaml": f"extends: parent\ntitle: Child\n{child}",
    }


def audience(root: Path, name: str, written: dict[str, str], language: str = "en") -> tuple[Audience, str]:
    sink = Sink()
    return load_audience(project_in(root, written), name, sink, language), told(sink)


def child(root: Path, text: str = "") -> Audience:
    loaded, problems = audience(root, "child", files(text))
    assert problems == ""
    return loaded


def test_what_is_stated_holds(tmp_path: Path) -> None:
    loaded, problems = audience(tmp_path, "parent", files())
    assert problems == ""
    summary, law, annex = loaded.sections
    assert (loaded.ceiling, loaded.languages, loaded.heading_numbers) == (
        Sensitivity.PARTNER,
        ("en", "fr"),
        HeadingNumbers.DECIMAL,
    )
    assert (loaded.citations.notes, loaded.page, loaded.style) == (
        NotePlacement.ENDNOTES,
        "parent/page.html",
        "parent.css",
    )
    assert summary.before is not None
    assert (summary.before.text, str(summary.before.origin)) == ("Opening.\n", "templates/parent/opening.md:1")
    assert (law.title, law.kinds, law.at_most, str(law.origin)) == (
        "Law",
        ("legal-analysis", "case"),
        3,
        "templates/parent/audience.yaml:15",
    )
    assert (annex.title, annex.part, annex.numbered, annex.titles) == ("", CountedPart.ANNEX, False, TitleStyle.NONE)
    words, pages = loaded.rules
    assert (words.counts, words.severity, words.verified) == (
        frozenset({CountedPart.BODY, CountedPart.NOTES}),
        Severity.WARNING,
        False,
    )
    assert (pages.counts, pages.severity, pages.verified, pages.as_of) == (
        frozenset({CountedPart.BODY}),
        Severity.WARNING,
        True,
        "2024",
    )
    assert [path.name for path in loaded.files] == ["audience.yaml", "opening.md"]


def test_what_is_not_stated_is_the_safe_thing(tmp_path: Path) -> None:
    loaded, problems = audience(tmp_path, "embassy", {"templates/embassy/audience.yaml": "title: Embassy"})
    assert problems == ""
    assert (loaded.ceiling, loaded.languages, loaded.formats, loaded.sections) == (Sensitivity.PUBLIC, (), ("pdf",), ())


def test_an_audience_takes_over_what_it_extends(tmp_path: Path) -> None:
    loaded = child(tmp_path)
    parent, _ = audience(tmp_path, "parent", {})
    assert loaded.sections == parent.sections
    assert loaded.rules == parent.rules
    assert (loaded.title, loaded.page, loaded.style) == ("Child", "parent/page.html", "parent.css")
    assert len(loaded.files) == 3


def test_its_sections_are_those_it_lists_in_its_order(tmp_path: Path) -> None:
    loaded = child(
        tmp_path, "sections:\n  - annex\n  - {id: law, at_most: 1, sections: [{id: new, title: New}]}\n  - torture\n"
    )
    annex, law, torture = loaded.sections
    assert (annex.part, str(annex.origin)) == (CountedPart.ANNEX, "templates/parent/audience.yaml:21")
    assert (law.title, law.at_most, law.kinds) == ("Law", 1, ("legal-analysis", "case"))
    assert str(law.origin) == "templates/child/audience.yaml:5"
    assert [section.id for section in law.sections] == ["new"]
    assert torture.topics == {"torture"}


def test_mappings_are_joined_and_references_taken_over_by_id(tmp_path: Path) -> None:
    loaded = child(
        tmp_path,
        "citations: {notes: footnotes, references: [rest, {id: law, title: The law}]}\nwords: {en: {references: Sources}}",
    )
    assert (loaded.citations.style, loaded.citations.notes) == ("oscola-4", NotePlacement.FOOTNOTES)
    rest, law = loaded.citations.references
    assert (rest.title, rest.types) == ("Other works", frozenset())
    assert (law.title, law.types) == ("The law", frozenset({"treaty", "legislation"}))
    assert loaded.words == {"en": {"contents": "Contents", "references": "Sources", "sections": "Sections"}}


def test_rules_are_joined_by_code_so_that_none_gets_lost(tmp_path: Path) -> None:
    loaded = child(
        tmp_path,
        "rules:\n  - {code: pages, limit: 4}\n  - {code: oral, kind: words, limit: 200, source: Text, as_of: 2026}\n",
    )
    assert [(rule.code, rule.limit, rule.kind) for rule in loaded.rules] == [
        ("words", 1000, "words"),
        ("pages", 4, "pages"),
        ("oral", 200, "words"),
    ]
    assert loaded.rules[1].source == "A text"


def test_a_rule_stated_twice_is_told_and_not_swallowed(tmp_path: Path) -> None:
    _, problems = audience(
        tmp_path, "child", files("rules:\n  - {code: pages, limit: 4}\n  - {code: pages, limit: 3}\n")
    )
    assert "templates/child/audience.yaml:5: error: rule `pages` is there twice [audience-duplicate]" in problems


def test_its_own_page_style_and_passages_come_first(tmp_path: Path) -> None:
    own = {"templates/child/page.html": "", "styles/child.css": "", "templates/child/opening.md": "My opening.\n"}
    loaded, problems = audience(tmp_path, "child", files() | own)
    assert problems == ""
    assert (loaded.page, loaded.style) == ("child/page.html", "child.css")
    assert loaded.sections[0].before is not None
    assert loaded.sections[0].before.text == "My opening.\n"


def test_titles_are_in_the_language_of_the_brief(tmp_path: Path) -> None:
    loaded, problems = audience(tmp_path, "child", files(), language="fr-CH")
    assert loaded.sections[1].title == "Droit"
    assert "`law` has no title in `fr-CH`" not in problems.replace("group `law`", "")
    assert loaded.citations.references[1].title == "Autres sources"
    loaded, problems = audience(tmp_path, "child", {}, language="ko")
    assert loaded.sections[1].title == "Law"
    assert (
        "templates/parent/audience.yaml:15: warning: section `law` has no title in `ko`, and is printed as `Law` "
        "[audience-untranslated]\n  hint: add `ko:` to its texts" in problems
    )


def test_a_title_that_names_no_language_is_in_the_projects(tmp_path: Path) -> None:
    _, problems = audience(tmp_path, "child", files(), language="fr")
    assert "section `summary` has no title in `fr`, and is printed as `Summary` [audience-untranslated]" in problems
    assert "hint: write it by language, as `{en: ..., fr: ...}`" in problems
    assert audience(tmp_path, "child", files(), language="en")[1] == ""


def test_an_audience_of_one_language_is_written_in_it(tmp_path: Path) -> None:
    french = {**files(), "templates/child/audience.yaml": "extends: parent\ntitle: Child\nlanguages: [fr]\n"}
    assert audience(tmp_path, "child", french, language="fr")[1] == ""


def test_a_fixed_passage_is_found_in_the_language(tmp_path: Path) -> None:
    loaded, problems = audience(tmp_path, "parent", files(), language="fr")
    assert "the passage `opening.md` is not written in `fr` [audience-untranslated]" in problems
    assert "hint: write `opening.fr.md` beside it" in problems
    written = {**files(), "templates/parent/opening.fr.md": "Ouverture.\n"}
    loaded, problems = audience(tmp_path, "parent", written, language="fr-CH")
    assert "opening.md" not in problems
    assert loaded.sections[0].before is not None
    assert loaded.sections[0].before.text == "Ouverture.\n"


def test_words_of_a_parameter_are_in_the_language(tmp_path: Path) -> None:
    text = (
        "parameters:\n"
        "  status: {title: status, values: {special: {en: special, fr: spécial}, roster: {en: on the roster}}}\n"
        "  greeting: {title: greeting, default: {en: Excellency, fr: Excellence}}\n"
    )
    loaded, problems = audience(tmp_path, "child", files(text), language="fr")
    status, greeting = loaded.parameters
    assert (status.values["special"], greeting.default) == ("spécial", "Excellence")
    assert "parameter `status` has no words for `roster` in `fr`, and is printed as `on the roster`" in problems


def test_a_project_extends_the_built_in_audience_of_the_same_name(tmp_path: Path) -> None:
    loaded, problems = audience(
        tmp_path,
        "public-report",
        {"templates/public-report/audience.yaml": "extends: public-report\ntitle: Ours\nceiling: partner\n"},
    )
    assert problems == ""
    assert (loaded.title, loaded.ceiling) == ("Ours", Sensitivity.PARTNER)
    assert loaded.sections
    assert str(loaded.sections[0].origin).startswith("built-in/templates/public-report/audience.yaml:")


def test_a_section_without_a_title_names_what_it_lacks(tmp_path: Path) -> None:
    _, problems = audience(tmp_path, "child", files("sections: [lww]"))
    assert "templates/child/audience.yaml:3: error: section `lww` has no title [audience-incomplete]" in problems


def test_an_audience_that_is_only_extended_cannot_be_built(tmp_path: Path) -> None:
    with pytest.raises(BriefgenError, match="audience `bones` is only there to be extended"):
        audience(tmp_path, "bones", {"templates/bones/audience.yaml": "abstract: true"})


def test_an_unknown_audience_names_the_nearest_and_where_it_was_asked_for(tmp_path: Path) -> None:
    sink = Sink()
    with pytest.raises(BriefgenError):
        load_audience(project_in(tmp_path, files()), "chidl", sink)
    assert told(sink).endswith(
        "error: no audience `chidl` in `templates/` [audience-unknown]\n  hint: did you mean `child`?"
    )


def test_passages_do_not_lead_out_of_the_templates(tmp_path: Path) -> None:
    written = files(parent=PARENT.replace("opening.md", "../../content/secret.md")) | {"content/secret.md": "Secret"}
    _, problems = audience(tmp_path, "parent", written)
    assert "[audience-passage]" in problems


@pytest.mark.parametrize("name", ["public-report", "diplomat", "upr-submission"])
def test_the_built_in_audiences_are_without_fault(tmp_path: Path, name: str) -> None:
    loaded, problems = audience(tmp_path, name, {})
    assert problems == ""
    ids = [plan.id for plan in walk_section_plans(loaded.sections)]
    assert len(ids) == len(set(ids))
    assert all(path.is_file() for path in loaded.files)


def test_the_public_report_needs_nothing(tmp_path: Path) -> None:
    """So that the smallest library builds with it."""
    loaded, _ = audience(tmp_path, "public-report", {})
    assert not any(plan.required for plan in walk_section_plans(loaded.sections))
