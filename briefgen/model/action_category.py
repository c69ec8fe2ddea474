"""How much a recommendation asks for, by its first verb."""

from __future__ import annotations

import re
from collections.abc import Mapping

VERBS_BY_CATEGORY: Mapping[int, tuple[str, ...]] = {
    1: (
        "call", "seek", "share",
        "demander", "partager", "solliciter",
        "compartir", "pedir", "solicitar",
    ),
    2: (
        "continue", "keep", "maintain", "persevere", "persist", "pursue",
        "continuer", "maintenir", "persévérer", "poursuivre",
        "continuar", "mantener", "perseverar", "proseguir", "seguir",
    ),
    3: (
        "analyse", "analyze", "assess", "consider", "envisage", "examine", "explore", "reflect", "review", "revise", "study",
        "analyser", "envisager", "étudier", "examiner", "réfléchir", "réviser", "revoir",
        "analizar", "considerar", "contemplar", "estudiar", "examinar", "reflexionar", "revisar",
    ),
    4: (
        "accelerate", "address", "combat", "encourage", "engage", "ensure", "guarantee", "improve", "intensify", "prevent",
        "promote", "protect", "respect", "speed", "strengthen", "take", "uphold",
        "accélérer", "améliorer", "assurer", "combattre", "encourager", "favoriser", "garantir", "intensifier", "prendre",
        "prévenir", "promouvoir", "protéger", "renforcer", "respecter", "veiller",
        "acelerar", "adoptar medidas", "alentar", "asegurar", "combatir", "fomentar", "fortalecer", "garantizar", "intensificar",
        "mejorar", "prevenir", "promover", "proteger", "reforzar", "respetar", "tomar", "velar",
    ),
    5: (
        "abolish", "accede", "adopt", "allow", "amend", "appoint", "ban", "bring", "build", "cease", "close", "compensate",
        "conduct", "connect", "create", "criminalise", "criminalize", "decriminalise", "decriminalize", "develop", "eliminate",
        "end", "enforce", "establish", "extend", "free", "fund", "grant", "halt", "implement", "investigate", "lift", "offer",
        "open", "permit", "prohibit", "prosecute", "provide", "publish", "ratify", "recommend", "refrain", "register",
        "release", "remove", "reopen", "repair", "repeal", "request", "restore", "revoke", "set", "sign", "stop", "submit",
        "suspend", "train", "undertake", "withdraw",
        "abolir", "abroger", "accorder", "adhérer", "adopter", "autoriser", "cesser", "construire", "créer", "enquêter",
        "établir", "fermer", "financer", "fournir", "indemniser", "instituer", "interdire", "lever", "libérer", "mener",
        "mettre", "modifier", "ouvrir", "poursuivre en justice", "publier", "ratifier", "réparer", "rétablir", "retirer",
        "s'abstenir", "signer", "supprimer", "suspendre",
        "abrir", "abstenerse", "adherirse", "adoptar", "aplicar", "autorizar", "cerrar", "cesar", "conceder", "construir",
        "crear", "derogar", "eliminar", "enjuiciar", "enmendar", "establecer", "financiar", "firmar", "indemnizar",
        "investigar", "levantar", "liberar", "modificar", "poner", "prohibir", "publicar", "ratificar", "reparar",
        "restablecer", "retirar", "suprimir", "suspender",
    ),
}  # fmt: skip
"""Verbs of the action categories that McMahon made for the database of UPR Info (2020), 1 minimal to 5 specific action: in English,
French and Spanish, of two words where the first alone says something else. The lists are not copied from it, for its table could
not be read; they are unverified."""

_CATEGORY_BY_PHRASE = {phrase: number for number, phrases in VERBS_BY_CATEGORY.items() for phrase in phrases}


def find_category(action: str) -> int | None:
    """The action category of a recommendation by its first verb; None where no list has that verb."""
    words = re.findall(r"\w+(?:'\w+)?", action.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    phrases = (" ".join(words[:length]) for length in (3, 2, 1))
    return next((_CATEGORY_BY_PHRASE[phrase] for phrase in phrases if phrase in _CATEGORY_BY_PHRASE), None)
