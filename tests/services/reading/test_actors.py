"""Actors kept as text tell what their public documents say."""

from __future__ import annotations

from flask import Flask

from glossary.services.index import indexing
from glossary.services.reading import published as reading
from glossary.services.reading.actors import RECENT, Actors
from glossary.services.searching.understanding import affiliated


def test_actors_are_told_as_published(context: Flask) -> None:
    """Address, names and affiliation of every actor, in the order of the list; of unknown ones nothing."""
    known, published = indexing.material().actors, reading.every("actor")
    assert list(known) == [actor["slug"] for actor in published]
    for actor in published:
        told = known[actor["slug"]]
        assert (told["slug"], told["name"]) == (actor["slug"], actor["name"])
        named = [(alias["form"], alias["lang"]) for alias in actor["aliases"]]
        assert [(alias["form"], alias["lang"]) for alias in told["aliases"]] == named
        above = actor["affiliation"]
        assert told["affiliation"] == (above and {"slug": above["slug"]})
    assert known.get("nobody") is None
    assert "nobody" not in known


def test_of_many_each_is_told_as_itself() -> None:
    """Also those that were told longest ago, with letters of any script and signs that texts are parted by."""
    made = [actor(f"a-{number}", f'"{number}", \n\0 ü停') for number in range(RECENT + 10)]
    known = Actors(made)
    for _ in range(2):
        assert [known[one["slug"]]["name"] for one in made] == [one["name"] for one in made]


def test_affiliation_is_followed_in_circles_only_once() -> None:
    """Two that stand above one another have each other below them, and an end; who has nobody below is left out."""
    made = [actor("a", "A", "b"), actor("b", "B", "a"), actor("c", "C", "b"), actor("d", "D")]
    assert affiliated(Actors(made)) == {"a": ("b", "c"), "b": ("a", "c")}


def actor(slug: str, name: str, above: str = "") -> dict[str, object]:
    return {"slug": slug, "name": name, "aliases": [], "affiliation": {"slug": above} if above else None}
