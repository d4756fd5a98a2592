"""Error pages: a sentence, what to do, the number of the request; and no secrets."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import Gone, InternalServerError, RequestEntityTooLarge, ServiceUnavailable

from glossary.services.reading import published as reading
from glossary.web import errors
from tests.web.addresses import REFUSED, page
from tests.web.html import read


@pytest.mark.parametrize(("address", "status"), REFUSED)
def test_a_refusal_is_a_page(client: FlaskClient, address: str, status: int) -> None:
    """With the site around it, and without a canonical address."""
    top = page(client, address, status)
    assert top.one("main").text
    assert not top.all("link", rel="alternate")


def test_an_unknown_address_offers_a_search_for_its_words(client: FlaskClient) -> None:
    """Who mistypes is one step from what was meant."""
    top = page(client, "/terms/Humanitarian_pauses.html", 404).one("main")
    form = top.one("form", role="search")
    assert form.one("input", name="q").attributes["value"] == "Humanitarian pauses"


def test_the_number_of_the_request_is_shown(client: FlaskClient) -> None:
    """U9: the page names the id under which the log has the story."""
    response = client.get("/terms/nope")
    number = response.headers["X-Request-Id"]
    assert len(number) >= 8
    assert number in read(response.text).one("main").text


def test_a_form_sent_to_a_page_is_refused_in_words(client: FlaskClient) -> None:
    """405 with what is allowed."""
    response = client.post("/terms/truce", headers={"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert read(response.text).one("h1").text == "This address takes no such request"


@pytest.mark.parametrize("error", [Gone(), RequestEntityTooLarge(), InternalServerError(), ServiceUnavailable()])
def test_every_error_has_words_of_its_own(app: Flask, error: Gone) -> None:
    """Never the library's sentence."""
    with app.test_request_context("/terms/truce"):
        response = errors.page(error)
    top = read(response.get_data(as_text=True))
    assert response.status_code == error.code
    assert top.one("h1").text == errors.PAGES[error.code or 0][0]
    assert error.description is not None
    assert error.description not in top.text


def test_busy_says_when_to_come_back(app: Flask) -> None:
    """503 carries Retry-After."""
    with app.test_request_context("/"):
        assert errors.page(ServiceUnavailable()).headers["Retry-After"] == errors.RETRY_AFTER


def test_a_fault_shows_a_sentence_and_no_story(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U9: what went wrong stays in the log."""

    def broken(kind: str, slugs: list[str]) -> dict[str, dict[str, object]]:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(reading, "some", broken)
    response = own_app.test_client().get("/terms")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "Traceback" not in response.text
