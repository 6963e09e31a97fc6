"""Items that come from elsewhere: a booked year's times, to be fixed (R15); an arbetsutskott's proposals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.agenda import refusals
from handlers.agenda.actions import changed, place
from handlers.agenda.reading import coming
from handlers.boards.people import local
from handlers.errors import Refusal
from handlers.run import Who
from handlers.text import Text
from storage import agenda, polls
from storage.agenda import AgendaItem
from storage.boards import Board
from storage.meetings import Meeting
from storage.polls import Poll, Slot
from storage.words import ItemKind, ItemState

FRESH = timedelta(days=365)
"""A year that was booked longer ago has been dealt with, here or elsewhere."""


def times_to_fix(session: Session, now: datetime, board: Board, ahead: Sequence[Meeting]) -> None:
    """ "Sammanträdestider 2027" on the next agenda, with the booked times as the proposal; once for each question."""
    if not ahead:
        return
    for poll in agenda.years_to_fix(session, board.id, now - FRESH):
        booked = [s for s in polls.slots(session, poll.id) if s.booked_at is not None and s.reserve_for_id is None]
        if len(booked) > 1:
            _propose(session, now, board, poll, booked, ahead[0])


def _propose(
    session: Session, now: datetime, board: Board, poll: Poll, booked: Sequence[Slot], meeting: Meeting
) -> None:
    text = Text(board.language)
    years = sorted({slot.start.year for slot in booked})
    times = [text.when(slot.start, slot.end, this_year=local(board, now).year) for slot in booked]
    row = AgendaItem(
        board_id=board.id,
        title=text.plain("Sammanträdestider {years}", years=text.listed(str(year) for year in years)),
        kind=ItemKind.BESLUT,
        proposal=text.plain("Styrelsen sammanträder {times}.", times=text.listed(times)),
        state=ItemState.RECEIVED,
        submitted_by=poll.closed_by or poll.created_by,
        submitted_at=now,
        changed_at=now,
        poll_id=poll.id,
    )
    session.add(row)
    session.flush()
    place(session, row, meeting)


def propose_to_board(session: Session, now: datetime, who: Who, board: Board, row: AgendaItem) -> None:
    """An arbetsutskott "föreslår styrelsen besluta": a copy with its proposal on the board's next agenda, once.

    Raises Refusal when the board has no meeting, and the second time."""
    parent = session.get(Board, board.parent_id) if board.parent_id is not None else None
    ahead = coming(session, now, parent) if parent is not None else []
    if parent is None or not ahead:
        raise Refusal(refusals.no_board_meeting, field="propose")
    if agenda.gone_on_from(session, row.id) is not None:
        raise Refusal(refusals.proposed_already, field="propose")
    copy = AgendaItem(
        board_id=parent.id,
        title=row.title,
        kind=ItemKind.BESLUT,
        background=row.background,
        proposal=row.proposal,
        presenter_id=row.presenter_id,
        minutes=row.minutes,
        dnr=row.dnr,
        links=list(row.links),
        submitted_by=who.person,
        submitted_at=now,
        changed_at=now,
        tabled_from_id=row.id,
    )
    session.add(copy)
    session.flush()
    place(session, copy, ahead[0])
    changed(session, now, copy, who.person, "proposed")
