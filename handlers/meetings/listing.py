"""What the windows about meetings need: the list, and what a form's time means. Reads only."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlsplit

from sqlmodel import Session

from handlers.boards.actions import candidates, roles_on
from handlers.boards.people import local
from handlers.errors import Reason, Refusal
from handlers.meetings import refusals
from handlers.meetings.actions import Wanted
from handlers.meetings.facts import ListedMeeting, MeetingsList
from handlers.meetings.form import MeetingDraft
from handlers.meetings.reading import meeting_facts, one_meeting
from handlers.meetings.rules import Announced
from handlers.polls.dates import Question, QuestionKind, read, write
from handlers.polls.dates.values import ReadSlot
from handlers.polls.pointing import Plan, pointed_out
from handlers.run import Who
from handlers.text import LANGUAGES
from storage import boards, meetings
from storage.boards import Board


def list_meetings(session: Session, now: datetime, who: Who) -> MeetingsList:
    """The coming meetings of the person's boards, soonest first, and whether they may make one."""
    found: list[tuple[datetime, ListedMeeting]] = []
    may_make = False
    for board in boards.boards_of_person(session, who.person, now.date()):
        may = roles_on(session, now, board, who.person).runs_meetings
        may_make = may_make or may
        rows = meetings.coming(session, board.id, now)
        for row, facts in zip(rows, meeting_facts(session, rows), strict=True):
            reserve = meetings.reserve_of(session, row)
            listed = ListedMeeting(
                row.id, row.sequence, board.short, facts, may and not facts.reserve, reserve.start if reserve else None
            )
            found.append((row.start_at, listed))
    in_order = tuple(listed for _, listed in sorted(found, key=lambda pair: pair[0]))
    return MeetingsList(in_order, may_make, now.year)


def boards_to_make_on(session: Session, now: datetime, who: Who, channel: str | None) -> tuple[tuple[int, str], ...]:
    """The boards on which the person may make a meeting. Refuses when there is none."""
    choices = candidates(session, now, who, channel, lambda roles: roles.runs_meetings)
    return tuple((choice.id, choice.name) for choice in choices)


def draft_from(_session: Session, now: datetime, who: Who, written: str) -> MeetingDraft:
    """The form as `/klubban möte title: date` fills it in."""
    reading = read(written, now.date())
    slots = reading.slots if not reading.questions else ()
    return MeetingDraft(title=reading.title or "", time=write(slots, _language(who)) if slots else written)


def draft_of_meeting(session: Session, _now: datetime, who: Who, meeting_id: int) -> MeetingDraft:
    """The form for changing a meeting, as it is."""
    row = one_meeting(session, meeting_id)
    slot = ReadSlot(row.start.date(), row.start.time(), row.end.time())
    return MeetingDraft(
        title=row.title,
        time=write((slot,), _language(who)),
        place=row.place or "",
        link=row.link or "",
        mode=row.mode,
        kind=row.kind,
        meeting=row.id,
        sequence=row.sequence,
        board=row.board_id,
    )


def _language(who: Who) -> str:
    return who.language if who.language in LANGUAGES else LANGUAGES[0]


def wanted(session: Session, now: datetime, draft: MeetingDraft) -> tuple[Wanted | None, tuple[Question, ...], int]:
    """The meeting that the form describes; or what is to be asked about its time. Refuses what can't be."""
    assert draft.board is not None
    here = local(session.get_one(Board, draft.board), now)
    reading = read(draft.time, here.date())
    asked = tuple(question for question in reading.questions if question.kind is not QuestionKind.DATE_IN_TITLE)
    if asked:
        return None, asked, here.year
    if len(reading.slots) != 1:
        raise Refusal(refusals.one_time, field="time")
    if draft.link and not _is_link(draft.link):
        raise Refusal(refusals.not_a_link, field="link")
    return Wanted(draft.kind, _announced(draft, reading.slots[0], here.date())), (), here.year


def notices(session: Session, now: datetime, who: Who, draft: MeetingDraft, wanted: Wanted) -> tuple[Reason, ...]:
    """What to point out before the meeting is booked or moved (R19, R38, R41); nothing where its day stays."""
    board = session.get_one(Board, draft.board)
    facts = wanted.facts
    if draft.meeting is not None:
        before = one_meeting(session, draft.meeting)
        if (before.start, before.end) == (facts.start, facts.end):
            return ()
    slot = ReadSlot(facts.start.date(), facts.start.time(), facts.end.time())
    plan = Plan(facts.title, wanted.kind, (slot,), meeting=draft.meeting)
    return pointed_out(session, now, board, plan, who.language)


def _announced(draft: MeetingDraft, slot: ReadSlot, today: date) -> Announced:
    assert slot.start is not None and slot.end is not None
    if slot.day < today:
        raise Refusal(refusals.past, field="time")
    start, end = datetime.combine(slot.day, slot.start), datetime.combine(slot.day, slot.end)
    return Announced(draft.title, start, end, draft.place or None, draft.mode, draft.link or None)


def _is_link(written: str) -> bool:
    parts = urlsplit(written)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not set(written) & set(" <>|\"'")
