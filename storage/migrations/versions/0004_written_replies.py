"""What came of a written message, so that it can be taken back."""

import sqlalchemy as sa
from alembic import op
from storage.types import Instant

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'reply',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('person_id', sa.Integer(), sa.ForeignKey('person.id'), nullable=False),
        sa.Column('at', Instant(), nullable=False),
        sa.Column('acts', sa.JSON(), nullable=False),
        sa.Column('before', sa.JSON(), nullable=False),
        sa.Column('undone_at', Instant(), nullable=True),
    )
    op.create_index('reply_person', 'reply', ['person_id', 'at'])


def downgrade() -> None:
    op.drop_table('reply')
