"""The pages of the other comparisons: one actor's terms, over time, one event; choosing, refusing, going further."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from glossary import ROOT
from glossary.services.history import pinning
from tests.web.addresses import KIRBY, OCHA, main, page
from tests.web.html import Node

ICRC = "icrc-humanitarian-pause-2022"

EVENT = "/compare?event=gaza-four-day-arrangement-2023-11"
BIDEN = "/compare?actor=joe-biden&over=time"
UK = "/compare?actor=united-kingdom&over=time"
STARMER = "/compare?actor=keir-starmer&term=ceasefire&term=humanitarian-pause&term=cessation-of-hostilities"
ACTORS = "/compare?term=ceasefire&actor=ocha&actor=un-dppa&actor=msf"
TWO = f"/compare?statement={KIRBY}&statement={OCHA}"
EACH = (TWO, ACTORS, STARMER, BIDEN, f"{BIDEN}&term=ceasefire", UK, f"{UK}&with=affiliated", EVENT)


def links(top: Node) -> dict[str, str]:
    """The links of a part of a page by their words."""
    return {a.text: a.attributes["href"] for a in top.all("a")}


def moment_of(client: FlaskClient) -> str:
    """A moment at which the data set stands, for `as_of`."""
    with client.application.app_context():
        return pinning.in_address(pinning.newest_change())


def query(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        (STARMER, "Comparing ceasefire, humanitarian pause and cessation of hostilities, as used by Keir Starmer"),
        (BIDEN, "Joe Biden over time"),
        (f"{BIDEN}&term=ceasefire", "Joe Biden on ceasefire over time"),
        (f"{UK}&with=affiliated", "United Kingdom, its people and bodies over time"),
    ],
)
def test_the_heading_says_what_is_compared(client: FlaskClient, address: str, heading: str) -> None:
    """In even words; the window bears the same name."""
    assert main(client, address).one("h1").text == heading


@pytest.mark.parametrize("address", EACH)
def test_the_table_is_one_table_on_every_screen(client: FlaskClient, address: str) -> None:
    """One table, its parts named for those who hear it, heads for every row and column; a cell for each of both."""
    top = main(client, address)
    table = top.one("table", class_="side-by")
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for tag, role in roles.items():
        assert all(node.attributes["role"] == role for node in table.all(tag))
    heads = table.one("thead").all("th")
    assert all(head.attributes["scope"] == "col" for head in heads)
    for row in table.all("tr"):
        if row.all("td"):
            assert len(row.all("td")) + 1 == len(heads)
            assert row.one("th").attributes["scope"] == "row"
    frame = top.one(class_="frame")
    assert frame.attributes["tabindex"] == "0"
    assert top.one(id=frame.attributes["aria-labelledby"]).tag == "caption"
    assert top.one("caption").text.startswith(top.one("h1").text)


@pytest.mark.parametrize("address", EACH)
def test_the_keyboard_meets_links_only_in_the_order_of_reading(client: FlaskClient, address: str) -> None:
    """Nothing is focusable but links, the frame that scrolls and what unfolds; nothing changes the order of Tab."""
    for node in main(client, address).nodes():
        if "tabindex" in node.attributes:
            assert "frame" in node.attributes.get("class", "").split() or node.tag == "main"
        assert node.tag not in ("button", "script")
        if node.tag == "a":
            assert node.attributes["href"]
            assert node.text


@pytest.mark.parametrize("address", EACH)
def test_every_value_is_attributed_and_the_codes_are_the_editors(client: FlaskClient, address: str) -> None:
    """Principle 1 on each page, and the sentence on the codes."""
    top = main(client, address)
    assert "Codes are the editors' reading" in top.text
    data = client.get(address.replace("/compare?", "/compare.json?")).json
    assert data is not None
    linked = {a.attributes["href"] for a in top.one("table", class_="side-by").all("a")}
    for column in data["columns"]:
        for one in column["statements"]:
            assert {f"/statements/{one['id']}", f"/sources/{one['source']['slug']}"} <= linked


def test_all_statements_over_time_stand_one_under_the_other(client: FlaskClient) -> None:
    """More than fit beside each other stand the other way round; each with its date, stance and words."""
    table = main(client, BIDEN).one("table", class_="down")
    rows = table.one("tbody").all("tr")
    assert [row.attributes["id"] for row in rows] == [f"c{n}" for n in range(1, 8)]
    assert "23 October 2023" in rows[0].one("th").text
    assert "opposes" in rows[3].one("th").text
    narrowed = main(client, f"{BIDEN}&term=ceasefire").one("table", class_="side-by")
    assert len(narrowed.one("thead").all("th")) == 3


def test_changes_are_marked_in_words_with_both_statements(client: FlaskClient) -> None:
    """In the list of changes and at the later statement; both sides are one link away."""
    top = main(client, BIDEN)
    changes = top.one("ol", class_="turns").all("li")
    assert len(changes) == 3
    [turn] = [one for one in changes if "now opposes, before conditional" in one.text]
    assert [a.attributes["href"] for a in turn.all("a")] == [
        "/statements/joe-biden-ceasefire-2023-11-09",
        "/statements/joe-biden-ceasefire-2023-10-23",
    ]
    assert "on ceasefire" in turn.text
    assert [len(top.one("tr", id=f"c{n}").all(class_="turn")) for n in range(1, 8)] == [0, 1, 1, 1, 0, 0, 1]
    [last] = top.one("tr", id="c7").all(class_="turn")
    assert [a.attributes["href"] for a in last.all("a")] == [
        "/statements/joe-biden-ceasefire-2023-11-09",
        "/statements/joe-biden-humanitarian-pause-2023-11-09",
        "/statements/joe-biden-pause-in-fighting-2023-11-09",
    ]


@pytest.mark.parametrize("address", [BIDEN, UK, f"{UK}&with=affiliated", "/compare?actor=antonio-guterres&over=time"])
def test_every_change_is_in_the_list_with_all_its_statements(client: FlaskClient, address: str) -> None:
    """As many as the sentence counts and the data holds; each links what it was before and is after."""
    top, data = main(client, address), client.get(address.replace("/compare?", "/compare.json?")).json
    assert data is not None
    turns = top.one("ol", id="changes").all("li")
    assert len(turns) == len(data["changes"]) > 0
    said = links(top)["1 change" if len(turns) == 1 else f"{len(turns)} changes"]
    assert said == "#changes"
    for turn, change in zip(turns, data["changes"], strict=True):
        linked = [a.attributes["href"] for a in turn.all("a")]
        assert linked == [f"/statements/{one}" for one in (*change["afters"], *change["befores"])]
        assert change["words"] in turn.text


def test_changes_say_within_which_conflict_they_are(client: FlaskClient) -> None:
    """The sentence names each conflict; where there are several, each change says its own, too."""
    war = "Israel and Hamas, from October 2023"
    top = main(client, BIDEN)
    assert f"Conflicts here: {war}." in rule_of_changes(top)
    assert war not in top.one("ol", id="changes").text
    top = main(client, "/compare?actor=antonio-guterres&over=time")
    assert f"Conflicts here: Ukraine, from 2022; {war}." in rule_of_changes(top)
    [turn] = top.one("ol", id="changes").all("li")
    assert f"({war})" in turn.text


def test_definitions_give_no_way_to_each_other(client: FlaskClient) -> None:
    """A handbook that defines a ceasefire after another has defined deconfliction has changed nothing."""
    top = main(client, "/compare?actor=un-dppa&over=time")
    assert not top.all("ol", id="changes")
    assert "No change of term or of stance" in rule_of_changes(top)


def rule_of_changes(top: Node) -> str:
    """The sentence on what counts as a change."""
    heading = top.one("h2", id="h-changes")
    assert heading.around is not None
    return heading.around.one("p", class_="rule").text


def test_a_party_to_joint_texts_is_who_changes(client: FlaskClient) -> None:
    """Where others are taken along, the change is the United Kingdom's, under whomever the text first stands."""
    turns = main(client, f"{UK}&with=affiliated").one("ol", id="changes").all("li")
    assert "25 July 2025, United Kingdom: now immediate ceasefire" in turns[-1].text


def test_the_parties_of_a_joint_text_are_named_with_it(client: FlaskClient) -> None:
    """Role and name, linked, at the head of its column or row, and beside its words in an actor's column."""
    heads = main(client, UK).one("thead").all("th")
    assert "on behalf of United Kingdom" in heads[2].text
    parties = links(heads[3])
    assert [parties[name] for name in ("France", "Germany", "United Kingdom")] == [
        "/actors/france",
        "/actors/germany",
        "/actors/united-kingdom",
    ]
    rows = main(client, f"{UK}&with=affiliated").one("table", class_="down").one("tbody").all("tr")
    [e3] = [row for row in rows if "E3 leaders" in row.one("th").text]
    assert "on behalf of France" in e3.one("th").text
    cameron = "/compare?actor=david-cameron&term=sustainable-ceasefire&term=humanitarian-pause"
    cell = main(client, cameron).one("td", id="c1")
    assert "co-author Annalena Baerbock" in cell.text or "with Annalena Baerbock" in cell.text


def test_an_actor_without_a_statement_of_its_own_has_its_name(client: FlaskClient) -> None:
    """In the heading and in the title, though it stands in no column."""
    name = "State of Palestine / Palestinian Authority"
    for moment in ("", f"&as_of={moment_of(client)}"):
        top = page(client, f"/compare?actor=palestine&over=time&with=affiliated{moment}")
        assert top.one("h1").text.startswith(f"{name}, its people and bodies")
        assert name in top.all("title")[0].text


def test_where_words_are_not_compared_the_page_says_so(client: FlaskClient) -> None:
    """With more columns than three, or several quotations in one; not where each two stand with their words."""
    sentence = "Words are compared between two or three single quotations in one language"
    for address in (BIDEN, EVENT, ACTORS):
        assert sentence in main(client, address).text
    assert sentence not in main(client, TWO).text


def test_people_and_bodies_are_taken_along_where_asked_and_named(client: FlaskClient) -> None:
    """Off by default; on, the page says who, and how to leave them out."""
    alone, whole = main(client, UK), main(client, f"{UK}&with=affiliated")
    assert "Taken along" not in alone.text
    assert links(alone)["With its people and bodies"].endswith("actor=united-kingdom&with=affiliated&over=time")
    [sentence] = [p.text for p in whole.all("p") if "Taken along, by affiliation" in p.text]
    assert "E3 leaders" not in sentence, "a joint text is there already, and its signatories are nobody's people"
    for name in ("Keir Starmer", "Rishi Sunak", "David Cameron"):
        assert name in whole.text
        assert name not in alone.one("table", class_="side-by").text
    assert "Without its people and bodies" in links(whole)


def test_an_event_has_its_names_grouped(client: FlaskClient) -> None:
    """Groups with their term and number; what is no original says so; each wording in its own language."""
    top = main(client, EVENT)
    groups = top.one("table", class_="down").all("tbody")
    assert len(groups) == 11
    assert groups[0].one("tr", class_="group").text == "humanitarian truce 3 statements"
    israel = next(row for row in top.all("tr") if "هدوء في القتال" in row.text)
    assert israel.one("th").one(class_="code").text == "translated"
    written = next(node for node in israel.all(class_="written"))
    assert (written.attributes["lang"], written.attributes["dir"]) == ("ar", "rtl")
    own = next(row for row in top.all("tr") if "full cessation of hostilities" in row.text)
    assert not own.one("th").all(class_="code")


def test_words_that_differ_are_marked_evenly(client: FlaskClient) -> None:
    """Two line styles with words for who hears the page; no marks of deletion; each quotation whole."""
    top = main(client, f"/compare?statement={ICRC}&statement={OCHA}").one(id="words")
    assert not [node for node in top.nodes() if node.tag in ("del", "ins", "s")]
    figures = top.all("figure")
    assert len(figures) == 2
    for number, (figure, side) in enumerate(zip(figures, ("first", "second"), strict=True), start=1):
        marks = figure.all("mark")
        assert marks
        assert {mark.attributes["class"] for mark in marks} == {side}
        assert all(mark.text.startswith(f"[only {number}: ") and mark.text.endswith("]") for mark in marks)
        assert figure.one("blockquote").attributes["lang"] == "en"


def test_quotations_that_share_few_words_are_not_marked(client: FlaskClient) -> None:
    """Nearly every word would be marked: a sentence says that they share few, and which columns they are."""
    top = main(client, f"/compare?statement={KIRBY}&statement={OCHA}")
    assert not top.all(id="words")
    assert not top.all("mark")
    assert top.one(id="unlike").text.startswith("The quotations in columns 1 and 2 share few words")
    three = main(client, f"/compare?statement={KIRBY}&statement={OCHA}&statement={ICRC}")
    assert len(three.one(id="words").all("figure")) == 2
    assert three.one(id="unlike").text.startswith("The quotations in columns 1 and 2; 1 and 3 share few words")


def test_quotations_in_two_languages_are_not_marked(client: FlaskClient) -> None:
    """The page says why."""
    top = main(client, f"/compare?statement={OCHA}&statement=majed-al-ansari-humanitarian-truce-2023-11-22")
    assert not top.all(id="words")
    assert "in English and Arabic" in top.text
    assert "not compared word by word" in top.text


@pytest.mark.parametrize("address", EACH)
def test_only_differences_is_a_link_and_back(client: FlaskClient, address: str) -> None:
    """Both ways, with all else of the address kept."""
    part = links(main(client, address))["Only differences"]
    assert set(query(part)) == {*query(address), ("show", "differences")}
    assert set(query(links(main(client, part))["All rows"])) == set(query(address))


@pytest.mark.parametrize("address", EACH)
def test_other_comparisons_that_fit_are_offered_and_there(client: FlaskClient, address: str) -> None:
    """Each page offers some, and every offer is a comparison and no refusal."""
    offered = main(client, address).one("nav", class_="offers").all("a")
    assert offered
    for link in offered:
        assert client.get(link.attributes["href"]).status_code == 200, link.attributes["href"]


def test_offers_fit_what_is_compared(client: FlaskClient) -> None:
    """The same actors on another term, and each over time; of an event, one name of it side by side."""
    offers = {a.attributes["href"] for a in main(client, ACTORS).one("nav", class_="offers").all("a")}
    assert "/compare?term=humanitarian-pause&actor=ocha&actor=un-dppa" in offers
    assert "/compare?actor=msf&over=time" in offers
    names = links(main(client, EVENT).one("nav", class_="offers"))
    assert query(names["humanitarian truce"]) == [
        ("statement", "abdel-fattah-el-sisi-humanitarian-truce-2023-11-22"),
        ("statement", "hamas-humanitarian-truce-2023-11-22"),
        ("statement", "majed-al-ansari-humanitarian-truce-2023-11-22"),
    ]


def test_the_columns_of_terms_can_be_moved_and_removed(client: FlaskClient) -> None:
    """The address keeps the actor, and the terms in the order wanted."""
    heads = main(client, STARMER).one("thead").all("th")
    acts = {a.text.split()[0]: a.attributes["href"] for a in heads[2].one(class_="acts").all("a")}
    assert acts["move"].endswith(
        "?actor=keir-starmer&term=humanitarian-pause&term=ceasefire&term=cessation-of-hostilities"
    )
    assert acts["remove"].endswith("?actor=keir-starmer&term=ceasefire&term=cessation-of-hostilities")


def test_an_actor_alone_is_offered_its_terms(client: FlaskClient) -> None:
    """A to Z, to be ticked; and its course over time."""
    top = main(client, "/compare?actor=joe-biden")
    assert [field.attributes["value"] for field in top.all("input", type="checkbox")] == [
        "ceasefire",
        "end-of-war",
        "humanitarian-pause",
        "pause-in-fighting",
    ]
    assert "/compare?actor=joe-biden&over=time" in links(top).values()
    one = page(client, "/compare?actor=joe-biden&term=truce&term=truce", 400).one("main")
    assert "was asked for twice" in one.one(role="alert").text


def test_the_start_leads_to_each_comparison(client: FlaskClient) -> None:
    """Forms for a term, an actor and an event; whichever button is pressed, the first options answer."""
    forms = main(client, "/compare").all("form", action="/compare")
    assert len(forms) == 3
    for form in forms:
        chosen = form.one("select")
        for button in form.all("button"):
            more = f"&{button.attributes['name']}={button.attributes['value']}" if "name" in button.attributes else ""
            for option in chosen.all("option")[:3]:
                page(client, f"/compare?{chosen.attributes['name']}={option.attributes['value']}{more}")


def test_the_style_sheet_runs_either_way_and_marks_peers_by_line_and_hue() -> None:
    """Logical properties only, under 8 kB, nothing from elsewhere; two line styles, so that no mark rests on colour."""
    text = (ROOT / "glossary" / "web" / "static" / "compare.css").read_text(encoding="utf-8")
    assert len(text.encode()) < 8 * 1024
    assert "url(" not in text
    assert not re.search(r"\b(left|right)\b|[{;](?:min-|max-)?(?:width|height|top|bottom):", text)
    styles = {
        side: re.search(rf"mark\.{side}{{[^}}]*text-decoration-style:(\w+)", text) for side in ("first", "second")
    }
    assert {side: found[1] for side, found in styles.items() if found} == {"first": "solid", "second": "dashed"}
