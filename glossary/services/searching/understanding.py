"""What the words of a query may stand for in this glossary: its terms, actors, stances, points and dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from glossary.languages import primary
from glossary.search.cues import ADJECTIVES, CUES, SMALL_WORDS
from glossary.search.lexicon import Lexicon, Meaning
from glossary.services.index import indexing
from glossary.services.index.documents import EDITORS, Document, actor_names, term_names
from glossary.services.reading import labels
from glossary.services.reading.actors import Actors
from glossary.services.reading.kept import kept
from glossary.text import fold

EXTENSION = "glossary.lexicon"
PEOPLE, NARROWER = "glossary.people", "glossary.narrower"


def lexicon() -> Lexicon:
    """The names and cue words of the glossary."""
    return kept(EXTENSION, ("term", "actor"), _lexicon)


def people_and_bodies() -> Mapping[str, tuple[str, ...]]:
    """Actor of the glossary -> its people and bodies; kept, as there are thousands of actors and every search asks."""
    return kept(PEOPLE, ("actor",), lambda: affiliated(indexing.material().actors))


def narrower_terms() -> Mapping[str, tuple[str, ...]]:
    """Term of the glossary -> its narrower terms; kept."""
    return kept(NARROWER, ("term",), lambda: narrower(indexing.material().terms))


def below(records: Iterable[str], parents: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Slug -> all that stands below it by these parents, each once; circles end where they began.

    Slugs with nothing below them are left out.
    """
    children: defaultdict[str, list[str]] = defaultdict(list)
    for slug in sorted(records):
        for parent in parents[slug]:
            children[parent].append(slug)
    found = {slug: tuple(_descendants(slug, children)) for slug in children}
    return {slug: some for slug, some in found.items() if some}


def affiliated(actors: Actors) -> dict[str, tuple[str, ...]]:
    """Actor -> its people and bodies, followed through affiliation."""
    above = actors.parents
    return below(actors, {slug: (above[slug],) if slug in above else () for slug in actors})


def narrower(terms: Mapping[str, Document]) -> dict[str, tuple[str, ...]]:
    """Term -> its narrower terms, and theirs."""
    return below(terms, {slug: _broader(term) for slug, term in terms.items()})


def _broader(term: Document) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r["term"]["slug"] for r in term["relations"] if r["type"] == "broader"))


def _descendants(slug: str, children: Mapping[str, list[str]]) -> Iterator[str]:
    seen, waiting = {slug}, list(children.get(slug, ()))
    while waiting:
        one = waiting.pop(0)
        if one not in seen:
            seen.add(one)
            waiting += children.get(one, ())
            yield one


def _lexicon() -> Lexicon:
    known = indexing.material()
    meant = _Meant(known.actors)
    made = Lexicon(known.spellings, meant)
    for name, language, meaning in chain(_term_names(known.terms), _actor_names(known.actors, meant)):
        made.add(name, language, meaning)
    adjectives = {adjective: made.meanings(name) for adjective, name in ADJECTIVES.items()}
    for adjective, meanings in adjectives.items():
        for meaning in meanings:
            made.add(adjective, EDITORS, meaning)
    for language, name in labels.LANGUAGES.items():
        meaning = Meaning("language", language, name, (f"language:{language}",))
        made.add(f"in {name}", EDITORS, meaning)
        made.add(f"{name} word", EDITORS, meaning)
    for cue in CUES:
        for phrase in cue.phrases:
            made.add(phrase, EDITORS, Meaning(cue.kind, cue.label, cue.label, cue.tags))
    return made


def _term_names(terms: Mapping[str, Document]) -> Iterator[tuple[str, str, Meaning]]:
    wider = narrower(terms)
    for slug, term in terms.items():
        akin = tuple(f"term:{one}" for one in wider.get(slug, ()))
        for form, language in term_names(term):
            own = "" if primary(language) == EDITORS else primary(language)
            yield form, primary(language), Meaning("term", slug, term["preferred"], (f"term:{slug}",), akin, own)


class _Meant(Sequence[Meaning]):
    """What actors stand for, by their numbers: one for all names of an actor, made when a name is found."""

    def __init__(self, actors: Actors) -> None:
        self._actors, self._slugs = actors, list(actors)
        self._below = affiliated(actors)

    def __len__(self) -> int:
        return len(self._slugs)

    def __getitem__(self, at: Any) -> Any:
        slug = self._slugs[at]
        akin = tuple(f"actor:{one}" for one in self._below.get(slug, ()))
        return Meaning("actor", slug, self._actors[slug]["name"], (f"actor:{slug}",), akin)


def _actor_names(actors: Actors, meant: Sequence[Meaning]) -> Iterator[tuple[str, str, Meaning | int]]:
    """Names of actors with their numbers; a name like a small word must be typed just so."""
    for number, actor in enumerate(actors.values()):
        for form, language in actor_names(actor):
            small = fold(form) in SMALL_WORDS
            yield form, primary(language), replace(meant[number], written=form) if small else number
