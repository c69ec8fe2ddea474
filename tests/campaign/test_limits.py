"""One document is held to a time and an amount of memory, and ends in a sentence."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from briefgen.campaign import InputCache, check_columns, plan_campaign
from briefgen.commands.arguments import load_limited_library
from briefgen.load import load_brief, load_campaign, load_project
from briefgen.model.diagnostic import BriefgenError, Sink
from briefgen.resource_limits import ResourceLimits, limit_resources
from tests.unit.project_files import project_in


def never_ends() -> None:
    while True:
        sum(range(1000))


def test_a_loop_without_end_is_given_up() -> None:
    with pytest.raises(BriefgenError, match="more than 1 seconds"), limit_resources(ResourceLimits(seconds=1)):
        never_ends()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit on data")
def test_too_much_memory_is_given_up() -> None:
    with pytest.raises(BriefgenError, match="more than 50 MB"), limit_resources(ResourceLimits(megabytes=50)):
        bytearray(200_000_000)


def test_afterwards_the_limits_are_what_they_were() -> None:
    before = resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_DATA)
    with limit_resources(ResourceLimits()):
        assert resource.getrlimit(resource.RLIMIT_CPU) != before[0]
    assert (resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_DATA)) == before
    assert bytearray(200_000_000)


def test_a_library_that_takes_too_long_to_read_is_given_up(tmp_path: Path) -> None:
    block = "---\ntitle: T\nkind: background\nsensitivity: public\n---\n{{ fact('f') }} [@a] words\n"
    project = project_in(tmp_path, {f"content/river/block-{number}.md": block for number in range(4000)})
    allowance = ResourceLimits(seconds=0, subject="the library `river`")
    with pytest.raises(BriefgenError) as given_up:
        load_limited_library(project, "river", Sink(), allowance)
    (found,) = given_up.value.diagnostics
    assert (found.code, found.message) == (
        "limit-time",
        "the library `river` takes more than 0 seconds of a processor's time, and was given up",
    )


def test_looking_for_missing_columns_gives_up_what_never_ends(project: Callable[[str], Path]) -> None:
    folder = project("campaign")
    wells, sink = folder / "content/water/wells.md", Sink()
    loop = "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}"
    wells.write_text(wells.read_text() + loop + "{% endfor %}" * 3)
    read = load_project(folder, sink)
    campaign, brief = load_campaign(read, "towns", sink), load_brief(read, "report", sink)
    documents = plan_campaign(read, campaign, [brief], None, folder / "out", sink)
    check_columns(islice(documents, 1), InputCache(), sink, ResourceLimits(seconds=1))
    assert sink.diagnostics == [], "it is told when the document is made"
