"""The roster file's reader: YAML → values, or every problem with its line and what to do. Pure.

Order: the text, then each entry by itself, then what can't be true between entries (roster_checks.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from yaml import Node, ScalarNode

from handlers.boards.board_rules import BoardRules, RulesError
from handlers.boards.roster_checks import Placed, check_identities, check_people, clashes, warnings
from handlers.boards.roster_entries import (
    BOARD_KEYS,
    HUVUDMAN_KEYS,
    PERSON_KEYS,
    STAFF_KEYS,
    read_board,
    read_huvudman,
    read_person,
    read_staff,
)
from handlers.boards.roster_values import (
    WITHOUT_HUVUDMAN,
    Roster,
    RosterBoard,
    RosterHuvudman,
    RosterPerson,
    RosterStaff,
)
from handlers.boards.yaml_lines import Problem, Section, UnreadableYaml, compose, doubled_keys, plain

LARGEST = 200_000
"""Characters. A board of 22 takes about 5 000."""
Entry = TypeVar("Entry", RosterHuvudman, RosterPerson, RosterStaff)
_IGNORED = ("meeting", "expected")  # they stand beside the roster in files of test cases
_TOP = ("board", "rules", "huvudman", "people", "staff", *_IGNORED)


class RosterError(ValueError):
    """The roster can't be imported; `problems` are the reasons, in the order of their lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(str(problem) for problem in sorted(set(problems)))
        super().__init__("\n".join(self.problems))


def decode_roster(data: bytes) -> str:
    """The file's text. Raises RosterError when it isn't UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RosterError([Problem(line, "the file isn't UTF-8; save it again with that encoding")]) from None


def read_roster(text: str) -> Roster:
    """The roster that the text holds. Raises RosterError with all that is wrong."""
    if len(text) > LARGEST:
        raise RosterError([Problem(1, f"the file has over {LARGEST} characters; is it a roster?")])
    try:
        root = compose(text.removeprefix("\ufeff"))
    except UnreadableYaml as error:
        raise RosterError([error.problem]) from None
    if root is None or (isinstance(root, ScalarNode) and not root.value):
        raise RosterError([Problem(1, "the file is empty; begin with 'board:'")])
    problems = doubled_keys(root, ignored=_IGNORED)
    roster = _Reader(problems).roster(Section(root, "the file", _TOP, problems))
    if roster is None or problems:
        raise RosterError(problems)
    return roster


class _Reader:
    """Reads section by section and notes what is wrong; a flawed entry takes no part in the checks between entries."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.flawed: set[str] = set()

    def roster(self, top: Section) -> Roster | None:
        board = self.board(top)
        rules = self.rules(top.node("rules"))
        huvudman = self.entries(top, "huvudman", HUVUDMAN_KEYS, read_huvudman)
        people = self.entries(top, "people", PERSON_KEYS, read_person, needed=True)
        staff = self.entries(top, "staff", STAFF_KEYS, read_staff)
        for one, other in clashes(huvudman, lambda h: h.key):
            self.problems.append(Problem(other.line, f"huvudman '{other.entry.key}' is also on line {one.line}"))
        self.problems += check_people(people, huvudman, rules.same_member, frozenset(self.flawed))
        self.problems += check_identities(people, "people") + check_identities(staff, "staff")
        if board is None:
            return None
        return Roster(
            board=board,
            rules=rules,
            huvudman=tuple(placed.entry for placed in huvudman),
            people=tuple(placed.entry for placed in people),
            staff=tuple(placed.entry for placed in staff),
            warnings=warnings(board.kind, (h.entry for h in huvudman), (p.entry for p in people)),
        )

    def board(self, top: Section) -> RosterBoard | None:
        node = top.node("board", needed=True)
        board = None if node is None else read_board(Section(node, "board", BOARD_KEYS, self.problems))
        if board and board.kind not in WITHOUT_HUVUDMAN and not top.items("huvudman"):
            top.wrong(f"huvudman is missing; list the members that appoint to this {board.kind}", top.at("huvudman"))
        return board

    def rules(self, node: Node | None) -> BoardRules:
        if node is None:
            return BoardRules()
        section = Section(node, "rules", BoardRules.keys(), self.problems)
        try:
            return BoardRules.from_mapping({key: plain(value) for key, value in section.values.items()})
        except RulesError as error:
            for problem in error.problems:
                section.wrong(problem.text, section.at(problem.key))
            return BoardRules()

    def entries(
        self,
        top: Section,
        key: str,
        known: Sequence[str],
        read: Callable[[Section], Entry | None],
        needed: bool = False,
    ) -> list[Placed[Entry]]:
        """The well written ones; the names of the others are noted."""
        placed = []
        for node in top.items(key, needed):
            section = Section(node, key, known, self.problems)
            entry = read(section)
            if entry is not None and section.sound:
                placed.append(Placed(section.line, entry))
            else:
                names = (section.values.get(name) for name in ("key", "slack", "email", "ref"))
                self.flawed |= {name.value for name in names if isinstance(name, ScalarNode)}
        return placed
