"""Why a gesture about who comes isn't carried out, and what holds instead."""

from __future__ import annotations

from handlers.attendance.facts import MeetingAttendance
from handlers.text import Mrkdwn, Text, escape, words


def over(text: Text) -> Mrkdwn:
    """A meeting that has been held or called off."""
    return text("Mötet är redan hållet eller inställt, så det går inte att svara längre.")


def not_on_the_board(text: Text) -> Mrkdwn:
    """Somebody who has no mandate that day."""
    return text("Frågan gäller dem som är ledamöter eller ersättare den dagen. Ditt svar behövs inte.")


def they_are_not_on_the_board(text: Text) -> Mrkdwn:
    """Answering for somebody who has no mandate that day."""
    return text("Den personen är varken ledamot eller ersättare den dagen.")


def no_distance(text: Text) -> Mrkdwn:
    """R21, R22."""
    return text(
        "Det går inte att delta på distans i det här mötet. Kontakta sekreteraren om du har frågor om det, "
        "eller välj ett annat svar."
    )


def part_backwards(text: Text) -> Mrkdwn:
    """From–to the wrong way round, or outside the meeting."""
    return text("Tiderna måste ligga inom mötet, och du måste vara med en stund. Ändra dem eller välj Har förhinder.")


def not_a_time(text: Text) -> Mrkdwn:
    """Something that is no time of day."""
    return text("Skriv ett klockslag, till exempel 9.30.")


def choose_a_time(text: Text) -> Mrkdwn:
    """A part of the meeting without either end."""
    return text("Skriv när du kommer eller när du går.")


def no_such_call(text: Text) -> Mrkdwn:
    """A click on a call that isn't there or is somebody else's."""
    return text("Den frågan gäller inte dig, eller så finns den inte längre.")


def not_needed(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """A yes to a call that is no longer needed."""
    return words((text("Tack, men du behöver inte tjänstgöra {day}.", day=day_of(text, facts)), welcome(text)))


def somebody_else(text: Text, facts: MeetingAttendance, person: int) -> Mrkdwn:
    """A late yes, after another has accepted."""
    said = text(
        "Tack, men {name} har redan tackat ja till att tjänstgöra {day}.",
        name=escape(facts.names[person]),
        day=day_of(text, facts),
    )
    return words((said, welcome(text)))


def serves_elsewhere(text: Text) -> Mrkdwn:
    """Nobody is in two meetings at a time."""
    return text(
        "Du har tackat ja till ett annat möte vid samma tid, så vi kan inte notera att du tjänstgör här. "
        "Lämna återbud till det andra mötet först, eller svara Nej, jag kan inte."
    )


def moved_on(text: Text) -> Mrkdwn:
    """What the message showed no longer holds."""
    return text("Läget har ändrats sedan du såg det här, så inget är gjort. Öppna närvaron igen och se efter.")


def moved(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """A click on a message about the meeting's old time."""
    when = Mrkdwn(text.when(facts.start, facts.end, this_year=facts.year))
    return text("Mötet är flyttat till {when}, så inget är noterat. Svara om den tiden i stället.", when=when)


def cannot_be_called(text: Text) -> Mrkdwn:
    """Somebody who can't stand in for that seat."""
    return text("Den personen kan inte kallas in för den platsen. Välj någon annan.")


def nobody_to_call(text: Text) -> Mrkdwn:
    """Nobody is left to ask."""
    return text("Det finns ingen ersättare kvar att fråga.")


def answered_because(text: Text, name: str) -> Mrkdwn:
    """Ångra, after another has answered because of it."""
    return text("{name} har redan svarat, så det går inte att ångra. Svara på nytt i stället.", name=escape(name))


def nothing_to_undo(text: Text) -> Mrkdwn:
    """Ångra, too late or twice."""
    return text("Det går inte att ångra längre. Svara på nytt i stället.")


def welcome(text: Text) -> Mrkdwn:
    """R5: an ersättare may always come."""
    return text("Du är fortfarande välkommen till mötet.")


def day_of(text: Text, facts: MeetingAttendance) -> Mrkdwn:
    """ "den 5 mars"."""
    return text("den {day}", day=Mrkdwn(text.short_day(facts.start.date())))


def chair_has_it(text: Text) -> Mrkdwn:
    """The chair has been asked already."""
    return text("Ordföranden har kallelsen för granskning. Den går ut när ordföranden har godkänt den.")


def notice_sent(text: Text) -> Mrkdwn:
    """The kallelse goes out once."""
    return text("Kallelsen är redan skickad.")
