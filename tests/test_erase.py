"""Somebody who has left the board is forgotten, and what the board decided while they sat there stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from handlers import erase, export
from handlers.boards.exporting import exported
from handlers.boards.roster import read_roster
from handlers.boards.roster_writer import write_roster
from handlers.erase import ANONYMOUS, StillSits
from handlers.feeds.reading import address
from handlers.polls.actions import close
from handlers.run import Who
from storage import outbox
from storage.boards import Board, Huvudman, Mandate, Person, Staff
from storage.links import CalendarLink
from storage.outbox import Outbox, To
from storage.tables import metadata
from storage.words import OutboxState, Priority
from tests.feeds.seeded import KEY, House, house
from tests.lived import lives_a_little

NAME = "Anna-Lisa Åkerö"


@pytest.fixture
def home(database_url: str) -> Iterator[House]:
    """The board, with a chair whose name is like no other word."""
    with house(database_url) as founded:
        founded.does(_called, founded.anna)
        lives_a_little(founded)
        yield founded


def _called(session: Session, _now: datetime, who: Who) -> None:
    person = session.get_one(Person, who.person)
    person.name, person.phone, person.language = NAME, "070-123 45 67", "en"
    for mandate in session.exec(select(Mandate).where(Mandate.person_id == who.person)):
        mandate.party = "Vätterpartiet"


def leaves(home: House, who: Who) -> None:
    """Every mandate and task ends today; tomorrow comes."""

    def end(session: Session, now: datetime) -> None:
        for model in (Mandate, Staff):
            for row in session.exec(select(model).where(model.person_id == who.person)):
                row.last_day = now.date()

    home.does(end)
    home.clock.advance(days=1)


def forgotten(home: House, who: Who) -> list[str]:
    return home.does(erase.erase, who.person)


def printed(home: House) -> str:
    return json.dumps(home.reads(export.everything), ensure_ascii=False)


def ballots(document: dict[str, Any]) -> list[Any]:
    return [slot["ballots"] for poll in document["polls"] for slot in poll["slots"]]


def everything_kept(home: House) -> str:
    """Every value of every table, as text."""

    def rows(session: Session) -> list[str]:
        return [repr(row) for table in metadata.sorted_tables for row in session.execute(table.select()).all()]

    return "\n".join(home.database.read_now(rows))


def test_while_somebody_sits_nothing_is_taken_away(home: House) -> None:
    before = everything_kept(home)
    with pytest.raises(StillSits, match=f"the person is on {KEY}: take them out of the roster file"):
        forgotten(home, home.anna)
    with pytest.raises(StillSits):
        forgotten(home, home.siv)
    assert everything_kept(home) == before


def test_who_is_still_to_come_sits_too_and_who_leaves_today(home: House) -> None:
    def ends(session: Session, now: datetime) -> None:
        for row in session.exec(select(Mandate).where(Mandate.person_id == home.anna.person)):
            row.last_day = now.date()

    home.does(ends)
    with pytest.raises(StillSits):
        forgotten(home, home.anna)


def test_after_an_erasure_the_name_is_nowhere(home: House) -> None:
    leaves(home, home.anna)
    assert NAME in printed(home)
    forgotten(home, home.anna)
    traces = (NAME, "UANNA", "anna@example.com", "070-123 45 67", "Vätterpartiet", '"D1"', "Mina möten")
    assert [trace for trace in traces if trace in printed(home)] == []
    assert [trace for trace in traces if trace in everything_kept(home)] == []


def test_it_is_told_what_was_taken_away_and_what_was_kept_without_quoting_it(home: House) -> None:
    leaves(home, home.anna)
    told = forgotten(home, home.anna)
    assert told == [
        "taken away: 4 messages to the person (what Slack keeps of them is deleted in Slack)",
        "taken back: 2 calendar links",
        "kept, of an anonymous holder: 1 mandates, 0 tasks, and the answers given",
        "taken away: name, Slack id, e-mail address, telephone number, language, conversation with Klubban",
    ]
    assert [word for word in (NAME, "UANNA", "070") if word in "".join(told)] == []


def test_once_is_enough(home: House) -> None:
    leaves(home, home.anna)
    forgotten(home, home.anna)
    before = home.reads(export.everything)
    assert forgotten(home, home.anna) == []
    assert home.reads(export.everything) == before


def test_the_boards_history_stands_with_an_anonymous_holder(home: House) -> None:
    leaves(home, home.anna)
    before = home.reads(export.everything)
    forgotten(home, home.anna)
    after = home.reads(export.everything)
    assert [poll["slots"][0]["ballots"] for poll in after["polls"]] == [
        p["slots"][0]["ballots"] for p in before["polls"]
    ]
    assert after["meetings"] == before["meetings"]
    (mandate,) = [row for row in after["boards"][0]["people"] if row["person"] == home.anna.person]
    held = {name: mandate[name] for name in ("name", "huvudman", "role", "office", "party", "to")}
    assert held == {
        "name": ANONYMOUS,
        "huvudman": "habo",
        "role": "ledamot",
        "office": "ordforande",
        "party": None,
        "to": "2026-09-02",
    }


def test_the_roster_can_still_be_written_and_read(home: House) -> None:
    leaves(home, home.anna)
    forgotten(home, home.anna)
    roster = home.database.read_now(lambda session: exported(session, KEY))
    assert roster is not None
    again = read_roster(write_roster(roster))
    assert [person.identity.best for person in again.people if person.name == ANONYMOUS] == [
        f"raderad-{home.anna.person}"
    ]


def test_their_calendars_are_gone_for_good(home: House) -> None:
    leaves(home, home.anna)
    forgotten(home, home.anna)
    links = home.database.read_now(lambda s: s.exec(select(CalendarLink)).all())
    assert [(link.name, link.revoked_at) for link in links] == [("", home.clock.now())] * 2
    assert home.reads(address, KEY) is not None


def test_they_hear_nothing_more_whatever_follows_by_itself(home: House) -> None:
    leaves(home, home.anna)
    forgotten(home, home.anna)
    home.does(close, home.siv, 2, 1)
    mine = home.reads(export.about, home.anna.person)["messages"]
    assert [(message["kind"], message["state"]) for message in mine] == [
        ("poll.ballot", "cancelled"),
        ("digest", "cancelled"),
        ("poll.ballot", "cancelled"),
    ]


def test_a_letter_to_somebody_else_loses_the_name_and_nobody_elses(home: House) -> None:
    longer = f"{NAME}sson"

    def tell(session: Session, now: datetime) -> None:
        body = {"text": f"{NAME} kan inte. {longer} kan.", "blocks": [{"text": {"text": f"*{NAME}*"}}]}
        to = To(person=home.siv.person)
        outbox.letter(session, now, "word:1", to, body, board=home.board, priority=Priority.ANSWER)

    home.does(tell)
    leaves(home, home.anna)
    assert "name taken out of 1 letters to others" in forgotten(home, home.anna)
    row = home.database.read_now(lambda s: s.exec(select(Outbox).where(Outbox.name == "word:1")).one())
    assert row.body == {
        "text": f"{ANONYMOUS} kan inte. {longer} kan.",
        "blocks": [{"text": {"text": f"*{ANONYMOUS}*"}}],
    }


def test_a_message_that_is_just_being_sent_is_told_of_and_goes_the_next_time(home: House) -> None:
    leaves(home, home.anna)

    def sending(state: OutboxState) -> None:
        def change(session: Session, _now: datetime) -> None:
            session.exec(select(Outbox).where(Outbox.name == "help:1")).one().state = state

        home.does(change)

    sending(OutboxState.SENDING)
    assert "1 messages are just being sent: run this again in a minute" in forgotten(home, home.anna)


def test_a_registrator_who_is_erased_is_no_longer_a_members_contact(home: House) -> None:
    def named(session: Session, _now: datetime) -> None:
        session.get_one(Huvudman, 1).contact = {"name": NAME, "mail": "registrator@habo.example"}

    home.does(named)
    leaves(home, home.anna)
    assert f"{KEY}: taken away as contact of habo; the roster file still has it, if it had" in forgotten(
        home, home.anna
    )
    assert NAME not in printed(home)


def test_the_erasure_stands_in_the_trail_and_the_calendars_are_made_anew(home: House) -> None:
    leaves(home, home.anna)
    before = home.database.read_now(lambda s: s.get_one(Board, home.board).version)
    forgotten(home, home.anna)
    board = home.database.read_now(lambda s: s.get_one(Board, home.board))
    last = home.reads(export.everything)["audit"][-1]
    assert (last["what"], last["facts"], last["person"]) == ("person.erased", {"person": home.anna.person}, None)
    assert (board.version, board.calendar_changed_at) == (before + 1, home.clock.now())
