"""A board in a real database: Södra Vätterbygden with two members, a secretary and a revisor, driven by the real
actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session, select

from handlers.meetings import settle as meetings_settle
from handlers.polls import actions as polls
from handlers.polls import settle as polls_settle
from handlers.polls.asking import Proposal, ProposedTime, ask
from handlers.run import Who
from storage.boards import Board, Huvudman, Mandate, Person, Seat, Staff, calendar_changed, touch
from storage.database import Database
from storage.meetings import Meeting
from storage.polls import Poll, slots
from storage.words import Answer, BoardKind, HuvudmanKind, MeetingMode, MeetingStatus, Office, Role, StaffRole

P = ParamSpec("P")
R = TypeVar("R")

wall = datetime.fromisoformat
URL = "https://klubban.example"
START = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
KEY = "sodra-vatterbygden"


class StandingClock:
    """A present that moves only when it is told to."""

    def __init__(self, start: datetime = START) -> None:
        self.present = start

    def now(self) -> datetime:
        return self.present

    async def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float = 0, days: int = 0) -> None:
        self.present += timedelta(days=days, seconds=seconds)


@dataclass
class House:
    """The database with the board in it, and the hands of its people."""

    database: Database
    clock: StandingClock
    board: int
    anna: Who
    """Chair, Habo."""
    bo: Who
    """Ersättare, Habo."""
    cecilia: Who
    """Ledamot, Mullsjö, until the end of 2026."""
    siv: Who
    """Secretary."""
    rut: Who
    """Revisor."""

    def does(self, action: Callable[Concatenate[Session, datetime, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """One gesture, with what follows from it."""

        def gesture(session: Session) -> R:
            result = action(session, self.clock.now(), *args, **kwargs)
            board = session.get_one(Board, self.board)
            for settle in (polls_settle.settle, meetings_settle.settle):
                settle(session, self.clock.now(), board)
                session.flush()
            return result

        return self.database.write_now(gesture)

    def reads(self, query: Callable[Concatenate[Session, datetime, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.database.read_now(query, self.clock.now(), *args, **kwargs)

    def asks(self, title: str, *times: ProposedTime) -> int:
        """A question from the secretary; the poll's id."""
        deadline = wall("2026-09-08 16:00")
        proposal = Proposal(title, "Tändsticksgränd 23, Jönköping", MeetingMode.FYSISKT, deadline, times)
        return self.does(ask, self.siv, self.board, proposal).poll

    def slots(self, poll: int) -> list[int]:
        """The times of a question, in order."""
        return self.database.read_now(lambda session: [slot.id for slot in slots(session, poll)])

    def answers(self, who: Who, poll: int, answer: Answer) -> None:
        self.does(polls.answer_all, who, poll, [1], answer)

    def books(self, poll: int, *positions: int) -> None:
        """The secretary books these of the times; a reserve time comes with its main one."""
        rev = self.database.read_now(lambda session: session.get_one(Poll, poll).rev)
        slots = self.slots(poll)
        self.does(polls.book, self.siv, poll, rev, [slots[position] for position in positions])

    def changes(self, title: str, status: MeetingStatus, **values: object) -> None:
        """A meeting moved on, as the capability for meetings will do it."""

        def change(session: Session, now: datetime) -> None:
            board = session.get_one(Board, self.board)
            touch(session, board)
            meeting = session.exec(select(Meeting).where(Meeting.title == title)).one()
            for name, value in {"status": status, "changed_at": now, **values}.items():
                setattr(meeting, name, value)
            meeting.sequence += 1
            calendar_changed(board, now)

        self.does(change)


def time(start: str, hours: float = 3, note: str | None = None, reserve_for: int | None = None) -> ProposedTime:
    """A time of so many hours."""
    return ProposedTime(wall(start), wall(start) + timedelta(hours=hours), note, reserve_for)


@contextmanager
def house(url: str, email: str | None = "styrelsen@forbund.example") -> Iterator[House]:
    """The board, newly founded, in a migrated database."""
    database = Database(url)
    try:
        yield database.write_now(_found, database, email)
    finally:
        database.close()


def _found(session: Session, database: Database, email: str | None) -> House:
    board = Board(
        key=KEY,
        name="Samordningsförbundet Södra Vätterbygden",
        short="Södra Vätterbygden",
        kind=BoardKind.SAMORDNINGSFORBUND,
        email=email,
        channel="C1",
        created_at=START,
        calendar_changed_at=START,
    )
    session.add(board)
    session.flush()
    habo, mullsjo = (_member(session, board, key) for key in ("habo", "mullsjo"))
    anna, bo, cecilia, siv, rut = (_person(session, name) for name in ("Anna", "Bo", "Cecilia", "Siv", "Rut"))
    for who, huvudman, role, more in (
        (anna, habo, Role.LEDAMOT, {"office": Office.ORDFORANDE}),
        (bo, habo, Role.ERSATTARE, {"rank": 1}),
        (cecilia, mullsjo, Role.LEDAMOT, {"last_day": date(2026, 12, 31)}),
    ):
        session.add(Mandate(board_id=board.id, huvudman_id=huvudman, person_id=who.person, role=role, **more))
    for who, task in ((siv, StaffRole.SEKRETERARE), (rut, StaffRole.REVISOR)):
        session.add(Staff(board_id=board.id, person_id=who.person, role=task))
    return House(database, StandingClock(), board.id, anna, bo, cecilia, siv, rut)


def _member(session: Session, board: Board, key: str) -> int:
    member = Huvudman(board_id=board.id, key=key, name=f"{key.capitalize()} kommun", kind=HuvudmanKind.KOMMUN)
    session.add(member)
    session.flush()
    session.add(Seat(huvudman_id=member.id, number=1))
    return member.id


def _person(session: Session, name: str) -> Who:
    person = Person(slack=f"U{name.upper()}", email=f"{name.lower()}@example.com", name=name)
    session.add(person)
    session.flush()
    return Who(person.id, f"U{name.upper()}", name, "sv")


def a_year(house: House) -> int:
    """Four meetings on both sides of both clock changes, and an open question with two times; the question's id."""
    days = ("2026-10-22 09:00", "2026-10-29 09:00", "2027-03-25 09:00", "2027-04-01 09:00")
    house.books(house.asks("Styrelsemöte", *(time(day) for day in days)), 0, 1, 2, 3)
    return house.asks("Budgetmöte", time("2026-11-12 13:00"), time("2026-11-19 13:00"))
