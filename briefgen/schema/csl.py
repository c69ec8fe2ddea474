"""Types and variables of CSL 1.0.2, the data that citation styles print.

From the schema of the Citation Style Language, https://github.com/citation-style-language/schema (csl-types.rnc,
csl-variables.rnc and csl-data.json).
"""

from __future__ import annotations

from collections.abc import Mapping

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
    """.split()
)

OTHER_TYPE_NAMES: Mapping[str, str] = {
    "artwork": "graphic", "audioRecording": "song", "blogPost": "post-weblog", "book-chapter": "chapter", "book-part": "chapter",
    "book-section": "chapter", "book-track": "chapter", "bookSection": "chapter", "case": "legal_case",
    "computerProgram": "software", "conference-paper": "paper-conference", "conferencePaper": "paper-conference",
    "dictionaryEntry": "entry-dictionary", "dissertation": "thesis", "edited-book": "book",
    "encyclopediaArticle": "entry-encyclopedia", "film": "motion_picture", "forumPost": "post",
    "instantMessage": "personal_communication", "journal-article": "article-journal", "journalArticle": "article-journal",
    "letter": "personal_communication", "magazineArticle": "article-magazine", "monograph": "book",
    "newspaperArticle": "article-newspaper", "other": "document", "peer-review": "review", "podcast": "song",
    "posted-content": "article", "preprint": "article", "presentation": "speech", "proceedings-article": "paper-conference",
    "radioBroadcast": "broadcast", "reference-book": "book", "reference-entry": "entry", "report-component": "report",
    "statute": "legislation", "tvBroadcast": "broadcast", "videoRecording": "motion_picture", "webPage": "webpage",
    "working-paper": "report",
}  # fmt: skip
"""Types of Crossref and of items in Zotero, by their name there: the type of CSL."""

DATES = frozenset("accessed available-date event-date issued original-date submitted".split())

NAMES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
    """.split()
)

TEXTS = frozenset(
    """
    abstract annote archive archive-place archive_collection archive_location authority call-number chapter-number
    citation-key citation-label citation-number collection-number collection-title container-title
    container-title-short dimensions division DOI edition event event-place event-title
    first-reference-note-number genre ISBN ISSN issue journalAbbreviation jurisdiction keyword language license locator
    medium note number number-of-pages number-of-volumes original-publisher original-publisher-place original-title
    page page-first part-number part-title printing-number PMCID PMID publisher publisher-place references
    reviewed-genre reviewed-title scale section shortTitle source status supplement-number title title-short URL
    version volume volume-title year-suffix
    """.split()
)

OTHERS = frozenset(("categories", "custom"))
"""Data that no style prints, of any form."""

IGNORED_NAME_PARTS = frozenset(("isInstitution", "multi"))
"""What Juris-M and old versions of Zotero add to names."""

NAME_PARTS = frozenset(
    "family given dropping-particle non-dropping-particle suffix comma-suffix static-ordering literal parse-names".split()
)

PRIVATE_VARIABLES = frozenset(("annote", "note"))
"""Variables in which authors write for themselves: kept out of what styles see."""

VARIABLES = DATES | NAMES | TEXTS | OTHERS
