"""The tables of other languages: each file is read, and has in it what the rules look for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from glossary.articles import abroad
from glossary.articles.grammar import grammar
from glossary.text import fold

KNOWN = {*abroad.STANCES, *abroad.AROUND, "according", "prefixes", "capitals", "verb_first"}
FILES = sorted(abroad.FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_known_lists_of_folded_words(path: Path) -> None:
    """A misspelt list would be passed over, and a word with an accent would never be met in a folded text."""
    told = tomllib.loads(path.read_text("utf-8"))
    assert set(told) <= KNOWN
    assert {"says", "calls", "supports", "opposes", "prepositions", "that"} <= set(told)
    words = [word for value in told.values() if isinstance(value, str) for word in value.split()]
    assert [word for word in words if fold(word) != word] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_has_a_grammar_of_its_own(path: Path) -> None:
    """An article in the language is read by its own verbs, not by those of English."""
    assert grammar(path.stem).language == path.stem
    assert len(FILES) == 7


@pytest.mark.parametrize("language", ["", "en", "xx", "../tables/fr", "fr.toml", "FR/"])
def test_what_names_no_file_has_no_table(language: str) -> None:
    """A language comes from whoever pastes the article: it is never a path."""
    assert abroad.table(language) is None
    assert grammar(language).language == "en"
