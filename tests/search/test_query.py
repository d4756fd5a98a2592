"""S7: no text makes a query fail, each is bounded, and what was ignored is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search import query as limits
from glossary.search.memory_index import MemoryIndex
from glossary.search.port import PREFIX_EXPANSIONS, Query, SearchIndex
from glossary.search.query import ParsedQuery, parse, typed
from glossary.search.whoosh_index import WhooshIndex
from tests.search.search_samples import SPELLINGS, document

HOSTILE = [
    "",
    " ",
    '"',
    '""',
    '"""',
    '" "',
    "“”",
    "«pause",
    "(((",
    ")]}",
    "[TO]",
    "-",
    "--",
    "- -",
    "-*",
    '-"',
    '-""',
    "*",
    "* * *",
    "*pause",
    "pa*use",
    "pa*",
    "***pause***",
    "?",
    "AND",
    "OR NOT AND",
    "NOT",
    "pause AND",
    "pause^1000000",
    "pause~99",
    "actor:",
    ":",
    "actor:kirby:x",
    "term:(",
    "\\",
    "/.*/",
    "\x00",
    "pa\x00use",
    "\ud800",
    "pause\udfff",
    "\u202epause\u202c",
    "\u2066",
    "🙂",
    "👩‍👩‍👧",
    "'; drop table statements; --",
    "<script>alert(1)</script>",
    "%00%0a",
    "a" * 10_000,
    "a " * 5_000,
    '"' * 10_000,
    "-a " * 5_000,
    "abc*" * 2_500,
    "停" * 10_000,
    "a-" * 5_000,
    "ﷺ" * 10_000,
    '"' + "ﷺ" * 10_000 + '"',
    "-" + "ﷺ-" * 5_000,
    "\u0301" * 10_000,
    "\n\t\r\x0b\x85\u2028",
]


def parsed(text: str, *, exact: bool = False) -> ParsedQuery:
    """The text with the spellings of the samples."""
    return parse(text, SPELLINGS, exact=exact)


def brief(text: str) -> list[str]:
    """Each clause as one readable line: `-` excluded, `*` prefix, first form of each place."""
    return [
        "-" * clause.excluded + " ".join(place[0] for place in clause.places) + "*" * clause.prefix
        for clause in parsed(text).clauses
    ]


def assert_bounded(found: ParsedQuery) -> None:
    """The limits hold, and every clause can be asked."""
    assert len(found.clauses) <= limits.MAX_CLAUSES
    for clause in found.clauses:
        assert 1 <= len(clause.places) <= limits.MAX_PLACES
        assert all(1 <= len(forms) <= 5 for forms in clause.places)
        assert all(form.split() == [form] for forms in clause.places for form in forms)
        assert not clause.prefix or len(clause.places[0][0]) > limits.MIN_PREFIX
        clause.text.encode()
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in found.ignored)
    assert len(found.ignored) == len(set(found.ignored)) <= 7


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_safe_queries(text: str) -> None:
    """S7: the hostile list parses, within the limits, and a reference engine answers it."""
    found = parsed(text)
    assert_bounded(found)
    index = MemoryIndex()
    index.rebuild([document("a", "pause")], 1)
    index.search(Query(found.clauses))


@given(text=st.text() | st.text(alphabet="ab*-\"“» :é火ה\ud800\x00.'"), exact=st.booleans())
def test_any_text_is_a_safe_query(text: str, exact: bool) -> None:
    """S7: whatever is typed parses within the limits."""
    assert_bounded(parsed(text, exact=exact))


def test_whoosh_answers_the_hostile_list(whoosh: WhooshIndex) -> None:
    """S7: the engine's own syntax is never reached, so nothing typed can raise in it."""
    whoosh.rebuild([document("a", "pause", actor="kirby"), document("b", "a a a a 停停停")], 1)
    for text in HOSTILE:
        whoosh.search(Query(parsed(text).clauses))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("humanitarian pause", ["=humanitarian", "=pause"]),
        ('"Humanitarian Pauses"', ["=humanitarian =pauses"]),
        ("“humanitarian pause”", ["=humanitarian =pause"]),
        ("«humanitarian pause»", ["=humanitarian =pause"]),
        ("„humanitarian pause“ now", ["=humanitarian =pause", "=now"]),
        ("pause -truce", ["=pause", "-=truce"]),
        ('-"humanitarian pause" truce', ["-=humanitarian =pause", "=truce"]),
        ('pause -"humanitarian pause"', ["=pause", "-=humanitarian =pause"]),
        ("evac*", ["=evac*"]),
        ("-evac* pause", ["-=evac*", "=pause"]),
        ("the cease fire", ["=the", "=ceasefire"]),
        ("Cease-Fires", ["=ceasefires"]),
        ('"humanitarian cease-fire"', ["=humanitarian =ceasefire"]),
        ("-cease-fire", ["-=ceasefire"]),
        ("cease. fire", ["=cease", "=fire"]),
        ("cease-fir*", ["=cease", "=fir*"]),
        ("cease-fire*", ["=ceasefire*"]),
        ("four-day pause", ["=four =day", "=pause"]),
        ("-four-day", ["-=four =day"]),
        ("actor:kirby", ["=actor", "=kirby"]),
        ("S/2712", ["=s", "=2712"]),
        ("pause - meaning -- of", ["=pause", "=meaning", "=of"]),
        ("pause pause PAUSE", ["=pause"]),
        ("停火", ["=停火 =火"]),
        ("火", ["=火"]),
        ("l’accord d'Oslo", ["=accord", "=oslo"]),
        ('צה"ל הפוגה', ["=צהל", "=הפוגה"]),
        ('"הפוגה"', ["=הפוגה"]),
        ("AND", ["=and"]),
        ("pa\x00use", ["=pa", "=use"]),
    ],
)
def test_what_is_understood(text: str, clauses: list[str]) -> None:
    """S7: words, phrases, exclusions, prefixes and joined spellings are read as a reader means them."""
    assert brief(text) == clauses


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("humanitarian pause", ()),
        ("(pause), truce?", ()),
        ('"pause', (limits.LONE_QUOTE,)),
        ('"" pause', (limits.EMPTY_PHRASE,)),
        ("pa* pause", (limits.STRAY_STAR,)),
        ("*", (limits.STRAY_STAR,)),
        ("*pause", (limits.STRAY_STAR,)),
        ("pa*use", (limits.STRAY_STAR,)),
        ("pause & 🙂", (limits.NO_WORD,)),
        ("a " * 101, (limits.TOO_LONG,)),
        ("a b c d e f g h i j k l", (limits.TOO_MANY.format(10, 2),)),
        (f'"{"a b " * 21}"', (limits.PHRASE_TOO_LONG,)),
    ],
)
def test_what_is_ignored_is_said(text: str, sentences: tuple[str, ...]) -> None:
    """S7: each kind of thing that was not used has one sentence, and what was used has none."""
    assert parsed(text).ignored == sentences


@pytest.mark.parametrize(("letters", "cut"), [(199, False), (200, False), (201, True)])
def test_the_limit_of_characters(letters: int, cut: bool) -> None:
    """S7: 200 characters are read, the 201st is not."""
    found = parsed("x" * letters)
    assert (limits.TOO_LONG in found.ignored) is cut


def test_a_long_text_is_cut_between_words() -> None:
    """S7: half a word would find nothing; a phrase that is cut stays a phrase."""
    assert brief("a " * 95 + "bbbb " * 10) == ["=a", "=bbbb"]
    long_phrase = parsed('"' + "abcdefghi " * 30 + '"')
    assert len(long_phrase.clauses) == 1
    assert long_phrase.ignored == (limits.TOO_LONG,)


@pytest.mark.parametrize(("words", "kept"), [(9, 9), (10, 10), (11, 10)])
def test_the_limit_of_clauses(words: int, kept: int) -> None:
    """S7: ten words and phrases are sought, the eleventh is named as ignored."""
    found = parsed(" ".join(f"w{number}" for number in range(words)))
    assert len(found.clauses) == kept
    assert bool(found.ignored) is (words > kept)


def test_a_word_stands_for_its_stems_in_every_language_of_its_script() -> None:
    """S7: a query does not say its language; `exact` takes the word as it is written."""
    assert parsed("pauses").clauses[0].places == (("=pauses", "en:paus", "fr:paus", "es:paus", "de:paus"),)
    assert parsed("паузы").clauses[0].places == (("=паузы", "ru:пауз"),)
    assert parsed("هدنة").clauses[0].places == (("=هدنة", "ar:هدن"),)
    assert parsed("הפוגה 2023").clauses[0].places == (("=הפוגה",),)
    assert parsed("pauses", exact=True).clauses[0].places == (("=pauses",),)
    assert parsed('"pauses"').clauses[0].places == (("=pauses",),)


def test_the_text_of_a_clause_can_be_shown() -> None:
    """S7: a clause keeps what was typed, without control characters, so that a page can name it."""
    texts = [clause.text for clause in parsed('cease fire "a  b" \u202eevac* -Four-Day').clauses]
    assert texts == ["cease fire", "a  b", "evac*", "Four-Day"]


def test_the_work_of_a_query_is_counted(whoosh: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """S7: the widest query reads no more postings than clauses × fields × forms allow, and no more expansions."""
    whoosh.rebuild([document(f"s{n:03}", f"word{n:03} word") for n in range(PREFIX_EXPANSIONS + 50)], 1)
    view = whoosh._view()
    read: list[str] = []
    term = view.postings.term

    def counted(field: str, form: str) -> object:
        found = term(field, form)
        read.extend([form] * len(found.parts))
        return found

    monkeypatch.setattr(view.postings, "term", counted)
    whoosh.search(Query(parsed("word*").clauses))
    assert len(read) == PREFIX_EXPANSIONS
    read.clear()
    whoosh.search(Query(parsed("word " * 40).clauses))
    assert len(read) <= 4 * 5


def test_phrases_and_beginnings_are_firm(index: SearchIndex) -> None:
    """S7: what is quoted or starred is met even in a loosened answer; plain words may be let go."""
    index.rebuild([document("both", "day by day a truce"), document("word", "a truce"), document("no", "by day")], 1)
    loose = {text: Query(parsed(text).clauses, at_least=1) for text in ('"day by day" truce lull', "truc* by lull")}
    assert [hit.id for hit in index.search(loose['"day by day" truce lull']).hits] == ["both"]
    assert {hit.id for hit in index.search(loose["truc* by lull"]).hits} == {"both", "word"}


@pytest.mark.parametrize(
    "asked", ["a b", 'a -b "c d" -"e f" gh-ij klm* -nop*', "cease-fire cease fire", '"a"', "停火 هدنة"]
)
def test_what_was_understood_can_be_typed_again(asked: str) -> None:
    """S7: the clauses written out are understood as the same clauses."""
    clauses = parsed(asked).clauses
    assert clauses
    assert parsed(" ".join(map(typed, clauses))).clauses == clauses
