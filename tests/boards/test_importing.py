"""A roster file is brought in: what it says holds from that day, and what was before is still counted as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from handlers.boards.importing import ImportProblem
from storage.boards import Person
from storage.database import Database
from tests.boards.rosters import (
    ANNA,
    APRIL,
    BO,
    CIA,
    DAN,
    EVA,
    EVERYBODY,
    FEBRUARY,
    MARCH,
    bring,
    seats_on,
    sits,
    text,
)

AT_FIRST = [
    "Anna ledamot ordforande",
    "Bo ersattare 1",
    "Cia ledamot",
    "Dan ersattare 1",
    "Eva ersattare 2",
    "Sif sekreterare",
]
DAY = timedelta(days=1)
FUTURE = date(2027, 1, 1)


def _without(*gone: str) -> list[str]:
    return [entry for entry in EVERYBODY if entry not in gone]


def _with(entry: str, *extra: str) -> list[str]:
    """`extra` behind the entry's last word."""
    changed = entry[:-1] + ", " + ", ".join(extra) + "}"
    return [changed if one == entry else one for one in EVERYBODY]


def test_a_first_import_counts_for_all_days(database: Database) -> None:
    changes = bring(database, text())
    assert (len(changes), changes[0]) == (20, "new board: Styrelsen vattern")
    assert [sits(database, day) for day in (FEBRUARY, MARCH, APRIL)] == [AT_FIRST] * 3


def test_a_seat_that_nobody_holds_is_counted(database: Database) -> None:
    bring(database, text())
    assert seats_on(database, MARCH) == 4


@pytest.mark.parametrize("day", [MARCH, APRIL])
def test_the_same_file_again_changes_nothing(database: Database, day: date) -> None:
    bring(database, text())
    assert (bring(database, text(), day), sits(database, day)) == ([], AT_FIRST)


def test_a_person_missing_from_the_file_ends_that_day(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    assert bring(sqlite_database, text(_without(EVA)), APRIL) == ["ends today: ersattare Eva"]
    left = [line for line in AT_FIRST if "Eva" not in line]
    assert [sits(sqlite_database, day) for day in (MARCH, APRIL, APRIL + DAY)] == [AT_FIRST, AT_FIRST, left]
    assert bring(sqlite_database, text(_without(EVA)), APRIL) == []


def test_a_person_who_comes_back_the_same_day_never_left(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    bring(sqlite_database, text(_without(EVA)), APRIL)
    assert bring(sqlite_database, text(), APRIL) == ["term changed: ersattare Eva"]
    assert sits(sqlite_database, APRIL + DAY) == AT_FIRST


def test_a_person_who_comes_back_later_was_away_in_between(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    bring(sqlite_database, text(_without(EVA)), MARCH)
    assert bring(sqlite_database, text(), APRIL) == ["new: ersattare Eva"]
    away = [line for line in AT_FIRST if "Eva" not in line]
    days = (MARCH, MARCH + DAY, APRIL - DAY, APRIL)
    assert [sits(sqlite_database, day) for day in days] == [AT_FIRST, away, away, AT_FIRST]


SWAPPED = [
    "Anna ledamot ordforande",
    "Bo ersattare 1",
    "Cia ledamot",
    "Dan ersattare 2",
    "Eva ersattare 1",
    "Sif sekreterare",
]


@pytest.mark.parametrize("term", ["", ", from: 2024-04-01", ", from: 2024-04-01, to: 2026-12-31"])
def test_a_changed_rank_leaves_last_month_as_it_was(sqlite_database: Database, term: str) -> None:
    first = [entry[:-1] + term + "}" for entry in EVERYBODY]
    swapped = [
        entry.replace("rank: 1", "rank: x").replace("rank: 2", "rank: 1").replace("rank: x", "rank: 2")
        if "region" in entry
        else entry
        for entry in first
    ]
    bring(sqlite_database, text(first))
    assert bring(sqlite_database, text(swapped), APRIL) == [
        "changes today: ersattare Dan",
        "changes today: ersattare Eva",
    ]
    expected = [AT_FIRST, AT_FIRST, SWAPPED]
    for again in (APRIL, APRIL + DAY, APRIL + 90 * DAY):
        assert [sits(sqlite_database, day) for day in (MARCH, APRIL - DAY, APRIL)] == expected
        assert bring(sqlite_database, text(swapped), again) == []


def test_a_new_chair_leaves_last_month_as_it_was(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    passed_on = [CIA[:-1] + ", office: ordforande}", ANNA.replace(", office: ordforande", ""), BO, DAN, EVA]
    bring(sqlite_database, text(passed_on), APRIL)
    chairs = [[line for line in sits(sqlite_database, day) if "ordforande" in line] for day in (APRIL - DAY, APRIL)]
    assert chairs == [["Anna ledamot ordforande"], ["Cia ledamot ordforande"]]


def test_an_office_from_an_earlier_day_begins_that_day(sqlite_database: Database) -> None:
    bring(sqlite_database, text(), FEBRUARY)
    changed = _with(CIA, "office: vice_ordforande", "from: 2026-03-10")
    assert bring(sqlite_database, text(changed), APRIL) == ["changes 2026-03-10: ledamot Cia"]
    held = [[line for line in sits(sqlite_database, day) if "Cia" in line] for day in (MARCH - DAY, MARCH)]
    assert held == [["Cia ledamot"], ["Cia ledamot vice_ordforande"]]
    assert bring(sqlite_database, text(changed), APRIL + DAY) == []


def test_a_second_thought_the_same_day_leaves_one_change(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    bring(sqlite_database, text(_with(CIA, "office: vice_ordforande")), APRIL)
    assert bring(sqlite_database, text(_with(CIA, "office: vice_ordforande_2")), APRIL) == ["changed: ledamot Cia"]
    held = [[line for line in sits(sqlite_database, day) if "Cia" in line] for day in (APRIL - DAY, APRIL)]
    assert held == [["Cia ledamot"], ["Cia ledamot vice_ordforande_2"]]


def test_a_mandate_that_has_already_ended_is_history(sqlite_database: Database) -> None:
    before = [*EVERYBODY, CIA.replace("Cia, ref: cia", "Ove, ref: ove")[:-1] + ", to: 2025-12-31}"]
    bring(sqlite_database, text(before))
    held = [len(sits(sqlite_database, day)) for day in (date(2025, 12, 31), date(2026, 1, 1))]
    assert (held, bring(sqlite_database, text(before), APRIL)) == ([7, 6], [])


def test_history_can_be_added_afterwards(sqlite_database: Database) -> None:
    bring(sqlite_database, text(_with(EVA, "from: 2026-01-01")))
    earlier = EVA.replace("rank: 2", "rank: 3")[:-1] + ", to: 2025-12-31}"
    both = [*_with(EVA, "from: 2026-01-01"), earlier]
    assert bring(sqlite_database, text(both)) == ["new: ersattare Eva"]
    eva = [[line for line in sits(sqlite_database, day) if "Eva" in line] for day in (date(2025, 5, 5), MARCH)]
    assert eva == [["Eva ersattare 3"], ["Eva ersattare 2"]]
    assert bring(sqlite_database, text(both), APRIL) == []


def test_an_end_that_was_forgotten_can_be_told_later(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    assert bring(sqlite_database, text(_with(EVA, "to: 2026-03-31")), APRIL) == ["term changed: ersattare Eva"]
    held = ["Eva ersattare 2" in sits(sqlite_database, day) for day in (date(2026, 3, 31), date(2026, 4, 1))]
    assert (held, bring(sqlite_database, text(_with(EVA, "to: 2026-03-31")), APRIL)) == ([True, False], [])


def test_a_coming_mandate_begins_on_its_day(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    kim = "{name: Kim, ref: kim, huvudman: region, role: ledamot, from: 2027-01-01}"
    bring(sqlite_database, text([*EVERYBODY, kim]), APRIL)
    assert ["Kim ledamot" in sits(sqlite_database, day) for day in (FUTURE - DAY, FUTURE)] == [False, True]
    assert bring(sqlite_database, text([*EVERYBODY, kim]), APRIL + DAY) == []
    assert bring(sqlite_database, text(), APRIL + DAY) == ["taken out before it began: ledamot Kim"]
    assert "Kim ledamot" not in sits(sqlite_database, FUTURE)


def test_a_coming_mandate_may_be_moved(sqlite_database: Database) -> None:
    kim = "{name: Kim, ref: kim, huvudman: region, role: ledamot, from: %s}"
    bring(sqlite_database, text([*EVERYBODY, kim % "2027-01-01"]))
    bring(sqlite_database, text([*EVERYBODY, kim % "2027-04-01"]), APRIL)
    held = ["Kim ledamot" in sits(sqlite_database, day) for day in (FUTURE, date(2027, 4, 1))]
    assert held == [False, True]


def test_a_coming_change_leaves_the_present_until_then(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    both = [*_with(EVA, "to: 2026-12-31"), EVA.replace("rank: 2", "rank: 3")[:-1] + ", from: 2027-01-01}"]
    bring(sqlite_database, text(both), APRIL)
    eva = [[line for line in sits(sqlite_database, day) if "Eva" in line] for day in (APRIL, FUTURE - DAY, FUTURE)]
    assert eva == [["Eva ersattare 2"], ["Eva ersattare 2"], ["Eva ersattare 3"]]
    assert bring(sqlite_database, text(both), APRIL + DAY) == []


def test_one_who_is_to_begin_later_did_sit_until_today(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    bring(sqlite_database, text(_with(EVA, "from: 2027-01-01")), APRIL)
    held = ["Eva ersattare 2" in sits(sqlite_database, day) for day in (MARCH, APRIL, APRIL + DAY, FUTURE)]
    assert held == [True, True, False, True]


def test_an_ersattare_who_becomes_ledamot_is_the_same_person(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    risen = [*_without(EVA), "{name: Eva, slack: U5, huvudman: region, role: ledamot}"]
    assert bring(sqlite_database, text(risen), APRIL) == ["new: ledamot Eva", "ends today: ersattare Eva"]
    assert len(sqlite_database.read_now(lambda session: session.exec(select(Person)).all())) == 6


def test_a_person_on_two_boards_is_one_person(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    changes = bring(sqlite_database, text(key="other"))
    assert [line for line in changes if "person" in line] == []
    people = sqlite_database.read_now(lambda session: session.exec(select(Person)).all())
    assert (len(people), sits(sqlite_database, MARCH, "other")) == (6, AT_FIRST)
    bring(sqlite_database, text(_without(EVA), key="other"), MARCH)
    assert sits(sqlite_database, APRIL) == AT_FIRST


AU = "board: {key: au, name: Arbetsutskottet, kind: arbetsutskott, parent: vattern}\npeople:\n"
AU_PEOPLE = "  - {name: Anna, slack: U1, role: ledamot, office: ordforande}\n  - {name: Cia, ref: cia, role: ledamot}\n"


def test_an_arbetsutskott_stands_beside_its_board(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    bring(sqlite_database, AU + AU_PEOPLE)
    assert (sits(sqlite_database, MARCH, "au"), seats_on(sqlite_database, MARCH, "au")) == (
        ["Anna ledamot ordforande", "Cia ledamot"],
        2,
    )
    assert bring(sqlite_database, AU + AU_PEOPLE, APRIL) == []


def test_an_arbetsutskott_before_its_board_is_told_what_to_do(sqlite_database: Database) -> None:
    with pytest.raises(ImportProblem, match="the board's parent 'vattern' isn't here yet: import that board first"):
        bring(sqlite_database, AU + AU_PEOPLE)


def test_one_known_by_e_mail_gets_their_slack_id_later(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    both = BO.replace("email: bo@habo.example", "email: BO@habo.example, slack: U2")
    changes = bring(sqlite_database, text([*_without(BO), both]), APRIL)
    assert (changes, sits(sqlite_database, APRIL)) == (["person U2: slack changed"], AT_FIRST)
    slack_only = BO.replace("email: bo@habo.example", "slack: U2")
    assert bring(sqlite_database, text([*_without(BO), slack_only]), APRIL) == []


def test_two_people_never_become_one(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    mixed = BO.replace("email: bo@habo.example", "email: bo@habo.example, slack: U4")
    with pytest.raises(ImportProblem) as told:
        bring(sqlite_database, text([*_without(BO, DAN), mixed]), APRIL)
    assert str(told.value) == (
        "'Bo' (U4) would make one person of Bo and Dan: give one of them other slack, email or ref"
    )
    assert sits(sqlite_database, APRIL) == AT_FIRST
