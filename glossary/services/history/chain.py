"""The chain of a record's states: each hash covers a document and the hash before it, and redactions go on from there.

A redaction (services/redaction/) changes documents and leaves the hashes as they were recorded. It records beside them
what the hash of each state is from then on, from the first one that lost words to the newest, and later states follow
these. So whatever was altered without a redaction shows, as before. Readers are told the newest hash of each state: by
the original one, and those that followed it, a short word could be found again by trying, such as a telephone number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm import Session

from glossary.models import MARK, RedactedState, Redaction
from glossary.services.publishing.documents import chained_hash


class Key(NamedTuple):
    """A state of a record."""

    kind: str
    record_id: int
    number: int


class State(Protocol):
    """What is asked of a revision."""

    kind: str
    record_id: int
    number: int
    document: str
    sha256: str
    previous_sha256: str


@dataclass(frozen=True, slots=True)
class Since:
    """What redactions made of a state: its hashes since, the newest last, and whether it lost words by any of them."""

    hashes: tuple[str, ...] = ()
    blacked_out: bool = False


UNTOUCHED = Since()


def redacted(asked: Session | Connection, kind: str = "", record_id: int | None = None) -> dict[Key, Since]:
    """The states that redactions touched: all, or those of one record."""
    query = select(RedactedState).order_by(RedactedState.redaction_id)
    if kind:
        query = query.where(RedactedState.kind == kind, RedactedState.record_id == record_id)
    columns = ("kind", "record_id", "number", "sha256", "blacked_out")
    found: dict[Key, Since] = {}
    for row in asked.execute(query.with_only_columns(*(getattr(RedactedState, name) for name in columns))):
        key = Key(row.kind, row.record_id, row.number)
        before = found.get(key, UNTOUCHED)
        found[key] = Since((*before.hashes, row.sha256), before.blacked_out or row.blacked_out)
    return found


def redacted_if_any(connection: Connection) -> dict[Key, Since]:
    """The same of a database that may stand at a migration from before there were redactions."""
    return redacted(connection) if inspect(connection).has_table(RedactedState.__tablename__) else {}


def newest_hash(session: Session, state: State) -> str:
    """The hash that the state after this one goes on from."""
    mine = Key(state.kind, state.record_id, state.number)
    query = select(RedactedState.sha256).where(
        RedactedState.kind == mine.kind,
        RedactedState.record_id == mine.record_id,
        RedactedState.number == mine.number,
    )
    return session.scalar(query.order_by(RedactedState.redaction_id.desc()).limit(1)) or state.sha256


def broken(states: Iterable[Any], since: Mapping[Key, Since]) -> Iterator[Key]:
    """The states whose hashes are not what they must be. They come record by record, each record's in their order."""
    record: tuple[str, int] | None = None
    before: tuple[str, ...] = ("",)
    for state in states:
        if (state.kind, state.record_id) != record:
            record, before = (state.kind, state.record_id), ("",)
        key = Key(state.kind, state.record_id, state.number)
        after = since.get(key, UNTOUCHED)
        hashes = (state.sha256, *after.hashes)
        if not _fits(state, before, hashes, after.blacked_out):
            yield key
        before = hashes


def _fits(state: State, before: tuple[str, ...], hashes: tuple[str, ...], blacked_out: bool) -> bool:
    """Whether a state follows one of the hashes that the state before ever had, and its newest hash the newest.

    Where it lost words, nobody can compute its original hash again; then it must have the mark in their place.
    """
    if state.previous_sha256 not in before or hashes[-1] != chained_hash(before[-1], state.document):
        return False
    if blacked_out:
        return MARK in state.document
    return state.sha256 == chained_hash(state.previous_sha256, state.document)


def told(session: Session, kind: str, record_id: int) -> dict[int, list[dict[str, str]]]:
    """Number of a state -> when words of it were blacked out (UTC) and why, the first time first."""
    query = select(RedactedState.number, Redaction.at, Redaction.reason).join(Redaction)
    mine = (RedactedState.kind == kind, RedactedState.record_id == record_id, RedactedState.blacked_out)
    found: dict[int, list[dict[str, str]]] = {}
    for number, at, reason in session.execute(query.where(*mine).order_by(Redaction.id)):
        moment = at.isoformat(timespec="seconds") + "Z"
        found.setdefault(number, []).append({"at": moment, "reason": reason})
    return found
