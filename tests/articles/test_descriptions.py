"""Who a description means: bodies by what they are, texts by whose they are, several by how many they are."""

from __future__ import annotations

import pytest

from tests.articles.sample import found, pairs


@pytest.mark.parametrize(
    ("told", "pair"),
    [
        ("JERUSALEM, Nov. 22, 2023 - The army announced a tactical pause.", ("idf", "tactical-pause")),
        ("Benjamin Netanyahu spoke on Monday. Army sources confirmed a tactical pause.", ("idf", "tactical-pause")),
        ("MOSCOW, Nov. 22, 2023 - The government proposed a truce.", ("russia", "truce")),
        ("The Foreign Ministry in Cairo said a truce was near.", ("egypt", "truce")),
        ("Egyptian sources said a truce was near.", ("egypt", "truce")),
        ("Officials in Cairo said a truce was near.", ("egypt", "truce")),
        ("A spokesperson for Amnesty International called for a truce.", ("amnesty", "truce")),
    ],
)
def test_a_body_by_its_place(told: str, pair: tuple[str, str]) -> None:
    """Of what country an army or a government is, the dateline, the words beside it or who was named tell."""
    assert pairs(told) == {pair}


def test_what_is_only_inferred_is_doubted() -> None:
    """A speaker who stands in for somebody who is not named carries a doubt that quotes the words."""
    (one,) = found("Egyptian sources said a truce was near.")
    assert any("“Egyptian sources”" in doubt for doubt in one.doubts)


def test_no_person_is_a_mission() -> None:
    """A body is not read as a person, whoever was named before."""
    told = "Special Envoy Staffan de Mistura of the U.N. mission spoke. The mission welcomed a truce."
    assert ("staffan-de-mistura", "truce") not in pairs(told)


@pytest.mark.parametrize(
    ("told", "pair"),
    [
        ("The text was tabled by Egypt, and it asks for a truce.", ("egypt", "truce")),
        ("A draft that Egypt is circulating calls for a truce.", ("egypt", "truce")),
        ("Israel's own text of May 27 was guarded. It spoke of a truce.", ("israel", "truce")),
        ("Egypt's guide describes a truce. The same guide rejects a ceasefire.", ("egypt", "ceasefire")),
        ("The text “demands a truce”, and the Security Council adopted it.", ("unsc", "truce")),
    ],
)
def test_texts_by_whose_they_are(told: str, pair: tuple[str, str]) -> None:
    """A text speaks for who tabled, wrote or adopted it."""
    assert pair in pairs("The Security Council met. " + told)


@pytest.mark.parametrize(
    "told",
    [
        "Egypt and France met. The two proposed a truce.",
        "Egypt and France met. Both proposed a truce.",
        "Egypt and France met. The two countries proposed a truce.",
        "Egypt and France have been mediating. The mediators proposed a truce.",
        "Together with Egypt, France proposed a truce.",
        "France, along with Egypt, proposed a truce.",
    ],
)
def test_several_together(told: str) -> None:
    """Those who were named side by side are meant by their number, and by what they are."""
    assert pairs(told) == {("egypt", "truce"), ("france", "truce")}


def test_the_text_of_an_organization() -> None:
    """`we` in a release is the organization that its first paragraph names."""
    told = "London, November 22, 2023 — Amnesty International met on Monday.\n\nWe call for a truce."
    assert pairs(told) == {("amnesty", "truce")}


def test_we_of_a_reporter_is_nobody() -> None:
    """`we` without such a paragraph names nobody."""
    assert pairs("Amnesty International met on Monday.\n\nWe have heard much of a truce.") == set()
