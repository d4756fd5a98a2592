"""What a query is taken to mean: its words, what they may stand for here, and the spelling they may have wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from flask import current_app

from glossary.search.analysis import pieces
from glossary.search.coordinated import coordinated
from glossary.search.cues import TURNING
from glossary.search.dates_in_words import dates
from glossary.search.lexicon import Recognised, Word, words_of
from glossary.search.plan import Plan, plan
from glossary.search.port import Clause, Query, SearchIndex
from glossary.search.query import ParsedQuery, parse, typed
from glossary.search.spelling import Vocabulary, reread
from glossary.services.index import indexing
from glossary.services.reading.sparing import Budget
from glossary.services.searching import understanding

EXTENSION = "glossary.vocabulary"


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word as it was written and as it is read instead."""

    written: str
    read: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A query as understood. `parsed` is what was typed, `plan` what an engine is asked."""

    parsed: ParsedQuery
    plan: Plan
    words: tuple[Word, ...] = ()
    spelled: tuple[Spelled, ...] = ()

    @property
    def sought(self) -> tuple[Clause, ...]:
        """The clauses that are to be met."""
        return tuple(clause for clause in self.plan.clauses if not clause.excluded and not clause.optional)

    def words_at(self, found: Recognised) -> str:
        """The words of something recognised, as they were typed; what runs on without blanks is one."""
        covered = self.words[found.start : found.end]
        whole = {word.clause: self.parsed.clauses[word.clause].text for word in covered}
        return " ".join(whole.values())


def interpret(text: str, *, exact: bool) -> Interpretation:
    """The query as its words stand. `exact` recognises nothing and leaves no word out."""
    parsed = parse(text, indexing.spellings(), exact=exact)
    if exact:
        return Interpretation(parsed, Plan(parsed.clauses, (), ()))
    words = words_of(parsed.clauses, parsed.order)
    lexicon = understanding.lexicon()
    found = coordinated(words, _without_overlap([*dates(words), *lexicon.recognise(words)]), lexicon)
    return Interpretation(parsed, plan(parsed.clauses, found, words), tuple(words))


def respelled(interpretation: Interpretation, text: str) -> Interpretation:
    """The query with words that no statement has replaced by the nearest that some have; the same if there is none."""
    spelled = tuple(_spelled(interpretation))
    if not spelled:
        return interpretation
    read = text
    for one in spelled:
        read = reread(read, one.written, one.read)
    again = interpret(read, exact=False)
    return Interpretation(again.parsed, again.plan, again.words, spelled)


def did_you_mean(interpretation: Interpretation, *, exact: bool) -> str | None:
    """The query with the nearest words for those that no statement has, where they are not forgiven unasked.

    That is: in quotation marks, or where only exact words are wanted. None where there is nothing to propose.
    """
    clauses = interpretation.parsed.clauses
    proposed = [_nearest(clause) if clause.firm or exact else clause for clause in clauses]
    return " ".join(map(typed, proposed)) if proposed != list(clauses) else None


def _nearest(clause: Clause) -> Clause:
    if clause.excluded or clause.prefix:
        return clause
    text = clause.text
    for piece in reversed(pieces(text, "", indexing.spellings())):
        near = None if _stands(piece.word) else _near(piece.word)
        text = f"{text[: piece.start]}{near}{text[piece.end :]}" if near else text
    return replace(clause, text=text) if text != clause.text else clause


def _spelled(interpretation: Interpretation) -> Iterator[Spelled]:
    for clause in interpretation.sought:
        word = _plain(clause)
        if word and not clause.tags and not _has_hits(clause):
            near = _near(word)
            if near:
                yield Spelled(clause.text, near)


def _near(word: str) -> str | None:
    """The nearest of the glossary's own words, those of the names of terms and actors; else of all its words."""
    known = _vocabulary()
    return known.nearest(word, understanding.lexicon().words, stands=_stands) or known.nearest(word, stands=_stands)


def _stands(word: str) -> bool:
    """Whether a statement has the word: the vocabulary may know words that were amended or blacked out since."""
    return _has_hits(Clause(word, ((f"={word}",),)))


def _has_hits(clause: Clause) -> bool:
    return indexing.index().search(Query((clause,)), limit=1, facets=()).total > 0


def _plain(clause: Clause) -> str | None:
    """The folded word of a clause that is one word and may be misspelt; quoted words are taken as they are."""
    if clause.firm or len(clause.places) != 1 or clause.places[0][0][1:] in TURNING:
        return None
    return clause.places[0][0][1:]


def _vocabulary() -> Vocabulary:
    """The words of the index. It may lack new ones: see `_Words`."""
    known: _Words = current_app.extensions.setdefault(EXTENSION, _Words())
    return known.of(indexing.index())


class _Words:
    """The words of the index, kept by a process.

    Renewed after one change for every thousand of them, as far as that takes a tenth of its time: while an import
    publishes all along, all words would be read again for each search.
    """

    def __init__(self) -> None:
        self._budget, self._lock = Budget(), Lock()
        self._kept: tuple[int, Vocabulary] | None = None

    def of(self, index: SearchIndex) -> Vocabulary:
        """Those of its newest state, or of one shortly before."""
        now, kept = index.seq(), self._kept
        if kept and (self._will_do(kept, now) or self._lock.locked()):
            return kept[1]
        with self._lock:
            if not self._kept or not self._will_do(self._kept, now):
                self._kept = now, self._budget.spend(lambda: Vocabulary(index.words()))
            return self._kept[1]

    def _will_do(self, kept: tuple[int, Vocabulary], now: int) -> bool:
        """Whether it is new enough; or has to be, as there is no time to spend on another."""
        return kept[0] <= now and (now <= kept[0] + len(kept[1]) // 1000 or not self._budget.allows())


def _without_overlap(found: Sequence[Recognised]) -> list[Recognised]:
    """In the order of the words; where two stand on one word, the longer, then the first."""
    kept: list[Recognised] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
