"""Side by side: columns in the order of the address, verdicts in words, every value attributed."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qsl, urlsplit

from flask.testing import FlaskClient

from tests.web.addresses import ACTORS_COMPARED, COMPARISON, KIRBY, KIRBY_RETOLD, OCHA, main, page
from tests.web.html import Node


def rows(top: Node) -> dict[str, Node]:
    """The rows of the table by their label."""
    body = top.one("table", class_="side-by").one("tbody")
    found = {}
    for row in body.all("tr"):
        label = row.one("th").content[0]
        found[label.strip() if isinstance(label, str) else label.text] = row
    return found


def columns(address: str) -> list[str]:
    """The columns that an address names, in its order."""
    return [value for name, value in parse_qsl(urlsplit(address).query) if name in ("statement", "actor")]


def test_rows_verdicts_and_words(client: FlaskClient) -> None:
    """Each judged row says in a word what it amounts to and how many speak, beside a sign; facts are not judged."""
    found = rows(main(client, COMPARISON))
    assert list(found)[:5] == ["Wording", "How it reached us", "Speaking as", "Said", "Source"]
    assert not found["Wording"].all(class_="verdict")
    assert found["Kind"].one(class_="verdict").text == "≠ differ (4 of 4 speak)"
    assert found["Political process"].one(class_="verdict").text == "– all silent"
    assert [cell.all(class_="silence")[0].text for cell in found["Political process"].all("td")] == ["silent"] * 4
    for row in found.values():
        assert len(row.all("td")) == 4


def test_every_column_is_attributed(client: FlaskClient) -> None:
    """Actor, date, source and reporter stand in the table, whatever else is hidden."""
    for address in (COMPARISON, f"{COMPARISON}&show=differences"):
        top = main(client, address)
        heads = [head.text for head in top.one("thead").all("th")[1:]]
        assert [head.split()[0] for head in heads] == ["1", "2", "3", "4"]
        assert "John Kirby" in heads[0]
        assert "26 October 2023 (approximate)" in heads[0]
        found = rows(top)
        assert "ABC News" in found["Source"].text
        assert "reported by World Report Now" in found["How it reached us"].text
        assert "humanitarian pauses" in found["Wording"].text


def test_only_differences(client: FlaskClient) -> None:
    """Rows that agree or are silent go; the counts stay those of all rows, and the page says what is left out."""
    whole, part = main(client, COMPARISON), main(client, f"{COMPARISON}&show=differences")
    assert "Political process" in rows(whole)
    assert "Political process" not in rows(part)
    assert "left out of view" in part.one("p", class_="lead").text
    sentence = whole.one("p", class_="lead").text
    assert part.one("p", class_="lead").text.startswith(sentence)
    assert "compared rows differ or overlap" in sentence


def test_disputed_accounts_are_named(client: FlaskClient) -> None:
    """Two accounts of one utterance are not two utterances."""
    box = main(client, COMPARISON).one("div", class_="box").text
    assert "John Kirby, 26 October 2023 (approximate) (ABC News)" in box
    assert "John Kirby, 27 October 2023 (approximate) (World Report Now)" in box
    assert "Both stand" in box


def test_actors_on_a_term(client: FlaskClient) -> None:
    """An actor's column lists each of its statements, dated; one without any says so."""
    top = main(client, ACTORS_COMPARED)
    heads = [head.text for head in top.one("thead").all("th")[1:]]
    assert "7 statements" in heads[0]
    assert len(rows(top)["Wording"].all("td")[0].all("div", class_="value")) == 7
    nobody = main(client, "/compare?term=no-strike-list&actor=ocha&actor=john-kirby")
    assert "no statement recorded" in nobody.one("thead").text
    assert "no statement recorded" in rows(nobody)["Wording"].all("td")[1].text
    assert rows(nobody)["Purpose"].all("td")[1].all(class_="silence")[0].text == "silent"


def test_columns_follow_the_address_and_can_be_moved_and_removed(client: FlaskClient) -> None:
    """Order is the reader's; the address always says it."""
    head = main(client, COMPARISON).one("thead").all("th")[3]
    links = {a.text.split()[0]: a.attributes["href"] for a in head.one(class_="acts").all("a")}
    asked = columns(COMPARISON)
    assert columns(links["move"]) == [asked[0], asked[2], asked[1], asked[3]]
    assert columns(links["remove"]) == [asked[0], asked[1], asked[3]]
    two = main(client, f"/compare?statement={KIRBY}&statement={OCHA}")
    assert not [a for a in two.one("thead").all("a") if a.text.startswith("remove")]


def test_another_actor_can_be_added(client: FlaskClient) -> None:
    """Everyone else on the term is one link away."""
    links = main(client, ACTORS_COMPARED).all("details", class_="more")[0].all("a")
    assert "/compare?term=humanitarian-pause&actor=john-kirby&actor=ocha&actor=japan&actor=icrc" in {
        a.attributes["href"] for a in links
    }
    assert not {"john-kirby", "ocha", "japan"} & {columns(a.attributes["href"])[-1] for a in links}


def test_table_is_a_table_on_every_screen(client: FlaskClient) -> None:
    """Roles stay when a narrow screen lays rows out as cards; the frame that scrolls can be reached and has a name."""
    top = main(client, COMPARISON)
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    table = top.one("table", class_="side-by")
    for tag, role in roles.items():
        assert all(node.attributes["role"] == role for node in table.all(tag))
    frame = top.one(class_="frame")
    assert frame.attributes["tabindex"] == "0"
    assert top.one(id=frame.attributes["aria-labelledby"]).tag == "caption"


def test_title_names_term_and_actors_evenly(client: FlaskClient) -> None:
    """A shared link says what is compared, in the order of the address, and takes no side."""
    top = page(client, f"/compare?statement={KIRBY}&statement={OCHA}")
    title = top.one("head").one("title").text
    assert title.startswith(
        "Comparing \u2068John Kirby\u2069 and \u2068UN Office for the Coordination of Humanitarian Affairs\u2069"
    )
    assert top.one("meta", property="og:title").attributes["content"] in title


def test_too_few_columns_keep_what_was_ticked(client: FlaskClient) -> None:
    """A sentence, the statement still ticked, and where to find more."""
    top = page(client, f"/compare?statement={KIRBY}", 400).one("main")
    assert "A comparison takes 2 to 8 columns; 1 was asked for." in top.text
    ticked = [one for one in top.all("input", name="statement") if "checked" in one.attributes]
    assert [one.attributes["value"] for one in ticked] == [KIRBY]
    assert "/terms/humanitarian-pause" in {a.attributes["href"] for a in top.all("a")}


def test_too_many_columns_are_not_dropped_in_silence(client: FlaskClient) -> None:
    """Nine statements are all listed, to be reduced by hand."""
    ids = [node.attributes["id"] for node in main(client, "/terms/humanitarian-pause").all("article")][:9]
    top = page(client, "/compare?" + "&".join(f"statement={one}" for one in ids), 400).one("main")
    assert "9 were asked for" in top.text
    assert [node.attributes["value"] for node in top.all("input", name="statement")] == ids


def test_one_actor_is_offered_the_others(client: FlaskClient) -> None:
    """The list of actors on the term, with the one asked for ticked."""
    top = page(client, "/compare?term=humanitarian-pause&actor=john-kirby", 400).one("main")
    ticked = [f.attributes["value"] for f in top.all("input", name="actor") if "checked" in f.attributes]
    assert ticked == ["john-kirby"]
    assert len(main(client, "/compare?term=humanitarian-pause").all("input", name="actor")) == 63


def test_unknown_columns_are_not_found(client: FlaskClient) -> None:
    """An unknown statement, actor or term has no comparison."""
    page(client, f"/compare?statement={KIRBY}&statement=nobody-said-this", 404)
    page(client, "/compare?term=truce&actor=nobody&actor=ocha", 404)
    page(client, "/compare?term=no-such-term", 404)


def test_the_same_comparison_as_a_table_and_as_data(client: FlaskClient) -> None:
    """The CSV has a line for each value with actor, date and source; the JSON has the same verdicts."""
    top = page(client, COMPARISON)
    link = next(a.attributes["href"] for a in top.all("a") if a.text == "CSV")
    response = client.get(link)
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="comparison.csv"'
    lines = list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))
    spoken = [line for line in lines if line["cell"] == "speaks"]
    assert {line["statement"] for line in spoken} >= {KIRBY, KIRBY_RETOLD, OCHA}
    assert all(line["actor"] and line["said"] and line["source"] for line in spoken)
    data = client.get(top.one("link", rel="alternate", type="application/json").attributes["href"]).json
    assert data is not None
    assert {row["dimension"]: row["words"] for row in data["rows"] if row["verdict"]} == {
        line: row.one(class_="verdict").text[2:]
        for line, row in zip(
            [row["dimension"] for row in data["rows"] if row["verdict"]],
            [row for row in rows(top).values() if row.all(class_="verdict")],
            strict=True,
        )
    }
