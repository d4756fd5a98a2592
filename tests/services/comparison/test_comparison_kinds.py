"""The four comparisons beside that of statements, on the data set, as read by hand in `seed/`."""

from __future__ import annotations

from typing import Any

from flask import Flask

from glossary.services.comparison.requests import ComparisonRequest, comparison_for, people_and_bodies
from glossary.services.reading import published as reading

EVENT = "gaza-four-day-arrangement-2023-11"
BIDEN = "joe-biden"


def judged(document: dict[str, Any]) -> dict[str, str]:
    return {row["dimension"]: row["verdict"] for row in document["rows"] if row["verdict"]}


def ids(document: dict[str, Any]) -> list[str]:
    return [column["statements"][0]["id"] for column in document["columns"]]


def over_time(actor: str, **more: Any) -> dict[str, Any]:
    return comparison_for(ComparisonRequest(actors=[actor], over_time=True, **more))


def test_kirby_gillard_and_ocha_on_humanitarian_pause(context: Flask) -> None:
    """All that the three say on the term: seven of thirteen rows differ, and one agrees besides language."""
    asked = ComparisonRequest(actors=["john-kirby", "emanuela-chiara-gillard", "ocha"], terms=["humanitarian-pause"])
    document = comparison_for(asked)
    assert document["by"] == "actor"
    assert [len(column["statements"]) for column in document["columns"]] == [7, 5, 1]
    assert judged(document) == {
        "kind": "overlap",
        "stance": "overlap",
        "language": "agree",
        "attribution": "overlap",
        "duration": "overlap",
        "area": "differ",
        "purpose": "differ",
        "consent": "agree",
        "initiator": "differ",
        "monitoring": "silent",
        "political-process": "silent",
        "legal-basis": "only",
        "ends-when": "silent",
    }
    assert (document["differing"], document["compared"]) == (7, 13)


def test_ocha_dppa_and_msf_on_ceasefire(context: Flask) -> None:
    """Three definitions of a ceasefire, and a warning of MSF: on what they part, and on what one alone speaks."""
    asked = ComparisonRequest(actors=["ocha", "un-dppa", "msf"], terms=["ceasefire"])
    document = comparison_for(asked)
    assert [len(column["statements"]) for column in document["columns"]] == [1, 1, 2]
    assert judged(document) == {
        "kind": "overlap",
        "stance": "overlap",
        "language": "agree",
        "attribution": "agree",
        "duration": "differ",
        "area": "differ",
        "purpose": "uncoded",
        "consent": "differ",
        "initiator": "only",
        "monitoring": "only",
        "political-process": "differ",
        "legal-basis": "only",
        "ends-when": "silent",
    }
    rows = {row["dimension"]: row for row in document["rows"]}
    assert [value["codes"] for [value] in rows["duration"]["cells"]] == [
        ["lasting"],
        ["left-open"],
        ["fixed-unspecified"],
    ]
    assert rows["consent"]["words"] == "differ (2 of 3 speak)"
    assert rows["area"]["pairs_apart"] == [[0, 1], [0, 2]]
    assert rows["monitoring"]["only"] == 1


def test_one_actors_terms_stand_side_by_side(context: Flask) -> None:
    """Keir Starmer rejects a ceasefire twice and calls for a cessation of hostilities: no column hides that."""
    terms = ["ceasefire", "humanitarian-pause", "cessation-of-hostilities"]
    document = comparison_for(ComparisonRequest(actors=["keir-starmer"], terms=terms))
    assert document["by"] == "term"
    assert [column["label"] for column in document["columns"]] == [
        "ceasefire",
        "humanitarian pause",
        "cessation of hostilities",
    ]
    [stance] = [row for row in document["rows"] if row["dimension"] == "stance"]
    assert [[value["codes"] for value in cell] for cell in stance["cells"]] == [
        [["opposes"], ["opposes"]],
        [["calls-for"]],
        [["calls-for"]],
    ]
    assert stance["verdict"] == "differ"
    assert [row["words"] for row in document["rows"] if row["verdict"] == "only"] != []


def test_biden_over_time(context: Flask) -> None:
    """Seven statements in order of date, and every change of term or of stance, as the record has them."""
    document = over_time(BIDEN)
    assert document["by"] == "time"
    assert ids(document) == [
        "joe-biden-ceasefire-2023-10-23",
        "joe-biden-pause-in-fighting-2023-11-01",
        "joe-biden-pause-in-fighting-2023-11-01-2",
        "joe-biden-ceasefire-2023-11-09",
        "joe-biden-humanitarian-pause-2023-11-09",
        "joe-biden-pause-in-fighting-2023-11-09",
        "joe-biden-end-of-war-2024-05-31",
    ]
    sides = [[[one[10:] for one in change[side]] for side in ("befores", "afters")] for change in document["changes"]]
    assert sides == [
        [["ceasefire-2023-10-23"], ["pause-in-fighting-2023-11-01", "pause-in-fighting-2023-11-01-2"]],
        [["ceasefire-2023-10-23"], ["ceasefire-2023-11-09"]],
        [
            ["ceasefire-2023-11-09", "humanitarian-pause-2023-11-09", "pause-in-fighting-2023-11-09"],
            ["end-of-war-2024-05-31"],
        ],
    ]
    assert [change["conflict"]["slug"] for change in document["changes"]] == ["israel-hamas-2023"] * 3


def test_rejecting_a_ceasefire_is_not_calling_for_one(context: Flask) -> None:
    """Where term and stance both change, the words say both; where the stance alone does, the term is not repeated."""
    words = {change["after"]: change["words"] for change in over_time(BIDEN)["changes"]}
    assert words["joe-biden-ceasefire-2023-11-09"] == "now opposes, before conditional"
    assert words["joe-biden-pause-in-fighting-2023-11-01"] == (
        "now pause in the fighting (calls for and defines), before ceasefire (conditional)"
    )
    starmer = [change["words"] for change in over_time("keir-starmer")["changes"]]
    assert starmer == [
        "now cessation of hostilities (calls for), before ceasefire (opposes) and humanitarian pause (calls for)"
    ]


def test_a_joint_text_is_a_step_of_each_of_its_parties(context: Flask) -> None:
    """The United Kingdom's own text of 2023 and two joint ones of 2025 name three things, one after the other."""
    found = over_time("united-kingdom")["changes"]
    assert [(one["actor"], one["words"]) for one in found] == [
        ("united-kingdom", "now permanent ceasefire, before humanitarian pause"),
        ("united-kingdom", "now immediate ceasefire, before permanent ceasefire"),
    ]


def test_guterres_did_not_turn_by_naming_two_things_at_once(context: Flask) -> None:
    """On 27 October 2023 he named a pause and a ceasefire in one breath; and each war has a course of its own."""
    found = over_time("antonio-guterres")["changes"]
    assert [(one["befores"], one["afters"]) for one in found] == [
        (["antonio-guterres-humanitarian-ceasefire-2023-12-06"], ["antonio-guterres-ceasefire-2025-11-13"])
    ]


def test_a_change_names_term_and_stance_where_they_change(context: Flask) -> None:
    """The document tells which of the two it is, with both values; what stays is null."""
    [stance] = over_time("rishi-sunak")["changes"]
    assert stance["after"] == "rishi-sunak-pause-in-fighting-2023-11-22"
    assert stance["term"] is None
    assert stance["stance"] == {
        "before": "calls-for",
        "after": "supports",
        "befores": ["calls-for"],
        "afters": ["supports"],
    }
    [*_, term] = over_time(BIDEN)["changes"]
    assert term["term"]["after"] == {"slug": "end-of-war", "preferred": "end of the war"}
    assert [one["slug"] for one in term["term"]["befores"]] == ["ceasefire", "humanitarian-pause", "pause-in-fighting"]
    assert (term["actor"], stance["actor"]) == (BIDEN, "rishi-sunak")


def test_one_term_of_an_actor_over_time(context: Flask) -> None:
    """Narrowed to a term, only its stance can change."""
    document = over_time(BIDEN, terms=["ceasefire"])
    assert ids(document) == ["joe-biden-ceasefire-2023-10-23", "joe-biden-ceasefire-2023-11-09"]
    assert [change["words"] for change in document["changes"]] == ["now opposes, before conditional"]


def test_the_united_kingdom_alone_and_with_its_people(context: Flask) -> None:
    """Off by default: three statements of the state itself; fifteen with those affiliated."""
    assert ids(over_time("united-kingdom")) == [
        "united-kingdom-humanitarian-pause-2023-10-27",
        "joint-statement-signatories-2025-07-permanent-ceasefire-2025-07-21",
        "e3-leaders-immediate-ceasefire-2025-07-25",
    ]
    whole = over_time("united-kingdom", affiliated=True)
    assert len(whole["columns"]) == 15
    speakers = {column["actor"]["slug"] for column in whole["columns"]}
    assert speakers >= {"rishi-sunak", "keir-starmer", "david-cameron", "uk-government", "uk-labour"}
    assert [(change["befores"], change["after"]) for change in whole["changes"]] == [
        (
            [
                "keir-starmer-ceasefire-2023-10-31",
                "keir-starmer-ceasefire-2023-10-31-2",
                "keir-starmer-humanitarian-pause-2023-10-31",
            ],
            "keir-starmer-cessation-of-hostilities-2023-11-22",
        ),
        (["rishi-sunak-pause-in-fighting-2023-10-25"], "rishi-sunak-pause-in-fighting-2023-11-22"),
        (
            ["united-kingdom-humanitarian-pause-2023-10-27"],
            "joint-statement-signatories-2025-07-permanent-ceasefire-2025-07-21",
        ),
        (
            ["joint-statement-signatories-2025-07-permanent-ceasefire-2025-07-21"],
            "e3-leaders-immediate-ceasefire-2025-07-25",
        ),
    ]


def test_people_are_followed_through_affiliation(context: Flask) -> None:
    """A party leader belongs to a party that belongs to a state: he is found, and nobody twice."""
    found = people_and_bodies("united-kingdom", reading)
    assert {"uk-government", "uk-labour", "rishi-sunak", "keir-starmer", "david-cameron"} == set(found)
    assert len(found) == len(set(found))
    assert people_and_bodies("keir-starmer", reading) == []


def test_one_event_has_all_its_names(context: Flask) -> None:
    """The four days of November 2023: eleven names in five languages; own texts first, then what others reported."""
    document = comparison_for(ComparisonRequest(event=EVENT))
    assert document["by"] == "event"
    assert [name["term"]["slug"] for name in document["names"]] == [
        "humanitarian-truce",
        "lull",
        "pause-in-fighting",
        "truce-extension",
        "cessation-of-hostilities",
        "temporary-ceasefire",
        "humanitarian-pause",
        "truce",
        "sustainable-ceasefire",
        "permanent-ceasefire",
        "ceasefire",
    ]
    named = {name["term"]["slug"]: name["statements"] for name in document["names"]}
    assert named["pause-in-fighting"] == [
        "rishi-sunak-pause-in-fighting-2023-11-22",
        "israel-pause-in-fighting-2023-11-22",
        "paul-obrien-pause-in-fighting-2023-11-22",
        "justin-trudeau-pause-in-fighting-2023-12-12",
    ]
    assert ids(document) == [one for name in document["names"] for one in name["statements"]]
    languages = {column["statements"][0]["language"] for column in document["columns"]}
    assert languages == {"en", "ar", "he", "zh", "ru"}
    assert document["changes"] == []
    [monitoring] = [row for row in document["rows"] if row["dimension"] == "monitoring"]
    assert monitoring["words"] == "only Majed Al-Ansari (statement 17) speaks"


def test_accounts_that_dispute_each_other_are_named(context: Flask) -> None:
    """Israel's words of 22 November were told in three ways: each two of them are said to differ."""
    told = ["israel-lull-2023-11-22", "israel-lull-2023-11-22-2", "israel-pause-in-fighting-2023-11-22"]
    assert comparison_for(ComparisonRequest(event=EVENT))["disputes"] == [
        [told[0], told[1]],
        [told[0], told[2]],
        [told[1], told[2]],
    ]
