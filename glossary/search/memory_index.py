"""The reference: plain dictionaries, no tricks. What it finds, every engine must find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock

from glossary.errors import IndexUnavailable
from glossary.search.port import (
    FACETS,
    FIELDS,
    MATCH_SCORE,
    NAME_FIELDS,
    PREFIX_EXPANSIONS,
    TAG_SCORE,
    TEXT_FIELDS,
    Clause,
    Hit,
    Hits,
    IndexDocument,
    Query,
    Sort,
)

Places = Mapping[str, frozenset[int]]
"""The forms of one field of one document, each with its positions."""

FieldForms = tuple[Sequence[str], ...]
"""What a clause asks of one field: for each place the forms that fulfil it."""

Asked = tuple[Clause, Mapping[str, FieldForms]]
"""A clause, and what it asks of each field."""


class MemoryIndex:
    """An index in this process's memory, gone with it."""

    name = "memory"

    def __init__(self) -> None:
        self._documents: dict[str, IndexDocument] = {}
        self._places: dict[str, dict[str, Places]] = {}
        self._seq, self._note = 0, ""
        self._lock = RLock()

    def search(self, query: Query, *, limit: int = 20, offset: int = 0, facets: Iterable[str] = FACETS) -> Hits:
        """See the port; the score is the fields' weights, each by how often the clause stands there."""
        with self._lock:
            scores = self._scores(query)
            found = [id_ for id_ in scores if not _unmet(self._documents[id_], query)]
            counts = {facet: self._counted(facet, scores, query) for facet in facets}
            ordered = self._ordered(found, scores, query.sort)
        hits = tuple(Hit(id_, scores[id_]) for id_ in ordered[offset : offset + limit])
        return Hits(len(found), hits, counts)

    def apply(self, changed: Iterable[IndexDocument], removed: Iterable[str], seq: int) -> None:
        """See the port."""
        new = {document.id: document for document in changed}
        gone = set(removed) - set(new)
        with self._lock:
            self._put({id_: d for id_, d in self._documents.items() if id_ not in gone} | new, seq)

    def rebuild(self, documents: Iterable[IndexDocument], seq: int) -> None:
        """See the port."""
        new = {document.id: document for document in documents}
        with self._lock:
            self._put(new, seq)
            self._note = ""

    def seq(self) -> int:
        """See the port."""
        return self._seq

    def contents(self) -> Mapping[str, int]:
        """See the port."""
        with self._lock:
            return {id_: document.revision for id_, document in self._documents.items()}

    def words(self) -> Mapping[str, int]:
        """See the port."""
        with self._lock:
            held = [{form for forms in fields.values() for form in forms} for fields in self._places.values()]
        return Counter(form[1:] for forms in held for form in forms if form.startswith("="))

    @contextmanager
    def exclusive(self, timeout: float = 10.0) -> Iterator[None]:
        """See the port."""
        if not self._lock.acquire(timeout=timeout):
            raise IndexUnavailable("The search index is being written by somebody else.")
        try:
            yield
        finally:
            self._lock.release()

    def note(self, text: str) -> None:
        """See the port."""
        self._note = text

    def noted(self) -> str:
        """See the port."""
        return self._note

    def forget_earlier(self) -> None:
        """See the port; there is no other."""

    def close(self) -> None:
        """Nothing is held."""

    def _put(self, documents: dict[str, IndexDocument], seq: int) -> None:
        places = {
            id_: self._places[id_] if document is self._documents.get(id_) else _places(document)
            for id_, document in documents.items()
        }
        self._documents, self._places, self._seq = documents, places, seq

    def _scores(self, query: Query) -> dict[str, float]:
        """The documents that fit all but the filters, with their scores."""
        asked = [(clause, self._by_field(clause)) for clause in query.clauses]
        scores: dict[str, float] = {}
        for id_, document in self._documents.items():
            met = [clause for one in asked if (clause := self._met(id_, one))]
            if _suffices([clause for clause, _ in met], query) and _touches(document, query):
                scores[id_] = round(sum((score for _, score in met), 0.0), 6)
        return scores

    def _met(self, id_: str, asked: Asked) -> tuple[Clause, float] | None:
        """The clause and what it adds, where this document meets it."""
        clause, forms = asked
        tagged = bool(clause.tags) and not set(clause.tags).isdisjoint(self._documents[id_].tags)
        measure = _measure(self._places[id_], forms if clause.places else {}, TAG_SCORE if tagged else 0.0)
        if not measure:
            return None
        return clause, clause.weight * measure + (0.0 if clause.optional else MATCH_SCORE)

    def _by_field(self, clause: Clause) -> Mapping[str, FieldForms]:
        """A prefix written out as the forms that the field's documents have."""
        if not clause.prefix or not clause.places:
            return dict.fromkeys(FIELDS, clause.places)
        return {field: (self._expanded(field, clause.places[0][0]),) for field in FIELDS}

    def _expanded(self, field: str, beginning: str) -> list[str]:
        forms = {form for places in self._places.values() for form in places[field]}
        return sorted(form for form in forms if form.startswith(beginning))[:PREFIX_EXPANSIONS]

    def _counted(self, facet: str, scores: Iterable[str], query: Query) -> dict[str, int]:
        fitting = (id_ for id_ in scores if _unmet(self._documents[id_], query) <= {facet})
        return dict(Counter(value for id_ in fitting for value in _values(self._documents[id_], facet)))

    def _ordered(self, found: list[str], scores: Mapping[str, float], sort: Sort) -> list[str]:
        """Sorted by the least important first: Python's sort keeps the order of equals."""
        found.sort()
        found.sort(key=lambda id_: self._documents[id_].said_from, reverse=sort in ("relevance", "newest"))
        if sort == "relevance":
            found.sort(key=lambda id_: -scores[id_])
        if sort == "actor":
            found.sort(key=lambda id_: self._documents[id_].actor_name)
        return found


def _suffices(met: Sequence[Clause], query: Query) -> bool:
    """Whether these clauses, the ones met, are all that must be, and none that must not."""
    sought = [clause for clause in query.clauses if not clause.excluded and not clause.optional]
    wanted = len(sought) if query.at_least is None else min(query.at_least, len(sought))
    found = [clause for clause in met if not clause.excluded and not clause.optional]
    firm = all(clause in met for clause in sought if clause.firm)
    return firm and len(found) >= wanted and not any(clause.excluded for clause in met)


def _places(document: IndexDocument) -> dict[str, Places]:
    places: dict[str, Places] = {}
    for field in FIELDS:
        positions: dict[str, set[int]] = {}
        for position, form in document.tokens.get(field, ()):
            positions.setdefault(form, set()).add(position)
        places[field] = {form: frozenset(found) for form, found in positions.items()}
    return places


def _measure(places: Mapping[str, Places], forms: Mapping[str, FieldForms], tagged: float) -> float:
    """The port's measure of a clause: the best of the names, and each of the texts."""
    often = {field: _weight(places[field], asked) for field, asked in forms.items()}
    names = max((weight for field, weight in NAME_FIELDS.items() if often.get(field)), default=0.0)
    return max(names, tagged) + sum(weight * often.get(field, 0.0) for field, weight in TEXT_FIELDS.items())


def _weight(places: Places, asked: FieldForms) -> float:
    """0 where the places do not stand in a row; rises with how often they do, towards 1."""
    if not asked or places.keys().isdisjoint(asked[0]):  # as in most documents: the beginning is not there
        return 0.0
    starts: set[int] | None = None
    for at, forms in enumerate(asked):
        standing = {position - at for form in forms for position in places.get(form, ())}
        starts = standing if starts is None else starts & standing
    often = len(starts or ())
    return often / (often + 1)


def _touches(document: IndexDocument, query: Query) -> bool:
    """Whether the days on which it may have been said touch the span asked for, both ends included."""
    begins_in_time = query.said_to is None or document.said_from <= query.said_to
    return begins_in_time and (query.said_from is None or document.said_to >= query.said_from)


def _values(document: IndexDocument, facet: str) -> set[str]:
    return set(document.facets.get(facet, ()))


def _unmet(document: IndexDocument, query: Query) -> set[str]:
    """The facets whose filter this document does not meet; a filter without values is met by none."""
    return {facet for facet, values in query.filters.items() if not _values(document, facet) & set(values)}
