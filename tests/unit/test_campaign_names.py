"""Names of files from what stands in a table of recipients."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.campaign.names import build_output_stem, normalise_for_comparison
from briefgen.model.brief import Brief, Recipient
from briefgen.model.campaign import Campaign
from briefgen.model.diagnostic import Origin, Sink

ORIGIN = Origin("campaigns/towns.csv", 2)


def stem(pattern: str, **fields: str) -> tuple[str | None, list[str]]:
    """The name that a pattern makes of a recipient, and what was said about it."""
    recipient = Recipient("north", {"id": "north", **fields}, ORIGIN)
    campaign = Campaign("towns", ("report",), (recipient,), (), (), (), pattern, Origin("campaigns/towns.yaml"))
    brief = Brief("report", "public-report", "water", "Clean: water", "en", Origin("briefs/report.yaml"))
    sink = Sink()
    return build_output_stem(campaign, brief, recipient, sink), [
        f"{problem.code}: {problem.message}" for problem in sink.diagnostics
    ]


@pytest.mark.parametrize(
    ("pattern", "fields", "expected"),
    [
        ("{recipient.id}/{brief.id}-{language}", {}, "north/report-en"),
        ("{campaign.id}/{audience} {recipient.id}", {}, "towns/public-report north"),
        ("{recipient.town}", {"town": "Å/b\\c"}, "Å-b-c"),
        ("{recipient.town}", {"town": "../../etc/passwd"}, "-..-etc-passwd"),
        ("{recipient.town}", {"town": ".hidden"}, "hidden"),
        ("{recipient.town}", {"town": "a\tb\u202ec"}, "a-b-c"),
        ("{brief.title}", {}, "Clean- water"),
        ("{recipient.town}", {"town": "{language}"}, "{language}"),
        ("{recipient.town}/{brief.id}", {"town": "CON"}, "CON-/report"),
        ("{recipient.town}", {"town": "nul.2026"}, "nul-.2026"),
        ("aux/{recipient.id}", {}, "aux-/north"),
        ("{recipient.town}", {"town": "Lpt1"}, "Lpt1-"),
        ("{recipient.town}", {"town": "Conakry"}, "Conakry"),
        ("com10/{recipient.town}", {"town": "auxiliary"}, "com10/auxiliary"),
    ],
)
def test_a_name_is_made_safe(pattern: str, fields: dict[str, str], expected: str) -> None:
    assert stem(pattern, **fields) == (expected, [])


@pytest.mark.parametrize(
    ("pattern", "fields", "said"),
    [
        ("{recipient.twon}", {"town": "Aberg"}, "campaign-output: `output` has the unknown place `{recipient.twon}`"),
        ("../{recipient.id}", {}, "campaign-output: `output` has the part `..`, which cannot name a file"),
        ("/{recipient.id}", {}, "campaign-output: `output` has the part ``, which cannot name a file"),
        (".cache/{recipient.id}", {}, "campaign-output: `output` has the part `.cache`, which cannot name a file"),
        ("~/{recipient.id}", {}, "campaign-output: `output` has the part `~`, which cannot name a file"),
        ("{recipient.town}/" * 6 + "{recipient.id}", {"town": "x" * 180}, "campaign-name: `output` makes a path of 1091 bytes for the recipient `north`"),
        ("{recipient.town}", {"town": ""}, "campaign-name: `{recipient.town}` of `output` names no file for the recipient `north`"),
        ("{recipient.town}", {"town": ".."}, "campaign-name: `{recipient.town}` of `output` names no file for the recipient `north`"),
        (".{recipient.id}", {}, "campaign-name: `.{recipient.id}` of `output` names no file for the recipient `north`"),
        ("{recipient.town}", {"town": "x" * 300}, "campaign-name: `{recipient.town}` of `output` makes a name of 300 bytes for the recipient `north`"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_an_error(pattern: str, fields: dict[str, str], said: str) -> None:
    assert stem(pattern, **fields) == (None, [said])


@given(st.text(max_size=60))
def test_no_value_leads_out_of_the_output_folder(value: str) -> None:
    name, said = stem("{recipient.town}/{brief.id}", town=value)
    assert (name is None) == bool(said)
    if name is not None:
        parts = PurePosixPath(name).parts
        assert len(parts) == 2
        assert not any(part.startswith((".", "/")) or "\x00" in part or "\\" in part for part in parts)
        assert parts[0] == parts[0].strip()


@pytest.mark.parametrize(("name", "other"), [("Aberg", "aberg"), ("\u00e5berg", "a\u030aberg"), ("STRASSE", "straße")])
def test_names_that_some_file_system_takes_for_one_clash(name: str, other: str) -> None:
    assert normalise_for_comparison(name) == normalise_for_comparison(other)
