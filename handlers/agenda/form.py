"""The forms: an item, raised or changed; the items that come by themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.agenda import lines as say
from handlers.agenda import refusals
from handlers.agenda.facts import Item, MeetingOfItems, Wanted
from handlers.agenda.rules import is_web_link
from handlers.blocks import Field, form_field, modal, section
from handlers.errors import Refusal
from handlers.text import Mrkdwn, Text, escape
from storage.words import ItemKind

ITEM_FORM = "agenda.form"
CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?", re.IGNORECASE)
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form. `item` and `rev` name the one that is changed; without them it is a new one."""

    boards: tuple[tuple[int, str], ...] = ()
    meetings: tuple[MeetingOfItems, ...] = ()
    people: tuple[tuple[int, str], ...] = ()
    """Who may present it."""
    title: str = ""
    background: str = ""
    meeting: int | None = None
    item: Item | None = None
    board: int | None = None
    staff: bool = False
    place: int | None = None
    """Its place on the agenda, from 1, for staff to change."""
    parent: str | None = None
    """The board to which an arbetsutskott may propose it."""


def item_form(text: Text, draft: Draft) -> dict[str, Any]:
    """The form for one item. It warns of secrecy before anything is typed."""
    blocks: list[Block] = [section(text("Skriv inget om enskilda personer eller som omfattas av sekretess."))]
    if draft.item is None and len(draft.boards) > 1:
        names = tuple((str(board), name) for board, name in draft.boards)
        blocks.append(form_field(Field("board", text.plain("Styrelse"), choices=names)))
    blocks += [form_field(each) for each in _fields(text, draft)]
    hidden = {
        "item": draft.item.id if draft.item else None,
        "rev": draft.item.rev if draft.item else 0,
        "board": draft.board,
    }
    title = text.plain("Föreslå ärende") if draft.item is None else text.plain("Ändra ärende")
    submit = text.plain("Skicka") if draft.item is None else text.plain("Spara")
    return modal(ITEM_FORM, title, blocks, submit=submit, close=text.plain("Avbryt"), data=json.dumps(hidden))


def _fields(text: Text, draft: Draft) -> list[Field]:
    item = draft.item
    kinds = tuple((kind.value, say.kind_label(text, kind)) for kind in ItemKind)
    fields = [
        Field("title", text.plain("Vad gäller det?"), item.title if item else draft.title, limit=LONGEST_TITLE),
        Field("kind", text.plain("Vad behövs?"), (item.kind if item else ItemKind.BESLUT).value, choices=kinds),
    ]
    if draft.meetings:
        chosen = item.meeting if item else draft.meeting
        meetings = tuple((str(one.id), say.meeting_short(text, one)) for one in draft.meetings)
        initial = str(chosen) if chosen in {one.id for one in draft.meetings} else None
        fields.append(Field("meeting", text.plain("Vilket möte?"), initial, choices=meetings, optional=True))
    if draft.place is not None:
        fields.append(Field("place", text.plain("Plats på dagordningen"), str(draft.place), optional=True, limit=4))
    if draft.parent is not None:
        yes = (("yes", text.plain("Ja, lägg det på {board}s dagordning", board=draft.parent)),)
        fields.append(Field("propose", text.plain("Föreslå styrelsen att besluta?"), choices=yes, optional=True))
    return [*fields, *_says(text, draft), *_practical(text, draft)]


def _says(text: Text, draft: Draft) -> list[Field]:
    item = draft.item
    background = item.background if item else draft.background
    return [
        Field("background", text.plain("Bakgrund"), background or None, multiline=True, optional=True),
        Field(
            "proposal",
            text.plain("Förslag till beslut"),
            item.proposal if item else None,
            multiline=True,
            optional=True,
        ),
    ]


def _practical(text: Text, draft: Draft) -> list[Field]:
    item = draft.item
    people = tuple((str(person), name) for person, name in draft.people[:100])
    presenter = str(item.presenter) if item and item.presenter is not None else None
    guest_at = text.hour(datetime.combine(date.min, item.guest_at)) if item and item.guest_at else None
    links = "\n".join(item.links) if item and item.links else None
    return [
        Field("presenter", text.plain("Föredragande"), presenter, choices=people, optional=True),
        Field("guest", text.plain("Eller en gäst"), item.guest if item else None, optional=True, limit=100),
        Field("guest_at", text.plain("När gästen kommer"), guest_at, optional=True, limit=20),
        Field(
            "minutes",
            text.plain("Minuter"),
            str(item.minutes) if item and item.minutes else None,
            optional=True,
            limit=4,
        ),
        Field("dnr", text.plain("Diarienummer"), item.dnr if item else None, optional=True, limit=60),
        Field("links", text.plain("Länkar"), links, text.plain("En på varje rad."), multiline=True, optional=True),
    ]


def wanted_of(values: dict[str, str]) -> Wanted:
    """What was filled in. Raises Refusal at the field that can't be read."""
    title = values.get("title", "")
    if not title:
        raise Refusal(refusals.title_missing, field="title")
    return Wanted(
        title=title,
        kind=ItemKind(values.get("kind", ItemKind.BESLUT)),
        meeting=_number(values, "meeting"),
        background=values.get("background"),
        proposal=values.get("proposal"),
        presenter=_number(values, "presenter"),
        guest=values.get("guest"),
        guest_at=_clock(values.get("guest_at")),
        minutes=_minutes(values.get("minutes")),
        dnr=values.get("dnr"),
        links=_links(values.get("links", "")),
    )


def _number(values: dict[str, str], name: str) -> int | None:
    return int(values[name]) if name in values else None


def place_of(values: dict[str, str]) -> int | None:
    """The place on the agenda; None where it wasn't asked for or is left empty."""
    written = values.get("place")
    if written is None:
        return None
    if not written.isdecimal() or not int(written):
        raise Refusal(refusals.not_a_number, field="place")
    return int(written)


def _minutes(written: str | None) -> int | None:
    if written is None:
        return None
    if not written.isdecimal() or not 0 < int(written) < 1000:
        raise Refusal(refusals.not_minutes, field="minutes")
    return int(written)


def _clock(written: str | None) -> time | None:
    if written is None:
        return None
    found = CLOCK.fullmatch(written)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refusal(refusals.not_a_time, field="guest_at")
    return time(int(found[1]), int(found[2] or 0))


def _links(written: str) -> tuple[str, ...]:
    links = tuple(each for line in written.splitlines() if (each := line.strip()))
    for each in links:
        if not is_web_link(each):
            raise Refusal(refusals.not_a_link, field="links")
    return links


def sent(text: Text, title: str, meeting: MeetingOfItems | None, year: int) -> dict[str, Any]:
    """Shown when an item has been received."""
    head = text("*Ärendet ”{title}” är mottaget.*", title=escape(title))
    rest = (
        text("Det är tänkt till mötet {day}.", day=say.meeting_day(text, meeting, year))
        if meeting
        else text("Det är tänkt till nästa möte.")
    )
    said = Mrkdwn(f"{head} {rest}")
    return modal("notice", text.plain("Föreslå ärende"), [section(said)], submit=None, close=text.plain("Stäng"))


STANDING_FORM = "agenda.standing.form"


def standing_form(text: Text, meeting: int, first: Sequence[str], last: Sequence[str]) -> dict[str, Any]:
    """The items that come by themselves, one on each line: first and last on the agenda."""
    hint = text.plain("En punkt på varje rad. De läggs på alla kommande möten av samma slag.")
    blocks: list[Block] = [
        form_field(Field("first", text.plain("Först på dagordningen"), "\n".join(first) or None, hint, True, True)),
        form_field(Field("last", text.plain("Sist på dagordningen"), "\n".join(last) or None, None, True, True)),
    ]
    title, close = text.plain("Stående punkter"), text.plain("Avbryt")
    return modal(
        STANDING_FORM, title, blocks, submit=text.plain("Spara"), close=close, data=json.dumps({"meeting": meeting})
    )
