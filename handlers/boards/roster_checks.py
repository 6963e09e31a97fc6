"""What can't be true of a board at one time: two chairs, two of one rank, more ledamöter than seats. Pure.

Everything is dated (R41): two who never serve on the same day don't collide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import combinations
from typing import Generic, TypeVar

from handlers.boards.roster_values import RosterHuvudman, RosterPerson, RosterStaff
from handlers.boards.yaml_lines import Problem
from storage.words import BoardKind, Role, Term

Entry = TypeVar("Entry", RosterHuvudman, RosterPerson, RosterStaff)
Known = TypeVar("Known", RosterPerson, RosterStaff)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Entry]):
    """An entry and the line on which it begins."""

    line: int
    entry: Entry


People = Sequence[Placed[RosterPerson]]


def overlap(one: Term, other: Term) -> bool:
    """Whether some day falls within both."""
    first = max(one.first or date.min, other.first or date.min)
    return first <= min(one.last or date.max, other.last or date.max)


def clashes(
    entries: Iterable[Placed[Entry]], key: Callable[[Entry], Hashable | None]
) -> list[tuple[Placed[Entry], Placed[Entry]]]:
    """Pairs that share a key (None shares nothing) on some day; the earlier in the file first."""
    groups: dict[Hashable, list[Placed[Entry]]] = defaultdict(list)
    for placed in entries:
        if (found := key(placed.entry)) is not None:
            groups[found].append(placed)
    pairs = (pair for group in groups.values() for pair in combinations(group, 2))
    return [(a, b) for a, b in pairs if overlap(a.entry.term, b.entry.term)]


def check_people(
    people: People, huvudman: Sequence[Placed[RosterHuvudman]], same_member: bool, flawed: frozenset[str]
) -> list[Problem]:
    """Everything that is wrong between entries that are each well written. `flawed` are the names of those that
    aren't: pointing at one of them is no fault of its own."""
    return [
        *_unknown_huvudman(people, [placed.entry.key for placed in huvudman], flawed),
        *_two_of_an_office(people),
        *_double_ranks(people),
        *_missing_ranks(people),
        *(found for placed in huvudman if (found := _crowded(placed.entry, people))),
        *_standing_in_for_nobody(people, same_member, flawed),
    ]


def _unknown_huvudman(people: People, keys: list[str], flawed: frozenset[str]) -> Iterable[Problem]:
    for placed in people:
        written = placed.entry.huvudman
        if written is None and keys:
            yield Problem(placed.line, f"{placed.entry.name} lacks 'huvudman'; it is one of {', '.join(keys)}")
        elif written is not None and written not in keys and written not in flawed:
            close = get_close_matches(written, keys, n=1)
            advice = f"did you mean '{close[0]}'?" if close else "add it under huvudman"
            yield Problem(placed.line, f"unknown huvudman '{written}'; {advice}")


def _two_of_an_office(people: People) -> Iterable[Problem]:
    for one, other in clashes(people, lambda p: p.office):
        name = f"{one.entry.name} on line {one.line}"
        advice = "end one term before the other begins"
        yield Problem(other.line, f"two with office {other.entry.office} at once (also {name}); {advice}")


def _double_ranks(people: People) -> Iterable[Problem]:
    """R2: the order is fixed, so no two may be the next."""
    for one, other in clashes(people, lambda p: None if p.rank is None else (p.huvudman, p.rank)):
        text = f"rank {other.entry.rank} is also {one.entry.name}'s on line {one.line}; give each ersättare its own"
        yield Problem(other.line, text)


def _missing_ranks(people: People) -> Iterable[Problem]:
    """A lone ersättare needs none, nor does a personal one."""
    listed = [p for p in people if p.entry.role is Role.ERSATTARE and not p.entry.stands_in_for]
    pairs = clashes(listed, lambda p: (p.huvudman,))
    for placed in listed:
        if placed.entry.rank is None and any(placed in pair for pair in pairs):
            yield Problem(placed.line, f"{placed.entry.name} lacks 'rank': in which order are the ersättare called?")


def _crowded(huvudman: RosterHuvudman, people: People) -> Problem | None:
    """The first day with more ledamöter than seats, told at the last of them."""
    members = [p for p in people if p.entry.role is Role.LEDAMOT and p.entry.huvudman == huvudman.key]
    for day in sorted({p.entry.term.first or date.min for p in members}):
        seated = [p for p in members if p.entry.term.covers(day)]
        if len(seated) > huvudman.seats:
            when = "" if day == date.min else f" from {day}"
            text = f"{huvudman.name} has {len(seated)} ledamöter{when} but {_seats(huvudman.seats)}"
            return Problem(max(p.line for p in seated), f"{text}; end a term or raise seats")
    return None


def _seats(count: int) -> str:
    return "1 seat" if count == 1 else f"{count} seats"


def _standing_in_for_nobody(people: People, same_member: bool, flawed: frozenset[str]) -> Iterable[Problem]:
    ledamoter = {name: p.entry for p in people if p.entry.role is Role.LEDAMOT for _, name in p.entry.identity.names()}
    for placed in people:
        written = placed.entry.stands_in_for
        if written is None or written in flawed:
            continue
        ledamot = ledamoter.get(written) or ledamoter.get(written.casefold())
        if ledamot is None:
            yield Problem(placed.line, f"for '{written}' is no ledamot here; write the ledamot's slack, email or ref")
        elif same_member and ledamot.huvudman != placed.entry.huvudman:
            yield Problem(placed.line, f"for '{written}' is a ledamot of another huvudman; choose one of the same")


def check_identities(entries: Sequence[Placed[Known]], what: str) -> list[Problem]:
    """One person, one entry a day; and one name, since the roster is the only source of names."""
    problems: dict[int, Problem] = {}
    seen: dict[tuple[str, str], list[Placed[Known]]] = defaultdict(list)
    for placed in entries:
        for name in sorted(placed.entry.identity.names()):
            for earlier in seen[name]:
                if found := _same_person(earlier, placed, f"{name[0]} {name[1]}", what):
                    problems.setdefault(placed.line, found)
            seen[name].append(placed)
    return list(problems.values())


def _same_person(earlier: Placed[Known], later: Placed[Known], known_as: str, what: str) -> Problem | None:
    if earlier.entry.name != later.entry.name:
        text = f"{known_as} is called {earlier.entry.name} on line {earlier.line} and {later.entry.name} here; use one"
        return Problem(later.line, text)
    if overlap(earlier.entry.term, later.entry.term):
        text = f"{known_as} stands twice in {what} at once (also on line {earlier.line}); remove one or date them"
        return Problem(later.line, text)
    return None


def warnings(kind: BoardKind, huvudman: Iterable[RosterHuvudman], people: Iterable[RosterPerson]) -> tuple[str, ...]:
    """R1: each huvudman has a ledamot and an ersättare. People see the law, not our number, and only where it binds."""
    held = {(p.huvudman, p.role) for p in people}
    lacking = [(h.name, role) for h in huvudman for role in Role if (h.key, role) not in held]
    words = {Role.LEDAMOT: "ledamot", Role.ERSATTARE: "ersättare"}
    source = " (10 § FinsamL)" if kind is BoardKind.SAMORDNINGSFORBUND else ""
    return tuple(f"{name} has no {words[role]}{source}" for name, role in lacking)
