"""Reminders: one digest a person and day, all boards together, rendered when it is sent from what is owed then (R40).

A capability's settle makes sure that the digest's row exists for the day; who has done their part by then gets none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from slack_sdk.models.blocks import Block
from sqlmodel import Session

from handlers.blocks import Message, section
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import local, zone
from handlers.calendar_days import to_utc
from handlers.text import Mrkdwn, Text, words
from storage import boards, outbox
from storage.boards import Board
from storage.outbox import To
from storage.words import Priority

VIEW = "digest"
NOT_WITHIN = timedelta(hours=24)
"""Nobody is reminded of what they were asked less than a day ago."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that somebody owes: a sentence that stands alone, and its blocks."""

    said: Mrkdwn
    blocks: tuple[Block, ...]


Source = Callable[[Session, datetime, Board, int, date, Text], list[Owed]]
"""(session, now, board, person, local date, language) → what the person owes there and is reminded of that day."""


def remind_at(board: Board, day: date) -> datetime:
    """The hour of reminders on that day, at the board (UTC)."""
    hour = BoardRules.from_mapping(board.rules).reminder_hour
    return to_utc(datetime.combine(day, hour), zone(board))


def plan(session: Session, now: datetime, board: Board, people: Collection[int], day: date) -> None:
    """Makes sure that their digests of that day exist; what stands in them is settled when they go."""
    names = {f"digest:{person}:{day.isoformat()}": To(person=person) for person in people}
    missing = names.keys() - outbox.known(session, names)
    new = {name: names[name] for name in missing}
    at, ref = remind_at(board, day), day.toordinal()
    outbox.add_shared_cards(session, now, new, VIEW, ref, at, board=board.id, priority=Priority.REMINDER)


def digest(
    session: Session, now: datetime, ordinal: int, reader: int | None, text: Text, sources: Sequence[Source]
) -> Message | None:
    """What the person owes on that day; nothing owed, or the day gone by while the bot was down: no message."""
    day = date.fromordinal(ordinal)
    owed: list[Owed] = []
    for board in boards.boards_of_person(session, reader or 0, day):
        if local(board, now).date() == day:
            owed += [each for source in sources for each in source(session, now, board, reader or 0, day, text)]
    if not owed:
        return None
    head = text.n("*En påminnelse.*", "*Påminnelse om {n} saker.*", len(owed))
    said = words((head, *(each.said for each in owed)))
    return Message(said, (section(head), *(block for each in owed for block in each.blocks)))
