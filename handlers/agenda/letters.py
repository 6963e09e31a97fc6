"""The words about items that go out once: each step to the submitter, and that the items close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handlers.agenda import lines as say
from handlers.agenda.facts import Agenda, Item, MeetingOfItems, OneItem
from handlers.agenda.views import AGREE, EDIT, KEEP, RAISE, SHOW
from handlers.blocks import Message, actions, button, section
from handlers.text import Mrkdwn, Text, escape, lines, words
from storage.words import ItemState


def of_step(text: Text, facts: OneItem) -> tuple[str, Message] | None:
    """The newest step's name and its letter; None where the receipt says all there is."""
    item = facts.item
    if facts.proposed is not None:
        return "move", _asks_to_move(text, facts, facts.proposed)
    match item.state:
        case ItemState.ON:
            return "on", _told(text, facts)
        case ItemState.ASKED_BACK:
            return f"asked.{item.rev}", _asked_back(text, facts)
        case ItemState.RETURNED:
            return "returned", _told(text, facts)
        case ItemState.UTGAR:
            return "utgar", _told(text, facts)
    return None


def _head(text: Text, facts: OneItem) -> Mrkdwn:
    return text("*Ditt ärende ”{title}”.*", title=escape(facts.item.title))


def _told(text: Text, facts: OneItem) -> Message:
    said = words((_head(text, facts), say.state_words(text, facts.item, facts.meeting, facts.year)))
    return Message(said, (section(said),))


def _asked_back(text: Text, facts: OneItem) -> Message:
    said = words((_head(text, facts), say.state_words(text, facts.item, facts.meeting, facts.year)))
    row = actions([button(text.plain("Komplettera"), EDIT, str(facts.item.id))])
    return Message(said, (section(said), row))


def _asks_to_move(text: Text, facts: OneItem, proposed: MeetingOfItems) -> Message:
    day = say.meeting_day(text, proposed, facts.year)
    ask = text("Sekreteraren föreslår att det tas upp på mötet {day} i stället. Går det bra?", day=day)
    said = words((_head(text, facts), ask))
    value = str(facts.item.id)
    row = [
        button(text.plain("Ja, ta det då"), AGREE, value, style="primary"),
        button(text.plain("Nej, ta upp det som tänkt"), KEEP, value),
    ]
    return Message(said, (section(said), actions(row)))


def items_close(text: Text, meeting: MeetingOfItems, year: int) -> Message:
    """In the channel, once (R40)."""
    said = text(
        "*Har du ett ärende till mötet {day}?* Föreslå det senast {last}, så hinner det med i kallelsen.",
        day=say.meeting_day(text, meeting, year),
        last=Mrkdwn(text.day(meeting.closes, this_year=year)),
    )
    return Message(said, (section(said), actions([button(text.plain("Föreslå ärende"), RAISE, str(meeting.id))])))


def agenda_changed(
    text: Text, facts: Agenda, before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]
) -> Message:
    """What is new, gone or named otherwise since the agenda was sent."""
    day = say.meeting_day(text, facts.meeting, facts.year)
    head = text("*Dagordningen till mötet {day} är ändrad.*", day=day)
    rows = _differences(text, before, after) or [text("Ordningen är ny.")]
    show = button(text.plain("Visa dagordningen"), SHOW, str(facts.meeting.id))
    return Message(words((head, *rows)), (section(lines((head, *rows))), actions([show])))


def _differences(text: Text, before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> list[Mrkdwn]:
    old, new = ({row["id"]: row for row in rows} for rows in (before, after))
    rows = [text("Nytt: {title}.", title=escape(new[one]["title"])) for one in new.keys() - old.keys()]
    rows += [text("Borta: {title}.", title=escape(old[one]["title"])) for one in old.keys() - new.keys()]
    for one in sorted(old.keys() & new.keys()):
        was, now = old[one], new[one]
        if now["state"] != was["state"] and now["state"] == ItemState.UTGAR:
            rows.append(text("Utgår: {title}.", title=escape(now["title"])))
        elif now["title"] != was["title"]:
            rows.append(text("Ändrat: {title}.", title=escape(now["title"])))
    return rows


def public(text: Text, meeting: MeetingOfItems, item: Item, year: int) -> Message:
    """To the secretary: the meeting that fixes the budget is public, and is announced as the förbundsordning says."""
    day = say.meeting_day(text, meeting, year)
    head = text("*Mötet {day} fastställer budgeten och är därför offentligt.*", day=day)
    how = text("Tillkännage det på det sätt som förbundsordningen säger. Det står också i den öppna kalendern.")
    link = (
        text("Förslaget: {link}", link=escape(item.links[0]))
        if item.links
        else text("Lägg till en länk till förslaget, så att det finns att läsa redan nu.")
    )
    show = button(text.plain("Visa dagordningen"), SHOW, str(meeting.id))
    row = actions([button(text.plain("Ändra"), EDIT, str(item.id)), show])
    return Message(words((head, how, link)), (section(words((head, how, link))), row))
