"""Labels of foreign concepts: which of them are English, which heads the term, how a language is written here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LABELS = ("prefLabel", "altLabel", "hiddenLabel")
"""Sorts of labels, the best first."""


class Label(NamedTuple):
    """A label of a concept, and for one that is a node of its own the page and the note beside it."""

    rank: str
    text: str
    lang: str
    page: str = ""
    note: str = ""


def is_english(lang: str) -> bool:
    """Whether it is English; what has no language is taken for it, as the glossary's own words are."""
    return lang.partition("-")[0].lower() in ("", "en")


def preferred(english: Sequence[Label]) -> list[Label]:
    """The labels that may head the term: of the best sort, and of these in English as such before that of a country.

    A label without a language comes last in its sort. At least one is expected.
    """
    best = min(map(_place, english))
    return [one for one in english if _place(one) == best]


def _place(label: Label) -> tuple[int, bool, bool, str]:
    lang = label.lang.lower()
    return LABELS.index(label.rank), lang != "en", lang == "", lang


def each_once(labels: Sequence[Label]) -> list[Label]:
    """The labels without those that differ from an earlier one in capitals alone; what is English counts as one."""
    once: dict[tuple[str, str], Label] = {}
    for one in labels:
        once.setdefault(("" if is_english(one.lang) else one.lang.lower(), one.text.casefold()), one)
    return list(once.values())


def tag(lang: str) -> str:
    """A language tag as the glossary writes it: zh-Hant, pt-BR."""
    first, *others = lang.split("-")
    return "-".join([first.lower(), *(one.title() if len(one) == 4 else one.upper() for one in others)])
