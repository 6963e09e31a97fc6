"""What follows from a question's facts: its cards, and the word to the secretary (house rule 4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.boards.actions import text_for
from handlers.boards.people import People, today
from handlers.polls.actions import ballot_name
from handlers.polls.ended import let_go
from handlers.polls.facts import PollFacts
from handlers.polls.reading import poll_facts
from handlers.polls.reminding import plan_reminders
from handlers.polls.rules import can_still_decide, complete
from storage import outbox, polls
from storage.boards import Board
from storage.outbox import To
from storage.polls import Poll
from storage.words import PollState, Priority

KINDS = ("poll.channel", "poll.ballot", *(f"poll.word.{reason}" for reason in ("complete", "deadline", "hopeless")))
Wanted = Mapping[str, int]
"""The question's cards by name, with the revision at which each is wanted; read once for all of them."""
OWN_REWRITE = timedelta(seconds=3)
"""How long the sender leaves a ballot to the click that rewrites it; only then does it step in."""
JUST_CLOSED = timedelta(days=1)


def settle(session: Session, now: datetime, board: Board) -> datetime | None:
    """Every card of the board's questions at its newest revision, every word said once; next: the next deadline."""
    due: list[datetime | None] = []
    for poll in polls.polls_to_settle(session, board.id, now - JUST_CLOSED):
        wanted = outbox.wanted_revs(session, poll.id, *KINDS)
        _channel_card(session, now, board, poll, wanted)
        _ballots(session, now, board, poll, wanted)
        _raise_words(session, now, poll, wanted)
        if poll.state is PollState.CLOSED and board.channel:
            _tell_closed(session, now, board, poll)
        if poll.state is PollState.OPEN:
            facts = poll_facts(session, now, poll)
            _words(session, now, board, poll, facts, wanted)
            due.append(plan_reminders(session, now, board, poll, facts))
            due.append(poll.deadline_at if poll.deadline_at > now else None)
    return min((moment for moment in due if moment is not None), default=None)


def _channel_card(session: Session, now: datetime, board: Board, poll: Poll, wanted: Wanted) -> None:
    name, to = f"poll.channel:{poll.id}", To(channel=board.channel)
    if not board.channel:
        return
    if name in wanted:
        _raise(session, now, name, poll.rev, wanted)
    else:
        outbox.card(session, now, name, to, "poll.channel", poll.id, poll.rev, board=board.id, priority=Priority.CARD)


def _raise(session: Session, at: datetime, name: str, rev: int, wanted: Wanted) -> None:
    if wanted[name] < rev:
        outbox.raise_card(session, at, name, rev)


def _tell_closed(session: Session, now: datetime, board: Board, poll: Poll) -> None:
    """Who has kept the days free can let them go: a card that is rewritten notifies nobody, a letter does."""
    body = let_go(text_for(session, board, None), poll_facts(session, now, poll)).body()
    to = To(channel=board.channel)
    outbox.letter(session, now, f"poll.closed:{poll.id}", to, body, board=board.id, priority=Priority.CARD)


def _ballots(session: Session, now: datetime, board: Board, poll: Poll, wanted: Wanted) -> None:
    """Only the stale ones: of 22 ballots a click changes one."""
    for person, own in polls.asked(session, poll.id).items():
        rev, name = poll.shape_rev + own, ballot_name(poll.id, person)
        if name in wanted:
            _raise(session, now + OWN_REWRITE if poll.state is PollState.OPEN else now, name, rev, wanted)
        else:
            to = To(person=person)
            outbox.card(session, now, name, to, "poll.ballot", poll.id, rev, board=board.id, priority=Priority.ANSWER)


def _raise_words(session: Session, now: datetime, poll: Poll, wanted: Wanted) -> None:
    for name in wanted:
        if name.startswith("poll.word:"):
            _raise(session, now, name, poll.rev, wanted)


def _words(session: Session, now: datetime, board: Board, poll: Poll, facts: PollFacts, wanted: Wanted) -> None:
    """Said once for each reason; a card that has been sent is kept right by `_raise_words`."""
    reason = _reason(facts, now >= poll.deadline_at)
    if reason is None or any(name.startswith(f"poll.word:{poll.id}:{reason}:") for name in wanted):
        return
    that_day = People(session, board).on(today(board, now))
    asker = {poll.created_by} if that_day.roles(poll.created_by).runs_meetings else set()
    for secretary in sorted({*that_day.secretaries, *asker}):
        name, to = f"poll.word:{poll.id}:{reason}:{secretary}", To(person=secretary)
        view = f"poll.word.{reason}"
        outbox.card(session, now, name, to, view, poll.id, poll.rev, board=board.id, priority=Priority.ANSWER)


def _reason(facts: PollFacts, deadline_passed: bool) -> str | None:
    """Why the secretary hears of it now: everybody has answered, no time can reach quorum, the deadline has passed."""
    if complete(facts.heard()):
        return "complete"
    if not any(can_still_decide(electorate, answers) for electorate, answers in facts.heard()):
        return "hopeless"
    return "deadline" if deadline_passed else None
