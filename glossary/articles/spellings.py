"""Names of persons known again in other spellings: by their consonants, across scripts.

"Халиль аль-Хайя", "Jalil al Haya" and "Khalil al-Hayya" have the same consonants once those that languages write in
different ways are taken as one: those of one place in the mouth. Vowels, w, y and an h at the end are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from glossary.articles.tokens import Token

LEAST = 4
"""Consonants that a name must have to be known by them alone."""
LEAST_WITHOUT_CAPITALS = 5
LONGEST = 5
"""Words of a name at most."""
_CLASSES = {
    "p": "pbпбبפב", "f": "fvфвفו", "k": "kqcgxкгقكغجגקכ", "s": "szсзшщчжцشسصزשסצז", "t": "tdтдتدطضثذظתטד",
    "h": "hjхخحهחה", "r": "rрرר", "l": "lлلל", "m": "mмمמ", "n": "nнنנ",
}  # fmt: skip
_CLASS = {letter: code for code, letters in _CLASSES.items() for letter in letters}
_TOGETHER = (("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("tz", "s"),
             ("ts", "s"), ("dh", "d"), ("zh", "s"), ("ck", "k"), ("дж", "г"), ("dj", "g"), ("dsch", "g"))  # fmt: skip
_PARTICLES = frozenset(
    "al el ال аль эль ibn bin ben ад аш эд de von van der فان دير دي دو دا بن ван де дер фон".split()  # noqa: SIM905
)


@lru_cache(maxsize=65_536)
def consonants(word: str) -> str:
    """The classes of a folded word's consonants, each once in a row; empty for particles."""
    if word in _PARTICLES:
        return ""
    for written, plain in _TOGETHER:
        word = word.replace(written, plain)
    found = ""
    before = ""
    for letter in word.removeprefix("ال"):
        if letter != before:
            found += _CLASS.get(letter, "")
        before = letter
    found = found.replace("hh", "h")
    return found if len(found) == 1 else found.removesuffix("h")


def key(words: Sequence[str]) -> str:
    """What a name of several folded words is compared by; empty for a name that is too short for it."""
    parts = [part for word in words if (part := consonants(word))]
    joined = " ".join(parts)
    return joined if len(parts) > 1 and len(joined) - len(parts) + 1 >= LEAST else ""


def longest(tokens: Sequence[Token], at: int, known: dict[str, str]) -> tuple[int, str] | None:
    """Where a name that starts at a place ends, and what `known` has under its consonants; None where it has nothing.

    In scripts with capitals every word of the name must have one, particles aside.
    """
    if not _may_be_name(tokens[at]):
        return None
    last = at
    while last < min(at + LONGEST, len(tokens)) and (_may_be_name(tokens[last]) or tokens[last].fold in _PARTICLES):
        last += 1
    for end in range(last, at + 1, -1):
        found = key([token.fold for token in tokens[at:end]])
        if tokens[end - 1].fold in _PARTICLES or found not in known:
            continue
        if tokens[at].text[0].isupper() or len(found.replace(" ", "")) >= LEAST_WITHOUT_CAPITALS:
            return end, known[found]
    return None


def _may_be_name(token: Token) -> bool:
    return token.word and not token.text[0].islower() and not token.text[0].isdigit()
