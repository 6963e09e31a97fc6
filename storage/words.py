"""The words of the field: enums and frozen values that rules, views and tables share. Imports nothing of ours.

Legal words without a safe English name stay Swedish, without diacritics (docs/glossary.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BoardKind(StrEnum):
    """What sort of body meets; decides which law applies (R22)."""

    SAMORDNINGSFORBUND = "samordningsforbund"
    NAMND = "namnd"
    KOMMUNALFORBUND = "kommunalforbund"
    ARBETSUTSKOTT = "arbetsutskott"
    FORENING = "forening"


class HuvudmanKind(StrEnum):
    """What sort of organisation appoints; kommuner and regioner have notice boards (R30)."""

    KOMMUN = "kommun"
    REGION = "region"
    FORSAKRINGSKASSAN = "forsakringskassan"
    ARBETSFORMEDLINGEN = "arbetsformedlingen"
    PARTI = "parti"
    ANNAN = "annan"


class Role(StrEnum):
    """What a mandate gives: a seat, or the right to stand in."""

    LEDAMOT = "ledamot"
    ERSATTARE = "ersattare"


class Office(StrEnum):
    """Who presides, in this order (R25)."""

    ORDFORANDE = "ordforande"
    VICE_ORDFORANDE = "vice_ordforande"
    VICE_ORDFORANDE_2 = "vice_ordforande_2"


class StaffRole(StrEnum):
    """Who helps the board without a vote; only the first two have staff's rights."""

    SEKRETERARE = "sekreterare"
    FORBUNDSCHEF = "forbundschef"
    REVISOR = "revisor"
    OVRIG = "ovrig"


class ErsattareOrder(StrEnum):
    """In which order ersättare are called (R2)."""

    PERSONAL = "personal"
    LIST = "list"
    PARTY = "party"


class Answer(StrEnum):
    """A ballot's answer to one proposed time."""

    KAN = "kan"
    HELST_INTE = "helst_inte"
    KAN_INTE = "kan_inte"

    @property
    def available(self) -> bool:
        """Whether the person can sit at that time, gladly or not."""
        return self is not Answer.KAN_INTE


class PollState(StrEnum):
    """OPEN takes answers; BOOKED ended in meetings; CLOSED ended without."""

    OPEN = "open"
    BOOKED = "booked"
    CLOSED = "closed"


class MeetingKind(StrEnum):
    """Only a sammanträde has quorum, §§, justering and anslag."""

    SAMMANTRADE = "sammantrade"
    SAMRAD = "samrad"
    ARBETSDAG = "arbetsdag"
    ANNAT = "annat"


class MeetingMode(StrEnum):
    """How a meeting is held."""

    FYSISKT = "fysiskt"
    DIGITALT = "digitalt"
    HYBRID = "hybrid"


class MeetingStatus(StrEnum):
    """PRELIMINAR until the board has decided the day (R15); a reserve date that its main meeting takes is ANVANT."""

    PRELIMINAR = "preliminar"
    BESLUTAT = "beslutat"
    INSTALLT = "installt"
    ANVANT = "anvant"


class Coming(StrEnum):
    """What a person says of a meeting. An ersättare who isn't called says KOMMER ("kan tjänstgöra") or FORHINDER."""

    KOMMER = "kommer"
    DISTANS = "distans"
    DELVIS = "delvis"
    FORHINDER = "forhinder"


class CallState(StrEnum):
    """A call to an ersättare: WAITING is not sent yet, ASKED waits for an answer; the rest are answers or ends.

    TIMED_OUT may still be answered with a yes while nobody else has accepted (R7)."""

    WAITING = "waiting"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TIMED_OUT = "timed_out"
    RELEASED = "released"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What an item on the agenda is for; a budget makes its meeting public (R18)."""

    FORMALIA = "formalia"
    BESLUT = "beslut"
    INFORMATION = "information"
    DISKUSSION = "diskussion"
    ANMALAN = "anmalan"
    VAL = "val"
    BUDGET = "budget"


class ItemState(StrEnum):
    """RECEIVED waits for the secretary; ASKED_BACK for its submitter; ON stands on the agenda.

    UTGAR keeps its § without being taken up (R36); RETURNED and WITHDRAWN are gone from the agenda."""

    RECEIVED = "received"
    ASKED_BACK = "asked_back"
    ON = "on"
    UTGAR = "utgar"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class OutboxState(StrEnum):
    """PENDING waits for its time; SENDING is leased to a worker; the rest are final, though a card may wake again."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


class LinkKind(StrEnum):
    """Whose calendar a secret link opens."""

    PERSON = "person"
    BOARD = "board"


class Priority:
    """The order in which the outbox is emptied; lower goes first."""

    ANSWER = 0
    CARD = 1
    REMINDER = 2


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One vote, of a huvudman. Counted in n even when nobody holds it (R12)."""

    id: int
    huvudman: int


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """A person's mandate that holds on the day in question (R41)."""

    person: int
    huvudman: int
    role: Role
    rank: int | None = None
    stands_in_for: int | None = None
    """The ledamot (person id) whose personal ersättare this is (R2)."""
    office: Office | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class HuvudmanFacts:
    """Who appoints; `name` as people say it."""

    id: int
    name: str
    kind: HuvudmanKind


@dataclass(frozen=True, slots=True)
class Term:
    """First and last day, both included; None is without end."""

    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day falls within the term."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
