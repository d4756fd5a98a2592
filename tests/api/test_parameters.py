"""What may be asked: unknown names, wrong values and values beyond each limit are refused with a sentence."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.api.asking import ENDPOINTS, KIRBY_TWICE, LISTS, document, refusal

NUMBERS = ("-1", "0", "1001", "1_0", "%2B5", "5.0", "1e2", "%205", "٥", "5;6", "", "ten", "0x10", "9" * 5000)


@pytest.mark.parametrize("name", ["surprise", "Limit", "limit[]", "__proto__", "q%00"])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_an_unknown_parameter_is_refused(client: FlaskClient, endpoint: str, name: str) -> None:
    """Every endpoint refuses a name that is not listed, and says which."""
    problem = refusal(client, f"{endpoint}{'&' if '?' in endpoint else '?'}{name}=1", 400)
    assert "There is no such parameter here." in problem["detail"]
    assert len(problem["errors"]) == 1


@pytest.mark.parametrize("name", [*LISTS, "search"])
@pytest.mark.parametrize("value", ["1", "1000", "005"])
def test_a_limit_within_bounds_is_kept(client: FlaskClient, name: str, value: str) -> None:
    """B4: the least and the most are answered, with no more items than asked for."""
    answer = document(client, f"/{name}?limit={value}")
    assert 0 < len(answer.get("items", answer.get("hits"))) <= int(value)


@pytest.mark.parametrize("value", NUMBERS, ids=[value[:10] for value in NUMBERS])
@pytest.mark.parametrize("name", [*LISTS, "search"])
def test_a_limit_out_of_bounds_is_refused(client: FlaskClient, name: str, value: str) -> None:
    """B4: one less, one more and whatever is no plain number is refused; the sentence names the bounds."""
    assert "from 1 to 1000" in refusal(client, f"/{name}?limit={value}", 400)["detail"]


@pytest.mark.parametrize(("page", "status"), [("0", 400), ("1", 200), ("5000", 200), ("5001", 400), ("x", 400)])
def test_page_numbers_have_bounds(client: FlaskClient, page: str, status: int) -> None:
    """B4: pages 1 to 5000 are answered, perhaps without hits."""
    assert client.get(f"/api/v1/search?q=pause&page={page}").status_code == status


@pytest.mark.parametrize(("number", "status"), [(19, 200), (20, 200), (21, 400)])
def test_a_search_is_narrowed_by_twenty_values(client: FlaskClient, number: int, status: int) -> None:
    """B4: twenty facet values are taken, over all facets together; one more is refused with the numbers."""
    years = "&".join(f"year={2000 + n}" for n in range(number - 1))
    answer = client.get(f"/api/v1/search?q=pause&kind=definition&{years}")
    assert answer.status_code == status
    if status == 400:
        assert "at most 20 values; 21 were asked for" in answer.get_json()["detail"]


def test_the_same_value_twice_counts_once(client: FlaskClient) -> None:
    """Twenty-one times the same year is one value, and is answered as such."""
    answer = document(client, "/search?q=pause&" + "&".join(["year=2023"] * 21))
    assert answer["interpreted"]["filters"] == {"year": ["2023"]}


@pytest.mark.parametrize("name", ["q", "sort", "limit", "cursor", "page", "exact", "from", "to"])
def test_a_single_value_given_twice_is_refused(client: FlaskClient, name: str) -> None:
    """Where one value counts, a second one is not silently dropped."""
    problem = refusal(client, f"/search?{name}=1&{name}=2", 400)
    assert list(problem["errors"]) == [name]
    assert "more than once" in problem["detail"]


@pytest.mark.parametrize("query", ["term=a&term=b", "kind=definition&kind=usage", "limit=1&limit=2"])
def test_a_list_filter_given_twice_is_refused(client: FlaskClient, query: str) -> None:
    """The list of statements takes one value a filter."""
    assert "more than once" in refusal(client, f"/statements?{query}", 400)["detail"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("sort=sideways", "Must be one of: relevance, newest, oldest, actor."),
        ("exact=on", "true or false is wanted."),
        ("exact=True", "true or false is wanted."),
        ("exact=", "true or false is wanted."),
        ("from=2023-13", "is not a date"),
        ("from=yesterday", "A date is wanted"),
        ("to=2023-02-30", "is not a date"),
        ("to=2024/2023", "ends before it begins"),
        ("from=0000", "is not a date"),
        ("year=20023", "A year of four digits is wanted."),
        ("year=2023%0A", "A year of four digits is wanted."),
        ("year=٢٠٢٣", "A year of four digits is wanted."),
        ("language=english", "A language tag is wanted"),
        ("term=Humanitarian%20Pause", "Small letters, digits and single hyphens are wanted"),
        ("term=", "Small letters, digits and single hyphens are wanted"),
        ("actor=john-kirby%0A", "Small letters, digits and single hyphens are wanted"),
    ],
)
def test_a_wrong_value_is_refused(client: FlaskClient, query: str, sentence: str) -> None:
    """A value of the wrong kind is 400, and the sentence says what is wanted."""
    assert sentence in refusal(client, f"/search?q=pause&{query}", 400)["detail"]


def test_all_that_is_wrong_is_said_at_once(client: FlaskClient) -> None:
    """Each wrong parameter has its own sentence."""
    problem = refusal(client, "/search?limit=0&sort=x&surprise=1&year=2023&year=x", 400)
    assert set(problem["errors"]) == {"limit", "sort", "surprise", "year"}
    assert all(f"The parameter {name}: " in problem["detail"] for name in problem["errors"])


@pytest.mark.parametrize(
    ("value", "exact"), [("true", True), ("1", True), ("yes", True), ("false", False), ("0", False)]
)
def test_exact_means_what_it_says(client: FlaskClient, value: str, exact: bool) -> None:
    """Every accepted spelling of yes asks for the words as typed."""
    assert document(client, f"/search?q=pauses&exact={value}")["interpreted"]["exact"] is exact


@pytest.mark.parametrize("path", ["/terms", "/actors", "/sources", "/events", "/statements"])
@pytest.mark.parametrize(
    "slug", ["nothing", "Humanitarian-Pause", "%00", "%ED%A0%80", "%E2%80%AEx", "x" * 3000, "' OR 1=1 --"]
)
def test_an_unknown_record_is_not_found(client: FlaskClient, path: str, slug: str) -> None:
    """An address without a record is 404 with a sentence, however it is written."""
    assert "in the glossary." in refusal(client, f"{path}/{slug}", 404)["detail"]


def test_show_is_differences_or_nothing(client: FlaskClient) -> None:
    """A comparison takes one word for what to show."""
    assert "differences" in refusal(client, f"/compare?{KIRBY_TWICE}&show=all", 400)["detail"]
