"""The words of places in a work in English: how each family of styles writes one page, several pages, a paragraph.

Another language has one vocabulary for all styles, in its file in `briefgen/languages/`.
"""

from __future__ import annotations

from briefgen.cite.style_words import Vocabulary, WordForms
from briefgen.model.worded_pinpoints import SYMBOLS


def _pair(single: str, several: str = "") -> WordForms:
    return f"{single} {{}}", f"{several or single} {{}}"


def _repeat(template: str) -> WordForms:
    return template, template


_UNABBREVIATED: Vocabulary = {
    **SYMBOLS,
    "annex": _pair("annex", "annexes"),
    "conclusion": _pair("conclusion", "conclusions"),
    "exhibit": _pair("exhibit", "exhibits"),
    "goal": _pair("goal", "goals"),
    "guideline": _pair("guideline", "guidelines"),
    "passim": _repeat("passim"),
    "preamble": _repeat("preamble {}"),
    "principle": _pair("principle", "principles"),
    "recital": _pair("recital", "recitals"),
    "recommendation": _pair("recommendation", "recommendations"),
    "slide": _pair("slide", "slides"),
    "target": _pair("target", "targets"),
    "table": _pair("table", "tables"),
    "tome": _pair("t"),
    "indent": _pair("al"),
}

OSCOLA_WORDS: Vocabulary = _UNABBREVIATED | {
    "appendix": _pair("app", "apps"),
    "article": _pair("art", "arts"),
    "book": _pair("bk", "bks"),
    "chapter": _pair("ch", "chs"),
    "chapter of statutes": _pair("c", "cc"),
    "clause": _pair("cl", "cls"),
    "column": _pair("col", "cols"),
    "figure": _pair("fig", "figs"),
    "folio": _pair("fol", "fols"),
    "line": _pair("line", "lines"),
    "note": _pair("n", "nn"),
    "number": _pair("no", "nos"),
    "operative paragraph": _pair("operative para", "operative paras"),
    "page": _repeat("{}"),
    "paragraph": _pair("para", "paras"),
    "part": _pair("pt", "pts"),
    "preambular paragraph": _pair("preambular para", "preambular paras"),
    "regulation": _pair("reg", "regs"),
    "rule": _pair("r", "rr"),
    "schedule": _pair("sch", "schs"),
    "section": _pair("s", "ss"),
    "subparagraph": _pair("sub-para", "sub-paras"),
    "subsection": _pair("sub-s", "sub-ss"),
    "verse": _pair("v", "vv"),
    "volume": _pair("vol", "vols"),
}

UNITED_NATIONS_WORDS: Vocabulary = _UNABBREVIATED | {
    "appendix": _pair("appendix", "appendices"),
    "article": _pair("art.", "arts."),
    "book": _pair("book", "books"),
    "chapter": _pair("chap.", "chaps."),
    "chapter of statutes": _pair("chap.", "chaps."),
    "clause": _pair("clause", "clauses"),
    "column": _pair("col.", "cols."),
    "figure": _pair("figure", "figures"),
    "folio": _pair("fol.", "fols."),
    "line": _pair("line", "lines"),
    "note": _pair("n.", "nn."),
    "number": _pair("No.", "Nos."),
    "operative paragraph": _pair("operative para.", "operative paras."),
    "page": _pair("p.", "pp."),
    "paragraph": _pair("para.", "paras."),
    "part": _pair("part", "parts"),
    "preambular paragraph": _pair("preambular para.", "preambular paras."),
    "regulation": _pair("regulation", "regulations"),
    "rule": _pair("rule", "rules"),
    "schedule": _pair("schedule", "schedules"),
    "section": _pair("sect.", "sects."),
    "subparagraph": _pair("subpara.", "subparas."),
    "subsection": _pair("subsect.", "subsects."),
    "verse": _pair("v.", "vv."),
    "volume": _pair("vol.", "vols."),
    "tome": _pair("t."),
    "indent": _pair("al."),
}

CHICAGO_WORDS: Vocabulary = UNITED_NATIONS_WORDS | {
    "appendix": _pair("app.", "apps."),
    "book": _pair("bk.", "bks."),
    "chapter of statutes": _pair("c.", "cc."),
    "figure": _pair("fig.", "figs."),
    "number": _pair("no.", "nos."),
    "page": _repeat("{}"),
    "part": _pair("pt.", "pts."),
    "section": _pair("sec.", "secs."),
    "subsection": _pair("subsec.", "subsecs."),
}
