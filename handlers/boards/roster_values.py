"""A board's roster as it stands in its file: who appoints, who sits, who stands in, who helps. Frozen, pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from handlers.boards.board_rules import BoardRules
from handlers.boards.rule_values import Contact
from storage.words import BoardKind, HuvudmanKind, Office, Role, StaffRole, Term

WITHOUT_HUVUDMAN = frozenset({BoardKind.ARBETSUTSKOTT, BoardKind.FORENING})
"""Kinds of boards that may have one nameless huvudman; R1–R4 are silent there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterBoard:
    """The body that meets."""

    key: str
    name: str
    kind: BoardKind
    short: str
    """What it is called in a message; its name where the file gives none."""
    parent: str | None = None
    """The key of an arbetsutskott's board."""
    timezone: str = "Europe/Stockholm"
    language: str = "sv"
    channel: str | None = None
    email: str | None = None
    forvaring: str | None = None
    """Where the minutes are kept; stands on the anslag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterHuvudman:
    """An organisation that appoints to seats. `contact` is its registrator (R30)."""

    key: str
    name: str
    kind: HuvudmanKind
    seats: int = 1
    term: Term = Term()  # noqa: RUF009  frozen
    contact: Contact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterIdentity:
    """How a person is known: by Slack id, else e-mail, else a name of the roster's own. At least one is given."""

    slack: str | None = None
    email: str | None = None
    ref: str | None = None

    @property
    def best(self) -> str:
        """The first that is given."""
        return self.slack or self.email or self.ref or ""

    def names(self) -> frozenset[tuple[str, str]]:
        """All that are given, each with its kind; e-mail addresses without regard to capitals."""
        pairs = (("slack", self.slack), ("email", self.email and self.email.casefold()), ("ref", self.ref))
        return frozenset((kind, value) for kind, value in pairs if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPerson:
    """One mandate of a person. Somebody who was ersättare and became ledamot stands twice, with different terms."""

    name: str
    identity: RosterIdentity
    role: Role
    phone: str | None = None
    huvudman: str | None = None
    """Its key; None is the nameless huvudman of a forening or an arbetsutskott."""
    rank: int | None = None
    stands_in_for: str | None = None
    """The ledamot's slack, email or ref, as written: a personal ersättare (R2)."""
    office: Office | None = None
    party: str | None = None
    term: Term = Term()  # noqa: RUF009  frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterStaff:
    """Somebody who helps the board without a vote."""

    name: str
    identity: RosterIdentity
    role: StaffRole
    phone: str | None = None
    term: Term = Term()  # noqa: RUF009  frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """One roster file, whole."""

    board: RosterBoard
    rules: BoardRules = BoardRules()  # noqa: RUF009  frozen
    huvudman: tuple[RosterHuvudman, ...] = ()
    people: tuple[RosterPerson, ...] = ()
    staff: tuple[RosterStaff, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)
    """What the board should know, though nothing hinders the import."""
