"""The search boxes as they are sent: plain fields of a plain form; a script of our own may make more of them."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from glossary import ROOT
from tests.web.addresses import PAGES, REFUSED, page

STATIC = ROOT / "glossary" / "web" / "static"
EVERYWHERE = [*((address, 200) for address in PAGES), *REFUSED]


@pytest.mark.parametrize(("address", "status"), EVERYWHERE)
def test_search_boxes_are_plain_fields(client: FlaskClient, address: str, status: int) -> None:
    """A3: without script each is a labelled search field of a form that gets /search, and promises no list."""
    top = page(client, address, status)
    forms = top.all("form", role="search")
    assert forms
    for form in forms:
        assert (form.attributes["action"], form.attributes["method"]) == ("/search", "get")
        box = form.one("input", name="q")
        assert box.attributes["type"] == "search"
        assert box.attributes["id"] in {label.attributes["for"] for label in form.all("label")}
        assert not [name for name in box.attributes if name.startswith("aria-") or name == "role"]
        assert form.one("button").attributes["type"] == "submit"
    assert not top.all(role="listbox") + top.all(role="combobox")


@pytest.mark.parametrize(("address", "status"), EVERYWHERE)
def test_the_one_script_is_our_own_file(client: FlaskClient, address: str, status: int) -> None:
    """D6: it is named by `src` alone, waits for the page, and comes from this site; so does its style sheet."""
    top = page(client, address, status)
    [script] = [one for one in top.all("script", defer="") if one.attributes["src"].startswith("/static/suggest")]
    assert re.fullmatch(r"/static/suggest\.js\?v=[0-9a-f]{10}", script.attributes["src"])
    assert set(script.attributes) == {"src", "defer"}
    assert script.content == []
    sheets = [link.attributes["href"].partition("?")[0] for link in top.all("link", rel="stylesheet")]
    assert "/static/suggest.css" in sheets


def test_the_files_are_served_and_asked_for_again_only_when_changed(client: FlaskClient) -> None:
    """As the other style sheets: with an ETag, and 304 to whoever has them."""
    for name, kind in (("suggest.js", "text/javascript"), ("suggest.css", "text/css")):
        first = client.get(f"/static/{name}")
        assert first.mimetype == kind
        again = client.get(f"/static/{name}", headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
        first.close()
        again.close()


def test_the_script_is_small_and_makes_no_markup_of_texts() -> None:
    """Under 10 kB; texts become nodes, nothing is evaluated, and only this site is asked."""
    text = (STATIC / "suggest.js").read_text(encoding="utf-8")
    assert len(text.encode()) < 10_000
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|https?://", text
    )
    assert not re.search(r"localStorage|sessionStorage|document\.cookie|indexedDB", text)


def test_the_style_sheet_is_small_and_runs_either_way() -> None:
    """Logical properties only, nothing from elsewhere, and nothing that moves."""
    text = (STATIC / "suggest.css").read_text(encoding="utf-8")
    assert len(text.encode()) < 3_000
    assert not re.search(r"(?<![\w-])(left|right|top|bottom|width|height)\s*:|-(left|right|top|bottom)\s*:", text)
    assert not re.search(r"url\(|@import|animation|transition", text)
