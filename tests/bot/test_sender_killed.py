"""Workers are killed in the middle of their work while Slack misbehaves; every message still stands once (I2, I7)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.manifest import SCOPES
from bot.trial.faults import Fault, Faults, Kind
from storage.words import OutboxState
from tests.bot.desk import Desk, desk
from tests.bot.worker import Employer
from tests.wire import wait_for

KILLS, LETTERS, SEED = 15, 200, 20270305
NAMES = [f"Hemligt brev {number:03}" for number in range(LETTERS)]
SHORT_WAITS = [Fault(Kind.RATELIMITED, retry_after=header) for header in ("0", "1", "2")]
ODD_WAITS = [Fault(Kind.RATELIMITED, retry_after=header) for header in ("", "-5", "1.5", "²", "99999")]
LOST = [
    Fault(Kind.STATUS_BEFORE, status=500),
    Fault(Kind.STATUS_BEFORE, status=503),
    Fault(Kind.STATUS_AFTER, status=500),
    Fault(Kind.STATUS_AFTER, status=502),
    Fault(Kind.RESET_BEFORE),
    Fault(Kind.RESET_AFTER),
    Fault(Kind.HALF_BODY),
    Fault(Kind.DELAY, seconds=1.2),  # longer than a worker waits
]
# Most calls are merely slow: Slack has the message long before the worker hears of it, and that is when kills come.
WHILE_KILLING = [*[Fault(Kind.DELAY, seconds=0.3)] * 40, *LOST, *SHORT_WAITS]


def _letters_for_everybody(at: Desk) -> None:
    everybody = [user.id for user in at.workspace.users]
    for place, person in enumerate(everybody):
        at.letters(*NAMES[place :: len(everybody)], person=person)


def _kill_again_and_again(at: Desk, employer: Employer, workers: int, chance: random.Random) -> int:
    """Kills one worker or the other, some messages and moments after the kill before. How many rows then remained."""
    alive = [employer.hire() for _ in range(workers)]
    for _ in range(KILLS):
        enough = len(at.workspace.messages) + chance.randint(1, 7)
        wait_for(lambda enough=enough: len(at.workspace.messages) >= enough, seconds=120)  # type: ignore[misc]
        chosen = chance.randrange(workers)
        alive[chosen].join(chance.uniform(0, 0.1))
        alive[chosen].kill()
        alive[chosen].join()
        alive[chosen] = employer.hire()
    for worker in alive:
        worker.kill()
        worker.join()
    return sum(row.state is not OutboxState.SENT for row in at.rows())


@pytest.mark.parametrize(
    ("kind", "workers"), [("sqlite", 1), pytest.param("postgres", 2, marks=pytest.mark.postgres)], ids=str
)
def test_killed_workers_leave_every_message_standing_once(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, workers: int
) -> None:
    with desk(request.getfixturevalue(f"{kind}_url")) as at:
        at.workspace.scopes, at.clock.present = set(SCOPES), datetime.now(UTC)
        _letters_for_everybody(at)
        at.workspace.faults = Faults(SEED, rate=0.9, kinds=WHILE_KILLING)
        employer = Employer(at.database.url, at.api, at.workspace.bot_token, tmp_path / "log")
        left = _kill_again_and_again(at, employer, workers, random.Random(SEED))
        at.workspace.faults = Faults(SEED, rate=0.4, kinds=[*LOST[:-1], *SHORT_WAITS, *ODD_WAITS])
        at.clock.advance(datetime.now(UTC) - at.clock.now())
        at.until_done()
        assert at.times_posted() == Counter(NAMES)
        assert Counter(row.state for row in at.rows()) == {OutboxState.SENT: LETTERS}
        assert left > 0  # the last kill still interrupted something
        assert len(at.calls("conversations.history")) > KILLS  # and the kills did leave doubt
        log = employer.log.read_text()
        assert [word for word in ("Hemligt", at.workspace.bot_token, "Traceback") if word in log] == []
