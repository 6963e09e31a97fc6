"""What settling costs, and whom it leaves a card to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select, update

from bot import settling
from handlers import digest
from handlers.attendance import actions
from handlers.attendance.names import ask_name
from handlers.attendance.settle import OWN_REWRITE
from handlers.run import Who
from storage.boards import Board
from storage.database import Database
from storage.outbox import Outbox
from storage.words import Coming, OutboxState
from tests.bot.hundred import ASKED, MEETING_DAY, BigBoard, Founder

LATER = ASKED + timedelta(hours=1)


def asked_board(database: Database) -> BigBoard:
    """A board of 22 seats, all of whose ledamöter have got the question."""
    founder = Founder()
    board = founder.board(1)
    database.write_now(founder.write)
    database.write_now(settling.one_board, ASKED, board.id)
    database.write_now(lambda session: session.exec(update(Outbox).values(state=OutboxState.SENT)))
    return board


def away(session: Session, now: datetime, board: BigBoard, person: int) -> None:
    """*Har förhinder*, as the edge carries it out."""
    who = Who(person, "", "", "sv")
    actions.answer(session, now, who, board.meeting, actions.Answer(Coming.FORHINDER))
    settling.after_action(session, now, "attendance")


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are carried out meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(database.writer, "before_cursor_execute", note)
    yield said
    event.remove(database.writer, "before_cursor_execute", note)


def test_the_last_of_22_who_is_away_costs_no_more_statements_than_the_first(sqlite_database: Database) -> None:
    board, costs = asked_board(sqlite_database), []
    for place, person in enumerate(board.ledamoter):
        with counted(sqlite_database) as said:
            sqlite_database.write_now(away, LATER + timedelta(seconds=place), board, person)
        costs.append(len(said))
    assert max(costs[-5:]) <= max(costs[:5]) <= 40


def test_all_calls_leave_together(sqlite_database: Database) -> None:
    board = asked_board(sqlite_database)
    for person in board.ledamoter:
        sqlite_database.write_now(away, LATER, board, person)
    with counted(sqlite_database) as said:
        sqlite_database.write_now(settling.one_board, LATER + timedelta(minutes=1), board.id)
    written = [statement for statement in said if not statement.startswith("SELECT")]
    assert len(said) - len(written) <= 25


def test_the_question_is_left_to_the_click_that_rewrites_it(sqlite_database: Database) -> None:
    board = asked_board(sqlite_database)
    person = board.ledamoter[0]
    sqlite_database.write_now(away, LATER, board, person)
    query = select(Outbox.state, Outbox.next_at).where(col(Outbox.name) == ask_name(board.meeting, 1, person))
    row = sqlite_database.read_now(lambda session: session.exec(query).one())
    assert row == (OutboxState.PENDING, LATER + OWN_REWRITE)


@pytest.mark.postgres
def test_two_boards_may_plan_the_same_persons_reminder_at_once(postgres_url: str) -> None:
    database, founder = Database(postgres_url), Founder()
    boards = [founder.board(number) for number in (1, 2)]
    database.write_now(founder.write)
    people, another = boards[0].ledamoter, boards[1].ledamoter[0]

    def plan(session: Session, board: int, order: list[int]) -> None:
        digest.plan(session, ASKED, session.get_one(Board, board), order, MEETING_DAY)

    with Session(database.writer) as first:
        plan(first, boards[0].id, people)
        second = Thread(target=database.write_now, args=(plan, boards[1].id, [*people[::-1], another]))
        second.start()
        second.join(0.3)
        assert second.is_alive()  # it waits for the first one's reminders
        first.commit()
        second.join()
    names = database.read_now(lambda session: session.exec(select(Outbox.name)).all())
    database.close()
    assert sorted(names) == sorted(f"digest:{person}:{MEETING_DAY}" for person in [*people, another])
