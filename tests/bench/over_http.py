"""The part `http`: requests a second and waiting times, ours beside an endpoint that does nothing and beside Datasette.

Targets take turns in short blocks, several rounds, so that whatever else the machine does meets all of them.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from glossary.services.index import indexing
from glossary.services.reading import published as reading
from tests.bench import datasette, servers
from tests.bench.corpora import Corpora, opened
from tests.bench.corpus import Corpus
from tests.bench.figures import Figures, ratio, spread
from tests.bench.http_load import Block, Connection, load
from tests.bench.queries import Queries

HOT = "humanitarian pause"
COMPARED = 10
"""Words asked of both for a check of the answers."""
FULL, LEAN, HOTTEST, NOOP, SUGGEST = "distinct", "distinct, no facets", "hot", "no-op", "suggest"
THEIRS, THEIR_FASTEST = "datasette, same facets", "datasette, fastest"
LABELS = {
    FULL: "ours: different searches, 11 facets, 20 hits with marks",
    LEAN: "ours: the same without facets",
    HOTTEST: "ours: one search again and again",
    NOOP: "no-op that sends as many bytes",
    SUGGEST: "ours: suggestions",
    THEIRS: "Datasette: different searches, the same facets, 20 rows",
    THEIR_FASTEST: "Datasette at its fastest: no facets, no count, 20 rows",
}


@dataclass
class Target:
    """An address to ask, and what came back in each round by number of clients."""

    port: int
    paths: Iterator[str]
    blocks: dict[int, list[Block]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Load:
    """How the load is put: clients at once, rounds, seconds of one block."""

    clients: tuple[int, ...] = (1, 8)
    rounds: int = 5
    seconds: float = 3.0


def measure(corpora: Corpora, engine: str, size: int, how: Load) -> Figures:
    """All figures of one engine at one size."""
    folder, corpus = corpora.folder(size), corpora.corpus(size)
    with tempfile.TemporaryDirectory(prefix="glossary-bench-") as name, ExitStack() as stack:
        file = Path(name) / "corpus.db"
        with opened(folder, engine):
            indexing.drain()
            datasette.build(file, reading.statements_of())
        ours = stack.enter_context(servers.running(*servers.glossary(folder, engine)))
        program = datasette.install()
        theirs = stack.enter_context(servers.running(*datasette.serving(program, file)))
        targets, notes = _ours(ours, corpus)
        answer = _get(ours, search_path(HOT))[1]
        targets[NOOP] = Target(stack.enter_context(servers.running(*servers.noop(len(answer)))), cycle(["/"]))
        targets |= _theirs(theirs, file, corpus)
        _run(targets, how)
        figures = _figures(targets, how)
        check = _check(ours, theirs, file, corpus)
    return {
        **figures,
        "check": check,
        "notes": notes,
        "datasette": datasette.version(program),
        "hot_bytes": len(answer),
    }


def search_path(text: str, **rest: str) -> str:
    """The address of a search of ours."""
    return f"/api/v1/search?{urlencode({'q': text, **rest})}"


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = Connection(port)
    try:
        return connection.get(path)
    finally:
        connection.close()


def _plain(corpus: Corpus, path: Callable[[str], str]) -> Iterator[str]:
    return (path(text) for text in Queries(corpus).plain())


def _ours(port: int, corpus: Corpus) -> tuple[dict[str, Target], list[str]]:
    """What ours offers: what it has no address for is left out with a note."""
    targets = {FULL: Target(port, _plain(corpus, search_path)), HOTTEST: Target(port, cycle([search_path(HOT)]))}
    notes = []
    if lean := _without_facets(port):
        targets[LEAN] = Target(port, _plain(corpus, lambda text: search_path(text, **lean)))
    else:
        notes.append("Searches cannot be asked for without facets.")
    if _get(port, "/api/v1/suggest?q=cea")[0] == 200:
        beginnings = Queries(corpus).beginnings()
        targets[SUGGEST] = Target(port, (f"/api/v1/suggest?{urlencode({'q': text})}" for text in beginnings))
    else:
        notes.append("There are no suggestions.")
    return targets, notes


def _without_facets(port: int) -> dict[str, str] | None:
    """The parameter that leaves facets out, if there is one."""
    choices = ({"facets": value} for value in ("none", "off", "0", "no", "false"))
    return next((choice for choice in choices if _get(port, search_path(HOT, **choice))[0] == 200), None)


def _theirs(port: int, file: Path, corpus: Corpus) -> dict[str, Target]:
    return {
        THEIRS: Target(port, _plain(corpus, lambda text: datasette.with_facets(file, text))),
        THEIR_FASTEST: Target(port, _plain(corpus, lambda text: datasette.fastest(file, text))),
    }


def _run(targets: dict[str, Target], how: Load) -> None:
    for target in targets.values():
        load(target.port, target.paths, max(how.clients), min(how.seconds, 2.0))
    for _ in range(how.rounds):
        for clients in how.clients:
            for target in targets.values():
                block = load(target.port, target.paths, clients, how.seconds)
                target.blocks.setdefault(clients, []).append(block)


def _figures(targets: dict[str, Target], how: Load) -> Figures:
    rows = {
        name: {str(clients): _row(blocks) for clients, blocks in target.blocks.items()}
        for name, target in targets.items()
    }
    pairs = {"same facets": (FULL, THEIRS), "fastest": (FULL, THEIR_FASTEST), "no-op": (HOTTEST, NOOP)}
    ratios = {
        name: {str(clients): _ratio(targets, *pair, clients) for clients in how.clients} for name, pair in pairs.items()
    }
    return {"rows": rows, "ratios": ratios, "rounds": how.rounds, "seconds": how.seconds}


def _row(blocks: list[Block]) -> dict[str, Any]:
    times = [taken for block in blocks for taken in block.times]
    rates = [block.rate for block in blocks]
    answers = max(len(times), 1)
    return {
        "rate": round(statistics.median(rates), 1),
        "rate_min": round(min(rates), 1),
        "rate_max": round(max(rates), 1),
        "failures": sum(block.failures for block in blocks),
        "bytes": sum(block.bytes for block in blocks) // answers,
        **(spread(times) if times else {}),
    }


def _ratio(targets: dict[str, Target], one: str, other: str, clients: int) -> dict[str, float]:
    rates = [[block.rate for block in targets[name].blocks[clients]] for name in (one, other)]
    return ratio(*rates)


def _check(ours: int, theirs: int, file: Path, corpus: Corpus) -> dict[str, int]:
    """Of some searches, how many each of both answers with hits, and both with the same number of them."""
    plain = Queries(corpus).plain()
    texts = [next(plain) for _ in range(COMPARED)]
    mine = [json.loads(_get(ours, search_path(text))[1])["total"] for text in texts]
    other = [
        json.loads(_get(theirs, datasette.with_facets(file, text))[1])["filtered_table_rows_count"] for text in texts
    ]
    same = sum(one == two for one, two in zip(mine, other, strict=True))
    return {"asked": COMPARED, "ours": sum(map(bool, mine)), "datasette": sum(map(bool, other)), "same": same}
