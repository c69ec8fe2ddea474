"""Canary words in every field that can be withheld: none of them in any file, name, message or record, for any audience."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from briefgen.audit import Sought, audit
from briefgen.values.artifact import Format
from tests.running import Result

CANARIES = tuple(f"canary{number:03d}x" for number in range(1, 150))
AUDIENCES = ("public-report", "upr-submission", "diplomat")
SOUGHT = Sought(terms=frozenset((word,) for word in CANARIES), foreign=True)

PROJECT = "organisation: {name: Example Organisation}\n"

OPEN = """---
title: Open
kind: KIND
status: approved
sensitivity: public
---
Plain words on {{ fact("open-fact") }} people.[^a]

[^a]: As told.
"""


def planted(root: Path) -> None:
    """A project with a canary in every field that can be withheld, each in a thing above the ceiling of `public`."""
    words = iter(CANARIES)

    def word() -> str:
        return next(words)

    library = root / "content/river"
    for number, kind in enumerate(("summary", "background", "situation", "legal-analysis", "conclusion")):
        write(library / f"open/{kind}.md", OPEN.replace("KIND", kind))
        label = ("partner", "confidential", "")[number % 3]
        stated = f"sensitivity: {label}\n" if label else ""
        write(
            library / f"{word()}/{word()}.md",
            f"---\ntitle: The {word()} title\nshort_title: {word()}\nkind: {kind}\ngroup: {word()}\ntopics: [{word()}]\nstatus: draft\n{stated}---\n"
            f"Text {word()} [@{word()}] {{{{ fact('{word()}') }}}} {{{{ undefined_{word()} }}}}[^n]\n\n![{word()}](images/{word()}.png)\n\n[^n]: Note {word()}.\n",
        )
    write(
        library / "recommend.md",
        f"---\ntitle: R\nkind: recommendation\nstatus: approved\naddressee: {word()}\naction: Do {word()}\nasks: [Ask {word()}]\nthemes: [{word()}]\ndeadline: {word()}\n---\n",
    )
    write(library / "open/summary@diplomat.md", f"---\nsensitivity: partner\ntitle: {word()}\n---\nText {word()}.\n")
    write(library / "open/situation.fr.md", f"---\nsensitivity: confidential\ntitle: {word()}\n---\nTexte {word()}.\n")
    secret = f"{{value: {word()}, unit: {word()}, label: {word()}, note: {word()}, sensitivity: partner}}"
    write(library / "facts.yaml", f"open-fact: {{value: 7}}\n{word()}: {secret}\n")
    write(
        library / "sources.yaml",
        f"- {{id: {word()}, type: interview, title: {word()}, author: [{{family: {word()}}}], URL: 'https://{word()}.org/', sensitivity: partner}}\n",
    )
    for name in ("river", f"confidential/{word()}"):
        path = library / f"images/{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (4, 4)).save(path)
    write(root / "briefgen.yaml", PROJECT)
    for audience in AUDIENCES:
        write(
            root / f"briefs/{audience}.yaml",
            f"audience: {audience}\nlibrary: river\ntitle: Brief\nstate: CHN\ndate: 2026-11-23\n"
            f"variables: {{open: 1, place: {word()}}}\nsensitivity: {{place: partner}}\n",
        )
    write(
        root / "campaigns/all.yaml",
        "briefs: [public-report, upr-submission, diplomat]\nrecipients: all.csv\nsensitivity: {phone: confidential, note: partner}\n",
    )
    write(
        root / "campaigns/all.csv", f"id,country,mission,city,phone,note\nfr,France,Embassy,Paris,{word()},{word()}\n"
    )
    write(root / "private/watchlist.yaml", f"terms: [{word()}]\n")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def canaries_in(text: str) -> list[str]:
    return re.findall(r"canary\d+x", text)


@pytest.fixture
def river(tmp_path: Path) -> Path:
    """The project with canaries."""
    planted(tmp_path / "river")
    return tmp_path / "river"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("form", [one.value for one in Format])
def test_no_canary_gets_out(river: Path, run: Callable[..., Result], audience: str, form: str) -> None:
    result = run("build", audience, "--recipient", "fr", "--to", form, cwd=river)
    assert result.code == 0, result.err
    assert canaries_in(result.out + result.err) == []
    made = [path for path in (river / "out").rglob("*") if path.is_file()]
    assert any(path.name.startswith(audience) for path in made)
    for path in made:
        content = path.read_bytes()
        assert canaries_in(str(path.relative_to(river))) == []
        assert canaries_in(content.decode("latin-1")) == []
        assert [one.code for one in audit(content, SOUGHT) if one.code == "audit-term"] == []


@pytest.mark.parametrize("command", ["explain", "check"])
def test_no_command_tells_of_what_is_withheld(river: Path, run: Callable[..., Result], command: str) -> None:
    result = run(command, "public-report", cwd=river)
    assert canaries_in(result.out + result.err) == []


def test_explain_counts_what_is_withheld_and_names_it_inside_alone(river: Path, run: Callable[..., Result]) -> None:
    counted = run("explain", "public-report", "--recipient", "fr", cwd=river).out
    assert (
        "withheld from this reader: 6 blocks, 2 variants, 1 fact, 1 source, 1 image, 1 variable, 2 columns" in counted
    )
    assert len(set(canaries_in(run("explain", "public-report", "--recipient", "fr", "--internal", cwd=river).out))) > 10


def test_a_campaign_lets_no_canary_out(river: Path, run: Callable[..., Result]) -> None:
    result = run("batch", "all", "--to", "html", "--jobs", "2", cwd=river)
    assert result.code == 0, result.err
    written = "".join(
        f"{path}{path.read_bytes().decode('latin-1')}" for path in (river / "out").rglob("*") if path.is_file()
    )
    assert canaries_in(result.out + result.err + written) == []


@pytest.mark.parametrize("form", [one.value for one in Format])
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
