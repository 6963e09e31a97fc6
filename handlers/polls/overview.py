"""What staff see and do beside the card: everybody's answers, and answering for somebody who told them otherwise."""

from __future__ import annotations

from typing import Any

from slack_sdk.models.blocks import Block

from handlers.blocks import Field, actions, button, form_field, modal, section
from handlers.polls.facts import PollFacts
from handlers.polls.lines import label, when
from handlers.polls.rules import SlotFacts
from handlers.text import Mrkdwn, Text, capital, escape, lines
from storage.words import Answer

ALL_ANSWERS, ANSWER_FOR, ANSWER_FOR_FORM, FETCH = "polls.all", "polls.for", "polls.for.form", "polls.fetch"


def all_answers(text: Text, facts: PollFacts, file: str | None) -> dict[str, Any]:
    """Everybody's answer to every time, by name; for staff only. `file` is the address of the same as a table."""
    blocks: list[Block] = [section(_one_time(text, facts, slot)) for slot in facts.slots]
    row = [button(text.plain("Svara åt någon"), ANSWER_FOR, str(facts.id))]
    if file:
        row.append(button(text.plain("Hämta som tabell (CSV)"), FETCH, str(facts.id), url=file))
    blocks.append(actions(row))
    return modal("notice", text.plain("Alla svar"), blocks, submit=None, close=text.plain("Stäng"))


def _one_time(text: Text, facts: PollFacts, slot: SlotFacts) -> Mrkdwn:
    answers = facts.answers[slot.id]
    rows = [Mrkdwn(f"*{capital(when(text, facts, slot))}*")]
    for answer in Answer:
        who = [person for person, given in answers.items() if given is answer]
        if who:
            rows.append(_row(text, facts, Mrkdwn(label(text, answer)), who))
    silent = [person for person in facts.electorate(slot).people & facts.asked if person not in answers]
    if silent:
        rows.append(_row(text, facts, text("Inget svar"), silent))
    return lines(rows)


def _row(text: Text, facts: PollFacts, said: Mrkdwn, people: list[int]) -> Mrkdwn:
    names = escape(text.listed(sorted(facts.names[person] for person in people)))
    return text("{answer}: {names}", answer=said, names=names)


def answer_for_form(text: Text, facts: PollFacts) -> dict[str, Any]:
    """One person, and an answer to each time; a time left empty stays as it was."""
    people = tuple((str(person), facts.names[person]) for person in sorted(facts.asked, key=facts.names.__getitem__))
    answers = tuple((answer.value, label(text, answer)) for answer in Answer)
    blocks: list[Block] = [
        section(text("Den du svarar åt ser i sin fråga att det är du som har svarat.")),
        form_field(Field("person", text.plain("Vem svarar du åt?"), choices=people)),
    ]
    for slot in facts.slots:
        blocks.append(
            form_field(Field(f"slot-{slot.id}", capital(when(text, facts, slot)), choices=answers, optional=True))
        )
    title, submit, close = text.plain("Svara åt någon"), text.plain("Spara svaren"), text.plain("Avbryt")
    return modal(ANSWER_FOR_FORM, title, blocks, submit=submit, close=close, data=f"{facts.id}")


def choices_of(values: dict[str, str]) -> dict[int, Answer]:
    """The answers that were filled in, by slot."""
    return {
        int(name.removeprefix("slot-")): Answer(value) for name, value in values.items() if name.startswith("slot-")
    }
