"""Scoring what was read in an article against what a reader found there (tests/data/articles)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from glossary import ROOT
from glossary.articles.candidate import Candidate
from glossary.text import fold

FOLDER = ROOT / "tests" / "data" / "articles"
PASSAGE = 40
"""Letters by which the passage of a judgement is known again."""
Pair = tuple[str, str]
Find = Callable[[str, str], Sequence[Candidate]]
"""Reads a text with the day of its publication."""


@dataclass(slots=True)
class Score:
    """Counts over one or more articles; the shares are made from them."""

    certain: int = 0
    found: int = 0
    returned: int = 0
    right: int = 0
    given_away: int = 0
    """Terms without a speaker that were given to one."""
    misattributed: int = 0
    """Pairs of a right term and a wrong actor."""
    stances: int = 0
    stances_right: int = 0
    quotes: int = 0
    quotes_right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Certain pairs found, of all certain pairs."""
        return self.found / self.certain if self.certain else 1.0

    @property
    def precision(self) -> float:
        """Pairs that match a judgement, of all pairs returned."""
        return self.right / self.returned if self.returned else 1.0

    def add(self, other: Score) -> None:
        """Count another's with these."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@cache
def expected(folder: Path = FOLDER) -> dict[str, Any]:
    """The judgements of a folder of articles."""
    found: dict[str, Any] = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    return found


def names(folder: Path = FOLDER) -> list[str]:
    """The articles that were judged."""
    return list(dict.fromkeys(one["article"] for one in expected(folder)["statements"]))


def group(name: str) -> str:
    """The group of an article: the first word of its name."""
    return name.partition("-")[0]


def score(name: str, find: Find, folder: Path = FOLDER) -> Score:
    """The figures of one article; its day is read from its name."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    day = re.search(r"\d{4}-\d\d-\d\d", name)
    judged = [one for one in expected(folder)["statements"] if one["article"] == name]
    spoken_by_nobody = [one for one in expected(folder)["mentions_without_speaker"] if one["article"] == name]
    return judge(find(text, day[0] if day else ""), judged, spoken_by_nobody)


def judge(found: Sequence[Candidate], judged: Sequence[dict[str, Any]], nobody: Sequence[dict[str, Any]] = ()) -> Score:
    """The figures of candidates by judgements. The unit is the pair of speaker and term in the article."""
    made = Score()
    pairs: defaultdict[Pair, list[dict[str, Any]]] = defaultdict(list)
    for one in judged:
        pairs[one["actor"] or plain(one["speaker"]), one["term"]].append(one)
    got: defaultdict[Pair, list[Candidate]] = defaultdict(list)
    for candidate in found:
        got[candidate.actor or plain(candidate.name), candidate.term].append(candidate)
    right: set[Pair] = set()
    for pair, judgements in pairs.items():
        matching = [one for one in got if _matches(one, pair, judgements)]
        right.update(matching)
        _count(made, pair, judgements, [candidate for one in matching for candidate in got[one]])
    made.returned, made.right = len(got), len(right)
    for wrong in got.keys() - right:
        made.wrong.append(f"{wrong[0]} on {wrong[1]}: {got[wrong][0].passage[:90]!r}")
        made.misattributed += any(wrong[1] == term for _, term in pairs)
    made.given_away = sum(_is_given_away(one, found, right) for one in nobody)
    return made


def _matches(one: Pair, pair: Pair, judgements: Iterable[dict[str, Any]]) -> bool:
    terms = {pair[1], *(term for judgement in judgements for term in judgement["also"])}
    return one[1] in terms and _bare(one[0]) == _bare(pair[0])


def _bare(speaker: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", speaker)


def plain(words: str) -> str:
    """Words without case, accents and punctuation."""
    return re.sub(r"\W+", " ", fold(words)).strip()


def _count(made: Score, pair: Pair, judgements: Sequence[dict[str, Any]], found: Sequence[Candidate]) -> None:
    if any(one["certain"] for one in judgements):
        made.certain += 1
        made.found += bool(found)
        if not found:
            made.missed.append(f"{pair[0]} on {pair[1]}: {judgements[0]['passage']!r}")
    for one in judgements:
        same = next((candidate for candidate in found if _stands_in(candidate, one)), None)
        if same:
            made.stances += 1
            made.stances_right += same.stance == one["stance"]
            made.quotes += bool(one["quote"])
            made.quotes_right += bool(one["quote"]) and plain(same.quote) == plain(one["quote"])


def _stands_in(candidate: Candidate, judgement: dict[str, Any]) -> bool:
    return plain(candidate.passage).startswith(plain(judgement["passage"])[:PASSAGE])


def _is_given_away(one: dict[str, Any], found: Sequence[Candidate], right: set[Pair]) -> bool:
    """Whether a term that nobody speaks was given to somebody whom no judgement of the article has with it."""
    return any(
        _stands_in(candidate, one)
        and candidate.term in (one["term"], *one["also"])
        and (candidate.actor or plain(candidate.name), candidate.term) not in right
        for candidate in found
    )
