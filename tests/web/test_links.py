"""Every link of the site leads somewhere."""

from __future__ import annotations

from collections import Counter

from flask.testing import FlaskClient

from tests.web.html import read

MOST = 25
"""So many addresses with a query are followed of one path, and so many tables: they can be combined without end."""
CITED = 1
"""One in so many addresses is followed that cite a record in one of five formats, or one of its revisions: what they
answer is asked of every record in tests/interchange/test_citation_files.py.
"""


def test_every_link_leads_somewhere(client: FlaskClient) -> None:
    """From the first page on: all addresses without a query, some of each kind with one, and every anchor."""
    waiting, seen, kinds = ["/"], {"/"}, Counter[str]()
    anchors: dict[str, set[str]] = {}
    wanted: set[tuple[str, str]] = set()
    while waiting:
        address = waiting.pop()
        response = client.get(address, buffered=True)
        assert response.status_code in (200, 302, 308), address
        if not response.content_type.startswith("text/html") or response.status_code != 200:
            continue
        top = read(response.text)
        nodes = list(top.nodes())
        anchors[address] = {node.attributes["id"] for node in nodes if "id" in node.attributes}
        links = dict.fromkeys(node.attributes["href"] for node in nodes if node.tag in ("a", "link"))
        for href in (link.removeprefix("http://localhost") for link in links):
            if href.startswith(("https://", "http://")):
                continue
            target, _, anchor = href.partition("#")
            target = target or address
            wanted |= {(target, anchor)} if anchor else set()
            if target not in seen and (seen.add(target) or _follow(target, kinds)):  # type: ignore[func-returns-value]
                waiting.append(target)
    assert len(anchors) > 1000
    assert not [(page, name) for page, name in wanted if page in anchors and name not in anchors[page]]


def _follow(address: str, kinds: Counter[str]) -> bool:
    path, _, query = address.partition("?")
    if not query and not path.endswith((".json", ".csv", ".ttl", ".jsonld", ".rdf")):
        return True
    if path.endswith("/cite"):
        kinds["cite"] += 1
        return kinds["cite"] % CITED == 1
    kind = path if query else path.split("/")[1] + path[-4:]
    kinds[kind] += 1
    return kinds[kind] <= MOST


def test_forms_lead_somewhere(client: FlaskClient) -> None:
    """A form sends its fields to a page that takes them."""
    for address in ("/", "/search?q=truce", "/terms/truce", "/compare", "/compare?term=truce", "/no/such"):
        for form in read(client.get(address).text).all("form"):
            assert form.attributes["method"] == "get"
            assert form.attributes["action"] in ("/search", "/compare")
            assert {field.attributes["name"] for field in form.all("input")} <= {
                *("q", "statement", "actor", "term", "over", "with", "from", "to", "kind", "sort")
            }
