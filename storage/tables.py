"""Every table, so that migrations and tests see them all."""

from sqlmodel import SQLModel

from storage import boards, links, meetings, outbox, polls, trail

metadata = SQLModel.metadata
MODULES = (boards, links, meetings, outbox, polls, trail)
