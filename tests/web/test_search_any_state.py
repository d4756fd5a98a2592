"""Whatever is asked, the page answers, and nothing it offers is refused."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from glossary.errors import Invalid
from glossary.search.operators import take_operators
from glossary.services.searching.requests import read_request
from glossary.web.search_state import normal
from tests.web.html import Node, read

WORDS = st.sampled_from(
    [
        "pause",
        "truce",
        "ceasfire",
        "the",
        "Kirby",
        '"days of',
        '"',
        "-",
        "-truce",
        "ceasef*",
        "هدنة",
        "停火",
        "2023",
        "x:y",
    ]
)
TYPED = st.sampled_from(
    [
        *("actor:kirby", "-actor:israel", 'term:"humanitarian pause"', "stance:opposes", "-stance:none", "kind:zzz"),
        *("from:2023-10", "to:2022", "from:soon", "year:2023", "source:report", "event:gaza", "actor:un", "lang:ar"),
        *("actor:year:2023", "-source:security", "conflict:israel", "-year:2024", "from:2024 to:2023"),
    ]
)
QUERIES = st.one_of(st.lists(st.one_of(WORDS, TYPED), max_size=8).map(" ".join), st.text(max_size=60))
STATES = st.fixed_dictionaries(
    {},
    optional={
        "q": QUERIES,
        "term": st.lists(st.sampled_from(["ceasefire", "truce", "humanitarian-pause"]), max_size=3),
        "actor": st.lists(st.sampled_from(["israel", "john-kirby", "united-nations"]), max_size=3),
        "kind": st.lists(st.sampled_from(["definition", "position"]), max_size=2),
        "year": st.lists(st.sampled_from([str(year) for year in range(2000, 2026)]), max_size=13, unique=True),
        "from": st.sampled_from(["", "1949", "2023-10"]),
        "to": st.sampled_from(["", "2023-10", "2025-01-31"]),
        "narrower": st.sampled_from(["1", "0", "true"]),
        "with": st.sampled_from(["affiliated", "nobody"]),
        "sort": st.sampled_from(["", "relevance", "newest", "actor"]),
        "group": st.sampled_from(["", "term", "actor"]),
        "exact": st.sampled_from(["1", "no"]),
        "page": st.sampled_from(["1", "2", "99", "minus"]),
    },
)


def leads(top: Node) -> set[str]:
    """Where the links of a page lead on this site, and where its forms of the search would."""
    links = {a.attributes["href"] for a in [*top.all("a"), *top.all("link")]}
    links = {link.removeprefix("http://localhost").partition("#")[0] for link in links}
    for form in top.all("form"):
        if form.attributes["action"] == "/search":
            fields = [
                (f.attributes["name"], f.attributes["value"]) for f in form.all("input") if "name" in f.attributes
            ]
            links.add(f"/search?{urlencode([(name, value) for name, value in fields])}")
    return {link for link in links if link.startswith("/")}


@example(state={"q": "source:report source:security event:gaza actor:un"}, picks=[0])
@example(state={"q": "from:2024 to:2023 pause", "group": "term"}, picks=[0])
@example(state={"q": " ".join(f"year:{year}" for year in range(2010, 2022))}, picks=[0])
@example(state={"year": [str(year) for year in range(2006, 2026)], "q": "actor:kirby"}, picks=[0])
@example(state={"q": "from:2024 pause", "from": "2023-10", "to": "2023-10", "term": ["truce"]}, picks=[0])
@given(state=STATES, picks=st.lists(st.integers(0, 400), min_size=2, max_size=2))
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_state_answers_and_so_does_every_link(
    app: Flask, state: dict[str, str | list[str]], picks: list[int]
) -> None:
    """Every search that the page links to is one the service takes; some of all links are followed to their end."""
    client = app.test_client()
    response = client.get(f"/search?{urlencode(state, doseq=True)}", follow_redirects=True)
    assert response.status_code == 200
    targets = sorted(leads(read(response.text)))
    with app.app_context():
        for target in targets:
            parts = urlsplit(target)
            if parts.path in ("/search", "/search.csv", "/search.json"):
                read_request(parse_qs(parts.query))
    for pick in picks:
        target = targets[pick % len(targets)]
        assert client.get(target, buffered=True).status_code in (200, 302), target


@given(state=STATES)
@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_links_are_built_from_means_the_same(app: Flask, state: dict[str, str | list[str]]) -> None:
    """Operators made parameters, words and exclusions left typed: the same search; once more changes nothing."""
    given_ = parse_qs(urlencode({name: value for name, value in state.items() if name != "page"}, doseq=True))
    with app.test_request_context():
        try:
            first = normal(given_)
        except Invalid:
            return
        assume(not take_operators(first.text)[1])  # `actor:year:2023`: the words sought instead read as an operator
        again = normal(parse_qs(urlencode(first.pairs)))
    assert again.pairs == first.pairs
    assert (again.text, again.kept, again.request.sort) == (first.text, first.kept, first.request.sort)
    for name in ("filters", "without", "said_from", "said_to", "exact"):
        assert getattr(again.request, name) == getattr(first.request, name)


@pytest.mark.parametrize("name", ["group", "sort", "from", "kind", "term"])
def test_a_wrong_value_is_refused_in_words(app: Flask, name: str) -> None:
    """No such value: an error page that says so, and no fault."""
    response = app.test_client().get(f"/search?q=truce&{name}=nonsense")
    assert response.status_code in (400, 404)
    assert "nonsense" in response.text
