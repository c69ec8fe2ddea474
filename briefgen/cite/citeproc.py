"""Citations of a brief to words, by one run of pandoc's citeproc over pandoc's own document format.

It sends each citation as a note of its own, for citeproc puts brackets round prose
between two citations of one note. docs/decisions/0003-citeproc.md tells why pandoc.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefgen.cite.citation_style import get_style_origin, read_style
from briefgen.cite.csl_items import build_csl_items
from briefgen.cite.note_punctuation import NotePunctuation, finish_note
from briefgen.cite.note_references import link_note_numbers
from briefgen.cite.pandoc_inlines import inlines_from_text, nodes_from_inlines
from briefgen.cite.pinpoints import PinpointTable
from briefgen.model.diagnostic import MachineError, Sink
from briefgen.model.library import Source
from briefgen.model.nearest import did_you_mean
from briefgen.model.tree import Citation, CitedWork, Element, Node, Note, Text, extract_text, rebuild, walk
from briefgen.pandoc import PandocResult, run_pandoc

API_VERSION = [1, 23, 1]
"""The version of pandoc's document format that is written here; pandoc reads any 1.23."""


@dataclass(frozen=True, slots=True)
class FormattedCitations:
    """What the engine made of the notes of one brief."""

    notes: tuple[tuple[Node, ...], ...]
    """The content of each note, in the order of the notes: closed, without citations."""
    entries: tuple[tuple[str, tuple[Node, ...]], ...]
    """Each work cited, by key, as the references list it, in the style's order."""
    cited_keys: tuple[str, ...]
    """The keys in the order of first citation."""


@dataclass(frozen=True, slots=True)
class _SentCitation:
    """One citation as it is sent: in the note of this number."""

    number: int
    works: tuple[CitedWork, ...]
    is_ibid_guard: bool = False
    """Sent only for what it does to the next `ibid`; its words are dropped."""


def format_citations(
    notes: Sequence[Note],
    sources: Mapping[str, Source],
    style: Path,
    language: str,
    sink: Sink,
    unlabelled: frozenset[str] = frozenset(),
) -> FormattedCitations:
    """The words of numbered notes and the entries of the works they cite.

    Unknown keys are errors, with a hint at the nearest of `sources` or `closed`; the run goes on without them. Without a citation no program is run.
    Raises `MachineError` where pandoc is missing or fails.
    """
    clusters = [
        _SentCitation(note.number, _filter_known_works(citation, sources, unlabelled, sink))
        for note in notes
        for citation in _collect_citations(note)
    ]
    cited = tuple(dict.fromkeys(work.key for cluster in clusters for work in cluster.works))
    if not cited:
        return FormattedCitations(
            tuple(finish_note(_fill_note(note, iter(())), NotePunctuation()) for note in notes), (), ()
        )
    read = read_style(style, sink)
    sent = list(_add_ibid_guards(clusters))
    pinpoints = PinpointTable(read.dotted_labels)
    document = _build_pandoc_document(sent, pinpoints, read.find_locale(language))
    blocks = _run_citeproc(
        document,
        json.dumps(build_csl_items(sources[key] for key in cited)),
        read.localise_delimiters(language),
        style,
        sink,
    )
    printed = (
        pinpoints.restore(nodes_from_inlines(inlines)) for inlines in _collect_citation_inlines(blocks, len(sent))
    )
    numbers = {note.number for note in notes}
    words = [link_note_numbers(one, numbers) for one in printed]
    shown = iter([one for one, cluster in zip(words, sent, strict=True) if not cluster.is_ibid_guard])
    _report_empty(words, sent, style, sink)
    habits = NotePunctuation(read.lowercase_ibid, read.has_full_stop_in_quotes(language))
    filled = tuple(finish_note(_fill_note(note, shown), habits) for note in notes)
    entries = tuple((key, link_note_numbers(one, numbers)) for key, one in _read_entries(blocks[len(sent) :]))
    return FormattedCitations(filled, entries, cited)


def _collect_citations(note: Note) -> Iterator[Citation]:
    """The citations of a note; where one opens it, the author's `see` gets a capital."""
    opening = next((node for node in walk(note.children) if isinstance(node, Citation) or _is_words(node)), None)
    for node in walk(note.children):
        if isinstance(node, Citation):
            yield _capitalise_prefix(node) if node is opening else node


def _is_words(node: Node) -> bool:
    return isinstance(node, Text) and bool(node.content.strip())


def _capitalise_prefix(citation: Citation) -> Citation:
    first, *others = citation.works
    prefix = re.sub(r"^\W*\w", lambda start: start[0].upper(), first.prefix)
    return replace(citation, works=(replace(first, prefix=prefix), *others))


def _filter_known_works(
    citation: Citation, sources: Mapping[str, Source], closed: frozenset[str], sink: Sink
) -> tuple[CitedWork, ...]:
    for work in citation.works:
        if work.key not in sources:
            message = f"citation key `{work.key}` is not in sources.yaml"
            sink.error("cite-unknown", message, citation.origin, *did_you_mean(work.key, sources, closed))
    return tuple(work for work in citation.works if work.key in sources)


def _add_ibid_guards(clusters: Sequence[_SentCitation]) -> Iterator[_SentCitation]:
    """The clusters, and after each note with several a guard of two works.

    Citeproc looks at the last citation alone and would print `ibid` after a note that cites several works.
    """
    full = [cluster for cluster in clusters if cluster.works]
    for position, cluster in enumerate(clusters):
        yield cluster
        in_note = [one for one in full if one.number == cluster.number]
        last = position + 1 == len(clusters) or clusters[position + 1].number != cluster.number
        if last and len(in_note) > 1:
            yield _SentCitation(
                cluster.number, tuple(CitedWork(one.works[0].key) for one in in_note[:2]), is_ibid_guard=True
            )


def _report_empty(words: Sequence[tuple[Node, ...]], sent: Sequence[_SentCitation], style: Path, sink: Sink) -> None:
    for one, cluster in zip(words, sent, strict=True):
        if cluster.works and not extract_text(one).strip():
            keys = ", ".join(f"`{work.key}`" for work in cluster.works)
            message = f"the citation style `{style.stem}` prints nothing for {keys} in note {cluster.number}"
            sink.error("cite-empty", message, get_style_origin(style), "give the source a title")


def _fill_note(note: Note, words: Iterator[tuple[Node, ...]]) -> tuple[Node, ...]:
    """The note's content with the next words in the place of each citation, without links where it stands in a link."""

    def fill(node: Node) -> Iterable[Node]:
        if isinstance(node, Element) and node.tag == "a":
            return (node.with_children(rebuild(node.children, _strip_link)),)
        if not isinstance(node, Citation):
            return (node,)
        return next(words, ()) or tuple(Text(work.key) for work in node.works)

    return rebuild(note.children, fill)


def _strip_link(node: Node) -> Iterable[Node]:
    return node.children if isinstance(node, Element) and node.tag == "a" else (node,)


def _build_pandoc_document(clusters: Iterable[_SentCitation], pinpoints: PinpointTable, locale: str) -> str:
    def cited(work: CitedWork, number: int) -> dict[str, Any]:
        return {
            "citationId": work.key,
            "citationPrefix": inlines_from_text(pinpoints.encode_prefix(work)),
            "citationSuffix": inlines_from_text(pinpoints.encode_suffix(work)),
            "citationMode": {"t": "SuppressAuthor" if work.suppress_author else "NormalCitation"},
            "citationNoteNum": number,
            "citationHash": 0,
        }

    def paragraph(cluster: _SentCitation) -> dict[str, Any]:
        cite = {"t": "Cite", "c": [[cited(work, cluster.number) for work in cluster.works], []]}
        return {"t": "Para", "c": [{"t": "Note", "c": [{"t": "Para", "c": [cite] if cluster.works else []}]}]}

    meta = {
        "lang": {"t": "MetaString", "c": locale},
        "link-citations": {"t": "MetaBool", "c": False},
    }
    blocks = [paragraph(cluster) for cluster in clusters]
    return json.dumps({"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks})


def _run_citeproc(document: str, items: str, style: str, path: Path, sink: Sink) -> list[dict[str, Any]]:
    """The blocks that pandoc makes of the document: its notes, then the references."""
    result = _call_pandoc(document, items, style)
    origin = get_style_origin(path)
    if result.exit_code:
        said = " ".join(result.messages.split()) or f"exit code {result.exit_code}"
        if "Citeproc" in said or "CSL" in said:
            sink.stop("cite-style", f"the citation style `{path.stem}` cannot be read: {said}", origin)
        raise MachineError("pandoc-failed", f"pandoc failed: {said}")
    for line in filter(None, map(str.strip, result.messages.splitlines())):
        sink.warning("cite-engine", f"pandoc says of the citations: {line.removeprefix('[WARNING] ')}", origin)
    blocks: list[dict[str, Any]] = json.loads(result.output)["blocks"]
    return blocks


@lru_cache(maxsize=16)
def _call_pandoc(document: str, items: str, style: str) -> PandocResult:
    """What pandoc says. The notes of one brief to many recipients are worded once in a process."""
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


def _read_entries(blocks: Iterable[dict[str, Any]]) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """The works in pandoc's list of references: a `Div` of `Div`s with the ids `ref-<key>`."""
    for block in blocks:
        if block["t"] != "Div":
            continue
        (identifier, classes, _), inner = block["c"]
        if "csl-entry" in classes:
            yield identifier.removeprefix("ref-"), nodes_from_inlines(inline for one in inner for inline in one["c"])
        else:
            yield from _read_entries(inner)
