"""What the forms need before anything is asked: which board, what the dates mean, what to point out. Reads only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlmodel import Session

from handlers.blocks import cut
from handlers.boards.actions import candidates, require_runner, require_staff
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import local
from handlers.calendar_days import POLL_HOUR, poll_deadline
from handlers.errors import Reason, Refusal
from handlers.polls import ended
from handlers.polls.actions import refused_to_answer, require_open
from handlers.polls.asking import Proposal, ProposedTime
from handlers.polls.dates import Question, QuestionKind, Reading, ReadSlot, read, write
from handlers.polls.facts import PollFacts
from handlers.polls.form import MOST_NOTE, MOST_TITLE, USUAL_TITLES, Draft
from handlers.polls.pointing import Plan, pointed_out
from handlers.polls.reading import poll_facts
from handlers.polls.rules import looks_like_a_year
from handlers.run import Who
from storage import polls
from storage.boards import Board

MERELY_SAID = frozenset({QuestionKind.LEADING_TEXT, QuestionKind.DATE_IN_TITLE})
"""Questions that leave no time open: how they were understood is shown again, and may be sent as it is."""


EITHER = re.compile(r"\b(antingen|eller|either|or)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the dates mean. With `questions` nothing can be sent; `proposal` is then empty of what is asked."""

    board: int
    year: int
    questions: tuple[Question, ...]
    warnings: tuple[Reason, ...]
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
    several = _means_a_year(reading, written)
    draft = Draft(title=_title(reading), dates=_as_understood(reading, written, who.language), several=several)
    checked = _checked(session, now, board, draft, reading, who.language)
    deadline = checked.proposal.deadline.date() if checked.proposal.times else None
    return Prepared(replace(draft, deadline=deadline), boards, checked if len(boards) == 1 else None)


def _as_understood(reading: Reading, written: str, language: str) -> str:
    """How Klubban reads the dates, one a line; what it can't read stays as it was written."""
    unclear = [question for question in reading.questions if question.kind not in MERELY_SAID]
    return written if unclear or not reading.slots else write(reading.slots, language)


def _means_a_year(reading: Reading, written: str) -> bool:
    """The guess with which the form opens: a meeting each, or alternatives for one."""
    mains = [datetime.combine(slot.day, time()) for slot in reading.slots if slot.reserve_for is None]
    reserves = len(mains) < len(reading.slots)
    return looks_like_a_year(mains, reserves=reserves, alternatives=EITHER.search(written) is not None)


def check(session: Session, now: datetime, who: Who, draft: Draft) -> Checked:
    """What the form's dates mean for the board, and what to point out before anything is posted (R38)."""
    assert draft.board is not None
    board = session.get_one(Board, draft.board)
    require_runner(session, now, board, who)
    reading = _read(board, now, draft.dates)
    checked = _checked(session, now, board, draft, reading, who.language)
    notices: list[Reason] = [*checked.warnings]
    if not draft.several and _means_a_year(reading, draft.dates):
        notices.append(ended.perhaps_a_year)
    if reading.title and checked.proposal.title != reading.title:
        notices.append(partial(ended.title_twice, used=checked.proposal.title, unused=reading.title))
    return replace(checked, warnings=tuple(notices))


def _read(board: Board, now: datetime, dates: str) -> Reading:
    reading = read(dates, local(board, now).date())
    if not reading.slots and not reading.questions:
        raise Refusal(ended.no_dates, field="dates")
    return reading


def check_added(session: Session, now: datetime, who: Who, poll_id: int, dates: str, deadline: date | None) -> Checked:
    """What further times mean for an open question. Without a deadline it keeps its own, unless that is too near."""
    poll = require_open(session, now, polls.poll(session, poll_id))
    board = session.get_one(Board, poll.board_id)
    require_runner(session, now, board, who)
    closes = local(board, poll.deadline_at).date()
    soonest = poll_deadline(local(board, now)).date()
    draft = Draft(poll.title, dates, poll.place or "", poll.mode, poll.kind, deadline or max(closes, soonest))
    return _checked(session, now, board, draft, _read(board, now, dates), who.language)


def _checked(session: Session, now: datetime, board: Board, draft: Draft, reading: Reading, language: str) -> Checked:
    here = local(board, now)
    open_ones = tuple(question for question in reading.questions if question.kind not in MERELY_SAID)
    times = () if open_ones else tuple(_time(slot) for slot in reading.slots)
    proposal = Proposal(
        title=_chosen_title(reading, draft.title),
        place=draft.place or None,
        mode=draft.mode,
        deadline=_deadline(here, draft.deadline, board, times),
        times=times,
        kind=draft.kind,
        several=draft.several,
    )
    plan = Plan(proposal.title, draft.kind, reading.slots, draft.several)
    return Checked(board.id, here.year, open_ones, pointed_out(session, now, board, plan, language), proposal)


def _chosen_title(reading: Reading, typed: str) -> str:
    """What stands in the title's own field, unless that is still as the form proposed it."""
    return typed if typed and typed not in USUAL_TITLES else _title(reading) or typed


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
