"""Any text a reader types becomes a safe query (S7).

Nothing typed is an error. What cannot be used is ignored and said so in a sentence; the work a query can cause
is bounded by the limits below, whatever its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossary.languages import SCRIPT_LANGUAGES, script, stem_forms
from glossary.search.analysis import Piece, Spellings, pieces
from glossary.search.port import Clause
from glossary.text import fold

MAX_CHARACTERS = 200
MAX_CLAUSES = 10
MAX_WORDS = 40
"""Words, repeated ones among them, that are looked through for names."""
MAX_PLACES = 40
"""Words of one phrase that are used."""
MIN_PREFIX = 3
"""Letters an asterisk needs before it."""

TOO_LONG = f"Only the first {MAX_CHARACTERS} characters were read."
TOO_MANY = "Only the first {} words and phrases were used; {} more were ignored."
PHRASE_TOO_LONG = f"Only the first {MAX_PLACES} words of a phrase were used."
LONE_QUOTE = "A quotation mark without its partner was ignored."
EMPTY_PHRASE = "Quotation marks with no word between them were ignored."
STRAY_STAR = f"An asterisk was ignored: it can only follow a word of {MIN_PREFIX} or more letters."
NO_WORD = "Signs without letters or digits were ignored."

_HEBREW = "[\u05d0-\u05ea\u0591-\u05c7]"
_MARK = '["“”„‟«»＂″]'
# Between two Hebrew letters a quotation mark is part of the word (צה"ל).
_QUOTE = re.compile(f"(?<!{_HEBREW}){_MARK}|{_MARK}(?!{_HEBREW})")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# One hyphen, at the beginning of something: `pause - meaning` and `--` exclude nothing.
_EXCLUDED_WORD = re.compile(r"-(?=[^\s-])")
_EXCLUDES_PHRASE = re.compile(r"(?:^|\s)-$")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What was understood, and a sentence for each kind of thing that was not.

    A clause stands once however often it was typed; `order` are the numbers of the clauses as they were typed.
    """

    clauses: tuple[Clause, ...]
    ignored: tuple[str, ...]
    order: tuple[int, ...] = ()


def parse(text: str, spellings: Spellings, *, exact: bool = False) -> ParsedQuery:
    """Words that must all occur, "phrases", -exclusions and prefix*; `exact` takes words as written, no stems."""
    return _Parser(spellings, exact).parse(text)


def typed(clause: Clause) -> str:
    """The clause as a reader would type it. What is quoted has no stems."""
    sign, plain = "-" if clause.excluded else "", clause.text.replace('"', "")
    # A word that is sought in any of its forms has stems, where its script has stemmers; a quoted one has none.
    unstemmed = len(clause.places) == 1 and len(clause.places[0]) == 1 and script(fold(plain)) in SCRIPT_LANGUAGES
    quoted = clause.firm or (clause.excluded and (unstemmed or " " in plain))
    return f'{sign}"{plain}"' if quoted and not clause.prefix else f"{sign}{plain}"


class _Parser:
    """Reads one query and remembers what it passed over."""

    def __init__(self, spellings: Spellings, exact: bool) -> None:
        self._spellings = spellings
        self._exact = exact
        self._ignored: list[str] = []

    def parse(self, text: str) -> ParsedQuery:
        found: dict[object, Clause] = {}
        order: list[object] = []
        for clause in self._parts(self._cleaned(text)):
            order.append((clause.places, clause.excluded, clause.prefix))
            found.setdefault(order[-1], clause)
        clauses, number = tuple(found.values())[:MAX_CLAUSES], {key: number for number, key in enumerate(found)}
        if len(found) > MAX_CLAUSES:
            self._ignored.append(TOO_MANY.format(MAX_CLAUSES, len(found) - MAX_CLAUSES))
        kept = tuple(number[key] for key in order[:MAX_WORDS] if number[key] < MAX_CLAUSES)
        return ParsedQuery(clauses, tuple(dict.fromkeys(self._ignored)), kept)

    def _cleaned(self, text: str) -> str:
        """Short enough, and without characters that only steer a screen or a terminal."""
        text = text.strip()
        if len(text) > MAX_CHARACTERS:
            text = self._shortened(text)
        return _BIDI.sub("", _CONTROLS.sub(" ", text))

    def _shortened(self, text: str) -> str:
        """Cut between words where there is a blank; a phrase that is cut stays a phrase."""
        self._ignored.append(TOO_LONG)
        kept = text[:MAX_CHARACTERS]
        if not text[MAX_CHARACTERS].isspace() and len(words := kept.rsplit(maxsplit=1)) == 2:
            kept = words[0]
        return kept + '"' if len(_QUOTE.findall(kept)) % 2 else kept

    def _parts(self, text: str) -> Iterator[Clause]:
        """Phrases, and the words before, between and after them."""
        *between, rest = _QUOTE.split(text)
        if len(between) % 2:
            self._ignored.append(LONE_QUOTE)
            rest = f"{between.pop()} {rest}"
        for words, phrase in zip(between[::2], between[1::2], strict=True):
            excluded = _EXCLUDES_PHRASE.search(words)
            yield from self._words(words[: excluded.start()] if excluded else words)
            yield from self._phrase(phrase, excluded=bool(excluded))
        yield from self._words(rest)

    def _phrase(self, text: str, *, excluded: bool) -> Iterator[Clause]:
        found = pieces(text, "", self._spellings)
        if len(found) > MAX_PLACES:
            self._ignored.append(PHRASE_TOO_LONG)
        if found:
            places = tuple((f"={piece.word}",) for piece in found[:MAX_PLACES])
            yield Clause(text.strip(), places, excluded, firm=not excluded)
        else:
            self._ignored.append(EMPTY_PHRASE)

    def _words(self, text: str) -> Iterator[Clause]:
        """Runs of words that are sought, read as one text so that `cease fire` is seen, and words that are not."""
        run: list[str] = []
        for chunk in text.split():
            if not pieces(chunk, "", self._spellings):
                self._ignored.append(STRAY_STAR if "*" in chunk else NO_WORD)
            elif _EXCLUDED_WORD.match(chunk):
                yield from self._run(" ".join(run), excluded=False)
                yield from self._run(chunk[1:], excluded=True)
                run = []
            else:
                run.append(chunk)
        yield from self._run(" ".join(run), excluded=False)

    def _run(self, text: str, *, excluded: bool) -> Iterator[Clause]:
        """The clauses of words side by side, each stretch up to an asterisk for itself."""
        stretches = text.split("*")
        for stretch, following in pairwise(stretches):
            yield from self._starred(stretch, excluded, ends_word=following[:1] in ("", " "))
        yield from self._clauses(stretches[-1], self._groups(stretches[-1], excluded), excluded)

    def _starred(self, text: str, excluded: bool, *, ends_word: bool) -> Iterator[Clause]:
        """A stretch with an asterisk behind it: its last word is a beginning, if an asterisk may stand there."""
        groups = self._groups(text, excluded)
        word = groups[-1][-1] if groups else None
        alone = not excluded or sum(map(len, groups)) == 1
        if word and ends_word and alone and word.end == len(text) and len(word.word) >= MIN_PREFIX:
            groups[-1].pop()
            yield from self._clauses(text, groups, excluded)
            yield Clause(f"{text[word.start :]}*", ((f"={word.word}",),), excluded, prefix=True, firm=not excluded)
        else:
            self._ignored.append(STRAY_STAR)
            yield from self._clauses(text, groups, excluded)

    def _groups(self, text: str, excluded: bool) -> list[list[Piece]]:
        """Pieces that belong together: parts of a hyphenated word, a run without blanks, all of an exclusion."""
        found = pieces(text, "", self._spellings)
        groups = [[piece] for piece in found[:1]]
        for left, right in pairwise(found):
            if excluded or _linked(text, left, right):
                groups[-1].append(right)
            else:
                groups.append([right])
        return groups

    def _clauses(self, text: str, groups: Sequence[Sequence[Piece]], excluded: bool) -> Iterator[Clause]:
        for group in filter(None, groups):
            if len(group) > MAX_PLACES:
                self._ignored.append(PHRASE_TOO_LONG)
            places = tuple(self._forms(piece) for piece in group[:MAX_PLACES])
            yield Clause(text[group[0].start : group[-1].end], places, excluded)

    def _forms(self, piece: Piece) -> tuple[str, ...]:
        """The word as written, and unless that is all that is wanted, its stem in each language of its script."""
        languages = () if self._exact else SCRIPT_LANGUAGES.get(script(piece.word), ())
        return (f"={piece.word}", *stem_forms(piece.word, languages))


def _linked(text: str, left: Piece, right: Piece) -> bool:
    gap = text[left.end : right.start]
    return fold(gap) == "-" or (not gap and left.cjk and right.cjk)
