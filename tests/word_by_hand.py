"""Small Word files written part by part, with what pandoc and LibreOffice do not write."""

from __future__ import annotations

from html import escape
from pathlib import Path
from zipfile import ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header1", "footer1")
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def run(words: str, properties: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of words."""
    content = content if content.startswith("<") else run(content)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{content}</w:p>"


def item(words: str) -> str:
    """An item of a numbered list."""
    return paragraph(words, properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def note_call(number: int, kind: str = "footnote") -> str:
    """The call of a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def comment_range(number: int, words: str) -> str:
    """Words with a comment on them."""
    start, end = (f'<w:commentRange{name} w:id="{number}"/>' for name in ("Start", "End"))
    return f"{start}{run(words)}{end}{comment_point(number)}"


def comment_point(number: int) -> str:
    """The place of a comment."""
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def text_box(words: str) -> str:
    """A text box as Word writes it since 2010, with the older form beside it."""
    content = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    drawing = f'<w:drawing><wp:inline><a:graphic><a:graphicData uri="x">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    older = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_text_box(words: str) -> str:
    """A text box of Word before 2010."""
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(words)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def inserted(words: str, author: str = "Ann") -> str:
    """Words that somebody inserted."""
    return f'<w:ins w:id="90" w:author="{author}" w:date="2026-01-02T10:00:00Z">{run(words)}</w:ins>'


def deleted(words: str, author: str = "Ann") -> str:
    """Words that somebody deleted."""
    return (
        f'<w:del w:id="91" w:author="{author}" w:date="2026-01-02T10:00:00Z">'
        f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table whose first row is its head. `words:2` covers two columns, `words:v` goes on in the row below, where `^` is."""
    lines = "".join(
        f"<w:tr><w:trPr>{'' if index else '<w:tblHeader/>'}</w:trPr>{''.join(map(_cell, row))}</w:tr>"
        for index, row in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr/>{lines}</w:tbl>"


def _cell(words: str) -> str:
    properties = ""
    if words == "^":
        words, properties = "", "<w:vMerge/>"
    elif words.endswith(":v"):
        words, properties = words.removesuffix(":v"), '<w:vMerge w:val="restart"/>'
    elif words[-2:-1] == ":":
        words, properties = words[:-2], f'<w:gridSpan w:val="{words[-1]}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def picture(relation: str, description: str) -> str:
    """A picture in a line."""
    blip = f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill>'
    graphic = f'<a:graphic><a:graphicData uri="x"><pic:pic>{blip}</pic:pic></a:graphicData></a:graphic>'
    return f'<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="P" descr="{description}"/>{graphic}</wp:inline></w:drawing></w:r>'


def field(instruction: str, result: str, data: str = "") -> str:
    """A field of Word with what it shows."""
    inner = f"<w:fldData>{data}</w:fldData>" if data else ""
    half = len(instruction) // 2  # Word splits long instructions
    parts = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(part)}</w:instrText></w:r>'
        for part in (instruction[:half], instruction[half:])
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{inner}</w:fldChar></w:r>{parts}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def notes_part(kind: str, *notes: str) -> str:
    """The part with notes: numbers 1, 2, 3, each one paragraph of runs, or words."""
    listed = "".join(
        f'<w:{kind} w:id="{number}">{paragraph(note)}</w:{kind}>' for number, note in enumerate(notes, start=1)
    )
    separator = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for name, number in (("separator", -1), ("continuationSeparator", 0))
    )
    return f"<w:{kind}s {NAMES}>{separator}{listed}</w:{kind}s>"


def comments_part(*comments: tuple[str, str]) -> str:
    """The part with comments: authors and words, with the numbers 0, 1, 2."""
    listed = "".join(
        f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-01-03T09:00:00Z">{paragraph(words)}</w:comment>'
        for number, (author, words) in enumerate(comments)
    )
    return f"<w:comments {W}>{listed}</w:comments>"


def write_docx(
    path: Path, *body: str, parts: dict[str, str] | None = None, files: dict[str, bytes] | None = None
) -> Path:
    """A Word file with a body, further parts by name, and other files."""
    parts = {"styles": STYLES, "numbering": NUMBERING, **(parts or {})}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPES}.{name.rstrip("1")}+xml"/>' for name in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for number, name in enumerate(parts, start=1)
    )
    relations += "".join(
        f'<Relationship Id="rIdP{number}" Type="{RELATIONS}/image" Target="{name.removeprefix("word/")}"/>'
        for number, name in enumerate(files or {})
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    with ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPES}.document.main+xml"/>{overrides}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
            f'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{''.join(body)}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return path
