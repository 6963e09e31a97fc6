"""Reads all that waits for somebody who writes, and how it stands once it has been carried out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.reading import facts_of, own_meetings
from handlers.attendance.rules import owes_answer
from handlers.boards.people import People, zone
from handlers.polls.facts import PollFacts
from handlers.polls.reading import poll_facts
from handlers.replies.facts import (
    Act,
    AnswerCall,
    Attend,
    KnownCall,
    KnownMeeting,
    KnownPoll,
    KnownSlot,
    LastAct,
    Situation,
    Vote,
)
from handlers.replies.packing import unpack
from handlers.replies.rules import MEMORY
from handlers.replies.standing import Waiting
from handlers.run import Who
from storage import boards, polls, replies
from storage.attendance import CallIn
from storage.boards import Board
from storage.meetings import Meeting
from storage.words import CallState, MeetingMode


def waiting(session: Session, now: datetime, who: Who) -> Waiting:
    """All of the person's boards together."""
    mine = boards.boards_of_person(session, who.person, now.date())
    meetings = sorted((m for board in mine for m in _meetings(session, now, board, who)), key=lambda m: m.begins)
    questions = [poll for board in mine for poll in _polls(session, now, board, who)]
    place = zone(mine[0]) if mine else ZoneInfo("Europe/Stockholm")
    situation = Situation(
        now.astimezone(place),
        tuple(known_meeting(facts, who.person) for facts in meetings),
        tuple(known_poll(poll, who.person, place) for poll in questions),
        tuple(call for facts in meetings for call in known_calls(facts, who.person)),
        _last(session, now, who, place, meetings),
    )
    return Waiting(who.person, situation, tuple(meetings), tuple(questions))


def _meetings(session: Session, now: datetime, board: Board, who: Who) -> Iterator[MeetingAttendance]:
    people = People(session, board)
    for row in own_meetings(session, now, board):
        facts = facts_of(session, now, row, people)
        if who.person in (*facts.ledamoter(), *facts.ersattare()):
            yield facts


def _polls(session: Session, now: datetime, board: Board, who: Who) -> Iterator[PollFacts]:
    for poll in polls.open_polls(session, board.id):
        if who.person in polls.asked_revs(session, poll.id):
            yield poll_facts(session, now, poll)


def known_meeting(facts: MeetingAttendance, person: int) -> KnownMeeting:
    """The meeting as one who writes means it."""
    call, here = facts.call_of(person), ZoneInfo(facts.zone)
    serves = person in facts.ledamoter() or (call is not None and call.state is CallState.ACCEPTED)
    return KnownMeeting(
        id=facts.id,
        board=facts.board,
        start=facts.start.replace(tzinfo=here),
        end=facts.end.replace(tzinfo=here),
        place=facts.place or "",
        serves=serves,
        distance=facts.may_be_distant or facts.mode is MeetingMode.DIGITALT,
        digital=facts.mode is MeetingMode.DIGITALT,
        asked=owes_answer(facts, person),
        answer=facts.answer(person),
    )


def known_poll(facts: PollFacts, person: int, place: ZoneInfo) -> KnownPoll:
    """The question as one who writes means it."""
    slots = tuple(
        KnownSlot(
            slot.id,
            slot.start.replace(tzinfo=place),
            slot.end.replace(tzinfo=place),
            facts.answers[slot.id].get(person),
        )
        for slot in facts.times_of(person)
    )
    return KnownPoll(facts.id, facts.board, facts.title, facts.deadline.replace(tzinfo=place), slots)


def known_calls(facts: MeetingAttendance, person: int) -> Iterator[KnownCall]:
    """The person's call, while it waits for an answer."""
    call, here = facts.call_of(person), ZoneInfo(facts.zone)
    if call is not None and call.state is CallState.ASKED:
        owner = {seat.id: seat.huvudman for seat in facts.people.seats}[call.seat]
        name = facts.huvudman[owner].name
        start, end = facts.start.replace(tzinfo=here), facts.end.replace(tzinfo=here)
        yield KnownCall(call.id, facts.id, facts.board, name, start, end, call.answer_by.astimezone(here))


def _last(
    session: Session, now: datetime, who: Who, place: ZoneInfo, meetings: Sequence[MeetingAttendance]
) -> LastAct | None:
    """The newest of what was written and what was clicked about the meetings."""
    written = replies.latest(session, who.person, now - MEMORY)
    found = [LastAct(unpack(written.acts[-1]), written.at.astimezone(place))] if written and written.acts else []
    for facts in meetings:
        said, call = facts.said.get(who.person), facts.call_of(who.person)
        if said is not None and said.answer is not None and said.by is None and said.at is not None:
            found.append(LastAct(Attend(facts.id, said.answer, said.first, said.last), said.at.astimezone(place)))
        if call is not None and call.state in (CallState.ACCEPTED, CallState.DECLINED) and call.answered is not None:
            yes = call.state is CallState.ACCEPTED
            found.append(LastAct(AnswerCall(call.id, yes), call.answered.astimezone(place)))
    return max(found, key=lambda last: last.at, default=None)


def boards_of(session: Session, acts: Sequence[Act]) -> list[Board]:
    """The boards that the acts are about, in the order in which they are locked."""
    ids = {board for act in acts if (board := _board_of(session, act)) is not None}
    return [session.get_one(Board, board) for board in sorted(ids)]


def _board_of(session: Session, act: Act) -> int | None:
    match act:
        case Attend(meeting):
            row = session.get(Meeting, meeting)
            return row.board_id if row else None
        case AnswerCall(call):
            called = session.get(CallIn, call)
            return session.get_one(Meeting, called.meeting_id).board_id if called else None
        case Vote(poll):
            return polls.board_of(session, poll)
    return None
