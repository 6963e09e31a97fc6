"""Carries out what somebody wrote, all of it or nothing; and takes it back. Nothing of the words is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.attendance import actions as attendance
from handlers.attendance import refusals, undoing
from handlers.attendance.actions import Answer as Said
from handlers.attendance.reading import facts_of
from handlers.blocks import Message
from handlers.errors import Refusal
from handlers.polls import actions as polls
from handlers.replies import helping, views
from handlers.replies.facts import Act, AnswerCall, Ask, Attend, Do, Help, Outcome, Tell, Undo, Vote
from handlers.replies.packing import from_hour, hour, pack, unpack
from handlers.replies.raising import wants_to_raise
from handlers.replies.reading import boards_of, waiting
from handlers.replies.rules import MEMORY, understand
from handlers.replies.standing import Waiting
from handlers.run import Who
from handlers.text import Text
from storage import outbox, replies
from storage import polls as kept
from storage.attendance import CallIn
from storage.boards import touch
from storage.meetings import Meeting
from storage.outbox import To
from storage.replies import Reply
from storage.words import Answer, CallState, Coming, Priority


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answer goes: the conversation, and the letter's name, so that it is written once."""

    channel: str
    name: str


def respond(session: Session, now: datetime, who: Who, written: str, place: Place) -> None:
    """What comes of a message, and the answer to it, in one transaction. The words go no further than here."""
    found, outcome = _heard(session, now, who, written)
    _stand_in_line(session, outcome.acts if isinstance(outcome, Do) else ())
    text = Text(who.language)
    match outcome:
        case Do(acts, also):
            message = _try(session, now, who, acts, also)
        case Ask():
            message = views.asked(text, found, outcome)
        case Tell():
            message = views.told(text, found, outcome)
        case Help():
            message = helping.raising(text) if wants_to_raise(written) else helping.helped(text, found)
    _write(session, now, place, message)


def _heard(session: Session, now: datetime, who: Who, written: str) -> tuple[Waiting, Outcome]:
    found = waiting(session, now, who)
    return found, understand(written, found.situation)


def _try(session: Session, now: datetime, who: Who, acts: Sequence[Act], also: Tell | None) -> Message:
    """All of it, or nothing and the reason why."""
    attempt = session.begin_nested()
    try:
        message = _done(session, now, who, acts, also)
    except Refusal as refused:
        attempt.rollback()
        text = Text(who.language)
        return helping.refused(text, refused.reason(text))
    attempt.commit()
    return message


def _done(session: Session, now: datetime, who: Who, acts: Sequence[Act], also: Tell | None = None) -> Message:
    text = Text(who.language)
    if any(isinstance(act, Undo) for act in acts):
        return views.undone(text, *_undone(session, now, who, None))
    reply = _carry_out(session, now, who, acts)
    found = waiting(session, now, who)
    return views.noted(text, found, acts, reply, views.what_is_told(text, found, also) if also else None)


def choose(session: Session, now: datetime, who: Who, act: Act, place: Place) -> None:
    """A button of a question that was asked back. Raises Refusal where it can't be."""
    _stand_in_line(session, [act])
    _write(session, now, place, _done(session, now, who, [act]))


def undo(session: Session, now: datetime, who: Who, reply_id: int, place: Place) -> None:
    """*Ångra*. Raises Refusal after a day, the second time, and once another has answered because of it."""
    _stand_in_line(session, acts_of(session, reply_id))
    _write(session, now, place, views.undone(Text(who.language), *_undone(session, now, who, reply_id)))


def _carry_out(session: Session, now: datetime, who: Who, acts: Sequence[Act]) -> int:
    """Under the rules of the buttons; returns what *Ångra* takes back."""
    before = [_before(session, now, who, act) for act in acts]
    for act in acts:
        _do(session, now, who, act)
    row = Reply(person_id=who.person, at=now, acts=[pack(act) for act in acts], before=before)
    session.add(row)
    session.flush()
    return row.id


def _stand_in_line(session: Session, acts: Sequence[Act]) -> None:
    """On all boards at once, in the order of their ids; what was read before the wait is read anew."""
    for board in boards_of(session, acts):
        touch(session, board)
    session.expire_all()


def _do(session: Session, now: datetime, who: Who, act: Act) -> None:
    match act:
        case Attend(meeting, coming, first, last):
            attendance.answer(session, now, who, meeting, Said(coming, first, last))
        case AnswerCall(call, yes):
            (attendance.accept if yes else attendance.decline)(session, now, who, call)
        case Vote(poll, answers):
            polls.answer(session, now, who, poll, dict(answers))


def _before(session: Session, now: datetime, who: Who, act: Act) -> dict[str, Any]:
    """What stands now: the answer, and the call if there is one."""
    match act:
        case Attend(meeting):
            return _said_before(session, now, who, meeting)
        case AnswerCall(call):
            row = session.get(CallIn, call)
            return {"state": row.state.value} if row else {}
        case Vote(poll, answers):
            own = {row.slot_id: row.answer.value for row in kept.own_ballots(session, poll, who.person)}
            return {str(slot): own.get(slot) for slot, _ in answers}
    return {}


def _said_before(session: Session, now: datetime, who: Who, meeting: int) -> dict[str, Any]:
    row = session.get(Meeting, meeting)
    facts = facts_of(session, now, row) if row else None
    said, call = (facts.said.get(who.person), facts.call_of(who.person)) if facts else (None, None)
    found: dict[str, Any] = {}
    if said is not None and said.answer is not None:
        found |= {"coming": said.answer.value, "first": hour(said.first), "last": hour(said.last)}
    if call is not None and facts is not None and who.person in facts.ersattare():
        found |= {"call": call.id, "state": call.state.value}
    return found


def acts_of(session: Session, reply_id: int) -> list[Act]:
    """What a message did."""
    row = session.get(Reply, reply_id)
    return [unpack(packed) for packed in row.acts] if row else []


def _undone(session: Session, now: datetime, who: Who, reply_id: int | None) -> tuple[Waiting, list[Act]]:
    """Takes back what a message did, or the newest one; how it stands then, and what it was."""
    row = _to_undo(session, now, who, reply_id)
    acts = [unpack(packed) for packed in row.acts]
    if row.undone_at is not None:
        raise Refusal(refusals.nothing_to_undo)
    for act, before in reversed(list(zip(acts, row.before, strict=True))):
        _put_back(session, now, who, act, before)
    row.undone_at = now
    session.flush()
    return waiting(session, now, who), acts


def _to_undo(session: Session, now: datetime, who: Who, reply_id: int | None) -> Reply:
    newest = replies.latest(session, who.person, now - MEMORY)
    row = newest if reply_id is None else session.get(Reply, reply_id)
    if row is None or row.person_id != who.person or now - row.at > MEMORY:
        raise Refusal(refusals.nothing_to_undo)
    return row


def _put_back(session: Session, now: datetime, who: Who, act: Act, before: dict[str, Any]) -> None:
    match act:
        case Attend(meeting):
            _put_back_answer(session, now, who, meeting, before)
        case AnswerCall(call):
            undoing.reopen(session, now, who, call, CallState(before["state"]))
        case Vote(poll):
            answers = {int(slot): Answer(answer) if answer else None for slot, answer in before.items()}
            polls.put_back(session, now, who, poll, answers)


def _put_back_answer(session: Session, now: datetime, who: Who, meeting: int, before: dict[str, Any]) -> None:
    call = session.get(CallIn, before["call"]) if "call" in before else None
    if call is not None and call.state.value != before["state"]:
        undoing.reopen(session, now, who, call.id, CallState(before["state"]))
    said = None
    if "coming" in before:
        said = Said(Coming(before["coming"]), from_hour(before["first"]), from_hour(before["last"]))
    undoing.take_back(session, now, who, meeting, said)


def answer_written(session: Session, now: datetime, place: Place, message: Message) -> None:
    """The answer to what somebody wrote elsewhere than in the DM."""
    _write(session, now, place, message)


def _write(session: Session, now: datetime, place: Place, message: Message) -> None:
    to = To(channel=place.channel)
    outbox.letter(session, now, place.name, to, message.body(), board=None, priority=Priority.ANSWER)
