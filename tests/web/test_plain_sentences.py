"""What pages say around the data is said in whole, plain sentences, with dates written out."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.addresses import COMPARISON, main

ISO = re.compile(r"\b20\d\d-\d\d-\d\d\b")


def test_the_state_of_the_files_is_a_date_in_words(client: FlaskClient) -> None:
    """The page of files writes its date out as other pages do, and names each file so that it can be read aloud."""
    page = main(client, "/export")
    assert not ISO.search(page.one("p", class_="rule").text)
    assert re.search(r"that of \d{1,2} [A-Z][a-z]+ \d{4}, or a later one", page.one("p", class_="rule").text)
    assert "All of it, one entry for each term" in [term.text for term in page.all("dt")]


def test_a_course_over_time_says_what_is_set_against_what(client: FlaskClient) -> None:
    """Whose changes are listed, what of one day and what of several conflicts, each in a sentence of its own."""
    told = main(client, "/compare?actor=joe-biden&over=time").text
    for sentence in (
        "by one speaker, alone or in a joint text: something new took the place of what was said before.",
        "Of two statements of one day, neither counts as the earlier.",
        "Only statements on the same conflict are set against each other; definitions and appeals on no single "
        "conflict are left out. Conflicts here: ",
    ):
        assert sentence in told


def test_what_was_published_last_is_named(client: FlaskClient) -> None:
    """Under a comparison stands that a change was published, and not "the newest one" of nothing."""
    assert "The newest change that it holds was published on " in main(client, COMPARISON).one(id="keep").text


@pytest.mark.parametrize("text", ["Both called for a humanitarian pause."])
def test_points_fit_into_the_sentence(client: FlaskClient, text: str) -> None:
    """A text is a text, be it a draft or an article; the point "ends when" is read as a part of the sentence."""
    answer = client.post("/api/v1/annotate", json={"text": text}).get_json()
    [says] = [term["says"] for term in answer["terms"]]
    assert says.startswith("This text says ")
    assert "ends when" not in says
    assert says.endswith(" and when it ends.")


def test_an_actor_is_not_an_it(client: FlaskClient) -> None:
    """What leads to the terms of a person side by side does not call the person an it."""
    links = [link.text for link in main(client, "/actors/john-kirby").all("a")]
    assert "All terms side by side" in links
