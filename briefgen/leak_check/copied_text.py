"""Finds passages of withheld texts that somebody copied into a text that the reader may see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from briefgen.leak_check.personal_names import PersonalName, find_personal_names, find_usual_words, has_own_words
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.phrases import LONGEST_PHRASE, Phrase, build_phrases, find_phrases, find_printed_stretches

PARAGRAPH_END = re.compile(r"\n[ \t]*(?=\n)")
QUOTATION = re.compile(
    r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]|「[^「」]*」|‹[^‹›]*›|(?<!\w)‘[^‘]*?’(?!\w)|^ {0,3}>.*$", re.MULTILINE
)
CITED_KEY = re.compile(r"(?<![\w@])@\{?(\w[\w:.#$%&+?<>~/-]*\w)")
NOTE_CALL = re.compile(r"\[\^([^\[\]\s]+)\]")
NOTE_TEXT = re.compile(r"^\[\^([^\[\]\s]+)\]:(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, or a paragraph of one, with the place where it starts."""

    text: str
    origin: Origin
    block: str = ""
    """The id of the block that it belongs to; empty for a text of a brief or an audience."""


@dataclass(frozen=True, slots=True)
class PermittedTexts:
    """The texts that a reader may see."""

    printed: tuple[Passage, ...]
    """Those that the brief prints."""
    blocks: Mapping[str, tuple[str, ...]]
    """The texts of each block that this reader may see."""
    references: tuple[str, ...]
    """Titles of sources, labels of facts, wording of the audience: what every block may repeat."""
    sources: frozenset[str]
    """Keys of the sources that this reader may see: their words can be quoted."""


@dataclass(frozen=True, slots=True)
class _SharedWords:
    """What permitted and withheld texts have in common."""

    phrases: frozenset[Phrase]
    names: frozenset[PersonalName]

    def is_in(self, passage: Passage) -> bool:
        """Whether a passage has any of it."""
        return bool(_find_phrases(passage.text, self.phrases) or find_personal_names(passage.text) & self.names)


def report_copied_text(withheld: Iterable[Passage], permitted: PermittedTexts, sink: Sink) -> None:
    """Warn about each printed passage with six words in a row of a withheld text, or with a name that only such a text has.

    Quotations of works that the reader may see do not count, and words that several permitted blocks have. A text and
    the cuts of the same block may share words.
    """
    hidden = [_without_quotations(text, permitted.sources) for text in withheld]
    printed = [_without_quotations(text, permitted.sources) for text in permitted.printed]
    shared = _find_shared_words(hidden, printed, permitted)
    if not (shared.phrases or shared.names):
        return
    sources = [paragraph for text in hidden for paragraph in split_paragraphs(text) if shared.is_in(paragraph)]
    for paragraph in (paragraph for text in printed for paragraph in split_paragraphs(text)):
        if shared.is_in(paragraph):
            _report_paragraph(paragraph, sources, shared, sink)


def _report_paragraph(paragraph: Passage, sources: Iterable[Passage], shared: _SharedWords, sink: Sink) -> None:
    for source in sources:
        here = _SharedWords(
            _find_phrases(paragraph.text, _find_phrases(source.text, shared.phrases)),
            find_personal_names(paragraph.text) & find_personal_names(source.text) & shared.names,
        )
        if (source.block and source.block == paragraph.block) or not (here.phrases or here.names):
            continue
        message = "this passage has the same words as a text that this reader may not see"
        hint = "write it in other words, or take it out; the same command with `--internal` names that text"
        places = find_line(paragraph, here.is_in), find_line(source, here.is_in)
        sink.extend([Diagnostic(Severity.WARNING, "leak-copied", message, places[0], (hint,), places[1])])
        return


def _find_shared_words(hidden: list[Passage], printed: list[Passage], permitted: PermittedTexts) -> _SharedWords:
    phrases = _build_long_phrases(tuple(text.text for text in hidden))
    phrases = frozenset[Phrase]().union(*(_find_phrases(text.text, phrases) for text in printed))
    names = _collect_names(text.text for text in hidden) & _collect_names(text.text for text in printed)
    if not (phrases or names):
        return _SharedWords(phrases, names)
    blocks = ["\n\n".join(texts) for texts in permitted.blocks.values()]
    usual = find_usual_words((*(text.text for text in hidden), *blocks))
    names = names.intersection(*([_collect_names((text.text for text in printed), usual)] if names else []))
    known = find_phrases(permitted.references, phrases) | _find_repeated(
        [_find_phrases(text, phrases) for text in blocks]
    )
    known_names = _collect_names(permitted.references) | _find_repeated([find_personal_names(text) for text in blocks])
    return _SharedWords(phrases - known, names - known_names)


@lru_cache(maxsize=16)
def _build_long_phrases(texts: tuple[str, ...]) -> frozenset[Phrase]:
    """The six words in a row of some texts. Cached: briefs of a campaign share what is withheld from their readers."""
    return frozenset(
        phrase for phrase in build_phrases(texts) if len(phrase) == LONGEST_PHRASE and has_own_words(phrase)
    )


def _find_phrases(markdown: str, phrases: frozenset[Phrase]) -> frozenset[Phrase]:
    return find_phrases(find_printed_stretches(markdown), phrases)


def _collect_names(texts: Iterable[str], usual_words: frozenset[str] = frozenset()) -> frozenset[PersonalName]:
    return frozenset[PersonalName]().union(*(find_personal_names(text, usual_words) for text in texts))


def _find_repeated(groups: list[frozenset[Phrase]]) -> frozenset[Phrase]:
    """What is in more than one group."""
    found: set[Phrase] = set()
    repeated: set[Phrase] = set()
    for group in groups:
        repeated |= found & group
        found |= group
    return frozenset(repeated)


def split_paragraphs(passage: Passage) -> Iterator[Passage]:
    """The paragraphs of a passage, each with its line."""
    line = passage.origin.line
    for text in PARAGRAPH_END.split(passage.text):
        yield replace(passage, text=text, origin=replace(passage.origin, line=line))
        line += text.count("\n") + 1


def find_line(paragraph: Passage, is_in: Callable[[Passage], bool]) -> Origin:
    """The line of a paragraph on which what `is_in` finds starts."""
    lines = paragraph.text.split("\n")
    end = next(
        (count for count in range(1, len(lines)) if is_in(Passage("\n".join(lines[:count]), paragraph.origin))),
        len(lines),
    )
    start = next(
        (start for start in range(end - 1, 0, -1) if is_in(Passage("\n".join(lines[start:end]), paragraph.origin))),
        0,
    )
    return replace(paragraph.origin, line=paragraph.origin.line + start) if paragraph.origin.line else paragraph.origin


def _without_quotations(passage: Passage, sources: frozenset[str]) -> Passage:
    """A text without what it quotes, with a citation in the same paragraph or in its notes, from some sources."""
    if not CITED_KEY.search(passage.text):
        return passage
    notes = dict(NOTE_TEXT.findall(passage.text))

    def remove(paragraph: str) -> str:
        texts = (paragraph, *(notes.get(label, "") for label in NOTE_CALL.findall(paragraph)))
        if not any(key in sources for text in texts for key in CITED_KEY.findall(text)):
            return paragraph
        return QUOTATION.sub(lambda quotation: "\n" * quotation[0].count("\n") or "<>", paragraph)

    paragraphs = [remove(paragraph.text) for paragraph in split_paragraphs(passage)]
    return replace(passage, text="\n".join(paragraphs))
