"""The parts of which the forms of notes are built: authors, titles, dates, pinpoints, as patterns with the names of fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

SURE, LIKELY, POSSIBLE = 0.95, 0.8, 0.7
PAGE_WITHOUT_MARKS = 0.72
"""The confidence of a title that nothing encloses, and in front of which no author is: it has capitals, as no testimony has."""
IN_ITALICS_ONLY = 0.75
"""The confidence of a form that is none where its title is not in italics."""

AND_WORDS = r"(?:and|&|et|y|und)"
"""What is before the last of several names, in the languages of notes."""
YEAR = r"(?:1[5-9]|20)\d\d"
DAY = r"(?:[^\W\d_.]+\.? \d{1,2}, |\d{1,2}\.? (?:de )?|(?:[^\W\d_]+\.? ))?(?:[^\W\d_]+\.? (?:de )?)?(?:1[5-9]|20)\d\d"
AUTHOR = r"(?P<author>[^“„\"‘(\[<]{2,140}?)(?: \((?P<acronym>[A-Z][A-Za-z-]{1,12})\))?(?=, (?!(?:Jr|Sr|II|III|IV|and|et al)\b))"
EDITOR = AUTHOR.replace("author", "editor").replace("acronym", "acronym_editor")
NAMES = r"[^“„\"(\[:;\d]{3,80}?"
_FAMILY_AND_INITIALS = r"[^\W\d_][^“\"(\[<;:\d,]{1,40}, (?:[^\W\d_]\.[ -]?)+"
AUTHOR_AND_YEAR = (
    rf"(?P<author>{_FAMILY_AND_INITIALS}(?:(?:,? {AND_WORDS}|,|;) {_FAMILY_AND_INITIALS})*(?:,? et al\.)?|(?:[^\W\d_][^“\"(\[<:\d,]{{2,90}}?))(?: \((?P<acronym>[A-Z]{{2,10}})\))?\.?,? "
    rf"\((?:eds?\.,? )?(?P<issued>{YEAR}(?:, [^\W\d_]+(?: \d{{1,2}})?)?|{DAY})[a-z]?\)[.,:]? "
)
"""`Young, A., & Lee, B. (2009).` and `River Watch (2019, May 3):`, as in the style of the American Psychological Association."""
_MARKS = {
    "double": ("“", "”"),
    "straight": ('"', '"'),
    "single": ("‘", "’"),
    "apostrophe": ("'", "'"),
    "angle": ("«", "»"),
    "low": ("„", "“"),
}
QUOTED = "|".join(
    rf"{opening}\s?(?P<title_{name}>[^“„\"«].{{1,400}}?)[,.]?\s?{closing}"
    for name, (opening, closing) in _MARKS.items()
)
QUOTED = f"(?:{QUOTED})"
"""A title in marks of quotation that belong together: `“On ‘Close’ Reading”` does not end at `Close`."""
PLAIN = r"(?P<title>[^“”\"(\[<]{3,300}?)"
TITLE_OF_DOCUMENT = r"(?P<title>[^“”\"\[<]{3,300}?)"
"""With brackets: `General comment No. 35, article 9 (Liberty and security of person)`."""
TITLE_WITHOUT_MARKS = TITLE_OF_DOCUMENT.replace("<title>", "<title_after>")
PUBLISHER = r"(?P<publisher>(?![a-z])[^\W\d_][^()\d“”\":;]{1,80}?)"
PLACE_AND_PUBLISHER = rf"(?:(?P<place>(?![a-z])[^\W\d_][^():\d“”\"]{{1,40}}?) ?: )?{PUBLISHER}"
KIND_OF_THESIS = r"(?P<genre>[^(),]{0,40}(?:[Tt]hesis|[Dd]iss(?:ertation|\.)|[Tt]h[èe]se(?: de doctorat)?|[Tt]esis(?: doctoral| de maestría)?))"
PAGES = r"(?:pp?\.? ?)?(?P<page>[A-Z]?\d+(?:[-–]\d+)?)"
PIN = (
    r"(?:(?:[,:] ?| )(?:at )?(?P<pin>(?:[§¶]{1,2} ?|\[|(?:p|pp|pages?|arts?|articles?|paras?|paragraphs?|párrafos?|Rn|s|ss|secs?|sections?|chs?|chaps?|chapters?|rules?|principles?|"
    r"guidelines?|regs?|regulations?|annex|part|artículos?|стст|ст|стать[ия]|пп?|пункты?|гл|глава|раздел|head|fn|n|preamble|targets?|goals?|recs?|recommendations?|p[áa]rrs?|pág|págs|cl|clause|tables?|Arts?|Articles?|Paras?|Rules?|Annex|Sections?|Chapters?|Chs?|Parts?|Tables?)\.? ?)?"
    r"(?:(?:(?!(?:1[5-9]|20)\d\d\b)\d|[IVX]+\b|[ivx]+\b)[^“”\"]{0,60})?))?"
)
PLACE = PIN.replace(r"Tables?)\.? ?)?", r"Tables?|[Rr]ecitals?|considérants?)\.? ?)").removesuffix("?")
"""The same with a label: behind words that have numbers themselves."""
PUBLICATION = r"(?:[A-Z][^,()\d]{1,80}|[\w-]+(?:\.[\w-]+)+)"
"""The name of a newspaper, a publisher or a site: `BBC News`, `www.example.org`."""
CITY = r"(?![a-z])[^\W\d_]+(?:(?:[/-]| am | an der | )(?![a-z])[^\W\d_]+){0,3}"
GERMAN = (
    r"(?:\b(?:[Dd]er|[Dd]as|Die|und|des(?= (?![a-z]))|dem|[Ee]ine|einer|eines|zur|zum|[Ff]ür|Aufl|Auflage)\b|, S\. ?\d)"
)
"""What only a German note has: elsewhere a name, a colon, a sentence, a place and a year can be a testimony."""
GERMAN_TITLE = r"(?P<title>(?![a-z])[^“„\"(\[:]{3,200}?)"
GERMAN_PAGE = r"(?P<pin>(?:\d[\d–-]*(?: ?ff?\b)?(?:, \d[\d–-]*)*|[IVXLC]+\b))"
FAMILY_FIRST = r"(?![a-z])[^\W\d_][\w’'-]+, (?![a-z])[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*)?"
"""`Young, Ann`: only this shows that a title without a year is one, and not the words of a person."""
IN_GERMAN = rf"(?:(?P<edition>\d+)\. Aufl(?:age|\.),? )?(?P<place>{CITY}): (?P<publisher>(?![a-z])[^\W\d_][^,:;()“„\d]{{1,60}}?),? (?P<issued>{YEAR})"
"""`3. Aufl. Kiel: Brunnen 2009`"""
EDITION = r"(?:(?P<edition>\d+)(?:st|nd|rd|th) edn?\.?,? )?"
SYMBOL = (
    r"(?P<mark>(?:(?:UN|U\.N\.|Nations Unies|Naciones Unidas) )?(?:Doc(?:ument)?s?\.? )?)"
    r"(?P<number>(?:A|E|S|CCPR|CAT|CEDAW|CRC|CRPD|CERD|CED|CMW|HRI|ST|HCR|DP|TD|UNEP|FCCC|EC|HS|OP)/[A-Za-z\d][\w./-]*\w(?:\([IVX]+\))?(?: \(Part [IVX]+\))?|HRI?/[\w./-]*\w)"
)
COURT_IN_FRONT = (
    r"(?P<authority>(?:[A-Z][\w./’'-]*(?: (?:[A-Z(][\w./’')]*|on|of|for|the|and|de|los|des|du|la|l’[Hh]omme|droits|européenne|against)){0,9} )?"
    r"(?:ECtHR|ECHR|Eur\. Ct\. H\.R\.|IACtHR|IACHR|I/A Court H\.R\.|ACtHPR|ACHPR|Cour EDH|CEDH|Cour IDH|Corte IDH|CIDH|TEDH|CJEU|ECJ|CJUE|TJUE|ICJ|CIJ|ICTY|ICTR|ICC|PCIJ|Rights|Court|Tribunal|Committee|Commission|Humanos|l’homme|Justice)"
    r"(?:,? (?:of (?:Human Rights|Justice|Appeals?|(?:the )?[A-Z]\w+)|(?:on|for) (?:the )?[A-Z][\w ’]*|Grand Chamber))?)"
)
"""A court or a committee in front of the name of a case."""
BODY = r"(?:(?:UN|U\.N\.|United Nations) )?(?:[A-Z][\w’-]*(?: (?:[\w’‚-]+)){0,12} )?(?:Committee|Commission|Subcommittee)(?: (?:on|against|for) (?:the )?[A-Z][\w’‚ -]{3,110}?)?"
"""A committee of the United Nations or of a region, by its name."""
AMERICAN_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, )?(?:1[5-9]|20)\d\d"
NOT_A_MONTH = r"(?![A-Z][a-z]{2,8}\.? \d{1,2},)"
NUMBERED_PAPER = r"(?:Memorandum|Circular|Directive|(?:[A-Z][A-Za-z]+ )?(?:Special )?Publication|Executive Order) (?:No\. )?(?=[\w-]*\d)[A-Z\d][\w-]*"
CASE = r"(?:(?:Case of|Affaire|Caso|the case of|arrêt) )?(?P<title>[^“”\"(\[;:]{2,80}? (?:v|vs|Vs|c|contra)\.? [^“”\"(\[;:]{2,90}?)"
NUMBER_OF_CASE = r"(?P<number>(?:(?:App(?:lication|l)?s?\.?|Communications?|Comm\.?|Cases?|Petitions?|[Rr]equêtes?|Complaint)(?: (?:[Nn]os?\.?|n[°º]s?\.?))?|[Nn]os?\.|n[°º]s?) ?[A-Z]{0,3}[-.]?\d[\d/.-]*(?:(?:, | and | et )\d+[/-][\d/.-]*)*)"
NUMBER_BEFORE_CASE = NUMBER_OF_CASE.replace("<number>", "<number_before>")
NUMBER_BEHIND_CASE = NUMBER_OF_CASE.replace("<number>", "<number_after>")
JUDGMENT = r"(?:(?:[Jj]udge?ment|[Dd]ecision|Sentencia|[Aa]rrêt|Views|Merits)(?: of| de| adopted(?: on)?|,)? ?)?(?:du |del |le )?"
STAGE = r"(?:[Pp]reliminary [Oo]bjections?|[Mm]erits|[Rr]eparations|[Cc]osts|(?:[A-Z][a-z]+ ){0,3}(?:[Jj]udge?ment|[Oo]rder|[Dd]ecision|[Vv]iews|[Rr]uling)|Fondo|Reparaciones|Costas|[Ss]entencia|[Aa]rrêt)"
"""The parts of a case of which a court decides, and what it gives."""
NEWSPAPER = (
    r"\b(?:Times|Post|Guardian|Herald|Tribune|Gazette|Telegraph|Daily|Nation|Standard|Star|Globe|Inquirer|Wall Street Journal|Wall St\. J|Trib|Chron|"
    r"Zeitung|Spiegel|Monde|Figaro|Libération|País|Mundo|Jornada)\b"
)
_RUSSIAN_TREATY = r"(?:[Кк]онвенция|[Пп]акт|[Пп]ротокол|[Дд]екларация|[Дд]оговор|[Сс]оглашение|[Хх]артия|[Уу]став)(?=$|,| (?:об?|против|по|для|между|к|на|с|прав)\b| [А-ЯЁ]| (?:1[5-9]|20)\d\d)"
"""With what is behind it in a name: in a sentence, a verb is."""
TREATY = (
    r"\b(?:Convention|Principles|Covenant|Protocol|Charter|Treaty|Declaration|Agreement|Accord|Acuerdo|Convenio|Convención|Pacto|Protocolo|Carta|Declaración|Pacte|Protocole|Traité|Charte|Déclaration"
    rf"|{_RUSSIAN_TREATY})\b"
)
ADOPTED = (
    r"(?:(?:adopted|opened for signature|signed|concluded|done|approved)(?: on)?|(?:adoptée?|signée?|conclue?|ouverte? à la signature)(?: le)?"
    r"|(?:aprobad|adoptad|firmad|concertad)[ao](?: el)?|abiert[ao] a la firma(?: el)?|(?:принят|подписан|заключ[её]н)[аоы]?|открыт[аоы]? для подписания)"
)
IN_FORCE = r"(?:(?:entered into force|entry into force|in force)(?: on)?|entrée? en vigueur(?: le)?|(?:entrada|entró) en vigor(?: el)?|вступил[аои]? в силу|вступление в силу)"
"""What is in front of the dates of a treaty, in English, French, Spanish and Russian."""
NAME_WITH_YEAR = (
    r"(?:(?:Convention|Protocole|Pacte|Traité|Convención|Protocolo|Pacto|Convenio|Tratado) (?:de|du|del) (?:1[5-9]|20)\d\d(?: (?!est\b|es\b|que\b|qui\b)[^“\"(;:,\d]{3,160}?)?"
    r"|(?:Конвенция|Протокол|Пакт|Договор)(?: [^“\"«(;:,\d]{2,100})? (?:1[5-9]|20)\d\d г(?:ода|\.)(?:,? (?:об?|против|касающ[а-я]+) [^“\"«(;:,\d]{3,120}?)?)"
)
"""`Convention de 1951 relative au statut des réfugiés`, `Протокол 1967 года`: names of treaties with their year."""
EU_LAW = r"(?:(?:Council|Commission|Framework|Implementing|Delegated) )*(?:Directive|Regulation|Decision) (?:\([A-Z, ]+\) )?(?:No\.? )?\d+/\d+(?:/[A-Z]+)?"
REPORTER = r"(?:U\.? ?S\.?|S\. ?Ct\.?|F\.(?:2d|3d|4th)|F\. ?Supp\.?(?: ?[23]d)?|EHRR|AC|QB|KB|WLR|All ER|CLR|SCR|SA|BCLR|NZLR|ILM|ILR|I\.?C\.?J\.?(?: Rep(?:orts|\.)?)?|KLR|eKLR|HKCFAR|CanLII)"
VOLUME = r"(?P<volume>\d+) (?P<container>[A-Z][\w.’'&-]*(?: (?:[A-Z(][\w.’'&)-]*|[2-6]d\b|\dth\b|of|the|and|&|on|in|for)){0,9}) (?P<page>\d+)(?:, (?P<pin>\d[\d–, n.-]*))?"
"""`347 U.S. 483, 495`, `69 Admin. L. Rev. 12`: a volume, an abbreviated title, the first page and a pinpoint."""
RESOLUTION = r"(?P<references>(?:UN ?)?G\.?A\.? ?Res(?:\.|olution)? ?[^,;]{3,40}?(?:, (?:annex|\d+ U\.?N\.? ?GAOR|U\.?N\.? Doc)[^;]{2,90}?)?)"
SERIES = r"(?P<container>U\.?N\.?T\.?S\.?|L\.?N\.?T\.?S\.?|C?ETS|T\.?I\.?A\.?S\.?|OASTS|I\.?L\.?M\.?|U\.?S\.?T\.?|Recueil des traités|RTNU)"
LAW = r"\b(?:Act|Law|Code|Constitution|Statute|Ordinance|Regulations?|Decree|Proclamation|Directive|Loi|Ley|Constitución|Código|Décret|Decreto|Ordonnance|Charter|Rules)\b"


@dataclass(frozen=True, slots=True)
class NoteForm:
    """A form of a note."""

    type: str
    """Of CSL; a web page where an address is typed too, if it is a report or an article."""
    pattern: re.Pattern[str]
    confidence: float
    italic_part: str = ""
    """The part without which in italics the form is only likely; empty for none."""
    has_sentences: bool = False
    """Whether a title can be several sentences."""
    needs_address: bool = False

    @property
    def has_italic_title(self) -> bool:
        """Whether nothing but italics encloses the title."""
        return self.italic_part == "title"


def build_form(
    kind: str,
    pattern: str,
    confidence: float,
    *,
    italics: str = "",
    sentences: bool = False,
    address: bool = False,
) -> NoteForm:
    """A row of the table of forms."""
    return NoteForm(kind, re.compile(pattern), confidence, italics, sentences, address)
