"""The board of the demo in the middle of it, by the same actions as everybody's: a question about three days that some
have answered, and a meeting to which some come and one can't, so that an ersättare has been asked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from bot.app import Klubban
from handlers.attendance import actions as attendance
from handlers.boards.actions import who_is
from handlers.boards.importing import bring_in
from handlers.boards.roster_values import Roster, RosterPerson
from handlers.calendar_days import is_working_day, poll_deadline, working_day_on_or_before
from handlers.meetings import actions as meetings
from handlers.meetings.rules import Announced
from handlers.polls import actions as polls
from handlers.polls import asking
from handlers.run import Who
from storage.boards import all_boards
from storage.polls import slots
from storage.words import Answer, Coming, MeetingKind, MeetingMode, Role


async def seed(klubban: Klubban, roster: Roster) -> None:
    """The roster; a question about three days that some have answered; a meeting to which some have said they come."""
    run = klubban.runner.run
    await run(_import, None, roster)
    asker = next((entry.identity.slack for entry in roster.staff if entry.identity.slack), None)
    ledamoter = [entry for entry in roster.people if entry.role is Role.LEDAMOT and entry.identity.slack]
    if asker is None:
        return
    poll = await run(_ask, None, asker)
    for place, one in enumerate(ledamoter[:3]):
        await run(_answer, None, str(one.identity.slack), poll, place)
    meeting = await run(_book, None, asker)
    await klubban.ticker.tick()  # the questions go out before anybody answers them
    away = _somebody_with_an_ersattare(roster, ledamoter)
    for one in ledamoter[:3]:
        if one is not away:
            await run(_attend, None, str(one.identity.slack), meeting, Coming.KOMMER)
    if away is not None:
        await run(_attend, None, str(away.identity.slack), meeting, Coming.FORHINDER)


def _somebody_with_an_ersattare(roster: Roster, ledamoter: list[RosterPerson]) -> RosterPerson | None:
    covered = {entry.huvudman for entry in roster.people if entry.role is Role.ERSATTARE and entry.identity.slack}
    return next((one for one in reversed(ledamoter) if one.huvudman in covered), None)


def _import(session: Session, now: datetime, roster: Roster) -> None:
    bring_in(session, now, roster)


def _who(session: Session, now: datetime, slack: str) -> Who:
    who = who_is(session, now, slack)
    assert who is not None
    return who


def _ask(session: Session, now: datetime, slack: str) -> int:
    who = _who(session, now, slack)
    board = all_boards(session)[0]
    times = tuple(
        asking.ProposedTime(datetime.combine(day, time(9)), datetime.combine(day, time(12)))
        for day in _some_days(now.date())
    )
    here = now.astimezone().replace(tzinfo=None)
    proposal = asking.Proposal("Budgetmöte", "Tändsticksgränd 23", MeetingMode.HYBRID, poll_deadline(here), times)
    return asking.ask(session, now, who, board.id, proposal).poll


def _some_days(today: date) -> list[date]:
    """Three working days, five weeks ahead and on, but not over Christmas."""
    days = (today + timedelta(days=35 + step) for step in range(60))
    return [day for day in days if is_working_day(day) and not _over_christmas(day)][0:15:6]


def _over_christmas(day: date) -> bool:
    return (day.month, day.day) >= (12, 19) or (day.month, day.day) <= (1, 8)


def _answer(session: Session, now: datetime, slack: str, poll: int, place: int) -> None:
    answers = (Answer.KAN, Answer.HELST_INTE, Answer.KAN_INTE)
    choices = {slot.id: answers[(place + at) % 3] if at else Answer.KAN for at, slot in enumerate(slots(session, poll))}
    polls.answer(session, now, _who(session, now, slack), poll, choices)


def _book(session: Session, now: datetime, slack: str) -> int:
    """A sammanträde six days after the demo is opened, or the working day before that."""
    day = working_day_on_or_before(now.date() + timedelta(days=7))
    facts = Announced(
        "Styrelsemöte",
        datetime.combine(day, time(9)),
        datetime.combine(day, time(12)),
        "Tändsticksgränd 23",
        MeetingMode.FYSISKT,
        None,
    )
    wanted = meetings.Wanted(MeetingKind.SAMMANTRADE, facts)
    return meetings.make(session, now, _who(session, now, slack), all_boards(session)[0].id, wanted)


def _attend(session: Session, now: datetime, slack: str, meeting: int, coming: Coming) -> None:
    attendance.answer(session, now, _who(session, now, slack), meeting, attendance.Answer(coming))
