"""Every built-in audience has an example brief that it prints whole, and a page in the docs made from its own data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefgen.load import list_names, load_audience, load_brief, load_project
from briefgen.model.artifact import Format
from briefgen.model.audience import Audience, SectionPlan, walk_section_plans
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Severity, Sink
from briefgen.model.tree import extract_text, find_elements
from briefgen.model.verdict import RuleOutcome
from briefgen.pipeline import compose_document, load_inputs, select_blocks
from tests.examples import TOGETHER, Examples
from tests.pdf import Pdf
from tests.running import Result
from tests.unit.project_files import write_files

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "reference" / "audiences"

AUDIENCES = list_names(load_project(ROOT, Sink()), "audiences")
BRIEFS = list_names(load_project(ROOT, Sink()), "briefs")
PAGES_AT_MOST = {
    "upr-fact-sheet": 1,
    "press-release": 1,
    "advocacy-letter": 1,
    "special-procedures": 2,
    "policy-brief": 3,
}
NOT_KNOWN = {"upr-period", "upr-previous-recommendations", "fact-sheet-previous"}
"""What the example library cannot meet: texts of earlier recommendations could not be read, and nothing is invented."""


IN_PANEL = {"embassy-note": {"recommendations/donor-states": "If your State can, offer resettlement places"}}
"""Blocks whose only words are in the panel of the first page, by brief: they are not printed again."""


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT, Sink())


def test_every_audience_has_an_example(project: Project) -> None:
    assert {load_brief(project, brief_id, Sink()).audience for brief_id in BRIEFS} == {*AUDIENCES} - {
        "correction-notice"
    }, "`briefgen corrections` makes the briefs of notices"


@pytest.mark.parametrize("brief_id", BRIEFS)
def test_a_template_prints_every_section_once_and_drops_no_block(project: Project, brief_id: str) -> None:
    sink = Sink()
    inputs = load_inputs(project, load_brief(project, brief_id, sink), sink)
    chosen = [choice.block.id for choice in select_blocks(inputs, Sink()).choices]
    body = compose_document(inputs, sink).body
    printed = Counter(element.get("data-block") for element in find_elements((body,)) if element.get("data-block"))
    sections = Counter(element.get("data-section") for element in find_elements((body,)) if element.get("data-section"))
    in_panel = IN_PANEL.get(brief_id, {})
    assert printed == Counter(chosen) - Counter(list(in_panel))
    assert [words for words in in_panel.values() if words not in extract_text((body,))] == []
    assert set(sections.values()) == {1}


@pytest.mark.slow
@pytest.mark.parametrize("brief_id", BRIEFS)
def test_an_example_is_made_in_all_its_formats_breaks_no_rule_and_fits_its_pages(
    examples: Examples, brief_id: str
) -> None:
    document, _ = examples.compose(brief_id)
    assert {Format(name) for name in document.audience.formats} == set(TOGETHER)
    made, sink = examples.render(brief_id, Format.PDF)
    assert [problem for problem in sink.diagnostics if problem.severity is Severity.ERROR] == []
    broken = {verdict.code for verdict in sink.verdicts if verdict.outcome is RuleOutcome.BROKEN}
    assert broken <= NOT_KNOWN
    assert made.pages
    assert made.pages <= PAGES_AT_MOST.get(document.audience.id, 30)


@pytest.mark.slow
@pytest.mark.parametrize("brief_id", ["upr-china", "upr-china-joint"])
def test_the_pdf_of_a_submission_says_that_it_is_a_reading_copy_and_the_word_file_does_not(
    examples: Examples, brief_id: str
) -> None:
    pdf, docx = (examples.render(brief_id, form)[0] for form in (Format.PDF, Format.DOCX))
    first_page = Pdf(pdf.content).pages[0].text
    assert "Reading copy. The Office of the High Commissioner takes the Word file." in " ".join(first_page.split())
    with ZipFile(BytesIO(docx.content)) as archive:
        assert not any(b"Reading copy" in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("audience_id", AUDIENCES)
def test_its_page_says_what_its_file_says(project: Project, audience_id: str, accept: bool) -> None:  # noqa: FBT001 - a fixture
    page = PAGES / f"{audience_id}.md"
    made = "\n".join(lines(load_audience(project, audience_id, Sink()))) + "\n"
    if accept:
        PAGES.mkdir(exist_ok=True)
        page.write_text(made, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made


def lines(audience: Audience) -> Iterator[str]:
    yield from (f"# {audience.title}", "", audience.description, "")
    languages = ", ".join(audience.languages) or "any"
    yield f"`audience: {audience.id}` · languages: {languages} · formats: {', '.join(audience.formats)} · "
    yield f"most sensitive text: {audience.ceiling.word}"
    if audience.parameters:
        yield from ("", "## Parameters", "", "What the brief says under `parameters:`.", "")
        yield from ("| parameter | what it is | values |", "|---|---|---|")
        for parameter in audience.parameters:
            values = ", ".join(f"`{value}`" for value in parameter.values) or "any text"
            default = f"; omitted: `{parameter.default}`" if parameter.default else "; required"
            yield f"| `{parameter.name}` | {parameter.title} | {values}{default} |"
    yield from ("", "## Sections", "", "| section | heading | blocks |", "|---|---|---|")
    for plan in audience.sections:
        yield from rows(plan)
    yield from ("", "## Rules", "")
    if not audience.rules:
        yield "None: nobody prescribes its form."
        return
    yield from ("| rule | requirement | holds for | severity | source |", "|---|---|---|---|---|")
    for rule in audience.rules:
        limit = f" {rule.limit:,}" if rule.limit else ""
        values = f" {', '.join(rule.values)}" if rule.values else ""
        counts = f" in {', '.join(sorted(rule.counts))}" if rule.kind == "words" else ""
        when = "; ".join(f"{name}: {', '.join(told)}" for name, told in rule.when.items()) or "all"
        sure = "verified" if rule.verified else "**unverified**"
        yield f"| `rule-{rule.code}` | {rule.kind}{limit}{values}{counts} | {when} | {rule.severity} | {rule.source} ({rule.as_of}, {sure}) |"


def rows(plan: SectionPlan, depth: int = 0) -> Iterator[str]:
    topics = f" on {', '.join(sorted(plan.topics))}" if plan.topics else ""
    kinds = ", ".join(plan.kinds) or ("any" if plan.topics else "those of its sections")
    required = ", required" if plan.required else ""
    yield f"| {'&nbsp;' * 4 * depth}`{plan.id}` | {plan.title or '(none)'} | {kinds}{topics}{required} |"
    for inner in plan.sections:
        yield from rows(inner, depth + 1)


def test_a_letter_on_a_law_needs_no_victims(tmp_path: Path, run: Callable[..., Result]) -> None:
    parameters = "{procedure: %s, mandate: Special Rapporteur on water}"
    root = write_files(
        tmp_path,
        {
            "content/water/wells.md": "---\ntitle: T\nkind: situation\nsensitivity: public\nstatus: approved\n---\nThe law takes wells away.\n",
            "briefs/b.yaml": "{audience: special-procedures, library: water, title: T, date: 2026-01-15, state: KEN, "
            f"submitters: [{{name: One, contact: one@example.org}}], parameters: {parameters % 'other'}}}\n",
        },
    )
    assert run("build", "b", "-t", "html", cwd=root).code == 0
    assert "Consent" not in (root / "out/b.html").read_text(encoding="utf-8")
    brief = root / "briefs/b.yaml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("other", "urgent"), encoding="utf-8")
    failed = run("build", "b", "-t", "html", cwd=root)
    assert (failed.code, "consent-government" in failed.err) == (1, True)


@pytest.mark.parametrize(
    "audience",
    [
        "policy-brief",
        "public-report",
        "special-procedures",
        "treaty-body-report",
        "upr-submission",
        "hrc-written-statement",
    ],
)
def test_an_audience_that_takes_cases_takes_testimony(audience: str) -> None:
    plans = load_audience(load_project(ROOT, Sink()), audience, Sink()).sections
    kinds = {kind for plan in walk_section_plans(plans) for kind in plan.kinds}
    assert "testimony" in kinds
