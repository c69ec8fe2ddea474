"""Finds the figures of a text with their sentences: candidates for facts, from which the author chooses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.decompose.note_names import list_months
from briefgen.decompose.pandoc_tree import (
    CITATION_MARK,
    MARKER,
    PandocNode,
    extract_words,
    list_notes,
    unwrap_divs,
    walk_nodes,
)

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f’ ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_UNIT = r"per ?cent|percent|pour cent|por ciento|%|million|billion|thousand|millions?|milliards?|millones|mil"
_FIGURE = re.compile(
    rf"(?<![\w./,§№-])(?P<currency>US\$|\$|€|£)? ?(?P<low>{_DIGITS})(?:\s?(?:to|and|à|et|a|y|[–-])\s?(?P<currency_high>US\$|\$|€|£)?(?P<high>{_DIGITS}))?"
    rf"(?:[\s\u00a0]?(?P<scale>{_UNIT})(?!\w))?(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\b(?:articles?|arts?|paras?|paragraphs?|sections?|s|chapters?|ch|rules?|principles?|annex|table|figure|tableau|cuadro|no|nos|nº|n°|numbers?|resolution|résolution|"
    r"resolución|general comment|recommendation|goal|target|act|law|page|pages|pp?|vol|note|notes|part|session|cycle|version|phase|box|appendix|grade|class|form|protocol|covid|"
    r"párrafos?|artículos?|capítulo|chapitre|point|points?|at|lines?)\b\.?|[§№#(/])\s*$",
    re.IGNORECASE,
)
_MONTH = rf"(?:(?!(?-i:may)\b)(?:{'|'.join(list_months())}))"
"""The name of a month; "12 may be dry" has none."""
_DATE_AFTER = re.compile(
    rf"(?:st|nd|rd|th|er|º|\.)?\s*(?:of |de )?{_MONTH}\b|(?:st|nd|rd|th|º)\b|[-:]\d|\s*(?:years? old|ans\b)",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\.?\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NUMBERED_START = re.compile(r"\s*\(?\d+(?:\.\d+)*[.)]\s")
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{2}|[\d)”»%])[.!?][”’\")»]?\ue004*\s+(?=[A-ZÀ-Þ“«])")
_REFERENCE = re.compile(r"\bU?L?NTS\b|[”\"’»],? \(\d{4}\)|\bUN Doc\b|https?://")
"""What only a list of works has in a sentence."""
MIN_SENTENCE_WORDS = 5
_SCALES = {"million": 10**6, "billion": 10**9, "thousand": 10**3, "milliard": 10**9, "millon": 10**6, "mil": 10**3}
_APPROXIMATE = re.compile(r"\b(?:about|approximately|around|nearly|almost|some|over|more than|at least|up to|less than|fewer than|an estimated|estimated|environ|près de|plus de|"
                          r"au moins|unos|unas|cerca de|más de|al menos|aproximadamente)\s*$", re.IGNORECASE)  # fmt: skip
MAX_UNIT_WORDS, MAX_SENTENCE = 2, 400
_PLURALS = frozenset("people women men children yuan".split())
_NOT_UNIT = frozenset(
    "of the a an and or to in on at by for from were was is are have has had may can will who that which since as per with de la le les des du et en los las el y que por due between during".split()
)


@dataclass(frozen=True, slots=True)
class ProposedFigure:
    """A figure of a text."""

    value: tuple[str, ...]
    """One number, or low and high, as they are written in YAML."""
    unit: str
    sentence: str
    is_approximate: bool
    citations: tuple[int, ...]
    """The citations behind its sentence, by their places among those of the text."""


def find_figures(blocks: Iterable[PandocNode]) -> Iterator[ProposedFigure]:
    """The figures of paragraphs and lists, not those of tables, dates, and numbers of articles."""
    for block in unwrap_divs(blocks):
        if block["t"] in {"Para", "Plain"}:
            yield from _find_in_paragraph(block["c"])
        elif block["t"] not in {"Table", "Header", "CodeBlock", "Figure"}:
            for inner in walk_nodes(block.get("c")):
                if inner["t"] in {"Para", "Plain"}:
                    yield from _find_in_paragraph(inner["c"])


def _find_in_paragraph(inlines: list[PandocNode]) -> Iterator[ProposedFigure]:
    marked = _extract_with_marks(inlines)
    start = 0
    plain = MARKER.sub(lambda mark: "\ue004" * len(mark[0]), marked)
    for end in [*(match.end() for match in _SENTENCE_END.finditer(plain)), len(marked)]:
        part = marked[start:end]
        start = end
        sentence = " ".join(MARKER.sub("", part).split())
        if len(sentence.split()) >= MIN_SENTENCE_WORDS and not _REFERENCE.search(sentence):
            yield from _find_in_sentence(sentence, tuple(map(int, CITATION_MARK.findall(part))))


def _extract_with_marks(inlines: list[PandocNode]) -> str:
    """The words of a paragraph with the marks of citations, also of those inside its notes."""
    text = ""
    for inline in inlines:
        if inline["t"] == "Str":
            text += inline["c"]
        elif inline["t"] == "Note":
            words = "".join(node["c"] for node in walk_nodes(inline["c"]) if node["t"] == "Str")
            text += "".join(match[0] for match in CITATION_MARK.finditer(words))
        else:
            text += extract_words([inline], notes=False)
            text += "".join(_extract_with_marks([note]) for note in list_notes([inline]))
    return text


def _find_in_sentence(sentence: str, citations: tuple[int, ...]) -> Iterator[ProposedFigure]:
    numbered = _NUMBERED_START.match(sentence)
    for found in _FIGURE.finditer(sentence, numbered.end() if numbered else 0):
        before, after = sentence[: found.start()], sentence[found.end() :]
        is_plain = not found["scale"] and not found["currency"]
        if is_plain and (_LABEL.search(before) or _DATE_AFTER.match(after) or _DATE_BEFORE.search(before)):
            continue
        if is_plain and (_YEAR.fullmatch(found["low"]) or found["low"].startswith("0")):
            continue
        is_low_whole = found["high"] and len(re.sub(r"\D", "", found["low"])) > 3  # `300,000 to 3 million`
        scales = {"low": None if is_low_whole else found["scale"], "high": found["scale"]}
        ends = (
            ("high",) if found["high"] and _YEAR.fullmatch(found["low"]) else ("low", "high")
        )  # `in 1989 to 3.4 million`
        values = tuple(_read_value(found[name], scales[name]) for name in ends if found[name])
        if is_plain and all(map(_YEAR.fullmatch, values)):
            continue
        if len(values) == 2 and float(values[0]) >= float(values[1]):
            values = values[:1]
        yield ProposedFigure(
            values, _read_unit(found, after), sentence[:MAX_SENTENCE], bool(_APPROXIMATE.search(before)), citations
        )


def _read_value(digits: str, scale: str | None) -> str:
    """A number in YAML; with a word such as `million` it is multiplied."""
    plain = re.sub(r"[,\u00a0\u202f’ ](?=\d{3})", "", digits).replace(",", ".")
    factor = next(
        (value for word, value in _SCALES.items() if scale and scale.lower().replace("ó", "o").startswith(word)), 1
    )
    number = float(plain) * factor
    return plain if factor == 1 else str(int(number)) if number.is_integer() else str(number)


def _read_unit(found: re.Match[str], after: str) -> str:
    if found["currency"]:
        return str(found["currency"])
    if found["scale"] and not any(found["scale"].lower().replace("ó", "o").startswith(word) for word in _SCALES):
        return "%"
    following = re.match(r"[\s\u00a0-]([^\W\d_][\w’'-]*)(?:[\s\u00a0]+([^\W\d_][\w’'-]*))?", after)
    words = [word for word in following.groups() if word] if following else []
    kept: list[str] = []
    for word in words[:MAX_UNIT_WORDS]:
        if word.lower() in _NOT_UNIT:
            break
        kept.append(word)
        if word.lower().endswith("s") or word.lower() in _PLURALS:
            break
    return " ".join(kept)


def build_proposals(figures: Iterable[tuple[str, ProposedFigure]], file_name: str, citations: list[str]) -> str:
    """The content of `facts.proposed.yaml`: each figure with its block and its sentence, in the form of `facts.yaml`.

    `citations` has the written form of each citation of the text.
    """
    lines = [
        f"# Figures of `{file_name}`. Nothing reads this file: move the ones that you need to facts.yaml, give them a name, correct them,",
        '# and write `{{ fact("name") }}` in their place in the block. Delete the rest.',
        "",
    ]
    for number, (block, figure) in enumerate(figures, start=1):
        value = figure.value[0] if len(figure.value) == 1 else f"[{', '.join(figure.value)}]"
        sources = [source for index in figure.citations for source in re.findall(r"@[^;\]]+", citations[index])]
        sources = list(dict.fromkeys(sources))
        lines += [f"figure-{number}:", f"  value: {value}"]
        lines += [f"  unit: {json.dumps(figure.unit, ensure_ascii=False)}"] if figure.unit else []
        lines += (
            [f"  source: {json.dumps(sources[0] if len(sources) == 1 else sources, ensure_ascii=False)}"]
            if sources
            else []
        )
        lines += ["  certainty: estimate"] if figure.is_approximate else []
        note = f"{block}: {figure.sentence}"
        lines += [f"  note: {json.dumps(note, ensure_ascii=False)}", ""]
    return "\n".join(lines)
