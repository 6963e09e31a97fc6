"""What follows from who comes: the questions, the calls, the cards, and the words to the secretary (house rule 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.attendance import cascade, telling
from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.names import ASK, CALL, CHANNEL, NOTICE, PROMPT, ask_name, call_name, channel_name, prompt_name
from handlers.attendance.reading import facts_of, own_meetings
from handlers.attendance.reminding import plan_reminders
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import People, today, zone
from handlers.calendar_days import to_utc, working_day_on_or_before
from handlers.digest import remind_at
from storage import attendance, meetings, outbox
from storage.boards import Board
from storage.meetings import Meeting
from storage.outbox import To
from storage.words import CallState, MeetingStatus, Priority

KINDS = (ASK, NOTICE, CHANNEL, PROMPT)
OWN_REWRITE = timedelta(seconds=3)
"""How long the sender leaves a card to the click that rewrites it; only then does it step in."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one settling of a board works with."""

    session: Session
    now: datetime
    board: Board
    people: People


def settle(session: Session, now: datetime, board: Board) -> datetime | None:
    """Every meeting asked about in time, every call as it should be, every card at its newest; next: what is due."""
    rows = own_meetings(session, now, board)
    gone = [row for row in meetings.not_yet_over(session, board.id, now) if row.status is MeetingStatus.INSTALLT]
    stirred = attendance.active(session, [row.id for row in (*rows, *gone)])
    concerned = [row for row in rows if _concerns(row, board, now, stirred)]
    due: list[datetime] = [moment for row in rows if (moment := ask_at(board, row)) > now]
    if concerned or stirred:
        look = _Look(session, now, board, People(session, board))
        for row in gone:
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
    _raise_cards(look, row, facts_of(look.session, look.now, row, look.people))


def _one_meeting(look: _Look, row: Meeting) -> list[datetime]:
    session, now = look.session, look.now
    _follow_the_roster(look, row)
    _ask_again_later(look, row)
    telling.call_moved(session, now, look.board, row, cascade.end_outdated(session, now, row))
    if ask_at(look.board, row) <= now and row.asked_at is None and _decent(look, now) == now:
        _ask(look, row)
    due = cascade.settle_calls(session, now, look.board, row, look.people)
    facts = facts_of(session, now, row, look.people)
    _make_cards(look, row, facts)
    _raise_cards(look, row, facts)
    due += telling.tell(session, now, look.board, row, facts)
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


def _make_cards(look: _Look, row: Meeting, facts: MeetingAttendance) -> None:
    """The question to each ledamot, unless the kallelse carries it; the secretary's word; the card in the channel."""
    if row.asked_at is not None and row.notice_at is None and row.asked_rev == row.time_rev:
        for person in facts.ledamoter():
            _card(look, ask_name(row.id, row.asked_rev, person), To(person=person), ASK, row, own_rev(facts, person))
    if row.asked_at is not None and row.notice_at is None:
        for secretary in look.people.on(today(look.board, look.now)).secretaries:
            _card(look, prompt_name(row.id, secretary), To(person=secretary), PROMPT, row, row.rev)
    if row.asked_at is not None and look.board.channel and facts.decides:
        _card(look, channel_name(row.id), To(channel=look.board.channel), CHANNEL, row, row.rev, Priority.CARD)


def _card(look: _Look, name: str, to: To, view: str, row: Meeting, rev: int, priority: int = Priority.ANSWER) -> None:
    outbox.card(look.session, look.now, name, to, view, row.id, rev, board=look.board.id, priority=priority)


def _raise_cards(look: _Look, row: Meeting, facts: MeetingAttendance) -> None:
    """Only the stale ones."""
    session = look.session
    for name, shown in outbox.wanted_revs(session, row.id, *KINDS).items():
        kind, rest = name.split(":", 1)
        personal = kind in (ASK, NOTICE)
        rev = own_rev(facts, int(rest.rsplit(":", 1)[1])) if personal else row.rev
        if shown < rev:
            outbox.raise_card(session, look.now + OWN_REWRITE if personal else look.now, name, rev)
    _call_cards(look, facts)


def _call_cards(look: _Look, facts: MeetingAttendance) -> None:
    """Of calls to another time too: they say that the meeting has been moved."""
    wanted = outbox.wanted_revs_of(look.session, list(facts.call_revs), CALL)
    asked = {call.id: call.person for call in facts.calls if call.state is CallState.ASKED}
    for call, revs in facts.call_revs.items():
        rev, name = facts.shape_rev + revs, call_name(call)
        if call not in wanted and call in asked:
            to, board = To(person=asked[call]), look.board.id
            outbox.card(look.session, look.now, name, to, CALL, call, rev, board=board, priority=Priority.ANSWER)
        elif wanted.get(call, rev) < rev:
            outbox.raise_card(look.session, look.now + OWN_REWRITE, name, rev)


def own_rev(facts: MeetingAttendance, person: int) -> int:
    """Moves with what a person's own cards about the meeting show: their answer, who serves for them, the meeting."""
    return facts.shape_rev + facts.own_revs.get(person, 0)
