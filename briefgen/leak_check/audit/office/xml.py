"""Reads every text, attribute and comment in a part of an office file, whatever its vocabulary."""

from __future__ import annotations

import codecs
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping
from posixpath import basename
from xml.etree import ElementTree as ET

from briefgen.leak_check.audit.findings import FileContents, OpenInner, TextKind, build_unreadable
from briefgen.leak_check.audit.images import extract_texts
from briefgen.leak_check.audit.office.word_hiding import find_hidden_words
from briefgen.leak_check.audit.office.word_styles import NO_STYLES, WordStyles, get_local_name

CHANGE_ELEMENTS: Mapping[str, str] = {
    "del": "deleted text is still in the file",
    "ins": "inserted text is neither accepted nor rejected",
    "moveFrom": "moved text is still in its old place",
    "rPrChange": "earlier formatting is still in the file",
    "pPrChange": "earlier formatting is still in the file",
    "commentReference": "comments are in the file",
    "tracked-changes": "tracked changes are in the file",
    "annotation": "comments are in the file",
    "docVar": "variables of the document are in the file",
    "mailMerge": "the file takes its recipients from a table",
}
"""Elements that keep earlier states of the text, or texts that are not printed."""

HIDDEN_PARTS: Mapping[tuple[str, str], frozenset[str]] = {
    ("sheet", "state"): frozenset({"hidden", "veryHidden"}),
    ("row", "hidden"): frozenset({"1", "true"}),
    ("col", "hidden"): frozenset({"1", "true"}),
    ("sld", "show"): frozenset({"0", "false"}),
    ("cNvPr", "hidden"): frozenset({"1", "true"}),
    ("text-properties", "display"): frozenset({"none"}),
    ("table-row", "visibility"): frozenset({"collapse", "filter"}),
    ("table-column", "visibility"): frozenset({"collapse", "filter"}),
    ("hidden-text", "string-value"): frozenset(),
    ("section", "display"): frozenset({"none"}),
}
"""Elements and values of an attribute with which a sheet, row, slide or text is not shown."""

NUMERIC_PROPERTIES = frozenset(
    {"Pages", "Words", "Characters", "Lines", "Paragraphs", "CharactersWithSpaces", "DocSecurity", "AppVersion"}
)
READ_AGAIN_HINT = "accept or remove it, and save the file again"

JOINING_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml", "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessing", "http://schemas.openxmlformats.org/markup-comp",
    "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://schemas.microsoft.com/office/word",
    "http://purl.oclc.org/ooxml/wordprocessingml", "http://purl.oclc.org/ooxml/drawingml/main", "urn:schemas-microsoft-com",
    "urn:oasis:names:tc:opendocument:xmlns:text", "http://schemas.openxmlformats.org/presentationml",
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
)  # fmt: skip
"""Vocabularies in which an element does not end a word, unless it is one of `BREAKS`."""

SPREADSHEET_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml",
    "http://purl.oclc.org/ooxml/spreadsheetml",
    "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "urn:oasis:names:tc:opendocument",
)
"""Vocabularies in which an element ends a word, except those that format characters."""

OPEN_DOCUMENT_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text"
CHARACTER_ELEMENTS = frozenset({"r", "t", "span", "a"})
BREAKS: Mapping[str, str] = {
    **dict.fromkeys(("p", "h", "tr", "row", "tbl", "table", "list-item", "sp", "si", "br", "cr", "line-break"), "\n"),
    **dict.fromkeys(("tc", "tab", "ptab", "s", "table-cell", "textpath", "oMath"), " "),
    **dict.fromkeys(("footnoteReference", "endnoteReference", "note", "annotation", "comment"), " "),
    "noBreakHyphen": "-",
}  # fmt: skip
"""Elements at which a word ends, and what is read there."""

PROPERTY_ELEMENTS = frozenset("rPr pPr tblPr tcPr trPr sectPr endParaRPr bodyPr lstStyle spPr tblGrid proofErr".split())
"""Elements about the look of a text. They have no words except in attributes, which are read elsewhere."""

EMPTY_ELEMENTS = frozenset({"noBreakHyphen", "tab", "ptab", "s", "br", "cr"})
PASSAGE_ELEMENTS = frozenset({"txbxContent", "textbox", "note", "annotation", "text-box", "comment"})
"""Elements whose words are apart from those round them."""

RUBY_ELEMENTS = frozenset({"rt", "ruby-text"})
"""What is printed over the words of a line, which go on under it."""

ALTERNATIVES: Mapping[str, str] = {"Choice": "choice", "Fallback": "fallback"}
"""What newer and what older programs print at one place."""

HEADER_ELEMENTS = frozenset("oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter".split())
HEADER_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d+|[A-Za-z+-])')
"""What sets a place or a font in the header of a workbook, directly before its words (ECMA-376, 18.3.1.46)."""

CODE_ELEMENTS = frozenset({"instrText", "delInstrText"})
BINARY_ELEMENTS = frozenset({"binaryData", "binary-data", "binData"})
PLAIN_VALUE = re.compile(r"[\d.,:+-]*(?:%|[a-z]{1,2})?|[0-9A-Fa-f]{6,8}|true|false|on|off|none|auto", re.IGNORECASE)
XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml\b|[a-zA-Z][\w.-]*:[a-zA-Z])")
KNOWN_NAMESPACE = re.compile(r"http://(?:schemas\.(?:openxmlformats|microsoft)|purl|www\.w3)\.|urn:(?:oasis|schemas-)")


def is_xml(content: bytes) -> bool:
    """Whether a part is XML of an office file, in any encoding; drawings and web pages have readers of their own."""
    head = _decode_utf16(content[:2000])
    return bool(XML_START.match(head)) and not re.search(
        rb"<(?:\w+:)?(?:svg|html)\b|<!doctype html", head, re.IGNORECASE
    )


def open_office_xml(name: str, content: bytes, inside: OpenInner, styles: WordStyles = NO_STYLES) -> FileContents:
    """Read everything in a part of an office file; `inside` opens the files in it."""
    opened = FileContents()
    short, content = basename(name), _decode_utf16(content)
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        return build_unreadable(f"the part `{short}` declares entities")
    try:
        parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True, insert_pis=True))  # noqa: S314 - no entities are left
        root = ET.fromstring(content, parser)  # noqa: S314
    except (ET.ParseError, ValueError, LookupError):
        return build_unreadable(f"the part `{short}` is damaged")
    if name.endswith(".rels"):
        _read_relationships(root, opened)
    elif name.startswith("docProps/") or short == "meta.xml":
        _read_properties(root, opened)
    else:
        _read_text(short, root, opened)
        for fault in find_hidden_words(root, styles):
            opened.add_error("audit-hidden", f"{fault}, in `{short}`", "remove the words: hiding does not remove them")
    _read_attributes(short, root, opened)
    _read_elements(short, root, opened, inside)
    return opened


def _decode_utf16(content: bytes) -> bytes:
    """XML in UTF-8, so that its declarations can be searched."""
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content
    text = content.decode("utf-16", "replace")
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")


def _read_relationships(root: ET.Element, opened: FileContents) -> None:
    for relation in root:
        target = relation.get("Target", "")
        external = relation.get("TargetMode") == "External"
        opened.add_text("a link", target, TextKind.INVISIBLE)
        if external and not relation.get("Type", "").endswith("/hyperlink"):
            kind = basename(relation.get("Type", ""))
            opened.add_error("audit-remote", f"the file loads something from outside ({kind})")


def _read_properties(root: ET.Element, opened: FileContents) -> None:
    # The value of a property of the user's own is inside the element that has its name.
    names = {value: element.get("name") for element in root.iter() for value in element if element.get("name")}
    for element in root.iter():
        key = get_local_name(element)
        if element.text and element.text.strip() and key not in NUMERIC_PROPERTIES:
            opened.add_property(element.get("name") or names.get(element) or key, element.text)
        opened.add_text("the properties", element.tail or "", TextKind.INVISIBLE)


def _read_attributes(name: str, root: ET.Element, opened: FileContents) -> None:
    """Read the values of all attributes, each once."""
    values = {
        (key.rpartition("}")[2], value): None
        for element in root.iter()
        for key, value in element.attrib.items()
        if not PLAIN_VALUE.fullmatch(value)
    }
    for key, value in values:
        opened.add_text(f"`{key}` in `{name}`", value, TextKind.INVISIBLE)


def _read_elements(name: str, root: ET.Element, opened: FileContents, inside: OpenInner) -> None:
    """Report comments, changes, hidden parts and files in an XML part."""
    faults: dict[tuple[str, str], None] = {}
    for element in root.iter():
        if not get_local_name(element):
            faults["audit-comment", f"a comment is in the source of `{name}`"] = None
            opened.add_text(f"a comment in `{name}`", element.text or "", TextKind.INVISIBLE)
            continue
        kind = get_local_name(element)
        if kind in CHANGE_ELEMENTS and _is_office(element):
            faults["audit-leftover", f"{CHANGE_ELEMENTS[kind]}, in `{name}`"] = None
        for key, value in element.attrib.items():
            hiding = HIDDEN_PARTS.get((kind, key.rpartition("}")[2]))
            if hiding is not None and (value in hiding or not hiding):
                faults["audit-hidden", f"a part of the text is marked as hidden, in `{name}`"] = None
        if kind in BINARY_ELEMENTS and element.text:
            opened.merge(_open_base64(element.text, inside), f"`{name}`")
        if kind == "config-item" and "base64Binary" in element.attrib.values() and element.text:
            _read_setting(name, element.text, opened)
        if not KNOWN_NAMESPACE.match(element.tag[1:]):
            opened.add_text(f"an element of `{name}`", element.tag.lstrip("{"), TextKind.INVISIBLE)
    for code, fault in faults:
        opened.add_error(code, fault, READ_AGAIN_HINT)


def _open_base64(text: str, inside: OpenInner) -> FileContents:
    try:
        return inside(b64decode(text))
    except (Base64Error, ValueError):
        return build_unreadable("a file is damaged")


def _read_setting(name: str, text: str, opened: FileContents) -> None:
    """Read a setting of OpenDocument in Base64: the name of a printer, and what its driver makes of it."""
    try:
        content = b64decode(text)
    except (Base64Error, ValueError):
        content = b""
        opened.add_error("audit-unreadable", f"a setting in `{name}` is damaged")
    for words in extract_texts(content):
        opened.add_text(f"a setting in `{name}`", words, TextKind.INVISIBLE)


def _is_office(element: ET.Element) -> bool:
    return bool(KNOWN_NAMESPACE.match(str(element.tag)[1:])) or not str(element.tag).startswith("{")


def _read_text(name: str, root: ET.Element, opened: FileContents) -> None:
    reader = _PassageReader()
    for event, element in _walk(root):
        reader.start(element) if event == "start" else reader.end(element)
    for kind, passages in ((TextKind.VISIBLE, reader.read()), (TextKind.INVISIBLE, ["".join(reader.code)])):
        for passage in dict.fromkeys(passages):
            opened.add_text(f"`{name}`", passage, kind)


def _walk(root: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    """The start and the end of each element that can have words, without recursion: files can be nested deeply."""
    stack = [("start", root)]
    while stack:
        event, element = stack.pop()
        if not get_local_name(element):
            yield "end", element  # a comment, after which there can be words
            continue
        yield event, element
        if event == "start":
            stack.append(("end", element))
            if get_local_name(element) not in PROPERTY_ELEMENTS:
                stack += [("start", child) for child in reversed(element)]


class _PassageReader:
    """Joins the words of an XML part to passages: what is printed, with and without deleted words, and without breaks."""

    def __init__(self) -> None:
        self.code: list[str] = []
        self.stack: list[list[tuple[str, str]]] = [[]]
        self.finished: list[list[tuple[str, str]]] = []
        self.ruby: list[str] = []
        self.branches: list[str] = []
        self.is_continued = False
        """Whether the next paragraph goes on in the word whose first letter is large."""

    def start(self, element: ET.Element) -> None:
        """Read what is printed at the start of an element."""
        kind, namespace = get_local_name(element), _get_namespace(element)
        if not (kind == "p" and self.is_continued):
            self._add_break(kind, namespace)
        if kind == "p":
            self.is_continued = False
        if kind in ALTERNATIVES:
            self.branches.append(ALTERNATIVES[kind])
        if _is_passage(kind, namespace):
            self.stack.append([])
        if _is_turned(element, kind):
            self._add("text", "\u202e")
        if kind in CODE_ELEMENTS:
            self.code.append(element.text or "")
        elif kind == "sym":
            self._add("text", _read_symbol(element))
        elif kind not in BINARY_ELEMENTS:
            self._add_text(element.text or "", kind, namespace)

    def end(self, element: ET.Element) -> None:
        """Read what is printed after an element."""
        kind, namespace = get_local_name(element), _get_namespace(element)
        if _is_turned(element, kind):
            self._add("text", "\u202c")
        if _is_passage(kind, namespace):
            passage = self.stack.pop()
            if kind in RUBY_ELEMENTS:
                self.ruby.append("".join(text for _, text in passage))
            else:
                self.finished.append(passage)
        if kind in ALTERNATIVES:
            self.branches.pop()
        if kind == "p" and _has_large_first_letter(element):
            self.is_continued = True
        elif kind and kind not in EMPTY_ELEMENTS:
            self._add_break(kind, namespace)
        self._add_text(element.tail or "", "", namespace)

    def read(self) -> Iterator[str]:
        """The passages, each in its readings."""
        for passage in [*self.stack, *self.finished]:
            yield "".join(text for _, text in passage)
            for left_out in ("deleted", "unknown", *ALTERNATIVES.values()):
                if any(kind == left_out for kind, _ in passage):
                    yield "".join(text for kind, text in passage if kind != left_out)
        yield from ("".join(self.ruby), " ".join(self.ruby))

    def _add_break(self, kind: str, namespace: str) -> None:
        is_joining = namespace.startswith(JOINING_NAMESPACES)
        if kind in PROPERTY_ELEMENTS:
            return
        if kind in BREAKS and (is_joining or kind not in CHARACTER_ELEMENTS):
            self._add("text", BREAKS[kind])
        elif not is_joining and not (kind in CHARACTER_ELEMENTS and namespace.startswith(SPREADSHEET_NAMESPACES)):
            self._add("text" if namespace.startswith(SPREADSHEET_NAMESPACES) else "unknown", " ")

    def _add_text(self, text: str, kind: str, namespace: str) -> None:
        # Space between the elements of a Word file is not printed; OpenDocument prints it, and other files may.
        is_text = kind in {"t", "delText"} or namespace.startswith(OPEN_DOCUMENT_TEXT)
        if kind in HEADER_ELEMENTS:
            text = HEADER_CODE.sub(" ", text)
        if text.strip() or (is_text and text):
            self._add("deleted" if kind == "delText" else "text", text)

    def _add(self, kind: str, text: str) -> None:
        self.stack[-1].append((self.branches[-1] if self.branches and kind == "text" else kind, text))


def _is_turned(element: ET.Element, kind: str) -> bool:
    """Whether the letters of a part of Word are printed from the last to the first."""
    return kind == "bdo" and "rtl" in element.attrib.values()


def _has_large_first_letter(element: ET.Element) -> bool:
    """Whether a paragraph is the first letter of the next one, which Word sets in a frame beside it."""
    frames = (frame for properties in element for frame in properties if get_local_name(frame) == "framePr")
    return any(key.endswith("}dropCap") and value != "none" for frame in frames for key, value in frame.attrib.items())


def _is_passage(kind: str, namespace: str) -> bool:
    return kind in PASSAGE_ELEMENTS | RUBY_ELEMENTS and namespace.startswith(
        (*JOINING_NAMESPACES, *SPREADSHEET_NAMESPACES)
    )


def _read_symbol(element: ET.Element) -> str:
    """The character of a symbol. Fonts of symbols have the letters in an area of their own (ECMA-376, 17.3.3.30)."""
    code = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "char"), "")
    try:
        number = int(code, 16)
    except ValueError:
        return " "
    number -= 0xF000 if 0xF000 <= number <= 0xF0FF else 0
    return chr(number) if 0 < number < 0x110000 else " "


def _get_namespace(element: ET.Element) -> str:
    tag: object = element.tag
    return tag.rpartition("}")[0].removeprefix("{") if isinstance(tag, str) else ""
