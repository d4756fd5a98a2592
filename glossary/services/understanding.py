"""What the words of a query may stand for in this glossary: its terms, actors, stances, points and dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from glossary.search.cues import ADJECTIVES, CUES, SMALL_WORDS
from glossary.search.lexicon import Lexicon, Meaning
from glossary.services import indexing, labels
from glossary.services.index_documents import EDITORS, Document, actor_names, term_names
from glossary.services.kept import kept
from glossary.text import fold, primary

EXTENSION = "glossary.lexicon"


def lexicon() -> Lexicon:
    """The names and cue words of the glossary."""
    return kept(EXTENSION, ("term", "actor"), _lexicon)


def below(records: Mapping[str, Document], parents: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Slug -> all that stands below it by these parents, each once; circles end where they began."""
    children: defaultdict[str, list[str]] = defaultdict(list)
    for slug in sorted(records):
        for parent in parents[slug]:
            children[parent].append(slug)
    return {slug: tuple(_descendants(slug, children)) for slug in records}


def affiliated(actors: Mapping[str, Document]) -> dict[str, tuple[str, ...]]:
    """Actor -> its people and bodies, followed through affiliation."""
    return below(actors, {slug: _parent(actor) for slug, actor in actors.items()})


def narrower(terms: Mapping[str, Document]) -> dict[str, tuple[str, ...]]:
    """Term -> its narrower terms, and theirs."""
    return below(terms, {slug: _broader(term) for slug, term in terms.items()})


def _parent(actor: Document) -> tuple[str, ...]:
    return (actor["affiliation"]["slug"],) if actor["affiliation"] else ()


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
    made = Lexicon(known.spellings)
    for name, language, meaning in _names():
        made.add(name, language, meaning)
    for adjective, name in ADJECTIVES.items():
        for meaning in made.meanings(name):
            made.add(adjective, EDITORS, meaning)
    for language, name in labels.LANGUAGES.items():
        meaning = Meaning("language", language, name, (f"language:{language}",))
        made.add(f"in {name}", EDITORS, meaning)
        made.add(f"{name} word", EDITORS, meaning)
    for cue in CUES:
        for phrase in cue.phrases:
            made.add(phrase, EDITORS, Meaning(cue.kind, cue.label, cue.label, cue.tags))
    return made


def _names() -> Iterator[tuple[str, str, Meaning]]:
    known = indexing.material()
    wider = narrower(known.terms)
    for slug, term in known.terms.items():
        akin = tuple(f"term:{one}" for one in wider[slug])
        for form, language in term_names(term):
            own = "" if primary(language) == EDITORS else primary(language)
            yield form, primary(language), Meaning("term", slug, term["preferred"], (f"term:{slug}",), akin, own)
    people = affiliated(known.actors)
    for slug, actor in known.actors.items():
        akin = tuple(f"actor:{one}" for one in people[slug])
        meaning = Meaning("actor", slug, actor["name"], (f"actor:{slug}",), akin)  # one for all names: there are many
        for form, language in actor_names(actor):
            small = fold(form) in SMALL_WORDS
            yield form, primary(language), replace(meaning, written=form) if small else meaning
