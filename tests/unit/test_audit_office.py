"""The audit reads every part of Word files, workbooks, presentations, OpenDocument and plain archives, or says that it did not."""

from __future__ import annotations

import zipfile
from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO

import pytest

from briefgen.leak_check.audit import SearchTerms, audit_file
from tests.unit.planting import docx_of, jpeg

YANJI = SearchTerms(terms=frozenset({("yanji",)}), foreign=True)
KIM_YONG = SearchTerms(terms=frozenset({("kim", "yong")}), foreign=True)

W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
S = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
P = "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main'"
C = "xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'"
ODF = (
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
    "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:config='urn:oasis:names:tc:opendocument:xmlns:config:1.0'"
)


def archive(parts: Mapping[str, bytes | str], comment: bytes = b"") -> bytes:
    """A ZIP archive of these parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
        packed.comment = comment
    return made.getvalue()


def odf(body: str) -> bytes:
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<?xml version='1.0'?><office:document-content {ODF}><office:body>{body}</office:body></office:document-content>",
        }
    )


def sheet(body: str, name: str = "xl/sharedStrings.xml") -> bytes:
    return archive({"[Content_Types].xml": "<Types/>", name: f"<sst {S}>{body}</sst>"})


def slide(body: str, attributes: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    page = f"<p:sld {P} {attributes}>{body}</p:sld>"
    return archive({"[Content_Types].xml": "<Types/>", "ppt/slides/slide1.xml": page, **(more or {})})


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def ruby(base: str, over: str) -> str:
    """Words with others over them, which say how they are read aloud."""
    return f"<w:r><w:ruby><w:rt>{run(over)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"


def look(marks: str, text: str = "Words") -> str:
    """A run that looks as the marks say: `color val=FF0000; highlight val=red`."""
    elements = []
    for mark in marks.split("; "):
        name, *attributes = mark.split()
        pairs = (attribute.partition("=") for attribute in attributes)
        elements.append(f"<w:{name} " + " ".join(f"w:{key}='{value}'" for key, _, value in pairs) + "/>")
    return run(text, "".join(elements))


def codes(content: bytes, terms: SearchTerms = YANJI) -> set[str]:
    return {finding.code for finding in audit_file(content, terms)}


ONE_WORD: Mapping[str, bytes] = {
    "runs": docx_of(f"<w:p>{run('Yan')}{run('ji')}</w:p>"),
    "runs on lines of their own": docx_of(f"<w:p>\n  {run('Yan')}\n  <w:proofErr/>\n  {run('ji')}\n</w:p>"),
    "a hyphen at the end of a line": docx_of("<w:p><w:r><w:t>Yan-</w:t><w:br/><w:t>ji</w:t></w:r></w:p>"),
    "a hyphen before a carriage return": docx_of("<w:p><w:r><w:t>Yan-</w:t><w:cr/><w:t>ji</w:t></w:r></w:p>"),
    "a hyphen at the end of a line of OpenDocument": odf("<text:p>Yan-<text:line-break/>ji</text:p>"),
    "a hyphen at the end of a line of a slide": slide("<a:p><a:r><a:t>Yan-</a:t></a:r><a:br/><a:r><a:t>ji</a:t></a:r></a:p>"),
    "a carriage return": docx_of("<w:p><w:r><w:t>Yanji</w:t><w:cr/><w:t>News</w:t></w:r></w:p>"),
    "a tab": docx_of("<w:p><w:r><w:t>Yanji</w:t><w:tab/><w:t>News</w:t></w:r></w:p>"),
    "a tab to a place": docx_of("<w:p><w:r><w:t>Yanji</w:t><w:ptab/><w:t>News</w:t></w:r></w:p>"),
    "cells": docx_of(f"<w:tbl><w:tr><w:tc><w:p>{run('Yanji')}</w:p></w:tc><w:tc><w:p>{run('News')}</w:p></w:tc></w:tr></w:tbl>"),
    "symbols": docx_of("<w:p><w:r><w:t>Yan</w:t><w:sym w:font='Wingdings' w:char='F06A'/><w:t>i</w:t></w:r></w:p>"),
    "symbols alone": docx_of("<w:p><w:r>" + "".join(f"<w:sym w:char='{ord(c):04X}'/>" for c in "Yanji") + "</w:r></w:p>"),
    "under how a name is read aloud": docx_of(f"<w:p>{ruby('Yan', 'x')}{ruby('ji', 'z')}</w:p>"),
    "how a name is read aloud": docx_of(f"<w:p>{ruby('x', 'Yan')}{ruby('z', 'ji')}</w:p>"),
    "where a page was broken": docx_of("<w:p><w:r><w:t>Yan</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>ji</w:t></w:r></w:p>"),
    "a large first letter": docx_of(f"<w:p><w:pPr><w:framePr w:dropCap='drop' w:lines='3'/></w:pPr>{run('Y')}</w:p>\n<w:p>{run('anji')}</w:p>"),
    "for older programs": docx_of(f"<w:p>{run('Yan')}<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice>{run('x')}</mc:Choice><mc:Fallback>{run('ji')}</mc:Fallback></mc:AlternateContent></w:p>"),
    "for newer programs": docx_of(f"<w:p><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice>{run('Yan')}</mc:Choice><mc:Fallback>{run('x')}</mc:Fallback></mc:AlternateContent>{run('ji')}</w:p>"),
    "from the last letter to the first": docx_of("<w:p><w:bdo w:val='rtl'><w:r><w:t>ijnaY</w:t></w:r></w:bdo></w:p>"),
    "the address of a link": docx_of("<w:p/>", word__rels_document__xml__rels=b"<Relationships><Relationship Target='https://example.org/%59anji' TargetMode='External' Type='x/hyperlink'/></Relationships>"),
    "a footnote mark": docx_of("<w:p><w:r><w:t>Yanji</w:t><w:footnoteReference w:id='2'/><w:t>News</w:t></w:r></w:p>"),
    "a field code": docx_of("<w:p><w:r><w:instrText>HYPERLINK \"http://yanji.example\"</w:instrText></w:r></w:p>"),
    "a field code between": docx_of("<w:p><w:r><w:t>Yan</w:t><w:instrText>PAGE</w:instrText><w:t>ji</w:t></w:r></w:p>"),
    "a simple field": docx_of("<w:p><w:fldSimple w:instr='REF Yanji'/></w:p>"),
    "a deleted part": docx_of("<w:p><w:r><w:t>Yan</w:t></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t>ji</w:t></w:r></w:p>"),
    "a text box": docx_of(f"<w:p>{run('x')}<w:r><w:pict><w:txbxContent><w:p>{run('Yanji')}</w:p></w:txbxContent></w:pict></w:r>{run('y')}</w:p>"),
    "round a text box": docx_of(f"<w:p>{run('Yan')}<w:r><w:pict><w:txbxContent><w:p>{run('x')}</w:p></w:txbxContent></w:pict></w:r>{run('ji')}</w:p>"),
    "a tag": docx_of("<w:sdt><w:sdtPr><w:tag w:val='Yanji'/></w:sdtPr></w:sdt>"),
    "an alias": docx_of("<w:sdt><w:sdtPr><w:alias w:val='Yanji'/></w:sdtPr></w:sdt>"),
    "a drop-down item": docx_of("<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='Yanji' w:value='1'/></w:dropDownList></w:sdtPr></w:sdt>"),
    "the default of a form": docx_of("<w:p><w:r><w:fldChar><w:ffData><w:textInput><w:default w:val='Yanji'/></w:textInput></w:ffData></w:fldChar></w:r></w:p>"),
    "help of a form": docx_of("<w:p><w:r><w:fldChar><w:ffData><w:helpText w:val='Yanji'/></w:ffData></w:fldChar></w:r></w:p>"),
    "VML": docx_of("<w:p><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' alt='Yanji'/></w:pict></w:p>"),
    "word art": docx_of("<w:p><w:pict><v:textpath xmlns:v='urn:schemas-microsoft-com:vml' string='Yanji'/></w:pict></w:p>"),
    "document variables": docx_of(word_settings__xml=f"<w:settings {W}><w:docVars><w:docVar w:name='a' w:val='Yanji'/></w:docVars></w:settings>".encode()),
    "a mail merge": docx_of(word_settings__xml=f"<w:settings {W}><w:mailMerge><w:query w:val='the table Yanji'/></w:mailMerge></w:settings>".encode()),
    "a bookmark": docx_of("<w:p><w:bookmarkStart w:name='Yanji'/></w:p>"),
    "the name of a style": docx_of(word_styles__xml=f"<w:styles {W}><w:style w:styleId='x'><w:name w:val='Yanji'/></w:style></w:styles>".encode()),
    "chart caches": docx_of(word_charts_chart1__xml=f"<c:chart {C}><c:pt><c:v>Kim</c:v></c:pt><c:pt><c:v>Yanji</c:v></c:pt><c:pt><c:v>Lee</c:v></c:pt></c:chart>".encode()),
    "custom XML": docx_of(customXml_item1__xml=b"<d><a>Kim</a><a>Yanji</a><a>Lee</a></d>"),
    "an attribute of custom XML": docx_of(customXml_item1__xml=b"<d place='Yanji'/>"),
    "after an element of custom XML": docx_of(customXml_item1__xml=b"<d><a/>Yanji</d>"),
    "inside a word of custom XML": docx_of(customXml_item1__xml=b"<d>Yan<b>ji</b></d>"),
    "a comment of custom XML": docx_of(customXml_item1__xml=b"<d><!-- Yanji --></d>"),
    "after a comment of custom XML": docx_of(customXml_item1__xml=b"<d><!-- x -->Yanji</d>"),
    "an element of custom XML": docx_of(customXml_item1__xml=b"<d xmlns='urn:x'><Yanji/></d>"),
    "custom XML in UTF-16": docx_of(customXml_item1__xml="\ufeff<d>Yanji</d>".encode("utf-16-le")),
    "a text in UTF-16": archive({"a.txt": "\ufeffYanji".encode("utf-16-le")}),
    "a plain text": archive({"a.txt": "In Yanji."}),
    "a web page": archive({"a.html": "<p>Yan<b>ji</b></p>"}),
    "the name of a part": archive({"Yanji.txt": "x"}),
    "the name of a folder": archive({"Yanji/": b""}),
    "a comment of the archive": archive({"a.txt": "x"}, b"Yanji"),
    "cells of a workbook": sheet("<si><t>Kim</t></si><si><t>Yanji</t></si><si><t>Lee</t></si>"),
    "runs in a cell": sheet("<si><r><t>Yan</t></r><r><rPr><b/><sz val='11'/></rPr><t>ji</t></r></si>"),
    "an inline cell": sheet("<row><c t='inlineStr'><is><t>Yanji</t></is></c><c><v>1</v></c></row>", "xl/worksheets/sheet1.xml"),
    "a header of a sheet": sheet("<headerFooter><oddHeader>&amp;LYanji&amp;R&amp;P</oddHeader></headerFooter>", "xl/worksheets/sheet1.xml"),
    "a header in a font": sheet("<headerFooter><firstFooter>&amp;C&amp;\"Arial,Bold\"&amp;14&amp;K00-024Yanji</firstFooter></headerFooter>", "xl/worksheets/sheet1.xml"),
    "the name of a sheet": sheet("<sheets><sheet name='Yanji'/></sheets>", "xl/workbook.xml"),
    "a defined name": sheet("<definedNames><definedName name='Yanji'>A1</definedName></definedNames>", "xl/workbook.xml"),
    "a comment of a cell": sheet("<comment><text><t>Yanji</t></text></comment>", "xl/comments1.xml"),
    "a slide": slide("<a:p><a:r><a:t>Yan</a:t></a:r><a:r><a:rPr/><a:t>ji</a:t></a:r></a:p>"),
    "paragraphs of a slide": slide("<a:p><a:r><a:t>Yanji</a:t></a:r></a:p><a:p><a:r><a:t>News</a:t></a:r></a:p>"),
    "a line break on a slide": slide("<a:p><a:r><a:t>Yanji</a:t></a:r><a:br/><a:r><a:t>News</a:t></a:r></a:p>"),
    "an alternative text on a slide": slide("<p:cNvPr descr='Yanji'/>"),
    "an OpenDocument text": odf("<text:p>He went to Yanji.</text:p>"),
    "after a span": odf("<text:p>He <text:span>went</text:span> to Yanji.</text:p>"),
    "spans in a word": odf("<text:p>Yan<text:span>ji</text:span></text:p>"),
    "a counted space": odf("<text:p>Yanji<text:s text:c='2'/>News</text:p>"),
    "a tab of OpenDocument": odf("<text:p>Yanji<text:tab/>News</text:p>"),
    "a line of OpenDocument": odf("<text:p>Yanji<text:line-break/>News</text:p>"),
    "over the signs of OpenDocument": odf("<text:p><text:ruby-text>Yan</text:ruby-text>x<text:ruby-text>ji</text:ruby-text></text:p>"),
    "under the signs of OpenDocument": odf("<text:p><text:ruby><text:ruby-base>Yan</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>ji</text:p>"),
    "a calendar with a folded line": archive({"a.ics": "BEGIN:VCALENDAR\r\nSUMMARY:Yan\r\n ji\r\nEND:VCALENDAR"}),
    "an address book with a folded line": archive({"a.vcf": "BEGIN:VCARD\nADR:Ya\n\tnji\nEND:VCARD"}),
    "a note of OpenDocument": odf("<text:p>x<text:note><text:note-body><text:p>Yanji</text:p></text:note-body></text:note>y</text:p>"),
    "cells of OpenDocument": odf("<table:table-row><table:table-cell><text:p>Yanji</text:p></table:table-cell><table:table-cell><text:p>News</text:p></table:table-cell></table:table-row>"),
    "a heading of OpenDocument": odf("<text:h>Yanji</text:h><text:p>News</text:p>"),
    "an archive in an archive": archive({"a.zip": archive({"b.zip": archive({"c.txt": "Yanji"})})}),
    "a setting of OpenDocument": odf(f"<config:config-item config:type='base64Binary'>{b64encode(b'JobData 1 printer=Yanji').decode()}</config:config-item>"),
    "a setting in UTF-16": odf(f"<config:config-item config:type='base64Binary'>{b64encode('Yanji'.encode('utf-16-le')).decode()}</config:config-item>"),
    "settings of a printer": docx_of(word_printerSettings_printerSettings1__bin=b"\0\1" + "Yanji".encode("utf-16-le")),
    "settings of a printer of a Mac": slide("<a:p/>", more={"ppt/printerSettings/printerSettings1.bin": b"\0\1<?xml version='1.0'?><!DOCTYPE plist><plist><key>Yanji</key></plist>"}),
    "flat OpenDocument": f"<?xml version='1.0'?><office:document {ODF}><text:p>Yan<text:span>ji</text:span></text:p></office:document>".encode(),
}  # fmt: skip


@pytest.mark.parametrize("way", ONE_WORD)
def test_a_word_is_found_wherever_an_office_file_has_it(way: str) -> None:
    assert "audit-term" in codes(ONE_WORD[way])


TWO_WORDS: Mapping[str, bytes] = {
    "a run that is a space": docx_of(f"<w:p>{run('Kim')}{run(' ')}{run('Yong')}</w:p>"),
    "a link in between": docx_of(f"<w:p>{run('Kim')}<w:hyperlink>{run(' ')}</w:hyperlink>{run('Yong')}</w:p>"),
    "a hyphen that does not break": docx_of("<w:p><w:r><w:t>Kim</w:t><w:noBreakHyphen/><w:t>Yong</w:t></w:r></w:p>"),
    "a field code in between": docx_of(
        "<w:p><w:r><w:t>Kim </w:t><w:instrText>PAGE</w:instrText><w:t>Yong</w:t></w:r></w:p>"
    ),
    "paragraphs": docx_of(f"<w:p>{run('Kim')}</w:p><w:p>{run('Yong')}</w:p>"),
    "a space in a workbook": sheet("<si><r><t>Kim</t></r><r><t xml:space='preserve'> </t></r><r><t>Yong</t></r></si>"),
    "a space on a slide": slide(
        "<a:p><a:r><a:t>Kim</a:t></a:r><a:r><a:t> </a:t></a:r><a:r><a:t>Yong</a:t></a:r></a:p>"
    ),
    "a space of OpenDocument": odf("<text:p>Kim<text:s/>Yong</text:p>"),
    "spans of OpenDocument": odf("<text:p><text:span>Kim</text:span> <text:span>Yong</text:span></text:p>"),
    "a note of OpenDocument in between": odf("<text:p>Kim <text:note><text:p>x</text:p></text:note>Yong</text:p>"),
}


@pytest.mark.parametrize("way", TWO_WORDS)
def test_words_that_follow_one_another_are_a_passage(way: str) -> None:
    assert "audit-term" in codes(TWO_WORDS[way], KIM_YONG)


def nest(levels: int) -> bytes:
    content = archive({"x.txt": "Nothing."})
    for _ in range(levels):
        content = archive({"x.zip": content})
    return content


def with_hidden_part() -> bytes:
    """An archive with a part that its directory does not list."""
    first, second = archive({"secret.txt": "x" * 50}), archive({"a.txt": "Nothing."})
    return first[: first.index(b"PK\x01\x02")] + second


LAYOUT = bytes.fromhex(
    "01000100 70560000 00 500900000417000000 500d00001817000000ffffffff 540d00000817000000ffffffff"
    "461b000000 0400 01000000 33140000 350f0000 200600ff 92040000"
)
"""Places of pages, tables and frames, as LibreOffice writes them."""

UNREADABLE: Mapping[str, bytes] = {
    "a drawing of Windows": docx_of(word_media_image1__emf=b"\x01\0\0\0\x6c\0\0\0" + b"\0" * 100),
    "an older drawing of Windows": docx_of(word_media_image1__wmf=b"\xd7\xcd\xc6\x9a" + b"\0" * 100),
    "rich text": docx_of(word_afchunk__rtf=rb"{\rtf1 Yan\'6ai}"),
    "a saved page": docx_of(word_afchunk__mht=b"MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\nYan=6Ai"),
    "places of pages that are not only numbers": archive({"layout-cache": LAYOUT + b"Yanji"}),
    "places of pages with words for numbers": archive({"layout-cache": LAYOUT.replace(b"\x17\0\0\0", b"Yanj")}),
    "a damaged setting": odf("<config:config-item config:type='base64Binary'>Yanji</config:config-item>"),
    "a compound file": docx_of(word_embeddings_oleObject1__bin=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "text in UTF-16 without a mark": archive({"a.txt": "Yanji".encode("utf-16-le")}),
    "a damaged part": docx_of(word_header1__xml=b"<h><t>x</h>"),
    "declared entities": docx_of(word_header1__xml=b"<!DOCTYPE h [<!ENTITY a 'Yanji'>]><h>&a;</h>"),
    "declared entities in UTF-16": docx_of(word_header1__xml="\ufeff<!DOCTYPE h [<!ENTITY a 'Yanji'>]><h>&a;</h>".encode("utf-16-le")),
    "a font that is not one": docx_of(word_fonts_font1__odttf=bytes(range(60))),
    "packed otherwise": archive({"a.tar.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + b"\xab" * 20}),
    "a part that is not listed": with_hidden_part(),
    "data before the archive": b"PK-Yanji-" + archive({"a.txt": "x"}),
    "data after the archive": archive({"a.txt": "x"}) + b"Yanji",
    "archives without end": nest(30),
    "JSON with escapes": archive({"a.json": '{"a": "\\u0059anji"}'}),
    "YAML with escapes": archive({"a.yaml": 'a: "\\x59anji"'}),
    "a header of mail": archive({"a.txt": "From: a@example.org\nSubject: =?utf-8?q?Yanj=69?=\n"}),
    "a header of mail in Base64": archive({"a.txt": "To: =?EUC-KR?B?WWFuamk=?="}),
    "an address book": archive({"a.vcf": "N;ENCODING=QUOTED-PRINTABLE:=59=61=6E=6A=69"}),
    "a page that is not read": archive({"a.txt": "Yanji".encode("utf-16-be") + b"\xff"}),
}  # fmt: skip


@pytest.mark.parametrize("way", UNREADABLE)
def test_a_part_that_cannot_be_read_is_reported(way: str) -> None:
    assert "audit-unreadable" in codes(UNREADABLE[way])


STYLES = f"""<w:styles {W}>
<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:rPr><w:lang w:val='en'/></w:rPr></w:style>
<w:style w:type='character' w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type='character' w:styleId='H2'><w:basedOn w:val='H'/></w:style>
<w:style w:type='paragraph' w:styleId='HP'><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='White'><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='Dark'><w:pPr><w:shd w:val='clear' w:fill='203040'/></w:pPr></w:style>
<w:style w:type='table' w:styleId='T'><w:tblStylePr w:type='firstRow'><w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr></w:tblStylePr></w:style>
</w:styles>""".encode()
THEME = b"""<a:theme xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:clrScheme name='x'><a:dk1><a:sysClr lastClr='000000'/></a:dk1>
<a:lt1><a:sysClr lastClr='FFFFFF'/></a:lt1><a:accent1><a:srgbClr val='4472C4'/></a:accent1></a:clrScheme></a:theme>"""
SHAPE = (
    "<w:p><w:r><w:drawing><wp:anchor xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' behindDoc='{behind}'><wp:wrapNone/>"
    "<wps:wsp xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:spPr><a:{fill} "
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'/></wps:spPr></wps:wsp></wp:anchor></w:drawing></w:r></w:p>"
)

HIDDEN: Mapping[str, str] = {
    "a style of characters": f"<w:p>{look('rStyle val=H')}</w:p>",
    "a style that follows another": f"<w:p>{look('rStyle val=H2')}</w:p>",
    "a style of paragraphs": f"<w:p><w:pPr><w:pStyle w:val='HP'/></w:pPr>{run('Words')}</w:p>",
    "white by a style": f"<w:p><w:pPr><w:pStyle w:val='White'/></w:pPr>{run('Words')}</w:p>",
    "a hidden row": f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p>{run('Words')}</w:p></w:tc></w:tr></w:tbl>",
    "a flat row": f"<w:tbl><w:tr><w:trPr><w:trHeight w:val='10' w:hRule='exact'/></w:trPr><w:tc><w:p>{run('Words')}</w:p></w:tc></w:tr></w:tbl>",
    "a flat line": f"<w:p><w:pPr><w:spacing w:line='20' w:lineRule='exact'/></w:pPr>{run('Words')}</w:p>",
    "almost white": f"<w:p>{look('color val=FFFFFE')}</w:p>",
    "very light grey": f"<w:p>{look('color val=F0F0F0')}</w:p>",
    "white of the theme": f"<w:p>{look('color val=000000 themeColor=background1')}</w:p>",
    "a black cell": f"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='000000'/></w:tcPr><w:p>{look('color val=000000')}</w:p></w:tc></w:tr></w:tbl>",
    "a black paragraph": f"<w:p><w:pPr><w:shd w:val='clear' w:fill='000000'/></w:pPr>{run('Words')}</w:p>",
    "a dark paragraph by style": f"<w:p><w:pPr><w:pStyle w:val='Dark'/></w:pPr>{look('color val=203040')}</w:p>",
    "grey on grey": f"<w:p>{look('color val=808080; shd val=clear fill=828282')}</w:p>",
    "a solid pattern": f"<w:p>{look('shd val=solid color=000000 fill=FFFFFF')}</w:p>",
    "a dense pattern": f"<w:p>{look('shd val=pct95 color=000000 fill=FFFFFF')}</w:p>",
    "red on red": f"<w:p>{look('color val=FF0000; highlight val=red')}</w:p>",
    "narrow type": f"<w:p>{look('w val=1')}</w:p>",
    "a shape in front": f"<w:p>{run('Words')}</w:p>" + SHAPE.format(behind=0, fill="solidFill"),
    "a shape of VML in front": f"<w:p>{run('Words')}<w:r><w:pict><v:rect xmlns:v='urn:schemas-microsoft-com:vml' style='position:absolute;width:90pt;height:20pt;z-index:1' fillcolor='black'/></w:pict></w:r></w:p>",
}  # fmt: skip

SEEN: Mapping[str, str] = {
    "white on a dark cell": f"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='1F3864'/></w:tcPr><w:p>{look('color val=FFFFFF')}</w:p></w:tc></w:tr></w:tbl>",
    "white on the dark row of a table style": f"<w:tbl><w:tblPr><w:tblStyle w:val='T'/></w:tblPr><w:tr><w:tc><w:p>{look('color val=FFFFFF')}</w:p></w:tc></w:tr></w:tbl>",
    "white on a dark paragraph": f"<w:p><w:pPr><w:pStyle w:val='Dark'/></w:pPr>{look('color val=FFFFFF')}</w:p>",
    "shown again": f"<w:p><w:pPr><w:pStyle w:val='HP'/></w:pPr>{look('vanish val=0')}</w:p>",
    "grey": f"<w:p>{look('color val=767676')}</w:p>",
    "a colour of the theme": f"<w:p>{look('color val=auto themeColor=accent1')}</w:p>",
    "a hidden space": f"<w:p>{run('Words')}{look('vanish', ' ')}</w:p>",
    "a hidden mark of a paragraph": f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('Words')}</w:p>",
    "a shape behind": f"<w:p>{run('Words')}</w:p>" + SHAPE.format(behind=1, fill="solidFill"),
    "an empty frame": f"<w:p>{run('Words')}</w:p>" + SHAPE.format(behind=0, fill="noFill"),
}  # fmt: skip


def word_file(body: str) -> bytes:
    return docx_of(body, word_styles__xml=STYLES, word_theme_theme1__xml=THEME)


@pytest.mark.parametrize("way", HIDDEN)
def test_words_that_word_does_not_show_are_reported(way: str) -> None:
    assert codes(word_file(HIDDEN[way])) == {"audit-hidden"}


@pytest.mark.parametrize("way", SEEN)
def test_words_that_word_shows_are_not_reported(way: str) -> None:
    assert codes(word_file(SEEN[way])) == set()


def test_hidden_sheets_rows_and_slides_are_reported() -> None:
    assert codes(sheet("<sheets><sheet name='A' state='veryHidden'/></sheets>", "xl/workbook.xml")) == {"audit-hidden"}
    assert codes(sheet("<row hidden='1'/>", "xl/worksheets/sheet1.xml")) == {"audit-hidden"}
    assert codes(slide("<a:p/>", "show='0'")) == {"audit-hidden"}
    assert codes(odf("<style:text-properties text:display='none'/>")) == {"audit-hidden"}


def test_settings_of_a_printer_are_told_of() -> None:
    settings = docx_of(word_printerSettings_printerSettings1__bin=b"\0\1\2\3" * 20)
    assert codes(settings) == {"audit-leftover"}


def test_clean_office_files_are_clean() -> None:
    files = (
        odf("<text:h>Words</text:h><text:p>More <text:span>words</text:span>.</text:p>"),
        sheet("<si><t>Words</t></si>"),
        slide("<a:p><a:r><a:t>Words</a:t></a:r></a:p>"),
        archive({"layout-cache": LAYOUT, "Configurations2/accelerator/current.xml": b"", "empty.bin": b""}),
        odf("<config:config-item config:type='base64Binary'/>"),
        odf("<config:config-item config:type='base64Binary'>AAECAw==</config:config-item>"),
        archive({"a.txt": "Words.", "b/c.html": "<p>Words", "d.jpg": jpeg(), "e.zip": nest(5)}),
    )
    assert [audit_file(file, YANJI) for file in files] == [()] * len(files)
