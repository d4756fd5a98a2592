"""What counts as a change over time: only what the record shows, of one speaker, in an order that is sure."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from glossary.services.comparison_changes import changes


def statement(name: str, day: str, term: str = "pause", stance: str = "calls-for", **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "actor": {"slug": more.get("actor", "x")},
        "term": {"slug": term, "preferred": f"the {term}"},
        "stance": stance,
        "said_from": more.get("first", day),
        "said_to": more.get("last", day),
        "disputes": more.get("disputes", []),
    }


def pairs(*statements: dict[str, Any]) -> list[tuple[str, str]]:
    return [(change["before"], change["after"]) for change in changes(statements)]


def test_of_one_day_neither_statement_is_the_earlier() -> None:
    """Two terms on one day are no change: which came first is not recorded, and an id is no clock."""
    assert pairs(statement("a", "2023-10-01"), statement("b", "2023-10-01", "truce")) == []


def test_dates_that_may_overlap_have_no_order() -> None:
    """An approximate date may be that of the other statement, or after it."""
    loose = statement("a", "", first="2023-10-01", last="2023-10-03")
    assert pairs(loose, statement("b", "2023-10-03", "truce")) == []
    assert pairs(loose, statement("b", "2023-10-04", "truce")) == [("a", "b")]


def test_two_accounts_of_one_utterance_are_no_change() -> None:
    """A retelling dated later is not another statement of the speaker."""
    told = statement("a", "2023-10-01", disputes=["b"])
    assert pairs(told, statement("b", "2023-10-05", "truce", disputes=["a"])) == []


def test_speakers_are_kept_apart() -> None:
    """What another one says changes nothing about a speaker."""
    assert pairs(statement("a", "2023-10-01"), statement("b", "2023-10-02", "truce", actor="y")) == []


def test_saying_the_same_again_is_no_change() -> None:
    """The same term with the same stance stays; so does one of two terms used on the day before."""
    assert pairs(statement("a", "2023-10-01"), statement("b", "2023-10-02")) == []
    both = (statement("a", "2023-10-01"), statement("b", "2023-10-01", "truce"))
    assert pairs(*both, statement("c", "2023-10-02", "truce")) == []


def test_only_the_last_statements_before_count_for_the_term() -> None:
    """A term of long before is no measure where another one was used since."""
    first, then = statement("a", "2023-10-01"), statement("b", "2023-10-02", "truce")
    assert pairs(first, then, statement("c", "2023-10-03", "lull")) == [("a", "b"), ("b", "c")]


def test_a_stance_is_measured_by_the_last_use_of_its_term() -> None:
    """From opposing a ceasefire to calling for one is a change, whatever was said of other terms in between."""
    first = statement("a", "2023-10-01", "ceasefire", "opposes")
    found = changes(
        [first, statement("b", "2023-10-02"), statement("c", "2023-10-03", "ceasefire", "calls-for")],
    )
    words = {(change["before"], change["after"]): change["words"] for change in found}
    assert words["a", "c"] == "now calls for, before opposes"
    assert words["b", "c"] == "now the ceasefire, before the pause"
    assert words["a", "b"] == "now the pause (calls for), before the ceasefire (opposes)"


def test_no_stand_has_words_of_its_own() -> None:
    """The stance `none` is a value, and is said as one."""
    found = changes([statement("a", "2023-10-01", stance="none"), statement("b", "2023-10-02")])
    assert [change["words"] for change in found] == ["now calls for, before no stand"]


days = st.integers(1, 6).map(lambda day: f"2023-10-0{day}")
drawn = st.lists(
    st.tuples(
        days, st.sampled_from(["pause", "truce"]), st.sampled_from(["opposes", "supports"]), st.sampled_from("xy")
    ),
    max_size=8,
)


@given(drawn, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(drawn: list[tuple[str, str, str, str]], chance: Any) -> None:
    """The same statements, entered in any order, show the same changes in the same order."""
    made = [statement(f"s{n}", day, term, stance, actor=who) for n, (day, term, stance, who) in enumerate(drawn)]
    mixed = list(made)
    chance.shuffle(mixed)
    assert changes(mixed) == changes(made)


@given(drawn)
def test_every_change_is_one(drawn: list[tuple[str, str, str, str]]) -> None:
    """Each is of one speaker, from a surely earlier statement to a later one, with another term or another stance."""
    made = {
        f"s{n}": statement(f"s{n}", day, term, stance, actor=who) for n, (day, term, stance, who) in enumerate(drawn)
    }
    for change in changes(made.values()):
        before, after = made[change["before"]], made[change["after"]]
        assert before["actor"] == after["actor"]
        assert before["said_to"] < after["said_from"]
        assert (change["term"] is not None) == (before["term"] != after["term"])
        assert (change["stance"] is not None) == (before["stance"] != after["stance"])
        assert change["term"] or change["stance"]
