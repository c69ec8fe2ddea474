"""Reads an HTML file in full: its words, what stands in attributes and comments, what it hides, loads or runs."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from briefgen.audit.findings import Opened, Part
from briefgen.audit.images import open_image

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
RUNNING = frozenset({"script", "iframe", "object", "embed", "applet", "frame"})
LOADING = {
    ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("video", "src"), ("video", "poster"),
    ("audio", "src"), ("track", "src"), ("link", "href"), ("input", "src"), ("image", "href"), ("use", "href"),
    ("body", "background"), ("iframe", "src"), ("script", "src"), ("object", "data"), ("embed", "src"),
}  # fmt: skip
"""Elements and attributes that load what they name."""

HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0?\.?0*(?:[;}!]|$)|font-size:0(?:px|pt|em|rem|%)?(?:[;}!]|$)|text-indent:-\d{3,}"
    r"|(?<![-\w])color:(?:#fff(?:fff)?|white|transparent|rgba\([^)]*,0?\.?0+\))(?![\w-])"
)
"""Style that hides words, without spaces and in small letters."""

COVERING = re.compile(r"background(?:-color)?:(?:#000(?:000)?|black)(?![\w-])")
BLACK_TEXT = re.compile(r"(?<![-\w])color:(?:#000(?:000)?|black)(?![\w-])")
PAINTED = re.compile(r"background(?:-color|-image)?:(?!transparent|none|inherit|#fff|white)")
RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
GROUP = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
LINK = re.compile(r"url\(\s*[\"']?([^)\"']*)", re.IGNORECASE)
SIMPLE = re.compile(r"[.#]?[\w-]+")
DATA = re.compile(r"data:(?P<type>[^;,]*)(?P<base64>[^,]*;base64)?[^,]*,(?P<data>.*)", re.DOTALL)

BREAKING = frozenset("p div section article h1 h2 h3 h4 h5 h6 li td th tr table dt dd br figcaption aside nav".split())


def open_html(content: bytes) -> Opened:
    """Everything in an HTML file."""
    opened = Opened()
    text = content.decode("utf-8", "replace")
    styles = "\n".join(re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL | re.IGNORECASE))
    reader = _Reader(opened, _hiding_selectors(styles))
    reader.feed(text)
    reader.close()
    opened.read("the page", "".join(reader.shown), Part.TEXT)
    opened.read("hidden text", "".join(reader.hidden), Part.TEXT)
    if "".join(reader.hidden).strip():
        opened.refuse(
            "audit-hidden", "the page holds words that it does not show", "take the words out: hiding them does not"
        )
    _read_style(styles, opened)
    return opened


def _hiding_selectors(styles: str) -> frozenset[str]:
    """Classes, ids and elements that a style sheet hides wherever it is read."""
    found: set[str] = set()
    for selectors, body in RULE.findall(GROUP.sub("", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL))):
        if _hides(body):
            found.update(one.strip() for one in selectors.split(",") if SIMPLE.fullmatch(one.strip()))
    return frozenset(found)


def _hides(style: str) -> bool:
    packed = re.sub(r"\s+", "", style).lower()
    if COVERING.search(packed) and (
        BLACK_TEXT.search(packed) or "color:" not in packed.replace("background-color:", "")
    ):
        return True
    found = HIDING.search(packed)
    return found is not None and not (found[0].startswith("color:") and PAINTED.search(packed))


def _read_style(styles: str, opened: Opened) -> None:
    for comment in re.findall(r"/\*(.*?)\*/", styles, re.DOTALL):
        opened.read("a comment of the style sheet", comment, Part.UNSEEN)
    for quoted in re.findall(r"content\s*:\s*[\"']([^\"']*)", styles):
        opened.read("the style sheet", quoted, Part.TEXT)
    for address in LINK.findall(styles):
        _read_address(address, "the style sheet", opened, loads=True)
    if "@import" in styles.lower():
        opened.refuse("audit-remote", "the style sheet loads another one")


def _read_address(address: str, where: str, opened: Opened, *, loads: bool) -> None:
    data = DATA.match(address.strip())
    if data:
        image = open_image(_bytes_of(data))
        if image:
            opened.take(image, where)
    elif loads and address.strip() and not address.startswith("#"):
        opened.refuse("audit-remote", f"{where} loads something that is not in the file")
        opened.read(where, address, Part.UNSEEN)
    else:
        opened.read(where, address, Part.UNSEEN)


def _bytes_of(data: re.Match[str]) -> bytes:
    try:
        return b64decode(data["data"]) if data["base64"] else unquote_to_bytes(data["data"])
    except (Base64Error, ValueError):
        return b""


class _Reader(HTMLParser):
    """Parts the words that are shown from those that are not."""

    def __init__(self, opened: Opened, hiding: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.opened, self.hiding = opened, hiding
        self.stack: list[tuple[str, bool]] = []
        self.shown: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in RUNNING:
            self.opened.refuse("audit-script", f"the page holds a `{tag}` element")
        self._read_attributes(tag, attributes)
        if tag in BREAKING:
            self._text("\n")
        if tag not in VOID:
            unseen = bool(self.stack and self.stack[-1][1])
            self.stack.append((tag, unseen or self._is_hidden(tag, attributes)))

    def handle_endtag(self, tag: str) -> None:
        if any(one == tag for one, _ in self.stack):
            while self.stack.pop()[0] != tag:
                pass
        if tag in BREAKING:
            self._text("\n")

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][0] == "style":
            return
        if self.stack and self.stack[-1][0] == "title":
            self.opened.say("title", data)
        else:
            self._text(data)

    def handle_comment(self, data: str) -> None:
        self.opened.refuse("audit-comment", "the page carries a comment in its source")
        self.opened.read("a comment", data, Part.UNSEEN)

    def _text(self, text: str) -> None:
        (self.hidden if self.stack and self.stack[-1][1] else self.shown).append(text)

    def _is_hidden(self, tag: str, attributes: dict[str, str]) -> bool:
        names = {tag, f"#{attributes.get('id', '')}", *(f".{word}" for word in attributes.get("class", "").split())}
        return (
            "hidden" in attributes
            or tag in {"template", "noscript"}
            or bool(names & self.hiding)
            or _hides(attributes.get("style", ""))
        )

    def _read_attributes(self, tag: str, attributes: dict[str, str]) -> None:
        for where, name, value in _attributes(tag, attributes):
            if name.startswith("on"):
                self.opened.refuse("audit-script", f"the page runs a script from `{name}`")
            if name in {"src", "href", "srcset", "poster", "data", "background", "action"}:
                loads = (tag, name) in LOADING
                if value.strip().lower().startswith("javascript:"):
                    self.opened.refuse("audit-script", "the page runs a script from a link")
                _read_address(value, where, self.opened, loads=loads)
            else:
                self.opened.read(where, value, Part.UNSEEN)
                for address in LINK.findall(value) if name == "style" else ():
                    _read_address(address, where, self.opened, loads=True)
        if tag == "meta" and attributes.get("name"):
            self.opened.say(attributes["name"], attributes.get("content", ""))
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            self.opened.refuse("audit-remote", "the page leads on to another by itself")


def _attributes(tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for name, value in attributes.items():
        if tag != "meta":
            yield f"`{name}` of a `{tag}` element", name, value
