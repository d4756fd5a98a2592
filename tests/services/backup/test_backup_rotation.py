"""Which backups are kept, and what is never removed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.services.backup import identity
from glossary.services.backup import manifest as backup_manifest
from glossary.services.backup import rotation as backup_rotation
from glossary.services.backup.database_state import State
from glossary.services.backup.rotation import DAYS, FORM, MONTHS, WEEKS, kept

INSTANCE = Path("/srv/glossary/instance")
OTHER = Path("/srv/another/instance")
seconds = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
moments = st.sets(seconds.map(lambda moment: moment.replace(microsecond=0)), max_size=120)
close = st.sets(st.integers(0, 24 * 60).map(lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)))


def made(folder: Path, moment: datetime, instance: Path = INSTANCE, instance_id: str = "") -> Path:
    """A backup of that moment, as far as its manifest tells."""
    path = folder / f"{moment:{FORM}}"
    path.mkdir(parents=True)
    (path / "glossary.db").write_bytes(b"records")
    state = State("0004", {"term": 1}, 1, "2026-01-01T00:00:00Z")
    told = backup_manifest.describe(path, path.name, instance, "sqlite", state, 0, instance_id)
    backup_manifest.write(path, told)
    return path


def nightly(days: int, start: datetime = datetime(2026, 11, 30, 2, tzinfo=UTC)) -> list[datetime]:
    """A backup every night, backwards."""
    return [start - timedelta(days=number) for number in range(days)]


@given(moments | close)
def test_few_are_kept_and_the_newest_always(there: set[datetime]) -> None:
    """K9: whatever moments there are, at most 7+5+12 are kept, all of them out of those, and the newest is one."""
    chosen = kept(there)
    assert chosen <= there
    assert len(chosen) <= DAYS + WEEKS + MONTHS == 24
    assert not there or max(there) in chosen


@given(moments | close)
def test_asked_again_nothing_more_goes(there: set[datetime]) -> None:
    """Rotation is idempotent: of those that were kept all are kept."""
    assert kept(kept(there)) == kept(there)


@given(moments | close)
def test_each_newest_period_keeps_its_newest(there: set[datetime]) -> None:
    """The newest of each of the 7 newest days that have any is kept, likewise of 5 ISO weeks and 12 months."""
    chosen = kept(there)
    for most, form in ((DAYS, "%Y%j"), (WEEKS, "%G%V"), (MONTHS, "%Y%m")):
        periods = {f"{moment:{form}}" for moment in there}
        for period in sorted(periods)[-most:]:
            assert max(moment for moment in there if f"{moment:{form}}" == period) in chosen


@given(moments | close, seconds)
def test_a_later_backup_drops_only_what_is_old(there: set[datetime], later: datetime) -> None:
    """Day by day nothing comes back: what one more backup leaves was kept before, or is the new one."""
    chosen = kept(there)
    assert kept(chosen | {later}) <= chosen | {later}


def test_after_a_year_of_nights() -> None:
    """Nightly backups of 400 days: the last 7, then the Sundays of the weeks before, then the ends of the months."""
    left = sorted(kept(nightly(400)), reverse=True)
    assert [f"{moment:%m-%d}" for moment in left[:7]] == [f"11-{day:02}" for day in range(30, 23, -1)]
    assert [f"{moment:%a %m-%d}" for moment in left if moment.isoweekday() == 7] == [
        *("Sun 11-29", "Sun 11-22", "Sun 11-15", "Sun 11-08", "Sun 05-31"),
    ]
    assert [f"{moment:%Y-%m-%d}" for moment in left[-3:]] == ["2026-02-28", "2026-01-31", "2025-12-31"]
    assert len(left) == 7 + 3 + 11


@pytest.mark.parametrize(("days", "number"), [(DAYS, 7), (DAYS + 1, 8), (DAYS + 2, 8)])
def test_seven_days_and_more(days: int, number: int) -> None:
    """Up to a Sunday seven nights are kept; of those before the Sunday alone, as the newest of its week."""
    assert len(kept(nightly(days, datetime(2026, 11, 29, 2, tzinfo=UTC)))) == number


@pytest.mark.parametrize(("months", "number"), [(MONTHS, 12), (MONTHS + 1, 12)])
def test_twelve_months_and_one_more(months: int, number: int) -> None:
    """Of one backup a month twelve are kept."""
    there = {datetime(2025 + at // 12, at % 12 + 1, 15, tzinfo=UTC) for at in range(months)}
    assert kept(there) == set(sorted(there)[-number:])


def test_rotation_removes_the_folders(tmp_path: Path) -> None:
    """The folders of those that are not kept are gone, their names are told, and a second time nothing is to do."""
    paths = {moment: made(tmp_path, moment) for moment in nightly(30)}
    gone = backup_rotation.rotate(tmp_path, INSTANCE)
    assert gone == sorted(path.name for moment, path in paths.items() if moment not in kept(paths))
    assert {path.name for path in tmp_path.iterdir()} == {f"{moment:{FORM}}" for moment in kept(paths)}
    assert backup_rotation.rotate(tmp_path, INSTANCE) == []


def test_what_is_not_recognised_stays(tmp_path: Path) -> None:
    """Folders of other names, without manifest, of another instance or renamed, links and files are never removed."""
    for moment in nightly(20):
        made(tmp_path, moment)
    old = datetime(2020, 1, 1, tzinfo=UTC)
    strangers = [made(tmp_path, old, OTHER), made(tmp_path / "elsewhere", old).parent]
    renamed = made(tmp_path, old + timedelta(days=1))
    strangers.append(renamed.rename(tmp_path / "20200109T000000Z"))
    bare = tmp_path / "20200103T000000Z"
    bare.mkdir()
    (bare / "mine.txt").write_text("mine")
    unread = made(tmp_path, old + timedelta(days=4))
    (unread / "manifest.json").write_text("{")
    newer = made(tmp_path, old + timedelta(days=5))
    told = json.loads((newer / "manifest.json").read_text())
    (newer / "manifest.json").write_text(json.dumps({**told, "format": backup_manifest.FORMAT + 1}))
    link = tmp_path / "20200107T000000Z"
    link.symlink_to(made(tmp_path / "linked", old + timedelta(days=6)), target_is_directory=True)
    file = tmp_path / "20200108T000000Z"
    file.write_text("a file")
    named = tmp_path / "20209999T000000Z"
    named.mkdir()
    backup_rotation.rotate(tmp_path, INSTANCE)
    for path in (*strangers, bare, unread, newer, link, file, named):
        assert path.exists(), path


def test_an_instance_of_another_machine_with_the_same_path_is_told_apart(tmp_path: Path) -> None:
    """By the id that each keeps in its folder: what has another one stays; so does all with an id where there is none.

    What was written before there were ids is told apart by its path alone.
    """
    instance, folder = tmp_path / "instance", tmp_path / "backups"
    instance.mkdir()
    others = [made(folder, moment, instance, "b" * 32) for moment in nightly(60)]
    assert backup_rotation.rotate(folder, instance) == []
    mine = identity.kept(instance)
    hour = timedelta(hours=1)
    own = {moment + hour: made(folder, moment + hour, instance, mine) for moment in nightly(30)}
    old = {moment + 2 * hour: made(folder, moment + 2 * hour, instance) for moment in nightly(30)}
    there = own | old
    assert backup_rotation.own(folder, instance) == there
    gone = backup_rotation.rotate(folder, instance)
    assert gone == sorted(path.name for moment, path in there.items() if moment not in kept(there))
    assert all(path.exists() for path in others)


def test_a_copy_of_an_instance_elsewhere_is_told_apart(tmp_path: Path) -> None:
    """Where a folder was copied with its id, the path still tells the two apart."""
    instance, folder = tmp_path / "instance", tmp_path / "backups"
    instance.mkdir()
    for moment in nightly(60):
        made(folder, moment, OTHER, identity.kept(instance))
    assert backup_rotation.rotate(folder, instance) == []


def test_one_alone_is_kept_however_old(tmp_path: Path) -> None:
    """The newest is never removed, be it ten years old."""
    made(tmp_path, datetime(2016, 1, 1, tzinfo=UTC))
    assert backup_rotation.rotate(tmp_path, INSTANCE) == []


def test_the_one_made_just_now_stays_whatever_the_clock_says(tmp_path: Path) -> None:
    """U8: with the clock set back, the new backup is older than all that are kept, and is kept all the same."""
    for moment in nightly(400):
        made(tmp_path, moment)
    fresh = made(tmp_path, datetime(2020, 1, 1, tzinfo=UTC))
    assert fresh.name not in backup_rotation.rotate(tmp_path, INSTANCE, fresh)
    assert fresh.exists()
