"""The forms: a part of the meeting, answering for somebody, asking an ersättare."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.attendance import lines as say
from handlers.attendance import refusals
from handlers.attendance.calls import candidates
from handlers.attendance.facts import MeetingAttendance
from handlers.blocks import Field, form_field, modal, section
from handlers.errors import Refusal
from handlers.text import Text
from storage.words import Coming

PART_FORM, FOR_FORM, ASK_FORM = "attendance.part.form", "attendance.for.form", "attendance.ask.form"
CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?", re.IGNORECASE)


def part_form(text: Text, facts: MeetingAttendance, person: int) -> dict[str, Any]:
    """From when and until when somebody is there."""
    said = facts.said.get(person)
    head = text(
        "Mötet {when}. Lämna ett fält tomt om du är med från början eller till slutet.", when=say.when(text, facts)
    )
    hint = text.plain("Klockslag, till exempel 9.30.")
    first = _hour(text, said.first) if said and said.first else None
    last = _hour(text, said.last) if said and said.last else None
    blocks: list[Block] = [
        section(head),
        form_field(Field("first", text.plain("Jag kommer klockan"), first, hint, optional=True, limit=20)),
        form_field(Field("last", text.plain("Jag går klockan"), last, hint, optional=True, limit=20)),
    ]
    data = json.dumps({"meeting": facts.id, "rev": facts.time_rev})
    title, close = text.plain("En del av mötet"), text.plain("Avbryt")
    return modal(PART_FORM, title, blocks, submit=text.plain("Spara"), close=close, data=data)


def _hour(text: Text, at: time) -> str:
    return text.hour(datetime.combine(date.min, at))


def clock(values: dict[str, str], name: str) -> time | None:
    """The time of day in that field; None when it is empty. Raises Refusal for what is none."""
    written = values.get(name)
    if written is None:
        return None
    found = CLOCK.fullmatch(written)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refusal(refusals.not_a_time, field=name)
    return time(int(found[1]), int(found[2] or 0))


def answer_for_form(text: Text, facts: MeetingAttendance) -> dict[str, Any]:
    """What somebody told the secretary."""
    everybody = [*facts.ledamoter(), *facts.ersattare()]
    people = tuple((str(p), facts.names[p]) for p in sorted(everybody, key=facts.names.__getitem__))
    comings = [c for c in Coming if c is not Coming.DISTANS or facts.may_be_distant]
    answers = tuple((coming.value, say.answer_label(text, facts, coming)) for coming in comings)
    hint = text.plain("Klockslag, till exempel 9.30. Fyll i om personen är med en del av mötet.")
    blocks: list[Block] = [
        section(text("Den du svarar åt ser i sin fråga att det är du som har svarat.")),
        form_field(Field("person", text.plain("Vem svarar du åt?"), choices=people)),
        form_field(Field("answer", text.plain("Svar"), choices=answers)),
        form_field(Field("first", text.plain("Kommer klockan"), None, hint, optional=True, limit=20)),
        form_field(Field("last", text.plain("Går klockan"), None, optional=True, limit=20)),
    ]
    title, submit, close = text.plain("Svara åt någon"), text.plain("Spara svaret"), text.plain("Avbryt")
    return modal(FOR_FORM, title, blocks, submit=submit, close=close, data=str(facts.id))


def ask_form(text: Text, facts: MeetingAttendance, pairs: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Whom to ask, for which seat; `pairs` are (seat, ersättare) that may be asked, the next in turn first."""
    if not pairs:
        said = section(text("Det finns ingen ersättare att fråga: platserna är besatta eller så har alla svarat nej."))
        return modal("notice", text.plain("Fråga en ersättare"), [said], submit=None, close=text.plain("Tillbaka"))
    choices = tuple((f"{seat}:{person}", _pair(text, facts, seat, person)) for seat, person in pairs)
    head = text(
        "Den du väljer får frågan direkt. Väntar någon annan på att svara för samma plats, tas den frågan tillbaka."
    )
    blocks: list[Block] = [
        section(head),
        form_field(Field("pair", text.plain("Vem ska frågas?"), choices=choices[:100])),
    ]
    data = json.dumps({"meeting": facts.id, "rev": facts.rev})
    title, submit, close = text.plain("Fråga en ersättare"), text.plain("Fråga"), text.plain("Avbryt")
    return modal(ASK_FORM, title, blocks, submit=submit, close=close, data=data)


def _pair(text: Text, facts: MeetingAttendance, seat: int, person: int) -> str:
    holder = facts.held[seat]
    name = facts.names[person]
    no = "" if person in candidates(facts) else text.plain(" (har svarat nej)")
    if holder is None:
        return text.plain("{name}{no}, för den vakanta platsen", name=name, no=no)
    return text.plain("{name}{no}, för {ledamot}", name=name, no=no, ledamot=facts.names[holder])
