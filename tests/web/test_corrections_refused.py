"""What is not taken as a correction: each refusal is a sentence on the form, with everything that was typed."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from glossary.web.stamps import EARLY, LATE, STRANGE
from tests.admin.conftest import Clock
from tests.admin.forms import beside, tree
from tests.security.test_inline import Reader as PolicyReader
from tests.web.correcting import OWN, RECORDS, STATEMENT, WRONG, Reader, kept, refusal, typed
from tests.web.html import read

URL = "https://quiet.example.org/transcript"


@pytest.fixture
def reader(own_app: Flask, moved: Clock) -> Reader:
    """Somebody who reads a glossary of the test's own."""
    return Reader(own_app, moved)


LENGTHS = [(9, False), (10, True), (2000, True), (2001, False)]


@pytest.mark.parametrize(("length", "taken"), LENGTHS)
def test_a_message_has_a_length(reader: Reader, length: int, taken: bool) -> None:
    """10 to 2,000 characters, a line break counting as one; outer blanks do not count."""
    message = ("a\r\n" * 2000)[: length // 2 * 3] + "a" * (length % 2)
    message = message.rstrip() + "a" * (length - len(message.rstrip().replace("\r\n", "\n")))
    answer = reader.suggest(f"  {message}  ")
    assert answer.status_code == (303 if taken else 422)
    if not taken:
        assert refusal(answer) == [f"What is wrong: Write 10 to 2,000 characters; there are {length:,}."]
        assert beside(tree(answer, 422), "message")


@pytest.mark.parametrize("message", ["", "          ", "\n" * 30, "- - - - - - -", "\u200b" * 12])
def test_a_message_says_something(reader: Reader, own_app: Flask, message: str) -> None:
    """Blanks, strokes and signs that nobody sees are no message."""
    assert refusal(reader.suggest(message))
    assert not kept(own_app)


@pytest.mark.parametrize(("number", "taken"), [(0, True), (3, True), (4, False), (40, False)])
@pytest.mark.parametrize("start", ["http://a", "HTTPS://a.example/b", "www.a.example"])
def test_a_message_holds_few_addresses(reader: Reader, start: str, number: int, taken: bool) -> None:
    """Three web addresses are taken, four are refused with their number; the field for one of them counts aside."""
    answer = reader.suggest("Please look at these: " + ", ".join([start] * number), URL)
    assert answer.status_code == (303 if taken else 422)
    if not taken:
        wanted = f"What is wrong: The text holds {number} web addresses; at most 3 are taken."
        assert refusal(answer) == [wanted]


SIGNS = ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202a", "\u202e", "\u2066", "\u2069"]


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_that_hide_or_turn_are_refused(reader: Reader, own_app: Flask, sign: str) -> None:
    """Control characters and direction overrides do not get to the editors' pages; line breaks and tabs do (B5)."""
    assert refusal(reader.suggest(f"The date {sign} is wrong here."))[0].startswith("What is wrong: The text holds a ")
    assert refusal(reader.suggest(WRONG, f"https://quiet.{sign}example.org/"))
    assert not kept(own_app)
    reader.sent("The\tdate\n\nis wrong\rhere.\n\n\n\nTruly.")
    assert kept(own_app)[0].message == "The date\n\nis wrong\nhere.\n\nTruly."


URLS = [
    "quiet",
    "quiet.example.org",
    "javascript:alert(1.5)",
    "ftp://a.example",
    "https://a.example/ b",
    "https://" + "a." * 999,
]


@pytest.mark.parametrize("url", URLS)
def test_a_web_address_is_one(reader: Reader, url: str) -> None:
    """Only a whole address of the web, or none; the sentence stands beside the field."""
    answer = reader.suggest(WRONG, url)
    assert refusal(answer)[0].startswith("Web address: Give one whole web address")
    assert beside(tree(answer, 422), "url") == [
        "Give one whole web address, such as https://example.org/page, or leave this empty."
    ]
    assert typed(tree(answer, 422)) == (WRONG, url)


def test_everything_that_is_wrong_is_said_at_once(reader: Reader) -> None:
    """Both fields are judged; each sentence leads to its field, which says so to those who hear the page."""
    page = tree(reader.suggest("wrong", "nowhere"), 422)
    assert [link.attributes["href"] for link in page.one("div", role="alert").all("a")] == ["#message", "#url"]
    assert [page.one(id=name).attributes["aria-invalid"] for name in ("message", "url")] == ["true", "true"]


def test_the_field_that_nobody_sees(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """Out of sight, out of the order of tabs, unheard, and named; whoever fills it in is told and may send again."""
    opened = reader.opened()
    form = tree(reader.get(f"{STATEMENT}/correct"))
    trap = form.one("input", name="homepage")
    assert trap.attributes["tabindex"] == "-1"
    assert trap.attributes["autocomplete"] == "off"
    assert trap.around is not None
    assert trap.around.attributes == {"class": "vh", "aria-hidden": "true"}
    assert form.one("label", **{"for": "homepage"}).text == "Leave this empty"
    moved.move(seconds=10)
    answer = reader.post({**opened, "message": WRONG, "url": URL, "homepage": "https://spam.example"})
    assert "to stay empty" in refusal(answer)[0]
    assert typed(tree(answer, 422)) == (WRONG, URL)
    assert tree(answer, 422).one("input", name="homepage").attributes["value"] == ""
    assert not kept(own_app)


AGES = [(0, EARLY), (2, EARLY), (3, ""), (86_400, ""), (86_401, LATE), (-60, EARLY)]


@pytest.mark.parametrize(("seconds", "problem"), AGES)
def test_the_stamp_has_an_age(reader: Reader, own_app: Flask, moved: Clock, seconds: int, problem: str) -> None:
    """From 3 seconds to 24 hours; before and after, the form comes back with a new stamp and what was typed."""
    moved.now = moved.now.replace(microsecond=0)
    answer = reader.suggest(WRONG, URL, seconds=seconds)
    if not problem:
        assert answer.status_code == 303
        return
    assert refusal(answer) == [problem]
    page = tree(answer, 422)
    assert typed(page) == (WRONG, URL)
    assert not kept(own_app)
    moved.move(seconds=10)
    again = {"stamp": page.one("input", name="stamp").attributes["value"], "message": WRONG, "url": URL}
    assert reader.post(again).status_code == 303


def test_a_stamp_is_of_one_record_and_of_this_site(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """Made up, changed, of another record, of a cookie's making, or missing: the form is made anew, nothing is sent."""
    sound = reader.opened()["stamp"][0]
    other = reader.opened("/terms/truce")["stamp"][0]
    moved.move(seconds=10)
    for stamp in ("", "x", f"{sound}x", sound[1:], sound.replace(".", "_", 1), other, "a.b.c", "\x00", "é" * 5000):
        answer = reader.post({"stamp": stamp, "message": WRONG, "url": URL})
        assert refusal(answer) == [STRANGE]
        assert typed(tree(answer, 422)) == (WRONG, URL)
    assert refusal(reader.post({"message": WRONG})) == [STRANGE]
    assert not kept(own_app)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "nonsense"},
    ],
)
def test_other_sites_cannot_send_the_form(
    reader: Reader, own_app: Flask, moved: Clock, headers: dict[str, str]
) -> None:
    """D4: a form that another site makes a browser send is refused, even with a sound stamp."""
    opened = reader.opened()
    moved.move(seconds=10)
    answer = reader.post({**opened, "message": WRONG, "url": ""}, **headers)
    assert answer.status_code == 403
    assert "comes from another site" in answer.get_data(as_text=True)
    assert not kept(own_app)


def test_a_browser_that_says_nothing_of_its_site_may_send(reader: Reader, moved: Clock) -> None:
    """Old browsers name no origin; the stamp decides."""
    opened = reader.opened()
    moved.move(seconds=10)
    answer = reader.client.post(f"{STATEMENT}/correct", data={**opened, "message": WRONG, "url": ""})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"message=%ff%00&stamp", b"{}", b"a=" * 500, b"&".join([b"a=b"] * 500)]
)
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "multipart/form-data", ""])
def test_broken_bodies_are_refused(reader: Reader, own_app: Flask, body: bytes, kind: str) -> None:
    """B4: no form, half a form, or far too many fields are never a failure of ours, and nothing is kept."""
    answer = reader.client.post(f"{STATEMENT}/correct", data=body, content_type=kind, headers=OWN)
    assert 400 <= answer.status_code < 500
    assert not kept(own_app)


NASTY = st.sampled_from(
    [
        *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</textarea><b>"),
        *(
            "{{7*7}}",
            "{% raw %}",
            "javascript:alert(1)",
            "&lt;b&gt;",
            "\x00",
            "\u202e",
            "\ud800",
            "%s%n",
            "';--",
            "🏳️‍🌈",
        ),
        *("https://a.example/<script>", "\n", "هدنة إنسانية", "停火", "a" * 2000),
    ]
)
TEXTS = st.one_of(st.lists(st.one_of(NASTY, st.text(max_size=30)), max_size=6).map(" ".join), st.text(max_size=200))


@given(message=TEXTS, url=TEXTS, stamp=st.one_of(st.none(), st.text(max_size=40)), record=st.sampled_from([*RECORDS]))
@example(message="<script>alert(1)</script>", url="https://a.example/'onclick='alert(1)", stamp=None, record="term")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_the_page_answers(
    reader: Reader, own_app: Flask, moved: Clock, message: str, url: str, stamp: str | None, record: str
) -> None:
    """D12, B5: any text is refused in a sentence or taken; it becomes no markup, and stands as it was typed."""
    address, sent = RECORDS[record], _encodable({"message": message, "url": url})
    opened = reader.opened(address)
    moved.move(days=1)  # no limit but the number of all that are open
    answer = reader.post({**opened, **sent, **({} if stamp is None else _encodable({"stamp": stamp}))}, address)
    assert answer.status_code in (303, 422, 503)
    shown = reader.get(answer.location) if answer.status_code == 303 else answer
    _is_inert(shown.get_data(as_text=True))
    if answer.status_code == 303:
        row = kept(own_app)[-1]
        assert read(shown.text).one("main").text.count(" ".join(row.message.split())) >= 1


def _encodable(sent: dict[str, str]) -> dict[str, Any]:
    """As a browser sends it: halves of characters become replacement characters."""
    return {name: value.encode("utf-8", "replace").decode() for name, value in sent.items()}


def _is_inert(page: str) -> None:
    policy = PolicyReader()
    policy.feed(page)
    assert policy.refused == []
    top = read(page)
    assert len(top.all("script")) == 1
    assert not top.all("img")
    assert not top.one("main").all("b")
