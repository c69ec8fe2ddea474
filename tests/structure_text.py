"""The structure tree of a PDF as text: what a screen reader reads, in its order, with what it says of each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf

from tests.pdf import Pdf, operations

SAID = {"/Lang": "lang", "/Alt": "alt", "/E": "expansion", "/ID": "id", "/ActualText": "actual"}


def structure_text(content: bytes) -> str:
    """The whole tree, one element or run of words a line, indented."""
    pdf = Pdf(content)
    words = {page.objgen: _marked_words(page) for page in pdf.file.pages}
    return "\n".join(_lines(pdf.root.StructTreeRoot.K[0], words, 0)) + "\n"


def _lines(element: Any, words: Mapping[Any, Mapping[int, str]], depth: int) -> Iterator[str]:
    said = [f'{name}="{element[key]}"' for key, name in SAID.items() if key in element]
    yield "  " * depth + " ".join([str(element.S)[1:], *said, *_attributes(element)])
    run: list[str] = []
    for kid in _list(element.get("/K")):
        text = _words_of(kid, element, words)
        if text is not None:
            run.append(text)
            continue
        yield from _flushed(run, depth)
        if "/S" in kid:
            yield from _lines(kid, words, depth + 1)
        else:
            yield "  " * (depth + 1) + "(place to click)"
    yield from _flushed(run, depth)


def _flushed(run: list[str], depth: int) -> Iterator[str]:
    text = " ".join(" ".join(run).split())
    run.clear()
    if text:
        yield "  " * (depth + 1) + f'"{text}"'


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _words_of(kid: Any, element: Any, words: Mapping[Any, Mapping[int, str]]) -> str | None:
    if isinstance(kid, int):
        return words[element.Pg.objgen].get(kid, "")
    if kid.get("/Type") == "/MCR":
        return words[kid.Pg.objgen].get(int(kid.MCID), "")
    return None


def _attributes(element: Any) -> list[str]:
    return [
        f"{key[1:]}={str(value).removeprefix('/')}"
        for owner in _list(element.get("/A"))
        for key, value in owner.items()
        if key not in {"/O", "/BBox"}
    ]


def _marked_words(page: Any) -> Mapping[int, str]:
    """The words of each marked content of a page, by its number; pieces that are moved apart are told apart."""
    fonts = {name: _decoder(font) for name, font in page.Resources.Font.items()}
    stack: list[int | None] = []
    decode, found = fonts.get(""), dict[int, str]()
    for operands, operator in operations(page):
        if operator in {"BDC", "BMC"}:
            properties = operands[1] if len(operands) > 1 else {}
            stack.append(int(properties["/MCID"]) if "/MCID" in properties else None)
        elif operator == "EMC":
            stack.pop()
        elif operator == "Tf":
            decode = fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"} and stack and stack[-1] is not None and decode:
            text = "".join(decode(bytes(piece)) for piece in _list(operands[0]) if isinstance(piece, pikepdf.String))
            found[stack[-1]] = found.get(stack[-1], "") + text
    return found


def _decoder(font: Any) -> Any:
    mapping = _to_unicode(font.ToUnicode.read_bytes().decode("latin-1"))

    def decode(data: bytes) -> str:
        return "".join(mapping.get(int.from_bytes(data[at : at + 2], "big"), "") for at in range(0, len(data), 2))

    return decode


def _to_unicode(text: str) -> dict[int, str]:
    """The table of a font from its glyphs to characters."""
    mapping: dict[int, str] = {}
    for line in text.splitlines():
        parts = line.replace("<", " ").replace(">", " ").split()
        if len(parts) == 2 and len(parts[0]) == 4 and line.startswith("<"):
            mapping[int(parts[0], 16)] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return mapping
