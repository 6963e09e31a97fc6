"""What follows from a question's facts: its cards, and the word to the secretary (house rule 4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.boards.actions import text_for
from handlers.boards.people import people_of, today
from handlers.polls.actions import ballot_name, ballot_names
from handlers.polls.asking import ask_whoever_may_sit
from handlers.polls.ended import let_go
from handlers.polls.facts import PollFacts
from handlers.polls.reading import poll_facts
from handlers.polls.reminding import plan_reminders
from handlers.polls.rules import complete
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
        if poll.state is PollState.OPEN and poll.roster_rev != board.roster_rev:
            _ask_anew(session, now, board, poll)
        wanted = outbox.wanted_revs(session, poll.id, *KINDS)
        _channel_card(session, now, board, poll, wanted)
        _ballots(session, now, board, poll, wanted)
        _raise_words(session, now, poll, wanted)
        if poll.state is PollState.CLOSED:
            _tell_closed(session, now, board, poll)
        if poll.state is PollState.OPEN:
            facts = poll_facts(session, now, poll)
            _words(session, now, board, poll, facts, wanted)
            due.append(plan_reminders(session, now, board, poll, facts))
            due.append(poll.deadline_at if poll.deadline_at > now else None)
    return min((moment for moment in due if moment is not None), default=None)


def _ask_anew(session: Session, now: datetime, board: Board, poll: Poll) -> None:
    """The roster has changed since: newcomers are asked, who has left isn't waited for and is told so (R41)."""
    poll.rev, poll.shape_rev, poll.roster_rev = poll.rev + 1, poll.shape_rev + 1, board.roster_rev
    for person in sorted(ask_whoever_may_sit(session, board, poll)):
        for name in ballot_names(poll, person):
            outbox.raise_card_once(session, now, name)
    shown = outbox.wanted_revs(session, poll.id, "poll.ballot")
    for row in polls.asked(session, poll.id):  # one who has come back mustn't be behind the card they got before
        row.rev = max(row.rev, shown.get(ballot_name(poll.id, row.person_id), 0) + 1 - poll.shape_rev)


def _channel_card(session: Session, now: datetime, board: Board, poll: Poll, wanted: Wanted) -> None:
    name, to = f"poll.channel:{poll.id}", To(channel=board.channel)
    if board.channel and name in wanted:
        _raise(session, now, name, poll.rev, wanted)
    elif board.channel:
        outbox.card(session, now, name, to, "poll.channel", poll.id, poll.rev, board=board.id, priority=Priority.CARD)


def _tell_closed(session: Session, now: datetime, board: Board, poll: Poll) -> None:
    """Who has kept the days free can let them go: a card that is rewritten notifies nobody, a letter does.

    In the channel, or to each who was asked where the board has none."""
    facts = poll_facts(session, now, poll)
    for reader in [None] if board.channel else sorted(facts.asked):
        body = let_go(text_for(session, board, reader), facts).body()
        to = To(person=reader) if reader else To(channel=board.channel)
        name = f"poll.closed:{poll.id}:{reader}" if reader else f"poll.closed:{poll.id}"
        outbox.letter(session, now, name, to, body, board=board.id, priority=Priority.CARD)


def _ballots(session: Session, now: datetime, board: Board, poll: Poll, wanted: Wanted) -> None:
    """Only the stale ones: of 22 ballots a click changes one."""
    revs = polls.asked_revs(session, poll.id)
    if poll.turns == 1:  # whoever is asked has a time in the only turn
        return _ballots_of_a_turn(session, now, board, poll, 1, revs, revs.keys(), wanted)
    facts = poll_facts(session, now, poll)
    for turn in range(1, poll.turns + 1):
        may = {person for person in revs if facts.times_of(person, turn)}
        _ballots_of_a_turn(session, now, board, poll, turn, revs, may, wanted)
    return None


def _ballots_of_a_turn(
    session: Session,
    now: datetime,
    board: Board,
    poll: Poll,
    turn: int,
    revs: Mapping[int, int],
    may: Collection[int],
    wanted: Wanted,
) -> None:
    view, ref = ("poll.ballot", poll.id) if turn == 1 else ("poll.added", polls.first_slot(session, poll.id, turn))
    wanted = wanted if turn == 1 else outbox.wanted_revs(session, ref, view)
    for person, own in revs.items():
        rev, name = poll.shape_rev + own, ballot_name(poll.id, person, turn)
        if name not in wanted and person in may:
            to = To(person=person)
            outbox.card(session, now, name, to, view, ref, rev, board=board.id, priority=Priority.ANSWER)
        elif name in wanted:
            _raise(session, now + OWN_REWRITE if poll.state is PollState.OPEN else now, name, rev, wanted)


def _raise_words(session: Session, now: datetime, poll: Poll, wanted: Wanted) -> None:
    for name in wanted:
        if name.startswith("poll.word:"):
            _raise(session, now, name, poll.rev, wanted)


def _raise(session: Session, at: datetime, name: str, rev: int, wanted: Wanted) -> None:
    if wanted[name] < rev:
        outbox.raise_card(session, at, name, rev)


def _words(session: Session, now: datetime, board: Board, poll: Poll, facts: PollFacts, wanted: Wanted) -> None:
    """Said once for each reason and asking; a card that has been sent is kept right by `_raise_words`."""
    reason = _reason(facts)
    key = f"poll.word:{poll.id}:{reason}" if poll.turns == 1 else f"poll.word:{poll.id}.{poll.turns}:{reason}"
    if reason is None or any(name.startswith(f"{key}:") for name in wanted):
        return
    that_day = people_of(session, board).on(today(board, now))
    asker = {poll.created_by} if that_day.roles(poll.created_by).runs_meetings else set()
    for secretary in sorted({*that_day.secretaries, *asker}):
        name, to = f"{key}:{secretary}", To(person=secretary)
        view = f"poll.word.{reason}"
        outbox.card(session, now, name, to, view, poll.id, poll.rev, board=board.id, priority=Priority.ANSWER)


def _reason(facts: PollFacts) -> str | None:
    """Why the secretary hears of it now: no time can reach quorum, everybody has answered, the deadline has passed."""
    if facts.decides and not facts.hopeful():
        return "hopeless"
    if complete(facts.heard()):
        return "complete"
    return "deadline" if facts.passed else None
