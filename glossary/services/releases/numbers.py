"""Numbers of releases are given once: the highest is noted beside their folder, and stays when folders are removed.

The addresses of a release may be kept by anybody for a year. A second release of the same number would be taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from glossary.disk import put
from glossary.errors import Invalid

NUMBER = r"[1-9][0-9]{0,8}"
"""How a number is written."""


def noted(releases: Path) -> Path:
    """The file that holds the highest number that was ever given."""
    return releases.with_name(f"{releases.name}.highest")


def following(releases: Path, present: Iterable[int]) -> int:
    """The number of the next release; `present`: those of which there is a folder.

    Raises `Invalid` where the noted number cannot be read.
    """
    return max((_noted(noted(releases)), *present)) + 1


def _noted(file: Path) -> int:
    try:
        written = file.read_bytes().decode("ascii", "replace").strip()
    except FileNotFoundError:  # none was made yet, or the last one before numbers were noted
        return 0
    if not re.fullmatch(NUMBER, written):
        raise Invalid(
            f"{file} does not hold the number of a release. Nothing was written. Write the highest number that was "
            "ever given into it, then try again."
        )
    return int(written)


def note(releases: Path, number: int) -> None:
    """Have a number on the disk as given, before anybody is told of it."""
    put(noted(releases), [b"%d\n" % number])
