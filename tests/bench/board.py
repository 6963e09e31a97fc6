"""A large board: eleven members with a ledamot and an ersättare each, asked about twelve times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pydantic import SecretStr
from sqlmodel import select

from bot.app import Klubban, build
from bot.clock import Clock
from bot.config import Settings
from handlers.boards.importing import bring_in
from handlers.boards.roster_values import (
    Roster,
    RosterBoard,
    RosterHuvudman,
    RosterIdentity,
    RosterPerson,
    RosterStaff,
)
from handlers.polls import asking
from handlers.polls.asking import Proposal, ProposedTime
from handlers.run import Who
from storage.boards import Board, Person
from storage.words import BoardKind, HuvudmanKind, MeetingMode, Office, Role, StaffRole
from tests.bench.stand_in import SECRET, TOKEN

MEMBERS, TIMES = 11, 12
START = datetime(2026, 11, 22, 8, tzinfo=UTC)


def roster() -> Roster:
    """Invented; 22 people, a secretary."""
    people = [_person(number, role) for number in range(MEMBERS) for role in (Role.LEDAMOT, Role.ERSATTARE)]
    huvudman = [RosterHuvudman(key=f"h{n}", name=f"Kommun {n}", kind=HuvudmanKind.KOMMUN) for n in range(MEMBERS)]
    secretary = RosterStaff(name="Siv", identity=RosterIdentity(slack="USEKR"), role=StaffRole.SEKRETERARE)
    board = RosterBoard(key="bench", name="Bänken", short="Bänken", kind=BoardKind.SAMORDNINGSFORBUND, channel="C1")
    return Roster(board=board, huvudman=tuple(huvudman), people=tuple(people), staff=(secretary,))


def _person(number: int, role: Role) -> RosterPerson:
    identity = RosterIdentity(slack=f"U{number}{role.value.upper()}")
    office = Office.ORDFORANDE if (number, role) == (0, Role.LEDAMOT) else None
    rank = 1 if role is Role.ERSATTARE else None
    return RosterPerson(
        name=f"{role.value} {number}", identity=identity, role=role, huvudman=f"h{number}", rank=rank, office=office
    )


def program(database_url: str, api: str, clock: Clock, posts_per_minute: int = 100_000) -> Klubban:
    """The real program before the stand-in for Slack, with the board in its database."""
    settings = Settings.given(
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=api,
        database_url=database_url,
        klubban_url="https://klubban.example",
        posts_per_minute=posts_per_minute,
    )
    klubban = build(settings, clock)
    klubban.database.write_now(bring_in, clock.now(), roster())
    return klubban


def everybody(klubban: Klubban) -> list[Who]:
    """The people of the roster in its order, the secretary last."""
    people = klubban.database.read_now(lambda session: list(session.exec(select(Person).order_by(Person.name)).all()))
    whos = [Who(person.id, person.slack or "", person.name, "sv") for person in people]
    return sorted(whos, key=lambda who: who.slack == "USEKR")


async def ask(klubban: Klubban) -> int:
    """The secretary asks about twelve times; the question's id."""
    first = datetime.fromisoformat("2027-03-01 09:00")
    days = [first + timedelta(days=day) for day in range(TIMES)]
    times = tuple(ProposedTime(day, day + timedelta(hours=3)) for day in days)
    deadline = datetime.fromisoformat("2026-12-09 16:00")
    proposal = Proposal("Styrelsemöte", "Jönköping", MeetingMode.FYSISKT, deadline, times)
    board = klubban.database.read_now(lambda session: session.exec(select(Board.id)).one())
    return (await klubban.runner.run(asking.ask, None, everybody(klubban)[-1], board, proposal)).poll
