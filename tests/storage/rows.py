"""Rows for tests of the tables: a board, a person, letters and cards with little ado."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from storage import outbox, sending
from storage.boards import Board, Person
from storage.database import Database
from storage.outbox import Outbox, To
from storage.polls import Asked, Poll, Slot
from storage.sending import Claimed
from storage.words import BoardKind, Priority

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday 23 November 2026, 9.00 in Sweden."""
LEASE = timedelta(seconds=60)
SECOND = timedelta(seconds=1)


def a_board(session: Session, key: str = "habo", parent: int | None = None) -> int:
    """A new board; its id."""
    board = Board(
        key=key,
        name=f"Styrelsen {key}",
        short=key,
        kind=BoardKind.ARBETSUTSKOTT if parent else BoardKind.SAMORDNINGSFORBUND,
        parent_id=parent,
        created_at=NOW,
        calendar_changed_at=NOW,
    )
    session.add(board)
    session.flush()
    return board.id


def a_person(session: Session, name: str = "Anna", slack: str | None = None, email: str | None = None) -> int:
    """A new person; their id."""
    person = Person(name=name, slack=slack, email=email)
    session.add(person)
    session.flush()
    return person.id


def an_open_question(session: Session) -> int:
    """A question with one time, put to one person; its id."""
    person = a_person(session)
    poll = Poll(
        board_id=a_board(session),
        title="Budgetmöte",
        created_by=person,
        created_at=NOW,
        asked_at=NOW,
        deadline_at=NOW + timedelta(days=7),
    )
    session.add(poll)
    session.flush()
    start = datetime.fromisoformat("2027-03-05T09:00")
    slot = Slot(poll_id=poll.id, position=0, uid="a-time", start=start, end=start + timedelta(hours=3), created_at=NOW)
    session.add_all([slot, Asked(poll_id=poll.id, person_id=person)])
    session.flush()
    return poll.id


def write_letter(database: Database, name: str, priority: int = Priority.ANSWER, at: datetime = NOW) -> None:
    """A letter to a channel, due at `at`."""

    def work(session: Session) -> None:
        outbox.letter(session, at, name, To(channel="C1"), {"text": name}, board=None, priority=priority)

    database.write_now(work)


def write_card(database: Database, name: str, rev: int = 1) -> None:
    """A card to a channel, wanted at `rev`; the same name again raises it."""

    def work(session: Session) -> None:
        board = session.exec(select(Board.id)).first() or a_board(session)
        outbox.card(session, NOW, name, To(channel="C1"), "poll.channel", 7, rev, board=board, priority=Priority.CARD)

    database.write_now(work)


def take(database: Database, now: datetime = NOW, limit: int = 20) -> list[Claimed]:
    """What a worker gets that asks for work at `now`."""
    return database.write_now(sending.claim, now, LEASE, limit)


def take_one(database: Database, now: datetime = NOW) -> Claimed:
    """The one row that is due."""
    [row] = take(database, now)
    return row


def kept(database: Database, name: str) -> Outbox:
    """The row as it now stands."""
    return database.read_now(lambda session: session.exec(select(Outbox).where(Outbox.name == name)).one())


def sent_then_wanted_at_three(database: Database) -> None:
    """A card that Slack shows at revision 1 while the board is at 3."""
    write_card(database, "card")
    database.write_now(sending.sent_card, take_one(database), NOW, 1, "C1", "1.0")
    write_card(database, "card", 3)
