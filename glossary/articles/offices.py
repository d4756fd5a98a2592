"""Who holds an office at a time, as far as the records tell: `the Turkish president`, `the U.N. chief`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from glossary.articles.actors import Known, words_of
from glossary.articles.places import ADJECTIVES
from glossary.articles.vocabulary import Office
from glossary.articles.words import word_set

YEARS = 3
"""Years around its records for which an office is taken to be held by the same person."""
_CHIEFS = {
    frozenset({"chief"}): frozenset({"secretary", "general"}),
    frozenset({"relief", "chief"}): frozenset({"under", "secretary", "general", "humanitarian"}),
    frozenset({"humanitarian", "chief"}): frozenset({"under", "secretary", "general", "humanitarian"}),
    frozenset({"aid", "chief"}): frozenset({"under", "secretary", "general", "humanitarian"}),
    frozenset({"pontiff"}): frozenset({"pope"}),
    frozenset({"pope"}): frozenset({"pope"}),
    frozenset({"premier"}): frozenset({"prime", "minister"}),
    frozenset({"pm"}): frozenset({"prime", "minister"}),
    frozenset({"top", "diplomat"}): frozenset({"minister", "foreign"}),
    frozenset({"chief", "diplomat"}): frozenset({"minister", "foreign"}),
    frozenset({"foreign", "secretary"}): frozenset({"foreign", "secretary"}),
    frozenset({"foreign", "minister"}): frozenset({"minister", "foreign"}),
    frozenset({"foreign", "policy", "chief"}): frozenset({"high", "representative"}),
}
"""Everyday names of offices by the words of the titles that the records give."""
_HEADS = word_set("head chief boss leader director")
_LEADING = word_set("general president chair chairman chairperson head chief director commissioner leader executive")
_UNDER = word_set("deputy vice under assistant adviser spokesperson spokesman spokeswoman special regional")
_SMALL = word_set("of the for and to in a an at") | frozenset(ADJECTIVES)
_UNITED_NATIONS = "united-nations"


class Offices:
    """The offices of the recorded actors in the year of an article; year 0 where that is not known."""

    def __init__(self, known: Known, offices: Mapping[str, tuple[Office, ...]], year: int) -> None:
        self._known = known
        self._titles = offices
        self._year = year

    def words(self, slug: str) -> list[str]:
        """The words of all titles of an actor."""
        return [word for office in self._titles.get(slug, ()) for word in words_of(office.title) if word not in _SMALL]

    def in_time(self, slug: str) -> bool:
        """Whether an actor is recorded in the years around the article's; always, where no year is known."""
        offices = self._titles.get(slug, ())
        return (
            not self._year
            or not offices
            or any(office.first - 1 <= self._year <= office.last + 1 for office in offices)
        )

    def holder(self, land: str, owners: Sequence[str], roles: frozenset[str]) -> str | None:
        """The person recorded with all words of an office, for a country or a body; None if not exactly one."""
        if owners and not land and roles <= _HEADS and (head := self._head(owners)):
            return head
        wanted = _CHIEFS.get(roles - {"un"}, roles)
        if not wanted or not (land or owners or wanted == {"pope"}):
            return None
        exact = {slug for slug, words in self._offices if words == wanted and self._serves(slug, land, owners)}
        found = exact or {slug for slug, words in self._offices if wanted < words and self._serves(slug, land, owners)}
        found = self._nearest(found) if len(found) > 1 else found
        if len(found) > 1 and wanted == {"secretary", "general"}:
            found = {slug for slug in found if not {"under", "assistant"} & set(self.words(slug))}
        return found.pop() if len(found) == 1 else None

    def _head(self, owners: Sequence[str]) -> str | None:
        """The only person recorded around the year as leading a body: `the head of X`."""
        found = {
            slug for slug, words in self._offices
            if self._known.actors[slug].affiliation in owners and words & _LEADING and not words & _UNDER
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def _nearest(self, slugs: set[str]) -> set[str]:
        """Of several, those recorded in the years nearest to the article's."""
        if not self._year:
            return slugs
        far = {
            slug: min(max(office.first - self._year, self._year - office.last, 0) for office in self._titles[slug])
            for slug in slugs
        }
        return {slug for slug in slugs if far[slug] == min(far.values())}

    def _serves(self, slug: str, land: str, owners: Iterable[str]) -> bool:
        actor = self._known.actors[slug]
        if land:
            return actor.country == land and actor.affiliation != _UNITED_NATIONS
        return not owners or actor.affiliation in owners or slug in owners

    @cached_property
    def _offices(self) -> list[tuple[str, frozenset[str]]]:
        """Persons with the words of each title that they are recorded with around the year."""
        return [
            (actor.slug, frozenset(words_of(office.title)) - _SMALL - _country_words(self._known, actor.country))
            for actor in self._known.actors.values()
            if actor.kind == "person"
            for office in self._titles.get(actor.slug, ())
            if not self._year or office.first - YEARS <= self._year <= office.last + YEARS
        ]


def _country_words(known: Known, country: str) -> frozenset[str]:
    state = known.states.get(country)
    names = known.actors[state].names if state else ()
    return frozenset(word for form in names for word in words_of(form.text)) | {
        "un",
        "united",
        "nations",
        "eu",
        "european",
        "union",
    }
