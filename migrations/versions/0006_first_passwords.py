"""First passwords: an account knows that somebody else gave it its password, and until when that holds."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# Nothing before this step knows a first password from one that stays: without this it would stay.
UNKNOWN = (
    "UPDATE web_session SET data = '' "
    "WHERE account_id IN (SELECT id FROM account WHERE first_password_until IS NOT NULL)",
    "UPDATE account SET password = NULL WHERE first_password_until IS NOT NULL",
)


def upgrade() -> None:
    op.add_column("account", sa.Column("first_password_until", sa.DateTime(), nullable=True))


def downgrade() -> None:
    for statement in UNKNOWN:
        op.execute(statement)
    op.drop_column("account", "first_password_until")
