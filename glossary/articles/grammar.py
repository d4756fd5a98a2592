"""What the rules need to know of a language: its small words, verbs and nouns for speakers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from glossary.articles import abroad, verbs, words
from glossary.articles.verbs import Verb
from glossary.articles.words import word_set

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words, verbs and nouns of a language, all folded.

    capitals: whether names are told by capitals. verb_first: whether a speaker mostly follows the verb.
    generic: nouns that add nothing to the name of a body before them.
    """

    language: str
    verbs: Mapping[str, tuple[Verb, ...]]
    articles: Words
    indefinite: Words
    prepositions: Words
    auxiliaries: Words
    negations: Words
    pronouns: Words
    plural_pronouns: Words
    relatives: Words
    contrasts: Words
    subordinates: Words
    officials: Words
    bodies: Words
    texts: Words
    modifiers: Words
    not_names: Words
    particles: Words = words.PARTICLES
    by: Words = frozenset({"by"})
    be: Words = words.BE
    according: tuple[tuple[str, ...], ...] = (("according", "to"),)
    that: Words = frozenset({"that"})
    generic: Words = frozenset()
    capitals: bool = True
    verb_first: bool = False
    nouns: Mapping[str, str] = field(default_factory=dict)

    def role_kind(self, word: str) -> str:
        """`role` for one person, `body` for bodies and several people, `text` for a text; else empty."""
        if word in self.bodies:
            return "body"
        if word in self.officials or (word.endswith("s") and word[:-1] in self.officials):
            return "role"
        if (word.endswith("men") and word[:-2] + "an" in self.officials) or (
            word.endswith("women") and word[:-2] + "an" in self.officials
        ):
            return "role"
        return "text" if word in self.texts else ""

    def is_role(self, word: str) -> bool:
        """Whether a word names somebody by office, body or text."""
        return bool(self.role_kind(word))


_INDEFINITE = frozenset({"a", "an", "another", "some", "any", "one"})
_GENERIC = word_set(
    "agency group movement government authorities administration party militants fighters bloc alliance "
    "coalition news forces leadership rebels organization organisation council side officials force "
    "countries nations"
)


def _english() -> Grammar:
    return Grammar(
        "en", verbs.ENGLISH, words.ARTICLES, _INDEFINITE, words.PREPOSITIONS,
        words.AUXILIARIES, words.NEGATIONS, words.PRONOUNS, frozenset({"they", "we"}), words.RELATIVES, words.CONTRASTS,
        words.SUBORDINATES, words.OFFICIALS, words.BODIES, words.TEXTS, words.MODIFIERS, words.NOT_NAMES,
        generic=_GENERIC, nouns=verbs.NOUN_STANCES,
    )  # fmt: skip


@cache
def grammar(language: str) -> Grammar:
    """The grammar for articles in a language; that of English where there is none of its own."""
    made = abroad.table(language)
    if not made:
        return _english()
    words_of = made.words
    return Grammar(
        language, made.verbs(), words_of("articles"), words_of("indefinite"), words_of("prepositions"),
        words_of("auxiliaries"), words_of("negations"), words_of("pronouns"), words_of("plural_pronouns"),
        words_of("relatives"), words_of("contrasts"), words_of("subordinates"), words_of("officials"),
        words_of("bodies"),
        words_of("texts"), words_of("modifiers"), made.not_names(), by=words_of("by"), be=words_of("be"),
        according=made.according(), that=words_of("that"), capitals=made.capitals, verb_first=made.verb_first,
    )  # fmt: skip
