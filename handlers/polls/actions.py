"""Answering a question about dates, booking, closing: what changes, in one transaction each. Asking: asking.py."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial

from sqlmodel import Session

from handlers.boards.actions import require_runner, require_staff, roles_on
from handlers.errors import Refusal
from handlers.polls import ended
from handlers.polls.reading import poll_facts
from handlers.run import Who
from storage import polls, trail
from storage.boards import Board, calendar_changed, touch
from storage.polls import Asked, Ballot, Poll
from storage.words import Answer, PollState


def answer(session: Session, now: datetime, who: Who, poll_id: int, choices: dict[int, Answer]) -> list[str]:
    """Notes the person's own answers to some of the times; the later click wins. Returns the names of their cards."""
    poll = open_poll(session, now, poll_id)
    asked = session.get(Asked, (poll.id, who.person))  # held, so that it isn't read again for its revision
    if asked is None:
        raise refused_to_answer(session, now, session.get_one(Board, poll.board_id), who)
    _note_answers(session, now, poll, who.person, choices, by=who.person)
    return ballot_names(poll, who.person)


def answer_for(
    session: Session, now: datetime, who: Who, poll_id: int, person: int, choices: dict[int, Answer]
) -> None:
    """Staff note what somebody told them; who did is kept and shown."""
    poll = open_poll(session, now, poll_id)
    board = session.get_one(Board, poll.board_id)
    require_staff(session, now, board, who)
    if session.get(Asked, (poll.id, person)) is None:
        raise Refusal(ended.they_are_not_asked, field="person")
    if not choices:
        raise Refusal(ended.choose_an_answer)
    _note_answers(session, now, poll, person, choices, by=who.person)
    trail.note(session, now, board.id, who.person, "poll.answered_for", poll=poll.id, person=person)


def _note_answers(
    session: Session, now: datetime, poll: Poll, person: int, choices: dict[int, Answer], *, by: int
) -> None:
    known = {slot.id for slot in polls.times(session, poll.id)}
    changed = [
        _put(session, now, slot, person, choice, by) for slot, choice in sorted(choices.items()) if slot in known
    ]
    if any(changed):
        session.get_one(Asked, (poll.id, person)).rev += 1
        poll.rev += 1


def answer_all(
    session: Session, now: datetime, who: Who, poll_id: int, turns: Collection[int], choice: Answer
) -> list[str]:
    """The same answer to every time of those askings ("Ingen tid passar")."""
    slots = [slot for slot in polls.times(session, poll_id) if slot.turn in turns]
    return answer(session, now, who, poll_id, {slot.id: choice for slot in slots})


def put_back(session: Session, now: datetime, who: Who, poll_id: int, choices: dict[int, Answer | None]) -> list[str]:
    """The person's own answers as they were before; None where there was none. Returns the names of their cards."""
    poll = open_poll(session, now, poll_id)
    given = {slot: choice for slot, choice in choices.items() if choice is not None}
    for row in polls.own_ballots(session, poll.id, who.person):
        if row.slot_id in choices.keys() - given.keys():
            session.delete(row)
    session.flush()
    _note_answers(session, now, poll, who.person, given, by=who.person)
    session.get_one(Asked, (poll.id, who.person)).rev += 1
    poll.rev += 1
    return ballot_names(poll, who.person)


def refused_to_answer(session: Session, now: datetime, board: Board, who: Who) -> Refusal:
    """Why this person isn't asked: staff run the question, others aren't on the board then."""
    roles = roles_on(session, now, board, who.person)
    return Refusal(ended.not_asked_staff if roles.staff else ended.not_asked)


def _put(session: Session, now: datetime, slot: int, person: int, choice: Answer, by: int) -> bool:
    row = polls.ballot(session, slot, person)
    if row is None:
        session.add(Ballot(slot_id=slot, person_id=person, answer=choice, answered_at=now, answered_by=by))
        session.flush()
        return True
    if (row.answer, row.answered_by) == (choice, by):
        return False
    row.answer, row.answered_at, row.answered_by = choice, now, by
    return True


def book(session: Session, now: datetime, who: Who, poll_id: int, rev: int, slot_ids: Sequence[int]) -> None:
    """Chooses the times to meet, with their reserve times, and ends the question; the meetings are made in settle.

    A reserve time chosen without its main time becomes a meeting of its own."""
    poll, board = _for_decision(session, now, who, poll_id, rev)
    chosen = [slot for slot in polls.slots(session, poll.id) if slot.id in slot_ids or slot.reserve_for_id in slot_ids]
    if not chosen:
        raise Refusal(ended.choose_a_time, field="times")
    for slot in chosen:
        slot.booked_at = now
        if slot.reserve_for_id not in slot_ids:
            slot.reserve_for_id = None  # booked in its main time's place: it is the meeting now
    _close(session, now, who, poll, board, PollState.BOOKED)
    trail.note(session, now, board.id, who.person, "poll.booked", poll=poll.id, slots=[slot.id for slot in chosen])


def close(session: Session, now: datetime, who: Who, poll_id: int, rev: int) -> None:
    """Ends the question without booking anything."""
    poll, board = _for_decision(session, now, who, poll_id, rev)
    _close(session, now, who, poll, board, PollState.CLOSED)
    trail.note(session, now, board.id, who.person, "poll.closed", poll=poll.id)


def _close(session: Session, now: datetime, who: Who, poll: Poll, board: Board, state: PollState) -> None:
    poll.state, poll.closed_at, poll.closed_by = state, now, who.person
    poll.rev += 1
    poll.shape_rev += 1
    calendar_changed(board, now)
    session.flush()


def _for_decision(session: Session, now: datetime, who: Who, poll_id: int, rev: int) -> tuple[Poll, Board]:
    """The poll, if the person may decide and has seen how it stands (house rule 5)."""
    poll = open_poll(session, now, poll_id)
    board = session.get_one(Board, poll.board_id)
    require_runner(session, now, board, who)
    if poll.rev != rev:
        raise Refusal(partial(ended.moved_on, facts=poll_facts(session, now, poll)))
    return poll, board


def open_poll(session: Session, now: datetime, poll_id: int) -> Poll:
    """The open poll, in line behind other gestures on its board."""
    board = polls.board_of(session, poll_id)
    if board is not None:
        touch(session, session.get_one(Board, board))
    # Read anew: what was read before the wait may have changed in it.
    return require_open(session, now, session.get(Poll, poll_id, populate_existing=True))


def require_open(session: Session, now: datetime, poll: Poll | None) -> Poll:
    """The poll if it still takes answers. Raises Refusal saying how it ended, when it has."""
    if poll is None:
        raise Refusal(ended.no_such_poll)
    if poll.state is not PollState.OPEN:
        raise Refusal(partial(ended.already_ended, facts=poll_facts(session, now, poll)))
    return poll


def ballot_names(poll: Poll, person: int) -> list[str]:
    """The names of the person's cards with the question: one for each time that times were put."""
    return [ballot_name(poll.id, person, turn) for turn in range(1, poll.turns + 1)]


def ballot_name(poll_id: int, person: int, turn: int = 1) -> str:
    """The name of the card in which the person was asked the first time, or a later one."""
    return f"poll.ballot:{poll_id}:{person}" if turn == 1 else f"poll.added:{poll_id}:{turn}:{person}"
