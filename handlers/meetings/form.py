"""The windows about meetings: the list with what may be done, and the form for making or changing one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.blocks import Field, actions, button, confirm, divider, form_field, modal, section
from handlers.meetings.facts import ListedMeeting, MeetingsList
from handlers.meetings.views import meeting_line
from handlers.text import Mrkdwn, Text, escape, lines
from handlers.words_of import kind_words, mode_words
from storage.words import MeetingKind, MeetingMode, MeetingStatus

LIST, FORM = "meetings.list", "meetings.form"
OPEN = "home.meetings"
"""The button on Home."""
NEW, CHANGE, CANCEL, DECIDED, RESERVE = (
    "meetings.new",
    "meetings.change",
    "meetings.cancel",
    "meetings.decided",
    "meetings.reserve",
)
MOST_MEETINGS = 20


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What stands in the form. `meeting` and `sequence` name the one that is changed; without them it is a new one."""

    title: str = ""
    time: str = ""
    place: str = ""
    link: str = ""
    mode: MeetingMode = MeetingMode.FYSISKT
    kind: MeetingKind = MeetingKind.SAMMANTRADE
    meeting: int | None = None
    sequence: int = 0
    board: int | None = None
    seen: str = ""
    """Which notices stood above the form when it was sent."""


def meetings_list(text: Text, listed: MeetingsList) -> dict[str, Any]:
    """The coming meetings; under each what this person may do with it."""
    blocks: list[Block] = []
    for each in listed.meetings[:MOST_MEETINGS]:
        line = meeting_line(text, each.facts, listed.year)
        blocks.append(section(lines((line, escape(each.board)))))
        if each.may_change:
            blocks.append(actions(_buttons(text, each), f"meeting-{each.id}"))
    if not listed.meetings:
        blocks.append(section(text("Inga möten är bokade.")))
    if listed.may_make:
        blocks += [divider(), actions([button(text.plain("Nytt möte"), NEW, "new", style="primary")])]
    return modal(LIST, text.plain("Möten"), blocks, submit=None, close=text.plain("Stäng"))


def _buttons(text: Text, each: ListedMeeting) -> list[ButtonElement]:
    value, day = f"{each.id}:{each.sequence}", text.short_day(each.facts.start.date())
    row = [button(text.plain("Ändra"), CHANGE, value, says=text.plain("Ändra {day}", day=day))]
    if each.facts.status is MeetingStatus.PRELIMINAR:
        label = text.plain("Styrelsen har beslutat")
        row.append(button(label, DECIDED, value, says=text.plain("Styrelsen har beslutat {day}", day=day)))
    if each.reserve is not None:
        row.append(_reserve_button(text, value, text.short_day(each.reserve.date())))
    return [*row, _cancel_button(text, value, day, with_reserve=each.reserve is not None)]


def _reserve_button(text: Text, value: str, reserve: str) -> ButtonElement:
    asked = confirm(
        text.plain("Flytta till {day}?", day=reserve),
        text.plain("Mötet flyttas till sitt reservdatum. Alla i styrelsen får besked."),
        text.plain("Flytta"),
        text.plain("Avbryt"),
    )
    says = text.plain("Använd reservdatum {day}", day=reserve)
    return button(text.plain("Använd reservdatum"), RESERVE, value, says=says, confirm=asked)


def _cancel_button(text: Text, value: str, day: str, *, with_reserve: bool) -> ButtonElement:
    follows = text.plain("Alla i styrelsen får besked, och mötet visas som inställt i kalendrarna.")
    if with_reserve:
        follows += " " + text.plain("Reservdatumet ställs också in.")
    asked = confirm(
        text.plain("Ställ in mötet {day}?", day=day),
        follows,
        text.plain("Ställ in"),
        text.plain("Behåll"),
    )
    says = text.plain("Ställ in {day}", day=day)
    return button(text.plain("Ställ in"), CANCEL, value, says=says, style="danger", confirm=asked)


def meeting_form(
    text: Text, draft: MeetingDraft, boards: Sequence[tuple[int, str]], notices: Sequence[Mrkdwn] = ()
) -> dict[str, Any]:
    """The form for one meeting; with `notices` on top it may be sent past them."""
    blocks: list[Block] = [section(lines(notices)), divider()] if notices else []
    if draft.meeting is None and len(boards) > 1:
        names = tuple((str(board), name) for board, name in boards)
        chosen = str(draft.board) if draft.board else None
        blocks.append(form_field(Field("board", text.plain("Styrelse"), initial=chosen, choices=names)))
    blocks += [form_field(item) for item in _fields(text, draft)]
    board = draft.board or (boards[0][0] if len(boards) == 1 else None)
    hidden = {"board": board, "meeting": draft.meeting, "sequence": draft.sequence, "seen": draft.seen}
    title = text.plain("Nytt möte") if draft.meeting is None else text.plain("Ändra möte")
    submit = _submit(text, draft, past_notices=bool(notices))
    return modal(FORM, title, blocks, submit=submit, close=text.plain("Avbryt"), data=json.dumps(hidden))


def _submit(text: Text, draft: MeetingDraft, *, past_notices: bool) -> str:
    if draft.meeting is None:
        return text.plain("Boka ändå") if past_notices else text.plain("Boka")
    return text.plain("Spara ändå") if past_notices else text.plain("Spara")


def _fields(text: Text, draft: MeetingDraft) -> list[Field]:
    kinds = tuple((kind.value, kind_words(text, kind)) for kind in MeetingKind)
    modes = tuple((mode.value, mode_words(text, mode)) for mode in MeetingMode)
    when = text.plain("Skriv som du brukar, till exempel fredag 5 mars kl 9-12.")
    link = text.plain("Länken till videomötet, om det finns ett.")
    return [
        Field("title", text.plain("Vad är det för möte?"), draft.title or text.plain("Styrelsemöte"), limit=150),
        Field("time", text.plain("När?"), draft.time or None, when, limit=300),
        Field("kind", text.plain("Vilket slags möte?"), draft.kind.value, choices=kinds),
        Field("place", text.plain("Var?"), draft.place or None, optional=True, limit=200),
        Field("mode", text.plain("Hur?"), draft.mode.value, choices=modes),
        Field("link", text.plain("Länk"), draft.link or None, link, optional=True, limit=500),
    ]


def draft_of(values: dict[str, str], hidden: dict[str, Any]) -> MeetingDraft:
    """What was filled in."""
    return MeetingDraft(
        title=values.get("title", ""),
        time=values.get("time", ""),
        place=values.get("place", ""),
        link=values.get("link", ""),
        mode=MeetingMode(values.get("mode", MeetingMode.FYSISKT)),
        kind=MeetingKind(values.get("kind", MeetingKind.SAMMANTRADE)),
        meeting=hidden["meeting"],
        sequence=hidden["sequence"],
        board=int(values["board"]) if "board" in values else hidden["board"],
        seen=hidden["seen"],
    )


def done(text: Text, draft: MeetingDraft) -> dict[str, Any]:
    """Shown when the form has been carried out."""
    said = (
        text("*Mötet är bokat.* Det står i kalendrarna, och styrelsen får besked.")
        if draft.meeting is None
        else text("*Mötet är ändrat.* Alla i styrelsen får besked, och kalendrarna följer med.")
    )
    return modal("notice", text.plain("Möten"), [section(said)], submit=None, close=text.plain("Stäng"))
