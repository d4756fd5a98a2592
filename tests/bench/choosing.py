"""What the form of a statement weighs where there are many records to choose from: `python -m tests.bench.choosing`.

As it is, then with every one listed, as before, in one run; and what looking up what was typed costs.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from glossary.db import db
from glossary.models import RECORDS
from glossary.services.accounts import accounts
from glossary.services.adding import choosing
from glossary.services.auditing import OPERATOR
from glossary.services.reading import offered
from tests.bench import bulk, instances
from tests.bench.corpora import opened
from tests.bench.corpus import Corpus, Plan, Real
from tests.bench.machine import machine
from tests.bench.memory import resident

FORM = "/admin/statements/new"
ACTORS, SOURCES, ROUNDS = 9_000, 30_000, 15
EMAIL, PASSWORD = "editor@example.org", "seven quiet herons at dusk"
TYPED = {
    "actor": ("john-kirby", "John Kirby", "kirb", "press office", "zzzqq"),
    "source": ("abc-2023-10-27-kirby", "un", "security council resolution", "zzzqq"),
}
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


class Crowd(Plan):
    """So many actors and sources, and nothing said by any of them."""

    @property
    def actors(self) -> int:
        return ACTORS

    @property
    def sources(self) -> int:
        return SOURCES


class Asked(NamedTuple):
    """What an answer weighs and costs: bytes, and milliseconds of the processor (median)."""

    size: int
    spent: float


def main() -> None:
    """Measure and print."""
    print(machine())  # noqa: T201
    for line in _lines():
        print(line)  # noqa: T201


def _lines() -> Iterator[str]:
    with instances.seeded() as folder:
        with opened(folder, "memory") as app:
            accounts.add(EMAIL, PASSWORD, ["editor"], OPERATOR)
            yield from _form(_signed_in(app))
            bulk.fill(Corpus(Crowd(10_000), Real.read()), statements=False)
        with opened(folder, "memory") as app:  # anew, as the made records say that they are older than the others
            yield from _form(_signed_in(app))
            yield from _looked_up()


def _signed_in(app: Flask) -> FlaskClient:
    client, headers = app.test_client(), {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    found = _TOKEN.search(client.get("/admin/sign-in").text)
    data = {"csrf_token": found[1] if found else "", "email": EMAIL, "password": PASSWORD}
    assert client.post("/admin/sign-in", data=data, headers=headers).status_code == 303
    return client


def _form(client: FlaskClient) -> Iterator[str]:
    numbers = (f"{db.session.scalar(select(func.count()).select_from(RECORDS[k])):,} {k}s" for k in TYPED)
    yield f"GET {FORM} with {', '.join(numbers)}"
    limit = offered.MOST_LISTED
    for name, most in (("as it is", limit), ("every one listed", 10**9)):
        offered.MOST_LISTED = most
        one = _asked(lambda: len(client.get(FORM).data))
        yield f"  {name}: {one.size:,} bytes, {one.spent:.1f} ms"
    offered.MOST_LISTED = limit


def _looked_up() -> Iterator[str]:
    for kind, texts in TYPED.items():
        before = resident()
        first = _asked(lambda kind=kind: len(choosing.meant(kind, "zzzqq").proposed), rounds=1)  # type: ignore[misc]
        yield f"{kind}: names read and kept in {first.spent:.0f} ms, {resident() - before:.1f} MB more"
        for text in texts:
            one = _asked(lambda kind=kind, text=text: len(choosing.meant(kind, text).proposed))  # type: ignore[misc]
            yield f"  {text!r}: {one.size} proposed, {one.spent:.1f} ms"


def _asked(ask: Callable[[], int], rounds: int = ROUNDS) -> Asked:
    spent = []
    for number in range(rounds + (rounds > 1)):
        start = time.process_time()
        size = ask()
        if number or rounds == 1:  # the first compiles templates and reads what is kept
            spent.append(time.process_time() - start)
    return Asked(size, 1000 * statistics.median(spent))


if __name__ == "__main__":
    main()
