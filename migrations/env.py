"""How Alembic reaches the database: through what the app hands over, an engine or a connection in its transaction."""

from alembic import context
from sqlalchemy import Connection


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes["metadata"],
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


bound = context.config.attributes["bound"]
if isinstance(bound, Connection):
    run(bound)
else:
    with bound.execution_options(write=True).connect() as connection:
        run(connection)
