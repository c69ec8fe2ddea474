"""The words that open a pinpoint in a block, and the kind of place that each stands for."""

from __future__ import annotations

_WORDS_BY_KIND = {
    "annex": "annex annexe annexes anexo anexos приложение приложения",
    "appendix": "app appendices appendix apps apéndice",
    "article": "art article articles arts artículo artículos ст статья статьи",
    "book": "bk bks book books",
    "chapter": "ch chap chaps chapter chapters chs chapitre chapitres cap caps capítulo capítulos гл глава главы",
    "chapter of statutes": "c cc",
    "clause": "cl clause clauses cls",
    "conclusion": "conclusion conclusions",
    "column": "col cols column columns colonne colonnes",
    "exhibit": "exhibit exhibits exh",
    "figure": "fig figs figure figures",
    "folio": "f ff fol folio folios",
    "goal": "goal goals",
    "guideline": "guideline guidelines",
    "indent": "al alinéa alinéas",
    "line": "l ll line lines ligne lignes",
    "note": "fn fns footnote footnotes n nn note notes nota notas сноска",
    "number": "no nos № núm núms",
    "operative paragraph": "op ops",
    "page": "p pp pg page pages pág págs página páginas с стр",
    "paragraph": "para paragraph paragraphs paras par pars paragraphe paragraphes párr párrs párrafo párrafos п пп пункт пункты ¶ ¶¶",
    "part": "part parts pt pts partie parties часть",
    "passim": "passim",
    "preamble": "pmbl preamble préambule preámbulo преамбула الديباجة 序言 전문",
    "principle": "principle principles principe principes principio principios",
    "recital": "recital recitals considérant considérants considerando considerandos",
    "recommendation": "rec recommendation recommendations recs recommandation recommandations",
    "regulation": "reg regs regulation regulations",
    "rule": "r rr rule rules règle règles regla reglas",
    "schedule": "sch sched schedule schedules schs",
    "section": "s sec secs sect sects section sections ss secc sección",
    "section sign": "§ §§",
    "slide": "slide slides",
    "subparagraph": "subpara subparas subparagraph subparagraphs",
    "subsection": "subsection subsections subs",
    "target": "target targets",
    "table": "table tables tableau tableaux",
    "tome": "t tome",
    "verse": "v verse verses vv",
    "volume": "vol vols volume volumes volumen т том",
}

_PLURALS = (
    "annexes apps appendices anexos приложения arts articles artículos статьи bks books chs chaps chapters chapitres caps "
    "capítulos главы cc clauses cls cols columns colonnes conclusions exhibits figs figures ff folios goals guidelines alinéas ll lines lignes fns "
    "footnotes nn notes notas nos núms ops pp pages págs páginas paras pars paragraphs paragraphes párrs párrafos пп пункты ¶¶ "
    "parts pts parties principles principes principios recitals considérants considerandos recommendations recs "
    "recommandations regs regulations rr rules règles reglas schedules schs secs sects sections ss §§ slides subparas "
    "subparagraphs subsections targets tables tableaux verses vv vols volumes"
)

KIND_BY_LABEL = {word: kind for kind, words in _WORDS_BY_KIND.items() for word in words.split()}
"""The kind of place that a label opens, by the label in small letters and without its full stop: `para` is a paragraph."""
PLURAL_LABELS = frozenset(_PLURALS.split())
"""Labels of several places: `paras`."""
KINDS_WITHOUT_NUMBER = frozenset(("annex", "passim", "preamble"))
"""Kinds that are a pinpoint by themselves."""
KINDS_WITH_PAGES = frozenset(
    ("annex", "appendix", "book", "chapter", "chapter of statutes", "part", "tome", "volume", "schedule")
)
"""Kinds of whole parts: a number after a comma is a page in them, `vol 2, 33`, where their label stands for one."""
