"""Every table, so that migrations and tests see them all."""

from sqlmodel import SQLModel

from storage import attendance, boards, links, meetings, outbox, polls, replies, trail

metadata = SQLModel.metadata
MODULES = (attendance, boards, links, meetings, outbox, polls, replies, trail)
