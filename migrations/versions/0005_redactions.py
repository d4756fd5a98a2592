"""Redactions: words that were blacked out, and the hashes of the states since; the audit log lets such words go."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
APPEND_ONLY = ("redaction", "redacted_state")
KEPT = {
    "sqlite": (
        "CREATE TRIGGER {table}_kept_{verb} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'redactions are append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION redaction_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'redactions are append-only' USING ERRCODE = '23000'; END $$",
        "CREATE TRIGGER {table}_kept_{verb} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION redaction_kept()",
    ),
}
# In a line of the audit log nothing may change but words that a redaction replaced by its mark.
SAME = {
    "sqlite": "NEW.{0} IS OLD.{0}",
    "postgresql": "NEW.{0} IS NOT DISTINCT FROM OLD.{0}",
}
COLUMNS = ("seq", "at", "account_id", "who", "what", "kind", "slug", "revision", "address", "request_id")
MARKED = (
    "NEW.detail LIKE '%[blacked out]%' AND EXISTS (SELECT 1 FROM redaction WHERE redaction.record_id IN "
    "(SELECT id FROM statement WHERE slug = OLD.slug UNION SELECT record_id FROM former_slug WHERE slug = OLD.slug))"
)
UNKEPT = {
    "sqlite": ("DROP TRIGGER audit_entry_kept_UPDATE",),
    "postgresql": ("DROP TRIGGER audit_entry_kept_UPDATE ON audit_entry",),
}
AS_BEFORE = {
    "sqlite": (
        "CREATE TRIGGER audit_entry_kept_UPDATE BEFORE UPDATE ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    ),
    "postgresql": (
        "CREATE TRIGGER audit_entry_kept_UPDATE BEFORE UPDATE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_kept()",
    ),
}
WITH_REDACTIONS = {
    "sqlite": (
        "CREATE TRIGGER audit_entry_kept_UPDATE BEFORE UPDATE ON audit_entry WHEN NOT ({allowed}) "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    ),
    # A WHEN of PostgreSQL asks no other table.
    "postgresql": (
        "CREATE OR REPLACE FUNCTION audit_entry_kept_but_marks() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF {allowed} THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = '23000'; END $$",
        "CREATE TRIGGER audit_entry_kept_UPDATE BEFORE UPDATE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_kept_but_marks()",
    ),
}
branch_labels = None
depends_on = None


def run(statements: dict[str, tuple[str, ...]], **words: str) -> None:
    for statement in statements[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.format(**words).replace(":", r"\:")))


def upgrade() -> None:
    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('term', 'actor', 'source', 'event', 'statement')", name=op.f("ck_redaction_kind_known")
        ),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_redaction_slug_given")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_redaction_reason_given")),
        sa.CheckConstraint(
            "first >= 1 AND first <= last AND last < revision", name=op.f("ck_redaction_states_in_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    op.create_table(
        "redacted_state",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("redaction_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("blacked_out", sa.Boolean(), nullable=False),
        sa.CheckConstraint("sha256 <> ''", name=op.f("ck_redacted_state_sha256_given")),
        sa.ForeignKeyConstraint(
            ["kind", "record_id", "number"],
            ["revision.kind", "revision.record_id", "revision.number"],
            name=op.f("fk_redacted_state_kind_record_id_number_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["redaction_id"], ["redaction.id"], name=op.f("fk_redacted_state_redaction_id_redaction")
        ),
        sa.PrimaryKeyConstraint("kind", "record_id", "number", "redaction_id", name=op.f("pk_redacted_state")),
    )
    op.create_index(op.f("ix_redacted_state_redaction_id"), "redacted_state", ["redaction_id"])
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            run(KEPT, table=table, verb=verb)
    same = (SAME[op.get_bind().dialect.name].format(column) for column in COLUMNS)
    run(UNKEPT)
    run(WITH_REDACTIONS, allowed=" AND ".join([*same, MARKED]))


def downgrade() -> None:
    run(UNKEPT)
    run(AS_BEFORE)
    op.drop_index(op.f("ix_redacted_state_redaction_id"), "redacted_state")
    op.drop_table("redacted_state")
    op.drop_table("redaction")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS redaction_kept")
        op.execute("DROP FUNCTION IF EXISTS audit_entry_kept_but_marks")
