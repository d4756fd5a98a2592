"""Names of recorded actors as they are recognised in a text, and tables that lead from a country to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from glossary.articles import spellings
from glossary.articles.forms import Forms
from glossary.articles.more_names import MORE_NAMES
from glossary.articles.tokens import Token, tokens_of
from glossary.articles.vocabulary import Actor, Vocabulary
from glossary.articles.words import word_set

READ = 5
"""Letters from which on an acronym may be read, and written, as a word."""
_BRACKETS = re.compile(r"\([^()]*\)")
_SMALL = word_set("of the for to and in on at a an un u.n united nations")


@dataclass(slots=True)
class Known:
    """The actors by name, surname, country and words of their names.

    forms: names lead to (slug, the spelling where it must be just so, whether it is a surname only).
    """

    forms: Forms[tuple[str, str, bool]]
    actors: dict[str, Actor] = field(default_factory=dict)
    surnames: dict[str, list[str]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    of_country: dict[str, list[str]] = field(default_factory=dict)
    unnamed: list[str] = field(default_factory=list)
    collectives: dict[str, list[tuple[str, frozenset[str]]]] = field(default_factory=dict)
    bodies: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    """Organizations with the words of all their names."""
    spelled: dict[str, str] = field(default_factory=dict)
    """Persons by the consonants of their names; empty for consonants that several have."""


def known_actors(vocabulary: Vocabulary, language: str) -> Known:
    """The actors of a vocabulary for articles in a language, made once."""
    return vocabulary.made(("actors", language), lambda: _made(vocabulary.actors, language))


def _made(actors: Iterable[Actor], language: str) -> Known:
    known = Known(Forms(language))
    for actor in actors:
        known.actors[actor.slug] = actor
        for form in actor.names:
            known.forms.add(form.text, (actor.slug, _exact(form.text), form.text in actor.surnames))
        for written in MORE_NAMES.get(language, {}).get(actor.slug, "").split("|"):
            known.forms.add(written, (actor.slug, _exact(written), False))
        _file(known, actor)
    return known


def _exact(text: str) -> str:
    """An acronym must be written in capitals, with or without full stops."""
    bare = text.replace(".", "")
    return bare if " " not in bare and len(bare) > 1 and bare.isupper() else ""


def _file(known: Known, actor: Actor) -> None:
    if actor.kind == "person":
        last = words_of(actor.name)[-1:]
        known.surnames.setdefault("".join(last), []).append(actor.slug)
        if actor.name.startswith("Unnamed "):
            known.unnamed.append(actor.slug)
        else:
            _spell(known, actor)
    if actor.kind == "state" and actor.country:
        known.states.setdefault(actor.country, actor.slug)
    if actor.kind == "collective":
        words = frozenset(words_of(actor.name)) - _SMALL
        for word in words:
            known.collectives.setdefault(word, []).append((actor.slug, words))
    if actor.kind in ("organization", "armed-group", "treaty-body"):
        known.bodies.append((actor.slug, frozenset(words_of(" ".join(form.text for form in actor.names)))))
    if actor.country:
        known.of_country.setdefault(actor.country, []).append(actor.slug)


def _spell(known: Known, actor: Actor) -> None:
    for form in actor.names:
        words = words_of(form.text)
        for written in {words, (words[0], words[-1])} if words else ():
            key = spellings.key(written)
            if key:
                known.spelled[key] = actor.slug if known.spelled.get(key, actor.slug) == actor.slug else ""


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name, without what stands in brackets."""
    return tuple(token.fold for token in tokens_of(_BRACKETS.sub(" ", text)) if token.word)


def match(tokens: Sequence[Token], at: int, known: Known) -> tuple[int, tuple[str, ...], bool] | None:
    """The longest recorded name at a place: where it ends, the slugs, and whether it is only a surname."""
    found = known.forms.longest(tokens, at)
    if not found:
        return _spelled(tokens, at, known)
    last, meant = found
    written = "".join(token.text for token in tokens[at:last]).replace(".", "")
    if not _capital(tokens, at, last):
        return None
    fitting = [one for one in meant if not one[1] or one[1] == written or _is_read_as_word(one[1], written)]
    if not fitting:
        return None
    return last, tuple(dict.fromkeys(one[0] for one in fitting)), all(one[2] for one in fitting)


def _is_read_as_word(acronym: str, written: str) -> bool:
    """`Unicef`, `Unrwa`: a long acronym written like a name."""
    return len(acronym) >= READ and written == acronym.capitalize()


def _spelled(tokens: Sequence[Token], at: int, known: Known) -> tuple[int, tuple[str, ...], bool] | None:
    """A person whose name is spelled otherwise in the records."""
    found = spellings.longest(tokens, at, known.spelled)
    return (found[0], (found[1],), False) if found and found[1] else None


def _capital(tokens: Sequence[Token], at: int, last: int) -> bool:
    """In scripts with capitals, a name has one."""
    letters = [tokens[place].text[0] for place in range(at, last)]
    return any(letter.isupper() or letter.lower() == letter.upper() for letter in letters) and not (
        last == at + 1 and letters[0].islower()
    )
