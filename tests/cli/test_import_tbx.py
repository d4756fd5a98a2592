"""`glossary import` of a translator's file: the dry run says what would come in, and what would not."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Glossary
from tests.interchange.tbx_files import SAMPLES


def test_a_dry_run_tells_what_tbx_does_not_bring(glossary_seeded: Glossary) -> None:
    """Counts of what is read and of what is not, with the sources that stay behind; nothing is published."""
    sample = str(SAMPLES / "basic_good.tbx")
    dry = glossary_seeded("import", sample, "--dry-run")
    assert dry.exit_code == 0
    for words in (
        "Terms read from them: 39, with 52 equivalents in other languages.",
        "Definitions not read: 74, contexts not read: 104.",
        "Oxford2007 (24)",
        "39 records: 39 new, 0 changed, 0 same, 0 refused.",
    ):
        assert words in dry.output
    assert "Published" not in dry.output
    assert "39 records: 39 new" in glossary_seeded("import", sample, "--dry-run").output


def test_a_hostile_file_ends_with_a_sentence(glossary_seeded: Glossary, tmp_path: Path) -> None:
    """Exit code 1, the reason, and no trace of the error behind it."""
    path = tmp_path / "bomb.tbx"
    path.write_text('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>', "utf-8")
    refused = glossary_seeded("import", str(path))
    assert refused.exit_code == 1
    assert "defines entities or other things of its own" in refused.output
    assert "Traceback" not in refused.output
