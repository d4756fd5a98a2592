"""A comparison: its columns, rows and verdicts, and what it says of the data set's own statements."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from glossary.errors import Invalid
from glossary.services.comparison.columns import ActorColumn, StatementColumn
from glossary.services.comparison.comparing import Comparison, check_columns, compare, only_differences

SEED = Path(__file__).parents[3] / "seed"
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-27"
GILLARD = "emanuela-chiara-gillard-humanitarian-pause-2023-10-27-2"
OCHA = "ocha-humanitarian-pause-2022"
ASTANA = "astana-guarantors-de-escalation-area-2017-05-04"


@cache
def seed(name: str) -> dict[str, dict[str, Any]]:
    """One file of the data set, by id."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load((SEED / f"{name}.yaml").read_text("utf-8"), Loader=loader)  # noqa: S506
    return {record["id"]: record for record in document[name]}


def actor(slug: str) -> dict[str, str]:
    return {"slug": slug, "name": seed("actors")[slug]["name"], "kind": seed("actors")[slug]["kind"]}


def term(slug: str) -> dict[str, str]:
    return {"slug": slug, "preferred": seed("terms")[slug]["preferred"]}


def public(statement: str) -> dict[str, Any]:
    """The public document of a statement, straight from the file; dates without padding."""
    record = seed("statements")[statement]
    day = record["said"].rstrip("~?")
    first, last = (f"{day}-01-01", f"{day}-12-31") if len(day) == 4 else (day, day)
    source = seed("sources")[record["source"]]
    named = ("title", "publisher", "url", "published", "type", "language")
    event = {"slug": record["event"], "name": seed("events")[record["event"]]["name"]} if record["event"] else None
    return {
        **record,
        "term": term(record["term"]),
        "actor": actor(record["actor"]),
        "with": [{"actor": actor(party["actor"]), "role": party["role"]} for party in record["with"]],
        "source": {"slug": record["source"], **{name: source[name] for name in named}},
        "said_from": first,
        "said_to": last,
        "conflict": {"slug": record["conflict"], "label": record["conflict"]},
        "event": event,
        "revision": 1,
    }


def dimensions() -> list[str]:
    text = (SEED / "vocabularies.yaml").read_text("utf-8")
    return [dimension["id"] for dimension in yaml.safe_load(text)["dimensions"]]


def side_by_side(*statements: str) -> Comparison:
    return compare([StatementColumn(public(one)) for one in statements], dimensions())


def uses(who: str, what: str) -> ActorColumn:
    """The column of an actor on a term, joint texts included."""
    mine = [
        public(slug)
        for slug, record in seed("statements").items()
        if record["term"] == what and who in (record["actor"], *(party["actor"] for party in record["with"]))
    ]
    return ActorColumn(actor(who), term(what), mine)


def row(comparison: Comparison, dimension: str) -> dict[str, Any]:
    found: dict[str, Any]
    [found] = [row for row in comparison.to_document()["rows"] if row["dimension"] == dimension]
    return found


@pytest.mark.parametrize("n", range(2, 9))
def test_two_to_eight_columns_are_taken(n: int) -> None:
    """Every number from the smallest to the greatest is accepted."""
    check_columns(n)


@pytest.mark.parametrize(("n", "asked"), [(0, "0 were asked for"), (1, "1 was asked for"), (9, "9 were asked for")])
def test_other_numbers_of_columns_are_refused_with_a_sentence(n: int, asked: str) -> None:
    """B4: too few or too many columns are refused, by the service too, saying how many were asked for."""
    columns = [StatementColumn({**public(KIRBY), "id": str(i)}) for i in range(n)]
    with pytest.raises(Invalid, match=rf"^A comparison takes 2 to 8 columns; {asked}\.$"):
        compare(columns, dimensions())


def test_a_column_asked_for_twice_is_refused() -> None:
    """One statement, or one actor on one term, cannot be compared with itself."""
    with pytest.raises(Invalid, match=f"The statement {KIRBY} was asked for twice"):
        side_by_side(KIRBY, OCHA, KIRBY)
    with pytest.raises(Invalid, match=r"^The column of ocha on humanitarian-pause was asked for twice; "):
        compare([uses("ocha", "humanitarian-pause")] * 2, dimensions())


def test_rows_come_in_their_stated_order() -> None:
    """Facts first, then single values, then the dimensions of the vocabulary in its order."""
    facts = ["wording", "read_as", "speaking_as", "date", "source"]
    names = [row["dimension"] for row in side_by_side(KIRBY, OCHA).to_document()["rows"]]
    assert names == [*facts, "kind", "stance", "language", "attribution", *dimensions()]


def test_facts_are_not_judged() -> None:
    """Wordings, roles, dates and sources stand side by side without a verdict."""
    facts = [row for row in side_by_side(KIRBY, OCHA).to_document()["rows"] if row["group"] == "facts"]
    assert {(row["verdict"], row["words"]) for row in facts} == {(None, "")}


GOLDEN = {
    "kind": ("agree", [["definition"], ["definition"], ["definition"]]),
    "stance": ("differ", [["defines"], ["conditional"], ["defines"]]),
    "language": ("agree", [["en"], ["en"], ["en"]]),
    "attribution": ("differ", [["reported"], ["reconstructed"], ["direct"]]),
    "duration": ("agree", [["temporary"], [], ["usually a defined period"]]),
    "area": (
        "differ",
        [["localized; could be more than one spot"], [], ["specific area where relief is carried out"]],
    ),
    "purpose": ("differ", [["aid in; people out in relative safety"], [], ["purely humanitarian"]]),
    "consent": (
        "agree",
        [
            [],
            ["modalities to be designed between the parties with a mediator"],
            ["agreement of all relevant parties required"],
        ],
    ),
    "initiator": ("only", [[], ["a UN agency, the Red Cross or a state as neutral mediator"], []]),
    "monitoring": ("silent", [[], [], []]),
    "political-process": ("silent", [[], [], []]),
    "legal-basis": ("silent", [[], [], []]),
    "ends-when": ("silent", [[], [], []]),
}


@pytest.mark.parametrize("dimension", GOLDEN)
def test_kirby_gillard_and_ocha_on_humanitarian_pause(dimension: str) -> None:
    """What three definitions say, row by row, as read by hand in the data set."""
    found = row(side_by_side(KIRBY, GILLARD, OCHA), dimension)
    texts = [[value["text"] for value in cell] for cell in found["cells"]]
    assert (found["verdict"], texts) == GOLDEN[dimension]


def test_the_counts_of_kirby_gillard_and_ocha() -> None:
    """Four rows differ of thirteen that are judged; no two of the three dispute each other."""
    document = side_by_side(KIRBY, GILLARD, OCHA).to_document()
    assert (document["differing"], document["compared"], document["disputes"]) == (4, 13, [])


def test_who_alone_speaks_is_named() -> None:
    """Gillard alone says who starts a pause: by column in the document, by name in the sentence."""
    found = row(side_by_side(KIRBY, GILLARD, OCHA), "initiator")
    assert (found["only"], found["words"]) == (1, "only Emanuela-Chiara Gillard speaks")
    assert found["cells"][1][0]["codes"] == ["mediator", "united-nations", "humanitarian-organization"]


def test_quoted_words_and_summaries_are_told_apart() -> None:
    """A quotation stands in its own words, a paraphrase as a summary; both keep the term as written."""
    kirby, gillard = row(side_by_side(KIRBY, GILLARD), "wording")["cells"]
    assert kirby[0]["text"].startswith("localized, temporary, specific pauses on the battlefield")
    assert (kirby[0]["wording"], kirby[0]["term_as_written"]) == ("quote", "humanitarian pauses")
    assert gillard[0]["text"].startswith("Neutrality and mediation are given as crucial")
    assert (gillard[0]["wording"], gillard[0]["term_as_written"]) == ("paraphrase", "pause")


def test_each_text_has_its_own_language() -> None:
    """A5: an Arabic quotation is Arabic, the editors' words beside it English, an address or date neither."""
    arabic = "majed-al-ansari-humanitarian-truce-2023-11-22"
    comparison = side_by_side(arabic, KIRBY)
    [wording] = row(comparison, "wording")["cells"][0]
    assert (wording["language"], wording["text"]) == ("ar", seed("statements")[arabic]["quote"])
    assert row(comparison, "kind")["cells"][0][0]["language"] == "en"
    assert [row(comparison, name)["cells"][0][0]["language"] for name in ("date", "language")] == [None, None]


def test_a_summary_of_foreign_words_is_in_the_editors_language() -> None:
    """A5: a paraphrase is English whatever was spoken; the term as written keeps the speaker's language."""
    foreign = {**public(GILLARD), "language": "ru", "term_as_written": "гуманитарная пауза"}
    [value] = row(compare([StatementColumn(foreign), StatementColumn(public(OCHA))], []), "wording")["cells"][0]
    assert (value["language"], value["term_language"]) == ("en", "ru")


def test_every_value_leads_to_its_statement_source_and_date() -> None:
    """Principle 1: each value names its statement and date, each column holds the statement whole."""
    document = side_by_side(KIRBY, OCHA).to_document()
    values = [value for row in document["rows"] for cell in row["cells"] for value in cell]
    assert {(value["statement"], value["said"]) for value in values} == {
        (KIRBY, "2023-10-26~"),
        (OCHA, "2022?"),
    }
    assert [column["statements"] for column in document["columns"]] == [[public(KIRBY)], [public(OCHA)]]
    [source] = row(side_by_side(KIRBY, OCHA), "source")["cells"][0]
    assert (source["slug"], source["publisher"]) == ("abc-2023-10-27-kirby", "ABC News")


def test_how_words_reached_us_is_said() -> None:
    """Speaker and reporter are kept apart: who printed it is named, and how loosely."""
    cells = row(side_by_side(KIRBY, GILLARD, OCHA), "read_as")["cells"]
    expected = ["reported by ABC News", "reconstructed, reported by World Report Now", "direct"]
    assert [cell[0]["text"] for cell in cells] == expected


def test_words_reported_by_nobody_named_are_reported_all_the_same() -> None:
    """Where no reporter is recorded, the words still do not pass for the speaker's own text."""
    column = StatementColumn({**public(KIRBY), "reported_by": ""})
    found = row(compare([column, StatementColumn(public(OCHA))], []), "read_as")
    assert found["cells"][0][0]["text"] == "reported"


def test_no_recorded_role_is_an_empty_cell() -> None:
    """Where the data set says nothing of a role, the cell is silent and not an empty text."""
    nameless = {**public(KIRBY), "speaking_as": ""}
    found = row(compare([StatementColumn(nameless), StatementColumn(public(OCHA))], []), "speaking_as")
    assert (found["cells"][0], found["speaking"]) == ([], 1)


def test_two_accounts_of_one_utterance_are_named() -> None:
    """Kirby's words and their rewording dispute each other, whichever side of the two records it."""
    pair = [[KIRBY, KIRBY_RETOLD]]
    assert side_by_side(KIRBY_RETOLD, OCHA, KIRBY).to_document()["disputes"] == pair
    whole = [uses("john-kirby", "humanitarian-pause"), uses("ocha", "humanitarian-pause")]
    assert compare(whole, []).to_document()["disputes"] == pair


def test_a_dispute_needs_two_and_one_who_says_so() -> None:
    """A dispute recorded on one side holds for both; a statement that names itself makes no pair."""
    one_sided = {**public(KIRBY), "disputes": [KIRBY]}
    document = compare([StatementColumn(one_sided), StatementColumn(public(KIRBY_RETOLD))], []).to_document()
    assert document["disputes"] == [[KIRBY, KIRBY_RETOLD]]


def test_a_later_statement_never_hides_an_earlier() -> None:
    """All seven of Kirby's uses stand in his column, oldest first, though they differ in what they say."""
    comparison = compare([uses("john-kirby", "humanitarian-pause"), uses("ocha", "humanitarian-pause")], dimensions())
    dates = [value["said"] for value in row(comparison, "date")["cells"][0]]
    assert dates == sorted(dates)
    assert len(dates) == 7
    texts = [value["text"] for value in row(comparison, "duration")["cells"][0]]
    assert texts == [
        "temporary",
        "temporary; context-dependent",
        "several days, in multiple pauses",
        "four hours, daily, announced three hours in advance",
        "of some length",
    ]


def test_oldest_first_by_first_day_then_last_day_then_id() -> None:
    """The order of a column comes from its dates; ids only part those of the same days."""
    spans = {"d": ("2022", "2023"), "c": ("2023", "2023"), "a": ("2023", "2024"), "b": ("2023", "2024")}
    given = [{**public(OCHA), "id": i, "said_from": a, "said_to": z} for i, (a, z) in sorted(spans.items())]
    column = ActorColumn(actor("ocha"), term("humanitarian-pause"), given)
    assert [use["id"] for use in column.uses] == ["d", "c", "a", "b"]


def test_the_codes_of_an_actor_are_those_of_all_its_statements() -> None:
    """Kirby's uses together have OCHA's code and more: they overlap, though one of them alone agrees."""
    whole = compare([uses("john-kirby", "humanitarian-pause"), StatementColumn(public(OCHA))], dimensions())
    found = row(whole, "duration")
    assert (found["verdict"], found["shared_codes"]) == ("overlap", ["fixed-unspecified"])
    assert row(side_by_side(KIRBY, OCHA), "duration")["verdict"] == "agree"


def test_a_joint_text_counts_for_each_actor_and_says_under_whom_it_stands() -> None:
    """Iran and Russia each have the Astana text, marked; that their agreement is one text can be seen."""
    document = compare([uses("iran", "de-escalation-area"), uses("russia", "de-escalation-area")], []).to_document()
    marks = {value["mark"] for value in document["rows"][0]["cells"][0]}
    assert marks == {f"joint text, first under {actor('astana-guarantors')['name']}"}
    assert {"statement": ASTANA, "columns": [0, 1]} in document["same_text"]
    assert side_by_side(KIRBY, OCHA).to_document()["same_text"] == []


def test_words_of_another_speaker_are_never_taken_for_the_actors_own() -> None:
    """A statement rolled up from an affiliated speaker names that speaker; an own one bears no mark."""
    column = ActorColumn(actor("united-states"), term("humanitarian-pause"), [public(KIRBY)])
    assert column.mark(public(KIRBY)) == "said by John Kirby"
    assert uses("john-kirby", "humanitarian-pause").mark(public(KIRBY)) is None


def test_a_dimension_with_neither_words_nor_codes_is_silence() -> None:
    """An empty entry on a dimension says nothing, and is not taken for words that no code fits."""
    empty = {**public(KIRBY), "facets": [{"dimension": "duration", "text": "", "codes": []}]}
    found = row(compare([StatementColumn(empty), StatementColumn(public(OCHA))], dimensions()), "duration")
    assert (found["cells"][0], found["verdict"]) == ([], "only")


def test_an_actor_without_statements_is_silent_everywhere() -> None:
    """ "No statement recorded" is a column of silence: it makes no row differ."""
    nobody = ActorColumn(actor("iran"), term("humanitarian-pause"), [])
    document = compare([StatementColumn(public(KIRBY)), nobody], dimensions()).to_document()
    assert {row["verdict"] for row in document["rows"]} == {None, "only", "silent"}
    assert (document["columns"][1]["statements"], document["differing"]) == ([], 0)


def test_a_statement_given_twice_to_an_actor_counts_once() -> None:
    """A joint text that is found under its actor and under `with` stands in the column once."""
    column = ActorColumn(actor("john-kirby"), term("humanitarian-pause"), [public(KIRBY), public(KIRBY)])
    assert len(column.uses) == 1


def test_only_differences_keeps_facts_and_all_that_may_differ() -> None:
    """Agreeing, silent and lone rows go; uncoded ones stay, as their words may differ; counts stay."""
    whole = side_by_side(KIRBY, KIRBY_RETOLD, OCHA)
    shown = only_differences(whole).to_document()
    judged = {row["dimension"]: row["verdict"] for row in shown["rows"] if row["verdict"]}
    assert judged == {"attribution": "differ", "duration": "overlap", "area": "differ", "purpose": "uncoded"}
    assert [row["group"] for row in shown["rows"]].count("facts") == 5
    assert (shown["differing"], shown["compared"], shown["left_out"]) == (3, 13, 9)
    assert only_differences(only_differences(whole)) == only_differences(whole)
