"""Reports what still looks like markup in the text that is printed: a citation with a slip, a row of a table, TeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from briefgen.compose.html_reader import AUTHOR_TAGS, PrintedText
from briefgen.compose.marks import LINE_MARK, VALUE_MARK, MarkTable
from briefgen.model.diagnostic import Diagnostic, Origin, Severity, Sink


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
_DATA = "\N{OBJECT REPLACEMENT CHARACTER}"
"""In the place of code and data, which are printed as they are and not searched."""

UNREAD_MARKUP = (
    UnreadMarkup(
        "a citation",
        "@",
        r"\[(?:[^\[\]\n]*[^\w.\[\]\n])?@\s*[\w{][^\[\]]*\]|\[[^\[\]\n]*[\w.]@(?!\w+\.\w)\w[^\[\]\n]*\]",
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
        r"&(?:[A-Za-z][A-Za-z0-9]+|#\d+|#[xX][0-9A-Fa-f]+);",
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
        "-*+•·▪◦●.)",
        rf"^[ \t]*[-*+•·▪◦●][ \t]+(?=\S)|^[ \t]*\d{{1,3}}[.)][ \t]+(?={_LETTER})"
        r"|(?<=\n)[ \t]*\((?:[a-z]|[ivx]+|\d{1,2})\)[ \t]+(?=\S)|(?<=\n)[ \t]*[a-z][.)][ \t]+(?=\S)",
        "leave an empty line before the list, and start its items with `-` or `1.`",
    ),
    UnreadMarkup(
        "a heading",
        "#",
        rf"^[ \t]*#{{1,6}}(?:[ \t]|(?={_LETTER}))",
        "leave an empty line before it, and a space behind the `#`",
    ),
    UnreadMarkup("a link or an image", "]", r"\]\(|(?<=\])\[[^\[\]\n]*\]|!\[", "write `[words](https://...)`"),
    UnreadMarkup("code or a division", "`~:", r"```|~~~|^[ \t]*:::", "remove it, or leave an empty line before it"),
    UnreadMarkup(
        "a definition", "[", r"^[ \t]*\*?\[\^?[^\]\n]+\]:(?=\s)", "leave an empty line before it, and none inside it"
    ),
    UnreadMarkup(
        "emphasis",
        "*_~",
        rf"\*\*(?=\w)|(?<=[\w.,])\*\*|(?<![\w*])\*(?={_LETTER})|(?<=[\w.,])\*(?![\w*])"
        rf"|(?<!\w)__?(?={_LETTER})|(?<={_LETTER})__?(?!\w)|~~",
        "write the marks before the first letter and behind the last, or a backslash before a mark that is printed",
    ),
)
"""In the order of what is most likely. One line is reported once."""

_STARTS_OF_LINES = frozenset({"an item of a list", "a heading"})
_CODE_TAGS = frozenset({"code", "pre"})
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


def _find_unread(texts: list[PrintedText], marks: MarkTable) -> Iterator[tuple[UnreadMarkup, str, Origin]]:
    """The first markup of each line of a paragraph."""
    marked = "".join(
        _DATA if any(opened.tag in _CODE_TAGS for opened in text.path) else text.marked_text for text in texts
    )
    origin = texts[0].origin
    for position, line in enumerate(marked.split("\n")):
        found = LINE_MARK.search(line)
        origin = marks.get_origin(found[0]) if found else origin
        # The mark of a line is behind its `-` or `1.`. In front of it is the mark of a title, which starts as it likes.
        is_title = position == 0 and found is not None and found.start() == 0
        plain = "\n" * bool(position) + VALUE_MARK.sub(_DATA, LINE_MARK.sub("", line))
        for kind, pattern in _COMPILED:
            if (is_title and kind.name in _STARTS_OF_LINES) or not any(character in plain for character in kind.needs):
                continue
            match = pattern.search(plain)
            if match:
                yield kind, " ".join(match[0].replace(_DATA, "…").split()), origin
                break
