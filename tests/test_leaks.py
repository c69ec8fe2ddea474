"""Canary words in every field that can be withheld: none of them in any file, name, message or record, for any audience."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefgen.leak_check.audit import SearchTerms, audit_file
from briefgen.model.artifact import Format
from briefgen.schema.kinds import MODELS
from tests.canaries import AUDIENCES, FIELDS, MOST, canaries_in, names_of, planted, write
from tests.running import ROOT, Result

SOUGHT = SearchTerms(terms=frozenset((f"canary{number:03d}x",) for number in range(1, MOST)), foreign=True)

OF_NO_READER = frozenset({"project", "audience", "brief", "campaign", "language", "previous"})
"""Files that are written for their readers, and earlier recommendations, which the United Nations published: what of them can be withheld, variables and columns, is planted by hand."""


@pytest.fixture
def river(tmp_path: Path) -> Path:
    """The project with canaries."""
    planted(tmp_path / "river")
    return tmp_path / "river"


@pytest.mark.parametrize("model", FIELDS, ids=lambda model: model.__name__)
def test_no_field_is_without_a_canary(model: type[BaseModel]) -> None:
    """Whoever adds a field decides here whether it can hold words that must not get out."""
    fields, wordless = FIELDS[model]
    assert set(fields) | set(wordless.split()) == names_of(model)


def test_every_format_that_can_be_withheld_has_canaries() -> None:
    named = {"block": "BlockFile", "sources": "SourceFile", "facts": "FactFile", "images": "ImageFile"}
    named |= {"approvals": "ApprovalFile", "translations": "TranslationFile"}
    named |= {"people": "PersonFile", "watchlist": "WatchListFile"}
    assert set(MODELS) - OF_NO_READER == set(named)
    assert set(named.values()) <= {model.__name__ for model in FIELDS}


def test_all_that_is_planted_is_there(tmp_path: Path) -> None:
    words = planted(tmp_path)
    written = "".join(
        f"{path}\n{path.read_bytes().decode('latin-1')}" for path in tmp_path.rglob("*") if path.is_file()
    )
    assert set(canaries_in(written)) == words
    assert len(words) > 200


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_canary_gets_out(river: Path, run: Callable[..., Result], audience: str) -> None:
    forms = [format_.value for format_ in Format]
    result = run("build", audience, "--recipient", "fr", "--to", ",".join(forms), cwd=river)
    assert result.code == 0, result.err
    assert canaries_in(result.out + result.err) == []
    made = [path for path in (river / "out").rglob("*") if path.is_file()]
    assert sum(path.name.startswith(audience) for path in made) == len(forms)
    for path in made:
        content = path.read_bytes()
        assert canaries_in(str(path.relative_to(river))) == []
        assert canaries_in(content.decode("latin-1")) == []
        assert [finding.code for finding in audit_file(content, SOUGHT) if finding.code == "audit-term"] == []


def test_every_audience_is_looked_at() -> None:
    assert set(AUDIENCES) == {path.parent.name for path in (ROOT / "templates").glob("*/audience.yaml")} - {
        "base",
        "correction-notice",  # prints no library: tests/test_corrections.py searches its notices
    }


@pytest.mark.parametrize("command", ["explain", "check"])
def test_no_command_tells_of_what_is_withheld(river: Path, run: Callable[..., Result], command: str) -> None:
    result = run(command, "public-report", cwd=river)
    assert canaries_in(result.out + result.err) == []


def test_explain_counts_what_is_withheld_and_names_it_inside_alone(river: Path, run: Callable[..., Result]) -> None:
    counted = run("explain", "public-report", "--recipient", "fr", cwd=river).out
    assert (
        "withheld from this reader: 7 blocks, 3 variants, 2 facts, 2 sources, 4 images, 8 variables, 7 columns"
        in counted
    )
    assert (
        len(set(canaries_in(run("explain", "public-report", "--recipient", "fr", "--internal", cwd=river).out))) == 11
    )


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_what_has_no_label_and_no_text_is_searched_for(river: Path, run: Callable[..., Result], form: str) -> None:
    """A fact, a work, a variable and a cell that nobody labelled, each pasted by hand where a reader would see it."""
    library = river / "content/river"
    pasted = [
        (library / "facts.yaml").read_text().splitlines()[2].split("value: ")[1].split(",")[0],
        (library / "sources.yaml").read_text().splitlines()[1].split("URL: '")[1].split("'")[0],
    ]
    pasted += [(river / "briefs/public-report.yaml").read_text().split("unlabelled: ")[1].split("}")[0]]
    pasted += [(river / "campaigns/all.csv").read_text().splitlines()[1].split(",")[6]]
    for words in pasted:
        assert canaries_in(words)
        write(river / "templates/public-report/page.html", f"<body><main><h1>B</h1><p>{words}</p></main></body>")
        result = run("build", "public-report", "--recipient", "fr", "--to", form, cwd=river)
        assert (result.code, "[audit-withheld]" in result.err, canaries_in(result.err)) == (1, True, [])


def test_a_work_that_nobody_cites_may_be_called_what_a_page_says_anyway(
    river: Path, run: Callable[..., Result]
) -> None:
    """A list from elsewhere holds works that nobody hides: a page of the audience may say `Evidence` all the same."""
    page, sources = river / "templates/public-report/page.html", river / "content/river/sources.yaml"
    write(page, "<body><main><h1>B</h1><p>Evidence given on the quiet eastern bank</p></main></body>")
    written = sources.read_text()
    for title, code in (("Evidence", 0), ("Evidence given", 0), ("The quiet eastern bank", 1)):
        write(sources, f"{written}- {{id: of-others, type: book, title: {title}}}\n")
        result = run("build", "public-report", "--recipient", "fr", "--to", "html", cwd=river)
        assert (result.code, "[audit-withheld]" in result.err) == (code, bool(code)), title
        write(sources, f"{written}- {{id: of-others, type: book, title: {title}, sensitivity: partner}}\n")
        assert run("build", "public-report", "--recipient", "fr", "--to", "html", cwd=river).code == 1, title


@pytest.mark.parametrize("said", ["key_facts: [WORD]", "image: {path: WORD}"])
def test_a_name_that_nobody_labelled_is_told_like_one_that_is_not_there(
    river: Path, run: Callable[..., Result], said: str
) -> None:
    fact = (river / "content/river/facts.yaml").read_text().splitlines()[2].split(":")[0]
    image = next(path.name for path in (river / "content/river/images").glob("canary*.png"))
    brief = (river / "briefs/public-report.yaml").read_text()
    told = []
    for word in (fact if "key" in said else f"images/{image}", "nothing"):
        write(river / "briefs/public-report.yaml", brief + said.replace("WORD", word) + "\n")
        result = run("build", "public-report", "--to", "html", cwd=river)
        assert result.code == 1
        told.append(result.err.replace(word, "WORD"))
    assert told[0] == told[1]


def test_a_campaign_lets_no_canary_out(river: Path, run: Callable[..., Result]) -> None:
    result = run("batch", "all", "--to", "html", "--jobs", "2", cwd=river)
    assert result.code == 0, result.err
    written = "".join(
        f"{path}{path.read_bytes().decode('latin-1')}" for path in (river / "out").rglob("*") if path.is_file()
    )
    assert canaries_in(result.out + result.err + written) == []


@pytest.mark.parametrize("form", [format_.value for format_ in Format])
def test_the_proof_finds_a_canary_that_got_out(river: Path, run: Callable[..., Result], form: str) -> None:
    """The suite above would see a leak: here is one, pasted by hand into what readers get."""
    words = "The canary003x title"
    write(river / "templates/public-report/page.html", f"<body><main><h1>B</h1><p>{words}</p></main></body>")
    result = run("build", "public-report", "--to", form, cwd=river)
    assert result.code == 1
    assert "[audit-withheld]" in result.err
    assert canaries_in(result.err) == []
    assert not (river / "out").exists()


def test_the_auditor_finds_a_canary_in_a_file_made_elsewhere(river: Path, run: Callable[..., Result]) -> None:
    write(river / "elsewhere.html", "<!doctype html><body><p>The canary003x title")
    result = run("audit", "elsewhere.html", cwd=river)
    assert (result.code, "[audit-withheld]" in result.err) == (1, True)
    assert run("audit", "--brief", "diplomat", "elsewhere.html", cwd=river).code == 1
