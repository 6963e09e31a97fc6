"""The word to the secretary: how a question came out, what is recommended and why."""

from __future__ import annotations

from slack_sdk.models.blocks import ButtonElement

from handlers.blocks import Message, actions, button, confirm, section
from handlers.polls.ended import ended_message
from handlers.polls.facts import PollFacts
from handlers.polls.lines import represented, short, silent_line, slot_line
from handlers.polls.rules import SlotFacts, Standing, best_first
from handlers.polls.views import ASK_FROM_HOME, BOOK_ONE, DECIDE
from handlers.text import Mrkdwn, Text, escape, words
from storage.words import PollState


def word(text: Text, facts: PollFacts, reason: str) -> Message:
    """Why the secretary hears of it, what is recommended and why, and how to book."""
    if facts.state is not PollState.OPEN:
        return ended_message(text, facts)
    ranked = best_first(facts.standings())
    best = ranked[0]
    said = words((_why(text, facts, reason, best), _recommendation(text, facts, reason, ranked)))
    if best.filling.able:
        buttons = [book_button(text, facts, best.slot), button(text.plain("Välj annan dag"), DECIDE, str(facts.id))]
    else:
        ask = button(text.plain("Fråga om datum"), ASK_FROM_HOME, "new")
        buttons = [button(text.plain("Boka eller stäng"), DECIDE, str(facts.id)), ask]
    rows = [section(slot_line(text, facts, each)) for each in facts.standings()]
    return Message(said, (section(said), *rows, section(silent_line(text, facts)), actions(buttons)))


def _why(text: Text, facts: PollFacts, reason: str, best: Standing) -> Mrkdwn:
    title = escape(facts.title)
    if not best.filling.able:
        if reason == "hopeless":
            return text("*{title}: ingen av tiderna kan bli beslutsför.*", title=title)
        return text("*{title}: ingen av tiderna är beslutsför än.*", title=title)
    day = Mrkdwn(text.day(best.slot.start.date(), this_year=facts.year))
    if reason == "complete":
        return text("*{title}: alla har svarat. Förslag: {day}.*", title=title, day=day)
    return text("*{title}: svarstiden har gått ut. Förslag: {day}.*", title=title, day=day)


def _recommendation(text: Text, facts: PollFacts, reason: str, ranked: list[Standing]) -> Mrkdwn:
    best = ranked[0]
    if not best.filling.able:
        return _no_time(text, reason)
    then = _then(text, best)
    if len(ranked) == 1:
        return then
    return words((then, _comparison(text, facts, best, ranked[1])))


def _no_time(text: Text, reason: str) -> Mrkdwn:
    """What to do when no time will do; to wait helps only while somebody hasn't answered."""
    if reason == "deadline":
        return text("Vänta på fler svar, eller stäng frågan och fråga om andra tider.")
    return text("Stäng frågan och fråga om andra tider.")


def _then(text: Text, best: Standing) -> Mrkdwn:
    """ "Då är 6 av 7 medlemmar representerade och ordföranden kan."."""
    counted = represented(text, best)
    if best.chair:
        return text("Då är {represented} och ordföranden kan.", represented=counted)
    if best.vice and best.chair_silent:
        return text("Då är {represented} och vice ordföranden kan. Ordföranden har inte svarat.", represented=counted)
    if best.vice:
        return text("Då är {represented} och vice ordföranden kan, men inte ordföranden.", represented=counted)
    return text(
        "Då är {represented}, men varken ordföranden eller vice ordföranden har sagt att de kan.", represented=counted
    )


def _comparison(text: Text, facts: PollFacts, best: Standing, second: Standing) -> Mrkdwn:
    """What speaks against the next best, in one sentence."""
    day = Mrkdwn(short(text, facts, second.slot))
    if not second.filling.able:
        return text("Den {day} är styrelsen inte beslutsför.", day=day)
    if not (second.chair or second.vice):
        return text("Den {day} har varken ordföranden eller vice ordföranden sagt att de kan.", day=day)
    if second.margin == 0:
        return text("Den {day} finns ingen marginal.", day=day)
    if second.filling.filled < best.filling.filled:
        return text("Den {day} är {represented}.", day=day, represented=represented(text, second))
    return text("Den {day} går nästan lika bra.", day=day)


def book_button(text: Text, facts: PollFacts, slot: SlotFacts) -> ButtonElement:
    """*Boka 5 mars*, asked once more: everybody sees it."""
    day = short(text, facts, slot)
    return button(
        text.plain("Boka {day}", day=day),
        BOOK_ONE,
        f"{facts.id}:{slot.id}:{facts.rev}",
        style="primary",
        confirm=confirm(
            text.plain("Boka {day}?", day=day),
            text.plain("Mötet läggs i kalendrarna som preliminärt, och frågan stängs för alla."),
            text.plain("Boka"),
            text.plain("Avbryt"),
        ),
    )
