"""What counts as a change over time: only what the record shows, of one speaker, in an order that is sure."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from glossary.services.comparison.changes import changes


def statement(name: str, day: str, term: str = "pause", stance: str = "calls-for", **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "actor": {"slug": more.get("actor", "x")},
        "with": [{"role": "on-behalf-of", "actor": {"slug": slug}} for slug in more.get("parties", [])],
        "conflict": {"slug": more.get("conflict", "one"), "label": "One"},
        "attribution": more.get("attribution", "reported"),
        "term": {"slug": term, "preferred": f"the {term}"},
        "stance": stance,
        "said_from": more.get("first", day),
        "said_to": more.get("last", day),
        "disputes": more.get("disputes", []),
    }


def turns(*statements: dict[str, Any], speakers: str = "xy") -> list[dict[str, Any]]:
    return changes(statements, speakers)


def pairs(*statements: dict[str, Any], speakers: str = "xy") -> list[tuple[str, str]]:
    """Each change as the ids of both sides."""
    return [(" ".join(one["befores"]), " ".join(one["afters"])) for one in turns(*statements, speakers=speakers)]


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
    found = turns(
        statement("a", "2023-10-01", "ceasefire", "opposes"),
        statement("b", "2023-10-02"),
        statement("c", "2023-10-03", "ceasefire", "calls-for"),
    )
    words = {(change["before"], change["after"]): change["words"] for change in found}
    assert words["a", "c"] == "now calls for, before opposes"
    assert words["b", "c"] == "now the ceasefire, before the pause"
    assert words["a", "b"] == "now the pause (calls for), before the ceasefire (opposes)"


def test_no_stand_has_words_of_its_own() -> None:
    """The stance `none` is a value, and is said as one."""
    found = turns(statement("a", "2023-10-01", stance="none"), statement("b", "2023-10-02"))
    assert [change["words"] for change in found] == ["now calls for, before no stand"]


def test_a_joint_text_counts_for_each_party_that_is_asked_for() -> None:
    """In its course with its own texts; not for parties that nobody asked for, nor for whoever it stands under."""
    own = statement("a", "2023-10-01")
    joint = statement("b", "2023-10-05", "truce", actor="e3", parties=["x", "z"])
    other = statement("c", "2023-10-09", "lull", actor="e3", parties=["z", "x"])
    assert [one["actor"] for one in turns(own, joint, other, speakers="x")] == ["x", "x"]
    assert pairs(own, joint, other, speakers="x") == [("a", "b"), ("b", "c")]
    assert [one["actor"] for one in turns(own, joint, other, speakers="xz")] == ["x", "x", "z"]


def test_a_term_that_is_used_again_has_not_given_way() -> None:
    """Who adds a second term on the day of the first, or on days that may be that one, has not changed the term."""
    before = statement("a", "2023-10-01")
    assert pairs(before, statement("b", "2023-10-09"), statement("c", "2023-10-09", "truce")) == []
    loose = statement("b", "", first="2023-10-08", last="2023-10-10")
    assert pairs(before, loose, statement("c", "2023-10-09", "truce")) == []
    both = (before, statement("b", "2023-10-01", "lull"))
    assert pairs(*both, statement("c", "2023-10-09"), statement("d", "2023-10-09", "truce")) == [("b", "d")]


def test_a_stance_that_is_taken_again_has_not_given_way() -> None:
    """Opposing and, in another breath of the day, calling for the same is no turn from the one to the other."""
    before = statement("a", "2023-10-01", stance="opposes")
    assert pairs(before, statement("b", "2023-10-09", stance="opposes"), statement("c", "2023-10-09")) == []
    assert pairs(before, statement("c", "2023-10-09")) == [("a", "c")]


def test_wars_are_kept_apart() -> None:
    """What is said of one war is no turn from what was said of another."""
    first, then = statement("a", "2022-04-01", conflict="one"), statement("b", "2023-10-01", "truce", conflict="two")
    assert pairs(first, then) == []
    laid_down = (
        statement("d", "2023-10-01", conflict="general"),
        statement("e", "2023-10-02", "lull", conflict="general"),
    )
    assert pairs(*laid_down) == [], "of no single conflict there is no course"
    [change] = turns(first, then, statement("c", "2023-10-05", conflict="two"))
    assert (change["before"], change["after"], change["conflict"]["slug"]) == ("b", "c", "two")


def test_one_turn_is_one_change_with_all_its_statements() -> None:
    """Three statements before and two after make one change of term, not six."""
    before = [statement("a", "2023-10-01"), statement("b", "2023-10-01", "truce"), statement("c", "2023-10-01")]
    after = [statement("d", "2023-10-09", "lull"), statement("e", "2023-10-09", "lull", "opposes")]
    [change] = turns(*before, *after)
    assert (change["befores"], change["afters"]) == (["a", "b", "c"], ["d", "e"])
    assert (change["before"], change["after"]) == ("a", "d")
    assert [term["slug"] for term in change["term"]["befores"]] == ["pause", "truce"]
    assert change["stance"]["afters"] == ["calls-for", "opposes"]
    assert (
        change["words"]
        == "now the lull (calls for and opposes), before the pause (calls for) and the truce (calls for)"
    )


def test_of_accounts_that_dispute_each_other_the_speakers_own_text_counts() -> None:
    """What others made of it is no second use; without an own text all of them together are one occasion."""
    told = statement("b", "2023-10-09", "lull", disputes=["c"])
    own = statement("c", "2023-10-09", "truce", attribution="direct")
    assert pairs(statement("a", "2023-10-01"), told, own) == [("a", "c")]
    retold = statement("c", "2023-10-10", disputes=[])
    assert pairs(statement("a", "2023-10-01"), told, retold) == []


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
    assert turns(*mixed) == turns(*made)


@given(drawn)
def test_every_change_is_one(drawn: list[tuple[str, str, str, str]]) -> None:
    """Of one speaker, from surely earlier statements to later ones, with another term or stance; none stands twice."""
    made = {
        f"s{n}": statement(f"s{n}", day, term, stance, actor=who) for n, (day, term, stance, who) in enumerate(drawn)
    }
    found = turns(*made.values())
    for change in found:
        befores, afters = ([made[one] for one in change[side]] for side in ("befores", "afters"))
        assert {one["actor"]["slug"] for one in (*befores, *afters)} == {change["actor"]}
        assert max(one["said_to"] for one in befores) < min(one["said_from"] for one in afters)
        assert len({(one["said_from"], one["term"]["slug"]) for one in afters}) == 1
        of_term = {one["term"]["slug"] for one in befores} != {one["term"]["slug"] for one in afters}
        assert (change["term"] is not None) == of_term
        assert change["term"] or change["stance"]
    keys = [(one["actor"], made[one["after"]]["said_from"], one["afters"][0], one["term"] is None) for one in found]
    assert len(keys) == len(set(keys))


@given(drawn)
def test_no_value_changes_to_what_was_there_or_from_what_still_is(drawn: list[tuple[str, str, str, str]]) -> None:
    """Of each change of term: no last statement before was on the new term, none of the day on the old ones."""
    made = [statement(f"s{n}", day, term, stance, actor=who) for n, (day, term, stance, who) in enumerate(drawn)]
    by_id = {one["id"]: one for one in made}
    for change in turns(*made):
        if not change["term"]:
            continue
        days = {side: by_id[change[side]]["said_from"] for side in ("before", "after")}
        theirs = [one for one in made if one["actor"]["slug"] == change["actor"]]
        on = {side: {one["term"]["slug"] for one in theirs if one["said_from"] == day} for side, day in days.items()}
        assert change["term"]["after"]["slug"] not in on["before"]
        assert not on["after"].intersection(term["slug"] for term in change["term"]["befores"])
