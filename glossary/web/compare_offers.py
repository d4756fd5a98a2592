"""Other comparisons that fit the one on the page; each offer is counted first, so that none leads to a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from glossary.services.comparison.comparing import MAX_COLUMNS, MIN_COLUMNS, fits
from glossary.services.comparison.offers import Uses, has_people, uses
from glossary.services.comparison.requests import ComparisonRequest
from glossary.services.reading import labels
from glossary.web.compare_links import side_by_side

Document = dict[str, Any]


class Offer(NamedTuple):
    """A comparison in words, and its address."""

    words: Markup
    address: str


class Offers(NamedTuple):
    """Comparisons of one sort, in a stated order."""

    heading: str
    offers: list[Offer]


def offers(answer: Document, wanted: ComparisonRequest) -> list[Offers]:
    """What else may be compared with what stands here; sorts without an offer are left out."""
    found = [Offers(heading, list(some)) for heading, some in _sorts(answer, wanted)]
    return [some for some in found if some.offers]


def _sorts(answer: Document, wanted: ComparisonRequest) -> list[tuple[str, Iterable[Offer]]]:
    columns = answer["columns"]
    if answer["by"] == "event":
        return [("One name of it, side by side", _of_each_name(answer))]
    if answer["by"] == "time":
        used = uses(wanted.actors)
        return [("The same actor", [*_roll_up(wanted), *_terms_of(wanted.actors[0], used), *_narrowed(wanted, used)])]
    actors = list({column["actor"]["slug"]: column["actor"] for column in columns}.values())
    used = uses([actor["slug"] for actor in actors])
    return [
        ("Around these statements", _around(columns) if answer["by"] == "statement" else []),
        ("The same actors on another term", _on_others(actors, columns, used)),
        ("Over time", [offer for actor in actors for offer in _over_time(actor, columns, used)]),
        ("The actor's terms", _terms_of(actors[0]["slug"], used) if len(actors) == 1 else []),
    ]


def _around(columns: Sequence[Document]) -> Iterable[Offer]:
    """All uses by these actors, where they speak on one term; and all names of the event, where it is one."""
    actors = list(dict.fromkeys(column["actor"]["slug"] for column in columns))
    terms = {column["term"]["slug"]: column["term"] for column in columns}
    events = {one["event"]["slug"]: one["event"] for column in columns for one in column["statements"] if one["event"]}
    if len(terms) == 1 and len(actors) >= MIN_COLUMNS:
        [term] = terms.values()
        yield Offer(
            Markup("All that these actors say on {}").format(_term(term["preferred"])),
            side_by_side("actor", actors, ("term", term["slug"])),
        )
    if len(events) == 1 and all(column["statements"][0]["event"] for column in columns):
        [event] = events.values()
        yield Offer(Markup("All names of: <bdi>{}</bdi>").format(event["name"]), side_by_side("event", [event["slug"]]))


def _on_others(actors: Sequence[Document], columns: Sequence[Document], used: Uses) -> Iterable[Offer]:
    """Terms, A to Z, that two or more of the actors use besides those compared."""
    here = {column["term"]["slug"] for column in columns}
    for slug, preferred in _names({slug for terms in used.values() for slug in terms} - here):
        speakers = [actor["slug"] for actor in actors if slug in used[actor["slug"]]]
        if len(speakers) >= MIN_COLUMNS:
            yield Offer(_term(preferred), side_by_side("actor", speakers, ("term", slug)))


def _over_time(actor: Document, columns: Sequence[Document], used: Uses) -> Iterable[Offer]:
    terms, here = used[actor["slug"]], {column["term"]["slug"] for column in columns}
    if fits(sum(terms.values())):
        yield Offer(Markup("<bdi>{}</bdi>").format(actor["name"]), _course(actor["slug"]))
    if len(here) == 1 and MIN_COLUMNS <= sum(terms.get(term, 0) for term in here) < sum(terms.values()):
        words = Markup("<bdi>{}</bdi> on this term").format(actor["name"])
        yield Offer(words, _course(actor["slug"], *(("term", term) for term in here)))


def _terms_of(actor: str, used: Uses) -> Iterable[Offer]:
    """The actor's terms side by side: all at once where they fit, else to be chosen."""
    terms = [slug for slug, _ in _names(used[actor])]
    if MIN_COLUMNS <= len(terms) <= MAX_COLUMNS:
        yield Offer(Markup("All its terms side by side"), side_by_side("term", terms, ("actor", actor)))
    elif len(terms) > MAX_COLUMNS:
        yield Offer(Markup("Choose among its terms"), side_by_side("actor", [actor]))


def _roll_up(wanted: ComparisonRequest) -> Iterable[Offer]:
    terms = [("term", term) for term in wanted.terms]
    if wanted.affiliated:
        yield Offer(Markup("Without its people and bodies"), _course(wanted.actors[0], *terms))
    elif has_people(wanted.actors[0]):
        yield Offer(Markup("With its people and bodies"), _course(wanted.actors[0], *terms, ("with", "affiliated")))


def _narrowed(wanted: ComparisonRequest, used: Uses) -> Iterable[Offer]:
    """One term over time, A to Z, where the actor uses it more than once; or all terms again."""
    [actor] = wanted.actors
    if wanted.terms:
        yield Offer(Markup("All its terms over time"), _course(actor))
    for slug, preferred in _names(slug for slug, number in used[actor].items() if number >= MIN_COLUMNS):
        if slug not in wanted.terms:
            yield Offer(Markup("Only {} over time").format(_term(preferred)), _course(actor, ("term", slug)))


def _of_each_name(answer: Document) -> Iterable[Offer]:
    for name in answer["names"]:
        if MIN_COLUMNS <= len(name["statements"]) <= MAX_COLUMNS:
            yield Offer(_term(name["term"]["preferred"]), side_by_side("statement", name["statements"]))


def _course(actor: str, *more: tuple[str, str]) -> str:
    return side_by_side("over", ["time"], ("actor", actor), *more)


def _names(slugs: Iterable[str]) -> list[tuple[str, str]]:
    """Terms with their names, A to Z."""
    known = labels.facet_values()["term"]
    return sorted(((slug, known.get(slug, slug)) for slug in slugs), key=lambda pair: (pair[1].casefold(), pair[0]))


def _term(preferred: str) -> Markup:
    return Markup('<bdi lang="en" dir="ltr">{}</bdi>').format(preferred)
