"""Saying whether one comes, and answering a call: what changes, in one transaction each. What follows: settle.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial

from sqlmodel import Session

from handlers.attendance import refusals
from handlers.attendance.calls import NO, may_accept, wanted_seats
from handlers.attendance.facts import Call, MeetingAttendance, Said
from handlers.attendance.names import call_name
from handlers.attendance.noting import changed, end, note_call, own_cards
from handlers.attendance.reading import engaged, facts_of
from handlers.attendance.rules import THERE, needs_cover
from handlers.errors import Refusal
from handlers.meetings.reading import one_meeting
from handlers.run import Who
from storage import attendance, trail
from storage.attendance import Attendance, CallIn
from storage.boards import Board, touch
from storage.meetings import GONE, Meeting
from storage.words import CallState, Coming, MeetingMode


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says of a meeting. `first` and `last`, on its wall, belong to DELVIS."""

    coming: Coming
    first: time | None = None
    last: time | None = None


def answer(session: Session, now: datetime, who: Who, meeting_id: int, said: Answer, sure: bool = False) -> list[str]:
    """Notes the person's own answer; the later click wins. Returns the names of their cards.

    A ledamot for whom somebody has promised to serve is asked again, unless `sure` (R7)."""
    meeting, board = open_meeting(session, now, meeting_id)
    return _answer(session, now, who, meeting, board, said, sure)


def _answer(
    session: Session, now: datetime, who: Who, meeting: Meeting, board: Board, said: Answer, sure: bool = False
) -> list[str]:
    facts = facts_of(session, now, meeting)
    if who.person not in (*facts.ledamoter(), *facts.ersattare()):
        raise Refusal(refusals.not_on_the_board)
    note_answer(session, now, facts, who.person, said, by=who.person, sure=sure)
    changed(session, now, meeting, board)
    return own_cards(meeting, who.person)


def answer_now(session: Session, now: datetime, who: Who, meeting_id: int, time_rev: int, said: Answer) -> list[str]:
    """The same, from a message that showed the meeting at `time_rev`; refused when it has been moved since."""
    meeting, board = open_meeting(session, now, meeting_id)
    if meeting.time_rev != time_rev:
        raise Refusal(partial(refusals.moved, facts=facts_of(session, now, meeting)))
    return _answer(session, now, who, meeting, board, said)


def serve_myself(session: Session, now: datetime, who: Who, meeting_id: int) -> list[str]:
    """The ledamot takes the seat back from the one who promised to serve, having been asked (R7)."""
    meeting, _ = open_meeting(session, now, meeting_id)
    row = attendance.said_by(session, meeting.id, who.person)
    wanted = wanted_back(row) if row is not None and row.time_rev == meeting.time_rev else None
    if wanted is None:
        raise Refusal(refusals.moved_on)
    return answer(session, now, who, meeting_id, wanted, sure=True)


def note_answer(
    session: Session, now: datetime, facts: MeetingAttendance, person: int, said: Answer, *, by: int, sure: bool
) -> None:
    """An answer of a ledamot, or of an ersättare, whose call it answers too. Raises Refusal for what can't be."""
    said = _checked(facts, said)
    call = facts.call_of(person)
    if person not in facts.ledamoter() and call is not None:
        _answer_call_by_the_way(session, now, facts, call, said.coming, by)
    waits = promised(facts, person) and said.coming in THERE and not _still_away(facts, person, said) and not sure
    row = _row(session, now, facts, person)
    if waits:
        row.wants_back, row.back_first, row.back_last = said.coming, said.first, said.last
    else:
        put(row, said)
    row.answered_at, row.answered_by, row.time_rev = now, by, facts.time_rev
    row.rev += 1
    what = "attendance.asks_back" if waits else "attendance.said"
    trail.note(session, now, facts.board_id, by, what, meeting=facts.id, person=person, answer=said.coming.value)


def put(row: Attendance, said: Answer) -> None:
    """The answer holds."""
    row.answer, row.first, row.last, row.wants_back = said.coming, said.first, said.last, None


def keep_the_ersattare(session: Session, now: datetime, who: Who, meeting_id: int) -> list[str]:
    """The ledamot lets the one who promised serve: what was said before stands."""
    meeting, board = open_meeting(session, now, meeting_id)
    row = attendance.said_by(session, meeting.id, who.person)
    if row is None or row.wants_back is None or row.time_rev != meeting.time_rev:
        raise Refusal(refusals.moved_on)
    row.wants_back, row.answer = None, row.answer or Coming.FORHINDER
    row.answered_at, row.answered_by, row.rev = now, who.person, row.rev + 1
    trail.note(session, now, board.id, who.person, "attendance.keeps_ersattare", meeting=meeting.id, person=who.person)
    changed(session, now, meeting, board)
    return own_cards(meeting, who.person)


def wanted_back(row: Attendance) -> Answer | None:
    """What the person said once an ersättare had accepted, which waits for a second yes (R7)."""
    return Answer(row.wants_back, row.back_first, row.back_last) if row.wants_back is not None else None


def promised(facts: MeetingAttendance, person: int) -> bool:
    """Whether somebody has accepted to serve for this ledamot."""
    seat = next((seat for seat, holder in facts.held.items() if holder == person), None)
    call = facts.call_for(seat) if seat is not None else None
    return call is not None and call.state is CallState.ACCEPTED


def _still_away(facts: MeetingAttendance, person: int, said: Answer) -> bool:
    """A part of the meeting that leaves the ersättare a part."""
    return needs_cover(Said(person, said.coming, said.first, said.last), facts.start, facts.end)


def _checked(facts: MeetingAttendance, said: Answer) -> Answer:
    if said.coming is Coming.DISTANS and not facts.may_be_distant:
        if facts.mode is MeetingMode.DIGITALT:
            return Answer(Coming.KOMMER)
        raise Refusal(refusals.no_distance)
    if said.coming is not Coming.DELVIS:
        return Answer(said.coming)
    if said.first is None and said.last is None:
        raise Refusal(refusals.choose_a_time, field="first")
    first = datetime.combine(facts.start.date(), said.first) if said.first else facts.start
    last = datetime.combine(facts.start.date(), said.last) if said.last else facts.end
    if not first < last or first >= facts.end or last <= facts.start:
        raise Refusal(refusals.part_backwards, field="first")
    if first <= facts.start and last >= facts.end:
        return Answer(Coming.KOMMER)
    return Answer(said.coming, *(_inside(facts, first, facts.start), _inside(facts, last, facts.end)))


def _inside(facts: MeetingAttendance, moment: datetime, edge: datetime) -> time | None:
    return moment.time() if facts.start < moment < facts.end and moment != edge else None


def _row(session: Session, now: datetime, facts: MeetingAttendance, person: int) -> Attendance:
    row = attendance.said_by(session, facts.id, person)
    if row is None:
        row = Attendance(
            meeting_id=facts.id, person_id=person, time_rev=facts.time_rev, answered_at=now, answered_by=person
        )
        session.add(row)
    elif row.time_rev != facts.time_rev:  # said of another time
        row.answer, row.first, row.last, row.wants_back = None, None, None, None
    return row


def _answer_call_by_the_way(
    session: Session, now: datetime, facts: MeetingAttendance, call: Call, coming: Coming, by: int
) -> None:
    """ "Kommer" from one who is asked to serve is a yes, "Har förhinder" a no; otherwise it is no answer to a call."""
    row = session.get_one(CallIn, call.id)
    if coming is Coming.FORHINDER and call.state in (CallState.ASKED, CallState.ACCEPTED, CallState.TIMED_OUT):
        end(session, now, row, _refused_as(call.state), by)
    elif coming in THERE and may_accept(facts, call):
        say_yes(session, now, facts, call, by)
    elif coming in THERE and call.state in NO:
        end(session, now, row, CallState.CANCELLED, by)  # not needed now, but may be called again


@dataclass(frozen=True, slots=True)
class Answered:
    """A call that was answered: the cards that show it, and its meeting."""

    cards: list[str]
    meeting: int


def accept(session: Session, now: datetime, who: Who, call_id: int) -> Answered:
    """*Ja, jag tjänstgör*; a late yes wins while nobody else has accepted (R7)."""
    row, meeting, board = _own_call(session, now, who, call_id)
    facts = facts_of(session, now, meeting)
    call = next((one for one in facts.calls if one.id == row.id), None)
    if call is not None and call.state is CallState.ACCEPTED:
        return Answered([call_name(row.id), *own_cards(meeting, who.person)], meeting.id)
    if call is None or call.state in (CallState.RELEASED, CallState.CANCELLED) or call.seat not in wanted_seats(facts):
        raise Refusal(partial(refusals.not_needed, facts=facts))
    say_yes(session, now, facts, call, who.person)
    _take_back_a_no(session, now, facts, who.person)
    changed(session, now, meeting, board)
    return Answered([call_name(row.id), *own_cards(meeting, who.person)], meeting.id)


def say_yes(session: Session, now: datetime, facts: MeetingAttendance, call: Call, by: int) -> None:
    """Carries a yes out. Raises Refusal where another has the seat, or the person serves elsewhere."""
    other = facts.call_for(call.seat)
    if not may_accept(facts, call):
        if other is not None and other.person != call.person:
            raise Refusal(partial(refusals.somebody_else, facts=facts, person=other.person))
        raise Refusal(partial(refusals.not_needed, facts=facts))
    if call.person in engaged(session, session.get_one(Meeting, facts.id), facts):
        raise Refusal(refusals.serves_elsewhere)
    if other is not None and other.id != call.id:
        end(session, now, session.get_one(CallIn, other.id), CallState.RELEASED, None)
        session.flush()  # the index knows one live call a seat
    row = session.get_one(CallIn, call.id)
    row.state, row.accepted_at, row.rev = CallState.ACCEPTED, now, row.rev + 1
    note_call(session, now, facts.board_id, row, "accepted", by)


def _take_back_a_no(session: Session, now: datetime, facts: MeetingAttendance, person: int) -> None:
    """Who says yes to a call no longer says that they can't come."""
    if facts.answer(person) is Coming.FORHINDER:
        row = _row(session, now, facts, person)
        row.answer, row.answered_at, row.answered_by, row.rev = Coming.KOMMER, now, person, row.rev + 1


def decline(session: Session, now: datetime, who: Who, call_id: int) -> Answered:
    """*Nej, jag kan inte*; also after a yes, as long as the meeting isn't over."""
    row, meeting, board = _own_call(session, now, who, call_id)
    if row.time_rev == meeting.time_rev and row.state in (CallState.ASKED, CallState.ACCEPTED, CallState.TIMED_OUT):
        end(session, now, row, _refused_as(row.state), who.person)
        changed(session, now, meeting, board)
    return Answered([call_name(row.id), *own_cards(meeting, who.person)], meeting.id)


def _refused_as(state: CallState) -> CallState:
    return CallState.WITHDRAWN if state is CallState.ACCEPTED else CallState.DECLINED


def _own_call(session: Session, now: datetime, who: Who, call_id: int) -> tuple[CallIn, Meeting, Board]:
    row = of_person(session, who.person, call_id)
    meeting, board = open_meeting(session, now, row.meeting_id)
    session.refresh(row)
    return row, meeting, board


def of_person(session: Session, person: int, call_id: int) -> CallIn:
    """The person's own call. Raises Refusal for another's."""
    row = session.get(CallIn, call_id)
    if row is None or row.person_id != person:
        raise Refusal(refusals.no_such_call)
    return row


def open_meeting(session: Session, now: datetime, meeting_id: int) -> tuple[Meeting, Board]:
    """The meeting that one may still answer about, in line behind other gestures on its board."""
    known = one_meeting(session, meeting_id)
    board = session.get_one(Board, known.board_id)
    touch(session, board)
    session.refresh(known)
    if known.status in GONE or known.end_at <= now:
        raise Refusal(refusals.over)
    return known, board
