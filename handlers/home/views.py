"""Home: what waits for me, my next meetings, my calendars; for those who run meetings, the open questions."""

from __future__ import annotations

from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from handlers.agenda.views import RAISE
from handlers.agenda.views import SHOW as AGENDA
from handlers.attendance.lines import about
from handlers.attendance.lines import when as attendance_when
from handlers.attendance.overview import at_a_glance
from handlers.attendance.views import SHOW as ATTENDANCE
from handlers.attendance.views import own_blocks, own_line
from handlers.blocks import actions, button, context, divider, header, section
from handlers.feeds.views import OPEN as CALENDARS
from handlers.home.facts import BoardNumbers, ComingMeeting, Deciding, HomeFacts
from handlers.meetings.form import OPEN as MEETINGS
from handlers.meetings.views import meeting_line
from handlers.polls.form import ADD
from handlers.polls.lines import label, silent_line, slot_line
from handlers.polls.overview import ALL_ANSWERS
from handlers.polls.views import ASK_FROM_HOME, DECIDE, MOST_IN_A_MESSAGE, SHOW, ballot_blocks
from handlers.polls.year_words import planned_words
from handlers.text import Mrkdwn, Text, escape, lines, words

LANGUAGE = "home.language"
MOST_BLOCKS = 100
MOST_MEETINGS = 12
MOST_TIMES_AT_HOME = 6
"""Of each question, where several wait: Home holds 100 blocks."""


def home(text: Text, facts: HomeFacts) -> dict[str, Any]:
    """The Home view; however long it grows, its foot stays."""
    blocks: list[Block] = [
        *_waiting(text, facts),
        *_meetings(text, facts),
        *_deciding(text, facts),
        *_plans(text, facts),
    ]
    foot = _foot(text, facts)
    return View(type="home", blocks=[*blocks[: MOST_BLOCKS - len(foot)], *foot]).to_dict()


def stranger_home(words_for_stranger: Mrkdwn) -> dict[str, Any]:
    """To somebody on no roster."""
    return View(type="home", blocks=[section(words_for_stranger)]).to_dict()


def _waiting(text: Text, facts: HomeFacts) -> list[Block]:
    blocks: list[Block] = [header(text.plain("Väntar på dig"))]
    for meeting in facts.to_attend:
        head = text("*Kommer du till mötet {when}?*", when=attendance_when(text, meeting))
        ledamot = facts.person in meeting.ledamoter()
        said = [section(words((head, about(text, meeting))))] if ledamot else []
        blocks += [*said, *own_blocks(text, meeting, facts.person), divider()]
    for poll in facts.waiting:
        few = MOST_TIMES_AT_HOME if len(facts.waiting) > 1 else MOST_IN_A_MESSAGE
        blocks += [*ballot_blocks(text, poll, poll.times_of(facts.person), facts.person, most=few), divider()]
    if not facts.waiting and not facts.to_attend:
        blocks.append(section(text("Inget just nu.")))
    for poll in facts.answered:
        change = button(text.plain("Ändra svar"), SHOW, str(poll.id), says=text.plain("Ändra svar: {t}", t=poll.title))
        blocks.append(section(_answered(text, poll.board, poll.title), change))
    return blocks


def _answered(text: Text, board: str, title: str) -> Mrkdwn:
    return text("*{board}: {title}.* Du har svarat.", board=escape(board), title=escape(title))


def _meetings(text: Text, facts: HomeFacts) -> list[Block]:
    blocks: list[Block] = [header(text.plain("Dina kommande möten"))]
    for meeting in facts.meetings[:MOST_MEETINGS]:
        blocks.append(section(_coming(text, meeting, facts), _attend_button(text, meeting)))
    if not facts.meetings:
        blocks.append(section(text("Inga möten är bokade.")))
    row = [button(text.plain("Alla möten"), MEETINGS, "list")]
    if facts.may_ask:
        row = [button(text.plain("Boka, flytta eller ställ in"), MEETINGS, "list")]
    row.append(button(text.plain("Föreslå ärende"), RAISE, "new"))
    if facts.meetings:
        row.append(button(text.plain("Dagordning"), AGENDA, str(facts.meetings[0].id)))
    if facts.calendars:
        row.append(button(text.plain("Mina kalendrar"), CALENDARS, "mine"))
    return [*blocks, actions(row)]


def _attend_button(text: Text, meeting: ComingMeeting) -> ButtonElement | None:
    """The window in which one says whether one comes, before any question too; none for a reserve date."""
    if meeting.facts.reserve:
        return None
    says = text.plain("Närvaro {day}", day=text.short_day(meeting.facts.start.date()))
    return button(text.plain("Närvaro"), ATTENDANCE, str(meeting.id), says=says)


def _coming(text: Text, meeting: ComingMeeting, facts: HomeFacts) -> Mrkdwn:
    line = Mrkdwn(f"{meeting_line(text, meeting.facts, facts.year)} · {escape(meeting.board)}")
    attended = meeting.attendance
    known = at_a_glance(text, attended) if attended is not None and attended.asked and facts.may_ask else ()
    return lines(each for each in (line, _own_part(text, meeting, facts), words(known)) if each)


def _own_part(text: Text, meeting: ComingMeeting, facts: HomeFacts) -> Mrkdwn:
    if meeting.attendance is not None and (own := own_line(text, meeting.attendance, facts.person)):
        return own
    if meeting.answer is None:
        return Mrkdwn("")
    return text("Ditt svar om dagen: {answer}.", answer=escape(label(text, meeting.answer)))


def _deciding(text: Text, facts: HomeFacts) -> list[Block]:
    if not facts.may_ask:
        return []
    blocks: list[Block] = [header(text.plain("Öppna datumförfrågningar"))]
    for each in facts.to_decide:
        poll = each.poll
        head = text("*{board}: {title}*", board=escape(poll.board), title=escape(poll.title))
        blocks.append(section(head))
        blocks += [section(slot_line(text, poll, each)) for each in poll.standings()]
        blocks += [section(_silent(text, each)), actions(_may(text, each), f"decide-{poll.id}")]
    if not facts.to_decide:
        blocks.append(section(text("Inga just nu.")))
    blocks.append(actions([button(text.plain("Fråga om datum"), ASK_FROM_HOME, "new")]))
    return blocks


def _silent(text: Text, each: Deciding) -> Mrkdwn:
    """For staff the people who are waited for, by name; for the others the members."""
    owing = sorted(each.poll.names[person] for person in each.poll.owing())
    if not each.staff or not owing:
        return silent_line(text, each.poll)
    return text("Väntar på svar från {names}.", names=escape(text.listed(owing)))


def _may(text: Text, each: Deciding) -> list[ButtonElement]:
    poll, title = str(each.poll.id), each.poll.title
    row = [
        button(text.plain("Boka eller stäng"), DECIDE, poll, says=text.plain("Boka eller stäng {t}", t=title)),
        button(text.plain("Lägg till tider"), ADD, poll, says=text.plain("Lägg till tider i {t}", t=title)),
    ]
    if each.staff:
        row.append(button(text.plain("Alla svar"), ALL_ANSWERS, poll, says=text.plain("Alla svar om {t}", t=title)))
    return row


def _plans(text: Text, facts: HomeFacts) -> list[Block]:
    """The year's dates with the meetings in time for them (R19), for those who run meetings."""
    blocks: list[Block] = [header(text.plain("Årets hållpunkter"))] if facts.plans else []
    for each in facts.plans:
        rows = [planned_words(text, planned, facts.year) for planned in each.planned]
        blocks.append(section(lines((text("*{board}*", board=escape(each.board)), *rows))))
    return blocks


def _foot(text: Text, facts: HomeFacts) -> list[Block]:
    other, label = ("en", "English") if text.language == "sv" else ("sv", "Svenska")
    known = [section(lines(_numbers(text, each) for each in facts.numbers))] if facts.numbers else []
    return [
        divider(),
        *known,
        actions([button(label, LANGUAGE, other)]),
        context(text("Skriv /klubban hjälp för mer.")),
    ]


def _numbers(text: Text, each: BoardNumbers) -> Mrkdwn:
    """Numbers to know (R12, R14)."""
    return text(
        "*{board}*: {seats} platser. Beslut kräver {quorum} närvarande. "
        "Ett extra möte hålls om ordföranden eller {extra} ledamöter begär det.",
        board=escape(each.board),
        seats=each.seats,
        quorum=each.quorum,
        extra=each.extra_meeting,
    )
