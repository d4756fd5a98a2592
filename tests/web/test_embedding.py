"""The script for other people's pages, and the page that tells how to use it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary import web
from glossary.web.embedding import MOST_BYTES
from tests.web.addresses import page

SCRIPT = (Path(web.__file__).parent / "static" / "embed.js").read_text("utf-8")


def test_it_is_small() -> None:
    """It weighs less than six thousand bytes."""
    assert MOST_BYTES == 6_000
    assert len(SCRIPT.encode()) < MOST_BYTES


@pytest.mark.parametrize(
    "word",
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval", "cookie", "localStorage",
     "sessionStorage", "sendBeacon", "import", "setAttribute(\"style\"", "Image("],
)  # fmt: skip
def test_it_does_without(word: str) -> None:
    """No markup is made of data, nothing is stored, counted or loaded, no style stands in the page."""
    code = re.sub(r"/\*.*?\*/", "", SCRIPT, flags=re.DOTALL)
    assert word not in code


def test_any_page_may_load_it(client: FlaskClient) -> None:
    """It goes out with the headers that careful pages demand; no other file does."""
    with client.get("/static/embed.js") as script:
        assert script.mimetype == "text/javascript"
        assert script.headers["Access-Control-Allow-Origin"] == "*"
        assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    with client.get("/static/suggest.js") as other:
        assert "Access-Control-Allow-Origin" not in other.headers
    with client.get("/about/embed") as told:
        assert "Access-Control-Allow-Origin" not in told.headers


def test_the_page_tells_how(client: FlaskClient) -> None:
    """What to write, what the page's policy must allow, and what is asked for; its own words can be tried."""
    main = page(client, "/about/embed").one("main")
    for words in (
        '<script src="http://localhost/static/embed.js" referrerpolicy="no-referrer" defer></script>',
        '<span data-glossary="humanitarian-pause" data-actor="john-kirby">humanitarian pause</span>',
        "script-src http://localhost; connect-src http://localhost",
        "It is smaller than 6,000 bytes",
        "It sets no cookie and counts nobody.",
    ):
        assert words in main.text
    words = [span for span in main.all("span") if "data-glossary" in span.attributes]
    assert len(words) == 2
    for word in words:
        assert client.get(f"/terms/{word.attributes['data-glossary']}").status_code == 200
