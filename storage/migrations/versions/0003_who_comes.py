"""Who comes: what each has said of a meeting, the calls to ersättare, and the kallelse."""

import sqlalchemy as sa
from alembic import op
from storage.types import Instant, Word
from storage.words import CallState, Coming

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


ADDED = (
    sa.Column('time_rev', sa.Integer(), nullable=False, server_default='1'),
    sa.Column('shape_rev', sa.Integer(), nullable=False, server_default='1'),
    sa.Column('rev', sa.Integer(), nullable=False, server_default='1'),
    sa.Column('asked_rev', sa.Integer(), nullable=False, server_default='0'),
    sa.Column('roster_rev', sa.Integer(), nullable=False, server_default='0'),
)
LATER = (
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('approval_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('notice_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('notice_by', sa.Integer(), nullable=True),
)
LIVE = sa.text("state IN ('waiting','asked','accepted')")


def upgrade() -> None:
    with op.batch_alter_table('meeting') as meeting:
        for column in (*ADDED, *LATER):
            meeting.add_column(column)
        meeting.create_foreign_key('meeting_notice_by', 'person', ['notice_by'], ['id'])
    # The defaults were for the rows that were there; from now on the program says what it means.
    with op.batch_alter_table('meeting') as meeting:
        for column in ADDED:
            meeting.alter_column(
                column.name, existing_type=column.type, existing_nullable=False, server_default=None
            )
    op.create_table(
        'attendance',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('meeting_id', sa.Integer(), sa.ForeignKey('meeting.id'), nullable=False),
        sa.Column('person_id', sa.Integer(), sa.ForeignKey('person.id'), nullable=False),
        sa.Column('answer', Word(Coming), nullable=True),
        sa.Column('first', sa.Time(), nullable=True),
        sa.Column('last', sa.Time(), nullable=True),
        sa.Column('wants_back', Word(Coming), nullable=True),
        sa.Column('back_first', sa.Time(), nullable=True),
        sa.Column('back_last', sa.Time(), nullable=True),
        sa.Column('time_rev', sa.Integer(), nullable=False),
        sa.Column('answered_at', Instant(), nullable=False),
        sa.Column('answered_by', sa.Integer(), sa.ForeignKey('person.id'), nullable=False),
        sa.Column('rev', sa.Integer(), nullable=False),
        sa.UniqueConstraint('meeting_id', 'person_id'),
    )
    op.create_index('ix_attendance_person_id', 'attendance', ['person_id'])
    op.create_table(
        'call_in',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('meeting_id', sa.Integer(), sa.ForeignKey('meeting.id'), nullable=False),
        sa.Column('seat_id', sa.Integer(), sa.ForeignKey('seat.id'), nullable=False),
        sa.Column('person_id', sa.Integer(), sa.ForeignKey('person.id'), nullable=False),
        sa.Column('for_person_id', sa.Integer(), sa.ForeignKey('person.id'), nullable=True),
        sa.Column('state', Word(CallState), nullable=False),
        sa.Column('on_request', sa.Boolean(), nullable=False),
        sa.Column('time_rev', sa.Integer(), nullable=False),
        sa.Column('created_at', Instant(), nullable=False),
        sa.Column('ask_at', Instant(), nullable=False),
        sa.Column('answer_by', Instant(), nullable=False),
        sa.Column('accepted_at', Instant(), nullable=True),
        sa.Column('ended_at', Instant(), nullable=True),
        sa.Column('ended_by', sa.Integer(), sa.ForeignKey('person.id'), nullable=True),
        sa.Column('chased_at', Instant(), nullable=True),
        sa.Column('rev', sa.Integer(), nullable=False),
    )
    for name, column in (('call_in_seat', 'seat_id'), ('call_in_live', 'person_id')):
        op.create_index(
            name, 'call_in', ['meeting_id', column], unique=True, sqlite_where=LIVE, postgresql_where=LIVE
        )
    op.create_index('call_in_person', 'call_in', ['person_id'])


def downgrade() -> None:
    op.drop_table('call_in')
    op.drop_table('attendance')
    with op.batch_alter_table('meeting') as meeting:
        meeting.drop_constraint('meeting_notice_by', type_='foreignkey')
        for column in reversed((*ADDED, *LATER)):
            meeting.drop_column(column.name)
