"""The structure tree of a PDF as text: what a screen reader reads, in its order, with what it says of each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

SAID = {"/Lang": "lang", "/Alt": "alt", "/E": "expansion", "/ID": "id", "/ActualText": "actual"}


def structure_text(content: bytes) -> str:
    """The whole tree, one element or run of words a line, indented."""
    reader = PdfReader(BytesIO(content))
    words = {id_of(page): dict(_marked_words(reader, page)) for page in reader.pages}
    root: Any = reader.trailer["/Root"]
    return "\n".join(_lines(root["/StructTreeRoot"]["/K"][0].get_object(), words, 0)) + "\n"


def id_of(page: Any) -> int:
    """The number of a page's object."""
    return int(page.indirect_reference.idnum)


def _lines(element: DictionaryObject, words: Mapping[int, Mapping[int, str]], depth: int) -> Iterator[str]:
    said = [f'{name}="{element[key]}"' for key, name in SAID.items() if key in element]
    yield "  " * depth + " ".join([str(element["/S"])[1:], *said, *_attributes(element)])
    run: list[str] = []
    for kid in _kids(element):
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


def _kids(element: DictionaryObject) -> list[Any]:
    kids = element.get("/K", ArrayObject())
    return [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]


def _words_of(kid: Any, element: DictionaryObject, words: Mapping[int, Mapping[int, str]]) -> str | None:
    if isinstance(kid, int):
        return words[element.raw_get("/Pg").idnum].get(int(kid), "")
    if kid.get("/Type") == "/MCR":
        return words[kid.raw_get("/Pg").idnum].get(int(kid["/MCID"]), "")
    return None


def _attributes(element: DictionaryObject) -> list[str]:
    attributes: Any = element.get("/A", ArrayObject())
    owners = attributes if isinstance(attributes, list) else [attributes]
    return [
        f"{key[1:]}={str(value).removeprefix('/')}"
        for owner in owners
        for key, value in owner.get_object().items()
        if key not in {"/O", "/BBox"}
    ]


def _marked_words(reader: PdfReader, page: Any) -> Iterator[tuple[int, str]]:
    """The words of each marked content of a page, by its number; pieces that are moved apart are told apart."""
    fonts = {name: _decoder(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    stack: list[int | None] = []
    decode, found = fonts.get(""), dict[int, str]()
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in {b"BDC", b"BMC"}:
            properties = operands[1] if len(operands) > 1 else {}
            stack.append(int(properties["/MCID"]) if "/MCID" in properties else None)
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"Tf":
            decode = fonts[operands[0]]
        elif operator in {b"Tj", b"TJ"} and stack and stack[-1] is not None and decode:
            shown = operands[0] if isinstance(operands[0], list) else [operands[0]]
            text = "".join(decode(string) for string in shown if hasattr(string, "original_bytes"))
            found[stack[-1]] = found.get(stack[-1], "") + text
    yield from found.items()


def _decoder(font: DictionaryObject) -> Any:
    mapping = _to_unicode(font["/ToUnicode"].get_object().get_data().decode("latin-1"))  # type: ignore[union-attr]

    def decode(shown: Any) -> str:
        data = shown.original_bytes
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
