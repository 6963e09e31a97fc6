"""What staff do: answer for somebody, ask an ersättare, take a no back, send the kallelse."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.agenda.staffs import keep_version
from handlers.attendance import refusals
from handlers.attendance.actions import Answer, note_answer, open_meeting
from handlers.attendance.calls import NO
from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.letters import chair_wants_changes
from handlers.attendance.names import NOTICE, notice_name
from handlers.attendance.noting import changed, end
from handlers.attendance.reading import engaged, facts_of, frame_of
from handlers.attendance.timing import GRACE, asking
from handlers.boards.actions import require_runner, require_staff, text_for
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import composition, today
from handlers.errors import Refusal
from handlers.run import Who
from storage import attendance, outbox, trail
from storage.attendance import CallIn
from storage.boards import Board
from storage.meetings import Meeting
from storage.outbox import To
from storage.words import CallState, Coming, Office, Priority


def answer_for(session: Session, now: datetime, who: Who, meeting_id: int, person: int, said: Answer) -> None:
    """Staff note what somebody told them; who did is kept and shown. A yes takes an earlier no to a call back."""
    meeting, board = open_meeting(session, now, meeting_id)
    require_staff(session, now, board, who)
    facts = facts_of(session, now, meeting)
    if person not in (*facts.ledamoter(), *facts.ersattare()):
        raise Refusal(refusals.they_are_not_on_the_board, field="person")
    note_answer(session, now, facts, person, said, by=who.person, sure=True)
    if said.coming is not Coming.FORHINDER:
        _take_no_back(session, now, meeting, person, who.person)
    changed(session, now, meeting, board)


def _take_no_back(session: Session, now: datetime, meeting: Meeting, person: int, by: int) -> None:
    """The person may be called again."""
    for row in attendance.calls(session, meeting.id):
        if row.person_id == person and row.time_rev == meeting.time_rev and row.state in NO:
            end(session, now, row, CallState.CANCELLED, by)


def askable(facts: MeetingAttendance, elsewhere: set[int]) -> list[tuple[int, int]]:
    """(seat, ersättare) whom staff may ask: of the same member (R4), not serving, for a ledamot who isn't sure to come.

    One who has said no may be asked again: the secretary has perhaps talked to them."""
    serving = {call.person for call in facts.calls if call.state is CallState.ACCEPTED}
    pairs = []
    for seat in facts.people.seats:
        holder, call = facts.held[seat.id], facts.call_for(seat.id)
        comes = holder is not None and facts.answer(holder) in (Coming.KOMMER, Coming.DISTANS)
        if comes or (call is not None and call.state is CallState.ACCEPTED):
            continue
        own = [m for m in facts.people.mandates if m.huvudman == seat.huvudman and m.person in facts.ersattare()]
        for mandate in sorted(own, key=lambda m: (m.rank is None, m.rank or 0, m.person)):
            asked = call is not None and call.person == mandate.person
            if mandate.person not in serving and mandate.person not in elsewhere and not asked:
                pairs.append((seat.id, mandate.person))
    return pairs


def ask_somebody(session: Session, now: datetime, who: Who, meeting_id: int, rev: int, seat: int, person: int) -> None:
    """Asks this ersättare for that seat; one who waits to answer for it is let off."""
    meeting, board = open_meeting(session, now, meeting_id)
    require_staff(session, now, board, who)
    facts = facts_of(session, now, meeting)
    if meeting.rev != rev:
        raise Refusal(refusals.moved_on)
    if (seat, person) not in askable(facts, set(engaged(session, meeting, facts))):
        raise Refusal(refusals.cannot_be_called, field="pair")
    _clear_the_way(session, now, facts, seat, person, who.person)
    _call(session, now, who, meeting, board, facts, seat, person)
    changed(session, now, meeting, board)


def _clear_the_way(session: Session, now: datetime, facts: MeetingAttendance, seat: int, person: int, by: int) -> None:
    for call in facts.calls:
        row = session.get_one(CallIn, call.id)
        if call.live and (call.seat == seat or call.person == person):
            waiting = call.state is CallState.WAITING
            end(session, now, row, CallState.CANCELLED if waiting else CallState.RELEASED, by)
        elif call.person == person and call.state in NO:
            end(session, now, row, CallState.CANCELLED, by)
    said = attendance.said_by(session, facts.id, person)
    if said is not None and said.answer is Coming.FORHINDER:
        said.answer, said.answered_at, said.answered_by, said.rev = None, now, by, said.rev + 1


def _call(
    session: Session,
    now: datetime,
    who: Who,
    meeting: Meeting,
    board: Board,
    facts: MeetingAttendance,
    seat: int,
    person: int,
) -> None:
    times = asking(now, frame_of(board, meeting))
    if times is None:
        raise Refusal(refusals.nobody_to_call)
    row = CallIn(
        meeting_id=meeting.id,
        seat_id=seat,
        person_id=person,
        for_person_id=facts.held[seat],
        on_request=True,
        time_rev=meeting.time_rev,
        created_at=now - GRACE,  # a considered click: nothing to wait for
        ask_at=times.at,
        answer_by=times.by,
    )
    session.add(row)
    session.flush()
    trail.note(
        session, now, board.id, who.person, "call.requested", meeting=meeting.id, person=person, seat=seat, call=row.id
    )


def _chair_sees_it_first(session: Session, now: datetime, board: Board, who: Who) -> bool:
    """Where the board wants it, and has a chair (R17)."""
    day = composition(session, board, today(board, now))
    has_chair = any(mandate.office is Office.ORDFORANDE for mandate in day.mandates)
    return BoardRules.from_mapping(board.rules).chair_approves and has_chair and not day.roles(who.person).chair


def _ask_the_chair(session: Session, now: datetime, who: Who, meeting: Meeting, board: Board) -> int:
    """Nothing is sent yet: the chair gets the kallelse to look at."""
    if meeting.approval_at is not None:
        raise Refusal(refusals.chair_has_it)
    meeting.approval_at = now
    trail.note(session, now, board.id, who.person, "attendance.approval", meeting=meeting.id, person=who.person)
    changed(session, now, meeting, board)
    return 0


def wants_changes(session: Session, now: datetime, who: Who, meeting_id: int) -> None:
    """The chair wants something in the kallelse changed: the secretary is told, and sends it to the chair anew."""
    meeting, board = open_meeting(session, now, meeting_id)
    day = composition(session, board, today(board, now))
    if not day.roles(who.person).chair or meeting.approval_at is None or meeting.notice_at is not None:
        raise Refusal(refusals.moved_on)
    asked_at, meeting.approval_at = meeting.approval_at, None
    facts = facts_of(session, now, meeting)
    for secretary in day.secretaries:
        body = chair_wants_changes(text_for(session, board, secretary), facts).body()
        name, to = f"attendance.changes:{meeting.id}:{asked_at.isoformat()}:{secretary}", To(person=secretary)
        outbox.letter(session, now, name, to, body, board=board.id, priority=Priority.ANSWER)
    changed(session, now, meeting, board)


def send_notice(session: Session, now: datetime, who: Who, meeting_id: int) -> int:
    """The kallelse, to everybody on the roster that day (R5, R17); returns to how many. Once: it isn't sent twice."""
    meeting, board = open_meeting(session, now, meeting_id)
    require_runner(session, now, board, who)
    if meeting.notice_at is not None:
        raise Refusal(refusals.notice_sent)
    if _chair_sees_it_first(session, now, board, who):
        return _ask_the_chair(session, now, who, meeting, board)
    meeting.notice_at, meeting.notice_by = now, who.person
    meeting.asked_at, meeting.asked_rev = meeting.asked_at or now, meeting.asked_rev or meeting.time_rev
    keep_version(session, now, who, meeting)
    facts = facts_of(session, now, meeting)
    people = {mandate.person for mandate in facts.people.mandates} | {task[0] for task in facts.people.staff}
    for person in sorted(people - {who.person} | (people & set(facts.ledamoter()))):
        name, to, rev = (
            notice_name(meeting.id, person),
            To(person=person),
            facts.shape_rev + facts.own_revs.get(person, 0),
        )
        outbox.card(session, now, name, to, NOTICE, meeting.id, rev, board=board.id, priority=Priority.ANSWER)
    trail.note(session, now, board.id, who.person, "attendance.notice", meeting=meeting.id, person=who.person)
    changed(session, now, meeting, board)
    return len(people)
