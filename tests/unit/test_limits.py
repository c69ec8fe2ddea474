"""One document is held to a time and an amount of memory, and ends in a sentence."""

from __future__ import annotations

import resource
import sys

import pytest

from briefgen.limits import Allowance, held_to
from briefgen.values.diagnostic import BriefgenError


def never_ends() -> None:
    while True:
        sum(range(1000))


def test_a_loop_without_end_is_given_up() -> None:
    with pytest.raises(BriefgenError, match="more than 1 seconds"), held_to(Allowance(seconds=1)):
        never_ends()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit on data")
def test_too_much_memory_is_given_up() -> None:
    with pytest.raises(BriefgenError, match="more than 50 MB"), held_to(Allowance(megabytes=50)):
        bytearray(200_000_000)


def test_afterwards_the_limits_are_what_they_were() -> None:
    before = resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_DATA)
    with held_to(Allowance()):
        assert resource.getrlimit(resource.RLIMIT_CPU) != before[0]
    assert (resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_DATA)) == before
    assert bytearray(200_000_000)
