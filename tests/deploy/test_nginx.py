"""The glossary behind a real nginx, set up by the sample: who is believed, what passes, what nginx says itself."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import http.client
import re
import socket
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path
from queue import Queue

import pytest

from glossary import create_app
from glossary.db import db
from glossary.interchange.incoming.limits import MOST_BYTES
from glossary.security import TRANSPORT
from glossary.services.accounts import accounts
from glossary.services.accounts.throttling import FREE_TRIES
from glossary.services.annotation import annotating
from tests.admin.conftest import OPERATOR, PASSWORD
from tests.deploy.browser import HOME, Browser
from tests.deploy.proxied import PATIENCE, SOCKET, TOKEN, Answer, Glossary, Nginx, Visitor, certify, free_ports
from tests.security.test_over_https import PAGES, PROGRAMS

BURST = 60
"""Searches that the sample lets somebody ask at once."""


def test_the_proxy_is_believed_and_no_visitor(visitor: Visitor) -> None:
    """Links are made with https and the proxy's name, however a visitor calls the site, the scheme or the way."""
    forged = {
        "X-Forwarded-Host": "elsewhere.example.org",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Prefix": "/elsewhere",
        "X-Forwarded-Port": "8080",
        "Forwarded": "host=elsewhere.example.org;proto=http",
    }
    for headers in ({}, forged):
        answer = visitor.ask("/sitemap.xml", headers)
        assert answer.status == 200
        assert f"<loc>{HOME}/" in answer.text
        assert "elsewhere" not in answer.text
        assert "http://glossary" not in answer.text


def test_every_answer_promises_https_once(visitor: Visitor, glossary: Glossary) -> None:
    """Pages, errors of the glossary, and what nginx says itself: one line of HSTS each, one policy, one `nosniff`."""
    answers = [visitor.ask(path) for path in ("/", "/no-such-page", "/export/statements.csv", "/metrics")]
    answers.append(visitor.ask("/annotate", body=b"x" * (8 * 1024 * 1024)))
    assert [answer.status for answer in answers] == [200, 404, 200, 404, 413]
    for answer in answers:
        assert answer.all("Strict-Transport-Security") == [TRANSPORT]
        assert answer.all("X-Content-Type-Options") == ["nosniff"]
        assert len(answer.all("Content-Security-Policy")) == 1
        assert not any(re.search(r"\d", server) for server in answer.all("Server"))
    assert not answers[3].all("X-Request-ID")


def test_http_only_says_that_it_is_https(visitor: Visitor) -> None:
    """The plain address sends on to the same page by https, at our name; another name is not answered at all."""
    answer = visitor.ask("/search?q=pause", tls=False)
    assert (answer.status, answer.all("Location")) == (301, [f"{HOME}/search?q=pause"])
    with pytest.raises(ConnectionError):
        visitor.ask("/", {"Host": "elsewhere.example.org"}, tls=False)


@pytest.mark.parametrize("address", [*PAGES, "/admin/", "/admin/sign-in?next=%2Fadmin%2F"])
def test_pages_alone_are_led_from_http_to_https(visitor: Visitor, address: str) -> None:
    """By GET, with path and query; sent to, or asked with a token, the same address is refused with a sentence."""
    answer = visitor.ask(address, tls=False)
    assert (answer.status, answer.all("Location")) == (301, [HOME + address])
    token = {"Authorization": "Bearer glo_made-up"}
    refused = [visitor.ask(address, token, tls=False), visitor.ask(address, body=b"text=pause", tls=False)]
    for answer in refused:
        assert (answer.status, answer.all("Location")) == (403, [])
        assert answer.text == f"This site answers over https alone: ask at {HOME}.\n"
        assert answer.all("Content-Type") == ["text/plain"]


@pytest.mark.parametrize("address", [address for address in PROGRAMS if not address.startswith("/admin")])
def test_programs_are_refused_over_http(visitor: Visitor, address: str) -> None:
    """What the glossary itself would refuse is refused by nginx, too."""
    answer = visitor.ask(address, tls=False)
    assert (answer.status, answer.all("Location")) == (403, [])


def test_signing_in_slows_down_for_the_real_address_alone(visitor: Visitor) -> None:
    """Forged addresses gain nothing: from the fifth failure on one waits; somebody from another address does not.

    On a busy machine the first wait, of two seconds, may be over before the next try comes; the second is longer.
    The form is opened once: nginx itself refuses who asks for it, and sends it, twelve times within a second.
    """
    browser = Browser(visitor, "127.0.0.5")
    token, answers = browser.token("/admin/sign-in"), list[Answer]()
    while len(answers) < FREE_TRIES + 4 and (not answers or answers[-1].status == 422):
        told = f"192.0.2.{len(answers)}"
        browser.forged = {"X-Forwarded-For": told, "X-Real-IP": told, "Forwarded": f"for={told}"}
        answers.append(browser.sign_in(f"nobody{len(answers)}@example.org", token=token))
    assert len(answers) > FREE_TRIES
    assert answers[-1].status == 429
    assert answers[-1].all("X-Request-ID")
    assert Browser(visitor, "127.0.0.6").sign_in("somebody@example.org").status == 422


def test_nginx_slows_down_who_asks_too_much(visitor: Visitor) -> None:
    """Who asks more than may be asked at once is told to wait; pages are not counted, and others are answered."""
    answers = at_once(visitor, "/search?q=pause", 5 * BURST)
    seen = Counter(answer.status for answer in answers)
    assert set(seen) == {200, 429}
    assert seen[200] >= BURST
    refused = next(answer for answer in answers if answer.status == 429)
    assert refused.text == "That was asked too often. Wait a moment and try again.\n"
    assert visitor.ask("/about", address="127.0.0.7").status == 200
    assert visitor.ask("/search?q=pause", address="127.0.0.8").status == 200


def at_once(visitor: Visitor, path: str, count: int) -> list[Answer]:
    """Ask so often before any answer is read: over a line each."""
    request = f"GET {path} HTTP/1.1\r\nHost: glossary.example.org\r\nConnection: close\r\n\r\n".encode()
    lines = [visitor.connection("127.0.0.7") for _ in range(count)]
    for line in lines:
        line.sock.sendall(request)
    answers = []
    for line in lines:
        answer = http.client.HTTPResponse(line.sock)
        answer.begin()
        answers.append(Answer(answer.status, answer.getheaders(), answer.read()))
        line.close()
    return answers


def test_the_figures_are_for_programs_on_this_machine_that_show_the_token(proxy: Nginx, visitor: Visitor) -> None:
    """Visitors are answered 404 by nginx, with the token or without; on the loopback address the token opens them."""
    shown = {"Authorization": f"Bearer {TOKEN}"}
    for headers in ({}, shown, {**shown, "Host": "localhost"}):
        with contextlib.suppress(ConnectionError):  # another name than ours is not answered
            assert visitor.ask("/metrics", headers).status == 404
    near = Visitor(proxy.root, proxy.figures, proxy.figures)
    assert near.ask("/metrics", tls=False).status == 404
    assert near.ask("/", shown, tls=False).status == 404
    told = near.ask("/metrics", shown, tls=False)
    assert told.status == 200
    assert "glossary_database_up" in told.text


@pytest.fixture
def editor(glossary: Glossary, visitor: Visitor) -> Browser:
    """Somebody who may import, signed in by way of nginx."""
    app = create_app(instance=Path(glossary.environment["GLOSSARY_INSTANCE"]))
    with app.app_context():
        if not accounts.any_exist():
            accounts.add("editor@example.org", PASSWORD, ["editor"], OPERATOR)
        db.session.close()
        db.engine.dispose()
    browser = Browser(visitor, "127.0.0.9")
    answer = browser.sign_in("editor@example.org", PASSWORD)
    assert answer.status == 303
    assert any(name.startswith("__Host-") for name in browser.cookies)
    return browser


def send(browser: Browser, size: int) -> Answer:
    """Send a file of so many bytes to be imported."""
    token = browser.token("/admin/import")
    head = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--b\r\n'
    head += 'Content-Disposition: form-data; name="file"; filename="large.csv"\r\nContent-Type: text/csv\r\n\r\n'
    file = b"statement\r\n" + b"x" * (size - 11)
    return browser.ask("/admin/import", head.encode() + file + b"\r\n--b--\r\n", "multipart/form-data; boundary=b")


def test_as_large_a_file_as_is_allowed_passes(editor: Browser) -> None:
    """20 MB come through nginx and are judged; a little more is refused by the glossary, much more by nginx."""
    taken = send(editor, MOST_BYTES)
    assert taken.status == 303
    assert re.fullmatch(r"/admin/import/\S+", taken.all("Location")[0].removeprefix(HOME))
    refused = send(editor, MOST_BYTES + 200_000)
    assert refused.status == 413
    assert refused.all("X-Request-ID")
    by_nginx = send(editor, MOST_BYTES + 3_000_000)
    assert by_nginx.text == "That is more than may be sent at a time.\n"


def test_as_long_a_text_as_is_allowed_passes(visitor: Visitor) -> None:
    """A text of 1 MB whose every letter a program wrote in six bytes comes through nginx and is read."""
    text = b'{"text": "' + rb"\u0061" * annotating.MOST_BYTES + b'"}'
    answer = visitor.ask("/api/v1/annotate", {"Content-Type": "application/json"}, text)
    assert answer.status == 200


def test_an_export_comes_whole(visitor: Visitor, glossary: Glossary) -> None:
    """The file that comes by nginx is the one that the glossary makes; compressed, it is the same after unpacking."""
    plain = visitor.ask("/export/statements.jsonl")
    packed = visitor.ask("/export/statements.jsonl", {"Accept-Encoding": "gzip"})
    assert plain.status == packed.status == 200
    assert plain.body.count(b"\n") >= 401
    assert packed.all("Content-Encoding") == ["gzip"]
    assert hashlib.sha256(gzip.decompress(packed.body)).digest() == hashlib.sha256(plain.body).digest()


def test_pages_of_the_desk_are_not_compressed(visitor: Visitor) -> None:
    """Public pages are; those that hold somebody's token are not."""
    packed = {"Accept-Encoding": "gzip"}
    assert visitor.ask("/about", packed).all("Content-Encoding") == ["gzip"]
    assert visitor.ask("/admin/sign-in", packed).all("Content-Encoding") == []


def test_a_web_socket_is_not_opened(visitor: Visitor) -> None:
    """There is none: the page is answered as if nobody had asked for one."""
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    answer = visitor.ask("/", {**upgrade, "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
    assert answer.status == 200
    assert answer.all("Upgrade") == []


class Slow:
    """Listens where the glossary would, and makes an answer whose second half waits until the first has arrived."""

    FIRST = b"a" * 65_536
    SECOND = b"b" * 1000

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen()
        self.arrived = threading.Event()
        self.thread = threading.Thread(target=self._answer)
        self.thread.start()

    def _answer(self) -> None:
        with self._socket, self._socket.accept()[0] as asked:
            asked.recv(65_536)
            length = len(self.FIRST) + len(self.SECOND)
            head = f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            asked.sendall(head.encode() + self.FIRST)
            if self.arrived.wait(90):
                asked.sendall(self.SECOND)


def test_an_export_is_passed_on_while_it_is_made(nginx: str, tmp_path: Path) -> None:
    """The first pieces of an answer reach the visitor before the last are made: nothing waits for the whole."""
    certify(tmp_path / "etc/ssl/glossary")
    slow = Slow(tmp_path / "run/glossary/glossary.sock")
    with Nginx(nginx, tmp_path, *free_ports(3)) as running:
        connection = running.visitor().connection()
        connection.request("GET", "/export/statements.csv", headers={"Host": "glossary.example.org"})
        answer = connection.getresponse()
        assert answer.read(32_768) == slow.FIRST[:32_768]
        slow.arrived.set()
        assert answer.read() == slow.FIRST[32_768:] + slow.SECOND
        connection.close()
    slow.thread.join()


def test_an_address_takes_so_many_exports_at_a_time(nginx: str, tmp_path: Path) -> None:
    """While three are made for one address, its fourth is told to wait; somebody else's is passed on."""
    certify(tmp_path / "etc/ssl/glossary")
    (tmp_path / "run/glossary").mkdir(parents=True)
    told: Queue[tuple[str, int]] = Queue()

    def ask(visitor: Visitor, address: str) -> None:
        with suppress(OSError, http.client.HTTPException):  # as nginx ends
            told.put((address, visitor.ask("/export/statements.csv", address=address).status))

    with socket.socket(socket.AF_UNIX) as silent, Nginx(nginx, tmp_path, *free_ports(3)) as running:
        silent.bind(str(tmp_path / SOCKET))
        silent.listen()
        asking = [threading.Thread(target=ask, args=(running.visitor(), f"127.0.0.{n}")) for n in (8, 7, 7, 7, 7)]
        for one in asking:
            one.start()
        assert told.get(timeout=PATIENCE) == ("127.0.0.7", 429)
    for one in asking:
        one.join()
    assert {status for _, status in told.queue} <= {503}


def test_while_the_glossary_is_away_nginx_says_so(nginx: str, tmp_path: Path) -> None:
    """Nobody listens behind nginx: 503, a sentence, and the headers of every answer."""
    certify(tmp_path / "etc/ssl/glossary")
    with Nginx(nginx, tmp_path, *free_ports(3)) as running:
        answer = running.visitor().ask("/")
    assert answer.status == 503
    assert answer.text == "The glossary does not answer at the moment. Try again in a minute.\n"
    assert answer.all("Strict-Transport-Security") == [TRANSPORT]
    assert answer.all("Content-Type") == ["text/plain"]
