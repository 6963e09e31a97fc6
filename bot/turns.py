"""One method's minute shared between many cards: a card that changes all the time leaves room for the others."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """When a card may go; `again` if it already went within the minute before."""

    at: datetime
    again: bool


@dataclass
class Turns:
    """At most `per_minute` calls in any minute. Whoever must wait has a turn of its own, in the order of asking.

    A card that hasn't gone for a minute goes at once. Those that come again queue up one behind the other, with gaps
    that grow with what else is going out: so of a busy card's many states few are shown, the last one soon, and a
    tenth of the minute is always left for either kind."""

    per_minute: int
    times: list[datetime] = field(default_factory=list)
    """All calls of the last minute, and the turns given out."""
    firsts: list[datetime] = field(default_factory=list)
    """Those among them of cards that had been quiet."""
    waiting: dict[int, Turn] = field(default_factory=dict)
    gone: dict[int, datetime] = field(default_factory=dict)
    last_again: datetime | None = None

    @property
    def kept(self) -> int:
        """How many calls in a minute are kept free for the other kind."""
        return max(1, self.per_minute // 10)

    def take(self, card: int, earliest: datetime, now: datetime) -> datetime:
        """When the card may go, not before `earliest`. If that is now, it goes and is counted; else it has its turn."""
        self._forget(now)
        turn = self._fitted(self._return_turn(card) or self._new_turn(card, earliest), earliest)
        insort(self.times, turn.at)
        if turn.again:
            self.last_again = max(turn.at, self.last_again or turn.at)
        else:
            insort(self.firsts, turn.at)
        if turn.at > now:
            self.waiting[card] = turn
        else:
            self.gone[card] = now
        return turn.at

    def _return_turn(self, card: int) -> Turn | None:
        turn = self.waiting.pop(card, None)
        if turn is not None:
            self.times.remove(turn.at)
            if not turn.again:
                self.firsts.remove(turn.at)
        return turn

    def _new_turn(self, card: int, earliest: datetime) -> Turn:
        if card not in self.gone:
            return Turn(earliest, again=False)
        room = max(self.kept, self.per_minute - 2 * self.kept - len(self.firsts))
        behind = self.last_again + MINUTE / room if self.last_again else earliest
        return Turn(max(earliest, behind), again=True)

    def _fitted(self, turn: Turn, earliest: datetime) -> Turn:
        """The turn moved to where no minute gets too full by it."""
        at, limit = max(turn.at, earliest), self.per_minute if turn.again else self.per_minute - self.kept
        while later := _room_after(self.times, max(1, limit), at):
            at = later
        return Turn(at, turn.again)

    def _forget(self, now: datetime) -> None:
        old = now - MINUTE
        del self.times[: bisect_right(self.times, old)]
        del self.firsts[: bisect_right(self.firsts, old)]
        self.gone = {card: at for card, at in self.gone.items() if at > old}
        self.waiting = {card: turn for card, turn in self.waiting.items() if turn.at > old}


def _room_after(times: Sequence[datetime], limit: int, at: datetime) -> datetime | None:
    """None if no minute would hold more than `limit` with `at` among the others; else a moment before which none fits.

    Of the last minute that is too full the first call must be a minute old: until then it stays too full."""
    place = bisect_right(times, at)
    before = times[max(0, place - limit) : place]
    near = [*before, at, *times[place : place + limit]]
    for start in reversed(range(len(near) - limit)):
        if near[start + limit] - near[start] < MINUTE:
            return near[start + (start == len(before))] + MINUTE
    return None
