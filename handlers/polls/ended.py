"""What people read about a question that has ended, and why a gesture on it isn't carried out."""

from __future__ import annotations

from handlers.blocks import Message, section
from handlers.polls.facts import PollFacts
from handlers.polls.lines import slot_line, when
from handlers.polls.rules import SlotFacts
from handlers.text import Mrkdwn, Text, escape, lines, words
from storage.words import PollState


def ended_message(text: Text, facts: PollFacts) -> Message:
    """What became of the question."""
    head = text("*{board}: {title}.*", board=escape(facts.board), title=escape(facts.title))
    end = how_it_ended(text, facts)
    return Message(words((head, end)), (section(lines((head, end))),))


def let_go(text: Text, facts: PollFacts) -> Message:
    """The word in the channel when nothing was booked: the days that people kept are free again."""
    head = text("*{board}: frågan om {title} är stängd.*", board=escape(facts.board), title=escape(facts.title))
    rest = text("Inget möte är bokat, så du behöver inte hålla tiderna lediga.")
    return Message(words((head, rest)), (section(words((head, rest))),))


def how_it_ended(text: Text, facts: PollFacts) -> Mrkdwn:
    """Booked when and where, or closed without."""
    booked = [slot for slot in facts.slots if slot.booked]
    if facts.state is PollState.CLOSED or not booked:
        return text("Frågan är stängd utan att någon tid bokades.")
    times = Mrkdwn(text.listed([_booked(text, facts, slot) for slot in booked]))
    place = Mrkdwn(f", {escape(facts.place)}") if facts.place else Mrkdwn("")
    return words(
        (
            text("Bokat: {times}{place}.", times=times, place=place),
            text("Det är preliminärt tills styrelsen har beslutat. Kallelsen kommer senare."),
        )
    )


def _booked(text: Text, facts: PollFacts, slot: SlotFacts) -> str:
    reserve = text.plain(" (reservdatum)") if slot.reserve_for else ""
    return when(text, facts, slot) + reserve


def already_ended(text: Text, facts: PollFacts) -> Mrkdwn:
    """An answer or a booking after the end: what holds now."""
    return words((text("Frågan är redan avslutad."), how_it_ended(text, facts)))


def moved_on(text: Text, facts: PollFacts) -> Mrkdwn:
    """A booking on old figures: it isn't carried out, and this is how it stands."""
    head = text("Det har kommit nya svar sedan du såg förslaget, så inget är bokat än. Så här ser det ut nu:")
    return lines((head, *(slot_line(text, facts, each) for each in facts.standings())))


def look_again(text: Text) -> Mrkdwn:
    """On top of the form for booking, when answers have come since it was opened."""
    return text("*Det har kommit nya svar sedan du öppnade formuläret, så inget är bokat än.* Så här ser det ut nu:")


def no_dates(text: Text) -> Mrkdwn:
    """A form without any date."""
    return text("Skriv minst en tid, till exempel 8 oktober kl 9-12.")


def perhaps_a_year(text: Text) -> Mrkdwn:
    """Dates spread over months, asked about as alternatives."""
    return text("Tiderna är spridda över lång tid. Ska varje tid bli ett möte? Välj det under Hur många möten.")


def title_twice(text: Text, used: str, unused: str) -> Mrkdwn:
    """A name among the dates, and another in the name's own field."""
    return text(
        "Mötet heter {used}. Namnet {unused}, som står bland tiderna, används inte.",
        used=escape(used),
        unused=escape(unused),
    )


def no_such_poll(text: Text) -> Mrkdwn:
    """A click on a question that isn't there."""
    return text("Frågan finns inte längre.")


def nobody_to_ask(text: Text) -> Mrkdwn:
    """A board without people."""
    return text("Det finns ingen att fråga: styrelsens förteckning har inga ledamöter de dagarna.")


def time_is_there(text: Text) -> Mrkdwn:
    """A time added that the question has already."""
    return text("En av tiderna finns redan i frågan. Ta bort den och skicka igen.")


def too_many_times(text: Text) -> Mrkdwn:
    """More than a question holds."""
    return text("Det blir fler än 20 tider. Stäng frågan och fråga om resten för sig.")


def deadline_passed(text: Text) -> Mrkdwn:
    """A deadline in the past."""
    return text("Välj en dag som inte har passerat.")


def choose_a_time(text: Text) -> Mrkdwn:
    """A booking of nothing."""
    return text("Välj minst en tid.")


def they_are_not_asked(text: Text) -> Mrkdwn:
    """Answering for somebody who isn't on the board then."""
    return text("Den personen är inte tillfrågad.")


def choose_an_answer(text: Text) -> Mrkdwn:
    """Answering for somebody without an answer."""
    return text("Välj ett svar för minst en av tiderna.")


def not_asked(text: Text) -> Mrkdwn:
    """Somebody who isn't on the board on those days."""
    return text("Frågan gäller dem som sitter i styrelsen de dagarna. Ditt svar behövs inte.")


def not_asked_staff(text: Text) -> Mrkdwn:
    """Staff, who run the question."""
    return text("Frågan går till ledamöter och ersättare. Du bokar eller stänger den i kanalen eller på fliken Hem.")
