"""The look of a paragraph of a Word file, resolved from its styles, its number and itself."""

from __future__ import annotations

import pytest
from lxml import etree

from briefgen.render.word.pages.cascade import Cascade
from briefgen.render.word.pages.measures import collect_measuring_faces

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

STYLES = f"""<w:styles {NAMESPACE}>
  <w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault><w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>
  <w:style w:styleId="Normal"/>
  <w:style w:styleId="Numbered"><w:basedOn w:val="Normal"/>
    <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="NumberedWithIndent"><w:basedOn w:val="Normal"/>
    <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:style>
  <w:style w:styleId="IndentOverNumber"><w:basedOn w:val="Numbered"/>
    <w:pPr><w:ind w:left="200"/></w:pPr></w:style>
  <w:style w:styleId="Indented"><w:basedOn w:val="Normal"/><w:pPr><w:ind w:left="360"/></w:pPr></w:style>
</w:styles>"""

NUMBERING = f"""<w:numbering {NAMESPACE}>
  <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""


@pytest.mark.parametrize(
    ("style", "own", "left"),
    [
        ("Numbered", "", "36pt"),
        ("NumberedWithIndent", "", "18pt"),
        ("IndentOverNumber", "", "10pt"),
        ("Indented", '<w:numPr><w:numId w:val="1"/></w:numPr>', "36pt"),
        ("Indented", '<w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="100"/>', "5pt"),
        ("Indented", "", "18pt"),
    ],
)
def test_a_number_indents_unless_what_names_it_or_what_is_closer_has_an_indent(style: str, own: str, left: str) -> None:
    """As Word and LibreOffice indent them: a number comes just before the properties that name it."""
    cascade = Cascade(etree.fromstring(STYLES), etree.fromstring(NUMBERING), collect_measuring_faces((), {}))
    paragraph = f'<w:p {NAMESPACE}><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr></w:p>'
    assert cascade.resolve_paragraph(etree.fromstring(paragraph)).layout["margin-left"] == left
