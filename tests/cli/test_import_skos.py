"""`glossary import` of a thesaurus: the dry run says what would come in, and what would not."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Glossary
from tests.interchange.test_skos_incoming import LULL, PREFIXES


def test_a_dry_run_tells_what_skos_does_not_bring(glossary_seeded: Glossary, tmp_path: Path) -> None:
    """Counts of what is read and of what is not; nothing is published until it is asked for."""
    path = tmp_path / "thesaurus.ttl"
    path.write_text(PREFIXES + LULL, encoding="utf-8")
    dry = glossary_seeded("import", str(path), "--dry-run")
    assert dry.exit_code == 0
    for words in (
        "Terms read from them: 3, with 2 equivalents in other languages and 3 relations.",
        "Definitions not read: 1, of 1 concepts (lull in fighting).",
        "3 records: 3 new, 0 changed, 0 same, 0 refused.",
    ):
        assert words in dry.output
    assert "Published" not in dry.output
    assert "3 records: 3 new" in glossary_seeded("import", str(path), "--dry-run").output


def test_a_context_elsewhere_is_a_refusal(glossary_seeded: Glossary, tmp_path: Path) -> None:
    """The command fails with the sentence that says what to do."""
    path = tmp_path / "remote.jsonld"
    path.write_text('{"@context": "https://elsewhere.example.org/context.jsonld"}', encoding="utf-8")
    answer = glossary_seeded("import", str(path))
    assert answer.exit_code == 1
    assert "put the context itself into the file" in answer.output
