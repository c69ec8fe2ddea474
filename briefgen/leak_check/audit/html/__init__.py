"""Reads everything in an HTML file: its words, attributes and comments, and what it hides, loads or runs."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import cssselect2
import tinyhtml5

from briefgen.leak_check.audit.findings import FileContents, OpenInner, TextKind, build_unreadable
from briefgen.leak_check.audit.html.folded import is_in_picture
from briefgen.leak_check.audit.html.hiding import Look, build_look, covers_page, covers_words
from briefgen.leak_check.audit.html.style import (
    Declarations,
    StyleSheet,
    add_declarations,
    match_declarations,
    read_inline_style,
    read_strings,
    read_style_sheet,
    replace_variables,
)
from briefgen.leak_check.audit.images import decode_data_url, open_image

ADDRESS_ATTRIBUTES = frozenset(
    {
        "src",
        "href",
        "srcset",
        "poster",
        "data",
        "background",
        "action",
        "formaction",
        "xlink:href",
        "imagesrcset",
        "cite",
    }
)
SCRIPT_TAGS = frozenset({"script", "iframe", "object", "embed", "applet", "frame"})
LOADING_ATTRIBUTES = {
    ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("video", "src"), ("video", "poster"),
    ("audio", "src"), ("track", "src"), ("link", "href"), ("input", "src"), ("image", "href"), ("use", "href"),
    ("body", "background"), ("iframe", "src"), ("script", "src"), ("object", "data"), ("embed", "src"), ("image", "xlink:href"),
    ("use", "xlink:href"), ("link", "imagesrcset"), ("table", "background"), ("td", "background"),
}  # fmt: skip
"""Elements and attributes that load what they name."""

TURN, TURN_BACK = "\u202e", "\u202c"
"""The characters of Unicode between which letters are printed from the last to the first."""

HIDING_HINT = "remove the words: hiding does not remove them"

BLOCK_TAGS = frozenset(
    "p div section article header main footer aside nav address blockquote pre figure figcaption h1 h2 h3 h4 h5 h6 hgroup ul ol li menu dl dt "
    "dd table caption thead tbody tfoot tr td th form fieldset legend details summary dialog hr br center dir search optgroup option html "
    "body head title style script template noscript textarea select datalist".split()
)
WORD_ENDING_TAGS = frozenset(
    "img input label button video audio canvas object iframe embed meter progress output picture svg text title desc math map area".split()
)
"""Elements within a line that end the word before them."""

WORDLESS_TAGS = frozenset({"style", "title", "meta", "link", "base", "script"})
DRAWING_PROPERTIES = frozenset({"display", "visibility", "opacity", "font-size", "fill", "stroke"})
SVG_TEXT_TAGS = frozenset({"text", "tspan", "textpath"})
SVG_NAMESPACE = "{http://www.w3.org/2000/svg}"


def open_html(text: str, inside: OpenInner) -> FileContents:
    """Everything in an HTML file; `inside` opens the files in it."""
    try:
        return _read_html(text, inside)
    except RecursionError:  # elements, or brackets of a style
        return build_unreadable("the page is nested too deeply to be audited")


def _read_html(text: str, inside: OpenInner) -> FileContents:
    opened = FileContents()
    source = _SourceReader(opened, inside)
    try:
        source.feed(text)
        opened.add_text(
            "the end of the source", source.rawdata, TextKind.INVISIBLE
        )  # an element or comment without end
        source.close()
    except AssertionError:  # the standard parser raises it for a declaration that it does not know
        opened.add_error("audit-unreadable", "the source of the page has a declaration that cannot be read")
    root = tinyhtml5.parse(text, namespace_html_elements=False)
    css = "\n".join(_find_style_sheets(root))
    sheet = read_style_sheet(css)
    reader = _PageReader(opened, sheet)
    reader.read(root)
    for words in ("".join(reader.visible), "".join(reader.ruby), " ".join(reader.ruby)):
        opened.add_text("the page", words, TextKind.VISIBLE)
    opened.add_text("hidden text", "".join(reader.hidden), TextKind.VISIBLE)
    if "".join(reader.hidden).strip():
        opened.add_error("audit-hidden", "the page has words that it does not show", HIDING_HINT)
    _read_style(css, sheet, opened, inside)
    return opened


def _find_style_sheets(root: Any) -> Iterator[str]:
    """The style sheets in a page and in its links, each for its medium."""
    for element in root.iter():
        css = ""
        if _get_tag(element) == "style":
            css = "".join(element.itertext())
        elif _get_tag(element) == "link" and "stylesheet" in element.get("rel", "").lower():
            css = (decode_data_url(element.get("href", "")) or b"").decode("utf-8", "replace")
        yield f"@media {element.get('media')} {{{css}}}" if css and element.get("media") else css


def _read_style(css: str, sheet: StyleSheet, opened: FileContents, inside: OpenInner) -> None:
    for comment in re.findall(r"/\*(.*?)\*/", css, re.DOTALL):
        opened.add_text("a comment of the style sheet", comment, TextKind.INVISIBLE)
    for text in dict.fromkeys(sheet.strings):
        opened.add_text("the style sheet", text, TextKind.VISIBLE)
    for address in sheet.addresses:
        _read_address(address, "the style sheet", opened, inside, loads=True)
    if sheet.imports:
        opened.add_error("audit-remote", "the style sheet loads another one")
    if sheet.unreadable:
        opened.add_error(
            "audit-unreadable", "a rule of the style sheet can hide words, and its selector cannot be read"
        )


def _read_address(address: str, where: str, opened: FileContents, inside: OpenInner, *, loads: bool) -> None:
    address = address.strip()
    if address.lower().startswith("data:"):
        content = decode_data_url(address)
        inner = inside(content) if content else build_unreadable("a file in an address is damaged")
        opened.merge(inner, where)
        if content and not open_image(content) and not loads:
            opened.add_error("audit-attachment", "a file is packed in a link")
        return
    if loads and address and not address.startswith("#"):
        opened.add_error("audit-remote", f"{where} loads something that is not in the file")
    opened.add_text(where, address, TextKind.INVISIBLE)


class _SourceReader(HTMLParser):
    """Reads what is in the source of a page and not in its words: attributes, comments, scripts, addresses."""

    def __init__(self, opened: FileContents, inside: OpenInner) -> None:
        super().__init__(convert_charrefs=True)
        self.opened, self.inside = opened, inside

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(attrs)}
        if tag in SCRIPT_TAGS:
            self.opened.add_error("audit-script", f"the page holds a `{tag}` element")
        if tag == "meta":
            self._read_meta(attributes)
            return
        for name, value in attributes.items():
            self._read_attribute(tag, name, value)

    def handle_comment(self, data: str) -> None:
        self.opened.add_error("audit-comment", "the page has a comment in its source")
        self.opened.add_text("a comment", data, TextKind.INVISIBLE)

    def handle_decl(self, decl: str) -> None:
        if decl.lower().strip() != "doctype html":
            self.opened.add_text("a declaration", decl, TextKind.INVISIBLE)

    def handle_pi(self, data: str) -> None:
        if not data.lower().startswith("xml "):
            self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def _read_meta(self, attributes: Mapping[str, str]) -> None:
        if name := attributes.get("name") or attributes.get("property") or attributes.get("itemprop"):
            self.opened.add_property(name, attributes.get("content", ""))
        else:
            self.opened.add_text("`content` of a `meta` element", attributes.get("content", ""), TextKind.INVISIBLE)
        if attributes.get("http-equiv", "").lower() == "refresh":
            self.opened.add_error("audit-remote", "the page opens another one by itself")

    def _read_attribute(self, tag: str, name: str, value: str) -> None:
        where = f"`{name}` of a `{tag}` element"
        if name.startswith("on"):
            self.opened.add_error("audit-script", f"the page runs a script from `{name}`")
        if name == "srcdoc":
            self.opened.merge(self.inside(value.encode()), where)
        if name in ADDRESS_ATTRIBUTES:
            if re.sub(r"[\x00-\x20]", "", value).lower().startswith(("javascript:", "vbscript:")):
                self.opened.add_error("audit-script", "the page runs a script from a link")
            loads = (tag, name) in LOADING_ATTRIBUTES
            _read_address(value, where, self.opened, self.inside, loads=loads)
            return
        self.opened.add_text(where, value, TextKind.INVISIBLE)
        if name == "style":
            sheet = StyleSheet()
            read_inline_style(value, sheet)
            for text in sheet.strings:
                self.opened.add_text(where, text, TextKind.VISIBLE)
            for address in sheet.addresses:
                _read_address(address, where, self.opened, self.inside, loads=True)


class _PageReader:
    """Keeps visible and hidden words apart, with a break wherever a browser sets words apart."""

    def __init__(self, opened: FileContents, sheet: StyleSheet) -> None:
        self.opened, self.sheet = opened, sheet
        self.visible: list[str] = []
        self.hidden: list[str] = []
        self.ruby: list[str] = []
        """What is printed over words, such as how Chinese or Korean names are read aloud."""
        self.looks: dict[Hashable, tuple[Look, Look]] = {}
        """Each with the one that it is inside, which stays in memory: its `id` is in the key."""

    def read(self, root: Any) -> None:
        """Read the words of the page, without recursion."""
        stack: list[Any] = [(cssselect2.ElementWrapper.from_html_root(root), Look())]
        while stack:
            item = stack.pop()
            if isinstance(item[0], str):
                self._add(*item)
            else:
                stack += reversed(list(self._read_element(*item)))

    def _read_element(self, wrapper: Any, parent: Look) -> Iterator[tuple[Any, Look]]:
        """The pieces of an element in their order: words, and the elements in it, each with its look."""
        element = wrapper.etree_element
        tag = _get_tag(element)
        attributes = {str(name): value for name, value in element.attrib.items()}
        parts, own = match_declarations(wrapper, self.sheet)
        is_drawing = SVG_NAMESPACE in str(element.tag)
        declarations = _read_presentation(tag, attributes, is_drawing=is_drawing)
        add_declarations(declarations, own)
        if "style" in attributes:
            add_declarations(declarations, read_inline_style(attributes["style"], StyleSheet()))
        look = self._find_look(tag, attributes, declarations, parent, is_drawing=is_drawing)
        self._check_element(tag, attributes, element, declarations, look)
        self._check_parts(element, parts, look)
        is_apart = (
            look.display not in {"inline", "contents", "ruby"} or look.is_item or _is_placed(declarations, element)
        )
        if is_drawing and tag == "text" and look.shows_words:
            self.opened.add_text("the page", "".join(element.itertext()))  # pieces of a line can each have a place
        edge = "\n" if is_apart or (is_drawing and _is_piece(element)) else ""
        is_turned = _is_turned(tag, attributes, declarations)
        yield edge + TURN * is_turned, parent
        if tag == "rt" and look.shows_words:
            self.ruby.append("".join(element.itertext()))
            return
        if tag == "rp" and not any(map(str.isalnum, "".join(element.itertext()))):
            return  # brackets for browsers that print the words of `rt` in the line
        if tag in WORDLESS_TAGS and not is_drawing:
            self._read_head(tag, "".join(element.itertext()))
        else:
            yield _read_generated(parts.get("before"), look, attributes), look
            is_closed = tag == "details" and "open" not in attributes
            figure = wrapper.parent.etree_element if is_closed and wrapper.parent is not None else None
            is_folded = is_closed and not is_in_picture(element, figure)
            inner = replace(look, is_hidden=True) if is_folded else look
            yield element.text or "", inner
            children = wrapper.iter_children()
            for child in element:
                if isinstance(child.tag, str):
                    is_summary = inner is not look and child.tag == "summary"
                    yield next(children), look if is_summary else inner
                yield child.tail or "", inner
            yield _read_generated(parts.get("after"), look, attributes), look
        yield TURN_BACK * is_turned + edge, parent

    def _find_look(
        self, tag: str, attributes: Mapping[str, str], declarations: Declarations, parent: Look, *, is_drawing: bool
    ) -> Look:
        """The look of an element, built once for all that have the same style inside the same look: most pages have few."""
        key = id(parent), tag, frozenset(attributes), tuple(declarations.items()), is_drawing
        if key not in self.looks:
            default = "block" if tag in BLOCK_TAGS else "inline-block" if tag in WORD_ENDING_TAGS else "inline"
            look = build_look(tag, attributes, declarations, parent, default)
            if is_drawing:
                fill = declarations.get("fill", ("", False))[0]
                is_unpainted = fill in {"none", "transparent"} and "stroke" not in declarations
                is_hidden = look.is_hidden or (is_unpainted and tag in SVG_TEXT_TAGS)
                look = replace(look, grounds=None, alpha=1, is_hidden=is_hidden)
            self.looks[key] = parent, look
        return self.looks[key][1]

    def _read_head(self, tag: str, text: str) -> None:
        if tag == "title":
            self.opened.add_property("title", text)
        elif tag == "script":
            self.opened.add_text("a script", text, TextKind.VISIBLE)

    def _check_element(
        self, tag: str, attributes: Mapping[str, str], element: Any, declarations: Declarations, look: Look
    ) -> None:
        if tag == "input" and attributes.get("type", "").lower() == "hidden" and attributes.get("value", "").strip():
            self.opened.add_error("audit-hidden", "the page has a hidden field with a value", HIDING_HINT)
        if not look.is_hidden and not _has_words(element) and covers_page(declarations, look):
            self.opened.add_error("audit-hidden", "an element without words is painted over the page", HIDING_HINT)

    def _check_parts(self, element: Any, parts: Mapping[str, Declarations], look: Look) -> None:
        """Report a part of an element that a style sheet paints over its words, or whose words it hides."""
        if not parts or look.is_hidden or not _has_words(element):
            return
        if any(covers_words(parts[name], look) for name in ("before", "after") if name in parts):
            self.opened.add_error("audit-hidden", "the style sheet paints something over words", HIDING_HINT)
        for name in ("first-line", "first-letter"):
            if name in parts and look.shows_words and not build_look("", {}, parts[name], look, "inline").shows_words:
                self.opened.add_error(
                    "audit-hidden", f"the style sheet hides the {name.replace('-', ' ')} of a text", HIDING_HINT
                )

    def _add(self, text: str, look: Look) -> None:
        if text.strip():
            (self.visible if look.shows_words else self.hidden).append(text)
        elif text:
            self.visible.append(text)
            self.hidden.append(text)


def _has_words(element: Any) -> bool:
    return any(text.strip() for text in element.itertext())


def _read_generated(declarations: Declarations | None, look: Look, attributes: Mapping[str, str]) -> str:
    """The words that a style sheet prints before or after those of an element."""
    if not declarations or "content" not in declarations:
        return ""
    return read_strings(replace_variables(declarations["content"][0], look.variables), attributes)


def _is_turned(tag: str, attributes: Mapping[str, str], declarations: Declarations) -> bool:
    """Whether the letters of an element are printed from the last to the first."""
    is_override = tag == "bdo" or declarations.get("unicode-bidi", ("", False))[0].endswith("override")
    direction = declarations.get("direction", (attributes.get("dir", ""), False))[0]
    return is_override and direction.strip().lower() == "rtl"


def _read_presentation(tag: str, attributes: Mapping[str, str], *, is_drawing: bool) -> Declarations:
    """The style in attributes of drawings and of earlier versions of HTML."""
    found: Declarations = {}
    colour = attributes.get("text" if tag == "body" else "color", "") if tag in {"font", "body", "basefont"} else ""
    for name, value in (("color", colour), ("background-color", attributes.get("bgcolor", ""))):
        if value:
            is_hex = re.fullmatch(r"[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?", value.strip())
            found[name] = (f"#{value.strip()}" if is_hex else value.strip()), False
    if is_drawing:
        found |= {name: (value, False) for name, value in attributes.items() if name in DRAWING_PROPERTIES}
    return found


def _is_placed(declarations: Declarations, element: Any) -> bool:
    """Whether an element has a place of its own, beside the text. A large first letter belongs to its word."""
    position, floating = (declarations.get(name, ("", False))[0].lower() for name in ("position", "float"))
    is_floating = floating in {"left", "right"} and len("".join(element.itertext()).strip()) > 1
    return position in {"absolute", "fixed", "sticky"} or is_floating


def _is_piece(element: Any) -> bool:
    """Whether a piece of a drawing's text has a place of its own, and more than the one character that programs place."""
    return len((element.text or "").strip()) > 1 and not {"x", "y", "dy"}.isdisjoint(element.attrib)


def _get_tag(element: Any) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
