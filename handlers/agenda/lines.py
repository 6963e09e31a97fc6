"""The sentences about items that cards, letters and windows share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from handlers.agenda.facts import Agenda, Item, MeetingOfItems, Paragraph
from handlers.agenda.numbering import in_order
from handlers.agenda.rules import clock
from handlers.text import Mrkdwn, Text, escape, words
from storage.words import ItemKind, ItemState, MeetingKind


def kind_label(text: Text, kind: ItemKind) -> str:
    """What the item is for."""
    return {
        ItemKind.FORMALIA: text.plain("Formalia"),
        ItemKind.BESLUT: text.plain("Beslut"),
        ItemKind.INFORMATION: text.plain("Information"),
        ItemKind.DISKUSSION: text.plain("Diskussion"),
        ItemKind.ANMALAN: text.plain("Anmälan"),
        ItemKind.VAL: text.plain("Val"),
        ItemKind.BUDGET: text.plain("Budget"),
    }[kind]


def meeting_day(text: Text, meeting: MeetingOfItems, year: int) -> Mrkdwn:
    """ "fredag 5 mars"."""
    return Mrkdwn(text.day(meeting.start.date(), this_year=year))


def meeting_short(text: Text, meeting: MeetingOfItems) -> str:
    """ "5 mars: Styrelsemöte", for a choice."""
    return f"{text.short_day(meeting.start.date())}: {meeting.title}"


def number_words(paragraph: Paragraph | None, kind: MeetingKind) -> Mrkdwn:
    """ "§ 27", of a part "§ 4 a"; a meeting that decides nothing has plain numbers."""
    if paragraph is None:
        return Mrkdwn("")
    number = f"{paragraph.number} {paragraph.letter}".strip()
    return escape(f"§ {number}" if kind is MeetingKind.SAMMANTRADE else f"{number}.")


def item_line(text: Text, agenda: Agenda, item: Item, begins: Mapping[int, datetime]) -> Mrkdwn:
    """ "§ 27 Delårsbokslut. Beslut. Föredragande: Anna. Kl. 9.15, 20 minuter"."""
    number = number_words(agenda.numbers.get(item.id), agenda.meeting.kind)
    title = text("*{number} {title}*", number=number, title=escape(item.title))
    if item.state is ItemState.UTGAR:
        return words((title, text("Utgår.")))
    return words(
        (
            title,
            escape(f"{kind_label(text, item.kind)}."),
            presenter(text, agenda.names, item),
            _when(text, item, begins),
        )
    )


def presenter(text: Text, names: Mapping[int, str], item: Item) -> Mrkdwn:
    """Who presents it; a guest with their time."""
    if item.guest:
        at = escape(f", {text.hour(datetime.combine(date.min, item.guest_at))}") if item.guest_at else Mrkdwn("")
        return text("Föredragande: {name}{at}.", name=escape(item.guest), at=at)
    if item.presenter is not None and item.presenter in names:
        return text("Föredragande: {name}.", name=escape(names[item.presenter]))
    return Mrkdwn("")


def _when(text: Text, item: Item, begins: Mapping[int, datetime]) -> Mrkdwn:
    if item.minutes is None:
        return Mrkdwn("")
    length = text.n("En minut.", "{n} minuter.", item.minutes)
    at = begins.get(item.id)
    return length if at is None else text("Kl. {at}, {length}", at=escape(text.hour(at)), length=length)


def rows(text: Text, agenda: Agenda) -> list[tuple[Item, Mrkdwn]]:
    """Every item in the order of its number, each followed by its parts."""
    mains = in_order(agenda.mains)
    begins = clock([one for one in mains if one.state is not ItemState.UTGAR], agenda.meeting.start)
    found = []
    for main in mains:
        for item in (main, *agenda.parts(main.id)):
            found.append((item, item_line(text, agenda, item, begins)))
    return found


def state_words(text: Text, item: Item, meeting: MeetingOfItems | None, year: int) -> Mrkdwn:
    """How an item stands, to its submitter."""
    at = meeting_day(text, meeting, year) if meeting else text("nästa möte")
    match item.state:
        case ItemState.RECEIVED:
            return text("Det är tänkt till mötet {day}.", day=at) if meeting else text("Det är tänkt till nästa möte.")
        case ItemState.ASKED_BACK:
            return text("Sekreteraren behöver veta mer innan det kan tas med.")
        case ItemState.ON:
            return text("Det står på dagordningen för mötet {day}.", day=at)
        case ItemState.UTGAR:
            return text("Det utgår från dagordningen för mötet {day}.", day=at)
        case ItemState.RETURNED:
            return text("Sekreteraren har lämnat tillbaka det.")
        case ItemState.WITHDRAWN:
            return text("Du har tagit tillbaka det.")
