"""Generated corpora: real records taken apart and put together anew, with words, names and works that grow in number.

The same plan gives the same documents, in the shape of services/publishing/documents.py and within the rules of the
data set. Nothing in them was said by anybody; they are measured with and thrown away.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from glossary.services.publishing.slugs import plain
from glossary.services.reading import published as reading
from tests.bench.words import SEED, Words, in_arabic, names

Document = dict[str, Any]
FIRST_DAY, RECENT, LAST_DAY = (date(year, 1, 1).toordinal() for year in (1950, 2015, 2026))

LONGEST_QUOTE = 22
"""Words; the data set allows 25, by a count of its own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many there are of each; everything follows from `size`, the number of statements to make."""

    size: int
    seed: int = SEED

    @property
    def actors(self) -> int:
        """New actors, each with four further names: 100,000 names at 100,000 statements."""
        return min(max(self.size // 5, 20), 20_000)

    @property
    def sources(self) -> int:
        return max(self.size // 5, 20)

    @property
    def events(self) -> int:
        return min(max(self.size // 500, 5), 2_000)

    @property
    def vocabulary(self) -> int:
        """Different words grow more slowly than texts do (Heaps)."""
        return int(120 * self.size**0.6)

    def rng(self, stream: str) -> random.Random:
        """Chance of its own for each kind of record."""
        return random.Random(f"{self.seed}-{self.size}-{stream}")  # noqa: S311


@dataclass(frozen=True)
class Real:
    """The records that new ones are made of."""

    statements: Sequence[Document]
    actors: Sequence[Document]
    sources: Sequence[Document]
    events: Sequence[Document]

    @classmethod
    def read(cls) -> Real:
        """The published records of the running app. Needs an app context with the data set."""
        return cls(reading.statements_of(), *(reading.every(kind) for kind in ("actor", "source", "event")))

    @cached_property
    def quotes(self) -> dict[str, list[list[str]]]:
        """Language -> the words of each quote in it."""
        found: defaultdict[str, list[list[str]]] = defaultdict(list)
        for statement in self.statements:
            if statement["quote"]:
                found[statement["language"]].append(statement["quote"].split())
        return found

    @cached_property
    def summaries(self) -> list[list[str]]:
        """The words of each summary."""
        return [statement["summary"].split() for statement in self.statements]

    @cached_property
    def facets(self) -> dict[str, list[Document]]:
        """Dimension -> what statements say on it."""
        found: defaultdict[str, list[Document]] = defaultdict(list)
        for facet in (facet for statement in self.statements for facet in statement["facets"]):
            found[facet["dimension"]].append(facet)
        return found


class Corpus:
    """The documents of one plan. Statements are made one at a time: memory does not grow with their number."""

    def __init__(self, plan: Plan, real: Real) -> None:
        self.plan, self.real, self.words = plan, real, Words(plan.vocabulary)
        self._taken = {name.casefold() for actor in real.actors for name in [actor["name"], *_forms(actor)]}

    @cached_property
    def actors(self) -> list[Document]:
        """The new actors."""
        rng, surnames = self.plan.rng("actors"), names(f"{self.plan.seed}-names", self._taken.__contains__)
        return [self._actor(rng, next(surnames)) for _ in range(self.plan.actors)]

    @cached_property
    def sources(self) -> list[Document]:
        """The new works."""
        rng = self.plan.rng("sources")
        return [self._source(rng, number) for number in range(self.plan.sources)]

    @cached_property
    def events(self) -> list[Document]:
        """The new events."""
        rng, places = self.plan.rng("events"), names(f"{self.plan.seed}-places", self._taken.__contains__)
        return [self._event(rng, next(places)) for _ in range(self.plan.events)]

    def statements(self) -> Iterator[Document]:
        """The new statements, one after another."""
        rng, speakers = self.plan.rng("statements"), [*self.real.actors, *self.actors]
        by_conflict: defaultdict[str, list[Document]] = defaultdict(list)
        for event in [*self.real.events, *self.events]:
            by_conflict[event["conflict"]["slug"]].append(event)
        for number in range(self.plan.size):
            base = rng.choice(self.real.statements)
            parties = _some(rng, speakers, 1 + len(base["with"]))
            occasions = by_conflict[base["conflict"]["slug"]] if base["event"] else []
            yield self._statement(rng, number, base, parties, occasions)

    def _actor(self, rng: random.Random, surname: str) -> Document:
        like, given = rng.choice(self.real.actors), self.words.draw(rng).capitalize()
        person = like["kind"] == "person"
        name = f"{given} {surname}" if person else f"{surname} {rng.choice(like['name'].split())} {given}"
        forms = [
            (surname, "en", "surname" if person else "short"),
            (f"{given[0]}. {surname}", "en", "short"),
            (f"{surname}-{given}", "en", "former"),
            (f"{in_arabic(given)} {in_arabic(surname)}", "ar", "other-script"),
        ]
        return {
            "slug": plain(name),
            "name": name,
            "kind": like["kind"],
            "aliases": [{"form": form, "lang": lang, "kind": kind} for form, lang, kind in forms],
            "affiliation": like["affiliation"],
            "country": like["country"],
            "note": "",
            "revision": 1,
        }

    def _source(self, rng: random.Random, number: int) -> Document:
        like, day = rng.choice(self.real.sources), _day(rng).isoformat()
        title = _splice(rng, like["title"].split(), rng.choice(self.real.sources)["title"].split(), self.words)
        url = f"https://works.example/{number}"
        dated = {"published": day, "published_from": day, "published_to": day}
        own = {"slug": f"work-{number}", "title": title, "url": url, "consulted": url, "note": "", "revision": 1}
        return {**like, **own, **dated}

    def _event(self, rng: random.Random, place: str) -> Document:
        like, start = rng.choice(self.real.events), _day(rng)
        end = start + timedelta(days=rng.randint(1, 60))
        name = f"{place} arrangement, {start:%B %Y}"
        return {
            **like,
            "slug": plain(name),
            "name": name,
            "date": f"{start}/{end}",
            "date_from": start.isoformat(),
            "date_to": end.isoformat(),
            "revision": 1,
        }

    def _statement(
        self, rng: random.Random, number: int, base: Document, parties: list[Document], occasions: list[Document]
    ) -> Document:
        day, term, roles = _day(rng).isoformat(), base["term"]["slug"], base["with"]
        event = rng.choice(occasions) if occasions else None
        return {
            **base,
            "id": f"{parties[0]['slug'][:40].strip('-')}-{term}-g{number}",
            "actor": _pick(parties[0], "slug", "name", "kind"),
            "with": [
                {"actor": _pick(party, "slug", "name", "kind"), "role": one["role"]}
                for party, one in zip(parties[1:], roles, strict=True)
            ],
            "source": _pick(rng.choice(self.sources), *base["source"]),
            "said": day,
            "said_from": day,
            "said_to": day,
            "event": _pick(event, "slug", "name") if event else None,
            "quote": self._quote(rng, base),
            "summary": _splice(rng, rng.choice(self.real.summaries), rng.choice(self.real.summaries), self.words),
            "facets": [rng.choice(self.real.facets[facet["dimension"]]) for facet in base["facets"]],
            "note": "",
            "disputes": [],
            "withdrawn": None,
            "revision": 1,
        }

    def _quote(self, rng: random.Random, base: Document) -> str:
        if base["wording"] != "quote":
            return ""
        text = _splice(rng, base["quote"].split(), rng.choice(self.real.quotes[base["language"]]), self.words)
        return " ".join(text.split()[:LONGEST_QUOTE])


def _splice(rng: random.Random, one: list[str], other: list[str], words: Words) -> str:
    """The beginning of one text, a few words, the end of another."""
    head, tail = one[: (len(one) + 1) // 2], other[len(other) // 2 :]
    return " ".join([*head, words.some(rng, 5), *tail])


def _some(rng: random.Random, speakers: Sequence[Document], number: int) -> list[Document]:
    """Different actors, the first of the list the more often (Zipf)."""
    found: dict[int, Document] = {}
    while len(found) < number:
        place = int(len(speakers) ** rng.random()) - 1
        found[place] = speakers[place]
    return list(found.values())


def _day(rng: random.Random) -> date:
    """A day: seven of ten since 2015, the others since 1950."""
    first, last = (RECENT, LAST_DAY) if rng.random() < 0.7 else (FIRST_DAY, RECENT)
    return date.fromordinal(rng.randrange(first, last))


def _pick(document: Document, *fields: str) -> Document:
    return {name: document[name] for name in fields}


def _forms(actor: Document) -> list[str]:
    return [alias["form"] for alias in actor["aliases"]]
