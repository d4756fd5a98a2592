"""The query as it was understood: shown in words, each part taken away by a link, and nothing where all is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.addresses import main
from tests.web.html import Node

QUESTION = "/search?q=did+Israel+oppose+a+humanitarian+pause+in+October+2023"


def box(top: Node) -> str:
    """What stands in the search box."""
    return top.one("input", id="find").attributes["value"]


def chips(top: Node) -> list[Node]:
    """The parts that can be taken away, of the query and of what narrows it."""
    return [
        *top.all("a", class_="part"),
        *(a for p in top.all("p", class_="chosen") for a in p.all("a", class_="code")),
    ]


def says(chip: Node) -> str:
    """What a part says, without the word for screen readers."""
    return chip.text.replace("✕", "").replace("Remove", "").strip()


def held(top: Node) -> list[str]:
    """All that the page says it looks for; one plain word stands in the box alone."""
    said = [says(chip) for chip in chips(top)]
    words = [says(chip) for chip in top.all("a", class_="part") if says(chip) != "only as written"]
    return sorted(re.sub('[“”"]', "", one) for one in [*said, *([box(top)] if box(top) and not words else [])])


def walk(client: FlaskClient, address: str, seen: set[str]) -> Iterator[tuple[Node, Node, str]]:
    """Every page reached by taking parts away, with the page before and the part."""
    top = main(client, address)
    for chip in chips(top):
        target = chip.attributes["href"]
        after = main(client, target)
        yield top, after, says(chip)
        if target not in seen:
            seen.add(target)
            yield from walk(client, target, seen)


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=humanitarian+pause",
        '/search?q="humanitarian+pause"+ceasef*+-truce&kind=definition&from=2010&sort=oldest',
        "/search?q=pause+actor:kirby+-stance:opposes+year:2023",
        '/search?q=-term:"humanitarian+pause"+-actor:kirby+to:2023&group=term&exact=1',
    ],
)
def test_taking_any_part_away_leaves_the_others(client: FlaskClient, address: str) -> None:
    """Each ✕ leads to a page without that part and with all others; the box says what is still sought."""
    steps = list(walk(client, address, set()))
    assert steps
    for before, after, part in steps:
        rest = held(before)
        rest.remove(re.sub("[“”]", "", part))
        assert held(after) == rest
    assert min(len(held(after)) for _, after, _ in steps) <= 1


def test_box_parts_and_address_agree(client: FlaskClient) -> None:
    """What was typed as an operator is in the links as a parameter; exclusions stay typed, and the box shows them."""
    top = main(client, "/search?q=pause+actor:kirby+-stance:opposes+from:2023-10&kind=definition")
    assert box(top) == "pause -stance:opposes"
    newest = next(a for a in top.one("p", class_="order").all("a") if a.text == "newest first")
    assert parse_qs(urlsplit(newest.attributes["href"]).query) == {
        "q": ["pause -stance:opposes"],
        "kind": ["definition"],
        "actor": ["john-kirby"],
        "from": ["2023-10-01"],
        "sort": ["newest"],
    }
    again = main(client, newest.attributes["href"])
    assert [says(chip) for chip in chips(again)] == [says(chip) for chip in chips(top)]
    assert top.one("p", class_="chosen").text.count("Remove") == 4
    assert "without stance opposes" in top.one(class_="asked").text


def test_what_would_be_refused_as_parameters_stays_typed(client: FlaskClient) -> None:
    """A span that ends before it begins finds nothing, and no link of the page is refused for it."""
    top = main(client, "/search?q=pause+from:2024+to:2023")
    assert box(top) == "pause from:2024 to:2023"
    assert [says(chip) for chip in chips(top)] == ["pause", "from 2024", "to 2023"]
    assert all(client.get(chip.attributes["href"]).status_code == 200 for chip in chips(top))


@pytest.mark.parametrize("word", ["truce", "ceasefire", "hostages"])
def test_one_plain_word_needs_no_explaining(client: FlaskClient, word: str) -> None:
    """No line stands under the box where it would say what everyone sees."""
    top = main(client, f"/search?q={word}")
    assert not top.all(class_="asked")
    assert "Only these exact words" in top.text


def test_what_words_were_read_as(client: FlaskClient) -> None:
    """A question shows what was recognised, with links to entries, and which words are not required."""
    asked = main(client, QUESTION).one(class_="asked")
    assert "actor State of Israel and its people and bodies" in asked.text
    assert "stance opposes" in asked.text
    assert "October 2023" in asked.text
    assert "not required: did, a, in" in asked.text
    entries = {a.attributes["href"] for a in asked.all("a")}
    assert {"/actors/israel", "/terms/humanitarian-pause"} <= entries
    exact = next(a for a in asked.all("a") if a.text == "Only these exact words")
    assert "Read as" not in main(client, exact.attributes["href"]).text


def test_one_name_of_an_actor_is_read_as_that_actor(client: FlaskClient) -> None:
    """Where the word and the entry's name differ, the page says whom it took the word for."""
    assert "Read as actor John Kirby" in main(client, "/search?q=Kirby").one(class_="asked").text


def test_another_spelling_is_said_and_can_be_refused(client: FlaskClient) -> None:
    """Nothing for what was typed: the page shows what was read instead, and leads to what was typed."""
    top = main(client, "/search?q=ceasfire")
    told = top.one("p", role="status")
    assert told.text.startswith("Nothing for ceasfire; showing ceasefire.")
    assert "for “ceasefire”" in top.one("h2", class_="total").text
    only = main(client, told.one("a").attributes["href"])
    assert only.one("h2", class_="total").text == "No statement for “ceasfire”"


def test_a_nearer_word_is_proposed(client: FlaskClient) -> None:
    """What is quoted is sought as it stands; the same with the nearest words is a link."""
    proposal = main(client, "/search?q=%22humanitarian+puase%22").one("p", class_="mean")
    assert (
        proposal.text == "Did you mean “humanitarian pause”?" or proposal.text == 'Did you mean "humanitarian pause"?'
    )
    assert proposal.one("a").attributes["href"] == "/search?q=%22humanitarian+pause%22"


def test_a_loosened_answer_is_divided(client: FlaskClient) -> None:
    """Hits with all words, a line, then hits that lack some, each saying which."""
    top = main(client, "/search?q=vaccination+days+of+tranquillity+children")
    assert "have all of these words" in top.one("p", role="status").text
    line = top.one("h3", class_="lacking")
    nodes = list(top.nodes())
    for entry in top.all("article"):
        assert ("Lacks:" in entry.text) == (nodes.index(entry) > nodes.index(line))
    assert not main(client, "/search?q=vaccination+days+of+tranquillity+children&sort=newest").all(class_="lacking")


def test_why_a_hit_is_there_is_said_in_words(client: FlaskClient) -> None:
    """An equivalent names its term, a recognised word what it was read as; nothing is said twice."""
    text = main(client, "/search?q=هدنة+إنسانية").text
    assert "هدنة إنسانية, an equivalent of humanitarian truce" in text
    reasons = [p.text for p in main(client, QUESTION).all("p", class_="src") if p.text.startswith("Found by")]
    assert any("oppose, read as the stance opposes" in reason for reason in reasons)
    for reason in reasons:
        parts = reason.removeprefix("Found by: ").rstrip(".").split("; ")
        assert len(parts) == len(set(parts))


def test_examples_of_the_help_find_something(client: FlaskClient) -> None:
    """Every live example under “How to search” has an answer."""
    links = main(client, "/search").one("details", class_="help").one("dl").all("a")
    assert len(links) > 10
    for link in links:
        assert main(client, link.attributes["href"]).all("article"), link.text


def test_an_empty_answer_offers_what_finds_something(client: FlaskClient) -> None:
    """Without one word, or without one thing chosen: as many as it says."""
    for address in ("/search?q=lieber+pause&exact=1", "/search?q=lieber&kind=usage&exact=1"):
        offers = [a for a in main(client, address).one(class_="prose").all("a") if " without " in a.text]
        assert offers
        for offer in offers:
            number = offer.text.partition(" ")[0]
            found = main(client, offer.attributes["href"]).one("h2", class_="total").text
            assert f"{number} statement" in found or (number == "1" and found.startswith("One statement"))
