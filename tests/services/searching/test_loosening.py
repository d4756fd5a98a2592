"""Where few statements have all that was asked for, those with most of it follow, and each says what it lacks."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.services.index import indexing
from glossary.services.index.documents import facet_values
from glossary.services.reading import published as reading
from glossary.services.searching import searching
from glossary.services.searching.retrieving import ENOUGH
from tests.services.publishing import editing
from tests.services.searching.asking import Answer, ask, ids, recognised, rows

FEW = "Kirby monitoring ceasefire zanzibar"
"""Four words that no statement has together."""
SOME = "Netanyahu hostages ceasefire Gaza Hamas"
"""Five words that a few statements have together."""
LOOSENED = (
    FEW,
    SOME,
    "Macron call ceasefire",
    "resolution 1701",
    "Baerbock Cameron pause",
    "هدنة زهرة",
    "Russian amendment Security Council",
)


def met(answer: Answer) -> list[int]:
    """How many of the clauses sought each hit meets, as far as it says."""
    sought = sum(clause["sought"] and not clause["excluded"] for clause in answer["interpreted"]["clauses"])
    return [sought - len(hit["missing"]) for hit in answer["hits"]]


@pytest.mark.parametrize("text", LOOSENED)
def test_what_has_all_comes_first_then_what_has_most(text: str, context: Flask) -> None:
    """`whole` of the hits lack nothing, the first of all among them, and none lacks more than the answer says."""
    answer = ask(text)
    at_least = answer["interpreted"]["at_least"]
    assert answer["whole"] < ENOUGH <= answer["total"] or at_least == 1
    assert sum(not hit["missing"] for hit in answer["hits"]) == answer["whole"]
    assert min(met(answer)) == at_least
    assert met(answer)[0] == max(met(answer))


@pytest.mark.parametrize("text", ["hostages fuel winter", "hospital fuel zanzibar", "fuel trucks hospital"])
def test_words_that_name_nothing_stand_in_the_order_of_their_number(text: str, context: Flask) -> None:
    """Where nothing is recognised, which would raise hits, those with more of the words always come first."""
    answer = ask(text)
    assert recognised(answer) == []
    assert len(set(met(answer))) > 1
    assert met(answer) == sorted(met(answer), reverse=True)


@pytest.mark.parametrize("text", LOOSENED)
def test_no_further_than_needed(text: str, context: Flask) -> None:
    """Asking one clause more of each hit would have left fewer than enough."""
    answer = ask(text)
    assert sum(number > answer["interpreted"]["at_least"] for number in met(answer)) < ENOUGH


def test_what_is_missing_is_not_there(context: Flask) -> None:
    """A word that a hit is said to lack is marked nowhere in it; one that it has is shown or explained."""
    for hit in ask(SOME)["hits"]:
        shown = " ".join(p["text"] for parts in hit["highlights"].values() for p in parts if p["match"]).lower()
        assert not any(word.lower() in shown for word in hit["missing"])
        assert len(hit["missing"]) < 5


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (FEW, searching.LOOSENED_ALL),
        (
            "Baerbock Cameron pause",
            "One statement has all of these words. Those with some of them are shown too;",
        ),
        (
            "Macron call ceasefire",
            "2 statements have all of these words. Those with some of them are shown too; each says which",
        ),
        ("ceasefire", None),
        ("zanzibar", None),
        ("", None),
    ],
)
def test_a_sentence_says_so(text: str, notice: str | None, context: Flask) -> None:
    """None, one or several statements have all words: the sentence counts them; nothing loosened, nothing said."""
    answer = ask(text)
    if notice is None:
        assert answer["notice"] is None
    else:
        assert notice in answer["notice"]
        assert "1 statements" not in answer["notice"]


@pytest.mark.parametrize("text", ["ceasefire", "ceasefire Gaza", "humanitarian pause hostages", "the pause of the"])
def test_enough_is_left_alone(text: str, context: Flask) -> None:
    """Ten statements with all words are an answer: nothing else is added, and nothing is missing."""
    answer = ask(text)
    assert answer["total"] == answer["whole"] >= ENOUGH
    assert answer["interpreted"]["at_least"] is None
    assert all(hit["missing"] == [] for hit in answer["hits"])


@pytest.mark.parametrize("firm", ['"general ceasefire"', "hostag*"])
def test_quoted_and_starred_words_are_never_let_go(firm: str, context: Flask) -> None:
    """However few statements have them: each hit has every phrase and beginning, also together."""
    within = set(ids(ask(firm)))
    answer = ask(f"Kirby zanzibar pause {firm}")
    assert answer["interpreted"]["at_least"]
    assert set(ids(answer)) <= within
    assert not any(firm.strip('"') in hit["missing"] for hit in answer["hits"])
    assert ask(f'{firm} "no such words here"')["total"] == 0


def test_exclusions_and_filters_hold(context: Flask) -> None:
    """What is left out stays out and what is narrowed stays narrow, however far the words are loosened."""
    plain = ask(FEW)
    excluded, narrowed = ask(f"{FEW} -truce"), ask(FEW, stance="opposes")
    assert plain["interpreted"]["at_least"]
    assert excluded["interpreted"]["at_least"]
    assert set(ids(excluded)).isdisjoint(ids(ask("truce")))
    assert {hit["statement"]["stance"] for hit in narrowed["hits"]} == {"opposes"}
    assert {hit["statement"]["actor"]["slug"] for hit in ask(f"{FEW} actor:biden")["hits"]} <= {"joe-biden"}
    years = ask(FEW, from_="2023-10", to="2023-11")
    assert all(hit["statement"]["said_from"] <= "2023-11-30" for hit in years["hits"])
    assert all(hit["statement"]["said_to"] >= "2023-10-01" for hit in years["hits"])


def test_counts_are_of_the_loosened_answer(context: Flask) -> None:
    """The counts to narrow by are over all hits shown, not over the few that have everything."""
    answer = ask(SOME)
    for facet in answer["facets"]:
        for row in facet["values"]:
            having = [h for h in answer["hits"] if row["value"] in facet_values(h["statement"])[facet["name"]]]
            assert row["count"] == len(having)


@pytest.mark.parametrize("text", LOOSENED)
def test_more_words_never_leave_fewer_with_all(text: str, context: Flask) -> None:
    """Each word taken away leaves at least as many statements that have all that remains."""
    words = text.split()
    wholes = [ask(" ".join(words[: len(words) - gone]))["whole"] for gone in range(len(words))]
    assert wholes == sorted(wholes)


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "actor"])
@pytest.mark.parametrize("text", [FEW, SOME])
def test_b6_pages_of_a_loosened_answer_hold_each_hit_once(text: str, sort: str, context: Flask) -> None:
    """B6: by cursor and by number, the pages together are the one large page, in its order."""
    whole = ids(ask(text, sort=sort))
    walked: list[str] = []
    cursor = ""
    while cursor is not None and len(walked) <= len(whole):
        answer = ask(text, sort=sort, limit=7, cursor=cursor)
        assert answer["total"] == len(whole)
        walked, cursor = [*walked, *ids(answer)], answer["next"]
    turned = [one for page in range(1, len(whole) // 7 + 2) for one in ids(ask(text, sort=sort, limit=7, page=page))]
    assert walked == turned == whole
    assert len(set(whole)) == len(whole)


def test_everything_is_found_where_nothing_is_asked(context: Flask) -> None:
    """An empty query is never loosened, nor one that only leaves out."""
    everything = {item["id"] for item in reading.statements_of()}
    assert set(ids(ask(""))) == everything
    assert set(ids(ask("-truce"))) == everything - set(ids(ask("truce", exact=0))) | (
        everything - set(ids(ask("truce")))
    )
    assert ask("-the -a -of -to -in -and")["interpreted"]["at_least"] is None


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        ("ceasfire", "ceasfire", "ceasefire"),
        ("Humanitrian pause", "Humanitrian", "humanitarian"),
        ("what is an armistise", "armistise", "armistice"),
        ("Kirby hummanitarian", "hummanitarian", "humanitarian"),
    ],
)
def test_a_misspelt_word_is_read_as_the_nearest(text: str, written: str, read: str, context: Flask) -> None:
    """Only a word that no statement has is read otherwise, and the answer says what was read; it is then the same."""
    answer = ask(text)
    assert answer["interpreted"]["spelled"] == [{"written": written, "read": read}]
    assert ids(answer) == ids(ask(text.replace(written, read))) != []


def test_a_word_that_was_taken_out_is_not_proposed(own_app: Flask) -> None:
    """B4, K6: amended or blacked out, it is in no statement, whatever a process remembers of the index's words."""
    for summary, read in (("Zanzibarically short.", ["zanzibarically"]), ("Short.", [])):
        editing.revise("statement", "ocha-humanitarian-pause-2022", summary=summary)
        indexing.drain()
        assert [one["read"] for one in ask("zanzibarcally")["interpreted"]["spelled"]] == read


def test_in_place_of_a_word_that_was_taken_out_the_nearest_is_proposed(own_app: Flask) -> None:
    """B4: a quoted word that no statement has any more is one that none has."""
    for summary, proposed in (("Ceasefird, in short.", None), ("Short.", '"ceasefire"')):
        editing.revise("statement", "ocha-humanitarian-pause-2022", summary=summary)
        indexing.drain()
        assert ask('"ceasefird"')["interpreted"]["did_you_mean"] == proposed


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('"ceasfire" pause', "ceasfire"),
        ('ceasfire "ceasfire now"', "ceasfire now"),
        ("ceasfire -ceasfire", "ceasfire"),
        ("ceasfire ceasfire*", "ceasfire*"),
        ("2029 pause", "2029"),
        ("covid19 pause", "covid19"),
    ],
)
def test_quoted_starred_excluded_words_and_numbers_are_read_as_they_are(text: str, kept: str, context: Flask) -> None:
    """Whatever else is forgiven, these stay as they were typed."""
    about = ask(text)["interpreted"]
    assert kept in {clause["text"] for clause in about["clauses"]}
    assert {one["written"] for one in about["spelled"]} <= {"ceasfire"}


@pytest.mark.parametrize("text", ["cause", "lull", "character", "trucks", '"humanitarian pause"', "zanzibar"])
def test_a_word_that_finds_is_not_mended(text: str, context: Flask) -> None:
    """A word that some statement has is neither replaced nor is another proposed, however rare it is."""
    about = ask(text)["interpreted"]
    assert (about["spelled"], about["did_you_mean"]) == ([], None)


@pytest.mark.parametrize(
    ("text", "exact", "proposed"),
    [
        ('"humanitarian puase"', "0", '"humanitarian pause"'),
        ('truce "ceasfire now" -"fro ever"', "0", 'truce "ceasefire now" -"fro ever"'),
        ("ceasfire puase", "1", "ceasefire pause"),
        ("ceasfire", "0", None),
    ],
)
def test_what_is_not_forgiven_is_proposed(text: str, exact: str, proposed: str | None, context: Flask) -> None:
    """Quoted and exact words stay as typed, and the nearest that are known are proposed; exclusions stay."""
    assert ask(text, exact=exact)["interpreted"]["did_you_mean"] == proposed


def test_where_loosening_adds_nothing_the_counts_are_those_of_the_whole(context: Flask) -> None:
    """A filter that leaves nothing more to find keeps the counts of the strict query, facet by facet."""
    answer = ask("truce ceasefire", actor=["afp"])
    assert answer["interpreted"]["at_least"] is None
    for row in rows(answer, "actor").values():
        narrowed = ask("truce ceasefire", actor=[row["value"]])
        assert narrowed["whole"] == row["count"]
