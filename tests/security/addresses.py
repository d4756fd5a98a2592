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
OTHERS = {"filename": "site.css", "name": "events.jsonl", "term": SAMPLES["terms"], "number": "1", "plural": "terms"}
"""What stands in an address for what is not a record, or not the record that its first word names."""
TEXTS = "v1.annotate"
"""Takes a text by POST and nothing else: tests/api/test_annotate.py holds what it answers and refuses."""
RELEASED = (
    "/releases/<int:number>",
    "/releases/<int:number>/<released>",
    "/releases/<int:number>.json",
    "/api/v1/releases/<int:number>",
)
"""Releases, their files and their documents; the tests' glossary has none: tests/web/test_releases.py makes two."""
PRIVATE = "/corrections/<token>"
"""A page that only its link leads to: tests/web/test_corrections.py holds what it answers and with which headers."""
TWO = "statement=john-kirby-humanitarian-pause-2023-10-26&statement=ocha-humanitarian-pause-2022"
QUERIES = {
    "search": ["", "?q=humanitarian+pause"],
    "compare": [
        *(f"?{TWO}", f"?{TWO}&show=differences", "?actor=keir-starmer&term=ceasefire&term=humanitarian-pause"),
        *("?actor=joe-biden&over=time", "?event=gaza-four-day-arrangement-2023-11"),
    ],
    "/api/v1/compare/citations": [f"?{TWO}"],
    "/compare/cite": [f"?{TWO}", f"?{TWO}&format=ris"],
    "cite": ["", "?format=ris"],
    "suggest": ["?q=", "?q=armist"],
    "field": ["", "?conflict=syria&with=affiliated"],
    "neighbours": ["", "?show=differing"],
    "changes": ["", "?kind=term&from=2020"],
    "entity": ["?prefix="],
    "property": ["?prefix="],
    "type": ["?prefix="],
    "/reconcile/terms/preview": ["?id=humanitarian-pause"],
    "/reconcile/actors/preview": ["?id=john-kirby"],
    "/reconcile/terms/flyout/entity": ["?id=humanitarian-pause"],
    "/reconcile/actors/flyout/entity": ["?id=john-kirby"],
    "/reconcile/terms/flyout/property": ["?id=broader"],
    "/reconcile/actors/flyout/property": ["?id=affiliation"],
    "/reconcile/terms/flyout/type": ["?id=term"],
    "/reconcile/actors/flyout/type": ["?id=person"],
}
"""What an address is asked with: by its whole path, else by the last word of that."""
FRAMED = ("/reconcile/terms/preview", "/reconcile/actors/preview")
"""Pages for a frame on anybody's site, with a policy of their own (tests/api/test_reconciliation_preview.py)."""
QUERIES_BY_FORM = ("/reconcile/terms", "/reconcile/actors")
"""Addresses to which programs send a form only because their questions are long; nothing is changed by it."""


def addresses(app: Flask) -> list[str]:
    """An address that answers 200 for every rule; of searches and comparisons several."""
    return [path + query for rule in rules(app) for path in [path_of(rule)] for query in _queries(path)]


def rules(app: Flask) -> list[Rule]:
    """The readers' rules, by their text. Those of the desk have a table of their own (tests/admin/test_access.py), and
    so have the writes of the API (tests/api/test_tokens.py) and `TEXTS`. `PRIVATE` is left out: nobody knows it.
    So are `RELEASED`.
    """
    left_out = {TEXTS, *(write.endpoint for write in WRITES)}
    readers = (
        rule
        for rule in app.url_map.iter_rules()
        if not rule.rule.startswith("/admin/")
        and rule.endpoint not in left_out
        and rule.rule not in (PRIVATE, *RELEASED)
    )
    return sorted(readers, key=lambda rule: rule.rule)


def takes_forms(path: str) -> bool:
    """Whether readers send a form to the address: to suggest a correction, or a text whose terms they want to see."""
    return path.endswith("/correct") or path == "/annotate"


def path_of(rule: Rule) -> str:
    """The rule with a record of the data set in it."""
    words = rule.rule.removeprefix("/api/v1").split("/")
    path = rule.rule
    for name in rule.arguments:
        value = OTHERS.get(name) or SAMPLES[words[1]]
        for form in (f"<path:{name}>", f"<int:{name}>", f"<{name}>"):
            path = path.replace(form, value)
    assert "<" not in path, f"the tests do not know what to put into {rule.rule}"
    return path


def _queries(path: str) -> list[str]:
    return QUERIES.get(path) or QUERIES.get(path.rpartition("/")[2].partition(".")[0], [""])


ERRORS = [
    ("/nothing", 404),
    ("/terms/nothing", 404),
    ("/terms/nothing/correct", 404),
    ("/corrections/made-up", 404),
    ("/actors/john-kirby/nothing", 404),
    ("/statements/nothing.json", 404),
    ("/terms/nothing.csv", 404),
    ("/terms/nothing.tbx", 404),
    ("/terms/nothing.ttl", 404),
    ("/api/v1/terms/nothing.jsonld", 404),
    ("/static/nothing.css", 404),
    ("/terms/nothing.atom", 404),
    ("/search.feed.json?term=nothing", 404),
    ("/changes.atom?kind=place", 400),
    ("/actors/john-kirby.csv?as_of=2026-01-01", 400),
    ("/terms.ttl?colour=blue", 400),
    ("/export/events.jsonl?colour=blue", 400),
    ("/sitemap/terms-2.xml", 404),
    ("/sitemap/people-1.xml", 404),
    ("/releases/1", 404),
    ("/releases/1.json", 404),
    ("/api/v1/releases/1", 404),
    ("/releases/1/manifest.json", 404),
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
    ("/api/v1/terms/nothing/tooltip", 404),
    ("/api/v1/terms/truce/tooltip?actor=nobody", 404),
    ("/export/nothing.csv", 404),
    ("/api/v1/export/terms.jsonl?term=truce", 400),
    ("/reconcile/terms?queries=nothing", 400),
    ("/reconcile/actors/preview?id=nobody", 404),
    ("/reconcile/nothing", 404),
    ("/metrics", 404),
]
"""Addresses that are refused, and how."""
