"""The stance by the words around a term, in languages other than English: by classes of verbs and nouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from glossary.articles.grammar import Grammar
from glossary.articles.telling import told
from glossary.articles.verbs import SAYS
from glossary.articles.words import word_set

FAR = 12
"""Words before and after a term that are looked at."""
AFTER = 3
"""Words by which a word after the term counts as farther away than one before it."""
SURE = 2
"""Words by which a word counts as nearer that says what is thought of a thing, not only that somebody acts."""
REACH = 3
"""Words after a negation that it holds for."""
DENIED_AFTER = 2
"""Words after a term among which it is denied: `перемирия не будет`."""
LINK = 8
"""Words after a term among which `is` with its definition stands."""
BARE = 3
"""Words after a term among which its adjectives stand."""
OPPOSITES = {"supports": "opposes", "calls-for": "opposes", "announces": "opposes", "opposes": "conditional"}
UNDERTAKING = ("promet", "promis", "engag", "comprom", "verpflicht", "versproch", "обещ", "пообещ", "تعهد")
"""Verbs by beginnings for what one will do oneself."""
_CONDITIONS = {
    "en": word_set("without unless until if"),
    "fr": word_set("sans si tant condition conditions pourvu"),
    "es": word_set("sin si condicion condiciones mientras hasta siempre"),
    "de": word_set("ohne wenn bedingung bedingungen solange sofern"),
    "ru": word_set("без если условии пока"),
    "uk": word_set("без якщо умови поки"),
    "ar": word_set("بدون دون اذا شرط بشرط قبل دام"),
    "he": word_set("בלי ללא אם תנאי"),
}
_BEGINNINGS = {
    "fr": {
        "announces": "vigueur entrer debuter commenc",
        "supports": "sens! bon! bonne! permett utile positi bienvenu encourageant",
        "calls-for": "doit! doivent! devrait! imperati priorit œuvr oeuvr vital moment! temps! heure! "
        "indispensable menant! conduisant!",
        "opposes": "inaccept profit capitul erreur dangereu",
    },
    "es": {
        "announces": "vigor! entrar comenz empez",
        "supports": "sentido! buen permit positiv bienvenid util! paso!",
        "calls-for": "debe! deben! deberia momento! hora! imperativ priori vital imprescindible",
        "opposes": "inacept benefici rendicion error! peligros",
    },
    "de": {
        "announces": "kraft! beginn tritt!",
        "supports": "sinn! sinnvoll gut! gute! erlaub ermoglich positiv hilfreich",
        "calls-for": "muss! mussen! braucht! notig notwendig dringend",
        "opposes": "hilft! nutzt! kapitulation fehler! gefahrlich",
    },
    "ru": {
        "announces": "начн начал вступ силу!",
        "supports": "смысл! слава! хорош позвол положительн полезн шаг! пользу!",
        "calls-for": "срочн приоритет скорейш",
        "opposes": "капитуляц ошибк опасн неприемлем",
    },
    "ar": {
        "announces": "حيز سريان تبدا ستبدا سيبدا ستدخل سيدخل",
        "supports": "خطوة ايجاب مهم! فرصة",
        "calls-for": "جوهر اولوي عاجل! سعيا! مقام المقام",
        "opposes": "استسلام خطا! قصيرة",
    },
    "he": {"supports": "צעד! חשוב", "calls-for": "דחוף", "opposes": "כניעה"},
}
"""Words that tell a stance on what they are said of, by their beginnings; one that ends with `!` is whole."""
_DENYING = frozenset({"שלא", "ולא", "لن"})
"""Words of denial that the grammars leave out, being written together with another word."""
_DESCRIBING = {
    "fr": word_set("soutenue soutenu soutenus soutenues"),
    "es": word_set("sostenido sostenida sostenidos sostenidas"),
}
"""Adjectives of lasting that look like verbs of support."""
_LINKS = {
    "fr": (word_set("est signifie designe"), word_set("suspension arret cessation accord interruption periode terme")),
    "es": (word_set("es significa equivale"), word_set("suspension cese acuerdo interrupcion periodo alto termino")),
    "de": (word_set("ist bedeutet bezeichnet"), word_set("einstellung unterbrechung vereinbarung aussetzung")),
    "ru": (word_set("это означает"), word_set("прекращение приостановка перерыв соглашение")),
    "ar": (word_set("هي هو تعني يعني"), word_set("وقف تعليق اتفاق")),
}
"""Words between a term and its definition, and nouns of definitions."""
_WISHED = ("immediat", "permanent", "inmediat", "duradera", "duradero", "sofortig", "dauerhaft", "немедленн",
           "постоянн", "فوري", "دائم")  # fmt: skip
"""Beginnings of adjectives of a halt that is not there yet."""


def sets_condition(word: str, language: str) -> bool:
    """Whether a folded word opens a condition."""
    return word in _CONDITIONS.get(language, frozenset())


def refuses(word: str, language: str) -> bool:
    """Whether a folded word tells a refusal."""
    return _stance(word, language) == "opposes"


def around(words: Sequence[tuple[int, str]], grammar: Grammar) -> str:
    """The stance of the nearest word that tells one; empty without any. words: folded, with the distance from the term.

    A negation turns it round, and one alone before the term refuses it; a condition after it makes that conditional.
    """
    near = [(distance, word) for distance, word in words if abs(distance) <= FAR]
    if _is_defined(near, grammar.language):
        return "defines"
    found = min(_told(near, grammar), default=(0, ""))[1]
    denying = grammar.negations | _DENYING
    if not found and any(-REACH <= distance <= DENIED_AFTER and word in denying for distance, word in near):
        found = "opposes"
    if found == "opposes" and any(sets_condition(word, grammar.language) for distance, word in near):
        return "conditional"
    return found or _bare(near)


def _is_defined(words: Sequence[tuple[int, str]], language: str) -> bool:
    """`une pause est une suspension`, `una pausa no equivale a`."""
    links, nouns = _LINKS.get(language, (frozenset(), frozenset()))
    after = [word for distance, word in words if distance > 0]
    at = next((at for at, word in enumerate(after[:LINK]) if word in links), -1)
    return at >= 0 and (bool(nouns & set(after[at + 1 : at + 4])) or after[at] == "equivale")


def _bare(words: Sequence[tuple[int, str]]) -> str:
    wished = any(-BARE <= distance <= BARE and word.startswith(_WISHED) for distance, word in words)
    return "calls-for" if wished else ""


def _told(words: Sequence[tuple[int, str]], grammar: Grammar) -> Iterator[tuple[int, str]]:
    for at, (distance, word) in enumerate(words):
        code = _stance(word, grammar.language)
        if distance == 0 or code in ("", SAYS):
            continue
        negated = any(one in grammar.negations for _, one in words[max(at - REACH, 0) : at])
        own = bool(_own(word, grammar.language))
        yield abs(distance) + AFTER * (distance > 0) - SURE * own, OPPOSITES.get(code, code) if negated else code


@lru_cache(maxsize=16_384)
def _stance(word: str, language: str) -> str:
    if word in _DESCRIBING.get(language, frozenset()):
        return ""
    return _own(word, language) or told(word, language)


def _own(word: str, language: str) -> str:
    for code, beginnings in _BEGINNINGS.get(language, {}).items():
        for entry in beginnings.split():
            if word == entry[:-1] if entry.endswith("!") else word.startswith(entry):
                return code
    return ""
