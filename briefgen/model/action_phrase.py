"""Turns the action of a recommendation into a phrase that a longer sentence can take, where it starts with a verb."""

from __future__ import annotations

import re

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
    "vacate validate verify view visit voice void vote waive warn watch widen win withhold write".split()
)
"""Verbs that start recommendations and are of no action category."""

NOUNS_TOO = frozenset(
    "account act appeal audit ban change charge check cut delay demand end exercise fund halt help increase inventory "
    "limit list measure order plan pledge progress protest question raise record reduce reform release repair request "
    "respect return review share sanction state stop study support survey test transfer use visit vote work".split()
)
"""Verbs that are nouns, too: before `of`, `for` and the like, `Reform of the police` asks for nothing."""

NOUN_SIGNS = frozenset("against among between by from in into of on over to towards within".split())
VERBS_BEFORE_PREPOSITIONS = frozenset("act appeal account work return state vote progress end".split())
"""Of those, verbs that take some prepositions themselves: `Return to the talks`."""

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
    "similar cualquier primer tercer mayor menor poder deber taller".split()
)
"""Words in French and Spanish that end like an infinitive."""

INFINITIVE = re.compile(r"[a-zà-ÿ'’]+(?:er|ir|re|oir|ar|ír)(?:se|los|las|le|les|lo|la)?")
SENTENCE_END = re.compile(
    r"(?<!\bNo)(?<!\bart)(?<!\bDr)(?<!\bMr)(?<!\bSt)(?<!\b[A-Z])[.!?]\s+(?=[A-ZÀ-Þ\"“«¿])|[!?]$|:\s*$"
)
"""Where one sentence ends, or a list follows: `No. 5` and `U.S. Congress` are inside one."""
NEGATION = re.compile(r"(?:do not|don['’]t|never)\b", re.IGNORECASE)
OPENING = re.compile(r"(?:please\s+)?(?:to\s+|that\s+(?=\w+\s))?", re.IGNORECASE)


def find_first_verb(action: str, language: str = "en") -> str:
    """The verb that an action starts with, after adverbs and negations; empty where it starts with anything else."""
    words = split_action(action)
    while words and (words[0] in LEADING_WORDS or (words[0].endswith("ly") and not _is_verb(words[0], language))):
        words = words[1:]
    if not words or not _is_verb(words[0], language) or _is_statement(action, words[0]):
        return ""
    verb, *rest = words
    is_noun = verb in NOUNS_TOO and rest and rest[0] in NOUN_SIGNS and verb not in VERBS_BEFORE_PREPOSITIONS
    is_noun = is_noun or (verb in NOUNS_TOO and rest[:1] == ["for"])
    return "" if is_noun else verb


def build_phrase(action: str, language: str = "en") -> str:
    """The action inside a longer sentence, `ratify the Convention`; empty where no grammatical phrase can be made of it."""
    text = OPENING.sub("", " ".join(action.split()), count=1)
    if not find_first_verb(text, language) or SENTENCE_END.search(text.rstrip(". ")):
        return ""
    text = re.sub(r"^(?:do not|don['’]t)\s", "not ", text, flags=re.IGNORECASE)
    return text[:1].lower() + text[1:].rstrip(" .;,")


def is_negative(action: str) -> bool:
    """Whether an action asks not to do something: a question made of it would ask for the opposite."""
    return NEGATION.match(action.strip()) is not None


def _is_verb(word: str, language: str) -> bool:
    is_infinitive = language.partition("-")[0] in {"fr", "es"} and INFINITIVE.fullmatch(word) is not None
    return word in ALL_VERBS or (is_infinitive and word not in NOT_INFINITIVES)


def _is_statement(action: str, verb: str) -> bool:
    """Whether a verb follows before any clause: `Reform of prisons is needed`."""
    start = CLAUSE.split(action.casefold(), maxsplit=1)[0]
    return verb not in VERBS_WITH_CLAUSE and STATEMENT.search(start) is not None


ALL_VERBS = OTHER_VERBS | {phrase.split()[0] for phrases in VERBS_BY_CATEGORY.values() for phrase in phrases}
