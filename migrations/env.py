"""How Alembic reaches the database: through the engine that the app hands over."""

from alembic import context

engine = context.config.attributes["engine"]

with engine.execution_options(write=True).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes["metadata"],
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
