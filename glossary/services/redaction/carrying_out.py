"""The whole of it, as the desk and the command have it done: the act, then the files, then what is left to be told."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.services.auditing import Doer
from glossary.services.redaction import redacting, sweeping
from glossary.services.redaction.lasting import lasting
from glossary.services.redaction.redacting import Asked, Done


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, what could not be, and what keeps the words: the last two in sentences."""

    done: Done
    dropped: list[str]
    """Files at the desk that had the words."""
    failed: list[str]
    lasting: list[str]


def carry_out(slug: str, asked: Asked, *, base: int, by: Doer) -> Outcome:
    """Black out, and make all files anew. Raises as `redacting.black_out` does; what comes after it raises nothing."""
    asked = redacting.checked(asked)
    done = redacting.black_out(slug, asked, base=base, by=by)
    swept = sweeping.drop_files(slug, asked.passage, by)
    return Outcome(done, swept.dropped, [*swept.left, *sweeping.sweep()], lasting(slug, done))
