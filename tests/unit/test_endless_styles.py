"""A citation style that could never be printed is an error of that file, before the program that prints it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.cite.citation_style import read_style
from briefgen.model.diagnostic import BriefgenError, Sink


def write_style(folder: Path, macros: str, layout: str = '<text macro="a"/>') -> Path:
    """A CSL file with these macros."""
    path = folder / "round.csl"
    text = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info><title>R</title><id>r</id></info>'
        f"{macros}<citation><layout>{layout}</layout></citation></style>"
    )
    path.write_text(text, "utf-8")
    return path


def doubling(count: int) -> str:
    """Macros that each call the next one twice."""
    return "".join(
        f'<macro name="m{number}"><text macro="m{number + 1}"/><text macro="m{number + 1}"/></macro>' for number in range(count)
    ) + f'<macro name="m{count}"><text value="x"/></macro>'  # fmt: skip


@pytest.mark.parametrize(
    ("macros", "said"),
    [
        ('<macro name="a"><text macro="a"/></macro>', "has a macro that calls itself"),
        ('<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>', "has a macro that calls itself"),
        ('<macro name="a"><group><choose><if type="book"><text macro="a"/></if></choose></group></macro>', "calls itself"),
        ('<macro name="a"><names variable="author"><substitute><text macro="a"/></substitute></names></macro>', "calls itself"),
        ('<macro name="a"><text value="x"/></macro><macro name="z"><text macro="z"/></macro>', "calls itself"),
        ('<macro name="a"><text macro="m0"/></macro>' + doubling(30), "prints more than 1,000,000 parts"),
        ('<macro name="a"><text macro="m0"/></macro>' + doubling(200), "prints more than 1,000,000 parts"),
    ],
)  # fmt: skip
def test_macros_without_an_end(macros: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BriefgenError, match=f"the citation style `round` .*{said}"):
        read_style(write_style(tmp_path, macros), Sink())


def test_a_sorting_key_that_calls_itself(tmp_path: Path) -> None:
    macros = '<macro name="a"><text value="x"/></macro><macro name="k"><text macro="k"/></macro>'
    with pytest.raises(BriefgenError, match="calls itself"):
        read_style(write_style(tmp_path, macros, '<text macro="a"/><sort><key macro="k"/></sort>'), Sink())


def test_many_macros_in_a_row_are_no_fault(tmp_path: Path) -> None:
    macros = "".join(f'<macro name="m{number}"><text macro="m{number + 1}"/></macro>' for number in range(2_000))
    style = write_style(
        tmp_path, f'<macro name="a"><text macro="m0"/></macro>{macros}<macro name="m2000"><text value="x"/></macro>'
    )
    sink = Sink()
    assert read_style(style, sink).is_note_style
    assert not sink.diagnostics
