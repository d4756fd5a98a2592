"""From a pasted article to filled forms: what is offered, what the forms hold, and that nothing is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.services.adding.candidates import MAX_CHARACTERS
from tests.admin.conftest import DeskClient
from tests.admin.forms import Values, publish, rows, summary, tree
from tests.web.html import Node

HERE = "/admin/candidates"
ARTICLE = (
    "John Kirby, spokesperson of the US National Security Council, said on Thursday that humanitarian pauses would be "
    "“localized, temporary”. The weather was fine. A senior official rejected a ceasefire."
)
SEED_ARTICLE = Path(__file__).parent.parent / "data" / "articles" / "seed-2023-11-16.txt"


def found(client: DeskClient, article: str = ARTICLE, **more: str) -> Node:
    """The page after pasting."""
    return tree(client.send(HERE, {"article": article, **more}))


def forms(page: Node) -> list[Values]:
    """What each candidate's form would send."""
    offered = page.all("form", action="/admin/statements/new")
    return [
        {
            one.attributes["name"]: one.attributes["value"]
            for one in form.all("input")
            if one.own("name") != "csrf_token"
        }
        for form in offered
    ]


def test_a_candidate_says_who_and_what(editor: DeskClient) -> None:
    """Speaker, term and quote are marked in the passage; the known speaker and the recorded statements are linked."""
    page = found(editor, published="2023-10-28")
    first = page.one("ol", class_="candidates").all("li")[0]
    assert first.one("mark").text == "humanitarian pauses"
    assert "John Kirby" in first.one("b", class_="who").text
    assert first.one("span", class_="quoted").text == "localized, temporary"
    assert first.all("a", href="/actors/john-kirby")
    assert first.all("a", href="/actors/john-kirby/humanitarian-pause")
    assert "The weather was fine" not in page.one("ol", class_="candidates").text


def test_the_form_is_filled_and_publishes(editor: DeskClient) -> None:
    """Opening a candidate gives the ordinary form; a summary and the confidence are all that is left to say."""
    sent = forms(found(editor, published="2023-10-28", source="abc-2023-10-27-kirby", conflict="general"))[0]
    assert (sent["actor"], sent["term"], sent["quote"]) == ("john-kirby", "humanitarian-pause", "localized, temporary")
    assert sent["reported_by"] == "ABC News"
    opened = tree(editor.send("/admin/statements/new", {**sent, "do": "edit"}))
    assert opened.one("textarea", id="quote").text.strip() == "localized, temporary"
    done = {"summary": "Says that a pause is for one place and a short time.", "confidence": "medium"}
    answer = publish(editor, "/admin/statements/new", {**sent, **done})
    assert answer.status_code == 303
    public = editor.get(str(answer.location).removeprefix("/admin")).get_data(as_text=True)
    assert "localized, temporary" in public
    assert "found word for word" in public


def test_an_unknown_speaker_becomes_a_new_actor(editor: DeskClient) -> None:
    """Whoever is not in the glossary is named as the text names them, for the editor to fill in."""
    (sent,) = [one for one in forms(found(editor)) if one["term"] == "ceasefire"]
    assert sent["actor"] == "+"
    assert "official" in sent["new_actor-name"]
    assert sent["stance"] == "opposes"
    assert sent["source"] == "+"


NEW_SOURCE = {
    "new_source-title": "Note of the day",
    "new_source-publisher": "Quiet Press",
    "new_source-url": "https://quiet.example.org/kirby",
    "new_source-published": "2023-10-28",
    "new_source-type": "news-report",
}
FILLED = {"summary": "Says that a pause is for one place and a short time.", "confidence": "medium"}


def from_new_source(editor: DeskClient, **more: str) -> Values:
    """What the first candidate of an article sends whose source is not recorded yet."""
    return forms(found(editor, published="2023-10-28", conflict="general", **more))[0]


def test_the_publisher_of_a_new_source_is_its_reporter(editor: DeskClient) -> None:
    """Named once beside the article, it is in each form: publisher of the new source, and who reported the words."""
    sent = from_new_source(editor, publisher=" Quiet  Press ")
    assert (sent["source"], sent["new_source-publisher"]) == ("+", "Quiet Press")
    assert (sent["attribution"], sent["reported_by"]) == ("reported", "Quiet Press")
    assert publish(editor, "/admin/statements/new", {**sent, **NEW_SOURCE, **FILLED}).status_code == 303


def test_a_recorded_source_knows_its_publisher(editor: DeskClient) -> None:
    """Where a source is chosen, its publisher counts, whatever else was typed."""
    sent = from_new_source(editor, source="abc-2023-10-27-kirby", publisher="Quiet Press")
    assert sent["reported_by"] == "ABC News"
    assert "new_source-publisher" not in sent


def test_how_words_of_an_unnamed_source_reached_us_is_asked(editor: DeskClient) -> None:
    """Without a publisher nobody knows who reported, or whether anybody did: the form leaves it to be chosen, and the
    page says so; whoever fills in what is not optional is not sent back.
    """
    page = found(editor, published="2023-10-28", conflict="general")
    assert "choose how the words reached us" in page.one("main").text
    sent = forms(page)[0]
    assert (sent["attribution"], sent["reported_by"]) == ("", "")
    data = {**sent, **NEW_SOURCE, **FILLED, "attribution": sent["attribution"] or "direct"}
    assert publish(editor, "/admin/statements/new", data).status_code == 303


def test_nothing_is_stored(desk: Flask, editor: DeskClient) -> None:
    """Reading an article writes nothing into the database, and the text is not in the page's forms either."""
    editor.token()
    before = rows(desk)
    page = found(editor, SEED_ARTICLE.read_text(encoding="utf-8"), published="2023-11-16")
    assert forms(page)
    assert rows(desk) == before
    assert page.one("textarea", id="article").text.strip() == ""


def test_no_candidates_is_said(editor: DeskClient) -> None:
    """A text that uses no term of the glossary gets a sentence, not an empty list."""
    assert "no sentence was found" in found(editor, "The harbour was quiet all day.").one("main").text


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"article": "  \n"}, "Paste the article’s text."), ({"article": "x", "published": "soon"}, "Write the day")],
)
def test_what_cannot_be_read_is_said(editor: DeskClient, sent: dict[str, str], said: str) -> None:
    """An empty text and a day that is none are refused beside their fields, with the text kept."""
    page = tree(editor.send(HERE, sent), 422)
    assert said in summary(page)[0]
    assert page.one("textarea", id="article").text.strip() == sent["article"].strip()


@pytest.mark.parametrize("over", [0, 1])
def test_b4_an_article_may_have_250_000_characters(editor: DeskClient, over: int) -> None:
    """B4: the largest article is read, in any script; one character more is refused with a sentence."""
    article = "؟" * (MAX_CHARACTERS + over)
    answer = editor.send(HERE, {"article": article})
    assert answer.status_code == (422 if over else 200)
    if over:
        assert "more than 250,000 characters" in answer.get_data(as_text=True)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.lists(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                ["“", "”", "said", "Kirby", "humanitarian pause", "ceasefire", ". ", "<b id=born>", "هدنة", "\n"]
            ),
        ),
        max_size=25,
    ).map(" ".join)
)
def test_any_text_is_answered(editor: DeskClient, text: str) -> None:
    """D12: whatever is pasted, the page answers, and what it repeats is text."""
    answer = editor.send(HERE, {"article": text})
    assert answer.status_code in (200, 422)
    assert "<b id=born>" not in answer.get_data(as_text=True)
