"""The whole of it, as the desk and the command have it done: the act, then the files, then what is left to be told."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.errors import Overtaken
from glossary.services.auditing import Doer
from glossary.services.redaction import redacting, sweeping
from glossary.services.redaction.lasting import lasting
from glossary.services.redaction.redacting import Asked, Done, Found


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, what could not be, and what keeps the words: the last two in sentences."""

    done: Done
    dropped: list[str]
    """Files at the desk that had the words."""
    failed: list[str]
    lasting: list[str]


def carry_out(slug: str, asked: Asked, *, base: int, by: Doer) -> Outcome:
    """Black out, and make all files anew. Raises as `redacting.black_out` does; what comes after it raises nothing.

    Files at the desk are dropped before the act as well: were the program ended right after it, nobody could ask for
    that again, as no revision has the words any more.
    """
    asked = redacting.checked(asked)
    _require(redacting.look(slug, asked, by), slug, base)
    before = sweeping.drop_files(slug, asked.passage, by)
    done = redacting.black_out(slug, asked, base=base, by=by)
    after = sweeping.drop_files(slug, asked.passage, by)
    dropped = [*before.dropped, *after.dropped]
    return Outcome(done, dropped, [*after.left, *sweeping.sweep()], lasting(slug, done))


def _require(found: Found, slug: str, base: int) -> None:
    if found.base != base:
        raise Overtaken("statement", slug, base, found.base)
