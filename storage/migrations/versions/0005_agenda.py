"""What is to be taken up: items, those that come by themselves, and the agendas that were sent."""

import sqlalchemy as sa
from alembic import op
from storage.types import Instant, Word
from storage.words import ItemKind, ItemState, MeetingKind

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'standing_item',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('board_id', sa.Integer(), sa.ForeignKey('board.id'), nullable=False),
        sa.Column('meeting_kind', Word(MeetingKind), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('kind', Word(ItemKind), nullable=False),
        sa.Column('last', sa.Boolean(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=True),
        sa.UniqueConstraint('board_id', 'meeting_kind', 'title'),
    )
    op.create_table(
        'agenda_item',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('board_id', sa.Integer(), sa.ForeignKey('board.id'), nullable=False),
        sa.Column('meeting_id', sa.Integer(), sa.ForeignKey('meeting.id'), nullable=True),
        sa.Column('proposed_meeting_id', sa.Integer(), sa.ForeignKey('meeting.id'), nullable=True),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('kind', Word(ItemKind), nullable=False),
        sa.Column('background', sa.String(), nullable=True),
        sa.Column('proposal', sa.String(), nullable=True),
        sa.Column('presenter_id', sa.Integer(), sa.ForeignKey('person.id'), nullable=True),
        sa.Column('presenter', sa.String(), nullable=True),
        sa.Column('presented_at', sa.Time(), nullable=True),
        sa.Column('minutes', sa.Integer(), nullable=True),
        sa.Column('dnr', sa.String(), nullable=True),
        sa.Column('links', sa.JSON(), nullable=False),
        sa.Column('state', Word(ItemState), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('part_of_id', sa.Integer(), sa.ForeignKey('agenda_item.id'), nullable=True),
        sa.Column('late', sa.Boolean(), nullable=False),
        sa.Column('extra', sa.Boolean(), nullable=False),
        sa.Column('paragraph', sa.Integer(), nullable=True),
        sa.Column('submitted_by', sa.Integer(), sa.ForeignKey('person.id'), nullable=False),
        sa.Column('submitted_at', Instant(), nullable=False),
        sa.Column('changed_at', Instant(), nullable=False),
        sa.Column('tabled_from_id', sa.Integer(), sa.ForeignKey('agenda_item.id'), nullable=True),
        sa.Column('standing_id', sa.Integer(), sa.ForeignKey('standing_item.id'), nullable=True),
        sa.Column('poll_id', sa.Integer(), sa.ForeignKey('poll.id'), nullable=True),
        sa.Column('rev', sa.Integer(), nullable=False),
        sa.Column('settled_rev', sa.Integer(), nullable=False),
        sa.Column('shape_rev', sa.Integer(), nullable=False),
        sa.UniqueConstraint('poll_id'),
    )
    op.create_index('agenda_item_meeting', 'agenda_item', ['meeting_id', 'position'])
    op.create_index('agenda_item_board', 'agenda_item', ['board_id'])
    op.create_table(
        'agenda_version',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('meeting_id', sa.Integer(), sa.ForeignKey('meeting.id'), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('sent_at', Instant(), nullable=False),
        sa.Column('sent_by', sa.Integer(), sa.ForeignKey('person.id'), nullable=False),
        sa.Column('rows', sa.JSON(), nullable=False),
        sa.UniqueConstraint('meeting_id', 'number'),
    )


def downgrade() -> None:
    op.drop_table('agenda_version')
    op.drop_table('agenda_item')
    op.drop_table('standing_item')
