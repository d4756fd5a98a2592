"""The editors: each signs in at the desk and publishes, and looks whether the search finds it; every third time amends.

What they publish is made of made-up words, by actors and from sources that the records at hand have; it is thrown away
with the instance. Each text holds a word of its own, by which it is looked for.
"""

from __future__ import annotations

import http.client
import itertools
import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import select

from glossary.db import db
from glossary.models import Actor, Source, Term
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR
from tests.bench.words import SEED, Words, made
from tests.load.desk import Browser, Page, Values

EDITORS = 5
PASSWORD = "nine slow barges under the bridge"  # noqa: S105
REST = (3.0, 8.0)
"""Seconds between two deeds of an editor, at least and at most."""
AMENDED = 3
"""Every so manieth deed is a change of what the editor published before."""
FOUND = 20.0
"""Seconds for which the search is asked at most."""
LOOK = 0.1
"""Seconds between two looks."""
VOCABULARY = 2_000
STEPS = ("signed in", "form", "preview", "published", "found")
"""What is timed of each deed: signing in; the form, its preview, publishing, from then until the search finds it."""
_FACTS = {
    "attribution": "direct",
    "confidence": "high",
    "conflict": "general",
    "language": "en",
    "kind": "position",
    "stance": "calls-for",
}


class Known(NamedTuple):
    """Slugs that editors choose among."""

    terms: Sequence[str]
    actors: Sequence[str]
    sources: Sequence[str]

    @classmethod
    def read(cls) -> Known:
        """Those in the records. Needs an app context."""
        return cls(*(sorted(db.session.scalars(select(model.slug))) for model in (Term, Actor, Source)))


@dataclass
class Deed:
    """What one editor did at one time: seconds of each step, and what was not as it should be."""

    what: str
    at: float
    seconds: dict[str, float] = field(default_factory=dict)
    failure: str = ""


def email_of(number: int) -> str:
    """The address of an editor."""
    return f"editor{number}@example.org"


def add_accounts(number: int = EDITORS) -> None:
    """An account for each editor. Needs an app context."""
    for one in range(number):
        accounts.add(email_of(one), PASSWORD, ["editor"], OPERATOR)


class Editors:
    """So many editors at work from `start` to `stop`."""

    def __init__(self, port: int, known: Known, number: int = EDITORS, rest: tuple[float, float] = REST) -> None:
        self.deeds: list[Deed] = []
        self._over = threading.Event()
        made_of = (port, known, rest, self.deeds.append, self._over)
        self._threads = [threading.Thread(target=_Editor(one, *made_of).work, daemon=True) for one in range(number)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self, at_once: bool = False) -> None:
        """Let each finish what it does; at once: nobody waits for them, and they end with the program."""
        self._over.set()
        for thread in self._threads:
            if thread.is_alive() and not at_once:
                thread.join()


class _Editor:
    def __init__(
        self,
        number: int,
        port: int,
        known: Known,
        rest: tuple[float, float],
        note: Callable[[Deed], None],
        over: threading.Event,
    ) -> None:
        self._number, self._port, self._known, self._rest = number, port, known, rest
        self._note, self._over = note, over
        self._browser, self._rng = Browser(port), random.Random(f"{SEED}-editor-{number}")  # noqa: S311
        self._words, self._own = Words(VOCABULARY), _marks(number)
        self._mine: list[str] = []

    def work(self) -> None:
        """Once at least, and then until told to stop."""
        if self._do(Deed("signing in", time.monotonic()), self._sign_in):
            for count in itertools.count(1):
                amends = bool(self._mine) and count % AMENDED == 0
                work = self._change if amends else self._add
                self._do(Deed("a change" if amends else "a new statement", time.monotonic()), work)
                if self._over.wait(self._rng.uniform(*self._rest)):
                    break
        self._browser.close()

    def _do(self, deed: Deed, work: Callable[[Deed], None]) -> bool:
        """Whether it could be done; else it is noted with its reason."""
        try:
            work(deed)
        except (OSError, http.client.HTTPException, RuntimeError) as error:
            deed.failure = f"{type(error).__name__}: {error}"
        self._browser.close()  # while an editor rests, the server ends it
        self._note(deed)
        return not deed.failure

    def _sign_in(self, deed: Deed) -> None:
        start = time.monotonic()
        self._browser.sign_in(email_of(self._number), PASSWORD)
        deed.seconds["signed in"] = time.monotonic() - start

    def _add(self, deed: Deed) -> None:
        mark = next(self._own)
        text = f"{mark} {self._words.some(self._rng, 5)}"
        day = f"{self._rng.randint(2015, 2025)}-{self._rng.randint(1, 12):02}-{self._rng.randint(1, 28):02}"
        chosen = {"term": self._pick("terms"), "actor": self._pick("actors"), "source": self._pick("sources")}
        texts = {"term_as_written": mark, "quote": text, "summary": f"Calls for {text}.", "said": day}
        place = self._publish(deed, "/admin/statements/new", {**_FACTS, **chosen, **texts}, "")
        self._mine.append(place.rsplit("/", 1)[-1])
        self._find(deed, mark)

    def _change(self, deed: Deed) -> None:
        slug, mark = self._rng.choice(self._mine), next(self._own)
        self._publish(deed, f"/admin/statements/{slug}/change", {"summary": f"Calls for {mark}."}, "Put more plainly.")
        self._find(deed, mark)

    def _publish(self, deed: Deed, path: str, fields: Values, note: str) -> str:
        """Form, preview, publishing; the address of what was published."""
        form = self._step(deed, "form", 200, lambda: self._browser.get(path)).form()
        preview = self._step(
            deed, "preview", 200, lambda: self._browser.send(path, {**form, **fields, "do": "preview"})
        )
        carried = {**preview.form(), "change_note": note, "do": "publish"}
        return self._step(deed, "published", 303, lambda: self._browser.send(path, carried)).leads_to

    def _step(self, deed: Deed, name: str, wanted: int, work: Callable[[], Page]) -> Page:
        start = time.monotonic()
        page = work()
        deed.seconds[name] = time.monotonic() - start
        if page.status != wanted:
            raise RuntimeError(f"{name} was answered with {page.status}: {page.says()}")
        return page

    def _find(self, deed: Deed, mark: str) -> None:
        """Ask as a reader until the search finds it."""
        start, reader = time.monotonic(), Browser(self._port)
        try:
            while not _found(reader.get(f"/api/v1/search?q={mark}&limit=1")):
                if time.monotonic() - start > FOUND:
                    raise RuntimeError(f"the search did not find {mark} within {FOUND:g} s")
                time.sleep(LOOK)
            deed.seconds["found"] = time.monotonic() - start
        finally:
            reader.close()

    def _pick(self, kind: str) -> str:
        return str(self._rng.choice(getattr(self._known, kind)))


def _found(page: Page) -> bool:
    if page.status != 200:
        raise RuntimeError(f"the search was answered with {page.status}")
    answer: dict[str, Any] = json.loads(page.text)
    return bool(answer["total"])


def _marks(number: int) -> Iterator[str]:
    """Words that nobody else uses."""
    return (f"{word}{'qx' * (number + 1)}" for word in made(f"{SEED}-marks-{number}"))
