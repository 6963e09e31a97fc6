"""Who somebody is, which board is meant, and words to people that need no other capability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlmodel import Session

from handlers.boards.people import composition, today
from handlers.boards.rules import Roles
from handlers.boards.views import not_yours, staffs_work, stranger, undelivered
from handlers.errors import Reason, Refusal
from handlers.run import Who
from handlers.text import Mrkdwn, Text
from storage import boards, outbox, rosters
from storage.boards import Board, Person
from storage.outbox import Outbox, To
from storage.words import Priority


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """A board that may be meant."""

    id: int
    name: str
    zone: str


def who_is(session: Session, _now: datetime, slack: str) -> Who | None:
    """The person behind a Slack id."""
    found = rosters.person_behind(session, slack)
    if found is None:
        return None
    person, slack, name, language = found
    return Who(person, slack, name, language or rosters.language_of_board(session, person))


def recognise(session: Session, _now: datetime, slack: str, email: str) -> Who | None:
    """The person on the roster with that e-mail address, known by Slack id from now on."""
    person = boards.person_by_email(session, email)
    if person is None or person.slack not in (None, slack):  # the same: another gesture came a moment earlier
        return None
    person.slack = slack
    session.flush()
    return _who(session, person)


def _who(session: Session, person: Person) -> Who:
    assert person.slack is not None
    return Who(person.id, person.slack, person.name, person.language or rosters.language_of_board(session, person.id))


def language_of(session: Session, person_id: int) -> str:
    """The person's own choice, else their first board's language."""
    person = session.get(Person, person_id)
    return (person.language if person else None) or rosters.language_of_board(session, person_id)


def whom_to_ask(session: Session, now: datetime) -> Reason:
    """What a stranger is told: who keeps the rosters here."""
    ids = {
        person
        for board in boards.all_boards(session)
        for person in composition(session, board, today(board, now)).secretaries
    }
    names = sorted(person.name for person in boards.people(session, ids).values())
    return partial(stranger, names=names)


def candidates(
    session: Session, now: datetime, who: Who, channel: str | None, may: Callable[[Roles], bool]
) -> tuple[BoardChoice, ...]:
    """The boards that the person can mean: the channel's, else those on which they may. Refuses when there is none."""
    mine = boards.boards_of_person(session, who.person, now.date())
    here = [board for board in mine if channel is not None and board.channel == channel]
    allowed = [board for board in here or mine if may(roles_on(session, now, board, who.person))]
    if not allowed:
        raise refused(session, now, (here or mine)[0] if mine else None)
    return tuple(BoardChoice(board.id, board.name, board.timezone) for board in allowed)


def roles_on(session: Session, now: datetime, board: Board, person: int) -> Roles:
    """What the person is on the board today."""
    return composition(session, board, today(board, now)).roles(person)


def require_runner(session: Session, now: datetime, board: Board, who: Who) -> None:
    """Chair, vice and staff may go on. Raises Refusal saying who may."""
    if not roles_on(session, now, board, who.person).runs_meetings:
        raise refused(session, now, board)


def require_staff(session: Session, now: datetime, board: Board, who: Who) -> None:
    """Staff may go on (the chair too where there is none). Raises Refusal saying who may."""
    require_staff_by_id(session, now, board, who.person)


def require_staff_by_id(session: Session, now: datetime, board: Board, person: int) -> None:
    """As `require_staff`, for somebody who comes by a sealed address instead of Slack."""
    if not roles_on(session, now, board, person).keeps_the_books:
        raise refused(session, now, board, staff_only=True)


def refused(session: Session, now: datetime, board: Board | None, *, staff_only: bool = False) -> Refusal:
    """ "That is for the secretary": with the names of those who may."""
    if board is None:
        return Refusal(whom_to_ask(session, now))
    people = boards.people(session, set(composition(session, board, today(board, now)).secretaries))
    names = sorted(person.name for person in people.values())
    return Refusal(partial(staffs_work if staff_only else not_yours, names=names))


def tell_in_conversation(session: Session, now: datetime, name: str, channel: str, words: Mrkdwn) -> None:
    """A letter into the conversation in which somebody wrote."""
    outbox.letter(session, now, name, To(channel=channel), {"text": words}, board=None, priority=Priority.ANSWER)


def tell_undelivered(session: Session, now: datetime, row_id: int, reason: str) -> None:
    """Tells the board's secretaries what could not be delivered, to whom, and what to do; never about such a word."""
    row = session.get_one(Outbox, row_id)
    if row.board_id is None or row.name.startswith("undelivered:"):
        return
    board = session.get_one(Board, row.board_id)
    person = session.get(Person, row.person_id) if row.person_id else None
    for secretary in composition(session, board, today(board, now)).secretaries:
        text = text_for(session, board, secretary)
        body = undelivered(text, board.name, person.name if person else None, row.channel, reason).body()
        name = f"undelivered:{row.id}:{secretary}"
        outbox.letter(session, now, name, To(person=secretary), body, board=board.id, priority=Priority.ANSWER)


def text_for(session: Session, board: Board, person_id: int | None) -> Text:
    """The language of a reader: their own choice, else the board's."""
    person = session.get(Person, person_id) if person_id else None
    return Text((person.language if person else None) or board.language)
