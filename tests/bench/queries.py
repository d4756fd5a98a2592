"""What is asked of a generated corpus: queries by class, and plain ones for HTTP; all different, always the same.

Different, so that no cache answers; words come from the corpus's own statements, so that most queries find something.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from glossary.services.searching.requests import SearchRequest
from glossary.text import fold, tokenize
from tests.bench.corpus import Corpus, Document

SAMPLED = 2_000
"""Statements whose words are asked for."""
COMMON = 400
"""So many of the sample's most frequent words count as common."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Words of some statements: each one's own, the common ones by frequency, those that one statement has alone."""

    each: list[list[str]]
    common: list[str]
    rare: list[str]
    filters: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, corpus: Corpus) -> Texts:
        """The first statements of a corpus."""
        documents = list(islice(corpus.statements(), SAMPLED))
        each = [_words(document) for document in documents]
        times = Counter(word for words in each for word in set(words))
        ranked = sorted(times, key=lambda word: (-times[word], word))
        rare = [word for word in ranked if times[word] == 1 and len(word) > 5]
        filters = {
            "term": sorted({document["term"]["slug"] for document in documents}),
            "actor": sorted({document["actor"]["slug"] for document in documents}),
            "conflict": sorted({document["conflict"]["slug"] for document in documents}),
            "stance": sorted({document["stance"] for document in documents}),
            "year": [str(year) for year in range(2015, 2026)],
        }
        return cls([words for words in each if len(words) > 8], ranked[:COMMON], rare, filters)


def _words(document: Document) -> list[str]:
    """Latin words of three letters and more, in their order."""
    tokens = tokenize(fold(f"{document['summary']} {document['quote']}"), "en")
    return [token.word for token in tokens if len(token.word) > 2 and token.word.isascii() and token.word.isalpha()]


class Queries:
    """Endless different queries of each class for one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus, self._texts = corpus, Texts.of(corpus)

    def of(self, name: str) -> Iterator[SearchRequest]:
        """The queries of a class of `CLASSES`; ends where no new one comes."""
        rng, seen = self._corpus.plan.rng(f"queries-{name}"), set()
        for _ in range(100_000):
            request = CLASSES[name](rng, self._texts)
            key = repr(request)
            if key not in seen:
                seen.add(key)
                yield request

    def plain(self) -> Iterator[str]:
        """One to three words of one statement: what every engine understands in the same way."""
        rng, seen = self._corpus.plan.rng("plain"), set()
        while True:
            words = rng.choice(self._texts.each)
            text = " ".join(rng.sample(words, rng.choice((1, 2, 2, 3))))
            if text not in seen:
                seen.add(text)
                yield text

    def beginnings(self) -> Iterator[str]:
        """What is typed on the way to a name: two to six letters, again and again different ones."""
        rng = self._corpus.plan.rng("beginnings")
        actors = [*self._corpus.real.actors, *self._corpus.actors]
        while True:
            name = rng.choice(rng.choice(actors)["name"].split())
            yield name[: rng.randint(2, 6)]


def fixed(corpus: Corpus, each: int) -> dict[str, list[SearchRequest]]:
    """So many different queries of each class."""
    queries = Queries(corpus)
    return {name: list(islice(queries.of(name), each)) for name in CLASSES}


def _pair(rng: random.Random, texts: Texts) -> tuple[list[str], int]:
    """A statement's words, and a place in them with two further words behind."""
    words = rng.choice(texts.each)
    return words, rng.randrange(len(words) - 2)


def _sampled(number: int) -> Callable[[random.Random, Texts], SearchRequest]:
    return lambda rng, texts: SearchRequest(" ".join(rng.sample(rng.choice(texts.each), number)))


def _phrase(rng: random.Random, texts: Texts) -> SearchRequest:
    words, place = _pair(rng, texts)
    return SearchRequest(f'"{words[place]} {words[place + 1]}"')


def _prefix(rng: random.Random, texts: Texts) -> SearchRequest:
    word = rng.choice([word for word in rng.choice(texts.each) if len(word) > 4] or ["ceasefire"])
    return SearchRequest(f"{word[: rng.choice((3, 4))]}*")


def _narrowed(rng: random.Random, texts: Texts) -> SearchRequest:
    facet = rng.choice(list(texts.filters))
    return SearchRequest(rng.choice(texts.common), {facet: (rng.choice(texts.filters[facet]),)})


def _dated(rng: random.Random, texts: Texts) -> SearchRequest:
    first, last = sorted(rng.sample(range(1990, 2026), 2))
    return SearchRequest(rng.choice(texts.common), said_from=f"{first}-01-01", said_to=f"{last}-12-31")


def _excluding(rng: random.Random, texts: Texts) -> SearchRequest:
    one, other = rng.sample(texts.common, 2)
    return SearchRequest(f"{one} -{other}")


def _misspelt(rng: random.Random, texts: Texts) -> SearchRequest:
    word = rng.choice([word for word in rng.choice(texts.each) if len(word) > 6] or ["ceasefire"])
    gone = rng.randrange(1, len(word) - 1)
    return SearchRequest(word[:gone] + word[gone + 1 :])


_ASKED = ("who called for a {}", "what is a {}", "what did {} say about a pause", "does a {} end the war", "{} in 2023")


def _question(rng: random.Random, texts: Texts) -> SearchRequest:
    words, place = _pair(rng, texts)
    return SearchRequest(rng.choice(_ASKED).format(f"{words[place]} {words[place + 1]}"))


CLASSES: dict[str, Callable[[random.Random, Texts], SearchRequest]] = {
    "one word, rare": lambda rng, texts: SearchRequest(rng.choice(texts.rare)),
    "one word, common": lambda rng, texts: SearchRequest(rng.choice(texts.common)),
    "two words": _sampled(2),
    "three words": _sampled(3),
    "phrase": _phrase,
    "prefix": _prefix,
    "narrowed by a facet": _narrowed,
    "range of dates": _dated,
    "exclusion": _excluding,
    "misspelt": _misspelt,
    "question": _question,
}
