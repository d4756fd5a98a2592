"""Encodings of files that come in: UTF-8 and marked UTF-16 are read, any other is refused by the place of the fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import Invalid
from tests.interchange.incoming_files import read_text

TABLE = "id,stance,quote\r\na,none,هدنة إنسانية\r\nb,none,перемирие\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without mark and UTF-16 with one give the same records."""
    found = read_text(tmp_path, "csv", TABLE.encode(encoding))
    assert [one.row["quote"] for one in found] == ["هدنة إنسانية", "перемирие"]


@pytest.mark.parametrize("form", ["csv", "yaml", "jsonl"])
@pytest.mark.parametrize("before", [0, 65_535, 65_536, 200_000])
def test_a_wrong_byte_is_named_by_byte_and_line(tmp_path: Path, form: str, before: int) -> None:
    """Windows-1252 in a file of UTF-8 is refused with the byte and the line, wherever chunks of reading end."""
    with pytest.raises(Invalid, match=rf"byte {before + 3:,}, in line 2,"):
        read_text(tmp_path, form, b"x" * before + b"\nx\xe9x\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_unmarked_and_rare_encodings_are_refused(tmp_path: Path, encoding: str) -> None:
    """UTF-16 without its mark and UTF-32 are refused, and the sentence says what to save instead."""
    with pytest.raises(Invalid, match="Save it as UTF-8"):
        read_text(tmp_path, "csv", TABLE.encode(encoding))


def test_half_a_character_at_the_end_is_refused(tmp_path: Path) -> None:
    """A file that was cut inside a character does not pass."""
    with pytest.raises(Invalid, match="in line 3"):
        read_text(tmp_path, "csv", TABLE.encode()[:-3])
