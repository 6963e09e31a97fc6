"""A secretary's roster file: what it holds, and every mistake told with its line and what to do."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.boards.board_rules import BoardRules, Numbering
from handlers.boards.roster import LARGEST, RosterError, decode_roster, read_roster
from handlers.boards.roster_values import (
    Roster,
    RosterBoard,
    RosterHuvudman,
    RosterIdentity,
    RosterPerson,
    RosterStaff,
)
from handlers.boards.roster_writer import write_roster
from handlers.boards.rule_values import Contact
from storage.words import BoardKind, HuvudmanKind, Office, Role, StaffRole, Term
from tests.boards.mistakes import GOOD, mistakes

CASES = Path(__file__).parents[2].parent / "shared" / "cases"


def _with(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def _problems(text: str) -> list[str]:
    with pytest.raises(RosterError) as refused:
        read_roster(text)
    return list(refused.value.problems)


def test_a_roster_is_read_whole() -> None:
    vattern = RosterBoard(
        key="vattern", name="Förbundet Vättern", kind=BoardKind.SAMORDNINGSFORBUND, short="Förbundet Vättern"
    )
    assert read_roster(GOOD) == Roster(
        board=vattern,
        rules=BoardRules(numbering=Numbering.MEETING),
        huvudman=(
            RosterHuvudman(
                key="habo",
                name="Habo kommun",
                kind=HuvudmanKind.KOMMUN,
                contact=Contact(mail="registrator@habo.example"),
            ),
            RosterHuvudman(
                key="region", name="Regionen", kind=HuvudmanKind.REGION, seats=2, term=Term(date(2024, 4, 1), None)
            ),
        ),
        people=(
            RosterPerson(
                name="Anna",
                identity=RosterIdentity(slack="U1"),
                huvudman="habo",
                role=Role.LEDAMOT,
                office=Office.ORDFORANDE,
                party="S",
            ),
            RosterPerson(
                name="Bo",
                identity=RosterIdentity(email="bo@habo.example"),
                huvudman="habo",
                role=Role.ERSATTARE,
                rank=1,
                phone="070 123",
            ),
            RosterPerson(
                name="Cia",
                identity=RosterIdentity(ref="cia"),
                huvudman="region",
                role=Role.LEDAMOT,
                term=Term(None, date(2026, 12, 31)),
            ),
            RosterPerson(
                name="Dan",
                identity=RosterIdentity(slack="U4"),
                huvudman="region",
                role=Role.ERSATTARE,
                stands_in_for="cia",
            ),
        ),
        staff=(RosterStaff(name="Eva", identity=RosterIdentity(slack="U9"), role=StaffRole.SEKRETERARE),),
    )


@pytest.mark.skipif(not CASES.exists(), reason="the three real boards aren't beside the project")
@pytest.mark.parametrize(
    ("case", "seats", "people", "lacking"),
    [("insjoriket", 8, 11, 5), ("sodra-dalarna", 6, 8, 4), ("sodra-vatterbygden", 7, 10, 4)],
)
def test_the_three_real_boards_are_read(case: str, seats: int, people: int, lacking: int) -> None:
    roster = read_roster(decode_roster((CASES / f"{case}.yaml").read_bytes()))
    assert (sum(h.seats for h in roster.huvudman), len(roster.people), len(roster.warnings)) == (seats, people, lacking)
    assert read_roster(write_roster(roster)) == roster


def test_a_huvudman_without_ledamot_or_ersattare_is_a_warning() -> None:
    vacant = _with("  - {key: region", "  - {key: mullsjo, name: Mullsjö, kind: kommun}\n  - {key: region")
    told = ("Mullsjö has no ledamot (10 § FinsamL)", "Mullsjö has no ersättare (10 § FinsamL)")
    assert (read_roster(GOOD).warnings, read_roster(vacant).warnings) == ((), told)


def test_an_association_needs_no_huvudman_and_is_not_warned() -> None:
    text = "board: {key: klubben, name: Klubben, kind: forening}\npeople: [{name: A, ref: a, role: ledamot}]\n"
    roster = read_roster(text)
    assert (roster.people[0].huvudman, roster.huvudman, roster.warnings) == (None, (), ())


def test_a_seat_that_passes_on_at_new_year_is_no_clash() -> None:
    terms = ["office: vice_ordforande, to: 2026-12-31", "office: vice_ordforande, from: 2027-01-01", "from: 2027-01-01"]
    rows = [f"  - {{name: N{n}, ref: n{n}, huvudman: region, role: ledamot, {t}}}\n" for n, t in enumerate(terms)]
    assert len(read_roster(_with("staff:\n", "".join(rows) + "staff:\n")).people) == 7


def test_an_ersattare_who_becomes_ledamot_stands_twice() -> None:
    later = "  - {name: Dan, slack: U4, huvudman: region, role: ledamot, from: 2027-01-01}\n"
    text = _with("for: cia}\n", "for: cia, to: 2026-12-31}\n" + later)
    assert [p.name for p in read_roster(text).people] == ["Anna", "Bo", "Cia", "Dan", "Dan"]


@pytest.mark.parametrize(("text", "told"), mistakes(), ids=count(1))
def test_a_mistake_is_told_with_its_line_and_what_to_do(text: str, told: str) -> None:
    assert _problems(text) == [told]


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = _with("seats: 2", "seats: x").replace("rank: 1", "rank: 0").replace("role: sekreterare", "role: x")
    assert [told.split(":")[0] for told in _problems(text)] == ["line 8", "line 11", "line 15"]


def test_pointing_at_a_flawed_entry_is_no_second_mistake() -> None:
    assert len(_problems(_with("to: 2026-12-31", "to: never").replace("kind: region", "kind: x"))) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: the file is empty; begin with 'board:'"),
        ("# only a comment\n", "line 1: the file is empty; begin with 'board:'"),
        ("null", "line 1: the file must be written as keys and values"),
        ("Hej", "line 1: the file must be written as keys and values"),
        ("- a\n", "line 1: the file must be written as keys and values"),
        ("people: []\n", "line 1: the file lacks 'board'; add it"),
        ("board: {key: a, name: b, kind: forening}\n", "line 1: the file lacks 'people'; add it"),
        ("board:\n  key: [a\n", "line 3: this isn't YAML: expected ',' or ']', but got '<stream end>'"),
        ("board:\n\tkey: a\n", "line 2: this isn't YAML: found character '\\t' that cannot start any token"),
        ("board: 'a\n", "line 2: this isn't YAML: found unexpected end of stream"),
        ("board:\n  name: a\x00\n", "line 2: there is a character here that YAML doesn't allow; remove it"),
        ("board: &a\n  - *a\n", "line 2: references such as *a aren't understood; write it out"),
        ("a: b\n---\nc: d\n", "line 2: a second document begins here; one file holds one board"),
        ("[" * 5000, "line 1: this is nested too deeply to be a roster; look for a stray bracket"),
        ("x" * (LARGEST + 1), f"line 1: the file has over {LARGEST} characters; is it a roster?"),
        (
            "board: !!python/object/apply:os.system [ls]\npeople: []\n",
            "line 1: board must be written as keys and values",
        ),
        (
            "board: {key: a, name: b, kind: namnd}\nhuvudman: []\npeople: []\n",
            "line 2: huvudman is missing; list the members that appoint to this namnd",
        ),
    ],
    ids=range(17),
)
def test_what_is_no_roster_says_so_in_one_line(text: str, told: str) -> None:
    assert _problems(text) == [told]


def test_a_file_in_another_encoding_is_told_where() -> None:
    with pytest.raises(RosterError) as refused:
        decode_roster("board:\n  name: Förbundet\n".encode("latin-1"))
    assert str(refused.value) == "line 2: the file isn't UTF-8; save it again with that encoding"


def test_a_byte_order_mark_is_no_hindrance() -> None:
    assert read_roster(decode_roster(GOOD.encode("utf-8-sig"))) == read_roster("\ufeff" + GOOD) == read_roster(GOOD)


@given(st.text(max_size=200) | st.text(alphabet="board:key -{}[],&*!|>'\"\n\t#%@", max_size=80))
def test_no_text_at_all_brings_the_reader_down(text: str) -> None:
    with pytest.raises(RosterError) as refused:
        read_roster(text)
    assert all(told.startswith("line ") for told in refused.value.problems)
