"""A process that publishes or drains, to be killed: `python -m tests.reliability.child WAY INSTANCE WORD`."""

from __future__ import annotations

import itertools
import os
import signal
import sys
from pathlib import Path

from psycopg.errors import LockNotAvailable
from sqlalchemy.exc import OperationalError

from glossary import create_app
from glossary.errors import GlossaryError
from glossary.services.index import indexing
from tests.reliability.records import new, publish


def say(word: str) -> None:
    """A line on standard output, at once and whole."""
    os.write(1, f"{word}\n".encode())


def loop(word: str) -> None:
    """Publish one statement after another and name each that was acknowledged."""
    for number in itertools.count(1):
        slug = f"{word}-{number}"
        publish_in_turn(slug, word)
        say(slug)


def publish_in_turn(slug: str, word: str) -> None:
    """Publish; whoever waited too long for the writers' turn comes again, as programs are told to."""
    while True:
        try:
            publish(new(id=slug, summary=f"Says {word} what a pause is."))
            return
        except OperationalError as error:
            if not waited_too_long(error):
                raise


def waited_too_long(error: OperationalError) -> bool:
    """Whether another one had the turn all the time that a writer waits for it."""
    told = {getattr(error.orig, name, None) for name in ("sqlite_errorname", "sqlstate")}
    return bool(told & {"SQLITE_BUSY", LockNotAvailable.sqlstate})


def die(word: str) -> None:
    """Publish one statement and be killed after the commit, before the index hears of it."""

    def killed() -> int:
        say(f"{word}-1")
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    indexing.drain = killed
    publish(new(id=f"{word}-1", summary=f"Says {word} what a pause is."))


def drain(_: str) -> None:
    """Bring the index up to date again and again; name each error but that another one had its turn for long."""
    say("begun")
    while True:
        try:
            indexing.drain()
        except GlossaryError as error:
            if "being written" not in str(error):
                say(repr(error))


if __name__ == "__main__":
    way, instance, word = sys.argv[1:]
    with create_app(instance=Path(instance)).app_context():
        {"loop": loop, "die": die, "drain": drain}[way](word)
