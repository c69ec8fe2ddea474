"""Every name of a file that a project can state stays inside its folder, and a name that no file can have is an error with its place."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from briefgen.load import load_project
from briefgen.model.diagnostic import BriefgenError, Sink
from tests.running import ROOT, Result, copy_project, run_apart, run_here

LONG = "x" * 300
OTHER_WORDS = "Words of another file"

BRIEF = "audience: public-report\nlibrary: water\ntitle: Water\ndate: 2026-01-15\n"
OWN_AUDIENCE = {"briefs/report.yaml": BRIEF.replace("public-report", "own")}


def place(key: str) -> dict[str, str]:
    """Files of a project in which one key states the name `NAME`."""
    audience = "extends: public-report\n"
    return {
        "citation style": {"briefs/report.yaml": BRIEF + "citations: {style: NAME}\n"},
        "image": {"briefs/report.yaml": BRIEF + "image: {path: NAME, alt: A}\n"},
        "library": {"briefs/report.yaml": BRIEF.replace("water", "NAME")},
        "audience": {"briefs/report.yaml": BRIEF.replace("public-report", "NAME")},
        "extends": OWN_AUDIENCE | {"templates/own/audience.yaml": "extends: NAME\n"},
        "style": OWN_AUDIENCE | {"templates/own/audience.yaml": audience + "style: NAME\n"},
        "page": OWN_AUDIENCE | {"templates/own/audience.yaml": audience + "page: NAME\n"},
        "audience's citation style": OWN_AUDIENCE
        | {"templates/own/audience.yaml": audience + "citations: {style: NAME}\n"},
        "passage": OWN_AUDIENCE
        | {
            "templates/own/audience.yaml": audience
            + "sections: [{id: s, title: S, kinds: [situation], before: NAME}]\n"
        },
        "logo": {"briefgen.yaml": "organisation: {name: A, logo: NAME}\n"},
        "output": {"briefgen.yaml": "organisation: {name: A}\noutput: NAME\n"},
        "image of a block": {"content/water/wells.md": BLOCK + "![A well](NAME)\n"},
        "images.yaml": {"content/water/images.yaml": "NAME: {sensitivity: public}\n"},
        "page template": OWN_AUDIENCE
        | {"templates/own/audience.yaml": audience, "templates/own/page.html": '{% include "NAME" %}'},
        "comment in a page template": {"templates/public-report/page.html": '<body>{# "NAME" #}<p>A</p></body>'},
        "block that includes": {"content/water/wells.md": BLOCK + '{% include "NAME" %}\n'},
        "recipients": {"campaigns/all.yaml": "briefs: [report]\nrecipients: NAME\n"},
        "brief of a campaign": {
            "campaigns/all.yaml": "briefs: [NAME]\nrecipients: all.csv\n",
            "campaigns/all.csv": "id\na\n",
        },
    }[key]


BLOCK = "---\ntitle: Wells\nkind: situation\nsensitivity: public\nstatus: approved\n---\n"
KEYS = (
    "citation style", "image", "library", "audience", "extends", "style", "page", "audience's citation style", "passage", "logo",
    "output", "image of a block", "images.yaml", "page template", "comment in a page template", "block that includes", "recipients", "brief of a campaign",
)  # fmt: skip


def build(project: Path, key: str, name: str, capsys: pytest.CaptureFixture[str]) -> Result:
    """The result of a build of a project in which a key states a name."""
    for path, text in place(key).items():
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("NAME", name), "utf-8")
    if key in {"recipients", "brief of a campaign"}:
        return run_here(("batch", "all", "--to", "html", "-j", "1"), project, capsys)
    return run_here(("build", "report", "--to", "html"), project, capsys)


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """A project with one brief, `report`, and a file beside the project."""
    project = copy_project("minimal", tmp_path)
    next((project / "briefs").glob("*.yaml")).rename(project / "briefs/report.yaml")
    for ending in ("txt", "md", "css", "csl", "html", "csv", "png"):
        (tmp_path / f"secret.{ending}").write_text(OTHER_WORDS, "utf-8")
    return project


@pytest.mark.parametrize("key", KEYS)
def test_a_name_that_no_file_can_have(key: str, minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = build(minimal, key, LONG, capsys)
    harmless = {"comment in a page template"}
    assert result.code == (0 if key in harmless else 1), result.err
    assert "internal-fault" not in result.err
    assert key in harmless or re.search(r"^[\w/.-]+\.\w+(:\d+)?: error|output-unwritable", result.err, re.MULTILINE), (
        result.err
    )


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["OUTSIDE/secret", "../secret", "../../secret", "../../../secret"])
def test_a_name_that_leads_out(key: str, name: str, minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ending = {
        "citation style": "",
        "audience's citation style": "",
        "style": ".css",
        "page": ".html",
        "recipients": ".csv",
    }
    name = name.replace("OUTSIDE", str(minimal.parent)) + ending.get(key, ".md")
    result = build(minimal, key, name, capsys)
    assert result.code in {0, 1}
    assert "internal-fault" not in result.err
    assert OTHER_WORDS not in result.out + result.err
    assert not any(
        OTHER_WORDS in path.read_text("utf-8", "replace") for path in minimal.glob("out/**/*") if path.is_file()
    )
    assert result.code == (0 if key == "comment in a page template" else 1), result.err


LINKED = {
    "briefgen.yaml": "briefgen.yaml",
    "a brief": "briefs/report.yaml",
    "a block": "content/water/more.md",
    "a library": "content/water",
    "sources": "content/water/sources.yaml",
    "facts": "content/water/facts.yaml",
    "images.yaml": "content/water/images.yaml",
    "an image": "content/water/images/a.png",
    "a page template": "templates/public-report/page.html",
    "an audience": "templates/own/audience.yaml",
    "a style sheet": "styles/public-report.css",
    "a font": "styles/fonts/a.ttf",
    "a citation style": "styles/citations/own.csl",
    "people": "private/people.yaml",
    "the watch list": "private/watchlist.yaml",
    "private names": "private",
    "a passage": "templates/own/hello.md",
    "a logo": "images/logo.png",
    "the table of recipients": "campaigns/all.csv",
    "a campaign": "campaigns/all.yaml",
    "the output folder": "out",
    "the manifest": "out/manifest.json",
    "the state": "out/.briefgen",
}
NAMED_IN: dict[str, dict[str, str]] = {
    "a passage": {**OWN_AUDIENCE, "templates/own/audience.yaml": "extends: public-report\nsections: [{id: s, title: S, kinds: [situation], before: hello.md}]\n"},
    "a logo": {"briefgen.yaml": "organisation: {name: A, logo: images/logo.png}\n"},
    "the table of recipients": {"campaigns/all.yaml": "briefs: [report]\nrecipients: all.csv\n"},
}  # fmt: skip
"""Files that name a file, by its kind."""


NOT_FOLLOWED = frozenset({"private names", "the manifest", "the state"})
"""What has another message where a link in a circle is in its place."""


@pytest.mark.parametrize("what", LINKED)
@pytest.mark.parametrize("kind", ["out", "circle", "nothing", "device", "pipe", "folder"])
def test_what_is_no_file_of_the_project(
    what: str, kind: str, minimal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in NAMED_IN.get(what, {}).items():
        (minimal / name).parent.mkdir(parents=True, exist_ok=True)
        (minimal / name).write_text(text, "utf-8")
    path = minimal / LINKED[what]
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        for file in path.iterdir():
            file.unlink()
        path.rmdir()
    path.unlink(missing_ok=True)
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case _:
            path.symlink_to(
                {"out": "../" * 9 + "etc/passwd", "circle": path.name, "nothing": "none", "device": "/dev/zero"}[kind]
            )
    command = ("batch", "all", "-j", "1") if (minimal / "campaigns").is_dir() else ("build", "report")
    result = run_here((*command, "--to", "html"), minimal, capsys)
    assert result.code in {0, 1, 2}, result.err
    assert "internal-fault" not in result.err
    assert "circle" in result.err or kind != "circle" or what in NOT_FOLLOWED or result.code == 2
    if kind in {"out", "device"}:
        assert result.code != 0, "a link that leads out of the project goes unnoticed"


@pytest.mark.parametrize(
    ("key", "name", "said"),
    [
        ("recipients", "/".join(["x" * 100] * 60), "campaigns/all.yaml:2: error: `xxx"),
        ("recipients", "PROJECT/campaigns/all.csv", "campaigns/all.yaml:2: error: no file `"),
        ("extends", "../secret", "templates/own/audience.yaml:1: error: `extends` must be a name"),
        ("logo", "briefs/report.yaml", "briefgen.yaml:1: error: image `briefs/report.yaml` cannot be printed"),
        (
            "block that includes",
            "a.md",
            "content/water/wells.md:7: error: this Jinja cannot be computed: only a page template can include",
        ),
    ],
)
def test_what_is_said_of_a_name_is_said_once_and_at_its_line(
    key: str, name: str, said: str, minimal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = build(minimal, key, name.replace("PROJECT", str(minimal)), capsys)
    assert result.code == 1
    assert said in result.err
    assert result.err.count("error:") == 1


@pytest.mark.parametrize("path", ["briefgen.yaml", "briefs/report.yaml", "content/water"])
def test_a_file_that_is_a_link_in_a_circle_is_not_called_missing(
    path: str, minimal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (minimal / path).rename(minimal / "moved")
    (minimal / path).symlink_to(minimal / path)
    result = run_here(("check",), minimal, capsys)
    assert f"{path}: error: `{path}` is a link that leads in a circle [path-link]" in result.out + result.err


@pytest.mark.parametrize("path", ["briefs", "content", "campaigns", "styles"])
@pytest.mark.parametrize(
    ("target", "said"), [("", "leads in a circle"), ("..", "leads out of"), ("none", "to nothing")]
)
def test_a_folder_of_a_project_that_is_an_unusable_link_is_reported(
    path: str, target: str, said: str, minimal: Path
) -> None:
    if (minimal / path).exists():
        (minimal / path).rename(minimal / "moved")
    (minimal / path).symlink_to(target or minimal / path)
    with pytest.raises(BriefgenError) as stopped:
        load_project(minimal, Sink())
    (problem,) = stopped.value.diagnostics
    assert str(problem.origin) == path
    assert said in problem.message


def test_private_names_in_a_folder_outside_the_project_are_not_passed_over(minimal: Path) -> None:
    (minimal.parent / "elsewhere").mkdir()
    (minimal / "private").symlink_to("../elsewhere")
    sink = Sink()
    load_project(minimal, sink)
    assert [(problem.code, str(problem.origin)) for problem in sink.diagnostics] == [("path-escape", "private")]


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "briefs/loop.yaml"),
        ("approve", "content/water/loop.md", "--by", "A"),
        ("new", "block", "content/water/loop.md"),
        ("verify", "content/water/loop.md"),
        ("build", "report", "--output", "briefs/loop.yaml/../x"),
    ],
)
def test_a_path_on_the_command_line_that_leads_in_a_circle(
    arguments: tuple[str, ...], minimal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in ("briefs/loop.yaml", "content/water/loop.md"):
        (minimal / path).symlink_to(Path(path).name)
    result = run_here(arguments, minimal, capsys)
    assert result.code in {1, 2}
    assert "internal-fault" not in result.err


NO_RIGHT = """import os
allowed = os.access
os.access = lambda path, mode, **more: os.path.realpath(path) != {path!r} and allowed(path, mode, **more)
"""
"""Read by every Python as it starts: a task may run in a process of its own, and the tests for an account that may read all."""


@pytest.mark.parametrize("path", ["content/water/wells.md", "templates/own", "styles/own.css", "content/water"])
def test_a_file_that_may_not_be_read_is_told_of(path: str, minimal: Path) -> None:
    file = minimal / path
    if path == "templates/own":
        file.mkdir(parents=True)
    elif not file.exists():
        file.parent.mkdir(parents=True)
        file.write_text("p {}", "utf-8")
    rights = minimal.parent / "rights"
    rights.mkdir()
    (rights / "sitecustomize.py").write_text(NO_RIGHT.format(path=os.path.realpath(file)), "utf-8")
    environment = {"PYTHONPATH": os.pathsep.join([str(rights), str(ROOT)])}
    result = run_apart("build", "report", "--to", "html", folder=minimal, environment=environment)
    assert result.code == 1
    assert f"{path}: error: cannot be read: permission denied" in result.err


@pytest.mark.parametrize("folder", [LONG, "taken/below", "taken"])
def test_a_folder_for_files_that_cannot_be_made(folder: str, minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (minimal / "taken").write_text("a file", "utf-8")
    result = run_here(("build", "report", "--to", "html", "--output", folder), minimal, capsys)
    assert result.code == 1
    assert "internal-fault" not in result.err


@pytest.mark.parametrize("arguments", [("-C", LONG, "list", "briefs"), ("audit", LONG), ("verify", LONG), ("build", LONG), ("batch", LONG), ("check", LONG), ("explain", LONG), ("new", "block", f"water/{LONG}"), ("new", "brief", LONG), ("init", LONG)])  # fmt: skip
def test_a_long_name_on_the_command_line(
    arguments: tuple[str, ...], minimal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = run_here(arguments, minimal, capsys)
    assert result.code in {1, 2}
    assert "internal-fault" not in result.err


@pytest.mark.parametrize("name", ["/proc/self/mem", "/dev/zero", "/dev/null"])
def test_audit_of_what_is_no_file(name: str, minimal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = run_here(("audit", name), minimal, capsys)
    assert result.code == 1
    assert "[audit-unreadable]" in result.out + result.err
