"""A board of five seats in a real database, moved by the real actions and settled as the bot does; the clock is a
value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Concatenate, ParamSpec

from sqlalchemy import text as sql
from sqlmodel import Session, col, select

from bot.settling import after_action, one_board
from handlers.boards.actions import text_for
from handlers.capabilities import CAPABILITIES, CARDS
from handlers.errors import Refusal
from handlers.meetings import actions as meetings
from handlers.meetings.rules import Announced
from handlers.run import Who
from storage import boards
from storage.attendance import Attendance, CallIn
from storage.boards import Board, Huvudman, Mandate, Person, Seat, Staff
from storage.database import Database
from storage.meetings import Meeting
from storage.outbox import Outbox
from storage.words import BoardKind, CallState, HuvudmanKind, MeetingKind, MeetingMode, Office, Role, StaffRole

P = ParamSpec("P")

BEGUN = datetime(2026, 10, 19, 10, tzinfo=UTC)
"""A Monday noon, eleven days before the meeting; the clocks go back on the Sunday between."""
MEETING = datetime.fromisoformat("2026-10-30 09:00")
LENGTH = timedelta(hours=3)

# name: member, role, place on the list, whose personal ersättare, party
ROSTER: dict[str, tuple[str, Role, int | None, str | None, str | None]] = {
    "Anna": ("Habo", Role.LEDAMOT, None, None, "S"),
    "Bo": ("Habo", Role.LEDAMOT, None, None, "M"),
    "Caj": ("Mullsjö", Role.LEDAMOT, None, None, "C"),
    "Disa": ("Mullsjö", Role.LEDAMOT, None, None, "S"),
    "Eva": ("Region", Role.LEDAMOT, None, None, None),
    "Fia": ("Habo", Role.ERSATTARE, 1, None, "M"),
    "Gun": ("Habo", Role.ERSATTARE, 2, "Bo", "S"),
    "Hans": ("Habo", Role.ERSATTARE, 3, None, "S"),
    "Ivar": ("Mullsjö", Role.ERSATTARE, 1, None, "S"),
    "Jan": ("Mullsjö", Role.ERSATTARE, 2, None, "C"),
    "Karin": ("Region", Role.ERSATTARE, 1, None, None),
}
SEATS = {"Habo": 2, "Mullsjö": 2, "Region": 1}
NEWCOMERS = ("Lisa", "Mats")
SECRETARY = "Siv"
PEOPLE = (*NEWCOMERS, *ROSTER)
"""Newcomers first: theirs are the lowest ids, so that a new ledamot deals the seats anew."""


@dataclass(frozen=True)
class Look:
    """The rows as they are."""

    now: datetime
    meeting: Meeting
    said: dict[int, Attendance]
    calls: list[CallIn]
    seats: dict[int, int]
    """Seat → its member."""
    mandates: list[Mandate]
    """That hold on the meeting's day."""
    letters: list[Outbox]
    by_itself: bool
    """Whether Klubban calls without being asked to."""


@dataclass
class Living:
    """The board, the meeting and the present."""

    database: Database
    board: int = 0
    meeting: int = 0
    now: datetime = BEGUN
    who: dict[str, Who] = field(default_factory=dict)
    watchers: list[Callable[[], None]] = field(default_factory=list)
    """Called after each transaction."""

    def does(
        self, action: Callable[Concatenate[Session, datetime, P], Any], /, *args: P.args, **kwargs: P.kwargs
    ) -> bool:
        """One gesture with what follows from it; False when it was refused."""

        def gesture(session: Session) -> None:
            action(session, self.now, *args, **kwargs)
            after_action(session, self.now, action.__module__.split(".")[1])

        try:
            self.database.write_now(gesture)
        except Refusal:
            return False
        self._watched()
        return True

    def edits(self, edit: Callable[[Session, Board, Meeting], None]) -> None:
        """A change of the roster, settled as an import is."""

        def gesture(session: Session) -> None:
            board = session.get_one(Board, self.board)
            boards.touch(session, board)
            edit(session, board, session.get_one(Meeting, self.meeting))
            board.roster_rev += 1
            session.flush()
            after_action(session, self.now, "boards")

        self.database.write_now(gesture)
        self._watched()

    def passes(self, time: timedelta) -> None:
        """Time passes; whatever comes due meanwhile is settled at its moment."""
        until = self.now + time
        while (due := self.database.read_now(boards.next_due)) is not None and due <= until:
            assert due > self.now, "what was due has been settled already"
            self.now = due
            self.database.write_now(one_board, self.now, self.board)
            self._watched()
        self.now = until

    def _watched(self) -> None:
        for watcher in self.watchers:
            watcher()

    def look(self) -> Look:
        return self.database.read_now(self._look)

    def _look(self, session: Session) -> Look:
        meeting = session.get_one(Meeting, self.meeting)
        day = meeting.start.date()
        rows = session.exec(select(Attendance).where(Attendance.meeting_id == meeting.id)).all()
        return Look(
            now=self.now,
            meeting=meeting,
            said={row.person_id: row for row in rows if row.time_rev == meeting.time_rev},
            calls=list(session.exec(select(CallIn).order_by(CallIn.id)).all()),  # type: ignore[arg-type]
            seats={seat.id: seat.huvudman_id for seat in session.exec(select(Seat)).all()},
            mandates=[one for one in session.exec(select(Mandate)).all() if holds(one, day)],
            letters=list(session.exec(select(Outbox)).all()),
            by_itself=session.get_one(Board, self.board).rules.get("caller") != "member",
        )

    def settles_again(self) -> tuple[list[object], list[object]]:
        """Every row before and after settling everything once more; nothing is kept."""

        def again(session: Session) -> tuple[list[object], list[object]]:
            before = everything(session)
            board = session.get_one(Board, self.board)
            for capability in CAPABILITIES:
                capability.settle(session, self.now, board)
                session.flush()
            return before, everything(session)

        return self.database.read_now(again)

    def cards(self) -> dict[str, tuple[int, Any]]:
        """Every card about the meeting: the revision at which it is wanted, and what it shows."""

        def render(session: Session) -> dict[str, tuple[int, Any]]:
            board = session.get_one(Board, self.board)
            found = {}
            for row in session.exec(select(Outbox).where(col(Outbox.view).startswith("attendance."))).all():
                assert row.view is not None and row.ref is not None
                text = text_for(session, board, row.person_id)
                message = CARDS[row.view](session, self.now, row.ref, row.person_id, text)
                found[row.name] = (row.wanted_rev, message and message.body())
            return found

        return self.database.read_now(render)


def holds(mandate: Mandate, day: date) -> bool:
    return (mandate.first_day or day) <= day <= (mandate.last_day or day)


def everything(session: Session) -> list[object]:
    """The rows that settling may touch."""
    tables = ("meeting", "attendance", "call_in", "outbox", "audit")
    return [tuple(row) for table in tables for row in session.execute(sql(f"SELECT * FROM {table} ORDER BY id"))]


def found(url: str, rules: dict[str, Any]) -> Living:
    """The board with a meeting booked, in a migrated database."""
    living = Living(Database(url))
    living.database.write_now(_found, living, rules)
    facts = Announced("Styrelsemöte", MEETING, MEETING + LENGTH, "Jönköping", MeetingMode.FYSISKT, None)
    living.does(meetings.make, living.who[SECRETARY], living.board, meetings.Wanted(MeetingKind.SAMMANTRADE, facts))
    living.meeting = living.database.read_now(lambda session: session.exec(select(Meeting.id)).one())
    return living


def _found(session: Session, living: Living, rules: dict[str, Any]) -> None:
    board = Board(
        key="sodra-vatterbygden",
        name="Samordningsförbundet Södra Vätterbygden",
        short="Södra Vätterbygden",
        kind=BoardKind.SAMORDNINGSFORBUND,
        channel="C1",
        rules=rules,
        created_at=BEGUN,
        calendar_changed_at=BEGUN,
    )
    session.add(board)
    session.flush()
    living.board = board.id
    members = {name: _member(session, board.id, name, seats) for name, seats in SEATS.items()}
    for name in (*PEOPLE, SECRETARY):
        person = Person(slack=f"U{name.upper()}", name=name, phone="070-000 00 00")
        session.add(person)
        session.flush()
        living.who[name] = Who(person.id, f"U{name.upper()}", name, "sv")
    for name, (member, role, rank, own, party) in ROSTER.items():
        mandate = Mandate(board_id=board.id, huvudman_id=members[member], person_id=living.who[name].person, role=role)
        mandate.rank, mandate.party = rank, party
        mandate.stands_in_for_id = living.who[own].person if own else None
        mandate.office = {"Anna": Office.ORDFORANDE, "Caj": Office.VICE_ORDFORANDE}.get(name)
        session.add(mandate)
    secretary = Staff(board_id=board.id, person_id=living.who[SECRETARY].person, role=StaffRole.SEKRETERARE)
    session.add(secretary)


def _member(session: Session, board: int, name: str, seats: int) -> int:
    member = Huvudman(board_id=board, key=name.lower(), name=f"{name} kommun", kind=HuvudmanKind.KOMMUN)
    session.add(member)
    session.flush()
    for number in range(1, seats + 1):
        session.add(Seat(huvudman_id=member.id, number=number))
        session.flush()
    return member.id


LIVE = (CallState.WAITING, CallState.ASKED, CallState.ACCEPTED)
NO = (CallState.DECLINED, CallState.WITHDRAWN, CallState.TIMED_OUT)
