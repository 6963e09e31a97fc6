"""What a board can do with Klubban: the capabilities in order, who feeds on whom, and the cards they show.

An earlier capability knows nothing of a later one; what an earlier one causes in a later one is derived in the later
one's `settle` (house rule 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from slack_bolt.async_app import AsyncApp
from sqlmodel import Session

from handlers import digest
from handlers.agenda import cards as agenda_cards
from handlers.agenda import listeners as agenda_listeners
from handlers.agenda import papers as agenda_papers
from handlers.agenda import reminding as agenda_reminding
from handlers.agenda import settle as agenda_settle
from handlers.attendance import cards as attendance_cards
from handlers.attendance import listeners as attendance_listeners
from handlers.attendance import reminding as attendance_reminding
from handlers.attendance import settle as attendance_settle
from handlers.blocks import Message
from handlers.commands import Commands
from handlers.digest import Source
from handlers.documents import DocumentView
from handlers.feeds import listeners as feeds_listeners
from handlers.home import listeners as home_listeners
from handlers.meetings import listeners as meetings_listeners
from handlers.meetings import settle as meetings_settle
from handlers.polls import answers_table as polls_answers
from handlers.polls import cards as polls_cards
from handlers.polls import listeners as polls_listeners
from handlers.polls import reminding as polls_reminding
from handlers.polls import settle as polls_settle
from handlers.replies import listeners as replies_listeners
from handlers.run import Edge
from handlers.text import Text
from storage.boards import Board

Settle = Callable[[Session, datetime, Board], datetime | None]
"""Makes a capability's rows right from the facts, however often it is called; returns when to look again."""
CardView = Callable[[Session, datetime, int, int | None, Text], Message | None]
"""(session, now, the card's ref, its reader or None for a channel, language) → the card as it is now."""


def _nothing(session: Session, now: datetime, board: Board) -> datetime | None:  # noqa: ARG001
    return None


def _no_listeners(app: AsyncApp, edge: Edge) -> None:
    pass


def _no_commands(edge: Edge) -> Commands:  # noqa: ARG001
    return {}


@dataclass(frozen=True)
class Capability:
    """One thing that a board can do."""

    name: str
    register: Callable[[AsyncApp, Edge], None] = _no_listeners
    commands: Callable[[Edge], Commands] = _no_commands
    settle: Settle = _nothing
    feeds_on: tuple[str, ...] = ()
    acts_through: tuple[str, ...] = ()
    """Earlier capabilities whose actions its own carry out, so that they are settled with them."""
    cards: Mapping[str, CardView] = field(default_factory=dict)
    documents: Mapping[str, DocumentView] = field(default_factory=dict)
    """The files that can be fetched, by kind."""
    owed: Source | None = None
    """What somebody owes, for the day's reminder."""


CAPABILITIES: tuple[Capability, ...] = (
    Capability("boards"),
    Capability(
        "polls",
        register=polls_listeners.register,
        commands=polls_listeners.commands,
        settle=polls_settle.settle,
        feeds_on=("boards",),
        cards=polls_cards.CARDS,
        documents=polls_answers.DOCUMENTS,
        owed=polls_reminding.owed,
    ),
    Capability(
        "meetings",
        register=meetings_listeners.register,
        commands=meetings_listeners.commands,
        settle=meetings_settle.settle,
        feeds_on=("polls",),
    ),
    Capability(
        "agenda",
        register=agenda_listeners.register,
        commands=agenda_listeners.commands,
        settle=agenda_settle.settle,
        feeds_on=("boards", "meetings"),
        cards=agenda_cards.CARDS,
        documents=agenda_papers.DOCUMENTS,
        owed=agenda_reminding.owed,
    ),
    Capability(
        "attendance",
        register=attendance_listeners.register,
        commands=attendance_listeners.commands,
        settle=attendance_settle.settle,
        feeds_on=("boards", "meetings"),
        cards=attendance_cards.CARDS,
        owed=attendance_reminding.owed,
    ),
    Capability("feeds", register=feeds_listeners.register, commands=feeds_listeners.commands),
    Capability("replies", register=replies_listeners.register, acts_through=("polls", "attendance")),
    Capability("home", register=home_listeners.register),
)

BY_NAME: Mapping[str, Capability] = {capability.name: capability for capability in CAPABILITIES}
SOURCES: tuple[Source, ...] = tuple(capability.owed for capability in CAPABILITIES if capability.owed is not None)
CARDS: Mapping[str, CardView] = {
    digest.VIEW: partial(digest.digest, sources=SOURCES),
    **{kind: view for capability in CAPABILITIES for kind, view in capability.cards.items()},
}
DOCUMENTS: Mapping[str, DocumentView] = {
    kind: view for capability in CAPABILITIES for kind, view in capability.documents.items()
}


def concerned(owner: str) -> tuple[Capability, ...]:
    """The capability whose action it was and those that feed on it, near or far, in order."""
    names = {owner, *BY_NAME[owner].acts_through}
    for capability in CAPABILITIES:
        if names.intersection(capability.feeds_on):
            names.add(capability.name)
    return tuple(capability for capability in CAPABILITIES if capability.name in names)
