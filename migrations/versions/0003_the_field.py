"""The field: indexes that statements are counted by, by actor, term and stance, and within a period."""

from alembic import op

revision = "0003"
down_revision = "0002"
BY_CELL = "ix_statement_state_actor_id_term_id_stance_conflict_said_from"
BY_END = "ix_statement_said_to_said_from"


def upgrade() -> None:
    op.create_index(op.f(BY_CELL), "statement", ["state", "actor_id", "term_id", "stance", "conflict", "said_from"])
    op.create_index(op.f(BY_END), "statement", ["said_to", "said_from"])


def downgrade() -> None:
    op.drop_index(op.f(BY_END), "statement")
    op.drop_index(op.f(BY_CELL), "statement")
