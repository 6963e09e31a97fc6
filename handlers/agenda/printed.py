"""An agenda as it is printed: plain words in the reader's language, the same in the Word file and on the page. Pure.

The link to a video meeting isn't here: such lists are sent on and put up, and whoever has that link can come in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.agenda import lines as say
from handlers.agenda.facts import Agenda, Item, MeetingOfItems
from handlers.agenda.numbering import in_order
from handlers.agenda.rules import clock, is_web_link
from handlers.blocks import cut
from handlers.text import Text, capital
from handlers.words_of import mode_words
from storage.words import ItemKind, ItemState, MeetingKind, MeetingMode, MeetingStatus

LONGEST_BACKGROUND = 400
"""A list tells what a matter is about; the rest is in the handlingar."""
LONGEST_LINK = 60
NARROW = "\u00a0"
"""Between sign and number: never apart at the end of a line."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link's words; without an address where no browser should open it."""

    words: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One item, or a part of one; what isn't said is empty."""

    number: str
    title: str
    kind: str
    presenter: str = ""
    at: str = ""
    length: str = ""
    background: str = ""
    proposal: str = ""
    dnr: str = ""
    links: tuple[Link, ...] = ()
    part: bool = False
    out: bool = False
    """Utgår: its number stays (R36)."""


@dataclass(frozen=True, slots=True)
class Printed:
    """All there is to print."""

    language: str
    board: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    """What, when and where: label and words."""
    notes: tuple[str, ...]
    items: str
    """What stands above the items."""
    columns: tuple[str, str, str, str, str]
    proposal: str
    """The label before a proposal."""
    rows: tuple[Row, ...]
    nothing: str
    """Said where there are no rows."""
    foot: str
    as_of: str


def printed(text: Text, agenda: Agenda, now: datetime) -> Printed:
    """The list as it is at that moment on the board's wall: whoever holds it in their hand sees how old it is."""
    meeting = agenda.meeting
    heading, day = _heading(text, meeting), text.day(meeting.start.date())
    return Printed(
        language=text.language,
        board=agenda.board_name,
        heading=heading,
        facts=_facts(text, meeting),
        notes=tuple(_notes(text, agenda)),
        items=text.plain("Ärenden"),
        columns=_columns(text, meeting),
        proposal=text.plain("Förslag till beslut"),
        rows=tuple(_rows(text, agenda)),
        nothing=text.plain("Inga ärenden än."),
        foot=text.plain("{board}, {heading} {day}", board=agenda.board, heading=heading.lower(), day=day),
        as_of=text.plain("Som den såg ut {when}.", when=text.moment(now)),
    )


def _heading(text: Text, meeting: MeetingOfItems) -> str:
    """What boards call it; a meeting that decides nothing has a dagordning."""
    if meeting.kind is MeetingKind.SAMMANTRADE:
        return text.plain("Föredragningslista")
    return text.plain("Dagordning")


def _facts(text: Text, meeting: MeetingOfItems) -> tuple[tuple[str, str], ...]:
    rows = [
        (text.plain("Möte"), meeting.title),
        (text.plain("Tid"), capital(text.when(meeting.start, meeting.end))),
    ]
    where = [meeting.place] if meeting.place else []
    if meeting.mode is not MeetingMode.FYSISKT:
        where.append(mode_words(text, meeting.mode))
    if where:
        rows.append((text.plain("Plats"), capital(", ".join([*where[:1], *(each.lower() for each in where[1:])]))))
    return tuple(rows)


def _notes(text: Text, agenda: Agenda) -> list[str]:
    notes = []
    if agenda.meeting.status is MeetingStatus.INSTALLT:
        notes.append(text.plain("Mötet är inställt."))
    if agenda.meeting.kind is MeetingKind.SAMMANTRADE and any(
        item.kind is ItemKind.BUDGET and item.state is ItemState.ON for item in agenda.items
    ):
        notes.append(text.plain("Mötet fastställer budgeten och är offentligt."))
    if agenda.provisional:
        notes.append(text.plain("Numren är preliminära till dess att mötet öppnas."))
    return notes


def _columns(text: Text, meeting: MeetingOfItems) -> tuple[str, str, str, str, str]:
    number = "§" if meeting.kind is MeetingKind.SAMMANTRADE else text.plain("Nr")
    return number, text.plain("Ärende"), text.plain("Typ"), text.plain("Föredragande"), text.plain("Tid")


def _rows(text: Text, agenda: Agenda) -> list[Row]:
    """In the order of the numbers, each followed by its parts."""
    mains = in_order(agenda.mains)
    timed = [one for one in mains if one.state is not ItemState.UTGAR]
    begins = clock(timed, agenda.meeting.start) if any(one.minutes for one in timed) else {}
    return [_row(text, agenda, item, begins) for main in mains for item in (main, *agenda.parts(main.id))]


def _row(text: Text, agenda: Agenda, item: Item, begins: Mapping[int, datetime]) -> Row:
    number, part = _number(agenda, item), item.part_of is not None
    if item.state is ItemState.UTGAR:
        return Row(number, item.title, text.plain("Utgår"), part=part, out=True)
    return Row(
        number=number,
        title=item.title,
        kind=say.kind_label(text, item.kind),
        presenter=_presenter(text, agenda, item),
        at=text.hour(begins[item.id]) if item.id in begins else "",
        length=text.plain("{minutes} min", minutes=item.minutes) if item.minutes is not None else "",
        background=cut(item.background or "", LONGEST_BACKGROUND),
        proposal=item.proposal or "",
        dnr=text.plain("Dnr {dnr}", dnr=item.dnr) if item.dnr else "",
        links=tuple(_link(each) for each in item.links),
        part=part,
    )


def _number(agenda: Agenda, item: Item) -> str:
    """ "§ 27"; a part has its letter, "a)"."""
    paragraph = agenda.numbers.get(item.id)
    if paragraph is None:
        return ""
    if paragraph.letter:
        return f"{paragraph.letter})"
    return say.number_words(paragraph, agenda.meeting.kind).replace(" ", NARROW)


def _presenter(text: Text, agenda: Agenda, item: Item) -> str:
    if item.guest and item.guest_at:
        at = text.hour(datetime.combine(agenda.meeting.start.date(), item.guest_at))
        return text.plain("{name}, kl. {at}", name=item.guest, at=at)
    return item.guest or agenda.names.get(item.presenter or 0, "")


def _link(written: str) -> Link:
    words = re.sub(r"^https?://(?:www\.)?", "", written).rstrip("/")
    return Link(cut(words, LONGEST_LINK), written if is_web_link(written) else None)
