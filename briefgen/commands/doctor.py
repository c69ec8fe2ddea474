"""`briefgen doctor`: whether this machine has what briefgen needs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, field
from functools import partial
from pathlib import Path

import typer

from briefgen import __version__
from briefgen.commands import options
from briefgen.commands.report import to_printable
from briefgen.commands.session import FAULT, Session, open_result_session, run_command
from briefgen.commands.table import ListFormat, print_rows

SUPPORTED_PYTHON = ((3, 11), (3, 14))
"""From the first version on, up to but without the second."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing looked for: what was found, or what is missing and how to get it."""

    subject: str
    missing: str = ""
    """Why it cannot be used; empty where it can."""
    repair: tuple[tuple[str, str], ...] = ()
    """For each system the command that repairs it."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """For each system the package that has it: one command installs all that are missing."""


@dataclass(frozen=True, slots=True)
class _SharedLibrary:
    """A library of the system that page layout needs, and the package that has it in each system."""

    title: str
    name: str
    number: int
    """The number of its interface, which is in the name of its file."""
    version_function: str = ""
    _: KW_ONLY
    debian: str
    fedora: str
    """MSYS2, on Windows, has it by the same name behind a prefix."""
    homebrew: str

    @property
    def file_names(self) -> tuple[str, str, str]:
        """What the loader of some system finds it by."""
        return self.name, f"lib{self.name}.so.{self.number}", f"lib{self.name}-{self.number}"

    @property
    def packages(self) -> Mapping[str, str]:
        """The package that has it, by system as in `INSTALLERS`."""
        msys2 = f"mingw-w64-ucrt-x86_64-{self.fedora}"
        return {"Debian": self.debian, "Fedora": self.fedora, "macOS": self.homebrew, "Windows": msys2}


INSTALLERS = {
    "Debian": "apt-get install {}",
    "Fedora": "dnf install {}",
    "macOS": "brew install {}",
    "Windows": "pacman -S {}` in the UCRT64 terminal of MSYS2 (`winget install MSYS2.MSYS2",
}
"""Each system with the command that installs packages. On Windows, WeasyPrint looks for its libraries in MSYS2."""

WINDOWS_LIBRARIES = ("C:\\msys64\\ucrt64\\bin", "C:\\msys64\\mingw64\\bin")
"""Where WeasyPrint looks for them, unless `WEASYPRINT_DLL_DIRECTORIES` names other folders."""

SHARED_LIBRARIES = (
    _SharedLibrary("GObject", "gobject-2.0", 0, debian="libglib2.0-0", fedora="glib2", homebrew="glib"),
    _SharedLibrary(
        "Pango", "pango-1.0", 0, "pango_version_string", debian="libpango-1.0-0", fedora="pango", homebrew="pango"
    ),
    _SharedLibrary("PangoFT2", "pangoft2-1.0", 0, debian="libpangoft2-1.0-0", fedora="pango", homebrew="pango"),
    _SharedLibrary(
        "HarfBuzz", "harfbuzz", 0, "hb_version_string", debian="libharfbuzz0b", fedora="harfbuzz", homebrew="harfbuzz"
    ),
    _SharedLibrary(
        "HarfBuzz-Subset", "harfbuzz-subset", 0, debian="libharfbuzz-subset0", fedora="harfbuzz", homebrew="harfbuzz"
    ),
    _SharedLibrary("Fontconfig", "fontconfig", 1, debian="libfontconfig1", fedora="fontconfig", homebrew="fontconfig"),
)


def doctor(context: typer.Context, *, list_format: options.ListFormatOption = ListFormat.TEXT) -> None:
    """Check the installation.

    Reports what briefgen needs and this machine does not have, and how to install it. To check your texts: `briefgen check`.
    """
    run_command(open_result_session(context, list_format), lambda session: _check_installation(session, list_format))


def _check_installation(session: Session, list_format: ListFormat) -> None:
    found = (
        [check() for check in CHECKS]
        + [_check_shared_library(library) for library in SHARED_LIBRARIES]
        + [_check_output_folder(session)]
    )
    if list_format is ListFormat.JSON:
        rows = [
            (result.subject, result.missing, dict(result.repair) if result.missing else {}, dict(result.packages))
            for result in found
        ]
        print_rows(("subject", "missing", "repair", "packages"), rows, list_format)
    else:
        for line in _format_results(found):
            typer.echo(line)
    if any(result.missing for result in found):
        raise typer.Exit(FAULT)


def _format_results(found: Sequence[CheckResult]) -> Iterator[str]:
    """What was found and what is missing, and at the end the command that installs it."""
    for result in found:
        text = f"{result.subject}: {result.missing}" if result.missing else result.subject
        yield f"{'missing' if result.missing else 'ok':<8} {to_printable(text)}"
        for system, command in result.repair if result.missing else ():
            yield f"{'':<8}   {system}: {command}"
    yield from _format_install_commands([result.packages for result in found if result.missing and result.packages])


def _format_install_commands(missing: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """For each system the one command that installs all libraries that were not found."""
    if not missing:
        return
    yield "to install what is missing:"
    for system, command in INSTALLERS.items():
        packages = dict.fromkeys(names[system] for names in missing)
        yield f"  {system}: `{command.format(' '.join(packages))}`"


def _check_python() -> CheckResult:
    import platform

    least, above = SUPPORTED_PYTHON
    fits = least <= tuple(map(int, platform.python_version_tuple()[:2])) < above
    missing = "" if fits else f"briefgen runs on {least[0]}.{least[1]} to {above[0]}.{above[1] - 1}"
    repair = (
        ("any system", "uv python install 3.13"),
        ("Debian", "apt-get install python3.11"),
        ("Fedora", "dnf install python3.13"),
        ("macOS", "brew install python@3.13"),
        ("Windows", "winget install Python.Python.3.13"),
    )
    return CheckResult(f"Python {platform.python_version()}", missing, repair)


def _check_briefgen() -> CheckResult:
    return CheckResult(f"briefgen {__version__}")


def _check_weasyprint() -> CheckResult:
    from importlib.metadata import PackageNotFoundError, version

    repair = (("any system", "pip install --force-reinstall briefgen"),)
    try:
        return CheckResult(f"WeasyPrint {version('weasyprint')}")
    except PackageNotFoundError:
        return CheckResult("WeasyPrint", "the package is not installed", repair)


def _check_pandoc() -> CheckResult:
    repair = (("any system", "pip install --force-reinstall pypandoc-binary"),)
    from briefgen.model.diagnostic import MachineError
    from briefgen.pandoc import find_pandoc_version

    try:
        return CheckResult(f"pandoc {find_pandoc_version()}")
    except MachineError as error:
        return CheckResult("pandoc", str(error).splitlines()[0], repair)


def _check_fonts(script: str = "") -> CheckResult:
    from briefgen.resources import find_builtin_root

    name = f"fonts of {script.capitalize()}" if script else "fonts"
    folder = find_builtin_root() / "styles" / "fonts" / script
    repair = (("any system", "pip install --force-reinstall briefgen"),)
    try:
        fonts = [path for path in sorted(folder.iterdir()) if path.suffix in {".ttf", ".otf"}]
        broken = [path.name for path in fonts if path.read_bytes()[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}]
    except OSError as error:
        return CheckResult(name, (error.strerror or str(error)).lower(), repair)
    if broken or not fonts:
        return CheckResult(name, f"cannot be used: {', '.join(broken)}" if broken else "there are none", repair)
    return CheckResult(f"{name}: {len(fonts)} files")


CHECKS: Sequence[Callable[[], CheckResult]] = (
    _check_python,
    _check_briefgen,
    _check_weasyprint,
    _check_pandoc,
    _check_fonts,
    *(partial(_check_fonts, script) for script in ("arabic", "chinese", "korean")),
)


def _check_shared_library(library: _SharedLibrary) -> CheckResult:
    """Load a library as page layout will."""
    import ctypes
    from ctypes.util import find_library

    _find_windows_libraries()
    reason = "it was not found"
    for name in library.file_names:
        try:
            loaded = ctypes.CDLL(find_library(name) or name)
        except OSError as error:
            reason = str(error)
            continue
        return CheckResult(_format_version(library, loaded))
    return CheckResult(library.title, reason, packages=library.packages)


def _find_windows_libraries() -> None:
    """Let the loader of Windows look where WeasyPrint lets it look."""
    add_folder = getattr(os, "add_dll_directory", None)
    folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", ";".join(WINDOWS_LIBRARIES)).split(";")
    for folder in folders:
        if add_folder is not None:
            with suppress(OSError):
                add_folder(folder)


def _format_version(library: _SharedLibrary, loaded: object) -> str:
    import ctypes

    ask = getattr(loaded, library.version_function, None) if library.version_function else None
    if ask is None:
        return library.title
    ask.restype = ctypes.c_char_p
    return f"{library.title} {ask().decode()}"


def _check_output_folder(session: Session) -> CheckResult:
    """Whether files can be written in the output folder of the project; outside of a project, nothing is asked."""
    from briefgen.load import load_project
    from briefgen.model.diagnostic import BriefgenError, Sink

    try:
        project = load_project(session.location.folder, Sink(), exact=session.location.exact)
    except BriefgenError:
        return CheckResult("output folder: not looked at, for no project is here")
    folder = project.output
    display_path = folder.relative_to(project.root) if folder.is_relative_to(project.root) else folder
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    missing = _find_write_problem(existing)
    return CheckResult(
        f"output folder `{display_path}`", missing, (("Debian, Fedora and macOS", f"chmod u+rwx '{existing}'"),)
    )


def _find_write_problem(folder: Path) -> str:
    """Why no file can be made in a folder; empty where one can."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return (error.strerror or str(error)).lower()
