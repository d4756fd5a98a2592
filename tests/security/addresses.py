"""Every address of the application, from its own map: a new one is met by the tests that walk through all of them."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import Rule

from glossary.api.writing import WRITES

SAMPLES = {
    "terms": "humanitarian-pause",
    "actors": "john-kirby",
    "sources": "abc-2023-10-27-kirby",
    "events": "gaza-four-day-arrangement-2023-11",
    "statements": "john-kirby-humanitarian-pause-2023-10-26",
}
PRIVATE = "/corrections/<token>"
"""A page that only its link leads to: tests/web/test_corrections.py holds what it answers and with which headers."""
TWO = "statement=john-kirby-humanitarian-pause-2023-10-26&statement=ocha-humanitarian-pause-2022"
QUERIES = {
    "search": ["", "?q=humanitarian+pause"],
    "compare": [
        *(f"?{TWO}", f"?{TWO}&show=differences", "?actor=keir-starmer&term=ceasefire&term=humanitarian-pause"),
        *("?actor=joe-biden&over=time", "?event=gaza-four-day-arrangement-2023-11"),
    ],
    "cite": [f"?{TWO}", f"?{TWO}&format=ris"],
    "suggest": ["?q=", "?q=armist"],
    "field": ["", "?conflict=syria&with=affiliated"],
    "neighbours": ["", "?show=differing"],
    "changes": ["", "?kind=term&from=2020"],
}
"""What an address is asked with, by the last word of its path."""


def addresses(app: Flask) -> list[str]:
    """An address that answers 200 for every rule; of searches and comparisons several."""
    return [path + query for rule in rules(app) for path in [path_of(rule)] for query in _queries(path)]


def rules(app: Flask) -> list[Rule]:
    """The readers' rules, by their text. Those of the desk have a table of their own (tests/admin/test_access.py), and
    so have the writes of the API (tests/api/test_tokens.py). `PRIVATE` is left out: nobody knows an address of it."""
    written = {write.endpoint for write in WRITES}
    readers = (
        rule
        for rule in app.url_map.iter_rules()
        if not rule.rule.startswith("/admin/") and rule.endpoint not in written and rule.rule != PRIVATE
    )
    return sorted(readers, key=lambda rule: rule.rule)


def takes_forms(path: str) -> bool:
    """Whether readers send a form to the address: to suggest a correction, and for nothing else."""
    return path.endswith("/correct")


def path_of(rule: Rule) -> str:
    """The rule with a record of the data set in it."""
    words = rule.rule.removeprefix("/api/v1").split("/")
    path = rule.rule
    for name in rule.arguments:
        value = {"filename": "site.css", "term": SAMPLES["terms"], "number": "1"}.get(name) or SAMPLES[words[1]]
        for form in (f"<path:{name}>", f"<int:{name}>", f"<{name}>"):
            path = path.replace(form, value)
    assert "<" not in path, f"the tests do not know what to put into {rule.rule}"
    return path


def _queries(path: str) -> list[str]:
    return QUERIES.get(path.rpartition("/")[2].partition(".")[0], [""])


ERRORS = [
    ("/nothing", 404),
    ("/terms/nothing", 404),
    ("/terms/nothing/correct", 404),
    ("/corrections/made-up", 404),
    ("/actors/john-kirby/nothing", 404),
    ("/statements/nothing.json", 404),
    ("/terms/nothing.csv", 404),
    ("/static/nothing.css", 404),
    ("/compare.csv?statement=a", 400),
    ("/field?actor=nobody", 404),
    ("/field.csv?sort=sideways", 400),
    ("/changes?kind=place", 400),
    ("/terms/truce?as_of=2999-01-01", 400),
    ("/statements/john-kirby-humanitarian-pause-2023-10-26.json?as_of=yesterday", 400),
    ("/api/v1/changes?at=now", 400),
    ("/api/v1/statements/nothing/evidence", 404),
    ("/statements/nothing/evidence.json", 404),
    ("/api/v1/nothing", 404),
    ("/api/v1/terms/nothing", 404),
    ("/api/v1/terms?limit=0", 400),
    ("/api/v1/compare", 400),
    ("/api/v1/suggest", 400),
]
"""Addresses that are refused, and how."""
