"""Writes and reads the files that translators work with: XLIFF 2.0 and PO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from briefgen.model.characters import describe_encoding_error
from briefgen.model.diagnostic import MachineError, Origin, Sink
from briefgen.translate.placeholders import find_placeholders
from briefgen.translate.units import TranslationUnit, read_unit_name

INSTALL_HINT = "run `pip install 'briefgen[translations]'`"

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
EXPORTED_ID = re.compile(r"u\d+\.([0-9a-f]{12})\.")
"""No program changes the `id` of a unit: so it says which translation was exported."""
EXPORTED_NOTE = re.compile(r"^translation when exported: ([0-9a-f]{12})$", re.MULTILINE)
"""In PO a comment of its own says it."""
UNSAFE_IN_ID = re.compile(r"[^\w.-]+")
INLINE_WITH_WORDS = frozenset({"pc", "mrk"})
"""Elements inside a text whose words are part of it. Others mark a place and have no words."""


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """What a file for translators holds."""

    library: str
    source_language: str
    language: str
    """Empty: the file does not say it."""
    units: tuple[TranslationUnit, ...]


def _import_storage() -> Any:
    """The formats of translate-toolkit, whose functions have no types. Raises `MachineError`."""
    try:
        import translate.storage.pypo  # noqa: PLC0415 - it is under the GPL: only who needs it installs it
        import translate.storage.xliff2  # noqa: PLC0415
    except ImportError as error:
        message = "files for translators need `translate-toolkit`, which is not on this machine"
        raise MachineError("exchange-missing", message, INSTALL_HINT) from error
    return translate.storage


def write_xliff(file: ExchangeFile) -> bytes:
    """An XLIFF 2.0 file. What must stay as it is is a `<ph>` element, so no program lets a translator change it.

    Raises `MachineError` without translate-toolkit, like all functions here that write and read files.
    """
    store = _import_storage().xliff2.Xliff2File()
    store.setsourcelanguage(file.source_language)
    store.settargetlanguage(file.language)
    store.body.set("original", file.library)
    for number, unit in enumerate(file.units, 1):
        _add_xliff_unit(store.body, number, unit)
    return bytes(store)


def _add_xliff_unit(body: Any, number: int, unit: TranslationUnit) -> None:
    name = UNSAFE_IN_ID.sub("-", unit.name)
    element = etree.SubElement(
        body, f"{{{NAMESPACE}}}unit", id=f"u{number}.{unit.exported_digest}.{name}", name=unit.name
    )
    notes = [text for text in (str(unit.origin or ""), unit.remark) if text]
    if notes:
        holder = etree.SubElement(element, f"{{{NAMESPACE}}}notes")
        for note in notes:
            etree.SubElement(holder, f"{{{NAMESPACE}}}note").text = note
    protected = list(
        dict.fromkeys(match[0] for text in (unit.source, unit.target) for match in find_placeholders(text))
    )
    if protected:
        data = etree.SubElement(element, f"{{{NAMESPACE}}}originalData")
        for index, text in enumerate(protected, 1):
            etree.SubElement(data, f"{{{NAMESPACE}}}data", id=f"d{index}").text = text
    state = "initial" if unit.is_stale or not unit.target else "translated"
    segment = etree.SubElement(element, f"{{{NAMESPACE}}}segment", state=state)
    for tag, text in (("source", unit.source), ("target", unit.target)):
        if text:
            inline = etree.SubElement(segment, f"{{{NAMESPACE}}}{tag}")
            inline.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            _fill_inline(inline, text, protected)


def _fill_inline(element: Any, text: str, protected: list[str]) -> None:
    """A text as content of an element, with a `<ph>` for each placeholder; a second one of the same kind gets an id of its own."""
    last, end, counts = None, 0, dict[str, int]()
    for match in find_placeholders(text):
        _append_text(element, last, text[end : match.start()])
        index = protected.index(match[0]) + 1
        counts[match[0]] = counts.get(match[0], 0) + 1
        number = f"{index}" if counts[match[0]] == 1 else f"{index}-{counts[match[0]]}"
        last = etree.SubElement(element, f"{{{NAMESPACE}}}ph", id=number, dataRef=f"d{index}", disp=match[0])
        end = match.end()
    _append_text(element, last, text[end:])


def _append_text(element: Any, last: Any, text: str) -> None:
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def read_xliff(content: bytes, display_path: str, sink: Sink) -> ExchangeFile:
    """The content of an XLIFF 2 file. Raises `BriefgenError` where it cannot be read."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        line = content[: content.find(b"<!")].count(b"\n") + 1
        sink.stop("translation-file", "has a document type of its own", Origin(display_path, line), "export it again")
    reader = _import_storage().xliff2.Xliff2File
    try:
        store = reader.parsestring(content)
    except etree.XMLSyntaxError as error:
        sink.stop(
            "translation-file", "cannot be read as XML", Origin(display_path, error.lineno or 1), "export it again"
        )
    except Exception:  # noqa: BLE001 - the reader raises what it happens to meet, an `AssertionError` among them
        message = "is not an XLIFF 2 file"
        sink.stop("translation-file", message, Origin(display_path, 1), "export it with `briefgen translations export`")
    units = [
        unit
        for element in store.body.iter(f"{{{NAMESPACE}}}unit")
        for unit in _read_xliff_unit(element, display_path, sink)
    ]
    library = store.body.get("original") or ""
    return ExchangeFile(library, store.getsourcelanguage(), store.gettargetlanguage() or "", tuple(units))


def _read_xliff_unit(element: Any, display_path: str, sink: Sink) -> Iterator[TranslationUnit]:
    origin = Origin(display_path, element.sourceline or 1)
    known = read_unit_name(element.get("name") or "")
    if known is None:
        message = f"the unit `{element.get('id') or ''}` has no `name` that briefgen wrote"
        sink.error("translation-unit", message, origin, "export the texts again")
        return
    data = {item.get("id"): item.text or "" for item in element.iter(f"{{{NAMESPACE}}}data")}
    parts = [part for part in element if part.tag in {f"{{{NAMESPACE}}}segment", f"{{{NAMESPACE}}}ignorable"}]
    source, target = (
        "".join(
            _read_inline(inline, data, origin, sink)
            for part in parts
            # Programs divide units into sentences, and leave out the target of what is between two of them.
            if (inline := _find_text_element(part, tag)) is not None
        )
        for tag in ("source", "target")
    )
    is_stale = any(part.get("state") == "initial" for part in parts)
    exported = EXPORTED_ID.match(element.get("id") or "")
    digest = exported[1] if exported else ""
    yield TranslationUnit(*known, source, target, origin, is_stale=is_stale, exported_digest=digest)


def _find_text_element(part: Any, tag: str) -> Any:
    found = part.find(f"{{{NAMESPACE}}}{tag}")
    is_between = part.tag == f"{{{NAMESPACE}}}ignorable"
    return part.find(f"{{{NAMESPACE}}}source") if found is None and is_between else found


def _read_inline(element: Any, data: dict[str, str], origin: Origin, sink: Sink) -> str:
    """The text of a source or a target, with each placeholder as the author wrote it."""
    parts = [element.text or ""]
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "ph" and child.get("dataRef") in data:
            parts.append(data[child.get("dataRef")])
        elif name == "ph":
            message = f"the placeholder `{child.get('id') or ''}` is not one of this unit"
            sink.error("translation-placeholder", message, origin, "copy the placeholders of the original")
        elif name in INLINE_WITH_WORDS:
            parts.append(_read_inline(child, data, origin, sink))
        parts.append(child.tail or "")
    return "".join(parts)


def write_po(file: ExchangeFile) -> bytes:
    """A PO file; the name of each unit is its context."""
    pypo = _import_storage().pypo
    store = pypo.pofile()
    store.updateheader(
        add=True,
        POT_Creation_Date="YEAR-MO-DA HO:MI+ZONE",  # no file says when it was made
        Language=file.language,
        X_Source_Language=file.source_language,
        X_Library=file.library,
        Content_Type="text/plain; charset=UTF-8",
        MIME_Version="1.0",
        Content_Transfer_Encoding="8bit",
    )
    for unit in file.units:
        item = pypo.pounit(unit.source)
        item.setcontext(unit.name)
        item.target = unit.target
        if unit.origin:
            item.addlocation(str(unit.origin).replace(" ", "%20"))
        item.addnote(f"translation when exported: {unit.exported_digest}", origin="developer")
        if unit.remark:
            item.addnote(unit.remark, origin="developer")
        if unit.is_stale and unit.target:
            item.markfuzzy()
        store.addunit(item)
    return bytes(store)


def read_po(content: bytes, display_path: str, sink: Sink) -> ExchangeFile:
    """The content of a PO file. Raises `BriefgenError` where it cannot be read."""
    reader = _import_storage().pypo.pofile
    try:
        text = content.decode("utf-8-sig")
        store = reader.parsestring(content)
    except UnicodeDecodeError as error:
        message, line = describe_encoding_error(content, error)
        sink.stop("translation-file", message, Origin(display_path, line), "save it as UTF-8")
    except Exception:  # noqa: BLE001 - the reader of PO files raises what it happens to meet
        hint = "export it with `briefgen translations export --format po`"
        sink.stop("translation-file", "cannot be read as a PO file", Origin(display_path, 1), hint)
    units = []
    for item in store.units:
        if item.isheader() or item.isobsolete():
            continue
        context = item.getcontext()
        line = _find_context_line(text, context)
        known = read_unit_name(context)
        if known is None:
            message = f"the entry `{item.source[:40]}` has no `msgctxt` that briefgen wrote"
            sink.error("translation-unit", message, Origin(display_path, line), "export the texts again")
            continue
        origin, is_stale = Origin(display_path, line), item.isfuzzy()
        exported = EXPORTED_NOTE.search(item.getnotes("developer"))
        digest = exported[1] if exported else ""
        target = item.target or ""
        units.append(TranslationUnit(*known, item.source, target, origin, is_stale=is_stale, exported_digest=digest))
    header = store.parseheader()
    library, source, language = (str(header.get(key, "")) for key in ("X-Library", "X-Source-Language", "Language"))
    return ExchangeFile(library, source, language, tuple(units))


def _find_context_line(text: str, context: str) -> int:
    start = text.find(f'msgctxt "{context}"') if context else -1
    return text.count("\n", 0, start) + 1 if start >= 0 else 1


def find_exchange_format(path: Path) -> str:
    """`xliff` or `po` by the ending of a file's name; empty for others."""
    return {".xlf": "xliff", ".xliff": "xliff", ".po": "po"}.get(path.suffix.lower(), "")
