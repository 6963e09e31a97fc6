"""What people read about dates that can't be read, or that look wrong (R38)."""

from __future__ import annotations

from handlers.polls.dates import DateWarning, Question, QuestionKind, ReadSlot, WarningKind
from handlers.text import Mrkdwn, Text, capital, escape

Kind = QuestionKind
ALL_OF_THEM = frozenset({Kind.MISSING_TIME, Kind.MISSING_END, Kind.DAY_RANGE})
"""Questions about all the days that they name; the others are about one of them."""


def question_words(text: Text, question: Question, year: int) -> Mrkdwn:
    """What to write instead, in one or two sentences."""
    days = list(dict.fromkeys(text.day(slot.day, this_year=year) for slot in question.candidates))
    wanted = text.listed(days) if question.kind in ALL_OF_THEM else text.either(days)
    return _sentences(text, escape(question.written), escape(wanted))[question.kind]


def _sentences(text: Text, written: Mrkdwn, days: Mrkdwn) -> dict[QuestionKind, Mrkdwn]:
    return _about_words(text, written, days) | _about_days(text, written, days) | _about_hours(text, written, days)


def _about_words(text: Text, written: Mrkdwn, days: Mrkdwn) -> dict[QuestionKind, Mrkdwn]:
    return {
        Kind.UNREADABLE: text("Vi förstår inte ”{written}”. Skriv till exempel 8 oktober kl 9-12.", written=written),
        Kind.LEADING_TEXT: text("Är ”{written}” mötets namn? Skriv då ett kolon efter det.", written=written),
        Kind.DATE_IN_TITLE: text("Är {days} en av tiderna? Skriv den i så fall efter kolonet.", days=days),
        Kind.TOO_LONG: text("Texten är för lång. Skriv bara tiderna, högst 20."),
        Kind.TOO_MANY: text("Det är fler än 20 tider. Fråga om dem i två omgångar."),
    }


def _about_days(text: Text, written: Mrkdwn, days: Mrkdwn) -> dict[QuestionKind, Mrkdwn]:
    which = text("Vilken dag menar du med ”{written}”: {days}? Skriv ut datumet.", written=written, days=days)
    return {
        Kind.NEXT_WEEKDAY: which,
        Kind.WEEKDAY: which,
        Kind.DAY_RANGE: text(
            "Vilka dagar menar du med ”{written}”? Skriv dem var för sig: {days}.", written=written, days=days
        ),
        Kind.YEAR: text("Vilket år menar du med ”{written}”? Skriv ut året.", written=written),
        Kind.WEEK_WITHOUT_DAY: text("Vilken dag i ”{written}”? Skriv till exempel tisdag v 40.", written=written),
        Kind.WEEKDAY_MISMATCH: text(
            "”{written}”: veckodagen stämmer inte med datumet. Menar du {days}?", written=written, days=days
        ),
        Kind.NO_SUCH_DATE: text("”{written}” finns inte i kalendern. Menar du {days}?", written=written, days=days)
        if days
        else text("”{written}” finns inte i kalendern.", written=written),
        Kind.RESERVE_FOR_WHICH: text(
            "Vilken dag är ”{written}” reservdatum för? Skriv (reservdatum 10 mars) direkt efter den dagen.",
            written=written,
        ),
        Kind.RESERVE_WITHOUT_MAIN: text(
            "”{written}” är ett reservdatum, men för vilken dag? Skriv den dagen först.", written=written
        ),
        Kind.RESERVE_OR_MAIN: text(
            "Är båda dagarna i ”{written}” reservdatum? Skriv (reservdatum …) efter varje dag som har ett.",
            written=written,
        ),
    }


def _about_hours(text: Text, written: Mrkdwn, days: Mrkdwn) -> dict[QuestionKind, Mrkdwn]:
    return {
        Kind.DAYS_OR_HOURS: text(
            "Menar du dagar eller klockslag med ”{written}”? Skriv till exempel 8 oktober kl 8-10.", written=written
        ),
        Kind.MISSING_TIME: text(
            "Vilken tid på dagen gäller {days}? Skriv klockslagen efter datumet, till exempel kl 9-12.", days=days
        ),
        Kind.MISSING_END: text("När slutar mötet {days}? Skriv också sluttiden, till exempel kl 9-12.", days=days),
        Kind.NIGHT_OR_DAY: text(
            "Menar du dag eller natt med ”{written}”? Skriv till exempel kl 13-15.", written=written
        ),
        Kind.END_BEFORE_START: text("”{written}”: mötet slutar innan det börjar. Rätta klockslagen.", written=written),
        Kind.SECOND_TIME: text(
            "”{written}” är en tid till samma dag. Skriv datumet igen före den andra tiden.", written=written
        ),
    }


def warning_words(text: Text, warning: DateWarning, slots: tuple[ReadSlot, ...], year: int) -> Mrkdwn:
    """What looks odd about one of the times; never a refusal (R38)."""
    written = text.day(slots[warning.slot].day, this_year=year)
    day = escape(capital(written))
    name = escape(warning.name or "")
    other = escape(text.day(slots[warning.other].day, this_year=year)) if warning.other is not None else Mrkdwn("")
    if warning.kind is WarningKind.RESERVE_NOT_AFTER:
        return text("Reservdatumet {day} ligger inte efter sin dag, {other}.", day=escape(written), other=other)
    if warning.kind in (WarningKind.SAME_DAY, WarningKind.SAME_TIME):
        return _collision(text, warning, written, name)
    return {
        WarningKind.PAST: text("{day} har redan varit.", day=day),
        WarningKind.FAR_AHEAD: text("{day} är mer än ett och ett halvt år bort.", day=day),
        WarningKind.WEEKEND: text("{day} infaller på en helg.", day=day),
        WarningKind.RED_DAY: text("{day} är röd dag: {name}.", day=day, name=name),
        WarningKind.EVE: text("{day} är en helgdagsafton.", day=day),
        WarningKind.END_BEFORE_START: text("{day}: mötet slutar innan det börjar.", day=day),
    }[warning.kind]


def _collision(text: Text, warning: DateWarning, written: str, name: Mrkdwn) -> Mrkdwn:
    day, first = escape(written), escape(capital(written))
    if warning.other is not None:
        if warning.kind is WarningKind.SAME_TIME:
            return text("Två av tiderna {day} krockar med varandra.", day=day)
        return text("Två av tiderna är samma dag, {day}.", day=day)
    if warning.kind is WarningKind.SAME_TIME:
        return text("{day}: tiden krockar med {name}.", day=first, name=name)
    return text("{day}: styrelsen har redan {name} den dagen.", day=first, name=name)
