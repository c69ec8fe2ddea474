"""What a shell offers after the Tab key: the names of the project, at once, and nothing where nothing can be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from briefgen.__main__ import main
from tests.running import ROOT
from tests.test_usage_errors import COMMANDS

HEAVY = {"PIL", "babel", "jinja2", "markdown", "pydantic", "rich", "weasyprint", "yaml"}
SHELLS: dict[str, Callable[[str], dict[str, str]]] = {
    "bash": lambda line: {"COMP_WORDS": line.replace(" ", "\n"), "COMP_CWORD": str(line.count(" "))},
    "zsh": lambda line: {"_TYPER_COMPLETE_ARGS": line},
    "fish": lambda line: {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    "powershell": lambda line: {
        "_TYPER_COMPLETE_ARGS": line.rstrip(),
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2],
    },
}
"""What the script of each shell puts into the environment for a line whose last word is being typed."""

WORDS_FOR_NAMES = {"BRIEF", "CAMPAIGN", "RECIPIENT", "FORMAT", "CODE", "ID", "BLOCK"}
OPTIONS_OF_NAMES = {"--audience", "--library", "--extends", "--brief"}


@pytest.fixture
def offered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str, Path], tuple[str, ...]]:
    """`offered("build emb", folder)`: the words that bash offers in a folder; nothing is printed besides."""

    def complete(typed: str, folder: Path) -> tuple[str, ...]:
        monkeypatch.chdir(folder)
        for name, value in {"_BRIEFGEN_COMPLETE": "complete_bash", **SHELLS["bash"](f"briefgen {typed}")}.items():
            monkeypatch.setenv(name, value)
        main(())
        printed = capsys.readouterr()
        assert printed.err == ""
        return tuple(printed.out.split())

    return complete


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bu", ("build",)),
        ("new lib", ("library",)),
        ("build emb", ("embassy-note",)),
        ("build embassy-note emb", ()),
        ("build --audience dip", ("diplomat",)),
        ("batch ", ("embassies",)),
        ("build embassy-note -r ja", ("japan",)),
        ("build upr-china --to p", ("pdf", "press")),
        ("build upr-china --to html,d", ("html,docx",)),
        ("build upr-china -t pdf,p", ("pdf,press",)),
        ("build upr-china -l f", ("fa", "fr")),
        ("build --library north", ("north-koreans-in-china",)),
        ("impact returned-apr", ("returned-april-2024",)),
        ("impact yoon20", ("yoon2024",)),
        ("eject styles/ba", ("styles/base.css",)),
        ("new brief x --audience embassy", ()),
        ("new block north-koreans-in-china/leg", ("north-koreans-in-china/legal/",)),
        ("batch embassies --only ja", ("japan",)),
        ("composer emb", ("embassy-note",)),
        ("preview embassy-note --to ", ("html", "pdf")),
        ("diff embassy-note --to ", ("docx", "html")),
        ("diff embassy-note --to docx,", ("docx,html",)),
        ("corrections --to p", ("pdf", "press")),
        ("translations -l f", ("fa", "fr")),
        ("import report.docx --library north", ("north-koreans-in-china",)),
        ("import report.docx --audience dip", ("diplomat",)),
    ],
)
def test_the_names_of_the_project_are_offered(
    typed: str, expected: tuple[str, ...], offered: Callable[[str, Path], tuple[str, ...]]
) -> None:
    assert offered(typed, ROOT) == expected


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_whatever_takes_a_name_offers_names(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """By the word that its help has for what it takes."""
    monkeypatch.chdir(ROOT)
    context = typer.Context(COMMANDS[words])
    silent = [
        param.opts[0]
        for param in COMMANDS[words].params
        if (param.metavar in WORDS_FOR_NAMES or param.opts[0] in OPTIONS_OF_NAMES)
        and not param.shell_complete(context, "")
    ]
    assert silent == []


def test_blocks_are_offered_to_who_changes_them(
    offered: Callable[[str, Path], tuple[str, ...]], tmp_path: Path
) -> None:
    library = tmp_path / "content/water"
    for name in ("wells.md", "wells@short.md", "wells.fr.md", "legal/right.md", "legal/v1.2.md"):
        (library / name).parent.mkdir(parents=True, exist_ok=True)
        (library / name).touch()
    (tmp_path / "briefgen.yaml").touch()
    below = library / "legal"
    assert offered("approve w", below) == ("wells", "wells.fr", "wells@short")
    assert offered("impact ", below) == ("legal/right", "legal/v1.2", "wells")
    assert offered("new block water/l", below) == ("water/legal/",)
    assert offered(f"-C {tmp_path} impact l", Path("/")) == ("legal/right", "legal/v1.2")


def test_names_are_found_however_their_yaml_is_written(
    offered: Callable[[str, Path], tuple[str, ...]], tmp_path: Path
) -> None:
    files = {
        "campaigns/towns.yaml": "brief: report\n",
        "campaigns/people.yaml": "# Who gets it\n-\n  id: ana\n  paid: yes\n- {id: bo, town: Lowford}\n",
        "content/water/facts.yaml": "sensitivity: public\nwells: {value: 3}\nrivers: # all\n  value: 2\n",
        "content/water/sources.yaml": "- id: 'survey2026'\n  pmid: 12\n- {type: book, id: young2009}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert offered("batch ", tmp_path) == ("towns",)
    assert offered("build report -r ", tmp_path) == ("ana", "bo")
    assert offered("impact ", tmp_path) == ("rivers", "survey2026", "wells", "young2009")


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"briefgen.yaml": b"\xff\xfe: ["},
        {"briefs": b"a file", "campaigns": b"", "content": b"", "templates": b""},
        {"campaigns/a.csv": b"\xff,id\n\x00", "campaigns/b.yaml": b"\xff", "content/a/facts.yaml": b"\x80"},
        {"campaigns/a.csv": b"name,town\nx,y\n", "templates/a/audience.yaml": b"- ["},
        {"campaigns/a.csv": b'id\n"' + b"x" * 200_000},
    ],
    ids=["nothing", "unreadable project", "files for folders", "broken texts", "no ids", "an endless cell"],
)
def test_a_broken_project_is_completed_without_a_word(
    files: dict[str, bytes], offered: Callable[[str, Path], tuple[str, ...]], tmp_path: Path
) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for typed in ("build ", "batch c", "build x -r ", "impact ", "approve ", "new block "):
        assert offered(typed, tmp_path) in {(), ("a/",)}, typed
    assert offered("build --audience diplomat", tmp_path) == ("diplomat",)


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_the_names_in_its_own_form(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    for name, value in {"_BRIEFGEN_COMPLETE": f"complete_{shell}", **SHELLS[shell]("briefgen build emb")}.items():
        monkeypatch.setenv(name, value)
    main(())
    expected = {"zsh": "_arguments '*: :((\"embassy-note\"))'", "powershell": "embassy-note::: "}
    assert capsys.readouterr().out.rstrip("\n") == expected.get(shell, "embassy-note")


def test_nothing_heavy_is_loaded_while_the_shell_waits() -> None:
    script = "import sys; from briefgen.__main__ import main; main([]); print('|', *sys.modules)"
    line = {"_BRIEFGEN_COMPLETE": "complete_bash", **SHELLS["bash"]("briefgen build emb")}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **line}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    modules = done.stdout.rpartition("|")[2]
    assert {name.partition(".")[0] for name in modules.split()} & HEAVY <= {
        "pydantic"
    }  # newer releases of Typer load it


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell_can_be_shown(
    shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("typer.completion._get_shell_name", lambda: shell)
    assert main(("--show-completion",)) == 0
    script = capsys.readouterr().out
    assert f"complete_{shell}" in script
    if shell in {"bash", "zsh", "fish"} and shutil.which(shell):
        (tmp_path / "script").write_text(script, encoding="utf-8")
        subprocess.run([shell, "-n", "script"], cwd=tmp_path, check=True)


def test_bash_itself_offers_the_briefs() -> None:
    if not shutil.which("bash"):
        pytest.skip("no bash here")
    lines = f"""
briefgen() {{ {sys.executable} -m briefgen "$@"; }}
export -f briefgen
source <(_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION=1 {sys.executable} -m briefgen --show-completion bash \
         | sed 's/ $1 )/ {sys.executable.replace("/", chr(92) + "/")} -m briefgen )/')
COMP_WORDS=(briefgen build emb); COMP_CWORD=2
_briefgen_completion
echo "${{COMPREPLY[@]}}"
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", lines], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["embassy-note"]


def test_fish_itself_offers_the_briefs_and_the_recipients(tmp_path: Path) -> None:
    if not shutil.which("fish"):
        pytest.skip("no fish here")
    program = tmp_path / "briefgen"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefgen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    lines = """
briefgen --show-completion fish | source
complete -C "briefgen build emb"
complete -C "briefgen build embassy-note --recipient jap"
"""
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    detected = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(tmp_path), "PATH": path}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **detected}
    command = ["fish", "--no-config", "-c", lines]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["embassy-note", "japan"], done.stderr
