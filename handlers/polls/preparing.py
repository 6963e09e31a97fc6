"""What the forms need before anything is asked: which board, what the dates mean, what to point out. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from handlers.blocks import cut
from handlers.boards.actions import candidates, require_runner, require_staff
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import local
from handlers.calendar_days import POLL_HOUR, poll_deadline
from handlers.errors import Refusal
from handlers.polls import ended
from handlers.polls.actions import Proposal, ProposedTime, refused_to_answer, require_open
from handlers.polls.dates import Busy, DateWarning, Question, QuestionKind, Reading, ReadSlot, read, warnings, write
from handlers.polls.facts import PollFacts
from handlers.polls.form import MOST_NOTE, MOST_TITLE, Draft
from handlers.polls.reading import poll_facts
from handlers.run import Who
from storage import meetings, polls
from storage.boards import Board

MERELY_SAID = frozenset({QuestionKind.LEADING_TEXT, QuestionKind.DATE_IN_TITLE})
"""Questions that leave no time open: how they were understood is shown again, and may be sent as it is."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the dates mean. With `questions` nothing can be sent; `proposal` is then empty of what is asked."""

    board: int
    year: int
    questions: tuple[Question, ...]
    warnings: tuple[DateWarning, ...]
    slots: tuple[ReadSlot, ...]
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Prepared:
    """The form as it opens."""

    draft: Draft
    boards: tuple[tuple[int, str], ...]
    checked: Checked | None

    @property
    def may_be_sent_anyway(self) -> bool:
        """Whether all there is to point out stands on top already, so that it need not be said a second time."""
        return self.checked is not None and not self.checked.questions and bool(self.checked.warnings)


def prepare(session: Session, now: datetime, who: Who, channel: str | None, written: str) -> Prepared:
    """The form for asking, filled in from what stood behind the command. Refuses whoever may not ask."""
    choices = candidates(session, now, who, channel, lambda roles: roles.runs_meetings)
    boards = tuple((choice.id, choice.name) for choice in choices)
    if not written:
        return Prepared(Draft(), boards, None)
    board = session.get_one(Board, choices[0].id)
    reading = read(written, local(board, now).date())
    draft = Draft(title=_title(reading), dates=_as_understood(reading, written, who.language))
    checked = _checked(session, now, board, draft, reading, who.language)
    deadline = checked.proposal.deadline.date() if checked.proposal.times else None
    return Prepared(Draft(draft.title, draft.dates, deadline=deadline), boards, checked if len(boards) == 1 else None)


def _as_understood(reading: Reading, written: str, language: str) -> str:
    """How Klubban reads the dates, one a line; what it can't read stays as it was written."""
    unclear = [question for question in reading.questions if question.kind not in MERELY_SAID]
    return written if unclear or not reading.slots else write(reading.slots, language)


def check(session: Session, now: datetime, who: Who, draft: Draft) -> Checked:
    """What the form's dates mean for the board, and what to point out before anything is posted (R38)."""
    assert draft.board is not None
    board = session.get_one(Board, draft.board)
    require_runner(session, now, board, who)
    reading = read(draft.dates, local(board, now).date())
    if not reading.slots and not reading.questions:
        raise Refusal(ended.no_dates, field="dates")
    return _checked(session, now, board, draft, reading, who.language)


def _checked(session: Session, now: datetime, board: Board, draft: Draft, reading: Reading, language: str) -> Checked:
    here = local(board, now)
    pointed_out = warnings(reading.slots, here.date(), _busy(session, now, board), language)
    open_ones = tuple(question for question in reading.questions if question.kind not in MERELY_SAID)
    times = () if open_ones else tuple(_time(slot) for slot in reading.slots)
    proposal = Proposal(
        title=_title(reading) or draft.title,
        place=draft.place or None,
        mode=draft.mode,
        deadline=_deadline(here, draft.deadline, board, times),
        times=times,
        kind=draft.kind,
    )
    return Checked(board.id, here.year, open_ones, pointed_out, reading.slots, proposal)


def _title(reading: Reading) -> str:
    """The title, or the words that stood before the first date."""
    leading = (question.written for question in reading.questions if question.kind is QuestionKind.LEADING_TEXT)
    return cut(reading.title or next(leading, ""), MOST_TITLE)


def _time(slot: ReadSlot) -> ProposedTime:
    assert slot.start is not None and slot.end is not None
    start, end = datetime.combine(slot.day, slot.start), datetime.combine(slot.day, slot.end)
    note = cut(slot.note, MOST_NOTE) if slot.note else None
    return ProposedTime(start, end, note, slot.reserve_for)


def _deadline(here: datetime, chosen: date | None, board: Board, times: Sequence[ProposedTime]) -> datetime:
    if chosen is not None:
        return datetime.combine(chosen, POLL_HOUR)
    if not times:
        return poll_deadline(here)
    days = BoardRules.from_mapping(board.rules).kallelse_days
    return poll_deadline(here, min(time.start for time in times).date() - timedelta(days=days))


def _busy(session: Session, now: datetime, board: Board) -> tuple[Busy, ...]:
    """The board's coming meetings and its other open questions' times."""
    coming = [_event(row.start, row.end, row.title) for row in meetings.coming(session, board.id, now)]
    asked = [
        _event(slot.start, slot.end, poll.title)
        for poll in polls.open_polls(session, board.id)
        for slot in polls.slots(session, poll.id)
    ]
    return (*coming, *asked)


def _event(start: datetime, end: datetime, title: str) -> Busy:
    return Busy(start.date(), start.time(), end.time(), title)


def boards_of_form(session: Session, now: datetime, who: Who, board: int | None) -> tuple[tuple[int, str], ...]:
    """The boards to choose from when the form is shown again: the one it was opened for, else all possible ones."""
    choices = candidates(session, now, who, None, lambda roles: roles.runs_meetings)
    return tuple((choice.id, choice.name) for choice in choices if board is None or choice.id == board)


def for_decision(session: Session, now: datetime, who: Who, poll_id: int) -> PollFacts:
    """How an open question stands, for somebody who may book. Refuses others, and says how a closed one ended."""
    poll = require_open(session, now, polls.poll(session, poll_id))
    require_runner(session, now, session.get_one(Board, poll.board_id), who)
    return poll_facts(session, now, poll)


def for_staff(session: Session, now: datetime, who: Who, poll_id: int) -> PollFacts:
    """How an open question stands, for those who may answer for others. Refuses everybody else."""
    poll = require_open(session, now, polls.poll(session, poll_id))
    require_staff(session, now, session.get_one(Board, poll.board_id), who)
    return poll_facts(session, now, poll)


def for_answer(session: Session, now: datetime, who: Who, poll_id: int) -> PollFacts:
    """The question as one who is asked sees it, open or ended. Refuses others."""
    poll = polls.poll(session, poll_id)
    if poll is None:
        raise Refusal(ended.no_such_poll)
    facts = poll_facts(session, now, poll)
    if who.person not in facts.asked:
        raise refused_to_answer(session, now, session.get_one(Board, poll.board_id), who)
    return facts
