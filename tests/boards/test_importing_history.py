"""Whatever a secretary changes in the file, day after day: what has been stays as it was (R41)."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.database import Database
from tests.boards.rosters import MARCH, bring, seats_on, sits, text

BOARDS = count(1)
NAMES = ("Anna", "Bo", "Cia", "Dan")
OFFICES = ("", ", office: ordforande", ", office: vice_ordforande")


@st.composite
def files(draw: st.DrawFn) -> tuple[list[str], int]:
    """The people of one file, and its seats: some ledamöter with an office or without, some ersättare in any order."""
    chosen = draw(st.permutations(NAMES))[: draw(st.integers(1, len(NAMES)))]
    split = draw(st.integers(0, len(chosen)))
    offices = draw(st.permutations(OFFICES * 2))
    head = "{name: %s, ref: %s, huvudman: habo, role: %s}"
    sitting = [head % (name, name, "ledamot" + office) for name, office in _no_two(chosen[:split], offices)]
    waiting = [head % (name, name, f"ersattare, rank: {rank}") for rank, name in enumerate(chosen[split:], start=1)]
    return [*sitting, *waiting], split + draw(st.integers(1, 2))


def _no_two(names: list[str], offices: list[str]) -> list[tuple[str, str]]:
    pairs, given_ = [], set[str]()
    for name, office in zip(names, offices, strict=False):
        pairs.append((name, "" if office in given_ else office))
        given_.add(office)
    return pairs


@settings(max_examples=25)
@given(st.lists(st.tuples(files(), st.integers(0, 2)), min_size=2, max_size=5))
def test_no_later_file_rewrites_what_has_been(
    sqlite_database: Database, steps: list[tuple[tuple[list[str], int], int]]
) -> None:
    key, day, then = f"board{next(BOARDS)}", MARCH, {}
    for (people, seats), later in steps:
        day += timedelta(days=later)
        file = text(people, (f"{{key: habo, name: Habo, kind: kommun, seats: {seats}}}",), key=key)
        bring(sqlite_database, file, day)
        assert bring(sqlite_database, file, day) == []
        then[day] = (sits(sqlite_database, day, key), seats_on(sqlite_database, day, key))
    for then_day, held in then.items():
        assert (sits(sqlite_database, then_day, key), seats_on(sqlite_database, then_day, key)) == held
        assert len(set(held[0])) == len(held[0])
    tomorrow = day + timedelta(days=1)
    (people, seats), _ = steps[-1]
    assert (len(sits(sqlite_database, tomorrow, key)), seats_on(sqlite_database, tomorrow, key)) == (
        len(people) + 1,
        seats,
    )
