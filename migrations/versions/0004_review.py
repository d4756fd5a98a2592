"""Review, evidence, readers' corrections, bulk work."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("revision", sa.Column("review", sa.String(length=20), server_default=sa.text("''"), nullable=False))
    op.add_column("source", sa.Column("archive_url", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("published_as", sa.String(length=120), nullable=False),
        sa.Column("preview_sha256", sa.String(length=64), nullable=True),
        sa.Column("preview_until", sa.DateTime(), nullable=True),
        sa.Column("preview", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'in-review', 'published', 'discarded')", name=op.f("ck_draft_state_known")
        ),
        sa.CheckConstraint(
            "kind IN ('term', 'actor', 'source', 'event', 'statement')", name=op.f("ck_draft_kind_known")
        ),
        sa.CheckConstraint("(slug = '') = (base IS NULL)", name=op.f("ck_draft_base_of_a_record")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_draft_decided_by_id_account")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_draft_author_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("preview_sha256", name=op.f("uq_draft_preview_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_draft_author_id"), "draft", ["author_id"])
    op.create_index(op.f("ix_draft_state"), "draft", ["state"])
    op.create_table(
        "quote_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("matches", sa.String(length=20), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("matches IN ('exact', 'typography')", name=op.f("ck_quote_check_matches_known")),
        sa.CheckConstraint("address <> ''", name=op.f("ck_quote_check_address_given")),
        sa.CheckConstraint("quote <> ''", name=op.f("ck_quote_check_quote_given")),
        sa.CheckConstraint("exact <> ''", name=op.f("ck_quote_check_exact_given")),
        sa.CheckConstraint("text_sha256 <> ''", name=op.f("ck_quote_check_text_sha256_given")),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name=op.f("fk_quote_check_statement_id_statement")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_quote_check_source_id_source")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_quote_check_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_check")),
    )
    op.create_index(op.f("ix_quote_check_statement_id"), "quote_check", ["statement_id"])
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("sender_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_revision", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('term', 'actor', 'source', 'event', 'statement')", name=op.f("ck_correction_kind_known")
        ),
        sa.CheckConstraint("token_sha256 <> ''", name=op.f("ck_correction_token_sha256_given")),
        sa.CheckConstraint("state IN ('open', 'accepted', 'declined', 'spam')", name=op.f("ck_correction_state_known")),
        sa.CheckConstraint("slug <> ''", name=op.f("ck_correction_slug_given")),
        sa.CheckConstraint("(state = 'open') = (answered_at IS NULL)", name=op.f("ck_correction_answered_when_closed")),
        sa.CheckConstraint("message <> ''", name=op.f("ck_correction_message_given")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["account.id"], name=op.f("fk_correction_answered_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_correction_token_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_correction_created_at"), "correction", ["created_at"])
    op.create_index(op.f("ix_correction_sender_sha256"), "correction", ["sender_sha256"])
    op.create_index(op.f("ix_correction_state"), "correction", ["state"])
    op.create_table(
        "upload",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("key <> ''", name=op.f("ck_upload_key_given")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_upload_name_given")),
        sa.CheckConstraint(
            "state IN ('judging', 'judged', 'importing', 'imported', 'failed')",
            name=op.f("ck_upload_state_known"),
        ),
        sa.CheckConstraint("format <> ''", name=op.f("ck_upload_format_given")),
        sa.CheckConstraint("sha256 <> ''", name=op.f("ck_upload_sha256_given")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_upload_account_id_account")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_account_id"), "upload", ["account_id"])
    op.create_index(op.f("ix_upload_created_at"), "upload", ["created_at"])
    op.create_index(op.f("ix_upload_state"), "upload", ["state"])


def downgrade() -> None:
    op.drop_index(op.f("ix_draft_author_id"), "draft")
    op.drop_index(op.f("ix_draft_state"), "draft")
    op.drop_table("draft")
    op.drop_index(op.f("ix_quote_check_statement_id"), "quote_check")
    op.drop_table("quote_check")
    op.drop_index(op.f("ix_correction_created_at"), "correction")
    op.drop_index(op.f("ix_correction_sender_sha256"), "correction")
    op.drop_index(op.f("ix_correction_state"), "correction")
    op.drop_table("correction")
    op.drop_index(op.f("ix_upload_account_id"), "upload")
    op.drop_index(op.f("ix_upload_created_at"), "upload")
    op.drop_index(op.f("ix_upload_state"), "upload")
    op.drop_table("upload")
    op.drop_column("source", "archive_url")
    op.drop_column("revision", "review")
