"""Takes one person's details away (GDPR, article 17). That somebody sat on the board on those days stays: its decisions
rest on it. Who it was is then known from the board's minutes, not from here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from handlers.text import escape
from storage import boards, records, replies, trail
from storage.boards import Person, calendar_changed, touch
from storage.outbox import Outbox
from storage.words import OutboxState

ANONYMOUS = "Raderad person"
"""Stands where a name stood, also in front of people."""
FIELDS = {
    "name": "name",
    "slack": "Slack id",
    "email": "e-mail address",
    "phone": "telephone number",
    "language": "language",
    "dm_channel": "conversation with Klubban",
}


class StillSits(Exception):
    """The person is on a board, so that nothing may be taken away yet; the text says what to do."""


def erase(session: Session, now: datetime, person_id: int) -> list[str]:
    """What was taken away, a line each, never quoting it; nothing is left to take away from the second time on.

    Raises StillSits while the person has a mandate or a task today or later."""
    person = session.get_one(Person, person_id)
    sitting = boards.boards_of_person(session, person.id, now.date())
    if sitting:
        names = ", ".join(board.key for board in sitting)
        raise StillSits(f"the person is on {names}: take them out of the roster file, import it, and try tomorrow")
    mine = boards.boards_of_person(session, person.id, date.min)
    for board in mine:
        touch(session, board)
    done = [*_messages(session, person), *_contacts(session, person), *_links(session, now, person)]
    done += [*_replies(session, person), *_history(session, person), *_details(person)]
    if done:
        for board in mine:
            calendar_changed(board, now)
            trail.note(session, now, board.id, None, "person.erased", person=person.id)
    session.flush()
    return done


def _details(person: Person) -> Iterator[str]:
    """Last, for the others look for them. The person stays known to the roster's history under a name of ours."""
    taken = [words for name, words in FIELDS.items() if getattr(person, name) not in (None, ANONYMOUS)]
    person.name, person.ref = ANONYMOUS, f"raderad-{person.id}"
    person.slack = person.email = person.phone = person.language = person.dm_channel = None
    if taken:
        yield f"taken away: {', '.join(taken)}"


def _history(session: Session, person: Person) -> Iterator[str]:
    mandates, tasks = records.mandates_of(session, person.id), records.tasks_of(session, person.id)
    for mandate in mandates:
        mandate.party = None
    if person.name != ANONYMOUS and (mandates or tasks):
        yield f"kept, of an anonymous holder: {len(mandates)} mandates, {len(tasks)} tasks, and the answers given"


def _replies(session: Session, person: Person) -> Iterator[str]:
    if count := replies.forget_of(session, person.id):
        yield f"taken away: what {count} written messages did"


def _links(session: Session, now: datetime, person: Person) -> Iterator[str]:
    """Taken back; a nameless tombstone stays, so that a calendar that still asks is told that it is over."""
    rows = [link for link in records.links(session, person.id) if link.name]
    for link in rows:
        link.name, link.revoked_at = "", link.revoked_at or now
    if rows:
        yield f"taken back: {len(rows)} calendar links"


def _messages(session: Session, person: Person) -> Iterator[str]:
    own = records.messages_to(session, person.id, person.dm_channel)
    under_way = [row for row in own if row.state is OutboxState.SENDING]
    count = sum(_silence(session, row) for row in own if row not in under_way)
    session.flush()
    named = _out_of_letters(session, person)
    if count:
        yield f"taken away: {count} messages to the person (what Slack keeps of them is deleted in Slack)"
    if named:
        yield f"name taken out of {named} letters to others"
    if under_way:
        yield f"{len(under_way)} messages are just being sent: run this again in a minute"


def _silence(session: Session, row: Outbox) -> bool:
    """A letter goes. A card stays as an empty place: were it gone, settling its question would make it anew."""
    if row.view is None:
        session.delete(row)
        return True
    if row.state is OutboxState.CANCELLED and row.slack_ts is None:
        return False
    row.state, row.slack_channel, row.slack_ts = OutboxState.CANCELLED, None, None
    return True


def _out_of_letters(session: Session, person: Person) -> int:
    """How many letters named the person. Whole names only: another's may begin with it."""
    if person.name == ANONYMOUS:
        return 0
    spelt = {person.name, escape(person.name)}
    named = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in spelt))
    count = 0
    for row in records.letters(session):
        body = _without(named, row.body)
        if body != row.body:
            row.body = body
            count += 1
    return count


def _without(named: re.Pattern[str], value: Any) -> Any:
    match value:
        case str():
            return named.sub(ANONYMOUS, value)
        case list():
            return [_without(named, item) for item in value]
        case dict():
            return {key: _without(named, item) for key, item in value.items()}
    return value


def _contacts(session: Session, person: Person) -> Iterator[str]:
    """Where the person is also a member's registrator."""
    own = {person.name, person.email} - {None, ANONYMOUS}
    for board in boards.all_boards(session):
        for row in boards.huvudman(session, board.id):
            if own & set(map(str, row.contact.values())):
                row.contact = {}
                yield f"{board.key}: taken away as contact of {row.key}; the roster file still has it, if it had"
