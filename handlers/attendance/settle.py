"""What follows from who comes: the questions, the calls, the cards, and the words to the secretary (house rule 4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.attendance import cascade, telling
from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.names import (
    APPROVE,
    ASK,
    CALL,
    CHANNEL,
    NOTICE,
    PROMPT,
    approve_name,
    ask_name,
    call_name,
    channel_name,
    prompt_name,
)
from handlers.attendance.reading import facts_of, own_meetings
from handlers.attendance.reminding import plan_reminders
from handlers.attendance.rules import silent
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import People, people_of, today, zone
from handlers.calendar_days import to_utc, working_day_on_or_before
from handlers.digest import remind_at
from storage import attendance, meetings, outbox
from storage.boards import Board
from storage.meetings import Meeting
from storage.outbox import Raise, To
from storage.words import CallState, MeetingStatus, Office, Priority

KINDS = (ASK, NOTICE, CHANNEL, PROMPT, APPROVE)
OWN_REWRITE = timedelta(seconds=3)
"""How long the sender leaves a card to the click that rewrites it; only then does it step in."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one settling of a board works with."""

    session: Session
    now: datetime
    board: Board
    people: People

    @property
    def secretaries(self) -> tuple[int, ...]:
        """ "The secretary" today."""
        return self.people.on(today(self.board, self.now)).secretaries


def settle(session: Session, now: datetime, board: Board) -> datetime | None:
    """Every meeting asked about in time, every call as it should be, every card at its newest; next: what is due."""
    coming = meetings.not_yet_over(session, board.id, now)
    rows = own_meetings(session, now, board, coming)
    gone = [row for row in coming if row.status is MeetingStatus.INSTALLT]
    stirred = attendance.active(session, [row.id for row in (*rows, *gone)])
    concerned = [row for row in rows if _concerns(row, board, now, stirred)]
    due: list[datetime] = [moment for row in rows if (moment := ask_at(board, row)) > now]
    if concerned or stirred:
        look = _Look(session, now, board, people_of(session, board))
        for row in gone:
            if row.id in stirred or row.asked_at is not None or row.notice_at is not None:
                _called_off(look, row)
        due += [moment for row in concerned for moment in _one_meeting(look, row)]
    return min((moment for moment in due if moment > now), default=None)


def _concerns(row: Meeting, board: Board, now: datetime, stirred: set[int]) -> bool:
    return row.id in stirred or row.asked_at is not None or row.notice_at is not None or ask_at(board, row) <= now


def ask_at(board: Board, meeting: Meeting) -> datetime:
    """When ledamöter are asked and the secretary is reminded of the kallelse (R16): so many days before, at the hour
    of reminders, on a working day."""
    before = BoardRules.from_mapping(board.rules).kallelse_days
    return remind_at(board, working_day_on_or_before(meeting.start.date() - timedelta(days=before)))


def _called_off(look: _Look, row: Meeting) -> None:
    """The meeting's own word has told everybody; the calls end, and the cards say it too."""
    cascade.end_all(look.session, look.now, row)
    facts = facts_of(look.session, look.now, row, look.people)
    _raise_cards(look, row, facts, outbox.wanted_revs(look.session, row.id, *KINDS))
    _call_cards(look, facts)


def _one_meeting(look: _Look, row: Meeting) -> list[datetime]:
    session, now = look.session, look.now
    _follow_the_roster(look, row)
    _ask_again_later(look, row)
    if row.time_rev > 1:
        telling.call_moved(session, now, look.board, row, cascade.end_outdated(session, now, row))
    if ask_at(look.board, row) <= now and row.asked_at is None and _decent(look, now) == now:
        _ask(look, row)
    facts, elsewhere = cascade.settle_calls(session, now, look.board, row, look.people)
    due = cascade.next_moments(facts, row)
    _cards(look, row, facts)
    due += telling.tell(session, now, look.board, row, facts, look.secretaries, elsewhere)
    if row.asked_at is not None:
        due += plan_reminders(session, now, look.board, row, facts)
    elif ask_at(look.board, row) <= now:
        due.append(_decent(look, now))
    return due


def _follow_the_roster(look: _Look, row: Meeting) -> None:
    if row.roster_rev != look.board.roster_rev:
        row.rev, row.shape_rev, row.roster_rev = row.rev + 1, row.shape_rev + 1, look.board.roster_rev


def _ask_again_later(look: _Look, row: Meeting) -> None:
    """Moved so far that the question would come too early: it comes again in its time."""
    if row.asked_at is not None and row.asked_rev != row.time_rev and ask_at(look.board, row) > look.now:
        row.asked_at = None


def _decent(look: _Look, moment: datetime) -> datetime:
    """The moment, or the next morning: nobody is asked at night."""
    first, last = BoardRules.from_mapping(look.board.rules).call_waits.day
    wall = moment.astimezone(zone(look.board)).replace(tzinfo=None)
    if first <= wall.time() < last:
        return moment
    day = wall.date() if wall.time() < first else wall.date() + timedelta(days=1)
    return to_utc(datetime.combine(day, first), zone(look.board))


def _ask(look: _Look, row: Meeting) -> None:
    row.asked_at, row.asked_rev = look.now, row.time_rev
    row.rev += 1
    look.session.flush()


def _cards(look: _Look, row: Meeting, facts: MeetingAttendance) -> None:
    """Those that are missing are made, those that are stale raised; read once for all of them."""
    wanted = outbox.wanted_revs(look.session, row.id, *KINDS)
    _make_cards(look, row, facts, wanted)
    _raise_cards(look, row, facts, wanted)
    _call_cards(look, facts)


def _make_cards(look: _Look, row: Meeting, facts: MeetingAttendance, known: Collection[str]) -> None:
    """The question to each ledamot who hasn't answered, unless the kallelse carries it; the secretary's word; the card
    in the channel."""
    if row.asked_at is not None and row.notice_at is None and row.asked_rev == row.time_rev:
        for person in silent(facts):
            name, rev = ask_name(row.id, row.asked_rev, person), own_rev(facts, person)
            _make(look, known, name, To(person=person), ASK, row, rev)
    if row.asked_at is not None and row.notice_at is None:
        for secretary in look.secretaries:
            _make(look, known, prompt_name(row.id, secretary), To(person=secretary), PROMPT, row, row.rev)
    if row.approval_at is not None and row.notice_at is None:
        for chair in (m.person for m in facts.people.mandates if m.office is Office.ORDFORANDE):
            name = approve_name(row.id, row.approval_at, chair)
            _make(look, known, name, To(person=chair), APPROVE, row, row.rev)
    if row.asked_at is not None and look.board.channel and facts.decides:
        to, name = To(channel=look.board.channel), channel_name(row.id)
        _make(look, known, name, to, CHANNEL, row, row.rev, Priority.CARD)


def _make(
    look: _Look,
    known: Collection[str],
    name: str,
    to: To,
    view: str,
    row: Meeting,
    rev: int,
    priority: int = Priority.ANSWER,
) -> None:
    if name not in known:
        outbox.add_card(look.session, look.now, name, to, view, row.id, rev, board=look.board.id, priority=priority)


def _raise_cards(look: _Look, row: Meeting, facts: MeetingAttendance, wanted: Mapping[str, int]) -> None:
    """Only the stale ones."""
    stale = []
    for name, shown in wanted.items():
        kind, rest = name.split(":", 1)
        personal = kind in (ASK, NOTICE)
        rev = own_rev(facts, int(rest.rsplit(":", 1)[1])) if personal else row.rev
        if shown < rev:
            stale.append(Raise(name, rev, look.now + OWN_REWRITE if personal else look.now))
    outbox.raise_cards(look.session, stale)


def _call_cards(look: _Look, facts: MeetingAttendance) -> None:
    """Of calls to another time too: they say that the meeting has been moved."""
    wanted = outbox.wanted_revs_of(look.session, list(facts.call_revs), CALL) if facts.call_revs else {}
    asked = {call.id: call.person for call in facts.calls if call.state is CallState.ASKED}
    stale = []
    for call, revs in facts.call_revs.items():
        rev, name = facts.shape_rev + revs, call_name(call)
        if call not in wanted and call in asked:
            to, board = To(person=asked[call]), look.board.id
            outbox.add_card(look.session, look.now, name, to, CALL, call, rev, board=board, priority=Priority.ANSWER)
        elif wanted.get(call, rev) < rev:
            stale.append(Raise(name, rev, look.now + OWN_REWRITE))
    outbox.raise_cards(look.session, stale)


def own_rev(facts: MeetingAttendance, person: int) -> int:
    """Moves with what a person's own cards about the meeting show: their answer, who serves for them, the meeting."""
    return facts.shape_rev + facts.own_revs.get(person, 0)
