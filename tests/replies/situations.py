"""The situations in which the corpus is read. It is Monday 1 March 2027, ten o'clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.replies.facts import (
    AnswerCall,
    Attend,
    KnownCall,
    KnownMeeting,
    KnownPoll,
    KnownSlot,
    LastAct,
    Situation,
    Vote,
)
from storage.words import Answer, Coming

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2027, 3, 1, 10, tzinfo=ZONE)
EARLIER = NOW - timedelta(minutes=10)


def at(day: int, hour: int, month: int = 3) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=ZONE)


def meeting(number: int, day: int, first: int = 9, last: int = 12, board: str = "Vätterbygden") -> KnownMeeting:
    """A ledamot's meeting in March whose question of attendance waits."""
    return KnownMeeting(
        number,
        board,
        at(day, first),
        at(day, last),
        "Tändsticksgränd 23, Jönköping",
        serves=True,
        distance=True,
        digital=False,
        asked=True,
    )


def poll(*days: int, first: int = 9) -> KnownPoll:
    """Poll 7 with the slots 71, 72 … on these days in March."""
    slots = tuple(KnownSlot(70 + n, at(day, first), at(day, first + 3)) for n, day in enumerate(days, 1))
    return KnownPoll(7, "Vätterbygden", "Styrelsemöte", at(3, 16), slots)


FRIDAY = meeting(1, 5)
MONDAY = meeting(2, 15, 13, 16)
CALL = KnownCall(5, 1, "Vätterbygden", "Habo", at(5, 9), at(5, 12), at(2, 12))
CAME = replace(FRIDAY, asked=False, answer=Coming.KOMMER)
AWAY = replace(FRIDAY, asked=False, answer=Coming.FORHINDER)
SLOT_DONE = replace(poll(18), slots=tuple(replace(slot, answer=Answer.KAN) for slot in poll(18).slots))

SITUATIONS: dict[str, Situation] = {
    "ett möte": Situation(NOW, (FRIDAY,)),
    "eftermiddag utan distans": Situation(NOW, (replace(meeting(1, 5, 13, 16), distance=False),)),
    "digitalt möte": Situation(NOW, (replace(FRIDAY, digital=True),)),
    "två möten": Situation(NOW, (FRIDAY, MONDAY)),
    "två likadana": Situation(NOW, (FRIDAY, replace(FRIDAY, id=2, board="Bergslagen"))),
    "ett väntar av två": Situation(NOW, (FRIDAY, replace(MONDAY, asked=False))),
    "kommande": Situation(NOW, (replace(FRIDAY, asked=False), replace(MONDAY, asked=False))),
    "ett kommande": Situation(NOW, (replace(MONDAY, asked=False),)),
    "svarat ja": Situation(NOW, (CAME,), last=LastAct(Attend(1, Coming.KOMMER), EARLIER)),
    "svarat nej": Situation(NOW, (AWAY,), last=LastAct(Attend(1, Coming.FORHINDER), EARLIER)),
    "datum två": Situation(NOW, polls=(poll(5, 12),)),
    "datum tre": Situation(NOW, polls=(poll(15, 18, 22),)),
    "datum ett": Situation(NOW, polls=(poll(18),)),
    "datum svarat": Situation(NOW, polls=(SLOT_DONE,), last=LastAct(Vote(7, ((71, Answer.KAN),)), EARLIER)),
    "datum och möte": Situation(NOW, (FRIDAY,), (poll(15, 22),)),
    "inkallad": Situation(NOW, (replace(FRIDAY, serves=False, asked=False),), calls=(CALL,)),
    "inkallad och möte": Situation(NOW, (replace(FRIDAY, serves=False, asked=False), MONDAY), calls=(CALL,)),
    "inkallad, sagt ja": Situation(NOW, (replace(FRIDAY, asked=False),), last=LastAct(AnswerCall(5, True), EARLIER)),
    "ersättare": Situation(NOW, (replace(FRIDAY, serves=False, asked=False),)),
    "inget": Situation(NOW),
}
