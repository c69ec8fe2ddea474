"""Paragraphs of a Word file are counted as Word counts them: by level, in the form of the level, on from the last."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lxml import etree

from briefgen.check.parity.read_docx import NumberingCounter

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = """
<w:style w:styleId="Numbered"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Wide"><w:basedOn w:val="Numbered"/></w:style>
<w:style w:styleId="Plain"/>
"""


def count(paragraphs: Sequence[str], form: str = "decimal", start: int = 1) -> list[str]:
    """What Word prints before paragraphs. Each is its style, or its numbering and its level: `1.0`."""
    levels = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl>'
        f'<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    instances = (
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"/></w:num>'
    )
    numbering = (
        f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>{instances}</w:numbering>'
    )
    counter = NumberingCounter(
        etree.fromstring(numbering), etree.fromstring(f"<w:styles {NAMESPACE}>{STYLES}</w:styles>")
    )
    return [counter.count_paragraph(build_paragraph(paragraph)) for paragraph in paragraphs]


def build_paragraph(written: str) -> etree._Element:
    """A paragraph with a style, or with a numbering and a level of its own."""
    number, _, level = written.partition(".")
    properties = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        if level
        else f'<w:pStyle w:val="{written}"/>'
    )
    return etree.fromstring(f"<w:p {NAMESPACE}><w:pPr>{properties}</w:pPr></w:p>")


@pytest.mark.parametrize(
    ("form", "start", "numbers"),
    [
        ("decimal", 1, ["1.", "2.", "3."]),
        ("decimalZero", 9, ["09.", "10.", "11."]),
        ("upperLetter", 26, ["Z.", "AA.", "BB."]),
        ("lowerLetter", 26, ["z.", "aa.", "bb."]),
        ("upperRoman", 3, ["III.", "IV.", "V."]),
        ("lowerRoman", 3, ["iii.", "iv.", "v."]),
    ],
)
def test_a_number_has_the_form_and_the_start_of_its_level(form: str, start: int, numbers: list[str]) -> None:
    assert count(["1.0"] * 3, form, start) == numbers


@pytest.mark.parametrize(
    ("paragraphs", "numbers"),
    [
        (["1.0", "1.1", "1.1", "1.0", "1.1"], ["1.", "1.1", "1.2", "2.", "2.1"]),
        (["1.0", "1.2", "1.0"], ["1.", "", "2."]),
        (["Numbered", "Plain", "Numbered", "Wide", "Unknown"], ["1.", "", "2.", "3.", ""]),
        (["1.0", "1.0", "2.0", "2.0", "1.0"], ["1.", "2.", "1.", "2.", "3."]),
        (["1.0", "1.0", "3.0"], ["1.", "2.", "3."]),
        (["1.0", "9.0", "1.0"], ["1.", "", "2."]),
    ],
)
def test_paragraphs_of_one_numbering_are_counted_on(paragraphs: list[str], numbers: list[str]) -> None:
    assert count(paragraphs) == numbers
