"""What people read about a question about dates: the ballot and the channel's card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from handlers.blocks import Message, actions, button, context, evenly, modal, section
from handlers.polls.dates.values import MAX_SLOTS as MOST_SLOTS
from handlers.polls.ended import ended_message
from handlers.polls.facts import PollFacts
from handlers.polls.lines import label, short, silent_line, slot_line, when
from handlers.polls.rules import SlotFacts
from handlers.text import Mrkdwn, Text, capital, escape, lines, words
from storage.words import Answer, PollState

ANSWER = {
    Answer.KAN: "polls.answer.kan",
    Answer.HELST_INTE: "polls.answer.helst_inte",
    Answer.KAN_INTE: "polls.answer.kan_inte",
}
NONE_WORKS, ALL_WORK = "polls.answer.none", "polls.answer.every"
BOOK_ONE = "polls.book.one"
DECIDE = "polls.decide"
ASK_FROM_HOME = "polls.ask.open"
SHOW = "polls.show"
MANY = 4
"""So many times that "all of them" saves taps."""
MOST_IN_A_MESSAGE = 20
"""Times with their buttons that one message holds (Slack: 50 blocks); more are answered in a window (100)."""


def ballot(text: Text, facts: PollFacts, person: int, turn: int = 1) -> Message:
    """One asking in one person's DM, with their own answers: the times at which they may sit (R41)."""
    if facts.state is not PollState.OPEN:
        return ended_message(text, facts)
    slots = facts.times_of(person, turn)
    if not slots:
        return not_needed(text, facts)
    times = Mrkdwn(text.listed([when(text, facts, slot) for slot in slots]))
    said = words((*_asked(text, facts, turn), text("Det gäller {times}.", times=times)))
    small = context(text("Det här är ingen kallelse. Du behöver inte ange skäl."))
    return Message(said, (*ballot_blocks(text, facts, slots, person, turn), small))


def _asked(text: Text, facts: PollFacts, turn: int) -> tuple[Mrkdwn, Mrkdwn]:
    deadline = Mrkdwn(text.moment(facts.deadline, this_year=facts.year))
    head = (
        text("*{board}: vilka dagar kan du?*", board=escape(facts.board))
        if turn == 1
        else text("*{board}: fler tider att svara på.*", board=escape(facts.board))
    )
    return (
        head,
        text(
            "{title}. Svara senast {deadline}. Du kan ändra dig till dess.",
            title=escape(facts.title),
            deadline=deadline,
        ),
    )


def ballot_blocks(
    text: Text, facts: PollFacts, slots: Sequence[SlotFacts], person: int, turn: int = 1, most: int = MOST_IN_A_MESSAGE
) -> list[Block]:
    """The question with its buttons, for the DM and for Home; more than `most` times are answered in a window."""
    blocks: list[Block] = [section(lines(_asked(text, facts, turn)))]
    if len(slots) > most:
        return [*blocks, *_in_a_window(text, facts, slots, person)]
    for slot in slots:
        blocks += _question(text, facts, slot, person)
    if len(slots) > 1:
        blocks.append(_at_once(text, facts, slots))
    return blocks


def _at_once(text: Text, facts: PollFacts, slots: Sequence[SlotFacts]) -> Block:
    """The same answer to all times that stand above."""
    turns = sorted({slot.turn for slot in slots})
    value = f"{facts.id}:{','.join(str(each) for each in turns)}"
    row = [button(text.plain("Ingen tid passar"), NONE_WORKS, value)]
    if len(slots) >= MANY:
        row.insert(0, button(text.plain("Alla tider passar"), ALL_WORK, value))
    return actions(row, f"none-{facts.id}-{turns[0]}")


def _in_a_window(text: Text, facts: PollFacts, slots: Sequence[SlotFacts], person: int) -> list[Block]:
    done = sum(person in facts.answers[slot.id] for slot in slots)
    rows = text(
        "{n} tider, den första {first} och den sista {last}. Du har svarat på {done}.",
        n=len(slots),
        done=done,
        first=Mrkdwn(text.day(min(slot.start for slot in slots).date(), this_year=facts.year)),
        last=Mrkdwn(text.day(max(slot.start for slot in slots).date(), this_year=facts.year)),
    )
    answer = button(text.plain("Svara på tiderna"), SHOW, str(facts.id), style="primary")
    return [section(rows), actions([answer], f"window-{facts.id}")]


def not_needed(text: Text, facts: PollFacts) -> Message:
    """To somebody who was asked and no longer sits on the board on any of the days."""
    head = text("*{board}: {title}.*", board=escape(facts.board), title=escape(facts.title))
    rest = text("Du behöver inte svara: du sitter inte i styrelsen de dagarna.")
    return Message(words((head, rest)), (section(lines((head, rest))),))


def _question(text: Text, facts: PollFacts, slot: SlotFacts, person: int) -> list[Block]:
    own = facts.answers[slot.id].get(person)
    said = own_answer(text, facts, slot, person)
    buttons = [
        button(
            label(text, answer),
            ANSWER[answer],
            f"{facts.id}:{slot.id}",
            says=f"{label(text, answer)}, {short(text, facts, slot)}",
            style="primary" if answer is own else None,
        )
        for answer in Answer
    ]
    return [section(lines((_time_line(text, facts, slot), said))), actions(buttons, f"slot-{slot.id}")]


def own_answer(text: Text, facts: PollFacts, slot: SlotFacts, person: int) -> Mrkdwn:
    """ "Ditt svar: Kan", and who gave it where it was another."""
    own = facts.answers[slot.id].get(person)
    if own is None:
        return text("Du har inte svarat än.")
    answer, by = Mrkdwn(label(text, own)), facts.entered_by.get(slot.id, {}).get(person)
    if by is None:
        return text("Ditt svar: *{answer}*", answer=answer)
    return text("Ditt svar: *{answer}* (inlagt av {name})", answer=answer, name=escape(facts.names[by]))


def _time_line(text: Text, facts: PollFacts, slot: SlotFacts) -> Mrkdwn:
    main = next((other for other in facts.slots if other.id == slot.reserve_for), None)
    extra = [escape(part) for part in (facts.place, slot.note) if part]
    if main:
        extra.append(text("reservdatum för {day}", day=Mrkdwn(short(text, facts, main))))
    line = Mrkdwn(f"*{capital(when(text, facts, slot))}*")
    return Mrkdwn(", ".join([line, *extra]))


def channel_card(text: Text, facts: PollFacts) -> Message:
    """How the question stands, for everybody; who said no is named only where the board's rules say so."""
    if facts.state is not PollState.OPEN:
        return ended_message(text, facts)
    head = text("*Datumförfrågan: {title}.*", title=escape(facts.title))
    by = text("Svar senast {deadline}.", deadline=Mrkdwn(text.moment(facts.deadline, this_year=facts.year)))
    standings = facts.standings()
    rows = evenly(words((slot_line(text, facts, each), _who_said_no(text, facts, each.slot))) for each in standings)
    waits = silent_line(text, facts)
    how = text("Du svarar i ditt eget samtal med Klubban.")
    decide = actions([button(text.plain("Boka eller stäng"), DECIDE, str(facts.id))])
    blocks = (section(words((head, by))), *(section(row) for row in rows), section(waits), context(how), decide)
    return Message(words((head, *rows, waits)), blocks)


def _who_said_no(text: Text, facts: PollFacts, slot: SlotFacts) -> Mrkdwn:
    """Only where the board has chosen to show it."""
    no = [person for person, answer in facts.answers[slot.id].items() if answer is Answer.KAN_INTE]
    if not no or not facts.names_shown:
        return Mrkdwn("")
    return text("Kan inte: {names}.", names=escape(text.listed(sorted(facts.names[person] for person in no))))


def reminder_line(text: Text, facts: PollFacts) -> Mrkdwn:
    """To somebody who hasn't answered: what, by when, and how little it takes."""
    return text(
        "*{board}: {title}.* Svara senast {deadline} vilka dagar du kan. Har du inga dagar som passar, säg det också.",
        board=escape(facts.board),
        title=escape(facts.title),
        deadline=Mrkdwn(text.moment(facts.deadline, this_year=facts.year)),
    )


def ballot_modal(text: Text, facts: PollFacts, person: int) -> dict[str, Any]:
    """The question in a window of its own."""
    slots = facts.times_of(person)
    if facts.state is not PollState.OPEN:
        blocks = list(ended_message(text, facts).blocks)
    else:
        blocks = ballot_blocks(text, facts, slots, person, most=MOST_SLOTS)
    return modal(SHOW, text.plain("Vilka dagar kan du?"), blocks, submit=None, close=text.plain("Klart"))
