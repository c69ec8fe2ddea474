"""The kinds of markup that people write and briefgen does not read, each with the pattern that finds it in printed text."""

from __future__ import annotations

from dataclasses import dataclass
from html.entities import html5

from briefgen.compose.html_reader import AUTHOR_TAGS
from briefgen.compose.sandbox import TEXT_FUNCTIONS
from briefgen.model.diagnostic import Severity


@dataclass(frozen=True, slots=True)
class UnreadMarkup:
    """One kind of markup, as it looks where it was not read."""

    name: str
    needs: str
    """Characters of which at least one is in it: a text without them is not searched."""
    pattern: str
    hint: str
    severity: Severity = Severity.WARNING
    sees_escapes: bool = False
    """Whether the pattern sees characters behind a backslash, as `\\(`; for the others these are data."""


_LETTER = r"[^\W\d_]"
_TAGS = "|".join(sorted(AUTHOR_TAGS | {"center", "font", "form", "iframe", "input", "script", "style", "u"}))
_OLD_CHARACTERS = "|".join(sorted(name for name in html5 if not name.endswith(";")))
"""Names of characters that browsers read without a semicolon, too: `&copy 2020`."""
DATA = "\N{OBJECT REPLACEMENT CHARACTER}"
"""In the place of code and data, which are printed as they are and not searched."""

_TEX_HINT = "write it in words; `x^2^` and `H~2~O` are read"
_TEX_WORDS = r"(?:(?!\\[)\]])[^\n]){0,80}?(?:[\^={}]|_[\w{]|\\[A-Za-z]|\d[ ]*[+<>*][ ]*\d)(?:(?!\\[)\]])[^\n]){0,80}"
_ESCAPED_TEX = rf"\\\((?:{_TEX_WORDS})\\\)|(?<=\S)[ \t]*\\\(\d*[A-Za-z]\\\)|\\\[(?!\^)(?:{_TEX_WORDS})\\\]|^[ \t]*\\[\[\]()][ \t]*$"
"""`\\(x^2\\)` and `\\[y = 1\\]`. One escaped letter at the start of a line is the label of an item."""

_TEXT_FUNCTIONS = "|".join(TEXT_FUNCTIONS)

_LABEL_LETTER = r"[a-zа-яёء-ي가나다라마바사아자차카타파하]"
_LABELS = "|".join((
    rf"(?:\d{{1,3}}[.)]|[-*])(?={_LETTER})",
    r"[–→][ \t]+(?=\S)",
    rf"\((?:{_LABEL_LETTER}|[ivx]+|\d{{1,2}})\)[ \t]+(?=\S)",
    rf"{_LABEL_LETTER}[.)][ \t]+(?=\S)",
    r"(?:[ء-ي]|\d{1,2})[-–][ \t]+(?=[^\W\d_])",
    r"\d{1,3}(?:\.[-–º°ª]|[º°ª])[ \t]+(?=\S)",
    r"[①-⓿⑴-⒛㈀-㉃]|（[一二三四五六七八九十百\d]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,3}[、．]",
))  # fmt: skip
"""Labels of items in the scripts that briefgen prints, at the start of a line that is not the first of its paragraph."""

UNREAD_MARKUP = (
    UnreadMarkup(
        "a citation",
        "@＠",
        r"\[[ ]*@[ ]*\]|\[[^\[\]\n]*＠[^\[\]\n]*\]|\[(?:[^\[\]\n]*[^\w.\[\]\n])?@\s*[\w{][^\[\]]*\]|\[[^\[\]\n]*[\w.]@(?!\w+\.\w)\w[^\[\]\n]*\]|(?<!\w)@@[\w{]\S*|(?<=[\w)][.,;:!?])@(?!\w+\.\w)[\w{][^\s\]]*",
        "write `[@key, p 4]`, with a space before the `@` if a word is there",
        Severity.ERROR,
    ),
    UnreadMarkup(
        "a command of LaTeX",
        "\\",
        r"\\(?:[a-z]*cite[a-z]*|[A-Za-z]*ref|label|footnote\w*|text\w*|emph|begin|end|frac|sqrt|section|item|href|url)\b\*?",
        "write a citation as `[@key]`, a note as `[^1]`, italics as `*words*`",
        Severity.ERROR,
    ),
    UnreadMarkup(
        "a note",
        "^*:",
        rf"\^\[[^\]\[\n]*\]?|\[\^(?:\s[^\]\[\n]*|[^\]\[\n]*\s)?\]|\[\^[\w-]{{1,20}}(?![\w\]-])(?![^\n]{{0,200}}\])|(?<![\w\[{DATA}])\^\w{{1,3}}\]"
        r"|\[(?:\w{1,3}\^|fn:\w+|\*\d+)\]|\(\^\w{1,3}\)",
        "write `[^1]` here, and `[^1]: ...` in a line of its own",
        Severity.ERROR,
    ),
    UnreadMarkup(
        "TeX",
        "$",
        r"\$\$?[^$\n]*[\\^_{}][^$\n]*\$|(?<![\w$])\$(?=[A-Za-z(])[^$\n]{0,80}(?<=\S)\$(?!\w)|^[ \t]*\$\$[ \t]*$",
        _TEX_HINT,
    ),
    UnreadMarkup("TeX", "\\", r"\\[A-Za-z]+(?=\{)|(?<![\w:/\\])\\[A-Za-z]{2,}", _TEX_HINT),
    UnreadMarkup("TeX", "\\", _ESCAPED_TEX, _TEX_HINT, sees_escapes=True),
    UnreadMarkup(
        "a line break of another program",
        "\\",
        r"(?<=\S)[ \t]*\\{1,2}[ \t]*$",
        "write two spaces at the end of the line, or `<br>`",
        sees_escapes=True,
    ),
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
        "\n-*+•·▪◦●‣▸►➢✓✔➔→–.)",
        rf"^[ \t]*(?:[-*+•·▪◦●‣▸►➢✓✔➔]|\*\*+|#\.)[ \t]+(?=\S)|^[ \t]*\d{{1,3}}[.)][ \t]+(?={_LETTER})|(?<=\n)[ \t]*(?:{_LABELS})",
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
    UnreadMarkup(
        "a link or an image",
        "]",
        r"\]\(|(?<=\])\[[^\[\]\n]*\]|!\[|\[https?://[^\]\s]+[ ][^\[\]\n]+\]|[\])][ ]?[\[(]https?://",
        "write `[words](https://...)`",
    ),
    UnreadMarkup("code or a division", "`~:", r"```|~~~|^[ \t]*:::", "remove it, or leave an empty line before it"),
    UnreadMarkup(
        "a definition", "[", r"^[ \t]*\*?\[\^?[^\]\n]+\]:(?=\s)", "leave an empty line before it, and none inside it"
    ),
    UnreadMarkup(
        "a quotation", ">", r"^[ \t]*>+[ \t]+(?=\S)", "leave an empty line before it; inside HTML write `<blockquote>`"
    ),
    UnreadMarkup(
        "a value in single braces",
        "{",
        rf"\{{[ ]*(?:{_TEXT_FUNCTIONS})[.(][^{{}}\n]*\}}",
        'write two braces on each side: `{{ fact("name") }}`',
        Severity.ERROR,
    ),
    UnreadMarkup("a comment of a template", "{", r"\{#(?:(?!\{#).)*?#\}", "write `<!-- words -->`"),
    UnreadMarkup(
        "a reference of another program",
        "#<:{(",
        rf"\[#[\w:.-]+\]|<#[\w:.-]+>|<<[\w:., -]+>>|\b[xX]ref:[\w/#.:-]+|\{{(?:num|page|eq|auto)?ref:?[ ]*[\w:.-]*\}}"
        rf"|\{{[a-z][\w:-]*\}}(?={DATA})|(?<!\w):[a-z][\w:-]{{0,30}}:(?={DATA})|\(\([A-Za-z][\w-]*\)\)",
        'write `{{ ref("...") }}` with the id of a block or a section, or the label of a note',
    ),
    UnreadMarkup(
        "a broken reference of Word",
        "!",
        r"Error! (?:Reference source|Bookmark|No bookmark|No text|Hyperlink)|Erreur[ \u00a0\u202f]?! (?:Source|Signet|Référence)"
        r"|¡Error! (?:No se|Marcador|Referencia)|Ошибка! (?:Источник|Закладка)",
        'write `{{ ref("...") }}`, or what the reference pointed to',
        Severity.ERROR,
    ),
    UnreadMarkup(
        "a link of a wiki or a table of contents",
        "[",
        r"\[\[[^\[\]\n]+\]\]|^\[_*TOC_*\][ \t]*$",
        "remove it; an audience has its own table of contents",
    ),
    UnreadMarkup(
        "the call of a note of another program",
        "[^¹²³⁰⁴⁵⁶⁷⁸⁹",
        r"(?<=[^\s\[(])\[\d{1,3}\](?!\w)|(?<=[.,;:!?”\"’»])(?:[¹²³⁰⁴-⁹]+|\^\d{1,3}\^)|(?<=[^\W\d_]{3})(?:[⁰¹²³⁴-⁹]{2,}|¹)|(?<=[^\W\d_]{3})\^(?:[145-9]|\d\d+)\^",
        "write `[^1]` here, and `[^1]: ...` in a line of its own",
    ),
    UnreadMarkup(
        "markup of a wiki or a forum",
        "['‘={:.",
        r"\[/(?:b|i|u|s|quote|url|img|code|size|color|list)\]|(?<!\w)(?:''|‘‘|‘’)[‘’']?(?=\w)[^\n]{0,80}?(?:''|’’)|^[ \t]*={2,6}[ ]\S[^\n]*[ ]={2,6}[ \t]*$"
        r"|^[ \t]*h[1-6]\.[ ]|\{(?:color|quote|panel|noformat|code)(?::[^{}\n]*)?\}|(?<!\w):[a-z][a-z_]{2,30}:(?!\w)",
        "write `**words**`, `> words`, `## Heading` or the character itself",
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
