"""Reads a viewer's boards, meetings and open times from storage, and says what stands behind a calendar's address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from sqlmodel import Session

from handlers.boards.people import People, local, today
from handlers.boards.rules import Roles
from handlers.feeds.facts import (
    NOBODY,
    Audience,
    BookedMeeting,
    CalendarBoard,
    Contents,
    MainDate,
    Material,
    OpenTime,
    OwnPart,
    Viewer,
)
from handlers.feeds.rules import contents
from storage import agenda, attendance, boards, links, meetings, polls
from storage.agenda import AgendaItem
from storage.attendance import Attendance, CallIn
from storage.boards import Board, Person
from storage.links import CalendarLink
from storage.meetings import Meeting
from storage.polls import Ballot, Poll, Slot
from storage.words import CallState, Coming, LinkKind, MeetingStatus

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
BOARD_KEY = re.compile(r"[a-z0-9-]{1,40}")
"""Shorter than any token, so that an address is one or the other."""


@dataclass(frozen=True, slots=True)
class Address:
    """What stands behind an address: whose calendar, and by which versions of its boards a kept copy is known."""

    viewer: Viewer
    versions: tuple[tuple[int, int], ...]
    filename: str
    link: int | None = None
    last_used: datetime | None = None
    revoked: bool = False


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def address(session: Session, now: datetime, name: str) -> Address | None:
    """The calendar with that name: a board's key or a secret token. None where there is none (404)."""
    if BOARD_KEY.fullmatch(name):
        board = boards.board_by_key(session, name)
        return _of_board(board, Audience.PUBLIC) if board else None
    link = links.link_by_hash(session, token_hash(name)) if TOKEN.fullmatch(name) else None
    return _of_link(session, now, link) if link else None


def _of_board(board: Board, audience: Audience) -> Address:
    viewer = Viewer(audience, board.id, board.language)
    return Address(viewer, ((board.id, board.version),), f"{board.key}.ics")


def _of_link(session: Session, now: datetime, link: CalendarLink) -> Address | None:
    person = session.get_one(Person, link.person_id)
    found = _of_person(session, person) if link.kind is LinkKind.PERSON else _of_board_link(session, now, link)
    if found is None:
        return None
    revoked = link.revoked_at is not None
    return Address(found.viewer, found.versions, found.filename, link.id, link.last_used_at, revoked)


def _of_board_link(session: Session, now: datetime, link: CalendarLink) -> Address | None:
    """Only while its owner is on the board's roster, or will be. 404 and not 410, for they may be elected again."""
    board = session.get_one(Board, link.board_id)
    mine = boards.boards_of_person(session, link.person_id, today(board, now))
    return _of_board(board, Audience.BOARD) if board in mine or link.revoked_at else None


def _of_person(session: Session, person: Person) -> Address:
    mine = _ever_on(session, person.id)
    language = person.language or (mine[0].language if mine else "sv")
    viewer = Viewer(Audience.PERSON, person.id, language, person.email or "")
    return Address(viewer, tuple((board.id, board.version) for board in mine), "klubban.ics")


def _ever_on(session: Session, person: int) -> list[Board]:
    return boards.boards_of_person(session, person, date.min)


def feed(session: Session, now: datetime, viewer: Viewer, url: str) -> Contents:
    """The viewer's feed as it is now. `url` is where the program is reached, without a slash at the end."""
    person = viewer.subject if viewer.audience is Audience.PERSON else None
    mine = [session.get_one(Board, viewer.subject)] if person is None else _ever_on(session, person)
    readers = [_Reader(session, board, person) for board in mine]
    material = Material(
        boards={board.id: _board(board, url) for board in mine},
        meetings=tuple(meeting for reader in readers for meeting in reader.meetings()),
        times=tuple(open_time for reader in readers for open_time in reader.times()),
    )
    return contents(viewer, now, material)


def public_address(url: str, key: str) -> str:
    """Where everybody may read a board's meetings."""
    return f"{url}/kalender/{key}.ics"


def _board(board: Board, url: str) -> CalendarBoard:
    page = public_address(url, board.key)
    return CalendarBoard(
        board.id, board.name, board.short, board.timezone, board.email, page, board.calendar_changed_at
    )


class _Reader:
    """One board, read for one person or for nobody in particular."""

    def __init__(self, session: Session, board: Board, person: int | None) -> None:
        self._session = session
        self._board = board
        self._person = person
        self._people = People(session, board) if person is not None else None

    def _roles(self, day: date) -> Roles:
        if self._people is None or self._person is None:
            return NOBODY
        return self._people.on(day).roles(self._person)

    def meetings(self) -> Iterator[BookedMeeting]:
        """All of the board's meetings, past ones too."""
        rows = meetings.meetings(self._session, self._board.id)
        by_slot = {row.slot_id: row for row in rows if row.slot_id is not None}
        mains = meetings.main_slots(self._session, self._board.id)
        main_of = {reserve: by_slot[main] for reserve, main in mains.items() if main in by_slot}
        budgets = agenda.budgets(self._session, [row.id for row in rows])
        own = _own_parts(self._session, rows, self._person) if self._person is not None else {}
        for row in rows:
            if row.status is MeetingStatus.ANVANT:
                continue  # its main meeting stands there now
            main = main_of.get(row.slot_id) if row.slot_id is not None else None
            booked = _booked(row, main, self._roles(row.start.date()), own.get(row.id))
            yield _made_public(booked, budgets[row.id]) if row.id in budgets else booked

    def times(self) -> Iterator[OpenTime]:
        """Every time of the questions that still take answers."""
        for poll in polls.open_polls(self._session, self._board.id):
            asked = polls.asked_revs(self._session, poll.id)
            answers = {b.slot_id: b for b in polls.own_ballots(self._session, poll.id, self._person or 0)}
            for slot in polls.slots(self._session, poll.id):
                yield self._open_time(poll, slot, self._person in asked, answers.get(slot.id))

    def _open_time(self, poll: Poll, slot: Slot, asked: bool, ballot: Ballot | None) -> OpenTime:
        return OpenTime(
            uid=slot.uid,
            board=self._board.id,
            title=poll.title,
            mode=poll.mode,
            start=slot.start,
            end=slot.end,
            zone=self._board.timezone,
            deadline=local(self._board, poll.deadline_at),
            created=slot.created_at,
            place=poll.place,
            note=slot.note,
            reserve=slot.reserve_for_id is not None,
            roles=self._roles(slot.start.date()),
            asked=asked,
            answer=ballot.answer if ballot else None,
            answered=ballot.answered_at if ballot else None,
        )


def _own_parts(session: Session, rows: Sequence[Meeting], person: int) -> dict[int, OwnPart]:
    """Meeting → what the person has said of the time that holds, and the call that they have."""
    said = attendance.said_by_person(session, person)
    calls = attendance.calls_of_person(session, person)
    parts = {}
    for row in rows:
        answer, call = said.get((row.id, row.time_rev)), calls.get((row.id, row.time_rev))
        if answer is not None or call is not None:
            parts[row.id] = _own_part(row, answer, call)
    return parts


def _own_part(row: Meeting, said: Attendance | None, call: CallIn | None) -> OwnPart:
    there = None
    if said is not None and said.answer is Coming.DELVIS:
        day = row.start.date()
        first = datetime.combine(day, said.first) if said.first else row.start
        there = (first, datetime.combine(day, said.last) if said.last else row.end)
    moments = [said.answered_at] if said else []
    if call is not None:
        moments += [moment for moment in (call.created_at, call.accepted_at, call.ended_at) if moment is not None]
    shown = call.state if call is not None and call.state in (CallState.ASKED, CallState.ACCEPTED) else None
    if call is not None and shown is not None:
        moments.append(call.ask_at)
    return OwnPart(max(moments), said.answer if said else None, there, shown)


def _made_public(meeting: BookedMeeting, budget: AgendaItem) -> BookedMeeting:
    link = budget.links[0] if budget.links else None
    return replace(meeting, public=True, proposal=link, agenda_changed=budget.changed_at)


def _booked(row: Meeting, main: Meeting | None, roles: Roles, own: OwnPart | None) -> BookedMeeting:
    return BookedMeeting(
        uid=row.uid,
        board=row.board_id,
        title=row.title,
        kind=row.kind,
        mode=row.mode,
        status=row.status,
        start=row.start,
        end=row.end,
        ends=row.end_at,
        zone=row.timezone,
        sequence=row.sequence,
        created=row.created_at,
        changed=row.changed_at,
        place=row.place,
        link=row.link,
        note=row.note,
        main=MainDate(main.start, main.end_at, main.status, main.changed_at) if main else None,
        roles=roles,
        own=own,
    )
