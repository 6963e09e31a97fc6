"""The words that go out once: to the secretary when a seat is in danger, to an ersättare who is no longer needed."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.attendance import lines as say
from handlers.attendance.facts import Call, MeetingAttendance
from handlers.attendance.refusals import welcome
from handlers.attendance.rules import THERE, weakest
from handlers.attendance.views import SHOW, call_blocks, called_off
from handlers.blocks import Message, actions, button, section
from handlers.text import Mrkdwn, Text, escape, words
from storage.words import MeetingStatus


def _to_staff(text: Text, facts: MeetingAttendance, *said: Mrkdwn) -> Message:
    """A word with the way to the meeting's window."""
    row = actions([button(text.plain("Visa närvaron"), SHOW, str(facts.id))])
    return Message(words(said), (section(words(said)), row))


def urgent(text: Text, facts: MeetingAttendance, call: Call) -> Message:
    """Under eight hours remain when the ersättare may be asked: the secretary may want to phone (R7)."""
    head = text(
        "*Det är kort om tid: {member} saknar ersättare till mötet {when}.*",
        member=say.member(facts, call.seat),
        when=say.when(text, facts),
    )
    name, at = escape(facts.names[call.person]), facts.local(call.ask_at)
    asked = text(
        "Vi frågar {name} {at} och väntar på svar till {by}.",
        name=name,
        at=Mrkdwn(text.moment(at, this_year=facts.year)),
        by=Mrkdwn(text.moment(facts.local(call.answer_by), this_year=facts.year)),
    )
    return _to_staff(text, facts, head, asked, phones(text, facts, [call.person]))


def cannot_ask(text: Text, facts: MeetingAttendance, seat: int, candidates: Sequence[int]) -> Message:
    """Nobody may be asked before the meeting begins: the secretary phones."""
    head = text(
        "*Det är för kort om tid för att fråga någon ersättare för {member} till mötet {when}.*",
        member=say.member(facts, seat),
        when=say.when(text, facts),
    )
    names = escape(text.listed(facts.names[person] for person in candidates))
    who = text("På tur står {names}.", names=names)
    return _to_staff(text, facts, head, who, phones(text, facts, candidates))


def phones(text: Text, facts: MeetingAttendance, people: Sequence[int]) -> Mrkdwn:
    """The telephone numbers, where the roster has them; for staff only."""
    known = [escape(f"{facts.names[p]} {facts.phones[p]}") for p in people if p in facts.phones]
    if not known:
        return text("Telefonnummer saknas i förteckningen.")
    return text("Telefon: {numbers}.", numbers=Mrkdwn(text.listed(known)))


def nobody_left(text: Text, facts: MeetingAttendance, seat: int) -> Message:
    """No ersättare is left to call, and what that does to the quorum (R12)."""
    head = text(
        "*Ingen ersättare finns kvar att fråga för {member} till mötet {when}.*",
        member=say.member(facts, seat),
        when=say.when(text, facts),
    )
    return _to_staff(text, facts, head, so_far(text, facts))


def so_far(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """ "Hittills har 4 av 7 medlemmar sagt att de kommer (4 krävs)."."""
    filling = weakest(facts).filling
    return text(
        "Hittills är {filled} av {n} platser säkra och {quorum} krävs för beslut.",
        filled=filling.filled,
        n=filling.n,
        quorum=filling.quorum,
    )


def chased_secretary(text: Text, facts: MeetingAttendance, call: Call) -> Message:
    """The last in the order hasn't answered in time: they are waited for, and may be phoned (R7)."""
    head = text(
        "*{name} har inte svarat om att tjänstgöra för {member} {when}.*",
        name=escape(facts.names[call.person]),
        member=say.member(facts, call.seat),
        when=say.when(text, facts),
    )
    rest = text("Ingen annan finns att fråga, så vi har påmint och väntar på svar.")
    return _to_staff(text, facts, head, rest, phones(text, facts, [call.person]))


def chased(text: Text, facts: MeetingAttendance, call: Call) -> Message:
    """To that person."""
    head = text(
        "*Vi väntar på ditt svar. Ingen annan finns att fråga för {member}.*", member=say.member(facts, call.seat)
    )
    return Message(head, (section(head), *call_blocks(text, facts, call)))


def short_absence(text: Text, facts: MeetingAttendance, person: int) -> Message:
    """Away for less than an hour: nobody is called, the secretary knows (R7)."""
    head = text(
        "*{name} är med {hours} på mötet {when}.*",
        name=escape(facts.names[person]),
        hours=escape(say.there_hours(text, facts, facts.said[person])),
        when=say.when(text, facts),
    )
    rest = text("Frånvaron är kortare än en timme, så ingen ersättare har kallats in.")
    return _to_staff(text, facts, head, rest)


def silent(text: Text, facts: MeetingAttendance, people: Sequence[int]) -> Message:
    """The list at noon the weekday before (R40)."""
    head = text("*Svar saknas inför mötet {when}.*", when=say.when(text, facts))
    who = say.not_answered(text, facts, people)
    rest = text("De räknas som väntade, inte som säkra. Vill du fråga en ersättare? Öppna närvaron.")
    return _to_staff(text, facts, head, who, phones(text, facts, people), rest)


def presides(text: Text, facts: MeetingAttendance) -> Message:
    """To the vice chair, when the chair can't (R25)."""
    said = text(
        "*Ordföranden har förhinder, så du leder mötet {when}.* {title}, {board}.",
        when=say.when(text, facts),
        title=escape(facts.title),
        board=escape(facts.board),
    )
    return Message(said, (section(said),))


def released(text: Text, facts: MeetingAttendance, call: Call) -> Message:
    """No longer needed, and why: the ledamot comes, or another has said yes."""
    head = text("*Du behöver inte tjänstgöra den {day}.*", day=say.day(text, facts))
    said = [head, _why(text, facts, call)]
    if call.promised:
        said.append(text("Tack för att du ställde upp!"))
    said.append(welcome(text))
    return Message(words(said), (section(words(said)),))


def _why(text: Text, facts: MeetingAttendance, call: Call) -> Mrkdwn:
    other = facts.call_for(call.seat)
    if call.for_person is not None and facts.answer(call.for_person) in THERE:
        return text("Ledamoten för {member} kan komma.", member=say.member(facts, call.seat))
    if other is not None and other.person != call.person:
        return text("Någon annan tjänstgör för {member}.", member=say.member(facts, call.seat))
    return text("Platsen för {member} är tillsatt på annat sätt.", member=say.member(facts, call.seat))


def call_moved(text: Text, facts: MeetingAttendance) -> Message:
    """The meeting has another time: the call no longer holds."""
    said = text(
        "*Mötet är flyttat, så frågan om att tjänstgöra gäller inte längre.* Mötet är nu {when}. "
        "Behövs du då frågar vi dig igen.",
        when=say.when(text, facts),
    )
    return Message(said, (section(said),))


def reminder_line(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """To a ledamot who hasn't answered."""
    return text(
        "*Kommer du till mötet {when}?* {title}, {board}. Svara så snart du kan.",
        when=say.when(text, facts),
        title=escape(facts.title),
        board=escape(facts.board),
    )


def outdated_call(text: Text, facts: MeetingAttendance) -> Message:
    """A call to a meeting that has been moved since."""
    if facts.status is MeetingStatus.INSTALLT:
        return called_off(text, facts)
    said = text("*Frågan gäller inte längre: mötet är flyttat till {when}.*", when=say.when(text, facts))
    return Message(said, (section(said),))
