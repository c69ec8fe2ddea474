"""Whether the libraries of the server are installed; the only module of this room that does not need them."""

from __future__ import annotations

from importlib.util import find_spec

from briefgen.model.diagnostic import MachineError

LIBRARIES = ("starlette", "uvicorn")
INSTALL_HINT = "run `pip install 'briefgen[composer]'`"


def require_server() -> None:
    """Stop where a library of the server is not installed. Raises `MachineError`."""
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        message = f"pages in the browser need {' and '.join(f'`{name}`' for name in missing)}, not on this machine"
        raise MachineError("composer-missing", message, INSTALL_HINT)
