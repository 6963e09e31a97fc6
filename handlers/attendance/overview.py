"""The meeting at a glance: the channel's card, the window with what each may do, the secretary's word, the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.attendance import lines as say
from handlers.attendance.calls import plan
from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.letters import phones
from handlers.attendance.rules import expected, silent, stretches
from handlers.attendance.views import SHOW, called_off, own_blocks
from handlers.blocks import Message, actions, button, confirm, context, divider, evenly, modal, section
from handlers.boards.rules import Roles
from handlers.text import Mrkdwn, Text, capital, escape, lines, words
from storage.words import CallState, Coming, MeetingStatus

WINDOW = "attendance.window"
ANSWER_FOR, ASK_SOMEBODY, HISTORY, SEND_NOTICE = (
    "attendance.for",
    "attendance.ask",
    "attendance.history",
    "attendance.notice",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the history: when (on the wall), of whom or of which member, and what."""

    at: datetime
    what: str
    person: str
    member: str
    answer: Coming | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting as one person sees it."""

    facts: MeetingAttendance
    person: int
    roles: Roles


def channel_card(text: Text, facts: MeetingAttendance) -> Message:
    """Who comes, for everybody."""
    if facts.status is MeetingStatus.INSTALLT:
        return called_off(text, facts)
    head = text("*Närvaro: {title} {when}.*", title=escape(facts.title), when=say.when(text, facts))
    summary = words((head, *at_a_glance(text, facts)))
    rows = [section(lines(chunk)) for chunk in _by_ten(evenly(say.seat_rows(text, facts)))]
    return Message(summary, (section(summary), *rows, actions([show_button(text, facts)])))


def _by_ten(rows: Sequence[Mrkdwn]) -> list[Sequence[Mrkdwn]]:
    """A section holds 3 000 characters."""
    return [rows[at : at + 10] for at in range(0, len(rows), 10)]


def at_a_glance(text: Text, facts: MeetingAttendance) -> list[Mrkdwn]:
    """How many, whether the board can decide, who leads, what is open."""
    if not facts.decides:
        coming = sum(facts.answer(p) not in (None, Coming.FORHINDER) for p in facts.ledamoter())
        return [text.n("En person har sagt ja.", "{n} personer har sagt ja.", coming)]
    waiting = expected(facts)
    silent_words = text.n("En har inte svarat.", "{n} har inte svarat.", waiting) if waiting else Mrkdwn("")
    return [
        say.standing(text, facts),
        silent_words,
        say.presiding(text, facts),
        say.open_seats(text, facts, plan(facts).uncovered),
    ]


def show_button(text: Text, facts: MeetingAttendance) -> ButtonElement:
    """Opens the window."""
    says = text.plain("Visa närvaron {day}", day=text.short_day(facts.start.date()))
    return button(text.plain("Visa närvaron"), SHOW, str(facts.id), says=says)


def window(text: Text, seen: Seen) -> dict[str, Any]:
    """The meeting, seat by seat, with the reader's own buttons; staff get theirs."""
    facts = seen.facts
    head = lines((when_line(text, facts), say.about(text, facts)))
    blocks: list[Block] = [section(head), *own_blocks(text, facts, seen.person), divider()]
    blocks.append(section(words(at_a_glance(text, facts))))
    blocks += [section(lines(chunk)) for chunk in _by_ten(evenly(say.seat_rows(text, facts)))]
    if len(stretches(facts)) > 1:
        blocks.append(section(lines(_by_part(text, facts))))
    if seen.roles.keeps_the_books and facts.phones.keys() & set(_waited_for(facts)):
        blocks.append(context(words((text("Väntar på svar."), phones(text, facts, _waited_for(facts))))))
    if row := _may(text, seen):
        blocks.append(actions(row, f"staff-{facts.id}"))
    return modal(WINDOW, text.plain("Närvaro"), blocks, submit=None, close=text.plain("Stäng"), data=str(facts.id))


def _waited_for(facts: MeetingAttendance) -> list[int]:
    """Whom staff may want to phone."""
    return [*silent(facts), *(call.person for call in facts.calls if call.state is CallState.ASKED)]


def when_line(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """ "Fredag 5 mars kl. 9.00–12.00", as a heading."""
    when = escape(capital(text.when(facts.start, facts.end, this_year=facts.year)))
    return text("*{when}*", when=when)


def _by_part(text: Text, facts: MeetingAttendance) -> list[Mrkdwn]:
    return [
        text(
            "{hours}: {counted}",
            hours=escape(capital(text.hours(one.start, one.end))),
            counted=say.counted(text, one.filling),
        )
        for one in stretches(facts)
    ]


def _may(text: Text, seen: Seen) -> list[ButtonElement]:
    value = str(seen.facts.id)
    row = []
    if seen.roles.keeps_the_books:
        row += [
            button(text.plain("Svara åt någon"), ANSWER_FOR, value),
            button(text.plain("Fråga en ersättare"), ASK_SOMEBODY, value),
            button(text.plain("Historik"), HISTORY, value),
        ]
    if seen.roles.runs_meetings and not seen.facts.notice:
        row.append(notice_button(text, seen.facts))
    return row


def notice_button(text: Text, facts: MeetingAttendance) -> ButtonElement:
    """*Skicka kallelse*: asked once more, for everybody gets it (R17)."""
    asked = confirm(
        text.plain("Skicka kallelsen?"),
        text.plain("Den går till alla ledamöter och ersättare, och till förbundets personal."),
        text.plain("Skicka"),
        text.plain("Avbryt"),
    )
    return button(text.plain("Skicka kallelse"), SEND_NOTICE, str(facts.id), style="primary", confirm=asked)


def prompt(text: Text, facts: MeetingAttendance) -> Message:
    """To the secretary, on the day of the kallelse (R16, R17)."""
    if facts.status is MeetingStatus.INSTALLT:
        return called_off(text, facts)
    if facts.notice:
        said = text("*Kallelsen till mötet {when} är skickad.*", when=say.when(text, facts))
        return Message(said, (section(said), actions([show_button(text, facts)])))
    head = text("*Dags att skicka kallelsen till mötet {when}.*", when=say.when(text, facts))
    about = say.about(text, facts)
    rest = text("Ledamöterna har redan fått frågan om de kommer. Kallelsen går ut när du skickar den.")
    blocks = (section(words((head, about, rest))), actions([notice_button(text, facts), show_button(text, facts)]))
    return Message(words((head, about, rest)), blocks)


def meetings_window(text: Text, seen: Sequence[Seen]) -> dict[str, Any]:
    """The coming meetings of one's boards, when there are several."""
    blocks: list[Block] = []
    for each in seen:
        facts = each.facts
        said = lines((when_line(text, facts), say.about(text, facts), words(at_a_glance(text, facts))))
        blocks.append(section(said, show_button(text, facts)))
    if not seen:
        blocks.append(section(text("Inga möten är bokade.")))
    return modal(WINDOW, text.plain("Närvaro"), blocks, submit=None, close=text.plain("Stäng"))


def history_window(text: Text, facts: MeetingAttendance, happened: Sequence[Happening]) -> dict[str, Any]:
    """What has happened, for staff: oldest first."""
    rows = [_happening(text, facts, each) for each in happened]
    said = [section(lines(chunk)) for chunk in _by_ten(evenly(rows))] or [section(text("Inget har hänt än."))]
    return modal("notice", text.plain("Historik"), said[:90], submit=None, close=text.plain("Tillbaka"))


def _happening(text: Text, facts: MeetingAttendance, each: Happening) -> Mrkdwn:
    at = escape(f"{text.short_day(each.at.date())} {text.hour(each.at)}")
    answer = escape(say.answer_label(text, facts, each.answer) if each.answer else "")
    values = {"person": escape(each.person), "member": escape(each.member), "answer": answer}
    told = {
        "attendance.said": text("{member}: {person} svarar {answer}.", **values),
        "attendance.asks_back": text("{member}: {person} kan komma ändå, men ersättaren har tackat ja.", **values),
        "attendance.keeps_ersattare": text("{member}: {person} låter ersättaren tjänstgöra.", **values),
        "attendance.taken_back": text("{member}: {person} har ångrat sitt svar.", **values),
        "call.asked": text("{member}: {person} är tillfrågad.", **values),
        "call.accepted": text("{member}: {person} tackar ja till att tjänstgöra.", **values),
        "call.declined": text("{member}: {person} tackar nej.", **values),
        "call.withdrawn": text("{member}: {person} lämnar återbud.", **values),
        "call.timed_out": text("{member}: {person} har inte svarat i tid.", **values),
        "call.released": text("{member}: {person} behövs inte längre.", **values),
        "call.cancelled": text("{member}: frågan till {person} togs tillbaka.", **values),
        "call.reopened": text("{member}: {person} har ångrat sitt svar.", **values),
        "call.requested": text("{member}: sekreteraren frågar {person}.", **values),
        "attendance.notice": text("Kallelsen skickades av {person}.", **values),
    }
    by = text("(inlagt av {name})", name=escape(each.by)) if each.by else Mrkdwn("")
    return words((text("*{at}*", at=at), told[each.what], by))
