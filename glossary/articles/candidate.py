"""What reading an article gives: statements that an editor may take over, change or leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

MAX_CHARACTERS = 250_000
"""Characters of a text that is read; who calls refuses longer ones with `TOO_LONG`."""
TOO_LONG = "This text has more than 250,000 characters. Paste one article, or a part of it."
QUOTE_WORDS = 25
"""Words of a quotation at most, as for published statements (neutrality: a verbatim quote of at most 25 words)."""


class Span(NamedTuple):
    """A stretch of the text: offsets in characters, the end not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One speaker on one term in one passage, as far as rules can tell. Nothing in it is certain.

    passage, passage_span: the sentence as it stands. term: slug; term_as_written, term_span: the words in the text;
    alternatives: slugs of terms under which a reader might file it instead. speaker, speaker_span: the words that name
    the speaker in this passage (a pronoun perhaps); name: the speaker's name or description without pronouns; actor:
    slug, or None where no recorded actor fits; speaking_as: the title in the text. verb: the reporting verb as written,
    may be empty. stance: a code of the vocabulary of stances. quote, quote_span: at most 25 words that stand in the
    text
    between quotation marks, or empty. said: EDTF date. language: that of the words quoted or used. doubts: whole
    sentences on what an editor should check.
    """

    passage: str
    passage_span: Span
    term: str
    term_as_written: str
    term_span: Span
    alternatives: tuple[str, ...]
    speaker: str
    speaker_span: Span | None
    name: str
    actor: str | None
    speaking_as: str
    verb: str
    stance: str
    quote: str
    quote_span: Span | None
    said: str
    language: str
    doubts: tuple[str, ...] = ()
