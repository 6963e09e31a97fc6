"""The board changes between the question and the meeting: each day is for those who sit on it (R41)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.trial.models import TrialUser
from handlers.boards.importing import bring_in
from handlers.boards.roster_values import Roster, RosterIdentity
from storage.words import Term
from tests.journeys.asking import CHAIR, HABO, SECRETARY
from tests.world import World, roster, world

BOARD = roster("sodra-vatterbygden")
NEW_HABO = "UV36HABO"
LAST, FIRST = date(2027, 3, 31), date(2027, 4, 1)
AROUND = "Möte: 12 mars 2027 kl 9-12, 16 april 2027 kl 9-12"


def with_a_new_ledamot_for_habo(first_day: date = FIRST) -> Roster:
    """Habo's ledamot leaves with the term, and another one has been elected."""
    people = []
    for person in BOARD.people:
        if person.identity.slack == HABO:
            people.append(replace(person, term=Term(None, LAST)))
            new = RosterIdentity(slack=NEW_HABO)
            person = replace(person, name="Nora Nyvald", identity=new, term=Term(first_day, None))
        people.append(person)
    return replace(BOARD, people=tuple(people))


@pytest.fixture
def vatterbygden(database_url: str) -> Iterator[World]:
    """Södra Vätterbygden in November, with somebody in the workspace who isn't on the board yet."""
    with world(database_url, BOARD, datetime.fromisoformat("2026-11-23T09:00+01:00")) as opened:
        opened.workspace.users.append(TrialUser(NEW_HABO, "Nora Nyvald"))
        yield opened


def bring(at: World, board: Roster) -> None:
    """A new roster file is imported."""
    at.does(bring_in, board)
    at.pass_time(timedelta(seconds=5))


def ask(at: World) -> None:
    secretary = at.person(SECRETARY)
    secretary.command(f"/klubban datum {AROUND}", at.channel)
    secretary.view().submit().close()
    at.quiet()


def card(at: World) -> list[str]:
    return at.person(CHAIR).channel(at.channel)[0].words().split("\n")


def test_each_is_asked_about_the_days_on_which_they_sit(vatterbygden: World) -> None:
    bring(vatterbygden, with_a_new_ledamot_for_habo())
    ask(vatterbygden)
    old, new = vatterbygden.person(HABO).dm()[-1], vatterbygden.person(NEW_HABO).dm()[-1]
    assert [old.buttons(), new.buttons()] == [["Kan", "Helst inte", "Kan inte"]] * 2
    assert ("12 mars" in old.words(), "16 april" in old.words()) == (True, False)
    assert ("12 mars" in new.words(), "16 april" in new.words()) == (False, True)

    vatterbygden.person(HABO).click("Kan", old)
    vatterbygden.person(NEW_HABO).click("Kan", new)
    vatterbygden.quiet()
    assert [line.split(": ")[1][:7] for line in card(vatterbygden)[1:3]] == ["1 av 7 ", "1 av 7 "]


def test_one_who_is_elected_while_the_question_is_out_is_asked_too(vatterbygden: World) -> None:
    ask(vatterbygden)
    vatterbygden.person(HABO).click("Kan, 16 april")
    vatterbygden.quiet()
    assert "1 av 7" in card(vatterbygden)[2]

    bring(vatterbygden, with_a_new_ledamot_for_habo())
    assert "0 av 7" in card(vatterbygden)[2]  # whoever has left by then doesn't count
    assert "16 april" not in vatterbygden.person(HABO).dm()[-1].words()
    vatterbygden.person(NEW_HABO).click("Kan")
    vatterbygden.quiet()
    assert "1 av 7" in card(vatterbygden)[2]


def test_one_who_leaves_before_every_day_is_told_that_no_answer_is_needed(vatterbygden: World) -> None:
    ask(vatterbygden)
    gone = replace(BOARD, people=tuple(person for person in BOARD.people if person.identity.slack != HABO))
    bring(vatterbygden, gone)
    assert vatterbygden.person(HABO).dm()[-1].words() == (
        "Södra Vätterbygden: Möte.\nDu behöver inte svara: du sitter inte i styrelsen de dagarna."
    )
    bring(vatterbygden, BOARD)
    assert vatterbygden.person(HABO).dm()[-1].buttons().count("Kan") == 2


def test_a_term_that_ends_before_a_proposed_day_is_pointed_out(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.command(f"/klubban datum {AROUND}", vatterbygden.channel)
    assert secretary.view().words().split("\n")[0] == (
        "Mandatperioden går ut onsdag 31 mars 2027, men förteckningen har samma personer fredag 16 april 2027. "
        "Ändra den först om andra sitter i styrelsen då: frågan går till dem som förteckningen nämner."
    )
    bring(vatterbygden, with_a_new_ledamot_for_habo())
    secretary.command(f"/klubban datum {AROUND}", vatterbygden.channel)
    assert "Mandatperioden" not in secretary.view().words()


def test_a_seat_that_nobody_holds_on_a_proposed_day_is_pointed_out(vatterbygden: World) -> None:
    bring(vatterbygden, with_a_new_ledamot_for_habo(first_day=date(2027, 5, 1)))
    secretary = vatterbygden.person(SECRETARY)
    secretary.command(f"/klubban datum {AROUND}", vatterbygden.channel)
    assert secretary.view().words().split("\n")[0] == (
        "Fredag 16 april 2027 saknar en plats ledamot enligt förteckningen. Den räknas som tom."
    )
