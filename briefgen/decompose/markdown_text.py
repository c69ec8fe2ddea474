"""Writes words as Markdown, so that no character of a foreign text becomes markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"""[\\`*\[\]<>{}~|]       # always markup
    |(?<!\[)\^               # `\[\^` would look like TeX
    |(?<![^\W_])_|_(?![^\W_])  # emphasis, except inside a word
    |(?<!\w)@(?=[\w{])         # a citation; not the `@` of an address for mail
    |(?<=\{)%|%(?=\})          # a tag of Jinja
    |&(?=\#?\w+;)              # an entity
    |-(?=-)|(?<=-)-            # a dash that is typed as hyphens stays as it is
    """,
    re.VERBOSE,
)
_LIST_MARKER = re.compile(
    r"(?P<opening>\(?)(?P<label>\d{1,9}|[^\W\d_]\u0640?|[ivxlcdm]{1,6}|[IVXLCDM]{1,6})(?P<closing>[.)]|(?<!\d)-)(?=\s|$)"
)
_FIRST_CHARACTER = re.compile(r"[#>+\-:%](?!\w)|[#=]|!!!")


def escape_markdown(text: str) -> str:
    """Text that prints as it is, wherever in a paragraph."""
    return _MARKUP.sub(r"\\\g<0>", text)


def escape_start(line: str) -> str:
    """A written paragraph that does not start as a list, a heading or a quotation does."""
    if marker := _LIST_MARKER.match(line):
        if marker["opening"]:
            return "\\" + line
        return f"{marker['label']}\\{line[marker.end('label') :]}"
    return f"\\{line}" if _FIRST_CHARACTER.match(line) else line


def escape_code(code: str) -> str:
    """Code in which no backslash works: what would be Jinja or a comment is printed by Jinja."""
    return re.sub(r"\{[{%]|[}%]\}|<!--", lambda found: f'{{{{ "{found[0]}" }}}}', code)


def write_comment(text: str) -> str:
    """A comment, which nothing prints."""
    return f"<!-- {' '.join(re.sub(r'-{2,}|[{}<>]', ' ', text).split())} -->"
