"""No answer is made from a forged host name, and only a trusted proxy is believed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import create_app

FORGED = [
    *("evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "evil@127.0.0.1"),
    *("127.0.0.1@evil.example", "127.0.0.1/evil", "a b", "", "[::1", "xn--lcalhost-12a", "localhost,evil.example"),
    *("127.0.0.1#evil.example", "127.0.0.1?evil", "<script>", "127.0.0.2", "0.0.0.0", "127.1", "2130706433"),  # noqa: S104
]
FORWARDED = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Port": "444",
    "X-Forwarded-Prefix": "/evil",
    "X-Original-URL": "/about",
    "X-Rewrite-URL": "/about",
    "Forwarded": "host=evil.example;proto=https",
}
ADDRESSES = [
    "/",
    "/terms/humanitarian-pause",
    "/search?q=pause",
    "/nothing",
    "/api/v1/terms?limit=1",
    "/api/v1/nothing",
]


@pytest.fixture
def public(seeded: Path) -> Flask:
    """The application as it is set up behind a proxy, under its public name."""
    settings = {
        "BASE_URL": "https://glossary.example.org",
        "TRUSTED_PROXY": True,
        "TRUSTED_HOSTS": ["other.example.org"],
    }
    return create_app(settings, instance=seeded)


@pytest.mark.parametrize("host", FORGED)
@pytest.mark.parametrize("address", ADDRESSES)
def test_another_host_is_refused_in_plain_text(client: FlaskClient, host: str, address: str) -> None:
    """400 with a sentence, which repeats nothing of the name and links to nothing."""
    answer = client.get(address, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert answer.get_data(as_text=True) == "400: this server does not answer to that host name.\n"
    assert "Location" not in answer.headers


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "localhost:5000", "127.0.0.1:8080", "[::1]", "[::1]:5000", "LOCALHOST"]
)
def test_this_machine_is_answered(client: FlaskClient, host: str) -> None:
    """The loopback names work with any port."""
    assert client.get("/terms", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"), [("glossary.example.org", 200), ("other.example.org", 200), ("x.org", 400)]
)
def test_configured_names_are_answered(public: Flask, host: str, status: int) -> None:
    """The name in BASE_URL and those in TRUSTED_HOSTS are answered to, others not."""
    answer = public.test_client().get("/terms", headers={"Host": host, "X-Forwarded-Proto": "https"})
    assert answer.status_code == status


@pytest.mark.parametrize("address", ADDRESSES)
def test_forwarded_headers_are_ignored_without_a_proxy(client: FlaskClient, address: str) -> None:
    """Nobody can claim https, another host or another path: the answer is the same as without the headers."""
    plain, forwarded = client.get(address), client.get(address, headers=FORWARDED)
    assert forwarded.status_code == plain.status_code
    assert "Strict-Transport-Security" not in forwarded.headers
    assert forwarded.headers.get("Link") == plain.headers.get("Link")
    text = forwarded.get_data(as_text=True).replace(forwarded.headers["X-Request-ID"], "")
    assert text == plain.get_data(as_text=True).replace(plain.headers["X-Request-ID"], "")
    assert "evil" not in text


def test_a_trusted_proxy_is_believed(public: Flask) -> None:
    """Behind one proxy, https and the host that it names are taken over; a host that is not ours is refused still."""
    client = public.test_client()
    named = {"X-Forwarded-Host": "glossary.example.org", "X-Forwarded-Proto": "https"}
    answer = client.get("/api/v1/terms?limit=1", headers=named)
    assert "Strict-Transport-Security" in answer.headers
    assert answer.headers["Link"].startswith("<https://glossary.example.org/api/v1/terms?")
    assert client.get("/terms", headers={"X-Forwarded-Host": "evil.example"}).status_code == 400


def test_one_proxy_is_believed_and_no_second(public: Flask) -> None:
    """What a client puts before the proxy's own word does not count."""
    headers = {"X-Forwarded-Host": "evil.example, glossary.example.org", "X-Forwarded-Proto": "http, https"}
    answer = public.test_client().get("/terms", headers=headers)
    assert answer.status_code == 200
    assert "Strict-Transport-Security" in answer.headers


def canonical(answer_text: str) -> list[str]:
    """The canonical links of a page."""
    return re.findall(r'<link rel="canonical" href="([^"]+)"', answer_text)


@pytest.mark.parametrize("address", ["/", "/terms/humanitarian-pause", "/about", "/actors/john-kirby"])
def test_canonical_links_are_made_from_the_setting(public: Flask, address: str) -> None:
    """Whatever the host asked for, the canonical link names the public address; none names another."""
    for host in ("localhost", "other.example.org"):
        headers = {"Host": host, "X-Forwarded-Proto": "https"}
        text = public.test_client().get(address, headers=headers).get_data(as_text=True)
        assert canonical(text) == [f"https://glossary.example.org{address}"]
        assert "other.example.org" not in text


PATHS = (
    "//evil.example",
    "//evil.example/terms",
    "///evil.example",
    "/\\evil.example",
    "/https:evil.example",
    "/.//x.org",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_cannot_pose_as_a_host(client: FlaskClient, path: str) -> None:
    """D13: an address that begins with two slashes, or looks like one elsewhere, is not redirected anywhere."""
    answer = client.get("/", environ_overrides={"PATH_INFO": path})
    assert answer.status_code == 404
    assert "Location" not in answer.headers


def test_doubled_slashes_are_mended_at_home(client: FlaskClient) -> None:
    """D13: where two slashes become one, the redirect stays on this host and keeps the query."""
    answer = client.get("/terms//humanitarian-pause?x=1")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "http://localhost/terms/humanitarian-pause?x=1"
