"""The sentences about who comes that cards, letters and windows share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.attendance.facts import Call, MeetingAttendance, Said
from handlers.attendance.rules import (
    absences,
    chair_away,
    expected,
    stretches,
    weakest,
    who_presides,
)
from handlers.boards.seats import Filling
from handlers.text import Mrkdwn, Text, escape, words
from storage.words import CallState, Coming, MeetingMode, Role


def when(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """ "fredag 5 mars kl. 9.00–12.00"."""
    return Mrkdwn(text.when(facts.start, facts.end, this_year=facts.year))


def day(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """ "5 mars"."""
    return Mrkdwn(text.short_day(facts.start.date()))


def about(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """ "Styrelsemöte, Södra Vätterbygden. Plats: Jönköping."."""
    return words((Mrkdwn(f"{escape(facts.title)}, {escape(facts.board)}."), *where(text, facts)))


def where(text: Text, facts: MeetingAttendance) -> list[Mrkdwn]:
    """The room and the link, where they are known."""
    place = [text("Plats: {place}.", place=escape(facts.place))] if facts.place else []
    return [*place, text("Länk: {link}", link=escape(facts.link))] if facts.link else place


def answer_label(text: Text, facts: MeetingAttendance, coming: Coming) -> str:
    """The button's words, by how the meeting is held."""
    if coming is Coming.KOMMER and facts.mode is MeetingMode.DIGITALT:
        return text.plain("Deltar")
    return {
        Coming.KOMMER: text.plain("Kommer"),
        Coming.DISTANS: text.plain("På distans"),
        Coming.DELVIS: text.plain("Kommer en del av mötet"),
        Coming.FORHINDER: text.plain("Har förhinder"),
    }[coming]


def said_label(text: Text, facts: MeetingAttendance, said: Said) -> str:
    """The answer with its hours: "Kommer en del av mötet, kl. 9.20–12.00"."""
    label = answer_label(text, facts, said.answer or Coming.KOMMER)
    if said.answer is not Coming.DELVIS:
        return label
    return f"{label}, {there_hours(text, facts, said)}"


def there_hours(text: Text, facts: MeetingAttendance, said: Said) -> str:
    """When somebody who is there for a part is there: "kl. 9.20–12.00"."""
    first = datetime.combine(facts.start.date(), said.first) if said.first else facts.start
    last = datetime.combine(facts.start.date(), said.last) if said.last else facts.end
    return text.hours(first, last)


def part(text: Text, facts: MeetingAttendance, for_person: int | None) -> Mrkdwn:
    """ "kl. 13.00–15.15": what an ersättare serves when the ledamot is there for the rest; empty for the whole."""
    said = facts.said.get(for_person) if for_person is not None else None
    if said is None or said.answer is not Coming.DELVIS:
        return Mrkdwn("")
    return escape(text.listed(text.hours(a, b) for a, b in absences(said, facts.start, facts.end)))


def member(facts: MeetingAttendance, seat: int) -> Mrkdwn:
    """Who appoints to the seat."""
    return escape(member_name(facts, seat))


def member_name(facts: MeetingAttendance, seat: int) -> str:
    """The same, as it was typed."""
    owner = next((one.huvudman for one in facts.people.seats if one.id == seat), None)
    return facts.huvudman[owner].name if owner is not None else facts.board


def standing(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """ "5 av 7 medlemmar representerade, en genom ersättare (4 krävs)."; where it falls, also when it is fewest.

    That the board can't decide is said only when it can't even if everybody comes who hasn't answered."""
    parts, low = stretches(facts), weakest(facts).filling
    most = max((one.filling for one in parts), key=lambda filling: filling.filled)
    missing = short_of(text, low.quorum - low.filled - expected(facts))
    if low.filled == most.filled:
        return words((counted(text, low), missing))
    hours = Mrkdwn(text.hours(weakest(facts).start, weakest(facts).end))
    return words((counted(text, most), text("Som minst {filled}, {hours}.", filled=low.filled, hours=hours), missing))


def counted(text: Text, filling: Filling) -> Mrkdwn:
    """How many seats somebody has said that they fill; where a member has several seats, the seats are counted."""
    by_member = len({served.huvudman for served in filling.served}) == filling.n
    head = (
        text("{filled} av {n} medlemmar representerade", filled=filling.filled, n=filling.n)
        if by_member
        else text("{filled} av {n} platser besatta", filled=filling.filled, n=filling.n)
    )
    substitutes = sum(served.how is Role.ERSATTARE for served in filling.served)
    through = text.n(", en genom ersättare", ", {n} genom ersättare", substitutes) if substitutes else Mrkdwn("")
    needed = text("({quorum} krävs)", quorum=filling.quorum)
    return Mrkdwn(f"{head}{through} {needed}.")


def short_of(text: Text, missing: int) -> Mrkdwn:
    """Said only when it falls short."""
    if missing <= 0:
        return Mrkdwn("")
    return text.n("Inte beslutsför: en fattas.", "Inte beslutsför: {n} fattas.", missing)


def presiding(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """Who leads the meeting, when it isn't the chair as usual; who hasn't answered is counted on, not certain (R25)."""
    if not chair_away(facts):
        return Mrkdwn("")
    person = who_presides(facts)
    if person is None:
        return text("Varken ordföranden eller vice ordföranden kommer.")
    return text("Ordföranden har förhinder. {name} leder mötet.", name=escape(facts.names[person]))


def seat_rows(text: Text, facts: MeetingAttendance) -> list[Mrkdwn]:
    """Seat by seat who serves and how, or what is open, in the roster's order of members."""
    order = {one.id: place for place, one in enumerate(facts.people.huvudman)}
    seats = sorted(facts.people.seats, key=lambda seat: (order[seat.huvudman], seat.id))
    return [
        text("*{member}*: {serves}", member=member(facts, seat.id), serves=seat_row(text, facts, seat.id))
        for seat in seats
    ]


def seat_row(text: Text, facts: MeetingAttendance, seat: int) -> Mrkdwn:
    """ "Inger Dahl, ersättare för Anders Fors"; "Anders Fors, har förhinder; Inger Dahl blir tillfrågad"."""
    holder, call = facts.held[seat], facts.call_for(seat)
    away = holder is None or facts.answer(holder) in (None, Coming.FORHINDER)
    if call is not None and call.state is CallState.ACCEPTED and away:
        return _serves(text, facts, call.person, holder)
    how = _how(text, facts, holder)
    return how if call is None else text("{how}; {called}", how=how, called=called(text, facts, call))


def _serves(text: Text, facts: MeetingAttendance, person: int, holder: int | None) -> Mrkdwn:
    name = escape(facts.names[person])
    if holder is None:
        return text("{name}, ersättare", name=name)
    return text("{name}, ersättare för {ledamot}", name=name, ledamot=escape(facts.names[holder]))


def _how(text: Text, facts: MeetingAttendance, holder: int | None) -> Mrkdwn:
    if holder is None:
        return text("ingen ledamot")
    name, said = escape(facts.names[holder]), facts.said.get(holder)
    if said is None or said.answer is None:
        return text("{name}, har inte svarat", name=name)
    label = said_label(text, facts, said)
    answer = escape(label[:1].lower() + label[1:])
    return text("{name}, {answer}", name=name, answer=answer)


def called(text: Text, facts: MeetingAttendance, call: Call) -> Mrkdwn:
    """What has become of a call, for those who look at the meeting."""
    name = escape(facts.names[call.person])
    hours = part(text, facts, call.for_person)
    if call.state is CallState.ACCEPTED:
        return (
            text("{name} tjänstgör {hours}", name=name, hours=hours) if hours else text("{name} tjänstgör", name=name)
        )
    if call.state is CallState.ASKED:
        by = Mrkdwn(text.moment(facts.local(call.answer_by), this_year=facts.year))
        return text("{name} är tillfrågad och ska svara senast {by}", name=name, by=by)
    return text("{name} blir tillfrågad", name=name)


def open_seats(text: Text, facts: MeetingAttendance, seats: Sequence[int]) -> Mrkdwn:
    """The members that nobody can serve for."""
    if not seats:
        return Mrkdwn("")
    members = escape(text.listed(member_name(facts, seat) for seat in seats))
    return text("Ingen ersättare finns kvar att fråga för {members}.", members=members)


def not_answered(text: Text, facts: MeetingAttendance, people: Sequence[int]) -> Mrkdwn:
    """Who hasn't answered, by name."""
    names = sorted(facts.names[person] for person in people)
    return text("{names} har inte svarat.", names=escape(text.listed(names))) if names else Mrkdwn("")
