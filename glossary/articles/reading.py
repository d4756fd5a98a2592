"""An article read sentence by sentence, with the memory of what was named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.articles import labels
from glossary.articles.actors import known_actors
from glossary.articles.candidate import Candidate, Span
from glossary.articles.company import Company
from glossary.articles.grammar import grammar
from glossary.articles.groups import Finder
from glossary.articles.labels import Label
from glossary.articles.languages import language_of
from glossary.articles.making import Maker
from glossary.articles.mentions import Mention, mentions
from glossary.articles.offices import Offices
from glossary.articles.passages import Passage
from glossary.articles.resolving import Memory
from glossary.articles.said import day_of_article
from glossary.articles.sentences import Sentence, paragraphs, sentences
from glossary.articles.speaker import Speaker
from glossary.articles.term_forms import term_forms
from glossary.articles.tokens import keys
from glossary.articles.view import View
from glossary.articles.vocabulary import Vocabulary

SEEN = 40
"""Terms of the sentences before that help to file a bare word."""
NEARBY = 2
"""Sentences back in which a term may stand that `it` refers to."""
FIRST = 4
"""Paragraphs among which the one with the dateline is looked for."""
OPENS = 4
"""Words within which an organization's own text names it."""
PLACE_WORDS = 3
"""Words of a heading at most that is taken for a place."""
_CAPITAL = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][\w’']+")


def read(text: str, vocabulary: Vocabulary, *, published: str = "", language: str = "") -> list[Candidate]:
    """The candidates of an article in the order of its sentences.

    text: at most `MAX_CHARACTERS`, which the caller checks. published: YYYY-MM-DD, or empty to look for a date in the
    first lines. language: a BCP 47 tag, or empty to have it told from the text. The work grows with the text's length.
    """
    own = (language or language_of(text)).replace("_", "-").partition("-")[0].lower()
    return list(_Reader(text, vocabulary, published, own).candidates())


class _Reader:
    def __init__(self, text: str, vocabulary: Vocabulary, published: str, language: str) -> None:
        article = day_of_article(text, published)
        known = known_actors(vocabulary, language)
        self._text = text
        self._grammar = grammar(language)
        self._terms = term_forms(vocabulary, language)
        self._finder = Finder(known, self._grammar, _capitals(text, language))
        self._memory = Memory(known, Offices(known, vocabulary.offices, article.year if article else 0), text)
        self._maker = Maker(text, article, language)
        self._seen: list[str] = []
        self._earlier: tuple[Mention | None, int] = (None, 0)
        self._last: tuple[Speaker, ...] = ()
        self._number = 0
        self._labels: dict[str, list[Speaker]] = {}
        self._heads = False
        """Whether the label at work is a question's or names no person, so that others may speak below it."""

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, in order."""
        places = paragraphs(self._text)
        marks = [labels.label(self._text, *place) for place in places]
        transcript = sum(mark is not None for mark in marks) >= labels.LABELLED
        issuer = labels.issuer(self._text)
        issuers = tuple(self._named(issuer)) if issuer else ()
        own = labels.Label(issuer, 0) if issuer and issuers and labels.is_own_text(self._text) else None
        self._memory.house = tuple(self._house(places)) if labels.speaks_of_itself(self._text) else ()
        current: Label | None = None
        for (start, end), mark in zip(places, marks, strict=True):
            speakers = self._labelled(mark) if mark else []
            mark = mark if mark and (transcript or any(one.actor and one.person for one in speakers)) else None
            if mark or not transcript:
                current, self._memory.told = mark or own, tuple(speakers) if mark else issuers
                self._heads = bool(mark) and not any(one.person for one in speakers)
            first = mark.start if mark else labels.after_dateline(self._text, start, end)
            self._set(start, first)
            yield from self._paragraph(first, end, current if mark or not self._heads else None)

    def _house(self, places: Sequence[tuple[int, int]]) -> list[Speaker]:
        """The organization with which the first paragraph after a dateline opens: whose own text this is."""
        for start, end in places[:FIRST]:
            first = labels.after_dateline(self._text, start, end)
            sentence = next(sentences(self._text, first, end), None) if first > start else None
            if sentence:
                view = View(sentence, self._finder, self._grammar)
                group = view.first_group(0, OPENS)
                found = self._memory.resolve(group, view.tokens) if group and group.kind == "actor" else []
                found = [one for one in found if one.actor and not one.person and not one.land]
                if found:
                    return found
        return []

    def _set(self, start: int, end: int) -> None:
        """Take the place of a dateline or heading as the setting of what follows."""
        sentence = next(sentences(self._text, start, end), None)
        if sentence is None:
            return
        groups = View(sentence, self._finder, self._grammar).groups
        words = [token.fold for token in sentence.tokens if token.word]
        land = next((land for group in groups if (land := self._memory.land_of(group))), "")
        self._memory.setting = land or self._memory.land_named(words)

    def _labelled(self, mark: Label) -> list[Speaker]:
        if mark.asks:
            return []
        if mark.answers:
            return self._interviewed(mark)
        label = self._text[mark.who.start : mark.who.end].casefold()
        beside = self._named(mark.beside) if mark.beside else []
        if any(one.actor and one.person for one in beside):
            self._labels[label] = beside
        return self._labels.get(label) or self._named(mark.who)

    def _interviewed(self, mark: Label) -> list[Speaker]:
        """Who answers where the label is only `A:`: the person named before, or first in the lines above."""
        before = self._memory.pronoun("")
        if before:
            return before
        for place in paragraphs(self._text[: mark.who.start]):
            for sentence in sentences(self._text, *place):
                view = View(sentence, self._finder, self._grammar)
                named = [group for group in view.groups if group.human or group.person]
                if named:
                    self._memory.name(self._memory.resolve(named[0], view.tokens, Company(view).named(named[0])[1]))
                    return self._memory.pronoun("")
        return []

    def _named(self, place: Span) -> list[Speaker]:
        """Who is named in a heading or a label; those who are only a part of a title are left out."""
        sentence = next(sentences(self._text, *place), None)
        if sentence is None:
            return []
        view = View(sentence, self._finder, self._grammar)
        heads = [group for group in view.groups if not view.governed(group) and group.kind != "pronoun"]
        heads = [one for group in heads for one in Company(view).members_of_chain(group, len(view.tokens))]
        found = [one for group in heads for one in self._memory.resolve(group, view.tokens)]
        persons = [one for one in found if one.person and one.actor]
        self._memory.name(persons or found)
        return persons or found

    def _paragraph(self, start: int, end: int, mark: Label | None) -> Iterator[Candidate]:
        for sentence in sentences(self._text, start, end):
            self._number += 1
            if sentence.heading and not (sentence.quotes and sentence.quotes[0].first == 0):
                self._last = ()
                if sentence.words() <= PLACE_WORDS:
                    self._set(sentence.start, sentence.end)
                continue
            yield from self._sentence(sentence, mark)

    def _sentence(self, sentence: Sentence, mark: Label | None) -> Iterator[Candidate]:
        view = View(sentence, self._finder, self._grammar)
        found = mentions(sentence.tokens, self._terms, self._seen)
        passage = Passage(view, found, self._memory, self._last)
        earlier, number = self._earlier
        earlier = earlier if self._number - number <= NEARBY else None
        read = (
            passage.under(earlier) if mark and self._heads else passage.labelled() if mark else passage.found(earlier)
        )
        made = [self._maker.made(view, passage.scopes, *one) for one in read]
        yield from _once(made)
        self._remember(found, passage)

    def _remember(self, found: Sequence[Mention], passage: Passage) -> None:
        self._last = passage.cast.last() or passage.guessed or (self._last if passage.view.quotes else ())
        self._seen += [mention.term for mention in found if not mention.bare]
        del self._seen[:-SEEN]
        if found:
            self._earlier = found[-1], self._number


def _capitals(text: str, language: str) -> frozenset[str]:
    """Words that begin with a capital within sentences, folded: names, at the start of sentences as well."""
    return frozenset(keys(word.lower(), "")[0] for word in _CAPITAL.findall(text)) | frozenset(
        word.lower() for word in _CAPITAL.findall(text)
    )


def _once(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Each speaker on each term once a passage, the first and, where there is one, the quoted."""
    best: dict[tuple[str, str], Candidate] = {}
    for one in found:
        key = (one.actor or one.name, one.term)
        if key not in best or (one.quote and not best[key].quote):
            best[key] = one
    yield from best.values()
