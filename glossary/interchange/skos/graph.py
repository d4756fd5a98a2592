"""A foreign graph: what is said of each node of a file, read apart (`apart.py`) and within bounds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from glossary.errors import Invalid
from glossary.interchange import xml_door
from glossary.interchange.incoming.encodings import encoding_of
from glossary.interchange.skos import apart
from glossary.interchange.skos.nodes import Ref, Words

MOST_BYTES = 20_000_000
SECONDS = 55
"""After which the reading is given up, whatever it waits for."""
TOO_MUCH = "The file takes more time or room to read than is allowed. Divide it, or send it in another syntax."
Facts = dict[str, dict[str, list[Ref | Words]]]
"""Node -> property -> values, both by whole addresses; nodes without one begin with `_:`."""


def read(path: Path, ending: str) -> Facts:
    """All that a file in Turtle (`ttl`), JSON-LD (`jsonld`) or RDF/XML (`rdf`) says.

    No other site is asked for anything. Raises Invalid, with a sentence, for a file that is too large, unreadable, or
    asks for what is elsewhere.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Invalid(f"The file is longer than {MOST_BYTES:,} bytes. Divide it.")
    if ending == "rdf":
        xml_door.check(path)
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for subject, name, sort, value, language in _lines(path, ending, encoding_of(path)):
        facts[subject][name].append(Ref(value) if sort == "iri" else Words(value, language))
    return facts


def _lines(path: Path, ending: str, encoding: str) -> Iterator[list[str]]:
    command = [sys.executable, "-m", apart.__name__, str(path), ending, encoding]
    known = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    try:
        done = subprocess.run(command, capture_output=True, env=known, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as slow:
        raise Invalid(TOO_MUCH) from slow
    if done.returncode == apart.REFUSED:
        raise Invalid(done.stderr.decode())
    if done.returncode:
        raise Invalid(TOO_MUCH)
    return map(json.loads, done.stdout.splitlines())
