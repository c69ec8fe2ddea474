"""Reads the fields in which Zotero, Mendeley and EndNote keep their citations in a Word file, each with all data of its works."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from briefgen.decompose.imported_text import CitedItem, ImportedCitation
from briefgen.decompose.office_package import Xml
from briefgen.decompose.pandoc_tree import build_mark
from briefgen.decompose.word_xml import WORD, build_run, read_run
from briefgen.pandoc import run_pandoc

_CSL = re.compile(r"ADDIN\s+(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(?P<json>\{.*)", re.DOTALL)
_ENDNOTE = re.compile(r"ADDIN\s+EN\.CITE(?!\.DATA)")
_ENDNOTE_XML = re.compile(r"<EndNote>.*?</EndNote>", re.DOTALL)
_LIST_OF_WORKS = re.compile(r"ADDIN\s+(?:ZOTERO_BIBL|Mendeley Bibliography|EN\.REFLIST)")
_MENDELEY_TAG = "MENDELEY_CITATION_v3_"


@dataclass(slots=True)
class WordField:
    """A field of Word: what it is, and its runs."""

    instruction: str = ""
    data: list[str] = field(default_factory=list)
    """The data that EndNote keeps beside the instruction, in base 64."""
    runs: list[Xml] = field(default_factory=list)
    result: list[Xml] = field(default_factory=list)
    """The runs that a reader sees."""
    has_result: bool = False

    @property
    def words(self) -> str:
        """What a reader sees."""
        return "".join(map(read_run, self.result))


@dataclass(slots=True)
class FieldReader:
    """Takes the fields of a part out, and puts a mark into the place of each citation."""

    citations: list[ImportedCitation]
    works: dict[str, dict[str, Any]]
    """The works by what names them: an address, or a number."""
    report_list: Callable[[str], None]
    """Takes the words of a list of works, which briefgen makes again."""

    def replace_fields(self, root: Xml) -> None:
        """Replace the fields and the content controls of a part."""
        for found in list(find_fields(root)):
            if _LIST_OF_WORKS.search(found.instruction):
                self.report_list(found.words)
                remove_runs(found.runs)
            elif items := self._read_items(found):
                found.runs[0].addprevious(self._add_citation(items, found.words))
                remove_runs(found.runs)
        for tag in list(root.iter(f"{WORD}tag")):
            value = str(tag.get(f"{WORD}val", ""))
            control = next(tag.iterancestors(f"{WORD}sdt"), None)
            if value.startswith(_MENDELEY_TAG) and control is not None:
                items = self._read_csl(decode_base64(value.removeprefix(_MENDELEY_TAG)))
                runs = list(control.iter(f"{WORD}r"))
                if items and runs:
                    runs[0].addprevious(self._add_citation(items, "".join(map(read_run, runs))))
                    remove_runs(runs)

    def _add_citation(self, items: Sequence[CitedItem], words: str) -> Xml:
        self.citations.append(ImportedCitation(tuple(items), " ".join(words.split())))
        return build_run(build_mark(f"c{len(self.citations) - 1}"))

    def _read_items(self, found: WordField) -> list[CitedItem]:
        if match := _CSL.search(found.instruction):
            return self._read_csl(match["json"])
        if _ENDNOTE.search(found.instruction):
            return self._read_endnote(found.instruction + "".join(map(decode_base64, found.data)))
        return []

    def _read_csl(self, text: str) -> list[CitedItem]:
        """The works of a citation of Zotero or Mendeley; none where one of them has no data."""
        try:
            data, _ = json.JSONDecoder().raw_decode(text)
            cited = [item for item in data["citationItems"] if isinstance(item, dict)]
        except (ValueError, LookupError, TypeError, RecursionError):
            return []
        items = []
        for item in cited:
            work = item.get("itemData")
            if not isinstance(work, dict) or not work.get("type"):
                return []
            addresses = item.get("uris") or item.get("uri") or []
            name = str(next(iter(addresses), "") if isinstance(addresses, list) else addresses) or str(item.get("id"))
            self.works.setdefault(name, {**work, "id": name})
            place, label = (str(item.get(key) or "").strip() for key in ("locator", "label"))
            prefix, suffix = (strip_tags(item.get(key)) for key in ("prefix", "suffix"))
            items.append(CitedItem(name, place, label, prefix, suffix, bool(item.get("suppress-author"))))
        return items

    def _read_endnote(self, text: str) -> list[CitedItem]:
        """The works of a citation of EndNote; none where its data cannot be read."""
        found = _ENDNOTE_XML.search(text)
        try:
            root = (
                etree.fromstring(found[0], etree.XMLParser(resolve_entities=False, no_network=True)) if found else None
            )
        except etree.XMLSyntaxError:
            root = None
        items = []
        for cite in () if root is None else root.iter("Cite"):
            record = cite.find("record")
            work = read_endnote_record(record) if record is not None else {}
            if not work:
                return []
            author, year, number = (cite.findtext(name) or "" for name in ("Author", "Year", "RecNum"))
            name = f"endnote {author} {year} {number}"
            self.works.setdefault(name, {**work, "id": name})
            prefix, suffix, pages = (cite.findtext(key) or "" for key in ("Prefix", "Suffix", "Pages"))
            items.append(CitedItem(name, pages.strip(), "page" if pages else "", prefix.strip(), suffix.strip()))
        return items


def read_endnote_record(record: Xml) -> Mapping[str, Any]:
    """The CSL data of a record of EndNote, which pandoc reads."""
    content = etree.tostring(record, encoding="unicode", with_tail=False)
    result = run_pandoc(["--from=endnotexml", "--to=csljson"], f"<xml><records>{content}</records></xml>")
    works = json.loads(result.output) if not result.exit_code and result.output.strip() else []
    return works[0] if works else {}


def find_fields(root: Xml) -> Iterator[WordField]:
    """The outermost fields of a part that have a start and an end."""
    depth, found = 0, WordField()
    for run in root.iter(f"{WORD}r"):
        kinds = [character.get(f"{WORD}fldCharType") for character in run.iter(f"{WORD}fldChar")]
        if "begin" in kinds and not depth:
            found = WordField()
        depth += kinds.count("begin")
        if depth:
            found.runs.append(run)
            found.data += [data.text or "" for data in run.iter(f"{WORD}fldData")]
            found.instruction += "".join(part.text or "" for part in run.iter(f"{WORD}instrText"))
            if found.has_result:
                found.result.append(run)
            found.has_result = found.has_result or ("separate" in kinds and depth == 1)
        ends = kinds.count("end")
        if ends and depth and depth <= ends:
            yield found
        depth = max(0, depth - ends)


def remove_runs(runs: Sequence[Xml]) -> None:
    """Take runs out, wherever they are."""
    for run in runs:
        if run.getparent() is not None:
            run.getparent().remove(run)


def decode_base64(text: str) -> str:
    """The text in base 64; empty where it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=False).decode("utf-8", "replace").replace("\x00", "")
    except (binascii.Error, ValueError):
        return ""


def strip_tags(value: object) -> str:
    """Words without the markup of a reference manager."""
    return " ".join(re.sub(r"</?(?:i|b|sup|sub|span)[^<>]*>", "", str(value or "")).split())
