"""Reads a question about dates from storage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from handlers.boards.board_rules import BoardRules
from handlers.boards.facts import Composition
from handlers.boards.people import local, people_of
from handlers.polls.facts import PollFacts
from handlers.polls.rules import SlotFacts
from storage import polls, rosters
from storage.boards import Board
from storage.polls import Given, Poll, Slot, Time
from storage.words import Answer


def poll_facts(session: Session, now: datetime, poll: Poll) -> PollFacts:
    """The question as it is now."""
    board = session.get_one(Board, poll.board_id)
    rows = polls.times(session, poll.id)
    given = polls.ballots(session, poll.id)
    people = people_of(session, board)
    compositions = {row.start.date(): people.on(row.start.date()) for row in rows}
    asked = frozenset(polls.asked_revs(session, poll.id))
    names = rosters.names(session, {*asked, poll.created_by, *(ballot.answered_by for ballot in given)})
    return PollFacts(
        id=poll.id,
        rev=poll.rev,
        board=board.short,
        year=local(board, now).year,
        title=poll.title,
        place=poll.place,
        mode=poll.mode,
        kind=poll.kind,
        several=poll.several,
        passed=poll.deadline_at <= now,
        state=poll.state,
        deadline=local(board, poll.deadline_at),
        asker=names[poll.created_by],
        slots=tuple(slot_facts(row) for row in rows),
        answers=_answers(given, rows, compositions),
        compositions=compositions,
        asked=asked,
        huvudman={h.id: h for that_day in compositions.values() for h in that_day.huvudman},
        names=names,
        names_shown=BoardRules.from_mapping(board.rules).poll_names_shown,
        entered_by=_entered_by(given, rows),
    )


def slot_facts(row: Slot | Time) -> SlotFacts:
    """One time."""
    return SlotFacts(row.id, row.start, row.end, row.note, row.reserve_for_id, row.booked_at is not None, row.turn)


def _answers(
    given: list[Given], rows: list[Time], compositions: Mapping[date, Composition]
) -> dict[int, dict[int, Answer]]:
    """Only of those who may sit at that time: one who has left since, or comes later, doesn't count (R41)."""
    may = {row.id: {mandate.person for mandate in compositions[row.start.date()].mandates} for row in rows}
    answers: dict[int, dict[int, Answer]] = {row.id: {} for row in rows}
    for ballot in given:
        if ballot.person_id in may[ballot.slot_id]:
            answers[ballot.slot_id][ballot.person_id] = ballot.answer
    return answers


def _entered_by(given: list[Given], rows: list[Time]) -> dict[int, dict[int, int]]:
    entered: dict[int, dict[int, int]] = {row.id: {} for row in rows}
    for ballot in given:
        if ballot.answered_by != ballot.person_id:
            entered[ballot.slot_id][ballot.person_id] = ballot.answered_by
    return entered
