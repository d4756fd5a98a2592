"""When something was said: days named in a sentence, counted from the day of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from glossary.articles.tokens import Token
from glossary.articles.words import MONTH_NAMES, WEEKDAYS, word_set

NO_DATE = "The day on which this was said is not known."
_NOT_THEN = word_set("next last until from for of by since after before till every between to")
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_DAY = re.compile(r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?", re.ASCII)
_WRITTEN = re.compile(
    r"\b(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)? )?(?P<month>[A-Z][a-z]{2,8})\.?,? "
    r"(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,? )?(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
)


def day_of_article(text: str, published: str) -> date | None:
    """The day of an article: the one given as YYYY-MM-DD, else the first full date among its first lines."""
    for found in (published, *(_written(match) for match in _WRITTEN.finditer(text[:1500]))):
        try:
            return date.fromisoformat(found[:10])
        except ValueError:
            continue
    return None


def _written(match: re.Match[str]) -> str:
    if match["iso"]:
        return match["iso"]
    month = MONTH_NAMES.get(match["month"].lower(), 0)
    return f"{match['year']}-{month:02}-{int(match['d1'] or match['d2'] or 0):02}"


def said(tokens: Sequence[Token], near: int, article: date | None) -> tuple[str, str]:
    """The EDTF date nearest to a place among the words, and a doubt where none is known.

    Where the sentence names no day, it is the article's own, marked as approximate (`~`), which says so by itself.
    """
    dates = list(_dates(tokens, article))
    if dates:
        return min(dates, key=lambda found: abs(found[0] - near))[1], ""
    if article is None:
        return "", NO_DATE
    return article.isoformat() + "~", ""


def _dates(tokens: Sequence[Token], article: date | None) -> list[tuple[int, str]]:
    found = []
    for at, token in enumerate(tokens):
        if not token.word:
            continue
        read = _named_day(tokens, at, article) if not token.text[0].islower() else _relative(token.fold, article)
        if read:
            found.append((at, read))
    return found


def _relative(word: str, article: date | None) -> str:
    if article is None or word not in ("today", "yesterday"):
        return ""
    return (article - timedelta(days=word == "yesterday")).isoformat()


def _named_day(tokens: Sequence[Token], at: int, article: date | None) -> str:
    word = tokens[at].fold
    before = tokens[at - 1].fold if at else ""
    if word in WEEKDAYS and before not in _NOT_THEN and article:
        return (article - timedelta(days=(article.weekday() - WEEKDAYS[word]) % 7)).isoformat()
    if word not in MONTH_NAMES or (
        word == "may" and before not in ("in", "on", "last", "early", "late") and not before.isdigit()
    ):
        return ""
    if _governing(tokens, at) not in ("on", "in", "last", "early", "late", "of"):
        return ""
    return _month(tokens, at, MONTH_NAMES[word], article)


def _governing(tokens: Sequence[Token], at: int) -> str:
    """The word before a month, over the day."""
    place = at - 1
    while place >= 0 and (_DAY.fullmatch(tokens[place].fold) or tokens[place].fold in ("the", "of")):
        place -= 1
    return tokens[place].fold if place >= 0 else ""


def _month(tokens: Sequence[Token], at: int, month: int, article: date | None) -> str:
    after = [token for token in tokens[at + 1 : at + 5] if token.text not in ".,"]
    day = tokens[at - 1].fold if at and _DAY.fullmatch(tokens[at - 1].fold) else ""
    if not day and after and _DAY.fullmatch(after[0].fold):
        day, after = after[0].fold, after[1:]
    year = int(after[0].fold) if after and _YEAR.fullmatch(after[0].fold) else 0
    number = int(re.sub(r"\D", "", day)) if day else 0
    if not year and article:
        year = article.year - ((month, number) > (article.month, article.day if number else 99))
    return _checked(year, month, number)


def _checked(year: int, month: int, day: int) -> str:
    try:
        date(year, month, day or 1)
    except ValueError:
        return ""
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
