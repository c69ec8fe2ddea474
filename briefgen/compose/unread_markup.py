"""Reports what still looks like markup in the text that is printed: a citation with a slip, a row of a table, TeX."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html.entities import html5
from itertools import groupby

from briefgen.compose.html_reader import AUTHOR_TAGS, PrintedText
from briefgen.compose.marks import LINE_MARK, VALUE_MARK, MarkTable
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink
from briefgen.model.tree import Citation, Element


@dataclass(frozen=True, slots=True)
class UnreadMarkup:
    """One kind of markup, as it looks where it was not read."""

    name: str
    needs: str
    """Characters of which at least one is in it: a text without them is not searched."""
    pattern: str
    hint: str
    severity: Severity = Severity.WARNING


_LETTER = r"[^\W\d_]"
_TAGS = "|".join(sorted(AUTHOR_TAGS | {"center", "font", "form", "iframe", "input", "script", "style", "u"}))
_OLD_CHARACTERS = "|".join(sorted(name for name in html5 if not name.endswith(";")))
"""Names of characters that browsers read without a semicolon, too: `&copy 2020`."""
_DATA = "\N{OBJECT REPLACEMENT CHARACTER}"
"""In the place of code and data, which are printed as they are and not searched."""

UNREAD_MARKUP = (
    UnreadMarkup(
        "a citation",
        "@",
        r"\[(?:[^\[\]\n]*[^\w.\[\]\n])?@\s*[\w{][^\[\]]*\]|\[[^\[\]\n]*[\w.]@(?!\w+\.\w)\w[^\[\]\n]*\]|(?<!\w)@@[\w{]\S*|(?<=[\w)][.,;:!?])@(?!\w+\.\w)[\w{][^\s\]]*",
        "write `[@key, p 4]`, with a space before the `@` if a word is there",
        Severity.ERROR,
    ),
    UnreadMarkup(
        "a command of LaTeX",
        "\\",
        r"\\(?:[a-z]*cite[a-z]*|footnote|ref|text\w*|emph|begin|end|frac|sqrt|section|item|href|url)\b\*?",
        "write a citation as `[@key]`, a note as `[^1]`, italics as `*words*`",
        Severity.ERROR,
    ),
    UnreadMarkup(
        "a note",
        "^",
        r"\^\[[^\]\n]*\]",
        "write `[^1]` here, and `[^1]: ...` in a line of its own",
        Severity.ERROR,
    ),
    UnreadMarkup("TeX", "$", r"\$\$?[^$\n]*[\\^_{}][^$\n]*\$", "write it in words; `x^2^` and `H~2~O` are read"),
    UnreadMarkup(
        "a list of attributes",
        "{",
        r"\{:?[ ]*[.#][\w-][^{}\n]*\}|\{:[^{}\n]*\}|\{[\w-]+=[^{}\n]+\}",
        "remove it, or write `{: .name }` behind what it is about",
    ),
    UnreadMarkup(
        "a character of HTML",
        "&",
        rf"&(?:[A-Za-z][A-Za-z0-9]+|#\d+|#[xX][0-9A-Fa-f]+);|&(?:{_OLD_CHARACTERS})(?![A-Za-z0-9=;])",
        "write the character itself",
    ),
    UnreadMarkup("HTML", "<", rf"</?(?:{_TAGS})\b[^<>\n]*>|<!--", "write it in Markdown, or look for a missing `>`"),
    UnreadMarkup(
        "a row of a table",
        "|",
        r"^[ \t]*\|.*\||^[ \t]*:?-{2,}:?[ \t]*\|",
        "write `|---|` below the first row, with as many cells, and an empty line before the table",
    ),
    UnreadMarkup(
        "a table of another program",
        "-=+ ",
        r"^[ \t]*\S+(?: \S+)* {3,}\S+(?: \S+)*(?: {3,}\S|$)|^[ \t]*(?:[-=]{3,} +)+[-=]{3,}|^[ \t]*\+(?:[-=]{3,}\+)+",
        "write a table with `|` between cells and `|---|` below the first row",
    ),
    UnreadMarkup(
        "an item of a list",
        "-*+•·▪◦●‣▸►➢✓✔➔→–.)",
        rf"^[ \t]*[-*+•·▪◦●‣▸►➢✓✔➔][ \t]+(?=\S)|^[ \t]*\d{{1,3}}[.)][ \t]+(?={_LETTER})|(?<=\n)[ \t]*\d{{1,3}}[.)](?={_LETTER})"
        r"|(?<=\n)[ \t]*\((?:[a-z]|[ivx]+|\d{1,2})\)[ \t]+(?=\S)|(?<=\n)[ \t]*[a-z][.)][ \t]+(?=\S)|(?<=\n)[ \t]*[–→][ \t]+(?=\S)",
        "leave an empty line before the list, and start its items with `-` or `1.`",
    ),
    UnreadMarkup(
        "a heading",
        "#",
        rf"^[ \t]*#{{1,6}}(?:[ \t]|(?={_LETTER}))",
        "leave an empty line before it, and a space behind the `#`",
    ),
    UnreadMarkup(
        "a box of another program", "[", r"^[ \t]*\[!\w+\]", 'write `<aside class="callout" markdown="1">` round it'
    ),
    UnreadMarkup("a link or an image", "]", r"\]\(|(?<=\])\[[^\[\]\n]*\]|!\[", "write `[words](https://...)`"),
    UnreadMarkup("code or a division", "`~:", r"```|~~~|^[ \t]*:::", "remove it, or leave an empty line before it"),
    UnreadMarkup(
        "a definition", "[", r"^[ \t]*\*?\[\^?[^\]\n]+\]:(?=\s)", "leave an empty line before it, and none inside it"
    ),
    UnreadMarkup(
        "a quotation", ">", r"^[ \t]*>+[ \t]+(?=\S)", "leave an empty line before it; inside HTML write `<blockquote>`"
    ),
    UnreadMarkup("a comment of a template", "{", r"\{#.*?#\}", "write `<!-- words -->`"),
    UnreadMarkup(
        "a link of a wiki or a table of contents",
        "[",
        r"\[\[[^\[\]\n]+\]\]|^\[_*TOC_*\][ \t]*$",
        "remove it; an audience has its own table of contents",
    ),
    UnreadMarkup(
        "a mark for words",
        "=+",
        r"==(?=[^\s=])[^=\n]*[^\s=]==(?!=)|\+\+(?=[^\s+])[^+\n]*[^\s+]\+\+(?!\+)",
        "write `*words*` or `**words**`",
    ),
    UnreadMarkup("a line under a heading", "=~", r"^[ \t]*(?:={3,}|~{3,})[ \t]*$", "start the heading with `##`"),
    UnreadMarkup(
        "emphasis",
        "*_~",
        rf"\*\*(?=\w)|(?<=[\w.,])\*\*|(?<![\w*])\*(?={_LETTER})|(?<=[\w.,])\*(?![\w*])"
        rf"|(?<!\w)__?(?={_LETTER})|(?<={_LETTER})__?(?!\w)|~~",
        "write the marks before the first letter and behind the last, or a backslash before a mark that is printed",
    ),
)
"""In the order of what is most likely. One line is reported once."""

_UNCLOSED_CITATION = re.compile(r"\[(?=[^\[\]]*(?<![\w.])@[\w{])[^\[\]]*\Z")
_UNOPENED_CITATION = re.compile(r"(?<![\w.@])@\w[\w:-]*,?[^\[\]@]*\]")
_CITATION = re.compile(r"\[[^\[\]\n]*(?<![\w.])@[\w{][^\[\]\n]*\]|\[\^[^\]\s]+\]")
_BRACKETED = re.compile(r"\[([^\^\[\]\n][^\[\]\n]*)\]")
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
_LIST_ITEM = next(kind for kind in UNREAD_MARKUP if kind.name == "an item of a list")
_COMPILED = tuple((kind, re.compile(kind.pattern, re.MULTILINE)) for kind in UNREAD_MARKUP)


def report_unread_markup(printed: Iterable[PrintedText], marks: MarkTable, sink: Sink) -> None:
    """Report each line of a text with markup that would be printed as it is; data and code are not searched."""
    reported: set[Origin] = set()
    for _, pieces in groupby(printed, key=lambda text: (id(text.block), text.earlier_blocks)):
        texts = list(pieces)
        for kind, words, origin in _find_unread(texts, marks):
            if origin not in reported:
                reported.add(origin)
                message = f"`{words}` looks like {kind.name}, and is printed as it is"
                severity = kind.severity
                sink.extend([Diagnostic(severity, "markup-unread", message, origin, (kind.hint,))])


def report_unread_captions(images: Iterable[Element], sink: Sink) -> None:
    """Report markup in the title of an image, which is printed as its caption."""
    for image in images:
        title = VALUE_MARK.sub(_DATA, LINE_MARK.sub("", image.get("title")))
        for kind, pattern in ((_BROKEN_CITATION, _UNCLOSED_CITATION), *_COMPILED):
            match = pattern.search(title) if kind.name not in _STARTS_OF_LINES else None
            if match:
                message = f"`{match[0].replace(_DATA, '…')}` looks like {kind.name}, and is printed as it is"
                sink.extend([Diagnostic(kind.severity, "markup-unread", message, image.origin, (kind.hint,))])
                break


def report_lines_of_line(text: str, origin: Origin, sink: Sink) -> None:
    """Report a list, a table or a heading in a title or an action: it is one line, so they would run together."""
    match = _STARTED_BLOCK.search(text.strip())
    if match:
        message = f"`{' '.join(match[0].split())}` looks like a list or a heading, and a title or an action is one line"
        sink.warning("markup-unread", message, origin, "write lists and headings in the text of the block")


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


def _find_broken_citation(marked: str, marks: MarkTable) -> re.Match[str] | None:
    """A citation in a paragraph that lacks one of its brackets: it would be printed as words, and its pinpoint with it."""

    def replace_mark(match: re.Match[str]) -> str:
        nodes = marks.get_nodes(match[0])
        return "@x" if nodes and isinstance(nodes[0], Citation) and nodes[0].narrative else _DATA

    plain = VALUE_MARK.sub(replace_mark, LINE_MARK.sub("", marked))
    return _UNCLOSED_CITATION.search(plain) or (None if "[" in plain else _UNOPENED_CITATION.search(plain))


def _find_unread(texts: list[PrintedText], marks: MarkTable) -> Iterator[tuple[UnreadMarkup, str, Origin]]:
    """The first markup of each line of a paragraph."""
    marked = _join_texts(texts)
    broken = _find_broken_citation(marked, marks) if "[" in marked or "]" in marked else None
    broken_line = broken.string[: broken.start()].count("\n") if broken else -1
    is_code = any(opened.tag == "pre" for opened in texts[0].path)
    origin, earlier = texts[0].origin, ""
    for position, line in enumerate(marked.split("\n")):
        found = LINE_MARK.search(line)
        origin = marks.get_origin(found[0]) if found else origin
        # The mark of a line is behind its `-` or `1.`. In front of it is the mark of a title, which starts as it likes.
        is_title = position == 0 and found is not None and found.start() == 0
        plain = "\n" * bool(position) + VALUE_MARK.sub(_DATA, LINE_MARK.sub("", line))
        if broken and position == broken_line:
            yield (
                _BROKEN_CITATION,
                " ".join(broken[0].replace(_DATA, "…").replace("@x", "@…").replace("↩", "").split())[:60],
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
            if (is_title and kind.name in _STARTS_OF_LINES) or not any(character in plain for character in kind.needs):
                continue
            match = pattern.search(plain)
            if match:
                yield kind, " ".join(match[0].replace(_DATA, "…").split()), origin
                break


def _join_texts(texts: list[PrintedText]) -> str:
    """The text of a paragraph with its marks. Code is data, except a citation in lines that four spaces made code."""
    return "".join(
        _hide_code(text) if any(opened.tag in _CODE_TAGS for opened in text.path) else text.marked_text
        for text in texts
    )


def _hide_code(text: PrintedText) -> str:
    if all(opened.tag != "pre" for opened in text.path):
        return _DATA
    return "\n".join(
        "".join(LINE_MARK.findall(line)) + " ".join(_CITATION.findall(line)) for line in text.marked_text.split("\n")
    )


def _is_next_in_run(earlier: str, run: re.Match[str]) -> bool:
    """Whether a line starts as the next item after an earlier line: with `B.` after `A.`, with a dash after a dash."""
    return bool(earlier) and (run["dash"] == earlier or ord(run["letter"] or "\0") == ord(earlier) + 1)
