"""`.json` behind a page's address answers the API's own document: the same bytes."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.api.asking import KIRBY_TWICE, LISTS, RECORDS, THREE_ACTORS, everything, key

QUERIES = (
    "/search?q=humanitarian+pause",
    "/search?q=%D9%87%D8%AF%D9%86%D8%A9&language=ar&sort=oldest&limit=3",
    "/search?kind=definition&term=ceasefire&from=2010&to=2023-10",
    f"/compare?{KIRBY_TWICE}",
    f"/compare?{KIRBY_TWICE}&show=differences",
    f"/compare?{THREE_ACTORS}",
    f"/compare?{THREE_ACTORS}&show=differences",
    "/compare?actor=keir-starmer&term=ceasefire&term=cessation-of-hostilities",
    "/compare?actor=united-kingdom&over=time&with=affiliated",
    "/compare?event=gaza-four-day-arrangement-2023-11&show=differences",
    "/actors/john-kirby/humanitarian-pause",
    "/actors/john-kirby/truce",
    "/field/statements?actor_kind=state&with=affiliated",
    "/field/statements?actor_kind=state&with=affiliated&page=2",
    "/terms?limit=7",
    "/actors?limit=1",
)
HAVE_PAGES = [name for name in LISTS if name != "statements"]


def assert_same(client: FlaskClient, page: str) -> None:
    """The page's `.json` and the API answer 200 with the same bytes and the same ETag."""
    path, mark, query = page.partition("?")
    behind, own = client.get(f"{path}.json{mark}{query}"), client.get(f"/api/v1{page}")
    assert behind.status_code == own.status_code == 200, page
    assert behind.data == own.data, page
    assert behind.headers["ETag"] == own.headers["ETag"], page
    assert behind.content_type == own.content_type == "application/json"


@pytest.mark.parametrize("address", QUERIES)
def test_what_was_asked_for_answers_the_same_bytes(client: FlaskClient, address: str) -> None:
    """Searches, comparisons and parts of lists are one document under both addresses."""
    assert_same(client, address)


@pytest.mark.parametrize("name", HAVE_PAGES)
def test_a_list_answers_the_same_bytes(client: FlaskClient, name: str) -> None:
    """A list's page has its `.json`."""
    assert_same(client, f"/{name}")


@pytest.mark.parametrize("name", LISTS)
def test_a_record_answers_the_same_bytes(client: FlaskClient, name: str) -> None:
    """Every record's page has its `.json`; of long lists each tenth is asked."""
    items = everything(client, name)
    for item in items[:: 10 if len(items) > 100 else 1]:
        assert_same(client, f"/{name}/{key(item)}")


@pytest.mark.parametrize("name", LISTS)
def test_a_page_names_its_document(client: FlaskClient, name: str) -> None:
    """The page of a record links to its `.json`, which is there."""
    address = f"/{name}/{RECORDS[name]}"
    assert f'href="{address}.json"' in client.get(address).get_data(as_text=True)


def test_a_wrong_address_is_refused_alike(client: FlaskClient) -> None:
    """Under both addresses a mistake has the same status and the same sentence."""
    for page in ("/terms/nothing", "/search?sort=sideways", "/compare?statement=nothing", "/actors?limit=0"):
        path, mark, query = page.partition("?")
        behind, own = client.get(f"{path}.json{mark}{query}"), client.get(f"/api/v1{page}")
        assert behind.status_code == own.status_code >= 400, page
        assert behind.get_json()["detail"] == own.get_json()["detail"], page
