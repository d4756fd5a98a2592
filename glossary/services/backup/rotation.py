"""Which backups are kept: the newest of each of the last days, weeks and months that have one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from glossary.errors import GlossaryError, Invalid
from glossary.services.backup import identity
from glossary.services.backup import manifest as backup_manifest

DAYS, WEEKS, MONTHS = 7, 5, 12
"""How many of each are kept; days, ISO weeks and months are those of UTC."""
UNFINISHED = ".unfinished-"
FORM = "%Y%m%dT%H%M%SZ"
"""How a moment is written as a name."""
_RULES: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
    (DAYS, lambda moment: (moment.year, moment.month, moment.day)),
    (WEEKS, lambda moment: tuple(moment.isocalendar()[:2])),
    (MONTHS, lambda moment: (moment.year, moment.month)),
)


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """The moments (UTC) to keep: the newest of each of the 7 newest days, 5 weeks and 12 months that have any.

    The newest of all is always kept, and of those that are kept nothing would be dropped by asking again.
    """
    ordered = sorted(set(moments), reverse=True)
    chosen: set[datetime] = set()
    for most, period_of in _RULES:
        newest: dict[tuple[int, ...], datetime] = {}
        for moment in ordered:
            newest.setdefault(period_of(moment), moment)
        chosen |= set(sorted(newest.values(), reverse=True)[:most])
    return chosen


def moment_of(name: str) -> datetime | None:
    """The moment that a backup's name tells; none for any other name."""
    if not backup_manifest.NAME.fullmatch(name):
        return None
    try:
        return datetime.strptime(name, FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def own(folder: Path, instance: Path) -> dict[datetime, Path]:
    """The backups of this instance in a folder: named by their moment, with a manifest that says the same.

    An instance is known by its id and by its path: a folder that was copied has the id, one on another machine may have
    the path. Manifests of before there were ids have the path alone. Raises `Invalid` where the id is damaged, or the
    folder cannot be read.
    """
    known = identity.known(instance)
    try:
        found = {moment: path for path in folder.iterdir() if (moment := moment_of(path.name)) is not None}
    except OSError as error:
        raise Invalid(f"The folder {folder} cannot be read: {error.strerror}.") from error
    return {moment: path for moment, path in found.items() if _is_own(path, instance, known)}


def _is_own(path: Path, instance: Path, known: str) -> bool:
    if path.is_symlink() or not path.is_dir():
        return False
    try:
        manifest = backup_manifest.read(path)
    except GlossaryError:
        return False
    named = manifest.instance_id in ("", known)
    return named and (manifest.made, manifest.instance) == (path.name, str(instance))


def rotate(folder: Path, instance: Path, fresh: Path | None = None) -> list[str]:
    """Remove the backups of this instance that are not to be kept; their names, oldest first.

    A folder that is not recognised, and a backup of another instance, stays. So does the one that was made just now,
    whatever the clock says of it.
    """
    there = own(folder, instance)
    gone = sorted(moment for moment in there.keys() - kept(there) if there[moment] != fresh)
    for moment in gone:
        aside = folder / f"{UNFINISHED}{there[moment].name}"
        there[moment].rename(aside)  # a kill between here and the end leaves nothing that is listed
        shutil.rmtree(aside)
    return [there[moment].name for moment in gone]
