"""`briefgen doctor`: whether this machine has what briefgen needs."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from briefgen import __version__
from briefgen.commands.report import printable
from briefgen.commands.session import FAULT, Session, run, start_of

PYTHON = ((3, 11), (3, 14))
"""From the first version on, up to but without the second."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing looked for: what was found, or what is missing and how to get it."""

    what: str
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
    """Look whether this machine has what briefgen needs.

    Says how to repair what is missing. (Whether your texts are in order: `briefgen check`.)
    """
    run(Session(start_of(context)), _doctor)


def _doctor(session: Session) -> None:
    found = [check() for check in CHECKS] + [_shared_library(one) for one in SHARED_LIBRARIES] + [_output(session)]
    for one in found:
        typer.echo(
            f"{'missing' if one.missing else 'ok':<8} {printable(f'{one.what}: {one.missing}' if one.missing else one.what)}"
        )
        for system, command in one.repair if one.missing else ():
            typer.echo(f"{'':<8}   {system}: {command}")
    if any(one.missing for one in found):
        raise typer.Exit(FAULT)


def _python() -> Found:
    least, above = PYTHON
    fits = least <= tuple(map(int, platform.python_version_tuple()[:2])) < above
    missing = "" if fits else f"briefgen runs on {least[0]}.{least[1]} to {above[0]}.{above[1] - 1}"
    repair = (("Debian", "apt-get install python3.11"), ("macOS", "brew install python@3.12"))
    return Found(f"Python {platform.python_version()}", missing, repair)


def _briefgen() -> Found:
    return Found(f"briefgen {__version__}")


def _weasyprint() -> Found:
    repair = (("any system", "pip install --force-reinstall briefgen"),)
    try:
        return Found(f"WeasyPrint {version('weasyprint')}")
    except PackageNotFoundError:
        return Found("WeasyPrint", "the package is not installed", repair)


def _pandoc() -> Found:
    repair = (("any system", "pip install --force-reinstall pypandoc-binary"),)
    from briefgen.pandoc import pandoc_version
    from briefgen.values.diagnostic import MachineError

    try:
        return Found(f"pandoc {pandoc_version()}")
    except MachineError as error:
        return Found("pandoc", str(error).splitlines()[0], repair)


def _fonts() -> Found:
    from briefgen.resources import builtin_root

    folder = builtin_root() / "styles" / "fonts"
    repair = (("any system", "pip install --force-reinstall briefgen"),)
    try:
        fonts = [path for path in sorted(folder.iterdir()) if path.suffix in {".ttf", ".otf"}]
        broken = [path.name for path in fonts if path.read_bytes()[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}]
    except OSError as error:
        return Found("fonts", (error.strerror or str(error)).lower(), repair)
    if broken or not fonts:
        return Found("fonts", f"cannot be used: {', '.join(broken)}" if broken else "there are none", repair)
    return Found(f"fonts: {len(fonts)} files")


CHECKS: Sequence[Callable[[], Found]] = (_python, _briefgen, _weasyprint, _pandoc, _fonts)


def _shared_library(wanted: _SharedLibrary) -> Found:
    """Load a library as page layout will."""
    import ctypes
    from ctypes.util import find_library

    repair = (("Debian", f"apt-get install {wanted.debian}"), ("macOS", f"brew install {wanted.homebrew}"))
    said = "it was not found"
    for name in wanted.names:
        try:
            loaded = ctypes.CDLL(find_library(name) or name)
        except OSError as error:
            said = str(error)
            continue
        return Found(_with_version(wanted, loaded))
    return Found(wanted.title, said, repair)


def _with_version(wanted: _SharedLibrary, loaded: object) -> str:
    import ctypes

    ask = getattr(loaded, wanted.version_function, None) if wanted.version_function else None
    if ask is None:
        return wanted.title
    ask.restype = ctypes.c_char_p
    return f"{wanted.title} {ask().decode()}"


def _output(session: Session) -> Found:
    """Whether files can be written where the project wants them; outside of a project, nothing is asked."""
    from briefgen.load import load_project
    from briefgen.values.diagnostic import BriefgenError, Sink

    try:
        project = load_project(session.start.folder, Sink(), exact=session.start.exact)
    except BriefgenError:
        return Found("output folder: not looked at, for no project is here")
    folder = project.output
    shown = folder.relative_to(project.root) if folder.is_relative_to(project.root) else folder
    existing = next(one for one in (folder, *folder.parents) if one.exists())
    missing = _unwritable(existing)
    return Found(f"output folder `{shown}`", missing, (("Debian and macOS", f"chmod u+rwx '{existing}'"),))


def _unwritable(folder: Path) -> str:
    """Why no file can be made in a folder; empty where one can."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return (error.strerror or str(error)).lower()
