"""Who may what on a board (design: "Who may what"). Pure: roles in, yes or no out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from storage.words import MandateFacts, Office, Role, StaffRole

STAFF = frozenset({StaffRole.SEKRETERARE, StaffRole.FORBUNDSCHEF})


@dataclass(frozen=True, slots=True)
class Roles:
    """What one person is on one board on one day; `lacks_staff` and `lacks_chair` widen what the others may."""

    ledamot: bool = False
    ersattare: bool = False
    presides: bool = False
    """Chair or vice chair."""
    chair: bool = False
    staff: bool = False
    revisor: bool = False
    other: bool = False
    lacks_staff: bool = False

    @property
    def on_roster(self) -> bool:
        """Whether the board knows the person at all."""
        return self.ledamot or self.ersattare or self.staff or self.revisor or self.other

    @property
    def answers(self) -> bool:
        """May answer for themselves."""
        return self.ledamot or self.ersattare

    @property
    def runs_meetings(self) -> bool:
        """May ask for dates, book, move and cancel meetings, send the kallelse."""
        return self.presides or self.staff

    @property
    def keeps_the_books(self) -> bool:
        """May answer for others, take in items, keep presence, justering and anslag, change the roster."""
        return self.staff or (self.chair and self.lacks_staff)


def roles_of(person: int, mandates: Iterable[MandateFacts], staff: Iterable[tuple[int, StaffRole]]) -> Roles:
    """What the person is, from the mandates and tasks that hold on the day."""
    own = [mandate for mandate in mandates if mandate.person == person]
    everyone = list(staff)
    tasks = {role for who, role in everyone if who == person}
    offices = {mandate.office for mandate in own}
    return Roles(
        ledamot=any(mandate.role is Role.LEDAMOT for mandate in own),
        ersattare=any(mandate.role is Role.ERSATTARE for mandate in own),
        presides=offices != {None} and bool(own),
        chair=Office.ORDFORANDE in offices,
        staff=bool(tasks & STAFF),
        revisor=StaffRole.REVISOR in tasks,
        other=StaffRole.OVRIG in tasks,
        lacks_staff=not any(role in STAFF for _, role in everyone),
    )


def secretaries(mandates: Iterable[MandateFacts], staff: Iterable[tuple[int, StaffRole]]) -> tuple[int, ...]:
    """ "The secretary" is told: all sekreterare, else förbundschef, else the chair."""
    tasks = list(staff)
    for wanted in (StaffRole.SEKRETERARE, StaffRole.FORBUNDSCHEF):
        if found := tuple(dict.fromkeys(person for person, role in tasks if role is wanted)):
            return found
    return tuple(mandate.person for mandate in mandates if mandate.office is Office.ORDFORANDE)
