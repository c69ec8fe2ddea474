"""How much a recommendation asks for, by its first verb."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import dropwhile

VERBS_BY_CATEGORY: Mapping[int, tuple[str, ...]] = {
    1: (
        "call", "seek", "share", "welcome",
        "demander à", "demander au", "demander aux", "demander de l'aide", "demander l'aide", "partager", "solliciter",
        "compartir", "pedir a", "pedir al", "pedir asistencia", "pedir ayuda", "solicitar",
    ),
    2: (
        "continue", "keep", "maintain", "persevere", "persist", "pursue", "redouble", "sustain",
        "continuer", "maintenir", "persévérer", "poursuivre",
        "continuar", "mantener", "perseverar", "proseguir", "seguir",
    ),
    3: (
        "analyse", "analyze", "assess", "consider", "contemplate", "envisage", "examine", "reconsider", "explore", "reflect", "review", "revise", "study",
        "analyser", "envisager", "étudier", "examiner", "réfléchir", "réviser", "revoir",
        "analizar", "considerar", "contemplar", "estudiar", "examinar", "reflexionar", "revisar",
    ),
    4: (
        "accelerate", "address", "adapt", "advance", "align", "bolster", "broaden", "collaborate", "concentrate", "combat", "consolidate", "cooperate", "coordinate",
        "counter", "deepen", "encourage", "engage", "enhance", "ensure", "expedite", "facilitate", "fight", "foster",
        "guarantee", "harmonise", "harmonize", "improve", "increase", "intensify", "invest", "involve", "make additional", "make efforts", "make further", "proceed", "pay", "prevent", "promote",
        "protect", "raise", "reduce", "reinforce", "respect", "safeguard", "scale", "secure", "speed", "step up", "strengthen", "support",
        "tackle", "take", "uphold", "work",
        "accélérer", "améliorer", "assurer", "combattre", "encourager", "favoriser", "garantir", "intensifier", "prendre",
        "prévenir", "promouvoir", "protéger", "renforcer", "respecter", "veiller",
        "acelerar", "adoptar medidas", "alentar", "asegurar", "combatir", "fomentar", "fortalecer", "garantizar", "intensificar",
        "mejorar", "prevenir", "promover", "proteger", "reforzar", "respetar", "tomar", "velar",
    ),
    5: (
        "abolish", "accede", "adopt", "allocate", "allow", "amend", "apply", "approve", "bar", "appoint", "ban", "bring", "build", "carry out", "cease", "close", "compensate", "complete", "comply",
        "conduct", "connect", "create", "criminalise", "criminalize", "decriminalise", "decriminalize", "develop", "eliminate", "enact",
        "condemn", "end", "enforce", "enshrine", "eradicate", "establish", "formulate", "identify", "modify", "recognise", "recognize", "regularise", "regularize",
        "put an end", "extend", "free", "finalise", "finalize", "fulfil", "fulfill", "fund", "give", "grant", "halt", "hold", "implement", "include", "incorporate",
        "introduce", "investigate", "invite", "issue", "let", "lift", "offer",
        "open", "permit", "prohibit", "put in place", "prosecute", "provide", "publish", "ratify", "recommend", "reform", "refrain", "register",
        "release", "remove", "reopen", "repair", "repeal", "request", "restore", "revoke", "set", "sign", "stop", "submit",
        "suspend", "train", "undertake", "withdraw",
        "abolir", "abroger", "accorder", "adhérer", "adopter", "autoriser", "cesser", "construire", "créer", "demander", "enquêter",
        "établir", "fermer", "financer", "fournir", "indemniser", "instituer", "interdire", "lever", "libérer", "mener",
        "mettre", "modifier", "ouvrir", "poursuivre en justice", "publier", "ratifier", "réparer", "rétablir", "retirer",
        "s'abstenir", "signer", "supprimer", "suspendre",
        "abrir", "abstenerse", "adherirse", "adoptar", "aplicar", "autorizar", "cerrar", "cesar", "conceder", "construir",
        "crear", "derogar", "eliminar", "enjuiciar", "enmendar", "establecer", "financiar", "firmar", "indemnizar",
        "investigar", "levantar", "liberar", "modificar", "pedir", "poner", "prohibir", "publicar", "ratificar", "reparar",
        "restablecer", "retirar", "suprimir", "suspender",
    ),
}  # fmt: skip
"""Verbs of the action categories that McMahon made for the database of UPR Info (2020), 1 minimal to 5 specific action: in English,
French and Spanish, of two words where the first alone says something else. The lists are not copied from it, for its table could
not be read; they are unverified."""

_CATEGORY_BY_PHRASE = {phrase: number for number, phrases in VERBS_BY_CATEGORY.items() for phrase in phrases}

LEADING_WORDS = frozenset(
    "to that also always fully further furthermore immediately never promptly publicly rapidly swiftly urgently "
    "effectively actively duly explicitly formally actively not do don't dont please genuinely significantly "
    "considerably progressively gradually systematically thoroughly independently impartially unconditionally better again once more "
    "mieux davantage mejor "
    "à de d' ne pas plus jamais également immédiatement pleinement rapidement no nunca también inmediatamente plenamente".split()
)
"""Words before the verb: adverbs, negations, `To` and `That`."""
SUBJECTS = frozenset("it they the state government authorities country".split())
"""Words between `That` and the verb: `That the Government adopt`."""


def find_category(action: str) -> int | None:
    """The action category of a recommendation by its first verb; None where no list has that verb."""
    words = split_action(action)
    if words[:1] == ["that"]:
        words = [*dropwhile(SUBJECTS.__contains__, words[1:])]
    while words and (
        words[0] in {*LEADING_WORDS, "and"} or (words[0].endswith("ly") and words[0] not in _CATEGORY_BY_PHRASE)
    ):
        words = words[1:]
    phrases = (" ".join(words[:length]) for length in (3, 2, 1))
    return next((_CATEGORY_BY_PHRASE[phrase] for phrase in phrases if phrase in _CATEGORY_BY_PHRASE), None)


def split_action(action: str) -> list[str]:
    """The words of an action, in small letters, with straight apostrophes."""
    return re.findall(r"\w+(?:['-]\w+)*", action.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
