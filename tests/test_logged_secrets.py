"""U9: what a visitor sends and what the settings keep is in no line of the log and in no answer, whatever fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from glossary.api import search
from glossary.services.annotation import annotating
from glossary.services.corrections import received as corrections
from glossary.services.reading import published as reading
from glossary.web import stamps
from tests.logging_to import lines, logging_app

KEPT = {
    "SECRET_KEY": "planted-key-q8Zr3vK1xT7mB5nW9cJ2",
    "SECRET_KEY_OLD": "planted-old-key-q8Zr3vK1xT7mB5nW9",
    "METRICS_TOKEN": "planted-metrics-Zr3vK1xT7mB5nW9c",
}
HEADERS = {
    "Cookie": "session=planted-cookie-4411; other=planted-cookie-4412",
    "Authorization": "Bearer planted-bearer-7781",
    "Referer": "https://elsewhere.example/?planted-referer-2231",
    "X-Forwarded-For": "198.51.100.77",
    "User-Agent": "planted-agent/9.1",
    "X-Odd": "planted-odd-header-5512",
}
VISITOR = "203.0.113.77"
QUERY = "?q=planted-query-3321&word=planted%20word%209913"
OF_QUERY = ("planted-query-3321", "planted word 9913", "planted%20word%209913")
OF_HEADERS = (
    *("planted-cookie-4411", "planted-cookie-4412", "planted-bearer-7781", "planted-referer-2231", "198.51.100.77"),
    *("planted-agent/9.1", "planted-odd-header-5512", VISITOR),
)
TOKEN = "planted-private-link-6617"  # noqa: S105
BODY = "planted-body-8814"
BODY_LATER = "planted <b>body</b> \u202e9915\nof two lines"


ADDRESSES = (
    "postgresql+psycopg://desk:{}@127.0.0.1:1/planted",
    "postgresql+psycopg://127.0.0.1:1/planted?user=desk&password={}",
    "postgresql+psycopg://127.0.0.1:1/planted?user=desk&sslpassword={}",
)


@dataclass(frozen=True)
class Asked:
    """A request that fails: where, what breaks, what is sent in its body, and what of all that is looked for."""

    path: str
    broken: tuple[Any, str]
    planted: tuple[str, ...]
    body: dict[str, Any] | None = None

    def send(self, client: FlaskClient) -> TestResponse:
        """Ask, with something planted in each place."""
        sent = {"method": "POST", **self.body} if self.body else {}
        return client.open(self.path, headers=HEADERS, environ_base={"REMOTE_ADDR": VISITOR}, **sent)

    def break_it(self, patch: pytest.MonkeyPatch) -> None:
        """What the request calls raises an error that repeats all that was planted, and came from another such."""
        everything = (*OF_HEADERS, *KEPT.values(), *self.planted, HEADERS)

        def fail(*given: object, **more: object) -> None:
            try:
                raise ValueError(f"first: {everything} {given} {more}")
            except ValueError as first:
                raise RuntimeError("\n".join(map(str, everything))) from first

        patch.setattr(*self.broken, fail)


CASES = {
    "page": Asked(f"/terms/truce{QUERY}", (reading, "document"), OF_QUERY),
    "program": Asked("/api/v1/search?q=planted-query-3321", (search, "run"), OF_QUERY[:1]),
    "private link": Asked(f"/corrections/{TOKEN}{QUERY}", (corrections, "by_token"), (TOKEN, *OF_QUERY)),
    "form": Asked(
        f"/terms/truce/correct{QUERY}",
        (stamps, "read"),
        (BODY, BODY_LATER, *OF_QUERY),
        {"data": {"stamp": BODY, "message": BODY_LATER}},
    ),
    "JSON": Asked("/api/v1/annotate", (annotating, "annotate"), (BODY_LATER,), {"json": {"text": BODY_LATER}}),
    "text": Asked(
        "/api/v1/annotate",
        (annotating, "annotate"),
        (BODY, f"{BODY}-2"),
        {"data": f"{BODY}\n{BODY}-2", "content_type": "text/plain"},
    ),
}


@pytest.mark.parametrize("form", ["json", "plain"])
@pytest.mark.parametrize("asked", CASES.values(), ids=CASES)
def test_u9_nothing_planted_is_logged_or_answered(
    asked: Asked, form: str, seeded: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """U9: a failure whose error repeats query, cookies, headers, body, address and keys tells of none of them."""
    asked.break_it(monkeypatch)
    with logging_app(seeded, LOG_FORMAT=form, LOG_LEVEL="debug", **KEPT) as app:
        answer = asked.send(app.test_client(use_cookies=False))
    written = capsys.readouterr().err
    assert answer.status_code == 500
    assert "RuntimeError" in written
    told = {"log": written, "answer": answer.get_data(as_text=True), "head": str(answer.headers)}
    for place, text in told.items():
        for planted in (*OF_HEADERS, *KEPT.values(), *asked.planted, "planted"):
            assert planted not in text, (place, planted)


ANSWERED: dict[str, Callable[[FlaskClient], TestResponse]] = {
    "page": lambda client: client.get(f"/terms/truce{QUERY}", headers=HEADERS),
    "no such address": lambda client: client.get(f"/planted-query-3321{QUERY}", headers=HEADERS),
    "search": lambda client: client.get(f"/search{QUERY}", headers={"X-Odd": HEADERS["X-Odd"]}),
    "wrong private link": lambda client: client.get(f"/corrections/{TOKEN}", headers=HEADERS),
    "wrong token": lambda client: client.post("/api/v1/statements", json={"a": BODY}, headers=HEADERS),
    "wrong password": lambda client: client.post(
        "/admin/sign-in", data={"email": "planted-odd-header-5512", "password": BODY}, headers=HEADERS
    ),
    "odd method": lambda client: client.open("/terms", method="PLANTED-QUERY-3321"),
}


@pytest.mark.parametrize("ask", ANSWERED.values(), ids=ANSWERED)
def test_u9_a_line_of_an_answered_request_has_nothing_of_the_visitor(
    ask: Callable[[FlaskClient], TestResponse], own_instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a request: method, route, status, time, size and id; nothing that was sent."""
    with logging_app(own_instance, LOG_FORMAT="json", LOG_LEVEL="info") as app:
        answer = ask(app.test_client(use_cookies=False))
        (line,) = lines(capsys)
    assert line["status"] == answer.status_code
    for planted in (*OF_HEADERS, *OF_QUERY, TOKEN, BODY, "PLANTED-QUERY-3321", "planted"):
        assert planted not in str(line)


@pytest.mark.parametrize("form", ["json", "plain"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_u9_the_password_of_a_database_that_does_not_answer_is_not_told(
    address: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """U9: no server there: 503, and neither the log nor the answers have the password, in no spelling."""
    url = address.format("planted%2Fpassword-99")
    with logging_app(tmp_path, LOG_FORMAT=form, LOG_LEVEL="debug", DATABASE_URL=url) as app:
        client = app.test_client()
        answers = [client.get(address) for address in ("/terms", "/api/v1/terms", "/readyz")]
        logging_told(app, url)
        written = capsys.readouterr().err
    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert "OperationalError" in written
    for text in (written, *(answer.get_data(as_text=True) for answer in answers)):
        assert "planted/password-99" not in text
        assert "planted%2Fpassword-99" not in text


def logging_told(app: Flask, url: str) -> None:
    """A library logs the whole address of the database."""
    app.logger.warning("connecting to %s as planted/password-99", url)
