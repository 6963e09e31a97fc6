"""A board's people on one day, as rules and views want them: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.boards.rules import Roles, roles_of, secretaries
from storage.words import ErsattareOrder, HuvudmanFacts, MandateFacts, SeatFacts, StaffRole


@dataclass(frozen=True, slots=True)
class Composition:
    """Who may sit on the board on one day (R41)."""

    day: date
    seats: tuple[SeatFacts, ...]
    mandates: tuple[MandateFacts, ...]
    huvudman: tuple[HuvudmanFacts, ...]
    staff: tuple[tuple[int, StaffRole], ...]
    order: ErsattareOrder

    def roles(self, person: int) -> Roles:
        """What the person is that day."""
        return roles_of(person, self.mandates, self.staff)

    @property
    def secretaries(self) -> tuple[int, ...]:
        """Who is told, when "the secretary" is told."""
        return secretaries(self.mandates, self.staff)
