"""The cards that a person gets: the question whether they come, the kallelse, the call to serve."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from handlers.attendance import lines as say
from handlers.attendance.calls import is_last, may_accept, plan
from handlers.attendance.facts import Call, MeetingAttendance
from handlers.attendance.refusals import welcome
from handlers.blocks import Message, actions, button, context, section
from handlers.text import Mrkdwn, Text, escape, lines, words
from storage.words import CallState, Coming, MeetingStatus

COMES, DISTANT, PART, AWAY = "attendance.comes", "attendance.distant", "attendance.part", "attendance.away"
BACK, KEEP = "attendance.back", "attendance.keep"
YES, NO = "attendance.yes", "attendance.no"
SHOW, OPEN = "attendance.show", "home.attendance"
ANSWERS = {COMES: Coming.KOMMER, DISTANT: Coming.DISTANS, AWAY: Coming.FORHINDER}


def question(text: Text, facts: MeetingAttendance, person: int) -> Message:
    """Whether a ledamot comes: what, when, where, and that no reason is needed."""
    if facts.status is MeetingStatus.INSTALLT:
        return called_off(text, facts)
    head = text("*Kommer du till mötet {when}?*", when=say.when(text, facts))
    about, hint = say.about(text, facts), _if_away(text, facts, person)
    blocks: list[Block] = [section(words((head, about))), *([section(hint)] if hint else [])]
    return Message(words((head, about, hint)), (*blocks, *own_blocks(text, facts, person)))


def _if_away(text: Text, facts: MeetingAttendance, person: int) -> Mrkdwn:
    """To a ledamot; nothing to one who has said it."""
    answer = facts.answer(person)
    if answer is Coming.FORHINDER:
        return Mrkdwn("")
    if not facts.decides:
        return text("Du behöver inte ange skäl om du har förhinder.")
    if answer is not None:
        return text("Får du förhinder? Säg till här, så frågar vi din ersättare.")
    return text("Har du förhinder? Säg till så snart du kan, så frågar vi din ersättare. Du behöver inte ange skäl.")


def called_off(text: Text, facts: MeetingAttendance) -> Message:
    """Every card about a meeting that isn't held."""
    said = text("*Mötet {when} är inställt.*", when=say.when(text, facts))
    return Message(said, (section(words((said, say.about(text, facts)))),))


def notice(text: Text, facts: MeetingAttendance, person: int, agenda: Sequence[Block] = ()) -> Message:
    """The kallelse, to all, with the agenda; an ersättare is told whether they serve (R5)."""
    if facts.status is MeetingStatus.INSTALLT:
        return called_off(text, facts)
    head = text("*Kallelse: {title} {when}.*", title=escape(facts.title), when=say.when(text, facts))
    where = words((escape(f"{facts.board}."), *say.where(text, facts)))
    hint = _notice_hint(text, facts, person)
    blocks: list[Block] = [section(words((head, where)))]
    if hint:
        blocks.append(section(hint))
    listed = [section(text("*Dagordning*")), *agenda] if agenda else []
    return Message(words((head, where, hint)), (*blocks, *own_blocks(text, facts, person), *listed))


def _notice_hint(text: Text, facts: MeetingAttendance, person: int) -> Mrkdwn:
    if person in facts.ledamoter():
        return _if_away(text, facts, person)
    if person not in facts.ersattare():
        return Mrkdwn("")
    call = facts.call_of(person)
    if call is not None and call.state is CallState.ACCEPTED:
        return Mrkdwn("")
    if call is not None and call.state is CallState.ASKED:
        return text("Du är välkommen att delta.")
    return text("Du är välkommen att delta. Behövs du som tjänstgörande frågar vi dig särskilt.")


def own_blocks(text: Text, facts: MeetingAttendance, person: int) -> list[Block]:
    """What one has said, and the buttons to say it; for the DM, Home and the window alike."""
    if person in facts.ledamoter():
        return _ledamots_blocks(text, facts, person)
    if person not in facts.ersattare():
        return []
    call = facts.call_of(person)
    if call is not None and call.state in (CallState.ASKED, CallState.ACCEPTED):
        return call_blocks(text, facts, call)
    return _ersattares_blocks(text, facts, person)


def _ledamots_blocks(text: Text, facts: MeetingAttendance, person: int) -> list[Block]:
    said = facts.said.get(person)
    if said is not None and said.wants_back is not None:
        return _ask_back(text, facts, person)
    line = words((own_answer(text, facts, person), cover(text, facts, person)))
    return [section(line), actions(_buttons(text, facts, person), f"attends-{facts.id}")]


def ask_back(text: Text, facts: MeetingAttendance, person: int) -> Mrkdwn:
    """To a ledamot who can after all, when somebody has accepted (R7)."""
    name = escape(_who_promised(facts, person))
    return text("*{name} har tackat ja. Vill du ändå tjänstgöra själv?*", name=name)


def _who_promised(facts: MeetingAttendance, person: int) -> str:
    seat = next(seat for seat, holder in facts.held.items() if holder == person)
    call = facts.call_for(seat)
    return facts.names[call.person] if call else ""


def _ask_back(text: Text, facts: MeetingAttendance, person: int) -> list[Block]:
    name = _who_promised(facts, person)
    value = f"{facts.id}:{facts.time_rev}"
    row = [
        button(text.plain("Ja, jag tjänstgör själv"), BACK, value),
        button(text.plain("Nej, {name} tjänstgör", name=name), KEEP, value),
    ]
    return [section(ask_back(text, facts, person)), actions(row, f"back-{facts.id}")]


def own_answer(text: Text, facts: MeetingAttendance, person: int) -> Mrkdwn:
    """ "Ditt svar: Kommer", and who gave it where it was another."""
    said = facts.said.get(person)
    if said is None or said.answer is None:
        return text("Du har inte svarat än.")
    answer = escape(said_words(text, facts, person))
    if said.by is None:
        return text("Ditt svar: *{answer}*.", answer=answer)
    return text("Ditt svar: *{answer}* (inlagt av {name}).", answer=answer, name=escape(facts.names[said.by]))


def own_line(text: Text, facts: MeetingAttendance, person: int) -> Mrkdwn:
    """One's own part of the meeting in a line, for lists; empty where nothing has been said."""
    call = facts.call_of(person)
    if call is not None and call.state is CallState.ACCEPTED:
        return text("Du tjänstgör.")
    if facts.answer(person) is None:
        return Mrkdwn("")
    return words((own_answer(text, facts, person), cover(text, facts, person)))


def said_words(text: Text, facts: MeetingAttendance, person: int) -> str:
    """The answer as its button has it, with the hours."""
    said = facts.said[person]
    if person in facts.ledamoter():
        return say.said_label(text, facts, said)
    return text.plain("Kan inte") if said.answer is Coming.FORHINDER else text.plain("Kan tjänstgöra")


def cover(text: Text, facts: MeetingAttendance, person: int) -> Mrkdwn:
    """Who serves for a ledamot, or how far it has come."""
    seat = next((seat for seat, holder in facts.held.items() if holder == person), None)
    call = facts.call_for(seat) if seat is not None else None
    if call is None:
        return _about_to_be_covered(text, facts, seat)
    name, hours = escape(facts.names[call.person]), say.part(text, facts, person)
    if call.state is CallState.ACCEPTED:
        return (
            text("{name} tjänstgör för dig {hours}.", name=name, hours=hours)
            if hours
            else text("{name} tjänstgör för dig.", name=name)
        )
    if call.state is CallState.ASKED:
        return text("Vi har frågat {name}.", name=name)
    return text("Vi frågar din ersättare.")


def _about_to_be_covered(text: Text, facts: MeetingAttendance, seat: int | None) -> Mrkdwn:
    wanted = plan(facts)
    if seat in wanted.uncovered:
        return text("Ingen ersättare finns kvar att fråga. Sekreteraren får veta det.")
    return text("Vi frågar din ersättare.") if any(new.seat == seat for new in wanted.new) else Mrkdwn("")


def _buttons(text: Text, facts: MeetingAttendance, person: int) -> list[ButtonElement]:
    offered = [(COMES, Coming.KOMMER), (DISTANT, Coming.DISTANS), (PART, Coming.DELVIS), (AWAY, Coming.FORHINDER)]
    if not facts.may_be_distant:
        offered.remove((DISTANT, Coming.DISTANS))
    own = facts.answer(person)
    return [
        _button(text, facts, action, say.answer_label(text, facts, coming), coming is own) for action, coming in offered
    ]


def _ersattares_blocks(text: Text, facts: MeetingAttendance, person: int) -> list[Block]:
    """One who isn't called may say beforehand whether they could serve."""
    own = facts.answer(person)
    row = [
        _button(text, facts, COMES, text.plain("Kan tjänstgöra"), own not in (None, Coming.FORHINDER)),
        _button(text, facts, AWAY, text.plain("Kan inte"), own is Coming.FORHINDER),
    ]
    unasked = text("Du får gärna säga redan nu om du kan tjänstgöra.")
    said = own_answer(text, facts, person) if own is not None else unasked
    return [section(said), actions(row, f"attends-{facts.id}")]


def _button(text: Text, facts: MeetingAttendance, action: str, label: str, chosen: bool) -> ButtonElement:
    says = f"{label}, {text.short_day(facts.start.date())}"
    return button(label, action, f"{facts.id}:{facts.time_rev}", says=says, style="primary" if chosen else None)


def call_card(text: Text, facts: MeetingAttendance, one: Call) -> Message:
    """The call to serve, and what has become of it."""
    if facts.status is MeetingStatus.INSTALLT:
        return called_off(text, facts)
    blocks = call_blocks(text, facts, one)
    small = context(text("Du behöver inte ange skäl.")) if one.state is CallState.ASKED else None
    said = words((_call_head(text, facts, one), *_call_about(text, facts, one)))
    return Message(said, (*blocks, *([small] if small else [])))


def call_blocks(text: Text, facts: MeetingAttendance, one: Call) -> list[Block]:
    """The call with its buttons, for its own card, Home and the kallelse."""
    said = lines((_call_head(text, facts, one), *_call_about(text, facts, one)))
    row = _call_buttons(text, facts, one)
    return [section(said), *([actions(row, f"call-{one.id}")] if row else [])]


def _call_head(text: Text, facts: MeetingAttendance, one: Call) -> Mrkdwn:
    values = {"member": say.member(facts, one.seat), "when": say.when(text, facts)}
    if one.state is CallState.ACCEPTED:
        return text("*Du tjänstgör för {member} {when}.*", **values)
    if one.state in (CallState.DECLINED, CallState.WITHDRAWN):
        return text("*Du har svarat att du inte kan tjänstgöra för {member} {when}.*", **values)
    if one.state is CallState.TIMED_OUT:
        return text("*Svarstiden har gått ut: tjänstgöra för {member} {when}.*", **values)
    if one.state in (CallState.RELEASED, CallState.CANCELLED):
        return text("*Du behöver inte tjänstgöra den {day}.*", day=say.day(text, facts))
    return text("*Kan du tjänstgöra för {member} {when}?*", **values)


def _call_about(text: Text, facts: MeetingAttendance, one: Call) -> Sequence[Mrkdwn]:
    if one.state in (CallState.RELEASED, CallState.CANCELLED):
        return (welcome(text),)
    about = [words((_hours(text, facts, one), say.about(text, facts)))]
    if one.state is CallState.ASKED:
        return [_why(text, facts, one), *about, _by_when(text, facts, one)]
    if may_accept(facts, one):
        about.append(text("Kan du ändå? Platsen är fortfarande ledig."))
    return about


def _by_when(text: Text, facts: MeetingAttendance, one: Call) -> Mrkdwn:
    by = Mrkdwn(text.moment(facts.local(one.answer_by), this_year=facts.year))
    otherwise = text("Ingen annan finns att fråga.") if is_last(facts, one) else text("Annars frågar vi nästa.")
    return words((text("Svara senast {by}.", by=by), otherwise))


def _hours(text: Text, facts: MeetingAttendance, one: Call) -> Mrkdwn:
    hours = say.part(text, facts, one.for_person)
    return text("Det gäller {hours}.", hours=hours) if hours else Mrkdwn("")


def _why(text: Text, facts: MeetingAttendance, one: Call) -> Mrkdwn:
    if one.for_person is None:
        return text("Platsen är inte besatt och du står på tur.")
    name = escape(facts.names[one.for_person])
    if facts.answer(one.for_person) is None:
        return text("{name} har inte svarat, och sekreteraren vill veta om du kan.", name=name)
    if facts.answer(one.for_person) is Coming.DELVIS:
        return text("{name} kan bara vara med en del av mötet och du står på tur.", name=name)
    return text("{name} har förhinder och du står på tur.", name=name)


def _call_buttons(text: Text, facts: MeetingAttendance, one: Call) -> list[ButtonElement]:
    value, at = str(one.id), text.short_day(facts.start.date())
    yes, no = text.plain("Ja, jag tjänstgör"), text.plain("Nej, jag kan inte")
    if one.state is CallState.ACCEPTED:
        label = text.plain("Jag kan inte längre")
        return [button(label, NO, value, says=f"{label}, {at}")]
    if one.state is CallState.ASKED:
        return [button(yes, YES, value, says=f"{yes}, {at}"), button(no, NO, value, says=f"{no}, {at}")]
    if may_accept(facts, one):
        return [button(yes, YES, value, says=f"{yes}, {at}")]
    return []
