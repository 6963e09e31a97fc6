"""Reads a board's people, and tells its local time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.boards.facts import Composition, HuvudmanFacts
from storage import boards
from storage.boards import Board, Huvudman, Mandate, Seat, Staff
from storage.words import ErsattareOrder, MandateFacts, SeatFacts, Term


def zone(board: Board) -> ZoneInfo:
    """The zone of the board's wall times."""
    return ZoneInfo(board.timezone)


def local(board: Board, moment: datetime) -> datetime:
    """The moment as wall time at the board, naive."""
    return moment.astimezone(zone(board)).replace(tzinfo=None)


def today(board: Board, now: datetime) -> date:
    """The board's local date."""
    return local(board, now).date()


class People:
    """A board's whole roster, past and future, read once; `on` tells who holds what on a day."""

    def __init__(self, session: Session, board: Board) -> None:
        self._order = ErsattareOrder(board.rules.get("ersattare_order", ErsattareOrder.LIST))
        self._huvudman = boards.huvudman(session, board.id)
        self._seats = boards.seats(session, board.id)
        self._mandates = boards.mandates(session, board.id)
        self._staff = boards.staff(session, board.id)
        self._changes = _changes((*self._huvudman, *self._seats, *self._mandates, *self._staff))
        self._between: dict[int, Composition] = {}

    def on(self, day: date) -> Composition:
        """Who may sit on the board on that day (R41)."""
        # Nothing differs between two changes, and the times of one question mostly lie between the same two.
        part = bisect_right(self._changes, day)
        if part not in self._between:
            self._between[part] = self._composition(day)
        return replace(self._between[part], day=day)

    def _composition(self, day: date) -> Composition:
        members = {h.id for h in self._huvudman if _holds(h, day)}  # a member that has left takes its seats along
        seats = (seat for seat in self._seats if seat.huvudman_id in members and _holds(seat, day))
        return Composition(
            day=day,
            seats=tuple(SeatFacts(seat.id, seat.huvudman_id) for seat in seats),
            mandates=tuple(_mandate(mandate) for mandate in self._mandates if _holds(mandate, day)),
            huvudman=tuple(HuvudmanFacts(h.id, h.name, h.kind) for h in self._huvudman if _holds(h, day)),
            staff=tuple((task.person_id, task.role) for task in self._staff if _holds(task, day)),
            order=self._order,
        )


def _changes(rows: Sequence[Mandate | Staff | Huvudman | Seat]) -> list[date]:
    """The days on which somebody or something is new or no longer there."""
    begins = {row.first_day for row in rows if row.first_day}
    ends = {row.last_day + timedelta(days=1) for row in rows if row.last_day and row.last_day < date.max}
    return sorted(begins | ends)


def _holds(row: Mandate | Staff | Huvudman | Seat, day: date) -> bool:
    return Term(row.first_day, row.last_day).covers(day)


def _mandate(m: Mandate) -> MandateFacts:
    return MandateFacts(m.person_id, m.huvudman_id, m.role, m.rank, m.stands_in_for_id, m.office, m.party)


def composition(session: Session, board: Board, day: date) -> Composition:
    """Who may sit on the board on one day."""
    return People(session, board).on(day)
