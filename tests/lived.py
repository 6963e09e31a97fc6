"""A board that has lived a little: asked, answered, booked, been written to, and subscribed."""

from __future__ import annotations

from sqlmodel import Session

from handlers.feeds.actions import make_link
from handlers.polls import actions as polls
from storage import outbox
from storage.boards import Person
from storage.outbox import To
from storage.words import Answer, Priority
from tests.feeds.seeded import House, time

CONVERSATION = "D1"
"""Anna's, with Klubban."""


def lives_a_little(home: House) -> None:
    """A booked question with a reserve date, an open one, two links, and Anna has asked for help."""
    poll = home.asks("Styrelsemöte", time("2026-10-09 09:00"), time("2026-10-30 09:00", note="Heldag", reserve_for=0))
    home.answers(home.anna, poll, Answer.KAN)
    home.answers(home.bo, poll, Answer.HELST_INTE)
    home.does(polls.answer_for, home.siv, poll, home.cecilia.person, dict.fromkeys(home.slots(poll), Answer.KAN_INTE))
    home.clock.advance(days=1)
    home.books(poll, 0)
    home.asks("Budgetmöte", time("2026-11-12 13:00"))
    home.does(make_link, home.anna, None)
    home.does(make_link, home.anna, home.board)
    home.database.write_now(_help, home)


def _help(session: Session, home: House) -> None:
    session.get_one(Person, home.anna.person).dm_channel = CONVERSATION
    words, now = {"text": "Så här"}, home.clock.now()
    outbox.letter(session, now, "help:1", To(channel=CONVERSATION), words, board=None, priority=Priority.ANSWER)
