"""Checks of a release by programs that need not be here. One that is not there leaves its check undone, and says so."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SCHEMATRON = ROOT / "tests" / "schematron"
DIALECT = ROOT / "tests" / "data" / "schemas" / "tbx" / "TBX-Basic_DCA.sch"
"""They come with the project's tests, not with an installed package."""
SECONDS = 600
MOST_BYTES = 50_000_000
"""Of a TBX file that Node reads: it holds it in memory, for which it takes up to twenty times as much."""
NO_NODE = "Node is not installed."
NO_RULES = "The rules come with the project's tests and need node-schematron (tests/schematron/install.sh)."
NO_PARSER = "The library bibtexparser is not installed."
Found = tuple[dict[str, int], list[str]]


class NotRun(Exception):
    """The check cannot be run here; the message says why."""


def refused(sentence: str) -> list[str]:
    """A reader's refusal as a problem. Raises `NotRun` where the file is only larger than it reads at once."""
    told, too_large, _ = sentence.partition(" Divide it")
    if too_large:
        raise NotRun(told)
    return [sentence]


def dialect(path: Path) -> Found:
    """What the Schematron of TBX-Basic has against a file. Raises `NotRun`."""
    node = shutil.which("node")
    if node is None:
        raise NotRun(NO_NODE)
    if not (SCHEMATRON / "node_modules" / "node-schematron").is_dir() or not DIALECT.is_file():
        raise NotRun(NO_RULES)
    if path.stat().st_size > MOST_BYTES:
        raise NotRun(f"The file is longer than {MOST_BYTES:,} bytes, more than Node is given to hold in memory.")
    command = [node, str(SCHEMATRON / "run.cjs"), str(DIALECT), str(path)]
    try:
        ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        raise NotRun(f"Node did not come to an end with it ({type(error).__name__}).") from error
    (told,) = json.loads(ran.stdout).values()
    return {"bytes": path.stat().st_size}, list(told)


def bibtex(path: Path, expected: int) -> Found:
    """Whether a BibTeX file is read whole, with so many entries. Raises `NotRun`."""
    if find_spec("bibtexparser") is None:
        raise NotRun(NO_PARSER)
    from bibtexparser.entrypoint import parse_string

    library = parse_string(path.read_text("utf-8"))
    problems = [f"Line {block.start_line}: it cannot be read." for block in library.failed_blocks]
    found = len(library.entries)
    return {"entries": found}, [*problems, *_counted(found, expected)]


def csl(path: Path, expected: int) -> Found:
    """Whether a CSL-JSON file is a list of so many items, each with a type and a title, and an id of its own."""
    try:
        items = json.loads(path.read_bytes())
    except ValueError as error:
        return {}, [f"It is no JSON: {error}."]
    if not isinstance(items, list):
        return {}, ["It is no list."]
    problems = [f"Item {n} lacks {name}." for n, one in enumerate(items, 1) for name in _lacking(one)]
    twice = [str(key) for key, number in Counter(one.get("id") for one in items).items() if number > 1]
    problems += [f"The id {key} stands twice." for key in twice]
    return {"entries": len(items)}, [*problems, *_counted(len(items), expected)]


def _lacking(item: dict[str, object]) -> list[str]:
    return [name for name in ("id", "type", "title") if not item.get(name)]


def _counted(found: int, expected: int) -> list[str]:
    return [] if found == expected else [f"There are {found} of {expected} entries."]
