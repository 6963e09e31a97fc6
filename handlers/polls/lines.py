"""The sentences about a question that its cards share."""

from __future__ import annotations

from handlers.polls.facts import PollFacts
from handlers.polls.rules import SlotFacts, Standing, silent_huvudman
from handlers.text import Mrkdwn, Text, capital, escape, words
from storage.words import Answer


def label(text: Text, answer: Answer) -> str:
    """The button's words."""
    return {
        Answer.KAN: text.plain("Kan"),
        Answer.HELST_INTE: text.plain("Helst inte"),
        Answer.KAN_INTE: text.plain("Kan inte"),
    }[answer]


def when(text: Text, facts: PollFacts, slot: SlotFacts) -> str:
    """ "fredag 5 mars kl. 9.00–12.00"."""
    return text.when(slot.start, slot.end, this_year=facts.year)


def short(text: Text, facts: PollFacts, slot: SlotFacts) -> str:
    """ "5 mars", with the hours when the question has two times that day."""
    same_day = sum(other.start.date() == slot.start.date() for other in facts.slots) > 1
    day = text.short_day(slot.start.date())
    return f"{day} {text.hours(slot.start, slot.end)}" if same_day else day


def slot_line(text: Text, facts: PollFacts, each: Standing) -> Mrkdwn:
    """ "5 mars: 6 av 7 medlemmar representerade, en genom ersättare (4 krävs). Ordföranden kan."."""
    day = Mrkdwn(capital(when(text, facts, each.slot)))
    reserve = text(" (reservdatum)") if each.slot.reserve_for else Mrkdwn("")
    note = Mrkdwn(f", {escape(each.slot.note)}") if each.slot.note else Mrkdwn("")
    head = Mrkdwn(f"*{day}*{reserve}{note}: {represented(text, each)}")
    if not facts.decides:
        return Mrkdwn(f"{head}, {turnout(text, each)}.")
    counted = Mrkdwn(f"{head}{_through(text, each)} {_needed(text, each)}.")
    return words((counted, able_line(text, each), presider_line(text, each)))


def represented(text: Text, each: Standing) -> Mrkdwn:
    """ "6 av 7 medlemmar representerade"; where a member has several seats, the seats are counted."""
    filling = each.filling
    if len({served.huvudman for served in filling.served}) == filling.n:
        return text("{filled} av {n} medlemmar representerade", filled=filling.filled, n=filling.n)
    return text("{filled} av {n} platser besatta", filled=filling.filled, n=filling.n)


def turnout(text: Text, each: Standing) -> Mrkdwn:
    """What counts for a meeting that decides nothing."""
    return text.n("en person kan", "{n} personer kan", each.can_come)


def _through(text: Text, each: Standing) -> Mrkdwn:
    if not each.substitutes:
        return Mrkdwn("")
    return text.n(", en genom ersättare", ", {n} genom ersättare", each.substitutes)


def _needed(text: Text, each: Standing) -> Mrkdwn:
    return text("({quorum} krävs)", quorum=each.filling.quorum)


def able_line(text: Text, each: Standing) -> Mrkdwn:
    """Said only when it falls short: that it suffices shows in the numbers."""
    missing = -each.margin
    if missing <= 0:
        return Mrkdwn("")
    return text.n("Ännu inte beslutsför: en fattas.", "Ännu inte beslutsför: {n} fattas.", missing)


def presider_line(text: Text, each: Standing) -> Mrkdwn:
    """Who can preside."""
    if each.chair:
        return text("Ordföranden kan.")
    if each.vice and each.chair_silent:
        return text("Vice ordföranden kan. Ordföranden har inte svarat.")
    if each.vice:
        return text("Vice ordföranden kan, inte ordföranden.")
    return text("Varken ordföranden eller vice ordföranden har sagt att de kan.")


def silent_line(text: Text, facts: PollFacts) -> Mrkdwn:
    """Which members nobody has answered for yet."""
    silent = sorted(facts.huvudman[huvudman].name for huvudman in silent_huvudman(facts.heard()))
    if not silent:
        return text("Alla medlemmar har svarat.")
    return text("Svar saknas: {members}.", members=escape(text.listed(silent)))
