"""Asking for dates, answering, booking, closing: what changes, in one transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import uuid4

from sqlmodel import Session

from handlers.boards.actions import require_runner, require_staff, roles_on
from handlers.boards.people import People, zone
from handlers.calendar_days import to_utc
from handlers.errors import Refusal
from handlers.polls import ended
from handlers.polls.reading import poll_facts
from handlers.run import Who
from storage import polls, trail
from storage.boards import Board, calendar_changed, touch
from storage.polls import Asked, Ballot, Poll, Slot
from storage.words import Answer, MeetingKind, MeetingMode, PollState

MOST_TIMES = 20


@dataclass(frozen=True, slots=True)
class ProposedTime:
    """One time to ask about, in the board's wall time; `reserve_for` is the position of its main time."""

    start: datetime
    end: datetime
    note: str | None = None
    reserve_for: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be asked. `deadline` is the board's wall time."""

    title: str
    place: str | None
    mode: MeetingMode
    deadline: datetime
    times: tuple[ProposedTime, ...]
    kind: MeetingKind = MeetingKind.SAMMANTRADE


@dataclass(frozen=True, slots=True)
class Asking:
    """What has been asked of how many."""

    poll: int
    people: int


def ask(session: Session, now: datetime, who: Who, board_id: int, proposal: Proposal) -> Asking:
    """Puts the question to every ledamot and ersättare who may sit on any of its days (R41)."""
    board = session.get_one(Board, board_id)
    touch(session, board)
    require_runner(session, now, board, who)
    people = _who_is_asked(People(session, board), proposal.times)
    if not people:
        raise Refusal(ended.nobody_to_ask)
    poll = _new_poll(session, now, who, board, proposal)
    _add_times(session, now, poll, proposal.times)
    session.add_all(Asked(poll_id=poll.id, person_id=person) for person in sorted(people))
    session.flush()
    calendar_changed(board, now)
    trail.note(session, now, board.id, who.person, "poll.asked", poll=poll.id, times=len(proposal.times))
    return Asking(poll.id, len(people))


def _who_is_asked(people: People, times: Iterable[ProposedTime]) -> set[int]:
    return {mandate.person for time in times for mandate in people.on(time.start.date()).mandates}


def _new_poll(session: Session, now: datetime, who: Who, board: Board, proposal: Proposal) -> Poll:
    deadline = to_utc(proposal.deadline, zone(board))
    if deadline <= now:
        raise Refusal(ended.deadline_passed, field="deadline")
    poll = Poll(
        board_id=board.id,
        title=proposal.title,
        place=proposal.place,
        mode=proposal.mode,
        kind=proposal.kind,
        deadline_at=deadline,
        created_by=who.person,
        created_at=now,
    )
    session.add(poll)
    session.flush()
    return poll


def _add_times(session: Session, now: datetime, poll: Poll, times: Sequence[ProposedTime]) -> None:
    rows: list[Slot] = []
    for position, time in enumerate(times):
        row = Slot(poll_id=poll.id, position=position, uid=uuid4().hex, start=time.start, end=time.end, created_at=now)
        row.note = time.note
        row.reserve_for_id = rows[time.reserve_for].id if time.reserve_for is not None else None
        session.add(row)
        session.flush()
        rows.append(row)


def answer(session: Session, now: datetime, who: Who, poll_id: int, choices: dict[int, Answer]) -> str:
    """Notes the person's own answers to some of the times; the later click wins. Returns the name of their card."""
    poll = _open_poll(session, now, poll_id)
    asked = session.get(Asked, (poll.id, who.person))  # held, so that it isn't read again for its revision
    if asked is None:
        raise refused_to_answer(session, now, session.get_one(Board, poll.board_id), who)
    _note_answers(session, now, poll, who.person, choices, by=who.person)
    return ballot_name(poll.id, who.person)


def answer_for(
    session: Session, now: datetime, who: Who, poll_id: int, person: int, choices: dict[int, Answer]
) -> None:
    """Staff note what somebody told them; who did is kept and shown."""
    poll = _open_poll(session, now, poll_id)
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


def answer_all(session: Session, now: datetime, who: Who, poll_id: int, choice: Answer) -> str:
    """The same answer to every time ("Kan inte på någon")."""
    slots = polls.times(session, poll_id)
    return answer(session, now, who, poll_id, {slot.id: choice for slot in slots})


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
    """Chooses the times to meet, with their reserve times, and ends the question; the meetings are made in settle."""
    poll, board = _for_decision(session, now, who, poll_id, rev)
    chosen = [slot for slot in polls.slots(session, poll.id) if slot.id in slot_ids or slot.reserve_for_id in slot_ids]
    if not chosen:
        raise Refusal(ended.choose_a_time, field="times")
    for slot in chosen:
        slot.booked_at = now
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
    poll = _open_poll(session, now, poll_id)
    board = session.get_one(Board, poll.board_id)
    require_runner(session, now, board, who)
    if poll.rev != rev:
        raise Refusal(partial(ended.moved_on, facts=poll_facts(session, now, poll)))
    return poll, board


def _open_poll(session: Session, now: datetime, poll_id: int) -> Poll:
    """The open poll, in line behind other gestures on its board."""
    poll = polls.poll(session, poll_id)
    if poll is not None:
        touch(session, session.get_one(Board, poll.board_id))
        session.refresh(poll)
    return require_open(session, now, poll)


def require_open(session: Session, now: datetime, poll: Poll | None) -> Poll:
    """The poll if it still takes answers. Raises Refusal saying how it ended, when it has."""
    if poll is None:
        raise Refusal(ended.no_such_poll)
    if poll.state is not PollState.OPEN:
        raise Refusal(partial(ended.already_ended, facts=poll_facts(session, now, poll)))
    return poll


def ballot_name(poll_id: int, person: int) -> str:
    """The name of the person's card with the question."""
    return f"poll.ballot:{poll_id}:{person}"
