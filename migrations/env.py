"""How Alembic reaches the database: through what the app hands over, an engine or a connection in its transaction."""

from alembic import context
from sqlalchemy import Connection, text

from glossary.db import WRITERS_LOCK


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes["metadata"],
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":  # of two hosts that start at once, one finds it done
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK})
        context.run_migrations()


bound = context.config.attributes["bound"]
if isinstance(bound, Connection):
    run(bound)
else:
    options = {"write": True}
    if bound.dialect.name == "postgresql":
        options["isolation_level"] = "READ COMMITTED"  # sees what was done while it waited
    with bound.execution_options(**options).connect() as connection:
        run(connection)
