"""Reports what still looks like markup in the text that is printed: a citation with a slip, a row of a table, TeX."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from briefgen.compose.html_reader import PlainWords, PrintedText
from briefgen.compose.marks import LINE_MARK, VALUE_MARK, MarkTable
from briefgen.compose.markup_kinds import DATA, UNREAD_MARKUP, UnreadMarkup
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.tree import Citation

_UNCLOSED_CITATION = re.compile(r"\[(?=[^\[\]]*(?<![\w.])@[\w{])[^\[\]]*\Z")
_UNOPENED_CITATION = re.compile(r"(?<![\w.@])@\w[\w:-]*,?[^\[\]@]*\]")
_CITATION_IN_OTHER_BRACKETS = re.compile(
    r"[【［〔][^】］〕\n]{0,100}@x|\((?:[^()@]{0,40}\s)?@x,?\s+(?:(?:pp?|paras?|arts?|ch|c|nn?|ss?|vol)\b\.?|[§¶]+)?[ \u00a0]?\d[\w.–-]*(?:[;,][^()@]*)?\)"
)
_BRACKET = re.compile(r"[][(【［〔]")
_KEY_IN_BRACKETS = re.compile(
    r"(?:(?:see|cf|eg|and|voir|véase|см)\.?,? )?(?P<key>[^\s,;]+)(?:,.*|\s+(?:(?:pp?|paras?|arts?|ch|n|s)\b\.?|[§¶]+)?\s*\d.*)?",
    re.IGNORECASE,
)
_KEY_WITH_YEAR = re.compile(r"(?<![\w/.@#:-])[^\W\d_]+[_-]?\d{4}[a-z]?(?![\w/:-])")
"""A key as programs make them: `yoon2024`."""
_CITATION = re.compile(r"\[[^\[\]\n]*(?<![\w.])@[\w{][^\[\]\n]*\]|\[\^[^\]\s]+\]")
_BRACKETED = re.compile(r"\[([^\^\[\]\n][^\[\]\n]*)\]")
_TAB = re.compile(rf"^(?! {{4}}|\t)[^\n]*?({LINE_MARK.pattern})([^\n]*?[^\s|][ ]*\t[ \t]*[^\s|][^\n]*)", re.MULTILINE)
_LINK_DEFINITION = re.compile(
    rf"^[ ]{{0,3}}(?:{LINE_MARK.pattern})?\[(?P<label>[^\^\[\]\n]+)\]:[ \t]+\S+", re.MULTILINE
)

_STARTED_BLOCK = re.compile(
    r"\A(?:[-*+•]|#{1,6})[ \t]+\S+|\n[ \t]*(?:[-*+•–]|#{1,6}|\d{1,3}[.)]|\([a-z]\)|\([ivx\d]{1,4}\))[ \t]+\S+"
)
"""A title can start with a number; with a bullet it starts a list that no one reads."""

_RUN_MARKERS = re.compile(r"[ \t]*(?:(?P<letter>[A-Z])[.)]|(?P<dash>—))[ \t]+(?=\S)")
"""Markers that are one only behind another of their kind: a line can start with an initial or with the dash of an author."""

_STARTS_OF_LINES = frozenset({"an item of a list", "a heading"})
_CODE_TAGS = frozenset({"code", "pre"})
_CITED_CODE = UnreadMarkup(
    "a citation in code", "@^", "", "take out the four spaces in front of the line, if it is not code"
)
_BROKEN_CITATION = UnreadMarkup(
    "a citation without one of its brackets", "[]", "", "write `[@key, p 4]`", Severity.ERROR
)
_OTHER_BRACKETS = UnreadMarkup(
    "a citation in other brackets", "(", "", "write `[@key, p 4]`, or `@key [p 4]` in a sentence"
)
_BARE_KEY = UnreadMarkup("a citation without its `@`", "", "", "write `[@key, p 4]`")
_NOTE_CALL = UnreadMarkup("the call of a note", "", "", "", Severity.ERROR)
_LIST_ITEM = next(kind for kind in UNREAD_MARKUP if kind.name == "an item of a list")
_COMPILED = tuple((kind, re.compile(kind.pattern, re.MULTILINE)) for kind in UNREAD_MARKUP)
_COMPILED_FOR_PLAIN_WORDS = (
    (_NOTE_CALL, re.compile(r"\[\^[^\]\s]+\]")),
    (_BROKEN_CITATION, _UNCLOSED_CITATION),
    *((kind, pattern) for kind, pattern in _COMPILED if not kind.sees_escapes),
)


@dataclass(frozen=True, slots=True)
class MarkupSearch:
    """What a search for unread markup knows of a text besides its words."""

    marks: MarkTable
    escaped: Mapping[str, str]
    """The characters behind a backslash, by their marks."""
    source_keys: Collection[str] = ()
    """The keys of the sources that the text can cite."""

    def show_escape(self, mark: re.Match[str]) -> str:
        """A character behind a backslash with it; for other data the character of data."""
        return f"\\{self.escaped[mark[0]]}" if mark[0] in self.escaped else DATA


def report_unread_markup(printed: Iterable[PrintedText], search: MarkupSearch, sink: Sink) -> None:
    """Report each line of a text with markup that would be printed as it is; data and code are not searched."""
    reported: set[Origin] = set()
    for _, pieces in groupby(printed, key=lambda text: (id(text.block), text.earlier_blocks)):
        texts = list(pieces)
        for kind, words, origin in _find_unread(texts, search):
            if origin not in reported:
                reported.add(origin)
                message = f"`{words}` looks like {kind.name}, and is printed as it is"
                severity = kind.severity
                sink.extend([Diagnostic(severity, "markup-unread", message, origin, (kind.hint,))])


def report_unread_words(plain: Iterable[PlainWords], sink: Sink) -> None:
    """Report markup in words that are printed as they are: an alternative text, the caption of an image, the title of a brief."""
    for words in plain:
        text = VALUE_MARK.sub(DATA, LINE_MARK.sub("", words.marked_text))
        for kind, pattern in _COMPILED_FOR_PLAIN_WORDS:
            match = pattern.search(text) if kind.name not in _STARTS_OF_LINES else None
            if match:
                message = f"`{match[0].replace(DATA, '…')}` looks like {kind.name}, and is printed as it is"
                sink.extend([Diagnostic(kind.severity, "markup-unread", message, words.origin, (words.hint,))])
                break


def report_lines_of_line(text: str, origin: Origin, sink: Sink) -> None:
    """Report a list, a table or a heading in a title or an action: it is one line, so they would run together."""
    match = _STARTED_BLOCK.search(text.strip())
    if match:
        message = f"`{' '.join(match[0].split())}` looks like a list or a heading, and a title or an action is one line"
        sink.warning("markup-unread", message, origin, "write lists and headings in the text of the block")


def report_tabs(marked: str, marks: MarkTable, sink: Sink) -> None:
    """Report each line with a tab between words that is not reported yet: a copied row of a table, whose cells would run together."""
    reported = {found.origin for found in sink.diagnostics if found.code == "markup-unread"}
    for mark, words in _TAB.findall(marked):
        if (origin := marks.get_origin(mark)) not in reported:
            message = f"`{' '.join(words.split())}` looks like a row of a table, and is printed as it is"
            hint = "write a table with `|` between cells and `|---|` below the first row"
            sink.warning("markup-unread", message, origin, hint)


def report_unused_links(marked: str, start: Origin, marks: MarkTable, sink: Sink) -> None:
    """Report an address that is defined for a link, `[1]: https://...`, and that no link uses: no page prints it."""
    labels = Counter(label.casefold() for label in _BRACKETED.findall(marked))
    unused = [match for match in _LINK_DEFINITION.finditer(marked) if labels[match["label"].casefold()] == 1]
    if unused:
        first, more = unused[0], f" (and {len(unused) - 1} more)" if unused[1:] else ""
        before = marked[: first.start()]
        mark = next(iter(LINE_MARK.findall(before)[-1:]), "")
        place = marks.get_origin(mark) if mark else start
        place = replace(place, line=place.line + before.rpartition(mark or "\0")[2].count("\n"))
        label = first["label"]
        message = f"`[{label}]`{more} is defined as a link, and nothing is linked to it, so it is not printed"
        hint = f"write `[words][{label}]`, or `[^{label}]:` if it is a note"
        sink.warning("link-unused", message, place, hint)


def _find_broken_citation(marked: str, marks: MarkTable) -> tuple[UnreadMarkup, re.Match[str]] | None:
    """A citation in a paragraph that lacks one of its brackets, or has round ones: its pinpoint would be printed as words."""
    if not _BRACKET.search(marked):
        return None

    def replace_mark(match: re.Match[str]) -> str:
        nodes = marks.get_nodes(match[0])
        return "@x" if nodes and isinstance(nodes[0], Citation) and nodes[0].narrative else DATA

    plain = VALUE_MARK.sub(replace_mark, LINE_MARK.sub("", marked))
    kinds = [(_BROKEN_CITATION, _UNCLOSED_CITATION), (_OTHER_BRACKETS, _CITATION_IN_OTHER_BRACKETS)]
    kinds += [] if "[" in plain else [(_BROKEN_CITATION, _UNOPENED_CITATION)]
    found = ((kind, pattern.search(plain)) for kind, pattern in kinds)
    return next(((kind, match) for kind, match in found if match), None)


def _find_bare_key(plain: str, keys: Collection[str]) -> str:
    """The key of a source that a line has without its `@`; empty where there is none."""
    for match in _BRACKETED.finditer(plain):
        stretches = [stretch.strip() for stretch in match[1].split(";")]
        if any(cited and cited["key"] in keys for cited in map(_KEY_IN_BRACKETS.fullmatch, stretches)):
            return match[0]
    return next((match[0] for match in _KEY_WITH_YEAR.finditer(plain) if match[0] in keys), "")


def _find_unread(texts: list[PrintedText], search: MarkupSearch) -> Iterator[tuple[UnreadMarkup, str, Origin]]:
    """The first markup of each line of a paragraph."""
    marks = search.marks
    marked = _join_texts(texts)
    broken = _find_broken_citation(marked, marks)
    broken_line = broken[1].string[: broken[1].start()].count("\n") if broken else -1
    is_code = any(opened.tag == "pre" for opened in texts[0].path)
    origin, earlier = texts[0].origin, ""
    for position, line in enumerate(marked.split("\n")):
        found = LINE_MARK.search(line)
        origin = marks.get_origin(found[0]) if found else origin
        # The mark of a line is behind its `-` or `1.`. In front of it is the mark of a title, which starts as it likes.
        is_title = position == 0 and found is not None and found.start() == 0
        bare = "\n" * bool(position) + LINE_MARK.sub("", line)
        plain, escaped = VALUE_MARK.sub(DATA, bare), VALUE_MARK.sub(search.show_escape, bare)
        if broken and position == broken_line:
            yield (
                broken[0],
                " ".join(broken[1][0].replace(DATA, "…").replace("@x", "@…").replace("↩", "").split())[:60],
                origin,
            )
            continue
        run = _RUN_MARKERS.match(plain.removeprefix("\n"))
        if run and _is_next_in_run(earlier, run):
            yield _LIST_ITEM, run[0].strip(), origin
            continue
        earlier = (run["letter"] or run["dash"]) if run else earlier
        if is_code and plain.strip():
            yield _CITED_CODE, plain.strip(), origin
            continue
        for kind, pattern in _COMPILED:
            text = escaped if kind.sees_escapes else plain
            if (is_title and kind.name in _STARTS_OF_LINES) or not any(character in text for character in kind.needs):
                continue
            match = pattern.search(text)
            if match:
                yield kind, " ".join(match[0].replace(DATA, "…").split()), origin
                break
        else:
            if cited := _find_bare_key(plain, search.source_keys):
                yield _BARE_KEY, cited, origin


def _join_texts(texts: list[PrintedText]) -> str:
    """The text of a paragraph with its marks. Code is data, except a citation in lines that four spaces made code."""
    return "".join(map(_write_text, texts))


def _write_text(text: PrintedText) -> str:
    tag, words = text.path[-1].tag, text.marked_text
    if any(opened.tag in _CODE_TAGS for opened in text.path):
        return _hide_code(text)
    if tag == "sup" and words.isdecimal():
        return f"^{words}^"
    # Emphasis that ends with a line was the start of two items: `*open it`, `*close it`.
    return f"{words}*" if tag == "em" and LINE_MARK.sub("", words).endswith("\n") else words


def _hide_code(text: PrintedText) -> str:
    if all(opened.tag != "pre" for opened in text.path):
        return DATA
    return "\n".join(
        "".join(LINE_MARK.findall(line)) + " ".join(_CITATION.findall(line)) for line in text.marked_text.split("\n")
    )


def _is_next_in_run(earlier: str, run: re.Match[str]) -> bool:
    """Whether a line starts as the next item after an earlier line: with `B.` after `A.`, with a dash after a dash."""
    return bool(earlier) and (run["dash"] == earlier or ord(run["letter"] or "\0") == ord(earlier) + 1)
