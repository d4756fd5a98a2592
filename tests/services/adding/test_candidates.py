"""Help with adding: candidates from an article, with the glossary's own terms and actors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from glossary.errors import Invalid
from glossary.services.adding import candidates
from tests.bench import built_summaries
from tests.bench import candidates as bench
from tests.bench.articles import Score, names

FLOOR_RECALL = {
    "practice": 0.95, "seed": 0.95, "built": 0.95, "summaries": 0.80, "heldout": 0.90, "heldout2": 0.85,
    "heldout3": 0.85, "heldout4": 0.85, "heldout5": 0.80,
}  # fmt: skip
FLOOR_PRECISION = {
    "practice": 0.95, "seed": 0.90, "built": 0.95, "summaries": 0.80, "heldout": 0.90, "heldout2": 0.85,
    "heldout3": 0.85, "heldout4": 0.85, "heldout5": 0.85,
}  # fmt: skip
"""Under what `make candidates` measured when these were set (1.00 and 1.00; 1.00 and 1.00; 0.99 and 0.99; 0.93 and
0.92; 0.89 and 0.91; for the last three 0.94 and 0.98, 0.92 and 0.93, 0.88 and 0.90). What was asked for is 0.70 and
0.60, on articles that nobody has seen."""
FLOOR_STANCE = {
    "practice": 0.70, "seed": 0.80, "built": 0.55, "summaries": 0.60, "heldout": 0.70, "heldout2": 0.70,
    "heldout3": 0.65, "heldout4": 0.65, "heldout5": 0.55,
}  # fmt: skip
FLOOR_QUOTE = {
    "practice": 0.85, "seed": 0.85, "heldout": 0.80, "heldout2": 0.80, "heldout3": 0.80, "heldout4": 0.80,
    "heldout5": 0.80,
}  # fmt: skip


@pytest.fixture(scope="module")
def at_work(app: Flask) -> Iterator[None]:
    """The application on the data set."""
    with app.app_context():
        yield


@pytest.fixture(scope="module")
def scores(at_work: None) -> dict[str, Score]:
    """The figures of each group of articles, and of sentences built from the records."""
    built = {"built": bench.score_built(), "summaries": bench.score_built(built_summaries.built()[0])}
    return {**bench.by_group(bench.scores()), **built}


@pytest.mark.parametrize("kind", FLOOR_RECALL)
def test_most_of_what_readers_found_is_offered(scores: dict[str, Score], kind: str) -> None:
    """Recall of certain pairs of speaker and term."""
    assert scores[kind].recall >= FLOOR_RECALL[kind], scores[kind].missed


@pytest.mark.parametrize("kind", FLOOR_PRECISION)
def test_most_of_what_is_offered_is_right(scores: dict[str, Score], kind: str) -> None:
    """Precision of pairs; terms that nobody speaks are given to nobody."""
    assert scores[kind].precision >= FLOOR_PRECISION[kind], scores[kind].wrong
    assert scores[kind].given_away == 0


@pytest.mark.parametrize("kind", FLOOR_STANCE)
def test_most_stances_are_right(scores: dict[str, Score], kind: str) -> None:
    """Of what was found: the share with the stance of the reader, or of the record."""
    assert scores[kind].stances_right >= FLOOR_STANCE[kind] * scores[kind].stances > 0


@pytest.mark.parametrize("kind", FLOOR_QUOTE)
def test_quotations_are_given_word_for_word(scores: dict[str, Score], kind: str) -> None:
    """Of what was found with a quotation: the share in which it is the reader's."""
    assert scores[kind].quotes_right >= FLOOR_QUOTE[kind] * scores[kind].quotes > 0


@pytest.mark.usefixtures("at_work")
def test_every_article_holds_the_requirement() -> None:
    """No single article falls under what was asked for, 0.70 and 0.60."""
    found = bench.scores()
    assert set(found) == set(names())
    assert all(one.recall >= 0.70 and one.precision >= 0.60 for one in found.values())


@pytest.mark.usefixtures("at_work")
def test_a_candidate_is_ready_for_the_form() -> None:
    """Slugs of the glossary, the words and the day: what the form for adding asks for."""
    text = (
        "Israeli Prime Minister Benjamin Netanyahu said on Sunday: “There will be no ceasefire without the hostages.”"
    )
    (one,) = candidates.find(text, published="2023-11-06")
    assert (one.actor, one.term, one.stance, one.said) == (
        "benjamin-netanyahu",
        "ceasefire",
        "conditional",
        "2023-11-05",
    )
    assert one.speaking_as == "Israeli Prime Minister"
    assert one.quote == "There will be no ceasefire without the hostages"
    assert one.doubts == ()


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("over", [0, 1])
def test_the_longest_text(over: int) -> None:
    """A text of 250,000 characters is read, one more refused with a sentence."""
    text = "x" * (candidates.MAX_CHARACTERS + over)
    if over:
        with pytest.raises(Invalid, match="more than 250,000 characters"):
            candidates.find(text)
    else:
        assert candidates.find(text) == []


@pytest.mark.usefixtures("at_work")
def test_the_vocabulary_is_kept() -> None:
    """The second reading takes the same terms and actors, until one of them changes."""
    assert candidates.vocabulary().actors is candidates.vocabulary().actors


@pytest.mark.usefixtures("at_work")
def test_the_records_tell_the_offices() -> None:
    """Titles come from published statements, with the years of these."""
    offices = candidates.vocabulary().offices["antonio-guterres"]
    assert any(one.title == "UN Secretary-General" and one.first <= 2020 <= one.last for one in offices)
