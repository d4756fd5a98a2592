"""Bringing the database to the shape that the models have. The steps themselves are in `migrations/`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from glossary.models import Base

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["engine"] = engine
    config.attributes["metadata"] = Base.metadata
    return config


def newest() -> str | None:
    """The name of the last migration."""
    return ScriptDirectory(str(FOLDER)).get_current_head()


def present(engine: Engine) -> str | None:
    """The name of the migration that the database stands at; none for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, to: str = "head") -> bool:
    """Go up to a migration; say whether there was anything to do."""
    if to == "head" and present(engine) == newest():
        return False
    command.upgrade(_config(engine), to)
    return True


def downgrade(engine: Engine, to: str) -> None:
    """Go down to a migration (`base` for an empty database)."""
    command.downgrade(_config(engine), to)


def write_migration(engine: Engine, message: str) -> None:
    """Write a new migration from the difference between models and database, to be read and mended by hand."""
    command.revision(_config(engine), message, autogenerate=True)
