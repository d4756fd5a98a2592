"""Every rule through the editors' own door: what is refused, where, in a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from glossary.errors import NotFound, Refused, Taken
from glossary.services.publishing import editing
from glossary.services.publishing.editing import Draft
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, KIRBY, changed, new, publish
from tests.services.publishing.refusing import RECORD_OF, refusal

PAUSE, CEASEFIRE, LONGER = "humanitarian-pause", "humanitarian-ceasefire", "extended-humanitarian-pause"
EVENT = "gaza-requests-2023-10-27"
OTHER_SOURCE = "reuters-fmt-2023-10-27"


def party(actor: str, role: str = "co-signatory") -> dict[str, str]:
    """Somebody else behind a statement."""
    return {"actor": actor, "role": role}


def facet(dimension: str = "duration", *codes: str, text: str = "short") -> dict[str, Any]:
    """What a statement says on a dimension."""
    return {"dimension": dimension, "text": text, "codes": list(codes)}


def relation(term: str, kind: str = "related", according_to: str = "editorial") -> dict[str, str]:
    """How a term stands to another."""
    return {"type": kind, "term": term, "according_to": according_to}


WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    *(("statement", {name: "no-such"}, name, "is not in") for name in ("term", "actor", "source", "event")),
    *(
        ("statement", {name: "no-such"}, name, "is not in the list")
        for name in ("kind", "stance", "attribution", "confidence", "conflict")
    ),
    ("statement", {"wording": "no-such", "quote": ""}, "wording", "is not in the list"),
    ("statement", {"conflict": "syria", "event": EVENT}, "conflict", "differs from the conflict of its event"),
    ("statement", {"with": [party("no-such")]}, "with", "is not in actors"),
    ("statement", {"with": [party("qatar", "no-such")]}, "with", "is not in the list with_roles"),
    ("statement", {"with": [party("qatar"), party("qatar", "co-author")]}, "with", "is named twice"),
    ("statement", {"with": [party("john-kirby")]}, "with", "is named twice"),
    ("statement", {"facets": [facet("no-such")]}, "facets", "is no code or dimension"),
    ("statement", {"facets": [facet("duration", "no-such")]}, "facets", "is no code or dimension"),
    ("statement", {"facets": [facet("duration"), facet("duration")]}, "facets", "stands twice"),
    ("statement", {"facets": [facet("area", "local", "local")]}, "facets", "stands twice"),
    ("statement", {"disputes": ["no-such"]}, "disputes", "is not another statement"),
    ("statement", {"disputes": [KIRBY]}, "disputes", "is not another statement"),
    ("statement", {"disputes": ["ocha-humanitarian-pause-2022"] * 2}, "disputes", "stands twice"),
    ("statement", {"wording": "paraphrase", "quote": "A pause."}, "wording", "exactly when a quote is given"),
    ("statement", {"wording": "quote", "quote": ""}, "wording", "exactly when a quote is given"),
    ("statement", {"attribution": "reported", "reported_by": ""}, "reported_by", "is needed"),
    ("statement", {"said": "2023-13-40"}, "said", "2023-13-40"),
    ("statement", {"said": "yesterday"}, "said", "yesterday"),
    ("statement", {"language": "English"}, "language", "is not a language tag"),
    ("statement", {"facets": "none"}, "facets", "is not a list"),
    ("statement", {"facets": [{"dimension": "area"}]}, "facets.0.text", "is missing"),
    ("actor", {"name": "STATE OF QATAR"}, "name", "is also that of qatar"),
    ("actor", {"aliases": [{"form": "Catar", "lang": "es", "kind": "no-such"}]}, "aliases", "is no kind of alias"),
    ("actor", {"aliases": [{"form": "q-a-tar", "lang": "es", "kind": "short"}]}, "aliases", "is also that of qatar"),
    ("actor", {"kind": "no-such"}, "kind", "is not in the list actor_kinds"),
    ("actor", {"affiliation": "no-such"}, "affiliation", "is not in actors"),
    ("actor", {"affiliation": "john-kirby"}, "affiliation", "leads in a circle"),
    ("actor", {"country": "us"}, "country", "is not a country code"),
    ("actor", {"country": "USA"}, "country", "must have"),
    ("source", {"type": "no-such"}, "type", "is not in the list source_types"),
    ("source", {"published": "2023-02-30"}, "published", "2023-02-30"),
    ("source", {"url": "ftp://example.org/a"}, "url", "is not a web address"),
    ("source", {"url": "javascript:alert(1)"}, "url", "is not a web address"),
    ("source", {"consulted": "a newspaper"}, "consulted", "is not a web address"),
    ("source", {"url": "https://user:pw@evil.example/"}, "url", "names a user or a password"),
    ("source", {"archive_url": "https://archive.org@evil.example/"}, "archive_url", "names a user or a password"),
    ("event", {"name": "security council resolution 2712, 15 november 2023"}, "name", "is also that of unsc"),
    ("event", {"conflict": "no-such"}, "conflict", "is not in the list conflicts"),
    ("event", {"date": "2023-99"}, "date", "2023-99"),
    ("term", {"preferred": "Humanitarian Ceasefire"}, "variants", "is also that of humanitarian-ceasefire"),
    ("term", {"variants": ["humanitarian ceasefires"]}, "variants", "is also that of humanitarian-ceasefire"),
    ("term", {"variants": ["a lull", "A LULL"]}, "variants", "a spelling stands twice"),
    ("term", {"relations": [relation("no-such")]}, "relations", "is not another term"),
    ("term", {"relations": [relation(PAUSE)]}, "relations", "is not another term"),
    ("term", {"relations": [relation(CEASEFIRE, "no-such")]}, "relations", "is not in the list relation_types"),
    ("term", {"relations": [relation(CEASEFIRE, according_to="no-such")]}, "relations", "is no source"),
    ("term", {"relations": [relation(CEASEFIRE), relation(CEASEFIRE)]}, "relations", "stands twice"),
    ("term", {"relations": [relation(CEASEFIRE, "contrasted-with")]}, "relations", "stands twice"),
    ("term", {"relations": [relation(LONGER, "broader")]}, "relations", "leads in a circle"),
]


@pytest.mark.parametrize(("kind", "fields", "field", "says"), WRONG)
def test_a_rule_is_told_at_its_field(kept: Flask, kind: str, fields: dict[str, Any], field: str, says: str) -> None:
    """A change that breaks a rule is refused with a sentence there; nothing at all is written."""
    told = refusal(changed(kind, RECORD_OF[kind], **fields))
    assert says.lower() in " ".join(told[field]).lower(), told


@pytest.mark.parametrize("scheme", ["http://www.", "https://", "https://www."])
@pytest.mark.parametrize("end", ["", "/"])
def test_one_page_is_one_source(kept: Flask, scheme: str, end: str) -> None:
    """The same address with another scheme, `www.` or a slash at its end is taken."""
    taken = reading.document("source", OTHER_SOURCE)["url"].split("://", 1)[1].removeprefix("www.").rstrip("/")
    assert "is also that of" in refusal(new("source", url=f"{scheme}{taken}{end}"))["url"][0]


@pytest.mark.parametrize("kind", list(RECORD_OF))
def test_an_address_is_given_once(kept: Flask, kind: str) -> None:
    """A new record at the address of another is refused as taken, whatever else is right or wrong with it."""
    row = changed(kind, RECORD_OF[kind]).row
    with pytest.raises(Taken) as caught:
        publish(Draft(kind, row))
    assert caught.value.fields["id"] == ["This address is, or was, that of another record."]


@pytest.mark.parametrize("kind", list(RECORD_OF))
def test_what_is_not_there_cannot_be_changed(kept: Flask, kind: str) -> None:
    """A change of an unknown record is no new one."""
    row = changed(kind, RECORD_OF[kind]).row
    unique = {"term": {"preferred": "a lull", "variants": [], "relations": []}, "event": {"name": "A day"}}
    fresh = {"actor": new("actor").row, "source": new("source").row}.get(kind, row | unique.get(kind, {}))
    with pytest.raises(NotFound):
        publish(Draft(kind, fresh | {"id": "no-such"}, 1))


def test_what_is_freed_may_be_taken(kept: Flask) -> None:
    """Two records exchange their names in one transaction: the first lets go before the second takes."""
    one, two = reading.document("actor", "iran")["name"], reading.document("actor", "russia")["name"]
    assert refusal(changed("actor", "iran", name=two))
    publish(changed("actor", "iran", name="Between", aliases=[]))
    publish(changed("actor", "russia", name=one, aliases=[]), changed("actor", "iran", name=two, aliases=[]))
    assert reading.document("actor", "iran")["name"] == two


def test_one_refused_draft_refuses_all(kept: Flask) -> None:
    """A statement with an error takes its new actor and source with it."""
    drafts = new("actor", id="er"), new("source", id="er-page"), new(actor="er", source="er-page", stance="no-such")
    assert list(refusal(*drafts)) == ["stance"]
    with pytest.raises(NotFound):
        reading.document("actor", "er")


@pytest.mark.parametrize("note", ["x" * 501, "a\u202eb", "a\x00b"])
def test_a_change_note_is_judged_too(kept: Flask, note: str) -> None:
    """B4, B5: readers see it in the history."""
    draft = changed("statement", KIRBY, summary="Another sentence.")
    with pytest.raises(Refused) as caught:
        editing.publish([draft], by=ADA, note=note)
    assert list(caught.value.fields) == ["change_note"]


def test_an_address_is_made_of_what_names_the_record(kept: Flask) -> None:
    """Readable, plain, at most 120 long, never taken twice, also where no letter of the name is plain."""
    slugs = [
        publish(new("actor", name=name, aliases=[]))[0].slug
        for name in ("Ünïted Relief", "United Relief 救", "救援", "停")
    ]
    assert slugs == ["united-relief", "united-relief-2", "actor", "actor-2"]
    title = "A very long title " * 20
    assert len(publish(new("source", title=title.strip(), url="https://relief.example.org/long"))[0].slug) <= 120
