"""What an address does not know is refused, at every file and feed; `as_of` at pages, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from glossary.services.history.past import NOT_HERE
from glossary.web.parameters import MOST_SHOWN
from tests.security.addresses import RELEASED, SAMPLES, addresses, path_of, rules
from tests.web.html import read

UNASKED = ("/robots.txt", "/favicon.ico", "/static/<path:filename>")
"""The site's own small files, which hold no records; browsers and robots ask for them with whatever they add."""
NO_ENDING = (RELEASED[1], "/export/<name>", "/search/suggestions")
"""Files whose rule has no ending."""
AS_OF = ("/terms/<slug>", "/statements/<slug>", "/statements/<id>.json", "/compare", "/compare/cite")
"""Addresses that are answered as of a moment, beside the files of a term and of a comparison."""
FEEDS = (".atom", ".feed.json")
PAST = "as_of=1999-01-01"
"""A moment at which nothing stood: who obeys answers 404."""


@pytest.fixture
def asked(app: Flask) -> dict[str, str]:
    """Rule -> the first address of it that is answered, of citations the page.

    Of releases there is none here, and what is refused comes first.
    """
    whole = {address.partition("?")[0]: address for address in reversed(addresses(app))}
    some = {rule.rule: whole[path_of(rule)] for rule in rules(app) if _is_read(rule)}
    return {**some, RELEASED[1]: "/releases/1/manifest.json", RELEASED[2]: "/releases/1.json"}


def _is_read(rule: Rule) -> bool:
    """Whether it is one of the pages and files; the API has tests of its own, and forms keep what was sent to them."""
    return rule.endpoint.partition(".")[0] in ("web", "json") and "POST" not in (rule.methods or ())


def _is_file(rule: str) -> bool:
    return rule not in UNASKED and ("." in rule.rpartition("/")[2] or rule in NO_ENDING)


def _obeys(rule: str) -> bool:
    files = rule.startswith(("/terms/<slug>.", "/compare.")) and not rule.endswith(FEEDS)
    return files or rule in AS_OF


def _refusals(
    client: FlaskClient, some: dict[str, str], of: Callable[[str], bool], query: str
) -> list[tuple[str, str]]:
    """Address and sentence of each of these rules, asked with the query as well."""
    told = []
    for rule, address in some.items():
        if of(rule):
            whole = f"{address}{'&' if '?' in address else '?'}{query}"
            told.append((whole, _sentence(whole, client.get(whole))))
    return told


def _sentence(address: str, answer: Any) -> str:
    """What a refusal says, to a person or to a program."""
    assert answer.status_code == 400, address
    if answer.content_type == "application/problem+json":
        return str(answer.get_json()["detail"])
    return read(answer.text).one("main").text


@pytest.mark.parametrize("name", ["colour", "As_of", "q[]", "utm_source", "<b>", "%00", ""])
def test_files_and_feeds_refuse_names_that_they_do_not_know(
    client: FlaskClient, asked: dict[str, str], name: str
) -> None:
    """Every table, workbook, feed, graph, list of addresses and release answers 400 with a sentence."""
    told = _refusals(client, asked, _is_file, f"{name}=1")
    assert len(told) > 80
    for address, sentence in told:
        assert "There is no parameter" in sentence or "There is no such parameter here." in sentence, address


def test_as_of_is_obeyed_or_refused(client: FlaskClient, asked: dict[str, str]) -> None:
    """No page, file or feed answers of now where a moment was asked for; the refusal says where one is taken."""
    refused = _refusals(client, asked, lambda rule: rule not in UNASKED and not _obeys(rule), "as_of=2026-01-01")
    assert len(refused) > 80
    assert [address for address, sentence in refused if NOT_HERE not in sentence] == []
    obeyed = [address for rule, address in asked.items() if _obeys(rule)]
    assert len(obeyed) > 15
    for address in obeyed:
        assert client.get(f"{address}{'&' if '?' in address else '?'}{PAST}").status_code == 404, address


def test_pages_pass_over_the_marks_of_other_sites(client: FlaskClient, asked: dict[str, str]) -> None:
    """An address that was shared with something behind it leads to its page, whose own links do not carry it on."""
    pages = [address for rule, address in asked.items() if not _is_file(rule) and rule not in UNASKED]
    assert len(pages) > 35
    for address in pages:
        answer = client.get(f"{address}{'&' if '?' in address else '?'}utm_source=of-another-site")
        assert answer.status_code == 200, address
        assert "of-another-site" not in answer.text, address


@pytest.mark.parametrize(
    "address",
    [
        "/search.csv?q=pause&page=2&term=truce&actor=john-kirby&kind=usage&year=2023&from=2020&to=2024&narrower=1&exact=1",
        "/search.xlsx?q=pause&actor=united-kingdom&with=affiliated&sort=newest&group=term",
        "/search.atom?q=pause&sort=newest&group=actor",
        "/search.feed.json?conflict=syria&stance=opposes&language=en&event=gaza-four-day-arrangement-2023-11",
        "/changes.jsonl?kind=term&from=2020&to=2030&before=400",
        "/changes.atom?kind=term&from=2020&to=2030",
        "/field.csv?term=truce&actor=japan&conflict=syria&actor_kind=state&with=affiliated&sort=name&term_page=1",
        "/field/statements.csv?affiliation=united-nations&from=2020&to=2024&with=affiliated",
        "/compare.md?actor=joe-biden&over=time&show=differences",
        "/search/suggestions?q=truce",
    ],
)
def test_what_the_page_takes_its_files_take(client: FlaskClient, address: str) -> None:
    """The names of a page's state stand behind the addresses of its files and feeds."""
    assert client.get(address, buffered=True).status_code == 200


@pytest.mark.parametrize("address", ["/field/statements.csv?page=2", "/search.atom?limit=5", "/changes.atom?before=5"])
def test_a_file_of_the_whole_is_not_asked_for_a_part(client: FlaskClient, address: str) -> None:
    """A part of the list is what only the page gives; the file would hold all of it."""
    assert "There is no parameter" in _sentence(address, client.get(address))


@pytest.mark.parametrize("address", ["/terms?as_of=2026-01-01", "/terms/truce?colour=blue", "/about/vocabulary?x=1"])
def test_a_page_asked_for_as_a_graph_is_as_strict_as_the_file(client: FlaskClient, address: str) -> None:
    """What is refused under the ending is refused under the page's own address, too."""
    answer = client.get(address, headers={"Accept": "text/turtle"})
    assert "parameter" in _sentence(address, answer)


def test_the_refusal_says_what_there_is(client: FlaskClient) -> None:
    """The known names are listed, or it is said that there are none; the program's door says the same in its words."""
    told = _sentence("", client.get("/changes.csv?colour=blue"))
    assert "There is no parameter 'colour' here; there may be kind, from, to, at, before." in told
    told = _sentence("", client.get(f"/actors/{SAMPLES['actors']}.csv?colour=blue"))
    assert "There is no parameter 'colour' here; this address takes none." in told
    both = client.get("/api/v1/actors?as_of=2026-01-01&limit=0").get_json()
    assert set(both["errors"]) == {"as_of", "limit"}
    assert NOT_HERE in both["detail"]


def test_a_long_name_is_cut(client: FlaskClient) -> None:
    """At the limit a name is repeated whole, beyond it so much of it."""
    for number in (MOST_SHOWN, MOST_SHOWN + 1):
        told = _sentence("", client.get(f"/terms.csv?{'x' * number}=1"))
        assert f"'{'x' * MOST_SHOWN}'" in told


@pytest.mark.parametrize("address", ["/export", "/releases"])
def test_a_list_of_files_passes_over_what_others_append_to_links(client: FlaskClient, address: str) -> None:
    """Marks that mailers and networks add to a shared link do not keep readers out of a page."""
    assert client.get(f"{address}?utm_source=post").status_code == 200
    assert client.get(f"{address}?as_of=2026-01-01").status_code == 400


@pytest.mark.parametrize("address", ["/annotate", *(f"/{kind}/{slug}/correct" for kind, slug in SAMPLES.items())])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_form_is_of_now_and_of_no_other_moment(client: FlaskClient, address: str, method: str) -> None:
    """What readers send speaks of the records as they are; other names are passed over, as at every page."""
    answer = client.open(f"{address}?as_of=2026-01-01", method=method)
    assert NOT_HERE in _sentence(address, answer)
    assert client.get(f"{address}?utm_source=post").status_code == 200
