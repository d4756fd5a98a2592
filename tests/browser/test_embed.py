"""A term beside the word, on a page of another origin with a strict policy (the script `embed.js`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser.another_site import another_site
from tests.browser.conftest import Tab
from tests.browser.faults import found_by_axe

pytestmark = pytest.mark.browser
KIRBY = "“localized, temporary, specific pauses on the battlefield so that humanitarian assistance can get in”"
TWO = "Compare \u2068Federal Government of Ethiopia\u2069 and \u2068United States of America\u2069"
HEIGHT = 800
"""Of the windows of `tab`."""
HOSTILE = "<img src=x onerror=alert(1)><b>bold</b>"


@pytest.fixture(scope="module")
def site(address: str) -> Iterator[str]:
    """Where the other site's page is."""
    with another_site(address) as found:
        yield found


@pytest.fixture
def other(tab: Tab, site: str) -> Iterator[Page]:
    """The other site's page in a fresh tab; whatever the browser complains of, such as its policy, fails the test."""
    page, complaints = tab(site), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/")
    yield page
    assert [one for one in complaints if "404" not in one and "ERR_FAILED" not in one] == []


def note(page: Page) -> Locator:
    """What stands beside the word."""
    return page.locator("#glossary-note")


def asked(page: Page) -> list[Request]:
    """What the page asks of the glossary from now on."""
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request) if "/api/" in request.url else None)
    return requests


def test_by_keyboard_with_actor_date_source_and_link(other: Page, address: str) -> None:
    """Tab shows the actor's words with date and source and leads on to the links; Escape closes and leads back."""
    other.keyboard.press("Tab")
    expect(other.locator("#kirby")).to_be_focused()
    expect(note(other)).to_contain_text("2 definitions by John Kirby.")
    for words in ("John Kirby, 26 October 2023 (approximate)", KIRBY, "Reported by ABC News", "27 October 2023"):
        expect(note(other)).to_contain_text(words)
    expect(other.locator("#kirby")).to_have_attribute("aria-expanded", "true")
    expect(other.locator("#kirby")).to_have_accessible_description(
        re.compile("2 definitions by John Kirby.*localized, temporary")
    )
    other.keyboard.press("Tab")
    link = note(other).get_by_role("link").first
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", f"{address}/statements/john-kirby-humanitarian-pause-2023-10-26")
    other.keyboard.press("Escape")
    expect(note(other)).to_have_count(0)
    expect(other.locator("#kirby")).to_be_focused()
    expect(other.locator("#kirby")).to_have_attribute("aria-expanded", "false")
    expect(other.locator("#kirby")).not_to_have_attribute("aria-describedby", "glossary-note")
    other.keyboard.press("Enter")
    expect(note(other)).to_contain_text(KIRBY)


LOOKS = (
    "e => [getComputedStyle(e).textDecorationLine, getComputedStyle(e).textDecorationStyle, getComputedStyle(e).cursor]"
)


@contextmanager
def as_told(page: Page, address: str, style: str = "") -> Iterator[None]:
    """The page of a site that has the glossary's snippets and nothing else, but for rules of its own."""
    page.goto(f"{address}/about/embed")
    snippets = page.locator("pre code").all_inner_texts()[:2]
    head = '<!doctype html><html lang="en"><title>Words</title><link rel="stylesheet" href="/page.css">'
    with another_site(address, page="\n".join([head, *snippets]), style=style) as site:
        page.goto(site)
        yield


def test_with_the_snippets_alone_readers_see_which_words(page: Page, address: str) -> None:
    """The words are underlined with dots and the pointer changes over them, under a strict policy, as in the sample."""
    with as_told(page, address):
        words = page.locator("[data-glossary]")
        assert words.all_inner_texts() == ["humanitarian pause", "humanitarian truce"]
        assert words.first.evaluate(LOOKS) == ["underline", "dotted", "help"]
        words.first.hover()
        expect(note(page)).to_contain_text(KIRBY)
    page.goto(f"{address}/about/embed")
    assert page.locator("[data-glossary]").first.evaluate(LOOKS) == ["underline", "dotted", "help"]


def test_how_the_words_look_is_the_pages_to_say(page: Page, address: str) -> None:
    """The least rule of the page goes before that of the script."""
    with as_told(page, address, "span{{text-decoration:none;cursor:text}}"):
        word = page.locator("[data-glossary]").first
        expect(word).to_have_role("button")
        assert word.evaluate(LOOKS) == ["none", "solid", "text"]


def test_by_mouse_without_an_actor_the_summary_of_disagreement(other: Page, address: str) -> None:
    """Nobody's wording is chosen: how many speak and where they differ; the note stays while the mouse is on it."""
    other.hover("#many")
    expect(note(other)).to_contain_text("21 statements by 17 actors are recorded; actors differ on duration, area,")
    expect(note(other)).not_to_contain_text("“")
    note(other).get_by_role("link", name="All uses of the term").hover()
    other.wait_for_timeout(500)
    expect(
        note(other).get_by_role(
            "link", name="Compare \u2068Federal Government of Ethiopia\u2069 and \u2068United States of America\u2069"
        )
    ).to_have_attribute(
        "href", f"{address}/compare?term=humanitarian-truce&actor=ethiopia-government&actor=united-states"
    )
    other.hover("h1")
    expect(note(other)).to_have_count(0)


def test_a_quote_stands_in_its_own_language(other: Page) -> None:
    """An Arabic quote has the marks, the language and the direction of Arabic."""
    other.click("#ansari")
    quote = note(other).locator("[lang=ar]").first
    expect(quote).to_have_attribute("dir", "rtl")
    assert quote.inner_text().startswith("«")
    assert quote.inner_text().endswith("»")


def test_silence_is_said_as_silence(other: Page) -> None:
    """An actor without a statement on the term is not made to say anything."""
    other.click("#silent")
    expect(note(other)).to_contain_text("No statement by John Kirby on this term is recorded; that does not mean")


def test_a_link_stays_a_link(other: Page) -> None:
    """A word that is a link already gets the note and still leads where it leads."""
    other.focus("#link")
    expect(note(other)).to_contain_text("statements by")
    expect(other.locator("#link")).not_to_have_attribute("role", "button")
    other.keyboard.press("Enter")
    assert other.url.endswith("#end")


def test_it_asks_once_and_tells_nothing(other: Page, site: str) -> None:
    """Nothing is asked before a reader asks; then once a term, without cookies and without the page's address."""
    requests = asked(other)
    other.wait_for_timeout(300)
    assert requests == []
    for _ in range(3):
        other.hover("#many")
        expect(note(other)).to_be_visible()
        other.hover("h1")
        expect(note(other)).to_have_count(0)
    assert len(requests) == 1
    told = requests[0].all_headers()
    assert "cookie" not in told
    assert "referer" not in told
    assert other.context.cookies() == []
    assert other.evaluate("Object.keys({...localStorage, ...sessionStorage})") == []


def test_where_the_glossary_cannot_be_reached_the_page_stays_as_it_is(other: Page) -> None:
    """Nothing appears and nothing breaks; when it can be reached again, the note comes."""
    before = other.inner_text("main")
    other.route("**/api/**", lambda route: route.abort())
    other.click("#kirby")
    other.wait_for_timeout(400)
    expect(note(other)).to_have_count(0)
    assert other.inner_text("main") == before
    other.unroute("**/api/**")
    other.keyboard.press("Enter")
    expect(note(other)).to_contain_text(KIRBY)


def test_a_word_that_the_glossary_lacks_stays_a_word(other: Page) -> None:
    """The answer is 404, and nothing appears."""
    with other.expect_response("**/no-such-term/tooltip") as answered:
        other.click("#unknown")
    assert answered.value.status == 404
    expect(note(other)).to_have_count(0)


def test_what_is_answered_stays_text(other: Page) -> None:
    """Markup in an answer is shown as it was written, and is no markup."""

    def spoil(route: Route) -> None:
        told = route.fetch().json()
        told["items"][0]["text"] = told["items"][0]["actor"]["name"] = told["sentence"] = HOSTILE
        told["items"][0]["address"] = "javascript:alert(1)"
        route.fulfill(json=told, headers={"Access-Control-Allow-Origin": "*"})

    other.route("**/api/**", spoil)
    other.click("#kirby")
    expect(note(other)).to_contain_text(HOSTILE)
    assert note(other).locator("img").count() == 0
    assert note(other).locator("a[href^=javascript]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_whole_and_keeps_its_own_looks(tab: Tab, site: str, width: int, scheme: str) -> None:
    """At either width and in either scheme the note is within the window, has its own looks, and axe finds nothing."""
    page = tab(site, width=width, scheme=scheme)
    page.goto("/")
    for word in ("#kirby", "#many"):
        page.focus(word)
        expect(note(page)).to_contain_text("humanitarian")
        box = note(page).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= HEIGHT
        assert found_by_axe(page) == []
    looks = "e => [getComputedStyle(e).textTransform, getComputedStyle(e).fontSize, getComputedStyle(e).color]"
    dark = "rgb(226, 229, 227)" if scheme == "dark" else "rgb(27, 33, 38)"
    assert note(page).locator("div").evaluate(looks) == ["none", "15px", dark]


def test_the_page_about_it_shows_it(page: Page) -> None:
    """On the glossary's own page the words can be tried."""
    page.goto("/about/embed")
    page.get_by_role("button", name="humanitarian pause").click()
    expect(note(page)).to_contain_text(KIRBY)


def test_without_script_they_are_words(tab: Tab, site: str) -> None:
    """Where no script runs, the page reads as it was written."""
    page = tab(site, script=False)
    page.goto("/")
    expect(page.locator("main p").first).to_contain_text("Kirby spoke of a humanitarian pause,")
    assert page.get_by_role("button").count() == 0
