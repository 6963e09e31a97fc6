"""Who is told what, once: every letter that follows from who comes (R7, R12, R25, R40)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from handlers.attendance import letters
from handlers.attendance.calls import Plan, plan
from handlers.attendance.facts import Call, MeetingAttendance
from handlers.attendance.reading import facts_of, frame_of
from handlers.attendance.rules import absences, at_risk, chair_away, needs_cover, silent, who_presides
from handlers.attendance.timing import GRACE, Asking, is_urgent
from handlers.blocks import Message
from handlers.boards.actions import text_for
from handlers.boards.people import zone
from handlers.calendar_days import to_utc, weekday_before
from handlers.text import Text
from storage import outbox
from storage.attendance import CallIn
from storage.boards import Board
from storage.meetings import Meeting
from storage.outbox import To
from storage.words import CallState, Office, Priority

NOON = datetime.min.time().replace(hour=12)
Letter = Callable[[Text], Message]


@dataclass(frozen=True, slots=True)
class _Desk:
    """From where letters about one meeting are sent: laid out first, then all looked up and posted together."""

    session: Session
    now: datetime
    board: Board
    row: Meeting
    facts: MeetingAttendance
    secretaries: tuple[int, ...]
    laid_out: dict[str, tuple[int, Letter]] = field(default_factory=dict)

    def send(self, name: str, people: Iterable[int], letter: Letter) -> None:
        """The letter to each of them, once by name and time of the meeting."""
        for person in people:
            full = f"attendance.{name}:{self.row.id}.{self.row.time_rev}:{person}"
            self.laid_out[full] = (person, letter)

    def post(self) -> None:
        """Those that haven't gone out before. Nearly always all have: none is worded in vain."""
        known = outbox.known(self.session, self.laid_out)
        for name, (person, letter) in self.laid_out.items():
            if name not in known:
                body, board = letter(text_for(self.session, self.board, person)).body(), self.board.id
                to, priority = To(person=person), Priority.ANSWER
                outbox.letter(self.session, self.now, name, to, body, board=board, priority=priority)


def tell(
    session: Session,
    now: datetime,
    board: Board,
    row: Meeting,
    facts: MeetingAttendance,
    secretaries: tuple[int, ...],
    elsewhere: Collection[int],
) -> list[datetime]:
    """Every word that is due; returns when the next one may be. `elsewhere` are those who serve in another meeting."""
    desk = _Desk(session, now, board, row, facts, secretaries)
    _released(desk)
    due: list[datetime] = []
    if now < row.start_at:
        _chased(desk)
        wanted = plan(facts, elsewhere)
        due = [*_urgent(desk), *_uncovered(desk, wanted), *_short(desk), *_presider(desk), *_silent(desk)]
    desk.post()
    return due


def call_moved(session: Session, now: datetime, board: Board, row: Meeting, ended: Iterable[CallIn]) -> None:
    """To those who had been called to the meeting at its old time."""
    told = sorted({call.person_id for call in ended})
    if told:
        desk = _Desk(session, now, board, row, facts_of(session, now, row), ())
        desk.send("moved", told, lambda text: letters.call_moved(text, desk.facts))
        desk.post()


def _released(desk: _Desk) -> None:
    for call in desk.facts.calls:
        if call.state is CallState.RELEASED:
            _send_released(desk, call)


def _send_released(desk: _Desk, call: Call) -> None:
    desk.send(f"released.{call.id}", [call.person], lambda text: letters.released(text, desk.facts, call))


def _chased(desk: _Desk) -> None:
    for call in desk.facts.calls:
        if call.state is CallState.ASKED and call.chased:
            _send_chased(desk, call)


def _send_chased(desk: _Desk, call: Call) -> None:
    desk.send(f"chased.{call.id}", [call.person], lambda text: letters.chased(text, desk.facts, call))
    desk.send(f"last.{call.id}", desk.secretaries, lambda text: letters.chased_secretary(text, desk.facts, call))


def _urgent(desk: _Desk) -> list[datetime]:
    """Beside the asking, a minute after the click that caused it; at any hour."""
    due, frame = [], frame_of(desk.board, desk.row)
    for call in desk.facts.calls:
        unanswered = call.state in (CallState.WAITING, CallState.ASKED)
        if unanswered and is_urgent(Asking(call.ask_at, call.answer_by), frame):
            if call.created + GRACE > desk.now:
                due.append(call.created + GRACE)
            else:
                _send_urgent(desk, call)
    return due


def _send_urgent(desk: _Desk, call: Call) -> None:
    desk.send(f"urgent.{call.id}", desk.secretaries, lambda text: letters.urgent(text, desk.facts, call))


def _uncovered(desk: _Desk, wanted: Plan) -> list[datetime]:
    """Seats for which nobody is left, or nobody may be asked in time. The chair too, when the quorum is at risk."""
    due = []
    facts = desk.facts
    for seat in wanted.uncovered:
        if (at := _since(facts, seat)) > desk.now:
            due.append(at)
            continue
        _send_nobody_left(desk, seat)
    for new in wanted.new:  # what could be asked has been: these can't, before the meeting begins
        if (at := _since(facts, new.seat)) > desk.now:
            due.append(at)
        else:
            _send_cannot_ask(desk, new.seat, new.person)
    return due


def _since(facts: MeetingAttendance, seat: int) -> datetime:
    """A minute after the ledamot said so."""
    holder = facts.held[seat]
    said = facts.said.get(holder) if holder is not None else None
    return (
        said.at + GRACE
        if said is not None and said.at is not None
        else datetime.min.replace(tzinfo=facts.begins.tzinfo)
    )


def _send_nobody_left(desk: _Desk, seat: int) -> None:
    tried = sum(call.seat == seat and not call.live for call in desk.facts.calls)
    chair = _chair(desk.facts) if at_risk(desk.facts) else []
    readers = dict.fromkeys([*desk.secretaries, *chair])
    desk.send(f"nobody.{seat}.{tried}", readers, lambda text: letters.nobody_left(text, desk.facts, seat))


def _send_cannot_ask(desk: _Desk, seat: int, person: int) -> None:
    desk.send(
        f"phone.{seat}.{person}", desk.secretaries, lambda text: letters.cannot_ask(text, desk.facts, seat, [person])
    )


def _chair(facts: MeetingAttendance) -> list[int]:
    return [m.person for m in facts.people.mandates if m.office is Office.ORDFORANDE]


def _short(desk: _Desk) -> list[datetime]:
    """Away for less than an hour: to the secretary, who calls nobody (R7)."""
    due = []
    facts = desk.facts
    for person in facts.ledamoter():
        said = facts.said.get(person)
        if said is None or not absences(said, facts.start, facts.end) or needs_cover(said, facts.start, facts.end):
            continue
        if said.at is not None and said.at + GRACE > desk.now:
            due.append(said.at + GRACE)
        else:
            _send_short(desk, person, f"{said.first}-{said.last}")
    return due


def _send_short(desk: _Desk, person: int, hours: str) -> None:
    name = f"short.{person}.{hours.replace(':', '')}"
    desk.send(name, desk.secretaries, lambda text: letters.short_absence(text, desk.facts, person))


def _presider(desk: _Desk) -> list[datetime]:
    """To whoever leads the meeting in the chair's place."""
    person = who_presides(desk.facts) if desk.facts.decides and chair_away(desk.facts) else None
    if person is None:
        return []
    chair = _chair(desk.facts)
    said = desk.facts.said.get(chair[0]) if chair else None
    if said is not None and said.at is not None and said.at + GRACE > desk.now:
        return [said.at + GRACE]
    desk.send("presides", [person], lambda text: letters.presides(text, desk.facts))
    return []


def _silent(desk: _Desk) -> list[datetime]:
    """At noon the weekday before (R40)."""
    row, board = desk.row, desk.board
    if row.asked_at is None and row.notice_at is None:
        return []
    noon = to_utc(datetime.combine(weekday_before(row.start.date()), NOON), zone(board))
    if noon > desk.now:
        return [noon]
    quiet = silent(desk.facts)
    if quiet and noon >= max(moment for moment in (row.asked_at, row.notice_at) if moment is not None):
        desk.send("silent", desk.secretaries, lambda text: letters.silent(text, desk.facts, quiet))
    return []
