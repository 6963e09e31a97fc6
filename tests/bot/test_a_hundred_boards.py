"""All ledamöter of a hundred boards are away within a minute: every call right, none twice, within Slack's rates.

Two worker processes on one PostgreSQL database carry out the clicks, settle and send; the trial workspace is Slack. The
clicks are the real action with all that follows in its transaction, but they don't come through Slack's door: that has
tests of its own, and 2,200 times it would cost more than all the rest. So no click rewrites its own message here, and
the sender has those to do too.

A hundred boards keep two processors busy for about a minute: `.ci/run` takes as many (KLUBBAN_TEST_BOARDS=100). Other
runs make do with a quarter of them, of the same size: what two workers do to each other shows with those as well."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from bot import settling
from bot.manifest import SCOPES
from bot.trial.host import running
from bot.trial.models import TrialChannel, TrialUser
from bot.trial.server import trial_app
from bot.trial.workspace import Workspace
from handlers.attendance.names import CALL
from storage import outbox
from storage.attendance import CallIn
from storage.boards import Person
from storage.database import Database
from storage.outbox import UPDATE, Outbox
from storage.words import CallState, OutboxState
from tests.bot.desk import StandingClock
from tests.bot.hundred import ASKED, BigBoard, Click, Founder, Member, Order, Team, Workplace, team

BOARDS, SEATS, WORKERS = int(os.environ.get("KLUBBAN_TEST_BOARDS", "25")), 22, 2
POSTS, UPDATES = 300, 50
"""What Slack lets the app do in a minute; each worker has its share (docs/operations.md)."""
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
AWAY = ASKED + timedelta(hours=1)
ENOUGH = AWAY + timedelta(hours=6)
"""Long before anybody's time to answer is up."""
QUESTION = "Kommer du?"


@dataclass
class Office:
    """The boards, their database, and the workspace with everybody in it; the clock stands still while they work."""

    database: Database
    workspace: Workspace
    clock: StandingClock
    boards: list[BigBoard]

    def calls(self) -> list[CallIn]:
        """Every call that was ever made and that nobody took back before it went out."""
        query = select(CallIn).where(CallIn.state != CallState.CANCELLED).order_by(col(CallIn.id))
        return list(self.database.read_now(lambda session: session.exec(query).all()))

    def sent(self) -> dict[int, Outbox]:
        """The messages of the calls, by call."""
        query = select(Outbox).where(Outbox.view == CALL, Outbox.state == OutboxState.SENT)
        rows = self.database.read_now(lambda session: session.exec(query).all())
        return {row.ref or 0: row for row in rows}


def right(board: BigBoard) -> set[tuple[int, int, int, int | None]]:
    """(meeting, seat, ersättare, ledamot): personal ersättare first, then by the list, for the same member alone."""
    return {(board.meeting, *call) for member in board.members for call in _of_member(member)}


def _of_member(member: Member) -> Iterator[tuple[int, int, int]]:
    chosen: dict[int, int] = {}
    for person, own in zip(member.ersattare, member.personal, strict=True):
        if own is not None:
            chosen.setdefault(own, person)
    rest = [person for person in member.ersattare if person not in chosen.values()]
    for place, seat in enumerate(member.seats):
        yield seat, chosen[place] if place in chosen else rest.pop(0), member.ledamoter[place]


@contextmanager
def office(database_url: str) -> Iterator[Office]:
    """All boards, with everybody in the workspace; their meetings haven't been asked about."""
    database, clock = Database(database_url), StandingClock(ASKED)
    boards = database.write_now(_found)
    workspace = Workspace([], [], scopes=set(SCOPES), log=deque(), real=lambda: clock.now().timestamp())
    for person in database.read_now(lambda session: session.exec(select(Person).order_by(col(Person.id))).all()):
        slack, dm = person.slack or "", person.dm_channel or ""
        workspace.users.append(TrialUser(slack, person.name))
        workspace.channels.append(TrialChannel(dm, "directmessage", [slack, workspace.bot.id], person=slack))
    workspace.channels += [TrialChannel(f"C{n:04}", f"b{n}", [workspace.bot.id]) for n in range(BOARDS)]
    yield Office(database, workspace, clock, boards)
    database.close()
    assert workspace.strict == []


def _found(session: Session) -> list[BigBoard]:
    founder = Founder()
    boards = [founder.board(number) for number in range(BOARDS)]
    founder.write(session)
    return boards


def everybody_is_asked(at: Office) -> None:
    """The meetings are asked about, and the questions stand in Slack: to send them is not what is tried here."""
    for board in at.boards:
        at.database.write_now(settling.one_board, ASKED, board.id)
    at.database.write_now(_shown, at.workspace)


def _shown(session: Session, workspace: Workspace) -> None:
    channels = dict(session.exec(select(Person.id, Person.dm_channel)).all())
    for row in session.exec(select(Outbox).where(col(Outbox.next_at) <= ASKED)).all():
        channel = row.channel or channels[row.person_id or 0] or ""
        row.slack_channel, row.slack_ts = channel, workspace.post(channel, workspace.bot.id, QUESTION).ts
        row.state, row.method, row.shown_rev = OutboxState.SENT, UPDATE, row.wanted_rev


def all_away(boards: list[BigBoard]) -> tuple[Click, ...]:
    """Within a minute; the boards take turns, and each worker has clicks of every board."""
    order = [(board.ledamoter[turn], board.meeting) for turn in range(SEATS) for board in boards]
    return tuple(Click(AWAY + place * MINUTE / len(order), *click) for place, click in enumerate(order))


def until_nothing_is_due(at: Office, workers: Team) -> None:
    """Settles every minute until all calls have left, and goes on from one due moment to the next."""
    for _ in range(3):
        at.clock.advance(MINUTE)
        workers.all(Order(at.clock.now(), settle=True))
    while (due := at.database.read_now(outbox.next_due)) is not None and due < ENOUGH:
        at.clock.advance(max(due - at.clock.now(), SECOND))
        workers.all(Order(at.clock.now()))


def busiest(workspace: Workspace, method: str, span: timedelta) -> int:
    """The most calls of the method that Slack saw in any span of that length."""
    times = [datetime.fromisoformat(entry.at) for entry in workspace.log if entry.what == method]
    return max(bisect_left(times, at + span) - place for place, at in enumerate(times))


def posted(workspace: Workspace) -> Counter[str]:
    """How many new messages stand in each conversation."""
    return Counter(message.channel for message in workspace.messages if message.text != QUESTION and not message.edited)


@pytest.mark.postgres
def test_every_call_is_right_and_none_goes_out_twice(postgres_url: str, tmp_path: Path) -> None:
    with office(postgres_url) as at, running(trial_app(at.workspace)) as page:
        log, shares = tmp_path / "log", (POSTS // WORKERS, UPDATES // WORKERS)
        place = Workplace(at.database.url, f"{page}/api/", at.workspace.bot_token, log, *shares)
        everybody_is_asked(at)
        at.clock.advance(AWAY + MINUTE - at.clock.now())
        with team(place, WORKERS) as workers:
            workers.all(Order(at.clock.now(), all_away(at.boards)))
            until_nothing_is_due(at, workers)

        calls, sent = at.calls(), at.sent()
        assert {call.state for call in calls} == {CallState.ASKED}
        called = Counter((call.meeting_id, call.seat_id, call.person_id, call.for_person_id) for call in calls)
        assert called == Counter(one for board in at.boards for one in right(board))
        assert len(calls) == len({call.seat_id for call in calls}) == len({call.person_id for call in calls})
        assert len(calls) == BOARDS * SEATS

        assert sent.keys() == {call.id for call in calls}
        assert {sent[call.id].slack_channel: 1 for call in calls} == {f"D{call.person_id:06}": 1 for call in calls}
        assert posted(at.workspace) == Counter(f"D{call.person_id:06}" for call in calls)

        assert busiest(at.workspace, "chat.postMessage", MINUTE) <= POSTS
        assert busiest(at.workspace, "chat.update", MINUTE) <= UPDATES
        assert {entry.what for entry in at.workspace.log} == {"chat.postMessage", "chat.update"}
        assert log.read_text() == ""
