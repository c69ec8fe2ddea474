"""Turns the action of a recommendation into a phrase that a longer sentence can take, where it starts with a verb."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from briefgen.model.action_category import LEADING_WORDS, VERBS_BY_CATEGORY, split_action

OTHER_VERBS = frozenset(
    "dig drill irrigate drain dredge pump pipe pave plough sow harvest electrify heat light vaccinate immunise immunize "
    "feed nourish shelter evacuate bury exhume reforest replant fence signpost staff buy sell hire invest borrow block debate call seek offset host outline deduct cap ring-fence subsidise subsidize abandon abide abstain accept accompany account achieve acknowledge act add adhere administer admit advise afford "
    "agree allot announce annul answer appeal archive arrange arrest ask assign assist attach attend audit authorise "
    "authorize avoid award back bear begin boost broaden calculate cancel certify champion change charge check choose "
    "clarify clean clear codify collect commence commission commit communicate conclude condemn confirm consent "
    "consult contribute convene convert correct cover curb cut decide declare decrease dedicate defend define delay "
    "delete deliver demand demarcate demilitarise demonstrate deny deploy deposit designate desist detail determine "
    "digitise digitize direct disarm disband discharge disclose discontinue dismantle dismiss display disseminate "
    "distribute divert divide document double draft draw drop educate elaborate elect embed empower enable endorse "
    "endow enlarge enquire enrol enshrine enter entrust equip eradicate erase evacuate exchange exclude execute exempt "
    "exercise expand expel explain expose express extradite feed file fill fix follow forbid form formulate forward "
    "free fulfil gather get go guard guide hand handle have hear help help honour house identify impose indict inform "
    "initiate inquire inspect install instruct insulate integrate interpret interview inventory involve join justify "
    "label launch lay lead learn leave legislate lend liberalise license limit link list listen locate look lower make "
    "manage map mandate mark measure mediate meet mend mitigate modernise modernize modify monitor move name negotiate "
    "nominate notify number nullify observe obtain oblige open oppose order organise organize outlaw overhaul oversee "
    "overturn own participate pass penalise penalize perform phase place plan plant pledge post postpone practise "
    "prepare prescribe present preserve press print prioritise prioritize proceed process proclaim procure produce "
    "progress pronounce propose protest prove punish purchase quash question read readmit reaffirm reallocate rebuild "
    "recall receive recognise recognize reconsider reconstruct record recover recruit rectify redirect redistribute "
    "redraft re-establish refer refuse regularise regularize regulate rehabilitate reinstate reintegrate reject relax "
    "relocate rely remain remedy remind remit render renew renounce renovate repatriate replace report represent "
    "rescind resettle resolve resort resource respond resume retain rethink retrain retry return reveal reverse rewrite "
    "safeguard sanction save schedule screen search see select send separate serve settle show simplify spare speak "
    "specify spell spend sponsor spread standardise start state store streamline subject subscribe substitute "
    "summon supervise supply supplement surrender survey switch teach tell terminate test tighten trace track transfer "
    "transform translate transmit transpose treat try turn understand unify update upgrade urge use utilise utilize "
    "vacate validate verify view visit voice void vote waive warn watch widen win withhold write "
    "accredit alleviate anchor apologise apologize apportion ascertain assure attract augment capacitate carry chair claim cleanse co-operate "
    "commemorate commute concentrate concert confine confront connect constrain contain contest crack cultivate debar decentralise decentralize "
    "decolonise decolonize decongest decrease deinstitutionalise deinstitutionalize depenalise depenalize depoliticise depoliticize "
    "deprioritise deprioritize destigmatise destigmatize deter devise devolve devote disaggregate discipline discourage disqualify dissolve "
    "diversify domesticate ease elevate embrace emphasise emphasize employ encompass enforce engender entitle envision equalise equalize "
    "establish exert exhume exonerate experience export fast-track finance formalise formalize fortify further gauge gazette hasten heed honor "
    "humanise humanize incentivise incentivize individualise individualize inspire institute institutionalise institutionalize internalise "
    "internalize intervene invigorate invoke kick-start leverage liaise liberate localise localize mainstream match maximise maximize "
    "minimise minimize mobilise mobilize mount neutralise neutralize normalise normalize nurture operationalise operationalize optimise "
    "optimize orient pardon partner persuade phase pilot pool popularise popularize professionalise professionalize publicise publicize "
    "quantify rationalise rationalize reach realise realize reassess recommit reconcile redress refocus reframe regain reinvigorate "
    "reiterate rejoin relinquish reorganise reorganize replenish reprimand resist restrain restrict restructure revamp revisit revitalise "
    "revitalize revive rule sack scrap scrutinise scrutinize sensitise sensitize shape shield shorten shut solicit solve spearhead stabilise "
    "stabilize stamp steer stem stipulate strive substantiate suppress synchronise synchronize systematise systematize target tailor "
    "temper translate unban unblock undergo universalise universalize uproot weigh yield".split()
)
"""Verbs that start recommendations and are of no action category."""

NOUNS_TOO = frozenset(
    "account act appeal audit ban change charge check cut delay demand end exercise fund halt help increase inventory "
    "limit list measure order plan pledge progress protest question raise record reduce reform release repair request "
    "respect return review share sanction state stop study support survey test transfer use visit vote work".split()
)
"""Verbs that are nouns, too: before `of`, `for` and the like, `Reform of the police` asks for nothing."""

NOUN_SIGNS = frozenset("against among between by for from in into of on over to towards within".split())
VERBS_BEFORE_PREPOSITIONS: Mapping[str, str] = {
    "act": "against for in on to towards within", "appeal": "against for to", "account": "for to", "exercise": "over in", "fund": "from",
    "help": "in to with", "plan": "for", "protest": "against", "report": "on to", "return": "to from", "share": "in with among between",
    "sanction": "against", "state": "in", "study": "in", "test": "for", "transfer": "from to into", "visit": "in",
    "vote": "against for in on to", "work": "against among for in on to towards within",
}  # fmt: skip
"""Of those, verbs with prepositions that they take themselves: `Return to the talks`, `Account for the missing`. `of` is a noun's."""

ADJECTIVES_TOO: Mapping[str, str] = {
    "complete": "of on for", "direct": "with between of", "free": "for in of to", "secure": "for", "separate": "for",
}  # fmt: skip
"""Verbs that are adjectives, too, with the prepositions that follow the noun then: `Free legal aid for all` asks for nothing."""

DETERMINERS = frozenset(
    "a all an any both each every her his its no ours that the their these this those detainees hostages people persons prisoners women children".split()
)
"""Words before which such a verb is one, whatever follows."""

STATEMENT = re.compile(r"\b(?:should|must|shall|ought|is|are|was|were)\b")
CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|if|as|what|how|why|whether|until|while|because|so)\b|[,;:(]"
)
"""Words after which a sentence may state something: `Repeal the laws that are in force`."""

VERBS_WITH_CLAUSE = frozenset(
    "ensure guarantee confirm verify recognise recognize acknowledge make see show prove explain".split()
)
"""After these, `that` is often left out: `Ensure women are heard`."""

NOT_INFINITIVES = frozenset(
    "premier dernier hier entre contre notre votre autre quatre outre leur arbre titre chaque membre octobre décembre "
    "novembre septembre avoir pouvoir devoir hogar lugar mujer ayer por mar popular familiar militar escolar particular "
    "similar cualquier primer tercer mayor menor poder deber taller "
    "foyer danger atelier dossier papier quartier loyer chantier calendrier courrier panier cahier métier policier officier financier "
    "particulier étranger régulier entier hiver mer fer cancer janvier février ouvrier prisonnier familier singulier hospitalier "
    "chevalier sentier clavier cellulaire avenir plaisir loisir désir souvenir espoir couloir devoir savoir-faire soir noir "
    "bienestar malestar pilar millar preliminar nuclear solar alquiler carácter placer porvenir ejemplar peculiar secular celular "
    "bipolar lunar escalar líder".split()
)
"""Words in French and Spanish that end like an infinitive."""

INFINITIVES: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(
        r"[a-zà-ÿ'’-]+(?:er|ir)|[a-zà-ÿ'’-]*(?:mettre|battre|prendre|rendre|tendre|pendre|fendre|vendre|pandre|cendre|pondre|fondre|mordre|"
        r"perdre|tordre|soudre|coudre|moudre|raindre|eindre|oindre|naître|naitre|paraître|paraitre|croître|croitre|suivre|vivre|rompre|"
        r"vaincre|lire|dire|rire|crire|duire|truire|cuire|nuire|suffire|faire|plaire|taire|traire|clure|clore|boire|croire)"
    ),
    "es": re.compile(r"[a-zà-ÿ]+(?:ar|er|ir|ár|ér|ír)(?:me|nos)?(?:se|los|las|le|les|lo|la)?"),
}
"""Infinitives by their endings. French nouns end in `re`, too, so its verbs in `re` are named by their stems: `Ouverture` is none."""
SENTENCE_END = re.compile(
    r"(?<!\bNo)(?<!\bart)(?<!\bDr)(?<!\bMr)(?<!\bSt)(?<!\b[A-Z])[.!?]\s+(?=[A-ZÀ-Þ\"“«¿])|[!?]$|:\s*$"
)
"""Where one sentence ends, or a list follows: `No. 5` and `U.S. Congress` are inside one."""
NEGATION = re.compile(r"(?:do not|don['’]t|never)\b", re.IGNORECASE)
PREFIX = re.compile(r"(?:re|co|de|dis|over|out|under|pre)-")
"""Before the hyphen of a verb: `re-examine`."""

POSSESSIVES: Mapping[str, frozenset[str]] = {
    "en": frozenset({"its"}), "fr": frozenset({"son", "sa", "ses"}),
}  # fmt: skip
PARTICLES = frozenset("up out down off on in over back".split())
FIRST_PERSON: Mapping[str, frozenset[str]] = {"en": frozenset("we us our ours ourselves".split())}
"""The authors of a brief, whom a parliament that asks its government does not mean by `our`."""

SECOND_PERSON: Mapping[str, frozenset[str]] = {
    "en": frozenset("you your yours yourself yourselves".split()), "fr": frozenset("vous votre vos".split()),
    "es": frozenset("usted ustedes vuestro vuestra vuestros vuestras".split()),
}  # fmt: skip

OPENING = re.compile(r"(?:please\s+)?(?:to\s+|that\s+(?=\w+\s))?", re.IGNORECASE)


def find_first_verb(action: str, language: str = "en") -> str:
    """The verb that an action starts with, after adverbs and negations; empty where it starts with anything else."""
    words = skip_leading_words(split_action(action), language)
    if not words or not _is_verb(words[0], language) or _is_statement(action, words[0]):
        return ""
    verb, *rest = words
    is_noun = verb in NOUNS_TOO and rest and rest[0] in NOUN_SIGNS - {*VERBS_BEFORE_PREPOSITIONS.get(verb, "").split()}
    return "" if is_noun or _is_adjective(verb, rest) else verb


def skip_leading_words(words: list[str], language: str) -> list[str]:
    """The words from the verb on: without adverbs, negations and `to`, also where `and` joins two of them."""

    def matches_leading_word(word: str) -> bool:
        return word in LEADING_WORDS or (word.endswith("ly") and not _is_verb(word, language))

    while words and (
        matches_leading_word(words[0]) or (words[0] == "and" and len(words) > 1 and matches_leading_word(words[1]))
    ):
        words = words[1:]
    return words


def _is_adjective(word: str, rest: list[str]) -> bool:
    """Whether a noun and a preposition follow: `Separate cells for women`."""
    signs = ADJECTIVES_TOO.get(word, "").split()
    end = next((index for index, other in enumerate(rest[:4]) if other in signs), 0)
    return end > 0 and DETERMINERS.isdisjoint(rest[:end])


def build_phrase(action: str, language: str = "en") -> str:
    """The action inside a longer sentence, `ratify the Convention`; empty where no grammatical phrase can be made of it."""
    text = OPENING.sub("", " ".join(action.split()), count=1)
    if (
        not find_first_verb(text, language)
        or SENTENCE_END.search(text.rstrip(". "))
        or _has_second_action(text, language)
    ):
        return ""
    text = re.sub(r"^(?:do not|don['’]t)\s", "not ", text, flags=re.IGNORECASE)
    return text[:1].lower() + text[1:].rstrip(" .;,")


def _has_second_action(text: str, language: str) -> bool:
    """Whether another action follows a semicolon: `Ratify the Convention; repeal the law` is no part of one sentence."""
    parts = (skip_leading_words(split_action(part), language) for part in text.split(";")[1:])
    return any(words and _is_verb(words[0], language) for words in parts)


def has_own_possessive(phrase: str, language: str) -> bool:
    """Whether a verb is followed by `its`: what is of one who acts, `continue its efforts`; said of several, it is wrong."""
    words = split_action(phrase)
    possessives = POSSESSIVES.get(language.partition("-")[0], frozenset())
    return any(
        later in possessives and (_is_verb(word, language) or word in PARTICLES) for word, later in pairwise(words)
    )


def find_person(phrase: str, language: str, persons: Mapping[str, frozenset[str]]) -> str:
    """The first word of a phrase in a grammatical person, such as `your`; empty where there is none."""
    known = persons.get(language.partition("-")[0], frozenset())
    return next((word for word in split_action(phrase) if word in known), "")


def is_negative(action: str) -> bool:
    """Whether an action asks not to do something: a question made of it would ask for the opposite."""
    return NEGATION.match(action.strip()) is not None


def _is_verb(word: str, language: str) -> bool:
    spoken = language.partition("-")[0]
    if word not in NOT_INFINITIVES and spoken in INFINITIVES and INFINITIVES[spoken].fullmatch(word):
        return True
    return word in ALL_VERBS or PREFIX.sub("", word, count=1) in ALL_VERBS


def _is_statement(action: str, verb: str) -> bool:
    """Whether a verb follows before any clause: `Reform of prisons is needed`."""
    start = CLAUSE.split(action.casefold(), maxsplit=1)[0]
    return verb not in VERBS_WITH_CLAUSE and STATEMENT.search(start) is not None


ALL_VERBS = OTHER_VERBS | {phrase.split()[0] for phrases in VERBS_BY_CATEGORY.values() for phrase in phrases}
