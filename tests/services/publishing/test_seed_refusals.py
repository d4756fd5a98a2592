"""What is wrong between records is refused: references, uniqueness, circles, claims that do not point both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import data_sets
from tests.data_sets import DataSet, Entry, record
from tests.services.publishing.spoiling import Spoilt, borrowed, more, part, refusal, to

OCHA = "ocha-humanitarian-pause-2022"
KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
JOINT = "astana-guarantors-de-escalation-area-2017-05-04"
ABC, UKRAINE = "abc-2023-10-27-kirby", "un-ukraine-glossary-pauses"
PAUSE, LONG_PAUSE, CEASEFIRE = "humanitarian-pause", "extended-humanitarian-pause", "humanitarian-ceasefire"
REQUESTS, FOUR_DAYS = "gaza-requests-2023-10-27", "gaza-four-day-arrangement-2023-11"


def relation(term: str, kind: str = "related", claimed: str = "editorial") -> Entry:
    return {"type": kind, "term": term, "according_to": claimed}


def alias(form: str, kind: str = "short") -> Entry:
    return {"form": form, "lang": "en", "kind": kind}


def facet(dimension: str, *codes: str) -> Entry:
    return {"dimension": dimension, "text": "words", "codes": list(codes)}


def of_each_other(data: DataSet) -> None:
    record(data, "actors", "iran")["affiliation"] = "russia"
    record(data, "actors", "russia")["affiliation"] = "iran"


def same_alias(data: DataSet) -> None:
    """The same letters, with other capitals and a hyphen."""
    form = record(data, "actors", "russia")["aliases"][0]["form"]
    record(data, "actors", "unsc")["aliases"].append(alias(f"{form.upper()}-"))


def another_name(data: DataSet) -> None:
    record(data, "actors", "unsc")["aliases"].append(alias(record(data, "actors", "iran")["name"]))


def code_again(data: DataSet) -> None:
    codes = record(data, "dimensions", "duration")["codes"]
    codes.append({**codes[0], "definition": "Something else."})


REFERENCES = {
    "term": to("statements", OCHA, "term", "lull", "'lull' is not in terms.yaml"),
    "actor": to("statements", OCHA, "actor", "nobody", "'nobody' is not in actors.yaml"),
    "source": to("statements", OCHA, "source", "hearsay", "'hearsay' is not in sources.yaml"),
    "event": to("statements", OCHA, "event", "nothing", "'nothing' is not in events.yaml"),
    "conflict": to("statements", OCHA, "conflict", "war", "'war' is not in the list conflicts"),
    "kind": to("statements", OCHA, "kind", "rumour", "is not in the list statement_kinds"),
    "stance": to("statements", OCHA, "stance", "shrugs", "is not in the list stances"),
    "wording": to("statements", KIRBY_RETOLD, "wording", "poem", "is not in the list wordings"),
    "attribution": to("statements", OCHA, "attribution", "sung", "is not in the list attributions"),
    "confidence": to("statements", OCHA, "confidence", "low", "is not in the list confidences"),
    "party": part("statements", JOINT, "with", "'nobody' is not in actors.yaml", actor="nobody"),
    "role": part("statements", JOINT, "with", "'choir' is not in the list with_roles", role="choir"),
    "code": more("statements", OCHA, "facets", facet("monitoring", "x"), "['x'] is no code"),
    "code of another dimension": more("statements", OCHA, "facets", facet("monitoring", "hours"), "['hours'] is no"),
    "dimension": more("statements", OCHA, "facets", facet("mood"), "mood is no code or dimension"),
    "dispute": more("statements", OCHA, "disputes", "nothing", "'nothing' is not another statement"),
    "kind of relation": more("terms", PAUSE, "relations", relation(LONG_PAUSE, "near"), "'near' is not in the list"),
    "related term": more("terms", PAUSE, "relations", relation("lull"), "'lull' is not another term"),
    "claimant": more("terms", PAUSE, "relations", relation(LONG_PAUSE, claimed="hearsay"), "'hearsay' is no source"),
    "affiliation": to("actors", "unsc", "affiliation", "nobody", "'nobody' is not in actors.yaml"),
    "kind of actor": to("actors", "unsc", "kind", "choir", "'choir' is not in the list actor_kinds"),
    "kind of alias": more("actors", "unsc", "aliases", alias("x", "pet"), "'pet' is no kind of alias"),
    "kind of source": to("sources", ABC, "type", "song", "'song' is not in the list source_types"),
    "conflict of an event": to("events", REQUESTS, "conflict", "war", "'war' is not in the list conflicts"),
}

UNIQUE = {
    "party": part("statements", JOINT, "with", "'russia' is named twice", actor="russia"),
    "dimension": more("statements", OCHA, "facets", facet("area"), "the dimension area stands twice"),
    "code": more("statements", OCHA, "facets", facet("ends-when", *["notice-given"] * 2), "a code of ends-when stands"),
    "code of the list": Spoilt(code_again, "vocabularies", "duration", "codes", "stands twice"),
    "dispute": more("statements", KIRBY, "disputes", KIRBY_RETOLD, "a statement stands twice"),
    "spelling in a term": more("terms", PAUSE, "variants", "Humanitarian Pause", "a spelling stands twice"),
    "spelling of two terms": more("terms", LONG_PAUSE, "variants", "humanitarian Pauses", f"that of {LONG_PAUSE}").at(
        record=PAUSE
    ),
    "heading of two terms": borrowed("terms", PAUSE, "preferred", LONG_PAUSE, f"that of {LONG_PAUSE}").at(
        field="variants"
    ),
    "relation": more("terms", PAUSE, "relations", relation(CEASEFIRE, "contrasted-with"), "stands twice"),
    "alias of two actors": Spoilt(same_alias, "actors", "unsc", "aliases", "is also that of russia"),
    "alias that is a name": Spoilt(another_name, "actors", "unsc", "aliases", "is also that of iran"),
    "name of two actors": borrowed("actors", "unsc", "name", "iran", "is also that of iran"),
    "address of two sources": borrowed("sources", UKRAINE, "url", ABC, f"is also that of {ABC}"),
    "name of two events": borrowed("events", FOUR_DAYS, "name", REQUESTS, "is also that of"),
}

FITTING = {
    "dispute with itself": more("statements", OCHA, "disputes", OCHA, f"'{OCHA}' is not another statement"),
    "dispute that does not point back": to("statements", KIRBY, "disputes", [], f"{KIRBY} does not point back").at(
        record=KIRBY_RETOLD
    ),
    "relation to itself": more("terms", PAUSE, "relations", relation(PAUSE), f"'{PAUSE}' is not another term"),
    "circle of broader terms": more("terms", PAUSE, "relations", relation(LONG_PAUSE, "broader"), "leads in a circle"),
    "circle of affiliations": Spoilt(of_each_other, "actors", "iran", "affiliation", "leads in a circle"),
    "affiliation with itself": to("actors", "iran", "affiliation", "iran", "leads in a circle"),
    "conflict of another event": to("statements", KIRBY, "conflict", "syria", "differs from the conflict of its event"),
}


@pytest.mark.parametrize("spoilt", REFERENCES.values(), ids=REFERENCES)
def test_what_leads_nowhere_is_refused(spoilt: Spoilt, tmp_path: Path) -> None:
    """A reference to what is not in the data set is named with its record, its field and the list it is not in."""
    data = data_sets.small()
    spoilt.change(data)
    problems = refusal(data, tmp_path)
    assert spoilt.is_named_in(problems), problems


@pytest.mark.parametrize("spoilt", UNIQUE.values(), ids=UNIQUE)
def test_what_may_stand_once_is_refused_twice(spoilt: Spoilt, tmp_path: Path) -> None:
    """What belongs to one record, or into a list once, is refused a second time, however it is capitalised."""
    data = data_sets.small()
    spoilt.change(data)
    problems = refusal(data, tmp_path)
    assert spoilt.is_named_in(problems), problems


@pytest.mark.parametrize("spoilt", FITTING.values(), ids=FITTING)
def test_records_that_contradict_each_other_are_refused(spoilt: Spoilt, tmp_path: Path) -> None:
    """Circles, claims that hold one way only, and records that disagree are refused."""
    data = data_sets.small()
    spoilt.change(data)
    problems = refusal(data, tmp_path)
    assert spoilt.is_named_in(problems), problems


def test_an_address_is_the_same_with_or_without_its_trimmings(tmp_path: Path) -> None:
    """http or https, www or not, a slash at the end or none: the same source must not be entered twice."""
    data = data_sets.small()
    bare = record(data, "sources", ABC)["url"].removeprefix("https://")
    record(data, "sources", UKRAINE)["url"] = f"http://www.{bare}/"
    assert f"is also that of {ABC}" in refusal(data, tmp_path)[0]


def test_the_projects_own_data_set_is_sound(tmp_path: Path) -> None:
    """All 1007 records of the project pass every rule."""
    assert refusal(data_sets.whole(), tmp_path) == []
