"""Reads everything in an HTML file: its words, attributes and comments, and what it hides, loads or runs."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from briefgen.leak_check.audit.findings import FileContents, TextKind
from briefgen.leak_check.audit.images import open_image

VOID_TAGS = frozenset("area base br col embed hr img input link meta source track wbr".split())
ADDRESS_ATTRIBUTES = frozenset({"src", "href", "srcset", "poster", "data", "background", "action"})
SCRIPT_TAGS = frozenset({"script", "iframe", "object", "embed", "applet", "frame"})
LOADING_ATTRIBUTES = {
    ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("video", "src"), ("video", "poster"),
    ("audio", "src"), ("track", "src"), ("link", "href"), ("input", "src"), ("image", "href"), ("use", "href"),
    ("body", "background"), ("iframe", "src"), ("script", "src"), ("object", "data"), ("embed", "src"),
}  # fmt: skip
"""Elements and attributes that load what they name."""

HIDING_STYLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0?\.?0*(?:[;}!]|$)|font-size:0(?:px|pt|em|rem|%)?(?:[;}!]|$)|text-indent:-\d{3,}"
    r"|(?<![-\w])color:(?:#fff(?:fff)?|white|transparent|rgba\([^)]*,0?\.?0+\))(?![\w-])"
)
"""Style that hides words, without spaces and in lower case."""

BLACK_BACKGROUND = re.compile(r"background(?:-color)?:(?:#000(?:000)?|black)(?![\w-])")
BLACK_TEXT = re.compile(r"(?<![-\w])color:(?:#000(?:000)?|black)(?![\w-])")
PAINTED_BACKGROUND = re.compile(r"background(?:-color|-image)?:(?!transparent|none|inherit|#fff|white)")
STYLE_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
AT_RULE = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
STYLE_URL = re.compile(r"url\(\s*[\"']?([^)\"']*)", re.IGNORECASE)
SIMPLE_SELECTOR = re.compile(r"[.#]?[\w-]+")
DATA_URL = re.compile(r"data:(?P<type>[^;,]*)(?P<base64>[^,]*;base64)?[^,]*,(?P<data>.*)", re.DOTALL)

BLOCK_TAGS = frozenset(
    "p div section article h1 h2 h3 h4 h5 h6 li td th tr table dt dd br figcaption aside nav".split()
)


def open_html(content: bytes) -> FileContents:
    """Everything in an HTML file."""
    opened = FileContents()
    text = content.decode("utf-8", "replace")
    styles = "\n".join(re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL | re.IGNORECASE))
    reader = _HtmlAuditor(opened, _find_hiding_selectors(styles))
    reader.feed(text)
    reader.close()
    opened.add_text("the page", "".join(reader.visible), TextKind.VISIBLE)
    opened.add_text("hidden text", "".join(reader.hidden), TextKind.VISIBLE)
    if "".join(reader.hidden).strip():
        opened.add_error(
            "audit-hidden", "the page has words that it does not show", "remove the words: hiding does not remove them"
        )
    _read_style(styles, opened)
    return opened


def _find_hiding_selectors(styles: str) -> frozenset[str]:
    """Classes, ids and elements that a style sheet hides in every medium."""
    hiding: set[str] = set()
    for selectors, body in STYLE_RULE.findall(AT_RULE.sub("", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL))):
        if _is_hiding(body):
            names = (name.strip() for name in selectors.split(","))
            hiding.update(name for name in names if SIMPLE_SELECTOR.fullmatch(name))
    return frozenset(hiding)


def _is_hiding(style: str) -> bool:
    packed = re.sub(r"\s+", "", style).lower()
    if BLACK_BACKGROUND.search(packed) and (
        BLACK_TEXT.search(packed) or "color:" not in packed.replace("background-color:", "")
    ):
        return True
    found = HIDING_STYLE.search(packed)
    return found is not None and not (found[0].startswith("color:") and PAINTED_BACKGROUND.search(packed))


def _read_style(styles: str, opened: FileContents) -> None:
    for comment in re.findall(r"/\*(.*?)\*/", styles, re.DOTALL):
        opened.add_text("a comment of the style sheet", comment, TextKind.INVISIBLE)
    for quoted in re.findall(r"content\s*:\s*[\"']([^\"']*)", styles):
        opened.add_text("the style sheet", quoted, TextKind.VISIBLE)
    for address in STYLE_URL.findall(styles):
        _read_address(address, "the style sheet", opened, loads=True)
    if "@import" in styles.lower():
        opened.add_error("audit-remote", "the style sheet loads another one")


def _read_address(address: str, where: str, opened: FileContents, *, loads: bool) -> None:
    if data := DATA_URL.match(address.strip()):
        if image := open_image(_decode_data_url(data)):
            opened.merge(image, where)
        return
    if loads and address.strip() and not address.startswith("#"):
        opened.add_error("audit-remote", f"{where} loads something that is not in the file")
    opened.add_text(where, address, TextKind.INVISIBLE)


def _decode_data_url(data: re.Match[str]) -> bytes:
    try:
        return b64decode(data["data"]) if data["base64"] else unquote_to_bytes(data["data"])
    except (Base64Error, ValueError):
        return b""


class _HtmlAuditor(HTMLParser):
    """Keeps visible and hidden words apart."""

    def __init__(self, opened: FileContents, hiding: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.opened, self.hiding = opened, hiding
        self.stack: list[tuple[str, bool]] = []
        self.visible: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in SCRIPT_TAGS:
            self.opened.add_error("audit-script", f"the page holds a `{tag}` element")
        self._read_attributes(tag, attributes)
        if tag in BLOCK_TAGS:
            self._add_text("\n")
        if tag not in VOID_TAGS:
            unseen = bool(self.stack and self.stack[-1][1])
            self.stack.append((tag, unseen or self._is_hidden(tag, attributes)))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.stack):
            while self.stack.pop()[0] != tag:
                pass
        if tag in BLOCK_TAGS:
            self._add_text("\n")

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][0] == "style":
            return
        if self.stack and self.stack[-1][0] == "title":
            self.opened.add_property("title", data)
        else:
            self._add_text(data)

    def handle_comment(self, data: str) -> None:
        self.opened.add_error("audit-comment", "the page has a comment in its source")
        self.opened.add_text("a comment", data, TextKind.INVISIBLE)

    def _add_text(self, text: str) -> None:
        (self.hidden if self.stack and self.stack[-1][1] else self.visible).append(text)

    def _is_hidden(self, tag: str, attributes: dict[str, str]) -> bool:
        names = {tag, f"#{attributes.get('id', '')}", *(f".{word}" for word in attributes.get("class", "").split())}
        return (
            "hidden" in attributes
            or tag in {"template", "noscript"}
            or bool(names & self.hiding)
            or _is_hiding(attributes.get("style", ""))
        )

    def _read_attributes(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "meta":
            if attributes.get("name"):
                self.opened.add_property(attributes["name"], attributes.get("content", ""))
            if attributes.get("http-equiv", "").lower() == "refresh":
                self.opened.add_error("audit-remote", "the page opens another one by itself")
            return
        for name, value in attributes.items():
            where = f"`{name}` of a `{tag}` element"
            if name.startswith("on"):
                self.opened.add_error("audit-script", f"the page runs a script from `{name}`")
            if name in ADDRESS_ATTRIBUTES:
                if value.strip().lower().startswith("javascript:"):
                    self.opened.add_error("audit-script", "the page runs a script from a link")
                _read_address(value, where, self.opened, loads=(tag, name) in LOADING_ATTRIBUTES)
            else:
                self.opened.add_text(where, value, TextKind.INVISIBLE)
                for address in STYLE_URL.findall(value) if name == "style" else ():
                    _read_address(address, where, self.opened, loads=True)
