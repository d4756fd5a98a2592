"""Transcripts, statements, datelines, live pages and lines broken by their width."""

from __future__ import annotations

from tests.articles.sample import found, pairs

BRIEFING = """Press briefing by spokesman John Kirby

MR. KIRBY: Good afternoon. We support a humanitarian pause.

Q: Why not a ceasefire?

MR. KIRBY: Hamas would gain.

A ceasefire now is not right.
"""
INTERVIEW = """An interview with Penny Wong, who answered in Canberra.

Q: Do you want a truce?

A: I hope for a ceasefire.

Q: And a humanitarian pause?

A: We welcome one.
"""
STATEMENT = """Joint statement by the foreign ministers of France, Spain and Japan

We call for a humanitarian pause. Israel agreed to a truce last month, as we noted.
"""


def test_a_transcript() -> None:
    """A label speaks until the next one; questions are nobody's statements."""
    assert pairs(BRIEFING) == {("john-kirby", "humanitarian-pause"), ("john-kirby", "ceasefire")}


def test_an_interview() -> None:
    """`A:` is who was named last."""
    assert pairs(INTERVIEW) == {("penny-wong", "ceasefire")}


def test_a_label_with_a_name_in_brackets() -> None:
    """An office as label is who stands in brackets after it, there and later."""
    told = """Penny Wong: Will she ask for a humanitarian pause?

The Prime Minister (Emmanuel Macron): We want a truce.

Penny Wong: And then?

The Prime Minister: A ceasefire must follow.
"""
    assert pairs(told) == {
        ("penny-wong", "humanitarian-pause"),
        ("emmanuel-macron", "truce"),
        ("emmanuel-macron", "ceasefire"),
    }


def test_names_in_capitals_of_meeting_records() -> None:
    """As in the records of meetings: the name in capitals, the state in brackets."""
    told = "ROBERT A. WOOD (United States) said a ceasefire would not last. He wanted a humanitarian pause."
    assert pairs(told) == {("robert-wood", "ceasefire"), ("robert-wood", "humanitarian-pause")}


def test_a_statement_in_the_first_person() -> None:
    """All of it is said by those whom the heading names."""
    three = ("france", "spain", "japan")
    assert pairs(STATEMENT) == {(slug, term) for slug in three for term in ("humanitarian-pause", "truce")}


def test_a_report_is_no_statement() -> None:
    """Without a first person, a heading with `statement by` changes nothing."""
    told = "Statement by the Security Council\n\nThe truce began at noon. Macron welcomed a ceasefire."
    assert pairs(told) == {("emmanuel-macron", "ceasefire")}


def test_datelines_and_times_of_day() -> None:
    """What stands before the first sentence of a report is not its subject."""
    assert pairs("CAIRO, Nov. 7 (Agency) - Hamas rejected a truce.") == {("hamas", "truce")}
    assert pairs("UNITED NATIONS (AP) — France called for a truce.") == {("france", "truce")}
    assert pairs("14:05 GMT - Hamas rejected a truce.") == {("hamas", "truce")}


def test_lines_broken_by_their_width() -> None:
    """A sentence may go over several lines."""
    told = "On Tuesday, after hours of talks in Cairo, Emmanuel Macron\nsaid that a truce was near and would hold.\n"
    assert pairs(told) == {("emmanuel-macron", "truce")}
    headed = "Macron hopes for the end of a long and bloody war in the north\nKirby said on Tuesday a truce was near."
    assert pairs(headed) == {("john-kirby", "truce")}


def test_a_quotation_over_paragraphs() -> None:
    """A paragraph that opens with a quotation mark goes on with the words of the one before."""
    told = 'Kirby said: "We have talked.\n\n"We want a truce."'
    assert pairs(told) == {("john-kirby", "truce")}


def test_abbreviations_end_no_sentence() -> None:
    """The passage is the whole sentence."""
    text = "On Oct. 20, Mr. John F. Kirby of the U.S. said a truce was near. It was late."
    (one,) = found(text)
    assert one.passage == text[: text.index(" It was")]
    assert text[one.passage_span.start : one.passage_span.end] == one.passage
