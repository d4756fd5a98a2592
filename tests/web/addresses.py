"""One address of every kind of page, and how to get a page as a tree."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.html import Node, read

KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
OCHA, QATAR_ARABIC = "ocha-humanitarian-pause-2022", "majed-al-ansari-humanitarian-truce-2023-11-22"
COMPARISON = f"/compare?statement={KIRBY}&statement={KIRBY_RETOLD}&statement={OCHA}&statement={QATAR_ARABIC}"
ACTORS_COMPARED = "/compare?term=humanitarian-pause&actor=john-kirby&actor=ocha&actor=japan"
PAGES = (
    "/",
    "/search",
    "/search?q=humanitarian+pause&term=humanitarian-pause&page=2",
    "/search?q=zzzzzz",
    "/terms",
    "/terms/humanitarian-pause",
    "/terms/humanitarian-truce",
    "/terms/no-strike-list",
    "/actors",
    "/actors?by=kind",
    "/actors?affiliation=united-nations",
    "/compare?term=truce&actor=unsc&choose=actors",
    "/actors/israel",
    "/actors/amnesty-international",
    "/actors/john-kirby/humanitarian-pause",
    "/actors/john-kirby/truce",
    "/sources",
    "/sources/hague-regulations-1907",
    "/events",
    "/events/gaza-four-day-arrangement-2023-11",
    f"/statements/{KIRBY}",
    f"/statements/{KIRBY_RETOLD}",
    "/statements/unga-humanitarian-truce-2023-10-27-4",
    "/compare",
    "/compare?term=humanitarian-pause",
    COMPARISON,
    f"{COMPARISON}&show=differences",
    ACTORS_COMPARED,
    "/compare?actor=joe-biden",
    "/compare?actor=keir-starmer&term=ceasefire&term=humanitarian-pause",
    "/compare?actor=joe-biden&over=time",
    "/compare?actor=united-kingdom&over=time&with=affiliated",
    "/compare?event=gaza-four-day-arrangement-2023-11",
    f"/compare?statement={KIRBY}&statement={OCHA}",
    "/field",
    "/field?affiliation=united-nations&actor_kind=organization&conflict=israel-hamas-2023&from=2023-10&with=affiliated",
    "/field?actor=john-kirby&term=truce",
    "/field/statements?actor_kind=state&with=affiliated",
    "/field/neighbours",
    "/export",
    "/field/neighbours?term=ceasefire&show=differing",
    "/terms/truce/correct",
    "/actors/israel/correct",
    "/changes",
    "/changes?kind=statement&from=2020",
    "/about",
    "/about/data",
    "/about/method",
    "/about/privacy",
    "/about/embed",
    "/annotate",
    "/about/vocabulary",
    "/releases",
)
REFUSED = (
    ("/terms/no-such-term", 404),
    ("/no/such/page", 404),
    ("/metrics", 404),
    ("/corrections/made-up", 404),
    ("/search?from=yesterday", 400),
    ("/changes?from=yesterday", 400),
    ("/terms/truce?as_of=2999-01-01", 400),
    (f"/statements/{KIRBY}?as_of=yesterday", 400),
    (f"/compare?statement={KIRBY}", 400),
    ("/compare?term=humanitarian-pause&actor=john-kirby", 400),
    (f"/compare?statement={KIRBY}&actor=ocha&term=truce", 400),
)
"""Addresses that answer with an error page, and its status."""


def page(client: FlaskClient, address: str, status: int = 200) -> Node:
    """The page at an address, as a tree."""
    response = client.get(address)
    assert response.status_code == status, address
    assert response.content_type == "text/html; charset=utf-8"
    return read(response.text)


def main(client: FlaskClient, address: str) -> Node:
    """What a page is about, without head and foot."""
    return page(client, address).one("main")


def following(page: Node) -> str:
    """The address of the next page of what is divided; empty where there is none."""
    return next((link.attributes["href"] for link in page.all("a", rel="next")), "")


def walk(client: FlaskClient, address: str) -> list[Node]:
    """The pages of what is divided, one after the other."""
    pages = []
    while address:
        pages.append(main(client, address))
        address = following(pages[-1])
    return pages
