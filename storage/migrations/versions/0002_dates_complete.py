"""Questions that grow: times added later, a whole year at once, and a roster that changes meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


ADDED = (
    ('board', sa.Column('roster_rev', sa.Integer(), nullable=False, server_default='0')),
    ('poll', sa.Column('several', sa.Boolean(), nullable=False, server_default=sa.false())),
    ('poll', sa.Column('turns', sa.Integer(), nullable=False, server_default='1')),
    ('poll', sa.Column('roster_rev', sa.Integer(), nullable=False, server_default='0')),
    ('slot', sa.Column('turn', sa.Integer(), nullable=False, server_default='1')),
)


def upgrade() -> None:
    for table, column in ADDED:
        op.add_column(table, column)
    op.add_column('poll', sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True))
    op.execute('UPDATE poll SET asked_at = created_at')
    with op.batch_alter_table('poll') as poll:
        poll.alter_column('asked_at', existing_type=sa.DateTime(timezone=True), nullable=False)
    # The defaults were for the rows that were there; from now on the program says what it means.
    for table, column in ADDED:
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column.name, existing_type=column.type, existing_nullable=False, server_default=None)


def downgrade() -> None:
    for table, column in reversed(ADDED):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column.name)
    with op.batch_alter_table('poll') as poll:
        poll.drop_column('asked_at')
