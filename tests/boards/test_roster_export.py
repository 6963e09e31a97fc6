"""A board's roster, written out and read again, is the same roster."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.boards.roster import read_roster
from handlers.boards.roster_values import Roster, RosterBoard, RosterHuvudman, RosterIdentity, RosterPerson, RosterStaff
from handlers.boards.roster_writer import write_roster
from handlers.boards.rule_values import Contact
from storage.words import BoardKind, HuvudmanKind, Role, StaffRole, Term
from tests.boards.test_board_rules import LINES, RULES


def _huvudman(number: int, name: str, seats: int, contact: Contact | None) -> RosterHuvudman:
    return RosterHuvudman(
        key=f"h{number}",
        name=name,
        kind=HuvudmanKind.KOMMUN,
        seats=seats,
        term=Term(date(2020, number, 1)),
        contact=contact,
    )


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    """Boards of up to four members, with full seats, ranked ersättare and whatever names people have."""
    contacts = st.none() | st.builds(Contact, name=LINES, mail=st.none() | LINES)
    huvudman = [
        _huvudman(n, draw(LINES), draw(st.integers(1, 3)), draw(contacts))
        for n in range(1, draw(st.integers(1, 4)) + 1)
    ]
    people = [
        RosterPerson(
            name=draw(LINES),
            identity=RosterIdentity(
                slack=f"U{h.key[1:]}X{n}", email=draw(st.none() | st.just(f"a{n}.{h.key}@å.example"))
            ),
            role=Role.LEDAMOT if n < h.seats else Role.ERSATTARE,
            rank=None if n < h.seats else n,
            huvudman=h.key,
            party=draw(st.none() | LINES),
            phone=draw(st.none() | st.sampled_from(["0701234567", "+46 70", "010", "1e3", "yes", "null"])),
            term=Term(
                draw(st.none() | st.dates(max_value=date(2025, 1, 1))), draw(st.none() | st.just(date(2026, 1, 1)))
            ),
        )
        for h in huvudman
        for n in range(h.seats + draw(st.integers(0, 2)))
    ]
    board = RosterBoard(
        key="a-1",
        name=draw(LINES),
        short=draw(LINES),
        kind=draw(st.sampled_from([BoardKind.NAMND, BoardKind.FORENING])),
        channel="C1",
        language=draw(st.sampled_from(["sv", "en"])),
        forvaring=draw(st.none() | LINES),
    )
    staff = RosterStaff(
        name=draw(LINES), identity=RosterIdentity(ref=draw(LINES)), role=draw(st.sampled_from(StaffRole))
    )
    return Roster(board=board, rules=draw(RULES), huvudman=tuple(huvudman), people=tuple(people), staff=(staff,))


@settings(max_examples=50, deadline=None)
@given(rosters())
def test_a_roster_that_is_exported_reads_as_the_same_roster(roster: Roster) -> None:
    assert read_roster(write_roster(roster)) == roster
