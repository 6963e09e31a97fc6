"""Many large boards written straight into the tables, and worker processes that are told what time it is.

An import of so many boards, and 2,200 clicks through Slack's door, would take minutes and have tests of their own."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic import SecretStr
from sqlmodel import Session, SQLModel

from bot.app import Klubban, build
from bot.config import Settings
from bot.log import setup
from handlers.attendance import actions
from handlers.meetings.reading import announced_now
from handlers.run import Who
from storage.boards import Board, Due, Huvudman, Mandate, Person, Seat, Staff
from storage.meetings import Meeting
from storage.words import BoardKind, Coming, HuvudmanKind, MeetingKind, MeetingMode, MeetingStatus, Role, StaffRole
from tests.bot.desk import StandingClock
from tests.bot.worker import FORKS

MEMBERS, SEATS_EACH = 11, 2
ASKED = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""Monday, 9.00 at the boards: their meetings are a week away, and people are asked."""
MEETING_DAY = date(2026, 11, 30)
TABLES: tuple[type[SQLModel], ...] = (Person, Board, Huvudman, Seat, Mandate, Staff, Meeting, Due)
PERSONAL: tuple[tuple[int | None, int | None], ...] = ((None, None), (1, None), (None, 0), (1, 0), (0, 0), (1, 1))
"""Of which of their member's two ledamöter the two ersättare are personal ersättare; members take turns."""


@dataclass(frozen=True)
class Member:
    """A huvudman's two seats, their ledamöter and the two ersättare in the order of the list; ids."""

    seats: tuple[int, ...]
    ledamoter: tuple[int, ...]
    ersattare: tuple[int, ...]
    personal: tuple[int | None, int | None]


@dataclass(frozen=True)
class BigBoard:
    """A board, its meeting, and who sits on it; ids."""

    id: int
    meeting: int
    secretary: int
    members: tuple[Member, ...]

    @property
    def ledamoter(self) -> list[int]:
        """All of them."""
        return [person for member in self.members for person in member.ledamoter]


class Founder:
    """Thinks up boards, with ids as in an empty database, and writes all of them at once: few statements."""

    def __init__(self) -> None:
        self._ids = {table: count(1) for table in TABLES}
        self._rows: dict[type[SQLModel], list[SQLModel]] = {table: [] for table in TABLES}

    def write(self, session: Session) -> None:
        """Table by table, what is referred to first."""
        for rows in self._rows.values():
            session.add_all(rows)
            session.flush()

    def _add(self, *rows: SQLModel) -> None:
        for row in rows:
            self._rows[type(row)].append(row)

    def board(self, number: int) -> BigBoard:
        """The board and everything about it."""
        board, meeting = next(self._ids[Board]), next(self._ids[Meeting])
        row = Board(
            id=board,
            key=f"b{number}",
            name=f"Styrelsen {number}",
            short=f"Styrelsen {number}",
            kind=BoardKind.SAMORDNINGSFORBUND,
            channel=f"C{number:04}",
            roster_rev=1,
            created_at=ASKED,
            calendar_changed_at=ASKED,
        )
        self._add(row)
        secretary = self._person(f"Sekreterare {number}")
        self._add(Staff(board_id=board, person_id=secretary, role=StaffRole.SEKRETERARE))
        members = tuple(self._member(board, (number + place) % len(PERSONAL)) for place in range(MEMBERS))
        self._add(self._meeting(meeting, board, secretary))
        self._add(Due(board_id=board, capability="attendance", at=ASKED))
        return BigBoard(board, meeting, secretary, members)

    def _person(self, name: str) -> int:
        person = next(self._ids[Person])
        self._add(Person(id=person, slack=f"U{person:06}", name=name, dm_channel=f"D{person:06}"))
        return person

    def _member(self, board: int, personal: int) -> Member:
        huvudman = next(self._ids[Huvudman])
        row = Huvudman(
            id=huvudman, board_id=board, key=f"h{huvudman}", name=f"Kommun {huvudman}", kind=HuvudmanKind.KOMMUN
        )
        self._add(row)
        seats = tuple(next(self._ids[Seat]) for _ in range(SEATS_EACH))
        self._add(*(Seat(id=seat, huvudman_id=huvudman, number=n) for n, seat in enumerate(seats, 1)))
        ledamoter = tuple(self._person(f"Ledamot {huvudman}-{n}") for n in range(SEATS_EACH))
        second, first = (self._person(f"Ersättare {huvudman}-{n}") for n in (2, 1))  # ids against the list's order
        member = Member(seats, ledamoter, (first, second), PERSONAL[personal])
        self._add(*_mandates(board, huvudman, member))
        return member

    def _meeting(self, meeting: int, board: int, secretary: int) -> Meeting:
        start, end = (datetime.combine(MEETING_DAY, datetime.min.time()) + timedelta(hours=h) for h in (13, 16))
        row = Meeting(
            id=meeting,
            board_id=board,
            uid=f"m{meeting}@klubban",
            title="Budget",
            kind=MeetingKind.SAMMANTRADE,
            mode=MeetingMode.FYSISKT,
            status=MeetingStatus.BESLUTAT,
            timezone="Europe/Stockholm",
            start=start,
            end=end,
            start_at=start.replace(tzinfo=UTC) - timedelta(hours=1),
            end_at=end.replace(tzinfo=UTC) - timedelta(hours=1),
            created_at=ASKED,
            changed_at=ASKED,
            booked_by=secretary,
        )
        row.announced = announced_now(row).packed()
        return row


def _mandates(board: int, huvudman: int, member: Member) -> Iterator[Mandate]:
    for person in member.ledamoter:
        yield Mandate(board_id=board, huvudman_id=huvudman, person_id=person, role=Role.LEDAMOT)
    for rank, (person, own) in enumerate(zip(member.ersattare, member.personal, strict=True), 1):
        mandate = Mandate(board_id=board, huvudman_id=huvudman, person_id=person, role=Role.ERSATTARE, rank=rank)
        mandate.stands_in_for_id = None if own is None else member.ledamoter[own]
        yield mandate


@dataclass(frozen=True)
class Click:
    """*Har förhinder*, by a ledamot, at a moment."""

    at: datetime
    person: int
    meeting: int


@dataclass(frozen=True)
class Order:
    """What a worker is to do: the clicks, then by the clock of that moment settle (or not) and send what is due."""

    now: datetime
    clicks: tuple[Click, ...] = ()
    settle: bool = False


@dataclass(frozen=True)
class Workplace:
    """Where a worker finds its work, and where its log goes."""

    database_url: str
    api: str
    token: str
    log: Path
    posts_per_minute: int
    updates_per_minute: int


class Team:
    """Workers in processes of their own; every order is carried out by all of them at once."""

    def __init__(self, pipes: Sequence[Connection]) -> None:
        self._pipes = pipes

    def all(self, order: Order) -> None:
        """Waits until each has done it; the clicks are shared out between them."""
        workers = len(self._pipes)
        for place, pipe in enumerate(self._pipes):
            pipe.send(replace(order, clicks=order.clicks[place::workers]))
        for pipe in self._pipes:
            assert pipe.recv() == order.now


@contextmanager
def team(workplace: Workplace, workers: int) -> Iterator[Team]:
    """They work until the block ends."""
    pairs = [Pipe() for _ in range(workers)]
    hired = [FORKS.Process(target=_work, args=(theirs, workplace), daemon=True) for _, theirs in pairs]
    for (_, theirs), process in zip(pairs, hired, strict=True):
        process.start()
        theirs.close()  # one that dies is then noticed
    try:
        yield Team([ours for ours, _ in pairs])
    finally:
        for ours, _ in pairs:
            ours.close()
        for process in hired:
            process.join()


def _work(pipe: Connection, workplace: Workplace) -> None:
    os.dup2(os.open(workplace.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT), 2)
    setup()
    asyncio.run(_obey(pipe, workplace))


async def _obey(pipe: Connection, workplace: Workplace) -> None:
    clock = StandingClock()
    settings = Settings.given(
        slack_bot_token=SecretStr(workplace.token),
        slack_api_url=workplace.api,
        database_url=workplace.database_url,
        posts_per_minute=workplace.posts_per_minute,
        updates_per_minute=workplace.updates_per_minute,
    )
    klubban = build(settings, clock)
    await klubban.open()
    gc.freeze()  # as the program does
    while True:
        try:
            order: Order = await asyncio.to_thread(pipe.recv)
        except EOFError:
            break
        await _carry_out(klubban, clock, order)
        pipe.send(order.now)
    await klubban.close()


async def _carry_out(klubban: Klubban, clock: StandingClock, order: Order) -> None:
    for click in order.clicks:
        clock.present = click.at
        who = Who(click.person, f"U{click.person:06}", "", "sv")
        once = f"{click.person}:{click.meeting}"
        await klubban.runner.run(actions.answer, once, who, click.meeting, actions.Answer(Coming.FORHINDER))
    clock.present = order.now
    if order.settle:
        await klubban.ticker.settle()
    await klubban.sender.drain()
