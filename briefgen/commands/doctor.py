"""`briefgen doctor`: whether this machine has what briefgen needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer

from briefgen import __version__
from briefgen.commands.report import to_printable
from briefgen.commands.session import FAULT, Session, location_from_context, run_command

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


@dataclass(frozen=True, slots=True)
class _SharedLibrary:
    """A library of the system that page layout needs, under the names that systems give it."""

    title: str
    names: tuple[str, ...]
    debian: str
    homebrew: str
    version_function: str = ""


SHARED_LIBRARIES = (
    _SharedLibrary("GObject", ("gobject-2.0", "libgobject-2.0.so.0"), "libglib2.0-0", "glib"),
    _SharedLibrary("Pango", ("pango-1.0", "libpango-1.0.so.0"), "libpango-1.0-0", "pango", "pango_version_string"),
    _SharedLibrary("PangoFT2", ("pangoft2-1.0", "libpangoft2-1.0.so.0"), "libpangoft2-1.0-0", "pango"),
    _SharedLibrary("HarfBuzz", ("harfbuzz", "libharfbuzz.so.0"), "libharfbuzz0b", "harfbuzz", "hb_version_string"),
    _SharedLibrary(
        "HarfBuzz-Subset", ("harfbuzz-subset", "libharfbuzz-subset.so.0"), "libharfbuzz-subset0", "harfbuzz"
    ),
    _SharedLibrary("Fontconfig", ("fontconfig", "libfontconfig.so.1"), "libfontconfig1", "fontconfig"),
)


def doctor(context: typer.Context) -> None:
    """Check the installation.

    Reports what briefgen needs and this machine does not have, and how to install it. To check your texts: `briefgen check`.
    """
    run_command(Session(location_from_context(context)), _check_installation)


def _check_installation(session: Session) -> None:
    found = (
        [check() for check in CHECKS]
        + [_check_shared_library(library) for library in SHARED_LIBRARIES]
        + [_check_output_folder(session)]
    )
    for result in found:
        typer.echo(
            f"{'missing' if result.missing else 'ok':<8} {to_printable(f'{result.subject}: {result.missing}' if result.missing else result.subject)}"
        )
        for system, command in result.repair if result.missing else ():
            typer.echo(f"{'':<8}   {system}: {command}")
    if any(result.missing for result in found):
        raise typer.Exit(FAULT)


def _check_python() -> CheckResult:
    import platform

    least, above = SUPPORTED_PYTHON
    fits = least <= tuple(map(int, platform.python_version_tuple()[:2])) < above
    missing = "" if fits else f"briefgen runs on {least[0]}.{least[1]} to {above[0]}.{above[1] - 1}"
    repair = (("Debian", "apt-get install python3.11"), ("macOS", "brew install python@3.12"))
    return CheckResult(f"Python {platform.python_version()}", missing, repair)


def _check_briefgen() -> CheckResult:
    return CheckResult(f"briefgen {__version__}")


def _check_weasyprint() -> CheckResult:
    repair = (("any system", "pip install --force-reinstall briefgen"),)
    from importlib.metadata import PackageNotFoundError, version

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

    repair = (("Debian", f"apt-get install {library.debian}"), ("macOS", f"brew install {library.homebrew}"))
    reason = "it was not found"
    for name in library.names:
        try:
            loaded = ctypes.CDLL(find_library(name) or name)
        except OSError as error:
            reason = str(error)
            continue
        return CheckResult(_format_version(library, loaded))
    return CheckResult(library.title, reason, repair)


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
    return CheckResult(f"output folder `{display_path}`", missing, (("Debian and macOS", f"chmod u+rwx '{existing}'"),))


def _find_write_problem(folder: Path) -> str:
    """Why no file can be made in a folder; empty where one can."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return (error.strerror or str(error)).lower()
