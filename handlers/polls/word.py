"""The word to the secretary: how a question came out, what is recommended and why."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement

from handlers.blocks import Message, actions, button, confirm, evenly, section
from handlers.polls.ended import ended_message
from handlers.polls.facts import PollFacts
from handlers.polls.lines import represented, short, silent_line, slot_line, turnout
from handlers.polls.rules import Recommendation, SlotFacts, Standing, best_first
from handlers.polls.views import ASK_FROM_HOME, BOOK_ONE, DECIDE
from handlers.text import Mrkdwn, Text, escape, words
from storage.words import PollState


def word(text: Text, facts: PollFacts, reason: str) -> Message:
    """Why the secretary hears of it, what is recommended and why, and how to book."""
    if facts.state is not PollState.OPEN:
        return ended_message(text, facts)
    advice, reason = facts.recommendation(), _still(facts, reason)
    said = words((_why(text, facts, reason, advice), *_because(text, facts, reason, advice)))
    rows = [section(row) for row in evenly(slot_line(text, facts, each) for each in facts.standings())]
    return Message(
        said, (section(said), *rows, section(silent_line(text, facts)), actions(_buttons(text, facts, advice)))
    )


def _still(facts: PollFacts, reason: str) -> str:
    """Whether why the word was sent still holds: times added since, or a newcomer, leave answers to wait for."""
    overtaken = {
        "complete": bool(facts.owing()),
        "hopeless": facts.hopeful(),
        "deadline": not facts.passed,
    }
    return "open" if overtaken[reason] else reason


def _buttons(text: Text, facts: PollFacts, advice: Recommendation) -> list[ButtonElement]:
    if advice.book:
        other = text.plain("Välj tider") if facts.several else text.plain("Välj annan dag")
        return [book_button(text, facts, [each.slot for each in advice.book]), button(other, DECIDE, str(facts.id))]
    ask = button(text.plain("Fråga om datum"), ASK_FROM_HOME, "new")
    return [button(text.plain("Boka eller stäng"), DECIDE, str(facts.id)), ask]


def _why(text: Text, facts: PollFacts, reason: str, advice: Recommendation) -> Mrkdwn:
    title = escape(facts.title)
    if not advice.book:
        if reason == "hopeless":
            return text("*{title}: ingen av tiderna kan bli beslutsför.*", title=title)
        return text("*{title}: ingen av tiderna är beslutsför än.*", title=title)
    what = _proposal(text, facts, advice)
    if reason == "open":
        return text("*{title}: alla har inte svarat än. Förslag hittills: {what}.*", title=title, what=what)
    if reason == "complete":
        return text("*{title}: alla har svarat. Förslag: {what}.*", title=title, what=what)
    return text("*{title}: svarstiden har gått ut. Förslag: {what}.*", title=title, what=what)


def _proposal(text: Text, facts: PollFacts, advice: Recommendation) -> Mrkdwn:
    """ "fredag 5 mars"; of a year "boka alla 8 tider" or "boka 7 av 8 tider"."""
    if not facts.several or len(advice.book) + len(advice.missed) == 1:
        return Mrkdwn(text.day(advice.book[0].slot.start.date(), this_year=facts.year))
    if advice.missed:
        return text("boka {n} av {all} tider", n=len(advice.book), all=len(advice.book) + len(advice.missed))
    return text("boka alla {n} tider", n=len(advice.book))


def _because(text: Text, facts: PollFacts, reason: str, advice: Recommendation) -> tuple[Mrkdwn, ...]:
    if not advice.book:
        return (_no_time(text, reason),)
    if facts.several:
        return _of_a_year(text, facts, advice)
    ranked = best_first(facts.standings(), decides=facts.decides)
    if not facts.decides:
        return (
            text(
                "Då är {represented}, och {turnout}.",
                represented=represented(text, ranked[0]),
                turnout=turnout(text, ranked[0]),
            ),
        )
    then = _then(text, ranked[0])
    return (then, _comparison(text, facts, ranked[0], ranked[1])) if len(ranked) > 1 else (then,)


def _no_time(text: Text, reason: str) -> Mrkdwn:
    """What to do when no time will do; to wait helps only while somebody hasn't answered."""
    if reason in ("deadline", "open"):
        return text("Vänta på fler svar, eller stäng frågan och fråga om andra tider.")
    return text("Stäng frågan och fråga om andra tider.")


def _of_a_year(text: Text, facts: PollFacts, advice: Recommendation) -> tuple[Mrkdwn, ...]:
    """What isn't as one would wish: days that won't do, reserve times in their place, nobody to preside, no margin."""
    if not facts.decides:
        return ()
    said = [_instead(text, facts, main, reserve) for main, reserve in advice.instead]
    if advice.missed:
        said.insert(0, text("Styrelsen är inte beslutsför den {days}.", days=_days(text, facts, advice.missed)))
    if alone := [each for each in advice.book if not (each.chair or each.vice)]:
        days = _days(text, facts, alone)
        said.append(text("Varken ordföranden eller vice ordföranden har sagt att de kan den {days}.", days=days))
    if tight := [each for each in advice.book if each.margin == 0]:
        said.append(text("Ingen marginal finns den {days}.", days=_days(text, facts, tight)))
    return tuple(said) or (text("Styrelsen är beslutsför varje gång, med marginal."),)


def _instead(text: Text, facts: PollFacts, main: Standing, reserve: Standing) -> Mrkdwn:
    return text(
        "Den {day} är styrelsen inte beslutsför, men det är den på reservdagen {reserve}.",
        day=Mrkdwn(short(text, facts, main.slot)),
        reserve=Mrkdwn(short(text, facts, reserve.slot)),
    )


def _days(text: Text, facts: PollFacts, standings: Sequence[Standing]) -> Mrkdwn:
    return escape(text.listed(short(text, facts, each.slot) for each in standings))


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


def book_button(text: Text, facts: PollFacts, slots: Sequence[SlotFacts]) -> ButtonElement:
    """*Boka 5 mars*, *Boka 8 tider*: asked once more, for everybody sees it."""
    one = len(slots) == 1
    what = short(text, facts, slots[0]) if one else text.plain("{n} tider", n=len(slots))
    follows = (
        text.plain("Mötet läggs i kalendrarna som preliminärt, och frågan stängs för alla.")
        if one
        else text.plain("Mötena läggs i kalendrarna som preliminära, med sina reservdatum, och frågan stängs för alla.")
    )
    return button(
        text.plain("Boka {day}", day=what),
        BOOK_ONE,
        f"{facts.id}:{','.join(str(slot.id) for slot in slots)}:{facts.rev}",
        style="primary",
        confirm=confirm(text.plain("Boka {day}?", day=what), follows, text.plain("Boka"), text.plain("Avbryt")),
    )
