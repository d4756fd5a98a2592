"""Bringing the database to the shape that the models have. The steps themselves are in `migrations/`.

Alembic and what it brings along weigh 12 MB; they are imported by what needs them, so that a process which only answers
searches has none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from glossary.errors import Invalid
from glossary.models import Base

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def _config(bound: Engine | Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["bound"] = bound
    config.attributes["metadata"] = Base.metadata
    return config


def newest() -> str | None:
    """The name of the last migration."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(FOLDER)).get_current_head()


def known() -> list[str]:
    """The names of all migrations of this version, the newest first."""
    from alembic.script import ScriptDirectory

    return [step.revision for step in ScriptDirectory(str(FOLDER)).walk_revisions()]


def present(engine: Engine) -> str | None:
    """The name of the migration that the database stands at; none for an empty one."""
    with engine.connect() as connection:
        return present_in(connection)


def present_in(connection: Connection) -> str | None:
    """The same, as the caller's transaction sees it."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, to: str = "head") -> bool:
    """Go up to a migration; say whether there was anything to do."""
    if to == "head" and present(engine) == newest():
        return False
    from alembic import command

    _go(command.upgrade, engine, to)
    return True


def upgrade_within(connection: Connection) -> None:
    """Go up to the newest migration as a part of the caller's transaction, which may still take it back."""
    from alembic import command

    _go(command.upgrade, connection, "head")


def downgrade(engine: Engine, to: str) -> None:
    """Go down to a migration (`base` for an empty database)."""
    from alembic import command

    _go(command.downgrade, engine, to)


def _go(step: Callable[[Config, str], None], bound: Engine | Connection, to: str) -> None:
    from alembic.util import CommandError

    try:
        step(_config(bound), to)
    except CommandError as error:
        raise Invalid(
            f"The database cannot go to {to}: {error}. Has another version of this program changed it?"
        ) from error
