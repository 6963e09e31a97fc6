"""Reads a board's people, and tells its local time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.boards.facts import Composition
from storage import rosters
from storage.boards import Board
from storage.words import ErsattareOrder, Term


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
        self._huvudman = rosters.huvudman(session, board.id)
        self._seats = rosters.seats(session, board.id)
        self._mandates = rosters.mandates(session, board.id)
        self._staff = rosters.staff(session, board.id)
        everything = (*self._huvudman, *self._seats, *self._mandates, *self._staff)
        self._changes = _changes({term for term, _ in everything})
        self._between: dict[int, Composition] = {}

    @cached_property
    def members_of(self) -> Mapping[int, set[int]]:
        """Person → the members for which they have sat, sit or will sit or stand in."""
        found: dict[int, set[int]] = {}
        for _, mandate in self._mandates:
            found.setdefault(mandate.person, set()).add(mandate.huvudman)
        return found

    @cached_property
    def owner_of(self) -> Mapping[int, int]:
        """Seat → the member whose it is, or was."""
        return {seat.id: seat.huvudman for _, seat in self._seats}

    def on(self, day: date) -> Composition:
        """Who may sit on the board on that day (R41)."""
        # Nothing differs between two changes, and the times of one question mostly lie between the same two.
        part = bisect_right(self._changes, day)
        if part not in self._between:
            self._between[part] = self._composition(day)
        return replace(self._between[part], day=day)

    def _composition(self, day: date) -> Composition:
        huvudman = tuple(one for term, one in self._huvudman if term.covers(day))
        members = {one.id for one in huvudman}  # a member that has left takes its seats along
        seats = (seat for term, seat in self._seats if term.covers(day))
        return Composition(
            day=day,
            seats=tuple(seat for seat in seats if seat.huvudman in members),
            mandates=tuple(mandate for term, mandate in self._mandates if term.covers(day)),
            huvudman=huvudman,
            staff=tuple(task for term, task in self._staff if term.covers(day)),
            order=self._order,
        )


def people_of(session: Session, board: Board) -> People:
    """The roster as this transaction sees it, read once; an import moves `roster_rev`."""
    kept: dict[tuple[int, int], People] = session.info.setdefault("people", {})
    key = (board.id, board.roster_rev)
    if key not in kept:
        kept[key] = People(session, board)
    return kept[key]


def _changes(terms: Collection[Term]) -> list[date]:
    """The days on which somebody or something is new or no longer there."""
    begins = {term.first for term in terms if term.first}
    ends = {term.last + timedelta(days=1) for term in terms if term.last and term.last < date.max}
    return sorted(begins | ends)


def composition(session: Session, board: Board, day: date) -> Composition:
    """Who may sit on the board on one day."""
    return people_of(session, board).on(day)
