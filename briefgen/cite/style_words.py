"""The words of briefgen's own styles in the languages of briefs.

The CSL files hold their words in English: terms, and words before and after a value, such as `adopted `. Here are both in the
other languages of the United Nations and in Korean. A word that follows its date or number, as in Chinese, has its place here, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Affix = tuple[str, str]
"""What is printed before and after a value."""


@dataclass(frozen=True, slots=True)
class StyleWords:
    """One language."""

    name: str
    """In English, for messages."""
    terms: Mapping[str, str]
    """CSL terms by name; `edition`, `editor` and `translator` are short forms, of which `editor` has singular and plural: `ed.|eds.`."""
    affixes: Mapping[str, Affix]
    """By the English words that a style prints before a value, without spaces."""
    months: tuple[str, ...] = ()
    """Where the engine's own are not right."""
    date_order: tuple[str, ...] = ()
    """Parts of a date from left to right, where the engine's own order is not right."""
    ordinals: Mapping[str, str] = field(default_factory=dict)
    words_after_dates: bool = False
    """Whether the words `accessed` and `edition` follow their value."""
    edition: Affix = ("", "")
    """What is printed round the number of an edition, where no term is."""
    nominative_months: Mapping[str, str] = field(default_factory=dict)
    """The form of a month without its day, by the form with it."""


_RUSSIAN_MONTHS = (
    ("января", "январь"), ("февраля", "февраль"), ("марта", "март"), ("апреля", "апрель"), ("мая", "май"), ("июня", "июнь"),
    ("июля", "июль"), ("августа", "август"), ("сентября", "сентябрь"), ("октября", "октябрь"), ("ноября", "ноябрь"),
    ("декабря", "декабрь"),
)  # fmt: skip

STYLE_WORDS: Mapping[str, StyleWords] = {
    "fr": StyleWords(
        "French",
        {
            "ibid": "ibid.",
            "et-al": "et autres",
            "accessed": "consulté le",
            "available at": "disponible à l’adresse",
            "edition": "éd.",
            "editor": "dir.|dir.",
            "translator": "trad.|trad.",
            "editortranslator": "dir. et trad.|dir. et trad.",
            "editor verb": "sous la direction de",
            "translator verb": "traduit par",
        },
        {
            "adopted": ("adoption le ", ""),
            "entered into force": ("entrée en vigueur le ", ""),
            "adopted and entered into force": ("adoption et entrée en vigueur le ", ""),
            "opened for signature": ("ouverture à la signature le ", ""),
            "first published": ("première publication ", ""),
            "c": ("vers ", ""),
            "vol": ("vol. ", ""),
            "vols": ("", " vol."),
            "No": ("nº ", ""),
            "p": ("p. ", ""),
            "col": ("col. ", ""),
            "Interview with": ("Entretien avec ", ""),
            "interview by": ("entretien mené par ", ""),
            "Letter": ("Lettre", ""),
            "from": ("de ", ""),
            "to": ("à ", ""),
            "review of": ("compte rendu de ", ""),
            "paper presented at": ("communication présentée à ", ""),
            "by": ("par ", ""),
        },
        date_order=("day", "month", "year"),
        ordinals={"ordinal": "e", "ordinal-01 feminine": "re", "ordinal-01 masculine": "er"},
    ),
    "es": StyleWords(
        "Spanish",
        {
            "ibid": "ibid.",
            "et-al": "y otros",
            "accessed": "consultado el",
            "available at": "disponible en",
            "edition": "ed.",
            "editor": "ed.|eds.",
            "translator": "trad.|trads.",
            "editortranslator": "ed. y trad.|eds. y trads.",
            "editor verb": "editado por",
            "translator verb": "traducido por",
            "in": "en",
        },
        {
            "adopted": ("adopción el ", ""),
            "entered into force": ("entrada en vigor el ", ""),
            "adopted and entered into force": ("adopción y entrada en vigor el ", ""),
            "opened for signature": ("apertura a la firma el ", ""),
            "first published": ("primera publicación ", ""),
            "c": ("hacia ", ""),
            "vol": ("vol. ", ""),
            "vols": ("", " vols."),
            "No": ("núm. ", ""),
            "p": ("pág. ", ""),
            "col": ("col. ", ""),
            "Interview with": ("Entrevista con ", ""),
            "interview by": ("entrevista de ", ""),
            "Letter": ("Carta", ""),
            "from": ("de ", ""),
            "to": ("a ", ""),
            "review of": ("reseña de ", ""),
            "paper presented at": ("ponencia presentada en ", ""),
            "by": ("de ", ""),
        },
    ),
    "ru": StyleWords(
        "Russian",
        {
            "ibid": "там же",
            "et-al": "и др.",
            "accessed": "дата обращения:",
            "available at": "доступно по адресу:",
            "edition": "изд.",
            "editor": "ред.|ред.",
            "translator": "пер.|пер.",
            "editortranslator": "ред. и пер.|ред. и пер.",
            "editor verb": "под ред.",
            "translator verb": "пер.",
            "in": "в:",
        },
        {
            "adopted": ("принятие ", ""),
            "entered into force": ("вступление в силу ", ""),
            "adopted and entered into force": ("принятие и вступление в силу ", ""),
            "opened for signature": ("открытие для подписания ", ""),
            "first published": ("первое изд. ", ""),
            "c": ("ок. ", ""),
            "vol": ("т. ", ""),
            "vols": ("", " т."),
            "No": ("№ ", ""),
            "p": ("с. ", ""),
            "col": ("кол. ", ""),
            "Interview with": ("Интервью: ", ""),
            "interview by": ("интервью провел(а) ", ""),
            "Letter": ("Письмо", ""),
            "from": ("от: ", ""),
            "to": ("кому: ", ""),
            "review of": ("рецензия на: ", ""),
            "paper presented at": ("доклад: ", ""),
            "by": ("автор: ", ""),
        },
        months=tuple(genitive for genitive, _ in _RUSSIAN_MONTHS),
        ordinals={"ordinal": "-е"},
        nominative_months=dict(_RUSSIAN_MONTHS),
    ),
    "ar": StyleWords(
        "Arabic",
        {
            "ibid": "المرجع نفسه",
            "et-al": "وآخرون",
            "accessed": "تاريخ الاطلاع",
            "available at": "متاح على الرابط",
            "edition": "الطبعة",
            "editor": "تحرير|تحرير",
            "translator": "ترجمة|ترجمة",
            "editortranslator": "تحرير وترجمة|تحرير وترجمة",
            "editor verb": "تحرير",
            "translator verb": "ترجمة",
            "in": "في",
        },
        {
            "adopted": ("تاريخ الاعتماد ", ""),
            "entered into force": ("تاريخ بدء النفاذ ", ""),
            "adopted and entered into force": ("تاريخ الاعتماد وبدء النفاذ ", ""),
            "opened for signature": ("تاريخ فتح باب التوقيع ", ""),
            "first published": ("نُشر لأول مرة ", ""),
            "c": ("نحو ", ""),
            "vol": ("المجلد ", ""),
            "vols": ("", " مجلدات"),
            "No": ("رقم ", ""),
            "p": ("الصفحة ", ""),
            "col": ("العمود ", ""),
            "Interview with": ("مقابلة مع ", ""),
            "interview by": ("أجرى المقابلة ", ""),
            "Letter": ("رسالة", ""),
            "from": ("من ", ""),
            "to": ("إلى ", ""),
            "review of": ("مراجعة ", ""),
            "paper presented at": ("ورقة مقدمة إلى ", ""),
            "by": ("تأليف ", ""),
        },
        date_order=("day", "month", "year"),
        edition=("الطبعة ", ""),
    ),
    "zh": StyleWords(
        "Chinese",
        {
            "ibid": "同上",
            "et-al": "等",
            "accessed": "访问",
            "available at": "可查阅",
            "edition": "版",
            "editor": "编|编",
            "translator": "译|译",
            "editortranslator": "编译|编译",
            "editor verb": "编者",
            "translator verb": "译者",
            "in": "载于",
        },
        {
            "adopted": ("", "通过"),
            "entered into force": ("", "生效"),
            "adopted and entered into force": ("", "通过并生效"),
            "opened for signature": ("", "开放供签署"),
            "first published": ("", "年初版"),
            "c": ("约", ""),
            "vol": ("第", "卷"),
            "vols": ("共", "卷"),
            "No": ("第", "号"),
            "p": ("第", "页"),
            "col": ("第", "栏"),
            "Interview with": ("对", "的采访"),
            "interview by": ("采访者：", ""),
            "Letter": ("信函", ""),
            "from": ("发信人：", ""),
            "to": ("收信人：", ""),
            "review of": ("评：", ""),
            "paper presented at": ("提交", "的论文"),
            "by": ("作者：", ""),
        },
        words_after_dates=True,
        edition=("第", "版"),
    ),
    "ko": StyleWords(
        "Korean",
        {
            "and": "및",
            "ibid": "위의 글",
            "et-al": "외",
            "accessed": "접속",
            "available at": "출처:",
            "edition": "판",
            "editor": "편|편",
            "translator": "역|역",
            "editortranslator": "편역|편역",
            "editor verb": "편집",
            "translator verb": "번역",
            "in": "수록:",
        },
        {
            "adopted": ("", " 채택"),
            "entered into force": ("", " 발효"),
            "adopted and entered into force": ("", " 채택 및 발효"),
            "opened for signature": ("", " 서명 개방"),
            "first published": ("초판 ", ""),
            "c": ("약 ", ""),
            "vol": ("제", "권"),
            "vols": ("총 ", "권"),
            "No": ("제", "호"),
            "p": ("", "쪽"),
            "col": ("제", "단"),
            "Interview with": ("", " 인터뷰"),
            "interview by": ("인터뷰: ", ""),
            "Letter": ("서신", ""),
            "from": ("보낸 사람: ", ""),
            "to": ("받는 사람: ", ""),
            "review of": ("서평: ", ""),
            "paper presented at": ("발표: ", ""),
            "by": ("저자: ", ""),
        },
        words_after_dates=True,
        edition=("제", "판"),
    ),
}
"""By language code; English is in the styles themselves."""
