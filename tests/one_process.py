"""A plugin of pytest for `make mutants`: tasks run in the process of the test, where mutmut sees which functions it calls.

mutmut runs all tests once and then forks for each change, so nothing that a function returned before the change is kept.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import pytest

from briefgen import executor
from briefgen.campaign import InputCache, run
from tests.caches import empty_caches

Argument = TypeVar("Argument")
Value = TypeVar("Value")


def execute_here(
    function: Callable[[Argument], Value], arguments: Iterable[Argument], *_: object, **__: object
) -> Iterator[tuple[int, Value]]:
    """Replaces `executor.execute`, without its limits."""
    PATCHES.setattr(run, "_cache", InputCache())  # a worker lives no longer than its tasks
    for index, argument in enumerate(arguments):
        yield index, function(argument)


def pytest_sessionstart() -> None:
    """A result from before the change would hide it."""
    empty_caches()


PATCHES = pytest.MonkeyPatch()
for name, module in list(sys.modules.items()):
    if name.startswith("briefgen.") and getattr(module, "execute", None) is executor.execute and module is not executor:
        PATCHES.setattr(module, "execute", execute_here)
PATCHES.setattr(executor, "execute", execute_here)
