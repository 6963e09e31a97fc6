"""The answers to what somebody wrote: what was noted, what is asked back, what was wanted to know."""

from __future__ import annotations

import json
from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.attendance import lines as say
from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.views import SHOW as ATTENDANCE
from handlers.attendance.views import ask_back, cover, own_answer, own_blocks
from handlers.blocks import Message, actions, button, section
from handlers.polls.facts import PollFacts
from handlers.polls.lines import label, short
from handlers.polls.views import SHOW as POLL
from handlers.replies.facts import Act, AnswerCall, Ask, Attend, Tell, Topic, Undo, Vote, Why
from handlers.replies.packing import pack
from handlers.replies.standing import Waiting
from handlers.text import Mrkdwn, Text, capital, escape, lines, words
from storage.words import Answer, CallState, Coming

DO, UNDO = "replies.do", "replies.undo"
MOST = 5


def noted(text: Text, waiting: Waiting, acts: Sequence[Act], reply: int, also: Mrkdwn | None = None) -> Message:
    """What was carried out, as it stands now, with *Ångra*."""
    said = [each for act in acts if (each := _noted(text, waiting, act))]
    blocks: list[Block] = [section(lines(said))]
    for act in acts:
        facts = waiting.meeting(act.meeting) if isinstance(act, Attend) else None
        if facts is not None and _asks_back(facts, waiting.person):
            blocks += own_blocks(text, facts, waiting.person)
            said.append(ask_back(text, facts, waiting.person))
    if also:
        blocks.append(section(also))
    blocks.append(actions([button(text.plain("Ångra"), UNDO, str(reply))], f"undo-{reply}"))
    return Message(words((*said, also or Mrkdwn(""))), tuple(blocks))


def _asks_back(facts: MeetingAttendance, person: int) -> bool:
    said = facts.said.get(person)
    return said is not None and said.wants_back is not None


def _noted(text: Text, waiting: Waiting, act: Act) -> Mrkdwn:
    match act:
        case Attend(meeting):
            facts = waiting.meeting(meeting)
            return _noted_meeting(text, facts, waiting.person) if facts else Mrkdwn("")
        case AnswerCall(call, yes):
            found = waiting.of_call(call)
            return _noted_call(text, found[0], found[1].seat, yes=yes) if found else Mrkdwn("")
        case Vote(poll, answers):
            question = waiting.poll(poll)
            return _noted_vote(text, question, dict(answers)) if question else Mrkdwn("")
    return Mrkdwn("")


def _noted_meeting(text: Text, facts: MeetingAttendance, person: int) -> Mrkdwn:
    """ "Noterat: du har förhinder till mötet fredag 5 mars kl. 9.00–12.00."."""
    said, when = facts.said.get(person), say.when(text, facts)
    board = escape(f"{facts.board}.")
    if said is None or said.answer is None:
        return words((text("*Ditt svar om mötet {when} gäller inte längre.*", when=when), board))
    if said.wants_back is not None:
        return words((text("*Du kan komma till mötet {when}.*", when=when), board))
    if person not in facts.ledamoter():
        return words((_noted_ersattare(text, facts, person), board))
    hours = escape(say.there_hours(text, facts, said))
    head = {
        Coming.KOMMER: text("*Noterat: du kommer till mötet {when}.*", when=when),
        Coming.DISTANS: text("*Noterat: du deltar på distans i mötet {when}.*", when=when),
        Coming.DELVIS: text("*Noterat: du är med {hours} på mötet {when}.*", hours=hours, when=when),
        Coming.FORHINDER: text("*Noterat: du har förhinder till mötet {when}.*", when=when),
    }[said.answer]
    return words((head, board, cover(text, facts, person)))


def _noted_ersattare(text: Text, facts: MeetingAttendance, person: int) -> Mrkdwn:
    call, when = facts.call_of(person), say.when(text, facts)
    if call is not None and call.state is CallState.ACCEPTED:
        return text("*Noterat: du tjänstgör på mötet {when}.*", when=when)
    if facts.answer(person) is Coming.FORHINDER:
        return text("*Noterat: du kan inte tjänstgöra på mötet {when}.*", when=when)
    return text("*Noterat: du kan tjänstgöra på mötet {when} om det behövs.*", when=when)


def _noted_call(text: Text, facts: MeetingAttendance, seat: int, *, yes: bool) -> Mrkdwn:
    member, when = say.member(facts, seat), say.when(text, facts)
    if yes:
        return text("*Noterat: du tjänstgör för {member} {when}.*", member=member, when=when)
    return text("*Noterat: du kan inte tjänstgöra för {member} {when}.*", member=member, when=when)


def _noted_vote(text: Text, facts: PollFacts, answers: dict[int, Answer]) -> Mrkdwn:
    rows = [f"{short(text, facts, s)}: {label(text, answers[s.id])}" for s in facts.slots if s.id in answers]
    return text("*Noterat om {title}:* {answers}.", title=escape(facts.title), answers=escape(", ".join(rows)))


def undone(text: Text, waiting: Waiting, acts: Sequence[Act]) -> Message:
    """After *Ångra*: what holds now."""
    said = [text("*Ångrat.*")]
    for act in acts:
        facts = waiting.meeting(act.meeting) if isinstance(act, Attend) else None
        if facts is not None:
            head = text("Mötet {when}:", when=say.when(text, facts))
            said.append(words((head, own_answer(text, facts, waiting.person))))
    return Message(words(said), (section(lines(said)), *what_waits(text, waiting)))


def asked(text: Text, waiting: Waiting, question: Ask) -> Message:
    """A question with buttons; nothing has been noted."""
    head = _why(text, question.why)
    several = len({_place(waiting, act) for act in question.options}) > 1
    row = [_option(text, waiting, act, number, several) for number, act in enumerate(question.options[:MOST])]
    blocks: list[Block] = [section(head)]
    if row:
        blocks.append(actions(row, "replies-options"))
    else:
        blocks += what_waits(text, waiting)
    return Message(head, tuple(blocks))


def _why(text: Text, why: Why) -> Mrkdwn:
    return {
        Why.WHICH: text("*Vilket menar du?* Inget är noterat än. Välj med en knapp."),
        Why.UNSURE: text("*Vi är inte säkra på vad du menar, så inget är noterat.* Svara med en knapp."),
        Why.CONTRADICTION: text("*Det går att läsa på två sätt, så inget är noterat.* Svara med en knapp."),
        Why.NO_SUCH_DAY: text("*Vi hittar inget att svara på den dagen, så inget är noterat.* Svara med en knapp."),
        Why.NOTHING_WAITS: text(
            "*Inget väntar på svar från dig just nu, så inget är noterat.* "
            "Skriv /klubban närvaro om du vill se vilka som kommer."
        ),
        Why.WHICH_DAYS: text("*Vilka dagar menar du?* Inget är noterat än. Skriv dagarna, eller svara med en knapp."),
        Why.NO_DISTANCE: text(
            "*Det går inte att delta på distans i det mötet, så inget är noterat.* Svara med en knapp."
        ),
        Why.WHAT_TIME: text("*Vilken tid menar du?* Inget är noterat än. Skriv till exempel ”kommer 9.30”."),
    }[why]


def _place(waiting: Waiting, act: Act) -> str:
    """The board that an act is about."""
    match act:
        case Attend(meeting):
            facts = waiting.meeting(meeting)
            return facts.board if facts else ""
        case AnswerCall(call):
            found = waiting.of_call(call)
            return found[0].board if found else ""
        case Vote(poll):
            question = waiting.poll(poll)
            return question.board if question else ""
    return ""


def _option(text: Text, waiting: Waiting, act: Act, number: int, several: bool) -> ButtonElement:
    said = option_words(text, waiting, act)
    if several:
        said = f"{said} ({_place(waiting, act)})"
    return button(said, f"{DO}.{number}", json.dumps(pack(act)))


def option_words(text: Text, waiting: Waiting, act: Act) -> str:
    """ "Har förhinder, 5 mars"."""
    match act:
        case Attend(meeting, coming):
            facts = waiting.meeting(meeting)
            return _attend_words(text, waiting, facts, act) if facts else coming.value
        case AnswerCall(call, yes):
            found = waiting.of_call(call)
            says = text.plain("Jag tjänstgör") if yes else text.plain("Jag kan inte tjänstgöra")
            return f"{says}, {say.day(text, found[0])}" if found else says
        case Vote(poll, answers):
            question = waiting.poll(poll)
            return _vote_words(text, question, act) if question else str(len(answers))
        case Undo():
            return text.plain("Ångra det senaste")


def _attend_words(text: Text, waiting: Waiting, facts: MeetingAttendance, act: Attend) -> str:
    day = say.day(text, facts)
    if waiting.person in facts.ledamoter():
        return f"{say.answer_label(text, facts, act.coming)}, {day}"
    says = text.plain("Kan inte tjänstgöra") if act.coming is Coming.FORHINDER else text.plain("Kan tjänstgöra")
    return f"{says}, {day}"


def _vote_words(text: Text, question: PollFacts, act: Vote) -> str:
    chosen = dict(act.answers)
    return ", ".join(
        f"{label(text, chosen[slot.id])}, {short(text, question, slot)}" for slot in question.slots if slot.id in chosen
    )


def what_waits(text: Text, waiting: Waiting) -> list[Block]:
    """Everything that one may answer, each with the way to it."""
    rows: list[Block] = []
    for poll in waiting.polls:
        head = text("*Vilka dagar kan du?* {title}, {board}.", title=escape(poll.title), board=escape(poll.board))
        rows.append(section(head, button(text.plain("Svara"), POLL, str(poll.id))))
    for facts in waiting.meetings[:MOST]:
        said = words((_meeting(text, facts), own_answer(text, facts, waiting.person)))
        rows.append(section(said, button(text.plain("Svara"), ATTENDANCE, str(facts.id))))
    return rows[: 2 * MOST]


def _meeting(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    when = escape(capital(text.when(facts.start, facts.end, this_year=facts.year)))
    return text("*{when}*: {about}", when=when, about=say.about(text, facts))


def told(text: Text, waiting: Waiting, wanted: Tell) -> Message:
    """What somebody wanted to know."""
    facts = waiting.meeting(wanted.meeting)
    said = what_is_told(text, waiting, wanted)
    listed = wanted.what in (Topic.WHAT_WAITS, Topic.DEADLINE) or facts is None
    return Message(said, (section(said), *(what_waits(text, waiting) if listed else [])))


def what_is_told(text: Text, waiting: Waiting, wanted: Tell) -> Mrkdwn:
    """The same in a sentence or two."""
    facts = waiting.meeting(wanted.meeting)
    if wanted.what is Topic.DEADLINE:
        return _deadlines(text, waiting)
    if wanted.what is Topic.WHAT_WAITS:
        return (
            text("*Det här kan du svara på.*") if waiting.polls or waiting.meetings else text("*Inget väntar på dig.*")
        )
    if facts is None:
        return text("*Inga möten är bokade.*")
    match wanted.what:
        case Topic.WHO_SERVES_FOR_ME:
            nobody = text("Ingen ersättare är kallad för dig.")
            return words((_meeting(text, facts), cover(text, facts, waiting.person) or nobody))
        case Topic.WHERE:
            place = say.where(text, facts) or [text("Platsen är inte bestämd än.")]
            return words((_meeting_head(text, facts), *place))
    return words((_meeting(text, facts), own_answer(text, facts, waiting.person)))


def _meeting_head(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    when = escape(capital(text.when(facts.start, facts.end, this_year=facts.year)))
    return text("*{when}.*", when=when)


def _deadlines(text: Text, waiting: Waiting) -> Mrkdwn:
    rows = [
        text(
            "*{title}*: svara senast {deadline}.",
            title=escape(poll.title),
            deadline=Mrkdwn(text.moment(poll.deadline, this_year=poll.year)),
        )
        for poll in waiting.polls
    ]
    for facts in waiting.meetings:
        call = facts.call_of(waiting.person)
        if call is not None and call.state is CallState.ASKED:
            by = Mrkdwn(text.moment(facts.local(call.answer_by), this_year=facts.year))
            rows.append(text("*Tjänstgöra {when}*: svara senast {by}.", when=say.when(text, facts), by=by))
    return lines(rows) if rows else text("*Du kan svara och ändra dig ända fram till mötet.*")
