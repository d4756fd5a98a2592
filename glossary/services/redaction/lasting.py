"""What blacking out does not reach: other states and records, releases, backups, and what others have taken along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from glossary.db import db
from glossary.errors import Invalid
from glossary.models import Change, Statement
from glossary.services.backup import backing_up, rotation
from glossary.services.redaction.redacting import Done, Found
from glossary.services.releases import kept as releases

ABROAD = "What anybody has taken along before, as files, citations or copies of pages, cannot be called back."


def lasting(slug: str, found: Found | Done) -> list[str]:
    """Sentences that tell where the words are still, or will be: nothing here is touched by the act."""
    return [*_records(found), *_releases(releases_with(slug, list(found.states))), *_backups(), ABROAD]


def releases_with(slug: str, states: Sequence[int]) -> list[int]:
    """The releases that were made while one of these revisions was the present one of the statement, by number."""
    mine = select(Change.seq, Change.revision).join(Statement, Statement.id == Change.record_id)
    log = db.session.execute(mine.where(Change.kind == "statement", Statement.slug == slug).order_by(Change.seq)).all()

    def present(change: int) -> int:
        return max((revision for seq, revision in log if seq <= change), default=0)

    return sorted(one["number"] for one in releases.listed() if present(int(one["change"])) in states)


def _records(found: Found | Done) -> Iterator[str]:
    if found.kept_in:
        numbers = ", ".join(map(str, found.kept_in))
        yield f"Revisions that were not chosen have these words, too: {numbers}. They stay readable there."
    if found.elsewhere:
        yield f"These words stand elsewhere, too, and stay there: {'; '.join(found.elsewhere)}."


def _releases(numbers: Sequence[int]) -> Iterator[str]:
    if numbers:
        listed = ", ".join(map(str, numbers))
        yield f"Releases that have the words, and are not changed: {listed}. Whoever runs this site can take them away."


def _backups() -> Iterator[str]:
    folder, number = backing_up.default_folder(), 0
    try:
        number = len(list(rotation.own(folder, Path(current_app.instance_path)))) if folder.is_dir() else 0
    except Invalid:
        yield f"The backups in {folder} cannot be read."
    has = f"{number} in {folder}, and any kept elsewhere" if number else "if there are any"
    yield f"Backups made before have the words ({has}); restoring one brings them back."
