"""Everybody's answers to a question about dates as a table: a row a person, a column a time; for staff."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from handlers.boards.actions import require_staff_by_id
from handlers.documents import CSV, Document, DocumentView, table
from handlers.errors import Refusal
from handlers.polls import ended
from handlers.polls.facts import PollFacts
from handlers.polls.lines import label
from handlers.polls.reading import poll_facts
from handlers.polls.rules import SlotFacts
from handlers.text import Text
from storage import polls
from storage.boards import Board
from storage.words import MandateFacts, Role

KIND = "poll.answers"


def answers(session: Session, now: datetime, poll_id: int, reader: int, text: Text) -> Document:
    """The table of a question, open or ended. Raises Refusal to those who aren't the board's staff any more."""
    poll = polls.poll(session, poll_id)
    if poll is None:
        raise Refusal(ended.no_such_poll)
    board = session.get_one(Board, poll.board_id)
    require_staff_by_id(session, now, board, reader)
    return Document(f"{board.key}-{poll.id}.csv", CSV, table(rows(text, poll_facts(session, now, poll))))


DOCUMENTS: dict[str, DocumentView] = {KIND: answers}


def rows(text: Text, facts: PollFacts) -> list[list[str]]:
    """The head, then ledamöter and ersättare as the roster has them; a time at which somebody doesn't sit is empty."""
    head = [text.plain("Namn"), text.plain("Medlem"), text.plain("Roll")]
    head += [f"{slot.start:%Y-%m-%d %H:%M}–{slot.end:%H:%M}" for slot in facts.slots]
    mandates = {mandate.person: mandate for day in _days(facts) for mandate in facts.compositions[day].mandates}
    ordered = sorted(mandates.values(), key=lambda mandate: _place(facts, mandate))
    return [head, *(_row(text, facts, mandate) for mandate in ordered if mandate.person in facts.asked)]


def _days(facts: PollFacts) -> list[date]:
    """The latest first: a person is written with the first of their mandates."""
    return sorted({slot.start.date() for slot in facts.slots}, reverse=True)


def _place(facts: PollFacts, mandate: MandateFacts) -> tuple[str, bool, int, str]:
    member = facts.huvudman[mandate.huvudman].name
    return member, mandate.role is Role.ERSATTARE, mandate.rank or 0, facts.names.get(mandate.person, "")


def _row(text: Text, facts: PollFacts, mandate: MandateFacts) -> list[str]:
    role = text.plain("Ledamot") if mandate.role is Role.LEDAMOT else text.plain("Ersättare")
    person = [facts.names[mandate.person], facts.huvudman[mandate.huvudman].name, role]
    return person + [_answer(text, facts, slot, mandate.person) for slot in facts.slots]


def _answer(text: Text, facts: PollFacts, slot: SlotFacts, person: int) -> str:
    if person not in facts.electorate(slot).people:
        return ""
    given = facts.answers[slot.id].get(person)
    return label(text, given) if given else text.plain("Inget svar")
