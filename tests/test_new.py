"""What `briefgen new` writes: files that pass `check`, and that explain themselves."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefgen.commands.scaffold import read_project_files
from briefgen.load import list_names, load_audience, load_library, load_project
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Sink
from tests.running import ROOT, Result, answer_on_a_terminal, copy_project

AUDIENCES = list_names(load_project(ROOT, Sink()), "audiences")


ASKED = re.compile(r"write `--set ([\w.-]+)=\.\.\.`: (.*)")


def read_asked(result: Result) -> dict[str, list[str]]:
    """The keys that `new brief` asks for in a script, each with the values that it can have."""
    assert (result.code, result.out, result.err.count("[new-brief-needs]")) == (2, "", 1)
    return {key: re.findall(r"`([^`]+)`", text.rpartition(": ")[2]) for key, text in ASKED.findall(result.err)}


def answer(asked: dict[str, list[str]], state: str) -> list[str]:
    """An option with a value for each key."""
    values = {
        key: state if key == "state" else (choices or ["As the officer says"])[0] for key, choices in asked.items()
    }
    return [word for key, value in values.items() for word in ("--set", f"{key}={value}")]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, in a folder where files can be written."""
    root = tmp_path_factory.mktemp("example")
    for name in ("briefgen.yaml", "briefs", "campaigns", "content"):
        source = ROOT / name
        _ = shutil.copytree(source, root / name) if source.is_dir() else shutil.copyfile(source, root / name)
    return root


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `briefgen init` writes."""
    root = tmp_path_factory.mktemp("fresh")
    for name, content in read_project_files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("project", ["fresh", "example"])
def test_a_new_brief_passes_check_with_what_it_asks_for(
    project: str, audience: str, request: pytest.FixtureRequest, run: Callable[..., Result]
) -> None:
    root: Path = request.getfixturevalue(project)
    library, state = ("clean-water", "KEN") if project == "fresh" else ("north-koreans-in-china", "CHN")
    words = ("new", "brief", f"new-{audience}", "--audience", audience, "--library", library)
    first = run(*words, cwd=root)
    if first.code:
        assert run(*words, *answer(read_asked(first), state), cwd=root).code == 0
    checked = run("check", f"new-{audience}", cwd=root)
    assert checked.code == 0, checked.out + checked.err


def test_a_new_brief_holds_what_was_stated_and_nothing_else(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    settings = (
        *("title=Water: a report", "procedure=other", "mandate=The Special Rapporteur", "state=KEN", "date=2026-11-23"),
        *("submitters.name=River Watch", "submitters.contact=Office #4", "submitters.name=Wells for All"),
        *("keywords=water, wells", "variables.where=Kisumu"),
    )
    options = [word for setting in settings for word in ("--set", setting)]
    assert run("new", "brief", "letter", "--audience", "special-procedures", *options, cwd=root).code == 0
    text = (root / "briefs/letter.yaml").read_text(encoding="utf-8")
    assert parse_yaml(text, "", Sink()).data == {  # type: ignore[union-attr]
        "audience": "special-procedures",
        "library": "water",
        "title": "Water: a report",
        "parameters": {
            "procedure": "other",
            "mandate": "The Special Rapporteur",
            "consent-government": None,
            "consent-report": None,
        },
        "state": "KEN",
        "date": date(2026, 11, 23),
        "submitters": [{"name": "River Watch", "contact": "Office #4"}, {"name": "Wells for All"}],
        "keywords": ["water", "wells"],
        "variables": {"where": "Kisumu"},
    }


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_new_brief_has_a_line_for_each_parameter(audience: str, tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    words = ("new", "brief", "begun", "--audience", audience)
    first = run(*words, cwd=root)
    if first.code:
        assert not (root / "briefs/begun.yaml").exists()
        run(*words, *answer(read_asked(first), "KEN"), cwd=root)
    text = (root / "briefs/begun.yaml").read_text(encoding="utf-8")
    for parameter in load_audience(load_project(ROOT, Sink()), audience, Sink()).parameters:
        assert f"  {parameter.name}: " in text or f"  # {parameter.name}: " in text
        assert parameter.title in text


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        (("committee=CRCC",), "`CRCC` is not a value of `committee`"),
        (("commitee=CRC",), "unknown key `commitee`"),
        (("state=QQQ",), "`QQQ`, which is not a state"),
        (("date=tomorrow",), "must be a date"),
        (("submitters.nmae=River Watch",), "`nmae`"),
        (("title.en.short=Water",), "`title"),
        (("committee",), "`committee` states nothing"),
        (("committee=",), "`committee=` states nothing"),
        (("audience=diplomat",), "`audience` is no key for `--set`"),
    ],
)
def test_a_value_that_cannot_be_is_refused_before_anything_is_written(
    settings: tuple[str, ...], found: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    options = [word for setting in settings for word in ("--set", setting)]
    result = run("new", "brief", "report-to-it", "--audience", "treaty-body-report", *options, cwd=root)
    assert (result.code, found in result.err) == (2, True), result.err
    assert not (root / "briefs/report-to-it.yaml").exists()


def test_a_terminal_is_asked_for_each_value_again_until_it_can_be(tmp_path: Path) -> None:
    root = copy_project("minimal", tmp_path)
    words = ("new", "brief", "report-to-it", "--audience", "treaty-body-report", "--set", "publication=public")
    code, shown = answer_on_a_terminal(words, ("CRCC", "", "CEDAW", "KEN", "River Watch"), root)
    assert code == 0, shown
    assert "the committee: `CCPR`, `CESCR`" in shown
    assert "`CRCC` is not a value of `committee`" in shown
    assert "publication" not in shown
    text = (root / "briefs/report-to-it.yaml").read_text(encoding="utf-8")
    for line in ("  committee: CEDAW ", "  publication: public ", "state: KEN ", "  - name: River Watch"):
        assert f"\n{line}" in text


def test_nothing_is_written_where_the_questions_are_broken_off(tmp_path: Path) -> None:
    root = copy_project("minimal", tmp_path)
    code, _ = answer_on_a_terminal(("new", "brief", "letter", "--audience", "advocacy-letter"), ("\x03",), root)
    assert code == 130
    assert not (root / "briefs/letter.yaml").exists()


@pytest.mark.parametrize("project", ["fresh", "example"])
def test_what_new_writes_of_every_kind_passes_check(
    project: str, request: pytest.FixtureRequest, run: Callable[..., Result]
) -> None:
    root: Path = request.getfixturevalue(project)
    library = "clean-water" if project == "fresh" else "north-koreans-in-china"
    for arguments in (
        ("library", "forests"),
        ("block", "forests/situation/trees"),
        ("block", "forests/situation/trees@short"),
        ("block", "forests/situation/trees.fr"),
        ("recommendation", "forests/recommendation/paths"),
        ("audience", "council", "--extends", "policy-brief"),
        ("brief", "woods", "--audience", "council", "--library", library),
        ("campaign", "towns", "--brief", "woods"),
    ):
        assert run("new", *arguments, cwd=root).code == 0, arguments
    checked = run("check", "woods", cwd=root)
    assert checked.code == 0, checked.out + checked.err
    assert run("list", "blocks", "--library", "forests", cwd=root).code == 0
    assert run("batch", "towns", "--to", "html", "--jobs", "1", cwd=root).code == 0


def test_a_new_campaign_is_addressed_in_the_columns_that_the_embassy_note_prints(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    run("new", "brief", "note", "--audience", "diplomat", cwd=root)
    assert run("new", "campaign", "embassies", "--brief", "note", cwd=root).code == 0
    assert run("batch", "embassies", "--to", "html", cwd=root).code == 0
    page = (root / "out/example/note-en.html").read_text(encoding="utf-8")
    for cell in ("Example Country", "Embassy of Example Country", "Example City"):
        assert cell in page


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_new_audience_is_one_of_the_list(audience: str, tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    assert run("new", "audience", "council", "--extends", audience, cwd=root).code == 0
    listed = {row["audience"]: row for row in json.loads(run("list", "audiences", "--format", "json", cwd=root).out)}
    assert listed["council"]["parameters"] == listed[audience]["parameters"]


def test_a_new_library_and_its_recommendation_are_printed_once_they_are_public(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    for arguments in (
        ("library", "forests"),
        ("recommendation", "forests/recommendation/paths"),
        ("brief", "woods", "--library", "forests"),
    ):
        assert run("new", *arguments, cwd=root).code == 0
    for path in root.glob("content/forests/**/*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("confidential  ", "public  ").replace("status: draft", "status: approved"), "utf-8"
        )
    assert run("build", "woods", "--to", "html", cwd=root).code == 0
    page = (root / "out/woods.html").read_text(encoding="utf-8")
    assert "The Government should adopt the measure by 2030." in page
    assert "Write one argument here" in page


@pytest.mark.parametrize(
    ("arguments", "schemas"),
    [
        ("library forests", ["block", "facts", "sources"]),
        ("block clean-water/first", ["block"]),
        ("block clean-water/law/soil/loss", ["block"]),
        ("block clean-water/situation/wells@short.fr", ["block"]),
        ("recommendation clean-water/recommendation/plant", ["block"]),
        ("brief woods --library clean-water", ["brief"]),
        ("audience council", ["audience"]),
        ("campaign towns --brief example-report", ["campaign"]),
    ],
)
def test_editors_find_the_format_of_each_new_file(
    tmp_path: Path, run: Callable[..., Result], arguments: str, schemas: list[str]
) -> None:
    run("init", ".", cwd=tmp_path)
    made = run("new", *arguments.split(), cwd=tmp_path).out.split()
    found = []
    for path in (tmp_path / name for name in made if not name.endswith(".csv")):
        line = path.read_text(encoding="utf-8").removeprefix("---\n").splitlines()[0]
        schema = path.parent / line.removeprefix("# yaml-language-server: $schema=")
        assert schema.is_file(), path
        found.append(schema.stem)
    assert sorted(found) == schemas


def test_git_ignores_real_names_and_finished_files_of_a_new_project(tmp_path: Path, run: Callable[..., Result]) -> None:
    run("init", ".", cwd=tmp_path)
    lines = (tmp_path / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/private/", "/out/"} <= set(lines)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("summary/short", "summary"),
        ("law/legal-analysis/torture", "legal-analysis"),
        ("conclusion/end", "conclusion"),
        ("situation/wells", "situation"),
        ("testimony/voice", "testimony"),
        ("answer/first", "answer"),
        ("recommendation/repair", "recommendation"),
        ("ordinance-of-a-municipality/wells", "ordinance-of-a-municipality"),
        ("towns/wells", "situation"),
        ("summary", "situation"),
    ],
)
def test_a_new_block_is_of_the_kind_that_its_folder_is_named_after(
    name: str, kind: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    (root / "templates/town-hall").mkdir(parents=True)
    (root / "templates/town-hall/audience.yaml").write_text(
        "sections: [{id: law, kinds: [ordinance-of-a-municipality]}]", "utf-8"
    )
    assert run("new", "block", f"water/{name}", cwd=root).code == 0
    text = (root / f"content/water/{name}.md").read_text(encoding="utf-8")
    assert re.search(r"^kind: (\S+)", text, re.MULTILINE)[1] == kind  # type: ignore[index]
    assert ("\naction: " in text) == (kind == "recommendation")


def test_a_new_variant_is_confidential_until_its_text_is_written(tmp_path: Path, run: Callable[..., Result]) -> None:
    root = copy_project("minimal", tmp_path)
    assert run("new", "block", "water/lakes", cwd=root).code == 0
    for name in ("lakes@short", "lakes.fr", "lakes@short.pt-BR", "lakes@town-council.md"):
        assert run("new", "block", f"water/{name}", cwd=root).code == 0
        text = (root / f"content/water/{name.removesuffix('.md')}.md").read_text(encoding="utf-8")
        assert "\nsensitivity: confidential " in text
    project = load_project(root, Sink())
    assert load_library(project, "water", sink := Sink())
    assert [problem.message for problem in sink.diagnostics] == []


@pytest.mark.parametrize("name", ["seas@short", "seas.fr", "wells.french", "wells@", "@short", "wells@a@b", "wells.FR"])
def test_a_variant_of_nothing_or_with_another_name_is_refused(
    name: str, tmp_path: Path, run: Callable[..., Result]
) -> None:
    root = copy_project("minimal", tmp_path)
    found = run("new", "block", f"water/{name}", cwd=root)
    assert (found.code, "[new-name]" in found.err) == (2, True)
    assert not (root / f"content/water/{name}.md").exists()
