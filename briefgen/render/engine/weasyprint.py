"""Imports WeasyPrint, and reports its failures in our words."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Any

from briefgen.model.diagnostic import MachineError, Origin, Sink
from briefgen.render.engine.patches import require_supported_version
from briefgen.render.engine.patches.selectors import refuse_broken_selectors

_IMPORTING = Lock()
"""Held while `ctypes.util.find_library` finds nothing: of two threads, the second would take that for the function to put back."""

_SELDOM_USED = ("fontTools.subset", "fontTools.varLib.instancer")
"""Modules of which WeasyPrint calls functions only for variable fonts, and where HarfBuzz cannot make a font smaller."""

LAYOUT_CRASHES = (
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)
"""Raised by WeasyPrint where it does not expect what is in a style sheet."""


def load_weasyprint() -> ModuleType:
    """WeasyPrint in the supported release. Raises `MachineError` where this machine cannot lay out pages."""
    try:
        with _IMPORTING, _skip_library_search(), _load_late(_SELDOM_USED):
            import weasyprint
    except OSError as error:
        raise MachineError(
            "pango-missing",
            f"laying out pages needs Pango, which is not on this machine ({str(error).splitlines()[0]})",
            "run `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, or `brew install pango`; `briefgen doctor` has the commands of other systems",
        ) from error
    require_supported_version(weasyprint)
    refuse_broken_selectors()
    module: ModuleType = weasyprint
    return module


@contextmanager
def report_layout_failures(origin: Origin | None, sink: Sink) -> Iterator[None]:
    """Report a failure of the block, which lays out pages, as a problem of the text at `origin` or of the machine."""
    try:
        yield
    except RecursionError:
        sink.stop("render-nesting", "elements are nested too deeply to be laid out", origin)
    except ArithmeticError:
        hint = "look in the style sheet for a length such as `1e30px`"
        sink.stop("render-numbers", "a length is out of all proportion to the page", origin, hint)
    except LAYOUT_CRASHES as error:
        raise MachineError("render-crash", f"the page layout broke off ({type(error).__name__}: {error})") from error


@contextmanager
def _skip_library_search() -> Iterator[None]:
    """In the block, `ctypes.util.find_library` finds nothing on Linux: `import weasyprint` opens each library by the name of its file.

    The search runs the compiler, the linker and `ldconfig`, 54 programs in all, a tenth of the time of a two-page note.
    """
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - the parameter of `find_library`
    return None


class _LateModule(ModuleType):
    """A module that is loaded when one of its functions is called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return call


@contextmanager
def _load_late(names: tuple[str, ...]) -> Iterator[None]:
    """What the block imports of these modules is loaded when it is called. To load them takes two fifths of the time of `import weasyprint`."""
    late = {name: _LateModule(name) for name in names if name not in sys.modules}
    sys.modules.update(late)
    try:
        yield
    finally:
        for name in late:
            del sys.modules[name]
