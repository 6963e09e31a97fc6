"""Whatever people do with items in whatever order: no series has a gap or a number twice, and no item is in two places.

The same examples each time (derandomize); more EXAMPLES without it look further."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from bot.settling import after_action
from handlers.agenda import actions, ordering, staffs
from handlers.agenda.facts import Wanted
from handlers.agenda.reading import numbers
from handlers.attendance.staffs import send_notice
from handlers.errors import Refusal
from handlers.meetings import actions as meetings
from handlers.meetings.rules import Announced
from handlers.run import Who
from storage.agenda import PLACED, AgendaItem
from storage.boards import Board, touch
from storage.meetings import GONE, Meeting
from storage.outbox import Outbox
from storage.words import ItemKind, ItemState, MeetingKind, MeetingMode
from tests.feeds.seeded import House, house, wall

EXAMPLES, STEPS = 20, 25
WAITS = (ItemState.RECEIVED, ItemState.ASKED_BACK)
OPS = (
    ["submit"] * 4
    + ["take_in"] * 3
    + ["ask_back", "give_back", "postpone", "leave_out", "take_back", "agree", "keep", "edit"]
    + ["up", "down", "to", "part", "part"]
    + ["standing", "notice", "change", "make", "cancel", "move", "wait"]
)
STEP = st.tuples(st.sampled_from(OPS), st.integers(0, 30), st.integers(0, 3), st.integers(1, 9))


@contextmanager
def board(template: Path, folder: Path, numbering: str) -> Iterator[House]:
    path = folder / f"{next(NAMES)}.db"
    shutil.copy(template, path)
    with house(f"sqlite:///{path}") as home:
        home.database.write_now(lambda s: setattr(s.get_one(Board, home.board), "rules", {"numbering": numbering}))
        for day in ("2026-10-22", "2026-11-19", "2027-01-21"):
            does(home, meetings.make, home.siv, home.board, meeting(day))
        yield home
    path.unlink()


NAMES = count()


def meeting(day: str) -> meetings.Wanted:
    start = wall(f"{day} 09:00")
    facts = Announced(f"Möte {day}", start, start + timedelta(hours=3), None, MeetingMode.FYSISKT, None)
    return meetings.Wanted(MeetingKind.SAMMANTRADE, facts)


def does(home: House, action: Any, *args: Any) -> None:
    """One gesture with what follows from it; a refusal changes nothing."""

    def gesture(session: Session) -> None:
        action(session, home.clock.now(), *args)
        session.flush()
        after_action(session, home.clock.now(), action.__module__.split(".")[1])

    with suppress(Refusal):
        home.database.write_now(gesture)


def rows(home: House, model: Any) -> list[Any]:
    def read(session: Session) -> list[Any]:
        found = list(session.exec(select(model).order_by(model.id)).all())
        for row in found:
            session.expunge(row)
        return found

    return home.database.read_now(read)


def step(home: House, op: str, pick: int, who: int, n: int) -> None:
    person: Who = (home.anna, home.bo, home.rut, home.siv)[who]
    items, held = rows(home, AgendaItem), rows(home, Meeting)
    item = items[pick % len(items)] if items else None
    there = held[pick % len(held)]
    if op == "submit":
        wanted = Wanted(f"Ärende {pick}", ItemKind.BESLUT, there.id if n > 4 else None)
        does(home, actions.submit, person, home.board, wanted)
    elif op == "standing":
        first, last = [f"Först {k}" for k in range(n % 3)], [f"Sist {k}" for k in range(who % 3)]
        does(home, staffs.set_standing, home.siv, there.id, first, last)
    elif op == "notice":
        does(home, send_notice, home.siv, there.id)
    elif op == "change":
        does(home, staffs.send_change, home.siv, there.id)
    elif op == "make":
        does(home, meetings.make, home.siv, home.board, meeting(f"2027-{n + 2:02d}-11"))
    elif op == "cancel":
        does(home, meetings.cancel, home.siv, there.id, there.sequence)
    elif op == "move":
        moved = meeting(f"2027-{n:02d}-{pick + 1 if pick < 27 else 27:02d}")
        does(home, meetings.change, home.siv, there.id, there.sequence, moved)
    elif op == "wait":
        home.clock.advance(days=n)
    elif item is not None:
        on_item(home, op, item, person, n)


def on_item(home: House, op: str, item: AgendaItem, person: Who, n: int) -> None:
    simple = {
        "take_in": staffs.take_in,
        "ask_back": staffs.ask_back,
        "give_back": staffs.give_back,
        "postpone": staffs.postpone,
        "leave_out": staffs.leave_out,
        "part": staffs.make_part,
    }
    orders = {"up": ordering.up, "down": ordering.down, "to": staffs.to_number(n)}
    submitter = next(one for one in (home.anna, home.bo, home.rut, home.siv) if one.person == item.submitted_by)
    if op in simple:
        does(home, simple[op], home.siv, item.id, item.rev)
    elif op in orders:
        does(home, staffs.reorder, home.siv, item.id, item.rev, orders[op])
    elif op == "take_back":
        does(home, actions.take_back, submitter, item.id)
    elif op in ("agree", "keep"):
        does(home, actions.answer_move, submitter, item.id, op == "agree")
    else:
        does(home, actions.edit, person, item.id, item.rev, Wanted(f"Ändrat {n}"))


def check(home: House) -> None:
    items, held = rows(home, AgendaItem), {row.id: row for row in rows(home, Meeting)}
    by_id = {item.id: item for item in items}
    for item in items:
        in_places = [item.state in WAITS, item.state in PLACED, item.state in (ItemState.RETURNED, ItemState.WITHDRAWN)]
        assert in_places.count(True) == 1
        if item.state in PLACED:
            assert item.meeting_id is not None
            assert held[item.meeting_id].status not in GONE
        if item.state in PLACED and item.part_of_id is not None:
            main = by_id[item.part_of_id]
            assert (main.part_of_id, main.meeting_id) == (None, item.meeting_id)
            assert main.state in PLACED
        if item.state is ItemState.RETURNED:
            assert item.submitted_by not in (home.anna.person, home.rut.person)  # R39
    counted(home, items, held)
    names = [row.name for row in rows(home, Outbox)]
    assert len(names) == len(set(names))


def counted(home: House, items: list[AgendaItem], held: dict[int, Meeting]) -> None:
    """Each series counted by hand: in order of the meetings, 1, 2, 3 … with nothing left out."""
    found = home.database.read_now(lambda session: numbers(session, session.get_one(Board, home.board)))
    numbering = home.database.read_now(lambda session: session.get_one(Board, home.board).rules["numbering"])
    placed = [item for item in items if item.state in PLACED]
    assert set(found) == {item.id for item in placed}
    series: dict[object, list[int]] = {}
    for one in sorted((m for m in held.values() if m.status not in GONE), key=lambda m: m.start):
        key = {"year": one.start.year, "meeting": one.id, "continuous": 0}[numbering]
        own = [item for item in placed if item.meeting_id == one.id and item.part_of_id is None]
        series.setdefault(key, []).extend(sorted(found[item.id].number for item in own))
    for each in series.values():
        assert each == list(range(1, len(each) + 1))


@settings(max_examples=EXAMPLES, derandomize=True, database=None)
@given(st.sampled_from(["year", "meeting", "continuous"]), st.lists(STEP, min_size=STEPS, max_size=STEPS))
def test_no_order_of_gestures_leaves_a_gap_or_an_item_in_two_places(
    sqlite_template: Path, tmp_path: Path, numbering: str, steps: list[tuple[str, int, int, int]]
) -> None:
    with board(sqlite_template, tmp_path, numbering) as home:
        for op, pick, who, n in steps:
            step(home, op, pick, who, n)
            check(home)


def test_settling_again_changes_nothing(sqlite_template: Path, tmp_path: Path) -> None:
    with board(sqlite_template, tmp_path, "year") as home:
        for place in range(5):
            step(home, "submit", place, place % 4, 9)
        before = [(row.id, row.rev, row.position) for row in rows(home, AgendaItem)]

        def again(session: Session, now: datetime) -> None:
            touch(session, session.get_one(Board, home.board))
            after_action(session, now, "agenda")

        home.database.write_now(again, home.clock.now())
        assert [(row.id, row.rev, row.position) for row in rows(home, AgendaItem)] == before
