"""The command line as a program: what it loads, what it does when the machine fails it, and the files it leaves."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.commands.app import build_parser
from briefgen.compose.script_fonts import SCRIPTS
from tests.running import ROOT, Result, files_below, run_apart
from tests.test_architecture import HOMES

HEAVY = {"PIL", "babel", "fontTools", "jinja2", "markdown", "pydantic", "pypandoc", "rich", "weasyprint", "yaml"}

FILES = {"pydantic", "pydantic_core", "typer", "yaml"}
"""What reading the files of a project takes."""

TEXTS = {"babel", "jinja2", "markdown", "pymdownx", "uharfbuzz"}
"""What composing a text takes, and looking for its characters in the fonts; a text with lists or citations takes more."""


def modules_after(*arguments: str, folder: Path) -> set[str]:
    """The modules that a process has imported once a command is done."""
    script = "import sys; from briefgen.__main__ import main; main(sys.argv[1:]); print('|', *sys.modules)"
    command = [sys.executable, "-c", script, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("|")[2].split())


def packages_after(*arguments: str, folder: Path) -> set[str]:
    """The packages that a process has imported once a command is done."""
    return {name.partition(".")[0] for name in modules_after(*arguments, folder=folder)}


def test_a_command_that_ends_does_not_search_what_it_loaded_for_garbage(tmp_path: Path) -> None:
    script = (
        "import atexit, gc; from briefgen.__main__ import main; "
        "atexit.register(lambda: print('|', sum(len(gc.get_objects(generation)) for generation in range(3)) < 1_000)); "
        "main(['--version'])"
    )
    command, environment = [sys.executable, "-c", script], {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("| True\n")


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("build", "--help"), ("new", "block", "--help")])
def test_help_and_version_load_nothing_heavy(arguments: tuple[str, ...], tmp_path: Path) -> None:
    # Newer releases of Typer read the options of a command by way of pydantic.
    by_typer = {"pydantic"} if len(arguments) > 1 else set()
    assert packages_after(*arguments, folder=tmp_path) & HEAVY <= by_typer


@pytest.mark.parametrize(
    ("arguments", "libraries"),
    [
        (("--help",), {"typer"}),
        (("list", "sources"), FILES),
        (("list", "briefs"), FILES),
        (("check", "report"), FILES | TEXTS),
        (("check",), FILES | TEXTS),
        (("explain", "report"), FILES),
    ],
    ids=lambda words: " ".join(sorted(words) if isinstance(words, set) else words),
)
def test_a_command_loads_the_libraries_that_it_uses_and_no_others(
    arguments: tuple[str, ...], libraries: set[str], project: Callable[[str], Path]
) -> None:
    assert packages_after(*arguments, folder=project("minimal")) & set(HOMES) == libraries


def test_help_loads_no_part_of_briefgen_but_the_commands(tmp_path: Path) -> None:
    loaded = {name for name in modules_after("--help", folder=tmp_path) if name.startswith("briefgen.")}
    assert {name for name in loaded if not name.startswith("briefgen.commands")} == {
        "briefgen.__main__",
        "briefgen.model",
        "briefgen.model.diagnostic",
        "briefgen.model.verdict",
        "briefgen.paths",
        "briefgen.resource_limits",
        "briefgen.resources",
    }


def test_what_is_printed_for_programs_has_no_part_in_reading_the_files_of_a_project(
    project: Callable[[str], Path],
) -> None:
    loaded = modules_after("list", "sources", folder=project("minimal"))
    assert "briefgen.schema.sources_file" in loaded
    assert {
        name for name in loaded if name.startswith("briefgen.schema") and name.endswith(("_output", "kinds"))
    } == set()


def test_only_the_named_commands_have_their_options_read() -> None:
    commands = build_parser(frozenset({"new", "check"})).commands
    assert commands["check"].params
    assert commands["new"].commands["brief"].params
    assert not commands["build"].params
    assert not commands["list"].commands["sources"].params


def test_a_folder_may_have_the_name_of_a_command(
    project: Callable[[str], Path], run: Callable[..., Result], tmp_path: Path
) -> None:
    project("minimal").rename(tmp_path / "build")
    assert run("-C", "build", "list", "briefs", "--format", "json", cwd=tmp_path).code == 0


def test_what_writes_a_format_is_loaded_with_the_first_file_of_it(project: Callable[[str], Path]) -> None:
    used = packages_after("build", "report", "--to", "html", folder=project("minimal")) & set(HOMES)
    assert used.isdisjoint({"weasyprint", "pydyf", "lxml", "pikepdf", "pypdfium2"})


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere the search of Python finds libraries without other programs"
)
def test_the_page_layout_is_loaded_without_other_programs() -> None:
    script = (
        "import sys; sys.addaudithook(lambda event, arguments: event == 'subprocess.Popen' and print(arguments[0]))\n"
        "from briefgen.render.engine.weasyprint import load_weasyprint; load_weasyprint()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    assert subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout == ""


def test_an_older_file_stays_where_the_brief_has_an_error(
    project: Callable[[str], Path], run: Callable[..., Result]
) -> None:
    folder = project("minimal")
    assert run("build", "report", "--to", "html", cwd=folder).code == 0
    before = {name: (folder / "out" / name).read_bytes() for name in files_below(folder / "out")}
    block = folder / "content/water/wells.md"
    block.write_text(block.read_text(encoding="utf-8") + "\n[@nobody]\n", encoding="utf-8")
    assert run("build", "report", "--to", "html", cwd=folder).code == 1
    assert {name: (folder / "out" / name).read_bytes() for name in files_below(folder / "out")} == before


def test_an_output_folder_that_cannot_be_written_to_is_named(
    project: Callable[[str], Path], run: Callable[..., Result]
) -> None:
    folder = project("minimal")
    (folder / "made").write_text("a file, not a folder", encoding="utf-8")
    result = run("build", "report", "--to", "html", "--output", "made", cwd=folder)
    assert (result.code, result.out) == (1, "")
    assert "[output-unwritable]" in result.err
    assert "`made`" in result.err
    assert (folder / "made").read_text(encoding="utf-8") == "a file, not a folder"


@pytest.fixture
def without_pango(tmp_path: Path) -> dict[str, str]:
    """An environment whose loader meets a broken Pango first, as on a machine where it is not installed."""
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    (stubs / "libpango-1.0.so.0").write_bytes(b"not a library")
    return {"LD_LIBRARY_PATH": str(stubs)}


def test_without_pango_a_pdf_ends_with_3_and_the_command_that_repairs_it(
    project: Callable[[str], Path], without_pango: dict[str, str]
) -> None:
    folder = project("minimal")
    result = run_apart("build", "report", folder=folder, environment=without_pango)
    assert (result.code, result.out) == (3, "")
    assert "[pango-missing]" in result.err
    assert "apt-get install libpango-1.0-0" in result.err
    assert "brew install pango" in result.err
    assert "Traceback" not in result.err
    assert not (folder / "out").exists()


def test_without_pango_html_is_made_all_the_same(project: Callable[[str], Path], without_pango: dict[str, str]) -> None:
    result = run_apart("build", "report", "--to", "html", folder=project("minimal"), environment=without_pango)
    assert (result.code, result.err) == (0, "left out: nothing\n")


def test_without_pango_the_doctor_says_so(tmp_path: Path, without_pango: dict[str, str]) -> None:
    result = run_apart("doctor", folder=tmp_path, environment=without_pango)
    assert result.code == 3
    assert "missing  Pango: " in result.out
    assert "Debian: `apt-get install libpango-1.0-0 libpangoft2-1.0-0`" in result.out
    assert "Fedora: `dnf install pango`" in result.out
    assert "macOS: `brew install pango`" in result.out
    assert "Windows: `pacman -S mingw-w64-ucrt-x86_64-pango` in the UCRT64 terminal of MSYS2" in result.out
    assert "ok       pandoc " in result.out
    printed = run_apart("doctor", "--format", "json", folder=tmp_path, environment=without_pango)
    assert printed.code == 3
    packages = {row["subject"]: row["packages"] for row in json.loads(printed.out) if row["missing"]}
    assert packages["Pango"]["Debian"] == "libpango-1.0-0"


def test_the_doctor_finds_everything_here(project: Callable[[str], Path], run: Callable[..., Result]) -> None:
    result = run("doctor", cwd=project("minimal"))
    assert (result.code, result.err) == (0, "")
    assert {line.split()[0] for line in result.out.splitlines()} == {"ok"}
    assert "ok       output folder `out`" in result.out
    scripts = "".join(f"ok       fonts of {script.name.capitalize()}: 4 files\n" for script in SCRIPTS)
    assert scripts in result.out


def test_a_fault_of_ours_is_one_sentence_and_3(
    project: Callable[[str], Path], run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("of a kind")

    monkeypatch.setattr("briefgen.commands.arguments.load_project", fail)
    folder = project("minimal")
    short = run("check", cwd=folder)
    assert short.code == 3
    assert short.err.splitlines() == [
        "error: this is a fault of briefgen: ZeroDivisionError: of a kind [internal-fault]",
        "  hint: report it to the authors of briefgen with the output of the same command under `-v`",
        "1 error",
    ]
    assert "Traceback" in run("check", "-v", cwd=folder).err


def test_a_reader_that_has_seen_enough_is_no_failure(project: Callable[[str], Path]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "briefgen", "schema", "audience"]
    with subprocess.Popen(
        command, cwd=project("minimal"), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_letters_that_the_terminal_lacks_are_written_out(project: Callable[[str], Path]) -> None:
    folder = project("minimal")
    brief = folder / "briefs/report.yaml"
    brief.write_text(brief.read_text(encoding="utf-8").replace("title: Water", "title: Вода"), encoding="utf-8")
    result = run_apart("list", "briefs", folder=folder, environment={"PYTHONIOENCODING": "latin-1"})
    assert result.code == 0
    assert r"\u0412" in result.out


def test_what_a_file_says_cannot_steer_the_terminal(project: Callable[[str], Path], run: Callable[..., Result]) -> None:
    result = run("build", "a\x1b[31mb", cwd=project("minimal"))
    assert result.code == 2
    assert "\x1b" not in result.err


@pytest.mark.parametrize("option", ["--time-limit", "--memory-limit", "--jobs"])
@pytest.mark.parametrize("number", ["99999999999999999999", "-1", "many"])
def test_a_number_that_no_machine_has_is_wrong_usage(
    option: str, number: str, project: Callable[[str], Path], run: Callable[..., Result]
) -> None:
    result = run("build", "report", option, number, cwd=project("minimal"))
    assert result.code == 2
    assert option in result.err


def test_init_keeps_what_is_there(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    result = run("init", cwd=tmp_path)
    assert result.code == 0
    assert "kept as it is: README.md" in result.err
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
    assert run("check", "--strict", cwd=tmp_path).code == 0


def test_a_broken_brief_costs_the_others_nothing(project: Callable[[str], Path], run: Callable[..., Result]) -> None:
    folder = project("minimal")
    (folder / "briefs/letter.yaml").write_text("audience: [", encoding="utf-8")
    result = run("build", "letter", "report", "--to", "html", cwd=folder)
    assert result.code == 1
    assert result.out.startswith("out/report.html")
    assert "briefs/letter.yaml:1: error: " in result.err


def on_a_terminal(*arguments: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """The exit code of a command whose standard error is a terminal, and what that terminal got."""
    leader, follower = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment},
        stdout=subprocess.DEVNULL,
        stderr=follower,
    ) as process:
        os.close(follower)
        told = b""
        try:
            while part := os.read(leader, 4096):
                told += part
        except OSError:
            pass  # on Linux, how a terminal says that the other side is gone
        os.close(leader)
        return process.wait(), told.decode()


def test_colours_are_for_terminals_and_no_color_is_honoured(project: Callable[[str], Path]) -> None:
    folder = project("unknown-source")
    code, told = on_a_terminal("check", folder=folder, environment={})
    assert code == 1
    assert "\x1b[31m" in told
    code, told = on_a_terminal("check", folder=folder, environment={"NO_COLOR": "1"})
    assert code == 1
    assert "\x1b" not in told


def test_a_terminal_gets_a_bar_and_no_lines(project: Callable[[str], Path]) -> None:
    folder = project("campaign")
    many_recipients(folder, 12)
    assert run_apart("batch", "towns", "--limit", "2", folder=folder).code == 0
    wells = folder / "campaigns/towns.yaml"
    wells.write_text(f"{wells.read_text()}overrides: {{town-003: {{title: '{{{{ nothing }}}}', exclude: [wells]}}}}\n")
    code, told = on_a_terminal("batch", "towns", "-j", "1", folder=folder, environment={"TERM": "xterm"})
    assert code == 1
    assert "10/10" in told
    assert "[ 1/10]" not in told
    told = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", told)
    assert re.search(r"1 failed · 2 up to date · \d+\.\d a second", told)
    assert re.search(r"(\d:\d\d:\d\d|-:--:--) left", told), "unknown in so short a run"
    assert re.search(r"9 documents made, 1 failed, 2 up to date in [\d.]+ s", told)


def many_recipients(folder: Path, number: int) -> None:
    """Fill the campaign's table."""
    rows = "".join(f"town-{town:03},Town {town}\n" for town in range(number))
    (folder / "campaigns/towns.csv").write_text(f"id,town\n{rows}", encoding="utf-8")


@pytest.mark.slow
def test_the_number_of_jobs_changes_nothing_in_the_files(
    project: Callable[[str], Path], run: Callable[..., Result]
) -> None:
    folder = project("campaign")
    many_recipients(folder, 3)
    alone = run("batch", "towns", "--jobs", "1", "--output", "alone", cwd=folder)
    together = run("batch", "towns", "--jobs", "2", "--output", "together", cwd=folder)
    assert (alone.code, together.code) == (0, 0)
    assert alone.out.replace("alone/", "") == together.out.replace("together/", "")
    assert files_below(folder / "alone") == files_below(folder / "together")
    # The state knows when each file was written.
    for name in (path for path in files_below(folder / "alone") if not path.startswith(".briefgen/")):
        assert (folder / "alone" / name).read_bytes() == (folder / "together" / name).read_bytes()


@pytest.mark.parametrize("command", [("build", "report", "--to", "pdf,docx"), ("batch", "towns", "--to", "pdf")])
def test_no_temporary_file_is_left(command: tuple[str, ...], project: Callable[[str], Path], tmp_path: Path) -> None:
    folder, scratch = project("campaign"), tmp_path / "scratch"
    scratch.mkdir()
    result = run_apart(*command, folder=folder, environment={"TMPDIR": str(scratch)})
    assert result.code == 0, result.err
    assert files_below(scratch) == []
