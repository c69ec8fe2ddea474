"""Formats the citations of a brief by one run of pandoc's citeproc over pandoc's own document format.

Each citation is sent as a note of its own: citeproc puts brackets round prose between two citations of one note.
docs/decisions/0003-citeproc.md says why pandoc.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from briefgen.cite.abbreviated_bodies import shorten_bodies
from briefgen.cite.citation_style import get_style_origin, read_style
from briefgen.cite.csl_items import build_csl_items
from briefgen.cite.foreign_titles import set_foreign_title_marks
from briefgen.cite.law_reports import report_unknown_year_forms
from briefgen.cite.name_forms import NameTable
from briefgen.cite.native_marks import set_native_marks
from briefgen.cite.note_punctuation import NotePunctuation, finish_note
from briefgen.cite.note_references import link_note_numbers
from briefgen.cite.pandoc_inlines import change_texts, inlines_from_text, nodes_from_inlines
from briefgen.cite.pinpoints import PinpointTable
from briefgen.cite.references import sort_native_first
from briefgen.cite.scripts import find_isolated_values, find_title_marks, set_scripts
from briefgen.cite.unprinted import report_unprinted
from briefgen.model.diagnostic import MachineError, Sink
from briefgen.model.library import Source
from briefgen.model.nearest import suggest_nearest
from briefgen.model.tree import Citation, CitedWork, Element, Node, Note, Text, extract_text, rebuild, walk
from briefgen.pandoc import PandocResult, run_pandoc

_FOREIGN_REFERENCE = re.compile(r"(?:fig|tbl?|tab|table|sec|section|eq|eqn|lst|chap|ch|app)[:-]", re.IGNORECASE)
"""How other programs write a reference to a place of the text: `@fig:map`, `@sec-law`."""
_REFERENCE_HINT = 'write `{{ ref("...") }}` for a place in the text, with the id of a block or the label of a note'
_COLLATIONS = {"zh": "zh-u-co-pinyin", "zh-CN": "zh-u-co-pinyin"}
"""The order of references, where the engine would sort by the codes of characters."""

API_VERSION = [1, 23, 1]
"""The version of pandoc's document format that is written here; pandoc reads any 1.23."""


@dataclass(frozen=True, slots=True)
class FormattedCitations:
    """The notes and references of one brief in words."""

    notes: tuple[tuple[Node, ...], ...]
    """The content of each note, in their order, with words in the place of citations and a full stop at the end."""
    entries: tuple[tuple[str, tuple[Node, ...]], ...]
    """Each work cited, by key, as the references list it, in the style's order where the document lists them."""
    cited_keys: tuple[str, ...]
    """The keys in the order of first citation."""


@dataclass(frozen=True, slots=True)
class _SentCitation:
    """One citation as it is sent, in the note of this number."""

    number: int
    works: tuple[CitedWork, ...]
    is_ibid_guard: bool = False
    """Sent only for its effect on the next `ibid`; its words are dropped."""


def format_citations(  # noqa: PLR0913 - what a document cites, and how it prints it
    notes: Sequence[Note],
    sources: Mapping[str, Source],
    style: Path,
    language: str,
    sink: Sink,
    unlabelled: frozenset[str] = frozenset(),
    *,
    lists_works: bool = True,
) -> FormattedCitations:
    """The words of numbered notes and the entries of the works that they cite, in no order where the document does not list them.

    Unknown keys are errors, with a hint at the nearest of `sources` or `unlabelled`; the others are formatted.
    Without a citation no program runs. Raises `MachineError` where pandoc is missing or fails.
    """
    citations = [(note.number, citation) for note in notes for citation in _collect_citations(note)]
    _report_unknown(citations, sources, unlabelled, sink)
    known = [
        _SentCitation(number, tuple(work for work in citation.works if work.key in sources))
        for number, citation in citations
    ]
    cited_keys = tuple(dict.fromkeys(work.key for citation in known for work in citation.works))
    if not cited_keys:
        contents = (_fill_note(note, iter(())) for note in notes)
        return FormattedCitations(tuple(finish_note(content, NotePunctuation()) for content in contents), (), ())
    csl = read_style(style, sink)
    worded = csl.choose_language(language, get_style_origin(style), sink)
    names = NameTable()
    works = build_csl_items((sources[key] for key in cited_keys), names, worded)
    isolated = find_isolated_values(works, language)
    sent = list(_add_ibid_guards(known))
    pinpoints = PinpointTable(csl.pinpoint_words, worded, sources)
    document = _build_pandoc_document(sent, pinpoints, csl.find_locale(worded))
    items = json.dumps([work.item for work in works])
    blocks = _run_citeproc(document, items, csl.localise(worded, lists_works=lists_works), style, sink)
    correct, marks = csl.correct_words(worded), find_title_marks(works, worded)

    def read_words(inlines: Iterable[dict[str, Any]]) -> tuple[Node, ...]:
        def finish(text: str) -> str:
            return correct(names.restore_names(text, is_dotted=csl.pinpoint_words.is_dotted))

        words = set_scripts(change_texts(nodes_from_inlines(inlines), finish), isolated, marks)
        return set_foreign_title_marks(words, worded)

    # A number that a style prints becomes a link only where a note has this number.
    numbers = {note.number for note in notes}
    raw = [read_words(inlines) for inlines in _collect_citation_inlines(blocks, len(sent))]
    entries = [(key, read_words(inlines)) for key, inlines in _read_entries(blocks[len(sent) :])]
    if csl.is_own:
        entries = sort_native_first(entries, worded)
    report_unknown_year_forms((work.source for work in works), sink)
    report_unprinted(works, _collect_printed(raw, sent, entries), style, sink)
    words = [
        link_note_numbers(pinpoints.restore(nodes), numbers, citation.number)
        for nodes, citation in zip(raw, sent, strict=True)
    ]
    _report_empty(words, sent, style, sink)
    own = [nodes for nodes, citation in zip(words, sent, strict=True) if not citation.is_ibid_guard]
    shortened = shorten_bodies(own, (sources[key] for key in cited_keys))
    printed = (set_native_marks(nodes, worded) for nodes in shortened)
    punctuation = NotePunctuation(csl.has_lowercase_ibid(worded), csl.has_full_stop_in_quotes(worded), worded)
    filled = tuple(finish_note(_fill_note(note, printed), punctuation) for note in notes)
    linked = tuple((key, set_native_marks(link_note_numbers(nodes, numbers), worded)) for key, nodes in entries)
    return FormattedCitations(filled, linked, cited_keys)


def _collect_printed(
    words: Iterable[tuple[Node, ...]],
    sent: Iterable[_SentCitation],
    entries: Iterable[tuple[str, tuple[Node, ...]]],
) -> dict[str, str]:
    """What is printed of each work: its entry, and the notes that cite nothing else."""
    printed = {key: extract_text(nodes) for key, nodes in entries}
    for nodes, citation in zip(words, sent, strict=True):
        for key in {work.key for work in citation.works} if len(citation.works) == 1 else ():
            printed[key] = f"{printed.get(key, '')}\n{extract_text(nodes)}"
    return printed


def _collect_citations(note: Note) -> Iterator[Citation]:
    """The citations of a note. Where one is the first thing in the note, the author's `see` gets a capital."""
    nodes = [node for node in walk(note.children) if isinstance(node, Citation) or _has_words(node)]
    for position, node in enumerate(nodes):
        if isinstance(node, Citation):
            yield node if position else _capitalise_prefix(node)


def _has_words(node: Node) -> bool:
    return isinstance(node, Text) and bool(node.content.strip())


def _capitalise_prefix(citation: Citation) -> Citation:
    first, *others = citation.works
    prefix = re.sub(r"^\W*\w", lambda start: start[0].upper(), first.prefix)
    return replace(citation, works=(replace(first, prefix=prefix), *others))


def _report_unknown(
    citations: Iterable[tuple[int, Citation]], sources: Mapping[str, Source], unlabelled: frozenset[str], sink: Sink
) -> None:
    for _, citation in citations:
        for key in (work.key for work in citation.works if work.key not in sources):
            message = f"citation key `{key}` is not in sources.yaml"
            hints = (_REFERENCE_HINT,) if _FOREIGN_REFERENCE.match(key) else suggest_nearest(key, sources, unlabelled)
            sink.error("cite-unknown", message, citation.origin, *hints)


def _add_ibid_guards(citations: Iterable[_SentCitation]) -> Iterator[_SentCitation]:
    """The citations, and after each note with several of them a guard of two works.

    Citeproc compares only with the last citation, and would print `ibid` after a note that cites several works.
    """
    for number, group in groupby(citations, key=lambda citation: citation.number):
        in_note = list(group)
        yield from in_note
        keys = [citation.works[0].key for citation in in_note if citation.works]
        if len(keys) > 1:
            yield _SentCitation(number, tuple(map(CitedWork, keys[:2])), is_ibid_guard=True)


def _report_empty(words: Iterable[tuple[Node, ...]], sent: Iterable[_SentCitation], style: Path, sink: Sink) -> None:
    for nodes, citation in zip(words, sent, strict=True):
        if citation.works and not extract_text(nodes).strip():
            keys = ", ".join(f"`{work.key}`" for work in citation.works)
            message = f"the citation style `{style.stem}` prints nothing for {keys} in note {citation.number}"
            sink.error("cite-empty", message, get_style_origin(style), "give the source a title")


def _fill_note(note: Note, words: Iterator[tuple[Node, ...]]) -> tuple[Node, ...]:
    """The note's content with the next words in the place of each citation, and without links inside links."""

    def fill(node: Node) -> Iterable[Node]:
        if isinstance(node, Element) and node.tag == "a":
            return (node.with_children(rebuild(node.children, _strip_link)),)
        if not isinstance(node, Citation):
            return (node,)
        return next(words, ()) or tuple(Text(work.key) for work in node.works)

    return rebuild(note.children, fill)


def _strip_link(node: Node) -> Iterable[Node]:
    return node.children if isinstance(node, Element) and node.tag == "a" else (node,)


def _build_pandoc_document(citations: Iterable[_SentCitation], pinpoints: PinpointTable, locale: str) -> str:
    """The JSON of a document with one paragraph for each citation, which holds a note with nothing but the citation."""

    def build_work(work: CitedWork, number: int) -> dict[str, Any]:
        return {
            "citationId": work.key,
            "citationPrefix": inlines_from_text(pinpoints.encode_prefix(work)),
            "citationSuffix": inlines_from_text(pinpoints.encode_suffix(work)),
            "citationMode": {"t": "SuppressAuthor" if work.suppress_author else "NormalCitation"},
            "citationNoteNum": number,
            "citationHash": 0,
        }

    def build_paragraph(citation: _SentCitation) -> dict[str, Any]:
        # A citation without known works leaves an empty note, so that notes and citations stay in step.
        cite = {"t": "Cite", "c": [[build_work(work, citation.number) for work in citation.works], []]}
        return {"t": "Para", "c": [{"t": "Note", "c": [{"t": "Para", "c": [cite] if citation.works else []}]}]}

    # Not every audience lists its references, so links from citations to entries could lead nowhere.
    meta = {
        "lang": {"t": "MetaString", "c": _COLLATIONS.get(locale, locale)},
        "link-citations": {"t": "MetaBool", "c": False},
    }
    blocks = [build_paragraph(citation) for citation in citations]
    return json.dumps({"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks})


def _run_citeproc(document: str, items: str, style: str, path: Path, sink: Sink) -> list[dict[str, Any]]:
    """The blocks of pandoc's output: the notes, then the references."""
    result = _call_pandoc(document, items, style)
    origin = get_style_origin(path)
    if result.exit_code:
        # Pandoc's exit codes do not tell a faulty style from other failures: its words do.
        reason = " ".join(result.messages.split()) or f"exit code {result.exit_code}"
        if "Citeproc" in reason or "CSL" in reason:
            sink.stop("cite-style", f"the citation style `{path.stem}` cannot be read: {reason}", origin)
        raise MachineError("pandoc-failed", f"pandoc failed: {reason}")
    for line in filter(None, map(str.strip, result.messages.splitlines())):
        sink.warning("cite-engine", f"pandoc says of the citations: {line.removeprefix('[WARNING] ')}", origin)
    blocks: list[dict[str, Any]] = json.loads(result.output)["blocks"]
    return blocks


@lru_cache(maxsize=16)
def _call_pandoc(document: str, items: str, style: str) -> PandocResult:
    """The output of pandoc. The notes of one brief to many recipients are formatted once in a process."""
    with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
        csl, bibliography = Path(folder, "style.csl"), Path(folder, "items.json")
        csl.write_text(style, encoding="utf-8")
        bibliography.write_text(items, encoding="utf-8")
        options = ["--from=json", "--to=json", "--citeproc", f"--data-dir={folder}"]
        return run_pandoc([*options, f"--csl={csl}", f"--bibliography={bibliography}"], document)


def _collect_citation_inlines(blocks: Sequence[dict[str, Any]], count: int) -> Iterator[list[dict[str, Any]]]:
    for block in blocks[:count]:
        note = block["c"][0]
        yield note["c"][0]["c"] if note["c"] else []


def _read_entries(blocks: Iterable[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The works in pandoc's list of references: a `Div` of `Div`s with the ids `ref-<key>`."""
    for block in blocks:
        if block["t"] != "Div":
            continue
        (identifier, classes, _), inner = block["c"]
        if "csl-entry" in classes:
            yield identifier.removeprefix("ref-"), [inline for line in inner for inline in line["c"]]
        else:
            yield from _read_entries(inner)
