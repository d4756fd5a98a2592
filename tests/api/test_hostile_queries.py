"""S7 through the doors: any text is a safe query, with the index and without it, on the page and for programs."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary import create_app

HOSTILE = [
    *(
        "",
        " ",
        "\x00",
        "a\x00b",
        "%00",
        "-",
        "--",
        "*",
        "**",
        "?",
        '"',
        '""',
        "'",
        "(",
        "((((",
        ")",
        "[",
        "]",
        "{}",
        "\\",
    ),
    *("AND", "OR", "NOT", "AND OR NOT", "a AND", "NOT a", "a*b*c*", "*a", "-*", '-"', '"a', 'a"', '"a" "b', '-"a b"'),
    *(
        "kind:definition",
        "a:",
        ":a",
        "a^1000",
        "a~",
        "a~99",
        "[a TO z]",
        "{a TO z}",
        "/.*/",
        "a..b",
        "<a",
        "a>",
        "&&",
        "||",
    ),
    *("' OR 1=1 --", "'; DROP TABLE statement; --", "%' UNION SELECT 1", "\"'`;"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{7*7}}", "${7*7}", "%s%n", "javascript:alert(1)"),
    *("../../etc/passwd", "file:///etc/passwd", "CON", "\r\nSet-Cookie: a=b", "\u2028\u2029"),
    *("\u202epause\u202c", "\u2066pause\u2069", "\u200b\u200d\ufeff", "e" + "\u0301" * 500, "Z̸̢̛͓a̷l̵g̶o̴", "ﷺ" * 50),
    *(
        "👩‍👩‍👧‍👦",
        "🏳️‍🌈" * 30,
        "\U0010ffff",
        "\ufffe\uffff",
        "هدنة إنسانية",
        "هُدْنَة",
        "перемирие",
        "人道主义停火",
        "휴전",
    ),
    *("pause " * 1500, "a" * 10_000, '"' * 10_000, "*" * 10_000, "-" * 10_000, "(" * 10_000, "a* " * 3000, "é" * 5000),
    *("İSTANBUL", "ß", "ﬁ", "\u0130\u0307", "x" * 255 + "*", "1" * 4000, "٣٤٥", "½", "Ⅷ"),
]
RAW = [
    "%ED%A0%80",
    "%ED%BF%BF",
    "%FF%FE",
    "%",
    "%G1",
    "%C0%AF",
    "%F8%88%80%80%80",
    "a%00b",
    "%E2%80",
    "+",
    "%2B",
    "&&&",
    "=;=",
]
TABLE = "/search.csv?q="
DOORS = ("/api/v1/search?q=", "/search.json?q=", "/search?q=", TABLE)


@pytest.fixture(scope="module")
def bare(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A reader of an app without index."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("bare") / "instance"))
    shutil.rmtree(folder / "index")
    return create_app(instance=folder).test_client()


def assert_answered(client: FlaskClient, address: str) -> None:
    """200, in the door's own type."""
    answer = client.get(address)
    assert answer.status_code == 200, (answer.status_code, address[:200])
    assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("door", DOORS)
def test_hostile_text_is_answered(client: FlaskClient, door: str) -> None:
    """S7: every text of the hostile list is a query like any other."""
    for text in HOSTILE[:: 4 if door == TABLE else 1]:  # a table holds all hits, and takes longest
        assert_answered(client, door + quote(text))


@pytest.mark.parametrize("door", DOORS)
def test_hostile_bytes_are_answered(client: FlaskClient, door: str) -> None:
    """S7: lone surrogates, broken escapes and bytes that are no text as well."""
    for raw in RAW:
        assert client.get(door + raw).status_code < 500, raw


def test_hostile_text_is_answered_without_index(bare: FlaskClient) -> None:
    """S7 and S3 together: the database's own matching takes any text too."""
    for text in HOSTILE:
        assert_answered(bare, DOORS[0] + quote(text))
    for raw in RAW:
        assert bare.get(DOORS[0] + raw).status_code < 500, raw


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=200))
def test_any_text_is_answered(client: FlaskClient, text: str) -> None:
    """S7: whatever hypothesis writes is answered with hits that are whole statements, and echoed as it was read."""
    answer = client.get("/api/v1/search?limit=3&q=" + quote(text, errors="surrogatepass"))
    assert answer.status_code == 200
    body = answer.get_json()
    assert body["interpreted"]["text"] == text.replace("\x00", " ").strip()
    assert all(hit["statement"]["source"]["url"] for hit in body["hits"])


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(['"', "-", "*", "(", "pause", "Kirby", "هدنة", "-pause", '"no pause"', "a*"]), max_size=12
    )
)
def test_any_mixture_of_signs_and_words_is_answered(client: FlaskClient, words: list[str]) -> None:
    """S7: signs of the query language in any order are a query; what was ignored is said, in sentences."""
    answer = client.get("/api/v1/search", query_string={"q": " ".join(words), "limit": "3"})
    assert answer.status_code == 200
    assert all(isinstance(one, str) for one in answer.get_json()["interpreted"]["ignored"])
