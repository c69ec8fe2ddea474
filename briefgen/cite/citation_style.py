"""Reads a CSL file, without what only a word processor can use, and adds the habits of a style that CSL cannot express."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from xml.etree import ElementTree as ET

from briefgen.cite.localise_style import localise_style
from briefgen.cite.note_references import mark_numbers
from briefgen.cite.pinpoint_words import CHICAGO_WORDS, UNITED_NATIONS_WORDS
from briefgen.cite.style_words import CONJUNCTION_MARK, find_style_words, list_style_languages
from briefgen.cite.word_pinpoints import PinpointWords
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.languages import get_language_code
from briefgen.model.punctuation import find_punctuation

CSL_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
STYLE_CACHE_SIZE = 8
"""Styles kept after reading: the documents of a campaign use few."""
MAX_STYLE_PARTS = 1_000_000
"""Elements that a style prints, each macro counted as often as it is called: a hundred times those of a long style."""
MAX_NAMES = 8
"""Macros that one message names."""
FINAL_PUNCTUATION = ".;,"
DELIMITER = 'delimiter="{}"'
MARKS_OF_LISTED_ORDER = ("citation-number", "year-suffix")
"""What a style prints in a note by the order of its list of works: the number of a work, and the letter behind a year."""
_YEAR_WITHOUT_DAY = r"[ \u00a0](?:[^\W\d_]{3,12}[ \u00a0](?:de[ \u00a0])?)?\d{4}\b"
"""A year, or a month and its year: `juin 1986`, `junio de 1986`."""
_NEXT_SENTENCE = r"[ \u00a0](?:[«“(]?[A-ZА-ЯЁ]|https?:)"
"""What a style prints behind a full stop: words with a capital, or the address of a work."""

OWN_STYLES = "https://briefgen.org/styles/"
OSCOLA = "https://briefgen.org/styles/oscola-4"
OSCOLA_5 = "https://briefgen.org/styles/oscola-5"
CHICAGO = "https://briefgen.org/styles/chicago-notes"
UNITED_NATIONS = "https://briefgen.org/styles/un"
STYLES_WITH_LOWERCASE_IBID = frozenset(
    (
        OSCOLA,
        OSCOLA_5,
        "http://www.zotero.org/styles/oscola",
        "http://www.zotero.org/styles/oscola-no-ibid",
    )
)
"""Ids of styles that write `ibid` small even where it opens a note; all others start a note with a capital."""
PINPOINT_WORDS = {
    OSCOLA: PinpointWords(has_bracketed_paragraphs=True),
    OSCOLA_5: PinpointWords(has_bracketed_paragraphs=True, brackets_unreported_cases=True),
    UNITED_NATIONS: PinpointWords(UNITED_NATIONS_WORDS, is_dotted=True, has_bare_pages=False),
    CHICAGO: PinpointWords(CHICAGO_WORDS, is_dotted=True),
    "http://www.zotero.org/styles/oscola": PinpointWords(has_bracketed_paragraphs=True),
    "http://www.zotero.org/styles/oscola-no-ibid": PinpointWords(has_bracketed_paragraphs=True),
}
"""How styles word pinpoints, by their ids; of others, `_read_pinpoint_words` finds out what can be seen in the file."""


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A style ready for the engine."""

    csl: str
    """The style as XML: without the mark that closes its citations, without labels of pinpoints, without dashes for repeated authors;
    with marks round the numbers of earlier notes."""
    unsorted_csl: str
    """The same for a document that does not list its works: the engine loads the order of all characters to sort them, which
    takes longer than the citations."""
    language: str
    """Its own locale, `en-GB`; empty where it names none."""
    lowercase_ibid: bool
    pinpoint_words: PinpointWords
    is_own: bool
    """Whether briefgen wrote it, and has its words in several languages."""
    is_note_style: bool
    """Whether it is of the class `note`."""

    def has_full_stop_in_quotes(self, language: str) -> bool:
        """Whether a full stop goes inside closing quotation marks, as citeproc puts it in American English."""
        return self.find_locale(language).lower() in {"en", "en-us"}

    def has_lowercase_ibid(self, language: str) -> bool:
        """Whether an `ibid` that opens a note stays small: in English it does, other languages start every note with a capital."""
        return self.lowercase_ibid and not (self.is_own and find_style_words(language))

    def choose_language(self, language: str, origin: Origin, sink: Sink) -> str:
        """The language of its words: that of the brief, or English, with a warning, where this style of ours has none in it."""
        if not self.is_own or get_language_code(language) == "en" or find_style_words(language):
            return language
        style = origin.path.rpartition("/")[2].removesuffix(".csl")
        message = f"the citation style `{style}` has no words in the language `{language}`; citations are in English"
        known = ", ".join(f"`{known}`" for known in ("en", *list_style_languages()))
        sink.warning(
            "cite-language", message, origin, f"it has words in {known}; name another CSL style for other languages"
        )
        return self.language

    def localise(self, language: str, *, lists_works: bool = True) -> str:
        """The style in the words of a language, with its own semicolon between works: in French with a no-break space before it."""
        written = self.csl if lists_works else self.unsorted_csl
        csl = localise_style(written, language) if self.is_own else written
        return csl.replace(DELIMITER.format("; "), DELIMITER.format(find_punctuation(language).semicolon))

    def correct_words(self, language: str) -> Callable[[str], str]:
        """Changes words of a citation: months without a day get the form that the language has for them, and a joined `and` its place.

        A date without a day gets the word before it that the language has for a month or a year. A year alone in brackets has no word
        behind it, and a year alone anywhere no abbreviation: some kinds of works get them from the engine, and others do not.
        """
        words = find_style_words(language) if self.is_own else None
        if words is None:
            return str
        months = words.nominative_months
        pattern = re.compile(rf"(?<!\d[ \u00a0])\b({'|'.join(months)})(?= \d{{4}})") if months else None

        before_day, before_year = words.day_words
        phrases = {before.strip() for before, _ in words.affixes.values() if before.endswith(f" {before_day} ")}
        bare_year = re.compile(rf"(?<![^(,，A-Za-z])([ \u00a0]?\d{{4}})[ \u00a0]?{_match_year_mark(words.year_mark)}")
        dayless = re.compile(rf"\b({'|'.join(sorted(phrases))})(?={_YEAR_WITHOUT_DAY})")

        def correct(text: str) -> str:
            joined = re.sub(rf"{CONJUNCTION_MARK}\s*", "", text)
            if words.year_mark:
                joined = bare_year.sub(r"\1", joined)
            dated = (
                dayless.sub(lambda word: word[0].removesuffix(before_day) + before_year, joined)
                if before_day
                else joined
            )
            return pattern.sub(lambda month: months[month[0]], dated) if pattern else dated

        return correct

    def find_locale(self, language: str) -> str:
        """The locale to ask for: `en` means the style's own English."""
        own = self.language
        return own if own and language.lower() == own.split("-")[0].lower() else language


def _match_year_mark(mark: str) -> str:
    """What is behind a year and not printed where it is alone. The stop of an abbreviation stays where it ends a sentence."""
    if not mark.endswith("."):
        return rf"{re.escape(mark)}(?=\))"
    return rf"{re.escape(mark.removesuffix('.'))}(?:(?=\.{_NEXT_SENTENCE})|\.)"


@dataclass(frozen=True, slots=True)
class _InvalidStyle:
    """Why a file cannot print notes: words that follow its name, and hints."""

    reason: str
    hints: tuple[str, ...] = ()


def read_style(path: Path, sink: Sink) -> CitationStyle:
    """The style in a CSL file. Raises `BriefgenError` where the file cannot print notes."""
    origin = get_style_origin(path)
    read = _parse_style(path.read_bytes())
    if isinstance(read, _InvalidStyle):
        sink.stop("cite-style", f"the citation style `{path.stem}` {read.reason}", origin, *read.hints)
    if not read.is_note_style:
        message = f"the citation style `{path.stem}` is made for citations in the text; here they are in notes"
        sink.warning("cite-style-in-text", message, origin, "name a style of the class `note`, such as `oscola-4`")
    return read


@lru_cache(maxsize=STYLE_CACHE_SIZE)
def _parse_style(content: bytes) -> CitationStyle | _InvalidStyle:
    try:
        root = ET.fromstring(content)  # noqa: S314 - the user's own file; expat refuses entity bombs
    except ET.ParseError as error:
        return _InvalidStyle(f"is not well-formed XML: {error}")
    if root.tag != f"{CSL_NAMESPACE}style" or root.find(f"{CSL_NAMESPACE}citation/{CSL_NAMESPACE}layout") is None:
        parent = root.find(f"{CSL_NAMESPACE}info/{CSL_NAMESPACE}link[@rel='independent-parent']")
        if parent is None:
            return _InvalidStyle("is not a CSL style")
        return _InvalidStyle("only points to another style", (f"take the style it points to: {parent.get('href')}",))
    defined = {macro.get("name") for macro in root.iter(f"{CSL_NAMESPACE}macro")}
    for name in (used.get("macro") for used in root.iter()):
        if name is not None and name not in defined:
            return _InvalidStyle(f"uses the macro `{name}`, which it does not define")
    return _find_endless_macro(root) or _prepare_style(root)


def _find_endless_macro(root: ET.Element) -> _InvalidStyle | None:
    """Why the macros of a style cannot be printed: one calls itself, or together they print too many parts.

    The engine follows every call, and takes all memory for either.
    """
    macros = {macro.get("name", ""): macro for macro in root.iter(f"{CSL_NAMESPACE}macro")}
    calls = {name: {part.get("macro", "") for part in macro.iter()} & macros.keys() for name, macro in macros.items()}
    sizes: dict[str, int] = {}
    try:
        for name in TopologicalSorter(calls).static_order():
            sizes[name] = _count_parts(macros[name], sizes)
    except CycleError as error:
        way = " -> ".join(f"`{name}`" for name in error.args[1][:MAX_NAMES])
        return _InvalidStyle("has a macro that calls itself", (f"take out one call of {way}",))
    if sum(_count_parts(part, sizes) for part in root if part.tag != f"{CSL_NAMESPACE}macro") > MAX_STYLE_PARTS:
        hint = "take out macros that call another macro many times"
        return _InvalidStyle(f"prints more than {MAX_STYLE_PARTS:,} parts", (hint,))
    return None


def _count_parts(element: ET.Element, sizes: Mapping[str, int]) -> int:
    """The elements of a style that are printed with an element, each macro as often as it is called."""
    return sum(1 + sizes.get(part.get("macro", ""), 0) for part in element.iter())


def get_style_origin(path: Path) -> Origin:
    """The place of a style as users know it: below `styles/`, of the project or of briefgen."""
    return Origin("/".join(path.parts[-3:]))


def _prepare_style(root: ET.Element) -> CitationStyle:
    info = root.find(f"{CSL_NAMESPACE}info")
    ids = set() if info is None else {(info.findtext(f"{CSL_NAMESPACE}id") or "").strip()}
    if info is not None:
        ids |= {link.get("href", "") for link in info.iter(f"{CSL_NAMESPACE}link") if link.get("rel") == "template"}
        # Pandoc fetches the parent of a style from the network, sandbox or not; a whole style needs none.
        for link in info.findall(f"{CSL_NAMESPACE}link"):
            info.remove(link)
    layout = root.find(f"{CSL_NAMESPACE}citation/{CSL_NAMESPACE}layout")
    if layout is not None and not layout.get("suffix", "").strip(FINAL_PUNCTUATION + " "):
        layout.attrib.pop("suffix", None)
    own_words = next((words for name, words in PINPOINT_WORDS.items() if name in ids), None)
    pinpoint_words = own_words or _read_pinpoint_words(root)
    for element in root.iter():
        element.attrib.pop("subsequent-author-substitute", None)
        for label in element.findall(f"{CSL_NAMESPACE}label[@variable='locator']"):
            element.remove(label)
    mark_numbers(root)
    csl = ET.tostring(root, encoding="unicode")
    if not any(mark in csl for mark in MARKS_OF_LISTED_ORDER):
        for listed in root.findall(f"{CSL_NAMESPACE}bibliography"):
            for order in listed.findall(f"{CSL_NAMESPACE}sort"):
                listed.remove(order)
    return CitationStyle(
        csl=csl,
        unsorted_csl=ET.tostring(root, encoding="unicode"),
        language=root.get("default-locale", ""),
        lowercase_ibid=bool(ids & STYLES_WITH_LOWERCASE_IBID),
        pinpoint_words=pinpoint_words,
        is_own=any(name.startswith(OWN_STYLES) for name in ids),
        is_note_style=root.get("class") == "note",
    )


def _read_pinpoint_words(root: ET.Element) -> PinpointWords:
    """How a style that others wrote words pinpoints: with full stops, and pages with `p.`, where it prints labels of pinpoints."""
    labels = list(root.iter(f"{CSL_NAMESPACE}label"))
    labels = [label for label in labels if label.get("variable") == "locator"]
    conditional = {
        id(label)
        for branch in root.iter()
        if branch.get("locator") or str(branch.tag).removeprefix(CSL_NAMESPACE) == "else"
        for label in branch.iter(f"{CSL_NAMESPACE}label")
    }
    if not labels or all(label.get("strip-periods") == "true" for label in labels):
        return PinpointWords(has_bare_pages=all(id(label) in conditional for label in labels))
    is_labelled = any(id(label) not in conditional for label in labels)
    return PinpointWords(CHICAGO_WORDS | {"page": ("p. {}", "pp. {}")}, is_dotted=True, has_bare_pages=not is_labelled)
