"""The way in: `briefgen` and `python -m briefgen`."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence

from briefgen import GARBAGE_THRESHOLD


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1, 2, 3 or 130, as `docs/reference/exit-codes.md` lists them."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    atexit.register(gc.freeze)  # a process that ends need not search all that it loaded for garbage, twice
    try:
        from briefgen.commands.app import run_app  # noqa: PLC0415 - a worker imports this module and runs no command
    except KeyboardInterrupt:  # Ctrl-C before the command has started
        sys.stderr.write("interrupted\n")
        code = 130
    else:
        code = run_app(sys.argv[1:] if arguments is None else arguments)
    _forget_interrupt()
    return code


def _forget_interrupt() -> None:
    """Let Python end with the exit code of the command.

    Where Ctrl-C came while a text was run as code, as it is where a dataclass is created, Python would end by the signal,
    though the interrupt was heard. It forgets that when the next text is run.
    """
    exec("")  # noqa: S102 - an empty text


if __name__ == "__main__":
    sys.exit(main())
