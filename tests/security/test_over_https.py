"""12.2.1 of the ASVS: where the public address is https, nobody is answered over plain http but this machine itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from glossary import create_app
from glossary.db import db
from glossary.over_https import there
from tests.security.addresses import ERRORS, addresses

HOME = "https://glossary.example.org"
FAR = {"REMOTE_ADDR": "192.0.2.7"}
Ask = Callable[..., TestResponse]


def opened(folder: Path, **settings: Any) -> Flask:
    """The application as it is set up behind a proxy that speaks https, with other settings where wanted."""
    given = {"BASE_URL": HOME, "TRUSTED_PROXY": "yes", "TRUSTED_HOSTS": "other.example.org", **settings}
    return create_app(given, instance=folder)


def asking(app: Flask) -> Ask:
    """Ask as a visitor for whom the proxy asks, over plain http unless told otherwise."""

    def ask(address: str, method: str = "GET", scheme: str = "http", host: str = "", **more: Any) -> TestResponse:
        told = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Host": host or "glossary.example.org"}
        headers = {**told, "X-Forwarded-Proto": scheme, **more.pop("headers", {})}
        return app.test_client().open(address, method=method, headers=headers, **more)

    return ask


@pytest.fixture
def public(seeded: Path) -> Flask:
    """Such an application."""
    return opened(seeded)


@pytest.fixture
def ask(public: Flask) -> Ask:
    """A visitor of it."""
    return asking(public)


PAGES = (
    *("/", "/terms", "/terms/humanitarian-pause", "/actors/john-kirby/truce", "/about/data", "/search?q=pause&page=2"),
    *("/compare?term=truce", "/terms/truce/correct", "/annotate", "/corrections/made-up", "/api/docs", "/nothing"),
    *(
        "/terms/%D9%87%D8%AF%D9%86%D8%A9?q=%D9%87+%26",
        "/releases",
        "/export",
        "/terms//truce?x=1",
        "/search/suggestions",
    ),
)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_led_to_the_same_address_by_https(ask: Ask, address: str, method: str) -> None:
    """308 to our own name with path and query as they were asked for, and nothing of the page."""
    for host in ("glossary.example.org", "other.example.org", "localhost"):
        answer = ask(address, method, host=host)
        assert answer.status_code == 308
        assert answer.headers["Location"] == HOME + address
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
        assert len(answer.data) < 1000


@given(text=st.text(max_size=40), query=st.text(max_size=40))
def test_no_address_leads_elsewhere(app: Flask, text: str, query: str) -> None:
    """Whatever stands in it: where it is led on, then to our own name, in plain characters and on one line."""
    with app.test_request_context("/", environ_overrides={"PATH_INFO": "/" + text.encode().decode("latin1")}) as asked:
        asked.request.query_string = quote(query).encode()
        told = there(HOME)
    assert told.startswith(f"{HOME}/")
    assert told.isascii()
    assert told.isprintable()
    assert " " not in told


PROGRAMS = (
    *("/api/v1/terms", "/api/v1/search?q=pause", "/api/v1/nothing", "/api/v1/export/statements.csv", "/terms.json"),
    *("/terms.csv", "/terms/truce.tbx", "/changes.atom", "/export/glossary.ttl", "/releases/1/terms.csv"),
    *("/reconcile/terms?query=pause", "/reconcile/terms/preview?id=truce", "/sitemap.xml", "/robots.txt"),
    *("/static/site.css", "/static/nothing", "/terms/nothing.csv", "/admin", "/admin/", "/admin/sign-in"),
)


@pytest.mark.parametrize("address", PROGRAMS)
def test_a_program_is_refused_so_that_its_mistake_is_seen(ask: Ask, address: str) -> None:
    """403 with a sentence that says https; it is led nowhere, or it would go on asking in the open."""
    for method in ("GET", "HEAD"):
        answer = ask(address, method)
        assert answer.status_code == 403
        assert "Location" not in answer.headers
        assert method == "HEAD" or "over https alone" in answer.get_data(as_text=True)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("address", ["/terms/truce/correct", "/annotate", "/api/v1/annotate", "/admin/sign-in", "/"])
def test_nothing_is_sent_on_from_a_form(ask: Ask, address: str, method: str) -> None:
    """403: what is sent has crossed the network already, and a redirect that repeats it would hide that."""
    answer = ask(address, method, data={"text": "a humanitarian pause"})
    assert answer.status_code == 403
    assert "Location" not in answer.headers
    assert "over https alone" in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/terms", "/terms.csv", "/api/v1/terms"])
def test_whoever_shows_a_token_in_the_open_is_told(ask: Ask, address: str) -> None:
    """403 even for a page: the token is known to the network now, and is to be made anew."""
    answer = ask(address, headers={"Authorization": "Bearer glo_made-up"})
    assert answer.status_code == 403
    assert "make this token anew" in answer.get_data(as_text=True)


def test_every_address_is_redirect_or_refusal(public: Flask, ask: Ask) -> None:
    """There is no address that says anything over plain http, but for those that machines look after a server by."""
    for address in [*addresses(public), *(address for address, _ in ERRORS)]:
        answer = ask(address)
        known = {"/healthz": (200,), "/readyz": (200,), "/metrics": (404,)}
        assert answer.status_code in known.get(address, (308, 403)), address
        answer.close()


def test_what_was_asked_by_https_is_not_remembered_for_plain_http(ask: Ask) -> None:
    """An answer kept in memory is for https, and so it is the other way round with what this machine asked."""
    address = "/api/v1/search?q=pause"
    assert [ask(address, scheme="https").status_code for _ in range(2)] == [200, 200]
    assert ask(address).status_code == 403


def test_what_this_machine_asked_is_not_remembered_for_others(public: Flask, ask: Ask) -> None:
    """Who calls the site `localhost` through the proxy gets no answer that was made for a program beside it."""
    for _ in range(2):
        assert public.test_client().get("/api/v1/search?q=pause").status_code == 200
    assert ask("/api/v1/search?q=pause", host="localhost").status_code == 403


NEAR: dict[str, tuple[dict[str, Any], bool]] = {
    "a program beside it": ({}, True),
    "by another port": ({"base_url": "http://127.0.0.1:8080"}, True),
    "by IPv6": ({"base_url": "http://[::1]:5000", "environ_base": {"REMOTE_ADDR": "::1"}}, True),
    "from another machine": ({"environ_base": FAR}, False),
    "by the public name": ({"base_url": "http://glossary.example.org"}, False),
    "by a socket": ({"environ_base": {"REMOTE_ADDR": ""}}, False),
    "with a proxy's word": ({"headers": {"X-Forwarded-For": "127.0.0.1"}}, False),
    "with another proxy's word": ({"headers": {"Via": "1.1 somewhere"}}, False),
}


@pytest.mark.parametrize("behind", ["yes", "no"])
@pytest.mark.parametrize(("asked", "answered"), NEAR.values(), ids=NEAR)
def test_this_machine_alone_is_answered(seeded: Path, asked: dict[str, Any], answered: bool, behind: str) -> None:
    """Plain http is for what never leaves the machine: the peer, the name and the absence of a proxy all count."""
    client = opened(seeded, TRUSTED_PROXY=behind).test_client()
    for address in ("/", "/api/v1/terms?limit=1"):
        assert (client.get(address, **asked).status_code == 200) is answered


@pytest.mark.parametrize("address", ["/", "/terms", "/api/v1/terms"])
@pytest.mark.parametrize("behind", ["yes", "no"])
def test_where_nobody_says_how_it_was_asked_it_is_refused(seeded: Path, address: str, behind: str) -> None:
    """A proxy that speaks https and does not say so would be led to itself for ever; its operator is told instead.

    Without TRUSTED_PROXY what a visitor writes into `X-Forwarded-Proto` counts for nothing, either way.
    """
    client = opened(seeded, TRUSTED_PROXY=behind).test_client()
    told: tuple[dict[str, str], ...] = ({}, {"X-Forwarded-Proto": "http"}, {"X-Forwarded-Proto": "https"})
    for headers in told[: 1 if behind == "yes" else 3]:
        answer = client.get(address, base_url="http://glossary.example.org", headers=headers, environ_base=FAR)
        assert answer.status_code == 403
        assert "TRUSTED_PROXY" in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_who_looks_after_the_server_needs_no_https(seeded: Path, address: str) -> None:
    """A balancer asks whether it is alive and ready, a program with the token asks for the figures, as before."""
    token = "0123456789-shown-by-who-watches-9876543210"  # noqa: S105
    app = opened(seeded, METRICS="yes", METRICS_TOKEN=token)
    shown = {"headers": {"Authorization": f"Bearer {token}"}} if address == "/metrics" else {}
    for answer in (asking(app)(address, **shown), app.test_client().get(address, environ_base=FAR, **shown)):
        assert answer.status_code == 200


def test_over_https_nothing_changes(own_instance: Path) -> None:
    """Page, file, document and refusal are those that are answered where no address is set."""
    # On a copy, as the sign-in form begins a session.
    plain, ask = create_app(instance=own_instance).test_client(), asking(opened(own_instance))
    for address in ("/terms", "/terms.csv", "/api/v1/terms?limit=1", "/nothing", "/admin/sign-in"):
        assert ask(address, scheme="https").status_code == plain.get(address).status_code


@pytest.fixture(params=["", "http://glossary.example.org"])
def without(seeded: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An application whose address is no https, or none at all."""
    app = opened(seeded, BASE_URL=request.param, TRUSTED_HOSTS="glossary.example.org")
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.mark.parametrize("address", ["/", "/terms.csv", "/api/v1/terms", "/api/v1/search?q=pause"])
def test_where_the_address_is_no_https_nothing_changes(without: Flask, address: str) -> None:
    """On one's own machine and in a network of one's own readers are answered as they ask."""
    assert asking(without)(address).status_code == 200
