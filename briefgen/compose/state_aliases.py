"""Names of states beside those of CLDR: the formal ones of the United Nations, earlier ones, and acronyms."""

from __future__ import annotations

from collections.abc import Mapping

STATE_ALIASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "BO": ("Bolivia (Plurinational State of)", "Plurinational State of Bolivia"), "BN": ("Brunei Darussalam",), "CD": ("DR Congo", "DRC"),
        "CG": ("Congo", "Congo-Brazzaville"), "CI": ("Ivory Coast",), "CN": ("People’s Republic of China", "PRC"), "CV": ("Cabo Verde",),
        "CZ": ("Czech Republic",), "FM": ("Federated States of Micronesia", "Micronesia (Federated States of)"),
        "GB": ("United Kingdom of Great Britain and Northern Ireland", "Great Britain", "Britain", "UK"),
        "IR": ("Islamic Republic of Iran", "Iran (Islamic Republic of)"), "KN": ("Saint Kitts and Nevis",),
        "KP": ("Democratic People’s Republic of Korea", "DPRK"), "KR": ("Republic of Korea", "ROK"), "LA": ("Lao People’s Democratic Republic", "Lao PDR"),
        "LC": ("Saint Lucia",), "MD": ("Republic of Moldova",), "MK": ("Republic of North Macedonia",), "MM": ("Burma",),
        "NL": ("Kingdom of the Netherlands",), "PS": ("State of Palestine", "Palestine"), "RU": ("Russian Federation",),
        "ST": ("Sao Tome and Principe",), "SY": ("Syrian Arab Republic",), "SZ": ("Kingdom of Eswatini", "Swaziland"), "TL": ("East Timor",),
        "TR": ("Turkey",), "TZ": ("United Republic of Tanzania",), "US": ("United States of America", "USA", "US"), "VA": ("Holy See",),
        "VC": ("Saint Vincent and the Grenadines",), "VE": ("Venezuela (Bolivarian Republic of)", "Bolivarian Republic of Venezuela"),
        "VN": ("Viet Nam",), "AE": ("UAE",),
    },
    "fr": {
        "BO": ("Bolivie (État plurinational de)", "État plurinational de Bolivie"), "BN": ("Brunéi Darussalam",), "BY": ("Bélarus",),
        "CD": ("RDC",), "CG": ("Congo",), "CN": ("République populaire de Chine",), "CV": ("Cabo Verde",), "CZ": ("République tchèque",),
        "FM": ("États fédérés de Micronésie", "Micronésie (États fédérés de)"), "GB": ("Royaume-Uni de Grande-Bretagne et d’Irlande du Nord",),
        "IR": ("République islamique d’Iran", "Iran (République islamique d’)"), "KG": ("Kirghizistan",),
        "KP": ("République populaire démocratique de Corée", "RPDC"), "KR": ("République de Corée",),
        "LA": ("République démocratique populaire lao",), "MD": ("République de Moldova",), "MM": ("Birmanie",),
        "NL": ("Royaume des Pays-Bas",), "PS": ("État de Palestine", "Palestine"), "RU": ("Fédération de Russie",),
        "SY": ("République arabe syrienne",), "SZ": ("Royaume d’Eswatini", "Swaziland"), "TL": ("Timor-Leste",), "TR": ("Türkiye",),
        "TZ": ("République-Unie de Tanzanie",), "US": ("États-Unis d’Amérique",), "VA": ("Saint-Siège",),
        "VE": ("Venezuela (République bolivarienne du)", "République bolivarienne du Venezuela"), "VN": ("Vietnam",),
    },
    "es": {
        "BD": ("Bangladesh",), "BH": ("Bahrein",), "BO": ("Bolivia (Estado Plurinacional de)", "Estado Plurinacional de Bolivia"),
        "BN": ("Brunei Darussalam",), "BW": ("Botswana",), "BY": ("Belarús",), "CD": ("RDC",), "CG": ("Congo",), "CI": ("Costa de Marfil",),
        "CN": ("República Popular China",), "CZ": ("República Checa",), "DJ": ("Djibouti",), "FJ": ("Fiji",),
        "GB": ("Reino Unido de Gran Bretaña e Irlanda del Norte", "Gran Bretaña"), "GW": ("Guinea-Bissau",),
        "IR": ("República Islámica del Irán", "Irán (República Islámica del)"), "KE": ("Kenya",),
        "KP": ("República Popular Democrática de Corea", "RPDC"), "KR": ("República de Corea",), "LA": ("República Democrática Popular Lao",),
        "LS": ("Lesotho",), "MD": ("República de Moldova",), "MM": ("Birmania",), "MW": ("Malawi",), "NL": ("Reino de los Países Bajos",),
        "NZ": ("Nueva Zelandia",), "PS": ("Estado de Palestina", "Palestina"), "QA": ("Qatar",), "RO": ("Rumania",), "RU": ("Federación de Rusia",),
        "RW": ("Rwanda",), "SA": ("Arabia Saudita",), "SR": ("Suriname",), "SY": ("República Árabe Siria",), "SZ": ("Eswatini", "Suazilandia"),
        "TR": ("Türkiye",), "TZ": ("República Unida de Tanzanía",), "US": ("Estados Unidos de América", "EE. UU."), "VA": ("Santa Sede",),
        "VE": ("Venezuela (República Bolivariana de)", "República Bolivariana de Venezuela"), "VN": ("Viet Nam",), "ZW": ("Zimbabwe",),
    },
    "ru": {
        "CN": ("Китайская Народная Республика", "КНР"), "CZ": ("Чешская Республика",), "GB": ("Соединенное Королевство",),
        "KP": ("Корейская Народно-Демократическая Республика", "Северная Корея"), "KR": ("Южная Корея",), "RU": ("Российская Федерация",),
        "US": ("Соединенные Штаты Америки", "США"),
    },
    "ar": {
        "CN": ("جمهورية الصين الشعبية",), "KP": ("جمهورية كوريا الشعبية الديمقراطية",), "KR": ("جمهورية كوريا",), "RU": ("الاتحاد الروسي",),
        "US": ("الولايات المتحدة الأمريكية",),
    },
    "zh": {
        "CN": ("中华人民共和国",), "KP": ("朝鲜民主主义人民共和国",), "KR": ("大韩民国",), "RU": ("俄罗斯联邦",), "US": ("美利坚合众国",),
    },
    "ko": {
        "CN": ("중화인민공화국",), "KP": ("조선민주주의인민공화국",), "KR": ("한국",), "RU": ("러시아 연방",), "US": ("미합중국",),
    },
}  # fmt: skip
"""By language and code. No list of the United Nations was read for them: they are the names that its documents and its members use."""

ENGLISH_NOUNS = (
    "Administration Agency Army Assembly Authority Bank Board Bureau Cabinet Commission Committee Commonwealth Congress Council Court "
    "Department Duchy Emirates Federation Government Islands Kingdom Ministry Office Party Police Principality Prosecutor Republic "
    "Secretariat See Senate Sultanate Union"
).split()
"""Nouns that make the name of a state or a body take `the`: `the Republic of Korea`, `the Ministry of Justice`."""

NOUNS_WITH_OF = "Federated_States Parliament President State United_States".split()
"""Those that take it only before `of`: `the State of Palestine`, but `Parliament`."""

FIRST_WORD_ARTICLES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        **dict.fromkeys("république république-unie fédération union principauté commission cour assemblée banque police agence".split(), "la"),
        **dict.fromkeys("royaume royaume-uni gouvernement ministère comité conseil parlement sénat président saint-siège tribunal".split(), "le"),
        **dict.fromkeys("états états-unis autorités gouvernements ministres îles émirats nations".split(), "les"),
        "état": "le",
    },
    "es": {
        **dict.fromkeys("república federación unión comisión corte asamblea policía agencia".split(), "la"),
        **dict.fromkeys("reino estado gobierno ministerio comité consejo parlamento senado presidente principado tribunal".split(), "el"),
        **dict.fromkeys("estados emiratos gobiernos ministros".split(), "los"),
        **dict.fromkeys("autoridades islas naciones".split(), "las"),
        "santa sede": "la",
    },
}  # fmt: skip
"""Articles of names that start with a noun, without an article of their own: `la Fédération de Russie`, `el Gobierno de Kenya`."""
